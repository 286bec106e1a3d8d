"""Moments in Vietnam's time, and how long it is until them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from baocao.vietnamese.dates import clock_text, short_date, short_moment

VIETNAM: Final = timezone(timedelta(hours=7))
"""Vietnam has one time of day and no summer time."""
_MANY_DAYS: Final = 7
"""From so many days on, hours do not matter."""


def in_vietnam(moment: datetime) -> datetime:
    """Return the moment in Vietnam's time; one without a zone is in it already."""
    return moment.astimezone(VIETNAM) if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def moment_text(moment: datetime, *beside: datetime) -> str:
    """Return '17:00 ngày 05/3/2025', '17:00:01 ngày 05/3/2025' beside a deadline of that minute."""
    local = in_vietnam(moment)
    return f"{clock_text(local, exact=_needs_seconds(local, beside))} ngày {short_date(local)}"


def narrow_moment(moment: datetime, *beside: datetime) -> str:
    """Return '17:00 05/3/2025', for narrow columns; with seconds as in sentences."""
    local = in_vietnam(moment)
    return short_moment(local, exact=_needs_seconds(local, beside))


def _needs_seconds(local: datetime, beside: Iterable[datetime]) -> bool:
    """Tell whether without seconds a moment would be read as another one that stands beside it."""
    minute = local.replace(second=0, microsecond=0)
    others = map(in_vietnam, beside)
    return any(
        other.replace(microsecond=0) != local.replace(microsecond=0)
        and other.replace(second=0, microsecond=0) == minute
        for other in others
    )


def iso_moment(moment: datetime) -> str:
    """Return '2025-03-05T17:00:00+07:00', for other programs."""
    return in_vietnam(moment).isoformat(timespec="seconds")


def utc_moment(moment: datetime) -> str:
    """Return '2025-03-05T10:00:00Z', as packages of Office keep it."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def remaining_text(until: datetime, now: datetime) -> str:
    """Return 'còn 2 ngày 3 giờ', or 'đã quá hạn 5 ngày'; a moment that is now has not passed."""
    left = until - now
    return f"đã quá hạn {span_text(-left)}" if left < timedelta() else f"còn {span_text(left)}"


def span_text(span: timedelta) -> str:
    """Return a time as its two largest units, rounded down: '2 ngày 3 giờ', '40 phút'."""
    hours, rest = divmod(span.seconds, 3600)
    parts = [(span.days, "ngày"), (hours if span.days < _MANY_DAYS else 0, "giờ")]
    if not span.days:
        parts.append((rest // 60, "phút"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "chưa đầy 1 phút"
