"""What a document says otherwise than the same document as it was made: nothing is passed over.

Both are read alike. Prose is found by its bookmark, and where that is lost by its words; every other line
is paired with the line that it was. What remains came or went.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from baocao.features.exchange.word.atoms import PARAGRAPH, UnmappableError
from baocao.features.exchange.word.differing import Run, compare_tokens, patched_text
from baocao.features.exchange.word.moving import found_moves
from baocao.features.exchange.word.pairing import Paired, paired_lines
from baocao.features.exchange.word.records import (
    Edits,
    FigureEdit,
    OtherEdit,
    ProseEdit,
    ReferenceEdit,
    Sort,
    cell_text,
)
from baocao.features.exchange.word.sides import Placed, Side
from baocao.features.exchange.word.spelling import (
    clean_text,
    is_same_spelling,
    same_words,
    spelling_changes,
    text_tokens,
)
from baocao.features.exchange.word.values import same_value
from baocao.foreign.word_marks import MarkedDocument
from baocao.foreign.word_text import CellSpot, Part
from baocao.model.marks import Mark, MarkKind
from baocao.model.printed import FigureKey
from baocao.render.heads import REMARKS_TITLE

_NARRATIVE: Final = "noi_dung/"
"""How the ways of texts begin that have several paragraphs, and may get another."""
_MOST_SPOTS: Final = 20
"""Places that are told of one figure."""


def compare_documents(made: MarkedDocument, edited: MarkedDocument) -> Edits:
    """Return what was edited in a document since it was made."""
    return _Comparison(Side(made, made.marks), Side(edited, made.marks)).compare()


class _Comparison:
    def __init__(self, old: Side, new: Side) -> None:
        self._old = old
        self._new = new
        self._figures: dict[str, FigureEdit] = {}
        self._references: list[ReferenceEdit] = []
        self._prose: list[ProseEdit] = []
        self._others: list[OtherEdit] = []
        self._respelled = 0
        self._left: Mapping[int, CellSpot | None] = {}

    def compare(self) -> Edits:
        """Return all edits."""
        there = {line for name in self._now for line in self._old.blocks[name]}
        covered = {line for lines in self._now.values() for line in lines}
        left = [line for line in _speaking(self._old) if line not in there]
        come = [line for line in _speaking(self._new) if line not in covered]
        paired = paired_lines(self._old, self._new, left, come)
        owner_of = {line: name for name, lines in self._old.blocks.items() for line in lines}
        found: dict[str, list[int]] = {}
        for one, two in paired.pairs:
            if one in owner_of:
                found.setdefault(owner_of[one], []).append(two)
            else:
                self._compare_line(one, two, is_moved=one in paired.moved)
        self._tell_moves([*paired.pairs, *((lines[0], now[0]) for lines, now in self._blocks_kept())])
        beside, strangers = self._new_lines(paired, found)
        self._compare_blocks(found, beside)
        self._tell_gone(paired, owner_of)
        self._others += [
            OtherEdit(Sort.ADDED, "", self._new.texts[two], self._new.spot(two)) for two in strangers
        ]
        return Edits(
            tuple(self._with_standing(each) for each in self._figures.values()),
            tuple(self._references),
            tuple(sorted(self._prose, key=lambda each: each.spot.line)),
            tuple(sorted(self._others, key=lambda each: each.spot.line)),
            self._respelled,
        )

    @cached_property
    def _now(self) -> dict[str, tuple[int, ...]]:
        """The lines that the bookmark of prose touches now, each for the first that touches it."""
        found: dict[str, tuple[int, ...]] = {}
        taken: set[int] = set()
        there = [name for name in self._old.blocks if name in self._new.spans]
        for name in sorted(there, key=lambda each: self._new.spans[each]):
            touched = self._new.view.lines_of(self._new.spans[name])
            lines = [line for line, text in touched if line not in taken and text.strip()]
            taken.update(lines)
            if lines:
                found[name] = tuple(lines)
        return found

    def _new_lines(
        self, paired: Paired, found: Mapping[str, list[int]]
    ) -> tuple[dict[str, list[int]], list[int]]:
        """Return the new lines that stand beside prose, by the name of its mark, and all others."""
        owner = {line: name for name, lines in self._now.items() for line in lines}
        owner |= {line: name for name, lines in found.items() for line in lines}
        beside: dict[str, list[int]] = {}
        strangers: list[int] = []
        for two in paired.come:
            name = self._neighbour(two, owner)
            if name and self._old.marks[name].key.startswith(_NARRATIVE):
                beside.setdefault(name, []).append(two)
                owner[two] = name
            else:
                strangers.append(two)
        return beside, strangers

    def _neighbour(self, line: int, owner: Mapping[int, str]) -> str:
        """Return the prose right before a line, or else right after it, under the same heading."""
        heading = self._new.view.lines[line].heading
        for step in (-1, 1):
            near = line + step
            while 0 <= near < len(self._new.view.lines) and self._new.is_silent(near):
                near += step
            if near in owner and self._new.view.lines[near].heading == heading:
                return owner[near]
        return ""

    def _compare_blocks(self, found: Mapping[str, list[int]], beside: Mapping[str, list[int]]) -> None:
        for name, lines in self._old.blocks.items():
            now = self._now.get(name, ())
            by_words = not now and name in found
            edit = ProseEdit(
                self._old.marks[name],
                tuple(self._block_paragraph(name, line) for line in lines),
                tuple(map(self._new.paragraph, now or sorted(found.get(name, ())))),
                self._old.spot(lines[0]),
                references=tuple(self._references_in(lines)),
                is_plain=self._old.view.lines[lines[0]].part is not Part.BODY,
                found_by_likeness=by_words,
                beside=tuple(map(self._new.paragraph, beside.get(name, ()))),
                target=self._target_of(name, lines),
            )
            self._keep_prose(edit._replace(new=self._without_tail(name, lines[-1], edit.new)))

    def _keep_prose(self, edit: ProseEdit) -> None:
        old, new = (PARAGRAPH.join(filter(None, part)) for part in (edit.old, (*edit.new, *edit.beside)))
        if same_words(old, new) and not edit.target:
            self._respelled += spelling_changes(old, new)
        else:
            self._prose.append(edit)

    def _blocks_kept(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Yield the lines of prose that still has its bookmark: those that it had, those that it has."""
        return ((lines, self._now[name]) for name, lines in self._old.blocks.items() if self._now.get(name))

    def _tell_moves(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Tell what stands elsewhere in tables; prose that is moved is told as prose."""
        moves = found_moves(self._old, self._new, pairs)
        prose = {line for lines in self._old.blocks.values() for line in lines}
        self._left = {line: cell for line, cell in moves.lines.items() if line in prose}
        for line, cell in moves.lines.items():
            if line not in prose:
                self._keep_move(line, (line,), cell)
        for row in moves.rows:
            self._keep_move(row[0], row, None)

    def _keep_move(self, line: int, lines: tuple[int, ...], target: CellSpot | None) -> None:
        text = " | ".join(clean_text(self._old.texts[each]).strip() for each in lines)
        gathered = self._gathered(line)
        self._others.append(
            OtherEdit(Sort.MOVED, text, text, self._old.spot(line), gathered, target=target)
        )

    def _target_of(self, name: str, lines: Sequence[int]) -> str:
        """Return where prose stands that is no longer in its cell, or no longer under its heading."""
        now = self._now.get(name)
        if lines[0] in self._left:
            return cell_text(self._left[lines[0]]) or "ngoài bảng"
        if not now or self._old.view.lines[lines[0]].part is not Part.BODY:
            return ""
        was, heading = self._old.heading_of(lines[0]), self._new.heading_of(now[0])
        return heading if heading != was and was in self._headings_now else ""

    @cached_property
    def _headings_now(self) -> frozenset[str]:
        return frozenset(map(self._new.heading_of, range(len(self._new.view.lines))))

    def _block_paragraph(self, name: str, line: int) -> str:
        """Return a paragraph of prose without what the template puts behind it."""
        tail = self._tail_of(name, line)
        text = self._old.paragraph(line)
        return text.removesuffix(tail).rstrip() if tail else text

    def _tail_of(self, name: str, line: int) -> str:
        span = self._old.spans[name]
        text = self._old.view.lines[line].text
        return text[span.end.position :].strip() if line == span.end.line else ""

    def _without_tail(self, name: str, line: int, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
        tail = self._tail_of(name, line)
        if not tail or not paragraphs:
            return paragraphs
        return (*paragraphs[:-1], paragraphs[-1].removesuffix(tail).rstrip())

    def _references_in(self, lines: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Yield what the marks of prose printed, in order."""
        for line in lines:
            for placed in self._old.placed.get(line, ()):
                if key := _key_of_reference(placed):
                    yield key, self._old.text_between(line, placed.start, placed.end)

    def _compare_line(self, one: int, two: int, *, is_moved: bool) -> None:
        """Tell what changed in a line that no unit wrote as a whole."""
        old, new = clean_text(self._old.texts[one]), clean_text(self._new.texts[two])
        if is_moved and self._old.view.lines[one].part is Part.BODY:
            self._others.append(OtherEdit(Sort.MOVED, old, new, self._old.spot(one)))
        if same_words(old, new):
            self._respelled += spelling_changes(old, new)
            return
        runs = list(_runs_between(self._old.texts[one], self._new.texts[two]))
        left = self._without_marked(one, runs)
        if left:
            self._others.append(
                OtherEdit(Sort.EDITED, old.strip(), new.strip(), self._old.spot(one), self._gathered(one))
            )

    def _without_marked(self, line: int, runs: list[Run]) -> list[Run]:
        """Tell what happened to the marks of a line; return the runs that lie outside of them."""
        placed = [each for each in self._old.placed.get(line, ()) if each.start < each.end]
        inline = [each for each in placed if each.mark.kind is MarkKind.PROSE]
        left = list(runs)
        for each in inline:
            inside = [run for run in left if _lies_in(run, each)]
            if inside:
                left = [run for run in left if run not in inside]
                self._keep_inline(line, each, inside)
        for each in placed:
            inside = [run for run in left if _lies_in(run, each)]
            if inside and each.mark.kind is not MarkKind.PROSE:
                left = [run for run in left if run not in inside]
                self._keep_value(line, each, inside)
        for each in placed:
            if each.mark.kind is MarkKind.FIGURE and any(_touches(run, each) for run in left):
                self._keep_figure(line, each, self._text_now(each.name))
        return left

    def _text_now(self, name: str) -> str:
        """Return what the bookmark of a figure covers now; nothing where it went with the words around."""
        span = self._new.spans.get(name)
        return clean_text(self._new.view.text_of(span)).strip() if span else ""

    def _keep_inline(self, line: int, placed: Placed, runs: list[Run]) -> None:
        old = self._old.text_between(line, placed.start, placed.end)
        inside = [
            (each.mark.key, self._old.text_between(line, each.start, each.end))
            for each in self._old.placed.get(line, ())
            if each.mark.kind is MarkKind.REFERENCE
            and placed.start <= each.start
            and each.end <= placed.end
        ]
        new = patched_text(old, placed.start, runs)
        edit = ProseEdit(
            placed.mark, (old,), (clean_text(new),), self._old.spot(line), tuple(inside), is_plain=True
        )
        self._keep_prose(edit)

    def _keep_value(self, line: int, placed: Placed, runs: list[Run]) -> None:
        old = self._old.text_between(line, placed.start, placed.end)
        new = clean_text(patched_text(old, placed.start, runs)).strip()
        if placed.mark.kind is MarkKind.FIGURE:
            self._keep_figure(line, placed, new)
        else:
            self._references.append(ReferenceEdit(placed.mark, old, new, self._old.spot(line)))

    def _keep_figure(self, line: int, placed: Placed, new: str) -> None:
        old = self._old.text_between(line, placed.start, placed.end)
        if same_value(old, new):
            self._respelled += old != new
        else:
            self._figures[placed.name] = FigureEdit(placed.mark, old, new, self._old.spot(line))

    def _with_standing(self, edit: FigureEdit) -> FigureEdit:
        """Return a change of a figure with the other places where it stands and reads as before."""
        spots = [
            self._old.spot(span.start.line)
            for name, span in self._old.spans.items()
            if name not in self._figures
            and self._old.marks[name].kind is MarkKind.FIGURE
            and self._old.marks[name].key == edit.mark.key
        ]
        return edit._replace(standing=tuple(spots[:_MOST_SPOTS]))

    def _tell_gone(self, paired: Paired, owner_of: Mapping[int, str]) -> None:
        """Tell what stands nowhere any more; prose that is gone as a whole is told as such."""
        followed = self._lines_of_gone_notes(paired)
        for one in paired.gone:
            if one not in owner_of and one not in followed and not self._is_draft_note(one):
                edit = OtherEdit(
                    Sort.REMOVED, self._old.texts[one], "", self._old.spot(one), self._gathered(one)
                )
                self._others.append(edit)

    def _lines_of_gone_notes(self, paired: Paired) -> frozenset[int]:
        """Return the lines of footnotes that went with their signs: the edit of the sign says so.

        Where a note was emptied, too, nobody knows which of them lost its sign, and all are told.
        """
        gone = frozenset(paired.gone)
        notes = [lines for lines in self._old.notes.values() if lines and gone.issuperset(lines)]
        signs = len(self._old.notes) - len(self._new.notes)
        return frozenset(line for lines in notes for line in lines) if len(notes) == signs else frozenset()

    def _is_draft_note(self, line: int) -> bool:
        """Tell whether a line says what a draft lacks: whoever takes that out does what is expected."""
        return self._old.view.lines[line].part is Part.BODY and line >= self._notes_start

    @cached_property
    def _notes_start(self) -> int:
        lines = self._old.view.lines
        return next((place for place, line in enumerate(lines) if line.text == REMARKS_TITLE), len(lines))

    def _gathered(self, line: int) -> Mark | None:
        """Return the first prose of a unit that stands inside a line."""
        placed = self._old.placed.get(line, ())
        return next((each.mark for each in placed if each.mark.kind is MarkKind.PROSE), None)


def _speaking(side: Side) -> list[int]:
    return [number for number in range(len(side.view.lines)) if not side.is_silent(number)]


def _key_of_reference(placed: Placed) -> str:
    """Return what a unit types to have this printed; nothing where it is no single thing of its own."""
    match placed.mark.kind:
        case MarkKind.REFERENCE:
            return placed.mark.key
        case MarkKind.FIGURE:
            return f"[={FigureKey.parse(placed.mark.key).indicator}]"
        case MarkKind.PROSE:
            return ""


def _lies_in(run: Run, placed: Placed) -> bool:
    """Tell whether a run changes what a mark says; what is typed at its ends may be meant to."""
    if run.start == run.end:
        return placed.start < run.start < placed.end
    return placed.start <= run.start and run.end <= placed.end


def _touches(run: Run, placed: Placed) -> bool:
    return run.start < placed.end and placed.start < run.end


def _runs_between(old: str, new: str) -> Iterator[Run]:
    """Yield what of a line was replaced, word by word."""
    before, after = [*text_tokens(PARAGRAPH + old)][1:], [*text_tokens(PARAGRAPH + new)][1:]
    try:
        compared = compare_tokens(before, after)
    except UnmappableError:
        yield Run(0, len(old), new)
        return
    for one, two in ((before[one], after[two]) for one, two in compared.equal):
        if not is_same_spelling(one, two):
            yield Run(one.start - 1, one.end - 1, two.text)
    for each in compared.replaced:
        at = before[each.start].start - 1 if each.start < len(before) else len(old)
        until = before[each.end - 1].end - 1 if each.end > each.start else at
        yield Run(at, until, "".join(token.text for token in after[each.begin : each.stop]))
