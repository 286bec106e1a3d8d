"""Why documents may print something else than before, and which numbers of them are told already."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from baocao.features.diff.records import Comparison, FigureChange, TotalChange
from baocao.figures.shown import side_text

Told = tuple[frozenset[str], frozenset[str]]
"""Numbers of figures whose change is told already: before, and now."""
NUMBER: Final = re.compile(r"[-+]?\d[\d.,/]*%?")


class Causes(NamedTuple):
    """What may change documents: templates by file, profiles by unit, or definitions of all of them.

    `words` say so to readers.
    """

    templates: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    general: bool = False
    words: tuple[str, ...] = ()


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers that a text says."""
    return frozenset(found.strip(".,/+-%") for found in NUMBER.findall(text))


def numbers_told(comparisons: Iterable[Comparison]) -> Told:
    """Return the numbers of all figures of which it is told how they changed."""
    changes = [change for comparison in comparisons for change in _changes_of(comparison)]
    before = (number for change in changes for number in numbers_in(side_text(change.old)))
    now = (number for change in changes for number in numbers_in(side_text(change.new)))
    return frozenset(before), frozenset(now)


def _changes_of(comparison: Comparison) -> Iterator[FigureChange | TotalChange]:
    yield from comparison.figures
    yield from (total for directive in comparison.directives for total in directive.totals)
