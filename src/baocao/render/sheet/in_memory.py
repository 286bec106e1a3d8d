"""A workbook's bytes, made without temporary files, which openpyxl would write for every worksheet."""

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from baocao.render.sheet.datasets import Dataset

_NO_ROWS: Final = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")


class _Writer(ExcelWriter):
    """Does for a worksheet what its own class does, but in memory; rows of datasets are written already."""

    def __init__(self, book: Workbook, archive: ZipFile, datasets: Mapping[str, Dataset]) -> None:
        super().__init__(book, archive)
        self._datasets = datasets

    def write_worksheet(self, ws: Any) -> None:
        own: Any = self
        dataset = self._datasets.get(ws.title)
        if dataset:
            ws.calculate_dimension = lambda: dataset.area
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as in the method that this replaces
        buffer = io.BytesIO()
        writer: Any = WorksheetWriter(ws, buffer)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        written = buffer.getvalue()
        own._archive.writestr(ws.path[1:], _with_rows(written, dataset) if dataset else written)  # noqa: SLF001
        own.manifest.append(ws)


def _with_rows(worksheet: bytes, dataset: Dataset) -> bytes:
    """Return the part of a worksheet with the rows of its data."""
    rows = f"<sheetData>{dataset.rows}</sheetData>".encode()
    return _NO_ROWS.sub(lambda _: rows, worksheet, count=1)


def workbook_bytes(book: Workbook, datasets: Mapping[str, Dataset]) -> bytes:
    """Return the file of a workbook with its datasets by the names of their worksheets.

    Its worksheets have neither charts nor pictures.
    """
    buffer = io.BytesIO()
    # As openpyxl's `save_workbook` does, which is not called here.
    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive, datasets).save()
    return buffer.getvalue()
