"""Marks of secrecy in files that come in: a state secret is not taken over, whatever else is in the file.

Luật Bảo vệ bí mật nhà nước 117/2025/QH15. All that has letters is looked through: text, headers, footers,
notes, text boxes, watermarks, cells and comments, as they are stored and not only as they are shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from baocao.foreign.any_book import OPEN
from baocao.foreign.faults import SHEET, WORD, UnreadableError
from baocao.foreign.grids import Grid
from baocao.foreign.packages import Package
from baocao.foreign.sniffing import Sort, sort_of_file
from baocao.foreign.trees import Handler
from baocao.vietnamese.text import to_nfc

_LONGEST: Final = 80
"""Letters of a line that may be a mark."""
_LEVELS: Final[Mapping[str, str]] = {"TUYỆTMẬT": "TUYỆT MẬT", "TỐIMẬT": "TỐI MẬT", "MẬT": "MẬT"}
_REGISTERED: Final[Mapping[str, str]] = {"A": "TUYỆT MẬT", "B": "TỐI MẬT", "C": "MẬT"}
"""How registers of documents name the levels."""
_AMBIGUOUS: Final = "MẬT"
"""With small letters it is honey as well."""
_AROUND: Final = " ()[]{}<>'\"“”‘’.,:;*_-–—=|…"
_LABEL: Final = re.compile(r"(?:mức )?độ (?:bí )?mật(?: *[:.–-]+)? *(.*)", re.IGNORECASE)
_BREAKS: Final = frozenset({"br", "cr"})
_LINES: Final = frozenset({"p", "si", "is", "c", "div", "text", "delText", "instrText"})
"""Elements that hold a line of their own, in documents, worksheets, drawings and comments."""
_MARGINS: Final = frozenset(
    f"{turn}{part}" for turn in ("odd", "even", "first") for part in ("Header", "Footer")
)
_MARGIN_CODES: Final = re.compile(r'&"[^"]*"|&\d+|&K[0-9A-F]{6}|&[A-Z&]')
"""What headers of worksheets say of fonts, places and page numbers."""
_BETWEEN: Final = r"(?:<[^<>]*>|\s|\xc2\xa0)*+"
"""What may stand between two letters of a word that a program has taken apart."""
_DECOMPOSED: Final = ("Â\u0323", "â\u0323", "Ạ\u0302", "ạ\u0302", "A\u0323\u0302", "a\u0323\u0302")
_LARGE: Final = "(?:M|&#(?:77|x4D);)"
_SMALL: Final = "(?:m|&#(?:109|x6D);)"
_VOWEL: Final = f"(?:Ậ|ậ|{'|'.join(_DECOMPOSED)}|[Aa]\u0302\u0323|&#(?:785[23]|x1E[Aa][CcDd]);)"
_LAST: Final = "(?:[Tt]|&#(?:84|116|x[57]4);)"
_BEFORE: Final = (
    f"(?:[iI;]|ộ|Ộ|\u0302|\u0323|(?:ệ|Ệ|\u0302|\u0323){_BETWEEN}[tT]"
    f"|(?:ộ|Ộ|\u0302|\u0323){_BETWEEN}[Bb]{_BETWEEN}(?:í|Í|[iI]\u0301))"
)
"""With small letters it is a mark only behind 'tối', 'tuyệt', 'độ', 'độ bí': not in 'bảo mật'."""


_SIGN: Final = re.compile(
    f"(?:{_LARGE}|{_BEFORE}{_BETWEEN}{_SMALL}){_BETWEEN}{_VOWEL}{_BETWEEN}{_LAST}".encode()
)
"""A part without it has no mark, and is not walked through."""


class SecretError(UnreadableError):
    """The file carries a mark of secrecy; nothing else of it is told."""

    def __init__(self, level: str) -> None:
        Exception.__init__(self, level)
        self.code, self.detail = "BC463", level
        self.message = (
            f"Tệp có dấu chỉ độ mật '{level}': bí mật nhà nước không được đưa vào đây "
            "(Luật Bảo vệ bí mật nhà nước số 117/2025/QH15)."
        )
        self.advice = (
            "Lập, gửi, lưu tài liệu này theo quy định về bảo vệ bí mật nhà nước, ngoài chương trình "
            "và Git; "
            "không phải tài liệu mật thì xóa dòng hoặc ô chỉ ghi chữ ấy."
        )


def refuse_secret(data: bytes, grids: Iterable[Grid] = ()) -> None:
    """Refuse a file that carries a mark of secrecy; raises UnreadableError.

    Of programs that write no Open XML the cells are looked at, which are in `grids`.
    """
    sort = sort_of_file(data)
    if sort is Sort.DOCX or sort in OPEN:
        package = Package(data, WORD if sort is Sort.DOCX else SHEET)
        parts: Iterable[Iterable[str]] = _lines_of_parts(package)
    else:
        parts = ((cell.text for _, cell in sorted(grid.cells.items())) for grid in grids)
    for lines in parts:
        level = secrecy_of_lines(lines)
        if level:
            raise SecretError(level)


def secrecy_of_lines(lines: Iterable[str]) -> str:
    """Return the level that one of the lines states, 'TỐI MẬT'; nothing where none does."""
    is_labelled = is_next = False
    for line in lines:
        # Of a longer line no beginning is a mark.
        text = " ".join(to_nfc(line).split()).strip(_AROUND) if len(line) <= _LONGEST else ""
        label = _LABEL.fullmatch(text)
        said = label[1].strip(_AROUND) if label else text
        level = _level_of(said, is_labelled=is_labelled or bool(label))
        if not level and (label or is_next):
            level = _REGISTERED.get(said, "")
        if level:
            return level
        is_next = bool(label) and not said
        is_labelled = is_labelled or is_next
    return ""


def _level_of(text: str, *, is_labelled: bool) -> str:
    """Return the level that a text is; below a label in any letters, 'M Ậ T' on a stamp as well."""
    word = "".join(text.split())
    level = _LEVELS.get(word.upper(), "")
    return level if level != _AMBIGUOUS or is_labelled or word == _AMBIGUOUS else ""


def _lines_of_parts(package: Package) -> Iterator[list[str]]:
    for name in sorted(package.names):
        if name.endswith((".xml", ".vml")):
            handler = _Lines()
            package.walk_part(name, handler, _SIGN)
            yield handler.lines


class _Lines(Handler):
    """Gathers the lines of a part; a text box within a paragraph has lines of its own."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._open: list[list[str]] = [[]]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local in _LINES or local in _MARGINS:
            self._open.append([])
        elif local in _BREAKS:
            self._end_line(self._open[-1])
        elif local == "tab":
            self._open[-1].append(" ")
        elif local == "textpath":
            self.lines.append(attributes.get("string", ""))

    def end(self, name: str) -> None:
        local = name.rpartition("}")[2]
        if local in _MARGINS:
            self.lines += _margin_lines("".join(self._open.pop()))
        elif local in _LINES:
            self._end_line(self._open.pop())

    def data(self, text: str) -> None:
        self._open[-1].append(text)

    def _end_line(self, pieces: list[str]) -> None:
        self.lines += "".join(pieces).splitlines() or [""]
        pieces.clear()


def _margin_lines(text: str) -> Iterator[str]:
    """Yield what the three places of a header of a worksheet say."""
    for place in re.split("&[LCR]", text):
        yield from _MARGIN_CODES.sub("", place).splitlines()
