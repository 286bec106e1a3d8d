"""One entry of a file, read into parts, and what it is to say otherwise."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from baocao.source import nodes
from baocao.source.canonical.blocks import BLOCKS
from baocao.source.canonical.layout import NO_LAYOUT, Layout
from baocao.source.canonical.meaning import is_nothing, says_same
from baocao.source.canonical.parts import Group, Item, Part, Text
from baocao.source.canonical.printing import WIDTH
from baocao.source.canonical.wanted import (
    UnchangeableError,
    Wanted,
    Way,
    block_text,
    made_item,
    made_part,
    place_among,
    wanted_inside,
    wants_nothing,
)
from baocao.source.nodes import Node
from baocao.vietnamese.text import to_nfc


class Within(NamedTuple):
    """What stands in the file where an entry is changed, how it is laid out, and the keys to it."""

    node: Node | None
    layout: Layout = NO_LAYOUT
    way: Way = ()

    def inside(self, key: str) -> "Within":
        """Return the same of the entry under `key`."""
        node = self.node.get(key) if isinstance(self.node, nodes.Mapping) else None
        return Within(node, self.layout.of(key), (*self.way, key))


def change_item(item: Item, within: Within, wanted: Wanted) -> bool:
    """Make an entry say what is wanted; tell whether it did not."""
    value = item.value
    if isinstance(wanted, Group) and wanted.is_mapping and isinstance(value, Group) and value.is_mapping:
        wanted = wanted_inside(wanted, _names_in(value))
    if isinstance(wanted, Mapping):
        return _change_inside(item, within, wanted)
    if wanted is None or (within.node is not None and says_same(within.node, wanted, within.layout)):
        return False
    _replace_value(item, wanted)
    return True


def _change_inside(item: Item, within: Within, wanted: Mapping[str, Wanted]) -> bool:
    value = item.value
    if isinstance(value, Group) and value.is_mapping:
        value.is_flow = value.is_flow and bool(value.items)
        changes = [_change_key(value, within, key, inner) for key, inner in wanted.items()]
        return any(changes)
    if wants_nothing(wanted):
        return False
    is_empty = isinstance(within.node, nodes.Scalar) and within.node.is_blank
    if not (is_empty or is_nothing(value)):
        raise UnchangeableError(within.way, _what_stands(value))
    _replace_value(item, made_part(wanted, within.layout))
    return True


def _what_stands(value: Part) -> str:
    if isinstance(value, Text):
        return f"đang ghi '{value.text.strip()[:40]}', không phải các dòng con"
    return "đang là một danh sách, không phải các dòng con"


def _replace_value(item: Item, wanted: Part) -> None:
    """Put a value in the place of another; comments inside that one go before the entry."""
    old = item.value
    if isinstance(old, Group):
        item.lead += old.comments()
        if isinstance(wanted, Group):
            wanted.is_flow = wanted.is_flow or (old.is_flow and not wanted.is_mapping)
    # A block stays one: whoever wrote a paragraph in lines of its own wants the next one there, too.
    if isinstance(wanted, Text) and _is_block(old) and not (_is_block(wanted) or is_nothing(wanted)):
        wanted = block_text(wanted.text)
    item.value = wanted


def _is_block(part: Part) -> bool:
    return isinstance(part, Text) and part.style in BLOCKS


def _change_key(group: Group, within: Within, key: str, wanted: Wanted) -> bool:
    """Change, add or take away one entry of a mapping in braces."""
    names = _names_in(group)
    if key not in names:
        if wants_nothing(wanted):
            return False
        made = made_item(key, wanted, within.layout.of(key))
        group.items.insert(place_among(names, key, within.layout.order), made)
        return True
    found = group.items[names.index(key)]
    if wanted is not None:
        return change_item(found, within.inside(key), wanted)
    group.tail += comments_inside(found)
    group.items.remove(found)
    return True


def _names_in(group: Group) -> list[str]:
    return [to_nfc(item.key.text) if item.key else "" for item in group.items]


def comments_inside(item: Item) -> list[str]:
    """Return every comment of an entry."""
    inner = item.value.comments() if isinstance(item.value, Group) else ()
    return [*filter(None, (*item.lead, item.note)), *inner]


def settle_item(item: Item, width: int) -> None:
    """Open braces around texts of several lines, or where a line of `width` columns has no more room."""
    if isinstance(item.value, Group):
        _settle_group(item.value, in_flow=False)
        item.value.is_open = item.value.is_open or width <= WIDTH


def _settle_group(group: Group, *, in_flow: bool) -> None:
    group.is_flow = (group.is_flow or in_flow) and not any(_blocks_in(group))
    for item in group.items:
        if isinstance(item.value, Group):
            _settle_group(item.value, in_flow=group.is_flow)


def _blocks_in(group: Group) -> Iterator[Text]:
    """Yield the texts in a group that need lines of their own."""
    for item in group.items:
        if isinstance(item.value, Group):
            yield from _blocks_in(item.value)
        elif item.value.header or "\n" in item.value.text:
            yield item.value


def ends_in_block(item: Item) -> bool:
    """Tell whether an entry ends with a block, of which lines that are indented more would be part."""
    value = item.value
    while isinstance(value, Group) and value.items:
        value = value.items[-1].value
    return isinstance(value, Text) and bool(value.header or "\n" in value.text)
