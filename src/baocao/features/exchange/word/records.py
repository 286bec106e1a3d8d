"""What is found in a document that comes back, before anything is done about it."""

from enum import Enum
from typing import NamedTuple

from baocao.foreign.word_text import CellSpot, Part
from baocao.model.marks import Mark


class Sort(Enum):
    """What happened to words that no unit wrote as prose."""

    EDITED = "sửa"
    ADDED = "thêm"
    REMOVED = "bỏ"
    MOVED = "chuyển chỗ"


class Spot(NamedTuple):
    """Where something stands for a reader: its heading, the part of the document, and its line."""

    heading: str = ""
    part: Part = Part.BODY
    cell: CellSpot | None = None
    line: int = 0


def cell_text(cell: CellSpot | None) -> str:
    """Return which cell it is, counted as people count."""
    return f"bảng {cell.table + 1}, hàng {cell.row + 1}, cột {cell.cell + 1}" if cell else ""


class FigureEdit(NamedTuple):
    """A printed figure that reads otherwise now; in the places `standing` it still reads as before."""

    mark: Mark
    old: str
    new: str
    spot: Spot
    standing: tuple[Spot, ...] = ()


class ReferenceEdit(NamedTuple):
    """What was printed for something that a unit refers to ('[@qd-09]'), and what stands there now."""

    mark: Mark
    old: str
    new: str
    spot: Spot


class ProseEdit(NamedTuple):
    """Prose of a unit that was edited: its paragraphs as they were printed, and as they stand now.

    `is_plain` says that it stands in a cell or in the middle of a sentence, where Markdown is not read;
    `found_by_likeness` that it lost its bookmark and was found again by its words. `beside` are new
    paragraphs that stand next to it and may belong to it. Where it was moved out of its cell, or under
    another heading, `target` says where to.
    """

    mark: Mark
    old: tuple[str, ...]
    new: tuple[str, ...]
    spot: Spot
    references: tuple[tuple[str, str], ...] = ()
    is_plain: bool = False
    found_by_likeness: bool = False
    beside: tuple[str, ...] = ()
    target: str = ""

    @property
    def text(self) -> str:
        """All that stands there now, and beside it."""
        return "\n".join(filter(None, (*self.new, *self.beside)))

    @property
    def is_gone(self) -> bool:
        """Whether nothing of it is left."""
        return not any(self.new)


class OtherEdit(NamedTuple):
    """Words that no unit wrote as prose: those of the template, of registers, of the program.

    Where the program has `gathered` what units wrote, this is the first of it in the line. What left a
    cell of a table stands at `target` now.
    """

    sort: Sort
    old: str
    new: str
    spot: Spot
    gathered: Mark | None = None
    target: CellSpot | None = None


class Edits(NamedTuple):
    """Everything that a document says otherwise than when it was made; `respelled` is no edit."""

    figures: tuple[FigureEdit, ...] = ()
    references: tuple[ReferenceEdit, ...] = ()
    prose: tuple[ProseEdit, ...] = ()
    others: tuple[OtherEdit, ...] = ()
    respelled: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was edited."""
        return not (self.figures or self.references or self.prose or self.others)
