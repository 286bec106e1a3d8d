"""Loading and checking a workspace, the first half of every command."""

from collections.abc import Collection, Hashable, Mapping
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from baocao.figures.versions import in_period
from baocao.model.diagnostic import Diagnostic, problems_in_order
from baocao.model.messages import Severity
from baocao.model.owed import Owed
from baocao.model.past import Past
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import PROFILE, Config, Definitions, SourceFile, Workspace
from baocao.pipeline.checking import ReportChecker
from baocao.pipeline.clock import Clock
from baocao.pipeline.guarding import interrupted_problems
from baocao.pipeline.memory import Memory, Remembered, share_remembered
from baocao.pipeline.parallel import Sharing
from baocao.pipeline.sealing import check_records
from baocao.report.periods import unknown_period
from baocao.rules.accepted import check_accepted
from baocao.rules.cascades import without_cascades
from baocao.rules.characters import check_characters
from baocao.rules.compared import compare_reports, joined_before
from baocao.rules.completeness import check_completeness
from baocao.rules.definitions import check_definitions
from baocao.rules.first_looks import FirstLook, first_looks
from baocao.rules.issued import check_issued
from baocao.rules.periods import check_period
from baocao.source.accounting import account_strays, meant_file
from baocao.source.attributes import check_attributes
from baocao.source.config import read_config
from baocao.source.files import NOTHING_INSTEAD, read_stored, relative_path
from baocao.source.finished import finished_before
from baocao.source.inventory import take_inventory
from baocao.source.issuances import read_issued
from baocao.source.past import read_past
from baocao.source.rewrites import check_rewrites, is_kept_in_git
from baocao.source.workspace import (
    add_profiles,
    add_submissions,
    definition_basis,
    files_of,
    load_definitions,
    load_past,
    read_from,
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

    `unproved` is what Git could not be asked about records of issued documents, `register` what is wrong
    with their numbers, which keeps nothing from being made.
    """

    definitions: Definitions
    workspaces: tuple[Workspace, ...]
    problems: tuple[Diagnostic, ...]
    owed: tuple[Owed, ...]
    timings: Mapping[str, float]
    unproved: tuple[Diagnostic, ...] = ()
    looks: tuple[FirstLook, ...] = ()
    register: tuple[Diagnostic, ...] = ()

    @property
    def files(self) -> Mapping[str, SourceFile]:
        """Every file that was read, by path."""
        files_read = dict(self.definitions.files)
        for workspace in self.workspaces:
            files_read.update({**workspace.files, **workspace.records})
        return files_read

    @property
    def missing(self) -> tuple[Diagnostic, ...]:
        """What the reports that are owed lack; several directives may ask for the same."""
        return tuple(result for each in self.owed for result in each.missing)

    @property
    def blind(self) -> tuple[Diagnostic, ...]:
        """The errors of what all units share: a directive that cannot be read may be the one that asks."""
        return tuple(error for error in self.errors if not error.unit)

    def why_unknown(self, period: Period) -> str:
        """Return that nobody asks for reports of a period nor has sent any; nothing where it is unsure."""
        return "" if self.blind else unknown_period(self.definitions, period)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that make a command fail."""
        return tuple(diagnostic for diagnostic in self.problems if diagnostic.severity is Severity.ERROR)


def load_checked(
    root: Path,
    period: Period | None,
    *,
    proving: bool = False,
    instead: Mapping[str, SourceFile] = NOTHING_INSTEAD,
    memory: Memory | None = None,
) -> Loaded:
    """Load the workspace `root` for one period, or for every period that has a file.

    `proving`, Git is asked for records of issued documents even where nothing is left of any. The contents
    `instead` are read in the place of files, by path, be they there or not. What a `memory` has of an
    earlier load is used where it would be the same, and what is made goes there.
    """
    clock = Clock()
    with clock.stage("definitions"):
        config, problems = read_config(root)
        config = config._replace(instead=instead)
        # Profiles are a file for each unit: read apart, they can be shared out among processes.
        definitions, more = _bare_definitions(config, memory)
        problems += more
        profiles = share_remembered(
            partial(read_profiles, definitions),
            units_with_profiles(definitions),
            PROFILES,
            Remembered(memory, partial(_profile_basis, config)) if memory else None,
        )
        definitions = add_profiles(definitions, profiles)
    with clock.stage("rules"):
        problems += [more for part in profiles for more in part.problems]
        problems += check_definitions(definitions)
        problems += check_characters(config, definitions.files.values())
        problems += account_strays(definitions, period)
        problems += [*check_rewrites(config), *check_attributes(config)]
        if definitions.inventory.aside:
            problems += interrupted_problems(config.units, relative_path(config.units, root))
    wanted = [period] if period else definitions.inventory.all_periods()
    workspaces: dict[Period, Workspace] = {}
    owed: list[Owed] = []
    looks: tuple[FirstLook, ...] = ()
    for asked_period in wanted:
        with clock.stage("submissions"):
            issued, kept_files, more = read_issued(config, asked_period, definitions.inventory)
            problems += more
            finished = finished_before(definitions, asked_period, partial(_past_of_all, memory))
            asked = in_period(definitions, asked_period)
            workspace = Workspace(asked, asked_period, issued=issued, records=kept_files, finished=finished)
            checker = ReportChecker(definitions, workspace, workspaces, clock)
            files = list(files_of(definitions, asked_period))
        # By unit, since no check of one report looks at another; what compares them comes after.
        remembered = checker.remembered_by(memory) if memory else None
        parts = share_remembered(checker.check_files, files, REPORTS, remembered)
        workspace = add_submissions(workspace, [part.submitted for part in parts])
        with clock.stage("rules"):
            problems += [more for part in parts for more in part.problems]
            problems += check_issued(workspace)
            compared = compare_reports(workspace, joined_before([part.before for part in parts]))
            problems += check_period(compared, [more for part in parts for more in part.findings])
            due = check_completeness(workspace)
            owed += due
            problems += check_accepted(workspace, due)
            looks = first_looks(compared) if asked_period == wanted[-1] else ()
        workspaces[asked_period] = workspace
    with clock.stage("records"):
        submissions = (
            submission
            for asked_period in workspaces.values()
            for submission in asked_period.submissions.values()
        )
        records = check_records(definitions, submissions, always=proving and is_kept_in_git(config.root))
        problems += records.problems
    # At the end, when it is known which definitions could not be read: what follows from that is no problem
    # of its own.
    problems = problems_in_order(list(without_cascades(problems, definitions)))
    wrong = {meant_file(each) for each in problems if each.severity is Severity.ERROR}
    return Loaded(
        definitions,
        tuple(_with_faults(workspace, wrong) for workspace in workspaces.values()),
        problems=tuple(problems),
        owed=tuple(owed),
        timings=clock.seconds,
        unproved=tuple(records.unproved),
        looks=looks,
        register=tuple(records.register),
    )


def _bare_definitions(config: Config, memory: Memory | None) -> tuple[Definitions, list[Diagnostic]]:
    """Return the definitions, without profiles, of which the folders are listed anew."""
    inventory = take_inventory(config)
    load = partial(load_definitions, config, with_profiles=False, inventory=inventory)
    if memory is None:
        return load()
    basis = partial(definition_basis, config, inventory)
    definitions, problems = memory.made_once("definitions", basis, load)
    return definitions._replace(inventory=inventory), problems


def _profile_basis(config: Config, unit: str) -> tuple[Hashable, object]:
    path = config.units / unit / PROFILE
    return ("profile", unit), (config.root, config.units, read_stored(path, config.root, config.instead))


def _past_of_all(memory: Memory | None, definitions: Definitions, period: Period) -> Past:
    """Return an earlier period of all units."""
    if memory is None:
        return load_past(definitions, period)
    config, basis = definitions.config, memory.same_basis("past", read_from(definitions))

    def named_basis(file: tuple[Unit, Path]) -> tuple[Hashable, object]:
        stored = read_stored(file[1], config.root, config.instead)
        return ("past", period.id, file[0].id), (basis, stored)

    work, files = partial(read_past, definitions, period), list(files_of(definitions, period))
    parts = share_remembered(work, files, REPORTS, Remembered(memory, named_basis))
    return Past(period, {unit: past for part in parts for unit, past in part.units.items()})


def _with_faults(workspace: Workspace, wrong: Collection[str]) -> Workspace:
    """Return the workspace with those submissions marked in whose files anything is wrong."""
    faulty = {
        name: submission._replace(faulty=True)
        for name, submission in workspace.submissions.items()
        if submission.at.file in wrong
    }
    return workspace._replace(submissions={**workspace.submissions, **faulty}) if faulty else workspace
