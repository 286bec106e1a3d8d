"""Marks that an unfinished merge of Git leaves in a file."""

import re
from collections.abc import Iterator
from typing import Final

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile

_MARK: Final = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_SIGNS: Final = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_MOST_RELATED: Final = 3
"""Marks that belong to one conflict."""
_FIRST: Final = "<"
_LAST: Final = ">"


def may_conflict(data: bytes) -> bool:
    """Tell, at next to no cost, whether a file is worth looking at line by line."""
    return any(sign in data for sign in _SIGNS)


def merge_conflicts(source: SourceFile) -> Iterator[Diagnostic]:
    """Yield every conflict at its first mark, its other marks as related places.

    A mark that stands alone, since someone has deleted only the others, is a conflict too.
    """
    conflict: list[Place] = []
    for sign, place in _conflict_marks(source.text, source.path):
        if conflict and sign == _FIRST:
            yield _conflict_problem(conflict)
            conflict = []
        conflict.append(place)
        if sign == _LAST:
            yield _conflict_problem(conflict)
            conflict = []
    if conflict:
        yield _conflict_problem(conflict)


def _conflict_marks(text: str, file: str) -> Iterator[tuple[str, Place]]:
    line, counted = 1, 0
    for mark in _MARK.finditer(text):
        # Counted on from the last mark, not from the top: a file of marks alone would take forever.
        line += text.count("\n", counted, mark.start())
        counted = mark.start()
        yield mark[1][0], Place(file, line, 1)


def _conflict_problem(conflict: list[Place]) -> Diagnostic:
    first, *others = conflict[: 1 + _MOST_RELATED]
    return problem("BC113", first, related=tuple(("dấu tiếp theo", place) for place in others))
