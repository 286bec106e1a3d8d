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
    some_names,
)
from baocao.report.text import text_report, width
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.sentences import Edit, Mark, marked, shortened
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
    lines = _Page(outline, manner).lines(outline)
    ended = lines if manner.width is None else (line.rstrip() for line in lines)
    return "\n".join(map(visible_line, ended)) + "\n"


class _Page:
    def __init__(self, outline: Outline, manner: Manner) -> None:
        self._manner = manner
        self._width = manner.width or EVERYTHING
        self._most = manner.most
        self._bars = Bars(list(_tables(outline)), self._width, manner.signs)

    def lines(self, outline: Outline) -> Iterator[str]:
        for node in outline.nodes:
            yield from self._node(node)

    def _node(self, node: Node) -> Iterator[str]:
        match node:
            case Fact():
                yield from self._fact(node)
            case Section():
                yield from self._section(node)
            case Each(_, outlines):
                for each in outlines:
                    yield from self.lines(each)
            case Names(label, names):
                yield from self._wrapped(f"{label} ({count_text(len(names))}): {_listed(names)}")
            case Counts():
                yield from self._bars.lines(node)
            case Legend(parts):
                signs = zip(self._manner.signs, parts, strict=True)
                yield from self._wrapped("  ".join(f"{sign} {part}" for sign, part in signs))

    def _fact(self, found: Fact) -> Iterator[str]:
        if found.gap:
            yield ""
        if not found.words:
            return
        if found.tone in {Tone.TITLE, Tone.NOTICE}:
            yield found.words
        elif found.tone is Tone.LEAD:
            yield from filter(None, (found.label,))
            yield from self._wrapped(found.words)
        else:
            yield from self._wrapped(f"{found.label}: {found.words}" if found.label else found.words)
        yield from found.under

    def _section(self, found: Section) -> Iterator[str]:
        if not found.told and (found.number is not None or not found.name):
            return
        if self._manner.spaced:
            yield ""
        if found.told and isinstance(found.told[0].words, Diagnostic):
            yield from self._problems(found)
            return
        if found.name:
            yield from self._wrapped(self._heading(found))
        if found.brief:
            yield from self._wrapped(found.brief, "  " if found.name else "")
        else:
            yield from self._list(found)
        if found.aside:
            yield from self._wrapped(found.aside, "  ")

    def _heading(self, found: Section) -> str:
        many = "" if found.number is None else f" ({count_text(found.number)}{found.of})"
        return f"{found.name}{many}{'' if self._manner.spaced else ':'}"

    def _problems(self, found: Section) -> Iterator[str]:
        """Yield diagnostics as a check tells them."""
        problems = [item.words for item in found.told if isinstance(item.words, Diagnostic)]
        yield f"{found.name} ({count_text(len(problems))}):"
        yield from text_report(problems, {}, self._width).rstrip().split("\n")

    def _list(self, found: Section) -> Iterator[str]:
        """Yield the items as their kind wants it: the first one tells which it is."""
        told = found.told[: self._most] if found.counted else found.told
        match told[0].words if told else "":
            case Move():
                yield from self._moves(_words(found.told, Move), found.counted)
                return
            case Change():
                yield from self._changes(_words(told, Change))
            case Edited():
                yield from self._edited(_words(told, Edited))
            case Row():
                yield from self._aligned([row.cells for row in _words(told, Row)])
            case _:
                yield from self._sentences(told, "  " if found.name else "")
        yield from self._rest(len(found.told) - len(told), found.counted)

    def _sentences(self, told: Iterable[Item], indent: str) -> Iterator[str]:
        for item in told:
            yield from self._wrapped(str(item.words), indent)
            yield from item.under

    def _rest(self, left: int, counted: str) -> Iterator[str]:
        if left > 0:
            yield f"  … và {count_text(left)} {counted} khác{self._manner.closing}"

    def _changes(self, told: Sequence[Change]) -> Iterator[str]:
        """Yield numbers in rows, then what is no number in sentences; whose all are is said once."""
        who = told[0].who
        shared = who is not None and len(told) > 1 and len({each.who and each.who.id for each in told}) == 1
        if who and shared:
            yield f"  {who.name}"
        labelled = [(each.what if shared else _label(each), each) for each in told]
        yield from self._rows([row for row in labelled if row[1].is_number])
        for label, each in labelled:
            if not each.is_number:
                said = "; ".join((f"{each.old} {ARROW} {each.new}", *each.notes))
                yield from self._wrapped(f"{label}: {said}", "  ")

    def _rows(self, rows: Sequence[tuple[str, Change]]) -> Iterator[str]:
        """Yield numbers under each other, labels cut to the room that is left; long ones in a sentence."""
        narrow = [row for row in rows if self._is_narrow(row[1])]
        wide = [max((width(_cells(each)[index]) for _, each in narrow), default=0) for index in range(4)]
        room = max(self._width - sum(wide) - _BETWEEN, _LEAST_LABEL)
        label = min(room, max((width(name) for name, _ in narrow), default=0))
        for name, each in rows:
            if not self._is_narrow(each):
                changes = ", ".join(filter(None, (each.by, each.share)))
                said = "; ".join((f"{each.old} {ARROW} {each.new}", changes, *each.notes))
                yield from self._wrapped(f"{name}: {said}", "  ")
                continue
            old, new, by, share = map(_to_the_right, _cells(each), wide)
            yield f"  {_to_the_left(_cut(name, label), label)}  {old} {ARROW} {new}  {by}  {share}"
            if each.notes:
                yield from self._wrapped("; ".join(each.notes), "      ")

    def _is_narrow(self, each: Change) -> bool:
        return sum(map(width, _cells(each))) <= self._width - _ROOM

    def _moves(self, told: Sequence[Move], counted: str) -> Iterator[str]:
        """Yield moves by what became of things; one that many units share is told once."""
        for kind in dict.fromkeys(each.kind for each in told):
            own = [each for each in told if each.kind == kind]
            yield f"  {kind} ({count_text(len(own))})"
            alike: dict[tuple[str, str], list[Move]] = {}
            for each in own:
                alike.setdefault((each.subject, each.how), []).append(each)
            for group in list(alike.values())[: self._most]:
                yield from self._wrapped(self._together(group), "    ")
            yield from self._rest(len(alike) - self._most, counted)

    def _together(self, group: Sequence[Move]) -> str:
        most = EVERYTHING if self._most == EVERYTHING else _MOST_TOGETHER
        first, who = group[0], some_names([each.who for each in group], most)
        return f"{first.where}: {_cut(first.what, _LONGEST_NAME)} ({first.how}): {who}"

    def _edited(self, told: Iterable[Edited]) -> Iterator[str]:
        for each in told:
            yield from self._wrapped(f"{each.who.name}, {each.what}", "  ")
            for edit in each.edits:
                yield from self._wrapped(_edit(edit), "    ")

    def _aligned(self, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
        wide = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
        for *cells, last in rows:
            padded = (f"{cell:{size}}" for cell, size in zip(cells, wide, strict=True))
            yield from self._wrapped(f"  {'  '.join((*padded, last))}")

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        if self._manner.width is None:
            return [f"{indent}{text}"]
        lines = textwrap.wrap(
            text,
            self._width,
            initial_indent=indent,
            subsequent_indent=f"{indent}  ",
            break_on_hyphens=False,
            break_long_words=self._manner.fits,
        )
        return [line.replace(_HELD, " ") for line in lines] if self._manner.fits else lines


def _tables(outline: Outline) -> Iterator[Counts]:
    for node in outline.nodes:
        if isinstance(node, Counts):
            yield node
        elif isinstance(node, Each):
            for each in node.outlines:
                yield from _tables(each)


Kind = TypeVar("Kind", Row, Change, Move, Edited)


def _words(items: Iterable[Item], kind: type[Kind]) -> list[Kind]:
    return [item.words for item in items if isinstance(item.words, kind)]


def _label(each: Change) -> str:
    return f"{each.who.name}: {each.what}" if each.who else each.what


def _cells(each: Change) -> tuple[str, str, str, str]:
    return each.old, each.new, each.by, each.share


def _to_the_right(text: str, size: int) -> str:
    return " " * (size - width(text)) + text


def _to_the_left(text: str, size: int) -> str:
    return text + " " * (size - width(text))


def _edit(edit: Edit) -> str:
    """Return a sentence with a sign before it, small edits shown inside it."""
    if not edit.old or not edit.new:
        return f"{'+' if edit.new else '-'} {edit.new or edit.old}"
    pieces = shortened(marked(edit))
    return "~ " + "".join(f"{_SIGNS[mark][0]}{text}{_SIGNS[mark][1]}" for mark, text in pieces)


def _cut(text: str, columns: int) -> str:
    return text if width(text) <= columns else f"{text[: columns - 1]}…"


def _listed(names: Sequence[str]) -> str:
    """Return the names, those beyond the first ones only counted; semicolons part names with commas."""
    rest = len(names) - MOST_NAMES
    shown = names[:MOST_NAMES]
    separator = "; " if any("," in name for name in shown) else ", "
    listed = separator.join(name.replace(" ", _HELD) for name in shown)
    return f"{listed} và {rest} đơn vị khác." if rest > 0 else f"{listed}."
