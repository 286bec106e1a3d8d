"""How the cells of a form look, each way registered once in a workbook."""

from copy import copy
from typing import Any, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils.indexed_list import IndexedList

from baocao.render.sheet.looks import NORMAL_SIZE

FONT: Final = "Times New Roman"
TEXT: Final = "@"
"""The format of cells that keep what is typed to the letter: no program makes a day or a number of it."""
YELLOW: Final = "FFF8DC"
"""Of cells that are filled in."""
ORANGE: Final = "F8CBAD"
"""Of what should be looked at again."""
GREY: Final = "E7E6E6"
PALE: Final = "F2F2F2"
_LINE: Final = Side(style="thin", color="A6A6A6")


class Style(NamedTuple):
    """How a cell looks, and whether it can be filled in.

    One without lines at its `sides` is part of a row that is read from end to end.
    """

    bold: bool = False
    italic: bool = False
    colour: str = "000000"
    size: int = 11
    fill: str = ""
    border: bool = True
    sides: bool = True
    horizontal: str = "left"
    vertical: str = "center"
    wraps: bool = True
    number_format: str = "General"
    unlocked: bool = False
    indent: int = 0


class Styles:
    """The styles of one workbook, by their numbers."""

    def __init__(self, book: Workbook) -> None:
        _set_normal_font(book)
        self._book = book
        self._scratch: Any = book.create_sheet("scratch")
        self._known: dict[tuple[Style, bool], int] = {}

    def close(self) -> None:
        """Remove the sheet on which styles were tried on."""
        self._book.remove(self._scratch)

    def number_of(self, style: Style, *, quoted: bool = False) -> int:
        """Return the number of a style; in a `quoted` cell a text stays one when somebody edits it."""
        key = style, quoted
        if key not in self._known:
            self._known[key] = self._made_number(style, quoted=quoted)
        return self._known[key]

    def _made_number(self, style: Style, *, quoted: bool) -> int:
        cell = self._scratch.cell(len(self._known) + 1, 1)
        cell.font = Font(
            name=FONT, sz=style.size, b=style.bold, i=style.italic, family=1, color=style.colour
        )
        cell.alignment = Alignment(
            horizontal=style.horizontal, vertical=style.vertical, wrap_text=style.wraps, indent=style.indent
        )
        if style.border:
            side = _LINE if style.sides else None
            cell.border = Border(left=side, right=side, top=_LINE, bottom=_LINE)
        if style.fill:
            cell.fill = PatternFill("solid", fgColor=style.fill)
        cell.number_format = style.number_format
        cell.protection = Protection(locked=not style.unlocked)
        if quoted:
            cell._style = copy(cell._style)  # noqa: SLF001 - setting `quotePrefix` would change it for all
            cell._style.quotePrefix = 1  # noqa: SLF001
        return int(cell.style_id)


def _set_normal_font(book: Any) -> None:
    """Set the font of the Normal style, which measures columns and for which openpyxl has no public way."""
    font = Font(name=FONT, sz=NORMAL_SIZE, family=1)
    book._fonts = IndexedList([font])  # noqa: SLF001
    book._named_styles["Normal"].font = font  # noqa: SLF001
