"""Many files in many folders: all are changed, or none.

What comes is written aside first, and beside it lies what it takes the place of. Then a journal says what
will be put where; only then is anything moved. If anything fails, what was moved is taken back, which takes
no room on the disk. A killed run cannot do that: whoever has the lock next finds its journal and does.

The journal may have come with somebody's data. So it is read with limits, leads to nothing outside of the
folder, and nothing is taken back but what has exactly the contents that it tells of.
"""

import errno
import json
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from baocao.disk.ownership import abandoned_paths, own_name
from baocao.disk.staging import JOURNAL, discard_aside
from baocao.disk.writing import (
    check_unchanged,
    link_new,
    make_folder,
    move_file,
    read_plain,
    remove_empty,
    remove_file,
    settle_file,
    settle_folder,
    write_new,
)

_MOST: Final = 16_000_000
"""The longest journal, which names every report of the country, and the longest file that one tells of."""
_NEW, _OLD = "moi", "cu"
Put = Callable[[], None]
"""Puts all in place."""


class Replaced(NamedTuple):
    """New contents of a file that has those that were read; None where there is none yet."""

    path: Path
    data: bytes
    read: bytes | None


class Undone(NamedTuple):
    """What was taken back of a killed run, and what was not, since somebody has changed it meanwhile."""

    restored: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


@contextmanager
def replacing_together(folder: Path, files: Sequence[Replaced]) -> Iterator[Put]:
    """Lay contents of files below `folder` ready; what puts them in place changes all of them or none.

    Raises ChangedError for a file that is not as it was read, and OSError; so does what puts them in place.
    """
    real = [_real_file(folder, file) for file in files]
    if twice := next(
        (path for path, count in Counter(file.path for file in real).items() if count > 1), None
    ):
        raise OSError(errno.EINVAL, "hai đơn vị dùng chung tệp này", str(twice))
    made: list[Path] = []
    try:
        for file in real:
            made += make_folder(file.path.parent, durable=True)
        with _journal_folder(folder) as aside:
            _lay_aside(folder, aside, real, made)
            yield lambda: _put_files(aside, real)
    finally:
        remove_empty(made)


def _real_file(folder: Path, file: Replaced) -> Replaced:
    """Return a file by the place where it really lies; raises OSError where a link leads out of the folder.

    Replacing the link itself would leave the shared file as it was, and the two would part.
    """
    real = Path(os.path.realpath(file.path))
    if not _is_inside(folder, real):
        reason = "đó là liên kết dẫn ra ngoài thư mục đơn vị; dùng tệp thật"
        raise OSError(errno.EINVAL, reason, str(file.path))
    return file._replace(path=real)


def _is_inside(folder: Path, real: Path) -> bool:
    return real.is_relative_to(os.path.realpath(folder))


@contextmanager
def _journal_folder(folder: Path) -> Iterator[Path]:
    """Give a folder for what lies aside; where not all was put in place, what was is taken back."""
    aside = folder / own_name()
    os.mkdir(aside)  # noqa: PTH102
    try:
        yield aside
    finally:
        journal = _read_journal(folder, aside)
        # What cannot be taken back now lies there for whoever comes next.
        if journal is None or _take_back(aside, journal).is_done:
            discard_aside(aside)


def _lay_aside(folder: Path, aside: Path, files: Sequence[Replaced], made: Iterable[Path]) -> None:
    """Write what comes and what it replaces, then the journal; all of it would survive a power cut."""
    for number, file in enumerate(files):
        mode = 0o666 if file.read is None else check_unchanged(file.path, file.read)
        _write_exactly(aside / f"{number}.{_NEW}", file.data, None if file.read is None else mode)
        if file.read is not None:
            _keep_old(file, aside / f"{number}.{_OLD}", mode)
    # After all are written: then the first wait does most of the work of all.
    for number, file in enumerate(files):
        settle_file(aside / f"{number}.{_NEW}")
        if file.read is not None:
            settle_file(aside / f"{number}.{_OLD}")
    write_new(aside / JOURNAL, _journal_text(folder, files, made), durable=True)
    settle_folder(aside)
    settle_folder(folder)


def _write_exactly(path: Path, data: bytes, mode: int | None) -> None:
    write_new(path, data)
    if mode is not None and stat.S_IMODE(path.stat().st_mode) != mode:
        os.chmod(path, mode)  # noqa: PTH101


def _keep_old(file: Replaced, path: Path, mode: int) -> None:
    """Keep what is replaced: the file itself under a second name, or a copy where that cannot be."""
    try:
        os.link(file.path, path)
    except OSError:
        _write_exactly(path, file.read or b"", mode)


def _journal_text(folder: Path, files: Iterable[Replaced], made: Iterable[Path]) -> bytes:
    entries = [
        {
            "tep": _name_below(folder, file.path),
            _NEW: sha256(file.data).hexdigest(),
            _OLD: None if file.read is None else sha256(file.read).hexdigest(),
        }
        for file in files
    ]
    return json.dumps({"tep": entries, "thu_muc": [_name_below(folder, each) for each in made]}).encode()


def _name_below(folder: Path, path: Path) -> str:
    return Path(os.path.realpath(path)).relative_to(os.path.realpath(folder)).as_posix()


def _put_files(aside: Path, files: Sequence[Replaced]) -> None:
    """Put all in place; the last look at each file is taken right before."""
    for file in files:
        if file.read is not None:
            check_unchanged(file.path, file.read)
    for number, file in enumerate(files):
        staged = aside / f"{number}.{_NEW}"
        if file.read is None:
            link_new(staged, file.path)
        else:
            check_unchanged(file.path, file.read)
            move_file(staged, file.path)
    for parent in dict.fromkeys(file.path.parent for file in files):
        settle_folder(parent)
    remove_file(aside / JOURNAL)
    # From here on all is in place: a journal that a power cut brings back tells of a run that was done.
    with suppress(OSError):
        settle_folder(aside)


def undo_interrupted(folder: Path) -> Undone:
    """Take back what killed runs have put in place of files below `folder`, whose lock one must have.

    A run that had put all in place is done, and nothing of it is taken back. Raises OSError.
    """
    restored: list[Path] = []
    kept: list[Path] = []
    for aside in list(abandoned_paths(folder)):
        if not os.path.lexists(aside / JOURNAL):
            continue
        journal = _read_journal(folder, aside)
        # One that is not whole was being written: before it is, nothing is moved.
        if journal is None:
            discard_aside(aside)
            continue
        if all(_content_digest(entry.path) == entry.new for entry in journal.entries):
            discard_aside(aside)
            continue
        taken = _take_back(aside, journal)
        restored += taken.restored
        kept += taken.kept
        if taken.is_done:
            discard_aside(aside)
    return Undone(tuple(restored), tuple(kept))


def has_interrupted(folder: Path) -> bool:
    """Tell whether a killed run has left files below `folder` of which some are in place and some not."""
    with suppress(OSError):
        return any(_is_half_done(_read_journal(folder, aside)) for aside in abandoned_paths(folder))
    return False


class _Entry(NamedTuple):
    """A file as a journal tells of it: the hashes of what comes and of what was there, if anything was."""

    path: Path
    new: str
    old: str | None


class _Journal(NamedTuple):
    """The files of a run, in the order of their names aside, and the folders that were made for them."""

    entries: tuple[_Entry, ...]
    made: tuple[Path, ...]


class _Taken(NamedTuple):
    """Which files were taken back, which have other contents by now, and whether nothing is left to do."""

    restored: tuple[Path, ...]
    kept: tuple[Path, ...]
    is_done: bool


def _is_half_done(journal: _Journal | None) -> bool:
    states = {_content_digest(entry.path) == entry.new for entry in journal.entries} if journal else set()
    return states == {True, False}


def _take_back(aside: Path, journal: _Journal) -> _Taken:
    """Put back what was replaced; what somebody has changed meanwhile stays."""
    restored: list[Path] = []
    kept: list[Path] = []
    is_done = True
    for number, entry in enumerate(journal.entries):
        found, old = _content_digest(entry.path), aside / f"{number}.{_OLD}"
        if found == entry.old:
            continue
        if found != entry.new or (entry.old and _content_digest(old) is None):
            kept.append(entry.path)
            continue
        try:
            _take_one_back(entry, old)
            restored.append(entry.path)
        except OSError:
            is_done = False
    remove_empty(list(journal.made))
    return _Taken(tuple(restored), tuple(kept), is_done)


def _take_one_back(entry: _Entry, old: Path) -> None:
    if entry.old is None:
        remove_file(entry.path)
    else:
        # Whatever it holds: somebody may have written into it in the moment before it was replaced.
        move_file(old, entry.path)
    settle_folder(entry.path.parent)


def _content_digest(path: Path) -> str | None:
    """Return the hash of a plain file's content; None of what is none, or cannot be read."""
    try:
        data = read_plain(path, _MOST)
    except OSError:
        return None
    return None if data is None else sha256(data).hexdigest()


def _read_journal(folder: Path, aside: Path) -> _Journal | None:
    """Return what a journal tells; None if there is none that could be ours."""
    if aside.is_symlink():
        return None
    try:
        data = read_plain(aside / JOURNAL, _MOST)
        content = json.loads(data) if data else None
        return _journal_of(folder, content) if content else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _journal_of(folder: Path, content: Any) -> _Journal | None:
    entries = [_Entry(_path_below(folder, each["tep"]), each[_NEW], each[_OLD]) for each in content["tep"]]
    made = [_path_below(folder, each) for each in content["thu_muc"]]
    return _Journal(tuple(entries), tuple(made))


def _path_below(folder: Path, name: str) -> Path:
    """Return the path that a journal names; raises ValueError where it leads out of the folder."""
    parts = PurePosixPath(name).parts
    path = folder.joinpath(*parts)
    if not parts or ".." in parts or parts[0].startswith("/") or "\0" in name:
        raise ValueError(name)
    if not _is_inside(folder, Path(os.path.realpath(path.parent))):
        raise ValueError(name)
    return path
