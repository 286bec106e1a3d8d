"""Loading and checking a workspace, the first half of every command."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from baocao.figures.versions import in_period
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.past import Past
from baocao.model.period import Period
from baocao.model.workspace import Definitions, SourceFile, Workspace
from baocao.rules.cascades import without_cascades
from baocao.rules.characters import check_characters
from baocao.rules.completeness import check_completeness
from baocao.rules.definitions import check_definitions
from baocao.rules.history import MOST_EARLIER
from baocao.rules.issued import check_issued
from baocao.rules.periods import check_period
from baocao.rules.reports import reports_of
from baocao.rules.submissions import check_submissions
from baocao.source.config import read_config
from baocao.source.finished import finished_before
from baocao.source.issuances import read_issued
from baocao.source.past import past_of
from baocao.source.workspace import earlier_periods, load_definitions, load_past, load_workspace, periods


class Loaded(NamedTuple):
    """Workspaces by period, what is wrong with them, what they still lack, and seconds by stage."""

    definitions: Definitions
    workspaces: tuple[Workspace, ...]
    problems: tuple[Diagnostic, ...]
    missing: tuple[Diagnostic, ...]
    timings: Mapping[str, float]

    @property
    def files(self) -> Mapping[str, SourceFile]:
        """Every file that was read, by path."""
        found = dict(self.definitions.files)
        for workspace in self.workspaces:
            found.update({**workspace.files, **workspace.records})
        return found

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that make a command fail."""
        return tuple(found for found in self.problems if found.severity is Severity.ERROR)


def load(root: Path, period: Period | None) -> Loaded:
    """Load the workspace `root` for one period, or for every period that has a file."""
    clock = _Clock()
    with clock.stage("definitions"):
        config, problems = read_config(root)
        definitions, found = load_definitions(config)
    with clock.stage("rules"):
        problems += [*found, *check_definitions(definitions)]
        problems += check_characters(config, definitions.files.values())
    wanted = [period] if period else []
    if period is None:
        wanted, found = periods(config)
        problems += found
    workspaces: list[Workspace] = []
    missing: list[Diagnostic] = []
    history = _History(definitions)
    for each in wanted:
        with clock.stage("submissions"):
            workspace, found = load_workspace(definitions, each)
            issued, records, faults = read_issued(config, each)
            found += faults
            workspace = workspace._replace(
                definitions=in_period(definitions, each),
                issued=issued,
                records=records,
                finished=finished_before(definitions, each),
            )
        with clock.stage("rules"):
            problems += [*found, *check_submissions(workspace), *check_issued(workspace)]
            problems += check_characters(config, workspace.files.values())
            missing += check_completeness(workspace)
        with clock.stage("history"):
            earlier = history.before(each)
            history.add(workspace)
        with clock.stage("figures"):
            reports = reports_of(workspace, earlier)
        with clock.stage("rules"):
            problems += check_period(reports)
        workspaces.append(workspace)
    problems = list(without_cascades(problems, definitions))
    return Loaded(definitions, tuple(workspaces), tuple(problems), tuple(missing), clock.seconds)


class _History:
    """Earlier periods, read when they are asked for, unless they have been read already."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._read: dict[Period, Workspace] = {}
        self._known: dict[Period, Past] = {}

    def add(self, workspace: Workspace) -> None:
        """Remember a period that is read anyway."""
        self._read[workspace.period] = workspace

    def before(self, period: Period) -> tuple[Past, ...]:
        """Return earlier periods, latest first."""
        found = earlier_periods(self._definitions.config, period, MOST_EARLIER)
        for each in found:
            if each not in self._known:
                self._known[each] = self._past(each)
        return tuple(self._known[each] for each in found)

    def _past(self, period: Period) -> Past:
        if period not in self._read:
            return load_past(self._definitions, period)
        submissions = self._read[period].submissions
        return Past(period, {unit: past_of(submission) for unit, submission in submissions.items()})


class _Clock:
    """Adds up the seconds that stages take."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside as part of the stage `name`."""
        started = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - started
