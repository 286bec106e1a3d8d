"""Dates as official documents (NĐ 30/2020/NĐ-CP, Phụ lục I, Mục II.4) and other programs want them.

No other module makes text of a date, but for moments beside this one.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

_FEBRUARY: Final = 2
WORKSHEET_DAY: Final = "dd/mm/yyyy"
"""The format by which worksheets write a day."""
_DAY_ZERO: Final = date(1899, 12, 30)
FIRST_WORKSHEET_DAY: Final = date(1900, 3, 1)
"""Worksheets count a day too many before it, and none before 1900."""
_MOST_DAYS: Final = (date.max - _DAY_ZERO).days


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


def two_digits(number: int) -> str:
    """Return '03', a month or a day as names of periods and files have it."""
    return f"{number:02}"


def iso_date(day: date) -> str:
    """Return '2020-03-05', as it is typed in YAML, names periods, and goes to other programs."""
    return day.isoformat()


def clock_text(moment: time | datetime, *, exact: bool = False) -> str:
    """Return '17:00', or '17:00:01' where seconds matter."""
    return f"{moment:%H:%M:%S}" if exact else f"{moment:%H:%M}"


def short_moment(moment: datetime, *, exact: bool = False) -> str:
    """Return '17:00 05/3/2020', for narrow columns."""
    return f"{clock_text(moment, exact=exact)} {short_date(moment)}"


def prose_moment(moment: datetime, *, minutes: str = " phút") -> str:
    """Return '14 giờ 00 phút ngày 22/9/2025'; letters leave the word for minutes away.

    Seconds are said where there are any: one after a deadline is not the deadline.
    """
    seconds = f" phút {moment:%S} giây" if moment.second else minutes
    return f"{moment:%H} giờ {moment:%M}{seconds} ngày {short_date(moment)}"


def worksheet_day(day: date) -> int:
    """Return the number that is the day in a worksheet."""
    return (day - _DAY_ZERO).days


def day_of_worksheet(number: int) -> date:
    """Return the day that a number of a worksheet is; the last of all for one that is none."""
    return _DAY_ZERO + timedelta(days=min(number, _MOST_DAYS))
