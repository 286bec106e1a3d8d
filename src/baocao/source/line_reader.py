"""Reads YAML that is written the usual way, one key a line, several times faster than the parser.

What `baocao fmt` writes, and nearly all that people write, is block mappings and lists, plain or quoted
texts of one line, blocks after '|', and braces or brackets that end on their line. Anything else, right
or wrong, is left to the parser: a text is read here as the parser would read it, or not at all.
"""

import re
from functools import lru_cache
from typing import Final

from baocao.source.nodes import PLAIN, Mapping, Node, Scalar, Sequence
from baocao.vietnamese.text import to_nfc

_MAX_DEPTH: Final = 20
"""Deeper nesting is left to the parser, which knows the limit."""
_MOST_LINES: Final = 20_000
"""Longer files are nobody's reports, and their lines are all found before the first is looked at."""
_FOREIGN: Final = ("\t", "\r", "\ufeff")
"""What the parser refuses in some places and takes for blanks or line ends in others."""
_KEY: Final = r"""(?:\w[\w./-]{0,200}|"[^"\\\n]{1,200}"|'[^'\n]{1,200}')"""
_FIRST: Final = r"""(?:[^\s?:,\[\]{}\#&*!|>'"%@`-]|-(?=\w))"""
_QUOTED: Final = r"""(?:"[^"\\\n]*"|'[^'\n]*')"""
_COMMENT: Final = r"(?:(?<=[ ])\#[^\n]*)?"
_LINE: Final = re.compile(
    rf"""
    (?P<indent>[ ]*)
    (?P<dash>-[ ]+)?
    (?:(?P<key>{_KEY}):(?:(?P<gap>[ ]+)|(?=\n)))?
    (?:
        (?P<plain>{_FIRST}[^\n]*)\n
        |(?P<quoted>{_QUOTED})[ ]*{_COMMENT}\n
        |\|\n(?P<pad>(?P=indent)[ ]+)(?P<block>[^ \n][^\n]*\n(?:(?P=pad)[^\n]*\n|\n)*+)(?![ ]+\n)
        |(?P<flow>[\[{{][^\n]*)\n
        |{_COMMENT}\n
    )
    |\#[^\n]*\n
    |(?P<other>[^\n]+\n?)
    """,
    re.VERBOSE,
)
"""One line, or a block with the line above it. Whatever it is, some alternative matches it, so that nothing
is passed over; a block before a line of blanks, which may belong to it, is none of the usual ones."""
_FLOW_PLAIN: Final = rf"{_FIRST}[^\n?:,\[\]{{}}\#]*"
_FLOW_OPEN: Final = re.compile(r"([\[{])[ ]*")
_FLOW_KEY: Final = re.compile(rf"({_KEY}):[ ]+", re.VERBOSE)
_FLOW_SCALAR: Final = re.compile(rf"({_FLOW_PLAIN}|{_QUOTED})[ ]*", re.VERBOSE)
_FLOW_COMMA: Final = re.compile(r",[ ]*")
_FLOW_CLOSE: Final = re.compile(r"[\]}][ ]*")
_FLOW_END: Final = re.compile(rf"{_COMMENT}\Z", re.VERBOSE)


class _OtherwiseWrittenError(Exception):
    """This is for the parser."""


def read_lines(text: str) -> Mapping | None:
    """Return the mapping that `text` is, or None if it is not written the usual way."""
    if not text.endswith("\n") or any(character in text for character in _FOREIGN):
        return None
    # All lines are found before the first is looked at, so that a long file would take memory for nothing.
    if text.count("\n") > _MOST_LINES:
        return None
    root = Mapping(1, 1)
    try:
        _fill_tree(text, root)
    except _OtherwiseWrittenError:
        return None
    if not root.entries:
        return None
    first, _ = next(iter(root.entries.values()))
    # As the parser has it: a mapping begins where its first key does, not at the comments above.
    root.line = first.line
    return root


def _fill_tree(text: str, root: Mapping) -> None:  # noqa: C901, PLR0912, PLR0915 - the hot loop of loading, flat on purpose
    """Fill the tree: `entries` or `items` are being filled; nothing stands yet under the key `waiting`."""
    entries: dict[str, tuple[Scalar, Node]] | None = root.entries
    items: list[Node] | None = None
    enclosing: list[tuple[int, dict[str, tuple[Scalar, Node]] | None, list[Node] | None]] = []
    current, line = 0, 0
    name, key = "", Scalar("", PLAIN, 0, 0)
    waiting: Scalar | None = None
    node: Node
    for indent, dash, written, gap, plain, quoted, pad, block, flow, other in _LINE.findall(text):
        line += 1
        if not written and not dash:
            if plain or quoted or block or flow or other:
                raise _OtherwiseWrittenError
            continue
        width = len(indent)
        column = width + 1
        if width < current:
            waiting = None
            while width < current:
                current, entries, items = enclosing.pop()
        if width > current:
            if waiting is None or entries is None or len(enclosing) == _MAX_DEPTH:
                raise _OtherwiseWrittenError
            enclosing.append((current, entries, None))
            current = width
            if dash:
                sequence = Sequence(line, column)
                entries[name] = waiting, sequence
                entries, items = None, sequence.items
            else:
                mapping = Mapping(line, column)
                entries[name] = waiting, mapping
                entries = mapping.entries
        waiting = None
        if dash:
            if items is None:
                raise _OtherwiseWrittenError
            column += len(dash)
            if written:
                mapping = Mapping(line, column)
                items.append(mapping)
                enclosing.append((current, None, items))
                current, entries, items = column - 1, mapping.entries, None
        if written:
            name, content, style = _read_key(written)
            if entries is None or name in entries:
                raise _OtherwiseWrittenError
            key = Scalar(content, style, line, column)
            column += len(written) + 1
        if plain:
            content = plain if " #" not in plain and plain[-1] != " " else _without_remark(plain)
            if ": " in content or content[-1] == ":":
                raise _OtherwiseWrittenError
            node = Scalar(content, PLAIN, line, column + len(gap))
        elif block:
            if len(pad) <= current:
                raise _OtherwiseWrittenError
            content = block.replace(f"\n{pad}", "\n").rstrip("\n") + "\n"
            node = Scalar(content, "|", line, column + len(gap))
            line += block.count("\n")
        elif quoted:
            node = _read_scalar(quoted, line, column + len(gap))
        elif flow:
            node = _Flow(flow, line, column + len(gap)).read_flow()
        elif written:
            node = Scalar("", PLAIN, line, column)
            waiting = key
        else:
            raise _OtherwiseWrittenError
        if entries is not None:
            entries[name] = key, node
        elif items is not None:
            items.append(node)


def _without_remark(text: str) -> str:
    return text.partition(" #")[0].rstrip(" ")


@lru_cache(maxsize=10_000)
def _read_key(written: str) -> tuple[str, str, str]:
    """Return the name, the text and the style of a key; the same keys return in every file."""
    text, style = _unquoted_text(written)
    return to_nfc(text), text, style


def _read_scalar(written: str, line: int, column: int) -> Scalar:
    return Scalar(*_unquoted_text(written), line, column)


def _unquoted_text(written: str) -> tuple[str, str]:
    """Return a text and its style."""
    return (written[1:-1], written[0]) if written[0] in "\"'" else (written, PLAIN)


class _Flow:
    """Braces or brackets that end on their line; `column` is that of the first."""

    def __init__(self, text: str, line: int, column: int) -> None:
        self._text = text
        self._line = line
        self._column = column
        self._at = 0

    def read_flow(self) -> Node:
        """Return what the whole text is."""
        node = self._flow_value(_MAX_DEPTH)
        self._take_match(_FLOW_END)
        return node

    def _flow_value(self, depth: int) -> Node:
        if not self._stands_here("[{"):
            return self._text_of(_FLOW_SCALAR)
        # The parser refuses deep nesting with its place; here it only must not exhaust the stack.
        if depth == 0:
            raise _OtherwiseWrittenError
        column = self._column + self._at
        if self._take_match(_FLOW_OPEN)[1] == "[":
            sequence = Sequence(self._line, column)
            while self._goes_on("]", first=not sequence.items):
                sequence.items.append(self._flow_value(depth - 1))
            return sequence
        mapping = Mapping(self._line, column)
        while self._goes_on("}", first=not mapping.entries):
            column = self._column + self._at
            name, content, style = _read_key(self._take_match(_FLOW_KEY)[1])
            if name in mapping.entries:
                raise _OtherwiseWrittenError
            mapping.entries[name] = Scalar(content, style, self._line, column), self._flow_value(depth - 1)
        return mapping

    def _goes_on(self, end: str, *, first: bool) -> bool:
        """Step over the sign before the next item; tell whether there is a next one."""
        if self._stands_here(end):
            self._take_match(_FLOW_CLOSE)
            return False
        if not first:
            self._take_match(_FLOW_COMMA)
        return True

    def _stands_here(self, signs: str) -> bool:
        return self._text.startswith(tuple(signs), self._at)

    def _text_of(self, pattern: re.Pattern[str]) -> Scalar:
        column = self._column + self._at
        return _read_scalar(self._take_match(pattern)[1].rstrip(" "), self._line, column)

    def _take_match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise _OtherwiseWrittenError
        self._at = match.end()
        return match
