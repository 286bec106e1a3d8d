"""Pages of paper of the document that is looked at, printed by LibreOffice beside everything else.

It takes seconds, so nobody waits for it: what is printed is asked after again and again, and what was saved
meanwhile ends it.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from baocao.disk.scratch import put_file, put_folder, scratch_folder
from baocao.disk.writing import remove_tree

_PROGRAMS: Final = ("soffice", "libreoffice")
_NAME: Final = "van-ban"
_MOST_SECONDS: Final = 120


def office_program() -> str:
    """Return the path of LibreOffice; nothing where it is not installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), "")


class Printer:
    """Prints one document at a time in a folder of its own, which is gone when the block is left."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._stack = ExitStack()
        self._process: subprocess.Popen[bytes] | None = None
        self._round = 0
        self._profile_number = 0
        self._until = 0.0

    def __enter__(self) -> Self:
        self._folder = self._stack.enter_context(scratch_folder())
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.stop_printing()
        self._stack.close()

    @property
    def can_print(self) -> bool:
        """Whether there is a program that prints."""
        return bool(self._program)

    @property
    def is_busy(self) -> bool:
        """Whether something is being printed."""
        return self._process is not None

    def start_printing(self, word: bytes) -> None:
        """Begin to print a Word file; what was being printed is not wanted any more."""
        self.stop_printing()
        remove_tree(self._round_folder)
        self._round += 1
        self._until = time.monotonic() + _MOST_SECONDS
        folder = self._round_folder
        put_folder(folder)
        put_file(folder / f"{_NAME}.docx", word)
        arguments = ("--headless", "--convert-to", "pdf", "--outdir", str(folder), f"{folder}/{_NAME}.docx")
        with suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603 - the program decides what is run
                [self._program, f"-env:UserInstallation={self._profile}", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def finished_pages(self) -> bytes | None:
        """Return the pages once they are there, once; None before, and where nothing came of it."""
        if self._process is None or self._process.poll() is None:
            if time.monotonic() > self._until:
                self.stop_printing()
            return None
        self._process = None
        with suppress(OSError):
            return (self._round_folder / f"{_NAME}.pdf").read_bytes()
        return None

    def stop_printing(self) -> None:
        """End what is being printed, with all processes that it has started."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        # A killed one leaves locks in its profile.
        self._profile_number += 1

    @property
    def _round_folder(self) -> Path:
        return self._folder / str(self._round)

    @property
    def _profile(self) -> str:
        return (self._folder / f"ho-so-{self._profile_number}").as_uri()
