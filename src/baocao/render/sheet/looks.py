"""Cell styles, registered once per workbook and shared by all cells that look alike.

A style object per cell makes a large workbook three times as slow to write.
"""

from copy import copy
from typing import Any, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList

from baocao.model.form import Form
from baocao.model.table import Align

# Office writes the children of a font in this order; the validator wants it, openpyxl differs.
Font.__elements__ = (
    "b", "i", "strike", "outline", "shadow", "condense", "extend", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip

NORMAL_SIZE: Final = 12
"""Points of the Normal style, which measures column widths.

At 12 points a digit of Times New Roman is 6 points wide, which are whole pixels on any screen, so that
Excel and LibreOffice make columns equally wide; at 11 points Excel's would be 5 % narrower.
"""
_SPACE: Final = "_m"
"""Room of a letter after a number, where texts have an indent; LibreOffice forgets those of numbers."""
_THIN: Final = Side(style="thin", color="000000")
_INDENTED: Final = frozenset({Align.LEFT, Align.RIGHT})
_HORIZONTAL: Final = {
    Align.LEFT: "left",
    Align.CENTER: "center",
    Align.RIGHT: "right",
    Align.JUSTIFY: "justify",
}


class Look(NamedTuple):
    """How a cell looks: component of the form, alignment, border, fill and number format.

    Texts stand in the middle of their rows, or at the `top` where a row goes on in the next. `scale` is
    the share of its size at which the sheet is printed, which the font makes up for. A text that does not
    `wrap` stays on one line, and as high as any other row.
    """

    component: str
    align: Align
    border: bool = True
    bold: bool = False
    fill: str | None = None
    number_format: str = "General"
    top: bool = False
    italic: bool = False
    scale: float = 1
    wraps: bool = True

    @property
    def indented(self) -> bool:
        """Whether the text keeps off the ruled line at its side."""
        return self.border and self.align in _INDENTED

    def size(self, form: Form) -> float:
        """Return the size of the font in points."""
        return round(form.components[self.component].size / self.scale, 1)

    def is_bold(self, form: Form) -> bool:
        """Tell whether the font is bold, by itself or by its component."""
        return self.bold or form.components[self.component].bold


class Looks:
    """The styles of one workbook."""

    def __init__(self, book: Workbook, form: Form) -> None:
        self._scratch = book.create_sheet("scratch")
        self._book = book
        self._form = form
        self._known: dict[Look, StyleArray] = {}
        self._quoted: dict[Look, StyleArray] = {}
        self._numbers: dict[tuple[Look, bool], int] = {}
        _set_normal(book, form.font)

    def close(self) -> None:
        """Remove the sheet on which styles were tried on."""
        self._book.remove(self._scratch)

    def apply_look(self, cell: Any, look: Look) -> None:
        """Give `cell` the style of `look`."""
        if look not in self._known:
            self._known[look] = self._made_style(look)
        cell._style = self._known[look]  # noqa: SLF001 - sharing is what this class is for

    def apply_quoted(self, cell: Any, look: Look) -> None:
        """Give `cell` the style of `look` for a text that stays a text when a person edits it."""
        if look not in self._quoted:
            self.apply_look(cell, look)
            style = copy(cell._style)  # noqa: SLF001 - setting `quotePrefix` would change it for all
            style.quotePrefix = 1
            self._quoted[look] = style
        cell._style = self._quoted[look]  # noqa: SLF001

    def style_number(self, look: Look, *, quoted: bool = False) -> int:
        """Return the number by which cells that are written as text name the style of `look`."""
        if (look, quoted) not in self._numbers:
            cell: Any = self._scratch.cell(1, 1)
            (self.apply_quoted if quoted else self.apply_look)(cell, look)
            self._numbers[look, quoted] = cell.style_id
        return self._numbers[look, quoted]

    def _made_style(self, look: Look) -> StyleArray:
        cell: Any = self._scratch.cell(len(self._known) + 2, 1)
        part = self._form.components[look.component]
        spaced = look.number_format != "General" and look.align is Align.RIGHT
        cell.font = Font(
            name=self._form.font,
            sz=look.size(self._form),
            b=look.is_bold(self._form),
            i=part.italic or look.italic,
        )
        cell.alignment = Alignment(
            horizontal=_HORIZONTAL[look.align],
            vertical="top" if look.top else "center",
            wrap_text=look.wraps,
            indent=int(look.indented and not spaced),
        )
        if look.border:
            cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        cell.number_format = look.number_format + (_SPACE if spaced else "")
        style: StyleArray = cell._style  # noqa: SLF001
        return style


def _set_normal(book: Any, name: str) -> None:
    """Set the font of the Normal style, for which openpyxl has no public way."""
    font = Font(name=name, sz=NORMAL_SIZE, family=1)
    book._fonts = IndexedList([font])  # noqa: SLF001
    book._named_styles["Normal"].font = font  # noqa: SLF001
