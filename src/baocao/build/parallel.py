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
from contextlib import ExitStack, contextmanager, suppress
from types import MappingProxyType
from typing import Any, BinaryIO, Final, NoReturn, TypeVar

S = TypeVar("S")
T = TypeVar("T")
WORTHWHILE: Final = 16
"""Below this many items of `mapped`, starting processes takes longer than it saves."""
CHUNK: Final = 2
"""Items that a process of `mapped` is given at a time."""
LEAST: Final = 6
"""The fewest items that are a part of their own in `shared`."""
MOST: Final = 256
"""The most parts of `shared`, so that the number of one is a byte."""
MOST_PROCESSES: Final = 8
"""What is sent must be unpacked here, one after the other, so that more would only wait."""
_work: Callable[[int], Any] | None = None


def mapped(work: Callable[[int], T], count: int) -> Iterator[T]:
    """Yield work(count - 1) … work(0), last first, since the last items tend to be the longest."""
    global _work  # noqa: PLW0603 - what is forked must be found under a name
    processes = _processors() if count >= WORTHWHILE else 1
    if processes == 1:
        yield from (work(index) for index in reversed(range(count)))
        return
    from multiprocessing import get_context  # noqa: PLC0415 - most commands do without

    _work = work
    try:
        with get_context("fork").Pool(processes, _ignore_interrupts) as pool:
            yield from pool.imap(_call, reversed(range(count)), CHUNK)
    finally:
        _work = None


def _call(index: int) -> Any:
    if _work is None:
        raise RuntimeError("no work")
    return _work(index)


def _ignore_interrupts() -> None:
    """Leave Ctrl+C to the parent process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def shared(work: Callable[[Sequence[S]], T], items: Sequence[S], many: int) -> list[T]:
    """Return the results of `work` for parts of `items`, in order; fewer items than `many` are one part.

    For results that take long to pack and send: this process does what it can itself. Whoever is free
    takes the next part. What other processes fail to deliver is done here: they may have been killed, or
    could not be started.
    """
    count = min(_processors(), MOST_PROCESSES, len(items) // LEAST) if len(items) >= many else 1
    if count <= 1:
        return [work(items)]
    size = max(-(-len(items) // MOST), LEAST)
    parts = [items[start : start + size] for start in range(0, len(items), size)]
    with ExitStack() as stack:
        answers = []
        with suppress(OSError):  # too many processes or files are open
            tickets = stack.enter_context(_tickets(len(parts)))
            for _ in range(count - 1):
                answer = stack.enter_context(_helper(work, parts, tickets))
                answers.append(answer)  # it stays, even if the next cannot be started
        results = {index: work(parts[index]) for index in _taken(tickets)} if answers else {}
        for answer in answers:
            results.update(_unpacked(answer))
    return [results[index] if index in results else work(part) for index, part in enumerate(parts)]


@contextmanager
def _tickets(count: int) -> Iterator[int]:
    """Open a pipe from which every number below `count` can be read once, by whichever process."""
    tickets, office = os.pipe()
    try:
        os.write(office, bytes(range(count)))
    finally:
        os.close(office)
    with open(tickets, "rb", buffering=0):  # noqa: PTH123 - a descriptor
        yield tickets


def _taken(tickets: int) -> Iterator[int]:
    """Yield the numbers of the parts that this process is the first to take."""
    while ticket := os.read(tickets, 1):
        yield ticket[0]


@contextmanager
def _helper(work: Callable[[S], object], parts: Sequence[S], tickets: int) -> Iterator[BinaryIO]:
    """Start a process that takes parts, and open what it will write; it ends when that is closed."""
    reader, writer = os.pipe()
    process = 0
    with open(reader, "rb") as answer:  # noqa: PTH123 - a descriptor
        try:
            with _uninterrupted():
                try:
                    process = os.fork()
                    if process == 0:
                        os.close(reader)
                        _help(work, parts, tickets, writer)
                finally:
                    os.close(writer)
            yield answer
        finally:
            if process:
                for _ in _taken(tickets):
                    pass  # nobody goes on with what is not wanted
                answer.close()
                os.waitpid(process, 0)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl+C wait until the end; a process that is started inside never hears of it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _help(work: Callable[[S], object], parts: Sequence[S], tickets: int, writer: int) -> NoReturn:
    """Take parts while there are any, and send all results; nothing if the work fails.

    It is sent last, since a pipe holds little, and nobody reads it before.
    """
    try:
        packed = io.BytesIO()
        packer = Packer(packed, pickle.HIGHEST_PROTOCOL)
        for index in _taken(tickets):
            packer.dump((index, work(parts[index])))
            packer.clear_memo()
        with open(writer, "wb") as answer:
            answer.write(packed.getbuffer())
    finally:
        os._exit(0)  # what failed will fail in the parent, too, which reports it


def _unchangeable(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


class Packer(pickle.Pickler):
    """Packs records, whose mappings may be of a type that pickle does not know."""

    dispatch_table = {  # noqa: RUF012 - as pickle wants it
        **copyreg.dispatch_table,
        MappingProxyType: lambda mapping: (_unchangeable, (dict(mapping),)),
    }


def _unpacked(answer: BinaryIO) -> Iterator[tuple[int, Any]]:
    """Yield results with the numbers of their parts, as far as they have arrived in whole."""
    with suppress(EOFError, pickle.UnpicklingError):
        while True:
            yield pickle.load(answer)  # noqa: S301 - what our own process has packed


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
