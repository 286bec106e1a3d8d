"""A running `baocao watch`, and a browser that says exactly what a test wants it to say."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple, Self, cast
from urllib.parse import urlsplit

import pytest

from baocao.features.page.watching import watching
from baocao.features.page.watching.desk import Desk
from baocao.features.page.watching.shelf import PAGE

_PATIENCE = 60.0


class Answer(NamedTuple):
    """What a server said."""

    code: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def asked(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for a path; headers are written with underscores, `host` in the place of the right one."""
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    own = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, path, skip_host="host" in own)
    for name, value in own.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    said = Answer(
        answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    )
    connection.close()
    return said


class Watch:
    """A process of `baocao watch`, whose address has been read."""

    def __init__(self, process: "subprocess.Popen[str]", said: list[str]) -> None:
        self.process = process
        self.said = said
        split = urlsplit(said[-1].split()[-1])
        self.port, self.path = cast("int", split.port), split.path

    def ask(self, name: str = "", **headers: str) -> Answer:
        """Ask for something below the secret path."""
        return asked(self.port, f"{self.path}{name}", **headers)

    def state(self, version: int = -1) -> Mapping[str, Any]:
        """Return what is told, after `version` as soon as there is more."""
        return cast("Mapping[str, Any]", json.loads(self.ask(f"doi?tu={version}").body))

    def settled_after(self, version: int) -> Mapping[str, Any]:
        """Wait until something has been rebuilt."""
        state = self.state(version)
        while state["busy"] or state["version"] == version:
            state = self.state(state["version"])
        return state

    def children(self) -> list[int]:
        """Return the processes that it has started."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return [int(number) for number in told.split()]

    def end_with(self, number: int) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(_PATIENCE)


def watch_command(root: Path, *more: str) -> list[str]:
    """Return the command that watches the reports of November."""
    return [sys.executable, "-m", "baocao", "watch", "--ky", "2025-11", "--root", str(root), *more]


@contextmanager
def running_watch(root: Path, *more: str) -> Iterator[Watch]:
    """Start it without LibreOffice, wait for its address, and end it at the end."""
    process = subprocess.Popen(
        watch_command(root, "--html", *more),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    try:
        said: list[str] = []
        for line in cast("Iterator[str]", process.stderr):
            said.append(line.rstrip())
            if re.search(r"http://\S+/$", said[-1]):
                break
        yield Watch(process, said)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE)
        cast("Any", process.stderr).close()


def is_gone(number: int, seconds: float = 10.0) -> bool:
    """Tell whether a process ends within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not Path(f"/proc/{number}").exists() or _is_dead(number):
            return True
        time.sleep(0.02)
    return False


def _is_dead(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text("ascii").rpartition(") ")[2].startswith(("Z", "X"))
    except OSError:
        return True


def save_by_rename(path: Path, text: str) -> None:
    """Save a file as editors do: written beside it and moved into its place."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


class SilentServer:
    """Stands for the server of `watch` where no process is wanted: nobody asks for anything."""

    prints = False
    address = "http://127.0.0.1:1/x/"

    def __init__(self, *_: object) -> None:
        self.given: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def give_out(self, name: str, _: str, __: str, data: bytes) -> None:
        """Keep what is given out."""
        self.given[name] = data

    def call_stale(self, _: str) -> None:
        """Forget it."""

    tell_state = list_files = call_stale


def end_watching_at_once(monkeypatch: pytest.MonkeyPatch, *, serves: bool = False) -> None:
    """Let `baocao watch` make its screen, a document and the page, and be told to stop.

    Unless it `serves`, no process is started.
    """

    def follow_nothing(_: object, desk: Desk, *__: object) -> None:
        desk.take_wish({"wants": PAGE})
        raise KeyboardInterrupt

    if not serves:
        monkeypatch.setattr(watching, "Server", SilentServer)
    monkeypatch.setattr(watching, "follow_changes", follow_nothing)
