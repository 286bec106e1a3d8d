"""out/<kỳ>/truy-vet.json: which figure stands where in every file of a build.

It does not depend on the marks of Word documents, which are for their return (`model/marks.py`), and of
which workbooks have none. The map names each file by its sha256, so that a file that was edited, or that
belongs to another build, is never taken for the one that the map speaks of.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.foreign.limits import MOST_COLUMNS, MOST_ROWS
from baocao.foreign.records import BadRecordError, Fault, is_file_name, read_record
from baocao.model.chart import TEXTS
from baocao.model.printed import CellPlace, ChartPlace, FigureKey, Key, Places, WordPlace

NAME: Final = "truy-vet.json"
VERSION: Final = 1
_LONGEST: Final = 1_000
"""Characters of a figure as it is printed."""
_LONGEST_KEY: Final = 1_000
_MOST_PARAGRAPHS: Final = 10_000_000
_MOST_LETTERS: Final = 100_000_000
_MOST_CHARTS: Final = 1_000
_MOST_POINTS: Final = 10_000
_DRAWN: Final = 7
"""Numbers of a place in a chart: chart, kind of text, series, point, start, end, figure."""
_COMPACT: Final = (",", ":")


class FileMap:
    """The figures of one file and their places; cells are those of worksheets or of Word tables.

    Raises ValueError for content that is no such map: anybody may have edited it.
    """

    def __init__(self, name: str, content: object) -> None:
        _refuse_unless(is_file_name(name) and isinstance(content, dict))
        parts: Any = content
        digest, figures, cells, words = (parts.get(key) for key in ("sha256", "so_lieu", "o", "chu"))
        charts = parts.get("hinh", [])
        _refuse_unless(isinstance(digest, str) and isinstance(figures, list) and isinstance(cells, dict))
        _refuse_unless(all(isinstance(figure, str) and len(figure) <= _LONGEST_KEY for figure in figures))
        most = (MOST_ROWS, MOST_COLUMNS, len(figures) - 1)
        for sheet, row in cells.items():
            _refuse_unless(name.lower().endswith(".xlsx") or _is_number(sheet))
            _check_row(row, most)
        _check_row(words, (_MOST_PARAGRAPHS, _MOST_LETTERS, _MOST_LETTERS, len(figures) - 1))
        lengths = (end - start for start, end in zip(words[1::4], words[2::4], strict=True))
        _refuse_unless(all(0 <= length <= _LONGEST for length in lengths))
        most_drawn = (_MOST_CHARTS, len(TEXTS) - 1, *[_MOST_POINTS] * 2, *[_LONGEST] * 2, len(figures) - 1)
        _check_row(charts, most_drawn)
        self.name = name
        self.sha256: str = digest
        self._figures: list[str] = figures
        self._cells: dict[str, list[int]] = cells
        self._words: list[int] = words
        self._charts: list[int] = charts

    @property
    def json(self) -> str:
        """The entry of the file, as it stands in a map."""
        return _map_json(self.sha256, self._figures, self._cells, (self._words, self._charts))

    def cell_places(self, figures: Iterable[FigureKey] | None = None) -> Iterator[CellPlace]:
        """Yield the cells in which any of `figures` stands, or any figure at all."""
        wanted = self._numbers_of(figures)
        for sheet, row in self._cells.items() if wanted else ():
            for down, across, number in zip(row[::3], row[1::3], row[2::3], strict=True):
                if number in wanted:
                    yield CellPlace(sheet, down, across, self.figures[number])

    def word_places(self, figures: Iterable[FigureKey] | None = None) -> Iterator[WordPlace]:
        """Yield the places in paragraphs at which any of `figures` stands, or any figure at all."""
        wanted = self._numbers_of(figures)
        # One flat row of numbers for each file: as records the map would be ten times as long and slow to
        # read.
        columns = (self._words[position::4] for position in range(4)) if wanted else ()
        for paragraph, start, end, number in zip(*columns, strict=True):
            if number in wanted:
                yield WordPlace(paragraph, start, end, self.figures[number])

    def chart_places(self, figures: Iterable[FigureKey] | None = None) -> Iterator[ChartPlace]:
        """Yield the places in charts at which any of `figures` stands, or any figure at all."""
        wanted = self._numbers_of(figures)
        columns = (self._charts[position::_DRAWN] for position in range(_DRAWN)) if wanted else ()
        for chart, kind, series, point, start, end, number in zip(*columns, strict=True):
            if number in wanted:
                yield ChartPlace(
                    chart, TEXTS[kind], series, point, self.figures[number], start=start, end=end
                )

    def has_any(self, figures: Iterable[FigureKey]) -> bool:
        """Tell whether any of `figures` stands in the file."""
        return bool(self._numbers_of(figures))

    @cached_property
    def figures(self) -> list[FigureKey]:
        """The figures that stand anywhere in the file, each once."""
        return [FigureKey.parse(text) for text in self._figures]

    def _numbers_of(self, figures: Iterable[FigureKey] | None) -> frozenset[int]:
        if figures is None:
            return frozenset(range(len(self._figures)))
        wanted = {key.text for key in figures}
        return frozenset(number for number, text in enumerate(self._figures) if text in wanted)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < len(str(_MOST_PARAGRAPHS))


def _check_row(row: object, most: tuple[int, ...]) -> None:
    """Raise ValueError unless a row holds whole places, no number larger than `most` at its position."""
    width = len(most)
    if not isinstance(row, list) or len(row) % width or not all(type(number) is int for number in row):
        raise ValueError
    _refuse_unless(not row or min(row) >= 0)
    _refuse_unless(not row or all(max(row[at::width]) <= most[at] for at in range(width)))


def _refuse_unless(good: bool) -> None:  # noqa: FBT001 - a condition, not a switch
    if not good:
        raise ValueError


def map_entry(data: bytes, places: Places) -> str:
    """Return the map of one file as JSON: figures by number, cells by sheet, places as rows of numbers."""
    numbers: dict[Key, int] = {}
    cells: dict[str, list[int]] = {}
    # Places come sheet by sheet, as they were rendered, so that nothing need be sorted.
    # Of a cell that says other things too, the map could not tell which of its numbers is the figure.
    mixed = {cell[:3] for cell in places.cells if not isinstance(cell.figure, FigureKey)}
    figures = (
        cell for cell in places.cells if isinstance(cell.figure, FigureKey) and cell[:3] not in mixed
    )
    for sheet, in_sheet in groupby(figures, attrgetter("sheet")):
        row = cells.setdefault(str(sheet), [])
        for cell in in_sheet:
            row += (cell.row, cell.column, numbers.setdefault(cell.figure, len(numbers)))
    words: list[int] = []
    for word in (word for word in places.words if isinstance(word.figure, FigureKey)):
        words += (word.paragraph, word.start, word.end, numbers.setdefault(word.figure, len(numbers)))
    charts: list[int] = []
    for drawn in (place for place in places.charts if isinstance(place.figure, FigureKey)):
        number = numbers.setdefault(drawn.figure, len(numbers))
        at = (drawn.chart, TEXTS.index(drawn.kind), drawn.series, drawn.point)
        charts += (*at, drawn.start, drawn.end, number)
    figures_named = [key.text for key in numbers if isinstance(key, FigureKey)]
    return _map_json(sha256(data).hexdigest(), figures_named, cells, (words, charts))


def _map_json(
    digest: str,
    figures: list[str],
    cells: Mapping[str, list[int]],
    texts: tuple[list[int], list[int]],
) -> str:
    """Return the entry of a file; one without charts says nothing of any."""
    words, charts = texts
    drawn = {"hinh": charts} if charts else {}
    content = {"sha256": digest, "so_lieu": figures, "o": cells, "chu": words, **drawn}
    return json.dumps(content, ensure_ascii=False, separators=_COMPACT)


def entry_line(name: str, entry: str) -> str:
    """Return the line of one file in a map, without what parts it from the next."""
    return f"{json.dumps(name, ensure_ascii=False)}:{entry}"


def map_bytes(period: str, entries: Mapping[str, str]) -> bytes:
    """Return truy-vet.json, one file a line."""
    lines = ",\n".join(entry_line(name, entries[name]) for name in sorted(entries))
    return f'{{"phien_ban":{VERSION},"ky":{json.dumps(period)},"tep":{{\n{lines}\n}}}}\n'.encode(
        "utf-8", "backslashreplace"
    )


def kept_entries(folder: Path, names: Iterable[str]) -> tuple[dict[str, str], Fault | None]:
    """Return the entries of an earlier map for the files that a narrowed build leaves alone.

    What is wrong with the map is only of interest where there are such files.
    """
    wanted = set(names)
    if not wanted:
        return {}, None
    print_map_read, fault = read_map_or_why(folder)
    files = print_map_read.files if print_map_read else {}
    return {name: file.json for name, file in files.items() if name in wanted}, fault


class PrintMap(NamedTuple):
    """The map of one build: its period and its files by name."""

    period: str
    files: Mapping[str, FileMap]


def read_map_or_why(folder: Path) -> tuple[PrintMap | None, Fault | None]:
    """Return the map beside the outputs, and what is wrong with it; neither if there is no map."""
    try:
        content = read_record(folder / NAME)
    except BadRecordError as error:
        return None, error.fault
    if content is None:
        return None, None
    version, period, listed = (content.get(key) for key in ("phien_ban", "ky", "tep"))
    if type(version) is not int or version != VERSION:
        return None, Fault(f"'phien_ban' không phải là {VERSION}")
    if not isinstance(period, str) or len(period) > _LONGEST_KEY or not isinstance(listed, dict):
        return None, Fault("'ky' hoặc 'tep' không đúng")
    try:
        return PrintMap(period, {name: FileMap(name, value) for name, value in listed.items()}), None
    except ValueError:
        return None, Fault("có chỗ in không đúng")
