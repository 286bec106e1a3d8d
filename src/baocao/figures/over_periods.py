"""An indicator over periods, as a table sets it out: before, now, so far this year, what was planned."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.figures.comparing import Basis, Comparison, basis_between, compare_own, compare_total, number_of
from baocao.figures.consolidation import Consolidation
from baocao.figures.earlier import LAST, YEAR_BEFORE
from baocao.figures.flows import Flow, Flows, begins_year, flow_of_total, flow_since, period_before
from baocao.figures.targets import is_about_total, is_about_units, target_bound
from baocao.model.figure import Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Function, Indicator, Nature
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.printed import FigureKey

_SHORT_CYCLE: Final = 4
"""Up to so many periods of a year are added up unasked: months would cost the reading of eleven others."""
OwnBefore = Callable[[str], tuple[Period, Mapping[str, OwnFigure]] | None]
"""The period of a name and what a unit reported then."""


class SoFar(NamedTuple):
    """What the periods of a year come to so far, and where their figures stand."""

    number: Decimal
    places: tuple[Place, ...]


class Line(NamedTuple):
    """An indicator over periods: its figure, the same as it stood before, and both comparisons.

    `so_far` is the sum of the year's periods, of what counts within each; None where not all are at hand.
    `flows` are what came in, of what is cumulative.
    """

    figure: Figure
    key: FigureKey
    before: Figure | None = None
    last: Comparison | None = None
    year: Comparison | None = None
    so_far: SoFar | None = None
    flows: Flows = Flows()

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Those that there are, the nearest first."""
        return tuple(each for each in (self.last, self.year) if each)

    @property
    def indicator(self) -> Indicator:
        """What all of its figures are of."""
        return self.figure.indicator

    @property
    def is_cumulative(self) -> bool:
        """Whether the figure is what there is so far, of which a difference came in within the period."""
        adds = self.indicator.roll_up.function is Function.SUM and self.indicator.kind.is_number
        return self.indicator.nature is Nature.CUMULATIVE and adds

    @property
    def is_within(self) -> bool:
        """Whether the figure counts within the period, so that those of a year add up."""
        adds = self.indicator.roll_up.function is Function.SUM
        return self.indicator.nature is Nature.IN_PERIOD and adds and self.indicator.kind.is_number

    @property
    def plan(self) -> Decimal | None:
        """The number that is to be reached, where one is demanded of this figure."""
        target, rolled = self.indicator.target, isinstance(self.figure, RolledUpFigure)
        if target is None:
            return None
        asked = is_about_total(self.indicator, target) if rolled else is_about_units(target)
        bound = target_bound(target) if asked else None
        return bound.number if bound else None

    @property
    def has_numbers(self) -> bool:
        """Whether there is a number on any side, so that the line says something in a table of numbers."""
        return any(side is not None and number_of(side) is not None for side in (self.figure, self.before))


class Lines(NamedTuple):
    """The lines of a table by indicator, and the periods that stand beside the one of now."""

    now: Period
    last: Basis | None
    year: Basis | None
    lines: Mapping[str, Line]


def lines_of_totals(
    now: Consolidation, earlier: Mapping[str, Consolidation], *, every_month: bool = False
) -> Lines:
    """Return the totals over periods; `every_month` reads all months of the year to add them up."""
    last, year = earlier.get(LAST), earlier.get(YEAR_BEFORE)
    year = None if last and year and last.period == year.period else year
    sides = _Sides(now, last, earlier)
    year_so_far = _year_so_far(now, earlier, every_month=every_month)
    lines = (
        Line(
            figure,
            now.key_of(name),
            last.totals.get(name) if last else None,
            compare_total(figure, now, last),
            compare_total(figure, now, year),
        )
        for name, figure in now.totals.items()
    )
    return Lines(
        now.period,
        basis_between(now.period, last.period) if last else None,
        basis_between(now.period, year.period) if year else None,
        {
            line.indicator.id: line._replace(
                so_far=_sum_of_periods(line, year_so_far), flows=_flows_of_line(line, sides)
            )
            for line in lines
        },
    )


class _Sides(NamedTuple):
    """A period, the one that stands before it, and what gives the period before any of them."""

    now: Consolidation
    last: Consolidation | None
    earlier: Mapping[str, Consolidation]

    def before(self, side: Consolidation) -> Consolidation | None:
        """Return the period right before one, which is read when it is first asked for."""
        then = period_before(side.period)
        if then is None:
            return None
        return self.last if self.last and self.last.period == then else self.earlier.get(then.id)


def _flows_of_line(line: Line, sides: _Sides) -> Flows:
    """Return what came in within this period and within the one before, of what is cumulative."""
    name = line.indicator.id
    if not line.is_cumulative:
        return Flows()
    last = sides.last if sides.last and name in sides.last.totals else None
    return Flows(
        flow_of_total(sides.now, sides.before(sides.now), name),
        flow_of_total(last, sides.before(last), name) if last else None,
    )


def _year_so_far(
    now: Consolidation, earlier: Mapping[str, Consolidation], *, every_month: bool
) -> Callable[[], list[Consolidation] | None]:
    """Return what gives all periods of the year up to now, if they are at hand; reads when asked."""
    periods = list(_periods_of_year(now.period))
    cheap = every_month or 0 < now.period.cycle <= _SHORT_CYCLE

    def sides() -> list[Consolidation] | None:
        before = [earlier.get(period.id) for period in periods] if cheap else [None]
        return None if None in before else [*(each for each in before if each), now]

    return sides


def _periods_of_year(now: Period) -> Iterator[Period]:
    """Yield the periods of the same year before one."""
    before = now.previous
    while before and before.year == now.year:
        yield before
        before = before.previous


def _sum_of_periods(line: Line, sides: Callable[[], list[Consolidation] | None]) -> SoFar | None:
    if not line.is_within or number_of(line.figure) is None:
        return None
    periods = sides()
    totals = [each.totals.get(line.indicator.id) for each in periods or []]
    numbers = [number_of(total) if total else None for total in totals]
    if not totals or None in numbers:
        return None
    places = (each.at for total in totals if total for each in total.contributions)
    return SoFar(sum((number for number in numbers if number is not None), Decimal(0)), tuple(places))


def lines_of_unit(
    now: Period, figures: Mapping[str, Figure], unit: str, before: OwnBefore, former: Mapping[str, str]
) -> Lines:
    """Return one unit's own figures over periods."""
    last, year = before(LAST), before(YEAR_BEFORE)
    year = None if last and year and last[0] == year[0] else year
    bases = [basis_between(now, side[0]) if side else None for side in (last, year)]
    flows = _flows_of_unit(now, figures, last, before)

    def compared(name: str, basis: Basis | None, side: Mapping[str, OwnFigure]) -> Comparison | None:
        return compare_own(figures[name], side.get(name), basis, former) if basis else None

    sides = [side[1] if side else {} for side in (last, year)]
    return Lines(
        now,
        bases[0],
        bases[1],
        {
            name: Line(
                figure,
                FigureKey(name, unit),
                sides[0].get(name),
                compared(name, bases[0], sides[0]),
                compared(name, bases[1], sides[1]),
                flows=flows(name),
            )
            for name, figure in figures.items()
        },
    )


Reported = tuple[Period, Mapping[str, Figure]]
"""What a unit reported in a period."""


def _flows_of_unit(
    now: Period, figures: Mapping[str, Figure], last: Reported | None, before: OwnBefore
) -> Callable[[str], Flows]:
    """Return what tells of an indicator by how much a unit's figures grew in both periods."""

    def side_before(period: Period) -> Reported | None:
        then = period_before(period)
        if then is None:
            return None
        return last if last and last[0] == then else before(then.id)

    def flow(side: Reported | None, name: str) -> Flow | None:
        if side is None or name not in side[1]:
            return None
        begun = side_before(side[0])
        earlier = {"": begun[1][name]} if begun and name in begun[1] else None
        return flow_since({"": side[1][name]}, earlier, first=begins_year(side[0]))

    def flows(name: str) -> Flows:
        line = Line(figures[name], FigureKey(name))
        return Flows(flow((now, figures), name), flow(last, name)) if line.is_cumulative else Flows()

    return flows
