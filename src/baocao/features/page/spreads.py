"""How the figures of the units spread, and which of them lie far off the others.

Far off is what the check BC424 would point out, by the same measure and from the same limit on.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from markupsafe import Markup

from baocao.documents.tables.headlines import demanded_text
from baocao.features.page.drawing import Marks, draw_spread
from baocao.figures.comparing import number_of
from baocao.figures.consolidation import Consolidation
from baocao.figures.shown import ON_PAGE, figure_text
from baocao.figures.targets import Bound, is_about_units, target_bound
from baocao.model.figure import OwnFigure
from baocao.model.indicator import Indicator
from baocao.model.unit import Unit
from baocao.rules.compared import FEWEST_PEERS
from baocao.rules.levels import USUAL_LIMIT, can_stand_out, compare_levels

_FEWEST: Final = 3
"""Numbers that have a middle and spread around it."""


class Spot(NamedTuple):
    """The figure of one unit among those of the others."""

    unit: Unit
    figure: OwnFigure
    number: Decimal

    @property
    def text(self) -> str:
        """The figure as the page writes it."""
        return figure_text(self.figure, ON_PAGE)


class Spread(NamedTuple):
    """The figures of the units that gave a number, least first.

    The `outliers` lie more than `limit` robust deviations off. In the middle stands the figure of a unit:
    at least half of them have as much or more.
    """

    indicator: Indicator
    spots: tuple[Spot, ...]
    outliers: tuple[Spot, ...]
    limit: float
    bound: Bound | None = None

    @property
    def middle(self) -> Spot:
        """The unit in the middle."""
        return self.spots[len(self.spots) // 2]

    @property
    def demanded(self) -> str:
        """What every unit is to reach, in words; nothing where that is no number."""
        return demanded_text(self.bound, self.indicator) if self.bound else ""


def spreads_of_units(consolidation: Consolidation) -> dict[str, Spread]:
    """Return by indicator how the figures spread, where they are numbers."""
    spreads = {name: spread_of_units(consolidation, name) for name in consolidation.totals}
    return {name: spread for name, spread in spreads.items() if spread}


def spread_of_units(consolidation: Consolidation, name: str) -> Spread | None:
    """Return how the figures of an indicator spread; None where too few units gave a number."""
    figures = ((unit, consolidation.own[unit.id][name]) for unit in consolidation.expected.units)
    known = ((unit, figure, number_of(figure)) for unit, figure in figures)
    spots = [Spot(unit, figure, number) for unit, figure, number in known if number is not None]
    if len(spots) < _FEWEST:
        return None
    indicator, target = spots[0].figure.indicator, spots[0].figure.indicator.target
    limit = float(indicator.watch.deviations or USUAL_LIMIT)
    return Spread(
        indicator,
        tuple(sorted(spots, key=_by_number)),
        tuple(sorted(_outliers_of(spots, indicator, limit), key=_by_number)),
        limit,
        target_bound(target) if target and is_about_units(target) else None,
    )


def _by_number(spot: Spot) -> Decimal:
    return spot.number


def _outliers_of(spots: Iterable[Spot], indicator: Indicator, limit: float) -> Iterator[Spot]:
    """Yield the units that lie far off those of their own level of government."""
    by_level: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.number > 0:  # as in the check: zeros say nothing of size
            by_level.setdefault(spot.unit.kind.level, []).append(spot)
    for peers in by_level.values():
        if len(peers) >= FEWEST_PEERS:
            yield from _far_off(peers, limit, percent=indicator.in_percent)


def _far_off(peers: Sequence[Spot], limit: float, *, percent: bool) -> Iterator[Spot]:
    level = compare_levels([spot.number for spot in peers], percent=percent)
    for spot, off in zip(peers, level.deviations, strict=True):
        if off > limit and can_stand_out(spot.number, percent=percent):
            yield spot


def spread_drawing(spread: Spread) -> Markup:
    """Return the spread as a drawing, which says in words where its ends and its middle are."""
    least, most = spread.spots[0], spread.spots[-1]
    marks = Marks(
        [spot.number for spot in spread.outliers],
        spread.middle.number,
        spread.bound.number if spread.bound else None,
    )
    label = f"Từ {least.text} đến {most.text}, mức giữa {spread.middle.text}"
    return draw_spread([spot.number for spot in spread.spots], marks, label)
