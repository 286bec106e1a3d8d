"""Loading and checking a workspace, the first half of every command."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from baocao.figures.versions import in_period
from baocao.model.diagnostic import Diagnostic, in_order
from baocao.model.messages import Severity
from baocao.model.owed import Owed
from baocao.model.period import Period
from baocao.model.workspace import Definitions, SourceFile, Workspace
from baocao.pipeline.checking import ReportChecker
from baocao.pipeline.clock import Clock
from baocao.pipeline.parallel import Sharing, share_work
from baocao.pipeline.sealing import check_records
from baocao.rules.cascades import without_cascades
from baocao.rules.characters import check_characters
from baocao.rules.completeness import check_completeness
from baocao.rules.definitions import check_definitions
from baocao.rules.issued import check_issued
from baocao.rules.periods import check_period
from baocao.source.accounting import account
from baocao.source.config import read_config
from baocao.source.finished import finished_before
from baocao.source.issuances import read_issued
from baocao.source.workspace import (
    add_profiles,
    add_submissions,
    files_of,
    load_definitions,
    read_profiles,
    units_with_profiles,
)

REPORTS: Final = Sharing(64, processes=8)
"""Reports of which the reading takes longer than starting other processes for it.

Of what these send much must be unpacked here, one after the other, so that more of them would only wait.
"""
PROFILES: Final = Sharing(640, processes=8)
"""The same for profiles, which are short."""


class Loaded(NamedTuple):
    """Workspaces by period, what is wrong with them, the reports that are owed, and seconds by stage.

    `unproved` is what Git could not be asked about records of issued documents.
    """

    definitions: Definitions
    workspaces: tuple[Workspace, ...]
    problems: tuple[Diagnostic, ...]
    owed: tuple[Owed, ...]
    timings: Mapping[str, float]
    unproved: tuple[Diagnostic, ...] = ()

    @property
    def files(self) -> Mapping[str, SourceFile]:
        """Every file that was read, by path."""
        found = dict(self.definitions.files)
        for workspace in self.workspaces:
            found.update({**workspace.files, **workspace.records})
        return found

    @property
    def missing(self) -> tuple[Diagnostic, ...]:
        """What the reports that are owed lack; several directives may ask for the same."""
        return tuple(found for each in self.owed for found in each.missing)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that make a command fail."""
        return tuple(found for found in self.problems if found.severity is Severity.ERROR)


def load(root: Path, period: Period | None) -> Loaded:
    """Load the workspace `root` for one period, or for every period that has a file."""
    clock = Clock()
    with clock.stage("definitions"):
        config, problems = read_config(root)
        definitions, found = load_definitions(config, with_profiles=False)
        problems += found
        profiles = share_work(
            partial(read_profiles, definitions), units_with_profiles(definitions), PROFILES
        )
        definitions = add_profiles(definitions, profiles)
    with clock.stage("rules"):
        problems += [found for part in profiles for found in part.problems]
        problems += check_definitions(definitions)
        problems += check_characters(config, definitions.files.values())
        problems += account(definitions, period)
    wanted = [period] if period else definitions.inventory.all_periods()
    workspaces: dict[Period, Workspace] = {}
    owed: list[Owed] = []
    for each in wanted:
        with clock.stage("submissions"):
            issued, records, found = read_issued(config, each, definitions.inventory)
            problems += found
            finished = finished_before(definitions, each)
            asked = in_period(definitions, each)
            workspace = Workspace(asked, each, issued=issued, records=records, finished=finished)
            checker = ReportChecker(definitions, workspace, workspaces, clock)
            files = list(files_of(definitions, each))
        parts = share_work(checker.check, files, REPORTS)
        workspace = add_submissions(workspace, [part.submitted for part in parts])
        with clock.stage("rules"):
            problems += [found for part in parts for found in part.problems]
            problems += check_issued(workspace)
            problems += check_period(workspace, [found for part in parts for found in part.findings])
            owed += check_completeness(workspace)
        workspaces[each] = workspace
    with clock.stage("records"):
        submissions = (every for each in workspaces.values() for every in each.submissions.values())
        found, unproved = check_records(definitions, submissions)
        problems += found
    problems = in_order(list(without_cascades(problems, definitions)))
    return Loaded(
        definitions,
        tuple(workspaces.values()),
        problems=tuple(problems),
        owed=tuple(owed),
        timings=clock.seconds,
        unproved=tuple(unproved),
    )
