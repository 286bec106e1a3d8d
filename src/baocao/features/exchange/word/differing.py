"""Which words of a text were replaced by others: found in bounded time, whatever the texts are."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from baocao.features.exchange.word.atoms import UnmappableError
from baocao.features.exchange.word.spelling import Token

_MOST_PAIRS: Final = 6_000_000
"""Words times words between the equal ends of two texts; more are not looked through one by one."""


class Replaced(NamedTuple):
    """Tokens of one text in whose place those of another stand; either may be none."""

    start: int
    end: int
    begin: int
    stop: int


class Run(NamedTuple):
    """Letters of a text, from `start` to `end`, in whose place `text` stands now."""

    start: int
    end: int
    text: str


def patched_text(text: str, start: int, runs: Iterable[Run]) -> str:
    """Return a text that begins at `start` with the runs put in their place."""
    for run in sorted(runs, reverse=True):
        text = text[: run.start - start] + run.text + text[run.end - start :]
    return text


class Compared(NamedTuple):
    """What of two rows of tokens is equal, pair by pair, and what was replaced."""

    equal: tuple[tuple[int, int], ...]
    replaced: tuple[Replaced, ...]


def compare_tokens(old: Sequence[Token], new: Sequence[Token]) -> Compared:
    """Return how one row of tokens became another; raises UnmappableError if that would take too long."""
    keys = [token.key for token in old], [token.key for token in new]
    head = _equal_length(*keys)
    tail = _equal_length(keys[0][head:][::-1], keys[1][head:][::-1])
    ends = len(old) - tail, len(new) - tail
    inner = keys[0][head : ends[0]], keys[1][head : ends[1]]
    if len(inner[0]) * len(inner[1]) > _MOST_PAIRS:
        raise UnmappableError("".join(token.text for token in old[:20]))
    equal = [(place, place) for place in range(head)]
    replaced: list[Replaced] = []
    # With `autojunk` the commonest words of a long text would not be compared.
    for kind, start, end, begin, stop in SequenceMatcher(None, *inner, autojunk=False).get_opcodes():
        if kind == "equal":
            equal += ((head + start + step, head + begin + step) for step in range(end - start))
        else:
            replaced.append(Replaced(head + start, head + end, head + begin, head + stop))
    equal += ((ends[0] + step, ends[1] + step) for step in range(tail))
    return Compared(tuple(equal), tuple(replaced))


def _equal_length(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words at the beginning are the same."""
    pairs: Iterator[tuple[str, str]] = zip(one, other, strict=False)
    return next(
        (place for place, (two, three) in enumerate(pairs) if two != three), min(len(one), len(other))
    )
