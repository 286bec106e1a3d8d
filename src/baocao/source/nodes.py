"""YAML as written: raw text and position of every node, no types.

The schema decides later what a text means, so that `010`, `1.200`, `no` or `2025-11-31` are never
changed on the way in.
"""

from typing import Protocol

PLAIN = ""
"""The style of a scalar without quotes."""
BROKEN = "!"
"""The style of a scalar whose value was refused; the problem is reported already."""


class Position(Protocol):
    """A mark of the parser; counts from 0."""

    line: int
    column: int


class _Marked:
    """Something with a position; line and column count from 1.

    The parser's mark is kept as it is, since most positions are never asked for.
    """

    __slots__ = ("mark",)
    mark: Position

    @property
    def line(self) -> int:
        return self.mark.line + 1

    @property
    def column(self) -> int:
        return self.mark.column + 1


class Scalar(_Marked):
    """A piece of text; `style` is '' if plain, else a quote or the sign of a block ('|', '>')."""

    __slots__ = ("style", "text")

    def __init__(self, text: str, style: str, mark: Position) -> None:
        self.text = text
        self.style = style
        self.mark = mark

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written: `key:` or `key: ~`."""
        return self.style == PLAIN and self.text in {"", "~", "null"}


class Sequence(_Marked):
    """A list of nodes."""

    __slots__ = ("items",)

    def __init__(self, mark: Position) -> None:
        self.items: list[Node] = []
        self.mark = mark


class Mapping(_Marked):
    """Keys and their nodes, by the key's text with composed letters, in source order."""

    __slots__ = ("entries",)

    def __init__(self, mark: Position) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.mark = mark

    def get(self, key: str) -> "Node | None":
        """Return the node under `key`, or None."""
        found = self.entries.get(key)
        return found[1] if found else None


Node = Scalar | Sequence | Mapping
