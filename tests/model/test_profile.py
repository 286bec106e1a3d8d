"""Signers: persons who hold a post for a time."""

from datetime import date

import pytest

from baocao.model.profile import Signer

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
