"""Texts that are issued with a document (quy chế … ban hành kèm theo), and copies of documents."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import Final, NamedTuple

from baocao.inspection.appendices import HEADING
from baocao.inspection.lines import (
    Line,
    is_worded,
    lines_in,
    plain_beginning,
    start_of_table,
    whole_line,
    worded_in,
)
from baocao.inspection.paragraphs import Paragraph
from baocao.model.form import DocumentType, Form
from baocao.vietnamese.text import folded_text

REFERENCE: Final = re.compile(r"\(?\s*(?:duoc )?(?:(?:ban hanh|phe duyet|dinh) )?kem theo\b")
"""How the line begins, without diacritics, that tells with which document a text is issued."""
_LONGEST_REFERENCE: Final = 300
_MOST_TITLES: Final = 10
"""Lines in the middle that may stand over such a reference."""
_COPY_ZONE: Final = 60
"""How many worded paragraphs from the end what stands over a copy is looked for."""
_COPY_HEAD: Final = 6
"""How many lines of a copy's own letterhead stand over its name where no table holds them."""
_COPY_NUMBER: Final = re.compile(r"số\s*:?.*/", re.IGNORECASE)


class Attached(NamedTuple):
    """A text issued with a document: its name, the lines under it, the reference, the zone of its text."""

    heading: Line
    subject: tuple[Line, ...]
    reference: tuple[Line, ...]
    start: int
    end: int


class Copy(NamedTuple):
    """The block under a copied document: what kind of copy, its lines, and its first paragraph."""

    kind: DocumentType
    line: Line
    number: Line | None
    start: int


def is_reference(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph says with which document a text is issued."""
    return is_reference_text(paragraph.text, bracketed=paragraph.layout.align != "center")


def is_reference_text(text: str, *, bracketed: bool = True) -> bool:
    """Tell whether a text begins as such a reference, in brackets or without."""
    if "kèm theo" not in text[:40].lower() or len(text) > _LONGEST_REFERENCE:
        return False
    in_brackets = text.lstrip().startswith("(")
    return (in_brackets or not bracketed) and REFERENCE.match(plain_beginning(text)) is not None


def find_attached(paragraphs: Sequence[Paragraph], start: int, end: int) -> tuple[Attached, ...]:
    """Recognise texts issued with a document: lines in the middle, and such a reference under them."""
    found: list[Attached] = []
    titles: list[Paragraph] = []
    for paragraph in paragraphs[start:end]:
        if not is_worded(paragraph.text):
            continue
        if titles and is_reference(paragraph):
            made = _make_attached(titles, paragraph, end)
            found += [made] if made else []
            titles = []
        elif paragraph.cell is None and paragraph.layout.align == "center" and len(titles) < _MOST_TITLES:
            titles.append(paragraph)
        else:
            titles = []
    ends = [*(each.heading.paragraph.at for each in found[1:]), end]
    return tuple(each._replace(end=last) for each, last in zip(found, ends, strict=False))


def _make_attached(titles: Sequence[Paragraph], reference: Paragraph, end: int) -> Attached | None:
    """Return the text that begins with these lines, unless it is an appendix."""
    first, *rest = (line for paragraph in titles for line in lines_in(paragraph))
    if HEADING.match(first.text):
        return None
    return Attached(first, tuple(rest), (whole_line(reference),), reference.at + 1, end)


def find_copy(paragraphs: Sequence[Paragraph], end: int, form: Form) -> Copy | None:
    """Recognise what stands under a copied document: 'SAO Y' with a letterhead of its own (Mẫu 3.1)."""
    names = {folded_text(kind.name): kind for kind in form.outside.copies.values()}
    for paragraph in islice(worded_in(reversed(paragraphs[:end])), _COPY_ZONE):
        for line in lines_in(paragraph):
            kind = names.get(plain_beginning(line.text).removesuffix(" ban chinh"))
            if kind and line.text.isupper():
                start = _with_table_above(paragraphs, _start_of_copy(paragraphs, paragraph), kind)
                return Copy(kind, line, _copy_number(paragraphs[start:end]), start) if start else None
    return None


def _start_of_copy(paragraphs: Sequence[Paragraph], own: Paragraph) -> int:
    """Return where the copy's own letterhead begins: its table, or the lines together over it."""
    if own.cell:
        return start_of_table(paragraphs, own)
    above = islice(reversed(paragraphs[: own.at]), _COPY_HEAD)
    return own.at - sum(1 for _ in takewhile(lambda each: not each.cell and is_worded(each.text), above))


def _with_table_above(paragraphs: Sequence[Paragraph], start: int, kind: DocumentType) -> int:
    """Return where the table over a copy's name begins if the copy's number stands in it, else `start`."""
    above = start
    while above and not is_worded(paragraphs[above - 1].text):
        above -= 1
    if not above or paragraphs[above - 1].cell is None:
        return start
    above = start_of_table(paragraphs, paragraphs[above - 1])
    number = _copy_number(paragraphs[above:start])
    return above if number and f"/{kind.abbreviation}-" in number.text else start


def _copy_number(own: Sequence[Paragraph]) -> Line | None:
    lines = (line for paragraph in islice(own, 2 * _COPY_ZONE) for line in lines_in(paragraph))
    return next((line for line in lines if _COPY_NUMBER.match(line.text)), None)
