"""The files that came in: named one by one, or found in folders, which are walked within limits."""

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from baocao.vietnamese.counts import count_text

MOST_FILES: Final = 20_000
DEEPEST: Final = 12
LOCK_FILE: Final = "~$"
"""How the names of files begin that Office lays beside what is open."""
_UNSEEN: Final = frozenset({"thumbs.db", "desktop.ini", "bieu.json"})
"""What systems lay into folders."""


class TooManyFilesError(Exception):
    """A folder holds more than anybody sends; the text says so."""


class Incoming(NamedTuple):
    """A file: where it is, and how it is called, from the folder that was named on: no two alike."""

    path: Path
    name: str
    leads_out: bool = False


def incoming_files(named: Iterable[Path], without: Path | None = None) -> tuple[Incoming, ...]:
    """Return the files named and those in the folders named, each once, by name; none of `without`.

    Raises TooManyFilesError, and OSError for a folder that cannot be looked into.
    """
    skipped = without.resolve() if without else None
    found: dict[Path, Incoming] = {}
    for path in named:
        walked = _files_in(path, path, skipped, 0) if path.is_dir() else iter((Incoming(path, path.name),))
        for incoming in walked:
            found.setdefault(Path(os.path.abspath(incoming.path)), incoming)  # noqa: PTH100 - links stay links
            if len(found) > MOST_FILES:
                raise TooManyFilesError(
                    f"Có hơn {count_text(MOST_FILES)} tệp; chỉ thư mục chứa biểu đã gửi."
                )
    counts = Counter(each.name for each in found.values())
    told = (
        each if counts[each.name] == 1 else each._replace(name=_whole_name(each, path, counts))
        for path, each in found.items()
    )
    return tuple(sorted(told, key=lambda each: each.name))


def _whole_name(incoming: Incoming, whole: Path, taken: Container[str]) -> str:
    """Return how a file is called that shares its name: by its path, as it was given if it can be."""
    named = incoming.path.as_posix()
    return whole.as_posix() if named in taken else named


def _files_in(folder: Path, top: Path, skipped: Path | None, depth: int) -> Iterator[Incoming]:
    if depth > DEEPEST:
        raise TooManyFilesError(f"Thư mục '{top}' lồng nhau quá {DEEPEST} cấp.")
    if skipped is not None and folder.resolve() == skipped:
        return
    for path in sorted(folder.iterdir()):
        name = path.relative_to(top).as_posix()
        if path.name.startswith(".") or path.name.lower() in _UNSEEN:
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(top.resolve()):
            yield Incoming(path, name, leads_out=True)
        elif not path.is_dir():
            yield Incoming(path, name)
        elif not path.is_symlink():  # a link to a folder of the same tree is walked there
            yield from _files_in(path, top, skipped, depth + 1)
