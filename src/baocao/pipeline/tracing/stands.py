"""Every text of a DOCX or XLSX of a build, where it stands, and the numbers in it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.charts import chart_texts
from baocao.foreign.packages import Package
from baocao.foreign.word import W, document_root
from baocao.model.chart import CATEGORY, LABEL
from baocao.pipeline.tracing.printed_text import SheetText, text_of_node

NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
"""A number as it stands in a text: digits with the separators between them."""
PARAGRAPH: Final = "p"
CELL: Final = "c"
NOTE: Final = "n"
SHEET: Final = "s"
MARGIN: Final = "m"
CHART: Final = "b"
PAGE: Final = "trang"
_NOTES: Final = "word/footnotes.xml"
_MARGINS: Final = tuple(f"word/{kind}{number}.xml" for kind in ("header", "footer") for number in (1, 2, 3))
_SEPARATORS: Final = ("separator", "continuationSeparator")


def whole_pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text whose numbers are whole: 84 is no part of 1.840 nor of 84,5."""
    words = r"\s+".join(map(re.escape, text.split()))
    return re.compile(rf"(?<!\d)(?<!\d[.,]){words}(?!\d|[.,]\d)", re.IGNORECASE)


class Where(NamedTuple):
    """Where a text stands: a paragraph, a cell of a table or sheet, a footnote, a margin, a chart.

    Of a chart the name is its number and what the text is, the row its series, the column its point.
    Paragraphs, tables, rows, cells and notes count as in `model/printed.py`.
    """

    part: str
    name: str = ""
    row: int = 0
    column: int = 0


class Stand(NamedTuple):
    """A text and where it stands."""

    where: Where
    text: str

    def numbers(self) -> Iterator[tuple[int, int]]:
        """Yield where numbers begin and end in the text."""
        return (found.span() for found in NUMBER.finditer(self.text))


def word_stands(data: bytes) -> list[Stand]:
    """Return the texts of a Word document in its order, its footnotes and margins last."""
    package = Package(data)
    stands = [
        *_body_stands(document_root(package)),
        *(
            Stand(Where(NOTE, row=number), text_of_node(paragraph))
            for number, paragraph in enumerate(_note_paragraphs(package))
        ),
        *chart_stands(package),
        *(stand for name in _MARGINS for stand in _margin_stands(package.tree(name), name)),
    ]
    return [stand for stand in stands if stand.text]


def chart_stands(package: Package) -> Iterator[Stand]:
    """Yield the texts of the charts of a document, in their order."""
    for number, name in enumerate(package.related_names("chart"), start=1):
        root = package.tree(name)
        for kind, series, point, text in chart_texts(root) if root is not None else ():
            yield Stand(chart_where(number, kind, series, point), text)


def chart_where(chart: int, kind: str, series: int, point: int) -> Where:
    """Return where a text of a chart stands."""
    return Where(CHART, f"{chart}.{kind}", series, point)


def chart_number(where: Where) -> int:
    """Return which chart of the document a text stands in, from 1."""
    return int(where.name.partition(".")[0])


def group_of_label(stands: Iterable[Stand], where: Where) -> str:
    """Return the name of the group beside whose bar a label stands; nothing for other texts."""
    number = chart_number(where)
    if where != chart_where(number, LABEL, where.row, where.column):
        return ""
    group = chart_where(number, CATEGORY, 0, where.column)
    return next((stand.text for stand in stands if stand.where == group), "")


def _body_stands(root: ET.Element) -> Iterator[Stand]:
    """Yield paragraphs and cells; tables without a header only lay out a page."""
    inside = _cells_of_paragraphs(root)
    texts: dict[Where, list[str]] = {}
    for number, paragraph in enumerate(root.iter(f"{W}p")):
        where = inside.get(paragraph) or Where(PARAGRAPH, row=number)
        texts.setdefault(where, []).append(text_of_node(paragraph))
    return (Stand(where, "\n".join(lines)) for where, lines in texts.items())


def _cells_of_paragraphs(root: ET.Element) -> dict[ET.Element, Where]:
    inside: dict[ET.Element, Where] = {}
    for number, table in enumerate(root.iter(f"{W}tbl")):
        if table.find(f".//{W}tblHeader") is not None:
            for down, row in enumerate(table.findall(f"{W}tr")):
                for across, cell in enumerate(row.findall(f"{W}tc")):
                    inside |= dict.fromkeys(cell.iter(f"{W}p"), Where(CELL, str(number), down, across))
    return inside


def _note_paragraphs(package: Package) -> Iterator[ET.Element]:
    root = package.tree(_NOTES)
    for note in root.iter(f"{W}footnote") if root is not None else ():
        if note.get(f"{W}type") not in _SEPARATORS:
            yield from note.iter(f"{W}p")


def _margin_stands(root: ET.Element | None, name: str) -> Iterator[Stand]:
    """Yield the texts of a header or a footer; what a field shows is the number of the page."""
    for number, paragraph in enumerate(root.iter(f"{W}p") if root is not None else ()):
        part = MARGIN if paragraph.find(f".//{W}fldChar") is None else PAGE
        yield Stand(Where(part, name, number), text_of_node(paragraph))


def sheet_stands(book: SheetText) -> list[Stand]:
    """Return the texts of the cells of a workbook, sheet by sheet."""
    return [
        Stand(Where(SHEET, name, *at), text)
        for name in book.names
        for at, text in sorted(book.shown_texts(name).items())
    ]
