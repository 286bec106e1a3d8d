"""Doing many like things on all processors."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.pipeline import parallel
from baocao.pipeline.parallel import MOST, Sharing, share_work
from reading import few

T = TypeVar("T")
CAN_FORK = sys.platform == "linux"
HERE = os.getpid()
DEAR = Sharing(16)
"""For things of which each is a part of its own."""
MANY = 64
CHEAP = Sharing(MANY)
PART = 4
"""How many cheap things are a part."""
PATIENCE = 60
"""Seconds for which a test waits for another process; the machine may be busy."""


@pytest.fixture(params=[1, 2, 3] if CAN_FORK else [1])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    count: int = request.param
    monkeypatch.setattr(parallel, "_processor_count", lambda: count)
    return count


def doubled_numbers(numbers: Iterable[int]) -> list[int]:
    return [number * 2 for number in numbers]


def flat_results(parts: Iterable[Iterable[T]]) -> list[T]:
    return [each for part in parts for each in part]


@pytest.mark.parametrize("sharing", [DEAR, CHEAP], ids=["dear", "cheap"])
@pytest.mark.parametrize("count", [0, 1, 15, 63, 64, 65, 4 * MOST - 1, 4 * MOST + 1, 9 * MOST])
def test_results_are_in_order_however_many_processes_there_are(
    processes: int, sharing: Sharing, count: int
) -> None:
    assert processes
    parts = share_work(doubled_numbers, range(count), sharing)
    assert len(parts) <= MOST
    assert flat_results(parts) == doubled_numbers(range(count))


@few
@given(st.integers(0, 2 * MANY), st.integers(1, 2 * MANY))
def test_no_item_is_lost_or_shared_twice(count: int, many: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "_processor_count", lambda: 2 if CAN_FORK else 1)
        assert flat_results(share_work(list, range(count), Sharing(many))) == list(range(count))


def test_what_is_cheap_comes_in_larger_parts_which_are_sooner_packed_than_many_small_ones() -> None:
    assert [len(part) for part in share_work(list, range(16), DEAR)] == [1] * 16
    assert [len(part) for part in share_work(list, range(18), CHEAP)] == [PART] * 4 + [2]


def test_the_last_things_are_begun_first_since_they_tend_to_take_longest() -> None:
    begun: list[int] = []
    share_work(begun.extend, range(15), DEAR)
    assert begun == [*reversed(range(15))]


def process_of(_: object) -> int:
    return os.getpid()


def test_few_things_are_done_here(processes: int) -> None:
    assert processes
    for sharing in (DEAR, CHEAP):
        assert set(share_work(process_of, range(sharing.many - 1), sharing)) == {HERE}


def test_progress_grows_until_everything_is_done(processes: int) -> None:
    assert processes
    told: list[int] = []
    share_work(list, range(49), DEAR, told.append)
    assert told == [*range(1, 50)]


def test_progress_is_told_in_things_not_in_parts(processes: int) -> None:
    assert processes
    told: list[int] = []
    share_work(list, range(2 * MOST + 1), DEAR, told.append)
    assert len(told) < MOST
    assert told[-1] == 2 * MOST + 1


def test_a_failure_is_not_swallowed(processes: int) -> None:
    with pytest.raises(ZeroDivisionError):
        share_work(lambda items: processes / items[0], range(20), DEAR)


def waited_for(folder: Path, count: int) -> None:
    """Leave a sign in `folder`, and wait until `count` processes have."""
    (folder / str(os.getpid())).touch()
    until = time.monotonic() + PATIENCE
    while len(list(folder.iterdir())) < count and time.monotonic() < until:
        time.sleep(0.01)


def test_this_process_and_the_others_share_the_work(processes: int, tmp_path: Path) -> None:
    """Each waits with its first part until all have one; their results are of a type that must be known."""

    def who(items: Sequence[int]) -> tuple[int, Mapping[str, int]]:
        waited_for(tmp_path, processes)
        return os.getpid(), MappingProxyType({"sum": sum(items)})

    parts = share_work(who, range(MANY), CHEAP)
    assert HERE in {worker for worker, _ in parts}
    assert len({worker for worker, _ in parts}) == processes
    assert sum(said["sum"] for _, said in parts) == sum(range(MANY))


@pytest.mark.parametrize(("count", "sharing"), [(2, Sharing(2)), (20, Sharing(16, processes=2))])
def test_no_more_processes_are_started_than_there_are_parts_or_than_are_worth_it(
    count: int, sharing: Sharing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_processor_count", lambda: 7 if CAN_FORK else 1)
    share_work(lambda _: waited_for(tmp_path, 2), range(count), sharing)
    assert len(list(tmp_path.iterdir())) == (2 if CAN_FORK else 1)


LONG = "0" * 200_000
"""More than a pipe holds."""


def fail_always() -> NoReturn:
    raise ValueError


def is_killed() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_processor_count", lambda: 2 if CAN_FORK else 1)


def done_cheaply(work: Callable[[int], T], count: int = MANY) -> list[T]:
    """Do cheap work on each of many things."""
    return flat_results(share_work(lambda items: [*map(work, items)], range(count), CHEAP))


@pytest.mark.parametrize("end", [fail_always, is_killed, lambda: os._exit(1), lambda: sys.exit(3)])
def test_what_other_processes_do_not_deliver_is_done_here(
    processes: int,
    end: Callable[[], NoReturn],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Every other process ends with its first part, when all have one."""

    def work(item: int) -> int:
        waited_for(tmp_path, processes)
        return 2 * item if os.getpid() == HERE else end()

    assert done_cheaply(work) == doubled_numbers(range(MANY))
    assert len(list(tmp_path.iterdir())) == processes
    assert capfd.readouterr() == ("", "")


def test_what_a_process_delivered_before_it_was_killed_is_kept(processes: int, tmp_path: Path) -> None:
    """It sends its parts as they are done, not at its end; this process waits for the others."""
    mine_done: list[int] = []

    def counted() -> int:
        return sum(len(path.read_bytes()) for path in tmp_path.iterdir())

    def work(item: int) -> int:
        waited_for(tmp_path, processes)
        mine = tmp_path / str(os.getpid())
        if os.getpid() == HERE:
            until = time.monotonic() + PATIENCE
            while counted() < (processes - 1) * PART and time.monotonic() < until:
                time.sleep(0.01)
            mine_done.append(item)
        elif mine.stat().st_size >= PART:
            is_killed()
        else:
            mine.write_bytes(mine.read_bytes() + b".")
        return 2 * item

    assert done_cheaply(work) == doubled_numbers(range(MANY))
    assert len(mine_done) == MANY - (processes - 1) * PART


@pytest.mark.usefixtures("two")
def test_what_was_cut_off_while_it_was_sent_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has arrived in whole is kept, the rest of an answer that will not come is dropped."""
    write = os.write

    def cut(descriptor: int, data: bytes) -> int:
        if os.getpid() != HERE and len(data) > len(LONG):
            write(descriptor, data[: len(data) - 3])
            is_killed()
        return write(descriptor, data)

    def work(item: int) -> tuple[int, str]:
        waited_for(tmp_path, 2 if CAN_FORK else 1)
        return item, LONG

    monkeypatch.setattr(os, "write", cut)
    assert done_cheaply(work) == [(item, LONG) for item in range(MANY)]


def test_processes_that_die_at_their_start_are_done_without(
    processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert processes
    monkeypatch.setattr(parallel, "_leave_interrupts_to_parent", is_killed)
    assert done_cheaply(lambda item: (os.getpid(), item)) == [(HERE, item) for item in range(MANY)]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("name", ["pipe", "fork"])
def test_everything_is_done_here_where_no_process_can_be_started(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> NoReturn:
        raise BlockingIOError

    before = open_descriptors()
    monkeypatch.setattr(os, name, refused, raising=False)
    assert done_cheaply(lambda item: (os.getpid(), item)) == [(HERE, item) for item in range(MANY)]
    assert open_descriptors() == before


@pytest.mark.parametrize("name", ["pipe", "fork"])
def test_those_that_were_started_go_on_where_no_more_can_be(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_processor_count", lambda: 5 if CAN_FORK else 1)
    start, left = getattr(os, name, None), iter(range(2))

    def refused() -> object:
        if next(left, None) is None or start is None:
            raise BlockingIOError
        return start()

    def who(item: int) -> tuple[int, int]:
        waited_for(tmp_path, started)
        return os.getpid(), 2 * item

    started = {"pipe": 2, "fork": 3}[name] if CAN_FORK else 1
    before = open_descriptors()
    monkeypatch.setattr(os, name, refused, raising=False)
    cheaply = done_cheaply(who)
    assert [result for _, result in cheaply] == doubled_numbers(range(MANY))
    assert len({worker for worker, _ in cheaply}) == started
    assert open_descriptors() == before


def test_no_semaphore_is_needed_of_which_there_are_none_where_shared_memory_is_full(
    processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import multiprocessing.synchronize  # noqa: PLC0415 - it is not there on every system

    def refused(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    assert processes
    monkeypatch.setattr("_multiprocessing.SemLock", refused)
    monkeypatch.setattr(multiprocessing.synchronize.SemLock, "__init__", refused)
    assert done_cheaply(lambda item: 2 * item) == doubled_numbers(range(MANY))


def deep_list() -> list[Any]:
    listed: list[Any] = []
    for _ in range(20_000):
        listed = [listed]
    return listed


@pytest.mark.parametrize("make", [deep_list, lambda: lambda: None], ids=["too deep", "a function"])
def test_results_that_cannot_be_sent_are_made_here(processes: int, make: Callable[[], object]) -> None:
    assert processes
    assert len(done_cheaply(lambda _: make())) == MANY


@pytest.mark.sampled
@pytest.mark.parametrize("kept", [0, 10, 1 << 30])
def test_results_of_any_size_arrive_however_little_is_kept_meanwhile(
    processes: int, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert processes
    monkeypatch.setattr(parallel, "KEPT", kept)
    assert done_cheaply(lambda item: LONG * item) == [LONG * item for item in range(MANY)]


@pytest.mark.sampled
def test_work_may_divide_its_own_work(processes: int) -> None:
    assert processes

    def work(item: int) -> int:
        return sum(flat_results(share_work(doubled_numbers, range(item, item + DEAR.many), DEAR)))

    assert done_cheaply(work) == [
        sum(doubled_numbers(range(item, item + DEAR.many))) for item in range(MANY)
    ]


def open_descriptors() -> int:
    """Return how many files are open in this process, where the system tells."""
    return len(os.listdir("/proc/self/fd")) if CAN_FORK else 0  # noqa: PTH208


@pytest.mark.parametrize("stop", [None, ZeroDivisionError, KeyboardInterrupt])
def test_neither_processes_nor_files_are_left_behind(
    processes: int, stop: type[BaseException] | None, tmp_path: Path
) -> None:
    def work(_: int) -> str:
        waited_for(tmp_path, processes)
        if stop and os.getpid() == HERE:
            raise stop
        return LONG

    before = open_descriptors()
    with pytest.raises(stop) if stop else nullcontext():
        done_cheaply(work)
    assert open_descriptors() == before
    assert not_running(int(path.name) for path in tmp_path.iterdir())


def not_running(processes: Iterable[int]) -> bool:
    """Tell whether none of them, but this one, is there any more, or will be in a moment."""
    until = time.monotonic() + PATIENCE
    left = set(processes) - {HERE}
    while left and time.monotonic() < until:
        left = {each for each in left if state_of(each) != "Z"}
        time.sleep(0.01)
    return not left


def state_of(process: int) -> str:
    """Return its state as the system writes it; Z if it has ended, be it not yet buried by its heir."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "Z"
    return said.rpartition(")")[2].split()[0]


def test_a_failure_while_progress_is_told_ends_the_others(processes: int, tmp_path: Path) -> None:
    def work(_: object) -> None:
        waited_for(tmp_path, processes)

    def told(_: int) -> NoReturn:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        share_work(work, range(MANY), CHEAP, told)
    assert not_running(int(path.name) for path in tmp_path.iterdir())


SCRIPT = """
import os, signal, sys, time
from pathlib import Path
from baocao.pipeline import parallel

HERE, FOLDER, NAP, COUNT = os.getpid(), Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def work(items):
    mine = FOLDER / str(os.getpid())
    first = not mine.exists()
    mine.touch()
    while len(list(FOLDER.iterdir())) < COUNT or (os.getpid() == HERE and NAP == "parent"):
        time.sleep(0.01)
    if os.getpid() != HERE and NAP == "helper" and first:
        os.kill(os.getpid(), signal.SIGSTOP)
    return "0" * 200_000

parallel._processor_count = lambda: COUNT
print(sum(map(len, parallel.share_work(work, range(100), parallel.Sharing(64)))))
"""
"""Shares work; each process has its sign in a folder. This one never ends its part, or the others stop."""


@contextmanager
def sharing_processes(folder: Path, nap: str, count: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the script until every process has left its sign."""
    command = [sys.executable, "-c", SCRIPT, str(folder), nap, str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        until = time.monotonic() + PATIENCE
        while len(list(folder.iterdir())) < count and time.monotonic() < until:
            time.sleep(0.01)
        try:
            yield process
        finally:
            process.kill()
    assert len(list(folder.iterdir())) == count


def helpers_of(process: "subprocess.Popen[bytes]", folder: Path) -> set[int]:
    return {int(path.name) for path in folder.iterdir()} - {process.pid}


@pytest.mark.parametrize("sign", ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"] if CAN_FORK else [])
@pytest.mark.parametrize("count", [2, 4])
def test_no_process_outlives_the_command(sign: str, count: int, tmp_path: Path) -> None:
    """Its output ends, which whoever reads it through a pipe waits for."""
    with sharing_processes(tmp_path, "parent", count) as process:
        helpers = helpers_of(process, tmp_path)
        process.send_signal(getattr(signal, sign))
        out, _ = process.communicate(timeout=PATIENCE)
    assert not_running(helpers)
    assert out == b"" or sign == "SIGINT"


def wait_until_stopped(processes: Collection[int]) -> Collection[int]:
    until = time.monotonic() + PATIENCE
    while {state_of(each) for each in processes} != {"T"} and time.monotonic() < until:
        time.sleep(0.01)
    return processes


@pytest.mark.parametrize("sign", ["SIGCONT", "SIGKILL"] if CAN_FORK else [])
def test_a_process_that_was_stopped_is_waited_for_until_it_goes_on_or_is_killed(
    sign: str, tmp_path: Path
) -> None:
    with sharing_processes(tmp_path, "helper", 2) as process:
        (helper,) = wait_until_stopped(helpers_of(process, tmp_path))
        os.kill(helper, getattr(signal, sign))
        out, _ = process.communicate(timeout=PATIENCE)
    assert int(out) == 200_000 * 100 // PART


@pytest.mark.parametrize("count", [2, 4] if CAN_FORK else [])
def test_processes_that_were_stopped_end_with_the_command(count: int, tmp_path: Path) -> None:
    with sharing_processes(tmp_path, "helper", count) as process:
        helpers = helpers_of(process, tmp_path)
        wait_until_stopped(helpers)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    assert not_running(helpers)


def test_a_failure_of_shared_work_is_not_swallowed(processes: int) -> None:
    with pytest.raises(ZeroDivisionError):
        share_work(lambda items: [processes / item for item in items], range(MANY), CHEAP)
