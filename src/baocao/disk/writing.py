"""Files and folders are written, moved and removed here, and nowhere else.

Whatever takes the place of a file is written beside it first, so that at any moment there is either the
old file or the new one, whole.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from baocao.disk.ownership import own_name

_NEW: Final = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)
_READ: Final = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe in place of the file must not keep us waiting
    | getattr(os, "O_BINARY", 0)
)
_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.EMLINK}
)
"""What disks answer that have no links, as FAT."""
_MORE: Final = 1_000_000
"""How much longer a changed file is read, to tell where it differs."""


class ChangedError(Exception):
    """A file is no longer what was read of it, so that nothing was written over it.

    `found` is what is there now, None if it cannot be compared; then `how` says what became of it.
    """

    def __init__(self, path: Path, result: bytes | None, how: str) -> None:
        super().__init__(f"{path}: {how}")
        self.path = path
        self.found = result
        self.how = how


def write_new(path: Path, data: bytes, *, mode: int = 0o666, durable: bool = False) -> None:
    """Write a file that is not there yet; `durable` waits until it would survive a power cut."""
    handle = os.open(path, _NEW, mode)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        if durable:
            os.fsync(handle)
    finally:
        os.close(handle)


def settle_file(path: Path) -> None:
    """Wait until what was written into a file would survive a power cut."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path, *, durable: bool = False) -> list[Path]:
    """Make a folder and those around it; return those that were not there, outermost first."""
    missing: list[Path] = []
    step = folder
    while not os.path.lexists(step) and step.parent != step:
        missing.insert(0, step)
        step = step.parent
    made: list[Path] = []
    try:
        for step_down in missing:
            with suppress(FileExistsError):  # somebody was faster
                os.mkdir(step_down)  # noqa: PTH102 - as everything here
                made.append(step_down)
                if durable:
                    settle_folder(step_down.parent)
        _refuse_file(folder)
    except BaseException:
        remove_empty(made)
        raise
    return made


def _refuse_file(folder: Path) -> None:
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def settle_folder(folder: Path) -> None:
    """Wait until the names in a folder would survive a power cut, where the system lets one ask."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some shares cannot settle folders
            raise
    finally:
        os.close(handle)


def move_file(source: Path, target: Path) -> None:
    """Put a file in the place of another, or where there was none."""
    os.replace(source, target)  # noqa: PTH105


def remove_file(path: Path) -> None:
    """Remove a file, if it is there."""
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108


def remove_tree(path: Path) -> None:
    """Remove a file, or a folder with all that is in it, as far as that is possible."""
    with suppress(OSError):
        # A link first: what it leads to is not ours to remove.
        if path.is_symlink() or not path.is_dir():
            remove_file(path)
            return
        for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
            remove_tree(Path(entry.path))
        os.rmdir(path)  # noqa: PTH106


def remove_empty(folders: list[Path]) -> None:
    """Remove those folders in which there is nothing; the innermost stand last."""
    for folder in reversed(folders):
        with suppress(OSError):
            os.rmdir(folder)  # noqa: PTH106


Put = Callable[[], None]
"""Puts in its place what lies ready."""


@contextmanager
def replacing_file(path: Path, data: bytes, read: bytes) -> Iterator[Put]:
    """Lay `data` ready for the place of a file that still is what was read of it; its mode stays.

    Raises ChangedError, and OSError; so does what puts it in place. What remains: somebody may save between
    the last look at the file and the move, some microseconds later, which no system prevents; and who keeps
    a file open and writes into it afterwards writes into the old one.
    """
    mode = check_unchanged(path, read)
    with _staged_beside(path, data, mode) as staged:

        def put() -> None:
            # Once more, as late as can be: the file was written and synced meanwhile, which takes time.
            if check_unchanged(path, read) != mode:
                raise ChangedError(path, None, "quyền của tệp đã đổi")
            move_file(staged, path)
            settle_folder(path.parent)

        yield put


@contextmanager
def creating_file(path: Path, data: bytes) -> Iterator[Put]:
    """Lay `data` ready for a place without a file; if there is one by then, ChangedError is raised."""
    made = make_folder(path.parent, durable=True)
    try:
        with _staged_beside(path, data, None) as staged:

            def put() -> None:
                link_new(staged, path)
                settle_folder(path.parent)

            yield put
    finally:
        remove_empty(made)


def link_new(staged: Path, path: Path) -> None:
    """Put a file in its place, where none is; raises ChangedError if there is one by then, and OSError."""
    try:
        # A hard link fails where something stands, in one step; a rename would silently replace it.
        os.link(staged, path)
    except FileExistsError:
        raise _appeared_error(path) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise _appeared_error(path) from None
        move_file(staged, path)


@contextmanager
def _staged_beside(path: Path, data: bytes, mode: int | None) -> Iterator[Path]:
    """Write `data` into a file beside `path`, which is gone afterwards unless it was moved."""
    # In the same folder: only within one file system is a move a single step.
    staged = path.parent / own_name()
    try:
        write_new(staged, data, durable=True)
        if mode is not None and stat.S_IMODE(staged.stat().st_mode) != mode:
            os.chmod(staged, mode)  # noqa: PTH101
        yield staged
    finally:
        with suppress(OSError):  # what is left is swept by the next command
            remove_file(staged)


def check_unchanged(path: Path, read: bytes) -> int:
    """Return the mode of a file that still is what was read of it; raises ChangedError, and OSError."""
    try:
        handle = os.open(path, _READ)
    except FileNotFoundError:
        raise ChangedError(path, None, "tệp không còn") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise ChangedError(path, None, "tệp đã thành liên kết") from None
        raise
    try:
        # Of what was opened, not of the path, where something else may stand by now.
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise ChangedError(path, None, "không còn là tệp thường")
        data = _read_all(handle, len(read) + _MORE)
    finally:
        os.close(handle)
    if data != read:
        raise ChangedError(path, data, "nội dung đã đổi")
    return stat.S_IMODE(status.st_mode)


def read_plain(path: Path, most: int) -> bytes | None:
    """Return what a file holds; None if it is a link, no plain file, or longer. Raises OSError."""
    try:
        handle = os.open(path, _READ)
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None
        raise
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        data = _read_all(handle, most + 1)
    finally:
        os.close(handle)
    return data if len(data) <= most else None


def _read_all(handle: int, most: int) -> bytes:
    parts = []
    while most > 0 and (part := os.read(handle, most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _appeared_error(path: Path) -> ChangedError:
    return ChangedError(path, None, "tệp vừa được người khác tạo")
