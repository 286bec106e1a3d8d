"""Who reported, told once: counts, names of those to be looked after, and the next deadlines."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from baocao.features.status.data import deadline_data, moment_data, split_data, unit_data
from baocao.model.delivery import (
    Arrival,
    Delivery,
    DirectiveStatus,
    Overview,
    Tally,
    Timing,
    Upcoming,
)
from baocao.pipeline.manifest import accepted_data
from baocao.report.acceptance import accepted_lines
from baocao.report.delivery_words import (
    FAULTY,
    TITLES,
    UNPULLED,
    due_text,
    is_absent,
    overview_basis,
    overview_title,
    percent_text,
    shown_titles,
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
from baocao.vietnamese.dates import iso_date
from baocao.vietnamese.moments import moment_text, remaining_text
from baocao.vietnamese.text import lower_first, sentence_case

VERSION: Final = 1
_LEGEND: Final = Legend(("đầy đủ", "đã gửi, chưa đầy đủ", "chưa gửi"))


def status_outline(overview: Overview) -> Outline:
    """Return the overview of a period."""
    return Outline(tuple(_status_nodes(overview)))


def _status_nodes(overview: Overview) -> Iterator[Node]:
    yield Fact(key="version", value=VERSION)
    yield Fact(key="period", value=overview.period.id)
    yield Fact(sentence_case(overview_title(overview)), tone=Tone.TITLE)
    yield Fact(overview_basis(overview), "read_at", moment_data(overview.moment))
    yield Fact(key="branch", value=overview.branch or None)
    yield Fact(overview.notice, "notice", overview.notice or None, tone=Tone.NOTICE)
    if not overview.statuses:
        yield Fact("Không có chỉ đạo nào yêu cầu báo cáo kỳ này.")
    tallies = (tally for status in overview.statuses for _, tally in _counted_parts(status))
    # Of all directives at once: the tables of one outline have the same columns.
    shown = shown_titles([tally for tally in tallies if tally])
    parts = (_directive_nodes(status, overview, shown) for status in overview.statuses)
    yield Each("directives", tuple(Outline(tuple(part)) for part in parts))
    yield from (Fact(gap=True), _LEGEND) if overview.statuses else ()
    yield _upcoming_section(overview.upcoming, overview.moment)


def _directive_nodes(status: DirectiveStatus, overview: Overview, shown: Sequence[int]) -> Iterator[Node]:
    name, until, now = status.directive.name, status.window.end, overview.moment
    yield Fact(f"{status.directive.id}: {name}", "id", status.directive.id, gap=True)
    yield Fact(key="name", value=name)
    window = f"Số liệu đến {overview.period.stop_words(until)}. {due_text(status, now)}"
    yield Fact(window, "data_until", iso_date(until))
    yield from (Fact(key=key, value=value) for key, value in deadline_data(status.deadline, now).items())
    yield Fact(key="counts", value=status.tally._asdict())
    yield Fact(key="splits", value=[split_data(split) for split in status.splits])
    rows = tuple(_count_row(label, tally, shown) for label, tally in _counted_parts(status))
    yield Counts(tuple(TITLES[index] for index in shown), rows)
    yield from _accepted_nodes(status)
    yield from (Names(label, tuple(names)) for label, names in _name_lists(status) if names)
    units = [Item(data=unit_data(delivery)) for delivery in status.deliveries]
    yield Section("units", "", units, told=())


def _accepted_nodes(status: DirectiveStatus) -> Iterator[Node]:
    """Yield what consolidated documents may lack all the same, and who says so."""
    units = {delivery.unit.id: delivery.unit for delivery in status.deliveries}
    for standing in status.accepted.values():
        yield from (Fact(line) for line in accepted_lines(standing, units))
    told = {issuer: accepted_data(standing) for issuer, standing in status.accepted.items()}
    yield Fact(key="accepted", value=told)


def _counted_parts(status: DirectiveStatus) -> Iterator[tuple[str, Tally | None]]:
    """Yield what is counted: all units, then the parts of each split under its name."""
    yield "Tất cả", status.tally
    for split in status.splits:
        yield f"Theo {lower_first(split.name)}", None
        for part in split.parts:
            yield f"  {sentence_case(part.name)}", part.tally


def _count_row(label: str, tally: Tally | None, shown: Sequence[int]) -> Count:
    if tally is None:
        return Count(label)
    parts = (tally.complete, tally.received - tally.complete, tally.expected - tally.received)
    return Count(label, parts, percent_text(tally), tuple(tally[index] for index in shown))


def _name_lists(status: DirectiveStatus) -> Iterator[tuple[str, list[str]]]:
    """Yield what has to be looked after, with the names of the units."""
    every, due = status.deliveries, status.deadline
    received = [delivery for delivery in every if delivery.received]
    known = [(delivery, delivery.arrival) for delivery in received if delivery.arrival]
    yield "Chưa gửi", [delivery.unit.name for delivery in every if is_absent(delivery)]
    yield sentence_case(UNPULLED), [delivery.unit.name for delivery in every if delivery.unpulled]
    yield "Tệp không đọc được", [delivery.unit.name for delivery in every if delivery.broken]
    yield (
        "Muộn",
        [
            _name_and_moment(delivery, when.first, due)
            for delivery, when in known
            if when.timing is Timing.LATE
        ],
    )
    yield from _doubtful_units(known).items()
    yield (
        "Sửa sau hạn",
        [_name_and_moment(delivery, when.last, due) for delivery, when in known if when.amended],
    )
    yield sentence_case(FAULTY), [delivery.unit.name for delivery in received if delivery.is_faulty]
    lacking = [delivery.unit.name for delivery in received if not (delivery.complete or delivery.broken)]
    yield "Còn thiếu nội dung", lacking
    yield "Có sửa đổi chưa commit", [delivery.unit.name for delivery in received if delivery.pending]


def _doubtful_units(known: Iterable[tuple[Delivery, Arrival]]) -> dict[str, list[str]]:
    """Return the units whose times are not known, by the reason."""
    by_reason: dict[str, list[str]] = {}
    for delivery, when in known:
        if when.timing is Timing.UNKNOWN:
            reason = f"Chưa xác định được đúng hạn hay muộn vì {when.why}"
            by_reason.setdefault(reason, []).append(delivery.unit.name)
    return by_reason


def _name_and_moment(delivery: Delivery, moment: datetime | None, due: datetime) -> str:
    """Return the name of a unit and when its report came or changed: never the deadline's own minute."""
    return f"{delivery.unit.name} ({moment_text(moment, due)})" if moment else delivery.unit.name


def _upcoming_section(deadlines: Sequence[Upcoming], now: datetime) -> Section:
    items = [_deadline_item(upcoming, now) for upcoming in deadlines]
    name = "Hạn sắp tới:" if deadlines else "Không có hạn nào sắp tới."
    return Section("upcoming", name, items, items, counted="")


def _deadline_item(upcoming: Upcoming, now: datetime) -> Item:
    left = remaining_text(upcoming.deadline, now)
    words = Row((moment_text(upcoming.deadline), left, upcoming.directive.id, upcoming.period.label))
    named = {"directive": upcoming.directive.id, "period": upcoming.period.id}
    return Item(words, {**named, **deadline_data(upcoming.deadline, now)})
