"""The figures that a reviewer looks at first: those by which the totals of all units may be most wrong.

A figure weighs what it lies off the figure that was to be expected, as a share of the total: an error of a
tenth in the largest commune is worth more looking than one of a half in the smallest.
"""

import math
from collections.abc import Iterator
from heapq import nlargest
from statistics import median
from typing import Final, NamedTuple

from baocao.model.indicator import Function, Indicator
from baocao.model.unit import Unit
from baocao.rules.compared import FEWEST_PEERS, Compared
from baocao.rules.reports import Known

MOST_LOOKS: Final = 20
MOST_OF_UNIT: Final = 2
"""Figures of one unit go together: the rest of a wrong report shows once it is opened."""


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


def first_looks(compared: Compared) -> tuple[FirstLook, ...]:
    """Return the figures to look at first, weightiest first; none where few units report."""
    if len(compared.numbers) <= FEWEST_PEERS:
        return ()
    weighed = nlargest(MOST_LOOKS * 10, _weighed_figures(compared), key=lambda look: look.share)
    looks: list[FirstLook] = []
    for look in weighed:
        of_unit = sum(look.unit == other.unit for other in looks)
        if of_unit < MOST_OF_UNIT and len(looks) < MOST_LOOKS:
            looks.append(look)
    return tuple(looks)


def _weighed_figures(compared: Compared) -> Iterator[FirstLook]:
    units = compared.workspace.definitions.registry.units
    by_level: dict[tuple[str, str], list[tuple[str, Known]]] = {}
    for unit, numbers in compared.numbers.items():
        level = compared.level_of(unit)
        for name, known in numbers.items():
            by_level.setdefault((level, name), []).append((unit, known))
    for (level, name), given in by_level.items():
        indicator = compared.indicator_of(name)
        numbers_given = [float(known.number) for _, known in given]
        total = sum(map(abs, numbers_given))
        if indicator.roll_up.function is not Function.SUM or len(given) <= FEWEST_PEERS or not total:
            continue
        growth = compared.usual.get((level, name))
        factor, usual = math.exp(growth.centre) if growth else 1.0, median(numbers_given)
        for (unit, known), number in zip(given, numbers_given, strict=True):
            before = compared.before.units.get(unit, {}).get(name)
            expected = usual if before is None else before * factor
            share = abs(number - expected) / total
            if share:
                period = compared.before.period
                yield FirstLook(units[unit], indicator, known, before, period, expected, share)
