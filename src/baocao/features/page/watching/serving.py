"""The process that serves: it gives out what the builder sends it, and ends when that one does.

It is one of its own, since its threads would hang in the processes that reading and checking fork.

    python -m baocao.features.page.watching.serving
"""

import os
import signal
import socket
import sys
from collections.abc import Mapping
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore, Lock, Thread
from typing import Any, BinaryIO, Final

from baocao.features.page.watching.answering import ADDRESS, Answerer, Serving
from baocao.features.page.watching.frames import Frame, read_frame, write_frame
from baocao.features.page.watching.press import Press
from baocao.features.page.watching.shelf import Shelf
from baocao.pipeline.printing import open_printer

MOST_AT_ONCE: Final = 64
"""Connections; a browser keeps six, and each window waits on one."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # On Windows the option would let another program take the same port.
    allow_reuse_address = os.name != "nt"
    block_on_close = False

    def __init__(self, port: int) -> None:
        self._room = BoundedSemaphore(MOST_AT_ONCE)
        super().__init__((ADDRESS, port), Answerer)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def server_bind(self) -> None:
        # Not that of HTTPServer, which asks for the name of this machine: that may take long.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.allow_reuse_address))
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that left in the middle of an answer."""


def serve_builder() -> None:
    """Serve until the builder closes the pipe, whatever happens to it."""
    # The terminal tells all of its processes to stop; this one ends with the builder, after it, so that
    # nothing is left of what it prints.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    called = read_frame(source)
    if called is None:
        return
    try:
        server = _Server(called.head["port"])
    except OSError as error:
        write_frame(answers, Frame({"refused": error.errno or 0}))
        return
    turn = Lock()

    def tell_builder(wish: Mapping[str, Any]) -> None:
        with turn:
            write_frame(answers, Frame(wish))

    with open_printer(Path(called.head["root"])) as printer:
        shelf = Shelf()
        told = Serving(called.head["token"], server.server_port, shelf, tell_builder)
        server.RequestHandlerClass = type("OwnAnswerer", (Answerer,), {"serving": told})
        Thread(target=server.serve_forever, daemon=True).start()
        tell_builder({"port": server.server_port, "prints": printer.is_there})
        _obey_builder(source, shelf, Press(printer, shelf, tell_builder))
    # At once: browsers that still wait are not waited for.
    os._exit(0)


def _obey_builder(source: BinaryIO, shelf: Shelf, press: Press) -> None:
    while frame := read_frame(source):
        if frame.head["op"] == "print":
            press.print_next(frame)
        else:
            shelf.take_frame(frame)


if __name__ == "__main__":
    serve_builder()
