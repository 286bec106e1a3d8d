"""Which figures are printed where: what documents carry so that a printed number can be traced."""

from typing import Final, NamedTuple

_SEPARATOR: Final = "|"
RANK: Final = "hang"
"""The aspect of a figure that is its place among units."""
UNITS: Final = "so_don_vi"
"""The aspect of a figure that is a number of units: all, those that gave a value, those that qualify."""


class FigureKey(NamedTuple):
    """Which figure is meant: that of a unit, or of all reporters of a directive, or of a part of them.

    `part` is the label of one value of `grouping`; `day` is the day of a reading; `aspect` names what is
    printed of the figure where it is not the value itself.
    """

    indicator: str
    unit: str = ""
    directive: str = ""
    grouping: str = ""
    part: str = ""
    day: str = ""
    aspect: str = ""

    @property
    def text(self) -> str:
        """The key as one short text, which documents carry and the map of places holds."""
        return _SEPARATOR.join(self).rstrip(_SEPARATOR)

    @property
    def figure(self) -> "FigureKey":
        """The figure itself, whatever is printed of it."""
        return self._replace(aspect="")

    @classmethod
    def parse(cls, text: str) -> "FigureKey":
        """Return the key that `text` is; what stands beyond its fields is dropped."""
        return cls(*text.split(_SEPARATOR)[: len(cls._fields)])


class Printed(NamedTuple):
    """A figure inside a text: the characters from `start` to `end` say it."""

    start: int
    end: int
    figure: str


class CellPlace(NamedTuple):
    """A figure in a cell: `sheet` is a worksheet's name, or the number of a Word table from 0.

    Rows and columns of worksheets count from 1, rows and cells of Word tables from 0.
    """

    sheet: str | int
    row: int
    column: int
    figure: str


class WordPlace(NamedTuple):
    """A figure in a paragraph of a Word document; paragraphs count from 0, with those of tables."""

    paragraph: int
    start: int
    end: int
    figure: str


class Places:
    """Where the figures of one file stand; its renderer fills it in."""

    def __init__(self) -> None:
        self.cells: list[CellPlace] = []
        self.words: list[WordPlace] = []
