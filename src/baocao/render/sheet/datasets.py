"""Worksheets for programs: a header in the first row, then nothing but rows, which sort and filter.

The cells are written as text: as openpyxl's objects those of a country would take minutes.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, takewhile
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as ListObject
from openpyxl.worksheet.table import TableColumn, TableStyleInfo

from baocao.model.document import Document
from baocao.model.form import Form
from baocao.model.printed import CellPlace, Places, Printed
from baocao.model.table import HEADER_FILL, Align, Cell, Table
from baocao.render.metrics import text_width
from baocao.render.sheet.letters import cell_text, is_formula, stored_number
from baocao.render.sheet.looks import Look, Looks
from baocao.render.sheet.setup import set_page
from baocao.render.sheet.widths import CELL_MARGIN, MM_PER_CHARACTER
from baocao.vietnamese.dates import FIRST_WORKSHEET_DAY, WORKSHEET_DAY, worksheet_day
from baocao.vietnamese.numbers import worksheet_format

STYLE: Final = "TableStyleLight1"
"""Of Excel's own the one without colours: grey stripes, which any printer shows."""
BUTTON: Final = 6
"""Millimetres of a filter button beside the name of a column."""
WIDEST: Final = 90
"""Millimetres of a column; what is longer goes on to the right where the next cell is empty."""
MEASURED: Final = 300
"""Rows whose texts decide how wide columns are."""
READABLE: Final = 0.6
"""The share of its size at which a text can still be read on paper."""
KEPT: Final = 2
"""Columns that stay in sight: who or what a row is about."""
_HEADER: Final = Look("tieu_de_bang", Align.LEFT, border=False, fill=HEADER_FILL, wraps=False)


class Dataset(NamedTuple):
    """A worksheet of data, its rows as XML, and how many rows and columns it has, the header included."""

    rows: str
    height: int
    width: int

    @property
    def area(self) -> str:
        """The cells from the first to the last."""
        return f"A1:{get_column_letter(self.width)}{self.height}"


class DatasetWriter:
    """Writes the datasets of one workbook, in which each table object has a name of its own."""

    def __init__(self, looks: Looks, document: Document, form: Form, places: Places) -> None:
        self._looks = looks
        self._document = document
        self._form = form
        self._places = places
        self._names: set[str] = set()

    def write_dataset(self, worksheet: Any, table: Table) -> Dataset:
        """Set up the worksheet of a table and return its rows, which the archive takes as they are."""
        lines = list(self._row_lines(worksheet.title, table))
        if len(lines) == 1:  # Excel wants a row under the header of a table object
            lines.append('<row r="2"/>')
        dataset = Dataset("".join(lines), len(lines), len(table.columns))
        widths = [self._column_width(table, at) for at in range(len(table.columns))]
        for at, width in enumerate(widths, start=1):
            worksheet.column_dimensions[get_column_letter(at)].width = width / MM_PER_CHARACTER
        worksheet.add_table(self._list_object(table, dataset.area))
        worksheet.freeze_panes = f"{get_column_letter(min(KEPT + 1, dataset.width))}2"
        self._set_printing(worksheet, table, widths, dataset.height)
        return dataset

    def _set_printing(self, worksheet: Any, table: Table, widths: Sequence[float], height: int) -> None:
        """Print what can be read on one page across: figures have sheets of their own for paper."""
        set_page(worksheet, self._document, self._form, landscape=True)
        page = self._form.page.turned().text_width
        wide = [total <= page / READABLE for total in accumulate(widths)]
        about = [column.source is None for column in table.columns]
        columns = sum(takewhile(bool, map(all, zip(about, wide, strict=True)))) or 1
        worksheet.print_area = f"A1:{get_column_letter(columns)}{height}"
        worksheet.print_title_rows = "1:1"

    def _list_object(self, table: Table, area: str) -> ListObject:
        """Return what makes the rows one table in Excel, whose columns are called by their headers."""
        made = ListObject(displayName=self._table_name(table.dataset), ref=area)
        made.tableStyleInfo = TableStyleInfo(name=STYLE, showRowStripes=True)
        made.autoFilter = AutoFilter(ref=area)
        made.tableColumns = [
            TableColumn(id=at, name=cell_text(column.title))
            for at, column in enumerate(table.columns, start=1)
        ]
        return made

    def _table_name(self, name: str) -> str:
        chosen, number = name, 1
        while chosen.lower() in self._names:
            number += 1
            chosen = f"{name}_{number}"
        self._names.add(chosen.lower())
        return chosen

    def _row_lines(self, title: str, table: Table) -> Iterator[str]:
        """Yield the header and the rows as XML, noting what stands where."""
        letters = [get_column_letter(at) for at in range(1, len(table.columns) + 1)]
        header = [Cell(column.title, figure=column.source) for column in table.columns]
        style = self._looks.style_number(_HEADER)
        cells = (
            text_xml(f"{letter}1", style, cell.text) for letter, cell in zip(letters, header, strict=True)
        )
        yield f'<row r="1">{"".join(cells)}</row>'
        self._note_places(title, 1, header)
        aligned = [column.align for column in table.columns]
        for number, row in enumerate(table.rows, start=2):
            written = (
                self._cell_xml(f"{letter}{number}", cell, align)
                for letter, cell, align in zip(letters, row.cells, aligned, strict=True)
                if cell.text
            )
            yield f'<row r="{number}">{"".join(written)}</row>'
            self._note_places(title, number, row.cells)

    def _note_places(self, title: str, row: int, cells: Sequence[Cell]) -> None:
        for column, cell in enumerate(cells, start=1):
            if cell.figure and cell.text:
                self._places.cells.append(CellPlace(title, row, column, cell.figure))
            for part in cell.printed:
                self._places.cells.append(_part_place(title, row, column, part))

    def _cell_xml(self, place: str, cell: Cell, align: Align) -> str:
        if cell.number is not None:
            shown = worksheet_format(cell.places)
            return number_xml(place, self._looks.style_number(_body_look(align, shown)), cell.number)
        if cell.day and cell.day >= FIRST_WORKSHEET_DAY:  # days before are written as words
            style = self._looks.style_number(_body_look(align, WORKSHEET_DAY))
            return f'<c r="{place}" s="{style}"><v>{worksheet_day(cell.day)}</v></c>'
        look = _body_look(Align.LEFT, "General")
        return text_xml(place, self._looks.style_number(look, quoted=is_formula(cell.text)), cell.text)

    def _column_width(self, table: Table, at: int) -> float:
        """Return the millimetres that the header with its button and the first texts need."""
        size = self._form.components["bang"].size
        texts = {row.cells[at].text for row in table.rows[:MEASURED]}
        longest = max((text_width(text, size) for text in texts if "\n" not in text), default=0.0)
        header = text_width(table.columns[at].title, size, bold=True) + BUTTON
        return min(WIDEST, max(longest, header)) + 2 * CELL_MARGIN


@lru_cache(maxsize=100)
def _body_look(align: Align, shown: str) -> Look:
    return Look("bang", align, border=False, number_format=shown, wraps=False)


def _part_place(title: str, row: int, column: int, part: Printed) -> CellPlace:
    return CellPlace(title, row, column, part.figure, start=part.start, end=part.end)


def number_xml(place: str, style: int, number: Decimal) -> str:
    """Return a cell with a number."""
    return f'<c r="{place}" s="{style}"><v>{stored_number(number)}</v></c>'


def text_xml(place: str, style: int, text: str) -> str:
    """Return a cell with a text, which no program takes for anything else."""
    shown = cell_text(text)
    kept = ' xml:space="preserve"' if shown != shown.strip() or "\n" in shown else ""
    written = escape(shown, {"\r": "&#13;"})
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{kept}>{written}</t></is></c>'
