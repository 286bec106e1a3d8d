"""A document whose appendices are tables, as an XLSX workbook."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from baocao.model.document import Appendix, Document
from baocao.model.form import Form
from baocao.model.table import Align, Cell, Row, RowKind, Table
from baocao.render.archive import pack, unpack, with_times
from baocao.render.metrics import LINE_HEIGHT, POINT_MM, chunks, line_count
from baocao.render.seal import seal_text
from baocao.render.sheet.looks import Look, Looks, number_format
from baocao.render.word.headers import DRAFT

MM_PER_CHARACTER: Final = 1.95
"""Column widths are counted in digits of the default font, about this many millimetres each."""
PADDING: Final = 4
"""Points of space in a row above and below its text; with less, LibreOffice clips letters."""
CELL_MARGIN: Final = 1.6
"""Millimetres of a column that its text cannot use."""
MAX_SHEET_NAME: Final = 31
MAX_ROW_HEIGHT: Final = 409
"""Points; Excel allows no more."""
MAX_PART: Final = 300
"""Points of a row's text; what is longer goes on below, so that no page is cut and none stays empty."""
_HEADER_FILL: Final = "F2F2F2"
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def render_workbook(document: Document, form: Form, moment: datetime) -> bytes:
    """Return the XLSX of `document`: one worksheet for each table of its appendices."""
    book = Workbook()
    book.remove(book.worksheets[0])
    looks = Looks(book, form)
    names: set[str] = set()
    for appendix in document.appendices:
        for table in appendix.blocks:
            if isinstance(table, Table):
                sheet = book.create_sheet(_sheet_name(table.name, names))
                _SheetWriter(sheet, looks, form).write(document, appendix, table)
    looks.close()
    properties = book.properties
    properties.title, properties.creator = (
        document.title,
        " ".join(document.letterhead.body),
    )
    properties.language = "vi-VN"
    buffer = io.BytesIO()
    book.save(buffer)
    return _reproducible(buffer.getvalue(), moment)


def _reproducible(data: bytes, moment: datetime) -> bytes:
    parts = unpack(data)
    core = "docProps/core.xml"
    return pack({**parts, core: with_times(parts[core], moment.strftime("%Y-%m-%dT%H:%M:%SZ"))})


def _sheet_name(name: str, used: set[str]) -> str:
    """Return a name that Excel allows and that no sheet has yet."""
    plain = name.translate(_FORBIDDEN).strip()[:MAX_SHEET_NAME] or "Bảng"
    candidates = (
        plain,
        *(f"{plain[: MAX_SHEET_NAME - 3]} {number}" for number in range(2, 99)),
    )
    chosen = next(candidate for candidate in candidates if candidate.lower() not in used)
    used.add(chosen.lower())
    return chosen


class _SheetWriter:
    """Writes one table on one worksheet, top down."""

    def __init__(self, sheet: Worksheet, looks: Looks, form: Form) -> None:
        self._sheet = sheet
        self._looks = looks
        self._form = form
        self._row = 0

    def write(self, document: Document, appendix: Appendix, table: Table) -> None:
        """Write the heading of the appendix, the header rows, the rows of the table and its note."""
        table = self._widened(table, appendix)
        for index, column in enumerate(table.columns, start=1):
            letter = get_column_letter(index)
            self._sheet.column_dimensions[letter].width = column.width / MM_PER_CHARACTER
        self._heading(appendix, table)
        first = self._row + 1
        self._header(table)
        last = self._row
        for row in table.rows:
            self._table_row(table, row)
        names = get_column_letter(min(3, len(table.columns)))
        self._sheet.freeze_panes = f"{names}{last + 1}"
        self._sheet.print_title_rows = f"{first}:{last}"
        if table.filters and self._row > last:
            end = get_column_letter(len(table.columns))
            self._sheet.auto_filter.ref = f"A{last}:{end}{self._row}"
        if table.note:
            self._across(table, "ghi_chu", table.note, Align.LEFT)
        self._page(document, appendix)

    def _heading(self, appendix: Appendix, table: Table) -> None:
        """Write number, title and reference across the table (Mẫu 2.2)."""
        lines = (
            ("phu_luc", appendix.number),
            ("tieu_de_phu_luc", appendix.title.upper()),
            ("kem_theo", appendix.reference),
        )
        for component, text in lines:
            self._across(table, component, text, Align.CENTER)
        self._row += 1

    def _across(self, table: Table, component: str, text: str, align: Align) -> None:
        """Write a row of one cell as wide as the table."""
        self._row += 1
        self._put(1, text, Look(component, align, border=False), len(table.columns))
        self._set_height([(text, sum(column.width for column in table.columns), component)])

    def _widened(self, table: Table, appendix: Appendix) -> Table:
        """Stretch a table that is narrower than the page; wider ones are shrunk when printed."""
        page = self._form.page.turned() if appendix.landscape else self._form.page
        factor = page.text_width / sum(column.width for column in table.columns)
        if factor <= 1:
            return table
        columns = (column._replace(width=column.width * factor) for column in table.columns)
        return table._replace(columns=tuple(columns))

    def _header(self, table: Table) -> None:
        """Write one or two header rows; neighbouring columns of one group share a cell."""
        look = Look("tieu_de_bang", Align.CENTER, fill=_HEADER_FILL)
        self._row += 1
        if not table.has_groups:
            for index, column in enumerate(table.columns, start=1):
                self._put(index, column.title, look)
        else:
            self._two_header_rows(table, look)
        self._set_height([(c.title, c.width, "tieu_de_bang") for c in table.columns])

    def _two_header_rows(self, table: Table, look: Look) -> None:
        for start, end, group in _group_runs(table):
            if group:
                self._put(start, group, look, end - start + 1)
            else:
                self._put(start, table.columns[start - 1].title, look)
                self._merge(start, start, self._row + 1)
        self._row += 1
        for index, column in enumerate(table.columns, start=1):
            self._put(index, column.title if column.group else "", look)

    def _table_row(self, table: Table, row: Row) -> None:
        """Write a row; texts that no row of a worksheet can hold go on in the rows below it."""
        parts = list(self._parts(table, row))
        for part in parts:
            self._row += 1
            position = 1
            shown: list[tuple[str, float, str]] = []
            for cell in part.cells:
                covered = table.columns[position - 1 : position - 1 + cell.span]
                align = cell.align or (Align.LEFT if cell.span > 1 else covered[0].align)
                bold = cell.bold or row.kind is not RowKind.DATA
                look = Look("bang", align, bold=bold, fill=cell.colour, top=len(parts) > 1)
                self._cell(position, cell, look)
                shown.append((cell.text, sum(column.width for column in covered), "bang"))
                position += cell.span
            self._set_height(shown)

    def _parts(self, table: Table, row: Row) -> Iterator[Row]:
        """Yield the row, parted between lines of its texts where it would be too high to be shown."""
        size = self._form.components["bang"].size
        most = int((MAX_PART - PADDING) / (size * LINE_HEIGHT))
        columns: list[list[str]] = []
        position = 0
        for cell in row.cells:
            width = sum(column.width for column in table.columns[position : position + cell.span])
            # Nearly all texts are short; the others are measured.
            short = len(cell.text) < most
            columns.append(
                [cell.text]
                if short
                else list(chunks(cell.text, width - CELL_MARGIN, size, most, bold=True))
            )
            position += cell.span
        for index in range(max(map(len, columns), default=1)):
            yield Row(
                tuple(
                    cell._replace(text=texts[index]) if index < len(texts) else Cell(span=cell.span)
                    for cell, texts in zip(row.cells, columns, strict=True)
                ),
                row.kind,
            )

    def _cell(self, column: int, cell: Cell, look: Look) -> None:
        if cell.number is None:
            self._put(column, cell.text, look, cell.span)
            return
        target = self._sheet.cell(self._row, column, cell.number)
        self._looks.apply(target, look._replace(number_format=number_format(cell.places)))

    def _put(self, column: int, text: str, look: Look, span: int = 1) -> None:
        """Write text over `span` columns; it stays text even if it looks like a formula."""
        for covered in range(column, column + span):
            self._looks.apply(self._sheet.cell(self._row, covered), look)
        if text:
            target = self._sheet.cell(self._row, column)
            target.value = text
            target.data_type = "s"
        if span > 1:
            self._merge(column, column + span - 1, self._row)

    def _merge(self, start: int, end: int, last_row: int) -> None:
        """Join cells; their styles are set already, and `merge_cells` would compute borders anew."""
        first, last = get_column_letter(start), get_column_letter(end)
        self._sheet.merged_cells.add(f"{first}{self._row}:{last}{last_row}")

    def _set_height(self, texts: list[tuple[str, float, str]]) -> None:
        """Set the row's height in points, as its longest text needs it.

        Excel does not measure merged cells, and LibreOffice clips rows without a height.
        """
        tallest = 0.0
        for text, width, component in texts:
            size = self._form.components[component].size
            lines = 1
            if len(text) * size * POINT_MM > width - CELL_MARGIN or "\n" in text:
                lines = line_count(text, width - CELL_MARGIN, size, bold=True)
            tallest = max(tallest, lines * size * LINE_HEIGHT)
        self._sheet.row_dimensions[self._row].height = min(tallest + PADDING, MAX_ROW_HEIGHT)

    def _page(self, document: Document, appendix: Appendix) -> None:
        """Set A4, one page wide, page numbers in the top margin but not on the first page."""
        sheet: Any = self._sheet
        page = self._form.page
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape" if appendix.landscape else "portrait"
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        margins = sheet.page_margins
        for side, value in (
            ("left", page.left), ("right", page.right), ("top", page.top), ("bottom", page.bottom),
            ("header", page.number), ("footer", page.number),
        ):  # fmt: skip
            setattr(margins, side, value / 25.4)
        sheet.print_options.horizontalCentered = True
        self._marks(sheet.HeaderFooter, document)

    def _marks(self, marks: Any, document: Document) -> None:
        """Set the margins: page number, draft or room for the digital signature, notice."""
        marks.differentFirst = True
        size = self._form.components["so_trang"].size
        self._mark(marks.oddHeader.center, "&P", size)
        if document.draft:
            for header in (marks.oddHeader, marks.firstHeader):
                self._mark(header.right, DRAFT, size)
        else:
            seal = seal_text(document.letterhead, self._form).replace("&", "&&")
            self._mark(marks.firstHeader.right, seal, self._form.components["chu_ky_so"].size)
        if document.notice:
            for footer in (marks.oddFooter, marks.firstFooter):
                self._mark(footer.center, document.notice.replace("&", "&&"), size)

    def _mark(self, part: Any, text: str, size: float) -> None:
        part.text, part.font, part.size = text, self._form.font, round(size)


def _group_runs(table: Table) -> Iterator[tuple[int, int, str]]:
    """Yield first and last column (from 1) of neighbours with one group, and the group."""
    start = 1
    titles = [column.group for column in table.columns]
    for index in range(1, len(titles) + 1):
        same = index < len(titles) and titles[index] and titles[index] == titles[index - 1]
        if not same:
            yield start, index, titles[start - 1]
            start = index + 1
