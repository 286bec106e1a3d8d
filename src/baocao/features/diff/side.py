"""One side of a comparison: a workspace, and what is computed of it once."""

from collections.abc import Mapping
from typing import NamedTuple

from baocao.features.diff.succession import Pair
from baocao.figures.expected import Expected, directives_due, expected_reporters, has_reported
from baocao.figures.own import own_figures
from baocao.figures.ranking import rank_units
from baocao.figures.rollup import LeftOut, UnitFigures, roll_up
from baocao.figures.siblings import figures_left_out, relations_within
from baocao.model.figure import RolledUpFigure
from baocao.model.submission import Rank, Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace


class Narrowing(NamedTuple):
    """What the answer is narrowed to; an empty part stands for everything.

    `without_totals` nothing is told that all units come to, nor which place any has among them: those that
    are compared are but a part of them.
    """

    units: frozenset[str] = frozenset()
    directives: frozenset[str] = frozenset()
    without_totals: bool = False

    @property
    def has_totals(self) -> bool:
        """Whether it is told what all units come to."""
        return not (self.units or self.without_totals)

    def has_pair(self, pair: Pair) -> bool:
        """Tell whether a unit is asked about, by its old id or its new one."""
        return not self.units or bool(self.units & {pair.old.id, pair.new.id})

    def within(self, directives: frozenset[str]) -> "Narrowing":
        """Return the same of these directives alone; none are all of them."""
        if not directives:
            return self
        return self._replace(directives=self.directives & directives if self.directives else directives)

    def has_directive(self, name: str) -> bool:
        """Tell whether a directive is asked about."""
        return not self.directives or name in self.directives


class Side:
    """A workspace with what is computed of it once."""

    def __init__(self, workspace: Workspace, narrowing: Narrowing, other: "Side | None" = None) -> None:
        self.workspace = workspace
        self.narrowing = narrowing
        self.definitions = workspace.definitions
        self.due = {
            directive.id: directive
            for directive in directives_due(workspace)
            if narrowing.has_directive(directive.id)
        }
        self.directives = {
            name: directive
            for name, directive in self.definitions.directives.items()
            if narrowing.has_directive(name)
        }
        self.expected: Mapping[str, Expected] = {
            name: expected_reporters(workspace, directive) for name, directive in self.due.items()
        }
        self.indicators = dict.fromkeys(
            name for directive in self.directives.values() for name in directive.indicators
        )
        self.own = self._own_figures(other)
        self._ranks: dict[str, Mapping[str, Rank]] = {}
        self._left_out: dict[str, LeftOut] = {}

    def has_report(self, unit: Unit) -> bool:
        """Tell whether the unit has a report: a file that can be read, and that somebody has filled."""
        return has_reported(self.workspace.submissions.get(unit.id))

    def report_of(self, unit: Unit) -> Submission:
        """Return the report of a unit; one that is not there says nothing."""
        report_there = self.workspace.submissions.get(unit.id)
        return report_there or Submission(unit.id, self.workspace.period, unit.at)

    def _own_figures(self, other: "Side | None") -> UnitFigures:
        """Return the figures of units; those of a report that the other side has too are computed once."""
        units = {unit.id: unit for who in self.expected.values() for unit in who.units}
        units.update({name: self.definitions.registry.units[name] for name in self.workspace.submissions})
        end = self.workspace.period.window.end
        catalogue, reports = self.definitions.catalogue, self.workspace.submissions
        known: UnitFigures = {}
        if (
            other
            and other.definitions.catalogue is catalogue
            and other.workspace.period == self.workspace.period
        ):
            theirs = other.workspace.submissions
            known = {name: own for name, own in other.own.items() if theirs.get(name) is reports.get(name)}
        return {
            name: known.get(name) or own_figures(unit, reports.get(name), catalogue, end)
            for name, unit in units.items()
        }

    def rank_of(self, unit: str, name: str) -> Rank | None:
        """Return the place of a unit among the reporters of the first directive that asks."""
        indicator = self.definitions.catalogue.indicators.get(name)
        if indicator is None or indicator.better is None:
            return None
        if name not in self._ranks:
            who = next(
                (self.expected[key] for key, directive in self.due.items() if name in directive.indicators),
                None,
            )
            own = {directive.id: self.own[directive.id][name] for directive in who.units} if who else {}
            self._ranks[name] = rank_units(own, indicator.better)
        return self._ranks[name].get(unit)

    def total_of(self, directive: str, name: str) -> RolledUpFigure | None:
        """Return a figure rolled up over the reporters of a directive."""
        indicator = self.definitions.catalogue.indicators.get(name)
        who = self.expected.get(directive)
        if indicator is None or who is None:
            return None
        return roll_up(
            indicator, who.units, self.own, self.definitions.catalogue, self._left_out_of(directive, who)
        )

    def _left_out_of(self, directive: str, who: Expected) -> LeftOut:
        if directive not in self._left_out:
            relations = relations_within(self.workspace, who.directive)
            self._left_out[directive] = figures_left_out(
                who.units, self.own, relations, self.definitions.catalogue
            )
        return self._left_out[directive]
