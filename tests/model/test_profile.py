"""Signers: persons who hold a post for a time."""

from datetime import date

import pytest

from baocao.model.form import Family
from baocao.model.place import Place
from baocao.model.profile import Profile, Signer

START, END = date(2025, 7, 1), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("start", "end", "day", "signs"),
    [
        (None, None, START, True),
        (START, None, START, True),
        (START, None, date(2025, 6, 30), False),
        (None, END, END, True),
        (None, END, date(2026, 1, 1), False),
    ],
)
def test_a_signer_signs_from_the_first_to_the_last_day_of_the_post(
    start: date | None, end: date | None, day: date, *, signs: bool
) -> None:
    assert Signer("a", (), "Chủ tịch", "Nguyễn Văn A", start, end).signs_on(day) is signs


def body_of_the_party(*terms: date) -> Profile:
    profile = Profile(
        *("xa", "Đảng ủy xã", "Đảng ủy xã", (), (), "ĐU", "Một", (), (), (), ""),
        family=Family.PARTY,
        contact=(),
        at=Place("ho-so.yaml", 1, 1),
    )
    return profile._replace(terms=frozenset(terms))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 6, 30), "nhiệm kỳ trước ngày 01/7/2020"),
        (date(2020, 7, 1), "nhiệm kỳ từ ngày 01/7/2020"),
        (date(2025, 8, 15), "nhiệm kỳ từ ngày 01/7/2020"),
        (date(2025, 8, 16), "nhiệm kỳ từ ngày 16/8/2025"),
        (date(2031, 1, 1), "nhiệm kỳ từ ngày 16/8/2025"),
    ],
)
def test_a_series_of_the_party_is_of_the_term_that_has_the_day(day: date, name: str) -> None:
    assert body_of_the_party(date(2025, 8, 16), date(2020, 7, 1)).series_of(day).name == name


def test_where_no_term_is_known_all_numbers_are_one_series() -> None:
    unknown = body_of_the_party()
    assert unknown.series_of(date(1990, 1, 1)) == unknown.series_of(date(2026, 1, 1))
