"""What each unit puts into a total, exactly: the fractions of which a change is taken apart."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import Final, NamedTuple

from baocao.figures.consolidation import Consolidation
from baocao.figures.expected import Expected
from baocao.figures.expression import (
    ExpressionError,
    evaluate_expression,
    operands_of,
    parse_expression,
    quotient_parts,
)
from baocao.figures.own import as_number, derived_entry
from baocao.figures.rollup import UnitFigures, holds_condition
from baocao.model.figure import OwnFigure, RolledUpFigure
from baocao.model.indicator import Function, Indicator
from baocao.model.submission import VALUED, Ratio, State
from baocao.model.unit import Unit

_NEAR: Final = Fraction(1, 10**18)
"""By how much a computed decimal may lie off the exact fraction, as a part of it."""


class Outlook(NamedTuple):
    """One side of a change: the total, who was asked for it, and the figures of every unit."""

    figure: RolledUpFigure
    who: Expected
    own: UnitFigures


class Share(NamedTuple):
    """What a unit puts into a total: a part of a sum, or of both parts of a rate."""

    numerator: Fraction
    denominator: Fraction = Fraction(0)

    @property
    def rate(self) -> Fraction | None:
        """The unit's own rate, or None over zero."""
        return self.numerator / self.denominator if self.denominator else None


class Measure(NamedTuple):
    """The shares of the units of a total; `scale` makes its number of a rate, None of a sum."""

    shares: Mapping[str, Share]
    scale: int | None = None

    @property
    def whole(self) -> Fraction | None:
        """What all shares come to, or None over zero."""
        numerator = exact_sum(share.numerator for share in self.shares.values())
        if self.scale is None:
            return numerator
        denominator = exact_sum(share.denominator for share in self.shares.values())
        return self.scale * numerator / denominator if denominator else None


def as_decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal, exactly where it is one of not too many digits."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def exact_sum(numbers: Iterable[Fraction]) -> Fraction:
    """Return a sum of fractions; two by two, since their denominators grow with what is added."""
    tops: dict[int, int] = {}
    # Most are whole or have few decimals: what has one denominator is added as whole numbers, fast.
    for top, bottom in (number.as_integer_ratio() for number in numbers):
        tops[bottom] = tops.get(bottom, 0) + top
    waiting = [Fraction(top, bottom) for bottom, top in tops.items()] or [Fraction(0)]
    while len(waiting) > 1:
        pairs = zip_longest(waiting[::2], waiting[1::2], fillvalue=Fraction(0))
        waiting = [first + second for first, second in pairs]
    return waiting[0]


def outlook_of(consolidation: Consolidation, name: str) -> Outlook | None:
    """Return what a consolidation says of an indicator; None if its directive does not ask for it."""
    total = consolidation.totals.get(name)
    return Outlook(total, consolidation.expected, consolidation.own) if total else None


def renamed_outlook(seen: Outlook, ids: Mapping[str, str]) -> Outlook:
    """Return a side with the new ids of its units: one that only changed its id did not leave and come."""

    def renamed(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        return tuple(unit._replace(id=ids.get(unit.id, unit.id)) for unit in units)

    who = seen.who._replace(units=renamed(seen.who.units), reported=renamed(seen.who.reported))
    own = {ids.get(name, name): figures for name, figures in seen.own.items()}
    return Outlook(renamed_total(seen.figure, ids), who, own)


def renamed_total(figure: RolledUpFigure, ids: Mapping[str, str]) -> RolledUpFigure:
    """Return a rolled-up figure with the new ids of the units it is made of."""

    def renamed(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(ids.get(name, name) for name in names)

    covered = figure.coverage
    return figure._replace(
        coverage=covered._replace(counted=renamed(covered.counted), partial=renamed(covered.partial)),
        contributions=tuple(
            each._replace(unit=ids.get(each.unit, each.unit)) for each in figure.contributions
        ),
        holders=renamed(figure.holders),
    )


def total_number(figure: RolledUpFigure) -> Fraction | None:
    """Return a total as one number: of a count of units how many they are, of a ratio its percentage."""
    value = figure.value
    if figure.state not in VALUED:
        return None
    if isinstance(value, Ratio) and figure.indicator.roll_up.function is Function.COUNT:
        return Fraction(value.numerator)
    if isinstance(value, Ratio):
        percent = Share(Fraction(value.numerator), Fraction(value.denominator)).rate
        return percent and 100 * percent
    return Fraction(value) if isinstance(value, Decimal) else None


def measure_total(seen: Outlook) -> Measure | None:
    """Return what the units put into a total; None where it is not made of theirs one by one."""
    measure = measure_under(seen, seen.figure.indicator)
    return measure if measure and _comes_to(measure, total_number(seen.figure)) else None


def _comes_to(measure: Measure, number: Fraction | None) -> bool:
    """Tell whether shares come to a number that was computed with so many digits."""
    whole = measure.whole
    return (
        whole is not None
        and number is not None
        and abs(whole - number) <= _NEAR * max(abs(number), Fraction(1))
    )


def measure_under(seen: Outlook, indicator: Indicator) -> Measure | None:
    """Return what the units would put into a total if `indicator` defined it."""
    scale = _scale_of(indicator)
    measurer = _MEASURERS.get(indicator.roll_up.function)
    if measurer is None:
        return None
    shares: dict[str, Share] = {}
    for unit, figure in _counted_figures(seen, indicator).items():
        share = measurer(figure, seen.own[unit])
        if share is None:
            return None
        shares[unit] = share
    return Measure(shares, scale)


def _scale_of(indicator: Indicator) -> int | None:
    function = indicator.roll_up.function
    if function is Function.RATIO_OF_SUMS or indicator.numerator is not None:
        return 100
    if function is Function.MEAN:
        return 1
    is_quotient = function is Function.FORMULA and quotient_parts(indicator.formula or "")
    return 1 if is_quotient else None


def _counted_figures(seen: Outlook, indicator: Indicator) -> Mapping[str, OwnFigure]:
    """Return the figures that are in a total, as `indicator` defines them."""
    counted = {unit: seen.own[unit][seen.figure.indicator.id] for unit in seen.figure.coverage.counted}
    if not has_same_meaning(indicator, seen.figure.indicator):
        counted = {unit: _redefined(indicator, figure, seen.own[unit]) for unit, figure in counted.items()}
    is_sum = indicator.roll_up.function is Function.SUM
    # Under another definition that nothing occurred may be no value any more.
    return {unit: each for unit, each in counted.items() if is_sum or each.state is not State.NOTHING}


def _redefined(indicator: Indicator, figure: OwnFigure, own: Mapping[str, OwnFigure]) -> OwnFigure:
    names = operands_of(indicator) if indicator.is_derived else ()
    if names and all(name in own for name in names):
        return OwnFigure(indicator, derived_entry(indicator, [own[name] for name in names]))
    return figure._replace(indicator=indicator)


def has_same_meaning(one: Indicator, other: Indicator) -> bool:
    """Tell whether two definitions make the same figure of the same entries."""
    return _meaning_of(one) == _meaning_of(other)


def _meaning_of(indicator: Indicator) -> tuple[object, ...]:
    made = (indicator.formula, indicator.numerator, indicator.denominator)
    return indicator.kind, indicator.unit_of_measure, indicator.roll_up, *made


Own = Mapping[str, OwnFigure]
"""All figures of one unit, by indicator."""


def _share_of_sum(figure: OwnFigure, _: Own) -> Share | None:
    number = as_number(figure)
    return Share(Fraction(number)) if number is not None else None


def _share_of_ratio(figure: OwnFigure, _: Own) -> Share | None:
    value = figure.value
    if not isinstance(value, Ratio):
        return None
    return Share(Fraction(value.numerator), Fraction(value.denominator))


def _share_of_mean(figure: OwnFigure, own: Own) -> Share | None:
    number, weighing = as_number(figure), figure.indicator.roll_up.weight
    if number is None or (weighing and weighing not in own):
        return None
    weight = as_number(own[weighing]) if weighing else Decimal(1)
    return Share(Fraction(number) * Fraction(weight), Fraction(weight)) if weight else None


def _share_of_count(figure: OwnFigure, _: Own) -> Share | None:
    condition = figure.indicator.roll_up.condition or "gia_tri"
    return Share(Fraction(holds_condition(condition, figure)))


def _share_of_formula(figure: OwnFigure, own: Own) -> Share | None:
    parts = quotient_parts(figure.indicator.formula or "")
    if figure.indicator.numerator is not None or not parts:
        return _share_of_ratio(figure, own) or _share_of_sum(figure, own)
    numbers = [_computed_number(part, own) for part in parts]
    numerator, denominator = numbers
    return None if numerator is None or denominator is None else Share(numerator, denominator)


def _computed_number(text: str, own: Own) -> Fraction | None:
    try:
        value = evaluate_expression(parse_expression(text), lambda name: own[name].value)
    except (ExpressionError, KeyError):
        return None
    return Fraction(value) if isinstance(value, Decimal) else None


_MEASURERS: Final[Mapping[Function, Callable[[OwnFigure, Own], Share | None]]] = {
    Function.SUM: _share_of_sum,
    Function.RATIO_OF_SUMS: _share_of_ratio,
    Function.MEAN: _share_of_mean,
    Function.COUNT: _share_of_count,
    Function.FORMULA: _share_of_formula,
}
"""The roll-ups to which every unit adds its own."""
