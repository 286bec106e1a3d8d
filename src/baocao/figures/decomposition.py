"""Why a total is not what it was: its change taken apart, exactly; the parts add up to the whole.

Units that are in the total on both sides changed their own figures; of the others it is said why they are
on one side only. Rates change because the units' own rates do, and because the weight of units shifts.
Causes in the world are none of this: they are what units tell themselves.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from typing import Final, NamedTuple

from baocao.figures.measures import (
    Measure,
    Outlook,
    Share,
    exact_sum,
    has_same_meaning,
    measure_total,
    measure_under,
    total_number,
)
from baocao.model.indicator import Function
from baocao.model.submission import State
from baocao.model.unit import Unit

_HALF: Final = Fraction(1, 2)
_EXTREMES: Final = frozenset({Function.LEAST, Function.GREATEST, Function.LATEST})


class Cause(Enum):
    """What a part of a change comes of; the text is the name in data."""

    UNIT = "unit"
    HOLDING = "condition"
    WEIGHTS = "weights"
    REGISTRY = "registry"
    SCOPE = "scope"
    REPORT = "report"
    FIGURE = "figure"
    OCCURRENCE = "occurrence"
    APPLICABLE = "applicable"
    RELATED = "related"
    CORRECTION = "correction"
    DEFINITION = "definition"
    HOLDER = "holder"
    OTHERS = "other_units"
    UNKNOWN = "unknown"


class Part(NamedTuple):
    """A part of a change, in points of percentages, and the units that make it.

    Units that are in the total on one side only are `joining` it or not; of an extreme, `before` are those
    that had it.
    """

    cause: Cause
    change: Fraction
    units: tuple[Unit, ...] = ()
    joining: bool | None = None
    before: tuple[Unit, ...] = ()


class Decomposition(NamedTuple):
    """A total before and after, and what the change between them is made of; of a rate if `is_rate`."""

    before: Fraction
    after: Fraction
    parts: tuple[Part, ...]
    is_rate: bool = False

    @property
    def change(self) -> Fraction:
        """What all parts add up to."""
        return self.after - self.before


def decompose_change(old: Outlook, new: Outlook, published: Outlook | None = None) -> Decomposition | None:
    """Return of what the change of a total is made; None where a side has no number.

    `published` is the earlier side as it was given out, where it has been corrected since: then the change
    begins there.
    """
    before, after = _exact_number(old), _exact_number(new)
    if before is None or after is None:
        return None
    compared = _compared_measures(old, new)
    if compared is None:
        made = Decomposition(before, after, _whole_change(old, new, after - before))
    else:
        made = _Change(old, new, *compared).decomposition(before)
    return _since_published(made, old, published) if published else made


def _exact_number(seen: Outlook) -> Fraction | None:
    """Return a total before any rounding, where it is made of units."""
    measure = measure_total(seen)
    return measure.whole if measure else total_number(seen.figure)


def _compared_measures(old: Outlook, new: Outlook) -> tuple[Measure, Measure] | None:
    """Return both sides under the definition of the new one; None where they are not made of units."""
    now = measure_total(new)
    if now is None:
        return None
    if has_same_meaning(old.figure.indicator, new.figure.indicator):
        before = measure_total(old)
    else:
        before = measure_under(old, new.figure.indicator)
    return None if before is None or before.whole is None else (before, now)


def _whole_change(old: Outlook, new: Outlook, change: Fraction) -> tuple[Part, ...]:
    """Return the one part of a change that cannot be taken apart by units."""
    if not change:
        return ()
    if not has_same_meaning(old.figure.indicator, new.figure.indicator):
        return (Part(Cause.DEFINITION, change),)
    if new.figure.indicator.roll_up.function in _EXTREMES:
        now, before = (_units_named(side, side.figure.holders) for side in (new, old))
        return (Part(Cause.HOLDER, change, now, before=before),)
    return (Part(Cause.UNKNOWN, change),)


def _since_published(made: Decomposition, old: Outlook, published: Outlook) -> Decomposition:
    """Return the change since what was given out, with what was corrected since then as its first part."""
    before = _exact_number(published)
    if before is None or before == made.before:
        return made
    name = old.figure.indicator.id
    units = tuple(
        unit
        for unit in old.who.units
        if published.own.get(unit.id, {}).get(name) != old.own.get(unit.id, {}).get(name)
    )
    corrected = Part(Cause.CORRECTION, made.before - before, units)
    return made._replace(before=before, parts=(corrected, *made.parts))


def _units_named(seen: Outlook, names: Iterable[str]) -> tuple[Unit, ...]:
    wanted = frozenset(names)
    return tuple(unit for unit in seen.who.units if unit.id in wanted)


class _Change(NamedTuple):
    """Both sides of a change, and what units put into each under one definition."""

    old: Outlook
    new: Outlook
    before: Measure
    now: Measure

    def decomposition(self, start: Fraction) -> Decomposition:
        """Return the parts of the change from `start`, the biggest of each kind first."""
        begun, end = self.before.whole, self.now.whole
        assert begun is not None and end is not None  # noqa: PT018, S101 - both were measured
        parts = [
            *([Part(Cause.DEFINITION, begun - start)] if self._is_redefined() else []),
            *(self._sum_parts() if self.now.scale is None else self._rate_parts(end - begun)),
        ]
        told = tuple(sorted((part for part in parts if part.change), key=_part_order))
        return Decomposition(start, end, told, is_rate=self.now.scale is not None)

    def _is_redefined(self) -> bool:
        return not has_same_meaning(self.old.figure.indicator, self.new.figure.indicator)

    def _sum_parts(self) -> Iterator[Part]:
        counts = self.new.figure.indicator.roll_up.function is Function.COUNT
        steps = {
            name: self.now.shares[name].numerator - share.numerator
            for name, share in self.before.shares.items()
            if name in self.now.shares
        }
        yield from self._holding_parts(steps) if counts else self._unit_parts(steps)
        yield from self._one_sided(lambda share: share.numerator, lambda share: share.numerator)

    def _unit_parts(self, steps: Mapping[str, Fraction]) -> Iterator[Part]:
        for unit in _units_named(self.new, steps):
            yield Part(Cause.UNIT, steps[unit.id], (unit,))

    def _holding_parts(self, steps: Mapping[str, Fraction]) -> Iterator[Part]:
        """Yield the units that satisfy the condition of a count now and did not before, and the others."""
        for joining in (True, False):
            names = [name for name, step in steps.items() if step and (step > 0) is joining]
            change = exact_sum(steps[name] for name in names)
            yield Part(Cause.HOLDING, change, _units_named(self.new, names), joining)

    def _rate_parts(self, change: Fraction) -> Iterator[Part]:
        """Yield what the units' own rates, their weights, and units on one side alone do to a rate."""
        scale = self.now.scale or 1
        common = _Common.of_sides(self.before, self.now)
        if common is None:
            yield Part(Cause.OTHERS, change)
            return
        steps = {name: scale * step for name, step in common.rate_steps()}
        yield from self._unit_parts(steps)
        yield Part(Cause.WEIGHTS, scale * (common.rates[1] - common.rates[0]) - exact_sum(steps.values()))
        totals = [
            exact_sum(share.denominator for share in side.shares.values())
            for side in (self.before, self.now)
        ]
        yield from self._one_sided(
            lambda share: scale * (share.numerator - share.denominator * common.rates[0]) / totals[0],
            lambda share: scale * (share.numerator - share.denominator * common.rates[1]) / totals[1],
        )

    def _one_sided(
        self, leaving: Callable[[Share], Fraction], joining: Callable[[Share], Fraction]
    ) -> Iterator[Part]:
        """Yield what units come to that are in the total on one side only, by why they are."""
        sides = ((self.old, self.new, leaving, -1), (self.new, self.old, joining, 1))
        measures = ((self.before, self.now), (self.now, self.before))
        for (there, elsewhere, effect, sign), (mine, other) in zip(sides, measures, strict=True):
            by_cause: dict[Cause, list[str]] = {}
            for name in mine.shares:
                if name not in other.shares:
                    by_cause.setdefault(_absence_of(name, there, elsewhere), []).append(name)
            for cause, names in by_cause.items():
                change = sign * exact_sum(effect(mine.shares[name]) for name in names)
                yield Part(cause, change, _units_named(there, names), sign > 0)


class _Common(NamedTuple):
    """The shares of the units that are in a rate on both sides, and both rates of these alone."""

    before: Mapping[str, Share]
    now: Mapping[str, Share]
    weights: tuple[Fraction, Fraction]
    rates: tuple[Fraction, Fraction]

    @classmethod
    def of_sides(cls, before: Measure, now: Measure) -> "_Common | None":
        """Return them; None where these units have no rate on one of the sides."""
        names = [name for name in before.shares if name in now.shares]
        sides = [Measure({name: side.shares[name] for name in names}, 1) for side in (before, now)]
        first, second = (side.whole for side in sides)
        if first is None or second is None:
            return None
        weights = [exact_sum(share.denominator for share in side.shares.values()) for side in sides]
        return cls(sides[0].shares, sides[1].shares, (weights[0], weights[1]), (first, second))

    def rate_steps(self) -> Iterator[tuple[str, Fraction]]:
        """Yield by how much each unit's own rate moves the rate of all, at its mean weight."""
        for name, share in self.before.items():
            other = self.now[name]
            rates = share.rate, other.rate
            if rates[0] is not None and rates[1] is not None:
                weight = share.denominator / self.weights[0] + other.denominator / self.weights[1]
                yield name, _HALF * weight * (rates[1] - rates[0])


def _absence_of(name: str, there: Outlook, elsewhere: Outlook) -> Cause:
    """Return why a unit that is in the total on one side is not on the other."""
    unit = next((unit for unit in there.who.units if unit.id == name), None)
    if name not in {each.id for each in elsewhere.who.units}:
        exists = unit is not None and unit.exists_on(elsewhere.who.window.end)
        return Cause.SCOPE if exists else Cause.REGISTRY
    if name not in {each.id for each in elsewhere.who.reported}:
        return Cause.REPORT
    figure = elsewhere.own[name][elsewhere.figure.indicator.id]
    if name in elsewhere.figure.coverage.partial:
        return Cause.RELATED
    if figure.state is State.NOT_APPLICABLE:
        return Cause.APPLICABLE if figure.at else Cause.SCOPE
    return _ABSENCES.get(figure.state, Cause.FIGURE)


_ABSENCES: Final = {State.NOTHING: Cause.OCCURRENCE, State.GIVEN: Cause.RELATED}
"""Of a report that is there: nothing occurred; it is given, and left out with what it must agree with."""
_CAUSES: Final = list(Cause)


def _part_order(part: Part) -> tuple[int, Fraction]:
    return _CAUSES.index(part.cause), -abs(part.change)
