"""Characters become others: the few that a rule asks for, in the run in which they stand."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from baocao.inspection.mending.context import Mending
from baocao.inspection.mending.package import Element, W, local_name
from baocao.inspection.mending.records import Change, Left
from baocao.inspection.mending.tracking import is_own_insertion, run_length
from baocao.inspection.mending.wordings import Rewording, Spelling, wordings_for
from baocao.inspection.paragraphs import Paragraph
from baocao.inspection.verdicts import excerpt_of

IN_FIELD: Final = "chữ do trường tự động của Word sinh ra; sửa ở nguồn của trường"
IN_CHANGE: Final = "đoạn có nội dung đang chờ chấp nhận hoặc từ chối (theo dõi thay đổi)"
IN_CONTROL: Final = "chữ nằm trong ô nhập liệu (content control), siêu liên kết hoặc hộp văn bản"
_HOLDERS: Final = frozenset({"p", "smartTag", "customXml"})
"""In what a run may stand whose characters are changed."""
_CHANGES: Final = frozenset({"ins", "del", "moveFrom", "moveTo"})
_AROUND: Final = 12
"""How many characters beside a change are quoted."""


class _Piece(NamedTuple):
    """Characters of one run: where they begin in the paragraph."""

    start: int
    length: int
    run: Element


def mend_wordings(mending: Mending, broken: Iterable[str]) -> None:
    """Change the characters that the broken rules ask for."""
    found = sorted(wordings_for(mending.case, broken), key=lambda each: (each.paragraph.at, each.spelling))
    for _, group in groupby(found, key=lambda each: each.paragraph.at):
        _reword_paragraph(mending, list(group))


def _reword_paragraph(mending: Mending, asked: list[Rewording]) -> None:
    paragraph = asked[0].paragraph
    pieces = list(_pieces_of(mending, paragraph))
    fields = _runs_in_fields(mending.paragraphs[paragraph.node]) if paragraph.node >= 0 else set()
    if not pieces:
        return
    done: list[Rewording] = []
    # From the end: what stands before keeps its place, and its run.
    for each in reversed(asked):
        touched = _touched_pieces(pieces, each.spelling)
        reason = next(filter(None, (_reason_against(piece.run, fields) for piece in touched)), "")
        if reason:
            mending.leave_alone(Left(each.rule, each.part, paragraph.text, reason, node=paragraph.node))
        elif touched:
            _rewrite_pieces(mending, touched, each.spelling)
            done.insert(0, each)
    for rule in dict.fromkeys(each.rule for each in done):
        mending.note_change(_told_change([each for each in done if each.rule == rule]))


def _pieces_of(mending: Mending, paragraph: Paragraph) -> Iterator[_Piece]:
    """Yield the runs of a paragraph; none where they are no more as they were read."""
    pieces: list[_Piece] = []
    start = 0
    for run in paragraph.runs:
        element = mending.runs[run.node] if run.node >= 0 else None
        # Parted by another mender in this pass: the next one sees it anew.
        if element is None or run_length(element) != len(run.text):
            return
        pieces.append(_Piece(start, len(run.text), element))
        start += len(run.text)
    yield from pieces


def _touched_pieces(pieces: list[_Piece], spelling: Spelling) -> list[_Piece]:
    """Return the runs that a change is made in; what is put between belongs to the run behind a zero."""
    start, end, new = spelling
    if start < end:
        return [each for each in pieces if each.start < end and start < each.start + each.length]
    at = start if new.isdigit() or start == 0 else start - 1
    return [each for each in pieces if each.start <= at < each.start + each.length]


def _reason_against(run: Element, fields: set[Element]) -> str:
    """Return why characters of a run cannot be changed; nothing where they can."""
    parent = run.getparent()
    if run in fields:
        return IN_FIELD
    if local_name(parent) in _CHANGES and not is_own_insertion(parent):
        return IN_CHANGE
    return "" if local_name(parent) in _HOLDERS | {"ins"} else IN_CONTROL


def _runs_in_fields(paragraph: Element) -> set[Element]:
    """Return the runs that belong to fields; what ends without a beginning began in a paragraph above."""
    inside: set[Element] = set()
    before: list[Element] = []
    depth = 0
    for run in paragraph.iter(f"{W}r"):
        kinds = [sign.get(f"{W}fldCharType") for sign in run.iter(f"{W}fldChar")]
        depth += kinds.count("begin")
        before.append(run)
        if depth > 0:
            inside.add(run)
        ends = kinds.count("end")
        if ends > depth:
            inside.update(before)
        depth = max(0, depth - ends)
    return inside


def _rewrite_pieces(mending: Mending, touched: list[_Piece], spelling: Spelling) -> None:
    """Put the new characters where the old ones stand, or between, with the look of their run."""
    start, end, new = spelling
    for piece in reversed(touched[1:]):
        _cut_piece(mending, piece, start, end)
    first = touched[0]
    low, high = start - first.start, min(end - first.start, first.length)
    run = first.run
    if low == high:
        _put_between(mending, first, low, new)
        return
    if high < run_length(run):
        mending.tracker.split_run(run, high)
    if low > 0:
        _, run = mending.tracker.split_run(run, low)
    if new:
        mending.tracker.insert_text(run, new)
    mending.tracker.delete_run(run)


def _put_between(mending: Mending, piece: _Piece, at: int, new: str) -> None:
    if at == 0:
        mending.tracker.insert_text(piece.run, new, before=True)
        return
    if at < run_length(piece.run):
        mending.tracker.split_run(piece.run, at)
    mending.tracker.insert_text(piece.run, new)


def _cut_piece(mending: Mending, piece: _Piece, start: int, end: int) -> None:
    low, high = max(0, start - piece.start), min(piece.length, end - piece.start)
    run = piece.run
    if high < piece.length:
        mending.tracker.split_run(run, high)
    if low > 0:
        _, run = mending.tracker.split_run(run, low)
    mending.tracker.delete_run(run)


def _told_change(done: list[Rewording]) -> Change:
    """Return the changes of a paragraph as they are told: the words around them as they were and are."""
    first, paragraph = done[0], done[0].paragraph
    text = paragraph.text
    low, high = max(0, first.spelling.start - _AROUND), done[-1].spelling.end + _AROUND
    after = text[done[-1].spelling.end : high]
    for each, following in zip(reversed(done), (None, *reversed(done)), strict=False):
        kept = text[each.spelling.end : following.spelling.start] if following else ""
        after = f"{each.spelling.new}{kept}{after}"
    before = text[low:high]
    after = f"{text[low : first.spelling.start]}{after}"
    return Change(
        first.rule,
        first.part,
        excerpt_of(text),
        before=before.strip(),
        after=after.strip(),
        node=paragraph.node,
        reworded=True,
    )
