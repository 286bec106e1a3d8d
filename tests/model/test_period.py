"""Reporting periods by NĐ 09/2019/NĐ-CP Điều 12: names, days that count, neighbours."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.period import Period, PeriodKind, Window, is_between, period_on
from baocao.model.period_names import PERIOD_EXAMPLES
from reading import many
from support import period_of

YEARS = st.integers(1900, 9998)
CYCLES = {
    PeriodKind.WEEK: 52,
    PeriodKind.TEN_DAYS: 36,
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}


@st.composite
def cyclic_periods(draw: st.DrawFn, kinds: tuple[PeriodKind, ...] = tuple(CYCLES)) -> Period:
    """Draw a period of one of `kinds`."""
    kind = draw(st.sampled_from(kinds))
    index = draw(st.integers(1, CYCLES[kind])) if CYCLES[kind] > 1 else 0
    return Period(kind, draw(YEARS), index)


SINGLE_DAYS = st.builds(
    lambda day, hour: Period(PeriodKind.DAY, day.year, 0, day, hour),
    st.dates(date(1900, 1, 1), date(9998, 12, 31)),
    st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2025-11", "tháng 11 năm 2025"),
        ("2025-02", "tháng 02 năm 2025"),
        ("2025-03", "tháng 3 năm 2025"),
        ("2025-Q3", "quý III năm 2025"),
        ("2025-Q4", "quý IV năm 2025"),
        ("2025-6T", "6 tháng đầu năm 2025"),
        ("2025-6TC", "6 tháng cuối năm 2025"),
        ("2025-9T", "9 tháng đầu năm 2025"),
        ("2025", "năm 2025"),
        ("2025-11-05", "đến ngày 05/11/2025"),
        ("2025-11-05T07", "đến 7 giờ ngày 05/11/2025"),
        ("2025-11-05T1730", "đến 17 giờ 30 phút ngày 05/11/2025"),
        ("2025-W46", "tuần 46 năm 2025"),
        ("2025-W01", "tuần 1 năm 2025"),
        ("2025-11-K1", "10 ngày đầu tháng 11 năm 2025"),
        ("2025-02-K2", "10 ngày giữa tháng 02 năm 2025"),
        ("2025-12-K3", "10 ngày cuối tháng 12 năm 2025"),
    ],
)
def test_a_period_is_named_in_a_sentence(text: str, label: str) -> None:
    assert period_of(text).label == label


@pytest.mark.parametrize(
    "text",
    [
        *("", "11/2025", "2025-13", "2025-00", "2025-1", "2025-Q5", "2025-Q0", "2025-q3", "2025-6t"),
        *("2025-W00", "2025-W53", "2025-W1", "2025-11-K0", "2025-11-K4", "2025-13-K1", "2025-K1"),
        *("2025-11-18T", "2025-11-18T7", "2025-11-18T24", "2025-11-18T0700", "2025-11-18T0760"),
        *(
            "2025-11-31T07",
            "2025-11T07",
            "2025-9TC",
            "2025-11-31",
            "2025-02-29",
            "25-11",
            "1899",
            "0000",
            "2025-11 ",
            "2025-11\n",
        ),
    ],
)
def test_what_names_no_period_is_refused(text: str) -> None:
    assert Period.parse(text) is None


@many
@given(cyclic_periods() | SINGLE_DAYS)
def test_a_period_is_read_back_from_its_id(period: Period) -> None:
    assert Period.parse(period.id) == period


@many
@given(st.text("0123456789-QTCWK", max_size=15))
def test_a_period_has_only_one_spelling(text: str) -> None:
    parsed = Period.parse(text)
    assert parsed is None or parsed.id == text


@many
@given(cyclic_periods())
def test_the_next_period_has_this_one_before_it(period: Period) -> None:
    after, before = period.next, period.previous
    assert after is not None
    assert before is not None
    assert (after.previous, before.next) == (period, period)
    assert before.window.end < period.window.end < after.window.end


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("2025-12", "2026-01"),
        ("2025-Q4", "2026-Q1"),
        ("2025-6T", "2025-6TC"),
        ("2025-6TC", "2026-6T"),
        ("2025-9T", "2026-9T"),
        ("2025", "2026"),
        ("2025-W52", "2026-W01"),
        ("2026-W53", "2027-W01"),
        ("2025-12-K3", "2026-01-K1"),
        ("2025-02-K1", "2025-02-K2"),
    ],
)
def test_a_period_is_followed_by_one_of_its_kind(text: str, following: str) -> None:
    assert period_of(text).next == period_of(following)


def test_a_single_day_has_no_neighbours() -> None:
    day = period_of("2025-11-18")
    assert (day.previous, day.next) == (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-01", "2024-12-15", "2025-01-14"),
        ("2025-03", "2025-02-15", "2025-03-14"),
        ("2025-11", "2025-10-15", "2025-11-14"),
        ("2025-12", "2025-11-15", "2025-12-14"),
        ("2025-Q1", "2024-12-15", "2025-03-14"),
        ("2025-Q2", "2025-03-15", "2025-06-14"),
        ("2025-Q3", "2025-06-15", "2025-09-14"),
        ("2025-Q4", "2025-09-15", "2025-12-14"),
        ("2025-6T", "2024-12-15", "2025-06-14"),
        ("2025-6TC", "2025-06-15", "2025-12-14"),
        ("2025-9T", "2024-12-15", "2025-09-14"),
        ("2025", "2024-12-15", "2025-12-14"),
    ],
)
def test_data_stop_on_the_14th_of_the_last_month(text: str, start: str, end: str) -> None:
    assert period_of(text).window == Window(date.fromisoformat(start), date.fromisoformat(end))


def test_a_single_day_counts_everything_so_far() -> None:
    assert period_of("2025-11-18").window == Window(None, date(2025, 11, 18))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-W46", "2025-11-10", "2025-11-16"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2025-11-K1", "2025-11-01", "2025-11-10"),
        ("2025-11-K2", "2025-11-11", "2025-11-20"),
        ("2024-02-K3", "2024-02-21", "2024-02-29"),
    ],
)
def test_all_days_of_a_week_and_of_ten_days_count(text: str, start: str, end: str) -> None:
    assert period_of(text).window == Window(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "end", "bare", "led"),
    [
        ("2025-11", date(2025, 11, 14), "14/11/2025", "ngày 14/11/2025"),
        ("2025-W46", date(2025, 11, 16), "16/11/2025", "ngày 16/11/2025"),
        ("2025-11-12T07", date(2025, 11, 12), "7 giờ ngày 12/11/2025", "7 giờ ngày 12/11/2025"),
        ("2025-11-12T0730", date(2025, 11, 12), *["7 giờ 30 phút ngày 12/11/2025"] * 2),
        ("2025-11-12", date(2025, 11, 12), "12/11/2025", "ngày 12/11/2025"),
        ("2025-11-12T07", date(2025, 11, 11), "11/11/2025", "ngày 11/11/2025"),
    ],
)
def test_data_of_a_moment_stop_at_its_hour(text: str, end: date, bare: str, led: str) -> None:
    """Unless the directive lets them stop on another day."""
    period = period_of(text)
    assert (period.stop_words(end), period.stop_words(end, "ngày ")) == (bare, led)


def test_moments_of_a_day_follow_each_other_and_the_whole_day_is_last() -> None:
    names = ["2025-11-17", "2025-11-18T07", "2025-11-18T0730", "2025-11-18T19", "2025-11-18"]
    assert sorted(map(period_of, reversed(names)), key=lambda period: period.order) == [
        *map(period_of, names)
    ]


@many
@given(
    cyclic_periods(
        (
            PeriodKind.WEEK,
            PeriodKind.TEN_DAYS,
            PeriodKind.MONTH,
            PeriodKind.QUARTER,
            PeriodKind.HALF,
            PeriodKind.YEAR,
        )
    )
)
def test_consecutive_periods_share_no_day_and_leave_none_out(period: Period) -> None:
    following = period.next
    assert following is not None
    assert following.window.start == period.window.end + timedelta(days=1)


@many
@given(YEARS, st.sampled_from((PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF)))
def test_the_parts_of_a_year_make_up_the_year(year: int, kind: PeriodKind) -> None:
    windows = [Period(kind, year, index).window for index in range(1, CYCLES[kind] + 1)]
    assert Window(windows[0].start, windows[-1].end) == Period(PeriodKind.YEAR, year).window


@many
@given(YEARS, st.integers(1, 4))
def test_a_quarter_is_its_three_months(year: int, quarter: int) -> None:
    months = [Period(PeriodKind.MONTH, year, quarter * 3 - back).window for back in (2, 1, 0)]
    assert Period(PeriodKind.QUARTER, year, quarter).window == Window(months[0].start, months[2].end)


@many
@given(YEARS)
def test_nine_months_are_the_first_three_quarters(year: int) -> None:
    quarters = [Period(PeriodKind.QUARTER, year, index).window for index in (1, 3)]
    assert Period(PeriodKind.NINE_MONTHS, year).window == Window(quarters[0].start, quarters[1].end)


@pytest.mark.parametrize(
    ("kind", "day", "period"),
    [
        (PeriodKind.WEEK, date(2025, 11, 16), "2025-W46"),
        (PeriodKind.WEEK, date(2027, 1, 3), "2026-W53"),
        (PeriodKind.TEN_DAYS, date(2025, 1, 31), "2025-01-K3"),
        (PeriodKind.TEN_DAYS, date(2025, 11, 20), "2025-11-K2"),
        (PeriodKind.MONTH, date(2025, 12, 31), "2025-12"),
        (PeriodKind.QUARTER, date(2025, 9, 30), "2025-Q3"),
        (PeriodKind.QUARTER, date(2025, 10, 1), "2025-Q4"),
        (PeriodKind.HALF, date(2025, 6, 30), "2025-6T"),
        (PeriodKind.HALF, date(2025, 7, 1), "2025-6TC"),
        (PeriodKind.NINE_MONTHS, date(2025, 12, 1), "2025-9T"),
        (PeriodKind.YEAR, date(2025, 1, 1), "2025"),
    ],
)
def test_a_day_lies_in_one_period_of_each_kind(kind: PeriodKind, day: date, period: str) -> None:
    assert period_on(kind, day) == period_of(period)


def test_a_single_day_is_the_period_of_no_kind() -> None:
    assert period_on(PeriodKind.DAY, date(2025, 1, 1)) is None


def test_both_ends_count_and_none_is_no_bound() -> None:
    first, last = date(2025, 7, 1), date(2025, 7, 31)
    assert [is_between(date(2025, *day), first, last) for day in ((6, 30), (7, 1), (7, 31), (8, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert is_between(first, None, first)
    assert is_between(last, last, None)


def test_the_names_that_people_are_shown_are_one_of_every_kind_and_the_second_half_of_a_year() -> None:
    shown = [period_of(name) for name in PERIOD_EXAMPLES]
    assert {period.kind for period in shown} == set(PeriodKind)
    assert tuple(period.id for period in shown) == PERIOD_EXAMPLES
    assert "2025-6TC" in PERIOD_EXAMPLES
