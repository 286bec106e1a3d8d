"""Deadlines in the words of directives: days, months, quarters, years, spans, bodies, nothing."""

from datetime import date

import pytest

from baocao.model.directive import DeadlineKind
from baocao.source.deadlines import UnclearDayError, read_deadline


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("30/9/2025", DeadlineKind.DATE, date(2025, 9, 30)),
        ("Trước ngày 30/9/2025", DeadlineKind.DATE, date(2025, 9, 30)),
        ("Các thành phố trực thuộc Trung ương 30/9/2025", DeadlineKind.DATE, date(2025, 9, 30)),
        ("13-01-2025", DeadlineKind.DATE, date(2025, 1, 13)),
        ("01-01-2025", DeadlineKind.DATE, date(2025, 1, 1)),
        ("29/02/2028", DeadlineKind.DATE, date(2028, 2, 29)),
        ("Tháng 9/2025", DeadlineKind.MONTH, date(2025, 9, 30)),
        ("Tháng 02/2028", DeadlineKind.MONTH, date(2028, 2, 29)),
        ("9/2025", DeadlineKind.MONTH, date(2025, 9, 30)),
        ("Tháng 12/2025.", DeadlineKind.MONTH, date(2025, 12, 31)),
        ("Quý I/2026", DeadlineKind.QUARTER, date(2026, 3, 31)),
        ("Quý II - 2025", DeadlineKind.QUARTER, date(2025, 6, 30)),
        ("quý 3/2025", DeadlineKind.QUARTER, date(2025, 9, 30)),
        ("QUÝ IV NĂM 2025", DeadlineKind.QUARTER, date(2025, 12, 31)),
        ("2025", DeadlineKind.YEAR, date(2025, 12, 31)),
        ("Năm 2025", DeadlineKind.YEAR, date(2025, 12, 31)),
        ("Đến hết năm 2030", DeadlineKind.YEAR, date(2030, 12, 31)),
        ("Thường xuyên", DeadlineKind.ONGOING, None),
        ("Thường xuyên, hằng năm", DeadlineKind.ONGOING, None),
        ("Liên tục", DeadlineKind.ONGOING, None),
        ("Hằng năm", DeadlineKind.YEARLY, None),
        ("hàng năm", DeadlineKind.YEARLY, None),
        ("Định kỳ hằng năm", DeadlineKind.YEARLY, None),
        ("", DeadlineKind.NONE, None),
        ("Không quy định", DeadlineKind.NONE, None),
        ("Bộ Tài chính", DeadlineKind.BODY, None),
        ("Các bộ, ngành, địa phương", DeadlineKind.BODY, None),
        ("Quỹ Đầu tư phát triển", DeadlineKind.BODY, None),
        ("Theo Nghị định số 30/2020/NĐ-CP", DeadlineKind.BODY, None),
        ("Ngày 15 hằng tháng", DeadlineKind.BODY, None),
        ("Ngày 30 tháng 9 năm 2025", DeadlineKind.DATE, date(2025, 9, 30)),
        ("Tháng 9 năm 2025", DeadlineKind.MONTH, date(2025, 9, 30)),
        ("Trong tháng 9/2025", DeadlineKind.MONTH, date(2025, 9, 30)),
        ("Đến hết quý III/2025", DeadlineKind.QUARTER, date(2025, 9, 30)),
    ],
)
def test_the_words_of_a_directive_name_the_last_day(
    text: str, kind: DeadlineKind, due: date | None
) -> None:
    deadline = read_deadline(text)
    assert (deadline.text, deadline.kind, deadline.due, deadline.start) == (text, kind, due, None)


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("2025-2030", date(2025, 1, 1), date(2030, 12, 31)),
        ("2025 - 2030", date(2025, 1, 1), date(2030, 12, 31)),
        ("Giai đoạn 2025-2030", date(2025, 1, 1), date(2030, 12, 31)),
        ("Năm 2025 và những năm tiếp theo", date(2025, 1, 1), None),
        ("2025 và các năm sau", date(2025, 1, 1), None),
    ],
)
def test_a_span_begins_with_its_first_year(text: str, start: date, due: date | None) -> None:
    deadline = read_deadline(text)
    assert (deadline.kind, deadline.start, deadline.due) == (DeadlineKind.SPAN, start, due)


@pytest.mark.parametrize("text", ["10-01-2025", "Trước 02-03-2025"])
def test_a_day_with_dashes_that_makes_sense_in_both_orders_is_asked_about(text: str) -> None:
    with pytest.raises(UnclearDayError):
        read_deadline(text)


@pytest.mark.parametrize("number", range(1, 5))
def test_a_quarter_ends_with_its_third_month(number: int) -> None:
    roman = ("I", "II", "III", "IV")[number - 1]
    month = read_deadline(f"Tháng {number * 3}/2025").due
    assert read_deadline(f"Quý {roman}/2025").due == read_deadline(f"Quý {number}/2025").due == month


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/9/2025", " (tháng 9 năm 2025 không có ngày 31)"),
        ("Trước ngày 31/9/2025", " (tháng 9 năm 2025 không có ngày 31)"),
        ("32/13/2025", " (không có tháng 13)"),
        ("32-13-2025", " (không có tháng 13)"),
        ("2025-13-01", " (không có tháng 13)"),
        ("2025-02-29", " (tháng 2 năm 2025 không có ngày 29)"),
        ("Ngày 31 tháng 9 năm 2025", " (tháng 9 năm 2025 không có ngày 31)"),
        ("Tháng 13/2025", " (không có tháng 13)"),
        ("13/2025", " (không có tháng 13)"),
        ("Tháng 0/2025", " (không có tháng 0)"),
        ("Quý V/2025", " (một năm có bốn quý: I, II, III, IV)"),
        ("Quý 5 năm 2025", " (một năm có bốn quý: I, II, III, IV)"),
        ("Quý 0/2025", " (một năm có bốn quý: I, II, III, IV)"),
        ("Năm 0000", ""),
        ("30/9/25", ""),
        ("2025-13", ""),
        ("Tháng 123/2025", ""),
        ("Trong quý III, IV/2025", ""),
        ("Trước tháng 9/2025", ""),
        ("Quý IV", ""),
    ],
)
def test_a_time_that_cannot_be_is_no_body(text: str, why: str) -> None:
    with pytest.raises(UnclearDayError) as unclear:
        read_deadline(text)
    assert str(unclear.value) == why


def test_a_day_as_data_write_it_is_printed_as_documents_do() -> None:
    deadline = read_deadline("2025-09-30")
    assert (deadline.text, deadline.kind, deadline.due) == (
        "30/9/2025",
        DeadlineKind.DATE,
        date(2025, 9, 30),
    )
