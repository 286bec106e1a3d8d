"""One table specification, from which both Word tables and worksheets are made."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from baocao.model.printed import Key, Printed, Stretch
from baocao.vietnamese.counts import count_text

HEADER_FILL: Final = "F2F2F2"
"""The colour behind headings of columns, RRGGBB."""


class Align(Enum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "both"


class RowKind(Enum):
    """What a row is, which decides how it looks and whether it may be parted from the next."""

    DATA = "data"
    GROUP = "group"
    TOTAL = "total"


class Cell(NamedTuple):
    """One cell: the text that is printed and, where it is a number, the number itself.

    `text` may hold several paragraphs, parted by newlines. `number` goes to worksheets as a real
    number, rounded to the `places` decimals that it shows; in a dataset with all of its decimals. `day`
    goes to datasets as a real date. It `adds` up the numbers that its column has from one row of the table
    to another, both counted from 0, and is a formula on worksheets. `span` counts columns. `colour` is
    RRGGBB.
    `align` differs from the column's only where what stands in the cell is of another nature. `figure` is
    what it says, and `printed` what parts of it say, for tracing; `written` is what a unit wrote of it.
    Nothing of these is printed.
    """

    text: str = ""
    number: Decimal | None = None
    places: int = 0
    span: int = 1
    colour: str | None = None
    bold: bool = False
    align: Align | None = None
    printed: tuple[Printed, ...] = ()
    day: date | None = None
    adds: tuple[int, int] | None = None
    written: tuple[Stretch, ...] = ()
    figure: Key | None = None


class Row(NamedTuple):
    """A row whose cells' spans add up to the number of columns."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.DATA

    def placed_cells(self) -> Iterator[tuple[int, Cell]]:
        """Yield the cells with the columns, from 0, at which they start."""
        position = 0
        for cell in self.cells:
            yield position, cell
            position += cell.span


class Column(NamedTuple):
    """A column: its heading, its width relative to the others (≈ mm), its alignment.

    Neighbouring columns with one `group` share a heading above their own. `source` is where the heading
    comes from, for tracing.
    """

    title: str
    width: float
    align: Align = Align.LEFT
    group: str = ""
    source: Key | None = None


class Table(NamedTuple):
    """A table; `name` is short and names the worksheet.

    `filters` asks for filter buttons on worksheets; `note` is printed under the table, a paragraph for each
    of its lines, and `measure` above it: the unit of measure that all of its rows share. Columns that are
    `numbered` have '(1)', '(2)' … under their headings. A `dataset` is for programs, which know it by this
    word: nothing but a header and rows, on a worksheet of its own.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    filters: bool = True
    note: str = ""
    measure: str = ""
    numbered: bool = False
    dataset: str = ""

    @property
    def header_rows(self) -> int:
        """In how many rows headings stand."""
        return 1 + self.has_groups + self.numbered

    @property
    def description(self) -> str:
        """What the table holds, for those who hear it instead of seeing it."""
        titles = (
            f"{column.group} - {column.title}" if column.group else column.title for column in self.columns
        )
        named = "; ".join(title.replace("\n", " ") for title in titles)
        columns, rows = count_text(len(self.columns)), count_text(len(self.rows))
        return f"Bảng {columns} cột: {named}. Số dòng: {rows}."

    def column_numbers(self) -> list[str]:
        """Return what stands under the headings of numbered columns."""
        return [f"({number})" for number in range(1, len(self.columns) + 1)] if self.numbered else []

    def heading_runs(self) -> list[tuple[int, int]]:
        """Return start and end of neighbouring columns with one heading; columns without stand alone."""
        runs: list[tuple[int, int]] = []
        for index, column in enumerate(self.columns):
            if column.group and index and self.columns[index - 1].group == column.group:
                runs[-1] = (runs[-1][0], index + 1)
            else:
                runs.append((index, index + 1))
        return runs

    def cell_align(self, cell: Cell, position: int) -> Align:
        """Return where the text of a cell stands that starts at a column, counted from 0."""
        return cell.align or (Align.LEFT if cell.span > 1 else self.columns[position].align)

    @property
    def has_groups(self) -> bool:
        """Whether headings stand in two rows."""
        return any(column.group for column in self.columns)
