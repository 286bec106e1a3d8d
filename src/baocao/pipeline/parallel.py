"""Doing many like things on all processors, where the system can fork.

Forked processes see everything that the work refers to without copying it; on systems that only spawn,
loading it again in every process would cost more than it saves.

This process works, too; the others are its helpers. Whoever is free takes the next part. What helpers do
not deliver is done here: they may have been killed, or could not be started. Pipes are all that it needs:
no thread, no semaphore (of which there are none where /dev/shm is full), no lock that a killed process
could hold. A pool of `concurrent.futures` notices death as well, but its parent only unpacks: on two
processors it took 1.1 to 1.3 times as long, for 96 units as for 3,321.
"""

import copyreg
import io
import os
import pickle
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import MappingProxyType
from typing import Any, Final, Generic, NamedTuple, NoReturn, TypeVar

S = TypeVar("S")
T = TypeVar("T")
_PARTS: Final = 16
"""As many parts are made of the fewest items that are worth sharing.

So what is cheap is packed and sent by the handful, and what takes long one by one. For the reports of 96
units, parts of one took 1.1 to 1.2 times as much of the processors as parts of four, and these no more than
all at once.
"""
MOST: Final = 256
"""The most parts, so that the number of one is a byte, and all of them find room in any pipe."""
ROOM: Final = 1 << 20
"""Bytes that a pipe should hold, so that a helper seldom waits for this process to read."""
KEPT: Final = 64 << 20
"""Bytes that a helper keeps until they are read, before it waits."""
_LENGTH: Final = 8


class Sharing(NamedTuple):
    """From how many items on work is shared, and among how many processes at most."""

    many: int
    processes: int = MOST


DOCUMENTS: Final = Sharing(16)
"""Documents and return sheets: each of them takes long, and its bytes are soon unpacked."""


def share_work(
    work: Callable[[Sequence[S]], T],
    items: Sequence[S],
    sharing: Sharing,
    progress: Callable[[int], object] = lambda _: None,
) -> list[T]:
    """Return the results of `work` for parts of `items`, in order.

    The last parts are begun first, since what stands last tends to take longest. `progress` is called with
    how many items are done.
    """
    size = max(-(-len(items) // MOST), sharing.many // _PARTS, 1)
    parts = [items[start : start + size] for start in range(0, len(items), size)]
    helpers = min(_processor_count(), sharing.processes) - 1 if len(items) >= sharing.many else 0
    done = 0

    def told(part: Sequence[S]) -> None:
        nonlocal done
        done += len(part)
        progress(done)

    return _divide_parts(work, parts[::-1], helpers, told)[::-1]


def _divide_parts(
    work: Callable[[S], T], parts: Sequence[S], helpers: int, told: Callable[[S], object]
) -> list[T]:
    """Return the results of all parts in their order; each is told when it is there."""
    results: dict[int, T] = {}
    helpers = min(helpers, len(parts) - 1)
    if helpers > 0:
        with _started_team(work, parts, helpers) as team:
            for number, result in team.results():
                results[number] = result
                told(parts[number])
    # What helpers that died had taken: the result must not depend on whether they lived.
    for number, part in enumerate(parts):
        if number not in results:
            results[number] = work(part)
            told(part)
    return [results[number] for number in range(len(parts))]


@contextmanager
def _started_team(work: Callable[[S], T], parts: Sequence[S], helpers: int) -> Iterator["_Team[S, T]"]:
    """Start helpers, as many as the system allows; none of them outlives the block."""
    team = _Team(work, parts)
    try:
        with suppress(OSError):  # too many processes or files are open, or there is no memory for more
            team.start_helpers(helpers)
        yield team
    finally:
        team.end_helpers()


class _Team(Generic[S, T]):
    """This process and its helpers, at work on the same parts."""

    def __init__(self, work: Callable[[S], T], parts: Sequence[S]) -> None:
        self._work = work
        self._parts = parts
        self._tickets = -1
        self._helpers: dict[int, _Helper] = {}

    def start_helpers(self, helpers: int) -> None:
        """Start helpers that take parts by their tickets; raises OSError where the system refuses."""
        self._tickets = _ticket_pipe(len(self._parts))
        for _ in range(helpers):
            self._add_helper()

    def _add_helper(self) -> None:
        reader, writer = os.pipe()
        process = -1
        try:
            # A signal between the fork and the entry below would leave a helper that nobody ends.
            with _signals_held():
                process = os.fork()
                if process == 0:
                    self._work_as_helper(reader, writer)
                self._helpers[reader] = _Helper(process)
        finally:
            os.close(writer)
            if process == -1:
                os.close(reader)

    def _work_as_helper(self, reader: int, writer: int) -> NoReturn:
        """Do what a helper does, and nothing else that this process would have done."""
        try:
            _leave_interrupts_to_parent()
            for descriptor in (reader, *self._helpers):
                os.close(descriptor)  # or a helper that nobody reads any more would not notice
            sender = _Sender(writer)
            for number in _taken_numbers(self._tickets):
                sender.send_answer((number, self._work(self._parts[number])))
            sender.send_rest()
        finally:
            os._exit(0)  # what failed will fail in the parent, too, which reports it

    def results(self) -> Iterator[tuple[int, T]]:
        """Yield what is done here and by helpers, with its number; what dead helpers had is missing."""
        if self._helpers:
            for number in _taken_numbers(self._tickets):
                yield number, self._work(self._parts[number])
                yield from self._delivered_results(0)
        while self._helpers:
            yield from self._delivered_results(None)

    def _delivered_results(self, patience: int | None) -> Iterator[tuple[int, T]]:
        """Yield what has arrived by now, or wait until something has; forget helpers that have ended."""
        waiting = select.poll()
        for reader in self._helpers:
            waiting.register(reader, select.POLLIN)
        for reader, _ in waiting.poll(patience):
            data = os.read(reader, ROOM)
            if data:
                yield from self._helpers[reader].unpacked_answers(data)
            else:
                self._forget_helper(reader)

    def _forget_helper(self, reader: int) -> None:
        os.close(reader)
        self._helpers.pop(reader).end_process()

    def end_helpers(self) -> None:
        """End every helper, whatever it does; nobody goes on with what is not wanted."""
        for reader in list(self._helpers):
            self._forget_helper(reader)
        if self._tickets >= 0:
            os.close(self._tickets)


class _Helper:
    """Another process, and what has been read of its answers."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._received = bytearray()

    def unpacked_answers(self, data: bytes) -> Iterator[Any]:
        """Yield the answers that are there in whole with these data."""
        self._received += data
        start = 0
        while len(self._received) >= start + _LENGTH:
            begin = start + _LENGTH
            end = begin + int.from_bytes(self._received[start:begin], "little")
            if len(self._received) < end:
                break
            yield pickle.loads(self._received[begin:end])  # noqa: S301 - what our own process has packed
            start = end
        del self._received[:start]

    def end_process(self) -> None:
        """Kill it, even if it has been stopped, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        with suppress(ChildProcessError):  # where whoever started us ignores ended children
            os.waitpid(self._process, 0)


class _Sender:
    """Packs answers and sends them as the pipe has room, so that a helper waits only if much is unread."""

    def __init__(self, writer: int) -> None:
        self._writer = writer
        self._unsent = bytearray()
        os.set_blocking(writer, False)
        _widen_pipe(writer)
        self._room = select.poll()
        self._room.register(writer, select.POLLOUT)

    def send_answer(self, answer: tuple[int, object]) -> None:
        packed = io.BytesIO()
        Packer(packed, pickle.HIGHEST_PROTOCOL).dump(answer)
        self._unsent += packed.tell().to_bytes(_LENGTH, "little")
        self._unsent += packed.getbuffer()
        self._write_unsent(KEPT)

    def send_rest(self) -> None:
        """Send everything."""
        self._write_unsent(0)

    def _write_unsent(self, kept: int) -> None:
        """Write while there is room, and wait for it while more than `kept` bytes are unsent."""
        while self._unsent:
            try:
                del self._unsent[: os.write(self._writer, self._unsent)]
            except BlockingIOError:
                if len(self._unsent) <= kept:
                    return
                self._room.poll()


def _widen_pipe(pipe: int) -> None:
    """Let a pipe hold more, where the system allows it."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - not there on every system

        with suppress(OSError):  # there is a limit for each user
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, ROOM)


def _ticket_pipe(count: int) -> int:
    """Return a pipe from which every number below `count` can be read once, by whichever process."""
    tickets, office = os.pipe()
    try:
        os.write(office, bytes(range(count)))
    finally:
        os.close(office)
    return tickets


def _taken_numbers(tickets: int) -> Iterator[int]:
    """Yield the numbers of the parts that this process is the first to take."""
    # Reading one byte is atomic: no two processes get the same ticket, and none needs a lock.
    while ticket := os.read(tickets, 1):
        yield ticket[0]


_STOPPING: Final = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let what stops the program wait until the end."""
    stopping = {getattr(signal, name) for name in _STOPPING}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, stopping)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_interrupts_to_parent() -> None:
    """Ignore Ctrl+C, which the parent hears as well, and end at once when told so by name."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _STOPPING[1:]:
        stopping = getattr(signal, name)
        if signal.getsignal(stopping) is not signal.SIG_IGN:  # nohup
            signal.signal(stopping, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {getattr(signal, name) for name in _STOPPING})


def _as_proxy(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


class Packer(pickle.Pickler):
    """Packs records, whose mappings may be of a type that pickle does not know."""

    dispatch_table = {  # noqa: RUF012 - as pickle wants it
        **copyreg.dispatch_table,
        MappingProxyType: lambda mapping: (_as_proxy, (dict(mapping),)),
    }


def _processor_count() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
