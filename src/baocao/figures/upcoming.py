"""Which reports fall due next."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from baocao.model.delivery import Upcoming
from baocao.model.directive import Directive
from baocao.model.period import Period, PeriodKind, period_on
from baocao.vietnamese.moments import in_vietnam

_FARTHEST: Final = 40
"""Periods of one kind that are looked at; a schedule that skips more asks for nothing soon."""


def upcoming_deadlines(
    directives: Iterable[Directive], now: datetime, holidays: frozenset[date]
) -> tuple[Upcoming, ...]:
    """Return the next deadlines, soonest first: one for each kind of period of each directive."""
    due_next = [
        following
        for directive in directives
        for candidates in _candidate_periods(directive, in_vietnam(now).date())
        if (following := _first_due(directive, candidates, now, holidays))
    ]
    return tuple(
        sorted(due_next, key=lambda deadline_next: (deadline_next.deadline, deadline_next.directive.id))
    )


def _first_due(
    directive: Directive, candidates: Iterable[Period], now: datetime, holidays: frozenset[date]
) -> Upcoming | None:
    due = (
        Upcoming(directive, period, in_vietnam(directive.schedule.deadline(period, holidays)))
        for period in candidates
        if directive.asks_for(period)
    )
    return min(
        (candidate for candidate in due if candidate.deadline >= now),
        key=lambda candidate: candidate.deadline,
        default=None,
    )


def _candidate_periods(directive: Directive, today: date) -> Iterator[Iterable[Period]]:
    """Yield the periods that may come next, by kind; those of days stand in the schedule alone."""
    start = max(today, directive.valid_from or today)
    named = [period for name in directive.schedule.windows if (period := Period.parse(name))]
    for kind in PeriodKind:
        own = [period for period in named if period.kind is kind]
        regular = _periods_from(kind, start) if kind in directive.schedule.kinds else ()
        yield [*own, *regular]


def _periods_from(kind: PeriodKind, day: date) -> Iterator[Period]:
    """Yield the periods of a kind from the one before `day` on."""
    period = period_on(kind, day)
    # From the one before: its deadline often lies in the period that follows.
    period = period and period.previous
    for _ in range(_FARTHEST):
        if period:
            yield period
            period = period.next
