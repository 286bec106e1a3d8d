"""Where pages end: a group stays with its first row, and what is longer than a page goes on in the next."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from baocao.render.sheet.lines import MAX_ROW_HEIGHT, Line, Ruler

SPLIT_ABOVE: Final = 1 / 3
"""Rows higher than this share of a page may be parted, else a page could stay half empty."""
FEWEST: Final = 4
"""Lines of a row at the foot of a page, at least."""


LAST_ROWS: Final = 6
"""Rows of the table on its last page, at least: one or two would be turned for, and lost."""


class Laid(NamedTuple):
    """A row with its height in points; `turned` rows begin a page."""

    line: Line
    height: float
    turned: bool


class Layout:
    """Lays rows on pages of `capacity` points, on which headers are repeated."""

    def __init__(self, ruler: Ruler, capacity: float) -> None:
        self._ruler = ruler
        self._capacity = capacity
        self._used = 0.0
        self._top = 0.0
        self._turned = False
        self._bound = False
        self._rows = 0
        self.pages = 1

    @property
    def ends_short(self) -> bool:
        """Whether the last page has hardly a row of the table."""
        return self.pages > 1 and self._rows < LAST_ROWS

    @property
    def breaks(self) -> bool:
        """Whether pages have to be ended by hand: rows were parted, or some keep with the next."""
        return self._bound

    def lay_lines(self, lines: Sequence[Line]) -> Iterator[Laid]:
        """Yield the rows, long ones in parts."""
        for line, height, needed in self._measured_lines(lines):
            self._make_room(needed)
            if self._may_part(line, height):
                yield from self._line_parts(line)
            else:
                yield self._laid_line(line, height)
            self._bound |= line.keeps and (self._top > 0 or self.pages > 1)

    def _measured_lines(self, lines: Sequence[Line]) -> list[tuple[Line, float, float]]:
        """Return rows with their heights and the points that must be free for them and what they keep."""
        measured: list[tuple[Line, float, float]] = []
        following = 0.0
        # From the end, since what a line needs depends on those with which it keeps.
        for line in reversed(lines):
            height = self._ruler.line_height(line)
            own = self._ruler.least_part(line, FEWEST) if self._may_part(line, height) else height
            following = own + (following if line.keeps or line.repeated else 0)
            measured.append((line, height, following))
        return measured[::-1]

    def _may_part(self, line: Line, height: float) -> bool:
        return height > SPLIT_ABOVE * self._capacity and not line.repeated

    def _line_parts(self, line: Line) -> Iterator[Laid]:
        """Yield parts of a long row, each as high as its page has room for."""
        height = self._ruler.line_height(line)
        while height > min(self._free, MAX_ROW_HEIGHT):
            self._bound = True
            first, line = self._ruler.split_line(line, min(self._free, MAX_ROW_HEIGHT))
            yield self._laid_line(first, min(self._ruler.line_height(first), MAX_ROW_HEIGHT))
            height = self._ruler.line_height(line)
            self._make_room(min(height, self._ruler.least_part(line, FEWEST)))
        yield self._laid_line(line, height)

    @property
    def _free(self) -> float:
        return self._capacity - self._used

    def _make_room(self, needed: float) -> None:
        """Turn the page if it has less room, unless nothing stands on it yet."""
        if needed > self._free and self._used > self._top:
            self._turned, self._used = True, self._top
            self._rows = 0
            self.pages += 1

    def _laid_line(self, line: Line, height: float) -> Laid:
        laid = Laid(line, height, self._turned)
        self._turned = False
        self._used += height
        self._rows += line.body
        self._top += height if line.repeated else 0
        return laid
