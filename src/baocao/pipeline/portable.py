"""`build --pdf`: every Word file of a build also as PDF/A-2, looked at before anything is written."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from baocao.foreign.files import digest_of_file
from baocao.foreign.limits import MOST_FILE
from baocao.pipeline import manifest
from baocao.pipeline.manifest import Made
from baocao.pipeline.output import Output
from baocao.pipeline.printing import MISSING, Printout, open_printer
from baocao.render.archive import unpack_parts
from baocao.render.pdf import LEVEL, Font, fonts_of, has_level, with_moment

WORD: Final = ".docx"
PDF: Final = ".pdf"
STAGE: Final = "Lập PDF"
INSTALL: Final = (
    "Debian, Ubuntu: apt install libreoffice-writer fonts-liberation2; "
    "Windows, macOS: tải ở www.libreoffice.org."
)
EQUALS: Final = frozenset({"Times New Roman", "Liberation Serif", "Tinos", "Thorndale"})
"""The font that the forms prescribe, and those whose letters are as wide: lines and pages end alike."""
_CREATED: Final = re.compile(rb"<dcterms:created[^>]*>([^<]+)<")
_NAMED: Final = "{name}: {reason}"
_NO_LEVEL: Final = f"LibreOffice của máy này không lập được {LEVEL}; cần bản 7.0 trở lên"
_LOOSE: Final = (
    "phông chữ {fonts} không nhúng được vào PDF, máy khác mở ra sẽ không thấy đúng chữ; "
    "cài phông Times New Roman hoặc Liberation Serif rồi chạy lại"
)
_SIGNED: Final = (
    "{path} không phải là tệp mà lần lập trước đã ghi (có thể đã ký số hoặc đã sửa) nên không bị thay; "
    "chuyển tệp ấy sang chỗ khác rồi chạy lại."
)
_DUMB: Final = "phông chữ {fonts} không cho biết ký tự nào là chữ gì nên PDF không tìm, không chép được"


class UnprintableError(Exception):
    """A document could not be printed, so that nothing is written; the message says why in Vietnamese."""


class Printing(NamedTuple):
    """What was printed: how many files, in which families of fonts, and how long it took."""

    files: int
    fonts: tuple[str, ...]
    seconds: float


def refuse_without_office(root: Path) -> None:
    """Raise UnprintableError where there is no LibreOffice."""
    with open_printer(root) as printer:
        if not printer.is_there:
            raise UnprintableError(f"{MISSING} {INSTALL}")


def refuse_strange_pages(folder: Path, made: Iterable[Made]) -> None:
    """Raise UnprintableError where a PDF would replace what no build wrote: it may be signed."""
    entries = manifest.earlier_build(folder).entries
    known = {str(entry["tep"]): entry.get("sha256") for entry in entries}
    begun = Output(folder).interrupted_names()
    for name in (pdf_name(each.name) for each in made if is_word(each.name)):
        if name not in begun and not is_as_told(folder / name, known.get(name)):
            raise UnprintableError(_SIGNED.format(path=folder / name))


def is_as_told(path: Path, digest: object) -> bool:
    """Tell whether a file is not there, or the one of this hash; one that cannot be read is another."""
    try:
        return digest_of_file(path, MOST_FILE) == digest
    except FileNotFoundError:
        return True
    except OSError:
        return False


def print_files(
    root: Path, made: Sequence[Made], progress: Callable[[str, int, int], None]
) -> tuple[list[Made], Printing]:
    """Return the files, each Word file followed by its PDF; raises UnprintableError."""
    words = [each for each in made if is_word(each.name)]
    progress(STAGE, 0, len(words))
    started = time.monotonic()
    with open_printer(root) as printer:
        data = [each.data for each in words]
        printouts = printer.print_all(data, lambda done: progress(STAGE, done, len(words)))
        checked = list(_checked_pages(zip(words, printouts, strict=True)))
    pages = {word.name: page for word, page, _ in checked}
    families = sorted({font.family for _, _, fonts in checked for font in fonts})
    told = Printing(len(pages), tuple(families), time.monotonic() - started)
    return [file for each in made for file in (each, pages.get(each.name)) if file], told


def _checked_pages(
    printed: Iterable[tuple[Made, Printout]],
) -> Iterator[tuple[Made, Made, tuple[Font, ...]]]:
    """Yield Word files with their PDF and its fonts; raises UnprintableError at the first that is none."""
    for word, printout in printed:
        fonts = fonts_of(printout.pdf) if printout.pdf else ()
        reason = printout.reason if printout.pdf is None else _fault_of(printout.pdf, fonts)
        if printout.pdf is None or reason:
            raise UnprintableError(_NAMED.format(name=word.name, reason=reason))
        yield word, _page_of(word, printout.pdf), fonts


def _fault_of(pdf: bytes, fonts: Sequence[Font]) -> str:
    """Return why a PDF of such fonts cannot be given out; nothing where it can."""
    if loose := _families(font for font in fonts if not font.is_embedded):
        return _LOOSE.format(fonts=loose)
    if dumb := _families(font for font in fonts if not font.is_readable):
        return _DUMB.format(fonts=dumb)
    return "" if has_level(pdf) else _NO_LEVEL


def _families(fonts: Iterable[Font]) -> str:
    return ", ".join(dict.fromkeys(f"'{font.family}'" for font in fonts))


def _page_of(word: Made, pdf: bytes) -> Made:
    """Return a PDF as a file of the build, made when its Word file was."""
    name = pdf_name(word.name)
    data = with_moment(pdf, _moment_of(word.data))
    return word._replace(name=name, data=data, printed="", printed_from=sha256(word.data).hexdigest())


def is_word(name: str) -> bool:
    """Tell whether a file of a build is one of Word."""
    return name.endswith(WORD)


def pdf_name(word: str) -> str:
    """Return what the PDF of a Word file is called."""
    return f"{PurePath(word).stem}{PDF}"


def _moment_of(word: bytes) -> datetime:
    """Return the moment that a Word file of ours says of itself."""
    found = _CREATED.search(unpack_parts(word)["docProps/core.xml"])
    if not found:
        raise ValueError(word[:4])
    return datetime.fromisoformat(found[1].decode())
