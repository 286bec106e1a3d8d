"""Folders of the system for what is only needed while a command runs."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from baocao.disk.ownership import SCRATCH, abandoned, own_name
from baocao.disk.reasons import ScratchError
from baocao.disk.writing import make_folder, remove, remove_tree, write_new


@contextmanager
def scratch() -> Iterator[Path]:
    """Give an empty folder of our own, which is gone afterwards; what killed processes left goes, too."""
    folder = _new_folder()
    try:
        yield folder
    finally:
        remove_tree(folder)


@contextmanager
def _told() -> Iterator[None]:
    """Raise ScratchError for what the system refuses."""
    try:
        yield
    except OSError as error:
        raise ScratchError(error) from error


def _new_folder() -> Path:
    with _told():
        top = Path(tempfile.gettempdir()).resolve()
        with suppress(OSError):
            for left in list(abandoned(top, SCRATCH)):
                remove_tree(left)  # another user's stays, as the system does not let us
        folder = top / own_name(SCRATCH)
        os.mkdir(folder, 0o700)  # noqa: PTH102
    return folder


def put_folder(folder: Path) -> None:
    """Make a folder of a scratch folder."""
    with _told():
        make_folder(folder)


def put_file(path: Path, data: bytes) -> None:
    """Write a file of a scratch folder."""
    with _told():
        if _is_ready(path):
            write_new(path, data)


def _is_ready(path: Path) -> bool:
    """Make room for a file; there is none where a version has a link and a folder of one name.

    Git makes no such version, but somebody who means harm does: the link would lead out of the folder.
    """
    if os.path.realpath(path.parent) != str(path.parent):
        return False
    make_folder(path.parent)
    remove(path)
    return True


def put_link(path: Path, content: bytes) -> None:
    """Make a symbolic link where the system has them, else a file that says where it leads, as Git does."""
    with _told():
        if not _is_ready(path):
            return
        try:
            os.symlink(os.fsdecode(content), path)  # noqa: PTH211
        except (OSError, NotImplementedError):
            write_new(path, content)
