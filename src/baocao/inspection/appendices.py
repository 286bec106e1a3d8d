"""Appendices (phụ lục) at the end of a file, or as a file of their own."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from baocao.inspection.lines import Line, is_worded, lines, plain
from baocao.inspection.paragraphs import Paragraph

HEADING: Final = re.compile(
    r"phụ lục(?:\s+(?:số\s*)?(?P<number>[IVXLC]+|\d+[A-ZĐ]?|[A-ZĐ]))?\s*[.:]?", re.IGNORECASE
)
_WITH_TITLE: Final = re.compile(
    r"phụ lục\s+(?:số\s*)?(?P<number>[IVXLC]+|\d+)\s*[.:–-]\s*\S.*", re.IGNORECASE
)
_REFERENCE: Final = "(kem theo"
REMARKS: Final = "ghi chu cua ban du thao"
"""The heading under which a draft lists what it lacks; the official document does not have it."""


class Appendix(NamedTuple):
    """An appendix: its heading, its number as written, title, reference, and what follows them."""

    heading: Line
    number: str
    title: tuple[Line, ...]
    reference: tuple[Line, ...]
    content: tuple[Paragraph, ...]

    @property
    def name(self) -> str:
        """The heading in the words of the law."""
        return f"Phụ lục {self.number}".strip()


def end_of(paragraphs: Sequence[Paragraph]) -> int:
    """Return where the document ends: before the remarks of a draft."""
    for paragraph in reversed(paragraphs):
        if plain(paragraph.text) == REMARKS:
            return paragraph.at
    return len(paragraphs)


def headings(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Line, str]]:
    """Yield the headings of appendices with their numbers."""
    for paragraph in paragraphs:
        if paragraph.cell is None and is_worded(paragraph.text):
            first = lines(paragraph)[0]
            found = HEADING.fullmatch(first.text)
            if found is None and paragraph.layout.align == "center":
                found = _WITH_TITLE.fullmatch(first.text)
            if found:
                yield first, found["number"] or ""


def read_appendices(paragraphs: Sequence[Paragraph], start: int, end: int) -> tuple[Appendix, ...]:
    """Recognise the appendices among the paragraphs from `start` to before `end`."""
    found = list(headings(paragraphs[start:end]))
    bounds = [*(line.paragraph.at for line, _ in found), end]
    return tuple(
        _appendix(line, number, paragraphs[first:last])
        for (line, number), (first, last) in zip(found, pairwise(bounds), strict=True)
    )


def _appendix(heading: Line, number: str, own: Sequence[Paragraph]) -> Appendix:
    """Part the lines under a heading into title, reference and content."""
    title = [line for line in lines(own[0]) if line.text != heading.text]
    reference: list[Line] = []
    for paragraph in own[1:]:
        if not is_worded(paragraph.text):
            continue
        if paragraph.cell or (reference and reference[-1].text.endswith(")")):
            break
        if reference or plain(paragraph.text).startswith(_REFERENCE):
            reference += lines(paragraph)
        elif paragraph.layout.align == "center":
            title += lines(paragraph)
        else:
            break
    last = max(line.paragraph.at for line in (heading, *title, *reference))
    content = tuple(each for each in own if each.at > last)
    return Appendix(heading, number, tuple(title), tuple(reference), content)
