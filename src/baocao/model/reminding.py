"""Who is reminded of a report: what became of it, what it lacks, and until when it is asked for now."""

from datetime import datetime
from typing import NamedTuple

from baocao.model.delivery import Delivery, DirectiveStatus
from baocao.model.diagnostic import Diagnostic
from baocao.model.period import Period
from baocao.model.unit import Unit


class Reminded(NamedTuple):
    """A unit that is written to: what became of its report, what that lacks and what is wrong in it.

    `today` is who answers for it now: the unit itself, else the one into which it was merged since. The
    file of a report that was `begun` is there, and says nothing yet.
    """

    delivery: Delivery
    today: Unit
    missing: tuple[Diagnostic, ...] = ()
    errors: tuple[Diagnostic, ...] = ()
    begun: bool = False

    @property
    def unit(self) -> Unit:
        """The unit that owes the report."""
        return self.delivery.unit

    @property
    def is_absent(self) -> bool:
        """Whether it has sent nothing."""
        return not self.delivery.received


class Reminding(NamedTuple):
    """Who is reminded under one directive, as of a `moment` in Vietnam's time.

    `until` is when their reports are asked for now: the deadline, or, once it has passed, the hour of the
    deadline on the next working day. Reports of `unpulled` units are on the main branch and not here:
    whoever writes to them had better fetch them first. Of an issued letter only the day is known, `by_day`.
    """

    status: DirectiveStatus
    period: Period
    moment: datetime
    until: datetime
    units: tuple[Reminded, ...]
    unpulled: tuple[Unit, ...] = ()
    by_day: bool = False

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline has passed: then it urges, before that it reminds."""
        return self.moment > self.status.deadline

    @property
    def days_left(self) -> int:
        """The days until the deadline, below zero once it has passed."""
        return (self.status.deadline.date() - self.moment.date()).days

    @property
    def days(self) -> int:
        """How many days lie between today and the deadline, before or after it."""
        return abs(self.days_left)

    @property
    def absent(self) -> tuple[Reminded, ...]:
        """Those that have sent nothing."""
        return tuple(each for each in self.units if each.is_absent)

    @property
    def partial(self) -> tuple[Reminded, ...]:
        """Those whose reports have come and lack something, or have errors."""
        return tuple(each for each in self.units if not each.is_absent)
