"""Doing many like things on all processors."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.build import parallel
from baocao.build.parallel import LEAST, MOST, WORTHWHILE, mapped, shared
from reading import few

CAN_FORK = sys.platform == "linux"
HERE = os.getpid()
MANY = 4 * LEAST
PATIENCE = 60
"""Seconds for which a test waits for another process; the machine may be busy."""


@pytest.fixture(params=[1, 2, 3] if CAN_FORK else [1])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    count: int = request.param
    monkeypatch.setattr(parallel, "_processors", lambda: count)
    return count


def test_results_come_last_first_however_many_processes_there_are(processes: int) -> None:
    assert processes
    assert list(mapped(lambda index: index * index, 20)) == [index * index for index in reversed(range(20))]


def test_nothing_to_do_gives_nothing() -> None:
    assert list(mapped(lambda index: index, 0)) == []


def test_many_things_are_done_in_other_processes_where_the_system_can_fork(processes: int) -> None:
    workers = set(mapped(lambda _: os.getpid(), WORTHWHILE))
    assert (HERE in workers) is (processes == 1)


def test_few_things_are_done_here(processes: int) -> None:
    assert processes
    assert set(mapped(lambda _: os.getpid(), WORTHWHILE - 1)) == {HERE}


def test_a_failure_is_not_swallowed(processes: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(mapped(lambda index: processes / index, 20))


def test_nothing_is_remembered_after_the_work(processes: int) -> None:
    list(mapped(lambda index: index + processes, 20))
    assert parallel._work is None


def doubled(numbers: Sequence[int]) -> list[int]:
    return [number * 2 for number in numbers]


@pytest.mark.parametrize("count", [MANY, MANY + 1, MOST * LEAST - 1, MOST * LEAST + 1, 3 * MOST * LEAST])
def test_shared_results_are_in_order_however_many_processes_there_are(processes: int, count: int) -> None:
    parts = shared(doubled, range(count), MANY)
    assert len(parts) == 1 if processes == 1 else 1 < len(parts) <= MOST
    assert [number for part in parts for number in part] == [2 * number for number in range(count)]


@few
@given(st.integers(0, 3 * MANY))
def test_no_item_is_lost_or_shared_twice(count: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "_processors", lambda: 2 if CAN_FORK else 1)
        parts = shared(list, range(count), MANY)
    assert [number for part in parts for number in part] == list(range(count))


def test_few_items_are_one_part_that_is_done_here(processes: int) -> None:
    assert processes
    assert shared(lambda items: (os.getpid(), list(items)), range(MANY - 1), MANY) == [
        (HERE, list(range(MANY - 1)))
    ]


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

    parts = shared(who, range(MANY), MANY)
    assert HERE in {worker for worker, _ in parts}
    assert len({worker for worker, _ in parts}) == processes
    assert sum(said["sum"] for _, said in parts) == sum(range(MANY))


def test_no_more_processes_are_started_than_there_are_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_processors", lambda: 7 if CAN_FORK else 1)
    shared(lambda _: waited_for(tmp_path, 2), range(2 * LEAST), 2)
    assert len(list(tmp_path.iterdir())) == (2 if CAN_FORK else 1)


LONG = "0" * 200_000
"""More than a pipe holds."""


def fails() -> NoReturn:
    raise ValueError


def is_killed() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_processors", lambda: 2 if CAN_FORK else 1)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("end", [fails, is_killed, lambda: os._exit(1), lambda: sys.exit(3)])
def test_what_other_processes_do_not_deliver_is_done_here(
    end: Callable[[], NoReturn], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def work(items: Sequence[int]) -> list[int]:
        waited_for(tmp_path, 2 if CAN_FORK else 1)
        return doubled(items) if os.getpid() == HERE else end()

    parts = shared(work, range(MANY), MANY)
    assert [number for part in parts for number in part] == doubled(range(MANY))
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("two")
def test_what_a_process_was_killed_over_while_it_sent_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has arrived in whole is kept, what was cut off is not."""
    unpacked = parallel._unpacked

    def work(items: Sequence[int]) -> tuple[int, str]:
        waited_for(tmp_path, 2 if CAN_FORK else 1)
        return sum(items), LONG

    def killed(answer: BinaryIO) -> Iterator[tuple[int, object]]:
        results = unpacked(answer)
        yield next(results)
        (sender,) = {int(path.name) for path in tmp_path.iterdir()} - {HERE}
        os.kill(sender, signal.SIGKILL)
        yield from results

    monkeypatch.setattr(parallel, "_unpacked", killed)
    parts = shared(work, range(MANY), MANY)
    assert [total for total, _ in parts] == [sum(range(n, n + LEAST)) for n in range(0, MANY, LEAST)]
    assert {text for _, text in parts} == {LONG}


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("name", ["pipe", "fork"])
def test_everything_is_done_here_where_no_process_can_be_started(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> NoReturn:
        raise BlockingIOError

    before = descriptors()
    monkeypatch.setattr(os, name, refused, raising=False)
    parts = shared(lambda items: (os.getpid(), doubled(items)), range(MANY), MANY)
    assert {worker for worker, _ in parts} == {HERE}
    assert [number for _, part in parts for number in part] == doubled(range(MANY))
    assert descriptors() == before


def descriptors() -> int:
    """Return how many files are open in this process, where the system tells."""
    return len(os.listdir("/proc/self/fd")) if CAN_FORK else 0  # noqa: PTH208


@pytest.mark.parametrize("stop", [None, ZeroDivisionError, KeyboardInterrupt])
def test_neither_processes_nor_files_are_left_behind(
    processes: int, stop: type[BaseException] | None, tmp_path: Path
) -> None:
    def work(items: Sequence[int]) -> str:
        waited_for(tmp_path, processes)
        if stop and os.getpid() == HERE:
            raise stop
        return LONG * len(items)

    before = descriptors()
    with pytest.raises(stop) if stop else nullcontext():
        shared(work, range(4 * MANY), MANY)
    assert descriptors() == before
    for each in {int(path.name) for path in tmp_path.iterdir()} - {HERE}:
        with pytest.raises(ProcessLookupError):
            os.kill(each, 0)


SCRIPT = """
import os, sys, time
from pathlib import Path
from baocao.build import parallel

HERE, FOLDER = os.getpid(), Path(sys.argv[1])

def work(items):
    (FOLDER / str(os.getpid())).touch()
    while len(list(FOLDER.iterdir())) < 2 or os.getpid() == HERE:
        time.sleep(0.01)
    return "0" * 200_000

parallel._processors = lambda: 2
parallel.shared(work, range(100), 2)
"""
"""Shares work, never finishes its own part, and has its sign in a folder, as the other process has."""


@pytest.mark.parametrize("sign", ["SIGKILL", "SIGTERM", "SIGINT"] if CAN_FORK else [])
def test_no_process_outlives_the_command(sign: str, tmp_path: Path) -> None:
    """Its output ends, which whoever reads it through a pipe waits for."""
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        until = time.monotonic() + PATIENCE
        while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(getattr(signal, sign))
        out, _ = process.communicate(timeout=PATIENCE)
    assert len(list(tmp_path.iterdir())) == 2
    assert out == b"" or sign == "SIGINT"


def test_a_failure_of_shared_work_is_not_swallowed(processes: int) -> None:
    with pytest.raises(ZeroDivisionError):
        shared(lambda items: [processes / item for item in items], range(MANY), MANY)
