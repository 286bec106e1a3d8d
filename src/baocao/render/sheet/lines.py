"""Rows of a worksheet before they are written: what stands in them, how high they are, how they part."""

from decimal import Decimal
from math import ceil
from typing import Final, NamedTuple

from baocao.model.chart import Chart
from baocao.model.form import Form
from baocao.model.printed import Printed, moved_part
from baocao.render.metrics import POINT_MM, line_count, part_text
from baocao.render.sheet.looks import Look
from baocao.render.sheet.widths import text_room

PADDING: Final = 3
"""Points of space in a row above and below its text; with less, LibreOffice clips letters."""
LINE: Final = 1.2
"""The height of a line in font sizes, a little more than a single line of Times New Roman."""
MAX_ROW_HEIGHT: Final = 409
"""Points; Excel allows no more."""
PIXEL: Final = 0.75
"""Points to which Excel rounds the heights of rows."""


class Shown(NamedTuple):
    """A cell: its column from 1, its width in millimetres; it covers `span` columns and `down` rows.

    `printed` are the figures that stand in it; one without an end is all of it. A number that `adds` up is
    the sum of its column from one row of the table to another.
    """

    column: int
    look: Look
    width: float
    text: str = ""
    number: Decimal | None = None
    span: int = 1
    down: int = 1
    printed: tuple[Printed, ...] = ()
    adds: tuple[int, int] | None = None


class Line(NamedTuple):
    """A row of the worksheet, at least `least` points high, `padding` of them free.

    It `keeps` with the next; headers are `repeated` on every page; rows of the table are its `body`,
    the `place` of each counted from 0 over all tables; totals are `outside` of what is filtered.
    A `chart` is drawn over the rows that have it, and told in the last of them.
    """

    cells: tuple[Shown, ...]
    keeps: bool = False
    repeated: bool = False
    least: float = 0
    padding: float = PADDING
    body: bool = False
    place: int = -1
    outside: bool = False
    chart: Chart | None = None


class Ruler:
    """Measures lines; Excel does not measure merged cells, and LibreOffice clips rows without a height."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def line_height(self, line: Line) -> float:
        """Return the height of a row in points, as its longest text needs it."""
        texts = (self._text_height(cell) for cell in line.cells if cell.down == 1)
        return ceil(max(line.least, max(texts, default=0.0) + line.padding) / PIXEL) * PIXEL

    def least_part(self, line: Line, lines: int) -> float:
        """Return the height of a part of `lines` lines."""
        return max(lines * cell.look.size(self._form) * LINE for cell in line.cells) + line.padding

    def split_line(self, line: Line, height: float) -> tuple[Line, Line]:
        """Return the part of a row that has room in `height` points, and the rest."""
        pairs = [self._split_cell(cell, height - line.padding) for cell in line.cells]
        first, rest = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
        return line._replace(cells=first, keeps=False), line._replace(cells=rest)

    def _split_cell(self, cell: Shown, height: float) -> tuple[Shown, Shown]:
        size = cell.look.size(self._form)
        most = max(1, int(height / (size * LINE)))
        wide = text_room(cell.width, cell.look)
        first, rest = part_text(cell.text, wide, size, most, bold=cell.look.is_bold(self._form))
        cell = cell._replace(look=cell.look._replace(top=True))
        begun = tuple(part for part in cell.printed if part.start < len(first) or not part.end)
        by = len(rest) - len(cell.text)
        left = tuple(moved_part(part, by) for part in cell.printed if part.end + by > 0 or not part.end)
        return cell._replace(text=first, printed=begun), cell._replace(text=rest, number=None, printed=left)

    def _text_height(self, cell: Shown) -> float:
        size = cell.look.size(self._form)
        wide = text_room(cell.width, cell.look)
        count = 1
        # Nearly all texts are short, for no letter is wider than its size; numbers are never broken.
        if cell.number is None and (len(cell.text) * size * POINT_MM > wide or "\n" in cell.text):
            count = line_count(cell.text, wide, size, bold=cell.look.is_bold(self._form))
        return count * size * LINE
