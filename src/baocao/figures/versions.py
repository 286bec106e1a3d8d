"""Directives change: what is asked in a period, and what continues an earlier figure under another name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from baocao.model.directive import Directive, Task, TaskGroup
from baocao.model.indicator import Catalogue, Indicator
from baocao.model.period import Period
from baocao.model.submission import Entry, State
from baocao.model.unit import NOBODY
from baocao.model.workspace import Definitions, Workspace


def in_period(definitions: Definitions, period: Period) -> Definitions:
    """Return the definitions as they hold in `period`.

    Indicators that are not asked then stay in the catalogue, since templates may name them, but apply to
    nobody; directives ask neither for them nor about tasks of other periods.
    """
    indicators = definitions.catalogue.indicators
    out = {name for name, versioned in indicators.items() if not versioned.validity.covers_period(period)}
    dated = any(target.first or target.last for each in indicators.values() for target in each.targets)
    directives = {
        name: _directive_in_period(versioned, out, period)
        for name, versioned in definitions.directives.items()
    }
    # The same object where nothing changes: comparisons tell by identity that figures need not be computed
    # twice.
    catalogue = definitions.catalogue
    if out or dated:
        catalogue = _catalogue_in_period(catalogue, out, period.window.end)
    return definitions._replace(catalogue=catalogue, directives=directives)


def asked_workspaces(old: Workspace, new: Workspace) -> tuple[Workspace, Workspace]:
    """Return two workspaces with what each one's period asks; what they share is shared on."""
    asked = in_period(new.definitions, new.period)
    return _asked_workspace(old, new, asked), new._replace(definitions=asked)


def _asked_workspace(old: Workspace, new: Workspace, asked: Definitions) -> Workspace:
    own, other = old.definitions, new.definitions
    if old.period == new.period and own.catalogue is other.catalogue and own.directives is other.directives:
        return old._replace(
            definitions=own._replace(catalogue=asked.catalogue, directives=asked.directives)
        )
    return old._replace(definitions=in_period(own, old.period))


def _catalogue_in_period(catalogue: Catalogue, out: set[str], end: date) -> Catalogue:
    """Return the catalogue with nobody to answer for what is not asked, and the targets of the day."""
    indicators = {
        name: _at_target_of(indicator._replace(applies_to=NOBODY) if name in out else indicator, end)
        for name, indicator in catalogue.indicators.items()
    }
    groups = tuple(
        group._replace(indicators=tuple(indicators.get(each.id, each) for each in group.indicators))
        for group in catalogue.groups
    )
    return catalogue._replace(groups=groups, indicators=indicators)


def _at_target_of(indicator: Indicator, day: date) -> Indicator:
    if not indicator.targets:
        return indicator
    target = indicator.target_on(day)
    return indicator._replace(targets=(target,) if target else ())


def _directive_in_period(directive: Directive, out: set[str], period: Period) -> Directive:
    if all(task.validity.covers_period(period) for task in directive.all_tasks()) and not out & {
        *directive.indicators
    }:
        return directive
    return directive._replace(
        indicators=tuple(name for name in directive.indicators if name not in out),
        required=directive.required - out,
        groups=tuple(_group_in_period(group, period) for group in directive.groups),
    )


def _group_in_period(group: TaskGroup, period: Period) -> TaskGroup:
    return group._replace(tasks=_tasks_in_period(group.tasks, period))


def _tasks_in_period(tasks: tuple[Task, ...], period: Period) -> tuple[Task, ...]:
    return tuple(
        task._replace(subtasks=_tasks_in_period(task.subtasks, period))
        for task in tasks
        if task.validity.covers_period(period)
    )


def sole_successors(indicators: Mapping[str, Indicator]) -> list[Indicator]:
    """Return the indicators that continue earlier ones alone.

    What was split has several successors, none of which continues it alone.
    """
    count = Counter(old for indicator in indicators.values() for old in indicator.continues)
    return [
        indicator
        for indicator in indicators.values()
        if indicator.continues and all(count[old] == 1 for old in indicator.continues)
    ]


def continued_numbers(
    successors: Iterable[Indicator], numbers: Mapping[str, Decimal]
) -> Mapping[str, Decimal]:
    """Return earlier numbers also under the names that continue them: sums, if all parts are there."""
    completed = dict(numbers)
    for indicator in successors:
        if indicator.id not in completed and all(name in numbers for name in indicator.continues):
            completed[indicator.id] = sum((numbers[name] for name in indicator.continues), Decimal(0))
    return completed


def renamed_workspace(old: Workspace, new: Workspace) -> Workspace:
    """Return an earlier workspace in the names of a later one, so that both can be compared.

    What was renamed or merged stands under its new name, with the earlier figures; what was split stays.
    """
    known = new.definitions.catalogue.indicators
    asked_already = _indicators_asked(old)
    successors = [
        indicator
        for indicator in sole_successors(known)
        if indicator.validity.covers_period(new.period)
        and all(old_name in known for old_name in indicator.continues)
        and indicator.id not in asked_already
    ]
    tasks = {
        (name, task.continues): task.id
        for name, directive in new.definitions.directives.items()
        for task in directive.all_tasks()
        if task.continues
    }
    if not successors and not tasks:
        return old
    reports = {
        unit: submission._replace(
            entries=_renamed_entries(submission.entries, successors),
            tasks={
                name: {tasks.get((name, task), task): report for task, report in reports.items()}
                for name, reports in submission.tasks.items()
            },
        )
        for unit, submission in old.submissions.items()
    }
    return old._replace(definitions=_in_new_names(old.definitions, successors), submissions=reports)


def _indicators_asked(workspace: Workspace) -> frozenset[str]:
    """Return the indicators for which a workspace asks under their own names in its period."""
    known = workspace.definitions.catalogue.indicators
    return frozenset(
        name
        for directive in workspace.definitions.directives.values()
        for name in directive.indicators
        if name in known and known[name].validity.covers_period(workspace.period)
    )


def _renamed_entries(entries: Mapping[str, Entry], successors: list[Indicator]) -> Mapping[str, Entry]:
    renamed_to = dict(entries)
    for indicator in successors:
        parts = [entries[old] for old in indicator.continues if old in entries]
        entry = _merged_entry(parts) if len(parts) == len(indicator.continues) else None
        # The old names stay, for what was computed of them; nothing asks for them under these any more.
        if entry and indicator.id not in entries:
            renamed_to[indicator.id] = entry
    return renamed_to


def _merged_entry(parts: list[Entry]) -> Entry | None:
    """Return what several entries come to; None where one of them is no exact number."""
    if len(parts) == 1:
        return parts[0]
    if all(part.state is State.NOTHING for part in parts):
        return parts[0]
    given = (Decimal(0) if part.state is State.NOTHING else part.value for part in parts)
    numbers = [value for value in given if isinstance(value, Decimal)]
    if any(part.qualifier for part in parts):
        return None
    # One part missing, and the sum of the others would look like a fall.
    if len(numbers) < len(parts):
        return None
    return parts[0]._replace(state=State.GIVEN, value=sum(numbers, Decimal(0)), rank=None, readings=())


def _in_new_names(definitions: Definitions, successors: list[Indicator]) -> Definitions:
    names = {old: indicator.id for indicator in successors for old in indicator.continues}
    catalogue = definitions.catalogue
    opened = {indicator.id: _as_before(indicator, catalogue) for indicator in successors}
    indicators = {name: opened.get(name, definition) for name, definition in catalogue.indicators.items()}
    directives = {
        key: definition._replace(
            indicators=tuple(dict.fromkeys(names.get(name, name) for name in definition.indicators))
        )
        for key, definition in definitions.directives.items()
    }
    return definitions._replace(
        catalogue=catalogue._replace(indicators={**indicators, **opened}), directives=directives
    )


def _as_before(successor: Indicator, earlier: Catalogue) -> Indicator:
    """Return what an indicator was when it was called otherwise; of several that are one now, as it is."""
    if len(successor.continues) != 1 or successor.continues[0] not in earlier.indicators:
        return successor
    return earlier.indicators[successor.continues[0]]._replace(id=successor.id, name=successor.name)
