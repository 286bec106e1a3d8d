"""Which differences are edits of people, where the sources have changed since a document was made."""

from baocao.features.exchange.word.atoms import NOTE, PARAGRAPH
from baocao.features.exchange.word.records import Edits, OtherEdit, ProseEdit
from baocao.features.exchange.word.spelling import clean_paragraph, same_words
from baocao.features.exchange.word.values import same_value
from baocao.foreign.word_marks import MarkedDocument
from baocao.model.marks import Mark

_SIGNS = ("- ", "+ ")


def edits_since(edits: Edits, document: MarkedDocument) -> Edits:
    """Return the edits without what reads as the document itself says that it was printed."""
    printed: dict[tuple[str, str, str], list[str]] = {}
    for mark in document.marks.values():
        printed.setdefault(_identity(mark), []).append(mark.value)
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
            or not any(_reads_as(each, value) for value in printed.get(_identity(each.mark), ()))
        ),
    )


def _identity(mark: Mark) -> tuple[str, str, str]:
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


def edits_left(edits: Edits, now: Edits) -> Edits:
    """Return the edits that are none against the document as it would be made `now`: they are in already.

    Prose is compared in the sources, where both versions can be shown.
    """
    figures = {(each.mark.key, each.new) for each in now.figures}
    references = {(each.mark.key, each.new) for each in now.references}
    others = set(map(_said, now.others))
    return edits._replace(
        figures=tuple(each for each in edits.figures if (each.mark.key, each.new) in figures),
        references=tuple(each for each in edits.references if (each.mark.key, each.new) in references),
        others=tuple(each for each in edits.others if _said(each) in others),
    )


def _said(edit: OtherEdit) -> tuple[str, str]:
    return edit.sort.value, edit.new or edit.old


def stale_marks(then: MarkedDocument, made: MarkedDocument) -> frozenset[tuple[str, str]]:
    """Return whose prose is printed otherwise now than when a document was made, by unit and key."""
    printed = {(mark.unit, mark.key, mark.value) for mark in made.marks.values()}
    return frozenset(
        (mark.unit, mark.key)
        for mark in then.marks.values()
        if (mark.unit, mark.key, mark.value) not in printed
    )
