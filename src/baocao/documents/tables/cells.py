"""Cells of tables: figures as real numbers, and a sign for each way of having no value."""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from baocao.documents import writing
from baocao.documents.tokens import GAP_CLOSE, GAP_OPEN
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.printed import FigureKey
from baocao.model.submission import Ratio, State
from baocao.model.table import Align, Cell
from baocao.vietnamese.numbers import decimals, number_text, rounded

_NO_GAPS: Final = str.maketrans({GAP_OPEN: "", GAP_CLOSE: "", "\\": ""})
MISSING: Final = "…"
"""What a table prints where a value is missing; the note under the table explains it."""
NOTHING: Final = "-"
NOT_APPLICABLE: Final = "x"
SIGNS: Final = (
    f"Ghi chú: {MISSING} chưa có số liệu; {NOTHING} không phát sinh; {NOT_APPLICABLE} không áp dụng."
)


def figure_cell(figure: Figure, key: FigureKey | None = None) -> Cell:
    """Return the cell of a figure, which `key` names for tracing."""
    return traced_cell(_figure_cell(figure), key)


def traced_cell(cell: Cell, key: FigureKey | None) -> Cell:
    """Return the cell with the key of its figure, the last field; `_replace` takes thrice as long."""
    return Cell(*cell[:-1], key)


def _figure_cell(figure: Figure) -> Cell:
    """Return a real number where the figure is one, a sign where it has no value."""
    signs = {
        State.MISSING: MISSING,
        State.UNREADABLE: MISSING,
        State.NOTHING: NOTHING,
        State.NOT_APPLICABLE: NOT_APPLICABLE,
    }
    if figure.state in signs:
        return Cell(signs[figure.state])
    indicator = figure.indicator
    match figure.value:
        case bool():
            return Cell("Có" if figure.value else "Không", align=Align.CENTER)
        case Decimal():
            cell = number_cell(figure.value, indicator.places)
            return cell._replace(text=f"{figure.qualifier} {cell.text}") if figure.qualifier else cell
        case Ratio() if isinstance(figure, RolledUpFigure) and figure.holders + figure.lacking:
            return Cell(f"{figure.value.numerator}/{figure.value.denominator}")
        case Ratio():
            percent = figure.value.percent
            return number_cell(percent, 1) if percent is not None else Cell(MISSING)
        case tuple() if isinstance(figure, RolledUpFigure) and indicator.kind is IndicatorKind.TEXT:
            # What many units wrote in their own words would fill the page; who wrote is counted.
            return Cell(f"{len(figure.coverage.counted)} đơn vị", align=Align.CENTER)
        case _:
            return Cell(writing.written(figure).translate(_NO_GAPS), align=Align.CENTER)


@lru_cache(maxsize=20_000)
def number_cell(number: Decimal | int, places: int = 0, *, fixed: bool = False) -> Cell:
    """Return a cell that is a number on worksheets and formatted text in Word.

    It has at most `places` decimals, or exactly as many if `fixed`.
    """
    value = rounded(Decimal(number), places)
    shown = places if fixed else decimals(value)
    return Cell(number_text(value, shown, fixed=fixed), value, shown)


def column_unit(indicator: Indicator) -> str:
    """Return the unit of measure for a column's heading; ratios are shown as percentages."""
    if indicator.kind is IndicatorKind.RATIO:
        return "%"
    return indicator.unit_of_measure


def heading(indicator: Indicator) -> str:
    """Return a column's heading: the name, and below it the unit of measure."""
    unit = column_unit(indicator)
    return f"{indicator.name} ({unit})" if unit else indicator.name


def alignment(indicator: Indicator) -> Align:
    """Return where the values of an indicator stand in their column."""
    is_number = indicator.kind.is_number or indicator.kind is IndicatorKind.RATIO
    return Align.RIGHT if is_number else Align.CENTER
