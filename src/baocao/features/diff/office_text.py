"""Workbooks and Word documents as lines of text, which Git compares; same content, same text."""

import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Final
from xml.etree import ElementTree as ET

from baocao.foreign.faults import SHEET, UnreadableError, refuse_long
from baocao.foreign.packages import Package
from baocao.foreign.word import W, document_body, document_notes
from baocao.foreign.worksheets import Cell, Formula, Workbook, cell_reference

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{0,40})?(?:[eE][+-]?[0-9]{1,3})?")
_ID: Final = f"{W}id"
_SHOWN: Final = frozenset(f"{W}{name}" for name in ("t", "tab", "br", "footnoteReference"))
_MOST_SHARED: Final = 2_000_000
"""Characters of formulas that are written anew for the cells that share them."""


def workbook_lines(data: bytes) -> Iterator[str]:
    """Yield the rows of every sheet, cells parted by tabs; formulas are told as such."""
    book = Workbook(data)
    writer = _CellWriter(book)
    total = 0

    def take(cells: list[Cell]) -> None:
        nonlocal total
        line = _row_line({cell.column: writer.cell_text(cell) for cell in cells})
        if line:
            total += len(line) + 1
            refuse_long(total)
            lines.append(line)

    for sheet in book.sheets:
        lines: list[str] = []
        writer.begin_sheet()
        book.take_rows(sheet, take)
        yield f"# {sheet.name}"
        yield from lines


def _row_line(texts: dict[int, str]) -> str:
    """Return the cells of a row with a tab for each column; nothing if all are empty."""
    filled = {column: text for column, text in texts.items() if text}
    parts, before = [], 1
    for column in sorted(filled):
        parts.append("\t" * (column - before) + filled[column])
        before = column
    return "".join(parts)


class _CellWriter:
    """Says what stands in the cells of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: list[str] | None = None
        self._shared: dict[str, tuple[str, str]] = {}
        self._rewritten = 0

    def begin_sheet(self) -> None:
        """Begin another sheet, whose formulas are shared anew."""
        self._shared = {}

    def cell_text(self, cell: Cell) -> str:
        """Return the formula of a cell, else its value."""
        if cell.formula is not None and cell.formula.kind != "dataTable":
            return _flat_text(self._formula_text(cell, cell.formula))
        if cell.kind == "b":
            return "TRUE" if cell.text.strip() in {"1", "true"} else "FALSE"
        return self._number_text(cell) if cell.kind == "n" else _flat_text(cell.text)

    def _formula_text(self, cell: Cell, formula: Formula) -> str:
        """Return a formula with its '='; one that cells share is written as it reads in this one."""
        at = cell_reference(cell.row, cell.column)
        if formula.kind == "shared" and formula.text:
            self._shared[formula.shared] = (formula.text, at)
        if formula.kind == "shared" and not formula.text:
            text, origin = self._shared.get(formula.shared, ("", at))
            return self._moved_formula(text, origin, at)
        return f"{{={formula.text}}}" if formula.kind == "array" else f"={formula.text}"

    def _moved_formula(self, text: str, origin: str, at: str) -> str:
        if not text:
            return "="
        self._rewritten += len(text)
        # One long formula shared by a million cells would otherwise be written out for each of them.
        if self._rewritten > _MOST_SHARED:
            raise UnreadableError("TT005", "công thức dùng chung quá dài", SHEET)
        from openpyxl.formula.tokenizer import TokenizerError  # noqa: PLC0415 - slow, and rarely needed
        from openpyxl.formula.translate import Translator, TranslatorError  # noqa: PLC0415

        try:
            return str(Translator(f"={text}", origin).translate_formula(at))
        except (TokenizerError, TranslatorError, ValueError, LookupError, AttributeError, TypeError):
            return f"={text} ({origin})"

    def _number_text(self, cell: Cell) -> str:
        text = cell.text.strip()
        if not _NUMBER.fullmatch(text) or math.isinf(float(text)):
            return _flat_text(text)
        moment = self._moment_text(cell.style, float(text))
        if moment:
            return moment
        if text.lstrip("+-").isdecimal():
            return str(int(text))
        # Excel stores 0.1 as 0.10000000000000001: the shortest form that reads back as the same number is
        # what was typed.
        return format(Decimal(repr(float(text))).normalize(), "f")

    def _moment_text(self, style: int, number: float) -> str:
        """Return a number that is shown as a day or time, else nothing."""
        if self._formats is None:
            self._formats = self._book.number_formats()
        code = self._formats[style] if style < len(self._formats) else "0"
        if code in {"0", "General"}:
            return ""
        from openpyxl.styles.numbers import (  # noqa: PLC0415 - slow, and only for formatted numbers
            BUILTIN_FORMATS,
            is_date_format,
            is_timedelta_format,
        )
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, from_excel  # noqa: PLC0415

        known = BUILTIN_FORMATS.get(int(code), "General") if code.isdecimal() else code
        if not is_date_format(known):
            return ""
        epoch = CALENDAR_MAC_1904 if self._book.since_1904 else WINDOWS_EPOCH
        try:
            moment = from_excel(number, epoch, timedelta=is_timedelta_format(known))
        except (ValueError, OverflowError):
            return ""
        return moment.isoformat() if isinstance(moment, datetime | date) else str(moment)


def _flat_text(text: str) -> str:
    return " ".join(text.split())


def document_lines(data: bytes) -> Iterator[str]:
    """Yield paragraphs as lines, and the rows of tables with their cells parted by tabs, then footnotes."""
    package = Package(data)
    text = cache(_paragraph_text)  # what stands in tables in tables is told of each
    for block in document_body(package):
        if block.tag == f"{W}p":
            yield from filter(None, [_paragraph_text(block)])
        elif block.tag == f"{W}tbl":
            yield from _table_rows(block, text)
    yield from _footnote_lines(package)


def _footnote_lines(package: Package) -> Iterator[str]:
    """Yield the footnotes in their order."""
    root = document_notes(package)
    for note in () if root is None else root:
        paragraphs = (_paragraph_text(element) for element in note if element.tag == f"{W}p")
        text = " ".join(filter(None, paragraphs))
        if text:
            yield f"[{note.get(_ID)}] {text}"


def _paragraph_text(element: ET.Element) -> str:
    """Return the text of a paragraph as it is after all tracked changes."""
    stops = {stop for tabs in element.iter(f"{W}tabs") for stop in tabs}
    parts: list[str] = []
    for node in element.iter():
        if node.tag not in _SHOWN or node in stops:
            continue
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}footnoteReference":
            parts.append(f"[{node.get(_ID)}]")
        else:
            parts.append(" ")
    return _flat_text("".join(parts))


def _table_rows(table: ET.Element, text: Callable[[ET.Element], str]) -> Iterator[str]:
    for row in table.iter(f"{W}tr"):
        cells = (" ".join(filter(None, map(text, cell.iter(f"{W}p")))) for cell in row.iter(f"{W}tc"))
        line = "\t".join(cells)
        if line.strip():
            yield line
