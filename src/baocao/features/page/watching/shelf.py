"""What the server of `watch` may give out: what it was sent, and the files that a build lists; no more.

The process that serves never looks for anything: a name that nobody sent it leads nowhere.
"""

import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Condition
from typing import Any, Final, NamedTuple

from baocao.features.page.watching.frames import Frame

PAGE: Final = "trang.html"
"""The page of the period, which is made when somebody looks at it."""
MOST_FILE: Final = 100_000_000
"""Bytes of a file of a build that are given out."""
_TYPES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Resource(NamedTuple):
    """What is given out under a name: its kind, what it may do in a browser, and its bytes."""

    media_type: str
    policy: str
    data: bytes
    attached: bool = False


class Shelf:
    """Resources by name, and what is told of them; those who wait are woken when anything changes."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._resources: dict[str, Resource] = {}
        # Nothing has been made of it yet, and nothing will be before somebody asks.
        self._stale = {PAGE}
        self._files: Mapping[str, str] = {}
        self._state: Mapping[str, Any] = {"version": 0}

    def take_frame(self, frame: Frame) -> None:
        """Do what the builder says."""
        with self._changed:
            getattr(self, f"_take_{frame.head['op']}")(frame)
            self._changed.notify_all()

    def _take_put(self, frame: Frame) -> None:
        name = frame.head["name"]
        self._resources[name] = Resource(frame.head["type"], frame.head["policy"], frame.body)
        self._stale.discard(name)

    def _take_stale(self, frame: Frame) -> None:
        self._stale.add(frame.head["name"])

    def _take_state(self, frame: Frame) -> None:
        self._state = frame.head["state"]

    def _take_files(self, frame: Frame) -> None:
        self._files = frame.head["files"]

    def resource_of(self, name: str) -> Resource | None:
        """Return what stands under a name as it was last made."""
        with self._changed:
            return self._resources.get(name)

    def fresh_resource(self, name: str, seconds: float, ask: Callable[[], None]) -> Resource | None:
        """Return what stands under a name once it is up to date, which somebody is asked to see to."""
        with self._changed:
            if name not in self._stale:
                return self._resources.get(name)
        ask()
        with self._changed:
            done = self._changed.wait_for(lambda: name not in self._stale, seconds)
            return self._resources.get(name) if done else None

    def state_after(self, version: int, seconds: float) -> Mapping[str, Any]:
        """Return what is told now; if that is what was told at `version`, wait for more."""
        with self._changed:
            self._changed.wait_for(lambda: self._state["version"] != version, seconds)
            return self._state

    def file_of(self, name: str) -> Resource | None:
        """Return a file of the build, if it is one and lies where it was listed."""
        with self._changed:
            path = self._files.get(name)
        return _stored_file(path, name) if path else None


def _stored_file(path: str, name: str) -> Resource | None:
    # Without links and without waiting: what was listed may have become anything since.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with suppress(OSError):
        if os.path.realpath(path) != path:
            return None
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size <= MOST_FILE:
                kind = _TYPES.get(os.path.splitext(name)[1], "application/octet-stream")  # noqa: PTH122
                return Resource(kind, "default-src 'none'; sandbox", file.read(), attached=True)
    return None
