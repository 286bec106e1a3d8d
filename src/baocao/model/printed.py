"""Which figures are printed where: what documents carry so that a printed number can be traced."""

from enum import StrEnum
from typing import Final, NamedTuple

from baocao.model.place import Place

_SEPARATOR: Final = "|"
STAND_IN: Final = "\x1f"
"""What stands for a separator inside a label, which is free text."""
RANK: Final = "hang"
"""The aspect of a figure that is its place among units."""
UNITS: Final = "so_don_vi"
"""The aspect of a figure that is a number of units: all, those that gave a value, those that qualify."""

CHANGE: Final = "chenh_lech"
"""The aspect of a figure that is its difference from what it was in the `period` of the key."""
TARGET: Final = "muc_tieu"
"""The aspect of a figure that is its target, or how far off it lies."""
LEFT_OUT: Final = "chua_cong"
"""The aspect of a sum that is what the values come to that are left out of it."""


class FigureKey(NamedTuple):
    """Which figure is meant: that of a unit, or of all reporters of a directive, or of a part of them.

    `part` is the label of one value of `grouping`; `day` is the day of a reading; `aspect` names what is
    printed of the figure where it is not the value itself. `period` is that of the figure where it is not
    the document's own: it was printed beside it to be compared.
    """

    indicator: str
    unit: str = ""
    directive: str = ""
    grouping: str = ""
    part: str = ""
    day: str = ""
    aspect: str = ""
    period: str = ""

    @property
    def text(self) -> str:
        """The key as one short text, as which it goes through Markdown and stands in the map of places."""
        text = _SEPARATOR.join(self)
        if text.count(_SEPARATOR) >= len(self):
            text = _SEPARATOR.join(part.replace(_SEPARATOR, STAND_IN) for part in self)
        return text.rstrip(_SEPARATOR)

    @classmethod
    def parse(cls, text: str) -> "FigureKey":
        """Return the key that `text` is; what stands beyond its fields is dropped."""
        parts = text.split(_SEPARATOR)[: len(cls._fields)]
        return cls(*(part.replace(STAND_IN, _SEPARATOR) for part in parts))

    @property
    def figure(self) -> "FigureKey":
        """The figure itself, whatever is printed of it."""
        return self._replace(aspect="")

    @property
    def is_comparison(self) -> bool:
        """Whether what is printed sets the figure beside another value: alone it would mislead."""
        return self.aspect in {CHANGE, TARGET}

    def about_indicator(self, indicator: str) -> "FigureKey":
        """Return the key of another indicator of the same units; `_replace` takes thrice as long."""
        return FigureKey(indicator, *self[1:])


class Kind(StrEnum):
    """What a printed number is that is no figure; the text is the word in machine formats."""

    TALLY = "dem"
    REGISTER = "danh_muc"
    WORDS = "loi_van"
    TEMPLATE = "mau"
    FORM = "the_thuc"
    REMARK = "ghi_chu"
    NUMBERING = "danh_so"


class Source(NamedTuple):
    """What a printed text is that is no figure, and the lines that it comes from.

    Of a computed number these are the lines of its operands.
    """

    kind: Kind
    what: str
    parts: tuple[Place, ...] = ()


Key = FigureKey | Place | Source
"""What a printed text is: a figure, something else, or just what stands at a line."""
NUMBERING: Final = Source(Kind.NUMBERING, "số thứ tự của mục, điểm")
ROW_NUMBER: Final = Source(Kind.NUMBERING, "số thứ tự của dòng")


class Printed(NamedTuple):
    """A figure inside a text: the characters from `start` to `end` say it."""

    start: int
    end: int
    figure: Key


class Stretch(NamedTuple):
    """The characters of a text that somebody wrote; `number` says what, in `Document.written`."""

    start: int
    end: int
    number: int


def moved_part(part: Printed, by: int) -> Printed:
    """Return a part of a text that begins `by` characters later; one without an end is all of it."""
    return Printed(max(0, part.start + by), part.end + by, part.figure) if part.end else part


class CellPlace(NamedTuple):
    """A figure in a cell: `sheet` is a worksheet's name, or the number of a Word table from 0.

    Rows and columns of worksheets count from 1, rows and cells of Word tables from 0. The characters from
    `start` to `end` say it; without an end, all of them.
    """

    sheet: str | int
    row: int
    column: int
    figure: Key
    start: int = 0
    end: int = 0


class WordPlace(NamedTuple):
    """A figure in a paragraph of a Word document; paragraphs count from 0, with those of tables."""

    paragraph: int
    start: int
    end: int
    figure: Key


class ChartPlace(NamedTuple):
    """A figure in a text of a chart of a Word document; charts count from 1, series and points from 0.

    `kind` is what the text is: a label, a title (`model/chart.py`). The characters from `start` to `end`
    say it; without an end, all of them.
    """

    chart: int
    kind: str
    series: int
    point: int
    figure: Key
    start: int = 0
    end: int = 0


class Places:
    """Where the figures of one file stand; its renderer fills it in.

    Where everything is to be explained, they are the places of all that is known of, and `notes` are
    those in footnotes, whose paragraphs count from 0.
    """

    def __init__(self, *, everything: bool = False) -> None:
        self.everything = everything
        self.cells: list[CellPlace] = []
        self.words: list[WordPlace] = []
        self.charts: list[ChartPlace] = []
        self.notes: list[WordPlace] = []
