"""What is usual of many numbers, and how far they spread, whatever a few wild ones say.

Robust measures: the median, and the median distance from it times 1.4826, which for normally distributed
values is the standard deviation, and which a few wild values do not move.
"""

from collections.abc import Sequence
from statistics import median
from typing import Final

_TO_DEVIATION: Final = 1.4826
_FIFTHS_APART: Final = 1.6832
"""How many standard deviations lie between the lowest and the highest fifth of normal values."""
_FIFTH: Final = 5


def robust_spread(numbers: Sequence[float]) -> tuple[float, float]:
    """Return the median and the robust standard deviation."""
    centre = median(numbers)
    return centre, median(abs(number - centre) for number in numbers) * _TO_DEVIATION


def broad_spread(numbers: Sequence[float]) -> tuple[float, float]:
    """Return the median and a spread that also hears those who are not like most.

    Where two thirds of the units are at a hundred percent the median distance is nothing, and every unit
    that is not would seem to be far off.
    """
    centre, deviation = robust_spread(numbers)
    ordered, fifth = sorted(numbers), len(numbers) // _FIFTH
    return centre, max(deviation, (ordered[-1 - fifth] - ordered[fifth]) / _FIFTHS_APART)
