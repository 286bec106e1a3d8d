"""Dates by NĐ 30/2020/NĐ-CP: days below 10 and months 1 and 2 carry a zero, other months do not."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from baocao.vietnamese.dates import (
    clock_text,
    iso_date,
    long_date,
    month_text,
    prose_moment,
    short_date,
    short_moment,
    two_digits,
)

DAYS = [date(2024, 1, 1) + timedelta(days=count) for count in range(4 * 365 + 1)]
LONG = re.compile(r"ngày (0[1-9]|[12]\d|3[01]) tháng (0[12]|[3-9]|1[0-2]) năm (\d{4})")
SHORT = re.compile(r"(0[1-9]|[12]\d|3[01])/(0[12]|[3-9]|1[0-2])/(\d{4})")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 3, 5), "ngày 05 tháng 3 năm 2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2025, 1, 1), "ngày 01 tháng 01 năm 2025"),
        (date(2025, 2, 28), "ngày 28 tháng 02 năm 2025"),
        (date(2025, 11, 18), "ngày 18 tháng 11 năm 2025"),
        (date(2025, 10, 9), "ngày 09 tháng 10 năm 2025"),
    ],
)
def test_the_date_of_a_document_is_written_in_full(day: date, expected: str) -> None:
    assert long_date(day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2020, 3, 5), "05/3/2020"), (date(2025, 4, 1), "01/4/2025"), (date(2025, 2, 14), "14/02/2025")],
)
def test_dates_in_sentences_keep_the_same_zeros(day: date, expected: str) -> None:
    assert short_date(day) == expected


@pytest.mark.parametrize(("write", "form"), [(long_date, LONG), (short_date, SHORT)])
def test_every_day_follows_the_zero_rule_and_says_itself(
    write: Callable[[date], str], form: re.Pattern[str]
) -> None:
    for day in DAYS:
        match = form.fullmatch(write(day))
        assert match, write(day)
        assert date(int(match[3]), int(match[2]), int(match[1])) == day


def test_only_january_and_february_carry_a_zero() -> None:
    assert " ".join(month_text(month) for month in range(1, 13)) == "01 02 3 4 5 6 7 8 9 10 11 12"


def test_a_day_not_yet_given_leaves_room_for_a_pen() -> None:
    assert re.fullmatch(r"ngày {4,}tháng {4,}năm {4,}", long_date(None))


def test_programs_and_yaml_have_dates_with_all_zeros() -> None:
    assert iso_date(date(2025, 3, 5)) == "2025-03-05"
    assert [two_digits(month) for month in (1, 3, 12)] == ["01", "03", "12"]


def test_hours_and_minutes_have_two_digits() -> None:
    moment = datetime(2025, 9, 2, 7, 5, tzinfo=UTC)
    assert clock_text(time(7, 5)) == clock_text(moment) == "07:05"
    assert short_moment(moment) == "07:05 02/9/2025"


def test_sentences_spell_the_hour_out() -> None:
    moment = datetime(2025, 9, 22, 14, tzinfo=UTC)
    assert prose_moment(moment) == "14 giờ 00 phút ngày 22/9/2025"
    assert prose_moment(moment, minutes="") == "14 giờ 00 ngày 22/9/2025"
    late = moment.replace(second=1)
    assert prose_moment(late) == "14 giờ 00 phút 01 giây ngày 22/9/2025"
    assert prose_moment(late, minutes="") == prose_moment(late)
