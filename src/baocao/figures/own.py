"""The figures of one unit: what it entered, and what follows from that."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from baocao.figures.expression import ExpressionError, evaluate_expression, operands_of, parse_expression
from baocao.model.figure import Figure, OwnFigure
from baocao.model.indicator import Catalogue, Indicator
from baocao.model.submission import NO_ENTRY, Entry, Ratio, State, Submission, Value
from baocao.model.unit import Unit

ABOUT: Final = "khoảng"
_DEEPEST: Final = 100
"""An indicator that is computed through more others, which is reported, is missing."""
NOT_ASKED: Final = Entry(State.NOT_APPLICABLE, None)
_GRAVEST_FIRST: Final = (State.UNREADABLE, State.MISSING, State.UNTOTALLED, State.NOT_APPLICABLE)


def own_figures(
    unit: Unit, submission: Submission | None, catalogue: Catalogue, end: date
) -> Mapping[str, OwnFigure]:
    """Return the figure of every indicator; `end` is the day on which the period's data stop."""
    entries = submission.entries if submission else {}
    # What a unit says of its own days goes before what the directive says.
    day = submission.window.end if submission and submission.window else end
    figures: dict[str, OwnFigure] = {}
    for name, indicator in catalogue.indicators.items():
        if not indicator.applies_to.matches(unit):
            figures[name] = OwnFigure(indicator, NOT_ASKED)
        elif not indicator.is_derived:
            figures[name] = entered_figure(indicator, entries.get(name), day)
    for name, indicator in catalogue.indicators.items():
        if name not in figures:
            _derive_figure(indicator, figures, catalogue, ())
    return figures


def entered_figure(indicator: Indicator, entry: Entry | None, day: date) -> OwnFigure:
    """Return the figure that an entry is; `day` is the one of which it speaks, unless it says so itself."""
    if entry is None:
        return OwnFigure(indicator, NO_ENTRY)
    if entry.value is None and entry.state is State.NOTHING and indicator.kind.is_number:
        entry = entry._replace(value=Decimal(0))
    return OwnFigure(indicator, entry, entry.readings[-1].day if entry.readings else day)


def _derive_figure(
    indicator: Indicator,
    figures: dict[str, OwnFigure],
    catalogue: Catalogue,
    path: tuple[str, ...],
) -> OwnFigure:
    """Compute a derived figure after its operands; `path` stops at rings, which are reported."""
    names = operands_of(indicator)
    parts = [
        figures.get(name)
        or _derive_figure(catalogue.indicators[name], figures, catalogue, (*path, indicator.id))
        for name in names
        if name in catalogue.indicators and name not in path and len(path) < _DEEPEST
    ]
    figure = OwnFigure(indicator, derived_entry(indicator, parts if len(parts) == len(names) else []))
    figures[indicator.id] = figure
    return figure


def derived_entry(indicator: Indicator, parts: Iterable[Figure]) -> Entry:
    """Compute `indicator` from the figures of its operands; a missing operand makes it missing."""
    figures = {part.indicator.id: part for part in parts}
    states = [part.state for part in figures.values()]
    for state in _GRAVEST_FIRST:
        if state in states:
            return Entry(state, indicator.at)
    if not figures:
        return Entry(State.MISSING, indicator.at)
    value = _computed_value(indicator, figures)
    if value is None:
        return Entry(State.NOTHING, indicator.at)
    qualifier = ABOUT if any(part.qualifier for part in figures.values()) else ""
    return Entry(State.GIVEN, indicator.at, value, qualifier=qualifier)


def shared_qualifier(figures: Iterable[Figure]) -> str:
    """Return the word that all figures have before their numbers; 'khoảng' where only some have one."""
    words = {figure.qualifier for figure in figures}
    return words.pop() if len(words) == 1 else ABOUT


def _computed_value(indicator: Indicator, figures: Mapping[str, Figure]) -> Value | None:
    """Return the value, or None over a zero denominator: nothing occurred."""

    def number(text: str) -> Value | None:
        return evaluate_expression(parse_expression(text), lambda name: figures[name].value)

    try:
        if indicator.formula:
            return number(indicator.formula)
        numerator, denominator = (
            number(indicator.numerator or ""),
            number(indicator.denominator or ""),
        )
    except ExpressionError:
        return None
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal) and denominator:
        return Ratio(numerator, denominator)
    return None


def as_number(figure: Figure) -> Decimal | None:
    """Return the figure as one number for comparing: a ratio is its percentage, yes is 1."""
    match figure.value:
        case Decimal():
            return figure.value
        case bool():
            return Decimal(int(figure.value))
        case Ratio():
            return figure.value.percent
        case _:
            return None
