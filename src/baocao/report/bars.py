"""Tables of counts for a terminal, a bar of three parts in each row: complete, received, not received."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from baocao.report.outline import Count, Counts

WIDEST: Final = 40
_NARROWEST: Final = 6
_LEAST_LABEL: Final = 8
_SHARE: Final = 5
_GAP: Final = 2


class Signs(NamedTuple):
    """The signs of the three parts."""

    complete: str
    received: str
    missing: str


BLOCKS: Final = Signs("█", "▒", "░")
ASCII: Final = Signs("#", "+", ".")


class Bars:
    """Draws tables so that their labels, bars and columns stand under each other."""

    def __init__(self, tables: Sequence[Counts], width: int, signs: Signs) -> None:
        self._signs = signs
        titles = tables[0].titles if tables else ()
        self._heads = [title.split(" ", 1) for title in titles]
        self._columns = [max(map(len, head)) + _GAP for head in self._heads]
        room = width - sum(self._columns) - _SHARE - _NARROWEST - 1
        if room < 1:
            # All nine columns need more than the narrowest terminal; it breaks the lines, nothing is lost.
            room = _LEAST_LABEL
        labels = [len(row.label) for table in tables for row in table.rows if row.parts]
        self._label = min(max(labels, default=0), room)
        self._bar = min(room - self._label + _NARROWEST, WIDEST)

    def table_lines(self, table: Counts) -> Iterator[str]:
        """Yield the lines of a table, its titles in two of them."""
        yield from self._heading_lines()
        yield from map(self._row_line, table.rows)

    def _heading_lines(self) -> Iterator[str]:
        """Yield the two lines above the columns; a title of one word stands in the lower one."""
        start = " " * (self._label + 1 + self._bar + _SHARE)
        upper = (head[0] if len(head) > 1 else "" for head in self._heads)
        lower = (head[-1] for head in self._heads)
        for words in (upper, lower):
            cells = (f"{word:>{width}}" for word, width in zip(words, self._columns, strict=True))
            yield start + "".join(cells)

    def _row_line(self, row: Count) -> str:
        if not row.parts:
            return row.label
        cells = (f"{number:>{width}}" for number, width in zip(row.numbers, self._columns, strict=True))
        label = f"{_cut_label(row.label, self._label):{self._label}} "
        return f"{label}{draw_bar(row.parts, self._bar, self._signs)}{row.share:>{_SHARE}}{''.join(cells)}"


def draw_bar(parts: tuple[int, ...], width: int, signs: Signs) -> str:
    """Return a bar of `width` signs; a part that is not empty has at least one, where there is room.

    Only what is wholly complete fills the bar, and only where nothing came is it empty.
    """
    sizes = _shared_sizes(parts, width) if sum(parts) else (0, 0, width)
    return "".join(sign * size for sign, size in zip(signs, sizes, strict=True))


def _shared_sizes(counts: tuple[int, ...], width: int) -> tuple[int, ...]:
    """Share out `width` by the counts: whole signs, at least one for each count above zero."""
    total = sum(counts)
    sizes = [max(count * width // total, min(count, 1)) for count in counts]
    while sum(sizes) != width:
        step = 1 if sum(sizes) < width else -1
        may_change = [index for index, count in enumerate(counts) if count and sizes[index] + step > 0]
        # The part that is farthest from its share gives or takes.
        chosen = max(may_change, key=lambda index: step * (counts[index] * width - sizes[index] * total))
        sizes[chosen] += step
    return tuple(sizes)


def _cut_label(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
