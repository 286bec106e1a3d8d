"""Small overviews of who reported, for tests of how they are shown."""

from datetime import date, datetime
from typing import Any

from baocao.model.delivery import (
    Arrival,
    Delivery,
    DirectiveStatus,
    Overview,
    Part,
    Split,
    Timing,
    Upcoming,
)
from baocao.model.directive import Directive, Schedule
from baocao.model.period import PeriodKind, Window
from baocao.vietnamese.moments import VIETNAM
from records import AT, open_unit
from support import period_of

MONTHLY = Schedule(frozenset({PeriodKind.MONTH}), {}, {}, 1, "17:00")
DEADLINE = datetime(2025, 11, 17, 17, tzinfo=VIETNAM)
NOW = datetime(2025, 11, 15, 14, tzinfo=VIETNAM)
CAME = datetime(2025, 11, 16, 9, tzinfo=VIETNAM)
WHY = "tệp chưa được commit vào nhánh main"


def monthly_directive(name: str = "cd", schedule: Schedule = MONTHLY, **changes: Any) -> Directive:
    """Return a directive that asks for monthly reports."""
    plain = Directive(
        name, "Chỉ đạo thử", (), None, None, (), schedule, (), (), frozenset(), (), {}, (), AT,
    )  # fmt: skip
    return plain._replace(**changes)


def unit_delivery(name: str, timing: Timing | None = None, **changes: Any) -> Delivery:
    """Return what became of one unit's report: good if it came at all."""
    why = WHY if timing is Timing.UNKNOWN else ""
    arrived = Arrival(timing, CAME, CAME, 1, 0, why) if timing else None
    good = timing is not None
    file = f"data/units/{name}/2025-11.yaml"
    plain = Delivery(open_unit(name, name=name), file, good, valid=good, complete=good, arrival=arrived)
    return plain._replace(**changes)


def parted_units(**parts: tuple[Delivery, ...]) -> tuple[Split, ...]:
    """Return the units parted by former province."""
    return (Split("Tỉnh cũ", tuple(Part(f"{name} cũ", units) for name, units in parts.items())),)


def sample_overview(*deliveries: Delivery, splits: tuple[Split, ...] = (), **changes: Any) -> Overview:
    """Return an overview of one directive, two days and three hours before its deadline."""
    asked = monthly_directive()
    directive_status = DirectiveStatus(
        asked, Window(None, date(2025, 11, 14)), DEADLINE, deliveries, splits
    )
    following = (Upcoming(asked, period_of("2025-11"), DEADLINE),)
    return Overview(period_of("2025-11"), NOW, (directive_status,), following, "main")._replace(**changes)


SAMPLE = (
    unit_delivery("Xã Một", Timing.ON_TIME),
    unit_delivery("Xã Hai", Timing.LATE, valid=False),
    unit_delivery("Xã Ba", Timing.UNKNOWN, complete=False, pending=True),
    unit_delivery("Xã Bốn", Timing.ON_TIME, broken=True, valid=False, complete=False),
    unit_delivery("Xã Năm"),
)
"""One unit for each thing that can happen."""
