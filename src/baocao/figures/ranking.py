"""Ranks among units: equal values share a place, and the next place is left out (1, 2, 2, 4).

A unit where nothing occurred has no place: it would be the best of those who have little.
"""

from collections.abc import Mapping

from baocao.figures.own import as_number
from baocao.model.figure import Figure
from baocao.model.indicator import Better
from baocao.model.submission import Rank, State


def rank_units(figures: Mapping[str, Figure], better: Better) -> Mapping[str, Rank]:
    """Return the rank of every unit that has a value, by unit id, best first."""
    given = {unit: figure for unit, figure in figures.items() if figure.state is State.GIVEN}
    numbers = {unit: as_number(figure) for unit, figure in given.items()}
    valued = [(unit, number) for unit, number in numbers.items() if number is not None]
    valued.sort(key=lambda pair: pair[1], reverse=better is Better.HIGH)
    by_unit: dict[str, Rank] = {}
    place, last = 0, None
    for position, (unit, number) in enumerate(valued, start=1):
        place = place if number == last else position
        last = number
        by_unit[unit] = Rank(place, len(valued))
    return by_unit
