"""Where the figures of a page are printed in the documents of the same build, in few bytes.

Places follow each other in patterns: the appendix of every unit has the same rows. A pattern is told once,
and of each file which unit it is about and where the pattern begins.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao.features.page.traces.behind import Behind
from baocao.features.page.traces.packing import Numbered, packed_columns, packed_numbers
from baocao.foreign.packages import read_package
from baocao.model.printed import LEFT_OUT, RANK, TARGET, UNITS, FigureKey
from baocao.model.unit import Unit
from baocao.pipeline import manifest
from baocao.pipeline.parallel import DOCUMENTS, share_work
from baocao.pipeline.print_map import FileMap, read_map_or_why
from baocao.pipeline.tracing.accepted import accepted_remarks
from baocao.pipeline.tracing.built import changed_sources, spoiled_list, unknown_places
from baocao.pipeline.tracing.printed_text import DAMAGED, WordText
from baocao.pipeline.tracing.spots import SHEET_SUFFIX, shortened_text
from baocao.source.files import is_there
from baocao.vietnamese.visible import visible_text

ASPECTS: Final = ("", RANK, UNITS, LEFT_OUT, TARGET)
"""What of a figure is told with it."""


class _Who(NamedTuple):
    """Of whom a printed figure is: a unit, or (from -1 down) a directive; what of it, and of which day."""

    whose: int
    aspect: int
    day: int


Spots = dict[_Who, list[tuple[int, ...]]]
"""Places by figure: the number of the indicator, then where it stands."""


class Outputs(NamedTuple):
    """What is known of a build: files with places, patterns, sections, and what limits the answer."""

    data: Mapping[str, Any]
    remarks: tuple[str, ...]
    changed: frozenset[str]
    new: frozenset[str]


def printed_places(behind: Behind, folder: Path) -> Outputs:
    """Return where the figures of a page are printed in the build in a folder."""
    known, fault = read_map_or_why(folder)
    if known is None:
        return Outputs({}, (unknown_places(fault, behind.period),), frozenset(), frozenset())
    earlier = manifest.earlier_build(folder)
    changed = changed_sources(earlier.sources, behind.workspace)
    packer = _Packer(behind)
    wanted = [file for _, file in sorted(known.files.items()) if packer.has_figures(file)]
    headings = _headings_of(folder, wanted)
    units = behind.workspace.definitions.registry.units
    accepted, lacks = _accepted_by_file(earlier.entries, units)
    files = [
        {**packer.file_data(file, headings[file.name]), **_lack_of(file, accepted)}
        for file in wanted
        if headings[file.name].state is not _State.GONE
    ]
    data = {
        "files": files,
        "patterns": packer.patterns.listed(),
        "sections": packer.sections.listed(),
        "days": packer.days.listed(),
        "lacks": lacks,
    }
    remarks = tuple(filter(None, [spoiled_list(earlier.fault)]))
    return Outputs(data, remarks, changed, changed.difference(earlier.sources))


def _accepted_by_file(
    entries: Iterable[Mapping[str, Any]], units: Mapping[str, Unit]
) -> tuple[dict[str, int], list[str]]:
    """Return by file which remark tells what it lacks, as somebody has accepted, and the remarks."""
    told: Numbered[str] = Numbered()
    by_file = {
        entry["tep"]: told.number_of(visible_text(remark))
        for entry in entries
        for remark in accepted_remarks([entry], units, named=False)
    }
    return by_file, told.listed()


def _lack_of(file: FileMap, accepted: Mapping[str, int]) -> dict[str, int]:
    return {"lacks": accepted[file.name]} if file.name in accepted else {}


def _is_sheet(file: FileMap) -> bool:
    return file.name.lower().endswith(SHEET_SUFFIX)


class _State(Enum):
    """What became of a file since the build: it is as it was, has changed, or is gone."""

    SAME = 0
    CHANGED = 1
    GONE = 2


class _Headings(NamedTuple):
    """A file of a build as it is now: the headings over its figures, and the numbers of its tables."""

    state: _State
    sections: Mapping[int, str] = MappingProxyType({})
    tables: Mapping[int, int] = MappingProxyType({})


def _headings_of(folder: Path, files: Sequence[FileMap]) -> dict[str, _Headings]:
    """Return what places in files are called; documents are read by several processes at once."""
    by_name = {file.name: file for file in files}

    def read(names: Sequence[str]) -> list[_Headings]:
        return [_read_headings(folder / name, by_name[name]) for name in names]

    names = list(by_name)
    parts = share_work(read, names, DOCUMENTS)
    return dict(zip(names, (each for part in parts for each in part), strict=True))


def _read_headings(path: Path, file: FileMap) -> _Headings:
    if not is_there(path):
        return _Headings(_State.GONE)
    try:
        data = read_package(path)
        if sha256(data).hexdigest() != file.sha256:
            return _Headings(_State.CHANGED)
        if _is_sheet(file):
            return _Headings(_State.SAME)
        text = WordText(data)
        return _Headings(
            _State.SAME,
            {
                word.paragraph: shortened_text(text.section_of(word.paragraph))
                for word in file.word_places()
            },
            {int(cell.sheet): text.table_number(int(cell.sheet)) for cell in file.cell_places()},
        )
    except DAMAGED:
        return _Headings(_State.CHANGED)


class _Packer:
    """Makes the places of files short: patterns of places and headings are told once for all of them."""

    def __init__(self, behind: Behind) -> None:
        self._indicators = behind.indicator_numbers
        self._units = behind.unit_numbers
        self._directives = {name: -1 - number for number, name in enumerate(behind.consolidations)}
        self.patterns: Numbered[str] = Numbered()
        self.sections: Numbered[str] = Numbered()
        self.days: Numbered[str] = Numbered()
        self.days.number_of("")

    def has_figures(self, file: FileMap) -> bool:
        """Tell whether a file prints any figure of the page."""
        return any(self._who_of(key) for key in file.figures)

    def file_data(self, file: FileMap, read: "_Headings") -> dict[str, Any]:
        """Return the places in a file; of one that changed only what was in it."""
        told = {"name": visible_text(file.name)}
        if read.state is _State.CHANGED:
            return {**told, "changed": self._changed_figures(file.figures)}
        if _is_sheet(file):
            return {**told, "sheets": self._sheets_data(file)}
        return {**told, **self._words_data(file, read)}

    def _who_of(self, key: FigureKey) -> _Who | None:
        """Return of whom a figure is; none for figures that the page does not have."""
        if key.grouping or key.period or key.aspect not in ASPECTS or key.indicator not in self._indicators:
            return None
        numbers = self._units if key.unit else self._directives
        whose = numbers.get(key.unit or key.directive)
        if whose is None or (key.unit and key.directive):
            return None
        return _Who(whose, ASPECTS.index(key.aspect), self.days.number_of(key.day))

    def _changed_figures(self, figures: Iterable[FigureKey]) -> list[list[Any]]:
        found: Spots = {}
        for key in figures:
            self._note_spot(found, key, ())
        return [self._run_data(who, spots) for who, spots in found.items()]

    def _note_spot(self, found: Spots, key: object, where: tuple[int, ...]) -> None:
        if isinstance(key, FigureKey) and (who := self._who_of(key)):
            found.setdefault(who, []).append((self._indicators[key.indicator], *where))

    def _sheets_data(self, file: FileMap) -> list[list[Any]]:
        """Return by worksheet the figures of each unit or total, rows from the first of them on."""
        sheets: dict[str, Spots] = {}
        for cell in file.cell_places():
            self._note_spot(sheets.setdefault(str(cell.sheet), {}), cell.figure, (cell.row, cell.column))
        return self._grids_data({visible_text(name): found for name, found in sheets.items()})

    def _grids_data(self, grids: Mapping[Any, Spots]) -> list[list[Any]]:
        return [
            [name, [self._rows_data(who, spots) for who, spots in found.items()]]
            for name, found in grids.items()
            if found
        ]

    def _rows_data(self, who: _Who, spots: list[tuple[int, ...]]) -> list[Any]:
        first = spots[0][1]
        return [*who, first, self._pattern((number, row - first, column) for number, row, column in spots)]

    def _run_data(self, who: _Who, spots: Iterable[tuple[int, ...]]) -> list[Any]:
        return [*who, self._pattern(spots)]

    def _pattern(self, spots: Iterable[tuple[int, ...]]) -> int:
        """Return the number of a pattern: of places one under or beside the other the steps are alike."""
        return self.patterns.number_of(packed_columns(list(spots)))

    def _words_data(self, file: FileMap, read: "_Headings") -> dict[str, Any]:
        """Return the places in paragraphs, in tables and in charts of a Word document."""
        words: Spots = {}
        starts: dict[_Who, list[int]] = {}
        for word in file.word_places():
            who = self._who_of(word.figure) if isinstance(word.figure, FigureKey) else None
            if who:
                number = self.sections.number_of(visible_text(read.sections[word.paragraph]))
                self._note_spot(words, word.figure, (number, word.paragraph + 1))
                starts.setdefault(who, []).append(word.start + 1)
        tables: dict[int, Spots] = {}
        for cell in file.cell_places():
            in_table = tables.setdefault(read.tables[int(cell.sheet)], {})
            self._note_spot(in_table, cell.figure, (cell.row + 1, cell.column + 1))
        charts: Spots = {}
        # What labels of one chart say is told in their order, whatever of a figure it is.
        for order, place in enumerate(file.chart_places()):
            self._note_spot(charts, place.figure, (place.chart, order))
        told = {
            "words": [
                [*self._run_data(who, spots), packed_numbers(starts[who])] for who, spots in words.items()
            ],
            "tables": self._grids_data(tables),
            "charts": [self._run_data(who, spots) for who, spots in charts.items()],
        }
        return {key: value for key, value in told.items() if value}
