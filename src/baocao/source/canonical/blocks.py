"""Block scalars ('|', '>'): their lines, without the indentation of the file."""

import re
from typing import Final, NamedTuple

BLOCKS: Final = ("|", ">")
_HEADER: Final = re.compile(r"([|>])([-+1-9]*)[ \t]*(#[^\n]*)?[^\n]*")
_STRIP, _KEEP = "-+"
STEP: Final = 2
"""The spaces by which everything is indented."""


class Block(NamedTuple):
    """A block scalar: `length` is that of its text in the file, up to its last line's end."""

    header: str
    lines: list[str]
    note: str
    note_at: int
    length: int


def read_block(raw: str, value: str) -> Block | None:
    """Return the block that `raw` holds, whose text is `value`; None for what nobody writes."""
    header_match = _HEADER.match(raw)
    if header_match is None:
        return None
    style, marks, note = header_match[1], header_match[2], header_match[3] or ""
    chomping = next((sign for sign in marks if sign in (_STRIP, _KEEP)), "")
    if chomping == _KEEP and value.strip("\n") and not value.endswith("\n\n"):
        chomping = ""  # there is nothing to keep
    body = raw[header_match.end() :]
    if style == "|":
        lines = _literal_lines(value, chomping)
    elif marks.strip("-+"):
        return None
    else:
        lines = _folded_lines(body, chomping)
    # Where the first line begins with spaces, a parser needs to be told how far the block is indented.
    first = next((line for line in lines if line), "")
    header = f"{style}{STEP if first.startswith(' ') else ''}{chomping}"
    kept = body.removesuffix("\n") if chomping == _KEEP else body.rstrip()
    return Block(header, lines, note.rstrip(), header_match.start(3), header_match.end() + len(kept))


def _literal_lines(value: str, chomping: str) -> list[str]:
    """Return the lines of a text that is printed as it is; spaces at their ends say nothing."""
    if not value:
        return []
    text = value if chomping == _STRIP else value.removesuffix("\n")
    return [line.rstrip(" \t") for line in text.split("\n")]


def _folded_lines(body: str, chomping: str) -> list[str]:
    """Return the lines as they stand in the file, since single line ends are spaces."""
    lines = (body.removesuffix("\n") if chomping == _KEEP else body.rstrip()).split("\n")[1:]
    margin = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)
    return [line[margin:] for line in lines]
