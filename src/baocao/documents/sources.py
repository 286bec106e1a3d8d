"""What numbers are that are no figures: counts of units and of tasks, days, names of the registers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from baocao.documents.tokens import escaped_text
from baocao.documents.traceable import written_with_key
from baocao.model.figure import TaskStatus
from baocao.model.place import Place
from baocao.model.printed import Kind, Source
from baocao.model.submission import Submission
from baocao.model.unit import Unit


def registered(what: str, *places: Place | None) -> Source:
    """Return that something stands in a register, a directive or a profile."""
    return Source(Kind.REGISTER, what, tuple(filter(None, places)))


def named_text(text: str, what: str, at: Place) -> str:
    """Return a name from a register, safe in Markdown, which knows where it stands."""
    return written_with_key(escaped_text(text), registered(what, at))


def unit_names(units: Iterable[Unit | None]) -> Source:
    """Return that names of units stand in the registry."""
    return registered("tên đơn vị trong danh mục", *(unit.at for unit in units if unit))


def unit_tally(what: str, units: Iterable[Unit], submissions: Mapping[str, Submission]) -> Source:
    """Return that units were counted: their reports, or the lines of the registry for those without."""
    counted = (submissions[unit.id].at if unit.id in submissions else unit.at for unit in units)
    return Source(Kind.TALLY, what, tuple(counted))


def task_tally(what: str, statuses: Iterable[TaskStatus]) -> Source:
    """Return that tasks were counted: what units report of them, or where the directive gives them."""
    return Source(
        Kind.TALLY, what, tuple(each.report.at if each.report else each.task.at for each in statuses)
    )


def place_tally(what: str, places: Sequence[Place]) -> Source:
    """Return that something was counted that stands at these places."""
    return Source(Kind.TALLY, what, tuple(places))


def known_text(value: Any, source: Source) -> str:
    """Return a text that is safe already and knows where it comes from."""
    return written_with_key(str(value), source)
