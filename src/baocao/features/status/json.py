"""Who reported, as JSON, a stable interface for other programs."""

from datetime import datetime
from typing import Any, Final

from baocao.features.status.records import Delivery, DirectiveStatus, Overview, Split, Tally, Upcoming
from baocao.report.json_text import json_text
from baocao.vietnamese.moments import in_vietnam

VERSION: Final = 1


def status_json(overview: Overview) -> str:
    """Return a versioned object; moments are in Vietnam's time, what is not known is null."""
    content = {
        "version": VERSION,
        "period": overview.period.id,
        "read_at": _moment(overview.moment),
        "branch": overview.branch or None,
        "notice": overview.notice or None,
        "directives": [_directive(status, overview.moment) for status in overview.statuses],
        "upcoming": [_upcoming(each, overview.moment) for each in overview.upcoming],
    }
    return json_text(content)


def _directive(status: DirectiveStatus, now: datetime) -> dict[str, Any]:
    return {
        "id": status.directive.id,
        "name": status.directive.name,
        "data_until": status.window.end.isoformat(),
        **_deadline(status.deadline, now),
        "counts": _counts(status.tally),
        "splits": [_split(split) for split in status.splits],
        "units": [_unit(delivery) for delivery in status.deliveries],
    }


def _split(split: Split) -> dict[str, Any]:
    return {
        "name": split.name,
        "parts": [{"name": part.name, "counts": _counts(part.tally)} for part in split.parts],
    }


def _counts(tally: Tally) -> dict[str, int]:
    return tally._asdict()


def _unit(delivery: Delivery) -> dict[str, Any]:
    found = delivery.arrival
    return {
        "id": delivery.unit.id,
        "name": delivery.unit.name,
        "file": delivery.file,
        "received": delivery.received,
        "unreadable": delivery.broken,
        "valid": delivery.valid,
        "complete": delivery.complete,
        "timing": delivery.timing.name.lower() if delivery.timing else None,
        "reason": found.why or None if found else None,
        "first_commit": _moment(found.first) if found else None,
        "last_commit": _moment(found.last) if found else None,
        "versions": found.versions if found else 0,
        "amended": found.amended if found else 0,
        "uncommitted": delivery.pending,
        "only_on_branch": delivery.unpulled,
    }


def _upcoming(found: Upcoming, now: datetime) -> dict[str, Any]:
    return {"directive": found.directive.id, "period": found.period.id, **_deadline(found.deadline, now)}


def _deadline(deadline: datetime, now: datetime) -> dict[str, Any]:
    return {"deadline": _moment(deadline), "seconds_left": int((deadline - now).total_seconds())}


def _moment(moment: datetime | None) -> str | None:
    return in_vietnam(moment).isoformat(timespec="seconds") if moment else None
