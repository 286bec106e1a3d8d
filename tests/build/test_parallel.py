"""Doing many like things on all processors."""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.build import parallel
from baocao.build.parallel import LEAST, MOST, WORTHWHILE, mapped, shared

CAN_FORK = sys.platform == "linux"
HERE = os.getpid()
MANY = 4 * LEAST


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


def test_this_process_and_the_others_share_the_work(processes: int, tmp_path: Path) -> None:
    """Each waits with its first part until all have one."""

    def who(_: Sequence[int]) -> int:
        (tmp_path / str(os.getpid())).touch()
        until = time.monotonic() + 20
        while len(list(tmp_path.iterdir())) < processes and time.monotonic() < until:
            time.sleep(0.01)
        return os.getpid()

    workers = set(shared(who, range(MANY), MANY))
    assert HERE in workers
    assert len(workers) == processes


def elsewhere_only(stop: BaseException | None, folder: Path, items: Sequence[int]) -> list[int]:
    """Double the items here, after another process has begun a part and come to an end of some kind."""
    if os.getpid() == HERE:
        until = time.monotonic() + 20
        while not (folder / "stopped").exists() and time.monotonic() < until:
            time.sleep(0.01)
        return doubled(items)
    (folder / "stopped").touch()
    if stop is not None:
        raise stop
    os._exit(1)


@pytest.mark.skipif(not CAN_FORK, reason="nothing is done elsewhere")
@pytest.mark.parametrize("stop", [None, ValueError("a"), MemoryError(), SystemExit(3)])
def test_what_other_processes_do_not_deliver_is_done_here(
    stop: BaseException | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    parts = shared(lambda items: elsewhere_only(stop, tmp_path, items), range(MANY), MANY)
    assert (tmp_path / "stopped").exists()
    assert [number for part in parts for number in part] == doubled(range(MANY))
    assert capfd.readouterr() == ("", "")


def test_a_failure_of_shared_work_is_not_swallowed(processes: int) -> None:
    with pytest.raises(ZeroDivisionError):
        shared(lambda items: [processes / item for item in items], range(MANY), MANY)


def test_mappings_that_nobody_can_change_are_shared_too(processes: int) -> None:
    assert processes

    def frozen(items: Sequence[int]) -> Mapping[str, int]:
        return MappingProxyType({"sum": sum(items)})

    assert sum(part["sum"] for part in shared(frozen, range(MANY), MANY)) == sum(range(MANY))
