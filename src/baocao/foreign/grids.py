"""The cells of a workbook of whatever program, in one record: what stands in each and how it is shown.

What is only styled is not told, nor what a sheet declares as its size; so a million empty rows are free.
"""

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from baocao.foreign.worksheets import Cell as StoredCell
from baocao.foreign.worksheets import Range, Remark, Sheet, Workbook, cell_reference

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSHOWN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""What of a format is no letter of a date: quoted words, colours, conditions, languages."""
_MOMENT_LETTER: Final = re.compile("[dmyhs]", re.IGNORECASE)
_MOMENTS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENTS: Final = frozenset({9, 10})
"""Formats that programs know by number."""


class CellKind(Enum):
    """What stands in a cell."""

    NUMBER = "số"
    TEXT = "chữ"
    TRUTH = "đúng/sai"
    MOMENT = "ngày, giờ"
    FAULT = "lỗi"
    UNCOMPUTED = "công thức chưa tính"


class GridCell(NamedTuple):
    """A cell: what stands in it as text, whether a formula gave it, whether it is shown as a percentage.

    A number is as it is stored ('3.781'), a moment as in ISO 8601, a truth '1' or '0', a fault '#REF!'.
    """

    kind: CellKind
    text: str
    is_formula: bool = False
    is_percent: bool = False


class Grid(NamedTuple):
    """A worksheet: its filled cells by row and column, from 1, and the ranges that are joined.

    `hidden_rows` are those with cells that people do not see, `hidden_columns` the first and last of some;
    `remarks` are comments at cells, which old formats are not asked for.
    """

    name: str
    cells: Mapping[tuple[int, int], GridCell]
    joined: tuple[Range, ...] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    remarks: tuple[Remark, ...] = ()


class Book(NamedTuple):
    """The worksheets of a workbook in their order, and what its defined names stand for."""

    sheets: tuple[Grid, ...]
    names: Mapping[str, str]


def read_open_book(data: bytes) -> Book:
    """Return an XLSX or XLSM; macros are never looked at. Raises UnreadableError."""
    book = Workbook(data)
    reader = _GridReader(book)
    return Book(tuple(map(reader.read_grid, book.sheets)), book.names)


class _GridReader:
    """Makes cells of what is stored; formats are looked at once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats = [_format_sort(code) for code in book.number_formats()]

    def read_grid(self, sheet: Sheet) -> Grid:
        cells: dict[tuple[int, int], GridCell] = {}

        def take_row(row: list[StoredCell]) -> None:
            for stored in row:
                cell = self._read_cell(stored)
                if cell:
                    cells[stored.row, stored.column] = cell

        small = self._book.tree_rows(sheet)
        if small is None:
            shape = self._book.take_sheet(sheet, take_row)
        else:
            rows, shape = small
            for row in rows:
                take_row(row)
        return Grid(
            sheet.name,
            cells,
            joined=shape.joined,
            is_hidden=sheet.is_hidden,
            hidden_rows=shape.hidden_rows,
            hidden_columns=shape.hidden_columns,
            remarks=tuple(self._book.remarks_on(sheet)),
        )

    def _read_cell(self, stored: StoredCell) -> GridCell | None:
        is_formula = stored.formula is not None
        if stored.kind in {"str", "inlineStr"}:
            text = unescaped_text(stored.text)
            return GridCell(CellKind.TEXT, text, is_formula) if text.strip() else None
        text = stored.text.strip()
        if not text:
            return GridCell(CellKind.UNCOMPUTED, "", is_formula) if is_formula else None
        match stored.kind:
            case "b":
                return GridCell(CellKind.TRUTH, "1" if text in {"1", "true"} else "0", is_formula)
            case "e":
                return GridCell(CellKind.FAULT, text, is_formula)
            case "d":
                return GridCell(CellKind.MOMENT, text, is_formula)
            case _:
                return self._number_cell(text, stored.style, is_formula=is_formula)

    def _number_cell(self, text: str, style: int, *, is_formula: bool) -> GridCell:
        sort = self._formats[style] if style < len(self._formats) else ""
        if sort == "moment":
            moment = _moment_text(text, since_1904=self._book.since_1904)
            return GridCell(CellKind.MOMENT, moment, is_formula)
        return GridCell(CellKind.NUMBER, text, is_formula, sort == "percent")


@lru_cache(maxsize=1_000)
def _format_sort(code: str) -> str:
    """Return 'moment' or 'percent' for the formats that change what a number says, nothing for others."""
    if code.isdecimal():
        number = int(code)
        return "moment" if number in _MOMENTS else "percent" if number in _PERCENTS else ""
    shown = _UNSHOWN.sub("", code.partition(";")[0])
    if "%" in shown:
        return "percent"
    is_moment = _MOMENT_LETTER.search(shown) and "general" not in shown.lower()
    return "moment" if is_moment else ""


def _moment_text(text: str, *, since_1904: bool) -> str:
    """Return the day, or day and hour, of a number; the number itself where it is none."""
    from datetime import datetime, timedelta  # noqa: PLC0415 - few workbooks have days

    try:
        number = float(text)
        # Excel counts a 29 February 1900: before it one day less.
        start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if number >= 60 else 31)  # noqa: DTZ001, PLR2004 - days have no zone
        moment = start + timedelta(seconds=round(number * 86_400))
    except (ValueError, OverflowError):
        return text
    return moment.date().isoformat() if number.is_integer() else moment.isoformat()


def unescaped_text(text: str) -> str:
    """Return a text in which Excel wrote '_x000D_' for what XML does not hold, with plain ends of lines."""
    if "_x" in text:
        text = _ESCAPED.sub(_escaped_letter, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _escaped_letter(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    return letter if letter.isprintable() or letter in "\n\r\t" else ""


def reference_words(sheet: str, row: int, column: int) -> str:
    """Return 'Biểu!D17', as people name a cell."""
    return f"{sheet}!{cell_reference(row, column)}"
