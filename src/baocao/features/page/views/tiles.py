"""A part of the view 'Tình hình': the map of units, one tile each, by former province and kind.

It has no places: boundaries of communes overlap in public data, and a map of the country would be one with
Hoàng Sa and Trường Sa. Scripts colour it by an indicator instead of the state of reports.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from baocao.features.page.records import Gathered
from baocao.features.page.rendering import render_view
from baocao.features.page.views.states import STATES, state_of
from baocao.model.delivery import Delivery, DirectiveStatus
from baocao.model.unit import Registry, Unit
from baocao.report.delivery_words import is_absent
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import folded_text, sentence_case

_UNPULLED: Final = "○ chưa lấy về"
FEWEST: Final = 3
"""Units that a map is made of: fewer stand in the table at one glance."""
_FEW: Final = 2
"""Values of a grouping that part the units."""


class Tile(NamedTuple):
    """A unit on the map: its short name, what is said of its report, and where it is shown."""

    number: int
    name: str
    state: str
    words: str
    address: str


class TileGroup(NamedTuple):
    """The tiles of units that belong together."""

    name: str
    many: str
    tiles: tuple[Tile, ...]


class Counted(NamedTuple):
    """A state of reports, and how many units are in it."""

    state: str
    words: str
    many: str


def tiles_part(gathered: Gathered, status: DirectiveStatus) -> Markup:
    """Return the map of the units of a directive that are on the page; nothing where they are few."""
    numbers = gathered.numbers
    here = [each for each in status.deliveries if each.unit.id in numbers]
    if len(here) < FEWEST:
        return Markup()
    registry = gathered.definitions.registry
    way = _parting_way(registry, here)

    def tile_of(delivery: Delivery) -> Tile:
        unit, state = delivery.unit, state_of(delivery)
        words = STATES[state] if delivery.received or is_absent(delivery) else _UNPULLED
        return Tile(numbers[unit.id], short_name(unit), state, words, gathered.unit_link(unit.id))

    groups = (
        TileGroup(name, count_text(len(inside)), tuple(map(tile_of, inside)))
        for name, inside in _grouped(registry, way, here)
    )
    return render_view(
        "tiles",
        directive=status.directive.id,
        way=_named_way(registry, way),
        groups=list(groups),
        states=list(_counted_states([state_of(each) for each in here])),
    )


def short_name(unit: Unit) -> str:
    """Return a unit's name without its kind, which stands above the tiles of all its like."""
    kind, name = unit.kind.name, unit.name
    begins = folded_text(name).startswith(f"{folded_text(kind)} ")
    return sentence_case(name[len(kind) :].strip()) if begins else name


def _counted_states(states: Sequence[str]) -> Iterator[Counted]:
    for state, words in STATES.items():
        if state in states:
            yield Counted(state, words, count_text(states.count(state)))


def _grouped(
    registry: Registry, way: str, here: Sequence[Delivery]
) -> Iterator[tuple[str, list[Delivery]]]:
    """Yield the units by a grouping, and within it by kind."""
    labels = registry.groupings[way].values if way else {}
    inside: dict[tuple[str, str], list[Delivery]] = {
        (value, kind): [] for value in (*labels, "") for kind in registry.kinds
    }
    for each in here:
        value = each.unit.groups.get(way, "")
        inside.setdefault((value if value in labels else "", each.unit.kind.id), []).append(each)
    for (value, kind), units in inside.items():
        if units:
            parts = (labels.get(value, ""), registry.kinds[kind].name)
            yield sentence_case(": ".join(filter(None, parts))), units


def _parting_way(registry: Registry, here: Sequence[Delivery]) -> str:
    """Return the registry's first grouping that parts the units; nothing where none does."""
    for name in registry.groupings:
        if len({each.unit.groups.get(name, "") for each in here}) >= _FEW:
            return name
    return ""


def _named_way(registry: Registry, way: str) -> str:
    """Return by what the tiles are put together: 'tỉnh cũ và loại đơn vị'."""
    return f"{registry.groupings[way].name.lower()} và loại đơn vị" if way else "loại đơn vị"
