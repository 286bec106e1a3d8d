"""A workbook's bytes, made without temporary files, which openpyxl would write for every worksheet."""

import io
from datetime import UTC, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


class _Writer(ExcelWriter):
    """Does for a worksheet what its own class does, but in memory."""

    def write_worksheet(self, ws: Any) -> None:
        own: Any = self
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as in the method that this replaces
        buffer = io.BytesIO()
        writer: Any = WorksheetWriter(ws, buffer)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        own._archive.writestr(ws.path[1:], buffer.getvalue())  # noqa: SLF001
        own.manifest.append(ws)


def workbook_bytes(book: Workbook) -> bytes:
    """Return the file of a workbook; its worksheets have neither charts nor pictures."""
    buffer = io.BytesIO()
    # As openpyxl's `save_workbook` does, which is not called here.
    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive).save()
    return buffer.getvalue()
