"""What units report of their tasks agrees with dates and with what the directive wants."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from baocao.figures.progress import timeliness_of
from baocao.model.diagnostic import Detail, Diagnostic, problem
from baocao.model.directive import Task
from baocao.model.figure import Timeliness
from baocao.model.submission import Progress, Submission, TaskReport
from baocao.model.workspace import Workspace
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import folded_text, lower_first

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

    def problem_at_report(self, code: str, **details: Detail) -> Diagnostic:
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
    for reported in _reported_tasks(workspace, submission):
        if reported.report.progress is Progress.DONE:
            if reported.report.finished and reported.report.finished > end:
                day = short_date(reported.report.finished)
                yield reported.problem_at_report("BC431", day=day, end=short_date(end))
            yield from _done_problems(reported)
        elif reported.report.finished:
            yield reported.problem_at_report(
                "BC402", progress=lower_first(statuses.progress[reported.report.progress])
            )
        elif reported.report.progress is Progress.NOT_STARTED and reported.report.result:
            yield reported.problem_at_report("BC435")
        late = _LATE.get(timeliness_of(reported.task.deadline, reported.report, end, statuses.soon))
        if late and not reported.report.late_reason:
            yield reported.problem_at_report("BC434", late=late, due=reported.due)


def _reported_tasks(workspace: Workspace, submission: Submission) -> Iterator[Reported]:
    for name, reports in submission.tasks.items():
        tasks = {task.id: task for task in workspace.definitions.directives[name].all_tasks()}
        for task, report in reports.items():
            if task in tasks:
                yield Reported(tasks[task], report, submission.unit)


def _done_problems(reported: Reported) -> Iterator[Diagnostic]:
    """Report what a task that is done lacks."""
    result, expected = reported.report.result, reported.task.expected_result
    if not result:
        yield reported.problem_at_report("BC432")
    elif _DOCUMENT.search(folded_text(expected)) and not _NUMBER.search(result):
        yield reported.problem_at_report("BC433", expected=expected)
    if reported.task.deadline.due and not reported.report.finished:
        yield reported.problem_at_report("BC436", due=reported.due)
