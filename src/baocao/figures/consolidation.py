"""All figures of one directive for one period: own, rolled up, split and ranked, and its tasks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.figures.expected import Expected, expected_reporters, without_drafts
from baocao.figures.own import own_figures
from baocao.figures.progress import task_statuses
from baocao.figures.ranking import rank_units
from baocao.figures.rollup import LeftOut, UnitFigures, roll_up
from baocao.figures.siblings import (
    Contradiction,
    figures_left_out,
    find_contradictions,
    relations_within,
)
from baocao.model.directive import Directive
from baocao.model.figure import RolledUpFigure, TaskStatus
from baocao.model.indicator import Catalogue
from baocao.model.period import Period
from baocao.model.printed import FigureKey
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
    `splits` the parts by grouping, and `ranks` the places of units by indicator. `contradictions` are the
    rules that the totals do not satisfy. One that is `earlier` is that of a period before the document's,
    to be compared with it.
    """

    expected: Expected
    own: UnitFigures
    totals: Mapping[str, RolledUpFigure]
    splits: Mapping[str, Split]
    ranks: Mapping[str, Mapping[str, Rank]]
    statuses: tuple[TaskStatus, ...]
    contradictions: tuple[Contradiction, ...] = ()
    earlier: bool = False

    @property
    def period(self) -> Period:
        """The period of which these are the figures."""
        return self.expected.period

    def key_of(self, indicator: str) -> FigureKey:
        """Return the key of a total, as a document names it that is about a period of its own."""
        period = self.period.id if self.earlier else ""
        return FigureKey(indicator, directive=self.expected.directive.id, period=period)


def consolidate_directive(workspace: Workspace, directive: Directive) -> Consolidation:
    """Compute every figure of `directive` over all of its reporters."""
    workspace = without_drafts(workspace)
    definitions = workspace.definitions
    who = expected_reporters(workspace, directive)
    catalogue = _chosen_catalogue(definitions.catalogue, directive)
    own = {
        unit.id: own_figures(
            unit,
            workspace.submissions.get(unit.id),
            definitions.catalogue,
            who.window.end,
        )
        for unit in who.units
    }
    relations = relations_within(workspace, directive)
    left_out = figures_left_out(who.units, own, relations, definitions.catalogue)
    roller = _Roller(catalogue, own, definitions.catalogue, left_out)
    totals = roller.rolled_figures(who.units)
    return Consolidation(
        expected=who,
        own=own,
        totals=totals,
        splits=_Splits(all_groupings(definitions.registry), who.units, roller),
        ranks={
            name: rank_units({unit.id: own[unit.id][name] for unit in who.units}, indicator.better)
            for name, indicator in catalogue.indicators.items()
            if indicator.better
        },
        statuses=task_statuses(workspace, directive, who.units, who.window.end),
        contradictions=find_contradictions(totals, relations, own),
    )


def _chosen_catalogue(catalogue: Catalogue, directive: Directive) -> Catalogue:
    """Return the part of the catalogue that the directive asks for."""
    return Catalogue(
        catalogue.groups,
        {name: catalogue.indicators[name] for name in directive.indicators},
    )


class _Roller(NamedTuple):
    """What rolls up the indicators of a directive, `chosen` from the whole `catalogue`, over any units."""

    chosen: Catalogue
    own: UnitFigures
    catalogue: Catalogue
    left_out: LeftOut

    def rolled_figures(self, units: Sequence[Unit]) -> Mapping[str, RolledUpFigure]:
        return {
            name: roll_up(indicator, units, self.own, self.catalogue, self.left_out)
            for name, indicator in self.chosen.indicators.items()
        }


class _Splits(Mapping[str, Split]):
    """The parts by grouping, rolled up when they are asked for: of earlier periods they seldom are."""

    def __init__(self, groupings: Iterable[Grouping], units: tuple[Unit, ...], roller: _Roller) -> None:
        self._groupings = {grouping.id: grouping for grouping in groupings}
        self._units = units
        self._roller = roller
        self._known: dict[str, Split] = {}

    def __getitem__(self, name: str) -> Split:
        """Return the parts by one grouping; KeyError for one that the registry lacks."""
        if name not in self._known:
            grouping = self._groupings[name]
            parts = (
                Part(label, units, self._roller.rolled_figures(units))
                for label, units in members_by_value(grouping, self._units)
            )
            self._known[name] = Split(grouping.name, tuple(parts))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._groupings)

    def __len__(self) -> int:
        return len(self._groupings)


def all_groupings(registry: Registry) -> tuple[Grouping, ...]:
    """Return the groupings of the registry, and that by kind."""
    kinds = {kind.id: kind.name for kind in registry.kinds.values()}
    return (*registry.groupings.values(), Grouping(KIND, "Loại đơn vị", kinds))


def members_by_value(grouping: Grouping, units: Sequence[Unit]) -> list[tuple[str, tuple[Unit, ...]]]:
    """Return label and units of every value of `grouping` that any of `units` has."""
    parts = []
    for value, label in grouping.values.items():
        chosen = tuple(unit for unit in units if _value_of_grouping(unit, grouping) == value)
        parts += [(label, chosen)] if chosen else []
    return parts


def _value_of_grouping(unit: Unit, grouping: Grouping) -> str | None:
    return unit.kind.id if grouping.id == KIND else unit.groups.get(grouping.id)
