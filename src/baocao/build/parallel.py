"""Doing many like things on all processors, where the system can fork.

Forked processes see everything that the work refers to without copying it; on systems that only spawn,
loading it again in every process would cost more than it saves.
"""

import copyreg
import io
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext

S = TypeVar("S")
T = TypeVar("T")
WORTHWHILE: Final = 16
"""Below this many items, starting processes takes longer than it saves."""
CHUNK: Final = 2
LEAST: Final = 6
"""The fewest items of a part that is done by itself."""
MOST: Final = 256
"""The most parts, so that the number of one is a byte."""
_work: Callable[[int], Any] | None = None


def mapped(work: Callable[[int], T], count: int) -> Iterator[T]:
    """Yield work(count - 1) … work(0), last first, since the last items tend to be the longest."""
    global _work  # noqa: PLW0603 - what is forked must be found under a name
    processes = _processors() if count >= WORTHWHILE else 1
    if processes == 1:
        yield from (work(index) for index in reversed(range(count)))
        return
    _work = work
    try:
        with _forking().Pool(processes, _ignore_interrupts) as pool:
            yield from pool.imap(_call, reversed(range(count)), CHUNK)
    finally:
        _work = None


def _call(index: int) -> Any:
    if _work is None:
        raise RuntimeError("no work")
    return _work(index)


def shared(work: Callable[[Sequence[S]], T], items: Sequence[S], many: int) -> list[T]:
    """Return the results of `work` for parts of `items`, in order; fewer items than `many` are one part.

    For results that take long to pack and send: this process does what it can itself. Whoever is free
    takes the next part; what other processes fail to deliver, be it that they were killed, is done here.
    """
    processes = _processors() if len(items) >= many else 1
    if processes == 1:
        return [work(items)]
    size = max(-(-len(items) // MOST), LEAST)
    parts = [items[start : start + size] for start in range(0, len(items), size)]
    tickets, office = os.pipe()
    os.write(office, bytes(range(len(parts))))
    os.close(office)
    try:
        answers = [_helped(work, parts, tickets) for _ in range(processes - 1)]
        results = {index: work(parts[index]) for index in _taken(tickets)}
    finally:
        os.close(tickets)
    for answer in answers:
        results.update(answer())
    return [results[index] if index in results else work(part) for index, part in enumerate(parts)]


def _taken(tickets: int) -> Iterator[int]:
    """Yield the numbers of the parts that this process is the first to take from the pipe."""
    while ticket := os.read(tickets, 1):
        yield ticket[0]


def _helped(
    work: Callable[[S], T], parts: Sequence[S], tickets: int
) -> Callable[[], Iterator[tuple[int, T]]]:
    """Start a process that takes parts; return what waits for its results, by the number of the part."""
    context = _forking()
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_help, args=(work, parts, tickets, there), daemon=True)
    process.start()
    there.close()

    def answer() -> Iterator[tuple[int, T]]:
        packed = b""
        with here, suppress(EOFError):
            packed = here.recv_bytes()
        process.join()
        stream = io.BytesIO(packed)
        while stream.tell() < len(packed):
            yield pickle.load(stream)  # noqa: S301 - what our own process has packed

    return answer


def _help(work: Callable[[S], object], parts: Sequence[S], tickets: int, there: "Connection") -> None:
    """Take parts while there are any, and send all results; nothing if the work fails."""
    _ignore_interrupts()
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, MappingProxyType: _taken_apart}
    with there, suppress(Exception):  # this process does the work then, fails likewise, and is heard
        for index in _taken(tickets):
            pickler.dump((index, work(parts[index])))
            pickler.clear_memo()
        there.send_bytes(packed.getbuffer())


def _taken_apart(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return MappingProxyType, (dict(mapping),)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _forking() -> "ForkContext":
    from multiprocessing import get_context  # noqa: PLC0415 - most commands do nothing at once

    return get_context("fork")


def _ignore_interrupts() -> None:
    """Leave Ctrl+C to the parent process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
