"""From the events of the parser to parts; comments are found in the text between two events.

Anything that the readers refuse (aliases, tags, double keys …) is refused here without a reason:
`source/parsing.py` gives it.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is there
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from baocao.source.canonical.blocks import BLOCKS, STEP, read_block
from baocao.source.canonical.parts import BLANK, Group, Item, Text
from baocao.source.events import MAX_DEPTH

MERGE: Final = "<<"
_COLON: Final = re.compile(r"\s*:")
_SHORT: Final = 2
"""What is between a key and its value, or two items on one line, holds no comment."""
_OUTSIDE: Final = -1
"""The column around the whole file."""
_IN_LINE: Final = -1
"""The column of a comment that follows a dash or a comma: it goes to what comes next."""


class RefusedError(Exception):
    """The text is not what the readers accept."""


def read_parts(text: str) -> Group:
    """Return the mapping at the top of `text`; raises RefusedError if there is none to be had."""
    try:
        return _Reader(text).read_group()
    except YAMLError:
        raise RefusedError from None


def read_written(text: str) -> tuple[Group, int]:
    """Return the same, and after how many lines the last thing ends that is no comment."""
    reader = _Reader(text)
    try:
        return reader.read_group(), text.count("\n", 0, reader.end) + 1
    except YAMLError:
        raise RefusedError from None


class _Reader:
    """Consumes events; `end` is where the last one ended in the text, `last` the item it belonged to.

    `fresh` is the outermost item that has begun since then: the comments before it are its own.
    `closed` are the groups that have ended since then, innermost first.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._last: Item | None = None
        self._fresh: Item | None = None
        self._closed: list[Group] = []
        self._head: list[str] = []

    def read_group(self) -> Group:  # noqa: C901, PLR0912, PLR0915 - the hot loop of formatting, flat on purpose
        """Build the parts; `group` is being filled, `item` waits for its value."""
        enclosing: list[tuple[Group | None, Item | None, set[str]]] = []
        root: Group | None = None
        group: Group | None = None
        item: Item | None = None
        names: set[str] = set()
        for event in iter(CParser(self._text).get_event, None):
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None or group is None:
                    raise RefusedError
                value, style, mark = event.value, event.style, event.start_mark
                text = Text(value, style)
                if item is None:
                    if self._fresh is None:
                        self._fresh = item = Item(None, group.column)
                    else:
                        item = Item(None, group.column)
                    group.items.append(item)
                    if group.is_flow:
                        item.column = mark.column - STEP
                    if group.is_mapping:
                        if value in names or (value == MERGE and not style):
                            raise RefusedError
                        names.add(value)
                        item.key, item.column = text, mark.column
                        self._look_between(mark.index, group)
                        self._last, self._end = item, event.end_mark.index
                        continue
                item.value = text
                if group.is_flow and not (value or style):
                    item.colon = bool(_COLON.match(self._text, self._end))
                self._look_between(mark.index, group)
                self._last, self._end = item, max(self._end, event.end_mark.index)
                if style in BLOCKS:
                    self._take_block(text, item, mark.index)
                item = None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                if group is None:
                    raise RefusedError
                ended = group
                group, holder, names = enclosing.pop()
                if ended.is_flow:
                    self._leave_group(ended, holder, event)
                else:
                    self._closed.append(ended)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None or len(enclosing) == MAX_DEPTH:
                    raise RefusedError
                mark = event.start_mark
                made = Group(
                    mark.line, mark.column, is_mapping=kind is MappingStartEvent, is_flow=event.flow_style
                )
                if group is None:
                    root = made
                else:
                    if item is None:
                        if group.is_mapping:
                            raise RefusedError
                        item = Item(None, group.column)
                        group.items.append(item)
                        self._fresh = self._fresh or item
                    item.value = made
                if made.is_flow:
                    self._look_between(mark.index, group or made)
                    self._last, self._end = item, max(self._end, event.end_mark.index)
                enclosing.append((group, item, names))
                group, item, names = made, None, set()
            elif kind is AliasEvent or (
                kind is DocumentStartEvent and (root is not None or event.version or event.tags)
            ):
                raise RefusedError
        if root is None or not root.is_mapping:
            raise RefusedError
        self._finish_root(root)
        return root

    @property
    def end(self) -> int:
        """Where the last event ended."""
        return self._end

    def _take_block(self, text: Text, item: Item, start: int) -> None:
        """Take the lines of a block scalar, and a comment beside its sign."""
        header = read_block(self._text[start : self._end], text.text)
        if header is None:
            raise RefusedError
        text.header, text.lines = header.header, header.lines
        if header.note:
            item.annotate(header.note, self._column_of(start + header.note_at) - item.column)
        self._end = start + header.length

    def _leave_group(self, group: Group, holder: Item | None, event: Any) -> None:
        """End a group in brackets; the comments before the bracket are its tail."""
        group.is_open = event.start_mark.line != group.line
        # A stand-in that gathers the comments before the bracket as it would gather an item's.
        ending = Item(None, 0)
        self._fresh = ending
        self._look_between(event.start_mark.index, group)
        group.tail += filter(None, ending.lead)
        self._last, self._end = holder, max(self._end, event.end_mark.index)

    def _finish_root(self, root: Group) -> None:
        """Give the comments at the top to the first item, those at the bottom to the file."""
        ending = Item(None, 0)
        self._fresh = ending
        self._look_between(len(self._text), None)
        while ending.lead and ending.lead[-1] == BLANK:
            ending.lead.pop()
        root.tail += ending.lead
        first = root.items[0].lead if root.items else root.tail
        first[:0] = self._head

    def _look_between(self, start: int, group: Group | None) -> None:
        """Look for comments and blank lines between the last event and the one at `start`."""
        # Nearly all gaps are ': ' or ', ', and this is asked for every event: cheap tests come first.
        if start - self._end > _SHORT or self._text.startswith("\n", self._end):
            gap = self._text[self._end : start]
            if "#" in gap or gap.count("\n") > 1:
                self._distribute_comments(gap, group.column if group else _OUTSIDE)
        self._fresh = None
        if self._closed:
            self._closed = []

    def _distribute_comments(self, gap: str, column: int) -> None:
        first, *rest = gap.split("\n")
        if self._last is None:
            rest.insert(0, first)
        elif "#" in first:
            at = first.index("#")
            self._last.annotate(first[at:].rstrip(), self._column_of(self._end + at) - self._last.column)
        lead = self._give_tails(list(_comments_of(rest)), column)
        if self._fresh:
            self._fresh.lead += lead
        elif self._last:
            self._last.lead += filter(None, lead)
        else:
            self._head += lead

    def _give_tails(self, comments: list[tuple[int, str]], column: int) -> list[str]:
        """Give comments that are indented like a group that has ended to that group; return the rest."""
        homes = [group for group in reversed(self._closed) if group.column > column]
        lead: list[str] = []
        for at, comment in comments:
            if comment != BLANK:
                homes = [group for group in homes if group.column <= at]
            if homes and comment != BLANK:
                home = max(homes, key=lambda group: group.column)
                homes = [group for group in homes if group.column <= home.column]
                home.tail += [*lead, comment]
                lead = []
            else:
                lead.append(comment)
        return lead

    def _column_of(self, index: int) -> int:
        return index - self._text.rfind("\n", 0, index) - 1


def _comments_of(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield comments with their columns, and blank lines; the last line ends at the next event."""
    for number, line in enumerate(lines, start=1):
        before, sign, comment = line.partition("#")
        if sign:
            yield (_IN_LINE if before.strip() else len(before)), f"#{comment.rstrip()}"
        elif number < len(lines) and not line.strip():
            yield 0, BLANK
