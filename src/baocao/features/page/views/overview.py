"""View 'Tình hình': who reported, completely and on time; those to be looked after first."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from markupsafe import Markup

from baocao.features.page.records import Gathered, View
from baocao.features.page.rendering import render_view
from baocao.features.page.views.states import STATES, state_of
from baocao.features.page.views.tiles import tiles_part
from baocao.model.delivery import Delivery, DirectiveStatus, Overview, Tally
from baocao.model.unit import Unit
from baocao.report.delivery_words import (
    FAULTY,
    TITLES,
    UNPULLED,
    DeliveryWords,
    delivery_words,
    is_absent,
    percent_text,
    shown_titles,
)
from baocao.report.outline import Outline
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.moments import moment_text
from baocao.vietnamese.text import sentence_case

ROUTE: Final = "tinh-hinh"
MOST_NAMED: Final = 200
"""Units that are named in a row; each of them stands in the tables, too."""


class UnitRow(NamedTuple):
    """What became of the report of a unit, in words; `state` is the same as a word for styles."""

    unit: Unit
    state: str
    words: DeliveryWords
    versions: str


class CountRow(NamedTuple):
    """The counts of some units: what they are called, and as many numbers as there are titles."""

    label: str
    share: str
    numbers: tuple[str, ...]
    is_total: bool = False


class Named(NamedTuple):
    """Units that somebody has to look after: why, how many, and the first of them."""

    label: str
    many: str
    units: tuple[Unit, ...]
    more: str


class DirectiveOverview(NamedTuple):
    """What is shown of one directive."""

    id: str
    name: str
    summary: str
    due: str
    after: tuple[Named, ...]
    titles: tuple[str, ...]
    counts: tuple[CountRow, ...]
    rows: tuple[UnitRow, ...]
    unlisted: str
    tiles: Markup


def overview_view(gathered: Gathered, _: Sequence[Outline]) -> View:
    """Return the view of who reported."""
    html = render_view(
        "overview",
        measured=_measured_words(gathered.overview),
        directives=[_directive_overview(gathered, status) for status in gathered.overview.statuses],
        unit_link=gathered.unit_link,
    )
    return View(ROUTE, "Tình hình", html)


def _measured_words(overview: Overview) -> str:
    """Return by what it is measured who was on time."""
    if overview.branch:
        return f"Thời điểm gửi là giờ commit trên nhánh {overview.branch}."
    return "Không có kho Git nên chưa biết đơn vị gửi đúng hạn hay muộn."


def _directive_overview(gathered: Gathered, status: DirectiveStatus) -> DirectiveOverview:
    """Return what is shown of a directive; of its deliveries those of the units that are on the page."""
    tally = status.tally
    tallies = [tally, *(part.tally for split in status.splits for part in split.parts)]
    shown = shown_titles(tallies)
    ids = {unit.id for unit in gathered.units}
    here = [each for each in status.deliveries if each.unit.id in ids]
    # Of a country there is no room to say of thousands that nothing is amiss.
    listed = [each for each in here if _is_remarkable(each)] if gathered.part else here
    return DirectiveOverview(
        status.directive.id,
        status.directive.name,
        _summary_words(tally),
        due=f"Hạn gửi {moment_text(status.deadline)}.",
        after=tuple(_named_units(label, units) for label, units in _looked_after(status) if units),
        titles=tuple(TITLES[index] for index in shown),
        counts=tuple(_count_rows(status, shown)),
        rows=tuple(_unit_row(each, status.deadline) for each in sorted(listed, key=_urgency)),
        unlisted=_unlisted_words(len(here) - len(listed)) if listed is not here else "",
        tiles=tiles_part(gathered, status),
    )


def _is_remarkable(delivery: Delivery) -> bool:
    """Tell whether there is more to say of a report than that it came, in time and complete."""
    return state_of(delivery) != "complete" or delivery.pending


def _unlisted_words(many: int) -> str:
    """Return how many units are not listed, as there is nothing to be looked after."""
    return f"Không nêu lại {count_text(many)} đơn vị đã gửi đầy đủ, không muộn." if many else ""


def _summary_words(tally: Tally) -> str:
    """Return 'Đã gửi 92/96 đơn vị (95%): đầy đủ 90, đúng hạn 88, muộn 4, chưa gửi 4.'."""
    sent = f"Đã gửi {pair_text(tally.received, tally.expected)} đơn vị ({percent_text(tally)})"
    unknown = f", chưa rõ hạn {count_text(tally.unknown)}" if tally.unknown else ""
    missing = tally.expected - tally.received
    return (
        f"{sent}: đầy đủ {count_text(tally.complete)}, đúng hạn {count_text(tally.on_time)}, "
        f"muộn {count_text(tally.late)}{unknown}; chưa gửi {count_text(missing)}."
    )


def _looked_after(status: DirectiveStatus) -> Iterator[tuple[str, tuple[Unit, ...]]]:
    """Yield the units that somebody has to look after, those that sent nothing first."""
    every = status.deliveries
    received = [each for each in every if each.received]
    yield "Chưa gửi", tuple(each.unit for each in every if is_absent(each))
    yield sentence_case(UNPULLED), tuple(each.unit for each in every if each.unpulled)
    yield sentence_case(FAULTY), tuple(each.unit for each in received if each.is_faulty)
    lacking = (each.unit for each in received if not (each.complete or each.broken))
    yield "Còn thiếu nội dung", tuple(lacking)
    yield "Có sửa đổi chưa commit", tuple(each.unit for each in received if each.pending)


def _named_units(label: str, units: tuple[Unit, ...]) -> Named:
    """Return units to be named, of a whole country only the first of them."""
    left = len(units) - MOST_NAMED
    more = f"và {count_text(left)} đơn vị khác" if left > 0 else ""
    return Named(label, count_text(len(units)), units[:MOST_NAMED], more)


def _count_rows(status: DirectiveStatus, shown: Sequence[int]) -> Iterator[CountRow]:
    yield _count_row("Tất cả", status.tally, shown, is_total=True)
    for split in status.splits:
        for part in split.parts:
            yield _count_row(f"{split.name}: {part.name}", part.tally, shown)


def _count_row(label: str, tally: Tally, shown: Sequence[int], *, is_total: bool = False) -> CountRow:
    numbers = tuple(count_text(tally[index]) for index in shown)
    return CountRow(label, percent_text(tally), numbers, is_total=is_total)


def _urgency(delivery: Delivery) -> int:
    """Return what units are sorted by: who sent nothing, what cannot be used, lacks something, is late."""
    return [*STATES].index(state_of(delivery))


def _unit_row(delivery: Delivery, deadline: datetime) -> UnitRow:
    arrival = delivery.arrival
    versions = count_text(arrival.versions) if arrival and arrival.first else ""
    return UnitRow(delivery.unit, state_of(delivery), delivery_words(delivery, deadline), versions)
