"""The figures that a reviewer looks at first: those by which the totals of all units may be most wrong.

A figure weighs what it lies off the figure that was to be expected, as a share of the total: an error of a
tenth in the largest commune is worth more looking than one of a half in the smallest.
"""

import math
from collections.abc import Collection, Iterator
from heapq import nlargest
from statistics import median
from typing import Final, NamedTuple

from baocao.model.indicator import Function, Indicator
from baocao.model.unit import Unit
from baocao.rules.compared import FEWEST_PEERS, Compared
from baocao.rules.reports import Known

MOST_LOOKS: Final = 20
MOST_OF_UNIT: Final = 2
"""Figures of one unit go together: the rest of a wrong report shows once it is opened.

Where fewer units are asked about than would fill the list, each has more.
"""


class Asked(NamedTuple):
    """Which units and indicators are asked about; None stands for all of them."""

    units: Collection[str] | None = None
    indicators: Collection[str] | None = None

    def has_figure(self, unit: str, name: str) -> bool:
        """Tell whether a figure of a unit is asked about."""
        is_asked = self.indicators is None or name in self.indicators
        return is_asked and (self.units is None or unit in self.units)


EVERYTHING: Final = Asked()


class FirstLook(NamedTuple):
    """A figure of a unit, what it was, what was to be expected, and what lies between as a share.

    `before` is the figure of `period`; None where the unit reported none, and others say what is usual.
    """

    unit: Unit
    indicator: Indicator
    known: Known
    before: float | None
    period: str
    expected: float
    share: float


def first_looks(compared: Compared, asked: Asked = EVERYTHING) -> tuple[FirstLook, ...]:
    """Return the figures to look at first, weightiest first; none where few units report."""
    if len(compared.numbers) <= FEWEST_PEERS:
        return ()
    figures = (each for each in _weighed_figures(compared) if asked.has_figure(each[1], each[2]))
    weighed = nlargest(MOST_LOOKS * 10, figures)
    units = compared.numbers.keys() if asked.units is None else compared.numbers.keys() & {*asked.units}
    most = max(MOST_OF_UNIT, math.ceil(MOST_LOOKS / max(len(units), 1)))
    looks: list[FirstLook] = []
    for share, unit, name, expected in weighed:
        if len(looks) < MOST_LOOKS and sum(unit == look.unit.id for look in looks) < most:
            looks.append(_look_at(unit, name, expected, share, compared))
    return tuple(looks)


def _look_at(unit: str, name: str, expected: float, share: float, compared: Compared) -> FirstLook:
    return FirstLook(
        compared.workspace.definitions.registry.units[unit],
        compared.indicator_of(name),
        compared.numbers[unit][name],
        before=compared.number_before(unit, name),
        period=compared.before.period,
        expected=expected,
        share=share,
    )


def _weighed_figures(compared: Compared) -> Iterator[tuple[float, str, str, float]]:
    """Yield the share, the unit, the indicator and the expected figure of what weighs anything."""
    before = compared.before.units
    for (level, name), given in _figures_of_sums(compared).items():
        total = sum(abs(number) for _, number in given)
        if len(given) <= FEWEST_PEERS or not total:
            continue
        growth = compared.usual.get((level, name))
        factor, usual = math.exp(growth.centre) if growth else 1.0, median(number for _, number in given)
        for unit, number in given:
            was = before[unit].get(name) if unit in before else None
            expected = usual if was is None else was * factor
            if number != expected:
                yield abs(number - expected) / total, unit, name, expected


def _figures_of_sums(compared: Compared) -> dict[tuple[str, str], list[tuple[str, float]]]:
    """Return by level and indicator the figures that are added up."""
    indicators = compared.workspace.definitions.catalogue.indicators
    summed = {name for name, each in indicators.items() if each.roll_up.function is Function.SUM}
    by_level: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for unit, numbers in compared.numbers.items():
        level = compared.level_of(unit)
        for name, known in numbers.items():
            if name in summed:
                by_level.setdefault((level, name), []).append((unit, float(known.number)))
    return by_level
