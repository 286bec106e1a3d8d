"""Forms as units send them back: filled in by another library, line by line and column by column."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

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


def place_of(data: bytes, line: str, column: str) -> str:
    """Return 'Biểu!D17' of a form."""
    cell = cell_of(load_workbook(io.BytesIO(data)), line, column)
    return f"{cell.parent.title}!{cell.coordinate}"


def edited_form(data: bytes, edit: Callable[[Workbook], None]) -> bytes:
    """Return a form after somebody worked on it."""
    book = load_workbook(io.BytesIO(data))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled_form(data: bytes, answers: Answers) -> bytes:
    """Return a form with answers in its cells."""

    def fill(book: Workbook) -> None:
        for (line, column), value in answers.items():
            cell_of(book, line, column).value = value

    return edited_form(data, fill)


def written_form(path: Path, data: bytes) -> Path:
    """Write a form somewhere."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
