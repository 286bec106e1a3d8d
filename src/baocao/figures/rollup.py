"""Many units' figures become one, which knows whom it speaks for.

A missing unit is never counted as zero. A unit where nothing occurred is a zero in sums, and has no value
in means, extremes, rates and counts. Units to which an indicator does not apply leave both the figure and
its coverage.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.figures.combining import how_combined
from baocao.figures.expression import ExpressionError, evaluate_expression, operands_of, parse_expression
from baocao.figures.own import as_number, derived_entry, shared_qualifier
from baocao.model.figure import Contribution, Coverage, OwnFigure, RolledUpFigure
from baocao.model.indicator import Catalogue, Function, Indicator, IndicatorKind
from baocao.model.submission import VALUED, Entry, Ratio, State, Value
from baocao.model.unit import Unit
from baocao.vietnamese.collation import collation_key
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import short_date

UnitFigures = Mapping[str, Mapping[str, OwnFigure]]
"""Figures by unit id, then by indicator id."""
LeftOut = Mapping[str, frozenset[str]]
"""By indicator id the units whose figures are not added up, though they gave them (see `siblings`)."""
NONE_LEFT_OUT: Final[LeftOut] = {}
Known = dict[tuple[str, tuple[str, ...]], RolledUpFigure]
"""Figures that have been rolled up, by indicator and units."""


def roll_up(
    indicator: Indicator,
    units: Sequence[Unit],
    figures: UnitFigures,
    catalogue: Catalogue,
    left_out: LeftOut = NONE_LEFT_OUT,
    known: Known | None = None,
) -> RolledUpFigure:
    """Return the figure of `indicator` over `units`, with coverage and contributions.

    Operands that are `known` are not added up again: of some formulas that each use the one before twice
    it would never end.
    """
    own = {unit.id: figures[unit.id][indicator.id] for unit in units}
    how = how_combined(indicator, units, catalogue)
    coverage = _coverage_of(own, indicator.roll_up.function, left_out.get(indicator.id, frozenset()))
    counted = {unit: own[unit] for unit in coverage.counted}
    state = _state_of(coverage)
    if indicator.roll_up.function is Function.NONE and coverage.expected:
        state = State.UNTOTALLED  # whoever gave it, what each unit says is its own affair
    if not counted:
        return RolledUpFigure(indicator, Entry(state, None), coverage, how=how)
    group = _Group(
        indicator,
        counted,
        coverage=coverage,
        figures=figures,
        units=units,
        catalogue=catalogue,
        known={} if known is None else known,
    )
    rolled = _ROLLERS[indicator.roll_up.function](group)
    qualifier = shared_qualifier(counted.values()) if isinstance(rolled.value, Decimal) else ""
    return rolled._replace(
        entry=rolled.entry._replace(qualifier=qualifier),
        how=how,
        contributions=tuple(
            Contribution(unit, figure.value, figure.at)
            for unit, figure in counted.items()
            if figure.value is not None and figure.at is not None
        ),
    )


class _Group(NamedTuple):
    """What a roll-up function needs: the counted figures by unit, and all the rest behind them."""

    indicator: Indicator
    counted: Mapping[str, OwnFigure]
    coverage: Coverage
    figures: UnitFigures
    units: Sequence[Unit]
    catalogue: Catalogue
    known: Known

    def counted_numbers(self) -> dict[str, Decimal]:
        """Return the counted numbers; 'nothing occurred', which only sums count, is zero."""
        numbers_by_unit = {unit: as_number(figure) for unit, figure in self.counted.items()}
        return {unit: number or Decimal(0) for unit, number in numbers_by_unit.items()}

    def rolled_figure(self, value: Value, holders: Iterable[str] = ()) -> RolledUpFigure:
        entry = Entry(_state_of(self.coverage), None, value)
        return RolledUpFigure(self.indicator, entry, self.coverage, holders=tuple(holders))


def _coverage_of(own: Mapping[str, OwnFigure], function: Function, left_out: frozenset[str]) -> Coverage:
    states = {unit: figure.entry.state for unit, figure in own.items()}

    def units_in(*wanted: State) -> tuple[str, ...]:
        return tuple(unit for unit, state in states.items() if state in wanted)

    # A rate of nothing, or the least of nothing, is no zero: it would stand first among the lowest.
    there = units_in(*VALUED) if function is Function.SUM else units_in(State.GIVEN)
    missing, nothing = units_in(State.MISSING, State.UNREADABLE), units_in(State.NOTHING)
    # Of those where nothing occurred a count says nothing: they neither satisfy a condition nor fail it.
    known = {*missing, *there} if function is Function.COUNT else {*missing, *there, *nothing}
    return Coverage(
        expected=tuple(unit for unit in own if unit in known),
        counted=tuple(unit for unit in there if unit not in left_out) if left_out else there,
        nothing=nothing,
        not_applicable=units_in(State.NOT_APPLICABLE),
        missing=missing,
        partial=tuple(unit for unit in there if unit in left_out) if left_out else (),
        reasons={unit: figure.entry.reason for unit, figure in own.items() if figure.entry.reason},
    )


def _state_of(coverage: Coverage) -> State:
    if not coverage.expected and not coverage.nothing:
        return State.NOT_APPLICABLE
    if not {*coverage.counted} - {*coverage.nothing}:
        return State.NOTHING if coverage.nothing else State.MISSING
    return State.GIVEN


def _roll_sum(group: _Group) -> RolledUpFigure:
    return group.rolled_figure(sum(group.counted_numbers().values(), Decimal(0)))


def _roll_ratio(group: _Group) -> RolledUpFigure:
    ratios = [figure.value for figure in group.counted.values() if isinstance(figure.value, Ratio)]
    # Sums first, then the rate: a mean of rates would give a hamlet the weight of a town.
    numerator = sum((ratio.numerator for ratio in ratios), Decimal(0))
    return group.rolled_figure(Ratio(numerator, sum((r.denominator for r in ratios), Decimal(0))))


def _roll_mean(group: _Group) -> RolledUpFigure:
    """Return the mean, weighted if the indicator names a weight.

    Units without a weight are not counted: they become missing in the coverage.
    """
    weight = group.indicator.roll_up.weight
    numbers = group.counted_numbers()
    weights = {unit: as_number(group.figures[unit][weight]) if weight else Decimal(1) for unit in numbers}
    known = {unit: share for unit, share in weights.items() if share}
    if not known:
        return RolledUpFigure(group.indicator, Entry(State.MISSING, None), _covering_only(group, known))
    total = sum((numbers[unit] * share for unit, share in known.items()), Decimal(0))
    coverage = _covering_only(group, known)
    mean = total / sum(known.values(), Decimal(0))
    return group.rolled_figure(mean)._replace(coverage=coverage)


def _covering_only(group: _Group, known: Mapping[str, object]) -> Coverage:
    """Return the coverage with those units missing that are not `known`."""
    coverage = group.coverage
    lacking = {*coverage.missing, *(unit for unit in coverage.counted if unit not in known)}
    missing = tuple(unit for unit in coverage.expected if unit in lacking)
    return coverage._replace(counted=tuple(known), missing=missing)


def _roll_extreme(
    choose: Callable[[Iterable[Value]], Value],
) -> "Callable[[_Group], RolledUpFigure]":
    def roll(group: _Group) -> RolledUpFigure:
        dated = {
            unit: figure.value
            for unit, figure in group.counted.items()
            if figure.value is not None and figure.indicator.kind is IndicatorKind.DATE
        }
        values: Mapping[str, Value] = dated or group.counted_numbers()
        best = choose(values.values())
        return group.rolled_figure(best, (unit for unit, value in values.items() if value == best))

    return roll


def _roll_count(group: _Group) -> RolledUpFigure:
    """Count the units that satisfy the condition, out of all to which the indicator applies."""
    condition = group.indicator.roll_up.condition or "gia_tri"
    holders = [unit for unit, figure in group.counted.items() if holds_condition(condition, figure)]
    # Of all that the indicator applies to: who has not reported does not satisfy it.
    holding = set(holders)
    lacking = [unit for unit in group.coverage.counted if unit not in holding]
    share = Ratio(Decimal(len(holders)), Decimal(len(group.coverage.expected)))
    entry = Entry(State.GIVEN, None, share)
    return RolledUpFigure(
        group.indicator, entry, group.coverage, holders=tuple(holders), lacking=tuple(lacking)
    )


def holds_condition(condition: str, figure: OwnFigure) -> bool:
    """Tell whether a unit's figure satisfies the condition by which units are counted."""
    try:
        return bool(evaluate_expression(parse_expression(condition), lambda _: figure.value))
    except ExpressionError:
        return False


def _roll_latest(group: _Group) -> RolledUpFigure:
    """Return the most recent date, or the value of the unit that speaks of the latest day."""
    if group.indicator.kind is IndicatorKind.DATE:
        return _roll_extreme(max)(group)  # type: ignore[arg-type]  # dates compare
    days = {unit: figure.as_of for unit, figure in group.counted.items() if figure.as_of}
    last = max(days.values())
    holders = [unit for unit, day in days.items() if day == last]
    values = {group.counted[unit].value for unit in holders}
    if len(values) > 1:  # none of them is the latest; whichever was taken would stand for all
        told = f"{count_text(len(holders))} đơn vị cùng ngày {short_date(last)} ghi khác nhau"
        return _untotalled_figure(group, told)
    return group.rolled_figure(group.counted[holders[0]].value or Decimal(0), holders)


def _untotalled_figure(group: _Group, reason: str = "") -> RolledUpFigure:
    """Return no value: what each unit says is its own affair."""
    return RolledUpFigure(group.indicator, Entry(State.UNTOTALLED, None, reason=reason), group.coverage)


def _roll_texts(group: _Group) -> RolledUpFigure:
    """Return the distinct texts, in Vietnamese order; choices with how many units made each."""
    if group.indicator.kind is IndicatorKind.CHOICE:
        return group.rolled_figure(_choices_made(group))
    texts: set[str] = set()
    for figure in group.counted.values():
        match figure.value:
            case str():
                texts.add(figure.value)
            case tuple():
                texts.update(figure.value)
    return group.rolled_figure(tuple(sorted(texts, key=collation_key)))


def _choices_made(group: _Group) -> tuple[str, ...]:
    """Return 'Hoạt động hiệu quả: 28 đơn vị' for every choice that was made, in the catalogue's order."""
    made = Counter(figure.value for figure in group.counted.values() if isinstance(figure.value, str))
    labels = {**group.indicator.choices, **{key: key for key in made if key not in group.indicator.choices}}
    return tuple(f"{label}: {count_text(made[key])} đơn vị" for key, label in labels.items() if made[key])


def _roll_formula(group: _Group) -> RolledUpFigure:
    """Compute a derived figure from its operands, rolled up over the units that have them all."""
    # Over the same units: numerator and denominator of different ones would make a rate of nothing.
    units = [unit for unit in group.units if unit.id in group.counted]
    parts = [_rolled_operand(name, units, group) for name in operands_of(group.indicator)]
    return RolledUpFigure(group.indicator, derived_entry(group.indicator, parts), group.coverage)


def _rolled_operand(name: str, units: Sequence[Unit], group: _Group) -> RolledUpFigure:
    key = (name, tuple(unit.id for unit in units))
    if key not in group.known:
        indicator = group.catalogue.indicators[name]
        group.known[key] = roll_up(indicator, units, group.figures, group.catalogue, known=group.known)
    return group.known[key]


_ROLLERS: Final[Mapping[Function, Callable[[_Group], RolledUpFigure]]] = {
    Function.SUM: _roll_sum,
    Function.RATIO_OF_SUMS: _roll_ratio,
    Function.MEAN: _roll_mean,
    Function.LEAST: _roll_extreme(min),  # type: ignore[arg-type]  # numbers or dates
    Function.GREATEST: _roll_extreme(max),  # type: ignore[arg-type]
    Function.COUNT: _roll_count,
    Function.LATEST: _roll_latest,
    Function.GATHER: _roll_texts,
    Function.FORMULA: _roll_formula,
    Function.NONE: _untotalled_figure,
}
