"""View 'Đơn vị': one unit by itself; its figures, tasks, findings and files come from other tables.

What units wrote is most of what they sent: of many units it would be larger than all else on the page.
Then it is packed, and unpacked by the page's script where a unit is opened.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from markupsafe import Markup

from baocao.features.page.packed import packed_json
from baocao.features.page.prose import Teller, Told
from baocao.features.page.records import Gathered, View
from baocao.features.page.rendering import render_view
from baocao.features.page.views.states import state_of
from baocao.model.delivery import Delivery
from baocao.model.unit import Unit
from baocao.report.delivery_words import delivery_remark, outcome_words
from baocao.report.outline import Outline
from baocao.vietnamese.moments import narrow_moment
from baocao.vietnamese.text import sentence_case

ROUTE: Final = "don-vi"
MOST_PROSE: Final = 200_000
"""Letters of prose that stand on the page as they are; more are packed."""


class Sent(NamedTuple):
    """What became of a report: under which directive, its state, and the rest in words."""

    directive: str
    state: str
    outcome: str
    rest: str


class UnitPart(NamedTuple):
    """What is told of one unit here; `number` is its place on the page."""

    unit: Unit
    number: int
    about: str
    sent: tuple[Sent, ...]
    prose: Markup


def units_view(gathered: Gathered, _: Sequence[Outline]) -> View | None:
    """Return the view of single units; none where none is on the page.

    On the pages of a country there is no room for what thousands of units wrote.
    """
    if not gathered.units:
        return None
    sent = _sent_by_unit(gathered)
    parts = [
        _unit_part(gathered, unit, number, sent.get(unit.id, ()))
        for number, unit in enumerate(gathered.units)
    ]
    is_packed = sum(len(part.prose) for part in parts) > MOST_PROSE
    is_part = gathered.part is not None
    html = render_view("units", units=parts, route=ROUTE, is_packed=is_packed, is_part=is_part)
    data = {"prose": packed_json([part.prose for part in parts])} if is_packed else {}
    return View(ROUTE, "Đơn vị", html, data)


def _unit_part(gathered: Gathered, unit: Unit, number: int, sent: Sequence[Sent]) -> UnitPart:
    told = [] if gathered.concise or gathered.part else list(_told_by_unit(gathered, unit))
    return UnitPart(
        unit,
        number,
        "" if gathered.part else "; ".join(_about_unit(gathered, unit)),
        tuple(sent),
        render_view("prose", told=told) if told else Markup(),
    )


def _about_unit(gathered: Gathered, unit: Unit) -> Iterator[str]:
    """Yield what kind of unit it is and where it belongs: 'xã', 'Tỉnh cũ: Bến Tre cũ'."""
    registry = gathered.definitions.registry
    yield f"Loại đơn vị: {unit.kind.name}"
    for name, grouping in registry.groupings.items():
        if label := grouping.values.get(unit.groups.get(name, "")):
            yield f"{grouping.name}: {label}"


def _sent_by_unit(gathered: Gathered) -> Mapping[str, Sequence[Sent]]:
    """Return by unit what became of its reports; of a country, an only directive is not named."""
    statuses = gathered.overview.statuses
    is_only = gathered.part and len(statuses) == 1
    sent: dict[str, list[Sent]] = {}
    for status in statuses:
        name = "" if is_only else status.directive.name
        for delivery in status.deliveries:
            sent.setdefault(delivery.unit.id, []).append(_sent_report(name, delivery, status.deadline))
    return sent


def _sent_report(directive: str, delivery: Delivery, deadline: datetime) -> Sent:
    parts = [_first_words(delivery, deadline), _complete_words(delivery), delivery_remark(delivery)]
    return Sent(
        directive,
        state_of(delivery),
        sentence_case(outcome_words(delivery)),
        "; ".join(filter(None, parts)),
    )


def _first_words(delivery: Delivery, deadline: datetime) -> str:
    arrival = delivery.arrival
    return f"gửi lần đầu {narrow_moment(arrival.first, deadline)}" if arrival and arrival.first else ""


def _complete_words(delivery: Delivery) -> str:
    if not delivery.received:
        return ""
    return "đầy đủ" if delivery.complete else "còn thiếu nội dung"


def _told_by_unit(gathered: Gathered, unit: Unit) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """Yield what the unit wrote, under what it wrote it."""
    report = gathered.workspace.submissions.get(unit.id)
    if report is None or report.draft:
        return
    for consolidation in gathered.consolidations.values():
        teller = Teller(gathered, consolidation, report)
        for title, told in (
            ("Nội dung báo cáo", tuple(teller.narratives())),
            ("Kết quả nhiệm vụ", tuple(teller.task_reports())),
            ("Vướng mắc, kiến nghị", tuple(teller.remarks())),
        ):
            if told:
                yield title, told
