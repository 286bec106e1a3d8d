"""Tables of tasks: groups, parents and sub-tasks in the order of the directive."""

from collections.abc import Callable, Mapping, Sequence

from baocao.documents.tables.cells import MISSING
from baocao.model.directive import Directive, Task, TaskGroup
from baocao.model.figure import TaskStatus
from baocao.model.status import Statuses
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table


def unit_tasks(
    directive: Directive,
    statuses: Sequence[TaskStatus],
    labels: Statuses,
    expand: Callable[[str], str],
) -> Table:
    """One unit's tasks with result, plan, difficulties and recommendations.

    `expand` fills in the marks of their texts.
    """
    columns = (
        Column("TT", 10, Align.CENTER),
        Column("Nhiệm vụ", 50),
        Column("Thời hạn", 22, Align.CENTER),
        Column("Tiến độ", 22, Align.CENTER),
        Column("Tình trạng", 22, Align.CENTER),
        Column("Kết quả", 62),
        Column("Dự kiến", 32),
        Column("Khó khăn, vướng mắc; kiến nghị", 40),
    )
    by_task = {status.task.id: status for status in statuses}
    rows = grouped_rows(
        directive,
        len(columns),
        by_task,
        lambda task: _status_row(task, by_task.get(task.id), labels, expand),
    )
    return Table("Nhiệm vụ", columns, tuple(rows))


def _status_row(
    task: Task,
    status: TaskStatus | None,
    labels: Statuses,
    expand: Callable[[str], str],
) -> Row:
    head = (Cell(task.number), Cell(task.name), Cell(task.deadline.text))
    if status is None:
        return Row((*head, *(Cell() for _ in range(5))))
    report, progress, state = status.report, status.progress, status.timeliness
    if report is None or progress is None or state is None:
        return Row((*head, Cell(MISSING), Cell(MISSING), Cell(MISSING), Cell(), Cell()))
    light = labels.light(progress, state)
    difficulty = "\n".join(filter(None, (report.difficulty, report.recommendation)))
    return Row(
        (
            *head,
            Cell(labels.progress[progress]),
            Cell(labels.timeliness[state], colour=light.rgb if light else None),
            Cell(expand(report.result)),
            Cell(expand(report.plan)),
            Cell(expand(difficulty)),
        )
    )


def grouped_rows(
    directive: Directive,
    width: int,
    shown: Mapping[str, object],
    row_of: Callable[[Task], Row],
) -> list[Row]:
    """Return rows of tasks under the titles of their groups.

    Groups and parents without any shown task are left out.
    """
    rows: list[Row] = []
    for group in directive.groups:
        tasks = _shown_tasks(group, shown)
        if tasks:
            title = f"{group.number}. {group.name}"
            rows.append(Row((Cell(title, span=width, bold=True),), RowKind.GROUP))
            rows += [row_of(task) for task in tasks]
    return rows


def _shown_tasks(group: TaskGroup, shown: Mapping[str, object]) -> list[Task]:
    return [
        task
        for parent in group.tasks
        if any(member.id in shown for member in parent.family())
        for task in parent.family()
        if task.id in shown or task.subtasks
    ]
