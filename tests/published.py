"""Comparing a document that was published with the one that is built: by section, or by task of a table."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.model.messages import Severity
from baocao.pipeline.loading import load_checked
from baocao.pipeline.making import Outcome, build_period
from baocao.pipeline.plan import Scope
from office import W, Word, Workbook, printed_text, row_cells, style_of, table_rows
from support import REPOSITORY, period_of

HEAD: Final = "phần đầu"
"""What stands before the first heading."""
APPENDIX: Final = "phụ lục"
"""What stands in an appendix before its first heading."""
SIGNATURE: Final = "phần ký"
"""Whom the document goes to, and who signs it."""
FOOTNOTES: Final = "chú thích"
OUTSIDE: Final = "ngoài bảng"
"""What stands around the table of an appendix."""
LEVELS: Final = {f"Heading{level}": level for level in range(1, 5)}


class Said(NamedTuple):
    """What one paragraph says, in which style, and where it belongs."""

    section: str
    style: str
    words: str


def build_published(out: Path, period: str, directive: str) -> Outcome:
    """Build the documents of one directive from the real data, as drafts."""
    scope = Scope(directives=frozenset({directive}))
    return build_period(REPOSITORY, out, period_of(period), scope, official=False, progress=lambda *_: None)


def only_file(outcome: Outcome, ending: str) -> bytes:
    """Return the only file of a build whose name ends so."""
    (made,) = [each for each in outcome.made if each.name.endswith(ending)]
    return made.data


def table_grid(word: Word, first_title: str) -> list[list[str]]:
    """Return the cells of the table whose heading starts so; paragraphs are parted by newlines."""
    (table,) = [
        each for each in word.tables() if cell_content(row_cells(table_rows(each)[0])[0]) == first_title
    ]
    return [[cell_content(cell) for cell in row_cells(row)] for row in table_rows(table)]


def cell_content(cell: ET.Element) -> str:
    """Return what the paragraphs of a cell say."""
    return "\n".join(printed_text(paragraph) for paragraph in cell.iter(f"{W}p"))


def by_heading(word: Word) -> Iterator[Said]:
    """Yield every paragraph and note with the heading above it, as in 'I.5.2.a'."""
    path: dict[int, str] = {}
    section = HEAD
    for paragraph in word.body.iter(f"{W}p"):
        words, style = joined_words(printed_text(paragraph)), style_of(paragraph)
        if level := LEVELS.get(style):
            path = {above: known for above, known in path.items() if above < level}
            path[level] = words.partition(" ")[0].rstrip(".)").rpartition(".")[2]
            section = ".".join(path.values())
        elif style == "PhuLuc":
            path, section = {}, APPENDIX
        elif words == "Nơi nhận:":
            section = SIGNATURE
        yield Said(section, style, words)
    for note in word.notes():
        yield Said(FOOTNOTES, style_of(note), joined_words(printed_text(note)))


def by_task(word: Word, table: list[list[str]]) -> Iterator[Said]:
    """Yield every cell with the number of its task, and every paragraph that stands in no table."""
    inside = {paragraph for result in word.tables() for paragraph in result.iter(f"{W}p")}
    for paragraph in word.body.iter(f"{W}p"):
        if paragraph not in inside:
            yield Said(OUTSIDE, style_of(paragraph), joined_words(printed_text(paragraph)))
    for row in table[1:]:
        if len(row) > 1:  # the only cell of a row is the title of a group
            yield from (Said(row[0], "", joined_words(cell)) for cell in row)


def table_sections(placed: Iterable[Said]) -> dict[str, str]:
    """Return all that every section says, in one line."""
    by_name: dict[str, list[str]] = {}
    for said in placed:
        by_name.setdefault(said.section, []).append(said.words)
    return {section: " ".join(lines) for section, lines in by_name.items()}


def joined_words(words: str) -> str:
    """Return the words of a text in one line."""
    return " ".join(words.split())


def stands_in_section(figure: str, section: str) -> bool:
    """Tell whether a figure stands in a section, not as a part of a longer one."""
    return re.search(rf"(?<![\w.,/-]){re.escape(figure)}(?![\w/])", section) is not None


def same_cells(workbook: Workbook, table: list[list[str]]) -> None:
    """Assert that a workbook has one sheet, with the same filled cells, row by row.

    Rows without a number in the first column go on with what did not fit above them.
    """
    (sheet,) = workbook.sheets
    held: list[list[str]] = []
    for number in range(int(sheet.find(table[0][0]).removeprefix("A")), max(sheet.heights) + 1):
        row = sheet.row(number)
        if row[0]:
            held.append(row)
        else:
            held[-1] = [f"{above} {below}" for above, below in zip(held[-1], row, strict=True)]
    assert [filled_cells(row) for row in held] == [filled_cells(row) for row in table]


def filled_cells(row: list[str]) -> list[str]:
    """Return the words of the cells that hold some."""
    return [" ".join(cell.split()) for cell in row if cell.strip()]


def check_errors(period: str, files: tuple[str, ...]) -> list[str]:
    """Return the errors that a check finds in files whose names start so."""
    problems = load_checked(REPOSITORY, period_of(period)).problems
    grave = [each for each in problems if each.severity is Severity.ERROR]
    ours = [each for each in grave if each.place and each.place.file.startswith(files)]
    return [f"{each.place} {each.message}" for each in ours]
