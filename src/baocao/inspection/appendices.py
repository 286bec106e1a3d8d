"""Appendices (phụ lục) at the end of a file, or as a file of their own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from baocao.inspection.lines import Line, is_worded, lines_in, plain_beginning, said_text
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
        is_short = len(said_text(paragraph.text)) <= 2 * len(REMARKS)
        if is_short and plain_beginning(paragraph.text) == REMARKS:
            return paragraph.at
    return len(paragraphs)


def appendix_headings(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Line, str]]:
    """Yield the headings of appendices with their numbers."""
    for paragraph in paragraphs:
        if paragraph.cell is None and is_worded(paragraph.text):
            first = lines_in(paragraph)[0]
            match = HEADING.fullmatch(first.text)
            # With a title on the same line only in the middle: a sentence may begin with 'Phụ lục I. …'
            # too.
            if match is None and paragraph.layout.align == "center":
                match = _WITH_TITLE.fullmatch(first.text)
            if match:
                yield first, match["number"] or ""


def read_appendices(paragraphs: Sequence[Paragraph], start: int, end: int) -> tuple[Appendix, ...]:
    """Recognise the appendices among the paragraphs from `start` to before `end`."""
    headings_found = list(appendix_headings(paragraphs[start:end]))
    bounds = [*(line.paragraph.at for line, _ in headings_found), end]
    return tuple(
        _make_appendix(line, number, paragraphs[first:last])
        for (line, number), (first, last) in zip(headings_found, pairwise(bounds), strict=True)
    )


def _make_appendix(heading: Line, number: str, own: Sequence[Paragraph]) -> Appendix:
    """Part the lines under a heading into title, reference and content."""
    title: list[Line] = []
    reference: list[Line] = []
    _sort_lines((line for line in lines_in(own[0]) if line.text != heading.text), title, reference)
    for paragraph in own[1:]:
        if not is_worded(paragraph.text):
            continue
        if paragraph.cell or (reference and reference[-1].text.endswith(")")):
            break
        begins = plain_beginning(paragraph.text).startswith(_REFERENCE)
        if not (reference or begins or paragraph.layout.align == "center"):
            break
        _sort_lines(lines_in(paragraph), title, reference)
    last = max(line.paragraph.at for line in (heading, *title, *reference))
    content = tuple(paragraph for paragraph in own if paragraph.at > last)
    return Appendix(heading, number, tuple(title), tuple(reference), content)


def _sort_lines(lines: Iterable[Line], title: list[Line], reference: list[Line]) -> None:
    """Put lines to the title, and from '(Kèm theo' on to the reference, in one paragraph or in several."""
    for line in lines:
        begins = plain_beginning(line.text).startswith(_REFERENCE)
        (reference if reference or begins else title).append(line)
