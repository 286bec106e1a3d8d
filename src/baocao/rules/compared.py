"""All reports of a period beside each other, measured once for the checks that compare them.

How a figure went on since the period before is its step: on a logarithmic scale, since communes differ by
factors; of percentages in points. So `diff` compares changes, too.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.figures.versions import continued_numbers, sole_successors
from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.past import Past
from baocao.model.workspace import Workspace
from baocao.rules.reports import Finding, Known, Reports, known_numbers
from baocao.rules.spread import broad_spread

FEWEST_PEERS: Final = 10
"""With fewer units that report beside it a unit is judged by itself."""
_LEAST_LOG: Final = 0.1
_LEAST_POINTS: Final = 3.0
"""Steps of units are taken to spread by at least this much."""
_ADDED: Final = 10
"""Added to counts: one case more in a commune of two is no growth by a half."""


class Before(NamedTuple):
    """The numbers of units in the period before, as floats: they are sent between processes."""

    period: str = ""
    units: Mapping[str, Mapping[str, float]] = MappingProxyType({})


NOTHING_BEFORE: Final = Before()


class Usual(NamedTuple):
    """The usual step of an indicator, how far steps spread, of how many units, and how many stayed."""

    centre: float
    spread: float
    reported: int
    same: int


class Compared(NamedTuple):
    """The reports of a period, their exact numbers and those before, and what is usual of them.

    `unusual` are the figures of units that other checks have already pointed out.
    """

    workspace: Workspace
    numbers: Mapping[str, Mapping[str, Known]]
    before: Before
    steps: Mapping[str, Mapping[str, float]]
    usual: Mapping[tuple[str, str], Usual]
    unusual: frozenset[tuple[str, str]] = frozenset()

    def level_of(self, unit: str) -> str:
        """Return the level of government of a unit, whose units are its peers."""
        return self.workspace.definitions.registry.units[unit].kind.level

    def indicator_of(self, name: str) -> Indicator:
        """Return an indicator of the catalogue."""
        return self.workspace.definitions.catalogue.indicators[name]

    def number_before(self, unit: str, name: str) -> float | None:
        """Return the figure of a unit in the period before, if it reported one."""
        return self.before.units.get(unit, {}).get(name)

    def has_kept(self, unit: str, name: str) -> bool:
        """Tell whether a figure is what it was; as floats, which those before are."""
        return self.number_before(unit, name) == float(self.numbers[unit][name].number)

    def deviations_of(self, unit: str, name: str) -> float | None:
        """Return how many deviations a step lies off those of the other units, if that can be said."""
        usual = self.usual.get((self.level_of(unit), name))
        step = self.steps.get(unit, {}).get(name)
        return (step - usual.centre) / usual.spread if usual and step is not None else None


PeriodCheck = Callable[[Compared], Iterator[Finding]]
"""Compares the reports of a period with each other."""


def numbers_before(reports: Reports) -> Before:
    """Return the numbers that these units reported in the period before, under the names of now."""
    if not reports.earlier:
        return NOTHING_BEFORE
    return numbers_of_past(reports.earlier[0], reports.workspace.definitions.catalogue.indicators)


def numbers_of_past(past: Past, indicators: Mapping[str, Indicator]) -> Before:
    """Return the numbers of an earlier period under the names of these indicators."""
    successors = sole_successors(indicators)
    units = {
        unit: dict(_as_floats(continued_numbers(successors, each.numbers)))
        for unit, each in past.units.items()
    }
    return Before(past.period.id, units)


def _as_floats(numbers: Mapping[str, Decimal]) -> Iterator[tuple[str, float]]:
    return ((name, float(number)) for name, number in numbers.items())


def joined_before(parts: Sequence[Before]) -> Before:
    """Return what was before of all units, from parts that were read apart."""
    period = next((part.period for part in parts if part.period), "")
    return Before(period, {unit: numbers for part in parts for unit, numbers in part.units.items()})


def exact_before(number: float) -> Decimal:
    """Return a number of the period before as it was written."""
    return Decimal(str(number)).normalize() + 0


def compare_reports(workspace: Workspace, before: Before) -> Compared:
    """Return the reports of a period with what is usual of their figures."""
    numbers = known_numbers(workspace)
    indicators = workspace.definitions.catalogue.indicators
    steps = {
        unit: dict(_steps_of(numbers[unit], was, indicators))
        for unit, was in before.units.items()
        if unit in numbers
    }
    compared = Compared(workspace, numbers, before, steps, {})
    return compared._replace(usual=_usual_steps(compared))


def _steps_of(
    now: Mapping[str, Known], was: Mapping[str, float], indicators: Mapping[str, Indicator]
) -> Iterator[tuple[str, float]]:
    for name, known in now.items():
        before = was.get(name)
        if before is not None:
            step = step_between(before, float(known.number), indicators[name])
            if step is not None:
                yield name, step


def step_between(before: float, now: float, indicator: Indicator) -> float | None:
    """Return how a number went on, on the scale on which steps are compared; none for negative ones."""
    if before == now:
        return 0.0
    if indicator.in_percent:
        return now - before
    added = _ADDED if indicator.kind is IndicatorKind.COUNT else 1
    if before < 0 or now < 0:
        return None
    return math.log((now + added) / (before + added))


def least_spread(indicator: Indicator) -> float:
    """Return by how much steps of units are taken to spread at least."""
    return _LEAST_POINTS if indicator.in_percent else _LEAST_LOG


def _usual_steps(compared: Compared) -> dict[tuple[str, str], Usual]:
    by_level: dict[tuple[str, str], list[float]] = {}
    for unit, steps in compared.steps.items():
        level = compared.level_of(unit)
        for name, step in steps.items():
            by_level.setdefault((level, name), []).append(step)
    return {
        key: _usual_step(compared.indicator_of(key[1]), steps)
        for key, steps in by_level.items()
        if len(steps) > FEWEST_PEERS
    }


def _usual_step(indicator: Indicator, steps: list[float]) -> Usual:
    centre, spread = broad_spread(steps)
    return Usual(centre, max(spread, least_spread(indicator)), len(steps), steps.count(0.0))
