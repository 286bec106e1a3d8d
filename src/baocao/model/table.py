"""One table specification, from which both Word tables and worksheets are made."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


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


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the text that is printed and, where it is a number, the number itself.

    `text` may hold several paragraphs, parted by newlines. `number` goes to worksheets as a real
    number with at most `places` decimals. `span` counts columns. `colour` is RRGGBB.
    """

    text: str = ""
    number: Decimal | None = None
    places: int = 0
    span: int = 1
    colour: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose cells' spans add up to the number of columns."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.DATA


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width relative to the others (≈ mm), its alignment.

    Neighbouring columns with one `group` share a heading above their own.
    """

    title: str
    width: float
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `name` is short and names the worksheet.

    `filters` asks for filter buttons on worksheets; `note` is printed under the table.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    filters: bool = True
    note: str = ""

    @property
    def has_groups(self) -> bool:
        """Whether headings stand in two rows."""
        return any(column.group for column in self.columns)
