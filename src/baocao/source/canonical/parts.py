"""A file of YAML in parts that can be written again: texts, groups of items, and the comments between."""

from collections.abc import Iterator

BLANK = ""
"""A blank line among comments."""


class Text:
    """A scalar; `lines` are those of a block below its `header` ('|', '>-')."""

    __slots__ = ("header", "lines", "style", "text")

    def __init__(self, text: str, style: str) -> None:
        self.text = text
        self.style = style
        self.header = ""
        self.lines: list[str] = []


class Item:
    """An entry of a mapping or of a list (which has no key); `column` is where it starts.

    `lead` are the comments and blank lines before it, `note` the comment at the end of its line, `at` how
    far from the item's start that comment stands. An item without `colon` is a key inside braces that
    nothing follows.
    """

    __slots__ = ("at", "colon", "column", "key", "lead", "note", "value")

    def __init__(self, key: Text | None, column: int) -> None:
        self.key = key
        self.column = column
        self.lead: list[str] = []
        self.note = ""
        self.at = 0
        self.colon = True
        self.value: Part = NOTHING

    def annotate(self, note: str, at: int) -> None:
        """Put a comment at the end of the line; an earlier one moves before the item."""
        if self.note:
            self.lead.append(self.note)
        self.note, self.at = note, at


class Group:
    """A mapping or a list; `tail` are the comments after its last item.

    `is_flow`: in brackets; `is_open`: the brackets are closed on another line.
    """

    __slots__ = ("column", "is_flow", "is_mapping", "is_open", "items", "line", "tail")

    def __init__(self, line: int, column: int, *, is_mapping: bool, is_flow: bool) -> None:
        self.line = line
        self.column = column
        self.is_mapping = is_mapping
        self.is_flow = is_flow
        self.is_open = False
        self.items: list[Item] = []
        self.tail: list[str] = []

    @property
    def has_comments(self) -> bool:
        """Whether any comment stands inside."""
        return next(self.comments(), None) is not None

    def comments(self) -> Iterator[str]:
        """Yield every comment in the group, in no particular order."""
        yield from filter(None, self.tail)
        for item in self.items:
            yield from filter(None, (*item.lead, item.note))
            if isinstance(item.value, Group):
                yield from item.value.comments()


Part = Text | Group
NOTHING = Text("", "")
"""The value of a key that nothing follows."""
