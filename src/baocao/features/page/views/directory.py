"""View 'Tìm đơn vị' of a page that leads to others: on which of them each unit is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.features.page.records import Gathered, PagePart, View
from baocao.features.page.rendering import render_view
from baocao.features.page.views.states import state_of
from baocao.model.unit import Unit
from baocao.report.delivery_words import outcome_words
from baocao.report.outline import Outline
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import sentence_case

ROUTE: Final = "tim-don-vi"


class PlacedUnit(NamedTuple):
    """A unit, the address of what is shown of it, and what became of its reports."""

    unit: Unit
    address: str
    outcome: str


class PlacedPart(NamedTuple):
    """A page: its title, its address, its first and last unit, and all of them."""

    title: str
    address: str
    many: str
    span: str
    units: tuple[PlacedUnit, ...]


def directory_view(gathered: Gathered, _: Sequence[Outline]) -> View | None:
    """Return the view that finds units; None where they are all on this page, or this is none of all."""
    if not gathered.leads_to_parts:
        return None
    outcomes = dict(_outcomes_of(gathered))
    parts = [_placed_part(gathered, part, outcomes) for part in gathered.parts]
    return View(ROUTE, "Tìm đơn vị", render_view("directory", parts=parts))


def _placed_part(gathered: Gathered, part: PagePart, outcomes: Mapping[str, str]) -> PlacedPart:
    units = (
        PlacedUnit(unit, gathered.unit_link(unit.id), outcomes.get(unit.id, "")) for unit in part.units
    )
    return PlacedPart(
        part.title,
        gathered.part_link(part),
        count_text(len(part.units)),
        f"{part.units[0].name} … {part.units[-1].name}",
        tuple(units),
    )


def _outcomes_of(gathered: Gathered) -> Iterator[tuple[str, str]]:
    """Yield the units of whose reports anything is to be looked after, and what."""
    for status in gathered.overview.statuses:
        for delivery in status.deliveries:
            if state_of(delivery) != "complete":
                yield delivery.unit.id, sentence_case(outcome_words(delivery))
