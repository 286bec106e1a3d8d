"""What came in within a period, of figures that say how much there is so far in a year."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from baocao.figures.comparing import number_of
from baocao.figures.consolidation import Consolidation
from baocao.figures.measures import has_same_meaning
from baocao.model.figure import Figure
from baocao.model.period import Period
from baocao.model.place import Place

_HALF = 2


class Flow(NamedTuple):
    """What came in within a period, by unit, and the places of the figures that tell it."""

    numbers: Mapping[str, Decimal]
    places: tuple[Place, ...] = ()

    @property
    def total(self) -> Decimal:
        """What came in all together."""
        return self.over_units(self.numbers)

    def over_units(self, units: Mapping[str, object]) -> Decimal:
        """Return what came in of some units."""
        return sum((number for unit, number in self.numbers.items() if unit in units), Decimal(0))


class Flows(NamedTuple):
    """What came in within this period and within the one before, as far as it can be known."""

    now: Flow | None = None
    before: Flow | None = None

    @property
    def common(self) -> dict[str, Decimal]:
        """What came in now of the units of which both periods are known."""
        if self.now is None or self.before is None:
            return {}
        there = self.before.numbers
        return {unit: number for unit, number in self.now.numbers.items() if unit in there}


Figures = Mapping[str, Figure]
"""The figures of units for one indicator."""


def period_before(period: Period) -> Period | None:
    """Return the period whose figures go on in another; those of whole years each begin anew."""
    return None if period.previous == period.year_before else period.previous


def begins_year(period: Period) -> bool:
    """Tell whether a period is the first of its kind in a year: all that there is came in within it."""
    before = period.previous
    return before is None or before.year != period.year


def flow_since(now: Figures, before: Figures | None, *, first: bool) -> Flow | None:
    """Return by how much figures grew; in a new year, unless they go on, they are it themselves.

    None where it cannot be known: few units have both, or one has less than before, since it was counted
    anew.
    """
    ended, begun = _plain_numbers(now), _plain_numbers(before or {})
    if first and not _goes_on(ended, begun):
        return Flow(ended, _places_of(now, ended)) if ended else None
    grown = {unit: number - begun[unit] for unit, number in ended.items() if unit in begun}
    if len(grown) * _HALF < len(ended) or not grown or min(grown.values()) < 0:
        return None
    return Flow(grown, (*_places_of(now, grown), *_places_of(before or {}, grown)))


def _goes_on(ended: Mapping[str, Decimal], begun: Mapping[str, Decimal]) -> bool:
    """Tell whether figures did not begin again with the year: then they come to no less than before."""
    both = [unit for unit in ended if unit in begun]
    if not both or len(both) * _HALF < len(ended):
        return False
    return sum(ended[unit] for unit in both) >= sum(begun[unit] for unit in both)


def _plain_numbers(figures: Figures) -> dict[str, Decimal]:
    """Return the numbers of units that said no 'more than' or 'about'."""
    numbers = {unit: number_of(each) for unit, each in figures.items() if not each.qualifier}
    return {unit: number for unit, number in numbers.items() if number is not None}


def _places_of(figures: Figures, units: Mapping[str, object]) -> tuple[Place, ...]:
    return tuple(each.at for unit, each in figures.items() if unit in units and each.at)


def flow_of_total(now: Consolidation, before: Consolidation | None, name: str) -> Flow | None:
    """Return what came in, unit by unit, of a sum that says how much there is so far."""
    first = begins_year(now.period)
    ended, begun = _counted_figures(now, name), _counted_figures(before, name)
    if begun is not None and not _defined_alike(now, before, name):
        return flow_since(ended or {}, None, first=True) if first else None
    return flow_since(ended or {}, begun, first=first)


def _counted_figures(side: Consolidation | None, name: str) -> Figures | None:
    if side is None or name not in side.totals:
        return None
    return {unit: side.own[unit][name] for unit in side.totals[name].coverage.counted}


def _defined_alike(now: Consolidation, before: Consolidation | None, name: str) -> bool:
    return before is not None and has_same_meaning(
        now.totals[name].indicator, before.totals[name].indicator
    )
