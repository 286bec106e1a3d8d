"""The periods before that of a document, whose figures stand beside its own, read when asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from baocao.figures.consolidation import Consolidation, consolidate_directive
from baocao.figures.own import own_figures
from baocao.figures.versions import renamed_workspace
from baocao.model.directive import Directive
from baocao.model.figure import OwnFigure
from baocao.model.inventory import Inventory
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import SourceFile, Workspace

LAST: Final = "ky_truoc"
"""The name of the latest period of its kind before."""
YEAR_BEFORE: Final = "cung_ky"
"""The name of the same period of the year before."""
MOST_EARLIER: Final = 24
"""How many periods before can be asked for."""

ReadPeriod = Callable[[Period], Workspace]
"""Reads what all units reported in a period, in the definitions of that period."""


class PastReports:
    """The reports of earlier periods of one kind, each read once and under the names that hold now."""

    def __init__(self, workspace: Workspace, inventory: Inventory, read: ReadPeriod) -> None:
        self._workspace = workspace
        self._read = read
        self._known: dict[Period, Workspace] = {}
        self._consolidated: dict[tuple[Period, str], Consolidation] = {}
        self.periods: Sequence[Period] = inventory.earlier_periods(workspace.period, MOST_EARLIER)

    def named_period(self, name: str) -> Period | None:
        """Return a period by its name or by what it is to this one; None if nobody reported for it."""
        period = self._workspace.period
        if name == LAST:
            return self.periods[0] if self.periods else None
        wanted = period.year_before if name == YEAR_BEFORE else Period.parse(name)
        return wanted if wanted in self.periods else None

    def reports_of(self, period: Period) -> Workspace:
        """Return the reports of one of the periods."""
        if period not in self._known:
            self.keep_reports(self._read(period))
        return self._known[period]

    def keep_reports(self, reports: Workspace) -> None:
        """Keep the reports of a period, under the names that hold now."""
        self._known[reports.period] = renamed_workspace(reports, self._workspace)

    def consolidation_of(self, period: Period, directive: Directive) -> Consolidation:
        """Return what the reporters of a directive added up to in one of the periods, computed once."""
        key = period, directive.id
        if key not in self._consolidated:
            made = consolidate_directive(self.reports_of(period), directive)
            self._consolidated[key] = made._replace(earlier=True)
        return self._consolidated[key]


class Earlier(Mapping[str, Consolidation]):
    """What the reporters of a directive added up to, by the name of the period or 'ky_truoc', 'cung_ky'."""

    def __init__(self, past: PastReports | None, directive: Directive | None) -> None:
        self._past = past
        self._directive = directive
        self._known: dict[Period, Consolidation] = {}
        self._used: dict[str, SourceFile] = {}

    @property
    def periods(self) -> Sequence[Period]:
        """The periods, latest first."""
        return self._past.periods if self._past else ()

    @property
    def sources(self) -> Mapping[str, str]:
        """The hashes of the files of which anything was asked, by path."""
        return {name: file.sha256 for name, file in self._used.items()}

    def __getitem__(self, name: str) -> Consolidation:
        """Return the figures of a period; KeyError if there are none."""
        period = self._past.named_period(name) if self._past else None
        if self._past is None or self._directive is None or period is None:
            raise KeyError(name)
        if period not in self._known:
            reports = self._past.reports_of(period)
            then = reports.definitions.directives.get(self._directive.id)
            if then is None:
                raise KeyError(name)
            self._used |= reports.files
            self._known[period] = self._past.consolidation_of(period, then)
        return self._known[period]

    def __iter__(self) -> Iterator[str]:
        return iter(period.id for period in self.periods)

    def __len__(self) -> int:
        return len(self.periods)

    def own_figures(self, name: str, unit: Unit) -> tuple[Period, Mapping[str, OwnFigure]] | None:
        """Return the period of a name and what one unit reported then; None if it did not."""
        period = self._past.named_period(name) if self._past else None
        if self._past is None or period is None:
            return None
        reports = self._past.reports_of(period)
        report = reports.submissions.get(unit.id)
        if report is None or report.draft:
            return None
        self._used |= {name: file for name, file in reports.files.items() if name == report.at.file}
        return period, own_figures(unit, report, reports.definitions.catalogue, period.window.end)


NOTHING_EARLIER: Final = Earlier(None, None)
