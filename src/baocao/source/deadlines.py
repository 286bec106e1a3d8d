"""Deadlines as directives write them: 'Tháng 9/2025', 'Quý III/2025', 'Thường xuyên', or a body."""

import calendar
import re
from datetime import date
from typing import Final

from baocao.model.directive import Deadline, DeadlineKind
from baocao.source.log import why_no_day
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import folded_text

_DAY: Final = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b", re.ASCII)
_DAY_IN_WORDS: Final = re.compile(r"\b(\d{1,2}) thang (\d{1,2})(?:/| nam )(\d{4})\b")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WITHIN: Final = "(?:trong |het |den het |cuoi |den cuoi )?"
_MONTH: Final = re.compile(rf"{_WITHIN}(?:thang )?(\d{{1,2}})(?:/| nam )(\d{{4}})")
_QUARTER: Final = re.compile(rf"{_WITHIN}quy ([ivxl]+|\d+)[ /-]+(?:nam )?(\d{{4}})")
_QUARTERS: Final = ("i", "ii", "iii", "iv")
_YEAR: Final = re.compile(r"(?:het |den |nam |den het nam |truoc nam )?(\d{4})")
_YEARS: Final = re.compile(r"(?:giai doan |nam )?(\d{4}) ?- ?(\d{4})")
_FROM_YEAR: Final = re.compile(r"(?:nam )?(\d{4}) va (?:cac|nhung) nam (?:tiep theo|sau)")
_ONGOING: Final = ("thuong xuyen", "lien tuc")
_YEARLY: Final = ("hang nam", "dinh ky hang nam")
_NO_DEADLINE: Final = ("", "khong quy dinh", "khong xac dinh")
_LIKE_A_TIME: Final = re.compile(
    r"\b\d{1,4}[/-]\d{1,2}[/-]\d{1,4}\b"
    r"|\b(?:thang|quy) (?:\d+|[ivxl]+)\b.*\b\d{4}\b"
    r"|^(?:(?:thang|quy) (?:\d+|[ivxl]+)|(?:thang )?\d+[/-]\d{4}|\d{4}[/-]\d{1,2})$"
)
"""What nobody writes who means a body."""
_LONGEST: Final = 300
"""What is longer is no time, and looking for one would take long."""


class UnclearDayError(Exception):
    """A time that cannot be told; the reason, if there is one to give, stands in brackets."""


def read_deadline(text: str) -> Deadline:
    """Return the deadline that `text` names; what names no time is a body in its place.

    A month, a quarter and a year end on their last day. Raises UnclearDayError for days, months and
    quarters that do not exist, and for dates with dashes that make sense in both orders, since published
    tables mix them.
    """
    if len(text) > _LONGEST:
        return Deadline(text, DeadlineKind.BODY)
    plain = folded_text(text).strip().rstrip(".")
    if plain in _NO_DEADLINE:
        return Deadline(text, DeadlineKind.NONE)
    if plain.startswith(_ONGOING):
        return Deadline(text, DeadlineKind.ONGOING)
    if plain in _YEARLY:
        return Deadline(text, DeadlineKind.YEARLY)
    # From the most exact to the vaguest: a day contains a month, a month contains a year.
    return (
        _day_deadline(text, plain)
        or _month_deadline(text, plain)
        or _quarter_deadline(text, plain)
        or _year_deadline(text, plain)
        or _body_deadline(text, plain)
    )


def _body_deadline(text: str, plain: str) -> Deadline:
    if _LIKE_A_TIME.search(plain):
        raise UnclearDayError
    return Deadline(text, DeadlineKind.BODY)


def _day_deadline(text: str, plain: str) -> Deadline | None:
    """Read a day anywhere in the text, as in 'Các thành phố trực thuộc Trung ương 30/9/2025'.

    Only data write 2025-09-30; documents print it as 30/9/2025.
    """
    if iso := _ISO_DAY.fullmatch(plain):
        due = _real_date(*(int(part) for part in iso.groups()))
        return Deadline(short_date(due), DeadlineKind.DATE, due)
    match = _DAY.search(plain) or _DAY_IN_WORDS.search(plain)
    if not match:
        return None
    day, month, year = (int(part) for part in match.groups())
    # 05-06-2025 stands for both orders in published tables; a guess would move a deadline by months.
    if "-" in match[0] and day != month and max(day, month) <= 12:  # noqa: PLR2004 - months
        raise UnclearDayError(f" ({day}/{month} hay {month}/{day})")
    return Deadline(text, DeadlineKind.DATE, _real_date(year, month, day))


def _real_date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnclearDayError(why_no_day(year, month, day)) from None


def _month_deadline(text: str, plain: str) -> Deadline | None:
    match = _MONTH.fullmatch(plain)
    if not match:
        return None
    month, year = int(match[1]), int(match[2])
    return Deadline(text, DeadlineKind.MONTH, _month_end(_real_date(year, month, 1)))


def _quarter_deadline(text: str, plain: str) -> Deadline | None:
    match = _QUARTER.fullmatch(plain)
    if not match:
        return None
    name = match[1]
    number = _QUARTERS.index(name) + 1 if name in _QUARTERS else int(name) if name.isdecimal() else 0
    if not 1 <= number <= len(_QUARTERS):
        raise UnclearDayError(" (một năm có bốn quý: I, II, III, IV)")
    return Deadline(text, DeadlineKind.QUARTER, _month_end(_real_date(int(match[2]), number * 3, 1)))


def _year_deadline(text: str, plain: str) -> Deadline | None:
    if match := _YEAR.fullmatch(plain):
        return Deadline(text, DeadlineKind.YEAR, _real_date(int(match[1]), 12, 31))
    if match := _YEARS.fullmatch(plain):
        start, end = _real_date(int(match[1]), 1, 1), _real_date(int(match[2]), 12, 31)
        return Deadline(text, DeadlineKind.SPAN, end, start)
    if match := _FROM_YEAR.fullmatch(plain):
        return Deadline(text, DeadlineKind.SPAN, None, _real_date(int(match[1]), 1, 1))
    return None


def _month_end(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
