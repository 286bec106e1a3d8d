"""`baocao watch`: looks, rebuilds, and lets browsers see it, until it is told to stop."""

import gc
import secrets
import time
from collections.abc import Callable
from typing import Final

from baocao.features.page.watching.desk import Desk
from baocao.features.page.watching.noticing import (
    Look,
    Watched,
    changed_paths,
    settled_look,
    take_look,
)
from baocao.features.page.watching.rebuilding import watched_places
from baocao.features.page.watching.records import Order
from baocao.features.page.watching.server import Server
from baocao.pipeline.loading import Loaded

_LEAST: Final = 0.2
_MOST: Final = 2.0
"""Seconds between two looks."""
_SHARE: Final = 12
"""A look takes at most one of so many parts of the time of a processor."""
_TOKEN: Final = 24
"""Bytes of chance in the address."""
_UNTIL_TIDY: Final = 50
"""Rebuilds after which what they left is looked for; commands that end soon never do."""


def watch_period(order: Order, port: int, ready: Callable[[str, Loaded], object]) -> None:
    """Serve and rebuild until KeyboardInterrupt; `ready` hears the address and what was loaded first.

    Raises RefusedPortError if the port cannot be had, LostServerError if the server ends.
    """
    with Server(secrets.token_urlsafe(_TOKEN), port, order.root) as server:
        desk = Desk(order, server)
        watched = watched_places(order)
        look = take_look(watched)
        desk.rebuild(())
        ready(server.address, desk.loaded)
        desk.tell_line(())
        follow_changes(order, desk, server, (watched, look))


def follow_changes(order: Order, desk: Desk, server: Server, last: tuple[Watched, Look]) -> None:
    """Rebuild what changed since the last look, and do what browsers wish, for ever."""
    watched, look = last
    pause, rebuilds = _LEAST, 0
    while True:
        for wish in server.wishes(pause):
            desk.take_wish(wish)
        started = time.perf_counter()
        now = take_look(watched)
        pause = min(max(_LEAST, (time.perf_counter() - started) * _SHARE), _MOST)
        if now == look:
            continue
        # Before anything is read: what is written meanwhile shows at the next look.
        now = settled_look(watched)
        changed = changed_paths(look, now)
        wanted = watched_places(order)
        look = now if wanted == watched else take_look(wanted)
        watched = wanted
        desk.rebuild(changed)
        desk.tell_line(changed)
        rebuilds += 1
        if rebuilds % _UNTIL_TIDY == 0:
            gc.collect()
