"""Whether a document has one page or more, judged from what it holds: no writer's count is believed."""

from collections.abc import Iterable
from enum import Enum
from itertools import accumulate, groupby
from math import ceil
from typing import Final

from baocao.inspection.paragraphs import Paragraph
from baocao.inspection.reading import Docx

_POINTS_PER_MM: Final = 72 / 25.4
_NARROWEST: Final = 0.36
_WIDEST: Final = 0.62
"""How wide a letter of a text is at least and at most on average, as a share of its size."""
_LOWEST: Final = 1.0
_HIGHEST: Final = 1.3
"""How high a line is at least and at most, as a multiple of the size of its letters."""
_USUAL: Final = (10.0, 14.0)
"""The size of empty paragraphs, which is not read, at least and at most."""


class Extent(Enum):
    """How many pages there are as far as can be said for certain."""

    ONE = "một trang"
    UNKNOWN = "không rõ"
    MANY = "nhiều trang"


def extent_of(docx: Docx) -> Extent:
    """Return whether a document certainly has one page, certainly more, or neither is certain."""
    # A count of one is what templates and programs write that never looked; one of more was counted.
    if docx.turns or (docx.pages or 0) > 1 or _starts_page(docx):
        return Extent.MANY
    section = docx.sections[0]
    height = (section.height - section.top - section.bottom) * _POINTS_PER_MM
    width = max(1.0, (section.width - section.left - section.right) * _POINTS_PER_MM)
    rows = (list(own) for _, own in groupby(docx.paragraphs, key=_row_of))
    # Only until a page is full: a book is not measured to its end.
    if any(total > height for total in accumulate(_row_height(row, width) for row in rows)):
        return Extent.MANY
    most = sum(_paragraph_height(each, width / _columns_of(each), most=True) for each in docx.paragraphs)
    return Extent.ONE if most < height and not docx.pictures else Extent.UNKNOWN


def _starts_page(docx: Docx) -> bool:
    """Tell whether a paragraph begins a page, or a section does, with something before it."""
    said = [paragraph for paragraph in docx.paragraphs if paragraph.text.strip()]
    return any(paragraph.layout.new_page for paragraph in said[1:]) or any(
        paragraph.section > said[0].section and not docx.sections[paragraph.section].runs_on
        for paragraph in said[1:]
    )


def _row_of(paragraph: Paragraph) -> tuple[int, ...]:
    """Return what paragraphs that stand beside each other share."""
    return paragraph.cell[:2] if paragraph.cell else (-1, paragraph.at)


def _row_height(row: Iterable[Paragraph], width: float) -> float:
    """Return the points that paragraphs beside each other take at least: those of the highest cell."""
    heights: dict[int, float] = {}
    for paragraph in row:
        column = paragraph.cell.column if paragraph.cell else 0
        if not (paragraph.cell and paragraph.cell.floating):
            heights[column] = heights.get(column, 0.0) + _paragraph_height(paragraph, width, most=False)
    return max(heights.values(), default=0.0)


def _columns_of(paragraph: Paragraph) -> int:
    """Return into how many columns the width may be parted around a paragraph."""
    return 1 if paragraph.cell is None else max(4, paragraph.cell.column + 1)


def _paragraph_height(paragraph: Paragraph, width: float, *, most: bool) -> float:
    """Return the points that a paragraph takes, at most or at least."""
    layout = paragraph.layout
    sizes = [run.look.size for run in paragraph.runs] or [_USUAL[most]]
    size = max(sizes) if most else min(sizes)
    letter = size * (_WIDEST if most else _NARROWEST)
    text = paragraph.text
    lines = max(1, ceil(len(text) * letter / width)) + (text.count("\n") if most else 0)
    natural = size * (_HIGHEST if most else _LOWEST)
    line = layout.line if layout.exact else max(layout.at_least, natural * layout.line)
    spaces = 0.0 if layout.contextual and not most else layout.before + layout.after
    return lines * line + spaces
