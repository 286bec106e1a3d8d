"""How wide columns are: as their contents need it; and at which share of its size a sheet is printed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from math import floor
from typing import Final, NamedTuple

from baocao.model.form import Form
from baocao.model.table import Align, RowKind, Table
from baocao.render.metrics import POINT_MM, text_width
from baocao.render.sheet.looks import NORMAL_SIZE, Look

MM_PER_CHARACTER: Final = NORMAL_SIZE / 2 * POINT_MM
"""Column widths are counted in digits of the Normal style; a digit of Times is half as wide as its size."""
CELL_MARGIN: Final = 1.6
"""Millimetres of a column that its text cannot use."""
SAFETY: Final = 0.98
"""The share of a cell's room that is counted on; printers set letters a little wider or narrower."""
INDENT: Final = 3 * NORMAL_SIZE / 4 * POINT_MM
"""Millimetres of an indent: three spaces of the Normal style."""
LONGEST_WORD: Final = 30
"""Longer words, such as addresses, are broken rather than shown whole."""
NARROWEST: Final = 0.6
"""What a column keeps of its share, lest its texts become towers; rather is the whole sheet shrunk."""
LEAST_SHEET: Final = 120
"""Millimetres of a sheet: a narrower table would stand beneath a heading of many short lines."""
_SHORT: Final = 8
"""Letters that fit into any column."""
_PIXEL: Final = MM_PER_CHARACTER / 8
"""Excel rounds columns to whole pixels."""


class Needs(NamedTuple):
    """What tables on a sheet need of its columns, in millimetres: by their longest words, and as asked for.

    `natural` is how wide the sheet is best: no title torn, no line broken for want of room.
    """

    least: tuple[float, ...]
    wanted: tuple[float, ...]
    natural: float


def sheet_needs(tables: Sequence[Table], form: Form) -> Needs:
    """Return what tables need of the columns that they share."""
    least = _widest_of(_least_widths(table, form) for table in tables)
    wanted = _widest_of([column.width for column in table.columns] for table in tables)
    lines = _widest_of(_longest_lines(table, form) for table in tables)
    natural = sum(max(three) for three in zip(least, wanted, lines, strict=True))
    return Needs(least, wanted, max(LEAST_SHEET, natural))


def fitted_columns(needs: Needs, page: float) -> tuple[float, ...]:
    """Return widths of columns, each as wide as its longest word.

    They fill at most `page` millimetres, and less if they do not need as much. Tables whose columns cannot
    be that narrow stay wider than the page. Why those of Word are not fitted like this is said there
    (`word.tables.fitted`).
    """
    page = min(page, needs.natural)
    high = page / sum(needs.wanted)
    low = high * NARROWEST
    # Thirty halvings leave an error far below a pixel.
    for _ in range(30):
        middle = (low + high) / 2
        fits = sum(_scaled_widths(middle, needs.wanted, needs.least)) <= page
        low, high = (middle, high) if fits else (low, middle)
    return tuple(_whole_pixels(_scaled_widths(low, needs.wanted, needs.least)))


def _widest_of(shapes: Iterable[Sequence[float]]) -> tuple[float, ...]:
    return tuple(max(widths) for widths in zip_longest(*shapes, fillvalue=0.0))


def _longest_lines(table: Table, form: Form) -> list[float]:
    """Return the millimetres of the longest line of each column; headings may always be broken."""
    size = form.components["bang"].size
    texts: list[set[str]] = [set() for _ in table.columns]
    for row in table.rows:
        for position, cell in row.placed_cells():
            if cell.span == 1 and len(cell.text) > _SHORT:
                texts[position].update(cell.text.split("\n"))
    longest = (max((text_width(line, size) for line in column), default=0.0) for column in texts)
    return [width + CELL_MARGIN + INDENT for width in longest]


def print_scale(widths: Sequence[float], page: float) -> float:
    """Return at which share of its size a sheet is printed, in whole percents as Excel has it."""
    return min(1, floor(100 * page / sum(widths)) / 100)


def text_room(width: float, look: Look) -> float:
    """Return the millimetres that a text has for certain in a cell of `width` millimetres."""
    return (width - CELL_MARGIN - (INDENT if look.indented else 0)) * SAFETY


def _scaled_widths(factor: float, wanted: Sequence[float], least: Sequence[float]) -> list[float]:
    return [max(width * factor, needed) for width, needed in zip(wanted, least, strict=True)]


def _whole_pixels(widths: Sequence[float]) -> Iterator[float]:
    """Yield the widths between edges that stand on whole pixels, so that their sum does not grow."""
    edge = exact = 0.0
    for width in widths:
        exact += width
        # The small addend keeps an edge on a whole pixel from falling to the one before by a rounding
        # error.
        last, edge = edge, floor(exact / _PIXEL + 1e-6) * _PIXEL
        yield edge - last


class _Word(NamedTuple):
    """What a cell holds and how, so that what many cells hold is measured once."""

    text: str
    bold: bool
    indented: bool
    is_number: bool


def _least_widths(table: Table, form: Form) -> list[float]:
    """Return the millimetres that the longest word of each column needs, with what stands around it."""
    size = max(form.components[part].size for part in ("bang", "tieu_de_bang"))
    texts = [{_Word(c.title, bold=True, indented=False, is_number=False)} for c in table.columns]
    for row in table.rows:
        heavy = row.kind is not RowKind.DATA
        for position, cell in row.placed_cells():
            if cell.span == 1:
                align = cell.align or table.columns[position].align
                indented = align is Align.LEFT or align is Align.RIGHT
                texts[position].add(_Word(cell.text, cell.bold or heavy, indented, cell.number is not None))
    return [max(_longest_word(content, size) for content in column) for column in texts]


def _longest_word(content: _Word, size: float) -> float:
    """Return what the longest word takes; a number is never broken, however long it is."""
    words = [content.text] if content.is_number else content.text.split()
    widths = [text_width(word, size, bold=content.bold) for word in words]
    around = CELL_MARGIN + _PIXEL + (INDENT if content.indented else 0)
    shown = (width for width in widths if content.is_number or width <= LONGEST_WORD)
    return max(shown, default=0.0) / SAFETY + around
