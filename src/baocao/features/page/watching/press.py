"""Pages of paper of the document that is looked at, printed by LibreOffice beside everything else.

It takes seconds, so nobody waits for it, and what was saved meanwhile ends it.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Condition, Thread
from typing import Any

from baocao.features.page.watching.frames import Frame
from baocao.features.page.watching.shelf import Shelf
from baocao.pipeline.printing import Printer


class Press:
    """Prints the last document that it was given, and tells when its pages are there."""

    def __init__(self, printer: Printer, shelf: Shelf, tell: Callable[[Mapping[str, Any]], None]) -> None:
        self._printer = printer
        self._shelf = shelf
        self._tell = tell
        self._wanted: Frame | None = None
        self._changed = Condition()
        if printer.is_there:
            Thread(target=self._print_all, daemon=True).start()

    def print_next(self, frame: Frame) -> None:
        """Print this document; what is being printed is not wanted any more."""
        # First, or it might end what has just been begun.
        self._printer.stop()
        with self._changed:
            self._wanted = frame
            self._changed.notify()

    def _print_all(self) -> None:
        while True:
            frame = self._next_frame()
            printout = self._printer.print_word(frame.body)
            if printout.pdf is not None:
                self._shelf.take_frame(Frame({**frame.head, "op": "put"}, printout.pdf))
            # One that was stopped for the next one has nothing to tell.
            if self._wanted is None:
                with suppress(OSError):
                    told = {"printed": printout.pdf is not None, "reason": printout.reason}
                    self._tell({**told, "number": frame.head["number"]})

    def _next_frame(self) -> Frame:
        with self._changed:
            while self._wanted is None:
                self._changed.wait()
            frame, self._wanted = self._wanted, None
            return frame
