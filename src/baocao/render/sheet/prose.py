"""What stands on each worksheet of an appendix, and its prose as plain lines."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from baocao.model.chart import ChartRow
from baocao.model.document import Appendix, Block, Caption, Edge, Footnote, Heading, Inline, Paragraph, Text
from baocao.model.form import HEADINGS, Form
from baocao.model.printed import Printed, moved_part
from baocao.model.table import Align, Table
from baocao.render.prose import is_in_capitals
from baocao.render.sheet.charts import data_table

Prose = Heading | Paragraph | Caption
Shown = Prose | Table | ChartRow
"""What worksheets show."""
_NOTE_OPEN: Final = " ("
_SPACE: Final = Text(" ")


class Leaf(NamedTuple):
    """One worksheet: its name, and tables and prose in their order."""

    name: str
    blocks: tuple[Shown, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the worksheet."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def table(self) -> Table | None:
        """The table that the worksheet is about, if it has no other."""
        return self.tables[0] if len(self.tables) == 1 else None


class Said(NamedTuple):
    """A paragraph across the sheet with the places of its figures.

    Headings and captions keep with what follows.
    """

    text: str
    component: str
    align: Align
    bold: bool
    italic: bool
    keeps: bool
    printed: tuple[Printed, ...] = ()


def appendix_leaves(appendix: Appendix) -> list[Leaf]:
    """Return the worksheets of an appendix: one for each table, with the prose above it, or one for all.

    What is said after the last table stands below it.
    """
    if appendix.sheet:
        return [Leaf(appendix.sheet, tuple(_with_data(appendix.blocks)))]
    worksheets: list[Leaf] = []
    waiting: list[Shown] = []
    for block in _with_data(appendix.blocks):
        waiting.append(block)
        if isinstance(block, Table):
            worksheets.append(Leaf(block.name, tuple(waiting)))
            waiting = []
    if waiting and worksheets:
        name, blocks = worksheets.pop()
        return [*worksheets, Leaf(name, (*blocks, *waiting))]
    return [Leaf(appendix.number, tuple(waiting))] if waiting else worksheets


def _with_data(blocks: Iterable[Block]) -> Iterator[Shown]:
    """Yield the blocks; charts stand one below the other, each above the table of its data."""
    for block in blocks:
        if not isinstance(block, ChartRow):
            yield block
            continue
        for chart in block.charts:
            yield ChartRow((chart,))
            yield data_table(chart)


def said_block(block: Prose, form: Form) -> Said:
    """Return the paragraph that a block is on a worksheet, with its figures."""
    return _plain_block(block, form)._replace(printed=tuple(_printed_parts(block)))


def _printed_parts(block: Prose) -> Iterator[Printed]:
    """Yield what is known of the parts of a block, where they stand in its line."""
    position = 0
    if isinstance(block, Heading):
        position = len(f"{block.number} ".lstrip())
    elif isinstance(block, Paragraph) and block.marker:
        position = len(f"{block.marker} ")
    for part in block.content:
        yield from (moved_part(printed, position) for printed in _parts_of_inline(part))
        position += len(_inline_text(part))


def _parts_of_inline(part: Inline) -> Iterator[Printed]:
    if isinstance(part, Text):
        yield from part.figures
    elif isinstance(part, Footnote):
        position = len(_NOTE_OPEN)
        for run in (run for paragraph in part.paragraphs for run in (*paragraph, _SPACE)):
            yield from (moved_part(printed, position) for printed in run.figures)
            position += len(run.text)


def _plain_block(block: Prose, form: Form) -> Said:
    text = "".join(map(_inline_text, block.content))
    runs = [part for part in block.content if isinstance(part, Text) and part.text.strip()]
    # A cell is what all of its runs are.
    bold = bool(runs) and all(run.bold for run in runs)
    italic = bool(runs) and all(run.italic for run in runs)
    match block:
        case Heading():
            title = text.upper() if is_in_capitals(block, form) else text
            component = HEADINGS[block.level - 1]
            return Said(
                f"{block.number} {title}".strip(), component, Align.JUSTIFY, bold, italic, keeps=True
            )
        case Caption():
            return Said(text, "noi_dung", Align.CENTER, bold, italic, keeps=True)
        case Paragraph():
            marked = f"{block.marker} {text}" if block.marker else text
            # What is all bold is the title of what stands below it.
            keeps = bold and not block.marker
            return Said(marked, "noi_dung", Align.JUSTIFY, bold, italic, keeps=keeps)


def _inline_text(part: Inline) -> str:
    """Return what is printed; footnotes stand in brackets, since sheets have no foot for them."""
    match part:
        case Text():
            return part.text
        case Footnote():
            paragraphs = ("".join(run.text for run in paragraph) for paragraph in part.paragraphs)
            return f"{_NOTE_OPEN}{' '.join(paragraphs)})"
        case Edge():
            return ""
        case _:
            return "\n"
