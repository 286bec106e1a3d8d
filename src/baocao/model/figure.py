"""Figures: the value of an indicator for one unit, or for many units rolled up."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from baocao.model.directive import Task
from baocao.model.indicator import Indicator
from baocao.model.place import Place
from baocao.model.submission import Progress, Rank, Reading, State, TaskReport, Value


class Contribution(NamedTuple):
    """What one unit adds to a rolled-up figure, and where it stands in the sources."""

    unit: str
    value: Value
    at: Place


class Coverage(NamedTuple):
    """Which units a rolled-up figure speaks for; all are ids in registry order.

    `expected` are the units the indicator applies to. Of these, `counted` gave a value (those in
    `nothing` said that nothing occurred, a real zero), `not_applicable` said that it does not apply
    to them, and `missing` gave none; `reasons` holds why, where they said so.
    """

    expected: tuple[str, ...]
    counted: tuple[str, ...]
    nothing: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: Mapping[str, str] = MappingProxyType({})

    @property
    def complete(self) -> bool:
        """Whether every unit gave a value."""
        return not self.missing


class Figure(NamedTuple):
    """The value of an indicator, with all that printing and auditing need.

    A unit's own figure stands `at` a place and has no `coverage`. A rolled-up figure has both
    `coverage` and `contributions`; if it counts units, `holders` satisfy its condition and `lacking`
    do not. `rank` is the published one. `as_of` is the day of which an entered figure speaks. A
    derived figure is placed at its indicator.
    """

    indicator: Indicator
    state: State
    value: Value | None = None
    at: Place | None = None
    reason: str = ""
    qualifier: str = ""
    rank: Rank | None = None
    readings: tuple[Reading, ...] = ()
    as_of: date | None = None
    coverage: Coverage | None = None
    contributions: tuple[Contribution, ...] = ()
    holders: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


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
