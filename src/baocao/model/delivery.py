"""Which reports arrived, and when: what `status` tells of one period, and `remind` asks for."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from baocao.model.acceptance import Standing
from baocao.model.directive import Directive
from baocao.model.period import Period, Window
from baocao.model.unit import Unit


class Timing(Enum):
    """When a report came, measured by its commits on the main branch."""

    ON_TIME = "đúng hạn"
    LATE = "muộn"
    UNKNOWN = "chưa xác định"


class Arrival(NamedTuple):
    """When a report came and how often it changed; `why` tells why that cannot be told.

    `first` is the commit that brought it, None where a shallow clone does not reach back to it; `last` is
    that of its latest change. `amended` counts the changes after a deadline that it had met.
    """

    timing: Timing
    first: datetime | None = None
    last: datetime | None = None
    versions: int = 0
    amended: int = 0
    why: str = ""


class Delivery(NamedTuple):
    """One unit's report under one directive.

    A report is received if its file says anything, be it that nothing of it can be read, which `broken`
    tells. A valid one has no errors, a complete one lacks nothing that is required. `arrival` is None where
    nothing was received; `pending` are changes that are not on the main branch yet, an `unpulled` report is
    there only.
    """

    unit: Unit
    file: str
    received: bool = False
    broken: bool = False
    valid: bool = False
    complete: bool = False
    arrival: Arrival | None = None
    pending: bool = False
    unpulled: bool = False

    @property
    def is_faulty(self) -> bool:
        """Whether it was sent, with errors."""
        return self.received and not self.valid

    @property
    def timing(self) -> Timing | None:
        """When the report came, or None if it did not."""
        return self.arrival.timing if self.arrival else None


class Tally(NamedTuple):
    """Counts over some units; of those that were received, each is on time, late or not known."""

    expected: int = 0
    received: int = 0
    valid: int = 0
    complete: int = 0
    on_time: int = 0
    late: int = 0
    unknown: int = 0
    amended: int = 0
    resubmitted: int = 0

    @classmethod
    def count_deliveries(cls, deliveries: Sequence[Delivery]) -> "Tally":
        """Count the deliveries."""
        timings = [delivery.timing for delivery in deliveries]
        arrivals = [delivery.arrival for delivery in deliveries if delivery.arrival]
        return cls(
            expected=len(deliveries),
            received=sum(delivery.received for delivery in deliveries),
            valid=sum(delivery.valid for delivery in deliveries),
            complete=sum(delivery.complete for delivery in deliveries),
            on_time=timings.count(Timing.ON_TIME),
            late=timings.count(Timing.LATE),
            unknown=timings.count(Timing.UNKNOWN),
            amended=sum(delivery.amended > 0 for delivery in arrivals),
            resubmitted=sum(delivery.versions > 1 for delivery in arrivals),
        )


class Part(NamedTuple):
    """The units of one kind, or with one value of a grouping."""

    name: str
    deliveries: tuple[Delivery, ...]

    @property
    def tally(self) -> Tally:
        """The counts of these units."""
        return Tally.count_deliveries(self.deliveries)


class Split(NamedTuple):
    """One way to part the units: by a grouping of the registry ('Tỉnh cũ') or by kind."""

    name: str
    parts: tuple[Part, ...]


class DirectiveStatus(NamedTuple):
    """Who reported under one directive; the deadline is in Vietnam's time.

    `accepted` is by issuer what its consolidated documents may lack all the same.
    """

    directive: Directive
    window: Window
    deadline: datetime
    deliveries: tuple[Delivery, ...]
    splits: tuple[Split, ...] = ()
    accepted: Mapping[str, Standing] = MappingProxyType({})

    @property
    def tally(self) -> Tally:
        """The counts of all units."""
        return Tally.count_deliveries(self.deliveries)


class Upcoming(NamedTuple):
    """The next deadline of a directive, in Vietnam's time."""

    directive: Directive
    period: Period
    deadline: datetime


class Overview(NamedTuple):
    """What is known of one period at one moment.

    `branch` is the main branch by whose commits times are told, or nothing.
    """

    period: Period
    moment: datetime
    statuses: tuple[DirectiveStatus, ...]
    upcoming: tuple[Upcoming, ...] = ()
    branch: str = ""
    notice: str = ""
