"""Figures: the value of an indicator for one unit, or for many units rolled up."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from baocao.model.directive import Task
from baocao.model.indicator import Indicator
from baocao.model.place import Place
from baocao.model.submission import Entry, Progress, Rank, Reading, State, TaskReport, Value


class Contribution(NamedTuple):
    """What one unit adds to a rolled-up figure, and where it stands in the sources."""

    unit: str
    value: Value
    at: Place


class Coverage(NamedTuple):
    """Which units a rolled-up figure speaks for; all are ids in registry order.

    `expected` are the units the indicator applies to. Of these, `counted` gave a value that is in the
    figure, `missing` gave none, and `partial` gave one that is left out, because a figure is missing that
    must agree with it. Those in `nothing` said that nothing occurred: a real zero in sums, where they are
    counted too, and no value in all others. `not_applicable` said that it does not apply to them;
    `reasons` holds why, where they said so.
    """

    expected: tuple[str, ...]
    counted: tuple[str, ...]
    nothing: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    reasons: Mapping[str, str] = MappingProxyType({})

    @property
    def complete(self) -> bool:
        """Whether every unit gave a value, and all of them are in the figure."""
        return not self.missing and not self.partial


class Figure:
    """What stands for an indicator, of one unit or of many: all that printing needs of either.

    It is an `OwnFigure` or a `RolledUpFigure`; code that needs more than what both have asks which.
    """

    __slots__ = ()

    indicator: Indicator
    entry: Entry

    @property
    def state(self) -> State:
        """What is known of it."""
        return self.entry.state

    @property
    def value(self) -> Value | None:
        """The value, where there is one."""
        return self.entry.value

    @property
    def at(self) -> Place | None:
        """Where it was written, or the formula that it follows from."""
        return self.entry.at

    @property
    def reason(self) -> str:
        """Why there is no value."""
        return self.entry.reason

    @property
    def qualifier(self) -> str:
        """The word before the number."""
        return self.entry.qualifier

    @property
    def rank(self) -> Rank | None:
        """The rank that was published with it."""
        return self.entry.rank

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What it was at several moments, oldest first."""
        return self.entry.readings


class _Own(NamedTuple):
    indicator: Indicator
    entry: Entry
    as_of: date | None = None


class OwnFigure(_Own, Figure):
    """The figure of one unit; if it was entered, `as_of` is the day of which it speaks."""

    __slots__ = ()

    def stood_at(self, reading: Reading) -> "OwnFigure":
        """Return the figure as it stood at one of its readings."""
        return self._replace(entry=reading.entry._replace(readings=self.readings))


class _RolledUp(NamedTuple):
    indicator: Indicator
    entry: Entry
    coverage: Coverage
    contributions: tuple[Contribution, ...] = ()
    holders: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    how: str = ""


class RolledUpFigure(_RolledUp, Figure):
    """What the figures of many units come to, and whom it speaks for.

    If it counts units, `holders` satisfy its condition and `lacking` do not. `how` says in words how the
    units' values became one.
    """

    __slots__ = ()


class Timeliness(Enum):
    """How a task stands against its deadline; the text is the word used in the status mapping."""

    DONE_IN_TIME = "hoan_thanh_dung_han"
    DONE_LATE = "hoan_thanh_qua_han"
    DONE = "hoan_thanh"
    IN_TIME = "trong_han"
    DUE_SOON = "sap_den_han"
    OVERDUE = "qua_han"
    NO_DEADLINE = "khong_thoi_han"
    NOT_APPLICABLE = "khong_ap_dung"


class TaskStatus(NamedTuple):
    """One task of one unit: both axes, and the report they come from.

    Without a report it was finished in an earlier period and is not asked about again, or nothing is known.
    """

    unit: str
    task: Task
    report: TaskReport | None
    progress: Progress | None
    timeliness: Timeliness | None
