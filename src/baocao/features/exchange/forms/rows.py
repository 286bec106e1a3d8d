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
from baocao.render.sheet.looks import NORMAL_SIZE
from baocao.render.sheet.widths import CELL_MARGIN, INDENT, SAFETY
from baocao.vietnamese.numbers import worksheet_format

TITLE_ROW: Final = 1
KEY_ROW: Final = 2
"""The hidden row in which the keys of the columns stand."""
HEADER_ROW: Final = 3
MUST: Final = " *"
"""Behind the name of what must not stay empty."""
_TITLE: Final = Style(bold=True, size=14, border=False, wraps=False)
_HIDDEN: Final = Style(border=False, wraps=False, number_format=TEXT)
_HEADER: Final = Style(bold=True, fill=GREY, horizontal="center")
_GROUP: Final = Style(bold=True, fill=PALE, wraps=False, indent=1)
_PLAIN: Final = Style(indent=1)
_CENTRE: Final = Style(horizontal="center")
_SAID: Final = Style(border=False, wraps=False, indent=1)
_KEPT: Final = Style(italic=True, indent=1)
_PARAGRAPH: Final = Style(border=False)
_HEADING: Final = Style(bold=True, border=False)
_INPUT: Final = Style(fill=YELLOW, unlocked=True, number_format=TEXT, indent=1)
_LEAST: Final = 19.5
"""Points of a row, so that a finger finds it."""
_ROOMY: Final = 52.5
"""Points of a row in which paragraphs are written."""
_CENTRED: Final = frozenset({"tt", "don_vi_tinh", "thoi_han", "ky_truoc"})
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
    """The rows of a sheet, the cells to be filled in, and by key of a line in which row it stands."""

    dataset: Dataset
    placed: tuple[Placed, ...]
    rows: Mapping[str, int]


def sheet_rows(sheet: FormSheet, title: str, styles: Styles) -> SheetRows:
    """Return the rows of a sheet: its title, the keys and headings of its columns, then its lines."""
    maker = _Maker(sheet, styles)
    lines = [maker.title_xml(title), maker.keys_xml(), maker.header_xml()]
    lines += [maker.line_xml(line, row) for row, line in enumerate(sheet.all_lines(), HEADER_ROW + 1)]
    dataset = Dataset("".join(lines), len(lines), len(sheet.columns))
    return SheetRows(dataset, tuple(maker.placed), maker.rows)


class _Maker:
    """Makes the rows of one sheet."""

    def __init__(self, sheet: FormSheet, styles: Styles) -> None:
        self._sheet = sheet
        self._styles = styles
        self._letters = [get_column_letter(at) for at in range(1, len(sheet.columns) + 1)]
        self._label = sheet.columns[1].key if sheet.name is SheetName.GUIDE else sheet.columns[2].key
        self._vertical = "top" if sheet.name in _HIGH_TEXTS else "center"
        self.placed: list[Placed] = []
        self.rows: dict[str, int] = {}

    def title_xml(self, title: str) -> str:
        return _row_xml(TITLE_ROW, 27, self._text_xml(f"B{TITLE_ROW}", _TITLE, title))

    def keys_xml(self) -> str:
        cells = (
            self._text_xml(f"{letter}{KEY_ROW}", _HIDDEN, column.key) for letter, column in self._columns()
        )
        return f'<row r="{KEY_ROW}" hidden="1">{"".join(cells)}</row>'

    def header_xml(self) -> str:
        if self._sheet.name is SheetName.GUIDE:
            return _row_xml(HEADER_ROW, 6, "")
        columns = list(self._columns())[1:]
        cells = (
            self._text_xml(f"{letter}{HEADER_ROW}", _HEADER, column.title) for letter, column in columns
        )
        height = max(
            _text_height(column.title, _room_in(column, _HEADER), bold=True) for _, column in columns
        )
        return _row_xml(HEADER_ROW, height, "".join(cells))

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
            style = self._style_of(line, column.key, cell, content)
            if style.wraps and isinstance(content, str):
                height = max(height, _text_height(content, _room_in(column, style), bold=style.bold))
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

    def _style_of(self, line: FormLine, column: str, cell: Input | None, content: Content) -> Style:
        if column == KEY:
            return _HIDDEN
        if cell:
            return self._input_style(cell)
        if self._sheet.name is SheetName.GUIDE:
            return _HEADING if line.kind is LineKind.GROUP else _PARAGRAPH
        if line.kind is LineKind.GROUP:
            return _GROUP
        if line.kind is LineKind.IDENTITY:
            return _identity_style(column)
        return self._printed_style(line, column, content)._replace(vertical=self._vertical)

    def _printed_style(self, line: FormLine, column: str, content: Content) -> Style:
        if isinstance(content, Decimal):
            return _PLAIN._replace(horizontal="right", number_format=_number_format(content))
        if line.kind is LineKind.KEPT:
            return _KEPT
        return _CENTRE if column in _CENTRED else _PLAIN

    def _input_style(self, cell: Input) -> Style:
        if cell.kind.is_number:
            shown = worksheet_format(0) if cell.kind is InputKind.WHOLE else "General"
            return _INPUT._replace(horizontal="right", number_format=shown)
        middle = cell.kind in {InputKind.DAY, InputKind.CHOICE}
        if middle:
            return _INPUT._replace(horizontal="center", indent=0, vertical=self._vertical)
        return _INPUT._replace(vertical=self._vertical)

    def _cell_xml(self, place: str, style: Style, content: Content) -> str:
        if isinstance(content, Decimal):
            return number_xml(place, self._styles.number_of(style), content)
        if content:
            return self._text_xml(place, style, content)
        if style is _SAID or style is _HIDDEN or style is _PARAGRAPH:
            return ""
        return f'<c r="{place}" s="{self._styles.number_of(style)}"/>'

    def _text_xml(self, place: str, style: Style, text: str) -> str:
        return text_xml(place, self._styles.number_of(style, quoted=is_formula(text)), text)


_STARRED: Final = frozenset({LineKind.FIGURE, LineKind.NARRATIVE})


def _identity_style(column: str) -> Style:
    """Return how the head of a form looks: a name, a value, and words that run on to the right."""
    if column == "ten":
        return _PLAIN
    return _CENTRE._replace(number_format=TEXT) if column == "gia_tri" else _SAID


def _number_format(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return worksheet_format(0) if whole else "General"


def _row_xml(row: int, height: float, cells: str) -> str:
    """Return a row with a height that grows when more is typed: it is nobody's wish."""
    return f'<row r="{row}" ht="{height:g}">{cells}</row>'


def _room_in(column: FormColumn, style: Style) -> float:
    """Return the millimetres that a text has for certain."""
    return (column.width - CELL_MARGIN - style.indent * INDENT) * SAFETY


@lru_cache(maxsize=20_000)
def _text_height(text: str, room: float, *, bold: bool) -> float:
    """Return the points that a text needs in so many millimetres, rounded as Excel does."""
    short = len(text) * NORMAL_SIZE * POINT_MM <= room and "\n" not in text
    lines = 1 if short else line_count(text, room, NORMAL_SIZE, bold=bold)
    height = ceil((lines * NORMAL_SIZE * LINE + PADDING) / PIXEL) * PIXEL
    return min(max(height, _LEAST), MAX_ROW_HEIGHT)
