"""What a file is to say otherwise, as a tree: by key what is wanted inside, or the value itself."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from baocao.source.canonical.blocks import BLOCKS
from baocao.source.canonical.layout import Layout
from baocao.source.canonical.making import made_mapping
from baocao.source.canonical.meaning import is_nothing, plain_text
from baocao.source.canonical.parts import Group, Item, Part, Text
from baocao.source.canonical.quoting import is_safely_bare, is_unseen
from baocao.source.characters import has_control_characters
from baocao.vietnamese.text import to_nfc

Way = tuple[str, ...]
"""Keys from the top of a file to a value."""
Wanted = Mapping[str, "Wanted"] | Part | None
"""What is wanted of the entries of a mapping, a value, or that nothing stands there."""


class UnchangeableError(Exception):
    """A change cannot be made; `why` says so in Vietnamese, `way` is the change."""

    def __init__(self, way: Way, why: str) -> None:
        super().__init__(f"{' > '.join(way)}: {why}")
        self.way = way
        self.why = why


class Change(NamedTuple):
    """The value that is wanted under the keys of `way`; None is that the entry goes.

    A text without style is written as it is where that reads back as the same ('3781', '2025-11-18'), any
    other with the least quotes, one of style '|' as a block. `Text("", "")` is an entry to be filled in.
    """

    way: Way
    value: Part | None


def wanted_tree(changes: Iterable[Change]) -> Mapping[str, Wanted]:
    """Return changes as a tree; raises UnchangeableError where two are about one value."""
    tree: dict[str, Wanted] = {}
    for change in changes:
        _plant_change(tree, change)
    return tree


def _plant_change(tree: dict[str, Wanted], change: Change) -> None:
    here = tree
    *above, last = (to_nfc(key) for key in change.way)
    for key in above:
        inner = here.setdefault(key, {})
        if not isinstance(inner, dict):
            raise UnchangeableError(change.way, _TWICE)
        here = inner
    if last in here:
        raise UnchangeableError(change.way, _TWICE)
    here[last] = _clean_part(change.value, change.way) if change.value else None


_TWICE: Final = "hai thay đổi cùng một chỗ"


def _clean_part(part: Part, way: Way) -> Part:
    if isinstance(part, Text):
        return _clean_text(part, way)
    clean = Group(0, 0, is_mapping=part.is_mapping, is_flow=part.is_flow)
    clean.items, clean.tail = [_clean_item(item, way) for item in part.items], list(part.tail)
    return clean


def _clean_item(item: Item, way: Way) -> Item:
    clean = Item(made_key(item.key.text) if item.key else None, 0)
    clean.lead, clean.note, clean.at = list(item.lead), item.note, item.at
    clean.value = _clean_part(item.value, way)
    return clean


def _clean_text(text: Text, way: Way) -> Text:
    """Return a text that can stand anywhere; blanks around it say nothing."""
    if is_nothing(text):
        return text
    plain = plain_text(text.text)
    if has_control_characters(plain):
        raise UnchangeableError(way, "có ký tự điều khiển, không in được")
    if "\n" in plain or text.style in BLOCKS:
        return block_text(plain)
    return Text(plain, "" if not text.style and is_safely_bare(plain) else "'")


def block_text(text: str) -> Text:
    """Return a text that is written as a block, if blocks can hold it."""
    if not text or any(map(is_unseen, text.split("\n"))):
        return Text(text, "'")
    block = Text(f"{text}\n", "|")
    block.header, block.lines = "|", text.split("\n")
    return block


def made_key(key: str) -> Text:
    """Return a key that is written with the least quotes."""
    return Text(key, "" if is_safely_bare(key) else "'")


def wants_nothing(wanted: Wanted) -> bool:
    """Tell whether nothing is wanted where nothing stands."""
    return wanted is None or (isinstance(wanted, Mapping) and all(map(wants_nothing, wanted.values())))


def made_part(wanted: Wanted, layout: Layout) -> Part:
    """Return what is wanted where nothing stands."""
    if isinstance(wanted, Mapping):
        items = (
            made_item(key, inner, layout.of(key))
            for key, inner in wanted.items()
            if not wants_nothing(inner)
        )
        return made_mapping(items)
    return wanted or Text("", "")


def made_item(key: str, wanted: Wanted, layout: Layout) -> Item:
    """Return a new entry."""
    item = Item(made_key(key), 0)
    item.value = made_part(wanted, layout)
    return item


def wanted_inside(group: Group, present: Iterable[str]) -> Mapping[str, Wanted]:
    """Return what is wanted of the entries `present` in a mapping that is to be `group`, and of its own."""
    named: dict[str, Wanted] = {to_nfc(item.key.text): item.value for item in group.items if item.key}
    return {**dict.fromkeys(present), **named}


def place_among(names: list[str], name: str, order: Mapping[str, int]) -> int:
    """Return before which of `names` a new one comes: behind the nearest that is to stand before it."""
    rank = order.get(name)
    if rank is None:
        return len(names)
    known = [(order[each], number) for number, each in enumerate(names) if each in order]
    before = [(ranked, number) for ranked, number in known if ranked < rank]
    if before:
        return max(before)[1] + 1
    return min(known)[1] if known else len(names)
