"""The rows of a sheet of a form, as XML, and where its cells to be filled in stand."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import Final, NamedTuple

from openpyxl.utils import get_column_letter

from baocao.features.exchange.forms.layout import KEY
from baocao.features.exchange.forms.records import (
    Content,
    FormColumn,
    FormLine,
    FormSheet,
    Input,
    InputKind,
    LineKind,
    SheetName,
)
from baocao.features.exchange.forms.styles import GREY, PALE, TEXT, YELLOW, Style, Styles
from baocao.render.metrics import POINT_MM, line_count
from baocao.render.sheet.datasets import Dataset, number_xml, text_xml
from baocao.render.sheet.letters import is_formula
from baocao.render.sheet.lines import LINE, MAX_ROW_HEIGHT, PADDING, PIXEL
from baocao.render.sheet.widths import CELL_MARGIN, INDENT, SAFETY
from baocao.vietnamese.numbers import decimal_count, worksheet_format

TITLE_ROW: Final = 1
TOLD_ROW: Final = 2
"""The row in which people read whose form it is, until when it is due and which version it is."""
KEY_ROW: Final = 3
"""The hidden row in which the keys of the columns stand."""
MUST: Final = " *"
"""Behind the name of what must not stay empty."""
_TITLE: Final = Style(bold=True, size=14, border=False, wraps=False)
_TOLD: Final = Style(border=False, wraps=False)
_HIDDEN: Final = Style(border=False, wraps=False, number_format=TEXT)
_HEADER: Final = Style(bold=True, fill=GREY, horizontal="center")
_GROUP: Final = Style(bold=True, fill=PALE, wraps=False, indent=1, sides=False)
_RUNNING: Final = Style(wraps=False, indent=1, sides=False)
_PLAIN: Final = Style(indent=1)
_CENTRE: Final = Style(horizontal="center")
_ABSENT: Final = Style(italic=True, colour="808080", horizontal="center")
_KEPT: Final = Style(italic=True, indent=1)
_PARAGRAPH: Final = Style(border=False)
_HEADING: Final = Style(bold=True, border=False)
_INPUT: Final = Style(fill=YELLOW, unlocked=True, number_format=TEXT, indent=1)
_LEAST: Final = 17.25
"""Points of a row, so that a finger finds it."""
_ROOMY: Final = 33.0
"""Points of a row in which paragraphs are written."""
_LEAST_ROOM: Final = 5.0
"""Millimetres of the narrowest column in which words are broken."""
_CENTRED: Final = frozenset({"tt", "don_vi_tinh", "thoi_han", "ky_truoc"})
_STARRED: Final = frozenset({LineKind.FIGURE, LineKind.NARRATIVE})
_READ_THROUGH: Final = frozenset({LineKind.REASON, LineKind.IDENTITY})
"""Lines whose texts run on to the right."""
_HIGH_TEXTS: Final = frozenset({SheetName.TASKS, SheetName.NARRATIVES, SheetName.REMARKS})
"""Sheets with long texts, which begin at the top of their cells."""


class Placed(NamedTuple):
    """A cell to be filled in: its column's letter and key, its row, and the line it is of."""

    letter: str
    column: str
    row: int
    cell: Input
    line: FormLine

    @property
    def place(self) -> str:
        """The cell as people call it: D17."""
        return f"{self.letter}{self.row}"


class SheetRows(NamedTuple):
    """The rows of a sheet, the cells to be filled in, and by key of a line in which row it stands.

    The headings of the columns stand in the row `header`.
    """

    dataset: Dataset
    placed: tuple[Placed, ...]
    rows: Mapping[str, int]
    header: int


def sheet_rows(sheet: FormSheet, title: str, told: str, styles: Styles) -> SheetRows:
    """Return the rows of a sheet: its title, what tells it from others, the headings, then its lines.

    Who asks, of whom and for when stands in words in one line, and in hidden rows for programs.
    """
    maker = _Maker(sheet, styles)
    hidden = [line for line in sheet.head if not line.inputs]
    header = KEY_ROW + len(hidden) + 1
    shown = [*(line for line in sheet.head if line.inputs), *sheet.lines]
    xml = [
        maker.title_xml(TITLE_ROW, _TITLE, title),
        maker.title_xml(TOLD_ROW, _TOLD, told),
        maker.keys_xml(),
        *(maker.hidden_xml(line, row) for row, line in enumerate(hidden, KEY_ROW + 1)),
        maker.header_xml(header),
        *(maker.line_xml(line, row) for row, line in enumerate(shown, header + 1)),
    ]
    dataset = Dataset("".join(xml), header + len(shown), len(sheet.columns))
    return SheetRows(dataset, tuple(maker.placed), maker.rows, header)


class _Maker:
    """Makes the rows of one sheet."""

    def __init__(self, sheet: FormSheet, styles: Styles) -> None:
        self._sheet = sheet
        self._styles = styles
        self._is_guide = sheet.name is SheetName.GUIDE
        self._letters = [get_column_letter(at) for at in range(1, len(sheet.columns) + 1)]
        self._label = sheet.columns[1 if self._is_guide else 2].key
        self._vertical = "top" if sheet.name in _HIGH_TEXTS else "center"
        self._inputs = {kind: _input_style(kind, self._vertical) for kind in InputKind}
        self.placed: list[Placed] = []
        self.rows: dict[str, int] = {}

    def title_xml(self, row: int, style: Style, text: str) -> str:
        return _row_xml(row, 2 * style.size - 3, self._cell_xml(f"B{row}", style, text))

    def keys_xml(self) -> str:
        cells = (
            self._cell_xml(f"{letter}{KEY_ROW}", _HIDDEN, each.key) for letter, each in self._columns()
        )
        return f'<row r="{KEY_ROW}" hidden="1">{"".join(cells)}</row>'

    def hidden_xml(self, line: FormLine, row: int) -> str:
        """Return the row of what is told in words above: programs find it by its key."""
        self.rows[line.key] = row
        cells = (
            self._cell_xml(f"{letter}{row}", _HIDDEN, self._printed(line, each.key))
            for letter, each in self._columns()
        )
        return f'<row r="{row}" hidden="1">{"".join(cells)}</row>'

    def header_xml(self, row: int) -> str:
        if self._is_guide:
            return _row_xml(row, 6, "")
        columns = list(self._columns())[1:]
        cells = (self._cell_xml(f"{letter}{row}", _HEADER, each.title) for letter, each in columns)
        height = max(_text_height(each.title, each.width, _HEADER) for _, each in columns)
        return _row_xml(row, height, "".join(cells))

    def _columns(self) -> Iterator[tuple[str, FormColumn]]:
        return zip(self._letters, self._sheet.columns, strict=True)

    def line_xml(self, line: FormLine, row: int) -> str:
        """Return the row of a line, and note which of its cells are to be filled in."""
        if line.key:
            self.rows[line.key] = row
        height, cells = _ROOMY if line.kind is LineKind.NARRATIVE else _LEAST, []
        for letter, column in self._columns():
            cell = line.inputs.get(column.key)
            content = cell.content if cell else self._printed(line, column.key)
            if cell:
                self.placed.append(Placed(letter, column.key, row, cell, line))
            style = self._inputs[cell.kind] if cell else self._style_of(line, column.key, content)
            if style.wraps and isinstance(content, str):
                height = max(height, _text_height(content, column.width, style))
            cells.append(self._cell_xml(f"{letter}{row}", style, content))
        return _row_xml(row, height, "".join(cells))

    def _printed(self, line: FormLine, column: str) -> Content:
        """Return what is printed in a cell; titles of groups stand in the column of names."""
        if column == KEY:
            return line.key
        if column != self._label:
            return line.printed.get(column)
        label = line.printed.get(column, line.printed.get("ten"))
        return f"{label}{MUST}" if line.required and line.kind in _STARRED else label

    def _style_of(self, line: FormLine, column: str, content: Content) -> Style:
        if column == KEY:
            return _HIDDEN
        if self._is_guide:
            return _HEADING if line.kind is LineKind.GROUP else _PARAGRAPH
        if line.kind is LineKind.GROUP:
            return _GROUP
        if line.kind in _READ_THROUGH:
            return _RUNNING
        return _printed_style(line, column, content)._replace(vertical=self._vertical)

    def _cell_xml(self, place: str, style: Style, content: Content) -> str:
        if isinstance(content, Decimal):
            return number_xml(place, self._styles.number_of(style), content)
        if content:
            number = self._styles.number_of(style, quoted=is_formula(content))
            return text_xml(place, number, content)
        return f'<c r="{place}" s="{self._styles.number_of(style)}"/>' if style.border else ""


def _input_style(kind: InputKind, vertical: str) -> Style:
    if kind.is_number:
        shown = worksheet_format(0) if kind is InputKind.WHOLE else "General"
        return _INPUT._replace(horizontal="right", number_format=shown)
    if kind in {InputKind.DAY, InputKind.CHOICE}:
        return _INPUT._replace(horizontal="center", indent=0, vertical=vertical)
    return _INPUT._replace(vertical=vertical)


def _printed_style(line: FormLine, column: str, content: Content) -> Style:
    if isinstance(content, Decimal):
        return _PLAIN._replace(horizontal="right", number_format=worksheet_format(decimal_count(content)))
    if line.kind is LineKind.KEPT:
        return _KEPT
    if column == "ky_truoc" and content and content.startswith("("):
        return _ABSENT
    return _CENTRE if column in _CENTRED else _PLAIN


def _row_xml(row: int, height: float, cells: str) -> str:
    """Return a row with a height that grows when more is typed: it is nobody's wish."""
    return f'<row r="{row}" ht="{height}">{cells}</row>'


@lru_cache(maxsize=20_000)
def _text_height(text: str, width: float, style: Style) -> float:
    """Return the points that a text needs in a column, rounded as Excel does."""
    room = max((width - CELL_MARGIN - style.indent * INDENT) * SAFETY, _LEAST_ROOM)
    short = len(text) * style.size * POINT_MM <= room and "\n" not in text
    lines = 1 if short else line_count(text, room, style.size, bold=style.bold)
    height = ceil((lines * style.size * LINE + PADDING) / PIXEL) * PIXEL
    return min(max(height, _LEAST), MAX_ROW_HEIGHT)
