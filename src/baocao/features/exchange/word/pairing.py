"""Which line of one document is which line of another: by bookmarks, then by words and by place."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, NamedTuple

from baocao.features.exchange.word.atoms import PARAGRAPH
from baocao.features.exchange.word.sides import Side
from baocao.features.exchange.word.spelling import text_tokens
from baocao.features.exchange.word.stretches import found_stretches
from baocao.vietnamese.sentences import longest_rise

_MOST_PAIRS: Final = 1_000_000
"""Lines times lines that are looked through as one piece."""


class Paired(NamedTuple):
    """Lines that are the same line, those that are gone or came; `moved` are pairs that stand elsewhere."""

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    come: tuple[int, ...]
    moved: frozenset[int]


def paired_lines(old: Side, new: Side, left: Sequence[int], come: Sequence[int]) -> Paired:
    """Return how the lines `left` of one side became the lines `come` of the other."""
    pairs = dict(_pairs_by_marks(old, new, left, come))
    kept = longest_rise([pairs[one] for one in sorted(pairs)])
    fixed = {one: two for one, two in pairs.items() if two in kept}
    keys = _keys_of(old, left), _keys_of(new, come)
    taken = set(pairs.values())
    for olds, news in _between(left, come, fixed):
        free = [one for one in olds if one not in pairs], [two for two in news if two not in taken]
        pairs.update(_pairs_in_order(keys, *free))
    _pair_moved(pairs, keys, left, come)
    _pair_alike(pairs, (old, new), (left, come))
    order = [pairs[one] for one in sorted(pairs)]
    settled = longest_rise(order)
    used = set(pairs.values())
    return Paired(
        tuple(sorted(pairs.items())),
        tuple(one for one in left if one not in pairs),
        tuple(two for two in come if two not in used),
        frozenset(one for one, two in pairs.items() if two not in settled),
    )


def _pairs_by_marks(
    old: Side, new: Side, left: Iterable[int], come: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Yield lines that hold the same bookmarks; of several, those that share most of them."""
    allowed, free = set(come), set(left)
    # A bookmark around nothing tells where something was deleted, not what the line is.
    line_of = {name: span.start.line for name, span in new.spans.items() if not span.is_empty}
    shared: Counter[tuple[int, int]] = Counter()
    for name, span in old.spans.items():
        one, two = span.start.line, line_of.get(name)
        if two is not None and one in free and two in allowed:
            shared[one, two] += 1
    ones: set[int] = set()
    twos: set[int] = set()
    for (one, two), _ in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        if one not in ones and two not in twos:
            ones.add(one)
            twos.add(two)
            yield one, two


Keys = Mapping[int, tuple[str, ...]]


def _keys_of(side: Side, lines: Iterable[int]) -> Keys:
    """Return what each line says, and of a cell in which kind of place it stands."""
    return {number: (side.view.lines[number].part.value, *_words(side.texts[number])) for number in lines}


def _words(text: str) -> Iterator[str]:
    return (token.key for token in text_tokens(PARAGRAPH + text))


def _between(
    left: Sequence[int], come: Sequence[int], fixed: Mapping[int, int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the lines of both sides between those that are known to be the same."""
    ends = [(-1, -1), *sorted(fixed.items()), (max([*left, 0]) + 1, max([*come, 0]) + 1)]
    for (one, two), (next_one, next_two) in pairwise(ends):
        yield (
            [line for line in left if one < line < next_one],
            [line for line in come if two < line < next_two],
        )


def _pairs_in_order(keys: tuple[Keys, Keys], olds: list[int], news: list[int]) -> dict[int, int]:
    """Return lines that read the same, in the same order; equal ends first, since most is unchanged."""
    pairs: dict[int, int] = {}
    while olds and news and keys[0][olds[0]] == keys[1][news[0]]:
        pairs[olds.pop(0)] = news.pop(0)
    while olds and news and keys[0][olds[-1]] == keys[1][news[-1]]:
        pairs[olds.pop()] = news.pop()
    if len(olds) * len(news) <= _MOST_PAIRS:
        said = [keys[0][one] for one in olds], [keys[1][two] for two in news]
        for block in SequenceMatcher(None, *said, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                pairs[olds[block.a + step]] = news[block.b + step]
    return pairs


def _pair_moved(
    pairs: dict[int, int], keys: tuple[Keys, Keys], left: Iterable[int], come: Iterable[int]
) -> None:
    """Pair what reads the same and stands elsewhere now, where it is said once on either side."""
    used = set(pairs.values())
    once = [_said_once(keys[0], (one for one in left if one not in pairs))]
    once.append(_said_once(keys[1], (two for two in come if two not in used)))
    for key, one in once[0].items():
        if key in once[1]:
            pairs[one] = once[1][key]


def _said_once(keys: Keys, lines: Iterable[int]) -> dict[tuple[str, ...], int]:
    listed = list(lines)
    counts = Counter(keys[line] for line in listed)
    return {keys[line]: line for line in listed if counts[keys[line]] == 1}


def _pair_alike(
    pairs: dict[int, int], sides: tuple[Side, Side], lines: tuple[Sequence[int], Sequence[int]]
) -> None:
    """Pair what was edited: between the same neighbours by words, in tables also by place."""
    used = set(pairs.values())
    for olds, news in _between(*lines, _rising(pairs)):
        free = [one for one in olds if one not in pairs], [two for two in news if two not in used]
        if not all(free):
            continue
        cells = [
            [_place_in_table(side, line) for line in part] for side, part in zip(sides, free, strict=True)
        ]
        if cells[0] == cells[1] and None not in cells[0]:
            pairs.update(zip(*free, strict=True))
            continue
        texts = [[side.texts[line] for line in part] for side, part in zip(sides, free, strict=True)]
        for stretch in found_stretches(*texts):
            pairs.update(
                (free[0][one], free[1][two]) for one, two in zip(stretch.old, stretch.new, strict=False)
            )


def _rising(pairs: Mapping[int, int]) -> dict[int, int]:
    kept = longest_rise([pairs[one] for one in sorted(pairs)])
    return {one: two for one, two in pairs.items() if two in kept}


def _place_in_table(side: Side, line: int) -> tuple[int, int] | None:
    """Return the row and the column of a cell; tables are told apart by what stands around them."""
    cell = side.view.lines[line].cell
    return (cell.row, cell.cell) if cell else None
