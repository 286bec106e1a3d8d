"""Automatic numbers: what Word prints before a paragraph of a list, counted as Word counts."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.word import W
from baocao.inspection.properties import Properties, count_of, flat_properties, is_on
from baocao.vietnamese.dates import two_digits
from baocao.vietnamese.numbers import roman_numeral

_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9
_LONGEST: Final = 100
"""Characters of a label's pattern; people write below ten, and it is printed at every paragraph."""
_MOST_ROMAN: Final = 3_999
_LETTERS: Final = 26
_MOST_LETTERS: Final = _LETTERS * 5
_BULLET: Final = "•"
_SIGNS: Final = {"\uf02d": "-", "\uf0be": "-", "o": _BULLET}
"""What the letters of symbol fonts and of Word's own lists look like."""


class Label(NamedTuple):
    """What stands before a paragraph, the space behind it included, and how its level sets it."""

    text: str
    looks: Properties


class _Level(NamedTuple):
    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str
    gap: str
    looks: Properties


class _List(NamedTuple):
    """A list: which pattern counts for it, its levels, and where it begins otherwise than the pattern."""

    pattern: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, tree: ET.Element | None) -> None:
        patterns: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        links: dict[str, str] = {}
        for element in () if tree is None else tree.iter(f"{W}abstractNum"):
            name = element.get(f"{W}abstractNumId", "")
            patterns[name] = dict(_read_levels(element))
            linked[_value_of(element, "styleLink")] = name
            links[name] = _value_of(element, "numStyleLink")
        self._lists: dict[str, _List] = {}
        for element in () if tree is None else tree.iter(f"{W}num"):
            own = _value_of(element, "abstractNumId")
            # A pattern may only say in which style the true one stands.
            pattern = linked.get(links[own], own) if links.get(own) else own
            self._lists[element.get(f"{W}numId", "")] = _read_list(element, pattern, patterns)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next_label(self, name: str, level: int | None, style: str) -> Label | None:
        """Count one paragraph more of a list and return its label; None where the file has no such list."""
        known = self._lists.get(name)
        if known is None or not known.levels:
            return None
        if level is None:
            level = next((at for at, each in known.levels.items() if style and each.style == style), 0)
        own = known.levels.get(level)
        if own is None:
            return None
        counts = self._counts.setdefault(known.pattern, [None] * _LEVELS)
        self._count_level(counts, name, known, level)
        text = _label_text(known, level, counts)
        hidden = is_on(own.looks.get("vanish"))
        return Label(f"{text}{own.gap}", own.looks) if text and not hidden else None

    def _count_level(self, counts: list[int | None], name: str, known: _List, level: int) -> None:
        before = counts[level]
        if level in known.starts and (name, level) not in self._begun:
            counts[level] = known.starts[level]
        else:
            counts[level] = known.levels[level].start if before is None else before + 1
        self._begun.add((name, level))
        for deeper in range(level + 1, _LEVELS):
            restart = known.levels[deeper].restart if deeper in known.levels else None
            if restart is None or level < restart:
                counts[deeper] = None


def _read_list(element: ET.Element, pattern: str, patterns: dict[str, dict[int, _Level]]) -> _List:
    levels = dict(patterns.get(pattern, {}))
    starts: dict[int, int] = {}
    for override in element.iter(f"{W}lvlOverride"):
        level = count_of(override.get(f"{W}ilvl", ""), 0)
        levels.update(_read_levels(override))
        if override.find(f"{W}startOverride") is not None:
            starts[level] = count_of(_value_of(override, "startOverride"), 1)
    return _List(pattern, levels, starts)


def _read_levels(element: ET.Element) -> Iterator[tuple[int, _Level]]:
    for level in element.findall(f"{W}lvl"):
        at = count_of(level.get(f"{W}ilvl", ""), 0)
        if at < _LEVELS:
            yield at, _read_level(level)


def _read_level(level: ET.Element) -> _Level:
    restart = _value_of(level, "lvlRestart")
    legal = level.find(f"{W}isLgl")
    return _Level(
        start=count_of(_value_of(level, "start"), 1 if level.find(f"{W}start") is not None else 0),
        format=_value_of(level, "numFmt") or "decimal",
        text=_value_of(level, "lvlText")[:_LONGEST],
        restart=count_of(restart, 0) if restart else None,
        legal=legal is not None and is_on(legal.get(f"{W}val", "true")),
        style=_value_of(level, "pStyle"),
        gap="" if _value_of(level, "suff") == "nothing" else " ",
        looks=flat_properties(level.find(f"{W}rPr")),
    )


def _value_of(element: ET.Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _label_text(known: _List, level: int, counts: Iterable[int | None]) -> str:
    """Return a label: its pattern with the counts of the levels that it names."""
    own, reached = known.levels[level], list(counts)
    if own.format == "bullet":
        return _bullet_sign(own.text)

    def number_at(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        named = known.levels.get(at)
        if named is None:
            return ""
        count = reached[at]
        style = "decimal" if own.legal and named.format != "none" else named.format
        return number_words(named.start if count is None else count, style)

    return _PLACE.sub(number_at, own.text)


def _bullet_sign(text: str) -> str:
    """Return a bullet in letters that everyone has: symbol fonts keep theirs in the private area."""
    sign = _SIGNS.get(text, text)
    return _BULLET if "\ue000" <= sign[:1] <= "\uf8ff" else sign


def number_words(number: int, style: str) -> str:
    """Return a number as a list writes it: '3', '03', 'III', 'iii', 'C', 'c'."""
    match style:
        case "none":
            return ""
        case "decimalZero":
            return two_digits(number)
        case "upperRoman" | "lowerRoman" if 0 < number <= _MOST_ROMAN:
            numeral = roman_numeral(number)
            return numeral if style == "upperRoman" else numeral.lower()
        case "upperLetter" | "lowerLetter" if 0 < number <= _MOST_LETTERS:
            letter = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
            return letter.upper() if style == "upperLetter" else letter
    return str(number)
