"""What stands between letterhead and text: type, subject, addressees, grounds."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from baocao.inspection.head import ADDRESSED, Head
from baocao.inspection.lines import Line, is_ornament, is_worded, lines, plain, whole
from baocao.inspection.paragraphs import Paragraph
from baocao.model.form import DocumentType, Form
from baocao.vietnamese.text import folded

_ITEM: Final = re.compile(r"[-–+•]\s*\S")
_GROUND: Final = re.compile(r"(?:can cu|xet|theo de nghi)\b")
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
    near = [each for each in paragraphs[head.end :] if is_worded(each.text)][:_NEAR]
    kind, line = _type_line(near, head, form)
    start = line.paragraph.at + 1 if line else head.end
    subject: tuple[Line, ...] = ()
    if line:
        subject, start = _subject(paragraphs, line)
    addressed, addressees, start = _addressees(paragraphs, near, start)
    grounds = _grounds(paragraphs, start)
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
    names = {folded(kind.name): name for name, kind in form.types.items() if kind.titled}
    for paragraph in near:
        first = lines(paragraph)[0]
        if ADDRESSED.match(plain(first.text)):
            break
        if plain(first.text) in names:
            return names[plain(first.text)], first
    if head.subject or any(ADDRESSED.match(plain(each.text)) for each in near):
        return LETTER, None
    if near and _is_title(near[0]):
        return "", whole(near[0])
    return "", None


def _is_title(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a title: in the middle, short, in capitals."""
    text = paragraph.text.strip()
    return paragraph.layout.align == "center" and text.isupper() and len(text) <= _LONGEST_TITLE


def _subject(paragraphs: Sequence[Paragraph], line: Line) -> tuple[tuple[Line, ...], int]:
    """Return the lines in the middle of the page under the type, and the first paragraph after them."""
    found = [each for each in lines(line.paragraph) if each is not line and each.text != line.text]
    index = line.paragraph.at + 1
    for paragraph in paragraphs[index:]:
        text = plain(paragraph.text)
        if not is_worded(text):
            if found and (not text or is_ornament(text)):
                break
            index = paragraph.at + 1
            continue
        begins = not found and text.startswith(("ve ", "v/v"))
        if ADDRESSED.match(text) or not (paragraph.layout.align == "center" or begins):
            break
        found += lines(paragraph)
        index = paragraph.at + 1
    return tuple(found), index


def _addressees(
    paragraphs: Sequence[Paragraph], near: Sequence[Paragraph], start: int
) -> tuple[Line | None, tuple[Line, ...], int]:
    """Return the line 'Kính gửi', the list under or beside it, and the first paragraph after them."""
    first = next(
        (each for paragraph in near for each in lines(paragraph) if ADDRESSED.match(plain(each.text))),
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
            listed += lines(paragraph)
            index = paragraph.at + 1
    return first, tuple(listed), index


def _grounds(paragraphs: Sequence[Paragraph], start: int) -> tuple[Paragraph, ...]:
    """Return the grounds: paragraphs that begin alike and end in a semicolon, and the one after those.

    The authority that decides may be named above them. 'Căn cứ …, đơn vị báo cáo như sau:' is a
    sentence of the text, not a ground.
    """
    found: list[Paragraph] = []
    for paragraph in paragraphs[start:]:
        if not is_worded(paragraph.text) or (not found and _is_title(paragraph)):
            continue
        if not _GROUND.match(plain(paragraph.text)) or paragraph.text.rstrip().endswith(":"):
            break
        found.append(paragraph)
        if not paragraph.text.rstrip().endswith(";"):
            break
    is_list = any(each.text.rstrip().endswith(";") for each in found)
    begins = bool(found) and plain(found[0].text).startswith("can cu")
    return tuple(found) if is_list and begins else ()
