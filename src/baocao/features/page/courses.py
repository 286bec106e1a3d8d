"""A total over the periods of the page: what it was in each, of how many units, and how that is drawn."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from markupsafe import Markup

from baocao.features.page.drawing import draw_sparkline
from baocao.features.page.records import Gathered
from baocao.figures.comparing import number_of
from baocao.figures.consolidation import Consolidation
from baocao.figures.shown import ON_PAGE, figure_text
from baocao.model.period import Period
from baocao.vietnamese.counts import pair_text

_FEWEST: Final = 2
"""Numbers that a course needs to be one."""


class Stop(NamedTuple):
    """A total in one period; neither number nor texts where no unit reported it."""

    period: Period
    number: Decimal | None = None
    text: str = ""
    covered: str = ""


def stops_of_total(gathered: Gathered, directive: str, name: str) -> tuple[Stop, ...]:
    """Return a total in every period of the page, oldest first."""
    pairs = zip(gathered.periods, gathered.series[directive], strict=True)
    return tuple(_stop_at(period, then, name) for period, then in pairs)


def _stop_at(period: Period, then: Consolidation | None, name: str) -> Stop:
    figure = then.totals.get(name) if then else None
    if figure is None or not figure.coverage.counted:
        return Stop(period)
    covered = pair_text(len(figure.coverage.counted), len(figure.coverage.expected))
    return Stop(period, number_of(figure), figure_text(figure, ON_PAGE), covered)


def course_drawing(stops: Sequence[Stop]) -> Markup:
    """Return the course as a small drawing, which says in words what it shows."""
    known = [(stop.number, stop) for stop in stops if stop.number is not None]
    if len(known) < _FEWEST:
        return Markup()
    (_, first), (_, last) = known[0], known[-1]
    least, most = min(known, key=_by_number)[1], max(known, key=_by_number)[1]
    label = (
        f"{first.period.id}: {first.text} → {last.period.id}: {last.text}; "
        f"thấp nhất {least.text}, cao nhất {most.text}"
    )
    return draw_sparkline([stop.number for stop in stops], label)


def _by_number(known: tuple[Decimal, Stop]) -> Decimal:
    return known[0]
