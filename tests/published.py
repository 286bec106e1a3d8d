"""Comparing an appendix that was published with the one that is built: rows by task, in Word and Excel."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from baocao.model.messages import Severity
from baocao.pipeline.loading import load
from baocao.pipeline.making import Outcome, build
from baocao.pipeline.plan import Scope
from office import W, Word, Workbook, cells, rows, text
from support import REPOSITORY, period_of

OUTSIDE = "ngoài bảng"
"""What stands around the table of an appendix."""


def built(out: Path, period: str, directive: str) -> Outcome:
    """Build the documents of one directive from the real data, as drafts."""
    scope = Scope(directives=frozenset({directive}))
    return build(REPOSITORY, out, period_of(period), scope, official=False, progress=lambda *_: None)


def only(outcome: Outcome, ending: str) -> bytes:
    """Return the only file of a build whose name ends so."""
    (made,) = [each for each in outcome.made if each.name.endswith(ending)]
    return made.data


def grid(word: Word, first_title: str) -> list[list[str]]:
    """Return the cells of the table whose heading starts so; paragraphs are parted by newlines."""
    (found,) = [each for each in word.tables() if said(cells(rows(each)[0])[0]) == first_title]
    return [[said(cell) for cell in cells(row)] for row in rows(found)]


def said(cell: ET.Element) -> str:
    """Return what the paragraphs of a cell say."""
    return "\n".join(text(paragraph) for paragraph in cell.iter(f"{W}p"))


def sections(word: Word, table: list[list[str]]) -> dict[str, str]:
    """Return what stands in every row, by the number of its task, and what stands outside of tables."""
    inside = {paragraph for found in word.tables() for paragraph in found.iter(f"{W}p")}
    outside = [text(paragraph) for paragraph in word.body.iter(f"{W}p") if paragraph not in inside]
    return {OUTSIDE: joined(outside), **{row[0]: joined(row) for row in table[1:] if len(row) > 1}}


def joined(texts: list[str]) -> str:
    """Return the words of several texts in one line."""
    return " ".join(" ".join(texts).split())


def stands(figure: str, section: str) -> bool:
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
    assert [filled(row) for row in held] == [filled(row) for row in table]


def filled(row: list[str]) -> list[str]:
    """Return the words of the cells that hold some."""
    return [" ".join(cell.split()) for cell in row if cell.strip()]


def errors(period: str, files: tuple[str, ...]) -> list[str]:
    """Return the errors that a check finds in files whose names start so."""
    found = load(REPOSITORY, period_of(period)).problems
    grave = [each for each in found if each.severity is Severity.ERROR]
    ours = [each for each in grave if each.place and each.place.file.startswith(files)]
    return [f"{each.place} {each.message}" for each in ours]
