"""Tasks on two axes: how far they have come, and how that stands against their deadline."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.figures.progress import task_statuses, timeliness_of
from baocao.model.directive import Deadline, DeadlineKind
from baocao.model.figure import Timeliness
from baocao.model.place import Place
from baocao.model.submission import Progress, TaskReport
from baocao.source.deadlines import read_deadline
from support import Sandbox

SOON = 15
DUE = date(2025, 9, 30)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
T = Timeliness


def task_report(progress: Progress, finished: date | None = None) -> TaskReport:
    return TaskReport(progress, finished, "", "", "", "", "", Place("x.yaml", 1, 1))


@pytest.mark.parametrize("words", ["30/9/2025", "Tháng 9/2025", "Quý III/2025"])
@pytest.mark.parametrize("progress", [Progress.NOT_STARTED, Progress.UNDER_WAY])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 9, 14), T.IN_TIME),
        (date(2025, 9, 15), T.DUE_SOON),
        (date(2025, 9, 30), T.DUE_SOON),
        (date(2025, 10, 1), T.OVERDUE),
        (date(2026, 1, 1), T.OVERDUE),
    ],
)
def test_an_unfinished_task_is_in_time_until_its_last_day_and_overdue_after_it(
    words: str, progress: Progress, day: date, expected: Timeliness
) -> None:
    assert timeliness_of(read_deadline(words), task_report(progress), day, SOON) is expected


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("Năm 2025", date(2025, 12, 31), T.DUE_SOON),
        ("Năm 2025", date(2026, 1, 1), T.OVERDUE),
        ("2025-2026", date(2026, 12, 1), T.IN_TIME),
        ("2025-2026", date(2027, 1, 1), T.OVERDUE),
        ("2025 và những năm tiếp theo", date(2030, 1, 1), T.NO_DEADLINE),
        ("Thường xuyên", date(2030, 1, 1), T.NO_DEADLINE),
        ("Hằng năm", date(2030, 1, 1), T.NO_DEADLINE),
        ("Các bộ, ngành, địa phương", date(2030, 1, 1), T.NO_DEADLINE),
        ("", date(2030, 1, 1), T.NO_DEADLINE),
    ],
)
def test_only_a_deadline_that_names_a_day_can_pass(words: str, day: date, expected: Timeliness) -> None:
    assert timeliness_of(read_deadline(words), task_report(Progress.UNDER_WAY), day, SOON) is expected


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        (date(2025, 9, 30), T.DONE_IN_TIME),
        (date(2025, 3, 1), T.DONE_IN_TIME),
        (date(2025, 10, 1), T.DONE_LATE),
        (None, T.DONE),
    ],
)
@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2030, 1, 1)])
def test_a_finished_task_is_judged_by_the_day_it_was_finished(
    finished: date | None, expected: Timeliness, day: date
) -> None:
    deadline = read_deadline("Tháng 9/2025")
    assert timeliness_of(deadline, task_report(Progress.DONE, finished), day, SOON) is expected


@pytest.mark.parametrize("kind", DeadlineKind)
def test_a_finished_task_without_a_due_day_is_simply_done(kind: DeadlineKind) -> None:
    done = task_report(Progress.DONE, date(2025, 9, 30))
    assert timeliness_of(Deadline("", kind), done, date(2026, 1, 1), SOON) is T.DONE


@pytest.mark.parametrize("words", ["Tháng 9/2025", "Thường xuyên", ""])
def test_a_task_that_does_not_apply_has_no_timeliness(words: str) -> None:
    apart = task_report(Progress.NOT_APPLICABLE)
    assert timeliness_of(read_deadline(words), apart, date(2026, 1, 1), SOON) is T.NOT_APPLICABLE


@given(DAYS, st.sampled_from(Progress), st.none() | DAYS, st.integers(0, 60))
def test_every_report_stands_somehow(
    day: date, progress: Progress, finished: date | None, soon: int
) -> None:
    deadline = Deadline("", DeadlineKind.DATE, DUE)
    timeliness = timeliness_of(deadline, task_report(progress, finished), day, soon)
    closed = {T.DONE, T.DONE_IN_TIME, T.DONE_LATE}
    assert (timeliness in closed) is (progress is Progress.DONE)
    assert (timeliness is T.OVERDUE) is (
        progress in {Progress.NOT_STARTED, Progress.UNDER_WAY} and day > DUE
    )


@given(DAYS, st.integers(0, 60))
def test_time_only_makes_an_unfinished_task_more_urgent(day: date, soon: int) -> None:
    urgency = [T.IN_TIME, T.DUE_SOON, T.OVERDUE]
    deadline, open_task = Deadline("", DeadlineKind.DATE, DUE), task_report(Progress.UNDER_WAY)
    today, tomorrow = (
        urgency.index(timeliness_of(deadline, open_task, each, soon))
        for each in (day, day + timedelta(days=1))
    )
    assert today <= tomorrow


def test_every_assigned_task_of_every_unit_has_a_status(sandbox: Sandbox) -> None:
    workspace = sandbox.load().workspaces[0]
    directive, registry = workspace.definitions.directives["cd"], workspace.definitions.registry
    units = registry.select_units(directive.reporters, DUE)
    statuses = task_statuses(workspace, directive, units, date(2025, 11, 14))
    assert [(status.unit, status.task.id, status.progress, status.timeliness) for status in statuses] == [
        ("xa-mot", "1", Progress.UNDER_WAY, T.IN_TIME),
        ("xa-hai", "1", None, None),
        ("phuong-ba", "1", None, None),
    ]


def test_a_task_that_is_not_reported_is_not_called_overdue(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/units/xa-mot/2025-11.yaml",
        '    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}\n',
        "    {}\n",
    )
    workspace = sandbox.load().workspaces[0]
    directive, registry = workspace.definitions.directives["cd"], workspace.definitions.registry
    (status,) = task_statuses(workspace, directive, [registry.units["xa-mot"]], date(2030, 1, 1))
    assert (status.report, status.progress, status.timeliness) == (None, None, None)
