"""A table seen so that units follow each other line by line, be they rows or columns of the sheet."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from baocao.foreign.grids import CellKind, Grid, GridCell, reference_words
from baocao.foreign.worksheets import Range, cell_reference
from baocao.model.table_mapping import Along
from baocao.vietnamese.text import to_nfc

WORD: Final = "bảng "
"""How the names of tables of Word documents begin."""
_MOST_PLACES: Final = 200_000
"""Places below joined cells that are looked at."""


class Spot(NamedTuple):
    """A place in a view: the line of a unit, and the lane of an indicator."""

    line: int
    lane: int


class View:
    """A grid whose lines are its rows, or its columns where units stand side by side."""

    def __init__(self, grid: Grid, along: Along) -> None:
        self.grid = grid
        self.along = along
        self._turned = along is Along.COLUMNS

    def cell(self, line: int, lane: int) -> GridCell | None:
        """Return what stands in a place itself."""
        return self.grid.cells.get((lane, line) if self._turned else (line, lane))

    def text(self, line: int, lane: int) -> str:
        """Return what stands in a place as text on one line."""
        return shown_text(self.cell(line, lane))

    def texts_before(self, line: int, lane: int) -> list[str]:
        """Return what stands in a line before and at a lane."""
        return [self.text(line, each) for each in self.by_line.get(line, ()) if each <= lane]

    @cached_property
    def by_line(self) -> Mapping[int, tuple[int, ...]]:
        """The lanes in which something stands, by line."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.grid.cells):
            line, lane = (column, row) if self._turned else (row, column)
            found.setdefault(line, []).append(lane)
        return {line: tuple(found[line]) for line in sorted(found)}

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The lines in which something stands."""
        return tuple(self.by_line)

    @cached_property
    def lanes(self) -> tuple[int, ...]:
        """The lanes in which something stands."""
        return tuple(sorted({lane for lanes in self.by_line.values() for lane in lanes}))

    @cached_property
    def joined(self) -> Mapping[Spot, Range]:
        """The joined cells by the place where their content stands: first and last line, and lanes."""
        return {Spot(area[0], area[1]): area for area in map(self._seen_range, self.grid.joined)}

    def _seen_range(self, area: Range) -> Range:
        top, left, bottom, right = area
        return (left, top, right, bottom) if self._turned else area

    def is_hidden_line(self, line: int) -> bool:
        """Tell whether people do not see a line."""
        return self._is_hidden(line, is_column=self._turned)

    def is_hidden_lane(self, lane: int) -> bool:
        """Tell whether people do not see a lane."""
        return self._is_hidden(lane, is_column=not self._turned)

    def _is_hidden(self, number: int, *, is_column: bool) -> bool:
        if not is_column:
            return number in self.grid.hidden_rows
        return any(first <= number <= last for first, last in self.grid.hidden_columns)

    def lines_between(self, first: int, last: int) -> Sequence[int]:
        """Return the lines in which something stands from one to another."""
        return self.lines[bisect_left(self.lines, first) : bisect_right(self.lines, last)]

    def areas_over(self, lines: Iterable[int]) -> list[Range]:
        """Return the joined cells that lie over any of these lines."""
        wanted = set(lines)
        low, high = min(wanted, default=0), max(wanted, default=-1)
        return [area for area in self.joined.values() if area[0] <= high and area[2] >= low]

    def shown_from(self, lines: Sequence[int]) -> Mapping[Spot, Spot]:
        """Return by place in these lines where the content stands that people see there.

        Of very many places only some are told.
        """
        places: dict[Spot, Spot] = {}
        for area in self.areas_over(lines):
            lanes = self.lanes[bisect_left(self.lanes, area[1]) : bisect_right(self.lanes, area[3])]
            for line in lines[bisect_left(lines, area[0]) : bisect_right(lines, area[2])]:
                places.update((Spot(line, lane), Spot(area[0], area[1])) for lane in lanes)
            if len(places) > _MOST_PLACES:
                break
        return places

    def place_words(self, line: int, lane: int) -> str:
        """Return how people name a place: 'Sheet1!F12', 'bảng 2, dòng 5, cột 3'."""
        row, column = (lane, line) if self._turned else (line, lane)
        if self.grid.name.startswith(WORD):
            return f"{self.grid.name}, dòng {row}, cột {column}"
        return reference_words(self.grid.name, row, column)

    def line_words(self, line: int) -> str:
        """Return 'hàng 12', or 'cột F' where units stand side by side."""
        return self._axis_words(line, is_column=self._turned)

    def lane_words(self, lane: int) -> str:
        """Return 'cột F', or 'hàng 12' where units stand side by side."""
        return self._axis_words(lane, is_column=not self._turned)

    def _axis_words(self, number: int, *, is_column: bool) -> str:
        if self.grid.name.startswith(WORD):
            return f"cột {number}" if is_column else f"dòng {number}"
        return f"cột {column_letters(number)}" if is_column else f"hàng {number}"


def column_letters(number: int) -> str:
    """Return 'F' for 6."""
    return cell_reference(1, number)[:-1]


def shown_text(cell: GridCell | None) -> str:
    """Return what stands in a cell as text on one line."""
    if cell is None or cell.kind in {CellKind.FAULT, CellKind.UNCOMPUTED}:
        return ""
    return " ".join(to_nfc(cell.text).split())
