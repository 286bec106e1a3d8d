"""What units wrote in their own words, as paragraphs and items whose figures lead to their traces."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from baocao.documents.citing import Citer
from baocao.documents.prose import Prose
from baocao.features.page.records import Gathered, figure_route
from baocao.figures.consolidation import Consolidation
from baocao.model.figure import Figure
from baocao.model.printed import FigureKey
from baocao.model.submission import Remark, Submission, TaskReport
from baocao.rules.references import MARK, names_of

_ITEM: Final = re.compile(r"\s*[-+*•]\s+")
_NOTHING: Final[Mapping[str, Figure]] = {}
_ASPECTS: Final = (
    ("Kết quả", "result"),
    ("Dự kiến", "plan"),
    ("Lý do chậm", "late_reason"),
    ("Vướng mắc", "difficulty"),
    ("Kiến nghị", "recommendation"),
)
"""What units write of a task, and where it stands in their report."""


class Piece(NamedTuple):
    """A part of a text; one that is a figure has a route."""

    text: str
    route: str = ""


class Block(NamedTuple):
    """A paragraph, or an item of a list."""

    is_item: bool
    pieces: tuple[Piece, ...]


class Told(NamedTuple):
    """What a unit wrote under a heading."""

    heading: str
    blocks: tuple[Block, ...]


class Teller:
    """Tells what one unit wrote under a directive."""

    def __init__(self, gathered: Gathered, consolidation: Consolidation, report: Submission) -> None:
        self._directive = consolidation.expected.directive
        self._report = report
        self._figures = consolidation.own.get(report.unit, _NOTHING)
        citations = {**gathered.definitions.citations, **report.citations}
        self._prose = Prose(citations, self._figures, Citer(citations))

    def narratives(self) -> Iterator[Told]:
        """Yield what stands under the items of the outline, in its order."""
        told = self._report.narratives.get(self._directive.id, {})
        for item in self._directive.outline:
            if item.id in told:
                yield Told(f"{item.id}. {item.title}", tuple(self.blocks_of(told[item.id].text)))

    def task_reports(self) -> Iterator[Told]:
        """Yield what is said of tasks, in the order of the directive."""
        told = self._report.tasks.get(self._directive.id, {})
        for task in self._directive.all_tasks():
            if task.id in told and (blocks := tuple(self._task_blocks(told[task.id]))):
                yield Told(f"{task.number}. {task.name}", blocks)

    def _task_blocks(self, report: TaskReport) -> Iterator[Block]:
        for label, name in _ASPECTS:
            for number, block in enumerate(self.blocks_of(getattr(report, name) or "")):
                yield block if number else block._replace(pieces=(Piece(f"{label}: "), *block.pieces))

    def remarks(self) -> Iterator[Told]:
        """Yield difficulties and recommendations."""
        for heading, remarks in (
            ("Vướng mắc", self._report.difficulties),
            ("Kiến nghị", self._report.recommendations),
        ):
            blocks = [
                each for remark in remarks.get(self._directive.id, ()) for each in self._remark(remark)
            ]
            if blocks:
                yield Told(heading, tuple(blocks))

    def _remark(self, remark: Remark) -> Iterator[Block]:
        for block in self.blocks_of(remark.text):
            yield block._replace(is_item=True)

    def blocks_of(self, text: str) -> Iterator[Block]:
        """Yield the paragraphs and items of a text; lines that were broken in it are joined."""
        for is_item, words in _joined_lines(text):
            yield Block(is_item, tuple(self._pieces_of(words)))

    def _pieces_of(self, text: str) -> Iterator[Piece]:
        last = 0
        for mark in MARK.finditer(text):
            yield from _plain_piece(text[last : mark.start()])
            yield self._marked_piece(mark)
            last = mark.end()
        yield from _plain_piece(text[last:])

    def _marked_piece(self, mark: re.Match[str]) -> Piece:
        """Return what stands for a mark: a citation in short, a figure with its route."""
        words, names = self._prose.expand_plain(mark[0]), names_of(mark)
        if mark["kind"] == "=" and len(names) == 1 and names[0] in self._figures:
            return Piece(words, figure_route(FigureKey(names[0], self._report.unit)))
        return Piece(f" ({words})" if mark["kind"] == "^@" else words)


def _plain_piece(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text)


def _joined_lines(text: str) -> Iterator[tuple[bool, str]]:
    """Yield paragraphs and items, each as one line."""
    held: list[str] = []
    is_item = False
    for line in (*text.splitlines(), ""):
        begins = _ITEM.match(line)
        if held and (begins or not line.strip()):
            yield is_item, " ".join(held)
            held = []
        if begins:
            is_item, held = True, [line[begins.end() :].strip()]
        elif line.strip():
            is_item = is_item if held else False
            held.append(line.strip())
