"""Many files of one folder: all are written aside first, then moved, and a run that was killed can be told.

What is written aside lies in a folder of its own inside of the folder. Before the first file is moved, a
list says which will be. What a killed run leaves thus tells which files it has moved: those of the list
that no longer lie aside.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from baocao.disk.ownership import abandoned_paths, own_name
from baocao.disk.writing import move_file, remove_file, remove_tree, settle_folder, write_new

_LIST: Final = ".danh-sach"
JOURNAL: Final = ".nhat-ky"
"""What lies aside beside it may be missing elsewhere (`disk/together.py`): it is not swept."""


class Staging:
    """A folder in which files wait until all are written."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder = folder
        self.aside = folder / own_name()
        self._durable = durable
        os.mkdir(self.aside)  # noqa: PTH102

    def put_aside(self, name: str, data: bytes) -> None:
        """Write a file aside."""
        write_new(self.aside / name, data, durable=self._durable)

    def announce_names(self, names: Iterable[str]) -> None:
        """Say which files will be moved, before the first one is."""
        write_new(
            self.aside / _LIST, "\0".join(names).encode("utf-8", "surrogateescape"), durable=self._durable
        )

    def move(self, name: str) -> None:
        """Put a file, or a folder with files, in its place."""
        move_file(self.aside / name, self.folder / name)

    def settle_names(self) -> None:
        """Wait, if it was asked for, until the names are safe, too."""
        if self._durable:
            settle_folder(self.folder)

    def discard(self) -> None:
        """Remove what lies aside; the list goes first, as without the files it would lie."""
        discard_aside(self.aside)


@contextmanager
def staging_folder(folder: Path, *, durable: bool = False) -> Iterator[Staging]:
    """Give a folder to write into, which is gone afterwards."""
    made = Staging(folder, durable=durable)
    try:
        yield made
    finally:
        made.discard()


def discard_aside(aside: Path) -> None:
    """Remove what lies aside, the list first; of a link only the link, as what it leads to is not ours."""
    with suppress(OSError):
        if aside.is_symlink():
            remove_file(aside)
            return
        # First the list: without its files it would tell of every file of the next run that it was moved.
        remove_file(aside / _LIST)
    remove_tree(aside)


def interrupted_runs(folder: Path) -> tuple[list[Path], frozenset[str]]:
    """Return what killed runs have left aside in a folder, and the names of the files they had moved."""
    if not folder.is_dir():
        return [], frozenset()
    left = list(abandoned_paths(folder))
    return left, frozenset(name for aside in left for name in _moved_names(aside))


def _moved_names(aside: Path) -> Iterator[str]:
    try:
        names = (aside / _LIST).read_bytes().decode("utf-8", "surrogateescape").split("\0")
    except (OSError, UnicodeDecodeError):
        return
    yield from (name for name in names if name and not os.path.lexists(aside / name))


def sweep_abandoned(folder: Path) -> None:
    """Remove what killed processes have left aside in a folder, unless it tells which files were moved."""
    left: list[Path] = []
    with suppress(OSError):
        left = list(abandoned_paths(folder))
    for aside in left:
        if not (any(_moved_names(aside)) or os.path.lexists(aside / JOURNAL)):
            discard_aside(aside)
