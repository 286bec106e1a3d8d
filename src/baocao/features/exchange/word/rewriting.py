"""A narrative whose printed paragraphs were edited → its Markdown with nothing but these edits.

Paragraphs are first found again, wherever they stand now (`stretches`); inside them only the words that
changed are replaced. What a mark printed stays the mark while it reads as it was printed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from baocao.documents.tokens import escaped_text
from baocao.features.exchange.word.atoms import (
    LINE,
    NOTE,
    PARAGRAPH,
    Atom,
    Kind,
    UnmappableError,
    atoms_of_text,
    paragraphs_of_atoms,
    printed_text,
    source_text,
)
from baocao.features.exchange.word.differing import Run, compare_tokens, patched_text
from baocao.features.exchange.word.spelling import (
    Token,
    is_same_spelling,
    same_words,
    spelling_changes,
    text_tokens,
)
from baocao.features.exchange.word.stretches import Stretch, found_stretches, likeness, words_of
from baocao.rules.references import MARK

_FEW_WORDS: Final = 3
_ALIKE: Final = 0.3
"""Names of documents that share so much of their words are one that was edited."""
_SIGNS: Final = frozenset({Kind.OPEN, Kind.CLOSE})


class Touched(NamedTuple):
    """A mark whose printed text was edited: the mark, what it printed, and what stands there now."""

    mark: str
    old: str
    new: str


class Rewritten(NamedTuple):
    """The source as it is proposed.

    `touched` are marks that stay although what they print was edited, which is not for prose to say;
    `dropped` those that went with the words around them; `added` the words that are new. `respelled` counts
    what differs only by what Word does by itself. A footnote that was put in cannot be carried back.
    """

    source: str
    touched: tuple[Touched, ...] = ()
    dropped: tuple[Touched, ...] = ()
    added: tuple[str, ...] = ()
    respelled: int = 0
    has_new_note: bool = False


class _Piece(NamedTuple):
    """A part of the new source and what it is to print; an atom that stays knows its `number`."""

    source: str
    shown: str
    kind: Kind
    number: int = -1


def rewritten_source(
    atoms: Sequence[Atom],
    edited: Sequence[str],
    released: frozenset[str] = frozenset(),
    *,
    is_plain: bool = False,
) -> Rewritten:
    """Return the source of which the edited paragraphs would be printed; raises UnmappableError.

    The paragraphs are as `clean_paragraph` gives them; empty ones say nothing. Marks that begin with what
    is `released` ('[@') become plain words where their text was edited. A text that `is_plain` is no
    Markdown: all that it knows are lines.
    """
    paragraphs = [text for text in edited if text]
    wanted = PARAGRAPH.join(paragraphs)
    if same_words(printed_text(atoms), wanted):
        return Rewritten(source_text(atoms), respelled=spelling_changes(printed_text(atoms), wanted))
    for with_emphasis in (True, False):
        rewriting = _Rewriting(atoms, paragraphs, released, with_emphasis=with_emphasis, is_plain=is_plain)
        made, pieces = rewriting.rewrite()
        if _says(pieces, wanted) and (is_plain or _reads_back(made.source, pieces)):
            return made
    raise UnmappableError(source_text(atoms))


def _reads_back(source: str, pieces: Sequence[_Piece]) -> bool:
    """Tell whether the new source prints what its pieces are to print."""
    marks = iter([shown for piece in pieces for shown in _marks_printed(piece)])
    try:
        printed = atoms_of_text(source, lambda found: next(marks, found[0]))
    except UnmappableError:
        return False
    wanted = "".join(piece.shown for piece in pieces).removeprefix(PARAGRAPH)
    return same_words(printed_text(printed), wanted)


def _says(pieces: Sequence[_Piece], wanted: str) -> bool:
    """Tell whether the pieces print the edited text; footnotes are looked at apart."""
    shown = "".join(piece.shown for piece in pieces).removeprefix(PARAGRAPH)
    return same_words(shown.replace(NOTE, ""), wanted.replace(NOTE, ""))


def _marks_printed(piece: _Piece) -> list[str]:
    """Return what the marks of a piece print; those that were typed in Word stand as they were typed."""
    if piece.kind is Kind.MARK:
        return [piece.shown]
    return [found[0] for found in MARK.finditer(piece.source)] if piece.number < 0 else []


class _Rewriting:
    """Puts one new source together."""

    def __init__(
        self,
        atoms: Sequence[Atom],
        edited: Sequence[str],
        released: frozenset[str],
        *,
        with_emphasis: bool,
        is_plain: bool,
    ) -> None:
        end = len(atoms)
        while end and atoms[end - 1].kind is Kind.BLANK:
            end -= 1
        self._end = source_text(atoms[end:])
        self._old = paragraphs_of_atoms(atoms[:end])
        self._edited = edited
        self._with_emphasis = with_emphasis
        self._is_plain = is_plain
        self._touched: list[Touched] = []
        self._dropped: list[Touched] = []
        self._added: list[str] = []
        self._respelled = 0
        self._has_note = False
        self._number = 0
        self._order = {id(each[0]): place for place, each in enumerate(self._old)}
        self._places: dict[int, int] = {}
        self._released = released

    def rewrite(self) -> tuple[Rewritten, list[_Piece]]:
        """Return the new source, and the pieces that it was made of."""
        stretches = found_stretches([printed_text(each) for each in self._old], self._edited)
        pieces = [piece for stretch in stretches for piece in self._pieces_of(stretch)]
        pieces = [*self._with_leads(_without_empty_emphasis(pieces))]
        made = Rewritten(
            "".join(piece.source for piece in pieces) + self._end,
            touched=tuple(self._touched),
            dropped=tuple(self._dropped),
            added=tuple(self._added),
            respelled=self._respelled,
            has_new_note=self._has_note,
        )
        return made, pieces

    def _pieces_of(self, stretch: Stretch) -> list[_Piece]:
        """Return what becomes of some paragraphs."""
        atoms = [atom for place in stretch.old for atom in self._old[place]]
        old = "".join(atom.shown for atom in atoms)
        new = "".join(f"{PARAGRAPH}{self._edited[place]}" for place in stretch.new)
        dropped = len(self._dropped)
        pieces = list(self._applied(atoms, self._runs_between(old, new)))
        for each in self._dropped[dropped:]:
            if each.old and self._put_back(each, pieces):
                self._dropped.remove(each)
        return pieces

    def _put_back(self, mark: Touched, pieces: list[_Piece]) -> bool:
        """Let a mark stay whose text stands in words that were written anew around it."""
        pattern = re.compile(rf"(?<![\w.,]){re.escape(mark.old)}(?![\w%]|[.,]\d)")
        found = [
            (place, hit)
            for place, piece in enumerate(pieces)
            if piece.number < 0 and piece.kind is Kind.LETTER
            for hit in pattern.finditer(piece.shown)
        ]
        if len(found) != 1:
            return False
        place, hit = found[0]
        text = pieces[place].shown
        pieces[place : place + 1] = [
            *self._new_words(text[: hit.start()], is_told=False),
            _Piece(mark.mark, mark.old, Kind.MARK, self._next_number()),
            *self._new_words(text[hit.end() :], is_told=False),
        ]
        return True

    def _runs_between(self, old: str, new: str) -> list[Run]:
        """Return what of a text was replaced, removed (by nothing) or put in (in place of nothing)."""
        before, after = [*text_tokens(old)], [*text_tokens(new)]
        compared = compare_tokens(before, after)
        runs: list[Run] = []
        for one, two in ((before[one], after[two]) for one, two in compared.equal):
            if self._differs(one, two):
                runs.append(Run(one.start, one.end, two.text))
        for each in compared.replaced:
            at = before[each.start].start if each.start < len(before) else len(old)
            until = before[each.end - 1].end if each.end > each.start else at
            runs.append(Run(at, until, "".join(token.text for token in after[each.begin : each.stop])))
        return sorted(runs)

    def _differs(self, one: Token, two: Token) -> bool:
        if is_same_spelling(one, two):
            self._respelled += one.text != two.text
            return False
        return True

    def _applied(self, atoms: Sequence[Atom], runs: Sequence[Run]) -> Iterator[_Piece]:
        """Yield the atoms with the runs put in their place."""
        spans = _spans_of(atoms)
        edited: dict[int, str] = {}
        waiting = [*runs]
        for place, (atom, span) in enumerate(zip(atoms, spans, strict=True)):
            inside = _runs_inside(span, runs) if atom.kind is Kind.MARK else ()
            new = patched_text(atom.shown, span[0], inside)
            if inside and _is_same_thing(atom.shown, new):
                edited[place] = new
                waiting = [run for run in waiting if run not in inside]
        for place, (atom, span) in enumerate(zip(atoms, spans, strict=True)):
            while waiting and _comes_before(waiting[0], span, atom.kind):
                yield from self._put_in(waiting.pop(0).text)
            gone = any(run.start < span[1] and span[0] < run.end for run in runs)
            if atom.kind in _SIGNS and runs and not self._with_emphasis:
                continue
            yield from self._kept_atom(atom, edited.get(place), gone=gone)
            if gone and atom.kind is Kind.MARK and place not in edited:
                yield from self._put_in(_left_of_mark(atom.shown, span[0], runs))
        for run in waiting:
            yield from self._put_in(run.text)

    def _kept_atom(self, atom: Atom, new: str | None, *, gone: bool) -> Iterator[_Piece]:
        """Yield an atom, unless it is gone; a mark of which the text was edited stays and is told."""
        if new and new.strip():
            if atom.source[:2] in self._released:
                yield from self._put_in(new)
                return
            self._touched.append(Touched(atom.source, atom.shown, new))
            yield _Piece(atom.source, new, atom.kind, self._next_number())
        elif gone:
            if atom.kind is Kind.MARK:
                self._dropped.append(Touched(atom.source, atom.shown, ""))
        else:
            number = self._next_number()
            if atom.kind is Kind.START:
                self._places[number] = self._order[id(atom)]
            yield _Piece(atom.source, atom.shown, atom.kind, number)

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def _put_in(self, text: str) -> Iterator[_Piece]:
        """Yield new words as Markdown, paragraph by paragraph."""
        if NOTE in text:
            self._has_note = True
            text = text.replace(NOTE, "")
        first, *more = text.split(PARAGRAPH)
        yield from self._new_words(first)
        for words in more:
            marker = words[:1] if words[:2] in {"- ", "+ "} else ""
            sign = f"{marker} " if marker else ""
            yield _Piece(marker, PARAGRAPH + sign, Kind.START)
            yield from self._new_words(words[len(sign) :])

    def _new_words(self, words: str, *, is_told: bool = True) -> Iterator[_Piece]:
        if not words:
            return
        if is_told and words.strip():
            self._added.append(words)
        if self._is_plain:
            yield _Piece(words.replace(LINE, "\n"), words, Kind.LETTER)
        else:
            lines = (escaped_text(line) for line in words.split(LINE))
            yield _Piece("\\\n".join(lines), words, Kind.LETTER)

    def _with_leads(self, pieces: Sequence[_Piece]) -> Iterator[_Piece]:
        """Yield the pieces with what stands in the source before each paragraph, wherever it is now."""
        before: int | None = -1
        marker: str | None = None
        for piece in pieces:
            if piece.kind is not Kind.START:
                yield piece
                continue
            place = self._places.get(piece.number)
            follows = place is not None and before is not None and place == before + 1
            sign = piece.shown.strip()
            yield piece if follows else piece._replace(source=self._usual_lead(marker, sign))
            before, marker = place, sign

    def _usual_lead(self, before: str | None, marker: str) -> str:
        """Return what stands before a paragraph after one of its kind, as elsewhere; None is the top."""
        starts = [each[0] for each in self._old]
        indents = [start.source.rpartition("\n")[2] for start in starts if start.shown.strip() == marker]
        usual = "  + " if marker == "+" else f"{marker} " if marker else ""
        indent = indents[-1] if indents else usual
        if before is None:
            return indent
        alike = [
            two.source
            for one, two in pairwise(starts)
            if (one.shown.strip(), two.shown.strip()) == (before, marker)
        ]
        return alike[0] if alike else ("\n" if marker else "\n\n") + indent


def _spans_of(atoms: Sequence[Atom]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    position = 0
    for atom in atoms:
        spans.append((position, position + len(atom.shown)))
        position += len(atom.shown)
    return spans


def _runs_inside(span: tuple[int, int], runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the runs that change only what one mark printed; none where any goes beyond it."""
    start, end = span
    met = [
        run
        for run in runs
        if (run.start < end and start < run.end) or (run.start == run.end and start < run.start < end)
    ]
    return tuple(met) if all(start <= run.start and run.end <= end for run in met) else ()


def _is_same_thing(old: str, new: str) -> bool:
    """Tell whether a text can be the edited text of a mark, and not just other words in its place."""
    if any(map(str.isdigit, old)) and not any(map(str.isdigit, new)):
        return False
    return len(old.split()) <= _FEW_WORDS or likeness(words_of(old), words_of(new)) >= _ALIKE


def _left_of_mark(text: str, start: int, runs: Sequence[Run]) -> str:
    """Return the letters of a mark that is gone which happen to stand in the edited text, too."""
    return "".join(
        letter
        for place, letter in enumerate(text, start=start)
        if not any(run.start <= place < run.end for run in runs)
    )


def _comes_before(run: Run, span: tuple[int, int], kind: Kind) -> bool:
    """Tell whether what a run puts in stands before an atom.

    New words in place of bold ones are bold; those that come beside bold ones are not.
    """
    start, end = span
    if run.start != start:
        return run.start < start
    return kind is not Kind.CLOSE if run.start == run.end else start < end


def _without_empty_emphasis(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return the pieces without signs between which nothing but blanks stands any more."""
    kept: list[_Piece] = []
    for piece in pieces:
        opening = _empty_opening(kept) if piece.kind is Kind.CLOSE else None
        if opening is None:
            kept.append(piece)
        else:
            del kept[opening]
    return kept


def _empty_opening(pieces: Sequence[_Piece]) -> int | None:
    """Return where the last sign opens, if nothing but blanks stands behind it."""
    for place in range(len(pieces) - 1, -1, -1):
        if pieces[place].kind is Kind.OPEN:
            return place
        if pieces[place].shown.strip() or pieces[place].kind is Kind.CLOSE:
            return None
    return None
