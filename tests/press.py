"""What stands in for LibreOffice where a test is about what becomes of its PDF."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from baocao.pipeline.printing import Printout


class Press:
    """Prints what a test wants instead of LibreOffice, and remembers what it was given."""

    def __init__(self, *printouts: Printout, is_there: bool = True) -> None:
        self.is_there = is_there
        self._printouts = printouts
        self.printed: list[bytes] = []

    def print_all(self, files: Sequence[bytes], told: Callable[[int], object]) -> Iterator[Printout]:
        """Print."""
        for number, data in enumerate(files):
            self.printed.append(data)
            told(number + 1)
            yield self._printouts[number % len(self._printouts)]

    def stand_in(self, monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> None:
        """Be the printer that a module opens."""

        @contextmanager
        def opened(_: Path) -> Iterator["Press"]:
            yield self

        monkeypatch.setattr(module, "open_printer", opened)
