"""What stands between letterhead and text: type, subject, addressees, grounds."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice, takewhile
from typing import Final, NamedTuple

from baocao.inspection.attached import is_reference, is_reference_text
from baocao.inspection.head import ADDRESSED, LONGEST_HEADING, Head, is_heading, is_number
from baocao.inspection.lines import (
    Line,
    is_ornament,
    is_worded,
    lines_in,
    plain_beginning,
    whole_line,
    worded_in,
)
from baocao.inspection.paragraphs import Paragraph
from baocao.model.form import DocumentType, Form, Punctuation
from baocao.vietnamese.text import folded_text

_ITEM: Final = re.compile(r"[-–+•]\s*\S")
_GROUND: Final = re.compile(r"(?:[-–+•]\s*)?(?:can cu|xet|theo|thuc hien|thi hanh|tren co so)\b")
_FIRST_GROUND: Final = re.compile(r"(?:[-–+•]\s*)?can cu\b")
_CALLED: Final = re.compile(r".{0,120}\bdien\s*:")
"""How a công điện names whom it is sent to (Mẫu 1.6), without diacritics."""
_NUMBERED: Final = re.compile(r"(?:[ivx]+|\d+|[a-z])\s*[.)/-]|(?:phan|chuong|dieu)\b", re.IGNORECASE)
_NEAR: Final = 12
"""Among how many lines under the letterhead type and addressees are looked for."""
_MOST_AUTHORITIES: Final = 3
"""How many lines in capitals may name the authority that decides, over the grounds."""
_SEMICOLON: Final = re.compile(r";\s*$")
_SEMICOLONS: Final = re.compile(r";\s*\n")
_DRAFT: Final = re.compile(r"\(?du thao(?: lan (?:thu )?\w+)?\)?")
"""A mark that is no title, though it stands in one's place."""
_NOTATION: Final = re.compile(r"số\s*:?[\s\d.…_]*/(?P<first>[A-Za-zĐđ0-9&.]+)-", re.IGNORECASE)
LETTER: Final = "cong-van"
REPORT: Final = "bao-cao"


class Title(NamedTuple):
    """What was recognised; `kind` is the id of the type, `start` the first paragraph of the text.

    `merged` tells that type and subject stand on one line, `called` is the line 'A điện:' of a công điện,
    `reference` the line '(Ban hành kèm theo …)' of an attached text, `goes_on` tells that behind the
    grounds the text goes on with one more ('Thực hiện …, Sở kính trình:').
    """

    kind: str
    type: DocumentType | None
    line: Line | None
    subject: tuple[Line, ...]
    addressed: Line | None
    addressees: tuple[Line, ...]
    grounds: tuple[Paragraph, ...]
    start: int
    merged: bool = False
    called: Line | None = None
    reference: tuple[Line, ...] = ()
    goes_on: bool = False

    @property
    def said_subject(self) -> tuple[Line, ...]:
        """The subject without a note in brackets under it ('(Số liệu đến ngày …)'), which no law styles."""
        said = tuple(line for line in self.subject if not (line.text[0] == "(" and line.text[-1] == ")"))
        return said or self.subject

    def sign_of_ground(self, position: int, signs: Punctuation) -> str:
        """Return what ends the ground at a position, counted from 1."""
        is_last = position == len(self.grounds) and not self.goes_on
        return signs.last if is_last else signs.item


def read_title(paragraphs: Sequence[Paragraph], head: Head, form: Form) -> Title:
    """Recognise type, subject, addressees and grounds under the letterhead."""
    near = list(islice(worded_in(islice(paragraphs, head.end, None)), _NEAR))
    kind, line = _type_line(near, head, form)
    start = line.paragraph.at + 1 if line else head.end
    subject: tuple[Line, ...] = ()
    if line:
        subject, start = _subject_lines(paragraphs, line)
    subject, reference = _part_reference(subject)
    if not reference:
        reference, start = _reference_lines(paragraphs, start)
    addressed, addressees, start = _addressee_lines(paragraphs, near, start)
    called, start = _called_line(paragraphs, form.types.get(kind), start)
    grounds = _ground_paragraphs(paragraphs, start, form.types.get(kind))
    return Title(
        kind=kind,
        type=form.types.get(kind),
        line=line,
        subject=subject,
        addressed=addressed,
        addressees=addressees,
        grounds=grounds,
        start=grounds[-1].at + 1 if grounds else start,
        merged=line is not None and kind != "" and not _is_name(line, form.types[kind]),
        called=called,
        reference=reference,
        goes_on=_go_on(paragraphs, grounds),
    )


def with_number_below(head: Head, title: Title) -> tuple[Head, Title]:
    """Return both with the number that contracts and printed forms have under their title."""
    number = next(filter(is_number, title.subject), None) if title.line and head.number is None else None
    if number is None:
        return head, title
    subject = tuple(line for line in title.subject if line is not number)
    return head._replace(number=number), title._replace(subject=subject)


def _type_line(near: Sequence[Paragraph], head: Head, form: Form) -> tuple[str, Line | None]:
    """Return the type's id and its line; a công văn has no line, an unknown type no id."""
    names = {folded_text(kind.name): name for name, kind in form.types.items() if kind.titled}
    above = list(takewhile(lambda paragraph: not _is_addressed(paragraph), near))
    firsts = [lines_in(paragraph)[0] for paragraph in above]
    for first in firsts:
        # 'QUYẾT ĐỊNH:' with a colon stands again under the grounds, where the line over them was not found.
        name = plain_beginning(first.text)
        if (name := name.rstrip(" :.") if first.text.isupper() else name) in names:
            return names[name], first
    if firsts and (merged := _merged_type(firsts[0], names)):
        return merged, firsts[0]
    headings = (first for first in firsts[:2] if is_heading(first))
    title = next((each for each in headings if not _is_stamp(each, form)), None)
    # Only a công văn has its subject under the number, or an addressee without a type above.
    if title is None and (head.subject or len(above) < len(near)):
        return LETTER, None
    if title is None and _numbered_as_letter(head, form):
        return LETTER, None
    return "", title


def _is_stamp(line: Line, form: Form) -> bool:
    """Tell whether a line is a mark of urgency, secrecy, circulation or a draft, which is no title."""
    text = plain_beginning(line.text)
    return bool(_DRAFT.fullmatch(text)) or text in {folded_text(each.text) for each in form.stamps.values()}


def _numbered_as_letter(head: Head, form: Form) -> bool:
    """Tell whether the number is one of a công văn: with no type in its notation."""
    if head.number is None:
        return False
    own = form.types[LETTER].abbreviation
    if own:
        return f"-{own}/" in head.number.text
    match = _NOTATION.match(head.number.text)
    return match is not None and match["first"] not in {kind.abbreviation for kind in form.types.values()}


def _is_addressed(paragraph: Paragraph) -> bool:
    return ADDRESSED.match(plain_beginning(paragraph.text)) is not None


def _is_name(line: Line, kind: DocumentType) -> bool:
    return plain_beginning(line.text).rstrip(" :.") == folded_text(kind.name)


def _merged_type(line: Line, names: Mapping[str, str]) -> str:
    """Return the type whose name begins a line of capitals that goes on with the subject."""
    text = plain_beginning(line.text)
    if not line.text.isupper() or len(text) > LONGEST_HEADING:
        return ""
    return next((kind for name, kind in names.items() if text.startswith(f"{name} ")), "")


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
        # Many set the subject flush left; its first word or its weight tells it from the text.
        begins = not subject and (text.startswith(("ve ", "v/v")) or _is_bold_line(paragraph))
        if not (paragraph.layout.align == "center" or begins) or _ends_subject(paragraph, text, subject):
            break
        subject += lines_in(paragraph)
        index = paragraph.at + 1
    return tuple(subject), index


def _is_bold_line(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a bold line without a number, that ends as no sentence does."""
    text = paragraph.text.strip()
    if (
        len(text) > LONGEST_HEADING
        or text.endswith((".", ";", ":"))
        or _NUMBERED.match(plain_beginning(text))
    ):
        return False
    return all(look.bold for look in whole_line(paragraph).looks)


def _ends_subject(paragraph: Paragraph, text: str, subject: Sequence[Line]) -> bool:
    """Tell whether what stands in the middle is no longer the subject: as who decides, in capitals."""
    decides = bool(subject) and not subject[-1].text.isupper() and paragraph.text.isupper()
    return decides or bool(ADDRESSED.match(text) or _CALLED.match(text)) or is_reference(paragraph)


def _part_reference(subject: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the subject, and the line '(Ban hành kèm theo …)' that a break parts from it."""
    places = (place for place, line in enumerate(subject) if is_reference_text(line.text))
    first = next(places, len(subject))
    return subject[:first], subject[first:]


def _reference_lines(paragraphs: Sequence[Paragraph], start: int) -> tuple[tuple[Line, ...], int]:
    """Return the line '(Ban hành kèm theo …)' under type and subject, and the first paragraph after it."""
    first = next(worded_in(islice(paragraphs, start, None)), None)
    if first is None or not is_reference(first):
        return (), start
    return (whole_line(first),), first.at + 1


def _called_line(
    paragraphs: Sequence[Paragraph], kind: DocumentType | None, start: int
) -> tuple[Line | None, int]:
    """Return the line 'A điện:' of a công điện, and the first paragraph after the list under it."""
    if kind is None or not kind.salutation.endswith(":"):
        return None, start
    near = islice(worded_in(islice(paragraphs, start, None)), _MOST_AUTHORITIES)
    first = next((each for each in near if _CALLED.match(plain_beginning(each.text))), None)
    if first is None:
        return None, start
    after = takewhile(
        lambda each: not is_worded(each.text) or _ITEM.match(each.text.strip()) is not None,
        islice(paragraphs, first.at + 1, None),
    )
    return whole_line(first), first.at + 1 + sum(1 for _ in after)


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
    lines = lines_in(own)
    # The list may stand behind a tab or a break of the same paragraph.
    listed = lines[lines.index(first) + 1 :]
    index = own.at + 1
    for paragraph in paragraphs[own.at + 1 :]:
        beside = own.cell and paragraph.cell and own.cell.table == paragraph.cell.table
        is_item = _ITEM.match(paragraph.text.strip()) or paragraph.layout.numbered
        if is_worded(paragraph.text):
            # Grounds of the Party have dashes too, and follow the addressees.
            is_ground = _FIRST_GROUND.match(plain_beginning(paragraph.text))
            if is_ground or not (beside or is_item):
                break
            listed += lines_in(paragraph)
            index = paragraph.at + 1
    return first, tuple(listed), index


def _ground_paragraphs(
    paragraphs: Sequence[Paragraph], start: int, kind: DocumentType | None
) -> tuple[Paragraph, ...]:
    """Return the grounds: paragraphs that begin alike and end in a semicolon, and the one after those.

    The authority that decides may be named above them. 'Căn cứ …, đơn vị báo cáo như sau:' is a
    sentence of the text, not a ground. A decision has grounds: there 'Theo …;' begins them, too.
    """
    grounds: list[Paragraph] = []
    above = 0
    for paragraph in islice(paragraphs, start, None):
        if not is_worded(paragraph.text):
            continue
        if not grounds and above < _MOST_AUTHORITIES and _names_authority(paragraph):
            above += 1
            continue
        if not _is_ground(paragraph):
            break
        grounds.append(paragraph)
    decides = kind is not None and kind.grounded
    is_list = any(_SEMICOLON.search(ground.text) for ground in grounds)
    one_paragraph = any(_SEMICOLONS.search(ground.text) for ground in grounds[:1])
    begins = bool(grounds) and _FIRST_GROUND.match(plain_beginning(grounds[0].text)) is not None
    if not is_list:
        return tuple(grounds) if decides or (one_paragraph and begins) else ()
    return tuple(_without_sentence(grounds)) if decides or begins else ()


def _go_on(paragraphs: Sequence[Paragraph], grounds: Sequence[Paragraph]) -> bool:
    """Tell whether the sentence under a list of grounds is their last one and goes on as the text."""
    if not grounds or not _SEMICOLON.search(grounds[-1].text):
        return False
    below = next(worded_in(islice(paragraphs, grounds[-1].at + 1, None)), None)
    return below is not None and _GROUND.match(plain_beginning(below.text)) is not None


def _names_authority(paragraph: Paragraph) -> bool:
    """Tell whether a line names in capitals the authority that decides."""
    text = paragraph.text.strip()
    return text.isupper() and len(text) <= LONGEST_HEADING and not _NUMBERED.match(plain_beginning(text))


def _is_ground(paragraph: Paragraph) -> bool:
    ends = paragraph.text.rstrip().endswith(":")
    return not ends and _GROUND.match(plain_beginning(paragraph.text)) is not None


def _without_sentence(grounds: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return the grounds to the one that ends the list with a full stop."""
    ends = (position for position, each in enumerate(grounds, 1) if each.text.rstrip().endswith("."))
    return grounds[: next(ends, len(grounds))]
