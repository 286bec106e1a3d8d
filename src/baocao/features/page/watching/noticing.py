"""Notices that files change, by looking at them again and again.

The system could tell (inotify and its like), but it tells nothing of what other machines write on a network
share, little inside of containers, and each system tells it in another way. Looking at the 1,400 files of
a province takes some milliseconds.
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from baocao.source.file_names import is_ignored
from baocao.source.files import leads_out

DEEPEST: Final = 4
"""Folders below a watched one that are looked into: data/units/xa-mot/phat-hanh is the second."""
MOST_ENTRIES: Final = 500_000
_NEWEST: Final = 8
_TICK: Final = 3_000_000_000
"""Nanoseconds within which the time of a file may stand still although it is written again."""
_SETTLED: Final = 0.03
"""Seconds between two looks that must be alike: editors write in several steps."""
_MOST_SETTLING: Final = 0.25

Mark = tuple[int, ...]
"""What of a file changes whenever it is written: time, size, place on the disk."""


class Watched(NamedTuple):
    """Folders that are looked into, as deep as said, and single files; `root` is that of the workspace."""

    root: Path
    folders: tuple[Path, ...]
    files: tuple[Path, ...] = ()


class Look(NamedTuple):
    """How things stood at one look: marks by path, and digests of the files that were written last."""

    marks: Mapping[str, Mark]
    digests: Mapping[str, bytes]


def take_look(watched: Watched) -> Look:
    """Look at everything once; what goes away meanwhile is gone."""
    marks: dict[str, Mark] = {}
    for path in watched.files:
        with suppress(OSError):
            marks[str(path)] = _mark_of(os.lstat(path)) + _target_mark(str(path))
    for folder in watched.folders:
        _look_into(str(folder), watched.root, DEEPEST, marks)
    return Look(marks, dict(_newest_digests(marks)))


def changed_paths(before: Look, after: Look) -> list[str]:
    """Return the paths that are new, gone or written, in order."""
    names = set(before.marks.keys() ^ after.marks.keys())
    for old, new in ((before.marks, after.marks), (before.digests, after.digests)):
        names.update(path for path in old.keys() & new.keys() if old[path] != new[path])
    return sorted(names)


def settled_look(watched: Watched) -> Look:
    """Look until two looks are alike, or for a quarter of a second."""
    until, look = time.monotonic() + _MOST_SETTLING, take_look(watched)
    while time.monotonic() < until:
        time.sleep(_SETTLED)
        before, look = look, take_look(watched)
        if look == before:
            break
    return look


def _look_into(folder: str, root: Path, depth: int, marks: dict[str, Mark]) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if len(marks) < MOST_ENTRIES:
                    _look_at_entry(entry, root, depth, marks)
    except OSError:
        return


def _look_at_entry(entry: "os.DirEntry[str]", root: Path, depth: int, marks: dict[str, Mark]) -> None:
    # What editors and commands lay aside for a moment is nobody's file.
    if _is_passed_over(entry.name):
        return
    with suppress(OSError):
        status = entry.stat(follow_symlinks=False)
        is_link = stat.S_ISLNK(status.st_mode)
        marks[entry.path] = _mark_of(status) + (_target_mark(entry.path) if is_link else ())
        enters = entry.is_dir() and depth > 0
        if enters and not (is_link and leads_out(Path(entry.path), root)):
            _look_into(entry.path, root, depth - 1, marks)


_is_passed_over: Final = lru_cache(100_000)(is_ignored)


def _mark_of(status: os.stat_result) -> Mark:
    if stat.S_ISDIR(status.st_mode):
        return (status.st_mode,)  # its entries tell what happens in it
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_mode


def _target_mark(path: str) -> Mark:
    try:
        return _mark_of(os.stat(path))  # noqa: PTH116 - for thousands of files
    except OSError:
        return ()


def _newest_digests(marks: Mapping[str, Mark]) -> Iterator[tuple[str, bytes]]:
    """Yield digests of the few files that were written last: on some disks time goes by in seconds."""
    files = {path: mark[0] for path, mark in marks.items() if len(mark) > 1}
    if not files:
        return
    latest = max(files.values())
    new = (path for path, moment in files.items() if moment > latest - _TICK)
    for path in _first_few(new):
        with suppress(OSError):
            yield path, _digest_of(path)


def _first_few(paths: Iterable[str]) -> list[str]:
    return sorted(paths)[:_NEWEST]


def _digest_of(path: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        return blake2b(file.read(2_000_000), digest_size=16).digest()
