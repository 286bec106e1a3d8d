"""Lines of text that stand by themselves: paragraphs, and their parts between tabs and line breaks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from baocao.inspection.paragraphs import Paragraph, Run
from baocao.inspection.properties import Look
from baocao.vietnamese.text import folded_text, to_nfc

END: Final = re.compile(r"\./\.\s*$")
"""What stands behind the last letter of a document, and of each appendix."""
_SPACES: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200b": "", "\ufeff": "", "\u00ad": ""})
_ORNAMENT: Final = re.compile(r"[\s_─━—–\-=*.]*")
_SOLID: Final = re.compile(r"[\s_─━—]*")
_SHORTEST_RULE: Final = 3
"""Fewer strokes than these are a sign, as the Party's asterisk, or the end of a text."""
_UNDER: Final = 200
"""Among how many paragraphs what stands under a line of the letterhead is looked for."""
_BEGINNING: Final = 160
"""Characters by which a line is recognised; folding whole paragraphs would take most of the time."""
_REMEMBERED: Final = 120_000
"""Texts whose words are remembered: all of the largest document, else each rule would make them anew."""
_PARTS: Final = re.compile(r"([\t\n])")


class Line(NamedTuple):
    """A line: what it says with single spaces, its runs, its paragraph, and whether it fills that."""

    text: str
    runs: tuple[Run, ...]
    paragraph: Paragraph
    alone: bool

    @property
    def looks(self) -> Iterator[Look]:
        """How its letters and digits look; raised signs such as marks of notes are left out."""
        return (run.look for run in self.runs if not run.look.raised and is_worded(run.text))

    @property
    def first_look(self) -> Look | None:
        """How its first letters look."""
        return next(self.looks, None)


@lru_cache(maxsize=_REMEMBERED)
def said_text(text: str) -> str:
    """Return what a text says: composed letters, single spaces."""
    # Nearly all texts are; translating the others alone saves the time of all.
    if not text.isprintable():
        text = text.translate(_SPACES)
    said = " ".join(to_nfc(text).split())
    # The same object where nothing differs: the texts of a book would be held twice.
    return text if said == text else said


@lru_cache(maxsize=_REMEMBERED)
def plain_beginning(text: str) -> str:
    """Return how a text begins, in lower case without diacritics, to recognise what may be misspelt."""
    # Only the beginning: folding the diacritics of whole paragraphs took most of an inspection.
    return folded_text(said_text(text[:_BEGINNING]))


def is_worded(text: str) -> bool:
    """Tell whether a text has a letter or a digit."""
    # Nearly all begin with one, which is told in a tenth of the time.
    return text[:1].isalnum() or any(map(str.isalnum, text))


def worded_in(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs that say something."""
    return (paragraph for paragraph in paragraphs if is_worded(paragraph.text))


def is_ornament(text: str) -> bool:
    """Tell whether a text is only strokes, stars and dots."""
    return _ORNAMENT.fullmatch(text) is not None


def is_solid(text: str) -> bool:
    """Tell whether a text is a line typed with characters that touch each other."""
    return bool(text.strip()) and _SOLID.fullmatch(text) is not None


def is_typed_rule(text: str) -> bool:
    """Tell whether a text is a line made of characters, be it solid or not."""
    return len(said_text(text).replace(" ", "")) >= _SHORTEST_RULE and is_ornament(text)


def whole_line(paragraph: Paragraph) -> Line:
    """Return a paragraph as one line, whatever tabs and breaks stand in it."""
    return Line(said_text(paragraph.text), paragraph.runs, paragraph, alone=True)


def lines_in(paragraph: Paragraph) -> list[Line]:
    """Return the lines of a paragraph that say something."""
    parts: list[list[Run]] = [[]]
    tabbed = False
    for run in paragraph.runs:
        for part in _PARTS.split(run.text):
            if part in {"\t", "\n"}:
                tabbed = tabbed or part == "\t"
                parts.append([])
            elif part:
                parts[-1].append(run._replace(text=part))
    made = (
        Line(said_text("".join(run.text for run in runs)), tuple(runs), paragraph, alone=not tabbed)
        for runs in parts
    )
    return [line for line in made if line.text]


def lines_of(paragraphs: Iterable[Paragraph]) -> Iterator[Line]:
    """Yield the lines of paragraphs in order."""
    for paragraph in paragraphs:
        yield from lines_in(paragraph)


def same_place(first: Paragraph, second: Paragraph) -> bool:
    """Tell whether two paragraphs stand in one cell, or both outside of tables."""
    if first.cell is None or second.cell is None:
        return first.cell is second.cell
    return first.cell[:3] == second.cell[:3]


def start_of_table(paragraphs: Sequence[Paragraph], own: Paragraph) -> int:
    """Return the first paragraph of the table that a paragraph stands in, or its own place."""
    start = own.at
    while own.cell and start and (before := paragraphs[start - 1].cell) and before.table == own.cell.table:
        start -= 1
    return start


def ruled_below(paragraphs: Sequence[Paragraph], line: Line, zone: range) -> bool:
    """Tell whether a ruled line stands under `line`.

    It may be a paragraph's border, a drawn line, a cell's border or a typed line. A line that is drawn
    is anchored anywhere near; in a cell it belongs to the cell, elsewhere to the `zone` of paragraphs.
    """
    own = line.paragraph
    if own.layout.ruled_below or own.drawn_line:
        return True
    near = [paragraphs[index] for index in zone if same_place(paragraphs[index], own)]
    # What is drawn under a text box is anchored where the box is.
    floats = own.cell is not None and own.cell.floating
    anchored = [paragraphs[index] for index in zone] if floats else near
    if any(neighbour.drawn_line for neighbour in anchored):
        return True
    for neighbour in (neighbour for neighbour in near if neighbour.at > own.at):
        if neighbour.layout.ruled_above or is_solid(neighbour.text):
            return True
        if is_worded(neighbour.text):
            return False
        if neighbour.layout.ruled_below:
            return True
    return _ruled_by_cell(paragraphs, own)


def drawn_apart(paragraphs: Sequence[Paragraph], lines: Sequence[Line], zone: range) -> bool:
    """Tell whether enough lines are drawn elsewhere in a zone for all those that have none of their own.

    A drawn line hangs on the paragraph where the clerk's cursor stood, and may be moved to any place.
    """
    drawn = [paragraphs[index] for index in zone if paragraphs[index].drawn_line]
    beside = [sum(same_place(each, line.paragraph) for each in drawn) for line in lines]
    spare = len(drawn) - sum(map(bool, beside))
    lacking = sum(not ruled_below(paragraphs, line, zone) for line in lines)
    return 0 < lacking <= spare


def ornament_below(paragraphs: Sequence[Paragraph], line: Line) -> str:
    """Return the strokes, stars or hyphens typed right under a line, in its cell or in the next row."""
    own = line.paragraph
    # Behind a tab stands another column, which is not what is under the line.
    rest = [each.text for each in lines_in(own)] if line.alone else []
    beneath = rest[rest.index(line.text) + 1 :] if line.text in rest else []
    for text in (*beneath, *(each.text for each in _paragraphs_under(paragraphs, own))):
        if is_worded(text):
            return ""
        if is_typed_rule(text):
            return said_text(text)
    return ""


def _paragraphs_under(paragraphs: Sequence[Paragraph], own: Paragraph) -> Iterator[Paragraph]:
    """Yield what stands under a paragraph: in its cell and the cells below, or outside of tables."""
    for paragraph in islice(paragraphs, own.at + 1, own.at + 1 + _UNDER):
        if same_place(paragraph, own) or _in_column(paragraph, own):
            yield paragraph


def _in_column(paragraph: Paragraph, own: Paragraph) -> bool:
    """Tell whether a paragraph stands in a later row of the same column."""
    if paragraph.cell is None or own.cell is None or paragraph.cell.table != own.cell.table:
        return False
    return paragraph.cell.column == own.cell.column and paragraph.cell.row > own.cell.row


def _ruled_by_cell(paragraphs: Sequence[Paragraph], own: Paragraph) -> bool:
    """Tell whether the cell of a paragraph is ruled below, or the cell under it above."""
    if own.cell is None:
        return False
    if own.cell.ruled_below:
        return True
    for paragraph in _paragraphs_under(paragraphs, own):
        cell = paragraph.cell
        if cell is None or cell.row == own.cell.row:
            continue
        nearest = cell.row == own.cell.row + 1
        if nearest and cell.ruled_above:
            return True
        # A row of its own may hold nothing but the line.
        if paragraph.drawn_line or paragraph.layout.ruled_above or is_solid(paragraph.text):
            return True
        if is_worded(paragraph.text):
            return False
    return False


def typed_below(paragraphs: Sequence[Paragraph], line: Line) -> str:
    """Return what stands alone under a line: '*' or '-----' of the Party's form, else nothing."""
    following = paragraphs[line.paragraph.at + 1 :]
    text = next((said_text(paragraph.text) for paragraph in following if paragraph.text.strip()), "")
    return text if is_ornament(text) else ""


def items_of(lines: tuple[Line, ...]) -> list[Line]:
    """Return list items, lines that continue one joined to it."""
    items: list[Line] = []
    for line in lines:
        is_new = line.text[:1] in "-–+•" or line.paragraph.layout.numbered or not items
        if is_new:
            items.append(line)
        else:
            items[-1] = items[-1]._replace(text=f"{items[-1].text} {line.text}")
    return items
