"""What stands in a DOCX or XLSX of a build, read without the libraries that write them."""

import re
from bisect import bisect_right
from decimal import Context
from functools import cached_property
from itertools import accumulate
from typing import Final
from xml.etree import ElementTree as ET

from baocao.foreign.faults import UnreadableError
from baocao.foreign.packages import Package
from baocao.foreign.word import W, document_root
from baocao.foreign.worksheets import Cell, Range, Workbook
from baocao.model.printed import CellPlace, WordPlace
from baocao.vietnamese.dates import WORKSHEET_DAY, day_of_worksheet, short_date
from baocao.vietnamese.numbers import number_text

STORED: Final = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:E[-+]?\d{1,2})?")
"""A number as worksheets hold it."""
_HEADINGS: Final = ("Heading1", "Heading2", "Heading3", "Heading4", "PhuLuc")
_READ: Final = Context(prec=15)
"""Digits of a worksheet's number that programs show; those behind are how computers write fractions."""
_LONG_DAY: Final = 10
"""Digits that the number of no day has."""
_AROUND: Final = 40
"""Characters shown on either side of a figure."""
DAMAGED: Final = (UnreadableError, LookupError)
"""What reading raises for a file that is none of ours, or that does not have what the map says."""


class WordText:
    """The paragraphs and tables of a Word document, counted as the map counts them."""

    def __init__(self, data: bytes) -> None:
        self._root = document_root(Package(data))

    @cached_property
    def paragraphs(self) -> list[str]:
        """The text of every paragraph."""
        return [text_of_node(paragraph) for paragraph in self._root.iter(f"{W}p")]

    @cached_property
    def tables(self) -> list[list[list[str]]]:
        """The text of every cell, by table and row."""
        return [
            [[text_of_node(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
            for table in self._root.iter(f"{W}tbl")
        ]

    @cached_property
    def _headings(self) -> dict[int, str]:
        """The headings of the document by paragraph."""
        return {
            number: text_of_node(paragraph)
            for number, paragraph in enumerate(self._root.iter(f"{W}p"))
            if _style_of(paragraph) in _HEADINGS
        }

    @cached_property
    def _with_heading(self) -> list[int]:
        return sorted(self._headings)

    def section_of(self, paragraph: int) -> str:
        """Return the heading under which a paragraph stands, or is one itself."""
        above = bisect_right(self._with_heading, paragraph)
        return self._headings[self._with_heading[above - 1]] if above else ""

    @cached_property
    def _table_numbers(self) -> list[int]:
        # Letterheads and signatures are tables without a header, which no reader would count.
        heads = (table.find(f".//{W}tblHeader") is not None for table in self._root.iter(f"{W}tbl"))
        return list(accumulate(heads))

    def table_number(self, table: int) -> int:
        """Return the number of a table among those with a header, from 1; others only lay out a page."""
        return self._table_numbers[table]

    def word_at(self, place: WordPlace) -> tuple[str, str]:
        """Return a printed figure and the words around it."""
        text = self.paragraphs[place.paragraph]
        return text[place.start : place.end], with_surroundings(text, place.start, place.end)

    def cell_at(self, place: CellPlace) -> tuple[str, str]:
        """Return a printed figure and the name of its row."""
        at = int(place.sheet), place.row, place.column
        return self.tables[at[0]][place.row][place.column], self.row_title(*at)

    def row_title(self, table: int, row: int, column: int) -> str:
        """Return the first text left of a cell that is no number."""
        texts = self.tables[table][row][:column]
        return next((text for text in texts if text.strip() and not text.strip().isdigit()), "")


def _style_of(paragraph: ET.Element) -> str:
    """Return the name of a paragraph's style, which stands first in it."""
    properties = next(iter(paragraph), None)
    style = (
        properties.find(f"{W}pStyle") if properties is not None and properties.tag == f"{W}pPr" else None
    )
    return style.get(f"{W}val", "") if style is not None else ""


def text_of_node(node: ET.Element) -> str:
    """Return the characters of a paragraph, a line break being one."""
    parts = (
        part.text or "" if part.tag == f"{W}t" else "\n"
        for part in node.iter()
        if part.tag in {f"{W}t", f"{W}br"}
    )
    return "".join(parts)


def with_surroundings(text: str, start: int, end: int) -> str:
    """Return the figure between square brackets, with some words on either side."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = f"…{before.partition(' ')[2]}"
    if end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return f"{before}[{text[start:end]}]{after}".replace("\n", " ")


class SheetText:
    """The worksheets of a workbook and what stands in their cells."""

    def __init__(self, data: bytes) -> None:
        self._book = Workbook(data)
        self._parts = {sheet.name: sheet for sheet in self._book.sheets}
        self.names = list(self._parts)
        self._sheets: dict[str, dict[tuple[int, int], str]] = {}
        self._shown: dict[str, dict[tuple[int, int], str]] = {}
        self._joined: dict[str, list[Range]] = {}
        self._titles: dict[str, dict[int, tuple[int, str]]] = {}

    def cell_texts(self, name: str) -> dict[tuple[int, int], str]:
        """Return the texts of a worksheet by row and column, as they are stored."""
        if name not in self._sheets:
            texts: dict[tuple[int, int], str] = {}
            written: dict[tuple[int, int], str] = {}

            def take(row: list[Cell]) -> None:
                texts.update({(cell.row, cell.column): cell.text for cell in row if cell.text})
                numbers = (cell for cell in row if cell.kind == "n" and cell.text)
                written.update({(cell.row, cell.column): self._written_number(cell) for cell in numbers})

            self._joined[name] = self._book.take_rows(self._parts[name], take)
            self._sheets[name], self._shown[name] = texts, {**texts, **written}
        return self._sheets[name]

    def shown_texts(self, name: str) -> dict[tuple[int, int], str]:
        """Return the same as people see them: numbers with their marks, days as days; texts are texts."""
        self.cell_texts(name)
        return self._shown[name]

    def _written_number(self, cell: Cell) -> str:
        is_day = cell.style in self._day_styles and cell.text.isdecimal() and len(cell.text) < _LONG_DAY
        return short_date(day_of_worksheet(int(cell.text))) if is_day else shown_number(cell.text)

    @cached_property
    def _day_styles(self) -> frozenset[int]:
        """The looks of cells that are days, as this program gives them."""
        formats = enumerate(self._book.number_formats())
        return frozenset(number for number, code in formats if code == WORKSHEET_DAY)

    def row_title(self, name: str, row: int, column: int) -> str:
        """Return the first text left of a cell that is no number."""
        if name not in self._titles:
            titles: dict[int, tuple[int, str]] = {}
            for (down, across), text in self.cell_texts(name).items():
                if not STORED.fullmatch(text):
                    titles[down] = min(titles.get(down, (across, text)), (across, text))
            self._titles[name] = titles
        at, text = self._titles[name].get(row, (column, ""))
        return text if at < column else ""

    def anchor_cell(self, name: str, row: int, column: int) -> tuple[int, int]:
        """Return the cell that holds what is shown at a place: the first of joined cells."""
        self.cell_texts(name)
        for top, left, bottom, right in self._joined[name]:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column


def shown_number(stored: str) -> str:
    """Return a stored number as it is written here; other texts stay."""
    return (
        number_text(_READ.create_decimal(stored).normalize(_READ)) if STORED.fullmatch(stored) else stored
    )
