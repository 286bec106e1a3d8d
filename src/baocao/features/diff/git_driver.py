"""What Git calls in place of its own diff (`diff.baocao.command`): one file, before and now.

A report of a unit is compared by meaning; of workbooks, documents and other files the texts are.
"""

import os
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.diff.comparison import compare_workspaces
from baocao.features.diff.formats import Style, diff_text
from baocao.features.diff.records import Differences
from baocao.features.diff.side import Narrowing
from baocao.features.diff.textconv import UnreadableError, definitions_of, file_text, submission_of
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
    # For an unmerged path Git calls with the name alone.
    if len(arguments) < FEWEST:
        return f"{arguments[0]}: đang xung đột, chưa so sánh được.\n"
    name = arguments[_WITH_NEW_NAME - 1] if len(arguments) >= _WITH_NEW_NAME else arguments[0]
    change = Change(name, Path(arguments[1]), Path(arguments[4]))
    differences = _by_meaning(change) if change.kind == ".yaml" else None
    if differences is not None:
        return diff_text(differences, Style(width, everything=True))
    return "".join(f"{line}\n" for line in _text_changes(change))


def _by_meaning(change: Change) -> Differences | None:
    """Return what changed in a report of a unit, None for any other file."""
    # Git runs this in the top folder of the repository, and hands over temporary files from elsewhere.
    root = find_root((Path.cwd() / change.name).parent)
    definitions = definitions_of(root) if root else None
    if definitions is None:
        return None
    sides = [submission_of(path, definitions) for path in (change.old, change.new)]
    known = next((side for side in sides if side), None)
    if known is None or any(
        side is None and _has_content(path) for side, path in zip(sides, change[1:], strict=True)
    ):
        return None
    old, new = (_workspace_of_side(definitions, side, known) for side in sides)
    narrowing = Narrowing(frozenset(side.unit for side in sides if side))
    comparison = compare_workspaces(old, new, narrowing, versions=True)
    return Differences(f"{change.name}: cũ", "mới", (comparison,), notice=definitions.config.notice)


def _workspace_of_side(definitions: Definitions, side: Submission | None, known: Submission) -> Workspace:
    reports = {side.unit: side} if side else {}
    return Workspace(definitions, (side or known).period, reports)


def _has_content(path: Path) -> bool:
    """Tell whether there is such a side; a file that came or went has none on the other."""
    try:
        return str(path) != os.devnull and path.is_file() and path.stat().st_size > 0
    except (OSError, ValueError):
        return False


def _text_changes(change: Change) -> Iterator[str]:
    old, new = (_text_of_side(path, change.kind).splitlines() for path in (change.old, change.new))
    yield from unified_diff(
        old, new, f"{change.name} (cũ)", f"{change.name} (mới)", n=_CONTEXT, lineterm=""
    )


def _text_of_side(path: Path, kind: str) -> str:
    if not _has_content(path):
        return ""
    try:
        return file_text(path, None, kind)
    except UnreadableError as error:
        return f"{error}\n"
