"""Figures of one unit or of many, before and now: by how much they changed, and how unusual that is.

The measure is that of the checks of history: how many robust deviations a change lies off the changes of
the other units of its level; on a logarithmic scale for counts, in points for percentages.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, Generic, NamedTuple

from baocao.features.diff.records import FigureChange, Turn
from baocao.figures.shown import EXACT_PLACES, AnyFigure, finer_figure
from baocao.figures.targets import outcome_of
from baocao.model.figure import Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Function, Indicator
from baocao.model.submission import VALUED, Rank, Ratio, State
from baocao.model.unit import Unit
from baocao.rules.compared import FEWEST_PEERS, least_spread, step_between
from baocao.rules.levels import USUAL_LIMIT
from baocao.rules.spread import robust_spread
from baocao.vietnamese.numbers import rounded_number

_MOST_DIGITS: Final = 18
FEWEST_PLACES: Final = 1
"""Computed numbers are compared with at least so many decimals: that few are printed hides no change."""
_LOST_SCORE: Final = 3.0
_GAINED_SCORE: Final = 1.0


class Sides(NamedTuple, Generic[AnyFigure]):
    """A figure before and now, None where it was not entered; both numbers, and the step between them."""

    old: AnyFigure | None
    new: AnyFigure | None
    before: Decimal | None = None
    now: Decimal | None = None
    step: float | None = None

    @property
    def any(self) -> AnyFigure:
        """A side that is there, the new one if both are."""
        return next(side for side in (self.new, self.old) if side)


def sides_of(old: AnyFigure | None, new: AnyFigure | None) -> Sides[AnyFigure]:
    """Return both sides of a figure with what is compared of them."""
    before = comparable_number(old) if old else None
    now = before if old is new else comparable_number(new) if new else None
    if before is None or now is None or new is None:
        return Sides(old, new, before, now)
    return Sides(old, new, before, now, _step_of_change(before, now, new.indicator))


def is_count(indicator: Indicator) -> bool:
    """Tell whether a rolled-up figure counts units."""
    return indicator.roll_up.function is Function.COUNT


def comparable_number(figure: Figure) -> Decimal | None:
    """Return the number that is compared: computed ones as they are printed, entered ones as they are."""
    value, indicator = figure.value, figure.indicator
    if figure.state not in VALUED:
        return None
    if type(value) is Decimal:
        computed = indicator.is_derived or indicator.roll_up.function is Function.MEAN
        return _as_printed(value, indicator) if computed else value
    if type(value) is not Ratio:
        return None
    if isinstance(figure, RolledUpFigure) and is_count(indicator):
        return value.numerator
    percent = value.percent
    return _as_printed(percent, indicator) if percent is not None else None


def compared_number(figure: Figure) -> Decimal | None:
    """Return the number that tells whether a figure changed: of computed ones with more than is printed."""
    lacking = FEWEST_PLACES - figure.indicator.places
    return comparable_number(finer_figure(figure, lacking) if lacking > 0 else figure)


def _as_printed(number: Decimal, indicator: Indicator) -> Decimal:
    """Return a number as it is printed; one of a hundred digits, which somebody pasted, as it is."""
    too_long = number.adjusted() > _MOST_DIGITS
    return number if too_long else rounded_number(number, indicator.places)


def same_figure(old: Figure | None, new: Figure | None, *, by_day: bool) -> bool:
    """Tell whether two figures say the same; `by_day` compares earlier readings too."""
    if old is None or new is None or old is new:
        return old is new
    if _said_of(old) != _said_of(new):
        return False
    return not by_day or _readings_of(old) == _readings_of(new)


def only_follows(sides: Sides[AnyFigure]) -> bool:
    """Tell whether a change only follows from others: a computed figure that has no number on one side."""
    return sides.any.indicator.is_derived and (sides.before is None or sides.now is None)


def _said_of(figure: Figure) -> tuple[object, ...]:
    value = figure.value if figure.state is State.GIVEN else None
    if figure.indicator.is_derived:
        value = compared_number(figure)
    return figure.state, value, figure.qualifier, figure.reason, figure.rank


def _readings_of(figure: Figure) -> list[tuple[object, ...]]:
    return [
        (reading.day, reading.entry.value, reading.entry.qualifier, reading.entry.rank)
        for reading in figure.readings
    ]


def number_difference(sides: Sides[AnyFigure]) -> tuple[Decimal | None, Decimal | None]:
    """Return the absolute and the relative change; none where a side is no number."""
    _, new, before, now, _ = sides
    if before is None or now is None or new is None:
        return None, None
    change = now - before
    relative = change * 100 / abs(before) if before and not new.indicator.in_percent else None
    return change, relative


def target_turn(old: Figure | None, new: Figure | None) -> Turn | None:
    """Return whether the target was reached or lost; without a figure nobody knows."""
    was, now = (outcome_of(figure) if figure else None for figure in (old, new))
    if was is None or now is None or was.reached == now.reached:
        return None
    return Turn.REACHED if now.reached else Turn.LOST


def figure_change(
    unit: Unit, sides: Sides[OwnFigure], ranks: tuple[Rank | None, Rank | None] = (None, None)
) -> FigureChange:
    """Return a change without its score."""
    sides = told_apart(sides)
    target = target_turn(sides.old, sides.new)
    change, relative = number_difference(sides)
    return FigureChange(
        unit,
        sides.any.indicator,
        sides.old,
        sides.new,
        change=change,
        relative=relative,
        turn=target,
        ranks=ranks,
        step=sides.step,
    )


def told_apart(sides: Sides[AnyFigure]) -> Sides[AnyFigure]:
    """Return the sides finer than they are printed where a number changed by less: not '97% → 97%'."""
    old, new = sides.old, sides.new
    if old is None or new is None or sides.before is None or sides.before != sides.now:
        return sides
    if old.value == new.value:
        return sides
    closer = (
        sides_of(finer_figure(old, places), finer_figure(new, places))
        for places in range(1, EXACT_PLACES + 1)
    )
    return next((each for each in closer if each.before != each.now), sides)


def scored_changes(
    everyone: Mapping[tuple[str, str], Sequence[float]], changes: Iterable[FigureChange]
) -> list[FigureChange]:
    """Return the changes with their scores, the most unusual first, then the largest.

    `everyone` holds by level and indicator the steps of all units that reported twice, changed or not.
    """
    measures = {key: _spread_of_steps(steps) for key, steps in everyone.items()}
    with_scores = []
    for change in changes:
        # Against all units, changed or not: where nearly everybody stayed, one small step is unusual.
        centre, spread = measures.get((change.unit.kind.level, change.indicator.id), (0.0, 0.0))
        score = _change_score(change, centre, spread)
        limit = float(change.indicator.watch.deviations or USUAL_LIMIT)
        with_scores.append(change._replace(score=score, is_outlier=score >= limit))
    return sorted(with_scores, key=_change_order)


def _change_order(change: FigureChange) -> tuple[bool, bool, float, float]:
    """Put the unusual first, and what is computed behind what it was computed from."""
    return not change.is_outlier, change.indicator.is_derived, -change.score, -abs(change.step or 0.0)


def _spread_of_steps(steps: Sequence[float]) -> tuple[float, float]:
    return robust_spread(steps) if len(steps) >= FEWEST_PEERS else (0.0, 0.0)


def _step_of_change(before: Decimal, now: Decimal, indicator: Indicator) -> float:
    """Return a change on the scale on which changes of units are alike."""
    first, last = float(before), float(now)
    step = step_between(first, last, indicator)
    return (last - first) / max(abs(first), abs(last)) if step is None else step


def _change_score(change: FigureChange, centre: float, spread: float) -> float:
    if change.step is not None:
        return round(abs(change.step - centre) / max(spread, least_spread(change.indicator)), 1)
    was, now = (side is not None and side.state in VALUED for side in (change.old, change.new))
    return _LOST_SCORE if was and not now else _GAINED_SCORE if now and not was else 0.0
