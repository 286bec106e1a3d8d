"""One writer at a time in a folder, as Git and Cargo have it; who waits is told for whom.

The lock is the system's own, on a file in the folder, so that it is gone with its process, whatever ended
it. Record locks are used where there are two kinds, since they are not inherited by `fork`: a process of
the pool that outlives a killed command keeps nothing locked. Whoever has the lock removes the file at the
end, and whoever gets the lock of a file that was removed begins anew; so nothing is left lying about.

On shares without locks the file itself is the lock: whoever creates it has it.
"""

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from baocao.disk.ownership import PREFIX, Owner, is_alive, own_name, this_process
from baocao.disk.writing import make_folder, move_file, remove_empty, remove_file

NAME: Final = f"{PREFIX}khoa"
CLAIM: Final = f"{PREFIX}giu-cho"
_PAUSE: Final = 0.1
"""Seconds between two looks at a lock that another has."""
_NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})
_NO_FILES: Final = frozenset({errno.EISDIR, errno.ELOOP, errno.ENXIO})
"""What the system says of a folder, a link and a socket where a file is to be opened."""
_OPEN: Final = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
_MOST: Final = 400
_WRITTEN: Final = re.compile(
    r"baocao-khoa 1\n([a-z-]{1,40})\n(\d{1,19})-(\d{1,19})-([A-Za-z0-9_]{1,32})\n"
    r"(\d\d:\d\d ngày \d\d/\d\d/\d{4})\n"
)
_FAR: Final = 1 << 30
"""The byte that is locked on Windows, where what is locked cannot be read either."""


class Holder(NamedTuple):
    """Who has a lock: which command, as which process of which machine, since when."""

    command: str
    owner: Owner
    since: str


class Wait(NamedTuple):
    """Why a command does not go on: the folder, and who has it, if that is known.

    `claim` is the file that is the lock where the system has none; `holder` may be gone without it.
    """

    folder: Path
    holder: Holder | None
    claim: Path | None = None


class NoLocksError(Exception):
    """The system cannot lock files here."""


@contextmanager
def folder_lock(folder: Path, command: str, on_wait: Callable[[Wait], None]) -> Iterator[None]:
    """Wait until nobody else writes into a folder, and keep others out; raises OSError if that cannot be.

    The folder is made if it is not there, and taken back if it is empty at the end.
    """
    key = os.path.realpath(folder)
    # A command may come here again within itself, as `init` does when it exports schemas.
    if _held.get(key) == os.getpid():
        yield
        return
    made = make_folder(folder)
    try:
        with _have_lock(folder, command, _Told(on_wait)):
            _held[key] = os.getpid()
            try:
                yield
            finally:
                _held.pop(key, None)
    finally:
        remove_empty(made)


_held: Final[dict[str, int]] = {}
"""Folders that are locked, by which process: what is forked has not what its parent has."""


class _Told:
    """Tells every holder once."""

    def __init__(self, on_wait: Callable[[Wait], None]) -> None:
        self._on_wait = on_wait
        self._last: Wait | None = None

    def wait_for(self, wait: Wait) -> None:
        """Tell for whom we wait, if that is new, and pause."""
        if wait != self._last and (wait.holder or self._last is None):
            self._on_wait(wait)
            self._last = wait
        time.sleep(_PAUSE)


@contextmanager
def _have_lock(folder: Path, command: str, told: _Told) -> Iterator[None]:
    try:
        handle = _locked_file(folder, command, told)
    except NoLocksError:
        with _claimed_lock(folder, command, told):
            yield
        return
    try:
        yield
    finally:
        _release_lock(folder / NAME, handle)


def _release_lock(path: Path, handle: int) -> None:
    # Removed while still locked: whoever opens it now finds it gone and begins anew, so two never have it.
    with suppress(OSError):  # Windows removes nothing that is open
        remove_file(path)
    os.close(handle)
    if sys.platform == "win32":
        with suppress(OSError):  # somebody who waits has it open
            remove_file(path)


def _locked_file(folder: Path, command: str, told: _Told) -> int:
    path = folder / NAME
    while True:
        try:
            handle = os.open(path, _OPEN, 0o666)
        except FileNotFoundError:  # who had it before took back the folder
            make_folder(folder)
            continue
        except OSError as error:
            if error.errno in _NO_FILES:
                raise _in_the_way(path) from error
            raise
        try:
            held = _lock_own(path, handle)
            # Between opening and locking the holder may have removed the file: then the lock is one on
            # nothing.
            if held and _is_still_there(path, handle):
                _write_holder(handle, command)
                return handle
            holder = None if held else _read_holder(handle)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if not held:
            told.wait_for(Wait(folder, holder))


def _lock_own(path: Path, handle: int) -> bool:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise _in_the_way(path)
    with suppress(OSError, AttributeError):  # other users of a share must be able to open it, too
        os.fchmod(handle, 0o666)
    return _lock_handle(handle)


def _in_the_way(path: Path) -> FileExistsError:
    """Return the error for what is no file, in the place of a lock; no command of ours has put it there."""
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _is_still_there(path: Path, handle: int) -> bool:
    """Tell whether the file that was locked is the one that others will find."""
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False


def _lock_handle(handle: int) -> bool:
    """Lock an open file, unless another process has; raises NoLocksError, and OSError."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there is one only there

            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - there is none on Windows

            # lockf, not flock: a forked helper that outlives a killed command must hold nothing.
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if sys.platform == "win32" and error.errno in {errno.EACCES, errno.EDEADLK}:
            return False
        if error.errno in _NO_LOCKS:
            raise NoLocksError from error
        raise
    return True


def _write_holder(handle: int, command: str) -> None:
    """Say in the file who has it; that it cannot be said keeps nobody from working."""
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, _holder_text(command))


def _holder_text(command: str) -> bytes:
    process, started, host = this_process()
    now = datetime.now().astimezone()
    return f"baocao-khoa 1\n{command}\n{process}-{started}-{host}\n{now:%H:%M ngày %d/%m/%Y}\n".encode()


def _read_holder(handle: int) -> Holder | None:
    """Return who has a lock; anybody may have written the file, so that only what fits is believed."""
    with suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        return _holder_in(os.read(handle, _MOST))
    return None


def _holder_in(data: bytes) -> Holder | None:
    match = _WRITTEN.fullmatch(data.decode(errors="replace"))
    if match is None:
        return None
    return Holder(match[1], Owner(int(match[2]), int(match[3]), match[4]), match[5])


@contextmanager
def _claimed_lock(folder: Path, command: str, told: _Told) -> Iterator[None]:
    """Have the lock by having created its file; on this machine the dead lose it to the living."""
    path = folder / CLAIM
    if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
        raise _in_the_way(path)
    with suppress(OSError):
        remove_file(folder / NAME)  # which was opened to try
    text = _holder_text(command)
    while not _claim_file(path, text):
        holder = _read_claimant(path)
        if holder and holder.owner.host == this_process().host and not is_alive(holder.owner):
            _take_away(path, holder)
        else:
            told.wait_for(Wait(folder, holder, path))
    try:
        yield
    finally:
        # Only if it still is ours: somebody may have taken us for dead and claimed it since.
        if _read_claimant(path) == _holder_in(text):
            remove_file(path)


def _claim_file(path: Path, text: bytes) -> bool:
    try:
        handle = os.open(path, _OPEN | os.O_EXCL, 0o666)
    except FileExistsError:
        return False
    try:
        os.write(handle, text)
    finally:
        os.close(handle)
    return True


def _read_claimant(path: Path) -> Holder | None:
    try:
        with path.open("rb") as file:
            return _holder_in(file.read(_MOST))
    except OSError:
        return None


def _take_away(path: Path, dead: Holder) -> None:
    """Remove the claim of a dead process; what another has claimed meanwhile is given back."""
    aside = path.parent / own_name()
    with suppress(FileNotFoundError):
        move_file(path, aside)
        if _read_claimant(aside) != dead:
            with suppress(FileExistsError):
                os.link(aside, path)
        remove_file(aside)
