"""Tasks on two axes: how far (progress), and against what deadline (timeliness)."""

from collections.abc import Iterable, Mapping
from datetime import date

from baocao.model.directive import Deadline, Directive
from baocao.model.figure import TaskStatus, Timeliness
from baocao.model.submission import Progress, Submission, TaskReport
from baocao.model.unit import Unit


def timeliness(deadline: Deadline, report: TaskReport, as_of: date, soon: int) -> Timeliness:
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


def task_statuses(
    directive: Directive,
    units: Iterable[Unit],
    submissions: Mapping[str, Submission],
    as_of: date,
    soon: int,
) -> tuple[TaskStatus, ...]:
    """Return the status of every task of every unit, in the order of units, then of tasks."""
    found = []
    for unit in units:
        submission = submissions.get(unit.id)
        reports = submission.tasks.get(directive.tasks_from, {}) if submission else {}
        for task in directive.tasks_of(unit):
            report = reports.get(task.id)
            state = timeliness(task.deadline, report, as_of, soon) if report else None
            progress = report.progress if report else None
            found.append(TaskStatus(unit.id, task, report, progress, state))
    return tuple(found)
