"""Which differences are edits of people, where the sources have changed since a document was made."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from baocao.features.exchange.word.atoms import NOTE, PARAGRAPH
from baocao.features.exchange.word.records import (
    Edits,
    FigureEdit,
    OtherEdit,
    ProseEdit,
    ReferenceEdit,
    Sort,
)
from baocao.features.exchange.word.spelling import clean_paragraph, clean_text, same_words, text_tokens
from baocao.features.exchange.word.stretches import Words, likeness, words_of
from baocao.features.exchange.word.values import same_value
from baocao.foreign.word_marks import MarkedDocument
from baocao.model.marks import Mark

_Identity = tuple[str, str, str]
_SIGNS: Final = ("- ", "+ ")
_TIMES: Final = 4
_MORE_LINES: Final = 3_000
_MORE_LETTERS: Final = 300_000
_MOST_ASKED: Final = 300
_ALIKE: Final = 0.6
"""Lines that share so much of their words are one line, which was edited."""


def edits_since(edits: Edits, document: MarkedDocument) -> Edits:
    """Return the edits without what reads as the document itself says that it was printed."""
    printed = _printed_values(document)
    return edits._replace(
        figures=tuple(
            each
            for each in edits.figures
            if not any(same_value(each.new, value) for value in printed.get(_identity(each.mark), ()))
        ),
        references=tuple(
            each
            for each in edits.references
            if not any(same_words(each.new, value) for value in printed.get(_identity(each.mark), ()))
        ),
        prose=tuple(
            each
            for each in edits.prose
            if each.beside
            or each.target
            or not any(_reads_as(each, value) for value in printed.get(_identity(each.mark), ()))
        ),
    )


def _printed_values(document: MarkedDocument) -> Mapping[_Identity, list[str]]:
    """Return what a document printed for each thing that it marks, wherever it did."""
    values: dict[_Identity, list[str]] = {}
    for mark in document.marks.values():
        values.setdefault(_identity(mark), []).append(mark.value)
    return values


def _identity(mark: Mark) -> _Identity:
    return mark.kind, mark.unit, mark.key


def _reads_as(edit: ProseEdit, value: str) -> bool:
    """Tell whether prose reads as it was printed; signs of items may stand outside of what is marked."""
    now = [text.replace(NOTE, "") for text in edit.new]
    then = [clean_paragraph(line) for line in value.split("\n")]
    return any(
        same_words(PARAGRAPH.join(one), PARAGRAPH.join(other))
        for one, other in ((now, then), (_bare(now), _bare(then)))
    )


def _bare(paragraphs: list[str]) -> list[str]:
    return [text[2:] if text.startswith(_SIGNS) else text for text in paragraphs if text]


def edits_left(edits: Edits, now: MarkedDocument) -> Edits:
    """Return the edits without those that the document would have by itself, made `now`: they are in.

    Prose is compared in the sources, where both versions can be shown.
    """
    values = _printed_values(now)
    lines = [clean_text(line.text).strip() for line in now.now.lines if line.text.strip()]
    said = _Said(lines)

    def is_new(edit: FigureEdit | ReferenceEdit) -> bool:
        return not any(same_value(edit.new, value) for value in values.get(_identity(edit.mark), ()))

    return edits._replace(
        figures=tuple(filter(is_new, edits.figures)),
        references=tuple(filter(is_new, edits.references)),
        others=tuple(each for each in edits.others if not said.has_taken(each)),
    )


def is_far_larger(edited: MarkedDocument, made: MarkedDocument) -> bool:
    """Tell whether so much was added that the document is another one; comparing would take for ever."""
    new, old = edited.now.lines, made.now.lines
    letters = sum(len(line.text) for line in new), sum(len(line.text) for line in old)
    return len(new) > _TIMES * len(old) + _MORE_LINES or letters[0] > _TIMES * letters[1] + _MORE_LETTERS


class _Said:
    """What a document says, asked line by line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._keys = frozenset(map(_key_of, lines))
        self._asked = 0

    def has_taken(self, edit: OtherEdit) -> bool:
        """Tell whether a document has an edit already, whatever made it so."""
        if edit.sort is Sort.MOVED:
            return False
        if edit.new:
            return _key_of(edit.new) in self._keys
        return _key_of(edit.old) not in self._keys and not self._has_like(edit.old)

    def _has_like(self, text: str) -> bool:
        """Tell whether a line is said in other words; where too often asked, that it may be."""
        self._asked += 1
        words = words_of(text)
        return self._asked > _MOST_ASKED or any(likeness(words, each) >= _ALIKE for each in self._words)

    @cached_property
    def _words(self) -> list[Words]:
        return [words_of(line) for line in self._lines]


def _key_of(text: str) -> str:
    return "".join(token.key for token in text_tokens(PARAGRAPH + clean_text(text).strip()))


def stale_marks(then: MarkedDocument, made: MarkedDocument) -> frozenset[tuple[str, str]]:
    """Return whose prose is printed otherwise now than when a document was made, by unit and key."""
    printed = {(mark.unit, mark.key, mark.value) for mark in made.marks.values()}
    return frozenset(
        (mark.unit, mark.key)
        for mark in then.marks.values()
        if (mark.unit, mark.key, mark.value) not in printed
    )
