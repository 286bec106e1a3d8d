"""Moments of Vietnam's time, and how long it is until them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.vietnamese.moments import (
    VIETNAM,
    in_vietnam,
    iso_moment,
    moment_text,
    narrow_moment,
    remaining_text,
    span_text,
    utc_moment,
)

NOW = datetime(2025, 11, 17, 17, tzinfo=VIETNAM)
SPANS = st.timedeltas(timedelta(), timedelta(days=4000))


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(), "chưa đầy 1 phút"),
        (timedelta(seconds=59), "chưa đầy 1 phút"),
        (timedelta(minutes=40), "40 phút"),
        (timedelta(hours=3), "3 giờ"),
        (timedelta(hours=3, minutes=20), "3 giờ 20 phút"),
        (timedelta(days=2, hours=3, minutes=59), "2 ngày 3 giờ"),
        (timedelta(days=5), "5 ngày"),
        (timedelta(days=6, hours=23), "6 ngày 23 giờ"),
        (timedelta(days=7, hours=23), "7 ngày"),
    ],
)
def test_a_time_is_told_by_its_two_largest_units(span: timedelta, text: str) -> None:
    assert span_text(span) == text


def test_a_deadline_that_is_now_has_not_passed() -> None:
    assert remaining_text(NOW, NOW) == "còn chưa đầy 1 phút"
    assert remaining_text(NOW, NOW + timedelta(seconds=1)) == "đã quá hạn chưa đầy 1 phút"


@given(SPANS)
def test_what_is_left_and_what_has_passed_are_told_alike(span: timedelta) -> None:
    assert remaining_text(NOW + span, NOW) == f"còn {span_text(span)}"
    if span:
        assert remaining_text(NOW - span, NOW) == f"đã quá hạn {span_text(span)}"


@pytest.mark.parametrize(
    "moment", [datetime(2025, 3, 5, 10, tzinfo=UTC), datetime(2025, 3, 5, 17, tzinfo=VIETNAM)]
)
def test_a_moment_is_told_in_the_time_of_vietnam(moment: datetime) -> None:
    assert moment_text(moment) == "17:00 ngày 05/3/2025"


def test_a_moment_without_a_zone_is_in_the_time_of_vietnam_already() -> None:
    naive = datetime(2025, 3, 5, 17)  # noqa: DTZ001
    assert in_vietnam(naive) == datetime(2025, 3, 5, 10, tzinfo=UTC)


def test_other_programs_get_the_zone_with_the_moment() -> None:
    assert iso_moment(datetime(2025, 3, 5, 10, tzinfo=UTC)) == "2025-03-05T17:00:00+07:00"


def test_packages_of_office_keep_moments_in_utc() -> None:
    assert utc_moment(datetime(2025, 3, 5, 17, tzinfo=VIETNAM)) == "2025-03-05T10:00:00Z"


def test_a_moment_one_second_after_a_deadline_is_not_told_as_the_deadline() -> None:
    due = datetime(2025, 11, 17, 17, tzinfo=VIETNAM)
    late = due + timedelta(seconds=1)
    assert moment_text(late, due) == "17:00:01 ngày 17/11/2025"
    assert narrow_moment(late, due) == "17:00:01 17/11/2025"
    assert moment_text(due, due) == "17:00 ngày 17/11/2025"
    assert moment_text(due - timedelta(seconds=1), due) == "16:59 ngày 17/11/2025"
    assert moment_text(late.astimezone(UTC), due) == "17:00:01 ngày 17/11/2025"


@given(st.timedeltas(timedelta(seconds=-200), timedelta(seconds=200)))
def test_beside_a_deadline_another_second_is_another_text(span: timedelta) -> None:
    other = NOW + span
    same = other.replace(microsecond=0) == NOW
    assert (moment_text(other, NOW) == moment_text(NOW, other)) == same
