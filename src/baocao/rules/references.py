"""Marks inside prose: `[@id]` cites a document, `[^@a; @b]` in a footnote, `[=id]` prints a figure.

`[#I.2]` prints the number of a section.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from baocao.model.place import Place
from baocao.model.submission import Narrative
from baocao.model.workspace import SourceFile

MARK: Final = re.compile(r"\[(?P<kind>\^@|@|=|#)(?P<names>[^\[\]\n]*)\]")


class Mark(NamedTuple):
    """A mark in prose: '@' in the text, '^@' in a footnote, '=' for a figure, '#' for a section."""

    kind: str
    names: tuple[str, ...]
    offset: int


def marks_in(text: str) -> Iterator[Mark]:
    """Yield the marks of a text in order."""
    for match in MARK.finditer(text):
        yield Mark(match["kind"], names_of(match), match.start())


def names_of(mark: re.Match[str]) -> tuple[str, ...]:
    """Return the names inside one mark: '[^@qd-09; @qd-632]' has two."""
    parts = (part.strip().removeprefix("@").strip() for part in mark["names"].split(";"))
    return tuple(part for part in parts if part)


@lru_cache(maxsize=4)
def _file_lines(text: str) -> list[str]:
    return text.split("\n")


def place_in(narrative: Narrative, offset: int, file: SourceFile | None) -> Place:
    """Return where the character `offset` of a narrative stands in its file.

    Blocks keep their lines, so the line is exact; the column is found by looking for the words.
    """
    start = narrative.at
    if file is None:
        return start
    words = narrative.text[offset : narrative.text.find("\n", offset) % (len(narrative.text) + 1)]
    lines = _file_lines(file.text)
    # From the line on where it should be: a folded block may have put it further down.
    for number in range(start.line + narrative.text.count("\n", 0, offset), len(lines) + 1):
        column = lines[number - 1].find(words[:20])
        if column >= 0:
            return Place(start.file, number, column + 1)
    return start
