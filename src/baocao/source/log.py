"""The problems of one file, and the few kinds of text that every reader knows."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Final, TypeVar

from baocao.model.diagnostic import MOST, Detail, Diagnostic, problem, too_many
from baocao.model.kinds import NO_LABELS, Day, Flag, Time
from baocao.model.labels import ids_by_label, plain_label
from baocao.model.place import Place
from baocao.source import nodes
from baocao.source.nodes import BROKEN, Node, Scalar, Sequence
from baocao.vietnamese.text import name_hint, to_nfc

_ISO_DAY: Final = re.compile(Day.iso)
_WRITTEN_DAY: Final = re.compile(Day.written)
TIME: Final = re.compile(Time.pattern)
_NAMES: Final = {
    Scalar: "một giá trị",
    Sequence: "danh sách",
    nodes.Mapping: "các dòng 'khóa: giá trị'",
}
LINES: Final = "Xuống dòng, thụt vào 2 dấu cách và ghi từng 'khóa: giá trị'."
"""What to do where a mapping is wanted, unless the reader knows better."""
T = TypeVar("T")


class TooManyProblemsError(Exception):
    """A file has so many problems that reading on would only take time; the last one says so."""


class Log:
    """Collects the problems of one file and knows its name; of what is `torn` all has been said."""

    def __init__(self, file: str, unit: str | None = None, torn: frozenset[Place] = frozenset()) -> None:
        self.file = file
        self.unit = unit
        self._torn = torn
        self.problems: list[Diagnostic] = []

    def read_within(self, make: Callable[[nodes.Mapping, "Log"], T], mapping: nodes.Mapping) -> T | None:
        """Return what `make` builds from `mapping`, or None if it has too many problems."""
        try:
            return make(mapping, self)
        except TooManyProblemsError:
            return None

    def place(self, node: Node) -> Place:
        """Return the place of `node`."""
        return Place(self.file, node.line, node.column)

    def note_problem(
        self,
        code: str,
        node: Node,
        related: tuple[tuple[str, Place], ...] = (),
        **details: Detail,
    ) -> None:
        """Report the problem `code` at `node`."""
        self.note_at(code, self.place(node), related, **details)

    def note_at(
        self,
        code: str,
        place: Place,
        related: tuple[tuple[str, Place], ...] = (),
        **details: Detail,
    ) -> None:
        """Report the problem `code` at `place`; raises TooManyProblemsError where there is no end."""
        if place in self._torn:
            return
        problem_found = problem(code, place, related=related, unit=self.unit, **details)
        # A hostile file could hold a million faults: whoever reads it stops, instead of every reader
        # counting.
        if len(self.problems) == MOST:
            self.problems.append(too_many(problem_found))
            raise TooManyProblemsError
        self.problems.append(problem_found)

    def mapping(self, node: Node | None, key: str, advice: str = LINES) -> nodes.Mapping | None:
        """Return `node` as a mapping; a blank one counts as not written."""
        if isinstance(node, nodes.Mapping):
            return node
        if node is not None and not _is_unwritten(node):
            self.note_problem("BC201", node, key=key, found=_NAMES[type(node)], advice=advice)
        return None

    def sequence(self, node: Node | None, key: str) -> list[Node]:
        """Return the items of `node`; a single value is a list of one."""
        if isinstance(node, Sequence):
            return node.items
        if isinstance(node, Scalar) and node.style != BROKEN and not node.is_blank:
            return [node]
        if node is not None and not _is_unwritten(node):
            self.note_problem("BC202", node, key=key, found=_NAMES[type(node)])
        return []

    def scalars(self, node: Node | None, key: str) -> list[Scalar]:
        """Return the texts of the list `node`; a single text is a list of one."""
        written = (self.scalar(item, key) for item in self.sequence(node, key))
        return [item for item in written if item]

    def scalar(self, node: Node | None, key: str) -> Scalar | None:
        """Return `node` as a text that was really written."""
        if isinstance(node, Scalar):
            if node.is_blank:
                self.note_problem("BC215", node, key=key)
                return None
            return None if node.style == BROKEN else node
        if node is not None:
            self.note_problem("BC203", node, key=key, found=_NAMES[type(node)])
        return None

    def choice(
        self, node: Scalar, key: str, known: Collection[str], labels: Mapping[str, str] = NO_LABELS
    ) -> str | None:
        """Return the text of `node` if it is one of `known`, or that for which it is the label."""
        text = to_nfc(node.text).strip()
        if text in known:
            return text
        ids = ids_by_label(labels) if labels else NO_LABELS
        if meant := ids.get(plain_label(text)):
            return meant
        shown = (f"{name} ({labels[name]})" if labels.get(name, name) != name else name for name in known)
        hint = name_hint(text, [*known, *ids])
        self.note_problem("BC206", node, value=text, key=key, hint=hint, known=", ".join(shown))
        return None

    def day(self, node: Scalar) -> date | None:
        """Read 2025-11-18 or 18/11/2025."""
        text = node.text.strip()
        parts = text.replace("/", "-").split("-")
        if _WRITTEN_DAY.fullmatch(text):
            parts.reverse()
        elif not _ISO_DAY.fullmatch(text):
            self.note_problem("BC207", node, value=text, why="")
            return None
        year, month, day = (int(part) for part in parts)
        try:
            return date(year, month, day)
        except ValueError:
            self.note_problem("BC207", node, value=text, why=why_no_day(year, month, day))
            return None

    def yes_no(self, node: Scalar) -> bool | None:
        """Read co or khong."""
        text = plain_label(node.text)
        if text in Flag.words:
            return Flag.words[text] == "co"
        meant = {"yes": "co", "on": "co", "true": "co", "no": "khong", "off": "khong"}
        meant["false"] = "khong"
        guess = f" Ý bạn là '{meant[text]}'?" if text in meant else ""
        self.note_problem("BC212", node, value=node.text, hint=guess)
        return None


def _is_unwritten(node: Node) -> bool:
    """Tell whether nothing was written, or something that is reported already."""
    return isinstance(node, Scalar) and (node.is_blank or node.style == BROKEN)


def why_no_day(year: int, month: int, day: int) -> str:
    """Return in brackets why there is no such day; nothing if the year is to blame."""
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return f" (không có tháng {month})"
    return f" (tháng {month} năm {year} không có ngày {day})" if year >= 1 else ""
