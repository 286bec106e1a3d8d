"""The door to files that a stranger may have made: regular files only, and no more than a limit of each."""

import errno
import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import Final

_NEVER_WAITS: Final = (
    getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
)
_CHUNK: Final = 1 << 20


class NotAFileError(OSError):
    """What stands there is a folder, a pipe, a socket or a device."""

    def __init__(self) -> None:
        super().__init__(0, "không phải là tệp thường mà là thư mục, ống dẫn hoặc thiết bị")


class TooLargeError(OSError):
    """The file has more bytes than asked for."""

    def __init__(self, size: int) -> None:
        super().__init__(0, "tệp quá lớn")
        self.size = size


def read_regular(path: Path, most: int) -> bytes:
    """Return the bytes of a file; raises OSError, of which the ones above are kinds.

    What is opened is looked at, not what stood there before, and whatever size it tells, no more than the
    limit is read.
    """
    with os.fdopen(_open_regular(path), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise TooLargeError(size)
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLargeError(len(data))
    return data


def is_regular(path: Path) -> bool:
    """Tell whether a file, or a link to one, stands there."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def digest_of_file(path: Path, most: int) -> str:
    """Return the sha256 of a file, nothing if it is too large or none; raises OSError if it is gone."""
    try:
        with os.fdopen(_open_regular(path), "rb") as file:
            digest_so_far, size = sha256(), 0
            while chunk := file.read(_CHUNK):
                digest_so_far.update(chunk)
                size += len(chunk)
                if size > most:
                    return ""
            return digest_so_far.hexdigest()
    except NotAFileError:
        return ""


def _open_regular(path: Path) -> int:
    """Open a file without waiting for the other end of a pipe, and without starting a device."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAFileError
        handle = os.open(path, os.O_RDONLY | _NEVER_WAITS)
    except ValueError:  # a name with a null byte
        raise FileNotFoundError(errno.ENOENT, "không có tệp") from None
    # Again after opening: something else may have taken its place in between.
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotAFileError
    return handle
