"""Headings of tables, compared with the names of indicators: what is the same, and what may be meant."""

import re
from collections.abc import Container, Iterable
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from baocao.features.exchange.tables.finding import JOINT
from baocao.features.exchange.tables.sureness import NO_MATCH, Match, Sureness
from baocao.model.indicator import Catalogue, Indicator
from baocao.source.spelling import DONG, LARGE, PERCENT
from baocao.vietnamese.text import folded_text, to_nfc

_ASIDE: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_MEASURED: Final = re.compile(r"(?:đvt|đơn vị tính)\s*:\s*(.+)$", re.IGNORECASE)
_UNMEASURED: Final = re.compile(r"[\d\s=+*/().:-]*")
"""What stands in brackets that is no unit of measure: numbers of columns, and what they add up."""
_NUMBERED: Final = re.compile(
    r"^\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?|[ivx]{1,4}[.)]|[a-hđ][.)])\s+", re.IGNORECASE
)
_LETTERS: Final = re.compile(r"[^\W_]+")
_FILLERS: Final = ("tong so luong", "tong so", "so luong", "so lieu", "tong", "so")
"""Words that headings have in front of what is counted, and names of the catalogue have not."""
_RATES: Final = ("tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng")
_LEAST: Final = 0.55
_MOST_OTHERS: Final = 3
_MOST_COMPARED: Final = 200
"""Headings that are compared with every name one by one."""


class _Name(NamedTuple):
    """An indicator with its name and that of its group, as plain words."""

    indicator: Indicator
    words: tuple[str, ...]
    group: tuple[str, ...]


class Heard(NamedTuple):
    """A heading taken apart: its levels as plain words, the unit of measure in it, whether it is a rate."""

    levels: tuple[tuple[str, ...], ...]
    measure: str
    is_rate: bool

    @property
    def words(self) -> tuple[str, ...]:
        """All words of all levels."""
        return tuple(word for level in self.levels for word in level)


class IndicatorNames:
    """The indicators of a catalogue, found by headings; those in `asked` before all others."""

    def __init__(self, catalogue: Catalogue, asked: Iterable[str] = ()) -> None:
        wanted = frozenset(asked)
        self._ids = catalogue.indicators
        self._names = [
            _Name(indicator, plain_words(indicator.name), plain_words(group.name))
            for group in catalogue.groups
            for indicator in group.indicators
        ]
        self._asked = [name for name in self._names if name.indicator.id in wanted]
        self._measures = {
            each.unit_of_measure.lower() for each in catalogue.indicators.values() if each.unit_of_measure
        }
        self._compared = 0

    def measure_of(self, heading: str) -> str:
        """Return the unit of measure that a heading gives."""
        return heard_heading(heading, self._measures).measure

    def match(self, heading: str) -> Match:
        """Return which indicator a heading names, or the ones that it may name."""
        if heading in self._ids:
            return Match(Sureness.SAME, heading)
        heard = heard_heading(heading, self._measures)
        for names in filter(None, (self._asked, self._names)):
            found = _clear_match(heard, names)
            if found:
                return found
        return self._guessed_match(heard)

    def _guessed_match(self, heard: Heard) -> Match:
        self._compared += 1
        if not heard.words or self._compared > _MOST_COMPARED:
            return NO_MATCH
        scores = {name.indicator.id: _likeness(heard, name) for name in (*self._names, *self._asked)}
        near = sorted((each for each in scores if scores[each] >= _LEAST), key=lambda each: -scores[each])
        return Match(Sureness.DOUBTFUL, others=tuple(near[:_MOST_OTHERS])) if near else NO_MATCH


def _clear_match(heard: Heard, names: Iterable[_Name]) -> Match | None:
    """Return what a heading names without doubt, or all that it names equally well."""
    same = [name for name in names if heard.words == name.words]
    if not same:
        same = [name for name in names if heard.words == (*name.group, *name.words)]
    alike = same or [name for name in names if _is_alike(heard, name)]
    fitting = [name.indicator.id for name in alike if _fits_measure(heard, name.indicator)]
    if len(fitting) == 1:
        return Match(Sureness.SAME if same else Sureness.ALIKE, fitting[0])
    others = fitting or [name.indicator.id for name in alike]
    return Match(Sureness.DOUBTFUL, others=tuple(others[:_MOST_OTHERS])) if others else None


def _is_alike(heard: Heard, name: _Name) -> bool:
    """Tell whether a heading is the name but for words in front, or for the name of the group above it."""
    if not heard.levels:
        return False
    above = {word for level in heard.levels[:-1] for word in level}
    names = {name.words, _unfilled(name.words)}
    # What stands above says more than the name: 'Kế hoạch / Tiếp nhận' is not what was done.
    if above <= {*name.group, *name.words}:
        return heard.levels[-1] in names or _unfilled(heard.levels[-1]) in names
    return _unfilled(heard.words) in names


def _unfilled(words: tuple[str, ...]) -> tuple[str, ...]:
    text = " ".join(words)
    filler = next((each for each in _FILLERS if text.startswith(f"{each} ")), "")
    return words[len(filler.split()) :]


def _fits_measure(heard: Heard, indicator: Indicator) -> bool:
    """Tell whether rates are meant by both, or by none, and the units of measure do not contradict."""
    is_rate = heard.is_rate or heard.measure in PERCENT
    if is_rate or indicator.in_percent:
        return is_rate and indicator.in_percent if heard.measure else indicator.in_percent or not is_rate
    measure = indicator.unit_of_measure.lower()
    return not heard.measure or not measure or factor_words(heard.measure, measure) is not None


def factor_words(written: str, measure: str) -> str | None:
    """Return what is to be said of a table's unit of measure beside the catalogue's: nothing if the same.

    None: they do not count the same thing.
    """
    if written.lower() == measure.lower():
        return ""
    mine, theirs = (_counted_thing(text) for text in (written.lower(), measure.lower()))
    alike = mine == theirs or {mine, theirs} <= set(DONG)
    return written.lower() if alike else None


def _counted_thing(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest.strip() if first in LARGE else text


def _likeness(heard: Heard, name: _Name) -> float:
    """Return how alike heading and name are, from 0 to 1."""
    whole = max(
        _words_likeness(heard.words, (*name.group, *name.words)),
        _words_likeness(heard.words, name.words),
        _words_likeness(heard.levels[-1], name.words),
    )
    return whole if _fits_measure(heard, name.indicator) else whole * 0.8


def _words_likeness(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    if not mine or not theirs:
        return 0.0
    mine, theirs = _unfilled(mine) or mine, _unfilled(theirs) or theirs
    shared = 2 * len(set(mine) & set(theirs)) / (len(set(mine)) + len(set(theirs)))
    return (shared + SequenceMatcher(None, " ".join(mine), " ".join(theirs)).ratio()) / 2


def heard_heading(heading: str, measures: Container[str] = frozenset()) -> Heard:
    """Return a heading taken apart; its last level may be one of `measures` alone."""
    text = re.sub(r"\s\[\d+\]$", "", to_nfc(heading))
    above, joint, last = text.rpartition(JOINT)
    if joint and last.lower().strip("() ") in measures:
        return heard_heading(above)._replace(measure=last.lower().strip("() "))
    measure = _told_measure(text)
    levels = (_ASIDE.sub(" ", level) for level in text.split(JOINT))
    levels = (_MEASURED.sub("", _NUMBERED.sub("", level)) for level in levels)
    words = tuple(filter(None, map(plain_words, levels)))
    return Heard(words, measure, any(rate in text.lower() for rate in _RATES))


def _told_measure(text: str) -> str:
    """Return the unit of measure that a heading gives: '%', 'triệu đồng'."""
    last = text.rsplit(JOINT, maxsplit=1)[-1]
    asides = _ASIDE.findall(text) or [told[1] for told in [_MEASURED.search(last)] if told]
    written = " ".join(asides[-1].lower().split()) if asides else ""
    for mark in ("đơn vị tính:", "đvt:", "đơn vị:"):
        written = written.removeprefix(mark).strip()
    if not written and "%" in last:
        return "%"
    return "" if _UNMEASURED.fullmatch(written) else written


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters without diacritics."""
    return tuple(_LETTERS.findall(folded_text(to_nfc(text))))


def indicator_label(indicator: Indicator) -> str:
    """Return the name of an indicator with its unit of measure."""
    measure = f", {indicator.unit_of_measure}" if indicator.unit_of_measure else ""
    return f"{indicator.name}{measure}"
