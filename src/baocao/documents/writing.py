"""How figures are written in the sentences of documents: as everywhere, but safe in Markdown, with gaps."""

from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Final

from baocao.documents.fuel import refuse_long
from baocao.documents.tokens import escaped_text, gap_token
from baocao.figures.combining import combined_label
from baocao.figures.shown import (
    EXACT_PLACES,
    IN_PROSE,
    measured_text,
    prose_ratio,
    rank_text,
    ratio_unit,
    shown_places,
    value_text,
    yes_no,
)
from baocao.model.figure import Figure
from baocao.model.submission import Rank, Ratio, State, Value
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.numbers import decimal_count, number_text, percent_text

GAP: Final = "[chưa có số liệu]"
"""What a draft prints in place of a missing value."""


def words_without_value(figure: Figure) -> str | None:
    """Return the words for a figure without value, or None if it has one.

    A value that is missing for a stated reason says so; any other is a gap, which keeps a document
    from becoming official.
    """
    if figure.state is State.MISSING and figure.reason:
        return escaped_text(f"{State.MISSING.value} ({figure.reason})")
    if figure.state is State.UNTOTALLED:
        return escaped_text(
            f"{figure.state.value} ({figure.reason})" if figure.reason else figure.state.value
        )
    if figure.state in {State.MISSING, State.UNREADABLE}:
        return gap_token(GAP)
    return figure.state.value if figure.state in {State.NOTHING, State.NOT_APPLICABLE} else None


def percent_words(value: Ratio | Decimal, places: int) -> str:
    """Return '86,6%'; a number is taken as a percentage already."""
    number = value.percent if isinstance(value, Ratio) else value
    return gap_token(GAP) if number is None else percent_text(number, places)


def ratio_text(value: Ratio, unit: str, places: int) -> str:
    """Return '3.681/3.781 hồ sơ (chiếm 97,4%)'."""
    return prose_ratio(value, unit, places, gap_token(GAP))


_MANNER: Final = IN_PROSE._replace(
    ratio=lambda value, figure: ratio_text(value, ratio_unit(figure), shown_places(figure)),
    lacking=lambda figure: words_without_value(figure) or gap_token(GAP),
)


def plain_value(value: Value, figure: Figure) -> str:
    """Return a value as a sentence writes it, without its unit of measure except '%'."""
    text = value_text(value, figure, _MANNER)
    return escaped_text(text) if isinstance(value, (str, tuple)) else text


def written_figure(figure: Figure) -> str:
    """Return the figure as a sentence writes it: 'trên 90%', '04', 'không phát sinh' or a gap."""
    return with_label(_unlabelled_figure(figure), figure)


def with_label(text: str, figure: Figure) -> str:
    """Return the text of a figure that is no sum with what it is: '89,9% (bình quân các xã)'."""
    label = combined_label(figure)
    return f"{text} ({escaped_text(label)})" if label else text


def _unlabelled_figure(figure: Figure) -> str:
    words = words_without_value(figure)
    if words is not None or figure.value is None:
        return words or gap_token(GAP)
    return f"{figure.qualifier} {plain_value(figure.value, figure)}".lstrip()


def with_unit(figure: Figure) -> str:
    """Return the figure with its unit of measure: '3.781 hồ sơ'."""
    text, indicator = _unlabelled_figure(figure), figure.indicator
    bare = isinstance(figure.value, Decimal) and not indicator.in_percent
    measured = measured_text(text, indicator) if bare and figure.state is State.GIVEN else text
    return with_label(measured, figure)


def bare_value(value: object) -> object:
    """Return what a template prints of a value that no filter wrote: never Python's own text of it.

    Lists are gone through, which the caller has paid for.
    """
    match value:
        case None:
            return gap_token(GAP)
        case bool():
            return yes_no(answer=value)
        case Decimal() if value.is_finite():
            return _bare_number(value)
        case float() if isfinite(value):
            return _bare_number(Decimal(value))
        case date():
            return short_date(value)
        case Rank():
            return rank_text(value)
        case list() | tuple():
            return ", ".join(str(bare_value(each)) for each in value)
    return value


def _bare_number(number: Decimal) -> str:
    """Return a number that was computed, which a division would write with 28 decimals."""
    refuse_long(number)
    return number_text(number, EXACT_PLACES if decimal_count(number) > EXACT_PLACES else None)
