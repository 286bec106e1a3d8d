"""Time and memory grow with a document and no faster, however it was forged."""

import cProfile
import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, Final

import pytest

import baocao.inspection
import hand
from baocao.foreign.packages import Package
from baocao.foreign.word import document_blocks
from baocao.inspection.blanks import blanks_in
from baocao.inspection.inspect import inspect_document
from breaking import change_parts

SPACE: Final = 'xmlns:v="urn:schemas-microsoft-com:vml"'
CENTRED: Final = '<w:pPr><w:jc w:val="center"/></w:pPr>'


def said(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


BOX: Final = (
    f"<w:p><w:r><w:pict><v:shape {SPACE}><v:textbox><w:txbxContent>{said('x')}</w:txbxContent></v:textbox>"
    "</v:shape></w:pict></w:r></w:p>"
)
KINDS: Final[dict[str, Callable[[int], str]]] = {
    "sentences": lambda n: "".join(said(f"{i}. Xã có {i} hội nghị…") for i in range(n)),
    "appendices": lambda n: "".join(said(f"Phụ lục {i}", CENTRED) for i in range(n)),
    "tables": lambda n: f"<w:tbl><w:tr><w:tc>{said('……')}</w:tc></w:tr></w:tbl>" * n,
    "rows": lambda n: "<w:tbl>" + f"<w:tr><w:tc>{said('……')}</w:tc></w:tr>" * n + "</w:tbl>",
    "boxes": lambda n: BOX * n,
    "changes": lambda n: "".join(
        f"<w:p><w:ins><w:r><w:t>[…] {i}</w:t></w:r></w:ins></w:p>" for i in range(n)
    ),
    "recipients": lambda n: said("Nơi nhận:") + "".join(said(f"- {i};") for i in range(n)),
    "grounds": lambda n: "".join(said(f"Căn cứ {i};") for i in range(n)),
    "sections": lambda n: "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * n,
    "one paragraph": lambda n: (
        "<w:p>" + "".join(f"<w:r><w:t>Có … {i} và ; </w:t></w:r>" for i in range(n)) + "</w:p>"
    ),
    "fields": lambda n: "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * n + "</w:p>",
}


def document_of(body: str) -> bytes:
    """Return a typed report with more behind its first paragraph of text."""

    def put_in(texts: dict[str, str]) -> None:
        before, found, after = texts["word/document.xml"].partition("1. Xã đã ban hành")
        at = before.rindex("<w:p>")
        texts["word/document.xml"] = before[:at] + body + before[at:] + found + after

    return change_parts(hand.typed_report(), put_in)


def seconds_of(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_eight_times_as_much_takes_about_eight_times_as_long(kind: str) -> None:
    small, large = (document_of(KINDS[kind](count)) for count in (1_000, 8_000))
    before = seconds_of(lambda: inspect_document("a.docx", small))
    # Twice the linear time would still be far below the square; machines are shared.
    assert seconds_of(lambda: inspect_document("b.docx", large)) < 16 * max(before, 0.1)


def patterns_of_room() -> dict[str, re.Pattern[str]]:
    """Return every regular expression that the room keeps."""
    names = [each.name for each in walk_packages(baocao.inspection.__path__, "baocao.inspection.")]
    found: dict[str, re.Pattern[str]] = {}
    for name in names:
        for key, value in vars(import_module(name)).items():
            for number, pattern in enumerate(_patterns_in(value)):
                found[f"{name.removeprefix('baocao.inspection.')}.{key}.{number}"] = pattern
    return found


def _patterns_in(value: Any) -> list[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        return [value] if isinstance(value.pattern, str) else []
    if isinstance(value, tuple | list):
        return [pattern for each in value for pattern in _patterns_in(each)]
    return []


PATTERNS: Final = patterns_of_room()
PIECES: Final = (
    *(
        "a",
        "A",
        " ",
        "1",
        ".",
        "…",
        "_",
        "-",
        "/",
        ",",
        ";",
        "(",
        "[",
        "[…",
        "{",
        "{{",
        "{%",
        "«",
        "<<",
        "\u2002",
    ),
    *(
        "xx",
        "nhấp ",
        "phụ lục i, ",
        "Phụ lục số ",
        "số ",
        "ngày ",
        "tháng ",
        "năm ",
        "ngày 1 tháng 2 năm ",
        "I ",
        "a) ",
    ),
    *(
        "1.1",
        "Điều 1 ",
        "Ủy ban ",
        "v.v",
        "Nguyễn ",
        "TM. ",
        "- ",
        "Số: ",
        "V/v ",
        "%",
        "Kính gửi ",
        "\t",
        "UBND ",
    ),
)
MATCHED: Final = frozenset(
    {
        *("attached.REFERENCE.0", "head._NO_PLACE.0", "title._NUMBERED.0", "rules.notation._DATE.0"),
        *("blanks._NOTE.0", "blanks._LEADER.0", "rules.foot._ARCHIVE.0", "mending.body._ARTICLE.0"),
        *("attached._COPY_NUMBER.0", "head._SEAL.0"),
        *(f"mending.wordings.{name}.0" for name in ("_HYPHEN", "_NUMBER", "_SALUTATION", "_BULLET")),
    }
)
"""Patterns that are only matched at the beginning of a line, and never searched for."""
LONG: Final = 4_000
TIMES: Final = 4
UNFELT: Final = 0.02
"""Seconds that nobody feels, and that a machine with other things to do makes of nothing."""
STEEP: Final = 9.0
"""Times as long for `TIMES` as many characters: those of a search that goes back are 16, of others 4."""


@pytest.mark.thorough
@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_goes_back_for_ever(name: str) -> None:
    steep = {piece: growth for piece in PIECES if (growth := _steepest_growth(name, piece)) > STEEP}
    assert steep == {}


def _steepest_growth(name: str, piece: str) -> float:
    """Return how many times as long the slowest search takes in a text that is some times as long."""
    short, long = (piece * (length // len(piece)) + "\n!" for length in (LONG, LONG * TIMES))
    pairs = zip(_searches_of(name, short), _searches_of(name, long), strict=True)
    return max(_growth_between(*pair) for pair in pairs)


def _growth_between(short: Callable[[], object], long: Callable[[], object]) -> float:
    seconds = seconds_of(long)
    return seconds / max(seconds_of(short), UNFELT / TIMES) if seconds > UNFELT else 0.0


def _searches_of(name: str, text: str) -> Iterator[Callable[[], object]]:
    pattern = PATTERNS[name]
    yield lambda: pattern.match(text)
    yield lambda: pattern.fullmatch(text)
    if name not in MATCHED:
        yield lambda: sum(1 for _ in pattern.finditer(text))


@pytest.mark.parametrize("piece", ["[", "[…", "{{", "x", ".", "… ", "nhấp "])
def test_blanks_of_a_long_paragraph_are_found_at_once(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    assert seconds_of(lambda: list(blanks_in(text))) < 5


def test_a_document_is_never_held_as_a_tree() -> None:
    package = Package(document_of(KINDS["sentences"](2_000)))
    blocks = list(document_blocks(package))
    assert len(blocks) > 2_000
    assert package._held < 20_000


def calls_for_appendices(count: int) -> int:
    """Return how many functions are called to inspect a document with so many appendices."""
    lines = "".join(said(f"Phụ lục {i}", CENTRED) + said("Nội dung.") for i in range(count))
    section = "<w:sectPr"

    def put_behind(texts: dict[str, str]) -> None:
        before, _, after = texts["word/document.xml"].rpartition(section)
        texts["word/document.xml"] = before + lines + section + after

    profile = cProfile.Profile()
    profile.runcall(inspect_document, "a.docx", change_parts(hand.typed_report(), put_behind))
    return sum(entry.callcount for entry in profile.getstats())


def test_the_paragraphs_before_an_appendix_are_not_read_again_for_each() -> None:
    none, some, more = (calls_for_appendices(count) for count in (1, 100, 400))
    assert more - none < 5 * (some - none)
