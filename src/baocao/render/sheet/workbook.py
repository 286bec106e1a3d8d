"""A document whose appendices are tables, as an XLSX workbook."""

from collections.abc import Iterable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from baocao.model.document import Appendix, Document
from baocao.model.form import Form
from baocao.model.printed import Places
from baocao.model.table import Table
from baocao.render.archive import pack_parts, unpack_parts, with_times
from baocao.render.letters import without_controls
from baocao.render.sheet.datasets import Dataset, DatasetWriter
from baocao.render.sheet.in_memory import Results, Written, workbook_bytes
from baocao.render.sheet.looks import Looks
from baocao.render.sheet.names import sheet_name
from baocao.render.sheet.plans import planned_sheet
from baocao.render.sheet.printed import PrintedSheet
from baocao.render.sheet.prose import appendix_leaves
from baocao.render.sheet.setup import set_page
from baocao.vietnamese.moments import utc_moment


def render_workbook(
    document: Document, form: Form, moment: datetime, places: Places | None = None
) -> bytes:
    """Return the XLSX of `document`: first appendices of one sheet, then datasets, then table by table.

    Where its figures stand is added to `places`.
    """
    book = Workbook()
    # openpyxl begins every workbook with an empty sheet.
    book.remove(book.worksheets[0])
    # Every formula has its result with it: nothing is to be saved by somebody who has only looked.
    book.calculation = CalcProperties(fullCalcOnLoad=False)
    sheets = _Sheets(book, document, form, places or Places())
    for appendix in document.appendices:
        if appendix.sheet:
            sheets.add_appendix(appendix)
    sheets.add_datasets(document.datasets)
    for appendix in document.appendices:
        if not appendix.sheet:
            sheets.add_appendix(appendix)
    written = sheets.close()
    properties = book.properties
    properties.title = without_controls(document.title)
    properties.creator = without_controls(" ".join(document.letterhead.body))
    properties.language = "vi-VN"
    return _reproducible_file(workbook_bytes(book, written), moment)


class _Sheets:
    """The worksheets of one workbook, whose names and styles are shared."""

    def __init__(self, book: Workbook, document: Document, form: Form, places: Places) -> None:
        self._book = book
        self._document = document
        self._form = form
        self._places = places
        self._looks = Looks(book, form)
        self._names: set[str] = set()
        self._datasets: dict[str, Dataset] = {}
        self._results: dict[str, Results] = {}

    def add_appendix(self, appendix: Appendix) -> None:
        """Add a worksheet for each table of an appendix, or one for all of it."""
        for leaf in appendix_leaves(appendix):
            plan = planned_sheet(appendix, leaf, self._form)
            sheet = self._book.create_sheet(sheet_name(leaf.name, self._names))
            rows = PrintedSheet(sheet, self._looks, self._places)
            self._results[sheet.title] = rows.write_rows(plan, leaf.table)
            pages = (1, plan.high)
            set_page(sheet, self._document, self._form, landscape=plan.landscape, pages=pages)

    def add_datasets(self, tables: Iterable[Table]) -> None:
        """Add a worksheet for each dataset."""
        writer = DatasetWriter(self._looks, self._document, self._form, self._places)
        for table in tables:
            sheet = self._book.create_sheet(sheet_name(table.name, self._names))
            self._datasets[sheet.title] = writer.write_dataset(sheet, table)

    def close(self) -> Written:
        """Return what is written beside openpyxl when all sheets are there."""
        self._looks.close()
        return Written(self._datasets, self._results)


def _reproducible_file(data: bytes, moment: datetime) -> bytes:
    parts = unpack_parts(data)
    core = "docProps/core.xml"
    return pack_parts({**parts, core: with_times(parts[core], utc_moment(moment))})
