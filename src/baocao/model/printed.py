"""Which figures are printed where: what documents carry so that a printed number can be traced."""

from typing import Final, NamedTuple

_SEPARATOR: Final = "|"
_STAND_IN: Final = "\x1f"
"""What stands for a separator inside a label, which is free text."""
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
        """The key as one short text, as which it goes through Markdown and stands in the map of places."""
        text = _SEPARATOR.join(self)
        if text.count(_SEPARATOR) >= len(self):
            text = _SEPARATOR.join(part.replace(_SEPARATOR, _STAND_IN) for part in self)
        return text.rstrip(_SEPARATOR)

    @classmethod
    def parse(cls, text: str) -> "FigureKey":
        """Return the key that `text` is; what stands beyond its fields is dropped."""
        parts = text.split(_SEPARATOR)[: len(cls._fields)]
        return cls(*(part.replace(_STAND_IN, _SEPARATOR) for part in parts))

    @property
    def figure(self) -> "FigureKey":
        """The figure itself, whatever is printed of it."""
        return self._replace(aspect="")

    def about_indicator(self, indicator: str) -> "FigureKey":
        """Return the key of another indicator of the same units; `_replace` takes thrice as long."""
        return FigureKey(indicator, *self[1:])


class Printed(NamedTuple):
    """A figure inside a text: the characters from `start` to `end` say it."""

    start: int
    end: int
    figure: FigureKey


class CellPlace(NamedTuple):
    """A figure in a cell: `sheet` is a worksheet's name, or the number of a Word table from 0.

    Rows and columns of worksheets count from 1, rows and cells of Word tables from 0.
    """

    sheet: str | int
    row: int
    column: int
    figure: FigureKey


class WordPlace(NamedTuple):
    """A figure in a paragraph of a Word document; paragraphs count from 0, with those of tables."""

    paragraph: int
    start: int
    end: int
    figure: FigureKey


class Places:
    """Where the figures of one file stand; its renderer fills it in."""

    def __init__(self) -> None:
        self.cells: list[CellPlace] = []
        self.words: list[WordPlace] = []
