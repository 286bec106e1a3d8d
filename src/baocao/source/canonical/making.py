"""Items of a new file, and comments that the next period's file replaces by its own."""

import textwrap
from collections.abc import Iterable

from baocao.source.canonical.parts import BLANK, Group, Item, Part, Text

WIDTH = 100
"""The columns of comments."""


def made_entry(key: str, value: Part | None = None, lead: Iterable[str] = ()) -> Item:
    """Return an item of a mapping; without value it is to be filled in."""
    item = Item(Text(key, ""), 0)
    item.value = Text("", "") if value is None else value
    item.lead = list(lead)
    return item


def made_mapping(items: Iterable[Item]) -> Group:
    """Return a mapping with one entry a line."""
    group = Group(0, 0, is_mapping=True, is_flow=False)
    group.items = list(items)
    return group


def made_list(values: Iterable[Part], *, is_flow: bool = False) -> Group:
    """Return a list with one value a line, or in brackets."""
    group = Group(0, 0, is_mapping=False, is_flow=is_flow)
    for value in values:
        item = Item(None, 0)
        item.value = value
        group.items.append(item)
    return group


def made_section(old: Item | None, key: str, value: Group, made: Iterable[str] = ()) -> Item:
    """Return a section of the file, after a blank line, with the comments of the old one and new ones."""
    lead = with_comments(old, list(made))
    return made_entry(key, value, lead if lead[:1] == [BLANK] else [BLANK, *lead])


def entry_under(group: Part | None, key: str) -> Item | None:
    """Return the entry of a mapping under `key`, if there is such an entry."""
    if not isinstance(group, Group):
        return None
    return next((item for item in group.items if item.key and item.key.text == key), None)


def text_under(group: Part | None, key: str) -> str:
    """Return the text under `key`, or nothing."""
    item = entry_under(group, key)
    return item.value.text if item and isinstance(item.value, Text) else ""


def line_comment(text: str) -> str:
    """Return a comment for the end of a line, whatever ends of lines the text holds; nothing for none."""
    line = " ".join(text.split())
    return f"# {line}" if line else ""


def block_comments(*sentences: str) -> list[str]:
    """Return sentences as comments, broken into lines."""
    lines = (
        line
        for sentence in sentences
        if sentence
        for line in textwrap.wrap(" ".join(sentence.split()), WIDTH, break_long_words=False)
    )
    return [f"# {line}" for line in lines]


def with_comments(old: Item | None, made: list[str]) -> list[str]:
    """Return the comments of an old item, those that were made for it the last time made anew."""
    # What `new` itself wrote last time would otherwise stand there once more each period.
    kept = [comment for comment in old.lead if comment not in made] if old else []
    return [*kept, *made]
