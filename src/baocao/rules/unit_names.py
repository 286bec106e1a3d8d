"""Names of units in prose, compared with those of the registry."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from baocao.model.unit import Registry
from baocao.vietnamese.syllables import tone_folded
from baocao.vietnamese.text import folded_text

_WORDS: Final = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_LONGEST: Final = 90
_LEAST_LETTERS: Final = 7
_MOST: Final = 5000
"""How many names are looked at in one text; a hostile one could hold any number."""


class WrongName(NamedTuple):
    """A name in prose that resembles one of the registry: as written, where, and the right one."""

    written: str
    offset: int
    meant: str


class _Name(NamedTuple):
    """A registered name after its kind: as written, with tones folded, without diacritics, by words."""

    written: str
    toned: tuple[str, ...]
    plain: tuple[str, ...]


class _Index(NamedTuple):
    """The names of a registry by kind, and a pattern that finds kinds but for their first letters.

    Patterns of plain letters pass over a text several times as fast as others do.
    """

    ends: re.Pattern[str]
    names: dict[str, list[_Name]]
    right: dict[str, set[tuple[str, ...]]]


def wrong_names(text: str, registry: Registry) -> Iterator[WrongName]:
    """Yield names after words such as 'xã' that differ from a registered one by diacritics or one letter.

    Where the tone mark stands does not count: 'Hoà' is 'Hòa'. Other names are left alone: they may be
    those of former units.
    """
    index = _index_of(_Same(registry))
    for start, end in islice(_kind_mentions(text, index), _MOST):
        tail = text[end : end + _LONGEST].partition("\n")[0]
        meant = _meant_name(_Said(text[start : end - 1].lower(), tuple(_words_after(tail))), index)
        if meant:
            written = text[start:end] + tail[: _end_of(tail, len(meant.toned))]
            yield WrongName(written, start, f"{text[start:end]}{meant.written}")


def _kind_mentions(text: str, index: _Index) -> Iterator[tuple[int, int]]:
    """Yield where a kind of unit, with the blank after it, starts and ends before a capital letter."""
    for match in index.ends.finditer(text):
        start, end = match.start() - 1, match.end()
        is_word = start >= 0 and not text[max(0, start - 1) : start].isalnum()
        if is_word and text[end : end + 1].isupper() and text[start : end - 1].lower() in index.names:
            yield start, end


class _Said(NamedTuple):
    """A kind and the words that follow it."""

    kind: str
    words: tuple[str, ...]


def _words_after(tail: str) -> Iterator[str]:
    """Yield the words that follow, as long as only blanks and commas part them."""
    reached = 0
    for word in _WORDS.finditer(tail):
        if tail[reached : word.start()].strip(" ,"):
            return
        yield word[0]
        reached = word.end()


def _end_of(tail: str, count: int) -> int:
    """Return where the first `count` words end."""
    return [word.end() for word in _WORDS.finditer(tail)][count - 1]


def _meant_name(said: _Said, index: _Index) -> _Name | None:
    """Return the registered name that was misspelt, or None if the name is right or unknown."""
    if not said.words:
        return None
    words = tuple(tone_folded(word) for word in said.words)
    right = index.right[said.kind]
    if any(words[:count] in right for count in range(1, len(words) + 1)):
        return None
    plain = tuple(folded_text(word) for word in said.words)
    names = index.names[said.kind]
    alike = [name for name in names if plain[: len(name.plain)] == name.plain]
    if alike:
        return max(alike, key=lambda name: len(name.plain))
    capitals = sum(1 for _ in _leading_capitals(said.words))
    close = [
        name
        for name in names
        if len(name.toned) == capitals and _one_slip(" ".join(words[:capitals]), " ".join(name.toned))
    ]
    # Where two names are as near, a guess would put words into the unit's mouth.
    return close[0] if len(close) == 1 else None


def _leading_capitals(words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        if not word[0].isupper():
            return
        yield word


def _one_slip(written: str, name: str) -> bool:
    """Tell whether a letter is doubled, left out, put in, or two are swapped.

    Another letter in place of one makes another name too easily ('Sơn Linh', 'Sơn Ninh').
    """
    if min(len(written), len(name)) < _LEAST_LETTERS or abs(len(written) - len(name)) > 1:
        return False
    start = _shared_length(written, name)
    end = _shared_length(written[start:][::-1], name[start:][::-1])
    rests = written[start : len(written) - end], name[start : len(name) - end]
    if len(written) == len(name):
        return len(rests[0]) == 2 and rests[0] == rests[1][::-1]  # noqa: PLR2004 - two letters swapped
    return sorted(map(len, rests)) == [0, 1]


def _shared_length(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    return next(
        (count for count, (one, two) in enumerate(pairs) if one != two), min(len(first), len(second))
    )


class _Same:
    """A registry as a key: only itself is equal to it."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.registry.units is self.registry.units

    def __hash__(self) -> int:
        return id(self.registry.units)


@lru_cache(maxsize=2)
def _index_of(same: _Same) -> _Index:
    names: dict[str, list[_Name]] = {}
    for unit in same.registry.units.values():
        kind = unit.kind.name.lower()
        words = _WORDS.findall(unit.name[len(kind) :])
        if words and unit.name.lower().startswith(f"{kind} "):
            toned, plain = tuple(map(tone_folded, words)), tuple(map(folded_text, words))
            names.setdefault(kind, []).append(_Name(unit.name[len(kind) :].strip(), toned, plain))
    # An alternative that is the beginning of another would otherwise always win: 'thị' before 'thị xã'.
    longest_first = sorted(names, key=len, reverse=True)
    ends = "|".join(re.escape(kind[1:]) for kind in longest_first) or "(?!)"
    right = {kind: {name.toned for name in known} for kind, known in names.items()}
    return _Index(re.compile(f"(?:{ends})[ \u00a0]"), names, right)
