"""Forms as units send them back: filled in by another library, line by line and column by column."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from baocao.render.archive import pack_parts, unpack_parts

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
KEY: Final = "khoa"
Answers = Mapping[tuple[str, str], Any]
"""Values by the key of the line and that of the column."""


def corner_of(sheet: Worksheet) -> tuple[int, int] | None:
    """Return where the keys of lines and columns meet."""
    for row in sheet.iter_rows(max_row=60):
        for cell in row:
            if cell.value == KEY:
                return cell.row, cell.column
    return None


def cell_of(book: Workbook, line: str, column: str) -> Cell:
    """Return the cell of a form in which a column of a line stands."""
    for sheet in book.worksheets:
        corner = corner_of(sheet)
        if corner is None:
            continue
        key_row, key_column = corner
        columns = {sheet.cell(key_row, at).value: at for at in range(1, sheet.max_column + 1)}
        rows = {sheet.cell(at, key_column).value: at for at in range(1, sheet.max_row + 1)}
        if line in rows and column in columns:
            return sheet.cell(rows[line], columns[column])  # type: ignore[return-value]
    raise LookupError((line, column))


def edited_form(data: bytes, edit: Callable[[Workbook], None]) -> bytes:
    """Return a form after somebody worked on it."""
    book = load_workbook(io.BytesIO(data))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@lru_cache(maxsize=64)
def _places(data: bytes) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return by line and column the part, the sheet's name and the place of every cell of a form."""
    book = load_workbook(io.BytesIO(data))
    places = {}
    for number, sheet in enumerate(book.worksheets, start=1):
        corner = corner_of(sheet)
        if corner is None:
            continue
        key_row, key_column = corner
        columns = {str(cell.value): cell.column_letter for cell in sheet[key_row] if cell.value}
        for row in range(1, sheet.max_row + 1):
            line = sheet.cell(row, key_column).value
            for column, letter in columns.items() if line else ():
                part = f"xl/worksheets/sheet{number}.xml"
                places[str(line), column] = (part, sheet.title, f"{letter}{row}")
    return places


def place_of(data: bytes, line: str, column: str) -> str:
    """Return 'Biểu!D17' of a form."""
    _, sheet, place = _places(data)[line, column]
    return f"{sheet}!{place}"


def filled_form(data: bytes, answers: Answers) -> bytes:
    """Return a form with answers in its cells; days are written by the other library, with its formats."""
    if any(isinstance(value, date) for value in answers.values()):
        return edited_form(data, partial(_fill_cells, answers=answers))
    parts = unpack_parts(data)
    trees: dict[str, Any] = {}
    for (line, column), value in answers.items():
        part, _, place = _places(data)[line, column]
        if part not in trees:
            root = etree.fromstring(parts[part])
            trees[part] = root, {cell.get("r"): cell for cell in root.iter(f"{_S}c")}
        _write_cell(trees[part][1][place], value)
    return pack_parts({**parts, **{name: etree.tostring(root) for name, (root, _) in trees.items()}})


def _fill_cells(book: Workbook, answers: Answers) -> None:
    for (line, column), value in answers.items():
        cell_of(book, line, column).value = value


def _write_cell(cell: Any, value: object) -> None:
    """Write a value as programs store it."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if value is None:
        return
    text = str(value)
    if isinstance(value, bool):
        cell.set("t", "b")
        text = str(int(value))
    elif isinstance(value, str) and value.startswith("="):
        etree.SubElement(cell, f"{_S}f").text = value[1:]
        return
    elif isinstance(value, str) and value.startswith("#"):
        cell.set("t", "e")
    elif isinstance(value, str):
        cell.set("t", "str")
    etree.SubElement(cell, f"{_S}v").text = text
