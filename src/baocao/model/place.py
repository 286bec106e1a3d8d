"""Where something stands in a source file."""

from typing import NamedTuple


class Place(NamedTuple):
    """A position in a source file; line and column count characters from 1.

    `file` is relative to the workspace and written with '/' on every system, so that messages and
    machine formats are the same everywhere.
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
