"""What stands between letterhead and text: type, subject, addressees, grounds."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from baocao.inspection.head import ADDRESSED, Head
from baocao.inspection.lines import Line, is_ornament, is_worded, lines_in, plain_beginning, whole_line
from baocao.inspection.paragraphs import Paragraph
from baocao.model.form import DocumentType, Form
from baocao.vietnamese.text import folded_text

_ITEM: Final = re.compile(r"[-–+•]\s*\S")
_GROUND: Final = re.compile(r"(?:[-–+•]\s*)?(?:can cu|xet|theo de nghi)\b")
_FIRST_GROUND: Final = re.compile(r"(?:[-–+•]\s*)?can cu\b")
_NEAR: Final = 12
"""Among how many lines under the letterhead type and addressees are looked for."""
_LONGEST_TITLE: Final = 80
LETTER: Final = "cong-van"
REPORT: Final = "bao-cao"


class Title(NamedTuple):
    """What was recognised; `kind` is the id of the type, `start` the first paragraph of the text."""

    kind: str
    type: DocumentType | None
    line: Line | None
    subject: tuple[Line, ...]
    addressed: Line | None
    addressees: tuple[Line, ...]
    grounds: tuple[Paragraph, ...]
    start: int


def read_title(paragraphs: Sequence[Paragraph], head: Head, form: Form) -> Title:
    """Recognise type, subject, addressees and grounds under the letterhead."""
    near = [paragraph for paragraph in paragraphs[head.end :] if is_worded(paragraph.text)][:_NEAR]
    kind, line = _type_line(near, head, form)
    start = line.paragraph.at + 1 if line else head.end
    subject: tuple[Line, ...] = ()
    if line:
        subject, start = _subject_lines(paragraphs, line)
    addressed, addressees, start = _addressee_lines(paragraphs, near, start)
    grounds = _ground_paragraphs(paragraphs, start)
    return Title(
        kind=kind,
        type=form.types.get(kind),
        line=line,
        subject=subject,
        addressed=addressed,
        addressees=addressees,
        grounds=grounds,
        start=grounds[-1].at + 1 if grounds else start,
    )


def _type_line(near: Sequence[Paragraph], head: Head, form: Form) -> tuple[str, Line | None]:
    """Return the type's id and its line; a công văn has no line, an unknown type no id."""
    names = {folded_text(kind.name): name for name, kind in form.types.items() if kind.titled}
    for paragraph in near:
        first = lines_in(paragraph)[0]
        if ADDRESSED.match(plain_beginning(first.text)):
            break
        if plain_beginning(first.text) in names:
            return names[plain_beginning(first.text)], first
    # Only a công văn has its subject under the number, or an addressee without a type above.
    if head.subject or any(ADDRESSED.match(plain_beginning(paragraph.text)) for paragraph in near):
        return LETTER, None
    if near and _is_title(near[0]):
        return "", whole_line(near[0])
    return "", None


def _is_title(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a title: in the middle, short, in capitals."""
    text = paragraph.text.strip()
    return paragraph.layout.align == "center" and text.isupper() and len(text) <= _LONGEST_TITLE


def _subject_lines(paragraphs: Sequence[Paragraph], line: Line) -> tuple[tuple[Line, ...], int]:
    """Return the lines in the middle of the page under the type, and the first paragraph after them."""
    subject = [
        line_below
        for line_below in lines_in(line.paragraph)
        if line_below is not line and line_below.text != line.text
    ]
    index = line.paragraph.at + 1
    for paragraph in paragraphs[index:]:
        text = plain_beginning(paragraph.text)
        if not is_worded(text):
            if subject and (not text or is_ornament(text)):
                break
            index = paragraph.at + 1
            continue
        # Many set the subject flush left; its first word tells it from the text.
        begins = not subject and text.startswith(("ve ", "v/v"))
        if ADDRESSED.match(text) or not (paragraph.layout.align == "center" or begins):
            break
        subject += lines_in(paragraph)
        index = paragraph.at + 1
    return tuple(subject), index


def _addressee_lines(
    paragraphs: Sequence[Paragraph], near: Sequence[Paragraph], start: int
) -> tuple[Line | None, tuple[Line, ...], int]:
    """Return the line 'Kính gửi', the list under or beside it, and the first paragraph after them."""
    first = next(
        (
            line
            for paragraph in near
            for line in lines_in(paragraph)
            if ADDRESSED.match(plain_beginning(line.text))
        ),
        None,
    )
    if first is None:
        return None, (), start
    own = first.paragraph
    listed: list[Line] = []
    index = own.at + 1
    for paragraph in paragraphs[own.at + 1 :]:
        beside = own.cell and paragraph.cell and own.cell.table == paragraph.cell.table
        is_item = _ITEM.match(paragraph.text.strip()) or paragraph.layout.numbered
        if is_worded(paragraph.text):
            if not (beside or is_item):
                break
            listed += lines_in(paragraph)
            index = paragraph.at + 1
    return first, tuple(listed), index


def _ground_paragraphs(paragraphs: Sequence[Paragraph], start: int) -> tuple[Paragraph, ...]:
    """Return the grounds: paragraphs that begin alike and end in a semicolon, and the one after those.

    The authority that decides may be named above them. 'Căn cứ …, đơn vị báo cáo như sau:' is a
    sentence of the text, not a ground.
    """
    grounds: list[Paragraph] = []
    for paragraph in paragraphs[start:]:
        if not is_worded(paragraph.text) or (not grounds and _is_title(paragraph)):
            continue
        if not _GROUND.match(plain_beginning(paragraph.text)) or paragraph.text.rstrip().endswith(":"):
            break
        grounds.append(paragraph)
        if not paragraph.text.rstrip().endswith(";"):
            break
    is_list = any(ground.text.rstrip().endswith(";") for ground in grounds)
    begins = bool(grounds) and _FIRST_GROUND.match(plain_beginning(grounds[0].text)) is not None
    return tuple(grounds) if is_list and begins else ()
