"""From a figure back to what it is computed from: operands, units, and the units that are not in it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from baocao.figures.expected import has_reported
from baocao.figures.expression import operands_of
from baocao.figures.own import NOT_ASKED, as_number, own_figures
from baocao.figures.rollup import UnitFigures, roll_up
from baocao.figures.siblings import related_names, relations_between
from baocao.model.figure import OwnFigure, RolledUpFigure
from baocao.model.indicator import Catalogue, Function, Indicator
from baocao.model.place import Place
from baocao.model.rule import Rule
from baocao.model.submission import VALUED, Ratio, State, Submission
from baocao.model.unit import Unit
from baocao.pipeline.tracing.records import Absent, Contributor, Derivation
from baocao.vietnamese.text import joined_words

_CHOOSING: Final = (Function.COUNT, Function.LEAST, Function.GREATEST, Function.LATEST)
"""Functions that tell some units from the others."""
_SUMMING: Final = (Function.SUM, Function.RATIO_OF_SUMS)
MOST_OPERANDS: Final = 1_000
"""Operands that are told of one figure; the most of a real one are ten."""


def needed_catalogue(catalogue: Catalogue, indicator: Indicator, rules: Iterable[Rule] = ()) -> Catalogue:
    """Return the part of the catalogue on which the figures of `indicator` depend.

    It is computed from its operands and its weight, and added up where those that `rules` relate to it
    are there.
    """
    known = catalogue.indicators
    names = [indicator.id, *filter(None, [indicator.roll_up.weight])]
    needed = related_names(names, relations_between(rules, known), known)
    return Catalogue((), {name: each for name, each in known.items() if name in needed})


def figures_of(
    units: Iterable[Unit], submissions: Mapping[str, Submission], catalogue: Catalogue, end: date
) -> UnitFigures:
    """Return the figures of units for the indicators of a part of the catalogue."""
    counting = {name: each for name, each in submissions.items() if has_reported(each)}
    return {unit.id: own_figures(unit, counting.get(unit.id), catalogue, end) for unit in units}


def derive_origin(figure: OwnFigure, own: Mapping[str, OwnFigure]) -> Derivation:
    """Return a unit's figure with those that it is computed from."""
    return _Deriver(own).derivation_of(figure, frozenset())


class _Deriver:
    """Goes from a figure to its operands, and theirs, up to a number of them that nobody reads to the end.

    A few formulas that each use the one before twice have more operands than there is memory.
    """

    def __init__(self, own: Mapping[str, OwnFigure]) -> None:
        self._own = own
        self._left = MOST_OPERANDS

    def derivation_of(self, figure: OwnFigure, behind: frozenset[str]) -> Derivation:
        """Return the derivation of a figure; what is computed of itself is not gone `behind` again."""
        passed = behind | {figure.indicator.id}
        names = [name for name in operands_of(figure.indicator) if name in self._own and name not in passed]
        self._left -= len(names)
        if self._left < 0:
            return Derivation(figure, ())
        return Derivation(figure, tuple(self.derivation_of(self._own[name], passed) for name in names))


def rolled_derivation(
    figure: RolledUpFigure, units: Sequence[Unit], figures: UnitFigures, catalogue: Catalogue
) -> Derivation:
    """Return the figure of units with the rolled-up figures that it is computed from.

    Operands are rolled up over the units that are counted, as the figure itself is.
    """
    indicator = figure.indicator
    if indicator.roll_up.function not in {Function.FORMULA, Function.RATIO_OF_SUMS}:
        return Derivation(figure)
    counted = set(figure.coverage.counted)
    inside = [unit for unit in units if unit.id in counted]
    parts = (catalogue.indicators[name] for name in operands_of(indicator) if name in catalogue.indicators)
    return Derivation(
        figure, tuple(Derivation(roll_up(part, inside, figures, catalogue)) for part in parts)
    )


def list_contributors(
    figure: RolledUpFigure, units: Sequence[Unit], figures: UnitFigures
) -> tuple[Contributor, ...]:
    """Return the units in a rolled-up figure, those that make up most of it first."""
    return with_operands(order_contributors(figure, units, figures), figure.indicator.id, figures)


def with_operands(
    contributors: Iterable[Contributor], name: str, figures: UnitFigures
) -> tuple[Contributor, ...]:
    """Return units in the total of an indicator with what their figures are computed from."""
    return tuple(
        each._replace(derivation=derive_origin(figures[each.unit.id][name], figures[each.unit.id]))
        for each in contributors
    )


def order_contributors(
    figure: RolledUpFigure, units: Sequence[Unit], figures: UnitFigures
) -> list[Contributor]:
    """Return the same without what their figures are computed from."""
    counted = set(figure.coverage.counted)
    total = _total_for_shares(figure)
    choosing = figure.indicator.roll_up.function in _CHOOSING
    holders = set(figure.holders)
    listed = [
        _contributor_of(figure, unit, figures[unit.id], total)._replace(
            holds=unit.id in holders if choosing else None
        )
        for unit in units
        if unit.id in counted
    ]
    own = {unit.id: figures[unit.id][figure.indicator.id] for unit in units}
    return sorted(listed, key=lambda each: _contributor_order(each, own[each.unit.id]), reverse=True)


def _total_for_shares(figure: RolledUpFigure) -> Decimal | None:
    """Return what shares are taken of: a sum, or the denominator of a ratio of sums."""
    # A mean or an extreme has no shares: nobody makes up thirty per cent of a maximum.
    if figure.indicator.roll_up.function not in _SUMMING:
        return None
    return figure.value.denominator if isinstance(figure.value, Ratio) else as_number(figure)


def _contributor_of(
    figure: RolledUpFigure, unit: Unit, own: Mapping[str, OwnFigure], total: Decimal | None
) -> Contributor:
    roll = figure.indicator.roll_up
    own_figure = own[figure.indicator.id]
    part = own_figure.value.denominator if isinstance(own_figure.value, Ratio) else as_number(own_figure)
    return Contributor(
        unit,
        Derivation(own_figure),
        share=part * 100 / total if total and part is not None else None,
        weight=as_number(own[roll.weight]) if roll.weight and roll.weight in own else None,
    )


def _contributor_order(contributor: Contributor, figure: OwnFigure) -> tuple[bool, Decimal, Decimal, date]:
    """Return what contributors are sorted by: chosen ones, then shares or weights, then values."""
    value = as_number(figure) or Decimal(0)
    weight = contributor.share if contributor.share is not None else contributor.weight
    day = figure.value if isinstance(figure.value, date) else figure.as_of
    return bool(contributor.holds), weight if weight is not None else value, value, day or date.min


def absent_units(
    figure: RolledUpFigure,
    units: Sequence[Unit],
    figures: UnitFigures,
    submissions: Mapping[str, Submission],
    rejected: frozenset[str],
) -> tuple[tuple[Absent, ...], tuple[Absent, ...]]:
    """Return the units that lack in a rolled-up figure, and those to which it does not apply.

    `figures` hold only what is related to it.
    """
    covered = figure.coverage
    by_id = {unit.id: unit for unit in units}
    missing = tuple(
        Absent(by_id[name], *why_missing(figure.indicator, name, figures[name], submissions, rejected))
        for name in covered.missing
    )
    partial = tuple(
        Absent(by_id[name], why_left_out(figures[name]), submissions[name].at) for name in covered.partial
    )
    outside = tuple(
        Absent(by_id[name], *why_outside(figures[name][figure.indicator.id], by_id[name]))
        for name in covered.not_applicable
    )
    return (*missing, *partial), outside


def why_left_out(own: Mapping[str, OwnFigure]) -> str:
    """Return which figures that must agree with one are not there; `own` holds only what is related."""
    lacking = [
        name
        for name, figure in own.items()
        if figure.state not in VALUED and not figure.indicator.is_derived and figure.entry != NOT_ASKED
    ]
    return f"có số liệu nhưng chưa tính vào, vì còn thiếu {joined_words(lacking) or 'chỉ tiêu liên quan'}"


def why_missing(
    indicator: Indicator,
    unit: str,
    own: Mapping[str, OwnFigure],
    submissions: Mapping[str, Submission],
    rejected: frozenset[str],
    *,
    behind: frozenset[str] = frozenset(),
) -> tuple[str, Place | None]:
    """Return why a unit has no value, and where that is written.

    What is computed of itself, which `check` tells of, is not gone `behind` again.
    """
    if unit in rejected:
        return "tệp báo cáo bị lỗi nên không đọc được", None
    if unit not in submissions:
        return "chưa gửi báo cáo kỳ này", None
    if not has_reported(submissions[unit]):
        return "chưa báo cáo: tệp chưa có số liệu, nội dung nào của đơn vị", submissions[unit].at
    own_figure = own[indicator.id]
    if not indicator.is_derived:
        return _why_without(own_figure, submissions[unit].at, indicator.roll_up.weight)
    passed = behind | {indicator.id}
    for name in operands_of(indicator):
        part = own.get(name) if name not in passed else None
        if part is not None and part.state in {State.MISSING, State.UNREADABLE}:
            reason, at = why_missing(part.indicator, unit, own, submissions, rejected, behind=passed)
            return f"{name}: {reason}", at
    return "không tính được từ các chỉ tiêu thành phần", None


def _why_without(figure: OwnFigure, submission: Place, weight: str | None) -> tuple[str, Place | None]:
    if figure.state is State.UNREADABLE:
        return "giá trị không đọc được", figure.at
    if figure.reason:
        return f"chưa có: {figure.reason}", figure.at
    if figure.state is State.MISSING:
        what = "ghi là chưa có" if figure.at else "không ghi chỉ tiêu này"
        return what, figure.at or submission
    return f"chưa có quyền số '{weight}'", figure.at


def why_outside(figure: OwnFigure, unit: Unit) -> tuple[str, Place | None]:
    """Return why a figure does not apply to a unit, and where the unit wrote so."""
    if figure.at is None or figure.indicator.is_derived:
        matches = figure.indicator.applies_to.matches(unit)
        return ("chỉ tiêu thành phần không áp dụng" if matches else "chỉ tiêu không hỏi đơn vị này"), None
    return figure.reason or "đơn vị ghi không áp dụng", figure.at
