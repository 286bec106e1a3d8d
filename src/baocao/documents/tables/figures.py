"""The table of one unit's figures."""

from collections.abc import Mapping, Sequence
from datetime import date

from baocao.documents.sources import known_text, registered
from baocao.documents.tables.cells import SIGNS, column_unit, figure_cell, ordinal_cell
from baocao.documents.tables.periods import PeriodTable, comparison_remarks, cut_off_note
from baocao.figures.over_periods import Line, Lines
from baocao.figures.shown import parts_text, rank_text
from baocao.model.directive import Directive
from baocao.model.figure import Figure
from baocao.model.indicator import Catalogue
from baocao.model.place import Place
from baocao.model.printed import RANK, FigureKey, Key
from baocao.model.submission import Ratio
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.vietnamese.text import sentence_case


def unit_figures(
    figures: Mapping[str, Figure], directive: Directive, catalogue: Catalogue, unit: str = ""
) -> Table:
    """One unit's figures: number, indicator, unit of measure, value, note; traced to `unit`."""
    columns = (
        Column("TT", 10, Align.CENTER),
        Column("Chỉ tiêu", 85),
        Column("Đơn vị tính", 25, Align.CENTER),
        Column("Số liệu", 30, Align.RIGHT),
        Column("Ghi chú", 35),
    )
    rows: list[Row] = []
    asked = set(directive.indicators)
    for group in catalogue.groups:
        chosen = [indicator for indicator in group.indicators if indicator.id in asked]
        if chosen:
            rows.append(Row((Cell(group.name, span=len(columns), bold=True),), RowKind.GROUP))
        for number, indicator in enumerate(chosen, start=1):
            figure = figures[indicator.id]
            rows.append(
                Row(
                    (
                        ordinal_cell(number),
                        Cell(indicator.name, figure=indicator.at),
                        Cell(column_unit(indicator), figure=indicator.at),
                        figure_cell(figure, FigureKey(indicator.id, unit)),
                        _remark_cell(figure, FigureKey(indicator.id, unit)),
                    )
                )
            )
    return Table("Số liệu", columns, tuple(rows), note=SIGNS)


def compared_unit_figures(
    lines: Lines, catalogue: Catalogue, chosen: Sequence[str] | None, end: date, at: Place
) -> Table:
    """One unit's figures with earlier ones beside them; the schedule of periods stands `at` a place."""
    table = PeriodTable(lines, catalogue, _compared_remark, everything=True).table_of(
        chosen, (SIGNS, cut_off_note(end))
    )
    told = registered("ghi chú: kỳ so sánh, ngày chốt số liệu theo lịch của chỉ đạo", at)
    return table._replace(name="Số liệu", note=known_text(table.note, told))


def _compared_remark(line: Line) -> Cell:
    """Return what a number alone does not say, and why it is not compared."""
    said = sentence_case("; ".join(comparison_remarks(line)))
    own = _remark_cell(line.figure, line.key)
    if not said:
        return own
    return Cell("; ".join(filter(None, (own.text, said))), figure=own.figure or line.key)


def _remark_cell(figure: Figure, key: FigureKey) -> Cell:
    """Return the cell of what a number alone does not say; a stated reason stands where it was written."""
    text = _figure_remark(figure)
    only_rank = figure.rank and not isinstance(figure.value, Ratio)
    said = key._replace(aspect=RANK) if only_rank else key
    source: Key = figure.at if figure.reason and figure.at else said
    return Cell(text, figure=source if text else None)


def _figure_remark(figure: Figure) -> str:
    """Return what a number alone does not say: the parts of a ratio, a rank, a reason."""
    parts = []
    if isinstance(figure.value, Ratio):
        parts.append(parts_text(figure.value))
    if figure.rank:
        parts.append(f"hạng {rank_text(figure.rank)}")
    return "; ".join(filter(None, [*parts, figure.reason]))
