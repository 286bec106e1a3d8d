"""What units report of their tasks agrees with dates and with what the directive wants."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from baocao.figures.progress import timeliness
from baocao.model.diagnostic import Detail, Diagnostic, problem
from baocao.model.directive import Task
from baocao.model.figure import Timeliness
from baocao.model.submission import Progress, Submission, TaskReport
from baocao.model.workspace import Workspace
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import folded, lower_first

_DOCUMENT: Final = re.compile(
    r"\b(?:quyet dinh|nghi quyet|ke hoach|bao cao|chuong trinh|de an|thong tu|nghi dinh|cong van|van ban"
    r"|luat|chi thi|quy che|phuong an|to trinh|huong dan)\b"
)
"""What a directive may want as a result that has a number."""
_NUMBER: Final = re.compile(r"\[\^?@|\bsố\s+\d|\d+[/-][\w&-]*[A-ZĐ]{2}")
"""A citation mark, 'số 08', or a number with its notation."""
_LATE: Final = {Timeliness.OVERDUE: "đã quá hạn", Timeliness.DONE_LATE: "hoàn thành chậm"}


class Reported(NamedTuple):
    """A task with what its unit reports of it."""

    task: Task
    report: TaskReport
    unit: str

    def problem(self, code: str, **details: Detail) -> Diagnostic:
        """Return a diagnostic at the report of the task."""
        return problem(code, self.report.at, related=(), unit=self.unit, value=self.task.id, **details)

    @property
    def due(self) -> str:
        """The last day of the task, as messages show it."""
        return short_date(self.task.deadline.due) if self.task.deadline.due else ""


def tasks_agree(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """Progress agrees with dates and results; what is late has a reason, what is done a result."""
    end = (submission.window or workspace.period.window).end
    statuses = workspace.definitions.statuses
    for each in _reported(workspace, submission):
        if each.report.progress is Progress.DONE:
            if each.report.finished and each.report.finished > end:
                day = short_date(each.report.finished)
                yield each.problem("BC431", day=day, end=short_date(end))
            yield from _done(each)
        elif each.report.finished:
            yield each.problem("BC402", progress=lower_first(statuses.progress[each.report.progress]))
        elif each.report.progress is Progress.NOT_STARTED and each.report.result:
            yield each.problem("BC435")
        late = _LATE.get(timeliness(each.task.deadline, each.report, end, statuses.soon))
        if late and not each.report.late_reason:
            yield each.problem("BC434", late=late, due=each.due)


def _reported(workspace: Workspace, submission: Submission) -> Iterator[Reported]:
    for name, reports in submission.tasks.items():
        tasks = {task.id: task for task in workspace.definitions.directives[name].tasks()}
        for task, report in reports.items():
            if task in tasks:
                yield Reported(tasks[task], report, submission.unit)


def _done(each: Reported) -> Iterator[Diagnostic]:
    """Report what a task that is done lacks."""
    result, expected = each.report.result, each.task.expected_result
    if not result:
        yield each.problem("BC432")
    elif _DOCUMENT.search(folded(expected)) and not _NUMBER.search(result):
        yield each.problem("BC433", expected=expected)
    if each.task.deadline.due and not each.report.finished:
        yield each.problem("BC436", due=each.due)
