"""What units wrote keeps its identity to the printed page, so that it finds its way back when edited there.

As figures stand between marks in Markdown, so does prose, and within prose what stands for the marks that a
unit typed. Their marks hold a number alone, which no filter of a template changes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from baocao.documents.tokens import PROSE_CLOSE, PROSE_NAMED, PROSE_OPEN
from baocao.documents.traceable import cut_figures
from baocao.model.document import Edge, Inline, Text
from baocao.model.marks import Mark, MarkKind
from baocao.model.printed import Stretch
from baocao.model.submission import Remark, Submission

_EDGE: Final = re.compile(
    f"{PROSE_OPEN}(?P<number>[0-9]{{1,9}}){PROSE_NAMED}|(?P<end>{PROSE_CLOSE})|[{PROSE_OPEN}{PROSE_NAMED}]"
)
_BEGUN: Final = re.compile(f"(?:{PROSE_OPEN}[0-9]*{PROSE_NAMED})+")
_MARKER: Final = re.compile(r"\s*(?:#{1,4}|[-+*])\s+(?=\S)")
"""What begins a block, and stays in front of what it holds."""
_ROW: Final = "|"


REMARKS: Final[Mapping[str, Callable[[Submission], Mapping[str, Sequence[Remark]]]]] = {
    "vuong_mac": lambda submission: submission.difficulties,
    "kien_nghi": lambda submission: submission.recommendations,
}
"""What units remark, by its key in their files."""


def narrative_key(directive: str, item: str) -> str:
    """Return the way to a narrative in a unit's file."""
    return f"noi_dung/{directive}/{item}"


def task_key(directive: str, task: str, key: str) -> str:
    """Return the way to what a unit says of a task: 'nhiem_vu/nq71/6/ket_qua'."""
    return f"nhiem_vu/{directive}/{task}/{key}"


def remark_key(part: str, directive: str, number: int) -> str:
    """Return the way to the text of a remark, which are counted from 1."""
    return f"{part}/{directive}/{number}/noi_dung"


def sentence_key(key: str, number: int) -> str:
    """Return the key of one sentence of a text, which are counted from 1."""
    return f"{key}#{number}"


class Writings:
    """What units wrote of one document, in the order in which it was asked for."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []

    def mark_prose(self, text: str, key: str, unit: str, shared: int = 1) -> str:
        """Return prose, of one or more blocks, between its marks; tables at its ends stay outside."""
        return self._mark_blocks(text, Mark(MarkKind.PROSE, key, "", unit, shared))

    def mark_typed(self, text: str, typed: str, unit: str) -> str:
        """Return what stands for a mark that a unit typed: '[@qd-862]'."""
        return self.mark_words(text, Mark(MarkKind.REFERENCE, typed, "", unit))

    def mark_words(self, text: str, mark: Mark) -> str:
        """Return words inside a block between their marks."""
        return f"{PROSE_OPEN}{self._number_of(mark)}{PROSE_NAMED}{text}{PROSE_CLOSE}" if text else ""

    def _mark_blocks(self, text: str, mark: Mark) -> str:
        lines = text.split("\n")
        filled = [
            at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith(_ROW)
        ]
        if not filled:
            return text
        first, last = filled[0], filled[-1]
        lines[last] = f"{lines[last].rstrip()}{PROSE_CLOSE}"
        marker = _MARKER.match(lines[first])
        lead = marker.end() if marker else len(lines[first]) - len(lines[first].lstrip())
        begun = f"{PROSE_OPEN}{self._number_of(mark)}{PROSE_NAMED}"
        lines[first] = f"{lines[first][:lead]}{begun}{lines[first][lead:]}"
        return "\n".join(lines)

    def _number_of(self, mark: Mark) -> int:
        self.marks.append(mark)
        return len(self.marks) - 1


def has_edges(text: str) -> bool:
    """Tell whether anything that a unit wrote begins or ends in the text."""
    return PROSE_OPEN in text or PROSE_CLOSE in text


def without_edges(text: str) -> str:
    """Return the text without marks of prose."""
    return _EDGE.sub("", text) if has_edges(text) else text


def parted_beginning(text: str) -> tuple[str, str]:
    """Return the marks of prose that a text begins with, and the rest of it."""
    begun = _BEGUN.match(text)
    return (text[: begun.end()], text[begun.end() :]) if begun else ("", text)


def place_edges(content: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the runs, cut where something that a unit wrote begins or ends."""
    begun: list[int] = []
    for part in content:
        if isinstance(part, Text) and has_edges(part.text):
            yield from _cut_run(part, begun)
        else:
            yield part


def _cut_run(run: Text, begun: list[int]) -> Iterator[Inline]:
    start = 0
    for sign in (*_EDGE.finditer(run.text), None):
        end = sign.start() if sign else len(run.text)
        if end > start:
            yield cut_figures(run, start, end)
        if sign and (edge := _edge_of(sign, begun)):
            yield edge
        start = sign.end() if sign else end


def _edge_of(sign: re.Match[str], begun: list[int]) -> Edge | None:
    """Return the edge that a sign is; the end of what began in an earlier block says so by its number."""
    if sign["number"]:
        begun.append(int(sign["number"]))
        return Edge(begun[-1], begins=True)
    return Edge(begun.pop() if begun else LAST, begins=False) if sign["end"] else None


LAST: Final = -1
"""The number of an end whose beginning stands in an earlier block: that which began last is meant."""


def marked_stretches(text: str) -> tuple[str, tuple[Stretch, ...]]:
    """Return the text of a cell without its marks, and what stands between them."""
    if not has_edges(text):
        return text, ()
    return text_and_stretches(tuple(place_edges([Text(text)])))


def text_and_stretches(content: Iterable[Inline]) -> tuple[str, tuple[Stretch, ...]]:
    """Return the characters of runs, and which of them units wrote; what has no end is left out."""
    parts: list[str] = []
    length = 0
    begun: dict[int, int] = {}
    found: list[Stretch] = []
    for part in content:
        if isinstance(part, Text):
            parts.append(part.text)
            length += len(part.text)
        elif isinstance(part, Edge) and part.begins:
            begun[part.number] = length
        elif isinstance(part, Edge) and part.number in begun:
            found.append(Stretch(begun.pop(part.number), length, part.number))
    return "".join(parts), tuple(sorted(found, key=lambda each: (each.start, -each.end, each.number)))
