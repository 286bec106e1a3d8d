"""Which paragraphs became which: edited, moved, divided, joined, put in or taken out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from baocao.features.exchange.word.atoms import PARAGRAPH
from baocao.features.exchange.word.spelling import text_tokens

_ALIKE: Final = 0.4
"""Paragraphs that share so much of their words are one that was edited."""
_MOST_PAIRS: Final = 250_000
"""More pairs of paragraphs than these are not looked through for edits."""
_NEARNESS: Final = 0.001
"""What counts for paragraphs that stand at the same place where words alone do not decide."""

Words = Counter[str]


class Stretch(NamedTuple):
    """Paragraphs that became others, by their numbers; either may be none."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def found_stretches(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """Return the stretches in the order of the new paragraphs; what was taken out comes where it stood."""
    matcher = _Matcher(old, new)
    matcher.match_equals()
    matcher.match_alike()
    matcher.match_divided()
    return matcher.stretches()


def likeness(one: Words, other: Words) -> float:
    """Return how much of their words two texts share, from 0 to 1."""
    return 2 * sum((one & other).values()) / max(1, one.total() + other.total())


def words_of(text: str) -> Words:
    """Return the words and numbers of a text, counted; a text without any counts its signs."""
    tokens = [*text_tokens(PARAGRAPH + text)]
    return Counter(token.key for token in tokens if token.is_word) or Counter(token.key for token in tokens)


class _Matcher:
    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._keys = [_key_of(text) for text in old], [_key_of(text) for text in new]
        self._words = [words_of(text) for text in old], [words_of(text) for text in new]
        self._of_new: dict[int, list[int]] = {}
        self._of_old: dict[int, list[int]] = {}

    def match_equals(self) -> None:
        """Match what reads the same, the nearest first where it is said several times."""
        places: dict[tuple[str, ...], list[int]] = {}
        for place, key in enumerate(self._keys[0]):
            places.setdefault(key, []).append(place)
        for place, key in enumerate(self._keys[1]):
            if places.get(key):
                self._join(places[key].pop(0), place)

    def match_alike(self) -> None:
        """Match what was edited, the most alike first."""
        left, come = self._free_old(), self._free_new()
        if len(left) * len(come) > _MOST_PAIRS:
            return
        scored = sorted(
            (
                (-score + _NEARNESS * abs(one / max(1, len(left)) - two / max(1, len(come))), one, two)
                for one in left
                for two in come
                if (score := likeness(self._words[0][one], self._words[1][two])) >= _ALIKE
            ),
        )
        for _, one, two in scored:
            if one not in self._of_old and two not in self._of_new:
                self._join(one, two)
        # One edited paragraph between the same neighbours is that paragraph, whatever is left of it.
        for one in self._free_old():
            between = self._place_between(one)
            if between is not None:
                self._join(one, between)

    def match_divided(self) -> None:
        """Let paragraphs that were divided or joined have all their parts."""
        for two in self._free_new():
            neighbours = [one for near in (two - 1, two + 1) for one in self._of_new.get(near, ())]
            best = self._best_owner(two, neighbours)
            if best is not None:
                self._of_old[best].append(two)
                self._of_new[two] = [best]
        for one in self._free_old():
            followers = [two for near in (one - 1, one + 1) for two in self._of_old.get(near, ())]
            best = next((two for two in followers if self._gains_by_joining(one, two)), None)
            if best is not None and len(self._of_old[self._of_new[best][0]]) == 1:
                self._of_new[best].append(one)
                self._of_old[one] = [best]

    def stretches(self) -> list[Stretch]:
        """Return what was matched in the order of the new paragraphs."""
        found: list[Stretch] = []
        done: set[int] = set()
        for two in range(len(self._keys[1])):
            if two in done:
                continue
            old = sorted(self._of_new.get(two, ()))
            new = sorted({other for one in old for other in self._of_old[one]}) or [two]
            done.update(new)
            found.append(Stretch(tuple(old), tuple(new)))
        return [*self._with_gone(found)]

    def _with_gone(self, found: list[Stretch]) -> Iterator[Stretch]:
        """Yield the stretches with what was taken out in front of what came after it."""
        gone = self._free_old()
        for stretch in found:
            while gone and stretch.old and gone[0] < stretch.old[0]:
                yield Stretch((gone.pop(0),), ())
            yield stretch
        yield from (Stretch((one,), ()) for one in gone)

    def _join(self, one: int, two: int) -> None:
        self._of_old[one], self._of_new[two] = [two], [one]

    def _free_old(self) -> list[int]:
        return [place for place in range(len(self._keys[0])) if place not in self._of_old]

    def _free_new(self) -> list[int]:
        return [place for place in range(len(self._keys[1])) if place not in self._of_new]

    def _place_between(self, one: int) -> int | None:
        """Return the only new paragraph between the neighbours of an old one, if it is free."""
        before = self._of_old.get(one - 1, [-1 if one == 0 else None])[-1]
        last = len(self._keys[0]) - 1
        after = self._of_old.get(one + 1, [len(self._keys[1]) if one == last else None])[0]
        if before is None or after is None or after - before != 2 or before + 1 in self._of_new:  # noqa: PLR2004
            return None
        return before + 1

    def _best_owner(self, two: int, owners: list[int]) -> int | None:
        """Return the old paragraph of which a new one is a part: more of its words are found with it."""
        for one in owners:
            if len(self._of_new[self._of_old[one][0]]) > 1:
                continue
            whole, parts = self._words[0][one], Counter[str]()
            for part in self._of_old[one]:
                parts += self._words[1][part]
            if likeness(whole, parts + self._words[1][two]) > likeness(whole, parts):
                return one
        return None

    def _gains_by_joining(self, one: int, two: int) -> bool:
        whole, parts = self._words[1][two], Counter[str]()
        for part in self._of_new[two]:
            parts += self._words[0][part]
        return likeness(whole, parts + self._words[0][one]) > likeness(whole, parts)


def _key_of(text: str) -> tuple[str, ...]:
    return tuple(token.key for token in text_tokens(PARAGRAPH + text))
