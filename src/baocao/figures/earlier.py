"""The periods before that of a document, whose figures stand beside its own, read when asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from baocao.figures.consolidation import Consolidation, consolidate_directive
from baocao.figures.own import own_figures
from baocao.figures.versions import renamed_workspace
from baocao.model.directive import Directive
from baocao.model.figure import OwnFigure
from baocao.model.inventory import SUFFIX, Inventory
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
Consolidate = Callable[[Workspace, Directive], Consolidation]
"""Adds up what the reporters of a directive reported in a period."""


class PastReports:
    """The reports of earlier periods of one kind, each read once and under the names that hold now."""

    def __init__(
        self,
        workspace: Workspace,
        inventory: Inventory,
        read: ReadPeriod,
        consolidate: Consolidate = consolidate_directive,
    ) -> None:
        self._workspace = workspace
        self._inventory = inventory
        self._read = read
        self._consolidate = consolidate
        self._known: dict[Period, Workspace] = {}
        self._sent: dict[Period, Workspace] = {}
        self._periods_of: dict[str, Sequence[Period]] = {}
        self._consolidated: dict[tuple[Period, str], Consolidation] = {}
        self.periods: Sequence[Period] = inventory.earlier_periods(workspace.period, MOST_EARLIER)

    def named_period(self, name: str) -> Period | None:
        """Return a period by its name or by what it is to this one; None if nobody reported for it."""
        period = self._workspace.period
        if name == LAST:
            return self.periods[0] if self.periods else None
        wanted = period.year_before if name == YEAR_BEFORE else Period.parse(name)
        return wanted if wanted in self.periods else None

    def periods_of(self, directive: Directive) -> Sequence[Period]:
        """Return the periods for which one of those who must report has a file, latest first."""
        if directive.id not in self._periods_of:
            found = tuple(period for period in self.periods if self._has_file(period, directive))
            self._periods_of[directive.id] = found
        return self._periods_of[directive.id]

    def _has_file(self, period: Period, directive: Directive) -> bool:
        day = directive.schedule.window(period).end
        units = self._workspace.definitions.registry.select_units(directive.reporters, day)
        return any(self._inventory.has_name(unit.id, f"{period.id}{SUFFIX}") for unit in units)

    def reports_of(self, period: Period) -> Workspace:
        """Return the reports of one of the periods."""
        if period not in self._known:
            self.keep_reports(self._read(period))
        return self._known[period]

    def reports_as_sent(self, period: Period) -> Workspace:
        """Return the same under the names that held then: who compares periods renames them himself."""
        self.reports_of(period)
        return self._sent[period]

    def keep_reports(self, reports: Workspace) -> None:
        """Keep the reports of a period, under the names that hold now."""
        self._sent[reports.period] = reports
        self._known[reports.period] = renamed_workspace(reports, self._workspace)

    def forget_reports(self, period: Period) -> None:
        """Forget the reports of a period of which nothing more is asked."""
        self._known.pop(period, None)
        self._sent.pop(period, None)
        for key in [key for key in self._consolidated if key[0] == period]:
            del self._consolidated[key]

    def consolidation_of(self, period: Period, directive: Directive) -> Consolidation:
        """Return what the reporters of a directive added up to in one of the periods, computed once."""
        key = period, directive.id
        if key not in self._consolidated:
            made = self._consolidate(self.reports_of(period), directive)
            self._consolidated[key] = made._replace(earlier=True)
        return self._consolidated[key]


class Earlier(Mapping[str, Consolidation]):
    """What the reporters of a directive added up to, by the name of the period or 'ky_truoc', 'cung_ky'."""

    def __init__(self, past: PastReports | None, directive: Directive | None) -> None:
        self._past = past
        self._directive = directive
        self._known: dict[Period, Consolidation | None] = {}
        self._used: dict[str, SourceFile] = {}

    @cached_property
    def periods(self) -> Sequence[Period]:
        """The periods, latest first; a file of anybody but the reporters makes none."""
        return self._past.periods_of(self._directive) if self._past and self._directive else ()

    @property
    def sources(self) -> Mapping[str, str]:
        """The hashes of the files of which anything was asked, by path."""
        return {name: file.sha256 for name, file in self._used.items()}

    def __getitem__(self, name: str) -> Consolidation:
        """Return the figures of a period; KeyError if none of those who must report did."""
        found = next(filter(None, map(self._reported_in, self._named_periods(name))), None)
        if found is None:
            raise KeyError(name)
        return found

    def _named_periods(self, name: str) -> Sequence[Period]:
        """Return the periods that a name may stand for, the likeliest first."""
        if name == LAST:
            return self.periods
        period = self._past.named_period(name) if self._past else None
        return (period,) if period in self.periods and period else ()

    def _reported_in(self, period: Period) -> Consolidation | None:
        """Return the figures of a period in which at least one of the reporters reported."""
        if self._past is None or self._directive is None:
            return None
        if period not in self._known:
            reports = self._past.reports_of(period)
            then = reports.definitions.directives.get(self._directive.id)
            made = self._past.consolidation_of(period, then) if then else None
            self._known[period] = made if made and made.expected.reported else None
            if self._known[period]:
                self._used |= reports.files
        return self._known[period]

    def __iter__(self) -> Iterator[str]:
        return iter(period.id for period in self.periods)

    def __len__(self) -> int:
        return len(self.periods)

    def own_figures(self, name: str, unit: Unit) -> tuple[Period, Mapping[str, OwnFigure]] | None:
        """Return the period of a name and what one unit reported then; None if it did not."""
        if self._past is None:
            return None
        # Who makes a document of its own need not be one of those who report.
        period = next(iter(self._named_periods(name)), None) or self._past.named_period(name)
        if period is None:
            return None
        reports = self._past.reports_of(period)
        report = reports.submissions.get(unit.id)
        if report is None or report.draft:
            return None
        self._used |= {name: file for name, file in reports.files.items() if name == report.at.file}
        return period, own_figures(unit, report, reports.definitions.catalogue, period.window.end)


NOTHING_EARLIER: Final = Earlier(None, None)
