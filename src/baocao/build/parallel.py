"""Doing many like things on all processors, where the system can fork."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from typing import Any, Final, TypeVar

T = TypeVar("T")
WORTHWHILE: Final = 16
"""Below this many items, starting processes takes longer than it saves."""
CHUNK: Final = 2
_work: Callable[[int], Any] | None = None


def mapped(work: Callable[[int], T], count: int) -> Iterator[T]:
    """Yield work(count - 1) … work(0), last first, since the last items tend to be the longest.

    Forked processes see everything that `work` refers to without copying it; on systems that only
    spawn, loading it again in every process would cost more than it saves.
    """
    global _work  # noqa: PLW0603 - what is forked must be found under a name
    processes = _processors() if count >= WORTHWHILE and sys.platform == "linux" else 1
    if processes == 1:
        yield from (work(index) for index in reversed(range(count)))
        return
    _work = work
    try:
        with get_context("fork").Pool(processes, _ignore_interrupts) as pool:
            yield from pool.imap(_call, reversed(range(count)), CHUNK)
    finally:
        _work = None


def _processors() -> int:
    return len(os.sched_getaffinity(0))


def _ignore_interrupts() -> None:
    """Leave Ctrl+C to the parent process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _call(index: int) -> Any:
    if _work is None:
        raise RuntimeError("no work")
    return _work(index)
