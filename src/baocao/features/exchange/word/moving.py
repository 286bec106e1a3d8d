"""What stands elsewhere in tables now: values that left their row or column, rows that changed places.

A value that is cut and pasted takes its bookmark along: by that alone it reads as it was printed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from baocao.features.exchange.word.sides import Side
from baocao.features.exchange.word.spelling import same_words
from baocao.foreign.word_text import CellSpot
from baocao.vietnamese.sentences import longest_rise

_Place = tuple[int, int]
"""A row of a table, or a column."""


class Moves(NamedTuple):
    """Lines that left their cell, by number, and where they stand now; and the lines of rows that moved."""

    lines: Mapping[int, CellSpot | None]
    rows: Sequence[tuple[int, ...]] = ()


class _Pair(NamedTuple):
    """A line in both documents, with its cells."""

    one: int
    two: int
    old: CellSpot
    new: CellSpot


def found_moves(old: Side, new: Side, pairs: Iterable[tuple[int, int]]) -> Moves:
    """Return what stands elsewhere; rows and columns that came or went shift others, which is no move."""
    spots = [(one, two, old.view.lines[one].cell, new.view.lines[two].cell) for one, two in sorted(pairs)]
    cells = [_Pair(one, two, was, now) for one, two, was, now in spots if was and now]
    rows = _usual_places((_row_of(each.old), _row_of(each.new)) for each in cells)
    columns = _usual_places((_column_of(each.old), _column_of(each.new)) for each in cells)
    texts = _texts_by_cell(new)
    lines = {one: now for one, _, was, now in spots if bool(was) != bool(now)}
    for each in cells:
        due = CellSpot(*rows[_row_of(each.old)], columns[_column_of(each.old)][1])
        if each.new == due:
            continue
        if not any(same_words(old.texts[each.one], text) for text in texts.get(due, ())):
            lines[each.one] = each.new
    lines |= {each.one: each.new for each in _out_of_order(cells)}
    moved = _moved_rows(rows)
    return Moves(lines, [tuple(each.one for each in cells if _row_of(each.old) == row) for row in moved])


def _row_of(cell: CellSpot) -> _Place:
    return cell.table, cell.row


def _column_of(cell: CellSpot) -> _Place:
    return cell.table, cell.cell


def _texts_by_cell(side: Side) -> Mapping[CellSpot, list[str]]:
    texts: dict[CellSpot, list[str]] = {}
    for number, line in enumerate(side.view.lines):
        if line.cell:
            texts.setdefault(line.cell, []).append(side.texts[number])
    return texts


def _usual_places(pairs: Iterable[tuple[_Place, _Place]]) -> dict[_Place, _Place]:
    """Return where most of what stood at a place stands now; of equals what stayed there."""
    usual: dict[_Place, tuple[tuple[int, bool], _Place]] = {}
    for (was, now), count in Counter(pairs).items():
        score = (count, was == now)
        if was not in usual or score > usual[was][0]:
            usual[was] = score, now
    return {was: now for was, (_, now) in usual.items()}


def _moved_rows(rows: Mapping[_Place, _Place]) -> Iterator[_Place]:
    """Yield the rows that stand before or behind others than they did."""
    order = {place: number for number, place in enumerate(sorted(set(rows.values())))}
    numbers = {was: order[rows[was]] for was in sorted(rows)}
    kept = longest_rise([*dict.fromkeys(numbers.values())])
    return (was for was, number in numbers.items() if number not in kept)


def _out_of_order(cells: Iterable[_Pair]) -> Iterator[_Pair]:
    """Yield the lines that changed places inside their cell."""
    last: dict[CellSpot, int] = {}
    for each in cells:
        if each.two < last.get(each.old, -1):
            yield each
        last[each.old] = max(each.two, last.get(each.old, -1))
