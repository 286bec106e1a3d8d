"""Of whom a consolidated document speaks: one sentence, which no official one with gaps can forget."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from baocao.documents.ledger import Marks
from baocao.documents.markdown import APPENDIX, referred_names, resolve_references
from baocao.documents.request import Request
from baocao.documents.sources import unit_names, unit_tally
from baocao.documents.tokens import OBJECT, escaped_text, gap_token, object_token
from baocao.documents.views import in_sentence
from baocao.documents.writing import GAP
from baocao.model.printed import Key
from baocao.model.submission import State, Submission
from baocao.model.unit import Unit
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.text import joined_words

SCOPE: Final = "phamvi"
"""The kind of the token that stands for the sentence where a template has a place for it."""
MOST_NAMED: Final = 20
"""More units than these are in an appendix, where the template has one."""
MOST_ON_PAPER: Final = 4
"""More units than these are counted on a paper of one page."""
_HEADING: Final = re.compile(r"^#{1,6} .*$", re.MULTILINE)


def scope_token() -> str:
    """Return what stands in the text of a template for the sentence."""
    return object_token(SCOPE, "th")


def with_scope(
    markdown: str, request: Request, marks: Marks, listings: Iterable[str] = (), *, paper: bool = False
) -> str:
    """Return the text with the sentence in its place; an official one with gaps has it in any case.

    `listings` are the tokens of tables that name who has not reported. On a `paper` of one page many are
    counted: the report, which it sums up, has their names.
    """
    is_asked = bool(referred_names(markdown, SCOPE))
    if request.consolidation is None or not (is_asked or request.accepted):
        return markdown
    appendix = next(filter(None, (_appendix_around(markdown, token) for token in listings)), "")
    sentence = _scope_sentence(request, marks, appendix, MOST_ON_PAPER if paper else MOST_NAMED)
    if request.accepted:
        # It says that they are missing, and why that was accepted stands in the record.
        markdown = markdown.replace(gap_token(GAP), State.MISSING.value)
    if is_asked or request.product.corrects:
        return resolve_references(markdown, SCOPE, {"th": sentence})
    return with_paragraph(markdown, sentence)


def _scope_sentence(request: Request, marks: Marks, appendix: str, most: int) -> str:
    return f"{'; '.join(_scope_clauses(request, marks, appendix, most))}."


def _scope_clauses(request: Request, marks: Marks, appendix: str, most: int) -> Iterator[str]:
    """Yield how many units the document speaks for, who is silent, and whose report lacks something."""
    assert request.consolidation is not None  # noqa: S101 - of a consolidated document
    who, submissions = request.consolidation.expected, request.workspace.submissions
    share = pair_text(len(who.reported), len(who.units))
    counted = unit_tally("số đơn vị đã báo cáo, trên số đơn vị phải báo cáo", who.units, submissions)
    yield f"Báo cáo tổng hợp từ {marks.mark_text(share, counted)} đơn vị"
    if who.missing:
        yield f"chưa có báo cáo của{_told_units(who.missing, marks, appendix, most)}"
    lacking = request.accepted.gaps.lacking if request.accepted else {}
    partial = [unit for unit in who.reported if unit.id in lacking]
    if partial:
        yield f"báo cáo còn thiếu nội dung của{_named_or_counted(partial, submissions, marks, most)}"


def _told_units(units: Sequence[Unit], marks: Marks, appendix: str, most: int) -> str:
    if len(units) > most and (appendix or most < MOST_NAMED):
        counted = marks.mark_text(count_text(len(units)), unit_tally("số đơn vị chưa báo cáo", units, {}))
        place = f"tại {object_token(APPENDIX, appendix)}" if appendix else "trong báo cáo tổng hợp"
        return f" {counted} đơn vị (danh sách {place})"
    return f": {_joined_names(units, marks)}"


def _named_or_counted(
    units: Sequence[Unit], submissions: Mapping[str, Submission], marks: Marks, most: int
) -> str:
    """Return the names, or how many there are where a sentence cannot hold them."""
    if len(units) <= most:
        return f": {_joined_names(units, marks)}"
    counted: Key = unit_tally("số đơn vị báo cáo còn thiếu nội dung", units, submissions)
    return f" {marks.mark_text(count_text(len(units)), counted)} đơn vị"


def _joined_names(units: Sequence[Unit], marks: Marks) -> str:
    names = (escaped_text(in_sentence(unit)) for unit in units)
    return marks.mark_text(joined_words(names), unit_names(units))


def _appendix_around(markdown: str, token: str) -> str:
    """Return the name of the appendix in which a token stands; nothing where it stands in the body."""
    before, found, _ = markdown.partition(token.strip())
    opened = ""
    for sign in OBJECT.finditer(before) if found else ():
        if sign["kind"] == "mo":
            opened = sign["name"]
        elif sign["kind"] == "dong":
            opened = ""
    return opened


def with_paragraph(markdown: str, sentence: str) -> str:
    """Return the text with a paragraph below its first heading, else at the beginning of what it is."""
    first = next((sign for sign in OBJECT.finditer(markdown) if sign["kind"] == "mo"), None)
    body = markdown[: first.start()] if first else markdown
    if heading := _HEADING.search(body):
        at = heading.end()
    elif first and not OBJECT.sub("", body).strip():
        at = first.end()  # appendices that go out in a file of their own, maybe with data beside them
    else:
        opening, _, _ = body.lstrip("\n").partition("\n\n")
        at = body.index(opening) + len(opening)
    return f"{markdown[:at]}\n\n{sentence}\n\n{markdown[at:]}"
