"""All figures of one directive for one period: own, rolled up, split and ranked, and its tasks."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from baocao.figures.expected import Expected, expected
from baocao.figures.own import own_figures
from baocao.figures.progress import task_statuses
from baocao.figures.ranking import ranks
from baocao.figures.rollup import UnitFigures, roll_up
from baocao.model.directive import Directive
from baocao.model.figure import RolledUpFigure, TaskStatus
from baocao.model.indicator import Catalogue
from baocao.model.submission import Rank
from baocao.model.unit import Grouping, Registry, Unit
from baocao.model.workspace import Workspace

KIND: Final = "loai"
"""The id of the grouping by kind of unit, which every registry has."""


class Part(NamedTuple):
    """The units that share one value of a grouping, and their figures rolled up."""

    label: str
    units: tuple[Unit, ...]
    figures: Mapping[str, RolledUpFigure]


class Split(NamedTuple):
    """The reporters parted by one grouping; `name` is the grouping's."""

    name: str
    parts: tuple[Part, ...]


class Consolidation(NamedTuple):
    """What the reporters of a directive add up to.

    `own` are the figures of every expected unit, `totals` those of all together by indicator,
    `splits` the parts by grouping, and `ranks` the places of units by indicator.
    """

    expected: Expected
    own: UnitFigures
    totals: Mapping[str, RolledUpFigure]
    splits: Mapping[str, Split]
    ranks: Mapping[str, Mapping[str, Rank]]
    statuses: tuple[TaskStatus, ...]


def consolidate(workspace: Workspace, directive: Directive) -> Consolidation:
    """Compute every figure of `directive` over all of its reporters."""
    definitions = workspace.definitions
    who = expected(workspace, directive)
    catalogue = _chosen(definitions.catalogue, directive)
    own = {
        unit.id: own_figures(
            unit,
            workspace.submissions.get(unit.id),
            definitions.catalogue,
            who.window.end,
        )
        for unit in who.units
    }
    return Consolidation(
        expected=who,
        own=own,
        totals=_rolled(catalogue, who.units, own, definitions.catalogue),
        splits={
            grouping.id: Split(
                grouping.name,
                tuple(
                    Part(
                        label,
                        units,
                        _rolled(catalogue, units, own, definitions.catalogue),
                    )
                    for label, units in members(grouping, who.units)
                ),
            )
            for grouping in groupings(definitions.registry)
        },
        ranks={
            name: ranks({unit.id: own[unit.id][name] for unit in who.units}, indicator.better)
            for name, indicator in catalogue.indicators.items()
            if indicator.better
        },
        statuses=task_statuses(workspace, directive, who.units, who.window.end),
    )


def _chosen(catalogue: Catalogue, directive: Directive) -> Catalogue:
    """Return the part of the catalogue that the directive asks for."""
    return Catalogue(
        catalogue.groups,
        {name: catalogue.indicators[name] for name in directive.indicators},
    )


def _rolled(
    chosen: Catalogue, units: Sequence[Unit], own: UnitFigures, catalogue: Catalogue
) -> Mapping[str, RolledUpFigure]:
    return {
        name: roll_up(indicator, units, own, catalogue) for name, indicator in chosen.indicators.items()
    }


def groupings(registry: Registry) -> tuple[Grouping, ...]:
    """Return the groupings of the registry, and that by kind."""
    kinds = {kind.id: kind.name for kind in registry.kinds.values()}
    return (*registry.groupings.values(), Grouping(KIND, "Loại đơn vị", kinds))


def members(grouping: Grouping, units: Sequence[Unit]) -> list[tuple[str, tuple[Unit, ...]]]:
    """Return label and units of every value of `grouping` that any of `units` has."""
    found = []
    for value, label in grouping.values.items():
        chosen = tuple(unit for unit in units if _value(unit, grouping) == value)
        found += [(label, chosen)] if chosen else []
    return found


def _value(unit: Unit, grouping: Grouping) -> str | None:
    return unit.kind.id if grouping.id == KIND else unit.groups.get(grouping.id)
