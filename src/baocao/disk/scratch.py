"""Folders of the system for what is only needed while a command runs."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from baocao.disk.ownership import SCRATCH, abandoned_paths, own_name
from baocao.disk.writing import make_folder, remove_file, remove_tree, write_new


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give an empty folder of our own, which is gone afterwards; what killed processes left goes, too."""
    folder = _new_folder()
    try:
        yield folder
    finally:
        remove_tree(folder)


class ScratchError(Exception):
    """The system's folder for temporary files cannot be written; `cause` is what the system said."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


_CANNOT_STAND: Final = frozenset(
    {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL}
)
"""What a system says of names that it cannot have, or not beside each other; a forged tree has such."""


@contextmanager
def _told_as_scratch(let_pass: frozenset[int] = frozenset()) -> Iterator[None]:
    """Raise ScratchError for what the system refuses; what may be left out is."""
    try:
        yield
    except OSError as error:
        if error.errno not in let_pass:
            raise ScratchError(error) from error


def _new_folder() -> Path:
    with _told_as_scratch():
        top = Path(tempfile.gettempdir()).resolve()
        with suppress(OSError):
            for left in list(abandoned_paths(top, SCRATCH)):
                remove_tree(left)  # another user's stays, as the system does not let us
        folder = top / own_name(SCRATCH)
        os.mkdir(folder, 0o700)  # noqa: PTH102
    return folder


def put_folder(folder: Path) -> None:
    """Make a folder of a scratch folder."""
    with _told_as_scratch():
        make_folder(folder)


def put_file(path: Path, data: bytes) -> None:
    """Write a file of a scratch folder, or leave it out where it cannot stand."""
    with _told_as_scratch(_CANNOT_STAND):
        if _is_ready(path):
            write_new(path, data)


def _is_ready(path: Path) -> bool:
    """Make room for a file; there is none where a version has a link and a folder of one name.

    Git makes no such version, but somebody who means harm does: the link would lead out of the folder.
    """
    # Asked for every file anew, since the link may be among the files that were just put.
    if os.path.realpath(path.parent) != str(path.parent):
        return False
    make_folder(path.parent)
    remove_file(path)
    return True


def put_link(path: Path, content: bytes) -> None:
    """Make a symbolic link where the system has them, else a file that says where it leads, as Git does."""
    with _told_as_scratch(_CANNOT_STAND):
        if not _is_ready(path):
            return
        try:
            os.symlink(os.fsdecode(content), path)  # noqa: PTH211
        except (OSError, NotImplementedError, ValueError):
            write_new(path, content)
