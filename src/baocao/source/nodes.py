"""YAML as written: raw text and position of every node, no types.

The schema decides later what a text means, so that `010`, `1.200`, `no` or `2025-11-31` are never
changed on the way in. Lines and columns count from 1.
"""

PLAIN = ""
"""The style of a scalar without quotes."""
BROKEN = "!"
"""The style of a scalar whose value was refused; the problem is reported already."""


class Scalar:
    """A piece of text; `style` is '' if plain, else a quote or the sign of a block ('|', '>')."""

    __slots__ = ("column", "line", "style", "text")

    def __init__(self, text: str, style: str, line: int, column: int) -> None:
        self.text = text
        self.style = style
        self.line = line
        self.column = column

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written: `key:` or `key: ~`."""
        return self.style == PLAIN and self.text in {"", "~", "null"}


class Sequence:
    """A list of nodes."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        self.items: list[Node] = []
        self.line = line
        self.column = column


class Mapping:
    """Keys and their nodes, by the key's text with composed letters, in source order."""

    __slots__ = ("column", "entries", "line")

    def __init__(self, line: int, column: int) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.line = line
        self.column = column

    def get(self, key: str) -> "Node | None":
        """Return the node under `key`, or None."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


Node = Scalar | Sequence | Mapping


def is_unwritten(node: Node) -> bool:
    """Tell whether nothing was written."""
    return isinstance(node, Scalar) and node.is_blank
