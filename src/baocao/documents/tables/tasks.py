"""Tables of tasks: groups, parents and sub-tasks in the order of the directive."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.documents.citing import STATE_MANNER, Manner, citation_source, dated_citation
from baocao.documents.sources import registered, task_tally
from baocao.documents.tables.cells import tally_cell
from baocao.documents.traceable import count_with_key, written_with_key
from baocao.documents.written import Writings, marked_stretches, task_key
from baocao.figures.shown import MISSING
from baocao.model.citation import Citation
from baocao.model.directive import Directive, Task, TaskGroup
from baocao.model.figure import TaskStatus, Timeliness
from baocao.model.marks import Mark, MarkKind
from baocao.model.place import Place
from baocao.model.status import Statuses
from baocao.model.submission import Progress, TaskReport
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.model.workspace import Definitions
from baocao.vietnamese.text import name_hint

SETTLED: Final = "Đã báo cáo ở kỳ trước"
"""The result of a task that was finished before and that the directive does not ask about again."""


class Wording(NamedTuple):
    """What fills in the marks of a text that a unit wrote, and what knows the text when it comes back.

    Documents are cited in the `manner` of the form.
    """

    expand: Callable[[str, Place], str]
    writings: Writings
    manner: Manner = STATE_MANNER

    def cell_of_words(self, text: str, at: Place, key: str, unit: str) -> Cell:
        """Return the cell of what stands at a place of a unit's file, under a key."""
        expanded = self.writings.mark_words(self.expand(text, at), Mark(MarkKind.PROSE, key, "", unit))
        words, stretches = marked_stretches(expanded)
        return Cell(words, written=stretches)


class _Line(NamedTuple):
    """What a row of one unit's task can show."""

    task: Task
    status: TaskStatus | None
    labels: Statuses
    citations: Mapping[str, Citation]
    wording: Wording
    directive: str

    def reported(self, name: str) -> Cell:
        """Return what the unit wrote under a key; nothing where it has not reported the task."""
        if self.status is None or self.status.report is None:
            return Cell("")
        report, key = self.status.report, task_key(self.directive, self.task.id, name)
        return self.wording.cell_of_words(REPORTED[name](report), report.at, key, self.status.unit)

    def given(self, text: str) -> Cell:
        """Return what the directive says of the task."""
        return Cell(text, figure=self.task.at)


class _TaskColumn(NamedTuple):
    """A column of a table of tasks: title, width in about millimetres, alignment, and its cells."""

    title: str
    width: float
    align: Align
    cell: Callable[[_Line], Cell]


def _progress_cell(line: _Line) -> Cell:
    if line.status is None:
        return Cell()
    progress = line.status.progress
    return Cell(line.labels.progress[progress] if progress else MISSING)


def _timeliness_cell(line: _Line) -> Cell:
    if line.status is None:
        return Cell()
    progress, state = line.status.progress, line.status.timeliness
    if progress is None or state is None:
        return Cell(MISSING)
    light = line.labels.light(progress, state)
    return Cell(line.labels.timeliness[state], colour=light.rgb if light else None)


def _colour_legend(statuses: Iterable[TaskStatus], labels: Statuses) -> str:
    """Return what the colours of a table mean, as far as they occur: 'nền xanh: trong hạn; …'.

    Where one state of the deadline has several colours, progress tells them apart.
    """
    lit: dict[tuple[Timeliness, Progress], str] = {}
    for status in statuses:
        if status.progress and status.timeliness:
            light = labels.light(status.progress, status.timeliness)
            lit |= {(status.timeliness, status.progress): light.name} if light else {}
    meant: dict[str, dict[str, None]] = {}
    for (state, progress), name in lit.items():
        several = len({other for (each, _), other in lit.items() if each is state}) > 1
        more = f" ({labels.progress[progress].lower()})" if several else ""
        meant.setdefault(name, {})[f"{labels.timeliness[state].lower()}{more}"] = None
    told = (f"nền {name.lower()}: {', '.join(states)}" for name, states in meant.items())
    return f"Ghi chú: màu của cột tình trạng: {'; '.join(told)}." if meant else ""


def _given_by(line: _Line) -> Cell:
    """Return the document that gave the task, with its day: such tables have no footnotes."""
    citation = line.citations.get(line.task.given_by)
    if citation is None:
        return Cell()
    return Cell(dated_citation(citation, line.wording.manner), figure=citation_source(citation))


def _result_cell(line: _Line) -> Cell:
    if line.status and line.status.report is None:
        return Cell(MISSING if line.status.progress is None else SETTLED)
    return line.reported("ket_qua")


REPORTED: Final[Mapping[str, Callable[[TaskReport], str]]] = {
    "ket_qua": lambda report: report.result,
    "du_kien": lambda report: report.plan,
    "vuong_mac": lambda report: report.difficulty,
    "kien_nghi": lambda report: report.recommendation,
}
"""What a unit writes of a task, by the keys of its file."""
VOLUNTARY: Final = ("du_kien", "vuong_mac", "kien_nghi")
"""What a unit need not write: where none of its reports has it, the usual table leaves the column out."""


def _reported_column(title: str, width: float, name: str) -> _TaskColumn:
    return _TaskColumn(title, width, Align.LEFT, lambda line: line.reported(name))


COLUMNS: Final[Mapping[str, _TaskColumn]] = {
    "tt": _TaskColumn("TT", 10, Align.CENTER, lambda line: line.given(line.task.number)),
    "nhiem_vu": _TaskColumn("Nhiệm vụ", 50, Align.LEFT, lambda line: line.given(line.task.name)),
    "chu_tri": _TaskColumn("Cơ quan chủ trì", 24, Align.CENTER, lambda line: line.given(line.task.lead)),
    "yeu_cau": _TaskColumn(
        "Kết quả yêu cầu", 34, Align.LEFT, lambda line: line.given(line.task.expected_result)
    ),
    "van_ban": _TaskColumn("Văn bản giao nhiệm vụ", 30, Align.CENTER, _given_by),
    "thoi_han": _TaskColumn("Thời hạn", 22, Align.CENTER, lambda line: line.given(line.task.deadline.text)),
    "tien_do": _TaskColumn("Tiến độ", 22, Align.CENTER, _progress_cell),
    "tinh_trang": _TaskColumn("Tình trạng", 22, Align.CENTER, _timeliness_cell),
    "ket_qua": _TaskColumn("Kết quả", 62, Align.LEFT, _result_cell),
    "du_kien": _reported_column("Dự kiến", 32, "du_kien"),
    "vuong_mac": _reported_column("Khó khăn, vướng mắc", 26, "vuong_mac"),
    "kien_nghi": _reported_column("Kiến nghị", 26, "kien_nghi"),
}
"""What a table of tasks can show, by the names that templates use."""

SHARES: Final = {"nhiem_vu": 0.3, "ket_qua": 0.7}
"""Which columns get the room that a table of few columns leaves."""
FULL_WIDTH: Final = 252
"""Millimetres between the margins of a landscape page."""
NONE_SAID: Final = "Không có"
"""What a column that the template asks for says where no task has anything to put there."""
NARROW: Final = 18
"""Millimetres of such a column: what it does not need goes to the text."""
USUAL_COLUMNS: Final = (
    "tt", "nhiem_vu", "thoi_han", "tien_do", "tinh_trang", "ket_qua", "du_kien", "vuong_mac", "kien_nghi",
)  # fmt: skip


class UnitTasks:
    """The tables of one unit's tasks; `wording` fills in the marks of what it wrote."""

    def __init__(
        self,
        directive: Directive,
        statuses: Sequence[TaskStatus],
        definitions: Definitions,
        wording: Wording,
    ) -> None:
        self._directive = directive
        self._statuses = {status.task.id: status for status in statuses}
        self._labels = definitions.statuses
        self._citations = definitions.citations
        self._wording = wording

    def usual_columns(self) -> list[str]:
        """Return the columns of a table whose template names none: those that say something."""
        return [name for name in USUAL_COLUMNS if self._says_anything(name)]

    def _says_anything(self, name: str) -> bool:
        """Tell whether any row has something in a column that may stay empty."""
        statuses = self._statuses.values()
        if name == "thoi_han":
            return any(status.task.deadline.text for status in statuses)
        reports = (status.report for status in statuses if status.report)
        return name not in VOLUNTARY or any(REPORTED[name](report) for report in reports)

    def tasks_table(
        self, chosen: Iterable[str] | Mapping[str, str], *, empty_groups: bool = False
    ) -> Table:
        """Return the tasks with the chosen columns, under their own titles where a mapping gives some.

        Raises LookupError for a column that does not exist.
        """
        titles = chosen if isinstance(chosen, Mapping) else {}
        shown = {name: self._shown_column(name) for name in chosen}
        rest = max(0, FULL_WIDTH - sum(column.width for column in shown.values()))
        columns = tuple(
            Column(
                titles.get(name, column.title),
                column.width + rest * SHARES.get(name, 0),
                column.align,
            )
            for name, column in shown.items()
        )

        directive = self._directive

        def row(task: Task) -> Row:
            status = self._statuses.get(task.id)
            line = _Line(
                task, status, self._labels, self._citations, wording=self._wording, directive=directive.id
            )
            return Row(tuple(column.cell(line) for column in shown.values()))

        rows = grouped_rows(self._directive, len(columns), self._statuses, row, empty_groups=empty_groups)
        note = _colour_legend(self._statuses.values(), self._labels) if "tinh_trang" in shown else ""
        return Table("Nhiệm vụ", columns, tuple(rows), note=note)

    def _shown_column(self, name: str) -> _TaskColumn:
        """Return a column; one that nobody wrote anything for says so where a task was reported."""
        column = self._column_named(name)
        if self._says_anything(name) or name not in VOLUNTARY:
            return column

        def cell(line: _Line) -> Cell:
            return Cell(NONE_SAID if line.status and line.status.report else "")

        return column._replace(width=NARROW, align=Align.CENTER, cell=cell)

    def _column_named(self, name: str) -> _TaskColumn:
        if name not in COLUMNS:
            raise LookupError(f"bảng nhiệm vụ không có cột '{name}'.{name_hint(name, COLUMNS)}")
        return COLUMNS[name]

    def summary_table(self, *, with_timeliness: bool = True) -> Table:
        """Return how many tasks of every group stand how, with totals, in the states that occur."""
        progress = Counter(status.progress for status in self._statuses.values())
        timeliness = Counter(status.timeliness for status in self._statuses.values())
        shown = _States(
            (*(state for state in Progress if progress[state]), *((None,) if progress[None] else ())),
            tuple(state for state in Timeliness if timeliness[state] and with_timeliness),
        )
        columns = (
            Column("Nhóm nhiệm vụ", 60),
            Column("Số nhiệm vụ", 20, Align.CENTER),
            *(Column(self._progress_title(state), 20, Align.CENTER, "Tiến độ") for state in shown.progress),
            *(
                Column(self._labels.timeliness[state], 20, Align.CENTER, "Thời hạn")
                for state in shown.timeliness
            ),
        )
        rows = [_summary_row(Cell("Tổng số"), list(self._statuses.values()), shown, RowKind.TOTAL)]
        for group in self._directive.groups:
            members = [task.id for parent in group.tasks for task in parent.task_family()]
            own = [self._statuses[name] for name in members if name in self._statuses]
            rows.append(_summary_row(Cell(group.title, figure=group.at), own, shown, RowKind.DATA))
        return Table("Tổng hợp nhiệm vụ", columns, tuple(rows), filters=False)

    def _progress_title(self, progress: Progress | None) -> str:
        return self._labels.progress[progress] if progress else "Chưa báo cáo"


class _States(NamedTuple):
    """The states that a summary has columns for; None are tasks that were not reported."""

    progress: tuple[Progress | None, ...]
    timeliness: tuple[Timeliness, ...]


def _summary_row(label: Cell, own: Sequence[TaskStatus], shown: _States, kind: RowKind) -> Row:
    return Row((label, *_summary_cells(label.text, own, shown)), kind)


def _summary_cells(label: str, own: Sequence[TaskStatus], shown: _States) -> Iterator[Cell]:
    """Yield how many tasks there are, and how many stand how."""
    yield tally_of_tasks(f"số nhiệm vụ ({label})", own)
    for progress in shown.progress:
        yield tally_of_tasks(
            f"số nhiệm vụ theo tiến độ ({label})", [s for s in own if s.progress == progress]
        )
    for timeliness in shown.timeliness:
        yield tally_of_tasks(
            f"số nhiệm vụ theo thời hạn ({label})", [s for s in own if s.timeliness == timeliness]
        )


def tally_of_tasks(what: str, statuses: Sequence[TaskStatus]) -> Cell:
    """Return the cell of a number of tasks."""
    return tally_cell(len(statuses), task_tally(what, statuses))


def grouped_rows(
    directive: Directive,
    width: int,
    shown: Mapping[str, object],
    row_of: Callable[[Task], Row],
    *,
    empty_groups: bool = False,
) -> list[Row]:
    """Return rows of tasks under the titles of their groups.

    Parents without any shown task are left out, and so are groups unless `empty_groups`.
    """
    rows: list[Row] = []
    for group in directive.groups:
        tasks = _shown_tasks(group, shown)
        if tasks or (empty_groups and not group.tasks):
            title = group.title if tasks else f"{group.title}: không có nhiệm vụ"
            rows.append(Row((Cell(title, span=width, bold=True, figure=group.at),), RowKind.GROUP))
            rows += [row_of(task) for task in tasks]
    return rows


def _shown_tasks(group: TaskGroup, shown: Mapping[str, object]) -> list[Task]:
    return [
        task
        for parent in group.tasks
        if any(member.id in shown for member in parent.task_family())
        for task in parent.task_family()
        if task.id in shown or task.subtasks
    ]


def task_counts(statuses: Sequence[TaskStatus], labels: Statuses) -> dict[str, object]:
    """Return how many tasks there are, how many were reported, and how they stand."""
    progress = {p: [s for s in statuses if s.progress is p] for p in Progress}
    states = {t: [s for s in statuses if s.timeliness is t] for t in Timeliness}
    reported = [status for status in statuses if status.progress is not None]
    return {
        "tong": _told_count("số lượt nhiệm vụ được giao", statuses),
        "da_bao_cao": _told_count("số lượt nhiệm vụ đã báo cáo", reported),
        "tien_do": [
            (label, _told_count(f"số lượt nhiệm vụ {label.lower()}", progress[p]))
            for p in Progress
            for label in [labels.progress[p]]
        ],
        "thoi_han": [
            (label, _told_count(f"số lượt nhiệm vụ {label.lower()}", states[t]))
            for t in Timeliness
            for label in [labels.timeliness[t]]
            if states[t]
        ],
        "qua_han": [task_number(status.task) for status in states[Timeliness.OVERDUE]],
    }


def _told_count(what: str, statuses: Sequence[TaskStatus]) -> int:
    return count_with_key(len(statuses), task_tally(what, statuses))


def task_number(task: Task) -> str:
    """Return the number of a task, which knows where the directive gives it."""
    return written_with_key(task.number, registered("số của nhiệm vụ trong chỉ đạo", task.at))
