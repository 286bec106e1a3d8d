"""Dates as official documents write them (NĐ 30/2020/NĐ-CP, Phụ lục I, Mục II.4)."""

from datetime import date
from typing import Final

_FEBRUARY: Final = 2


def month_text(month: int) -> str:
    """Return the month's number: only months 1 and 2 carry a zero."""
    return f"{month:02}" if month <= _FEBRUARY else str(month)


def short_date(day: date) -> str:
    """Return '05/3/2020', the form used inside sentences."""
    return f"{day.day:02}/{month_text(day.month)}/{day.year}"


def long_date(day: date | None) -> str:
    """Return 'ngày 05 tháng 3 năm 2020', or the same with blanks for a day not yet given."""
    if day is None:
        return "ngày      tháng      năm         "
    return f"ngày {day.day:02} tháng {month_text(day.month)} năm {day.year}"
