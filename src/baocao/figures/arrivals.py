"""Was a report on time: the commits that brought a file to the main branch, against the deadline."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from baocao.model.delivery import Arrival, Delivery, Part, Split, Timing
from baocao.model.history import Action, Change
from baocao.model.unit import Registry

_SHALLOW: Final = "kho sao chép nông, chạy git fetch --unshallow"
KIND: Final = "Loại đơn vị"
_WITHOUT: Final = "Không thuộc nhóm nào"


def arrival_of(changes: Sequence[Change], deadline: datetime, branch: str) -> Arrival:
    """Return when a report came whose file had these changes, oldest first.

    A report is on time if its file was on the branch at the deadline. One that came later is late, unless
    it may have been there before: under another name, or further back than a shallow clone knows.
    """
    if not changes or changes[-1].action is Action.REMOVED:
        return Arrival(Timing.UNKNOWN, why=f"tệp chưa được commit vào nhánh {branch}")
    versions = [change for change in changes if change.action in {Action.ADDED, Action.CHANGED}]
    before = [change for change in changes if change.moment <= deadline]
    # What counts is what lay there at the deadline: a report that was sent and withdrawn had not come.
    met = bool(before) and before[-1].action is not Action.REMOVED
    later = (
        change for change in changes if change.moment > deadline and change.action is not Action.REMOVED
    )
    doubt = "" if met else _doubt_about(next(later))
    return Arrival(
        timing=Timing.ON_TIME if met else Timing.UNKNOWN if doubt else Timing.LATE,
        first=None if changes[0].oldest else changes[0].moment,
        last=changes[-1].moment,
        versions=len(versions),
        amended=sum(change.moment > deadline for change in versions) if met else 0,
        why=doubt,
    )


def _doubt_about(change: Change) -> str:
    """Return why a file may have been there before the change that seems to bring it."""
    if change.oldest:
        return _SHALLOW
    if change.replaces:
        return f"có thể đã đổi tên từ {change.replaces}"
    return ""


def split_deliveries(deliveries: Sequence[Delivery], registry: Registry) -> tuple[Split, ...]:
    """Return the ways to part the units that do part them: the registry's groupings, then kinds."""
    groupings = (
        _split_by_value(
            grouping.name,
            deliveries,
            [delivery.unit.groups.get(name, "") for delivery in deliveries],
            grouping.values,
        )
        for name, grouping in registry.groupings.items()
    )
    kinds = {kind.id: kind.name for kind in registry.kinds.values()}
    by_kind = _split_by_value(KIND, deliveries, [delivery.unit.kind.id for delivery in deliveries], kinds)
    return tuple(split for split in (*groupings, by_kind) if len(split.parts) > 1)


def _split_by_value(
    name: str, deliveries: Sequence[Delivery], values: Sequence[str], labels: Mapping[str, str]
) -> Split:
    """Return the parts that hold units, in the order of the registry; units without a value come last."""
    by_value: dict[str, list[Delivery]] = {value: [] for value in labels}
    for value, delivery in zip(values, deliveries, strict=True):
        by_value.setdefault(value, []).append(delivery)
    parts = (Part(labels.get(value, _WITHOUT), tuple(units)) for value, units in by_value.items() if units)
    return Split(name, tuple(parts))
