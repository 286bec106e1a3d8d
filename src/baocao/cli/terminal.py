"""The door to the terminal: whatever a command prints passes here, and nothing of it acts.

The door stands before the streams themselves, so that no message, library or crash can go around it.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final, ParamSpec, TextIO, TypeVar, cast

from baocao.vietnamese.visible import harmless_text, visible_text

_P = ParamSpec("_P")
_R = TypeVar("_R")
_MOST_KEPT: Final = 40
"""How much of the end of a line is kept to see a command in it that is written in pieces."""


class Door:
    """A stream that shows what would act on a terminal or a build server; else it is as `stream`."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._begun = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write `text`, in which a command may end that began with what was written before."""
        # Together with what was begun: a command may come in pieces, none of which looks like one.
        line = harmless_text(self._begun + visible_text(text))
        self.stream.write(line[len(self._begun) :])
        self._begun = _kept_of_line(line)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write every line."""
        for line in lines:
            self.write(line)


def _kept_of_line(text: str) -> str:
    """Return what has to be known of the last line; of a long one its end, after some letter."""
    line = text[text.rfind("\n") + 1 :]
    return line if len(line) <= _MOST_KEPT else f"x{line[-_MOST_KEPT:]}"


def without_door(stream: TextIO) -> TextIO:
    """Return the stream behind its door: for a progress bar, which moves the cursor itself."""
    return cast("Door", stream).stream if isinstance(stream, Door) else stream


def print_command(text: str) -> None:
    """Print lines that the build server shall obey; who made them made them safe."""
    without_door(sys.stdout).write(text)


@contextmanager
def with_doors() -> Iterator[None]:
    """Put a door before both streams."""
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast("TextIO", Door(without_door(stream))) for stream in streams)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = streams


def behind_doors(run: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a function print through doors only."""

    @wraps(run)
    def guarded(*arguments: _P.args, **named: _P.kwargs) -> _R:
        with with_doors():
            return run(*arguments, **named)

    return guarded
