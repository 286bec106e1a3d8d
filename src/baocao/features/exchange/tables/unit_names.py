"""Names of units as people write them in tables: 'X. Mỏ Cày', 'xa mo cay', '12. UBND xã Mỏ Cầy (*)'."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from baocao.features.exchange.tables.sureness import NO_MATCH, Match, Sureness
from baocao.model.unit import Unit
from baocao.model.unit_codes import same_spelling
from baocao.vietnamese.syllables import tone_folded
from baocao.vietnamese.text import folded_text, to_nfc

_LONGEST: Final = 100
_FEWEST_LETTERS: Final = 2
"""Of a name without its kind: a letter alone may be anything."""
_MOST_OTHERS: Final = 3
_MOST_SOUGHT: Final = 200
"""Names that are compared with all others one by one."""
_LIKENESS: Final = 0.75
_SHORTEST_CODE: Final = 5
"""Digits of a commune's code; the two of a province's may as well be the number of a line."""
_NUMBERED: Final = re.compile(r"^(?:\d{1,4}\s*[.)/-]\s*|[-–+•*]\s*)+")
_NOTED: Final = re.compile(r"(?:\s*(?:\(\*+\)|\(\d{1,2}\)|[*:;,.]|[¹²³⁴-⁹⁰]))+$")
_BODY: Final = re.compile(
    r"^(?:(?:ubnd|hđnd|đảng ủy|đảng uỷ|ủy ban nhân dân|uỷ ban nhân dân)(?:\s+|$))+", re.IGNORECASE
)
_WORD_ENDS: Final = re.compile(r"[\s,]+")


class UnitNames:
    """The names of some units, found however they are written."""

    def __init__(self, units: Iterable[Unit]) -> None:
        units = tuple(units)
        self._codes: dict[str, set[str]] = {}
        self._exact: dict[str, list[str]] = {}
        self._plain: dict[str, list[str]] = {}
        self._bare: dict[str, list[str]] = {}
        self._bare_plain: dict[str, list[str]] = {}
        self._sought = 0
        self._short = dict(_short_kinds(units))
        for unit in units:
            self._add_unit(unit)

    def _add_unit(self, unit: Unit) -> None:
        for code in _codes_of(unit):
            self._codes.setdefault(same_spelling(code), set()).add(unit.id)
        kind = unit.kind.name.lower()
        name = to_nfc(unit.name)
        self._exact.setdefault(tone_folded(name), []).append(unit.id)
        self._exact.setdefault(unit.id, []).append(unit.id)
        self._plain.setdefault(_plain_words(name), []).append(unit.id)
        bare = name[len(kind) :].strip()
        if name.lower().startswith(f"{kind} ") and len(bare) >= _FEWEST_LETTERS:
            self._bare.setdefault(tone_folded(bare), []).append(unit.id)
            self._bare_plain.setdefault(_plain_words(bare), []).append(unit.id)

    def match(self, written: str) -> Match:
        """Return which unit a name stands for; of several that it may stand for none is chosen."""
        if not written or len(written) > _LONGEST:
            return NO_MATCH
        # Before the name is cleaned, which would take the levels of '000.00.01.H56' for ordinals.
        if self.is_code(written):
            return Match(Sureness.SAME, next(iter(self._codes[same_spelling(written)])))
        name = cleaned_name(written)
        same = self._exact.get(tone_folded(name), ())
        if len(same) == 1:
            return Match(Sureness.SAME, same[0])
        found = next(filter(None, self._ways(self._full_name(name))), ())
        if len(found) == 1:
            return Match(Sureness.ALIKE, found[0])
        if found:
            return Match(Sureness.DOUBTFUL, others=tuple(found))
        return NO_MATCH

    def is_code(self, written: str) -> bool:
        """Tell whether a text is the code of one unit."""
        return len(self._codes.get(same_spelling(written), ())) == 1

    def _ways(self, name: str) -> Iterator[list[str]]:
        """Yield the units of that name, read in one way after the other, the strictest first."""
        yield self._exact.get(tone_folded(name), [])
        yield self._bare.get(tone_folded(name), [])
        yield self._plain.get(_plain_words(name), [])
        yield self._bare_plain.get(_plain_words(name), [])

    def _full_name(self, name: str) -> str:
        """Return a name with its kind in full: 'X. Mỏ Cày', 'P.Ba', 'P Ba'."""
        match = re.match(r"([^\W\d_]{1,3})(\.\s*|\s+)(?=\w)", name)
        kind = self._short.get(match[1].lower()) if match else None
        if match is None or kind is None:
            return name
        rest = name[match.end() :]
        # Without a dot 'P Ba' is short for a kind only where letters are large: 'an Hòa' is a name.
        return f"{kind} {rest}" if "." in match[2] or match[1].isupper() else name

    def nearest(self, written: str) -> tuple[str, ...]:
        """Return the units whose names are nearest to what was written, at most some."""
        self._sought += 1
        if len(written) > _LONGEST or self._sought > _MOST_SOUGHT:
            return ()
        wanted = _plain_words(self._full_name(cleaned_name(written)))
        known = {**self._bare_plain, **self._plain}
        close = get_close_matches(wanted, known, n=_MOST_OTHERS, cutoff=_LIKENESS)
        return tuple(dict.fromkeys(unit for name in close for unit in known[name]))[:_MOST_OTHERS]


def _codes_of(unit: Unit) -> Iterator[str]:
    """Yield the codes that name a unit, those that it had, too; none that may be the number of a line."""
    for codes in (unit.codes, *unit.former_codes):
        for code in codes.given:
            if not code.isdecimal() or len(code) >= _SHORTEST_CODE:
                yield code


def _short_kinds(units: Iterable[Unit]) -> Iterator[tuple[str, str]]:
    """Yield how kinds of units are shortened: 'x' for 'xã', 'đk' and 'dk' for 'đặc khu'."""
    for unit in units:
        kind = unit.kind.name.lower()
        short = "".join(word[0] for word in kind.split())
        yield from ((short, kind), (folded_text(short), kind))


def cleaned_name(written: str) -> str:
    """Return a name without its number, marks of notes, and the body in front of the unit."""
    name = _NUMBERED.sub("", " ".join(to_nfc(written).split()))
    name = _NOTED.sub("", name)
    return _BODY.sub("", name).strip()


def _plain_words(name: str) -> str:
    return " ".join(filter(None, _WORD_ENDS.split(folded_text(name))))


def named_units(units: Mapping[str, Unit], names: Iterable[str]) -> str:
    """Return 'xa-mot (Xã Một), xa-hai (Xã Hai)'."""
    return ", ".join(f"{name} ({units[name].name})" for name in names if name in units)
