"""How wide a text is in Times New Roman, and how many lines it takes."""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

POINT_MM: Final = 25.4 / 72
"""Millimetres in a point."""
LINE_HEIGHT: Final = 1.15
"""The height of a single line of Times New Roman, in font sizes."""
RULE_SHARE: Final = 0.4
"""Ruled lines are 1/3 to 1/2 of the text above them."""
FEW_LINES: Final = 3
"""Lines that may stay empty so that a part ends with a paragraph."""
_UNKNOWN_WIDTH: Final = 700
"""Thousandths of the size for a character that is not in the table; wider than most."""
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


def balanced_lines(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the fewest lines that fit in `width` millimetres, as even as words allow."""
    fewest = len(wrapped_lines(text, width, size, bold=bold))
    low, high = 0.0, width
    # In the narrowest width that takes no more lines, lines are the most even.
    while high - low > 1:
        middle = (low + high) / 2
        fits = len(wrapped_lines(text, middle, size, bold=bold)) <= fewest
        low, high = (low, middle) if fits else (middle, high)
    return wrapped_lines(text, high, size, bold=bold)


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
