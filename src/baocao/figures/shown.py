"""How a figure is written: one writer, whose manners say where texts differ.

Documents, worksheets, messages, `diff` and `trace` ask here, so that one figure reads the same in all of
them. What needs no indicator, plain numbers, counts and dates, is written in `vietnamese`.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeVar

from baocao.figures.combining import combined_label
from baocao.model.figure import Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Function, Indicator, IndicatorKind
from baocao.model.submission import NO_ENTRY, Entry, Rank, Ratio, State, Value
from baocao.vietnamese import phrasing
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.dates import iso_date, short_date
from baocao.vietnamese.numbers import (
    WHOLE,
    decimal_count,
    exact_text,
    number_text,
    percent_text,
    prose_number,
    signed_text,
)
from baocao.vietnamese.text import joined_words

PERCENT_PLACES: Final = 1
"""Decimals of percentages that no indicator declares: shares, changes in percent."""
EXACT_PLACES: Final = 6
"""Decimals of an exact value that are shown; more are told by an ellipsis."""
UNWRITTEN: Final = "không ghi"
MISSING: Final = "…"
"""What a table prints where a value is missing; the note under the table explains it."""
NOTHING: Final = "-"
NOT_APPLICABLE: Final = "x"
_SIGNS: Final = {
    State.MISSING: MISSING,
    State.UNREADABLE: MISSING,
    State.NOTHING: NOTHING,
    State.NOT_APPLICABLE: NOT_APPLICABLE,
    State.UNTOTALLED: State.UNTOTALLED.value,
}


class Manner(NamedTuple):
    """How figures are written in one kind of place.

    `number`, `ratio` and `listed` write those values, `lacking` what stands where there is no value.
    """

    number: Callable[[Decimal, Figure], str]
    ratio: Callable[[Ratio, Figure], str]
    listed: Callable[[tuple[str, ...], Figure], str]
    lacking: Callable[[Figure], str]
    yes_no: tuple[str, str] = ("không", "có")


def figure_text(figure: Figure, manner: Manner) -> str:
    """Return the figure with the word before it, or what there is in place of a value."""
    if figure.state is not State.GIVEN or figure.value is None:
        return manner.lacking(figure)
    return f"{figure.qualifier} {value_text(figure.value, figure, manner)}".lstrip()


AnyFigure = TypeVar("AnyFigure", bound=Figure)
"""One of the two kinds of figures, the same that was given."""


def finer_figure(figure: AnyFigure, places: int) -> AnyFigure:
    """Return the figure with more decimals than its own, where these hide what a message speaks of."""
    finer = figure.indicator._replace(places=figure.indicator.places + places)
    return figure._replace(indicator=finer)  # type: ignore[attr-defined,no-any-return]  # both are NamedTuples


def labelled_text(text: str, figure: Figure) -> str:
    """Return the text of a figure that is no sum with what it is: '89,9% (bình quân các xã)'."""
    label = combined_label(figure)
    return f"{text} ({label})" if label else text


def side_text(figure: Figure | None) -> str:
    """Return one side of a comparison; None was not written."""
    return figure_text(figure, IN_COMPARISON) if figure else UNWRITTEN


def message_text(figure: Figure) -> str:
    """Return a figure as messages show it: that nothing occurred is zero there, which rules compare."""
    value = figure.value
    return IN_MESSAGE.lacking(figure) if value is None else value_text(value, figure, IN_MESSAGE)


def value_text(value: Value, figure: Figure, manner: Manner) -> str:
    """Return a value of the figure's indicator; choices have their labels."""
    match value:
        case bool():
            return manner.yes_no[value]
        case Decimal():
            return manner.number(value, figure)
        case Ratio():
            return manner.ratio(value, figure)
        case date():
            return short_date(value)
        case tuple():
            return manner.listed(value, figure)
        case _:
            return choice_text(value, figure.indicator)


def choice_text(key: str, indicator: Indicator) -> str:
    """Return the label of a choice; what is no choice is its own text."""
    return indicator.choices.get(key, key)


def yes_no(*, answer: bool) -> str:
    """Return the answer of a sentence."""
    return "có" if answer else "không"


def rank_text(rank: Rank) -> str:
    """Return '7/96'."""
    return pair_text(rank.place, rank.among)


def counts_units(figure: Figure) -> bool:
    """Tell whether a rolled-up figure says how many units satisfy a condition, of how many."""
    return isinstance(figure, RolledUpFigure) and figure.indicator.roll_up.function is Function.COUNT


HAVING: Final = "có số liệu"
COUNTED: Final = "được tính"


def counted_words(figures: Iterable[Figure | None]) -> str:
    """Return what the units that a total counts are: all that gave a value, or not all of them."""
    totals = (figure for figure in figures if isinstance(figure, RolledUpFigure))
    return COUNTED if any(total.coverage.partial for total in totals) else HAVING


def shown_places(figure: Figure) -> int:
    """Return with how many decimals a figure's number is written.

    How many of the units satisfy a condition is a share, whose decimals no indicator declares: those of
    a yes or no would call 1.062 of 1.063 units all of them.
    """
    return PERCENT_PLACES if counts_units(figure) else figure.indicator.places


def own_number(number: Decimal, indicator: Indicator) -> str:
    """Return a number of the indicator at its own precision, `so_le`: '3.781', '86,6%'."""
    return _percent_or_number(number, indicator, indicator.places)


def entered_number(number: Decimal, indicator: Indicator) -> str:
    """Return a number that a unit wrote, with every decimal that it wrote."""
    return _percent_or_number(number, indicator, None)


def told_apart(numbers: Sequence[Decimal], indicator: Indicator) -> list[str]:
    """Return numbers of the indicator at its own precision, or as much finer as tells different ones apart.

    A message that 97,4% has fallen to 97,4% would be taken for a mistake of the program.
    """
    for places in range(indicator.places, indicator.places + EXACT_PLACES):
        texts = [_percent_or_number(number, indicator, places) for number in numbers]
        if len({*texts}) == len({*numbers}):
            return texts
    return [own_number(number, indicator) for number in numbers]


def _percent_or_number(number: Decimal, indicator: Indicator, places: int | None) -> str:
    return percent_text(number, places) if indicator.in_percent else number_text(number, places)


def parts_text(ratio: Ratio) -> str:
    """Return '3.681/3.781'."""
    return f"{number_text(ratio.numerator)}/{number_text(ratio.denominator)}"


def measured_text(text: str, indicator: Indicator) -> str:
    """Return a number's text with its unit of measure: '3.781 hồ sơ', '86,6%'."""
    return f"{text}%" if indicator.in_percent else f"{text} {indicator.unit_of_measure}".rstrip()


def counted_text(figure: Figure) -> str:
    """Return how many units gave a value: what they wrote in their own words would fill the page."""
    return f"{count_text(len(figure.coverage.counted) if isinstance(figure, RolledUpFigure) else 0)} đơn vị"


def is_gathered(figure: Figure) -> bool:
    """Tell whether a rolled-up figure is the words of many units."""
    return isinstance(figure, RolledUpFigure) and figure.indicator.kind is IndicatorKind.TEXT


def _own_number(number: Decimal, figure: Figure) -> str:
    return own_number(number, figure.indicator)


# In prose: the sentences of a document.


def _prose_number(number: Decimal, figure: Figure) -> str:
    indicator = figure.indicator
    if indicator.in_percent or indicator.kind is IndicatorKind.DECIMAL:
        return own_number(number, indicator)
    return prose_number(number, indicator.places)


def prose_ratio(ratio: Ratio, unit: str, places: int, lacking: str = "") -> str:
    """Return '3.681/3.781 hồ sơ (chiếm 97,4%)'; `lacking` stands for the share of nothing."""
    share = ratio.percent
    parts = f"{prose_number(ratio.numerator)}/{prose_number(ratio.denominator)}"
    text = lacking if share is None else percent_text(share, places)
    return f"{f'{parts} {unit}'.rstrip()} (chiếm {text})"


def _prose_ratio(ratio: Ratio, figure: Figure) -> str:
    return prose_ratio(ratio, ratio_unit(figure), shown_places(figure))


def ratio_unit(figure: Figure) -> str:
    """Return of what both parts of a ratio are numbers: units where units are counted."""
    return "đơn vị" if counts_units(figure) else figure.indicator.unit_of_measure


IN_PROSE: Final = Manner(
    _prose_number,
    _prose_ratio,
    lambda texts, _: joined_words(texts),
    lambda figure: figure.state.value,
)
"""'04 quyết định', '3.681/3.781 hồ sơ (chiếm 97,4%)', 'a, b và c'; documents say what a gap is."""


# In tables: a cell is a number wherever the figure is one.


def table_number(figure: Figure) -> Decimal | None:
    """Return the number that a cell prints, still to be rounded; None where words or a sign stand there."""
    value = figure.value
    if figure.state is not State.GIVEN:
        return None
    if isinstance(value, Ratio) and not counts_units(figure):
        return value.percent
    return value if isinstance(value, Decimal) else None


def _table_ratio(ratio: Ratio, figure: Figure) -> str:
    return parts_text(ratio) if counts_units(figure) else MISSING


IN_TABLE: Final = Manner(
    lambda number, figure: number_text(number, figure.indicator.places),
    _table_ratio,
    lambda texts, figure: counted_text(figure) if is_gathered(figure) else joined_words(texts),
    lambda figure: _SIGNS.get(figure.state, MISSING),
    ("Không", "Có"),
)
"""'3.781', '45/96', 'Có', and a sign where there is no value."""


# In comparisons: what `diff` sets side by side.


def _comparison_ratio(ratio: Ratio, figure: Figure) -> str:
    if counts_units(figure):
        return parts_text(ratio)
    share = ratio.percent
    return State.NOTHING.value if share is None else own_number(share, figure.indicator)


def _listed_choices(texts: tuple[str, ...], figure: Figure) -> str:
    return ", ".join(choice_text(text, figure.indicator) for text in texts)


def _comparison_lacking(figure: Figure) -> str:
    if isinstance(figure, OwnFigure) and figure.entry == NO_ENTRY:
        return UNWRITTEN
    return f"{figure.state.value} ({figure.reason})" if figure.reason else figure.state.value


IN_COMPARISON: Final = Manner(
    _own_number,
    _comparison_ratio,
    lambda texts, figure: counted_text(figure) if is_gathered(figure) else _listed_choices(texts, figure),
    _comparison_lacking,
)
"""'3.781', '97,35%', 'chưa có số liệu (đang đo)', 'không ghi'."""


def entry_text(entry: Entry, indicator: Indicator) -> str:
    """Return what a unit entered as comparisons write it, its earlier readings before it."""
    earlier = ((each.day, OwnFigure(indicator, each.entry)) for each in entry.readings)
    told = [f"{short_date(day)}: {_ranked_text(figure)}" for day, figure in earlier]
    return "; ".join(told) or _ranked_text(OwnFigure(indicator, entry))


def _ranked_text(figure: Figure) -> str:
    rank = f" (hạng {rank_text(figure.rank)})" if figure.rank else ""
    return f"{figure_text(figure, IN_COMPARISON)}{rank}"


def change_text(change: Decimal | None, indicator: Indicator) -> str:
    """Return '+32.712', or '+2,3 điểm' for percentages; nothing where there is no number."""
    if change is None:
        return ""
    return phrasing.measured_change(signed_text(change), points=indicator.in_percent)


def relative_text(relative: Decimal | None) -> str:
    """Return a change in percent, '+10,5%', or 'gấp 2,4 lần' from double up, as sentences do."""
    if relative is None:
        return ""
    if relative >= WHOLE:
        return phrasing.times_as_much(number_text(relative / WHOLE + 1, 1))
    return f"{signed_text(relative, PERCENT_PLACES)}%"


ON_PAGE: Final = Manner(
    _own_number,
    _comparison_ratio,
    lambda texts, figure: counted_text(figure) if is_gathered(figure) else _listed_choices(texts, figure),
    lambda figure: _SIGNS.get(figure.state, MISSING),
    ("Không", "Có"),
)
"""'3.781', '97,35%', '45/96', 'Có', and the signs of tables where there is no value."""


# In a trace: with unit of measure and both parts of a ratio.


def _trace_ratio(ratio: Ratio, figure: Figure) -> str:
    parts, share = parts_text(ratio), ratio.percent
    if counts_units(figure):
        return f"{parts} đơn vị"
    return parts if share is None else f"{own_number(share, figure.indicator)} ({parts})"


def _trace_number(number: Decimal, figure: Figure) -> str:
    return measured_text(number_text(number, figure.indicator.places), figure.indicator)


IN_TRACE: Final = Manner(
    _trace_number,
    _trace_ratio,
    lambda texts, _: ", ".join(texts),
    lambda figure: figure.state.value,
)
"""'3.781 hồ sơ', '97,4% (3.681/3.781)'."""


def traced_exactly(number: Decimal) -> str:
    """Return the number with enough decimals to check it by hand."""
    return number_text(number, EXACT_PLACES) + ("…" if decimal_count(number) > EXACT_PLACES else "")


# In messages of checks.


def _message_ratio(ratio: Ratio, figure: Figure) -> str:
    return "0" if ratio.percent is None else own_number(ratio.percent, figure.indicator)


IN_MESSAGE: Final = Manner(
    _own_number,
    _message_ratio,
    _listed_choices,
    lambda _: "chưa có",
)
"""'3.781', '97,35%', 'VNPT, Viettel', 'Hoạt động tốt', 'chưa có'."""


# Exactly: for hashes and other programs, whose forms never change.


def exact_content(value: Value | None) -> str:
    """Return what is hashed of a value: 3.781 and 3781 are the same."""
    match value:
        case bool():
            return "co" if value else "khong"
        case Decimal():
            return exact_text(value)
        case Ratio():
            return f"{exact_text(value.numerator)}/{exact_text(value.denominator)}"
        case date():
            return iso_date(value)
        case tuple():
            return "; ".join(value)
        case _:
            return value or ""


def exact_json(value: Value | None, number: Callable[[Decimal], object]) -> Any:
    """Return a value as JSON holds it; `number` makes of a number what the interface promised."""
    match value:
        case Decimal():
            return number(value)
        case Ratio():
            return {"numerator": number(value.numerator), "denominator": number(value.denominator)}
        case tuple():
            return list(value)
        case date():
            return iso_date(value)
        case _:
            return value
