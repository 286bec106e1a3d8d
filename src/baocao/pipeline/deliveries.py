"""From a workspace and its Git history to who reported, and when."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.figures.arrivals import arrival_of, split_deliveries
from baocao.figures.expected import directives_due, expected_reporters, has_reported
from baocao.figures.upcoming import upcoming_deadlines
from baocao.model.acceptance import Standing
from baocao.model.delivery import Arrival, Delivery, DirectiveStatus, Overview, Timing
from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive
from baocao.model.history import Action, Change, group_timelines
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Config
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.plan import Scope
from baocao.rules.accepted import standing_gaps
from baocao.rules.completeness import missing_parts
from baocao.source.accounting import UNREAD_REPORT, meant_file
from baocao.source.drafts import was_draft
from baocao.source.files import relative_path
from baocao.source.git import (
    Blobs,
    branch_arrivals,
    differing_paths,
    main_branch,
    open_repository,
    reading_blobs,
)
from baocao.source.git_faults import GitError
from baocao.vietnamese.moments import in_vietnam

_NOT_ASKED: Final = "chưa hỏi Git"


class Report(NamedTuple):
    """The overview, and what was loaded to make it."""

    overview: Overview
    loaded: Loaded

    @property
    def unread(self) -> list[Diagnostic]:
        """What may be a report of a unit that was asked about, and is not read."""
        shown = {stray.unit.id for status in self.overview.statuses for stray in status.deliveries}
        strays = (stray for stray in self.loaded.problems if stray.code == UNREAD_REPORT)
        return [stray for stray in strays if stray.unit is None or stray.unit in shown]


class History(NamedTuple):
    """What Git knows of the reports of one period, by unit; `fault` tells why it knows nothing."""

    branch: str = ""
    changes: Mapping[str, tuple[Change, ...]] = MappingProxyType({})
    pending: frozenset[str] = frozenset()
    fault: str = ""


def status_of_period(root: Path, period: Period, scope: Scope, now: datetime) -> Report:
    """Return who reported for `period` and when, as of `now`.

    Raises UnknownScopeError if it is narrowed to what does not exist.
    """
    loaded = load_checked(root, period)
    scope.check_names(loaded.workspaces[0].definitions)
    return Report(overview_of_loaded(loaded, scope, now), loaded)


def overview_of_loaded(loaded: Loaded, scope: Scope, now: datetime) -> Overview:
    """Return who reported for the one period that was loaded, and when, as of `now`."""
    workspace = loaded.workspaces[0]
    config, period = workspace.definitions.config, workspace.period
    history = read_history(config, period)
    maker = _Maker(loaded, history)
    directives = [
        directive
        for directive in workspace.definitions.directives.values()
        if scope.has_directive(directive.id)
    ]
    due = [directive for directive in directives_due(workspace) if scope.has_directive(directive.id)]
    return Overview(
        period=period,
        moment=in_vietnam(now),
        statuses=tuple(
            directive_status
            for directive in due
            if (directive_status := maker.directive_status(directive, scope)).deliveries
        ),
        upcoming=upcoming_deadlines(directives, now, config.holidays),
        branch=history.branch,
        notice=config.notice,
    )


def status_from_files(loaded: Loaded, directive: Directive) -> DirectiveStatus:
    """Return who reported under a directive as the files have it: when, and what Git has, is not asked."""
    return _Maker(loaded, History(fault=_NOT_ASKED)).directive_status(directive, Scope())


def read_history(config: Config, period: Period) -> History:
    """Return what the repository around the folder of units knows of the reports of `period`."""
    try:
        repository = open_repository(config.units)
        branch = main_branch(repository, config.main_branch)
        name = f"{period.id}.yaml"
        start, end = repository.prefix, f"/{name}"
        with reading_blobs(repository) as blobs:
            known = {
                path: sent
                for path, changes in group_timelines(branch_arrivals(repository, branch, name)).items()
                if path.startswith(start) and (sent := _changes_since_sent(changes, blobs))
            }
            # What lies here and is not on the main branch has not arrived, whatever the clerk believes.
            changed = differing_paths(repository, branch, known, blobs)
    except GitError as error:
        return History(fault=str(error))
    units = {path: path.removeprefix(start).removesuffix(end) for path in known}
    return History(
        branch.name,
        {unit: known[path] for path, unit in units.items()},
        frozenset(units[path] for path in changed),
    )


def _changes_since_sent(changes: tuple[Change, ...], blobs: Blobs) -> tuple[Change, ...]:
    """Return the changes of a file from the first version on that says anything."""
    for index, change in enumerate(changes):
        # `new` commits empty files early: without this everybody would be on time.
        if change.action is Action.REMOVED or not _is_draft(change, blobs):
            return changes[index:]
    return ()


def _is_draft(change: Change, blobs: Blobs) -> bool:
    try:
        return was_draft(blobs.read_version(change.commit, change.path))
    except GitError:
        return False


class _Maker:
    """Makes the status of each directive from what was loaded and what Git knows."""

    def __init__(self, loaded: Loaded, history: History) -> None:
        self._workspace = loaded.workspaces[0]
        self._owed = loaded.owed
        self._history = history
        self._wrong = {meant_file(each) for each in loaded.errors}

    def directive_status(self, directive: Directive, scope: Scope) -> DirectiveStatus:
        """Return who reported under a directive, of the units that are asked about."""
        definitions = self._workspace.definitions
        who = expected_reporters(self._workspace, directive)
        deadline = in_vietnam(
            directive.schedule.deadline(self._workspace.period, definitions.config.holidays)
        )
        units = [unit for unit in who.units if scope.has_unit(unit.id)]
        deliveries = tuple(self._delivery_of(directive, unit, deadline) for unit in units)
        parted = split_deliveries(deliveries, definitions.registry)
        accepted = dict(self._accepted_under(directive.id))
        return DirectiveStatus(directive, who.window, deadline, deliveries, parted, accepted=accepted)

    def _accepted_under(self, directive: str) -> Iterator[tuple[str, Standing]]:
        for issuer in self._workspace.submissions:
            if standing := standing_gaps(self._workspace, self._owed, directive, issuer):
                yield issuer, standing

    def _delivery_of(self, directive: Directive, unit: Unit, deadline: datetime) -> Delivery:
        workspace = self._workspace
        config = workspace.definitions.config
        file = relative_path(config.units / unit.id / f"{workspace.period.id}.yaml", config.root)
        submission = workspace.submissions.get(unit.id)
        broken = unit.id in workspace.rejected
        if not broken and not has_reported(submission):
            return Delivery(unit, file, unpulled=submission is None and self._is_known(unit.id))
        lacking = missing_parts(workspace, directive, unit, submission) if submission else (broken,)
        return Delivery(
            unit,
            file,
            received=True,
            broken=broken,
            valid=not (broken or file in self._wrong),
            complete=not any(lacking) and not (submission and submission.unread),
            arrival=self._arrival_of(unit.id, deadline),
            pending=unit.id in self._history.pending,
        )

    def _is_known(self, unit: str) -> bool:
        """Tell whether the main branch has the report of a unit."""
        changes = self._history.changes.get(unit, ())
        return bool(changes) and changes[-1].action is not Action.REMOVED

    def _arrival_of(self, unit: str, deadline: datetime) -> Arrival:
        history = self._history
        if history.fault:
            return Arrival(Timing.UNKNOWN, why=history.fault)
        return arrival_of(history.changes.get(unit, ()), deadline, history.branch)
