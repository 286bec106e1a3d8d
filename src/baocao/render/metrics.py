"""How wide a text is in Times New Roman, and how many lines it takes."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Final, NamedTuple

from baocao.vietnamese.phrases import HANGING, break_costs

POINT_MM: Final = 25.4 / 72
"""Millimetres in a point."""
LINE_HEIGHT: Final = 1.15
"""The height of a single line of Times New Roman, in font sizes."""
RULE_SHARE: Final = 0.4
"""Ruled lines are 1/3 to 1/2 of the text above them."""
FEW_LINES: Final = 3
"""Lines that may stay empty so that a part ends with a paragraph."""
_LONGEST_TITLE: Final = 200
"""Words; nobody prints a longer title."""
_UNEVEN: Final = 60
"""What an empty line would cost; a third of it left free costs more than a break between plain words."""
_UNKNOWN_WIDTH: Final = 700
"""Thousandths of the size for a character that is not in the table; wider than most."""
HOLE: Final = 0.14
"""The share of a line that justifying may spread between its words; no word of Vietnamese leaves more."""
_ADDRESS: Final = re.compile(r"\S{14}")
"""What may leave more: a web or mail address, a long symbol. Looked for first, since measuring is slow."""
_PIECES: Final = re.compile(r"(\s*)(\S*?\w-(?=[^\W\d])|\S+)")
"""What stands between two places where a line may break, with the spaces before it."""
_SLASHES: Final = re.compile(r"(?<=/)(?=[^/])")
_TABLE: Final = Path(__file__).parent / "times-widths.json"


@cache
def _character_widths(face: str) -> Mapping[str, int]:
    widths: Mapping[str, int] = json.loads(_TABLE.read_text(encoding="utf-8"))[face]
    return widths


@lru_cache(maxsize=50_000)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in millimetres of `text` set in `size` points.

    Remembered, since reports say the same words again and again.
    """
    widths = _character_widths("bold" if bold else "regular")
    units = sum(widths.get(character, _UNKNOWN_WIDTH) for character in text)
    return units / 1000 * size * POINT_MM


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines `text` takes in `width` millimetres, breaking at spaces.

    A word that is wider than a line is broken anywhere. Newlines part paragraphs.
    """
    return sum(len(wrapped_lines(paragraph, width, size, bold=bold)) for paragraph in text.split("\n"))


def wrapped_lines(paragraph: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a paragraph; what is left of a word that is too wide counts as full lines."""
    space = text_width(" ", size, bold=bold)
    lines: list[str] = []
    line, used = "", 0.0
    for word in paragraph.split(" "):
        wide = text_width(word, size, bold=bold)
        if line and used + space + wide > width:
            lines.append(line)
            line, used = "", 0.0
        used += wide + (space if line else 0)
        line = f"{line} {word}" if line else word
        if wide > width:
            full, used = _parts_of(word, width, size, bold=bold)
            lines += [""] * full
    return [*lines, line]


def _parts_of(word: str, width: float, size: float, *, bold: bool) -> tuple[int, float]:
    """Return how many full lines a word that is too wide takes, and how much of one more.

    Addresses are broken behind a slash by LibreOffice and anywhere by Excel; a line may end a letter early.
    """
    usable = max(width - text_width("m", size, bold=bold), width / 2)
    full, used = 0, 0.0
    for part in _SLASHES.split(word):
        wide = text_width(part, size, bold=bold)
        if used and used + wide > usable:
            full, used = full + 1, 0.0
        while used + wide > usable:
            full, wide = full + 1, wide - (usable - used)
            used = 0.0
        used += wide
    return full, used


class Measure(NamedTuple):
    """How a justified paragraph is set: width and indent of its first line in mm, size in points."""

    width: float
    size: float
    indent: float = 0


def without_holes(text: str, measure: Measure) -> str:
    """Return a paragraph whose lines end by themselves where justifying would leave holes in them.

    A long address that has no room behind a line leaves most of it to the spaces between a few words. Such
    a line ends with a line break in place of its last space, and is not stretched; nothing else changes.
    Lines break at spaces and behind hyphens.
    """
    if not _ADDRESS.search(text):
        return text
    letters = list(text)
    for offset in _holes(text, measure):
        letters[offset] = "\n"
    return "".join(letters)


def _holes(text: str, measure: Measure) -> Iterator[int]:
    """Yield where the spaces stand before which a line would have a hole."""
    space, used, start = text_width(" ", measure.size), measure.indent, measure.indent
    for match in _PIECES.finditer(text):
        before, piece = match[1], match[2]
        wide, gap = text_width(piece, measure.size), space * len(before)
        if "\n" in before or used + gap + wide > measure.width:
            left = (measure.width - used) / measure.width
            if before == " " and used > start and left > HOLE:
                yield match.start()
            used, start = min(wide, measure.width), 0.0
        else:
            used += gap + wide


def balanced_lines(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a title: the fewest that fit in `width` millimetres, between phrases, and even.

    One line more is taken where a word of two syllables would be torn or a word like 'của' would hang else.
    """
    words = text.split(" ")
    wides = [text_width(word, size, bold=bold) for word in words]
    if len(words) > _LONGEST_TITLE or max(wides) > width:
        return wrapped_lines(text, width, size, bold=bold)
    title = _Title(tuple(wides), tuple(break_costs(words)), text_width(" ", size, bold=bold), width)
    fewest = len(wrapped_lines(text, width, size, bold=bold))
    ways = [_best_breaks(title, count) for count in (fewest, fewest + 1) if count <= len(words)]
    # Both ways to fit add widths in their own order: a title that fits exactly may fit one of them alone.
    _, ends = min(ways, key=lambda way: (way[0] == inf, way[0] >= HANGING))
    return [" ".join(words[start:end]) for start, end in pairwise((0, *ends))]


class _Title(NamedTuple):
    """The widths of the words of a title, what it costs to end a line after each, and the room."""

    wides: tuple[float, ...]
    costs: tuple[int, ...]
    space: float
    room: float

    def line_width(self, start: int, end: int) -> float:
        return sum(self.wides[start:end]) + self.space * (end - start - 1)

    def line_cost(self, start: int, end: int) -> float:
        """Return what a line costs by where it ends and by the room that it leaves."""
        wide = self.line_width(start, end)
        if wide > self.room:
            return inf
        left = (self.room - wide) / self.room
        return left * left * _UNEVEN + (self.costs[end - 1] if end < len(self.wides) else 0)


def _best_breaks(title: _Title, count: int) -> tuple[float, tuple[int, ...]]:
    """Return the least cost of `count` lines, and before which words they end."""
    total = len(title.wides)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        ways: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in best.items():
            for end in range(start + 1, total + 1):
                more = title.line_cost(start, end)
                if more == inf:
                    break
                if end not in ways or cost + more < ways[end][0]:
                    ways[end] = (cost + more, (*ends, end))
        best = ways
    return best.get(total, (inf, (total,)))


def part_text(text: str, width: float, size: float, most: int, *, bold: bool = False) -> tuple[str, str]:
    """Return what of the text fills `most` lines, and the rest, which is empty if all has room.

    Parts end between paragraphs where that leaves few lines empty, else between words; at least a word
    is taken.
    """
    taken: list[str] = []
    room = most
    paragraphs = text.split("\n")
    for index, paragraph in enumerate(paragraphs):
        lines = wrapped_lines(paragraph, width, size, bold=bold)
        if len(lines) <= room:
            taken.append(paragraph)
            room -= len(lines)
            continue
        rest = paragraphs[index:]
        if not taken or room > FEW_LINES:
            # What is left of a word that is too wide has no line of its own; the word stays whole.
            first = next((number for number, line in enumerate(lines, start=1) if line), len(lines))
            end = max(room, first)
            taken.append(" ".join(filter(None, lines[:end])))
            rest[:1] = [" ".join(filter(None, lines[end:]))] if end < len(lines) else []
        return "\n".join(taken), "\n".join(rest)
    return text, ""
