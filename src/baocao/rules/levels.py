"""How far the figures of units lie off those of the other units of their level of government.

A commune of two thousand and a ward of a hundred thousand differ by factors, not by sums: counts are
compared on a logarithmic scale, percentages in points.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.rules.spread import broad_spread

USUAL_LIMIT: Final = 5.0
"""How many robust deviations make an outlier, where the catalogue does not say."""
SMALL: Final = 20
"""Below this, counts may well become many times as large, or be far less than others'."""
_LEAST_POINTS: Final = 3.0
"""Percentages of units are taken to spread by at least three points."""
_LEAST_LOG: Final = 0.5
"""Counts of units are taken to spread by at least this much on a logarithmic scale."""


class Level(NamedTuple):
    """What is usual of some figures, and how many robust deviations each of them lies off it."""

    usual: float
    deviations: Sequence[float]


def compare_levels(numbers: Sequence[Decimal], *, percent: bool) -> Level:
    """Return how far each of the numbers lies off the others; counts must be more than zero."""
    scaled = [float(number) if percent else math.log(number) for number in numbers]
    centre, spread = broad_spread(scaled)
    spread = max(spread, _LEAST_POINTS if percent else _LEAST_LOG)
    usual = centre if percent else math.exp(centre)
    return Level(usual, [abs(number - centre) / spread for number in scaled])


def can_stand_out(number: Decimal, *, percent: bool) -> bool:
    """Tell whether a figure is large enough that lying off the others says something."""
    return percent or number >= SMALL
