"""View 'Nhiệm vụ': tasks by deadline, how many units stand how, what is overdue, and each unit's states."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from baocao.features.page.records import Gathered, View
from baocao.features.page.rendering import render_view
from baocao.figures.consolidation import Consolidation
from baocao.figures.progress import task_statuses
from baocao.figures.shown import MISSING
from baocao.model.directive import Directive, Task
from baocao.model.figure import TaskStatus, Timeliness
from baocao.model.status import Light, Statuses
from baocao.model.submission import Progress
from baocao.model.unit import Unit
from baocao.report.outline import Outline
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import first_few, lower_first

ROUTE: Final = "nhiem-vu"
UNREPORTED: Final = "Chưa báo cáo"
NO_BODY: Final = "Chưa ghi cơ quan chủ trì"
MOST_NAMES: Final = 10
"""How many units are named where a task is overdue: the table of all units shows the others."""
_SIGNS: Final[Mapping[Progress | None, str]] = {
    Progress.DONE: "H",
    Progress.UNDER_WAY: "Đ",
    Progress.NOT_STARTED: "C",
    Progress.NOT_APPLICABLE: "x",
    None: MISSING,
}
_MARKS: Final[Mapping[Timeliness | None, str]] = {
    Timeliness.OVERDUE: "!",
    Timeliness.DONE_LATE: "!",
    Timeliness.DUE_SOON: "*",
}
"""What is added to the sign of progress where a deadline wants looking at."""
_WATCHED: Final = (Timeliness.DUE_SOON, Timeliness.OVERDUE, Timeliness.DONE_LATE)

State = tuple[Progress | None, Timeliness | None]


class Due(NamedTuple):
    """Until when a task is to be done: as the directive says, how long that is, and how filters call it."""

    words: str
    left: str
    kind: str
    order: str


class TaskRow(NamedTuple):
    """A task with how many units stand how, in the order of the columns."""

    route: str
    directive: str
    group: str
    number: str
    name: str
    lead: str
    due: Due
    assigned: str
    counts: tuple[str, ...]


class Sign(NamedTuple):
    """A state in the table of all units: its sign, its class for styles, and what it means."""

    text: str
    light: str
    words: str


class UnitRow(NamedTuple):
    """The states of a unit's tasks, None where a task is not its own; `number` is its place on the page."""

    unit: Unit
    number: int
    signs: tuple[Sign | None, ...]


class TaskMatrix(NamedTuple):
    """The state of every task of a directive in every unit."""

    directive: str
    name: str
    tasks: tuple[Task, ...]
    rows: tuple[UnitRow, ...]


class OverdueTask(NamedTuple):
    """A task whose deadline has passed while `late` units have not done it, or nobody knows of some."""

    directive: str
    task: Task
    days: int
    late: int
    unreported: int
    names: str


class OverdueBody(NamedTuple):
    """What is overdue of the tasks that a body answers for, the most overdue first."""

    name: str
    tasks: tuple[OverdueTask, ...]


class Assigned(NamedTuple):
    """The tasks of a directive that units answer for, with the state of each, on the day that counts.

    `by_task` are the same states by the task: how it stands in each unit that answers for it.
    """

    directive: Directive
    statuses: tuple[TaskStatus, ...]
    by_task: Mapping[str, Sequence[TaskStatus]]
    units: tuple[Unit, ...]
    as_of: date

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that any unit answers for, in the order of the directive."""
        return tuple(task for task in self.directive.all_tasks() if task.id in self.by_task)


def tasks_view(gathered: Gathered, _: Sequence[Outline]) -> View | None:
    """Return the view of tasks; none where no directive that is due gives any.

    Pages of parts leave what all units come to to the one above them, which leaves units to them.
    """
    assigned = [each for each in _assigned_tasks(gathered) if each.statuses]
    if not assigned:
        return None
    statuses = gathered.definitions.statuses
    totalled = assigned if gathered.has_totals else []
    columns = list(_state_columns([status for each in totalled for status in each.statuses], statuses))
    legend = _Legend(statuses)
    numbers = gathered.numbers
    matrices = [_task_matrix(each, numbers, legend) for each in assigned] if numbers else []
    html = render_view(
        "tasks",
        route=ROUTE,
        count=count_text,
        has_totals=gathered.has_totals,
        several=len(assigned) > 1,
        titles=[title for title, _ in columns],
        rows=sorted(_task_rows(totalled, columns, statuses.soon), key=lambda row: row.due.order or "~"),
        days=[(each.directive.name, short_date(each.as_of)) for each in assigned],
        overdue=overdue_by_body(totalled),
        matrices=matrices,
        signs=legend.signs,
    )
    lights = [{"class": name, "rgb": light.rgb} for light, name in legend.lights.items()]
    return View(ROUTE, "Nhiệm vụ", html, {"lights": lights})


def _assigned_tasks(gathered: Gathered) -> Iterator[Assigned]:
    """Yield the tasks of directives; also of units that report on them without having to report figures."""
    for consolidation in gathered.consolidations.values():
        who, directive = consolidation.expected, consolidation.expected.directive
        others = tuple(_other_units(gathered, consolidation))
        more = task_statuses(gathered.workspace, directive, others, who.window.end)
        statuses = (*consolidation.statuses, *more)
        by_task: dict[str, list[TaskStatus]] = {}
        for status in statuses:
            by_task.setdefault(status.task.id, []).append(status)
        yield Assigned(directive, statuses, by_task, (*others, *who.units), who.window.end)


def _other_units(gathered: Gathered, consolidation: Consolidation) -> Iterator[Unit]:
    expected = {unit.id for unit in consolidation.expected.units}
    source = consolidation.expected.directive.tasks_from
    for unit in gathered.everyone:
        report = gathered.workspace.submissions.get(unit.id)
        if unit.id not in expected and report and report.tasks.get(source):
            yield unit


def _state_columns(
    every: Iterable[TaskStatus], statuses: Statuses
) -> Iterator[tuple[str, Progress | Timeliness | None]]:
    """Yield the states that occur: steps of progress, then what wants looking at."""
    states = [(status.progress, status.timeliness) for status in every]
    progress, times = {one for one, _ in states}, {other for _, other in states}
    yield from ((statuses.progress[each], each) for each in Progress if each in progress)
    if None in progress:
        yield UNREPORTED, None
    yield from ((statuses.timeliness[each], each) for each in _WATCHED if each in times)


def _task_rows(
    assigned: Iterable[Assigned], columns: Sequence[tuple[str, Progress | Timeliness | None]], soon: int
) -> Iterator[TaskRow]:
    for each in assigned:
        groups = {
            task.id: group.title
            for group in each.directive.groups
            for parent in group.tasks
            for task in parent.task_family()
        }
        for task in each.tasks:
            own = each.by_task[task.id]
            counts = (_count_in_state(own, state) for _, state in columns)
            yield TaskRow(
                f"{ROUTE}/{each.directive.id}/{task.id}",
                each.directive.id,
                groups[task.id],
                number=task.number,
                name=task.name,
                lead=task.lead,
                due=due_of(task, each.as_of, soon),
                assigned=count_text(len(own)),
                counts=tuple(counts),
            )


def _count_in_state(own: Iterable[TaskStatus], state: Progress | Timeliness | None) -> str:
    """Return how many are in a state; nothing where none is."""
    on_time = isinstance(state, Timeliness)
    many = sum((status.timeliness if on_time else status.progress) is state for status in own)
    return count_text(many) if many else ""


def due_of(task: Task, as_of: date, soon: int) -> Due:
    """Return until when a task is to be done, seen from a day; `soon` counts days before that."""
    day = task.deadline.due
    if day is None:
        return Due(task.deadline.text, "", "none", "")
    days, order = (day - as_of).days, str(day.toordinal())
    if days < 0:
        return Due(task.deadline.text, f"đã qua {count_text(-days)} ngày", "past", order)
    left = f"còn {count_text(days)} ngày" if days else "đến hạn"
    return Due(task.deadline.text, left, "soon" if days <= soon else "later", order)


def overdue_by_body(assigned: Iterable[Assigned]) -> list[OverdueBody]:
    """Return what is overdue by the body that answers for it, the most overdue first."""
    bodies: dict[str, list[OverdueTask]] = {}
    for each in assigned:
        for found in _overdue_tasks(each):
            bodies.setdefault(found.task.lead or NO_BODY, []).append(found)
    ordered = (OverdueBody(name, tuple(sorted(own, key=_lateness))) for name, own in bodies.items())
    return sorted(ordered, key=lambda body: _lateness(body.tasks[0]))


def _overdue_tasks(assigned: Assigned) -> Iterator[OverdueTask]:
    """Yield the tasks whose deadline has passed and that are not known to be done."""
    names = {unit.id: unit.name for unit in assigned.units}
    for task in assigned.tasks:
        due, own = task.deadline.due, assigned.by_task[task.id]
        late = [names[status.unit] for status in own if status.timeliness is Timeliness.OVERDUE]
        unreported = sum(status.progress is None for status in own)
        if due and due < assigned.as_of and (late or unreported):
            days, told = (assigned.as_of - due).days, first_few(late, MOST_NAMES, "đơn vị")
            yield OverdueTask(
                assigned.directive.id, task, days, late=len(late), unreported=unreported, names=told
            )


def _lateness(task: OverdueTask) -> tuple[int, int]:
    return -task.days, -task.late


class _Legend:
    """The signs that were used, each explained once, and the classes of lights."""

    def __init__(self, statuses: Statuses) -> None:
        self._statuses = statuses
        self._signs: dict[State, Sign] = {}
        self.lights: dict[Light, str] = {}

    @property
    def signs(self) -> list[Sign]:
        """The signs in the order of progress, each with all that it stands for."""
        steps, times = [*_SIGNS], [*Timeliness, None]
        ordered = sorted(self._signs, key=lambda state: (steps.index(state[0]), times.index(state[1])))
        meant: dict[tuple[str, str], list[str]] = {}
        for state in ordered:
            text, light, words = self._signs[state]
            meant.setdefault((text, light), []).append(words)
        names = {name: f" (màu {lower_first(light.name)})" for light, name in self.lights.items()}
        return [
            Sign(text, light, f"{'; '.join(words)}{names.get(light, '')}")
            for (text, light), words in meant.items()
        ]

    def sign_of(self, status: TaskStatus) -> Sign:
        """Return the sign of a state."""
        state = status.progress, status.timeliness
        if state not in self._signs:
            self._signs[state] = self._new_sign(*state)
        return self._signs[state]

    def _new_sign(self, progress: Progress | None, timeliness: Timeliness | None) -> Sign:
        if progress is None or timeliness is None:
            return Sign(MISSING, "", lower_first(UNREPORTED))
        light = self._statuses.light(progress, timeliness)
        step, state = (
            lower_first(words)
            for words in (self._statuses.progress[progress], self._statuses.timeliness[timeliness])
        )
        # 'Hoàn thành đúng hạn' says already that it is done.
        told = state if state.startswith(step) else f"{step}, {state}"
        return Sign(f"{_SIGNS[progress]}{_MARKS.get(timeliness, '')}", self._light_class(light), told)

    def _light_class(self, light: Light | None) -> str:
        return self.lights.setdefault(light, f"den-{len(self.lights) + 1}") if light else ""


def _task_matrix(assigned: Assigned, numbers: Mapping[str, int], legend: _Legend) -> TaskMatrix:
    tasks = assigned.tasks
    by_unit: dict[str, dict[str, Sign]] = {}
    for status in assigned.statuses:
        if status.unit in numbers:
            by_unit.setdefault(status.unit, {})[status.task.id] = legend.sign_of(status)
    rows = (
        UnitRow(unit, numbers[unit.id], tuple(by_unit[unit.id].get(task.id) for task in tasks))
        for unit in assigned.units
        if unit.id in by_unit
    )
    return TaskMatrix(assigned.directive.id, assigned.directive.name, tasks, tuple(rows))
