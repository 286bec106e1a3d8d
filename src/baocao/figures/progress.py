"""Tasks on two axes: how far (progress), and against what deadline (timeliness)."""

from collections.abc import Iterable
from datetime import date

from baocao.model.directive import Deadline, Directive
from baocao.model.figure import TaskStatus, Timeliness
from baocao.model.submission import Progress, TaskReport
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace


def timeliness_of(deadline: Deadline, report: TaskReport, as_of: date, soon: int) -> Timeliness:
    """Return how a reported task stands on the day `as_of`; `soon` counts days before the deadline.

    A finished task whose day is not given, or that has no due day, is simply done.
    """
    if report.progress is Progress.NOT_APPLICABLE:
        return Timeliness.NOT_APPLICABLE
    due = deadline.due
    if report.progress is Progress.DONE:
        if due is None or report.finished is None:
            return Timeliness.DONE
        return Timeliness.DONE_IN_TIME if report.finished <= due else Timeliness.DONE_LATE
    if due is None:
        return Timeliness.NO_DEADLINE
    if due < as_of:
        return Timeliness.OVERDUE
    return Timeliness.DUE_SOON if (due - as_of).days <= soon else Timeliness.IN_TIME


def settled_tasks(workspace: Workspace, directive: Directive, unit: Unit) -> frozenset[str]:
    """Return the tasks of a unit, finished before this period, that the directive asks about no more."""
    if directive.keeps_finished:
        return frozenset()
    keys = (key.partition("/") for key in workspace.finished.get(unit.id, ()))
    return frozenset(task for source, _, task in keys if source == directive.tasks_from)


def task_statuses(
    workspace: Workspace, directive: Directive, units: Iterable[Unit], as_of: date
) -> tuple[TaskStatus, ...]:
    """Return the status of every task of every unit, in the order of units, then of tasks."""
    soon = workspace.definitions.statuses.soon
    statuses = []
    for unit in units:
        submission = workspace.submissions.get(unit.id)
        reports = submission.tasks.get(directive.tasks_from, {}) if submission else {}
        settled = settled_tasks(workspace, directive, unit)
        for task in directive.tasks_of(unit):
            report = reports.get(task.id)
            if report:
                state = timeliness_of(task.deadline, report, as_of, soon)
                statuses.append(TaskStatus(unit.id, task, report, report.progress, state))
            elif task.id in settled:
                statuses.append(TaskStatus(unit.id, task, None, Progress.DONE, Timeliness.DONE))
            else:
                statuses.append(TaskStatus(unit.id, task, None, None, None))
    return tuple(statuses)
