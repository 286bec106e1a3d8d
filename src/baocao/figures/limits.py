"""What falls short: which figures miss their targets or are lacking somewhere, and in which units."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from baocao.figures.chosen import Chosen
from baocao.figures.consolidation import Consolidation
from baocao.figures.targets import Outcome, outcome_of, units_at_target
from baocao.model.figure import RolledUpFigure
from baocao.model.indicator import Function


class Limit(NamedTuple):
    """A figure that falls short; `outcome` is by how much all together miss the target, if they have one.

    `units` are those that fall short themselves, in order: who gave no value is never among them.
    """

    figure: RolledUpFigure
    outcome: Outcome | None
    units: tuple[str, ...]


def find_limits(consolidation: Consolidation, chosen: Chosen) -> list[Limit]:
    """Return what falls short of the figures that are told, headlines first."""
    told = [*chosen.headlines, *(name for name in consolidation.totals if name in chosen.prose)]
    figures = (consolidation.totals[name] for name in dict.fromkeys(told))
    limits = (_limit_of(figure, consolidation, chosen.headlines) for figure in figures)
    return [limit for limit in limits if limit]


def _limit_of(
    figure: RolledUpFigure, consolidation: Consolidation, headlines: Iterable[str]
) -> Limit | None:
    outcome = outcome_of(figure)
    if outcome:
        return None if outcome.reached else Limit(figure, outcome, tuple(_failing(figure, consolidation)))
    failing = tuple(_failing(figure, consolidation))
    if not failing and figure.indicator.id in headlines:
        failing = _lacking(figure)
    return Limit(figure, None, failing) if failing else None


def _failing(figure: RolledUpFigure, consolidation: Consolidation) -> Iterator[str]:
    """Yield the units that fail the target of every unit; of one for all together, those below it."""
    reported = figure.coverage.counted or tuple(unit.id for unit in consolidation.expected.units)
    found = units_at_target(figure.indicator, reported, consolidation.own)
    yield from found.failing if found else ()


def _lacking(figure: RolledUpFigure) -> tuple[str, ...]:
    """Return the units that lack what a headline counts: that each has it, needs no target to be meant."""
    counts = figure.indicator.roll_up.function is Function.COUNT
    return figure.lacking if counts else ()
