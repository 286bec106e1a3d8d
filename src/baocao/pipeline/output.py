"""Writing a build: everything is written aside first and then moved into place."""

import errno
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from baocao.disk.staging import Staging, discard_aside, interrupted_runs, staging_folder
from baocao.disk.writing import make_folder, remove_file
from baocao.model.diagnostic import Diagnostic, problem
from baocao.pipeline.guarding import unwritable_problem
from baocao.source.config import refuse_leaving


class Written(NamedTuple):
    """The names of the files that are in place, and what kept the others from it."""

    names: frozenset[str]
    problems: tuple[Diagnostic, ...]


class Output:
    """The output folder of one period; nothing outside of it is ever touched.

    What is written `durable` is there after a power cut, too, once it is told to be there.
    """

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self._folder = folder
        self._durable = durable
        self._moved: list[str]
        self._problems: list[Diagnostic]

    def interrupted_names(self) -> frozenset[str]:
        """Return the names of files that a killed run has put in place without telling in the last one."""
        try:
            return interrupted_runs(self._folder)[1]
        except OSError:  # which writing will report
            return frozenset()

    def replace_files(self, files: Mapping[str, bytes], last: str, stale: Iterable[str]) -> Written:
        """Put `files` in place, remove `stale` ones, and put the one named `last` in place at the end.

        If anything cannot be written, nothing in place has been changed; if a file cannot be moved
        (open in Word on Windows), it and `last` stay as they were, and so do stale ones.

        Killed at whatever moment, the next run finishes what is begun here: until `last` is there, what
        stands in the one of before tells which files are stale, and the list aside which ones are new.
        """
        self._moved, self._problems = [], []
        try:
            for name in files:
                _refuse_outside(name)
            refuse_leaving(self._folder)
            make_folder(self._folder)
            left, _ = interrupted_runs(self._folder)
            with staging_folder(self._folder, durable=self._durable) as aside:
                for name, data in files.items():
                    aside.put_aside(name, data)
                aside.announce_names(files)
                # The list of files last: until it is there, the one of before still tells the truth.
                self._move_files(aside, sorted(files.keys() - {last}))
                if not self._problems:
                    self._remove_files(stale)
                if not self._problems:
                    self._move_files(aside, [last])
                aside.settle_names()
            for remains in left if not self._problems else ():
                discard_aside(remains)
        except OSError as error:
            self._problems.append(unwritable_problem(self._folder, error))
        return Written(frozenset(self._moved), tuple(self._problems))

    def replace_alone(self, name: str, data: bytes) -> Written:
        """Put one file in place of which no list tells.

        What a killed run of another command has left tells that command what it had moved: it stays.
        """
        self._moved, self._problems = [], []
        try:
            _refuse_outside(name)
            refuse_leaving(self._folder)
            make_folder(self._folder)
            with staging_folder(self._folder, durable=self._durable) as aside:
                aside.put_aside(name, data)
                self._move_files(aside, [name])
        except OSError as error:
            self._problems.append(unwritable_problem(self._folder, error))
        return Written(frozenset(self._moved), tuple(self._problems))

    def _move_files(self, aside: Staging, names: Iterable[str]) -> None:
        for name in names:
            try:
                aside.move(name)
                self._moved.append(name)
            # Open in Word on Windows; the others go on, so that one open file does not keep all from their
            # place.
            except PermissionError:
                self._problems.append(problem("BC802", None, what=str(self._folder / name)))

    def _remove_files(self, stale: Iterable[str]) -> None:
        for name in filter(is_plain, stale):
            try:
                remove_file(self._folder / name)
            except PermissionError:
                self._problems.append(problem("BC802", None, what=str(self._folder / name)))


def is_plain(name: str) -> bool:
    """Tell whether `name` is that of a file in the folder itself, on every system."""
    return name not in {"", ".", ".."} and not set(name) & set("/\\:")


def _refuse_outside(name: str) -> None:
    """Raise an error for a name that leads out of the folder."""
    if not is_plain(name):
        raise OSError(errno.EINVAL, f"tên tệp '{name}' dẫn ra ngoài thư mục")
