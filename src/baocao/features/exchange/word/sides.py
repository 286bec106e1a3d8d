"""One side of a comparison: the lines of a document with what marks say of them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from baocao.features.exchange.word.atoms import LINE, NOTE
from baocao.features.exchange.word.records import Spot
from baocao.features.exchange.word.spelling import clean_paragraph
from baocao.foreign.word_marks import MarkedDocument
from baocao.foreign.word_text import Line, Part, Span, View
from baocao.model.marks import Mark, MarkKind

_LEAD: Final = re.compile(r"\s*(?:[-–—+•*]\s+)?")
_TAIL: Final = re.compile(r"[\s.;:]*")
_APPENDIX: Final = re.compile(r"Phụ lục(?: [IVXLC]+)?", re.IGNORECASE)
SENTENCE: Final = "#"
"""What parts the way of prose from the number of one of its sentences."""


def is_appendix(line: Line) -> bool:
    """Tell whether an appendix begins with a line."""
    return line.part is Part.BODY and bool(_APPENDIX.fullmatch(line.text.strip()))


class Placed(NamedTuple):
    """A mark inside one line: from which letter to which."""

    name: str
    mark: Mark
    start: int
    end: int


class Side:
    """The text of a document as it is now, by `marks` that either side may know."""

    def __init__(self, document: MarkedDocument, marks: Mapping[str, Mark]) -> None:
        self.view: View = document.now
        self.marks = marks
        self.spans = {name: span for name, span in self.view.bookmarks.items() if name in marks}

    @cached_property
    def texts(self) -> list[str]:
        """The lines as they are compared, with a sign for every footnote."""
        return [self.text_between(number, 0, len(line.text)) for number, line in enumerate(self.view.lines)]

    def text_between(self, number: int, start: int, end: int) -> str:
        """Return a part of a line, with a sign for every footnote in it."""
        line = self.view.lines[number]
        parts, position = [], start
        for place, _ in line.notes:
            if start <= place <= end and (place < end or end == len(line.text) or place > start):
                parts += [line.text[position:place], NOTE]
                position = place
        parts.append(line.text[position:end])
        return "".join(parts).replace("\n", LINE)

    def paragraph(self, number: int) -> str:
        """Return a line as a paragraph of a narrative."""
        return clean_paragraph(self.texts[number], is_listed=self.view.lines[number].is_listed)

    def spot(self, number: int) -> Spot:
        """Return where a line stands."""
        if not self.view.lines:
            return Spot()
        line: Line = self.view.lines[min(number, len(self.view.lines) - 1)]
        return Spot(self.heading_of(number), line.part, line.cell, number)

    def heading_of(self, number: int) -> str:
        """Return the heading above a line; in an appendix what the appendix is called."""
        if self.view.lines[number].part is Part.NOTE:
            referring = self._referring.get(self.view.lines[number].note)
            return "" if referring is None else self.heading_of(referring)
        place = bisect_right(self._appendices, number)
        return self._names[place - 1] if place else self.view.lines[number].heading

    @cached_property
    def _referring(self) -> Mapping[str, int]:
        """The line in which each footnote has its sign."""
        return {
            note: number
            for number, line in enumerate(self.view.lines)
            if line.part is not Part.NOTE
            for _, note in line.notes
        }

    @cached_property
    def notes(self) -> Mapping[str, tuple[int, ...]]:
        """The lines of each footnote that has a sign in the text."""
        found: dict[str, tuple[int, ...]] = dict.fromkeys(self._referring, ())
        for number in self.numbers_in_part(Part.NOTE):
            note = self.view.lines[number].note
            if note in found:
                found[note] += (number,)
        return found

    @cached_property
    def _appendices(self) -> list[int]:
        return [number for number, line in enumerate(self.view.lines) if is_appendix(line)]

    @cached_property
    def _names(self) -> list[str]:
        return [self.view.lines[number].text.strip() for number in self._appendices]

    @cached_property
    def placed(self) -> Mapping[int, list[Placed]]:
        """The marks by line, in the order in which they begin; the longest first."""
        found: dict[int, list[Placed]] = {}
        for name, span in self.spans.items():
            for number, _ in self.view.lines_of(span):
                start, end = self._ends_in(span, number)
                found.setdefault(number, []).append(Placed(name, self.marks[name], start, end))
        for listed in found.values():
            listed.sort(key=lambda each: (each.start, -each.end))
        return found

    def _ends_in(self, span: Span, number: int) -> tuple[int, int]:
        start = span.start.position if number == span.start.line else 0
        end = span.end.position if number == span.end.line else len(self.view.lines[number].text)
        return start, end

    @cached_property
    def blocks(self) -> dict[str, tuple[int, ...]]:
        """The prose that fills whole lines, by the name of its mark; each line belongs to one."""
        taken: set[int] = set()
        blocks: dict[str, tuple[int, ...]] = {}
        for name, span in sorted(self.spans.items(), key=lambda each: each[1]):
            if self.is_block(name, span):
                lines = [number for number, _ in self.view.lines_of(span) if number not in taken]
                lines = [number for number in lines if self._fills(span, number)]
                taken.update(lines)
                if lines:
                    blocks[name] = tuple(lines)
        return blocks

    def is_block(self, name: str, span: Span) -> bool:
        """Tell whether a mark is around whole paragraphs of the text that somebody wrote."""
        mark = self.marks[name]
        if mark.kind is not MarkKind.PROSE or SENTENCE in mark.key or not self.view.lines:
            return False
        return self._fills(span, span.start.line) and self._fills(span, span.end.line)

    def _fills(self, span: Span, number: int) -> bool:
        """Tell whether nothing but the sign of an item and a full stop stands around a mark in a line."""
        start, end = self._ends_in(span, number)
        text = self.view.lines[number].text
        return bool(_LEAD.fullmatch(text[:start]) and _TAIL.fullmatch(text[end:]))

    def is_silent(self, number: int) -> bool:
        """Tell whether a line says nothing."""
        return not self.texts[number].strip()

    def numbers_in_part(self, part: Part) -> Iterator[int]:
        """Yield the numbers of the lines of a part that say something."""
        for number, line in enumerate(self.view.lines):
            if line.part is part and not self.is_silent(number):
                yield number
