"""How figures went on since the period before, against those of the units that report beside theirs.

Where nearly all have grown by a quarter, a figure that is half of what it was has lost a digit, one that is
what it was is last month's, and two that would go on well as each other were swapped.
"""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.figures.shown import entered_number, told_apart
from baocao.model.diagnostic import problem
from baocao.model.indicator import Indicator
from baocao.rules.compared import Compared, Usual, exact_before, step_between
from baocao.rules.levels import SMALL
from baocao.rules.reports import Finding, Known
from baocao.vietnamese.numbers import number_text, percent_text, rounded_number

_SWAPPED_OFF: Final = 1.5
"""How many deviations the steps of swapped figures lie off at least, in opposite directions."""
_CLEARLY_OFF: Final = 5.0
"""How many deviations they lie off together."""
_SWAPPED_NEAR: Final = 2.0
"""Within how many deviations each goes on as the other."""
_NEIGHBOURS: Final = 2
"""How far apart in a report figures stand that are swapped."""
_LARGE: Final = 100
"""The least figure that hardly is by chance what it was."""
_MOST_SAME: Final = 0.02
"""The share of other units that may have kept theirs."""
_LEAST_MOVED: Final = 20
"""By how much a figure would be another had it gone on as others did."""


class Moved(NamedTuple):
    """A figure of a unit, what it was, and how many deviations its step lies off the others'."""

    unit: str
    indicator: Indicator
    known: Known
    before: float
    off: float

    @property
    def now(self) -> float:
        """The figure as it is compared."""
        return float(self.known.number)


def figures_go_on_like_others(compared: Compared) -> Iterator[Finding]:
    """A figure goes on as those of the other units of its level do; no two of them are swapped."""
    for unit, steps in compared.steps.items():
        level = compared.level_of(unit)
        off = []
        for place, (name, step) in enumerate(steps.items()):
            usual = compared.usual.get((level, name))
            if usual is None:
                continue
            deviations = (step - usual.centre) / usual.spread
            if step == 0:
                moved = _moved_figure(compared, unit, name, deviations)
                if _is_left_over(moved, usual):
                    yield _left_over_finding(moved, usual, compared.before.period)
            elif abs(deviations) > _SWAPPED_OFF:
                off.append((place, _moved_figure(compared, unit, name, deviations)))
        yield from _findings_of_unit(off, compared)


def _moved_figure(compared: Compared, unit: str, name: str, deviations: float) -> Moved:
    known, before = compared.numbers[unit][name], compared.before.units[unit][name]
    return Moved(unit, compared.indicator_of(name), known, before, deviations)


def _findings_of_unit(off: list[tuple[int, Moved]], compared: Compared) -> Iterator[Finding]:
    swapped: set[str] = set()
    for index, (place, first) in enumerate(off):
        for other_place, second in off[index + 1 :]:
            if other_place - place > _NEIGHBOURS:
                break
            names = {first.indicator.id, second.indicator.id}
            if not swapped & names and _are_swapped(first, second, compared):
                swapped |= names
                yield _swapped_finding(first, second, compared.before.period)
    for _, moved in off:
        usual = compared.usual[compared.level_of(moved.unit), moved.indicator.id]
        if moved.indicator.id not in swapped and _is_off(moved):
            yield _off_finding(moved, usual, compared.before.period)


def _is_off(moved: Moved) -> bool:
    """Tell whether a step is unusual; that a figure became zero is told of by itself."""
    limit = moved.indicator.watch.deviations
    if limit is None or abs(moved.off) <= float(limit) or moved.now == 0:
        return False
    return moved.indicator.in_percent or max(moved.now, moved.before) >= SMALL


def _off_finding(moved: Moved, usual: Usual, period: str) -> Finding:
    was, now = told_apart((exact_before(moved.before), moved.known.number), moved.indicator)
    how, to = ("tăng", "lên") if moved.now > moved.before else ("giảm", "xuống")
    diagnostic = problem(
        "BC457",
        moved.known.at,
        unit=moved.unit,
        count=usual.reported - 1,
        usual=_usual_growth(usual, moved.indicator),
        key=moved.indicator.id,
        how=how,
        before=was,
        to=to,
        now=now,
        period=period,
    )
    return Finding(diagnostic, moved.indicator.id)


def _usual_growth(usual: Usual, indicator: Indicator) -> str:
    """Return 'tăng 25%', 'giảm 2 điểm phần trăm' or 'giữ nguyên'."""
    by = Decimal(usual.centre if indicator.in_percent else math.expm1(usual.centre) * 100)
    rounded = rounded_number(abs(by), 1 if indicator.in_percent else 0)
    if not rounded:
        return "giữ nguyên"
    size = f"{number_text(rounded)} điểm phần trăm" if indicator.in_percent else percent_text(rounded, 0)
    return f"{'tăng' if by > 0 else 'giảm'} khoảng {size}"


def _is_left_over(moved: Moved, usual: Usual) -> bool:
    """Tell whether a figure is what it was while those of nearly all others are not, nor would it be.

    Small figures and percentages well come to the same twice.
    """
    if moved.indicator.in_percent or moved.indicator.watch.deviations is None or moved.now < _LARGE:
        return False
    others_same = (usual.same - 1) / (usual.reported - 1)
    expected = abs(math.expm1(usual.centre)) * moved.now
    return others_same <= _MOST_SAME and expected >= _LEAST_MOVED


def _left_over_finding(moved: Moved, usual: Usual, period: str) -> Finding:
    name = moved.indicator.id
    diagnostic = problem(
        "BC458",
        moved.known.at,
        unit=moved.unit,
        key=name,
        now=_number_now(moved),
        period=period,
        moved=usual.reported - usual.same,
        count=usual.reported - 1,
        usual=_usual_growth(usual, moved.indicator),
    )
    return Finding(diagnostic, name)


def _are_swapped(first: Moved, second: Moved, compared: Compared) -> bool:
    """Tell whether two figures go on well as each other, and badly as themselves."""
    if first.indicator.in_percent is not second.indicator.in_percent or first.off * second.off > 0:
        return False
    crossed = _crossed_deviations(first, second, compared), _crossed_deviations(second, first, compared)
    return (
        None not in crossed
        and abs(first.off) + abs(second.off) > _CLEARLY_OFF
        and all(abs(off or 0.0) <= _SWAPPED_NEAR for off in crossed)
    )


def _crossed_deviations(moved: Moved, other: Moved, compared: Compared) -> float | None:
    """Return how far off the step would lie if the figure were the other's."""
    usual = compared.usual[compared.level_of(moved.unit), moved.indicator.id]
    step = step_between(moved.before, other.now, moved.indicator)
    return None if step is None else (step - usual.centre) / usual.spread


def _swapped_finding(first: Moved, second: Moved, period: str) -> Finding:
    name, other = first.indicator.id, second.indicator.id
    now, place = _number_now(second), second.known.at
    diagnostic = problem(
        "BC459",
        first.known.at,
        related=((f"{other} = {now}", place),) if place else (),
        unit=first.unit,
        key=name,
        other=other,
        period=period,
        first_now=_number_now(first),
        second_now=now,
        first_before=entered_number(exact_before(first.before), first.indicator),
        second_before=entered_number(exact_before(second.before), second.indicator),
    )
    return Finding(diagnostic, name, covers=(name, other))


def _number_now(moved: Moved) -> str:
    return entered_number(moved.known.number, moved.indicator)
