"""`.git-blame-ignore-revs`: commits that only wrote data in another way, and are skipped for authors.

The name and the form are those of Git and of its platforms. It is read as data, never handed to Git as it
is: Git ends at the first line that is no id.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, at_most_problems, problem
from baocao.model.place import Place
from baocao.model.workspace import Config
from baocao.source.files import EMPTY, is_there, read_file

NAME: Final = ".git-blame-ignore-revs"
MOST_COMMITS: Final = 5_000
"""As many are read; a repository with more rewrites has another trouble."""
_ID: Final = re.compile(r"[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?")


class Listed(NamedTuple):
    """What a list names: full ids of commits, and the lines that name none, with their text."""

    commits: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()
    too_many: bool = False


def listed_rewrites(text: str) -> Listed:
    """Return what a list names, in its order; remarks begin with '#', as Git reads them."""
    commits: dict[str, None] = {}
    faults: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        written = line.partition("#")[0].strip()
        if _ID.fullmatch(written):
            commits.setdefault(written.lower())
        elif written:
            faults.append((number, written))
    named = tuple(commits)
    return Listed(named[:MOST_COMMITS], tuple(faults), too_many=len(named) > MOST_COMMITS)


def check_rewrites(config: Config) -> list[Diagnostic]:
    """Report what is wrong in the list of the workspace, which need not be there."""
    path = config.root / NAME
    if not is_there(path):
        return []
    source, problems = read_file(path, config.root)
    if source is None:
        # An empty list is what a new workspace has once its remarks are taken out.
        return [each for each in problems if each.code != EMPTY]
    return [*problems, *at_most_problems(_list_problems(source.path, listed_rewrites(source.text)))]


def _list_problems(path: str, listed: Listed) -> Iterator[Diagnostic]:
    for number, written in listed.faults:
        yield problem("BC843", Place(path, number, 1), value=written)
    if listed.too_many:
        yield problem("BC844", Place(path, 1, 1), count=MOST_COMMITS)


def is_kept_in_git(folder: Path) -> bool:
    """Tell whether a folder is in a repository, without asking Git."""
    return any(is_there(above / ".git") for above in (folder, *folder.parents))
