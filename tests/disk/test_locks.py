"""One writer at a time; the lock goes with its process, and who waits is told for whom."""

import errno
import fcntl
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Final

import pytest

from baocao.disk import locks
from baocao.disk.locks import CLAIM, NAME, Wait, folder_lock
from baocao.pipeline.guarding import our_turn


class StopWaitingError(Exception):
    """Raised instead of waiting."""


def refuse_waiting(wait: Wait) -> None:
    raise StopWaitingError(wait)


@contextmanager
def locked_elsewhere(folder: Path) -> Iterator[int]:
    """Let another process have the lock."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            with folder_lock(folder, "issue", refuse_waiting):
                os.write(writer, b"x")
                time.sleep(60)
        finally:
            os._exit(0)
    os.read(reader, 1)
    try:
        yield process
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(reader)
        os.close(writer)


def be_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program find what it finds on Windows: `msvcrt`, and files that stay while they are open."""

    def locking(handle: int, mode: int, count: int) -> None:
        assert mode == FAKE_NBLCK
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, count, 0, os.SEEK_CUR)
        except BlockingIOError:
            raise PermissionError(errno.EACCES, "Permission denied") from None

    unlink = os.unlink

    def unlink_closed(path: Path) -> None:
        if os.path.lexists(path) and any(is_open(handle, path) for handle in range(3, 256)):
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(path))
        unlink(path)

    fake = ModuleType("msvcrt")
    fake.__dict__.update(locking=locking, LK_NBLCK=FAKE_NBLCK)
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(locks, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(os, "unlink", unlink_closed)
    monkeypatch.delattr(os, "fchmod")


def is_open(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except OSError:
        return False


FAKE_NBLCK: Final = 2


@pytest.fixture(params=["locks", "no locks", "Windows"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a disk with locks, on one without, and on Windows as far as it can be feigned."""
    if request.param == "Windows":
        be_windows(monkeypatch)
    if request.param == "no locks":

        def unsupported(*_: object) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

        monkeypatch.setattr(fcntl, "lockf", unsupported)
    return tmp_path


def test_a_folder_is_as_it_was_afterwards(folder: Path) -> None:
    with folder_lock(folder / "out" / "2025-11", "build", refuse_waiting):
        names = [each.name for each in (folder / "out" / "2025-11").iterdir()]
        assert len(names) == 1
        assert names[0] in {NAME, CLAIM}
    assert list(folder.iterdir()) == []


def test_who_comes_second_is_told_who_is_there(folder: Path) -> None:
    with locked_elsewhere(folder) as process:
        with pytest.raises(StopWaitingError) as raised, folder_lock(folder, "fmt", refuse_waiting):
            pass
        wait = raised.value.args[0]
        assert wait.holder.command == "issue"
        assert wait.holder.owner.process == process


def test_the_dead_keep_nobody_waiting(folder: Path) -> None:
    with locked_elsewhere(folder) as process:
        os.kill(process, signal.SIGKILL)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        with folder_lock(folder, "fmt", refuse_waiting):
            pass
    assert list(folder.iterdir()) == []


def test_who_waits_goes_on_when_the_other_is_done(folder: Path) -> None:
    told = []

    def end(wait: Wait) -> None:
        told.append(wait)
        os.kill(wait.holder.owner.process if wait.holder else 0, signal.SIGKILL)

    with locked_elsewhere(folder) as process:
        monitor = time.monotonic()
        with folder_lock(folder, "fmt", end):
            assert time.monotonic() - monitor < 60
    assert [each.holder.owner.process for each in told if each.holder] == [process]


def test_a_process_of_the_pool_that_outlives_its_command_keeps_nothing_locked(tmp_path: Path) -> None:
    with folder_lock(tmp_path, "build", refuse_waiting):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(writer)
            os.read(reader, 1)
            os._exit(0)
        os.close(reader)
    with folder_lock(tmp_path, "fmt", refuse_waiting):
        pass
    os.close(writer)
    os.waitpid(child, 0)


def test_who_has_a_lock_may_ask_for_it_again(folder: Path) -> None:
    with folder_lock(folder, "issue", refuse_waiting), folder_lock(folder, "build", refuse_waiting):
        pass
    assert list(folder.iterdir()) == []


def test_a_link_in_place_of_the_lock_leads_nowhere(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    (tmp_path / NAME).symlink_to(mine)
    with pytest.raises(FileExistsError, match=NAME), folder_lock(tmp_path, "fmt", refuse_waiting):
        pass
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("put", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path.parent)])
def test_what_is_no_file_in_place_of_a_lock_is_named_at_once(
    folder: Path, put: Callable[[Path], object]
) -> None:
    with folder_lock(folder, "fmt", refuse_waiting):
        (name,) = (each.name for each in folder.iterdir())
    put(folder / name)
    with our_turn(folder, "fmt", pytest.fail) as problems:
        assert [each.message for each in problems] == [
            f"Không ghi được {folder / name}: ở đó đã có một tệp trùng tên."
        ]


def test_what_stands_in_a_lock_is_believed_only_if_it_is_ours(tmp_path: Path) -> None:
    with locked_elsewhere(tmp_path):
        (tmp_path / NAME).write_bytes(b"\x1b]0;hacked\x07")
        with pytest.raises(StopWaitingError) as raised, folder_lock(tmp_path, "fmt", refuse_waiting):
            pass
        assert raised.value.args[0].holder is None


def test_a_share_of_windows_without_locks_has_the_file_as_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_windows(monkeypatch)

    def unsupported(*_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(sys.modules["msvcrt"], "locking", unsupported)
    with folder_lock(tmp_path, "build", refuse_waiting):
        assert (tmp_path / CLAIM).is_file()
    assert list(tmp_path.iterdir()) == []


def test_what_windows_refuses_otherwise_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    be_windows(monkeypatch)

    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(sys.modules["msvcrt"], "locking", broken)
    with pytest.raises(OSError, match="Input/output error"), folder_lock(tmp_path, "build", refuse_waiting):
        pass
