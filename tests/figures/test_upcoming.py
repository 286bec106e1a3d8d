"""Which reports fall due next."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.figures.upcoming import upcoming_deadlines
from baocao.model.directive import Directive, Schedule
from baocao.model.period import PeriodKind, Window
from baocao.vietnamese.moments import VIETNAM
from deliveries import MONTHLY, monthly_directive

CYCLES = [kind for kind in PeriodKind if kind is not PeriodKind.DAY]


def moment_at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def due_deadlines(
    *directives: Directive, now: str = "2025-11-16 08:00", holidays: frozenset[date] = frozenset()
) -> list[str]:
    deadlines = upcoming_deadlines(directives, moment_at(now), holidays)
    return [f"{each.directive.id} {each.period.id} {each.deadline:%Y-%m-%d %H:%M}" for each in deadlines]


@pytest.mark.parametrize(
    ("now", "next_due"),
    [
        ("2025-11-17 17:00", "cd 2025-11 2025-11-17 17:00"),
        ("2025-11-17 17:01", "cd 2025-12 2025-12-15 17:00"),
        ("2025-12-31 23:00", "cd 2026-01 2026-01-15 17:00"),
    ],
)
def test_the_next_deadline_is_the_first_that_has_not_passed(now: str, next_due: str) -> None:
    assert due_deadlines(monthly_directive(), now=now) == [next_due]


def test_days_off_put_a_deadline_off() -> None:
    assert due_deadlines(monthly_directive(), holidays=frozenset({date(2025, 11, 17)})) == [
        "cd 2025-11 2025-11-18 17:00"
    ]


def test_a_period_may_be_due_in_the_next_one() -> None:
    slow = MONTHLY._replace(due_after=20)
    assert due_deadlines(monthly_directive(schedule=slow), now="2025-12-01 08:00") == [
        "cd 2025-11 2025-12-12 17:00"
    ]


def test_each_kind_of_period_of_each_directive_has_its_own_and_the_soonest_comes_first() -> None:
    both = MONTHLY._replace(kinds=frozenset({PeriodKind.MONTH, PeriodKind.YEAR}))
    assert due_deadlines(monthly_directive("b"), monthly_directive("a", both)) == [
        "a 2025-11 2025-11-17 17:00", "b 2025-11 2025-11-17 17:00", "a 2025 2025-12-15 17:00",
    ]  # fmt: skip


def test_a_directive_that_names_its_periods_is_due_when_it_says() -> None:
    name, deadline = "2025-9T", datetime(2025, 9, 22, 14)  # noqa: DTZ001
    windows = {name: Window(None, date(2025, 9, 14))}
    named = Schedule(frozenset(), windows, {name: deadline}, 1, "17:00")
    assert due_deadlines(monthly_directive(schedule=named), now="2025-09-22 14:00") == [
        "cd 2025-9T 2025-09-22 14:00"
    ]
    assert due_deadlines(monthly_directive(schedule=named), now="2025-09-22 14:01") == []


def test_a_report_of_a_single_day_is_due_when_it_is_named() -> None:
    named = MONTHLY._replace(kinds=frozenset(), windows={"2025-12-20": Window(None, date(2025, 12, 20))})
    assert due_deadlines(monthly_directive(schedule=named)) == ["cd 2025-12-20 2025-12-22 17:00"]


def test_a_directive_asks_only_while_it_is_in_force() -> None:
    assert due_deadlines(monthly_directive(valid_to=date(2025, 11, 15))) == ["cd 2025-11 2025-11-17 17:00"]
    assert due_deadlines(monthly_directive(valid_to=date(2025, 11, 13))) == []
    assert due_deadlines(monthly_directive(valid_from=date(2031, 3, 1))) == ["cd 2031-03 2031-03-17 17:00"]


def test_the_day_is_that_of_vietnam() -> None:
    now = datetime(2025, 11, 30, 20, tzinfo=UTC)
    (deadline,) = upcoming_deadlines([monthly_directive()], now, frozenset())
    assert deadline.deadline - now == timedelta(days=14, hours=14)


@given(st.sampled_from(CYCLES), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_what_is_due_next_has_not_passed_and_the_period_before_it_has(kind: PeriodKind, day: date) -> None:
    now = datetime.combine(day, datetime.min.time(), VIETNAM)
    (deadline,) = upcoming_deadlines(
        [monthly_directive(schedule=MONTHLY._replace(kinds=frozenset({kind})))], now, frozenset()
    )
    previous = deadline.period.previous
    assert deadline.period.kind is kind
    assert previous is not None
    assert MONTHLY.deadline(previous).replace(tzinfo=VIETNAM) < now <= deadline.deadline
