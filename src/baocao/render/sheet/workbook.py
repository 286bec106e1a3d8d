"""A document whose appendices are tables, as an XLSX workbook."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from baocao.model.document import Appendix, Document
from baocao.model.form import Form, Page
from baocao.model.printed import CellPlace, Places
from baocao.model.table import Table
from baocao.render.archive import pack_parts, unpack_parts, with_times
from baocao.render.letters import without_controls
from baocao.render.metrics import POINT_MM
from baocao.render.sheet.datasets import DatasetWriter
from baocao.render.sheet.grid import Grid
from baocao.render.sheet.in_memory import workbook_bytes
from baocao.render.sheet.letters import cell_text, is_formula
from baocao.render.sheet.lines import Line, Ruler, Shown
from baocao.render.sheet.looks import Looks
from baocao.render.sheet.pages import Laid, Layout
from baocao.render.sheet.prose import Leaf, appendix_leaves
from baocao.render.sheet.setup import set_page
from baocao.render.sheet.widths import MM_PER_CHARACTER, fitted_columns, print_scale
from baocao.vietnamese.moments import utc_moment

MAX_SHEET_NAME: Final = 31
MAX_FROZEN: Final = 300
"""Points of rows that may stay in sight when scrolling; more would leave no room for the table."""
PAGE_SHARE: Final = 0.98
"""The share of a page that is counted on; programs make rows a little higher or lower."""
_RESERVED: Final = "history"
"""The name that Excel keeps for itself."""
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'\t\n\r", " "))


def render_workbook(
    document: Document, form: Form, moment: datetime, places: Places | None = None
) -> bytes:
    """Return the XLSX of `document`: one worksheet for each table of its appendices.

    Where its figures stand is added to `places`.
    """
    places = places or Places()
    book = Workbook()
    # openpyxl begins every workbook with an empty sheet.
    book.remove(book.worksheets[0])
    looks = Looks(book, form)
    names: set[str] = set()
    for appendix in document.appendices:
        for leaf in appendix_leaves(appendix):
            name = leaf.table.name if leaf.table else appendix.number
            sheet = book.create_sheet(_sheet_name(name, names))
            _SheetWriter(sheet, looks, form, places).write(appendix, leaf)
            set_page(sheet, document, form, landscape=appendix.landscape)
    writer = DatasetWriter(looks, document, form, places)
    datasets = {}
    for table in document.datasets:
        sheet = book.create_sheet(_sheet_name(table.name, names))
        datasets[sheet.title] = writer.write_dataset(sheet, table)
    looks.close()
    properties = book.properties
    properties.title = without_controls(document.title)
    properties.creator = without_controls(" ".join(document.letterhead.body))
    properties.language = "vi-VN"
    return _reproducible_file(workbook_bytes(book, datasets), moment)


def _reproducible_file(data: bytes, moment: datetime) -> bytes:
    parts = unpack_parts(data)
    core = "docProps/core.xml"
    return pack_parts({**parts, core: with_times(parts[core], utc_moment(moment))})


def _sheet_name(name: str, used: set[str]) -> str:
    """Return a name that Excel allows and that no sheet has yet."""
    plain = without_controls(name).translate(_FORBIDDEN).strip()[:MAX_SHEET_NAME] or "Bảng"
    plain = f"{plain}_" if plain.lower() == _RESERVED else plain
    candidates = (
        plain,
        *(f"{plain[: MAX_SHEET_NAME - 3]} {number}" for number in range(2, 99)),
    )
    # Excel takes names that differ only in case for the same.
    chosen = next(candidate for candidate in candidates if candidate.lower() not in used)
    used.add(chosen.lower())
    return chosen


class _SheetWriter:
    """Writes what stands on one worksheet, top down."""

    def __init__(self, sheet: Worksheet, looks: Looks, form: Form, places: Places) -> None:
        self._sheet = sheet
        self._title = sheet.title
        self._places = places.cells
        self._looks = looks
        self._form = form
        self._row = 0
        self._headers: list[int] = []
        self._last = 0

    def write(self, appendix: Appendix, leaf: Leaf) -> None:
        """Write heading, prose, header rows, rows, note and prose, and end pages where it matters."""
        page = self._form.page.turned() if appendix.landscape else self._form.page
        width = page.text_width
        widths = fitted_columns(leaf.table, width, self._form) if leaf.table else (width,)
        for index, wide in enumerate(widths, start=1):
            letter = get_column_letter(index)
            self._sheet.column_dimensions[letter].width = wide / MM_PER_CHARACTER
        scale = print_scale(widths, width)
        self._write_rows(
            Grid(self._form, widths, scale).sheet_lines(appendix, leaf), _page_capacity(page) / scale
        )
        if leaf.table:
            self._set_handles(leaf.table)

    def _write_rows(self, lines: Sequence[Line], capacity: float) -> None:
        """Write the rows; pages are ended by hand only where it makes a difference."""
        layout = Layout(Ruler(self._form), capacity)
        turns: list[int] = []
        for laid in layout.lay_lines(lines):
            if laid.turned:
                turns.append(self._row)
            self._write_line(laid)
        for row in turns if layout.breaks else ():
            self._sheet.row_breaks.append(Break(id=row))

    def _set_handles(self, table: Table) -> None:
        """Set what stays in sight, what is repeated when printed, and filter buttons."""
        first, last = self._headers[0], self._headers[-1]
        above = sum(self._sheet.row_dimensions[row].height or 0 for row in range(1, last + 1))
        if above <= MAX_FROZEN:
            self._sheet.freeze_panes = f"{get_column_letter(min(3, len(table.columns)))}{last + 1}"
        self._sheet.print_title_rows = f"{first}:{last}"
        if table.filters and self._last:
            self._sheet.auto_filter.ref = f"A{last}:{get_column_letter(len(table.columns))}{self._last}"

    def _write_line(self, laid: Laid) -> None:
        self._row += 1
        if laid.line.repeated:
            self._headers.append(self._row)
        elif laid.line.body:
            self._last = self._row
        for shown in laid.line.cells:
            self._write_cell(shown)
        self._sheet.row_dimensions[self._row].height = laid.height

    def _write_cell(self, shown: Shown) -> None:
        """Write a cell and those that it covers; its text stays text even if it looks like a formula."""
        for column in range(shown.column, shown.column + shown.span):
            self._looks.apply_look(self._sheet.cell(self._row, column), shown.look)
        target = self._sheet.cell(self._row, shown.column)
        if shown.number is not None:
            target.value = shown.number
        elif shown.text:
            target.value = cell_text(shown.text)
            # Else openpyxl makes a formula of a text that begins with '='.
            target.data_type = "s"
            if is_formula(shown.text):
                self._looks.apply_quoted(target, shown.look)
        for part in shown.printed:
            place = CellPlace(
                self._title, self._row, shown.column, part.figure, start=part.start, end=part.end
            )
            self._places.append(place)
        if shown.span > 1 or shown.down > 1:
            self._merge_cells(shown)

    def _merge_cells(self, shown: Shown) -> None:
        """Join cells; their styles are set already, and `merge_cells` would compute borders anew."""
        first, last = get_column_letter(shown.column), get_column_letter(shown.column + shown.span - 1)
        self._sheet.merged_cells.add(f"{first}{self._row}:{last}{self._row + shown.down - 1}")


def _page_capacity(page: Page) -> float:
    """Return the points of rows that a page has room for."""
    return (page.height - page.top - page.bottom) / POINT_MM * PAGE_SHARE
