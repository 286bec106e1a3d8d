"""Comments of one or several copies of a document as one table: who, on what, and room for the answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.documents.frame import appendices_alone
from baocao.features.exchange.word.spelling import clean_text, same_words
from baocao.foreign.word_marks import Comment, MarkedDocument, Reply
from baocao.model.document import Appendix, Document, Paragraph, Text
from baocao.model.table import Align, Cell, Column, Row, Table
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import first_few

TITLE: Final = "Tổng hợp ý kiến, tiếp thu, giải trình"
NOBODY: Final = "(không ghi tên)"
_LONGEST_QUOTE: Final = 300
_MOST_NAMED: Final = 5
_COLUMNS: Final = (
    Column("TT", 9, Align.CENTER),
    Column("Mục, nội dung được góp ý", 62),
    Column("Cơ quan, người góp ý", 38),
    Column("Nội dung góp ý", 62),
    Column("Tiếp thu", 38),
    Column("Giải trình", 38),
)


class Copy(NamedTuple):
    """A copy of the document: the name of its file, and what was read of it."""

    name: str
    document: MarkedDocument


class Opinion(NamedTuple):
    """What one or several people said of one place; `files` are the copies in which it stands."""

    heading: str
    quoted: str
    who: tuple[str, ...]
    text: str
    replies: tuple[Reply, ...] = ()
    files: tuple[str, ...] = ()
    is_settled: bool = False
    is_placed: bool = True

    @property
    def about(self) -> str:
        """What it is about, for the table."""
        parts = (self.heading, f"“{self.quoted}”" if self.quoted else "")
        words = "\n".join(filter(None, parts))
        return words or ("Ý kiến chung" if self.is_placed else "(đoạn được góp ý không còn)")


class Opinions(NamedTuple):
    """The comments of all copies in the order of the document."""

    listed: tuple[Opinion, ...]
    copies: tuple[str, ...]
    subject: str = ""


class _Found(NamedTuple):
    """A comment with the place by which all copies are put in one order."""

    place: tuple[int, int, int]
    comment: Comment
    file: str


def gather_opinions(copies: Sequence[Copy], subject: str = "") -> Opinions:
    """Return the comments of all copies, the same words about one place once."""
    order = _common_order(copies)
    found = [
        _Found((*_place_in_order(comment, copy, order), number), comment, copy.name)
        for number, copy in enumerate(copies)
        for comment in copy.document.comments
        if clean_text(comment.text).strip() or comment.replies
    ]
    groups: list[list[_Found]] = []
    for each in sorted(found, key=lambda one: one.place):
        same = next((group for group in reversed(groups[-_NEAR:]) if _is_same(group[0], each)), None)
        if same is None:
            groups.append([each])
        else:
            same.append(each)
    return Opinions(tuple(map(_opinion_of, groups)), tuple(copy.name for copy in copies), subject)


_NEAR: Final = 50
"""Comments before one among which the same words are looked for."""


def _common_order(copies: Sequence[Copy]) -> Mapping[str, int]:
    """Return the place of every bookmark in the document that the copies are of."""
    order: dict[str, int] = {}
    for copy in copies:
        for name in copy.document.marks:
            order.setdefault(name, len(order))
    return order


def _place_in_order(comment: Comment, copy: Copy, order: Mapping[str, int]) -> tuple[int, int]:
    """Return behind which bookmark a comment stands, and how far; one of nothing stands at the end."""
    if comment.span is None:
        return len(order) + 1, len(copy.document.now.lines)
    touched = [order[name] for name in comment.marks if name in order]
    if touched:
        return min(touched), 0
    line = comment.span.start.line
    before = [
        (span.start, order[name])
        for name, span in copy.document.now.bookmarks.items()
        if name in order and span.start <= comment.span.start
    ]
    start, place = max(before, default=(None, -1))
    return place, 1 + line - (start.line if start else 0)


def _is_same(one: _Found, other: _Found) -> bool:
    """Tell whether two comments say the same of the same place: a copy of a copy has it, or two agree."""
    if one.place[:2] != other.place[:2] and one.comment.quoted != other.comment.quoted:
        return False
    first, second = (clean_text(each.comment.text).strip().casefold() for each in (one, other))
    return one.comment.heading == other.comment.heading and same_words(first, second)


def _opinion_of(group: Sequence[_Found]) -> Opinion:
    first = group[0].comment
    replies = dict.fromkeys(reply for each in group for reply in each.comment.replies)
    return Opinion(
        first.heading,
        _shortened(first.quoted),
        tuple(dict.fromkeys(each.comment.author or NOBODY for each in group)),
        clean_text(first.text).strip(),
        replies=tuple(replies),
        files=tuple(dict.fromkeys(each.file for each in group)),
        is_settled=all(each.comment.is_settled for each in group),
        is_placed=any(each.comment.span for each in group),
    )


def _shortened(text: str) -> str:
    words = " ".join(clean_text(text).split())
    if len(words) <= _LONGEST_QUOTE:
        return words
    return f"{words[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


def opinions_document(opinions: Opinions, notice: str = "") -> Document:
    """Return the table as a page of its own, to be filled in by whoever answers."""
    title = f"{TITLE}{f' đối với {opinions.subject}' if opinions.subject else ''}"
    files = first_few(opinions.copies, _MOST_NAMED, "tệp")
    said = f"{count_text(len(opinions.listed))} ý kiến, lấy từ ghi chú trong tệp Word: {files}."
    table = Table("Ý kiến", _COLUMNS, tuple(_rows_of(opinions)), filters=False)
    blocks = (Paragraph((Text(said),)), table)
    appendix = Appendix(number="", title=title, reference="", landscape=True, blocks=blocks)
    return appendices_alone(title, (appendix,), draft=False, notice=notice)


def _rows_of(opinions: Opinions) -> Iterator[Row]:
    several = len(opinions.copies) > 1
    for number, opinion in enumerate(opinions.listed, start=1):
        files = f"(tệp {'; '.join(opinion.files)})" if several else ""
        who = "\n".join(filter(None, (*opinion.who, files)))
        yield Row(
            (
                Cell(count_text(number)),
                Cell(opinion.about),
                Cell(who),
                Cell("\n".join(_lines_of(opinion))),
                Cell(),
                Cell(),
            )
        )


def _lines_of(opinion: Opinion) -> Iterator[str]:
    yield from filter(None, opinion.text.split("\n"))
    for reply in opinion.replies:
        yield f"Trả lời của {reply.author or NOBODY}: {' '.join(reply.text.split())}"
    if opinion.is_settled:
        yield "(Đã đánh dấu giải quyết trong Word.)"
