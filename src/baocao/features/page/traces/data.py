"""What is behind all figures of a page, as data for the script that answers questions about them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from baocao.features.page.records import Gathered
from baocao.features.page.traces.behind import Behind
from baocao.features.page.traces.few import FewUnits, few_data, few_units
from baocao.features.page.traces.figures import (
    FigureTables,
    UnitTraces,
    ranks_data,
    total_data,
    unit_traces,
)
from baocao.features.page.traces.packing import Numbered
from baocao.features.page.traces.printed import ASPECTS, Outputs, printed_places
from baocao.features.page.traces.recorded import Recorded, files_as_committed, places_of, recorded_lines
from baocao.figures.consolidation import Consolidation
from baocao.model.place import Place
from baocao.model.printed import FigureKey
from baocao.pipeline.tracing.built import changed_words
from baocao.pipeline.tracing.spots import CHANGED
from baocao.pipeline.tracing.tracing import broken_records
from baocao.pipeline.tracing.words import aspect_text, whose_units
from baocao.vietnamese.visible import visible_text

_HOLE: Final = "{}"


def trace_data(gathered: Gathered) -> Mapping[str, Any]:
    """Return what `trace` would answer about every figure of a page."""
    behind = Behind(gathered)
    tables = FigureTables(behind, [unit_traces(behind, unit) for unit in behind.units])
    outputs = printed_places(behind, gathered.folder)
    changes = _Changes(behind, outputs)
    few = _few_of_totals(tables)
    recorded = recorded_lines(
        behind.workspace.definitions.config.root, _places_of_page(tables, few.values())
    )
    usual = _usual_path(behind)
    units = [
        {**tables.unit_data(row), **_file_data(behind, row, recorded, usual), **changes.unit_data(row)}
        for row in tables.rows
    ]
    shown = behind.consolidations if behind.has_totals else {}
    totals = {
        name: {of_all: _total_of(tables, each, of_all, changes) for of_all in each.totals}
        for name, each in shown.items()
    }
    for (name, of_all), some in few.items():
        total = behind.consolidations[name].totals[of_all]
        totals[name][of_all] |= few_data(some, total, recorded)
    remarks = [*outputs.remarks, *map(visible_text, broken_records(behind.workspace)), *recorded.limits]
    return {
        "units": units,
        "totals": totals,
        "ranks": {name: ranks_data(behind, each) for name, each in behind.consolidations.items()},
        "whose": {
            name: f"{whose_units(len(each.expected.units))}, theo chỉ đạo {name}"
            for name, each in shown.items()
        },
        **tables.shared_data(),
        "path": usual,
        "origins": recorded.origins,
        "printed": outputs.data,
        "changedFile": CHANGED,
        "aspects": [aspect_text(FigureKey("", aspect=aspect)) for aspect in ASPECTS],
        "changes": changes.words.listed(),
        "remarks": remarks,
        "host": _host_data(gathered),
    }


def _host_data(gathered: Gathered) -> dict[str, Any] | None:
    """Return how lines are linked to on the web, and the files whose lines are not those of the commit."""
    pattern, basis = gathered.definitions.config.lines_at, gathered.basis
    if not pattern or not basis.commit:
        return None
    files = [*gathered.workspace.files.values(), *gathered.definitions.files.values()]
    known = files_as_committed(gathered.definitions.config.root, basis.commit, files)
    edited = [visible_text(file.path) for file in files if file.path not in known]
    return {"template": pattern, "commit": basis.commit, "prefix": basis.prefix, "edited": edited}


def _few_of_totals(tables: FigureTables) -> dict[tuple[str, str], FewUnits]:
    """Return the first units of every total, where the page does not have them all."""
    behind = tables.behind
    if behind.has_everyone or not behind.has_totals:
        return {}
    return {
        (name, of_all): few_units(tables, each, of_all)
        for name, each in behind.consolidations.items()
        for of_all in each.totals
    }


def _places_of_page(tables: FigureTables, few: Iterable[FewUnits]) -> Iterator[Place]:
    """Yield the lines behind the figures of units and totals of a page, and where reports begin."""
    for row in tables.rows:
        yield from places_of(row)
        if submission := tables.behind.submissions.get(row.unit.id):
            yield submission.at
    for each in few:
        yield from each.places()


def _total_of(
    tables: FigureTables, consolidation: Consolidation, name: str, changes: "_Changes"
) -> dict[str, Any]:
    return {
        **total_data(tables, consolidation, name),
        **changes.total_data(tables, consolidation, name),
    }


def _usual_path(behind: Behind) -> str:
    """Return the path of reports with a hole for the unit, as most units have it."""
    files = ((unit, behind.file_of(unit)) for unit in behind.units)
    paths = Counter(path.replace(unit.id, _HOLE) for unit, path in files if path)
    return max(paths, key=paths.__getitem__, default="")


def _file_data(behind: Behind, row: UnitTraces, recorded: Recorded, usual: str) -> dict[str, Any]:
    """Return where the report of a unit lies, if not as usual, and which commits its lines are of."""
    path = behind.file_of(row.unit)
    told: dict[str, Any] = {}
    if path != usual.replace(_HOLE, row.unit.id):
        told["path"] = visible_text(path)
    if path in recorded.by_file:
        told["commits"] = recorded.by_file[path]
    return told


class _Changes:
    """Which sources of a figure are not as they were when the documents were made, in words by number."""

    def __init__(self, behind: Behind, outputs: Outputs) -> None:
        self._behind = behind
        self._changed = outputs.changed
        self._known = outputs.changed - outputs.new
        self._catalogue = frozenset(indicator.at.file for indicator in behind.indicators)
        self.words: Numbered[str] = Numbered()

    def unit_data(self, row: UnitTraces) -> dict[str, Any]:
        """Return the remark on a figure that stands in the unit's report, and on one that does not."""
        if not self._changed:
            return {}
        file = self._behind.file_of(row.unit)
        told = [self._remark(self._known & files) for files in ({file, *self._catalogue}, self._catalogue)]
        return {"changed": told} if any(told) else {}

    def total_data(self, tables: FigureTables, consolidation: Consolidation, name: str) -> dict[str, Any]:
        """Return the remark on a total that is printed, and on one that is not."""
        if not self._changed:
            return {}
        figure = consolidation.totals[name]
        number = self._behind.indicator_numbers[name]
        counted = {*figure.coverage.counted}
        files = {figure.indicator.at.file}
        for unit in consolidation.expected.units:
            reason = None if unit.id in counted else tables.row_of(unit).reasons[number]
            if unit.id in counted or (reason and reason[1]):
                files.add(self._behind.file_of(unit))
        told = [self._remark(self._changed & files), self._remark(self._known & files)]
        return {"changed": told} if any(told) else {}

    def _remark(self, files: Iterable[str]) -> int:
        """Return the number of a remark, from 1; 0 for none."""
        told = changed_words(sorted(files))
        return self.words.number_of(visible_text(told)) + 1 if told else 0
