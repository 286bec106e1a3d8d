"""The rows of one worksheet, top down: heading of the appendix, prose, header, table, note, prose."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil
from typing import Final

from baocao.model.chart import Chart, ChartRow
from baocao.model.document import Appendix
from baocao.model.form import Form
from baocao.model.printed import Printed
from baocao.model.table import HEADER_FILL, Align, Row, RowKind, Table
from baocao.render.charts import chart_height
from baocao.render.heads import has_reference_rule
from baocao.render.metrics import LINE_HEIGHT, POINT_MM, RULE_SHARE, text_width
from baocao.render.sheet.charts import chart_width
from baocao.render.sheet.lines import PADDING, Line, Ruler, Shown
from baocao.render.sheet.looks import NORMAL_SIZE, Look
from baocao.render.sheet.prose import Leaf, Said, said_block
from baocao.vietnamese.numbers import worksheet_format

CHART_ROW: Final = 60
"""Points of the empty rows behind a chart."""
RULE: Final = "—"
"""Dashes of Times join to a line, which stands in the middle wherever columns end; borders would not."""
BESIDE: Final = 3
"""Rows that go to the next page with the totals below them, which say little alone."""
_NUMERALS: Final = "0123456789.,-"
_HEADER: Final = Look("tieu_de_bang", Align.CENTER, fill=HEADER_FILL)


class Grid:
    """Makes the rows of a sheet with columns of `widths` millimetres, printed at `scale`."""

    def __init__(self, form: Form, widths: tuple[float, ...], scale: float) -> None:
        self._form = form
        self._widths = widths
        self._scale = scale
        self._ruler = Ruler(form)
        self._above = 0

    def sheet_lines(self, appendix: Appendix, leaf: Leaf) -> list[Line]:
        """Return all rows of the sheet."""
        lines = [*self._heading_lines(appendix)]
        for block in leaf.blocks:
            if isinstance(block, Table):
                lines += self._table_lines(block, alone=leaf.table is not None)
            elif isinstance(block, ChartRow):
                lines += self._chart_lines(block.charts[0])
            else:
                lines.append(self._prose_line(said_block(block, self._form)))
        return lines

    def _chart_lines(self, chart: Chart) -> Iterator[Line]:
        """Yield the empty rows over which a chart is drawn, its source, which keep with its data."""
        room = sum(self._widths)
        high = chart_height(chart, chart_width(room)) / POINT_MM + LINE_HEIGHT * NORMAL_SIZE
        empty = self._line_across("", Look("bang", Align.LEFT, border=False))
        rows = ceil(high / CHART_ROW)
        yield from [empty._replace(keeps=True, least=high / rows, chart=chart)] * rows
        source = self._line_across(chart.source.text, Look("ghi_chu", Align.LEFT, border=False))
        said = source.cells[0]._replace(printed=chart.source.printed)
        yield source._replace(cells=(said,), keeps=True, chart=chart)

    def _table_lines(self, table: Table, *, alone: bool) -> list[Line]:
        """Return the rows of a table; of one among several nothing is repeated on the next page."""
        lines = [
            *self._measure_line(table.measure),
            *self._header_lines(table),
            *self._number_line(table),
            *self._row_lines(table),
            *self._note_lines(table.note),
        ]
        self._above += len(table.rows)
        if alone:
            return lines
        below = self._line_across("", Look("bang", Align.LEFT, border=False))
        return [*_kept_lines([_plain_line(line) for line in lines]), below]

    def _heading_lines(self, appendix: Appendix) -> Iterator[Line]:
        """Yield number, title and reference of the appendix, and the short line of the decree (Mẫu 2.2)."""
        for component, text in (
            ("phu_luc", appendix.number),
            ("tieu_de_phu_luc", appendix.title.upper()),
            ("kem_theo", appendix.reference),
        ):
            yield self._line_across(text, Look(component, Align.CENTER, border=False))
        if has_reference_rule(self._form):
            yield self._rule_line(appendix.reference)

    def _note_lines(self, text: str) -> Iterator[Line]:
        """Yield the lines of the note under a table, if there is one."""
        for line in text.split("\n") if text else ():
            yield self._line_across(line, Look("ghi_chu", Align.LEFT, border=False))

    def _measure_line(self, text: str) -> Iterator[Line]:
        """Yield the unit of measure of a whole table, which stands above it."""
        if text:
            yield self._line_across(text, Look("ghi_chu", Align.RIGHT, border=False))._replace(keeps=True)

    def _number_line(self, table: Table) -> Iterator[Line]:
        """Yield the numbers of columns under their headings."""
        numbers = enumerate(table.column_numbers(), start=1)
        cells = tuple(self._cell_shown(index, number, _HEADER) for index, number in numbers)
        if cells:
            yield Line(cells, repeated=True)

    def _header_lines(self, table: Table) -> list[Line]:
        """Return one or two header rows; neighbouring columns of one group share a cell."""
        if not table.has_groups:
            titles = enumerate(table.columns, start=1)
            cells = (self._cell_shown(index, column.title, _HEADER) for index, column in titles)
            return [Line(tuple(cells), repeated=True)]
        upper, lower = (
            Line(tuple(self._group_cells(table)), repeated=True),
            Line(tuple(self._lower_cells(table))),
        )
        # Titles over both rows need room that the upper row alone does not give; the lower makes up for it.
        tall = Line(tuple(cell._replace(down=1) for cell in upper.cells if cell.down > 1))
        least = self._ruler.line_height(tall) - self._ruler.line_height(upper)
        return [upper, lower._replace(repeated=True, least=least)]

    def _row_lines(self, table: Table) -> Iterator[Line]:
        """Yield the rows under the header; a group keeps with its first row, totals with some above."""
        last = len(table.rows) - 1
        totals = _rows_of_totals(table)
        for index, row in enumerate(table.rows):
            keeps = row.kind is RowKind.GROUP or (totals and totals.start - BESIDE <= index < last)
            yield Line(
                tuple(self._row_cells(table, row)),
                keeps=bool(keeps),
                body=True,
                place=self._above + index,
                outside=index in totals,
            )

    def _row_cells(self, table: Table, row: Row) -> Iterator[Shown]:
        heavy = row.kind is not RowKind.DATA
        for position, cell in row.placed_cells():
            align = table.cell_align(cell, position)
            shown = "General"
            if cell.number is not None:
                shown = worksheet_format(cell.places, _lead_words(cell.text))
            look = _cell_look(align, shown, cell.colour, bold=cell.bold or heavy)
            width = self._widths[position] if cell.span == 1 else self._span_width(position, cell.span)
            printed = (Printed(0, 0, cell.figure),) if cell.figure else cell.printed
            yield Shown(
                position + 1,
                look,
                width,
                text=cell.text,
                number=cell.number,
                span=cell.span,
                printed=printed,
                adds=cell.adds and (self._above + cell.adds[0], self._above + cell.adds[1]),
            )

    def _group_cells(self, table: Table) -> Iterator[Shown]:
        """Yield the upper header row."""
        for start, end in table.heading_runs():
            column = table.columns[start]
            if column.group:
                yield self._cell_shown(start + 1, column.group, _HEADER, end - start)
            else:
                yield self._cell_shown(start + 1, column.title, _HEADER)._replace(down=2)

    def _lower_cells(self, table: Table) -> Iterator[Shown]:
        """Yield the lower header row, which is empty under titles that stand in both."""
        for index, column in enumerate(table.columns, start=1):
            yield self._cell_shown(index, column.title if column.group else "", _HEADER)

    def _prose_line(self, prose: Said) -> Line:
        look = Look(prose.component, prose.align, border=False, bold=prose.bold, italic=prose.italic)
        line = self._line_across(prose.text, look)
        if prose.printed:
            line = line._replace(cells=(line.cells[0]._replace(printed=prose.printed),))
        return line._replace(keeps=prose.keeps, padding=PADDING + self._form.spacing)

    def _rule_line(self, text: str) -> Line:
        """Return the short line under a text, in a row that parts it from what follows."""
        look = Look("bang", Align.CENTER, border=False, top=True)
        size = self._form.components["kem_theo"].size
        wide = min(text_width(text, size), sum(self._widths) * self._scale) * RULE_SHARE
        dash = text_width(RULE, self._form.components[look.component].size)
        return self._line_across(RULE * max(1, round(wide / dash)), look)

    def _line_across(self, text: str, look: Look) -> Line:
        """Return a row of one cell as wide as the sheet, printed at its size."""
        look = look._replace(scale=self._scale)
        return Line((self._cell_shown(1, text, look, len(self._widths)),))

    def _cell_shown(self, column: int, text: str, look: Look, span: int = 1) -> Shown:
        return Shown(column, look, self._span_width(column - 1, span), text, span=span)

    def _span_width(self, position: int, span: int) -> float:
        return sum(self._widths[position : position + span])


def _rows_of_totals(table: Table) -> range:
    """Return the rows of totals at the end of a table, below all that can be filtered."""
    first = len(table.rows)
    while first > 1 and table.rows[first - 1].kind is RowKind.TOTAL:
        first -= 1
    return range(first, len(table.rows))


def _kept_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the rows of one table among several, whose first and last never stand alone on a page."""
    body = [index for index, line in enumerate(lines) if line.body]
    kept = {*body[: BESIDE - 1], *body[-BESIDE - 1 :]} - {*body[-1:]}
    return [line._replace(keeps=line.keeps or index in kept) for index, line in enumerate(lines)]


def _plain_line(line: Line) -> Line:
    """Return the header of one table among several, which keeps with its rows and is not repeated."""
    return line._replace(repeated=False, keeps=True) if line.repeated else line


@lru_cache(maxsize=1_000)
def _cell_look(align: Align, shown: str, fill: str | None, *, bold: bool) -> Look:
    """Return the look of a cell of the table; most cells look alike."""
    return Look("bang", align, bold=bold, fill=fill, number_format=shown)


def _lead_words(text: str) -> str:
    """Return the words before a number, which its format has to say: 'ít nhất ' of 'ít nhất 80'."""
    lead = text.rstrip(_NUMERALS).replace('"', "")
    return lead if lead.endswith(" ") and not any(map(str.isdigit, lead)) else ""
