"""What the page shows is made of: everything that is read and computed once, and the views made of it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from baocao.figures.consolidation import Consolidation
from baocao.figures.earlier import PastReports
from baocao.model.delivery import Overview
from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive
from baocao.model.period import Period
from baocao.model.printed import FigureKey
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, Workspace
from baocao.pipeline.loading import Loaded
from baocao.pipeline.manifest import Earlier


class Basis(NamedTuple):
    """As of when the data speak: the commit that is checked out, none outside of Git, and its moment."""

    moment: datetime
    commit: str = ""
    prefix: str = ""


class Checked(NamedTuple):
    """What `check` says of the period: findings, gravest first, and in words what settings leave out."""

    found: tuple[Diagnostic, ...] = ()
    left_out: tuple[str, ...] = ()


NOTHING_BUILT: Final = Earlier([], {})
INDEX: Final = "trang.html"
"""The page of a period; of a country it leads to the pages of its parts."""
FOLDER: Final = "trang"
"""The folder beside it with the pages of parts."""


class PagePart(NamedTuple):
    """A page that speaks of some of the units only: the name of its file, its title, and these units."""

    file: str
    title: str
    units: tuple[Unit, ...]


def figure_route(key: FigureKey) -> str:
    """Return the route of the trace of a figure."""
    return f"#truy-vet/{key.text.replace('|', '/')}"


class Gathered(NamedTuple):
    """All that the views are made of, read once.

    `everyone` are the units that the period concerns, in registry order: reporters, and whoever sent a
    report. Where they are too many for one page there are `parts`, and `homes` are by unit the files of
    their pages; `part` is the one that is being made, None for the page that leads to them.

    `periods` are those of the same kind up to this one, oldest first; `series` are by directive what its
    reporters added up to in each of them, None where none of them reported. `folder` is where the build of
    the period lies, and `build` what its list says. A `concise` page leaves out what units wrote in their
    own words.
    """

    loaded: Loaded
    periods: tuple[Period, ...]
    consolidations: Mapping[str, Consolidation]
    series: Mapping[str, tuple[Consolidation | None, ...]]
    past: PastReports
    overview: Overview
    folder: Path
    basis: Basis
    everyone: tuple[Unit, ...] = ()
    concise: bool = False
    checked: Checked = Checked()
    build: Earlier = NOTHING_BUILT
    parts: tuple[PagePart, ...] = ()
    homes: Mapping[str, str] = MappingProxyType({})
    part: PagePart | None = None

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
        """The units of which this page shows figures of their own; none on a page that leads to parts."""
        if self.part:
            return self.part.units
        return () if self.leads_to_parts else self.everyone

    @property
    def numbers(self) -> Mapping[str, int]:
        """The places on this page of its units, by their ids."""
        return {unit.id: number for number, unit in enumerate(self.units)}

    @property
    def leads_to_parts(self) -> bool:
        """Whether this is the page above those of parts."""
        return bool(self.parts) and self.part is None

    @property
    def has_totals(self) -> bool:
        """Whether this page shows what all units come to; those of parts leave it to the one above them."""
        return self.part is None

    def is_here(self, unit: str) -> bool:
        """Tell whether what is a unit's own stands on this page; what is nobody's does above the parts."""
        return self.homes.get(unit, "") == (self.part.file if self.part else "")

    def unit_link(self, unit: str, route: str = "don-vi") -> str:
        """Return the address of what is shown of a unit, on this page or another."""
        return f"{self._way_to(self.homes.get(unit, ''))}#{route}/{unit}"

    def figure_link(self, key: FigureKey) -> str:
        """Return the address of the trace of a figure: that of a unit stands where the unit does."""
        return f"{self._way_to(self.homes.get(key.unit, ''))}{figure_route(key)}"

    def part_link(self, part: PagePart | None) -> str:
        """Return the address of the page of a part, or of the one above them."""
        return self._way_to(part.file if part else "")

    def _way_to(self, file: str) -> str:
        """Return how one gets from this page to that of a part; to the one above if none is named."""
        if self.part:
            return "" if file == self.part.file else file or f"../{INDEX}"
        return f"{FOLDER}/{file}" if file else ""

    @property
    def whole_workspace(self) -> Workspace:
        """The reports of the period, with what other periods ask too: to be held against these."""
        return self.workspace._replace(definitions=self.loaded.definitions)

    @property
    def last_reports(self) -> Workspace:
        """The reports of the latest period before, where there is one: read for the charts already."""
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
