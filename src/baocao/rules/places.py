"""Where findings stand in a file, and how many of them are worth listing."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from baocao.model.place import Place
from baocao.model.workspace import SourceFile

LIMIT: Final = 50
"""How many findings of one kind are listed for one file."""
MOST: Final = 1000
"""How many findings are looked for in one file; a hostile one could hold any number."""
T = TypeVar("T")


def place_at(file: SourceFile, offset: int) -> Place:
    """Return the place of the character `offset` of a file."""
    line = file.text.count("\n", 0, offset) + 1
    return Place(file.path, line, offset - file.text.rfind("\n", 0, offset))


def limited_findings(findings: Iterable[T]) -> Iterator[tuple[T, str]]:
    """Yield at most LIMIT findings, each with nothing more to say, the last with how many are left out."""
    # Findings are made lazily: of a hostile file with a million of them only so many are ever made.
    looked_for = list(islice(findings, MOST))
    left = len(looked_for) - LIMIT
    count = f"hơn {left}" if len(looked_for) == MOST else f"{left}"
    for index, finding in enumerate(looked_for[:LIMIT], start=1):
        yield finding, f" (còn {count} chỗ như vậy ở dưới)" if left > 0 and index == LIMIT else ""
