"""Deadlines as directives write them: 'Tháng 9/2025', 'Quý III/2025', 'Thường xuyên', or a body."""

import calendar
import re
from datetime import date
from typing import Final

from baocao.model.directive import Deadline, DeadlineKind
from baocao.model.period import ROMAN
from baocao.vietnamese.text import folded

_DAY: Final = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_MONTH: Final = re.compile(r"(?:thang )?(\d{1,2})/(\d{4})")
_QUARTER: Final = re.compile(r"quy (iv|i{1,3}|[1-4])[ /-]+(?:nam )?(\d{4})")
_YEAR: Final = re.compile(r"(?:het |den |nam |den het nam |truoc nam )?(\d{4})")
_YEARS: Final = re.compile(r"(?:giai doan |nam )?(\d{4}) ?- ?(\d{4})")
_FROM_YEAR: Final = re.compile(r"(?:nam )?(\d{4}) va (?:cac|nhung) nam (?:tiep theo|sau)")
_ONGOING: Final = ("thuong xuyen", "lien tuc")
_YEARLY: Final = ("hang nam", "dinh ky hang nam")
_NO_DEADLINE: Final = ("", "khong quy dinh", "khong xac dinh")


class UnclearDayError(Exception):
    """A day that can be read in two orders: 10-01-2025."""


def read_deadline(text: str) -> Deadline:
    """Return the deadline that `text` names; what names no time is a body in its place.

    A month, a quarter and a year end on their last day. Raises UnclearDayError for dates with dashes that
    make sense in both orders, since published tables mix them.
    """
    plain = folded(text).strip().rstrip(".")
    if plain in _NO_DEADLINE:
        return Deadline(text, DeadlineKind.NONE)
    if plain.startswith(_ONGOING):
        return Deadline(text, DeadlineKind.ONGOING)
    if plain in _YEARLY:
        return Deadline(text, DeadlineKind.YEARLY)
    return _day(text) or _month_or_quarter(text, plain) or _years(text, plain) or _body(text)


def _body(text: str) -> Deadline:
    return Deadline(text, DeadlineKind.BODY)


def _day(text: str) -> Deadline | None:
    """Read a day anywhere in the text, as in 'Các thành phố trực thuộc Trung ương 30/9/2025'."""
    found = _DAY.search(text)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    if "-" in found[0] and day != month and max(day, month) <= 12:  # noqa: PLR2004 - months
        raise UnclearDayError(found[0])
    try:
        return Deadline(text, DeadlineKind.DATE, date(year, month, day))
    except ValueError:
        return None


def _month_or_quarter(text: str, plain: str) -> Deadline | None:
    month = _MONTH.fullmatch(plain)
    if month and 1 <= int(month[1]) <= 12:  # noqa: PLR2004 - months
        return Deadline(text, DeadlineKind.MONTH, _month_end(int(month[2]), int(month[1])))
    quarter = _QUARTER.fullmatch(plain)
    if quarter:
        roman = quarter[1].upper()
        number = ROMAN.index(roman) if roman in ROMAN else int(roman)
        return Deadline(text, DeadlineKind.QUARTER, _month_end(int(quarter[2]), number * 3))
    return None


def _years(text: str, plain: str) -> Deadline | None:
    if found := _YEAR.fullmatch(plain):
        return Deadline(text, DeadlineKind.YEAR, date(int(found[1]), 12, 31))
    if found := _YEARS.fullmatch(plain):
        start, end = date(int(found[1]), 1, 1), date(int(found[2]), 12, 31)
        return Deadline(text, DeadlineKind.SPAN, end, start)
    if found := _FROM_YEAR.fullmatch(plain):
        return Deadline(text, DeadlineKind.SPAN, None, date(int(found[1]), 1, 1))
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
