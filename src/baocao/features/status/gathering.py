"""`baocao status`: from a workspace and its Git history to who reported, and when."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from baocao.features.status.delivery import arrival, splits
from baocao.features.status.records import Arrival, Delivery, DirectiveStatus, Overview, Timing
from baocao.features.status.upcoming import upcoming
from baocao.figures.expected import directives_due, expected
from baocao.model.diagnostic import Diagnostic
from baocao.model.directive import Directive
from baocao.model.history import Action, Change, timelines
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Config
from baocao.pipeline.loading import Loaded, load
from baocao.pipeline.plan import Scope
from baocao.rules.completeness import missing_parts
from baocao.source.accounting import UNREAD_REPORT, meant_file
from baocao.source.drafts import was_draft
from baocao.source.files import relative
from baocao.source.git import Blobs, arrivals, differing, main_branch, open_repository, reading
from baocao.source.git_faults import GitError
from baocao.vietnamese.moments import in_vietnam


class Report(NamedTuple):
    """The overview, and what was loaded to make it."""

    overview: Overview
    loaded: Loaded

    @property
    def unread(self) -> list[Diagnostic]:
        """What may be a report of a unit that was asked about, and is not read."""
        shown = {each.unit.id for status in self.overview.statuses for each in status.deliveries}
        found = (each for each in self.loaded.problems if each.code == UNREAD_REPORT)
        return [each for each in found if each.unit is None or each.unit in shown]


class History(NamedTuple):
    """What Git knows of the reports of one period, by unit; `fault` tells why it knows nothing."""

    branch: str = ""
    changes: Mapping[str, tuple[Change, ...]] = MappingProxyType({})
    pending: frozenset[str] = frozenset()
    fault: str = ""


def status(root: Path, period: Period, scope: Scope, now: datetime) -> Report:
    """Return who reported for `period` and when, as of `now`.

    Raises UnknownScopeError if it is narrowed to what does not exist.
    """
    loaded = load(root, period)
    workspace = loaded.workspaces[0]
    scope.check(workspace.definitions)
    config = workspace.definitions.config
    history = read_history(config, period)
    maker = _Maker(loaded, history)
    directives = [
        each for each in workspace.definitions.directives.values() if scope.has_directive(each.id)
    ]
    due = [each for each in directives_due(workspace) if scope.has_directive(each.id)]
    overview = Overview(
        period=period,
        moment=in_vietnam(now),
        statuses=tuple(found for each in due if (found := maker.status(each, scope)).deliveries),
        upcoming=upcoming(directives, now, config.holidays),
        branch=history.branch,
        notice=config.notice,
    )
    return Report(overview, loaded)


def read_history(config: Config, period: Period) -> History:
    """Return what the repository around the folder of units knows of the reports of `period`."""
    try:
        repository = open_repository(config.units)
        branch = main_branch(repository, config.main_branch)
        name = f"{period.id}.yaml"
        start, end = repository.prefix, f"/{name}"
        with reading(repository) as blobs:
            known = {
                path: sent
                for path, changes in timelines(arrivals(repository, branch, name)).items()
                if path.startswith(start) and (sent := _sent(changes, blobs))
            }
            changed = differing(repository, branch, known, blobs)
    except GitError as error:
        return History(fault=str(error))
    units = {path: path.removeprefix(start).removesuffix(end) for path in known}
    return History(
        branch.name,
        {unit: known[path] for path, unit in units.items()},
        frozenset(units[path] for path in changed),
    )


def _sent(changes: tuple[Change, ...], blobs: Blobs) -> tuple[Change, ...]:
    """Return the changes of a file from the first version on that says anything."""
    for index, change in enumerate(changes):
        if change.action is Action.REMOVED or not _is_draft(change, blobs):
            return changes[index:]
    return ()


def _is_draft(change: Change, blobs: Blobs) -> bool:
    try:
        return was_draft(blobs.version(change.commit, change.path))
    except GitError:
        return False


class _Maker:
    """Makes the status of each directive from what was loaded and what Git knows."""

    def __init__(self, loaded: Loaded, history: History) -> None:
        self._workspace = loaded.workspaces[0]
        self._history = history
        self._wrong = {meant_file(each) for each in loaded.errors}

    def status(self, directive: Directive, scope: Scope) -> DirectiveStatus:
        """Return who reported under a directive, of the units that are asked about."""
        definitions = self._workspace.definitions
        who = expected(self._workspace, directive)
        deadline = in_vietnam(
            directive.schedule.deadline(self._workspace.period, definitions.config.holidays)
        )
        units = [unit for unit in who.units if scope.has_unit(unit.id)]
        deliveries = tuple(self._delivery(directive, unit, deadline) for unit in units)
        parted = splits(deliveries, definitions.registry)
        return DirectiveStatus(directive, who.window, deadline, deliveries, parted)

    def _delivery(self, directive: Directive, unit: Unit, deadline: datetime) -> Delivery:
        workspace = self._workspace
        config = workspace.definitions.config
        file = relative(config.units / unit.id / f"{workspace.period.id}.yaml", config.root)
        submission = workspace.submissions.get(unit.id)
        if submission is None or submission.draft:
            broken = unit.id in workspace.rejected
            there = broken or submission is not None
            return Delivery(unit, file, broken=broken, unpulled=not there and self._is_known(unit.id))
        return Delivery(
            unit,
            file,
            received=True,
            valid=file not in self._wrong,
            complete=not any(missing_parts(workspace, directive, unit, submission)),
            arrival=self._arrival(unit.id, deadline),
            pending=unit.id in self._history.pending,
        )

    def _is_known(self, unit: str) -> bool:
        """Tell whether the main branch has the report of a unit."""
        changes = self._history.changes.get(unit, ())
        return bool(changes) and changes[-1].action is not Action.REMOVED

    def _arrival(self, unit: str, deadline: datetime) -> Arrival:
        history = self._history
        if history.fault:
            return Arrival(Timing.UNKNOWN, why=history.fault)
        return arrival(history.changes.get(unit, ()), deadline, history.branch)
