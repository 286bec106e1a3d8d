"""Reporting periods: what they are called, which days their data cover, and their neighbours."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from typing import Final, NamedTuple

from baocao.model.period_names import PERIOD_FORM
from baocao.vietnamese.dates import iso_date, month_text, short_date, two_digits

ROMAN: Final = ("", "I", "II", "III", "IV")
_FORM: Final = re.compile(PERIOD_FORM)


class PeriodKind(Enum):
    """The cycles of NĐ 09/2019/NĐ-CP Điều 12, the provinces' nine months, shorter ones, and one moment."""

    WEEK = "tuan"
    TEN_DAYS = "10_ngay"
    MONTH = "thang"
    QUARTER = "quy"
    HALF = "6_thang"
    NINE_MONTHS = "9_thang"
    YEAR = "nam"
    DAY = "dot_xuat"


_NAMED: Final = {
    "": (PeriodKind.YEAR, 0),
    "6T": (PeriodKind.HALF, 1),
    "6TC": (PeriodKind.HALF, 2),
    "9T": (PeriodKind.NINE_MONTHS, 0),
    **{f"Q{number}": (PeriodKind.QUARTER, number) for number in (1, 2, 3, 4)},
}
"""What stands behind the year, weeks, months and days aside."""
_TEN_DAYS: Final = (("đầu", 1), ("giữa", 11), ("cuối", 21))
"""The three parts of a month, and on which day each begins."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days whose facts a report counts, both ends included; no `start` means 'up to `end`'."""

    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period (kỳ báo cáo).

    `index` is the month 1–12, the quarter 1–4, the half 1–2, the week 1–53 of ISO 8601, the ten days 1–36;
    it is 0 where the kind needs none. `day` is set for ad hoc reports only, and `hour` for those of them
    that speak of a moment of that day.
    """

    kind: PeriodKind
    year: int
    index: int = 0
    day: date | None = None
    hour: time | None = None

    @classmethod
    def parse(cls, text: str) -> "Period | None":
        """Read one of `PERIOD_EXAMPLES`, or a name of their form."""
        if not _FORM.fullmatch(text) or text < "1900":
            return None
        year, name = int(text[:4]), text[5:]
        if name.isdecimal():
            return cls(PeriodKind.MONTH, year, int(name))
        if name.startswith("W"):
            return cls._of_week(year, int(name[1:]))
        if "-K" in name:
            return cls(PeriodKind.TEN_DAYS, year, (int(name[:2]) - 1) * 3 + int(name[4]))
        if "-" in name:
            return cls._of_day(*text.partition("T")[::2])
        kind, index = _NAMED[name]
        return cls(kind, year, index)

    @classmethod
    def _of_week(cls, year: int, week: int) -> "Period | None":
        try:
            date.fromisocalendar(year, week, 7)
        except ValueError:  # only some years have a week 53
            return None
        return cls(PeriodKind.WEEK, year, week)

    @classmethod
    def _of_day(cls, text: str, hour: str) -> "Period | None":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return cls(PeriodKind.DAY, day.year, 0, day, time.fromisoformat(hour) if hour else None)

    @property
    def id(self) -> str:
        """The text that `parse` reads; it also names the period's files and output folder."""
        if self.day:
            return f"{iso_date(self.day)}{_hour_name(self.hour)}"
        month, part = divmod(self.index - 1, 3)
        suffix = {
            PeriodKind.WEEK: f"-W{two_digits(self.index)}",
            PeriodKind.TEN_DAYS: f"-{two_digits(month + 1)}-K{part + 1}",
            PeriodKind.MONTH: f"-{two_digits(self.index)}",
            PeriodKind.QUARTER: f"-Q{self.index}",
            PeriodKind.HALF: "-6T" if self.index == 1 else "-6TC",
            PeriodKind.NINE_MONTHS: "-9T",
        }
        return f"{self.year}{suffix.get(self.kind, '')}"

    @property
    def label(self) -> str:
        """The period's name in a sentence: 'tháng 11 năm 2025' or 'quý III năm 2025'."""
        if self.day:
            return f"đến {_hour_words(self.hour)}ngày {short_date(self.day)}"
        month, part = divmod(self.index - 1, 3)
        name = {
            PeriodKind.WEEK: f"tuần {self.index}",
            PeriodKind.TEN_DAYS: f"10 ngày {_TEN_DAYS[part][0]} tháng {month_text(month + 1)}",
            PeriodKind.MONTH: f"tháng {month_text(self.index)}",
            PeriodKind.QUARTER: f"quý {ROMAN[self.index % 5]}",
            PeriodKind.HALF: "6 tháng đầu" if self.index == 1 else "6 tháng cuối",
            PeriodKind.NINE_MONTHS: "9 tháng đầu",
        }.get(self.kind)
        return f"{name} năm {self.year}" if name else f"năm {self.year}"

    def stop_words(self, end: date, lead: str = "") -> str:
        """Return until when data that stop on `end` count: '14/11/2025', '7 giờ ngày 12/11/2025'.

        `lead` stands before a day without an hour.
        """
        hour = _hour_words(self.hour) if end == self.day else ""
        return f"{hour}ngày {short_date(end)}" if hour else f"{lead}{short_date(end)}"

    @property
    def order(self) -> tuple[date, time]:
        """When its data stop, to the minute: periods of one kind follow each other by it."""
        return self.window.end, self.hour or time.max

    @property
    def cycle(self) -> int:
        """How many periods of this kind every year has; 0 for weeks, 52 or 53, and for single days."""
        return {
            PeriodKind.TEN_DAYS: 36,
            PeriodKind.MONTH: 12,
            PeriodKind.QUARTER: 4,
            PeriodKind.HALF: 2,
            PeriodKind.DAY: 0,
            PeriodKind.WEEK: 0,
        }.get(self.kind, 1)

    def _shifted_period(self, steps: int) -> "Period | None":
        if self.day:
            return None
        if self.kind is PeriodKind.WEEK:
            return period_on(self.kind, self.window.end + timedelta(weeks=steps))
        if self.cycle == 1:
            return Period(self.kind, self.year + steps)
        years, index = divmod(self.index - 1 + steps, self.cycle)
        return Period(self.kind, self.year + years, index + 1)

    @property
    def previous(self) -> "Period | None":
        """The period of the same kind before this one; a single day has none."""
        return self._shifted_period(-1)

    @property
    def year_before(self) -> "Period | None":
        """The same period of the year before; a single day has none, nor has a week 53 that year lacks."""
        if self.day:
            return None
        if self.kind is PeriodKind.WEEK:
            return Period._of_week(self.year - 1, self.index)
        return Period(self.kind, self.year - 1, self.index)

    @property
    def next(self) -> "Period | None":
        """The period of the same kind after this one; a single day has none."""
        return self._shifted_period(1)

    @property
    def window(self) -> Window:
        """The days that count by NĐ 09/2019/NĐ-CP Điều 12, unless a directive says otherwise.

        Data stop on the 14th of the period's last month and start the day after the previous stop.
        Nine months are not in the national list: from 15/12 to 14/9 is what provinces decided. Weeks and
        ten days are not either: all of their days count.
        """
        if self.day:
            return Window(None, self.day)
        if self.kind is PeriodKind.WEEK:
            monday = date.fromisocalendar(self.year, self.index, 1)
            return Window(monday, monday + timedelta(days=6))
        if self.kind is PeriodKind.TEN_DAYS:
            return _ten_days(self.year, self.index)
        months = 12 // self.cycle
        last = {PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}.get(self.kind, self.index * months)
        first = 1 if self.cycle == 1 else last - months + 1
        before = date(self.year, first, 1) - timedelta(days=1)
        return Window(before.replace(day=15), date(self.year, last, 14))


def _ten_days(year: int, index: int) -> Window:
    month, part = divmod(index - 1, 3)
    start = date(year, month + 1, _TEN_DAYS[part][1])
    return Window(start, start.replace(day=(10, 20, monthrange(year, month + 1)[1])[part]))


def _hour_name(hour: time | None) -> str:
    """Return 'T07' or 'T0730'; a colon may not stand in the name of a file."""
    if hour is None:
        return ""
    return f"T{two_digits(hour.hour)}{two_digits(hour.minute) if hour.minute else ''}"


def _hour_words(hour: time | None) -> str:
    """Return '7 giờ ' or '7 giờ 30 phút '."""
    if hour is None:
        return ""
    return f"{hour.hour} giờ {f'{two_digits(hour.minute)} phút ' if hour.minute else ''}"


def period_on(kind: PeriodKind, day: date) -> Period | None:
    """Return the period of a kind whose calendar days hold `day`; single days have none."""
    if kind is PeriodKind.DAY:
        return None
    if kind is PeriodKind.WEEK:
        return Period(kind, *day.isocalendar()[:2])
    if kind is PeriodKind.TEN_DAYS:
        return Period(kind, day.year, (day.month - 1) * 3 + min((day.day - 1) // 10, 2) + 1)
    cycle = Period(kind, day.year, 1).cycle
    return Period(kind, day.year, 0 if cycle == 1 else (day.month - 1) * cycle // 12 + 1)


def is_between(day: date, first: date | None, last: date | None) -> bool:
    """Tell whether `day` is neither before the first nor after the last; None stands for no bound."""
    return (first is None or first <= day) and (last is None or day <= last)


class Validity(NamedTuple):
    """The periods in which something is asked, both ends included; None: from, or to, any period."""

    first: Period | None = None
    last: Period | None = None

    def covers_period(self, period: Period) -> bool:
        """Tell whether the data of `period` stop between those of the first and of the last period."""
        if self.first is None and self.last is None:
            return True
        first, last = (each.window.end if each else None for each in (self.first, self.last))
        return is_between(period.window.end, first, last)

    def ends_before(self, other: "Validity") -> bool:
        """Tell whether the last of these periods ends before the first of the others."""
        return (
            self.last is not None
            and other.first is not None
            and self.last.window.end < other.first.window.end
        )

    def __str__(self) -> str:
        """Return 'từ kỳ 2025-07 đến kỳ 2025-11'."""
        parts = (("từ kỳ", self.first), ("đến kỳ", self.last))
        return " ".join(f"{word} {period.id}" for word, period in parts if period) or "mọi kỳ"


ALWAYS: Final = Validity()
