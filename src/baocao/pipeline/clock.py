"""How long the stages of a command take, and the moment that documents carry."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime


def asked_moment() -> datetime | None:
    """Return SOURCE_DATE_EPOCH, which is set where builds must be reproducible; None where it is not."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else None


def document_moment(day: date) -> datetime:
    """Return what a document carries that nobody has given out: the moment asked for, else its `day`."""
    return asked_moment() or beginning_of(day)


def beginning_of(day: date) -> datetime:
    """Return the moment at which a day begins, the same everywhere."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


class Clock:
    """Adds up the seconds that stages take in this process."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside as part of the stage `name`."""
        started = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - started
