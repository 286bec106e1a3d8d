"""Targets: whether figures reach what is demanded, by how much they lie off, and which units do not."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from baocao.figures.expression import ExpressionError, evaluate_expression, parse_expression
from baocao.model.figure import Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Function, Indicator, Target, Whose
from baocao.model.submission import VALUED, Ratio, State, Value

_PLAIN: Final = re.compile(r"gia_tri\s*(?P<sign>>=|<=|==)\s*(?P<number>-?[0-9]{1,30}(?:\.[0-9]{1,30})?)")


class Demand(Enum):
    """What a plain condition demands of a number; the text is the sign that demands it."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EXACTLY = "=="


class Bound(NamedTuple):
    """The number of a plain condition: by it can be told how far off a figure lies."""

    demand: Demand
    number: Decimal

    def is_kept_by(self, number: Decimal) -> bool:
        """Tell whether a number is what is demanded."""
        at_least, at_most = number >= self.number, number <= self.number
        return {
            Demand.AT_LEAST: at_least,
            Demand.AT_MOST: at_most,
            Demand.EXACTLY: at_least and at_most,
        }[self.demand]


class Outcome(NamedTuple):
    """Whether a figure reached its target; `bound` and `number` are there where the condition is plain."""

    target: Target
    reached: bool
    bound: Bound | None = None
    number: Decimal | None = None


class UnitsAtTarget(NamedTuple):
    """The units that reach a target, that fail it, and of which nothing is known; ids in order."""

    reached: tuple[str, ...]
    failing: tuple[str, ...]
    silent: tuple[str, ...]


def bound_of(condition: str) -> Bound | None:
    """Return the number of a condition such as 'gia_tri >= 80'; no other condition has one."""
    match = _PLAIN.fullmatch(condition.strip())
    return Bound(Demand(match["sign"]), Decimal(match["number"])) if match else None


def target_bound(target: Target | None) -> Bound | None:
    """Return the number that a target demands; None where there is no target, or it demands none."""
    return bound_of(target.condition) if target else None


def is_about_total(indicator: Indicator, target: Target) -> bool:
    """Tell whether a target is one of what many units come to."""
    if indicator.roll_up.function in {Function.COUNT, Function.NONE, Function.GATHER}:
        return False  # of a count of units the condition is one that each of them keeps
    return target.whose is Whose.TOTAL or (target.whose is Whose.USUAL and indicator.in_percent)


def is_about_units(target: Target) -> bool:
    """Tell whether a target is one of every unit."""
    return target.whose is not Whose.TOTAL


def outcome_of(figure: Figure) -> Outcome | None:
    """Return whether a figure reached its target; None where it has none, or no value."""
    target = figure.indicator.target
    if target is None or figure.state not in VALUED or figure.value is None:
        return None
    rolled = isinstance(figure, RolledUpFigure)
    if not (is_about_total(figure.indicator, target) if rolled else is_about_units(target)):
        return None
    return _outcome_of_value(figure.value, target)


def _outcome_of_value(value: Value, target: Target) -> Outcome | None:
    compared = value.percent if isinstance(value, Ratio) else value
    try:
        reached = bool(evaluate_expression(parse_expression(target.condition), lambda _: compared))
    except ExpressionError:
        return None
    if type(compared) is not Decimal:
        return Outcome(target, reached)
    return Outcome(target, reached, target_bound(target), compared)


def units_at_target(
    indicator: Indicator, units: Iterable[str], own: Mapping[str, Mapping[str, OwnFigure]]
) -> UnitsAtTarget | None:
    """Return which of `units` reach the target; None where there is none of each unit.

    Where nothing occurred there is no rate that could fail; who gave no value is silent, and fails nothing.
    """
    if indicator.target is None or not is_about_units(indicator.target):
        return None
    figures = {unit: own[unit][indicator.id] for unit in units}
    outcomes = {unit: outcome_of(figure) for unit, figure in figures.items() if figure.state is State.GIVEN}
    return UnitsAtTarget(
        tuple(unit for unit, outcome in outcomes.items() if outcome and outcome.reached),
        tuple(unit for unit, outcome in outcomes.items() if outcome and not outcome.reached),
        tuple(
            unit
            for unit, figure in figures.items()
            if figure.state in {State.MISSING, State.UNREADABLE}
            or (unit in outcomes and not outcomes[unit])
        ),
    )
