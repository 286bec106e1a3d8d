"""Commands run in forked processes whose every change to the disk can be counted, failed, or their last.

Nothing of this is in the program: `os` and `fcntl` are changed in the forked process, behind its back.
"""

import errno
import fcntl
import gc
import importlib
import io
import json
import os
import pkgutil
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any, Final, NamedTuple, TypeVar

import typer.main

import baocao
from baocao.cli.main import app, main
from baocao.disk import locks
from baocao.disk.ownership import PREFIX
from once import make_styles_anew, make_styles_once
from repositories import Repository
from support import Sandbox

Event = Callable[[], Any]
Act = Callable[[int, str, Event], Any]
"""What happens at an event, by number and name; the event itself is handed over."""
Prepare = Callable[[list[str]], None]
"""Changes the process before the command; what is put into the list is what `Ended.events` gives."""
Snapshot = Mapping[str, tuple[int, bytes]]
"""Mode and content of everything below a folder, by path; folders have no content."""
TRIED: Final[dict[str, dict[str, tuple[int, int]]]] = {}
"""What was tried: by kind and by command, of how many events, how often."""
T = TypeVar("T")
Steps = Generator[Callable[[], bool], None, T]
"""Work that gives what it waits for, while other work goes on, and returns what it has found."""

ERRORS: Final = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE)
CHANGES: Final = (
    *("write", "fsync", "replace", "rename", "link", "symlink", "unlink", "remove", "mkdir", "rmdir"),
    *("chmod", "fchmod", "truncate", "ftruncate", "utime", "pipe"),
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_PATIENCE: Final = 60
"""Seconds after which a command hangs, however busy the machine is."""
EPOCH: Final = "1764547200"
"""1 December 2025."""
_PROGRAM: Final = str(Path(baocao.__file__).parent)
_OWN_NAME: Final = re.compile(rf"{re.escape(PREFIX)}\d+-\d+-\w+-[0-9a-f]{{8}}")


class Call(NamedTuple):
    """A command as a user types it, and what was done in the workspace before.

    `edits` are made after `before`: file, old text, new text; without an old text the file is new. `done`
    is the exit code of a second run, which finds nothing left to do. `prepare` does last what is no edit of
    a text.
    """

    name: str
    arguments: str
    before: tuple[str, ...] = ()
    edits: tuple[tuple[str, str, str], ...] = ()
    done: int = 0
    has_git: bool = False
    prepare: Callable[[Path], None] | None = None


class Ended(NamedTuple):
    """How a command ended: its exit code, negative for a signal, what it said, and its events.

    An event is told by its name and, behind a space, by all lines of ours that led to it.
    """

    code: int
    said: str
    events: tuple[str, ...] = ()


def count_tried(name: str, events: int, kind: str, times: int) -> None:
    """Note what was tried, for the record."""
    before = TRIED.setdefault(kind, {}).get(name, (0, 0))
    TRIED[kind][name] = (before[0] + events, before[1] + times)


def let_happen(_: int, __: str, event: Event) -> Any:
    """Let everything happen."""
    return event()


def kill_process(number: int, when: str) -> Act:
    """Kill the process before an event, in the middle of what it writes, or right after."""

    def act(now: int, name: str, event: Event) -> Any:
        if now != number:
            return event()
        if when == "sau":
            with suppress(OSError):
                event()
        if when == "giữa" and name == "write":
            handle, data = event.args  # type: ignore[attr-defined]  # a partial
            event.func(handle, bytes(data)[: len(data) // 2])  # type: ignore[attr-defined]
        return os.kill(os.getpid(), signal.SIGKILL)

    return act


def fail_event(number: int, error: int) -> Act:
    """Let an event fail; a full disk takes half of what is written."""

    def act(now: int, name: str, event: Event) -> Any:
        if now != number:
            return event()
        if error == errno.ENOSPC and name == "write":
            handle, data = event.args  # type: ignore[attr-defined]
            event.func(handle, bytes(data)[: len(data) // 2])  # type: ignore[attr-defined]
        raise OSError(error, os.strerror(error))

    return act


def pause_process(number: int, reached: int, go_on: int) -> Act:
    """Stop before an event, tell so through one pipe, and wait until something comes through another."""
    write = os.write

    def act(now: int, _: str, event: Event) -> Any:
        if now == number:
            write(reached, b"x")
            os.read(go_on, 1)
        return event()

    return act


class Running:
    """A command in a process of its own."""

    def __init__(
        self, folder: Path, arguments: Sequence[str], act: Act = let_happen, prepare: Prepare | None = None
    ) -> None:
        self._said = folder.parent / f"{folder.name}-{time.monotonic_ns()}.txt"
        self._events = self._said.with_suffix(".json")
        preload_program()
        self._deadline = time.monotonic() + _PATIENCE
        self._process = os.fork()
        if self._process == 0:
            self._be_the_command(folder, arguments, prepare or partial(_inject_faults, act))

    def _be_the_command(self, folder: Path, arguments: Sequence[str], prepare: Prepare) -> None:
        code = 99
        try:
            handle = os.open(self._said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(handle, 1)
            os.dup2(handle, 2)
            sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
            sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
            os.chdir(folder)
            tempfile.tempdir = str(folder.parent / "tmp")
            os.environ.update(SOURCE_DATE_EPOCH=EPOCH, COLUMNS="120", TMPDIR=tempfile.tempdir)
            _be_quick()
            events: list[str] = []
            prepare(events)
            code = main(arguments)
            sys.stdout.flush()
            self._events.write_text(json.dumps(events))
        finally:
            os._exit(code)

    def said(self) -> str:
        """Return what was said so far."""
        return self._said.read_text(encoding="utf-8", errors="replace") if self._said.exists() else ""

    def has_ended(self) -> bool:
        """Tell whether the command has ended, without waiting for it."""
        return os.waitid(os.P_PID, self._process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def is_done(self, until: Callable[[], bool] | None = None) -> bool:
        """Tell whether it has ended or something else is so; a command that hangs is ended and told."""
        if self.has_ended() or (until and until()):
            return True
        if time.monotonic() > self._deadline:
            os.kill(self._process, signal.SIGKILL)
            raise AssertionError(f"hangs: {self.said()}")
        return False

    def end(self) -> Ended:
        """Wait for the end and return how it was."""
        _wait_until(self.is_done)
        _, status = os.waitpid(self._process, 0)
        events = json.loads(self._events.read_text()) if self._events.exists() else ()
        ended = Ended(os.waitstatus_to_exitcode(status), self.said(), tuple(events))
        self._said.unlink(missing_ok=True)
        self._events.unlink(missing_ok=True)
        return ended


def run_command(folder: Path, arguments: Sequence[str], act: Act = let_happen) -> Ended:
    """Run a command in a folder."""
    return Running(folder, arguments, act).end()


def _wait_until(until: Callable[[], bool]) -> None:
    while not until():
        time.sleep(0.002)


def side_by_side(works: Iterable[Steps[T]]) -> list[T]:
    """Return what comes of all works; as many are under way at once as there are processors."""
    results: dict[int, T] = {}
    under_way: dict[int, tuple[Steps[T], Callable[[], bool]]] = {}

    def go_on(number: int, steps: Steps[T]) -> None:
        try:
            under_way[number] = (steps, next(steps))
        except StopIteration as end:
            results[number] = end.value

    for number, work in enumerate(works):
        go_on(number, work)
        while len(under_way) >= (os.cpu_count() or 1):
            _go_on(under_way, go_on)
    while under_way:
        _go_on(under_way, go_on)
    return [results[number] for number in sorted(results)]


def _go_on(
    under_way: dict[int, tuple[Steps[T], Callable[[], bool]]], go_on: Callable[[int, Steps[T]], None]
) -> None:
    """Go on with all work that waits no more; if there is none, wait a moment."""
    ready = [(number, steps) for number, (steps, is_so) in under_way.items() if is_so()]
    for number, steps in ready:
        del under_way[number]
        go_on(number, steps)
    if not ready:
        time.sleep(0.002)


def _inject_faults(act: Act, events: list[str]) -> None:
    """Let `act` decide about every event from now on, and note their names."""

    def wrapped(name: str, real: Callable[..., Any], *, counts: Callable[..., bool]) -> Callable[..., Any]:
        def event(*arguments: Any, **named: Any) -> Any:
            if not counts(*arguments, **named):
                return real(*arguments, **named)
            events.append(f"{name} {_way_to_event(sys._getframe(1))}")
            return act(len(events), name, partial(real, *arguments, **named))

        return event

    def writes(_: Any, flags: int, *__: Any, **___: Any) -> bool:
        return bool(flags & _WRITING)

    def always(*_: Any, **__: Any) -> bool:
        return True

    os.open = wrapped("open", os.open, counts=writes)
    for name in CHANGES:
        setattr(os, name, wrapped(name, getattr(os, name), counts=always))
    fcntl.lockf = wrapped("lockf", fcntl.lockf, counts=always)


def _way_to_event(frame: FrameType | None) -> str:
    """Return the lines of ours that lead to an event."""
    lines = []
    while frame is not None:
        if frame.f_code.co_filename.startswith(_PROGRAM):
            lines.append(f"{frame.f_code.co_filename[len(_PROGRAM) + 1 :]}:{frame.f_lineno}")
        frame = frame.f_back
    return "<".join(lines)


@cache
def _typer_command() -> Any:
    """The command line as typer reads it, which is the same every time."""
    return typer.main.get_command(app)


def _be_quick() -> None:
    """Leave out what takes long and touches no workspace."""
    command = _typer_command()
    setattr(typer.main, "get_command", lambda _: command)  # noqa: B010
    make_styles_once()
    locks._PAUSE = 0.01  # type: ignore[misc]
    gc.disable()


@cache
def preload_program() -> None:
    """Import everything and fill what is made once, so that a command takes some hundredths of a second."""
    for module in pkgutil.walk_packages(baocao.__path__, "baocao."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    unheard = io.StringIO()
    with tempfile.TemporaryDirectory() as name, redirect_stdout(unheard), redirect_stderr(unheard):
        small_workspace(Path(name))
        make_styles_once()
        for command in ("build --ky 2025-11", "check --ky 2025-11 --phieu phieu", "new --ky 2026-01"):
            first, *others = command.split()
            others = [f"{name}/{each}" if each == "phieu" else each for each in others]
            main([first, *others, "--root", name])
        make_styles_anew()
    _typer_command()
    gc.freeze()


def folder_snapshot(folder: Path) -> Snapshot:
    """Return everything below a folder; locks and what lies aside included."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mode & 0o777 if path.is_file() else 0,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
        if ".git/" not in f"{path.relative_to(folder).as_posix()}/"
    }


def paths_aside(files: Snapshot) -> set[str]:
    """Return the paths of what is only there while a command runs."""
    return {path for path in files if PREFIX in path}


class Stage:
    """A workspace that is set up once for a call, and copied for every run of it."""

    def __init__(self, folder: Path, call: Call) -> None:
        self._folder = folder
        self._count = 0
        self._seen: dict[str, tuple[Ended, Snapshot]] = {}
        (folder / "tmp").mkdir(parents=True)
        self.call = call
        self.start = folder / "start"
        self.start.mkdir()
        sandbox = small_workspace(self.start)
        for arguments in call.before:
            ended = run_command(self.start, arguments.split())
            assert ended.code in {0, 1, 3}, ended.said
        for file, old, new in call.edits:
            if old:
                sandbox.replace(file, old, new)
            else:
                sandbox.write(file, new)
        if call.prepare:
            call.prepare(self.start)
        if call.has_git:
            sandbox.write(".gitignore", "out/\n")
            Repository(self.start).commit("2025-11-18 10:00", "Báo cáo")
        self.before = folder_snapshot(self.start)
        done = self.fresh()
        self.undisturbed = run_command(done, call.arguments.split())
        self.after = folder_snapshot(done)
        assert not paths_aside(self.after)
        self.drop(done)

    @property
    def count(self) -> int:
        """The number of events of an undisturbed run."""
        return len(self.undisturbed.events)

    @property
    def alike(self) -> list[list[int]]:
        """The numbers of the events, those together to which the same lines of ours led."""
        by_name: dict[str, list[int]] = {}
        for number, event in enumerate(self.undisturbed.events, start=1):
            by_name.setdefault(event, []).append(number)
        return list(by_name.values())

    def event(self, number: int) -> str:
        """Return the name of an event."""
        return self.undisturbed.events[number - 1].partition(" ")[0]

    def fresh(self) -> Path:
        """Return a new copy of the workspace, beside a folder for what the system keeps for a while."""
        self._count += 1
        target = self._folder / f"w{self._count}"
        (target / "tmp").mkdir(parents=True)
        shutil.copytree(self.start, target / "work", symlinks=True)
        return target / "work"

    @staticmethod
    def drop(folder: Path) -> None:
        """Remove a copy."""
        shutil.rmtree(folder.parent)

    def again(self, folder: Path) -> Steps[tuple[Ended, Snapshot]]:
        """Run the command in what an earlier run has left, unless another has left the same."""
        known = _snapshot_digest(folder_snapshot(folder.parent))
        if known not in self._seen:
            second = Running(folder, self.call.arguments.split())
            yield second.is_done
            self._seen[known] = second.end(), folder_snapshot(folder.parent)
        return self._seen[known]


def _snapshot_digest(files: Snapshot) -> str:
    """Return the same for the same, whichever process has left it and at what time."""
    told = []
    for path, (mode, content) in files.items():
        is_lock = path.endswith((locks.NAME, locks.CLAIM))
        shown = re.sub(rb"\d+", b"0", content) if is_lock else content
        told.append((_OWN_NAME.sub(PREFIX, re.sub(r"baocao-\d+-.*", "baocao-", path)), mode, shown))
    return sha256(repr(sorted(told)).encode()).hexdigest()


def small_workspace(folder: Path) -> Sandbox:
    """Return a small workspace with two periods and a report in need of `fmt`."""
    sandbox = Sandbox(folder)
    earlier = (folder / "data/units/xa-mot/2025-11.yaml").read_text(encoding="utf-8")
    sandbox.write(
        "data/units/xa-mot/2025-10.yaml", earlier.replace("2025-11", "2025-10").replace("3.781", "3.700")
    )
    return sandbox


def states_between(before: Snapshot, after: Snapshot, now: Snapshot) -> Iterator[str]:
    """Yield what is neither as it was before a command nor as it is after it: torn, lost or invented."""
    for path in sorted(before.keys() | after.keys() | now.keys()):
        known = {before.get(path), after.get(path)}
        if PREFIX not in path and now.get(path) not in known:
            yield path
