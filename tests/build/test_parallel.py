"""Doing many like things on all processors."""

import os
import sys

import pytest

from baocao.build import parallel
from baocao.build.parallel import WORTHWHILE, mapped


@pytest.fixture(params=[1, 2], ids=["serial", "forked"])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    count: int = request.param
    monkeypatch.setattr(parallel, "_processors", lambda: count)
    return count


def test_results_come_last_first_however_many_processes_there_are(processes: int) -> None:
    assert processes
    assert list(mapped(lambda index: index * index, 20)) == [index * index for index in reversed(range(20))]


def test_nothing_to_do_gives_nothing() -> None:
    assert list(mapped(lambda index: index, 0)) == []


def test_many_things_are_done_in_other_processes_where_the_system_can_fork(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    workers = set(mapped(lambda _: os.getpid(), WORTHWHILE))
    assert (os.getpid() in workers) is (sys.platform != "linux")


def test_few_things_are_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_processors", lambda: 2)
    assert set(mapped(lambda _: os.getpid(), WORTHWHILE - 1)) == {os.getpid()}


def test_a_failure_is_not_swallowed(processes: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(mapped(lambda index: processes / index, 20))


def test_nothing_is_remembered_after_the_work(processes: int) -> None:
    list(mapped(lambda index: index + processes, 20))
    assert parallel._work is None
