"""The server of `watch` as the builder sees it: it is told what to give out, and tells wishes."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, BinaryIO, Final, Self, cast

from baocao.features.page.watching.answering import ADDRESS
from baocao.features.page.watching.frames import Frame, read_frame, write_frame

_PROGRAM: Final = ("-P", "-m", "baocao.features.page.watching.serving")
"""`-P`: nothing that lies in the current folder is taken for a part of the program."""
_MOST_WISHES: Final = 65_536
_TO_END: Final = 5.0
"""Seconds in which it ends by itself, and takes away what it prints with."""


class RefusedPortError(Exception):
    """The port cannot be had; `number` is what the system said."""

    def __init__(self, number: int) -> None:
        super().__init__(os.strerror(number))
        self.number = number


class LostServerError(Exception):
    """The process that serves is gone."""


class Server:
    """Serves below a secret path of this machine until the block is left."""

    def __init__(self, token: str, port: int, root: Path) -> None:
        self._token = token
        self._wanted = port
        self._root = root
        self.port = 0
        self.prints = False

    def __enter__(self) -> Self:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, *_PROGRAM], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )
        try:
            self.port = self._called_server()
        except BaseException:
            self._end_process()
            raise
        self._wishes = _Wishes(self._answers)
        return self

    def _called_server(self) -> int:
        """Tell it what it must know, and return its port."""
        # Not as arguments, which every user of the machine can list.
        self._send({"token": self._token, "port": self._wanted, "root": str(self._root)})
        answer = read_frame(self._answers)
        if answer is None:
            raise LostServerError
        if "refused" in answer.head:
            raise RefusedPortError(answer.head["refused"])
        self.prints = answer.head["prints"]
        return int(answer.head["port"])

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._end_process()

    @property
    def address(self) -> str:
        """Where a browser finds the screen."""
        return f"http://{ADDRESS}:{self.port}/{self._token}/"

    def give_out(self, name: str, media_type: str, policy: str, data: bytes) -> None:
        """Let it give out data under a name."""
        self._send({"op": "put", "name": name, "type": media_type, "policy": policy}, data)

    def print_word(self, name: str, policy: str, number: int, word: bytes) -> None:
        """Let it print a Word file, give that out under a name, and wish for it by its number."""
        head = {"op": "print", "name": name, "type": "application/pdf", "policy": policy}
        self._send({**head, "number": number}, word)

    def call_stale(self, name: str) -> None:
        """Let it ask before it gives out what stands under a name."""
        self._send({"op": "stale", "name": name})

    def tell_state(self, state: Mapping[str, Any]) -> None:
        """Let it tell those who wait."""
        self._send({"op": "state", "state": dict(state)})

    def list_files(self, files: Mapping[str, str]) -> None:
        """Let it give out these files and no others: their paths by name."""
        self._send({"op": "files", "files": dict(files)})

    def wishes(self, seconds: float) -> Iterator[Mapping[str, Any]]:
        """Wait, and yield what browsers asked for meanwhile; raises LostServerError if nobody serves."""
        yield from self._wishes.arrived(seconds)
        if self._process.poll() is not None:
            raise LostServerError

    @property
    def _answers(self) -> BinaryIO:
        return cast("BinaryIO", self._process.stdout)

    def _send(self, head: Mapping[str, Any], body: bytes = b"") -> None:
        try:
            write_frame(cast("BinaryIO", self._process.stdin), Frame(head, body))
        except OSError:
            raise LostServerError from None

    def _end_process(self) -> None:
        process = self._process
        with suppress(OSError):
            cast("BinaryIO", process.stdin).close()
        try:
            process.wait(_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._answers.close()


class _Wishes:
    """What the server says, read without waiting: by no thread where processes are forked."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._begun = b""
        self._queue: SimpleQueue[Mapping[str, Any]] | None = None
        if os.name == "nt":  # where only sockets can be waited for, and nothing is forked
            self._queue = SimpleQueue()
            Thread(target=self._fill_queue, daemon=True).start()

    def arrived(self, seconds: float) -> Iterator[Mapping[str, Any]]:
        if self._queue is not None:
            yield from self._queued(seconds)
            return
        # By our own buffer: what another one holds already would not be waited for.
        if select.select([self._stream], [], [], seconds)[0]:
            self._begun += os.read(self._stream.fileno(), _MOST_WISHES)
            *lines, self._begun = self._begun.split(b"\n")
            yield from map(json.loads, lines)

    def _queued(self, seconds: float) -> Iterator[Mapping[str, Any]]:
        with suppress(Empty):
            yield cast("SimpleQueue[Mapping[str, Any]]", self._queue).get(timeout=seconds)

    def _fill_queue(self) -> None:
        while frame := read_frame(self._stream):
            cast("SimpleQueue[Mapping[str, Any]]", self._queue).put(frame.head)
