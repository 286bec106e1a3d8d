"""How wide the columns of a table on a page are, and the room in its cells."""

from typing import Final, NamedTuple

from baocao.model.form import Form
from baocao.model.table import Cell, Row, Table
from baocao.render.metrics import LINE_HEIGHT, POINT_MM, line_count, text_width

CELL_MARGIN: Final = 1.2
"""Millimetres between a cell's text and its left and right borders."""
SAFETY: Final = 0.5
"""Millimetres by which a word may turn out wider than the table of widths says."""
ROW_MARGIN: Final = 0.8
"""Millimetres between a cell's text and the lines above and below it."""
SPLIT_ABOVE: Final = 0.4
"""Rows higher than this share of the page's text may be parted, else a page could stay half empty."""
SHORT: Final = 150
"""Characters that cannot make a row too tall; longer texts are measured."""


class RowRoom(NamedTuple):
    """Millimetres of the columns, and the height above which a row may be parted; points of the letters."""

    widths: tuple[float, ...]
    tallest: float
    size: float

    def may_part(self, row: Row) -> bool:
        """Tell whether a row may go on on the next page."""
        return any(
            len(cell.text) > SHORT and self._cell_height(cell, position) > self.tallest
            for position, cell in row.placed_cells()
        )

    def _cell_height(self, cell: Cell, position: int) -> float:
        """Estimate a cell's height in millimetres."""
        inner = sum(self.widths[position : position + cell.span]) - 2 * CELL_MARGIN
        return line_count(cell.text, inner, self.size) * self.size * LINE_HEIGHT * POINT_MM


def fitted_widths(spec: Table, width: float, form: Form) -> list[float]:
    """Return the columns' widths in millimetres: together `width`, each as wide as its title's words.

    Worksheets have a way of their own (`sheet.widths`). Both were tried on the tables of four real periods
    and of a synthetic province. If words in cells counted here, too, 1,146 lines would become 1,187; if
    only titles counted there, 28 cells would be broken within a word, not 12. How narrow columns get what
    they lack could be the same, but it moves columns by 0.02 mm here, by up to 3.3 mm there, and saves no
    line: for nothing, documents that were given out would no longer be rebuilt to the same bytes.
    """
    size = form.components["tieu_de_bang"].size
    edge = 2 * CELL_MARGIN + SAFETY
    words = (
        [text_width(word, size, bold=True) for word in heading.title.split()] for heading in spec.columns
    )
    least = [max(own, default=0) + edge for own in words]
    wanted = [
        column.width * width / sum(heading.width for heading in spec.columns) for column in spec.columns
    ]
    lacking = sum(max(0.0, low - own) for low, own in zip(least, wanted, strict=True))
    spare = sum(max(0.0, own - low) for low, own in zip(least, wanted, strict=True))
    # Columns with room to spare give up the same share of it.
    share = min(1.0, lacking / spare) if spare else 0.0
    return [
        low if own <= low else own - (own - low) * share for low, own in zip(least, wanted, strict=True)
    ]
