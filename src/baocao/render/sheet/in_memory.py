"""A workbook's bytes, made without temporary files, which openpyxl would write for every worksheet."""

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from baocao.render.sheet.charts import described_drawing
from baocao.render.sheet.datasets import Dataset

_NO_ROWS: Final = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")

_FORMULA: Final = re.compile(
    rb'(?P<formula><c r="(?P<cell>[A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v\s*/?>(?:</v>)?'
)
Results = Mapping[str, str]
"""What the formulas of a worksheet come to, by cell."""


class Written(NamedTuple):
    """What openpyxl does not write: rows of datasets and results of formulas, by the names of sheets."""

    datasets: Mapping[str, Dataset]
    results: Mapping[str, Results]


class _Writer(ExcelWriter):
    """Does for a worksheet what its own class does, but in memory; rows of datasets are written already."""

    def __init__(self, book: Workbook, archive: ZipFile, written: Written) -> None:
        super().__init__(book, archive)
        self._datasets, self._results = written

    def write_worksheet(self, ws: Any) -> None:
        own: Any = self
        dataset = self._datasets.get(ws.title)
        if dataset:
            ws.calculate_dimension = lambda: dataset.area
        ws._drawing = described_drawing(ws._charts)  # noqa: SLF001 - as in the method that this replaces
        buffer = io.BytesIO()
        writer: Any = WorksheetWriter(ws, buffer)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        made = buffer.getvalue()
        made = _with_rows(made, dataset) if dataset else made
        results = self._results.get(ws.title)
        own._archive.writestr(ws.path[1:], _with_results(made, results) if results else made)  # noqa: SLF001
        own.manifest.append(ws)


def _with_rows(worksheet: bytes, dataset: Dataset) -> bytes:
    """Return the part of a worksheet with the rows of its data."""
    rows = f"<sheetData>{dataset.rows}</sheetData>".encode()
    return _NO_ROWS.sub(lambda _: rows, worksheet, count=1)


def _with_results(worksheet: bytes, results: Results) -> bytes:
    """Return the part of a worksheet with what its formulas come to, which openpyxl leaves to be computed.

    Programs that only read, and previews, would otherwise show nothing.
    """

    def with_result(found: re.Match[bytes]) -> bytes:
        number = results[found["cell"].decode()]
        return b"".join((found["formula"], b"<v>", number.encode(), b"</v>"))

    return _FORMULA.sub(with_result, worksheet)


def workbook_bytes(book: Workbook, written: Written) -> bytes:
    """Return the file of a workbook with what is written beside openpyxl.

    Its worksheets have neither charts nor pictures.
    """
    buffer = io.BytesIO()
    # As openpyxl's `save_workbook` does, which is not called here.
    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive, written).save()
    return buffer.getvalue()
