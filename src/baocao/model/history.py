"""What Git remembers of files: commits, and when changes arrived on the main branch."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import NamedTuple


class Commit(NamedTuple):
    """Who recorded a change, when, and why; `id` is the whole hash."""

    id: str
    author: str
    moment: datetime
    subject: str


class Blob(NamedTuple):
    """A file as one revision has it: its path in the repository and the id of its content."""

    path: str
    id: str
    is_link: bool = False


class Action(Enum):
    """What a commit did to a file."""

    ADDED = "A"
    CHANGED = "M"
    REMOVED = "D"
    MOVED = "R"


class Change(NamedTuple):
    """What one commit did to one file, and when that arrived on the main branch.

    `origin` is the path that a moved file had before. An added file `replaces` one that the same commit
    removed, if there is one: it may be that file under another name, and edited. A change is `oldest`
    where a shallow clone knows of nothing earlier: the file was there then, perhaps long before.
    """

    path: str
    action: Action
    commit: str
    moment: datetime
    origin: str = ""
    replaces: str = ""
    oldest: bool = False


Timelines = Mapping[str, tuple[Change, ...]]
"""The changes of each file, oldest first; what a file was before it moved belongs to it."""


def group_timelines(changes: Iterable[Change]) -> Timelines:
    """Return the timelines of all files from their changes, oldest first."""
    by_path: dict[str, tuple[Change, ...]] = {}
    for change in changes:
        before = by_path.pop(change.origin, ()) if change.action is Action.MOVED else ()
        by_path[change.path] = (*by_path.get(change.path, ()), *before, change)
    return by_path
