"""Rolled-up figures, before and now, and the units that account for what changed."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.features.diff.changes import (
    compared_number,
    number_difference,
    sides_of,
    target_turn,
    told_apart,
)
from baocao.features.diff.records import Driver, TotalChange
from baocao.figures.decomposition import decompose_change
from baocao.figures.measures import Outlook
from baocao.model.figure import RolledUpFigure
from baocao.model.indicator import Function, IndicatorKind
from baocao.model.submission import State
from baocao.model.unit import Unit

MOST_DRIVERS: Final = 5


class Reporters(NamedTuple):
    """All units by id, and those that reported on both sides."""

    units: Mapping[str, Unit]
    steady: frozenset[str]

    def units_named(self, names: Collection[str]) -> tuple[Unit, ...]:
        """Return units in the order of the registry."""
        return tuple(unit for name, unit in self.units.items() if name in names)


def total_change(before: Outlook, now: Outlook, reporters: Reporters) -> TotalChange:
    """Return what changed in a rolled-up figure, why, and the units that account for it."""
    old, new = before.figure, now.figure
    counted = [frozenset(side.coverage.counted) for side in (old, new)]
    steps = _steps_by_unit(old, new) if new.indicator.roll_up.function is Function.SUM else {}
    both, one_sided = counted[0] & counted[1], counted[0] ^ counted[1]
    biggest = sorted((name for name in steps if name in both), key=lambda name: -abs(steps[name]))
    units = reporters.units
    sides = told_apart(sides_of(old, new))
    change, relative = number_difference(sides)
    return TotalChange(
        new.indicator,
        sides.old,
        sides.new,
        change=change,
        relative=relative,
        turn=target_turn(old, new),
        drivers=tuple(Driver(units[name], steps[name]) for name in biggest[:MOST_DRIVERS] if name in units),
        uneven=sum((step for name, step in steps.items() if name not in both), Decimal(0)),
        gained=reporters.units_named((counted[1] - counted[0]) & reporters.steady),
        lost=reporters.units_named((counted[0] - counted[1]) & reporters.steady),
        holding=reporters.units_named(frozenset(new.holders) - frozenset(old.holders)),
        ceasing=reporters.units_named(frozenset(old.holders) - frozenset(new.holders)),
        only_coverage=bool(one_sided)
        and not one_sided & reporters.steady
        and _values_given(old, both) == _values_given(new, both),
        why=decompose_change(before, now),
    )


def _values_given(figure: RolledUpFigure, units: Collection[str]) -> dict[str, object]:
    return {
        contribution.unit: contribution.value
        for contribution in figure.contributions
        if contribution.unit in units
    }


def _steps_by_unit(old: RolledUpFigure, new: RolledUpFigure) -> dict[str, Decimal]:
    """Return by how much the figure of each unit changed, where it did."""
    before, now = _numbers_by_unit(old), _numbers_by_unit(new)
    steps = {name: now.get(name, Decimal(0)) - before.get(name, Decimal(0)) for name in {**now, **before}}
    return {name: step for name, step in steps.items() if step}


def same_total(old: RolledUpFigure, new: RolledUpFigure) -> bool:
    """Tell whether a rolled-up figure says the same of as many units; what is no figure never changes."""
    if old.state is new.state is State.UNTOTALLED:
        return True
    numbers = compared_number(old), compared_number(new)
    is_prose = new.indicator.kind is IndicatorKind.TEXT  # what units wrote is only counted
    equal = numbers[0] == numbers[1] if None not in numbers else is_prose or old.value == new.value
    covered = [(len(side.coverage.counted), len(side.coverage.expected)) for side in (old, new)]
    return old.state is new.state and equal and covered[0] == covered[1]


def _numbers_by_unit(figure: RolledUpFigure) -> dict[str, Decimal]:
    return {
        contribution.unit: contribution.value
        for contribution in figure.contributions
        if isinstance(contribution.value, Decimal)
    }
