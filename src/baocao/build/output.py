"""Writing a build: everything is written aside first and then moved into place."""

import errno
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.source.config import refuse_leaving
from baocao.vietnamese.system_errors import reason_of

_STAGING: Final = ".dang-ghi-"


class Written(NamedTuple):
    """The names of the files that are in place, and what kept the others from it."""

    names: frozenset[str]
    problems: tuple[Diagnostic, ...]


class Output:
    """The output folder of one period; nothing outside of it is ever touched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._moved: list[str]
        self._problems: list[Diagnostic]

    def replace(self, files: Mapping[str, bytes], last: str, stale: Iterable[str]) -> Written:
        """Put `files` in place, the one named `last` at the end, and remove `stale` ones.

        If anything cannot be written, nothing in place has been changed; if a file cannot be moved
        (open in Word on Windows), it and `last` stay as they were.
        """
        self._moved, self._problems = [], []
        staging: Path | None = None
        try:
            for name in files:
                _refuse_outside(name)
            refuse_leaving(self._folder)
            self._folder.mkdir(parents=True, exist_ok=True)
            staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self._folder))
            for name, data in files.items():
                (staging / name).write_bytes(data)
            self._move(staging, files, last)
            if not self._problems:
                self._remove(stale)
        except OSError as error:
            reason = reason_of(error)
            self._problems.append(problem("BC801", None, what=str(self._folder), reason=reason))
        finally:
            if staging:
                shutil.rmtree(staging, ignore_errors=True)
        return Written(frozenset(self._moved), tuple(self._problems))

    def _move(self, staging: Path, files: Iterable[str], last: str) -> None:
        for name in sorted(files, key=lambda each: (each == last, each)):
            if name == last and self._problems:
                break
            try:
                (staging / name).replace(self._folder / name)
                self._moved.append(name)
            except PermissionError:
                self._problems.append(problem("BC802", None, what=str(self._folder / name)))

    def _remove(self, stale: Iterable[str]) -> None:
        for name in stale:
            if is_plain(name):
                (self._folder / name).unlink(missing_ok=True)


def is_plain(name: str) -> bool:
    """Tell whether `name` is that of a file in the folder itself, on every system."""
    return name not in {"", ".", ".."} and not set(name) & set("/\\:")


def _refuse_outside(name: str) -> None:
    """Raise an error for a name that leads out of the folder."""
    if not is_plain(name):
        raise OSError(errno.EINVAL, f"tên tệp '{name}' dẫn ra ngoài thư mục")
