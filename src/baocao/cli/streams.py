"""Standard output and error as they may be: closed, full, blocked, or read by nobody."""

import errno
import io
import os
import select
import sys
from typing import Any, Final, TextIO, cast

_STANDARD: Final = 3
"""Descriptors that every program expects to be open: input, output, errors."""
_LEFT: Final = frozenset({errno.EPIPE, errno.ESHUTDOWN, errno.ECONNRESET, None})


def fill_closed() -> None:
    """Open what was closed when the program was started, so that no file is opened in its place."""
    for descriptor in range(_STANDARD):
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)


class _Steady(io.FileIO):
    """A descriptor that is written to as long as it goes; what cannot be written is dropped.

    A command finishes what it does, whatever becomes of what it says; its end tells of the failure.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor, "wb", closefd=False)
        self.failure: OSError | None = None
        self.hurried = False

    def write(self, data: Any) -> int:
        """Write `data`, wait for room if the reader is slow; returns how many bytes are dealt with."""
        if self.failure is None:
            try:
                return self._written_bytes(data)
            except OSError as error:
                self.failure = error
        return memoryview(data).nbytes

    def _written_bytes(self, data: Any) -> int:
        if self.hurried and hasattr(select, "PIPE_BUF"):
            # Once the command was told to stop nothing may wait for a reader that does not read.
            data = data[: select.PIPE_BUF]  # for so much there is room, if there is any
            if not select.select([], [self], [], 0)[1]:
                raise BrokenPipeError
        while (written := super().write(data)) is None:
            select.select([], [self], [])
        return written


class Streams:
    """Standard output and error of this process, made steady."""

    def __init__(self) -> None:
        fill_closed()
        self._steady = {name: _made_steady(getattr(sys, name), name) for name in ("stdout", "stderr")}

    def stop_waiting(self) -> None:
        """Wait for no reader any more."""
        for stream in filter(None, self._steady.values()):
            stream.hurried = True

    def output_failure(self) -> OSError | None:
        """Return what kept the output from being written whole, if its reader did not just leave."""
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        steady = self._steady["stdout"]
        failure = steady.failure if steady else None
        return None if failure is None or failure.errno in _LEFT else failure


def _made_steady(stream: TextIO | None, name: str) -> _Steady | None:
    """Put a steady stream in the place of a standard one; consoles of Windows stay as they are."""
    if stream is not None:
        buffer = getattr(stream, "buffer", None)
        if type(getattr(buffer, "raw", buffer)) is not io.FileIO:
            return None
        stream.flush()
    raw = _Steady(["stdin", "stdout", "stderr"].index(name))
    made = io.TextIOWrapper(
        io.BufferedWriter(cast("io.RawIOBase", raw)),
        encoding="utf-8",
        errors="replace",
        line_buffering=name == "stderr" or bool(stream and stream.line_buffering),
    )
    setattr(sys, name, made)
    return raw
