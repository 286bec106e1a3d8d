"""Directives: when reports are due, for which periods, and who answers for which task."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.directive import (
    Deadline,
    DeadlineKind,
    Directive,
    OutlineItem,
    Schedule,
    Task,
    TaskGroup,
)
from baocao.model.period import PeriodKind, Window
from baocao.model.unit import EVERYONE, Selector
from reading import many
from records import AT, WARD, open_unit
from support import period_of

COMMUNES = Selector(kinds=frozenset({"xa"}))
WARDS = Selector(kinds=frozenset({"phuong"}))
NOVEMBER = period_of("2025-11")


def monthly_schedule(*kinds: PeriodKind, after: int = 1, **changes: Any) -> Schedule:
    """Return a schedule for monthly reports until 17:00, one working day after the cut-off."""
    plain = Schedule(frozenset(kinds or {PeriodKind.MONTH}), {}, {}, after, "17:00")
    return plain._replace(**changes)


def plain_task(number: str, *assigned_to: Selector, subtasks: tuple[Task, ...] = ()) -> Task:
    """Return a task without a deadline."""
    without = Deadline("", DeadlineKind.NONE)
    return Task(number, number, number, "", assigned_to, "", without, subtasks, AT)


def outline_item(number: str, applies_to: Selector = EVERYONE) -> OutlineItem:
    """Return an item of the outline."""
    return OutlineItem(
        number, number, guidance="", required=False, indicators=(), applies_to=applies_to, at=AT
    )


def monthly_directive(**changes: Any) -> Directive:
    """Return a directive that asks for monthly reports."""
    plain = Directive(
        *("cd", "Chỉ đạo", (), None, None, (EVERYONE,), monthly_schedule()),
        *((), (), frozenset(), (), {}, (), AT),
    )
    return plain._replace(**changes)


@pytest.mark.parametrize(
    ("period", "after", "due"),
    [
        ("2025-11", 1, "2025-11-17T17:00"),
        ("2025-11", 0, "2025-11-14T17:00"),
        ("2025-11", 2, "2025-11-18T17:00"),
        ("2025-10", 1, "2025-10-15T17:00"),
        ("2025-Q3", 5, "2025-09-19T17:00"),
        ("2025-11-18", 1, "2025-11-19T17:00"),
    ],
)
def test_a_report_is_due_so_many_working_days_after_the_cut_off(period: str, after: int, due: str) -> None:
    assert monthly_schedule(after=after).deadline(period_of(period)) == datetime.fromisoformat(due)


def test_days_off_do_not_count_as_working_days() -> None:
    holidays = frozenset({date(2025, 11, 17), date(2025, 11, 18)})
    assert monthly_schedule().deadline(NOVEMBER, holidays) == datetime.fromisoformat("2025-11-19T17:00")


@many
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 12), st.sets(st.integers(1, 20)))
def test_exactly_the_working_days_asked_for_lie_up_to_the_deadline(
    end: date, after: int, off: set[int]
) -> None:
    holidays = frozenset(end + timedelta(days=count) for count in off)
    windows = {NOVEMBER.id: Window(None, end)}
    due = monthly_schedule(after=after, windows=windows).deadline(NOVEMBER, holidays).date()
    days = [end + timedelta(days=count) for count in range(1, (due - end).days + 1)]
    working = [day for day in days if day.weekday() < 5 and day not in holidays]
    assert len(working) == after
    assert working[-1] == due


def test_a_directive_can_name_its_own_days_for_one_period() -> None:
    own = Window(date(2025, 10, 1), date(2025, 11, 18))
    changed = monthly_schedule(windows={"2025-11": own})
    assert changed.window(NOVEMBER) == own
    assert changed.window(period_of("2025-10")) == period_of("2025-10").window
    assert changed.deadline(NOVEMBER) == datetime.fromisoformat("2025-11-19T17:00")


def test_a_deadline_that_is_written_out_needs_no_counting() -> None:
    moment = datetime.fromisoformat("2025-09-22T14:00")
    assert monthly_schedule(deadlines={"2025-11": moment}).deadline(NOVEMBER) == moment


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, True),
        ({"schedule": monthly_schedule(PeriodKind.QUARTER)}, False),
        ({"schedule": monthly_schedule(PeriodKind.QUARTER, PeriodKind.MONTH)}, True),
        ({"valid_from": date(2025, 11, 14)}, True),
        ({"valid_from": date(2025, 11, 15)}, False),
        ({"valid_to": date(2025, 11, 14)}, True),
        ({"valid_to": date(2025, 11, 13)}, False),
        ({"schedule": monthly_schedule(PeriodKind.YEAR, windows={"2025-11": NOVEMBER.window})}, True),
        ({"schedule": monthly_schedule(PeriodKind.YEAR, windows={"2025-10": NOVEMBER.window})}, False),
    ],
)
def test_reports_are_asked_for_in_the_cycle_and_while_in_force(
    changes: Mapping[str, Any], *, asked: bool
) -> None:
    assert monthly_directive(**changes).asks_for(NOVEMBER) is asked


def test_a_directive_in_force_is_judged_by_the_days_that_it_names() -> None:
    later = monthly_schedule(windows={"2025-11": Window(None, date(2025, 11, 18))})
    assert monthly_directive(schedule=later, valid_from=date(2025, 11, 18)).asks_for(NOVEMBER)


TREE = (
    plain_task("1", COMMUNES),
    plain_task(
        "2",
        WARDS,
        subtasks=(plain_task("2.1", COMMUNES), plain_task("2.2", WARDS, COMMUNES), plain_task("2.3")),
    ),
)
GROUPS = (TaskGroup("I", "Một", TREE, AT), TaskGroup("II", "Hai", (), AT))


def test_tasks_stand_in_the_order_of_the_directive_each_before_its_parts() -> None:
    assert [task.id for task in monthly_directive(groups=GROUPS).all_tasks()] == [
        "1",
        "2",
        "2.1",
        "2.2",
        "2.3",
    ]


def test_a_task_with_parts_is_answered_by_its_parts() -> None:
    asked = monthly_directive(groups=GROUPS)
    assert [task.id for task in asked.tasks_of(open_unit("xa-mot"))] == ["1", "2.1", "2.2"]
    assert [task.id for task in asked.tasks_of(open_unit("phuong-ba", WARD))] == ["2.2"]


def test_a_unit_sees_the_outline_that_applies_to_it() -> None:
    asked = monthly_directive(
        outline=(outline_item("I"), outline_item("I.1", WARDS), outline_item("I.2", COMMUNES))
    )
    assert [outline.id for outline in asked.outline_of(open_unit("xa-mot"))] == ["I", "I.2"]
    assert [outline.id for outline in asked.outline_of(open_unit("phuong-ba", WARD))] == ["I", "I.1"]


@pytest.mark.parametrize(("number", "level"), [("I", 1), ("I.5", 2), ("I.5.1", 3), ("I.5.2.a", 4)])
def test_the_depth_of_an_outline_item_is_in_its_number(number: str, level: int) -> None:
    assert outline_item(number).level == level
