"""Workbooks that a stranger may have made: their cells row by row, whatever size a sheet says it has.

Only cells that are written are told; what a sheet declares as its dimension, and how large joined cells
are, costs nothing.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign.faults import SHEET, UnreadableError, refuse_long
from baocao.foreign.limits import MOST_COLUMNS, MOST_ROWS
from baocao.foreign.packages import Package, R
from baocao.foreign.trees import Handler

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_TEXTS: Final = frozenset({f"{_S}t", f"{_S}v", f"{_S}f"})
_YES: Final = frozenset({"1", "true"})
_THREAD: Final = "tc="
"""How the author of a comment is called that tells of a thread."""
_MOST_STYLES: Final = 65_490
"""Looks of cells, as Excel has them."""
_LONGEST_FORMAT: Final = 255

Attributes = Mapping[str, str] | ET.Element
Range = tuple[int, int, int, int]
"""Top, left, bottom and right of joined cells."""


class Formula(NamedTuple):
    """A formula: its kind ('shared', 'array' …), the number by which others share it, and its text."""

    kind: str
    shared: str
    text: str


class Cell(NamedTuple):
    """A cell as it is stored: its kind ('n', 'b', 'e', 'str' …; 's' becomes 'str'), text and look."""

    row: int
    column: int
    kind: str
    text: str
    style: int
    formula: Formula | None


class Sheet(NamedTuple):
    """A worksheet: its name, its part, and whether people see it."""

    name: str
    part: str
    is_hidden: bool = False


class Remark(NamedTuple):
    """A comment at a cell, and who made it."""

    row: int
    column: int
    author: str
    text: str


class Shape(NamedTuple):
    """What a sheet is beside its cells: what is joined, the filled rows and all columns that are hidden."""

    joined: tuple[Range, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]


class Workbook:
    """A workbook; raises UnreadableError for whatever is none, or no more, or too large."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data, SHEET)
        book = self._package.tree(self._package.main)
        relations = self._package.relations_of(self._package.main)
        elements = () if book is None else tuple(book.iter(f"{_S}sheet"))
        targets = ((element, relations.get(element.get(f"{R}id", ""))) for element in elements)
        self.sheets = tuple(
            Sheet(element.get("name", ""), target.target, element.get("state", "visible") != "visible")
            for element, target in targets
            if target and target.kind == "worksheet"
        )
        named = () if book is None else book.iter(f"{_S}definedName")
        self.names = {element.get("name", ""): element.text or "" for element in named}
        properties = None if book is None else book.find(f"{_S}workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        self._strings: list[str] | None = None

    def take_rows(self, sheet: Sheet, take: Callable[[list[Cell]], None]) -> list[Range]:
        """Give the cells of every row, in the order of columns, to `take`; return the joined ranges."""
        return list(self.take_sheet(sheet, take).joined)

    def take_sheet(self, sheet: Sheet, take: Callable[[list[Cell]], None]) -> Shape:
        """Do the same, and return what the sheet is beside its cells."""
        reader = _SheetReader(sheet.part, self.shared_strings, take)
        self._package.walk_part(sheet.part, reader)
        return reader.shape()

    def tree_rows(self, sheet: Sheet) -> tuple[list[list[Cell]], Shape] | None:
        """Return the filled cells of every row of a small sheet, and what it is beside; None of another."""
        root = self._package.small_tree(sheet.part)
        return None if root is None else _TreeReader(sheet.part, self.shared_strings).read_sheet(root)

    def shared_strings(self) -> list[str]:
        """Return the texts that cells share."""
        if self._strings is None:
            reader = _StringReader()
            name = self._package.related_name("sharedStrings")
            if name:
                self._package.walk_part(name, reader)
            self._strings = reader.found
        return self._strings

    def remarks_on(self, sheet: Sheet) -> list[Remark]:
        """Return the comments of a sheet, at cells; those in threads as they are told to older programs."""
        targets = {each.kind: each.target for each in self._package.relations_of(sheet.part).values()}
        root = self._package.small_tree(targets["comments"]) if "comments" in targets else None
        if root is None:
            return []
        authors = [each.text or "" for each in root.iter(f"{_S}author")]
        return [remark for each in root.iter(f"{_S}comment") if (remark := _read_remark(each, authors))]

    def number_formats(self) -> list[str]:
        """Return the number format of every look: its code, or the number of a built-in one."""
        reader = _StyleReader()
        name = self._package.related_name("styles")
        if name:
            self._package.walk_part(name, reader)
        return [reader.codes.get(number, number) for number in reader.looks]


def _read_remark(element: ET.Element, authors: list[str]) -> Remark | None:
    """Return a comment; None of one that stands nowhere or says nothing."""
    number = element.get("authorId", "")
    known = number.isascii() and number.isdecimal() and len(number) < 6 and int(number) < len(authors)  # noqa: PLR2004
    author = authors[int(number)] if known else ""
    text = "".join(each.text or "" for each in element.iter(f"{_S}t"))
    # What stands before it tells in the program's language that there is a thread.
    text = text.rpartition(":\n")[2] if author.startswith(_THREAD) else text
    try:
        row, column = cell_position(element.get("ref", ""))
    except ValueError:
        return None
    return Remark(row, column, author, text.strip()) if text.strip() else None


class _StringReader(Handler):
    """Collects shared texts, without the readings that East Asian writing adds."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._is_text = self._is_reading = False
        self._total = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - no attribute matters
        self._is_text = name == f"{_S}t"
        self._is_reading = self._is_reading or name == f"{_S}rPh"

    def data(self, text: str) -> None:
        if self._is_text and not self._is_reading:
            self._parts.append(text)

    def end(self, name: str) -> None:
        self._is_text = False
        if name == f"{_S}rPh":
            self._is_reading = False
        elif name == f"{_S}si":
            text = "".join(self._parts)
            self._parts.clear()
            self._total += len(text)
            refuse_long(self._total)
            self.found.append(text)


class _StyleReader(Handler):
    """Collects which number format every look of cells has."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.looks: list[str] = []
        self._is_inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == f"{_S}cellXfs":
            self._is_inside = True
        elif name == f"{_S}numFmt":
            self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:_LONGEST_FORMAT]
        elif name == f"{_S}xf" and self._is_inside and len(self.looks) < _MOST_STYLES:
            self.looks.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if name == f"{_S}cellXfs":
            self._is_inside = False


class _TreeReader:
    """Takes the filled cells of a worksheet from its tree; cells that are only styled are passed over."""

    def __init__(self, part: str, strings: Callable[[], list[str]]) -> None:
        self._reader = _SheetReader(part, strings, lambda _: None)

    def read_sheet(self, root: ET.Element) -> tuple[list[list[Cell]], Shape]:
        reader, rows = self._reader, []
        number = 0
        for row in root.iterfind(f"{_S}sheetData/{_S}row"):
            number = self._reader.row_number(row.get("r", str(number + 1)))
            if cells := self._filled_cells(row, number):
                rows.append(cells)
                reader.note_hidden(number, row)
        for column in root.iterfind(f"{_S}cols/{_S}col"):
            reader.note_columns(column)
        merged = root.iterfind(f"{_S}mergeCells/{_S}mergeCell")
        reader.joined = [reader.range_of(each.get("ref", "")) for each in merged]
        return rows, reader.shape()

    def _filled_cells(self, row: ET.Element, number: int) -> list[Cell]:
        """Return the cells of a row that hold anything; one without a place follows the one before."""
        cells: dict[int, Cell] = {}
        column, before = 0, ""
        for element in row.iterfind(f"{_S}c"):
            place = element.get("r", "")
            if place and not len(element):
                before = place  # most cells of a form are empty: where they stand is rarely asked
                continue
            if not place and before:
                column = self._reader.column_in(before, number)
            column, before = self._reader.column_in(place, number) if place else column + 1, ""
            if len(element):
                cells[column] = self._cell_of(element, number, column)
        return [cells[each] for each in sorted(cells)]

    def _cell_of(self, element: ET.Element, row: int, column: int) -> Cell:
        value, formula = element.find(f"{_S}v"), element.find(f"{_S}f")
        text = "" if value is None else value.text or ""
        kind = element.get("t", "n")
        if kind == "s":
            kind, text = "str", self._reader.shared_text(text)
        elif not text:
            text = "".join(each.text or "" for each in element.iter(f"{_S}t"))
        style = self._reader.style_number(element.get("s", "0"))
        written = (
            None
            if formula is None
            else Formula(formula.get("t", ""), formula.get("si", ""), formula.text or "")
        )
        return Cell(row, column, kind, text=text, style=style, formula=written)


class _SheetReader(Handler):
    """Puts the cells of a worksheet together."""

    def __init__(
        self, part: str, strings: Callable[[], list[str]], take: Callable[[list[Cell]], None]
    ) -> None:
        self.joined: list[Range] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._row_attributes: Attributes = {}
        self._part = part
        self._strings = strings
        self._take = take
        self._row = self._column = 0
        self._cells: dict[int, Cell] = {}
        self._attributes: Mapping[str, str] = {}
        self._formula: Mapping[str, str] | None = None
        self._texts: dict[str, list[str]] = {}
        self._inside = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == f"{_S}row":
            self._row = self.row_number(attributes.get("r", str(self._row + 1)))
            self._column, self._row_attributes = 0, attributes
        elif name == f"{_S}c":
            self._attributes, self._formula, self._texts = attributes, None, {}
        elif name in _TEXTS:
            self._inside = name
            if name == f"{_S}f":
                self._formula = attributes
        elif name == f"{_S}mergeCell":
            self.joined.append(self.range_of(attributes.get("ref", "")))
        elif name == f"{_S}col":
            self.note_columns(attributes)

    def shape(self) -> Shape:
        """Return what the sheet is beside its cells."""
        return Shape(tuple(self.joined), frozenset(self._hidden_rows), tuple(self._hidden_columns))

    def note_hidden(self, row: int, attributes: Attributes) -> None:
        """Note a row with cells that people do not see; a sheet may hide a million others."""
        if attributes.get("hidden", "") in _YES:
            self._hidden_rows.add(row)

    def note_columns(self, attributes: Attributes) -> None:
        """Note columns that people do not see."""
        if attributes.get("hidden", "") in _YES:
            ends = (self._whole_number(attributes.get(key, ""), MOST_COLUMNS) for key in ("min", "max"))
            self._hidden_columns.append((next(ends), next(ends)))

    def data(self, text: str) -> None:
        if self._inside:
            self._texts.setdefault(self._inside, []).append(text)

    def end(self, name: str) -> None:
        self._inside = ""
        if name == f"{_S}c":
            self._keep_cell()
        elif name == f"{_S}row":
            if self._cells:
                self.note_hidden(self._row, self._row_attributes)
                self._take([self._cells[column] for column in sorted(self._cells)])
            self._cells = {}

    def _keep_cell(self) -> None:
        """Keep the cell that has ended; one without a place stands behind the one before it."""
        place = self._attributes.get("r")
        column = self.column_in(place, self._row) if place else self._column + 1
        if column > MOST_COLUMNS:
            raise UnreadableError("TT007", f"{self._part} (ô {column} ở hàng {self._row})", SHEET)
        self._column = column
        kind = self._attributes.get("t", "n")
        text = self._text_of("v") or self._text_of("t")
        if kind == "s":
            kind, text = "str", self.shared_text(text)
        number = self.style_number(self._attributes.get("s", "0"))
        self._cells[column] = Cell(
            self._row, column, kind, text=text, style=number, formula=self._written_formula()
        )

    def row_number(self, text: str) -> int:
        """Return the number of a row."""
        return self._whole_number(text, MOST_ROWS)

    def column_in(self, place: str, row: int) -> int:
        """Return the column of a cell that must stand in a row."""
        found, column = self._place_of(place)
        if found != row or column > MOST_COLUMNS:
            raise UnreadableError("TT007", f"{self._part} (ô {place} ở hàng {row})", SHEET)
        return column

    def style_number(self, text: str) -> int:
        """Return the number of a look; the usual one for what is none."""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004

    def _written_formula(self) -> Formula | None:
        """Return the formula of the cell."""
        formula = self._formula
        return (
            None
            if formula is None
            else Formula(formula.get("t", ""), formula.get("si", ""), self._text_of("f"))
        )

    def _text_of(self, name: str) -> str:
        return "".join(self._texts.get(f"{_S}{name}", ()))

    def shared_text(self, number: str) -> str:
        """Return one of the texts that cells share."""
        # Asked for only when a cell needs them: many sheets hold numbers alone.
        strings = self._strings()
        if not number.strip():
            return ""
        return strings[self._whole_number(number, len(strings) - 1, least=0)]

    def _whole_number(self, text: str, most: int, least: int = 1) -> int:
        """Return a whole number between two others."""
        text = text.strip()
        if text.isascii() and text.isdecimal() and len(text) < 10 and least <= int(text) <= most:  # noqa: PLR2004
            return int(text)
        raise UnreadableError("TT007", f"{self._part} (có số '{text[:20]}')", SHEET)

    def _place_of(self, text: str) -> tuple[int, int]:
        try:
            return cell_position(text)
        except ValueError:
            raise UnreadableError("TT007", f"{self._part} (có ô '{text[:20]}')", SHEET) from None

    def range_of(self, text: str) -> Range:
        """Return top, left, bottom and right of joined cells."""
        first, _, last = text.partition(":")
        return (*self._place_of(first), *self._place_of(last or first))


def cell_position(reference: str) -> tuple[int, int]:
    """Return row and column of 'D17'; raises ValueError."""
    match = _REFERENCE.fullmatch(reference.upper().replace("$", "")) if len(reference) < 20 else None  # noqa: PLR2004
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def cell_reference(row: int, column: int) -> str:
    """Return 'D17'."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
