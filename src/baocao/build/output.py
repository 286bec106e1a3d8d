"""Writing a build: everything is written aside first and then moved into place."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from baocao.model.diagnostic import Diagnostic, problem

_STAGING: Final = ".dang-ghi-"


class Output:
    """The output folder of one period; nothing outside of it is ever touched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def replace(self, files: Mapping[str, bytes], last: str, stale: Iterable[str]) -> list[Diagnostic]:
        """Put `files` in place, the one named `last` at the end, and remove `stale` ones.

        If anything cannot be written, nothing in place has been changed; if a file cannot be moved
        (open in Word on Windows), it and `last` stay as they were.
        """
        staging: Path | None = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self._folder))
            for name, data in files.items():
                (staging / name).write_bytes(data)
            return self._move(staging, files, last) or self._remove(stale)
        except OSError as error:
            reason = error.strerror or str(error)
            return [problem("BC801", None, what=str(self._folder), reason=reason)]
        finally:
            if staging:
                shutil.rmtree(staging, ignore_errors=True)

    def _move(self, staging: Path, files: Iterable[str], last: str) -> list[Diagnostic]:
        problems: list[Diagnostic] = []
        for name in sorted(files, key=lambda each: (each == last, each)):
            if name == last and problems:
                break
            try:
                (staging / name).replace(self._folder / name)
            except PermissionError:
                problems.append(problem("BC802", None, what=str(self._folder / name)))
        return problems

    def _remove(self, stale: Iterable[str]) -> list[Diagnostic]:
        for name in stale:
            (self._folder / name).unlink(missing_ok=True)
        return []
