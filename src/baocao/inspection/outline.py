"""The text of a document: which paragraphs are headings, clauses, points, captions, plain text."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

from baocao.inspection.lines import Line, is_worded, plain_beginning, whole_line
from baocao.inspection.paragraphs import Paragraph


class Kind(Enum):
    """What a paragraph of the text is."""

    PART = "phần, chương, mục"
    PART_TITLE = "tiêu đề phần, chương, mục"
    SECTION = "mục La Mã"
    ARTICLE = "điều"
    CLAUSE = "khoản"
    DECIMAL = "khoản đánh số thập phân"
    POINT = "điểm"
    ITEM = "gạch đầu dòng"
    BANNER = "dòng chữ giữa trang"
    CAPTION = "tên hoặc ghi chú của bảng"
    TEXT = "đoạn văn"


class Block(NamedTuple):
    """A paragraph of the text, what it is, and its number as written without signs."""

    line: Line
    kind: Kind
    number: str

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph as read."""
        return self.line.paragraph

    @property
    def is_bold(self) -> bool:
        """Whether all letters are bold."""
        return all(look.bold for look in self.line.looks)


_PATTERNS: Final = (
    (Kind.PART, re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?P<number>[IVXLC]+|thứ \w+)\s*[.:]?(?:\s.*)?")),
    (Kind.PART, re.compile(r"(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?P<number>\d+)\s*[.:]?")),
    (Kind.SECTION, re.compile(r"(?P<number>[IVX]+)\s*[.\-–/)]\s*\D.*")),
    (Kind.ARTICLE, re.compile(r"(?:Điều|ĐIỀU)\s+(?P<number>\d+)\s*[.:].*")),
    (Kind.DECIMAL, re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,9})\.?\s+\D.*")),
    (Kind.CLAUSE, re.compile(r"(?P<number>\d{1,2})\s*[.)]\s*\D.*")),
    (Kind.POINT, re.compile(r"(?P<number>[a-zđăâêôơư])\s*\)\s*\S.*")),
    (Kind.ITEM, re.compile(r"[-–+•*]\s*(?P<number>)\S.*")),
)
_NOTES: Final = ("ghi chu", "nguon:")
_LONGEST_BANNER: Final = 120


def read_outline(paragraphs: Sequence[Paragraph], start: int, end: int) -> tuple[Block, ...]:
    """Return the blocks of text between `start` and `end`; none of what stands in tables and boxes."""
    said = [
        paragraph
        for paragraph in paragraphs[start:end]
        # A text box floats beside the text, wherever it is anchored.
        if is_worded(paragraph.text) and not (paragraph.cell and paragraph.cell.floating)
    ]
    return tuple(_blocks_in_order(said))


def _blocks_in_order(said: Sequence[Paragraph]) -> Iterator[Block]:
    before: Block | None = None
    for index, paragraph in enumerate(said):
        if paragraph.cell is None:
            beside = [said[other] for other in (index - 1, index + 1) if 0 <= other < len(said)]
            before = _make_block(paragraph, before, beside)
            yield before
        else:
            before = None


def _make_block(paragraph: Paragraph, before: Block | None, beside: Sequence[Paragraph]) -> Block:
    line = whole_line(paragraph)
    if _is_caption(line, beside) or _goes_on_note(line, before):
        return Block(line, Kind.CAPTION, "")
    # In this order: '1.1.' would also do for a clause, and 'I.' for nothing else.
    for kind, pattern in _PATTERNS:
        match = pattern.fullmatch(line.text)
        if match:
            return Block(line, kind, match["number"] or "")
    return Block(line, _kind_unnumbered(line, before), "")


def _kind_unnumbered(line: Line, before: Block | None) -> Kind:
    centred = line.paragraph.layout.align == "center" and len(line.text) <= _LONGEST_BANNER
    if before and before.kind is Kind.PART and (centred or line.text.isupper()):
        return Kind.PART_TITLE
    if centred and line.text.isupper():
        return Kind.BANNER
    return Kind.TEXT


def _goes_on_note(line: Line, before: Block | None) -> bool:
    """Tell whether a line belongs to the note above it: a note may have several, all of them in italics."""
    if before is None or before.kind is not Kind.CAPTION or not before.line.looks:
        return False
    return all(look.italic for each in (before.line, line) for look in each.looks)


def _is_caption(line: Line, beside: Sequence[Paragraph]) -> bool:
    """Tell whether a line beside a table names it, tells its unit, or is a note to it."""
    if not any(paragraph.cell for paragraph in beside):
        return False
    return line.paragraph.layout.align in {"center", "right"} or plain_beginning(line.text).startswith(
        _NOTES
    )
