"""Where the lines of a form stand in a workbook that came back: found by their keys, wherever they are now.

Sheets may be renamed or copied, rows sorted, columns moved, all of them inserted, hidden or deleted: the
keys win over positions. What nobody can place by a key is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.features.exchange.forms import as_shown
from baocao.features.exchange.forms.layout import KEY
from baocao.features.exchange.forms.other_lines import NAME_PREFIX
from baocao.foreign.grids import Book, CellKind, Grid, GridCell, reference_words
from baocao.foreign.worksheets import cell_position
from baocao.model.period import Period
from baocao.vietnamese.text import to_nfc

IDENTITY: Final = "bieu/"
"""How the keys of lines begin that say what a form is."""
SECTIONS: Final = (
    *("chi_tieu/", "nhiem_vu/", "noi_dung/", "vuong_mac/", "kien_nghi/", "van_ban/", "giai_trinh/"),
    *("nhom/", "giu/", "chi_dao/", IDENTITY),
)
"""How the keys of lines begin; what begins otherwise was written or pasted over one."""
VALUE: Final = "gia_tri"
LABEL: Final = "ten"
_FIRST_ROWS: Final = 200
"""The key of the column of keys stands near the top, however many rows were inserted above it."""
_LONGEST_KEY: Final = 200


class Spot(NamedTuple):
    """A cell: its sheet by number, its row and column."""

    sheet: int
    row: int
    column: int


class Part(NamedTuple):
    """One sheet of a form: by key the rows in which its lines stand, and the columns."""

    number: int
    grid: Grid
    key_row: int
    key_column: int
    columns: Mapping[str, tuple[int, ...]]
    rows: Mapping[str, tuple[int, ...]]

    def name_of(self, row: int, column: int) -> str:
        """Return 'Biểu!D17', as people name a cell."""
        return reference_words(self.grid.name, row, column)


class FilledForm(NamedTuple):
    """A form that came back: its sheets, the values that say what it is, the marks of what it showed."""

    parts: tuple[Part, ...]
    identity: Mapping[str, str]
    shown: str = ""

    def places_of(self, line: str, column: str) -> Iterator[tuple[Part, Spot]]:
        """Yield every cell in which a column of a line stands: one, unless rows or columns were copied."""
        for part in self.parts:
            rows = part.rows.get(line)
            for row in rows or ():
                for each in part.columns.get(column, ()):
                    yield part, Spot(part.number, row, each)

    def keys(self) -> frozenset[str]:
        """Return the keys of all lines that are there."""
        return frozenset(key for part in self.parts for key in part.rows)


def find_form(book: Book) -> FilledForm | None:
    """Return the form that a workbook is; None if it is none."""
    found = (_find_part(number, grid) for number, grid in enumerate(book.sheets))
    parts = tuple(part for part in found if part)
    identity = {
        key.removeprefix(IDENTITY): text
        for part in parts
        for key in part.rows
        if key.startswith(IDENTITY) and (text := _identity_text(part, key))
    }
    identity = {**_named_identity(book), **identity}
    shown = "".join(_shown_marks(parts))
    is_known = "don_vi" in identity and Period.parse(identity.get("ky", "")) is not None
    return FilledForm(parts, identity, shown) if parts and is_known else None


def _shown_marks(parts: Sequence[Part]) -> Iterator[str]:
    """Yield the marks of what the form showed of the report when it was given out."""
    for part in parts:
        for row in part.rows.get(as_shown.LINE, ())[:1]:
            for column in as_shown.COLUMNS:
                cells = (part.grid.cells.get((row, each)) for each in part.columns.get(column, ())[:1])
                yield from (cell.text for cell in cells if cell and cell.kind is CellKind.TEXT)


def _named_identity(book: Book) -> Mapping[str, str]:
    """Return what the named cells of a form say, which stay where their rows lost their keys."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    identity = {}
    for name, target in book.names.items():
        sheet, _, place = target.rpartition("!")
        grid = sheets.get(sheet.strip("'").replace("''", "'"))
        if grid is None or not name.startswith(NAME_PREFIX):
            continue
        try:
            cell = grid.cells.get(cell_position(place))
        except ValueError:
            continue
        if cell:
            identity[name.removeprefix(NAME_PREFIX)] = identity_words(cell)
    return identity


def _identity_text(part: Part, key: str) -> str:
    """Return what an identity says; the first of a copied one counts, the others are compared later."""
    for row in part.rows[key]:
        for column in part.columns.get(VALUE, ()):
            cell = part.grid.cells.get((row, column))
            if cell:
                return identity_words(cell)
    return ""


def identity_words(cell: GridCell) -> str:
    """Return an identity as it was printed: a program may have made a day of '2025-12'."""
    if cell.kind is CellKind.MOMENT:
        return cell.text[:7]
    text = cell.text.removesuffix(".0") if cell.kind is CellKind.NUMBER else cell.text
    return to_nfc(text).strip()


def _find_part(number: int, grid: Grid) -> Part | None:
    corner = _find_corner(grid)
    if corner is None:
        return None
    key_row, key_column = corner
    columns: dict[str, tuple[int, ...]] = {}
    rows: dict[str, tuple[int, ...]] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        key = _key_text(cell)
        if not key:
            continue
        if row == key_row:
            columns[key] = (*columns.get(key, ()), column)
        elif column == key_column and key.startswith(SECTIONS):
            rows[key] = (*rows.get(key, ()), row)
    return Part(number, grid, key_row, key_column, columns=columns, rows=rows)


def _find_corner(grid: Grid) -> tuple[int, int] | None:
    """Return where the row and the column of keys meet."""
    corners = [
        place
        for place, cell in grid.cells.items()
        if cell.text == KEY and cell.kind is CellKind.TEXT and place[0] <= _FIRST_ROWS
    ]
    return min(corners, default=None)


def _key_text(cell: GridCell) -> str:
    return cell.text.strip() if cell.kind is CellKind.TEXT and len(cell.text) <= _LONGEST_KEY else ""


def lost_rows(part: Part, inputs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield cells in columns of answers, among the lines of a sheet, whose row has no key any more."""
    keyed = {row for rows in part.rows.values() for row in rows}
    below = [row for row in keyed if row > part.key_row]
    if not below:
        return
    columns = frozenset(inputs)
    for (row, column), _ in sorted(part.grid.cells.items()):
        if column in columns and min(below) <= row and row not in keyed:
            yield row, column
