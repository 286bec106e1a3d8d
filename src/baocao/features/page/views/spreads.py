"""A part of the view 'Số liệu': how the figures of the units spread, and who lies far off the others."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from markupsafe import Markup

from baocao.documents.tables.cells import column_unit
from baocao.features.page.records import Gathered
from baocao.features.page.rendering import render_view
from baocao.features.page.spreads import Spot, Spread, spread_drawing
from baocao.model.indicator import Indicator
from baocao.model.printed import FigureKey
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import number_text

_MOST_NAMED: Final = 12
"""Outliers that are named; of more, the others are counted."""


class SpotLink(NamedTuple):
    """The figure of a unit, where it is traced to its sources, and the view of the unit."""

    name: str
    text: str
    trace: str
    view: str


class SpreadItem(NamedTuple):
    """How one indicator spreads, drawn and in words; `limit` is from where on a unit lies far off."""

    indicator: Indicator
    drawing: Markup
    ends: tuple[SpotLink, SpotLink, SpotLink]
    demanded: str
    far: tuple[SpotLink, ...]
    more: str
    limit: str

    @property
    def measure(self) -> str:
        """In what the numbers are measured."""
        return column_unit(self.indicator)


def spreads_part(gathered: Gathered, spreads: Iterable[Spread]) -> Markup:
    """Return the part, of nothing where no indicator spreads."""
    items = [_spread_item(gathered, spread) for spread in spreads]
    return render_view("spreads", items=items) if items else Markup()


def _spread_item(gathered: Gathered, spread: Spread) -> SpreadItem:
    indicator = spread.indicator
    least, middle, most = (
        _spot_link(gathered, spot) for spot in (spread.spots[0], spread.middle, spread.spots[-1])
    )
    beyond = len(spread.outliers) - _MOST_NAMED
    return SpreadItem(
        indicator,
        spread_drawing(spread),
        (least, middle, most),
        demanded=spread.demanded,
        far=tuple(_spot_link(gathered, spot) for spot in spread.outliers[::-1][:_MOST_NAMED]),
        more=count_text(beyond) if beyond > 0 else "",
        limit=number_text(Decimal(str(spread.limit))),
    )


def _spot_link(gathered: Gathered, spot: Spot) -> SpotLink:
    unit, key = spot.unit, FigureKey(spot.figure.indicator.id, spot.unit.id)
    return SpotLink(unit.name, spot.text, gathered.figure_link(key), gathered.unit_link(unit.id))
