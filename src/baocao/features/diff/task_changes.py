"""Tasks that moved: finished, slipped behind their deadline, went back, were taken up or dropped."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from baocao.features.diff.asking import since_period
from baocao.features.diff.records import Asking, Move, TaskChange
from baocao.figures.progress import timeliness_of
from baocao.model.directive import Directive, Task
from baocao.model.figure import Timeliness
from baocao.model.period import Period
from baocao.model.submission import Progress, Submission, TaskReport
from baocao.model.unit import Unit

_STEPS: Final = (Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.DONE)


class Clock(NamedTuple):
    """The day of a period on which tasks are looked at, and how many days before it one is due soon."""

    day: date
    soon: int
    period: Period

    def timeliness_at(self, task: Task, report: TaskReport | None) -> Timeliness | None:
        """Return how a task stands against its deadline."""
        return timeliness_of(task.deadline, report, self.day, self.soon) if report else None


class Assigned(NamedTuple):
    """The tasks of a directive on one side, and its clock."""

    directive: Directive
    tasks: Mapping[str, Task]
    clock: Clock

    def has_task(self, task: Task) -> bool:
        """Tell whether it is among them, perhaps under the id that it had before."""
        return task.id in self.tasks or task.continues in self.tasks


def assign_tasks(directive: Directive, clock: Clock) -> Assigned:
    """Return the tasks of a directive by id."""
    return Assigned(directive, {task.id: task for task in directive.all_tasks()}, clock)


def task_changes(
    unit: Unit,
    submissions: tuple[Submission, Submission],
    before: Mapping[str, Assigned],
    now: Mapping[str, Assigned],
) -> Iterator[TaskChange]:
    """Yield the tasks of a unit that moved, in the order of the directive."""
    for name, latest in now.items():
        earlier = before.get(name, latest)
        old, new = (submission.tasks.get(name, {}) for submission in submissions)
        for key in {**latest.tasks, **earlier.tasks} if old or new else ():
            if key in old or key in new:
                change = _task_change(unit, (earlier, latest), key, (old.get(key), new.get(key)))
                if change:
                    yield change


def _task_change(
    unit: Unit,
    sides: tuple[Assigned, Assigned],
    key: str,
    reports: tuple[TaskReport | None, TaskReport | None],
) -> TaskChange | None:
    earlier, latest = sides
    old, new = reports
    task = latest.tasks.get(key) or earlier.tasks[key]
    times = (
        earlier.clock.timeliness_at(earlier.tasks.get(key, task), old),
        latest.clock.timeliness_at(task, new),
    )
    is_settled = new is None and old is not None and old.progress is Progress.DONE
    if is_settled and not latest.directive.keeps_finished:
        return None
    move = _kind_of_move(old, new, times)
    if move is None:
        return None
    change = TaskChange(unit, latest.directive, task, move=move, old=old, new=new, times=times)
    return change if earlier.has_task(task) == latest.has_task(task) else _with_asking(change, sides)


def _with_asking(change: TaskChange, sides: tuple[Assigned, Assigned]) -> TaskChange:
    """Return the change of a task that one side alone asks about: nobody dropped it or took it up."""
    begins, now = sides[1].has_task(change.task), sides[1].clock.period
    since = since_period(change.task.validity, now, begins=begins)
    move = Move.ASKED if begins else Move.RETIRED
    return change._replace(move=move, asking=Asking(begins, since))


def _kind_of_move(
    old: TaskReport | None,
    new: TaskReport | None,
    times: tuple[Timeliness | None, Timeliness | None],
) -> Move | None:
    if new is None:
        return Move.DROPPED
    slipped = times[1] is Timeliness.OVERDUE and times[0] is not Timeliness.OVERDUE
    if old is None:
        return Move.TAKEN_UP
    # The gravest first: a task that went back has often also slipped, and is told once.
    if _went_back(old.progress, new.progress):
        return Move.REGRESSED
    if slipped:
        return Move.SLIPPED
    if old.progress is new.progress:
        return None
    return Move.FINISHED if new.progress is Progress.DONE else Move.MOVED


def _went_back(old: Progress, new: Progress) -> bool:
    return old in _STEPS and new in _STEPS and _STEPS.index(new) < _STEPS.index(old)
