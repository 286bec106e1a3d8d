"""What the page shows is made of: everything that is read and computed once, and the views made of it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from markupsafe import Markup

from baocao.figures.consolidation import Consolidation
from baocao.figures.earlier import PastReports
from baocao.model.delivery import Overview
from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, Workspace
from baocao.pipeline.loading import Loaded


class Basis(NamedTuple):
    """As of when the data speak: the commit that is checked out, none outside of Git, and its moment."""

    moment: datetime
    commit: str = ""
    prefix: str = ""


class Checked(NamedTuple):
    """What `check` says of the period: findings, gravest first, and in words what settings leave out."""

    found: tuple[Diagnostic, ...] = ()
    left_out: tuple[str, ...] = ()


class Gathered(NamedTuple):
    """All that the views are made of, read once.

    `periods` are those of the same kind up to this one, oldest first; `series` are by directive what its
    reporters added up to in each of them, None where none of them reported. `folder` is where the build of
    the period lies. A `concise` page leaves out what units wrote in their own words.
    """

    loaded: Loaded
    periods: tuple[Period, ...]
    consolidations: Mapping[str, Consolidation]
    series: Mapping[str, tuple[Consolidation | None, ...]]
    past: PastReports
    overview: Overview
    folder: Path
    basis: Basis
    concise: bool = False
    checked: Checked = Checked()

    @property
    def workspace(self) -> Workspace:
        """The reports of the period."""
        return self.loaded.workspaces[0]

    @property
    def definitions(self) -> Definitions:
        """What holds in the period."""
        return self.workspace.definitions

    @property
    def period(self) -> Period:
        """The period of which the page is."""
        return self.workspace.period

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that are on the page, in registry order: reporters, and whoever sent a report."""
        named = {unit.id for each in self.consolidations.values() for unit in each.expected.units}
        named |= self.workspace.submissions.keys() | self.workspace.rejected
        return tuple(unit for unit in self.definitions.registry.units.values() if unit.id in named)

    @property
    def whole_workspace(self) -> Workspace:
        """The reports of the period, with what other periods ask too: to be held against these."""
        return self.workspace._replace(definitions=self.loaded.definitions)

    @property
    def last_reports(self) -> Workspace | None:
        """The reports of the latest period before of its kind, which are read for the charts already."""
        if not self.past.periods:
            return None
        reports = self.past.reports_as_sent(self.past.periods[0])
        return reports._replace(definitions=self.loaded.definitions)

    def last_of(self, directive: Directive) -> Consolidation | None:
        """Return the latest period before, in which any of the reporters of a directive reported."""
        before = self.series[directive.id][:-1]
        return next((each for each in reversed(before) if each), None)


class View(NamedTuple):
    """A part of the page that is shown by itself: its route, its title, and what no table in it shows.

    `data` are for the scripts, under the name of the route.
    """

    id: str
    title: str
    html: Markup
    data: Mapping[str, Any] = MappingProxyType({})
