"""Many texts and numbers in few bytes; `truy-vet.js` unpacks them again."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Final, Generic, TypeVar

T = TypeVar("T", bound=Hashable)
_BETWEEN: Final = "|"
_SHORTEST: Final = 3
"""Fewer numbers in a run are as short by themselves."""
Packed = str | list[str]


class Numbered(Generic[T]):
    """Things that occur again and again, each by its number."""

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}

    def number_of(self, thing: T) -> int:
        """Return the number of a thing, the next one if it is new."""
        return self._numbers.setdefault(thing, len(self._numbers))

    def listed(self) -> list[T]:
        """Return all things by their numbers."""
        return list(self._numbers)


def packed_texts(texts: Sequence[str]) -> Packed:
    """Return texts as one, or as they are where any of them holds what would part them."""
    if not texts or any(_BETWEEN in text for text in texts):
        return list(texts)
    return _BETWEEN.join(texts)


def packed_runs(texts: Sequence[str]) -> Packed:
    """Return texts, none of them blank, of which one that is repeated stands once."""
    before = ("", *texts)
    return packed_texts(["" if text == last else text for text, last in zip(texts, before, strict=False)])


def packed_numbers(numbers: Iterable[int]) -> str:
    """Return numbers as '0-5 7 9x3', in their order: from 0 to 5, 7, and 9 three times."""
    return " ".join(_runs_of(list(numbers)))


def packed_columns(rows: Sequence[Sequence[int]]) -> str:
    """Return rows of numbers column by column, in which they seldom change."""
    return ";".join(packed_numbers(column) for column in zip(*rows, strict=True))


def _runs_of(numbers: Sequence[int]) -> Iterator[str]:
    start = 0
    while start < len(numbers):
        first = numbers[start]
        rising, alike = _run_length(numbers, start, 1), _run_length(numbers, start, 0)
        if max(rising, alike) < _SHORTEST:
            yield str(first)
            start += 1
        elif rising >= alike:
            yield f"{first}-{first + rising - 1}"
            start += rising
        else:
            yield f"{first}x{alike}"
            start += alike


def _run_length(numbers: Sequence[int], start: int, step: int) -> int:
    end = start + 1
    while end < len(numbers) and numbers[end] == numbers[end - 1] + step:
        end += 1
    return end - start


def line_steps(lines: Sequence[int]) -> list[int]:
    """Return lines as the steps from each to the next; 0 where there is none, so that no step back is 0."""
    steps = []
    last = 0
    for line in lines:
        step = line - last
        steps.append(0 if not line else step if step > 0 else step - 1)
        last = line or last
    return steps
