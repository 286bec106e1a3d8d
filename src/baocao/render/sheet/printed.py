"""Writes a worksheet that is printed: heading, prose, header, rows, totals as formulas."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from baocao.model.chart import Chart
from baocao.model.printed import CellPlace, Places
from baocao.model.table import Table
from baocao.render.sheet.charts import DataCells, put_chart
from baocao.render.sheet.letters import cell_text, is_formula, stored_number
from baocao.render.sheet.lines import Shown
from baocao.render.sheet.looks import Looks
from baocao.render.sheet.pages import Laid
from baocao.render.sheet.plans import Plan
from baocao.render.sheet.widths import MM_PER_CHARACTER

MAX_FROZEN: Final = 300
"""Points of rows that may stay in sight when scrolling; more would leave no room for the table."""


class _Sum(NamedTuple):
    """A cell that adds up rows of the table, counted from 0, and what it comes to."""

    row: int
    column: int
    adds: tuple[int, int]
    number: Decimal


class _Drawn(NamedTuple):
    """A chart, the first row that it is drawn over, and that of the headings of its data."""

    chart: Chart
    first: int
    data: int


class PrintedSheet:
    """Writes what stands on one worksheet, top down."""

    def __init__(self, sheet: Worksheet, looks: Looks, places: Places) -> None:
        self._sheet = sheet
        self._title = sheet.title
        self._places = places.cells
        self._looks = looks
        self._row = 0
        self._headers: list[int] = []
        self._last = 0
        self._rows: dict[int, int] = {}
        self._sums: list[_Sum] = []
        self._charts: list[_Drawn] = []

    def write_rows(self, plan: Plan, table: Table | None) -> dict[str, str]:
        """Write all rows and the handles of `table`; return what its formulas come to, by cell."""
        for index, wide in enumerate(plan.widths, start=1):
            self._sheet.column_dimensions[get_column_letter(index)].width = wide / MM_PER_CHARACTER
        for laid in plan.laid:
            if laid.turned and plan.bound:
                self._sheet.row_breaks.append(Break(id=self._row))
            self._write_line(laid)
        for drawn in self._charts:
            put_chart(self._sheet, drawn.chart, f"A{drawn.first}", DataCells(drawn.data), sum(plan.widths))
        if table and not self._charts:
            self._set_handles(table)
        return dict(self._written_sums())

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
        line = laid.line
        if line.chart:
            # Its rows follow each other; one chart may be printed twice, each time with rows of its own.
            goes_on = bool(self._charts) and self._charts[-1].data == self._row
            first = self._charts.pop().first if goes_on else self._row
            self._charts.append(_Drawn(line.chart, first, self._row + 1))
        if line.repeated:
            self._headers.append(self._row)
        elif line.body:
            self._rows.setdefault(line.place, self._row)
            self._last = self._last if line.outside else self._row
        for shown in line.cells:
            self._write_cell(shown)
        self._sheet.row_dimensions[self._row].height = laid.height

    def _write_cell(self, shown: Shown) -> None:
        """Write a cell and those that it covers; its text stays text even if it looks like a formula."""
        for column in range(shown.column, shown.column + shown.span):
            self._looks.apply_look(self._sheet.cell(self._row, column), shown.look)
        target: Any = self._sheet.cell(self._row, shown.column)
        if shown.number is not None:
            target.value = shown.number
            # As text that is a number, since openpyxl would write 86.6 as 86.59999999999999.
            target._value = stored_number(shown.number)  # noqa: SLF001
            if shown.adds:  # written when the rows that it adds up have their places
                self._sums.append(_Sum(self._row, shown.column, shown.adds, shown.number))
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

    def _written_sums(self) -> Iterator[tuple[str, str]]:
        """Write the formulas of sums, and yield their cells with what they come to."""
        for row, column, (first, last), number in self._sums:
            letter = get_column_letter(column)
            target = self._sheet.cell(row, column)
            target.value = f"=SUM({letter}{self._rows[first]}:{letter}{self._rows[last]})"
            yield target.coordinate, stored_number(number)

    def _merge_cells(self, shown: Shown) -> None:
        """Join cells; their styles are set already, and `merge_cells` would compute borders anew."""
        first, last = get_column_letter(shown.column), get_column_letter(shown.column + shown.span - 1)
        self._sheet.merged_cells.add(f"{first}{self._row}:{last}{self._row + shown.down - 1}")
