"""What Git calls in place of its own diff (`diff.baocao.command`): one file, before and now.

A report of a unit is compared by meaning; of workbooks, documents and other files the texts are.
"""

import os
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.diff.comparison import compare
from baocao.features.diff.formats import Style, diff_text
from baocao.features.diff.records import Differences
from baocao.features.diff.side import Narrowing
from baocao.features.diff.textconv import UnreadableError, definitions_of, submission_of, text_of
from baocao.model.submission import Submission
from baocao.model.workspace import Definitions, Workspace
from baocao.source.config import find_root

FEWEST: Final = 7
"""Path, then file, id and mode of both sides; a renamed file has its new name and a remark behind them."""
_WITH_NEW_NAME: Final = 8
_CONTEXT: Final = 2


class Change(NamedTuple):
    """A file as Git hands it over: its name, where both sides lie, and what they are called like."""

    name: str
    old: Path
    new: Path

    @property
    def kind(self) -> str:
        """The ending of the name, which temporary files may not have."""
        return Path(self.name).suffix.lower()


def driver_text(arguments: Sequence[str], width: int) -> str:
    """Return what changed in a file; an unmerged one has only a name."""
    if len(arguments) < FEWEST:
        return f"{arguments[0]}: đang xung đột, chưa so sánh được.\n"
    name = arguments[_WITH_NEW_NAME - 1] if len(arguments) >= _WITH_NEW_NAME else arguments[0]
    change = Change(name, Path(arguments[1]), Path(arguments[4]))
    found = _by_meaning(change) if change.kind == ".yaml" else None
    if found is not None:
        return diff_text(found, Style(width, everything=True))
    return "".join(f"{line}\n" for line in _lines(change))


def _by_meaning(change: Change) -> Differences | None:
    """Return what changed in a report of a unit, None for any other file."""
    root = find_root((Path.cwd() / change.name).parent)
    definitions = definitions_of(root) if root else None
    if definitions is None:
        return None
    sides = [submission_of(path, definitions) for path in (change.old, change.new)]
    known = next((side for side in sides if side), None)
    if known is None or any(
        side is None and _has(path) for side, path in zip(sides, change[1:], strict=True)
    ):
        return None
    old, new = (_workspace(definitions, side, known) for side in sides)
    narrowing = Narrowing(frozenset(side.unit for side in sides if side))
    found = compare(old, new, narrowing, versions=True)
    return Differences(f"{change.name}: cũ", "mới", (found,), notice=definitions.config.notice)


def _workspace(definitions: Definitions, side: Submission | None, known: Submission) -> Workspace:
    reports = {side.unit: side} if side else {}
    return Workspace(definitions, (side or known).period, reports)


def _has(path: Path) -> bool:
    """Tell whether there is such a side; a file that came or went has none on the other."""
    try:
        return str(path) != os.devnull and path.is_file() and path.stat().st_size > 0
    except (OSError, ValueError):
        return False


def _lines(change: Change) -> Iterator[str]:
    old, new = (_text(path, change.kind).splitlines() for path in (change.old, change.new))
    yield from unified_diff(
        old, new, f"{change.name} (cũ)", f"{change.name} (mới)", n=_CONTEXT, lineterm=""
    )


def _text(path: Path, kind: str) -> str:
    if not _has(path):
        return ""
    try:
        return text_of(path, None, kind)
    except UnreadableError as error:
        return f"{error}\n"
