"""A form as a workbook: what is filled in is unlocked, what it asks stands in hidden keys and names.

There is no macro and no link in it, no formula in any cell, and no password.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection

from baocao.features.exchange.forms.other_lines import DUE, IDENTITY, NAME_PREFIX
from baocao.features.exchange.forms.records import FormLayout, FormSheet, SheetName
from baocao.features.exchange.forms.rows import SheetRows, sheet_rows
from baocao.features.exchange.forms.rules import ChoiceLists, add_colours, add_validations
from baocao.features.exchange.forms.styles import FONT, Styles
from baocao.render.archive import pack_parts, unpack_parts, with_times
from baocao.render.letters import without_controls
from baocao.render.sheet.in_memory import Written, workbook_bytes
from baocao.render.sheet.letters import cell_text
from baocao.render.sheet.setup import literal_text
from baocao.render.sheet.widths import MM_PER_CHARACTER
from baocao.vietnamese.moments import utc_moment

LISTS: Final = "Danh sách"
"""The hidden sheet on which long lists stand."""
FILLED_NAMES: Final = ("chot_den", "nguoi_lap", "ngay_lap")
"""The lines of the head that are filled in, which have names as well."""
_SMALL: Final = 9
_MARGIN: Final = 9 / 25.4
_ALLOWED: Final = ("formatCells", "formatColumns", "formatRows")
"""What may be done with a locked sheet: openpyxl says of these whether they are locked."""
_CORE: Final = "docProps/core.xml"
_END: Final = b"</worksheet>"


def render_form(layout: FormLayout, moment: datetime) -> bytes:
    """Return the XLSX of a form."""
    book = Workbook()
    # openpyxl begins every workbook with an empty sheet.
    book.remove(book.worksheets[0])
    styles, lists = Styles(book), ChoiceLists(LISTS)
    made: dict[str, SheetRows] = {}
    told = told_identity(layout)
    for sheet in layout.sheets:
        worksheet = book.create_sheet(sheet.name.value)
        made[worksheet.title] = rows = sheet_rows(sheet, _title_of(layout, sheet), told, styles)
        _set_sheet(worksheet, sheet, rows, lists)
        _set_printing(worksheet, sheet, rows, layout)
    _add_names(book, made[SheetName.FIGURES.value])
    _add_lists(book, lists)
    styles.close()
    _set_book(book, layout)
    datasets = {title: rows.dataset for title, rows in made.items()}
    return _reproducible_file(workbook_bytes(book, Written(datasets, {})), moment, made)


def _title_of(layout: FormLayout, sheet: FormSheet) -> str:
    """Return what stands above a sheet: what it is, of whom, and what is printed on every page."""
    own = f"{sheet.title} - {layout.unit.name}" if sheet.title else layout.unit.name
    period = "" if sheet.name is SheetName.FIGURES else layout.period.label
    return " - ".join(filter(None, (own, period, layout.notice)))


def told_identity(layout: FormLayout) -> str:
    """Return in one line, for people, what the hidden rows say for programs."""
    head = {line.key: line.printed for line in layout.sheets[0].head}
    dues = [str(printed["gia_tri"]) for key, printed in head.items() if key.startswith(DUE)]
    unit, period, version = layout.unit.id, layout.period.id, layout.version
    due = ", ".join(dict.fromkeys(dues))
    return f"{layout.province.name} | hạn gửi {due} | mã {unit}, kỳ {period}, phiên bản {version}"


def _set_sheet(worksheet: Any, sheet: FormSheet, rows: SheetRows, lists: ChoiceLists) -> None:
    """Set widths, what stays in sight, what is locked, and what is said of what is typed."""
    last = ""
    for at, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(at)
        size = worksheet.column_dimensions[letter]
        size.width, size.hidden = max(column.width, 1) / MM_PER_CHARACTER, not column.width
        last = letter if column.key == "ky_truoc" else last
    if sheet.name is not SheetName.GUIDE:
        worksheet.freeze_panes = f"D{rows.header + 1}"
    _select_first(worksheet, rows)
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.zoomScale = 100
    worksheet.protection.sheet = True
    for name in _ALLOWED:
        setattr(worksheet.protection, name, False)
    add_validations(worksheet, rows.placed, lists)
    add_colours(worksheet, rows.placed, last)


def _select_first(worksheet: Any, rows: SheetRows) -> None:
    """Put the cursor into the first cell to be filled in."""
    for selection in worksheet.sheet_view.selection if rows.placed else ():
        if selection.pane == "bottomRight":
            selection.activeCell = selection.sqref = rows.placed[0].place


def _set_printing(worksheet: Any, sheet: FormSheet, rows: SheetRows, layout: FormLayout) -> None:
    """Print A4, one page wide, the headings again on every page."""
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    portrait = sheet.name is SheetName.GUIDE
    worksheet.page_setup.orientation = "portrait" if portrait else "landscape"
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, int(portrait)
    for side in ("left", "right"):
        setattr(worksheet.page_margins, side, _MARGIN)
    worksheet.page_margins.header = worksheet.page_margins.footer = _MARGIN / 2
    worksheet.page_margins.top, worksheet.page_margins.bottom = _MARGIN, 1.4 * _MARGIN
    worksheet.print_area = f"B1:{get_column_letter(rows.dataset.width)}{rows.dataset.height}"
    if not portrait:
        worksheet.print_title_rows = f"1:{rows.header}"
    marks = worksheet.HeaderFooter
    _set_mark(marks.oddFooter.left, literal_text(f"{layout.unit.name}, {layout.period.label}"))
    _set_mark(marks.oddFooter.center, literal_text(layout.notice))
    _set_mark(marks.oddFooter.right, "Trang &P/&N")


def _set_mark(part: Any, text: str) -> None:
    if text:
        part.text, part.font, part.size = text, FONT, _SMALL


def _add_names(book: Any, rows: SheetRows) -> None:
    """Name the cells that tell whose form it is, and those of the head that are filled in."""
    for name in (*IDENTITY, *FILLED_NAMES):
        place = f"'{SheetName.FIGURES.value}'!$D${rows.rows[f'bieu/{name}']}"
        book.defined_names[f"{NAME_PREFIX}{name}"] = DefinedName(f"{NAME_PREFIX}{name}", attr_text=place)


def _add_lists(book: Any, lists: ChoiceLists) -> None:
    """Add the hidden sheet of long lists, if there are any."""
    if not lists.columns:
        return
    worksheet = book.create_sheet(LISTS)
    for words, letter in lists.columns.items():
        for row, word in enumerate(words, start=1):
            cell = worksheet[f"{letter}{row}"]
            cell.value, cell.data_type = cell_text(word), "s"
    worksheet.sheet_state = "hidden"
    worksheet.protection.sheet = True


def _set_book(book: Any, layout: FormLayout) -> None:
    book.security = WorkbookProtection(lockStructure=True)
    properties = book.properties
    properties.title = without_controls(f"Biểu báo cáo {layout.period.label} - {layout.unit.name}")
    properties.creator = without_controls(layout.province.name)
    properties.language = "vi-VN"


def _reproducible_file(data: bytes, moment: datetime, made: Mapping[str, SheetRows]) -> bytes:
    """Return the file with fixed times; cells that keep what is typed get no sign of a mistake for it."""
    parts = unpack_parts(data)
    for number, rows in enumerate(made.values(), start=1):
        name = f"xl/worksheets/sheet{number}.xml"
        area = f"A1:{get_column_letter(rows.dataset.width)}{rows.dataset.height}"
        said = f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors>'
        parts[name] = parts[name].replace(_END, said.encode() + _END)
    return pack_parts({**parts, _CORE: with_times(parts[_CORE], utc_moment(moment))})
