"""Whose form a document has to keep: the state's or the Party's, and that of which day."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from baocao.inspection.head import Head, read_head
from baocao.inspection.lines import said_text, worded_in
from baocao.inspection.reading import Docx
from baocao.model.form import Family, Form
from baocao.source.forms import form_of, load_form

_NEAR: Final = 12
"""Among how many paragraphs from the top an appendix of its own file says what it belongs to."""
_BELONGS: Final = re.compile(r"(?:\(kèm theo|số)\b", re.IGNORECASE)
_PARTY_NOTATION: Final = re.compile(r"\bsố:?\s?[\d.…_]{0,8}\s?-[A-ZĐ][A-Za-zĐđ]{0,4}/[A-ZĐ]", re.IGNORECASE)
_DAY: Final = re.compile(r"\bngày (\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})\b")


def form_for(docx: Docx) -> Form:
    """Return the form whose family the heading names and that was in force on the document's day."""
    state = load_form()
    # By the state's form: only the name over the heading is needed, and every form has it there.
    head = read_head(docx.paragraphs, state)
    if head.is_party:
        return form_of(Family.PARTY, head.day or docx.created or date.max)
    belonging = _belonging_text(docx, head)
    if not _PARTY_NOTATION.search(belonging):
        return state
    return form_of(Family.PARTY, _named_day(belonging) or docx.created or date.max)


def _belonging_text(docx: Docx, head: Head) -> str:
    """Return what a file of appendices says of the document that it belongs to: '(Kèm theo …)'."""
    # With a letterhead a document may belong to one of the Party and be the state's.
    if head.country or head.number:
        return ""
    return next((text for text in _first_texts(docx) if _BELONGS.match(text)), "")


def _first_texts(docx: Docx) -> Iterator[str]:
    return (said_text(paragraph.text) for paragraph in islice(worded_in(docx.paragraphs), _NEAR))


def _named_day(text: str) -> date | None:
    match = _DAY.search(text)
    try:
        return date(*(int(part) for part in match.groups()[::-1])) if match else None
    except ValueError:
        return None
