"""How values are written in sentences and in tables, gaps included."""

from datetime import date
from decimal import Decimal
from typing import Final

from baocao.documents.tokens import escaped, gap
from baocao.model.figure import Figure
from baocao.model.indicator import IndicatorKind
from baocao.model.submission import Ratio, State, Value
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.numbers import number_text, prose_number
from baocao.vietnamese.text import joined

GAP: Final = "[chưa có số liệu]"
"""What a draft prints in place of a missing value."""

PERCENT_PLACES: Final = 1
"""Decimals of percentages where nothing else is asked for."""


def unwritten(figure: Figure) -> str | None:
    """Return the words for a figure without value, or None if it has one.

    A value that is missing for a stated reason says so; any other is a gap, which keeps a document
    from becoming official.
    """
    if figure.state is State.MISSING and figure.reason:
        return escaped(f"{State.MISSING.value} ({figure.reason})")
    if figure.state in {State.MISSING, State.UNREADABLE}:
        return gap(GAP)
    return figure.state.value if figure.state in {State.NOTHING, State.NOT_APPLICABLE} else None


def percent(value: Ratio | Decimal, places: int = PERCENT_PLACES) -> str:
    """Return '86,6%'; a number is taken as a percentage already."""
    number = value.percent if isinstance(value, Ratio) else value
    return gap(GAP) if number is None else f"{number_text(number, places)}%"


def ratio(value: Ratio, unit: str, places: int = PERCENT_PLACES) -> str:
    """Return '3.681/3.781 hồ sơ (chiếm 97,4%)'."""
    parts = f"{prose_number(value.numerator)}/{number_text(value.denominator)} {unit}".rstrip()
    return f"{parts} (chiếm {percent(value, places)})"


def plain(value: Value, figure: Figure) -> str:
    """Return a value as a sentence writes it, without its unit of measure except '%'."""
    indicator = figure.indicator
    match value:
        case bool():
            return "có" if value else "không"
        case Decimal() if indicator.is_percentage:
            return percent(value, indicator.places)
        case Decimal():
            counts = indicator.kind is not IndicatorKind.DECIMAL
            return prose_number(value, indicator.places) if counts else number_text(value, indicator.places)
        case Ratio():
            return ratio(value, indicator.unit_of_measure, indicator.places)
        case date():
            return short_date(value)
        case tuple():
            return escaped(joined(value))
        case _:
            return escaped(indicator.choices.get(value, value))


def written(figure: Figure) -> str:
    """Return the figure as a sentence writes it: 'trên 90%', '04', 'không phát sinh' or a gap."""
    words = unwritten(figure)
    if words is not None or figure.value is None:
        return words or gap(GAP)
    return f"{figure.qualifier} {plain(figure.value, figure)}".lstrip()


def with_unit(figure: Figure) -> str:
    """Return the figure with its unit of measure: '3.781 hồ sơ'."""
    text, unit = written(figure), figure.indicator.unit_of_measure
    bare = isinstance(figure.value, Decimal) and not figure.indicator.is_percentage
    return f"{text} {unit}" if bare and unit and figure.state is State.GIVEN else text
