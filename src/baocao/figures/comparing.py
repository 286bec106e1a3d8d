"""A figure against what it was: over the same units, by the same definition, or not at all and why.

A difference between totals of different units says more about who reported than about what happened. So
both sides are rolled up over the units that have a value on both, and whoever prints a comparison says so
where these are not all.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.figures.consolidation import Consolidation
from baocao.figures.rollup import roll_up
from baocao.figures.shown import counts_units, shown_places
from baocao.model.figure import Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Catalogue, Function, Indicator, Nature
from baocao.model.period import Period, PeriodKind
from baocao.model.submission import VALUED, Ratio, State
from baocao.vietnamese.counts import pair_text
from baocao.vietnamese.numbers import rounded_number

HALF: Final = 2
_NEAREST: Final = {
    PeriodKind.WEEK: "tuần trước",
    PeriodKind.TEN_DAYS: "kỳ 10 ngày trước",
    PeriodKind.MONTH: "tháng trước",
    PeriodKind.QUARTER: "quý trước",
}
"""What the period before is called where that is clear; halves and years are called by their names."""
_MOST_DIGITS: Final = 18
_NAME: Final = re.compile(r"[a-z_][a-z_0-9.]*")


class Basis(NamedTuple):
    """Two periods, and in words the earlier: 'tháng trước', 'cùng kỳ năm 2024', 'tháng 9 năm 2025'."""

    now: Period
    then: Period
    words: str


class Comparison(NamedTuple):
    """A figure now and before, over the same units; a `reason` says why there is no `before`.

    Neither stands where it was only counted anew with the year: of that there is nothing to say.

    `units` are those of which both sides speak, `counted` how many the printed figure speaks for, `usual`
    how many of these reported before; one of a single unit has none. `began` if nobody was asked before.
    `flow` is what came in between the two, of cumulative figures of one year.
    """

    basis: Basis
    now: Figure
    before: Figure | None = None
    units: tuple[str, ...] = ()
    counted: int = 0
    usual: int = 0
    reason: str = ""
    began: bool = False
    flow: Decimal | None = None

    @property
    def is_anew(self) -> bool:
        """Whether it was only counted anew, so that there is nothing to compare."""
        return self.before is None and not self.reason and not self.began


def basis_between(now: Period, then: Period) -> Basis:
    """Return what an earlier period is called in a report about another."""
    same_kind = then.kind is now.kind
    if same_kind and then == now.previous and now.kind in _NEAREST:
        return Basis(now, then, _NEAREST[now.kind])
    if same_kind and now.kind is not PeriodKind.YEAR and then == now.year_before:
        return Basis(now, then, f"cùng kỳ năm {then.year}")
    return Basis(now, then, then.label)


def compare_total(
    figure: RolledUpFigure, now: Consolidation, then: Consolidation | None
) -> Comparison | None:
    """Return a total, of all units or of a part, against an earlier one; None if there is none."""
    if then is None:
        return None
    name = figure.indicator.id
    basis = basis_between(now.period, then.period)
    counted = figure.coverage.counted
    plain = Comparison(basis, figure, counted=len(counted))
    earlier = then.totals.get(name)
    if earlier is None or not earlier.coverage.expected:
        return plain._replace(began=True)
    if not counted:
        return None
    reason = _difference_of_definitions(earlier.indicator, figure.indicator, basis, former_names(now.own))
    if reason:
        return plain._replace(reason=reason)
    there = {*earlier.coverage.counted}
    common = tuple(unit for unit in counted if unit in there)
    if not common or len(common) * HALF < len(counted):
        return plain._replace(reason=_too_few(common, figure, then))
    sides = (over_units(common, now, figure), over_units(common, then, earlier))
    if _is_counted_anew(*sides, basis):
        return plain
    reported = {unit.id for unit in then.expected.reported}
    return plain._replace(
        now=sides[0],
        before=sides[1],
        units=common,
        usual=sum(unit in reported for unit in counted),
        flow=_flow_between(common, (now, then), name, basis),
    )


def compare_own(
    figure: Figure, before: Figure | None, basis: Basis, former: Mapping[str, str]
) -> Comparison | None:
    """Return the figure of one unit against its own earlier one; None where it has no value now."""
    if number_of(figure) is None:
        return None
    if before is None or before.state is State.NOT_APPLICABLE:
        return Comparison(basis, figure, began=True)
    reason = _difference_of_definitions(before.indicator, figure.indicator, basis, former)
    if not reason and number_of(before) is None:
        reason = f"{basis.words} chưa có số liệu"
    if reason:
        return Comparison(basis, figure, reason=reason)
    if _is_counted_anew(figure, before, basis):
        return Comparison(basis, figure)
    flow = _flow_of(figure, before) if _is_flow(figure.indicator, basis) else None
    return Comparison(basis, figure, before, flow=flow)


def number_of(figure: Figure) -> Decimal | None:
    """Return the number that changes are told of: of counted units how many, of ratios the percentage."""
    value = figure.value
    if figure.state not in VALUED or isinstance(value, bool):
        return None
    if isinstance(value, Ratio):
        return value.numerator if counts_units(figure) else value.percent
    return value if isinstance(value, Decimal) else None


def printed_number(figure: Figure, places: int | None = None) -> Decimal | None:
    """Return the number as it is printed, so that a difference is that of what readers see."""
    number = number_of(figure)
    if number is None or number.adjusted() > _MOST_DIGITS:
        return number
    return rounded_number(number, shown_places(figure) if places is None else places)


def former_names(own: Mapping[str, Mapping[str, OwnFigure]]) -> Mapping[str, str]:
    """Return by the former name of every indicator that was only renamed its name now."""
    for figures in own.values():
        named = ((name, figure.indicator.continues) for name, figure in figures.items())
        return {old[0]: name for name, old in named if len(old) == 1}
    return {}


def _difference_of_definitions(
    old: Indicator, new: Indicator, basis: Basis, former: Mapping[str, str]
) -> str:
    """Return why figures by two definitions must not be compared; nothing where they may be."""
    if old.unit_of_measure != new.unit_of_measure:
        return f"đổi đơn vị tính ({old.unit_of_measure or 'không ghi'}, nay là {new.unit_of_measure})"
    if _defined_by(old, former) != _defined_by(new, former) or _computed_by(old, former) != _computed_by(
        new, former
    ):
        return "đổi cách tính"
    if new.nature is Nature.IN_PERIOD and basis.now.kind is not basis.then.kind:
        return "hai kỳ dài khác nhau"
    return ""


def _defined_by(indicator: Indicator, former: Mapping[str, str]) -> tuple[object, ...]:
    """Return what an indicator is, its weight by the name that holds now."""
    weight = indicator.roll_up.weight
    roll_up = indicator.roll_up._replace(weight=former.get(weight, weight) if weight else None)
    return indicator.kind, indicator.nature, roll_up


def _computed_by(indicator: Indicator, former: Mapping[str, str]) -> list[str]:
    """Return the formulas of an indicator in the names that hold now."""
    formulas = (indicator.formula, indicator.numerator, indicator.denominator)
    return [_NAME.sub(lambda name: former.get(name[0], name[0]), each or "") for each in formulas]


def _too_few(common: Sequence[str], figure: RolledUpFigure, then: Consolidation) -> str:
    """Return why totals of different units must not be compared."""
    known = {unit.id for unit in then.expected.units}
    stayed = [unit for unit in figure.coverage.expected if unit in known]
    if len(stayed) * HALF < len(figure.coverage.expected):
        return "đổi địa giới, phạm vi báo cáo"
    if not common:
        return "không có đơn vị nào có số liệu ở cả hai kỳ"
    pair = pair_text(len(common), len(figure.coverage.counted))
    return f"chỉ {pair} đơn vị có số liệu ở cả hai kỳ"


def over_units(units: Sequence[str], whose: Consolidation, figure: RolledUpFigure) -> RolledUpFigure:
    """Return a figure rolled up over some of its units alone."""
    if tuple(units) == figure.coverage.counted and figure.indicator.roll_up.function is not Function.COUNT:
        return figure
    wanted = frozenset(units)
    chosen = [unit for unit in whose.expected.units if unit.id in wanted]
    return roll_up(figure.indicator, chosen, whose.own, _catalogue_of(whose.own, units[0]))


def _catalogue_of(own: Mapping[str, Mapping[str, OwnFigure]], unit: str) -> Catalogue:
    """Return the catalogue by which figures of units were computed."""
    return Catalogue((), {name: figure.indicator for name, figure in own[unit].items()})


def _is_counted_anew(now: Figure, before: Figure, basis: Basis) -> bool:
    """Tell whether a figure of what there is so far began again with the year in between.

    Then it is less than before, however much came in: that is no change of anything. One that goes on over
    the years is not less; and those of the same time of two years were begun alike.
    """
    numbers = number_of(now), number_of(before)
    if not _adds_up(now.indicator) or None in numbers or basis.then == basis.now.year_before:
        return False
    fewer = (numbers[0] or Decimal(0)) < (numbers[1] or Decimal(0))
    return fewer and basis.now.year != basis.then.year


def _adds_up(indicator: Indicator) -> bool:
    """Tell whether an indicator says how much there is so far."""
    return indicator.nature is Nature.CUMULATIVE and not indicator.in_percent


def _is_flow(indicator: Indicator, basis: Basis) -> bool:
    """Tell whether the difference of two figures is what came in between."""
    nearest = basis.then == basis.now.previous and basis.then != basis.now.year_before
    return _adds_up(indicator) and nearest


def _flow_between(
    units: Sequence[str], sides: tuple[Consolidation, Consolidation], name: str, basis: Basis
) -> Decimal | None:
    """Return what came in between two sums, if no unit has less than before: else it was counted anew."""
    now, then = sides
    indicator = now.totals[name].indicator
    if indicator.roll_up.function is not Function.SUM or not _is_flow(indicator, basis):
        return None
    flows = [_flow_of(now.own[unit][name], then.own[unit][name]) for unit in units]
    return None if None in flows else sum((flow for flow in flows if flow is not None), Decimal(0))


def _flow_of(now: Figure, before: Figure) -> Decimal | None:
    numbers = number_of(now), number_of(before)
    if numbers[0] is None or numbers[1] is None or now.qualifier or before.qualifier:
        return None
    return numbers[0] - numbers[1] if numbers[0] >= numbers[1] else None
