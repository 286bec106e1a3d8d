"""Who reported, told once: counts, names of those to be looked after, and the next deadlines."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from baocao.features.status.data import deadline_data, moment_data, split_data, unit_data
from baocao.features.status.records import (
    Arrival,
    Delivery,
    DirectiveStatus,
    Overview,
    Tally,
    Timing,
    Upcoming,
)
from baocao.features.status.words import (
    TITLES,
    UNPULLED,
    basis,
    due,
    is_absent,
    percent,
    shown_titles,
    title,
)
from baocao.report.outline import (
    Count,
    Counts,
    Each,
    Fact,
    Item,
    Legend,
    Names,
    Node,
    Outline,
    Row,
    Section,
    Tone,
)
from baocao.vietnamese.dates import iso_date, short_date
from baocao.vietnamese.moments import moment_text, remaining_text
from baocao.vietnamese.text import lower_first, sentence_case

VERSION: Final = 1
_LEGEND: Final = Legend(("đầy đủ", "đã gửi, chưa đầy đủ", "chưa gửi"))


def status_outline(overview: Overview) -> Outline:
    """Return the overview of a period."""
    return Outline(tuple(_nodes(overview)))


def _nodes(overview: Overview) -> Iterator[Node]:
    yield Fact(key="version", value=VERSION)
    yield Fact(key="period", value=overview.period.id)
    yield Fact(sentence_case(title(overview)), tone=Tone.TITLE)
    yield Fact(basis(overview), "read_at", moment_data(overview.moment))
    yield Fact(key="branch", value=overview.branch or None)
    yield Fact(overview.notice, "notice", overview.notice or None, tone=Tone.NOTICE)
    if not overview.statuses:
        yield Fact("Không có chỉ đạo nào yêu cầu báo cáo kỳ này.")
    tallies = (tally for status in overview.statuses for _, tally in _parts(status))
    shown = shown_titles([tally for tally in tallies if tally])
    parts = (_directive(status, overview.moment, shown) for status in overview.statuses)
    yield Each("directives", tuple(Outline(tuple(part)) for part in parts))
    yield from (Fact(gap=True), _LEGEND) if overview.statuses else ()
    yield _upcoming(overview.upcoming, overview.moment)


def _directive(status: DirectiveStatus, now: datetime, shown: Sequence[int]) -> Iterator[Node]:
    name, until = status.directive.name, status.window.end
    yield Fact(f"{status.directive.id}: {name}", "id", status.directive.id, gap=True)
    yield Fact(key="name", value=name)
    window = f"Số liệu đến {short_date(until)}. {due(status, now)}"
    yield Fact(window, "data_until", iso_date(until))
    yield from (Fact(key=key, value=value) for key, value in deadline_data(status.deadline, now).items())
    yield Fact(key="counts", value=status.tally._asdict())
    yield Fact(key="splits", value=[split_data(split) for split in status.splits])
    rows = tuple(_count(label, tally, shown) for label, tally in _parts(status))
    yield Counts(tuple(TITLES[index] for index in shown), rows)
    yield from (Names(label, tuple(names)) for label, names in _lists(status.deliveries) if names)
    units = [Item(data=unit_data(delivery)) for delivery in status.deliveries]
    yield Section("units", "", units, told=())


def _parts(status: DirectiveStatus) -> Iterator[tuple[str, Tally | None]]:
    """Yield what is counted: all units, then the parts of each split under its name."""
    yield "Tất cả", status.tally
    for split in status.splits:
        yield f"Theo {lower_first(split.name)}", None
        for part in split.parts:
            yield f"  {sentence_case(part.name)}", part.tally


def _count(label: str, tally: Tally | None, shown: Sequence[int]) -> Count:
    if tally is None:
        return Count(label)
    parts = (tally.complete, tally.received - tally.complete, tally.expected - tally.received)
    return Count(label, parts, percent(tally), tuple(tally[index] for index in shown))


def _lists(deliveries: Iterable[Delivery]) -> Iterator[tuple[str, list[str]]]:
    """Yield what has to be looked after, with the names of the units."""
    every = list(deliveries)
    received = [each for each in every if each.received]
    known = [(each, each.arrival) for each in received if each.arrival]
    yield "Chưa gửi", [each.unit.name for each in every if is_absent(each)]
    yield sentence_case(UNPULLED), [each.unit.name for each in every if each.unpulled]
    yield "Tệp không đọc được", [each.unit.name for each in every if each.broken]
    yield "Muộn", [_at(each, when.first) for each, when in known if when.timing is Timing.LATE]
    yield from _doubts(known).items()
    yield "Sửa sau hạn", [_at(each, when.last) for each, when in known if when.amended]
    yield "Có lỗi", [each.unit.name for each in received if not each.valid]
    yield "Còn thiếu nội dung", [each.unit.name for each in received if not each.complete]
    yield "Có sửa đổi chưa commit", [each.unit.name for each in received if each.pending]


def _doubts(known: Iterable[tuple[Delivery, Arrival]]) -> dict[str, list[str]]:
    """Return the units whose times are not known, by the reason."""
    found: dict[str, list[str]] = {}
    for each, when in known:
        if when.timing is Timing.UNKNOWN:
            reason = f"Chưa xác định được đúng hạn hay muộn vì {when.why}"
            found.setdefault(reason, []).append(each.unit.name)
    return found


def _at(delivery: Delivery, moment: datetime | None) -> str:
    """Return the name of a unit and when its report came or changed."""
    return f"{delivery.unit.name} ({moment_text(moment)})" if moment else delivery.unit.name


def _upcoming(found: Sequence[Upcoming], now: datetime) -> Section:
    items = [_deadline(each, now) for each in found]
    name = "Hạn sắp tới:" if found else "Không có hạn nào sắp tới."
    return Section("upcoming", name, items, items, counted="")


def _deadline(each: Upcoming, now: datetime) -> Item:
    left = remaining_text(each.deadline, now)
    words = Row((moment_text(each.deadline), left, each.directive.id, each.period.label))
    named = {"directive": each.directive.id, "period": each.period.id}
    return Item(words, {**named, **deadline_data(each.deadline, now)})
