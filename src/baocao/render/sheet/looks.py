"""Cell styles, registered once per workbook and shared by all cells that look alike.

A style object per cell makes a large workbook three times as slow to write.
"""

from typing import Any, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

from baocao.model.form import Form
from baocao.model.table import Align

# Office writes the children of a font in this order; the validator wants it, openpyxl differs.
Font.__elements__ = (
    "b", "i", "strike", "outline", "shadow", "condense", "extend", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip

VIETNAMESE: Final = "[$-42A]"
"""The language of number formats: '.' between thousands, ',' before decimals."""
_THIN: Final = Side(style="thin", color="000000")
_HORIZONTAL: Final = {
    Align.LEFT: "left",
    Align.CENTER: "center",
    Align.RIGHT: "right",
    Align.JUSTIFY: "justify",
}


class Look(NamedTuple):
    """How a cell looks: component of the form, alignment, border, fill and number format.

    Texts stand in the middle of their rows, or at the `top` where a row goes on in the next.
    """

    component: str
    align: Align
    border: bool = True
    bold: bool = False
    fill: str | None = None
    number_format: str = "General"
    top: bool = False


def number_format(places: int) -> str:
    """Return the Vietnamese format for numbers with `places` decimals."""
    return f"{VIETNAMESE}#,##0.{'0' * places}" if places else f"{VIETNAMESE}#,##0"


class Looks:
    """The styles of one workbook."""

    def __init__(self, book: Workbook, form: Form) -> None:
        self._scratch = book.create_sheet("scratch")
        self._book = book
        self._form = form
        self._known: dict[Look, StyleArray] = {}

    def close(self) -> None:
        """Remove the sheet on which styles were tried on."""
        self._book.remove(self._scratch)

    def apply(self, cell: Any, look: Look) -> None:
        """Give `cell` the style of `look`."""
        if look not in self._known:
            self._known[look] = self._made(look)
        cell._style = self._known[look]  # noqa: SLF001 - sharing is what this class is for

    def _made(self, look: Look) -> StyleArray:
        cell: Any = self._scratch.cell(len(self._known) + 1, 1)
        part = self._form.components[look.component]
        cell.font = Font(name=self._form.font, sz=part.size, b=part.bold or look.bold, i=part.italic)
        cell.alignment = Alignment(
            horizontal=_HORIZONTAL[look.align], vertical="top" if look.top else "center", wrap_text=True
        )
        if look.border:
            cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        cell.number_format = look.number_format
        style: StyleArray = cell._style  # noqa: SLF001
        return style
