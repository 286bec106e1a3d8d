"""An outline for a terminal: numbers under each other, lines broken, long lists counted."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from baocao.model.diagnostic import Diagnostic
from baocao.report.bars import ASCII, Bars, Signs
from baocao.report.outline import (
    ARROW,
    Change,
    Counts,
    Each,
    Edited,
    Fact,
    Item,
    Legend,
    Move,
    Names,
    Node,
    Outline,
    Row,
    Section,
    Tone,
    alike_text,
    count_left,
    edited_label,
    moves_together,
    some_names,
)
from baocao.report.text import text_columns, text_report
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.sentences import Edit, Mark, marked_pieces, shortened_pieces
from baocao.vietnamese.visible import visible_line

EVERYTHING: Final = 1_000_000
MOST_NAMES: Final = 10
"""How many names of a list are shown before the rest is counted."""
_MOST_TOGETHER: Final = 3
"""How many units are named where one thing happened in many."""
_HELD: Final = "\u00a0"
"""A space at which lines are not broken: names stay whole."""
_LEAST_LABEL: Final = 20
_BETWEEN: Final = 11
"""Columns that stand between label and numbers, and around the arrow."""
_ROOM: Final = 45
"""Columns that a label and what parts the numbers need; longer numbers stand in a sentence."""
_LONGEST_NAME: Final = 44
_SIGNS: Final = {Mark.KEPT: ("", ""), Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}


class Manner(NamedTuple):
    """How a page is laid out; without a width lines are not broken.

    `most` items of a list are told, after which `closing` ends the line that counts the rest. Headings are
    `spaced` by an empty line, or else end in a colon. A page that `fits` has no line that is wider,
    whatever words are in it, and no space that would keep them together.
    """

    width: int | None = None
    most: int = EVERYTHING
    spaced: bool = True
    closing: str = "."
    fits: bool = False
    signs: Signs = ASCII


def outline_text(outline: Outline, manner: Manner) -> str:
    """Return the outline as lines in which nothing acts."""
    lines = _Page(outline, manner).outline_lines(outline)
    ended = lines if manner.width is None else (line.rstrip() for line in lines)
    return "\n".join(map(visible_line, ended)) + "\n"


class _Page:
    def __init__(self, outline: Outline, manner: Manner) -> None:
        self._manner = manner
        self._width = manner.width or EVERYTHING
        self._most = manner.most
        self._bars = Bars(list(_count_tables(outline)), self._width, manner.signs)

    def outline_lines(self, outline: Outline) -> Iterator[str]:
        for node in outline.nodes:
            yield from self._node_lines(node)

    def _node_lines(self, node: Node) -> Iterator[str]:
        match node:
            case Fact():
                yield from self._fact_lines(node)
            case Section():
                yield from self._section_lines(node)
            case Each(_, outlines):
                for inner in outlines:
                    yield from self.outline_lines(inner)
            case Names(label, names):
                yield from self._wrapped_lines(
                    f"{label} ({count_text(len(names))}): {_listed_names(names)}"
                )
            case Counts():
                yield from self._bars.table_lines(node)
            case Legend(parts):
                signs = zip(self._manner.signs, parts, strict=True)
                yield from self._wrapped_lines("  ".join(f"{sign} {part}" for sign, part in signs))

    def _fact_lines(self, fact: Fact) -> Iterator[str]:
        if fact.gap:
            yield ""
        if not fact.words:
            return
        if fact.tone in {Tone.TITLE, Tone.NOTICE}:
            yield fact.words
        elif fact.tone is Tone.LEAD:
            yield from filter(None, (fact.label,))
            yield from self._wrapped_lines(fact.words)
        else:
            yield from self._wrapped_lines(f"{fact.label}: {fact.words}" if fact.label else fact.words)
        yield from fact.under

    def _section_lines(self, section: Section) -> Iterator[str]:
        if not section.told and (section.number is not None or not section.name):
            return
        if self._manner.spaced:
            yield ""
        if section.told and isinstance(section.told[0].words, Diagnostic):
            yield from self._problem_lines(section)
            return
        if section.name:
            yield from self._wrapped_lines(self._heading_text(section))
        if section.brief:
            yield from self._wrapped_lines(section.brief, "  " if section.name else "")
        else:
            yield from self._list_lines(section)
        if section.aside:
            yield from self._wrapped_lines(section.aside, "  ")

    def _heading_text(self, section: Section) -> str:
        many = "" if section.number is None else f" ({count_text(section.number)}{section.of})"
        return f"{section.name}{many}{'' if self._manner.spaced else ':'}"

    def _problem_lines(self, section: Section) -> Iterator[str]:
        """Yield diagnostics as a check tells them."""
        problems = [item.words for item in section.told if isinstance(item.words, Diagnostic)]
        yield f"{section.name} ({count_text(len(problems))}):"
        yield from text_report(problems, {}, self._width).rstrip().split("\n")

    def _list_lines(self, section: Section) -> Iterator[str]:
        """Yield the items as their kind wants it: the first one tells which it is."""
        told = section.told[: self._most] if section.counted else section.told
        match told[0].words if told else "":
            case Move():
                # All of them: they are counted by what is alike.
                yield from self._move_lines(_words_of_kind(section.told, Move), section.counted)
                return
            case Change():
                yield from self._change_lines(_words_of_kind(told, Change))
            case Edited():
                yield from self._edited_lines(_words_of_kind(told, Edited))
            case Row():
                yield from self._aligned_lines([row.cells for row in _words_of_kind(told, Row)])
            case _:
                yield from self._sentence_lines(told, "  " if section.name else "")
        yield from self._rest_line(count_left(section.told, len(told)), section.counted)

    def _sentence_lines(self, told: Iterable[Item], indent: str) -> Iterator[str]:
        for item in told:
            yield from self._wrapped_lines(str(item.words), indent)
            yield from item.under

    def _rest_line(self, left: int, counted: str) -> Iterator[str]:
        if left > 0:
            yield f"  … và {count_text(left)} {counted} khác{self._manner.closing}"

    def _change_lines(self, told: Sequence[Change]) -> Iterator[str]:
        """Yield numbers in rows, then what is no number in sentences; whose all are is said once."""
        who = told[0].who
        shared = (
            who is not None
            and len(told) > 1
            and len({change.who and change.who.id for change in told}) == 1
        )
        if who and shared:
            yield f"  {who.name}"
        labelled = [(change.what if shared else _change_label(change), change) for change in told]
        yield from self._number_rows([row for row in labelled if row[1].is_number])
        for label, change in labelled:
            if not change.is_number:
                said = "; ".join((f"{change.old} {ARROW} {change.new}", *change.notes))
                yield from self._wrapped_lines(f"{label}: {said}", "  ")

    def _number_rows(self, rows: Sequence[tuple[str, Change]]) -> Iterator[str]:
        """Yield numbers under each other, labels cut to the room that is left; long ones in a sentence."""
        narrow = [row for row in rows if self._is_narrow(row[1])]
        wide = [
            max((text_columns(_number_cells(change)[index]) for _, change in narrow), default=0)
            for index in range(4)
        ]
        room = max(self._width - sum(wide) - _BETWEEN, _LEAST_LABEL)
        label = min(room, max((text_columns(name) for name, _ in narrow), default=0))
        for name, change in rows:
            if not self._is_narrow(change):
                changes = ", ".join(filter(None, (change.by, change.share)))
                said = "; ".join((f"{change.old} {ARROW} {change.new}", changes, *change.notes))
                yield from self._wrapped_lines(f"{name}: {said}", "  ")
                continue
            old, new, by, share = map(_to_the_right, _number_cells(change), wide)
            yield f"  {_to_the_left(_cut_columns(name, label), label)}  {old} {ARROW} {new}  {by}  {share}"
            if change.notes:
                yield from self._wrapped_lines("; ".join(change.notes), "      ")

    def _is_narrow(self, change: Change) -> bool:
        return sum(map(text_columns, _number_cells(change))) <= self._width - _ROOM

    def _move_lines(self, told: Sequence[Move], counted: str) -> Iterator[str]:
        """Yield moves by what became of things; one that many units share is told once."""
        for heading, alike in moves_together(told):
            yield f"  {heading}"
            for group in alike[: self._most]:
                yield from self._wrapped_lines(self._moves_together(group), "    ")
            yield from self._rest_line(len(alike) - self._most, counted)

    def _moves_together(self, group: Sequence[Move]) -> str:
        most = EVERYTHING if self._most == EVERYTHING else _MOST_TOGETHER
        first, who = group[0], some_names([move.who for move in group], most)
        return f"{first.where}: {_cut_columns(first.what, _LONGEST_NAME)} ({first.how}): {who}"

    def _edited_lines(self, told: Iterable[Edited]) -> Iterator[str]:
        for text in told:
            yield from self._wrapped_lines(edited_label(text), "  ")
            most = EVERYTHING if self._most == EVERYTHING else text.most
            for edit in text.edits[:most]:
                yield from self._wrapped_lines(_edit_text(edit), "    ")
            if most and len(text.edits) > most:
                yield f"    … và {count_text(len(text.edits) - most)} câu khác{self._manner.closing}"

    def _aligned_lines(self, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
        wide = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
        for *cells, last in rows:
            padded = (f"{cell:{size}}" for cell, size in zip(cells, wide, strict=True))
            yield from self._wrapped_lines(f"  {'  '.join((*padded, last))}")

    def _wrapped_lines(self, text: str, indent: str = "") -> list[str]:
        if self._manner.width is None:
            return [f"{indent}{text}"]
        # Ids ('xa-mo-cay') and periods ('2025-11') stay whole.
        lines = textwrap.wrap(
            text,
            self._width,
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_on_hyphens=False,
            break_long_words=self._manner.fits,
        )
        return [line.replace(_HELD, " ") for line in lines] if self._manner.fits else lines


def _count_tables(outline: Outline) -> Iterator[Counts]:
    for node in outline.nodes:
        if isinstance(node, Counts):
            yield node
        elif isinstance(node, Each):
            for inner in node.outlines:
                yield from _count_tables(inner)


Kind = TypeVar("Kind", Row, Change, Move, Edited)


def _words_of_kind(items: Iterable[Item], kind: type[Kind]) -> list[Kind]:
    return [item.words for item in items if isinstance(item.words, kind)]


def _change_label(change: Change) -> str:
    return f"{change.who.name}: {change.what}" if change.who else change.what


def _number_cells(change: Change) -> tuple[str, str, str, str]:
    return change.old, change.new, change.by, change.share


def _to_the_right(text: str, size: int) -> str:
    return " " * (size - text_columns(text)) + text


def _to_the_left(text: str, size: int) -> str:
    return text + " " * (size - text_columns(text))


def _edit_text(edit: Edit) -> str:
    """Return a sentence with a sign before it, small edits shown inside it."""
    if edit.moved:
        return f"> {edit.new} ({edit.moved})"
    alike = alike_text(edit)
    if not edit.old or not edit.new:
        return f"{'+' if edit.new else '-'} {edit.new or edit.old}{alike}"
    pieces = shortened_pieces(marked_pieces(edit))
    marked = "".join(f"{_SIGNS[mark][0]}{text}{_SIGNS[mark][1]}" for mark, text in pieces)
    return f"~ {marked}{alike}"


def _cut_columns(text: str, columns: int) -> str:
    return text if text_columns(text) <= columns else f"{text[: columns - 1]}…"


def _listed_names(names: Sequence[str]) -> str:
    """Return the names, those beyond the first ones only counted; semicolons part names with commas."""
    rest = len(names) - MOST_NAMES
    shown = names[:MOST_NAMES]
    separator = "; " if any("," in name for name in shown) else ", "
    listed = separator.join(name.replace(" ", _HELD) for name in shown)
    return f"{listed} và {rest} đơn vị khác." if rest > 0 else f"{listed}."
