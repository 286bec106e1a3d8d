"""The tables of a Word document that a stranger may have made, as grids of cells.

Texts are as after accepting all tracked changes; what is not shown is not read. Raised digits, which mark
notes, stay raised: '1.234¹' is not 12341.
"""

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from baocao.foreign.faults import UnreadableError, refuse_long
from baocao.foreign.grids import CellKind, Grid, GridCell
from baocao.foreign.limits import MOST_COLUMNS
from baocao.foreign.packages import Package
from baocao.foreign.word import W, document_body
from baocao.foreign.worksheets import Range
from baocao.vietnamese.text import to_nfc

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GONE: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W}tbl"})
"""What was deleted or moved away; and tables inside of cells, which are tables of their own."""
_BLANKS: Final = frozenset({f"{W}tab", f"{W}br", f"{W}cr"})
_OFF: Final = frozenset({"0", "false", "off", "none"})
_MOST_SPAN: Final = 1_000
"""Columns that one cell may take."""


def word_grids(data: bytes) -> tuple[Grid, ...]:
    """Return the tables of a document in their order; raises UnreadableError."""
    body = document_body(Package(data))
    tables = [table for table in body.iter(f"{W}tbl") if not _is_deleted(table)]
    return tuple(_grid_of(table, f"bảng {number}") for number, table in enumerate(tables, start=1))


def _is_deleted(table: ET.Element) -> bool:
    """Tell whether every row of a table was deleted."""
    rows = list(_rows_of(table, deleted=True))
    return bool(rows) and all(map(_is_deleted_row, rows))


def _is_deleted_row(row: ET.Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _rows_of(table: ET.Element, *, deleted: bool = False) -> Iterator[ET.Element]:
    """Yield the rows of a table, those in content controls too, and of no table inside."""
    for element in _inner(table, f"{W}tr"):
        if deleted or not _is_deleted_row(element):
            yield element


def _inner(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Yield children of a kind, those around which something else was put too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag"}:
            yield from _inner(child, tag)


class _Reader:
    """Puts the cells of one table in their places; `tall` are cells that go on below, by column."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], GridCell] = {}
        self.joined: list[Range] = []
        self._tall: dict[int, Range] = {}
        self._letters = 0

    def take_row(self, number: int, row: ET.Element) -> None:
        column, below = 1 + _number_of(row, f"{W}trPr/{W}gridBefore", 0), {}
        for cell in _inner(row, f"{W}tc"):
            width = _number_of(cell, f"{W}tcPr/{W}gridSpan", 1)
            place = (number, column, number, column + width - 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            above = self._tall.get(column)
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and above:
                below[column] = (*above[:2], number, above[3])
            else:
                self._take_cell(number, column, cell)
                below[column] = place
                if merge is None:
                    self._close_range(below.pop(column))
            column += width
            if column > MOST_COLUMNS:
                raise UnreadableError("TT005", f"bảng có hơn {MOST_COLUMNS} cột")
        self._close_tall(below)
        self._tall = below

    def _close_tall(self, below: dict[int, Range]) -> None:
        """Note the cells that do not go on in the row that was read."""
        for column, tall in self._tall.items():
            if below.get(column, tall)[:2] != tall[:2] or column not in below:
                self._close_range(tall)

    def _close_range(self, area: Range) -> None:
        if area[:2] != area[2:]:
            self.joined.append(area)

    def end_table(self) -> None:
        self._close_tall({})

    def _take_cell(self, row: int, column: int, cell: ET.Element) -> None:
        text = to_nfc(_cell_text(cell))
        self._letters += len(text)
        refuse_long(self._letters)
        if text:
            self.cells[row, column] = GridCell(CellKind.TEXT, text)


def _grid_of(table: ET.Element, name: str) -> Grid:
    reader = _Reader()
    for number, row in enumerate(_rows_of(table), start=1):
        reader.take_row(number, row)
    reader.end_table()
    return Grid(name, reader.cells, tuple(reader.joined))


def _number_of(element: ET.Element, path: str, usual: int) -> int:
    """Return a small whole number that stands in `w:val` of an element inside."""
    inner = element.find(path)
    text = "" if inner is None else inner.get(f"{W}val", "")
    is_small = text.isascii() and text.isdecimal() and len(text) < 10  # noqa: PLR2004 - as in worksheets
    return int(text) if is_small and int(text) <= _MOST_SPAN else usual


def _cell_text(cell: ET.Element) -> str:
    """Return the text of a cell on one line."""
    paragraphs = ("".join(_pieces(child)) for child in _inner(cell, f"{W}p"))
    return " ".join(" ".join(paragraphs).split())


def _pieces(element: ET.Element) -> Iterator[str]:
    if element.tag in _GONE:
        return
    if element.tag == f"{W}r":
        yield from _run_pieces(element)
        return
    for child in element:
        yield from _pieces(child)


def _run_pieces(run: ET.Element) -> Iterator[str]:
    """Yield what a run shows: raised digits as raised ones, symbols and pictures not at all."""
    look = run.find(f"{W}rPr")
    if look is not None and _is_on(look.find(f"{W}vanish")):
        return
    raised = None if look is None else look.find(f"{W}vertAlign")
    is_raised = raised is not None and raised.get(f"{W}val") == "superscript"
    for child in run:
        if child.tag == f"{W}t":
            yield (child.text or "").translate(_RAISED) if is_raised else child.text or ""
        elif child.tag in _BLANKS:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"


def _is_on(element: ET.Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "true") not in _OFF
