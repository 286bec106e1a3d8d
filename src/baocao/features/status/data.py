"""Who reported as other programs read it: moments are in Vietnam's time, what is not known is null."""

from datetime import datetime
from typing import Any

from baocao.model.delivery import Delivery, Split
from baocao.vietnamese.moments import iso_moment


def split_data(split: Split) -> dict[str, Any]:
    """Return the counts of the parts into which units are parted."""
    parts = [{"name": part.name, "counts": part.tally._asdict()} for part in split.parts]
    return {"name": split.name, "parts": parts}


def unit_data(delivery: Delivery) -> dict[str, Any]:
    """Return what became of one unit's report."""
    arrival = delivery.arrival
    return {
        "id": delivery.unit.id,
        "name": delivery.unit.name,
        "file": delivery.file,
        "received": delivery.received,
        "unreadable": delivery.broken,
        "valid": delivery.valid,
        "complete": delivery.complete,
        "timing": delivery.timing.name.lower() if delivery.timing else None,
        "reason": arrival.why or None if arrival else None,
        "first_commit": moment_data(arrival.first) if arrival else None,
        "last_commit": moment_data(arrival.last) if arrival else None,
        "versions": arrival.versions if arrival else 0,
        "amended": arrival.amended if arrival else 0,
        "uncommitted": delivery.pending,
        "only_on_branch": delivery.unpulled,
    }


def deadline_data(deadline: datetime, now: datetime) -> dict[str, Any]:
    """Return a deadline and how long it is until then."""
    return {"deadline": moment_data(deadline), "seconds_left": int((deadline - now).total_seconds())}


def moment_data(moment: datetime | None) -> str | None:
    """Return a moment to the second."""
    return iso_moment(moment) if moment else None
