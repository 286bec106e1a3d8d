"""The table of headline figures: level, target, a light, and the change since the periods before."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from baocao.documents.markdown import cell_of_text
from baocao.documents.sources import registered
from baocao.documents.telling import tell_figure
from baocao.documents.traceable import marked_form
from baocao.documents.views import RolledView
from baocao.figures.saying import Sayer
from baocao.figures.shown import MISSING, counted_words, counts_units, own_number
from baocao.figures.targets import Bound, Demand, outcome_of
from baocao.model.figure import RolledUpFigure
from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.printed import UNITS
from baocao.model.submission import VALUED, State
from baocao.model.table import Align, Cell, Column, Row, Table
from baocao.vietnamese import phrasing
from baocao.vietnamese.counts import pair_text

REACHED: Final = "● Đạt"
MISSED: Final = "○ Chưa đạt"
SILENT: Final = "– Chưa có số liệu"
PARTLY: Final = "– Chưa đủ số liệu"
NO_TARGET: Final = "chưa giao chỉ tiêu"
NOT_JUDGED: Final = "không đánh giá"
NOTE: Final = "Ghi chú: ● đạt; ○ chưa đạt; – chưa có hoặc chưa đủ số liệu."
NOTE_OF_CHANGES: Final = "So sánh tính trên các đơn vị có số liệu ở cả hai kỳ."
_DEMANDED: Final = {
    Demand.AT_LEAST: "chỉ tiêu {}",
    Demand.AT_MOST: "chỉ tiêu không quá {}",
    Demand.EXACTLY: "chỉ tiêu {}",
}
Compared = tuple[str, Callable[[Sayer], str]]
"""The heading of a column and what it tells of each figure."""


def headline_table(views: Sequence[RolledView], compared: Sequence[Compared]) -> Table:
    """Return the table of headline figures, with a column for each period that there is."""
    columns = (
        Column("Chỉ tiêu", 58),
        Column("Kết quả", 34, Align.CENTER),
        Column("Đánh giá so với chỉ tiêu giao", 44),
        *(Column(title, 38, Align.CENTER) for title, _ in compared),
        Column(f"Đơn vị {counted_words(view.figure for view in views)}", 24, Align.CENTER),
    )
    rows = (Row(tuple(_headline_cells(view, compared))) for view in views)
    note = f"{NOTE} {NOTE_OF_CHANGES}" if compared else NOTE
    return Table("Chỉ tiêu chính", columns, tuple(rows), filters=False, note=note)


def _headline_cells(view: RolledView, compared: Sequence[Compared]) -> Iterator[Cell]:
    figure, covered = view.figure, view.figure.coverage
    units = view.key and view.key._replace(aspect=UNITS)
    yield Cell(figure.indicator.name, figure=figure.indicator.at)
    yield _level_cell(view)
    yield Cell(told_light(figure), figure=registered("mục tiêu của chỉ tiêu", figure.indicator.at))
    yield from (_said_cell(view, tell) for _, tell in compared)
    yield Cell(pair_text(len(covered.counted), len(covered.expected)), figure=units)


def _level_cell(view: RolledView) -> Cell:
    figure = view.figure
    if _is_of_nothing(figure):
        return Cell(phrasing.NOTHING, figure=view.key)
    if figure.state not in VALUED or figure.value is None:
        return Cell(MISSING)
    if counts_units(figure):
        pair = pair_text(len(figure.holders), len(figure.coverage.expected))
        return Cell(f"{pair} đơn vị", figure=view.key)
    return _said_cell(view, Sayer.amount)


def _is_of_nothing(figure: RolledUpFigure) -> bool:
    """Tell whether nothing occurred of which there could be a rate."""
    return figure.state is State.NOTHING and figure.value is None


def _said_cell(view: RolledView, tell: Callable[[Sayer], str]) -> Cell:
    return cell_of_text(marked_form(tell_figure(view, tell)))


def told_light(figure: RolledUpFigure) -> str:
    """Return '○ Chưa đạt (chỉ tiêu 100%)'."""
    if _is_of_nothing(figure):
        return NOT_JUDGED
    light, demand = light_of(figure), demand_of(figure)
    if light in {SILENT, PARTLY} or not demand:
        return light
    return f"{light} ({demand})" if light else demand


def light_of(figure: RolledUpFigure) -> str:
    """Return whether a figure reaches what is asked: a sign and a word, never a colour alone.

    Of what is counted nothing less than all units is asked; those that have not said are not missing it.
    """
    if figure.state not in VALUED or figure.value is None:
        return SILENT
    outcome = outcome_of(figure)
    if outcome is not None:
        return REACHED if outcome.reached else MISSED
    if not counts_units(figure):
        return ""
    if figure.lacking:
        return MISSED
    return PARTLY if figure.coverage.missing else REACHED


def demanded_text(bound: Bound, indicator: Indicator) -> str:
    """Return 'chỉ tiêu 85%', 'chỉ tiêu không quá 3'."""
    return _DEMANDED[bound.demand].format(own_number(bound.number, indicator))


def demand_of(figure: RolledUpFigure) -> str:
    """Return what is asked of a figure: the number of its target, or that all units have it."""
    outcome = outcome_of(figure)
    if outcome and outcome.bound:
        return demanded_text(outcome.bound, figure.indicator)
    if counts_units(figure):
        return "mọi đơn vị có" if figure.indicator.kind is IndicatorKind.YES_NO else "mọi đơn vị đạt"
    return "" if outcome else NO_TARGET
