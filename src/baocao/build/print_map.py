"""out/<kỳ>/truy-vet.json: which figure stands where in every file of a build.

The files themselves say nothing of it. The map names each by its sha256, so that a file that was edited,
or that belongs to another build, is never taken for the one that the map speaks of.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.build.output import is_plain
from baocao.model.printed import CellPlace, Places, WordPlace

NAME: Final = "truy-vet.json"
VERSION: Final = 1
_COMPACT: Final = (",", ":")


class FileMap:
    """The figures of one file and their places; cells are those of worksheets or of Word tables.

    Raises KeyError, TypeError or ValueError for content that is no such map: anybody may have edited it.
    """

    def __init__(self, name: str, content: Mapping[str, Any]) -> None:
        _refuse_unless(plain=is_plain(name))
        figures = content["so_lieu"]
        _refuse_unless(plain=all(isinstance(figure, str) for figure in figures))
        for row in content["o"].values():
            _check_row(row, 3, len(figures))
        _check_row(content["chu"], 4, len(figures))
        self.name = name
        self.sha256: str = content["sha256"]
        self._figures: list[str] = content["so_lieu"]
        self._cells: dict[str, list[int]] = content["o"]
        self._words: list[int] = content["chu"]

    def cells(self, figures: Iterable[str] | None = None) -> Iterator[CellPlace]:
        """Yield the cells in which any of `figures` stands, or any figure at all."""
        wanted = self._numbers(figures)
        for sheet, row in self._cells.items() if wanted else ():
            for down, across, number in zip(row[::3], row[1::3], row[2::3], strict=True):
                if number in wanted:
                    yield CellPlace(sheet, down, across, self._figures[number])

    def words(self, figures: Iterable[str] | None = None) -> Iterator[WordPlace]:
        """Yield the places in paragraphs at which any of `figures` stands, or any figure at all."""
        wanted = self._numbers(figures)
        found = (self._words[position::4] for position in range(4)) if wanted else ()
        for paragraph, start, end, number in zip(*found, strict=True):
            if number in wanted:
                yield WordPlace(paragraph, start, end, self._figures[number])

    def figures(self) -> tuple[str, ...]:
        """Return the keys of all figures in the file."""
        return tuple(self._figures)

    def _numbers(self, figures: Iterable[str] | None) -> frozenset[int]:
        if figures is None:
            return frozenset(range(len(self._figures)))
        wanted = set(figures)
        return frozenset(number for number, key in enumerate(self._figures) if key in wanted)


def _check_row(row: list[int], width: int, figures: int) -> None:
    """Raise ValueError unless a row holds whole places, the last number of each a figure's."""
    _refuse_unless(plain=len(row) % width == 0 and all(type(number) is int for number in row))
    _refuse_unless(plain=not row or (min(row) >= 0 and max(row[width - 1 :: width]) < figures))


def _refuse_unless(*, plain: bool) -> None:
    if not plain:
        raise ValueError


def entry(data: bytes, places: Places) -> str:
    """Return the map of one file as JSON: figures by number, cells by sheet, places as rows of numbers."""
    numbers: dict[str, int] = {}
    cells: dict[str, list[int]] = {}
    for sheet, found in groupby(places.cells, attrgetter("sheet")):
        row = cells.setdefault(str(sheet), [])
        for each in found:
            row += (each.row, each.column, numbers.setdefault(each.figure, len(numbers)))
    words: list[int] = []
    for word in places.words:
        words += (word.paragraph, word.start, word.end, numbers.setdefault(word.figure, len(numbers)))
    content = {"sha256": sha256(data).hexdigest(), "so_lieu": list(numbers), "o": cells, "chu": words}
    return json.dumps(content, ensure_ascii=False, separators=_COMPACT)


def print_map(period: str, entries: Mapping[str, str]) -> bytes:
    """Return truy-vet.json, one file a line."""
    lines = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}:{entries[name]}" for name in sorted(entries)
    )
    return f'{{"phien_ban":{VERSION},"ky":{json.dumps(period)},"tep":{{\n{lines}\n}}}}\n'.encode(
        "utf-8", "backslashreplace"
    )


def kept(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the entries of an earlier map for the files that a narrowed build leaves alone."""
    found = _content(folder).get("tep", {})
    wanted = set(names)
    return {
        name: json.dumps(value, ensure_ascii=False, separators=_COMPACT)
        for name, value in (found.items() if isinstance(found, dict) else ())
        if name in wanted
    }


class PrintMap(NamedTuple):
    """The map of one build: its period and its files by name."""

    period: str
    files: Mapping[str, FileMap]


def read_map(folder: Path) -> PrintMap | None:
    """Return the map beside the outputs; None if there is none that this version can read."""
    content = _content(folder)
    if content.get("phien_ban") != VERSION:
        return None
    try:
        files = {name: FileMap(name, value) for name, value in content["tep"].items()}
        return PrintMap(str(content["ky"]), files)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _content(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
