"""A table by a confirmed mapping: what the reports would say, unit by unit whole or not at all.

Nothing is written here: whoever asked stores the proposals, all of them in one step.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.exchange.tables.figure_changes import Figured, KeptError, figure_changes
from baocao.features.exchange.tables.finding import Asked, Layout, LayoutError
from baocao.features.exchange.tables.headings_check import check_headings
from baocao.features.exchange.tables.mapping_file import read_mapping_file
from baocao.features.exchange.tables.members import Field, load_field
from baocao.features.exchange.tables.read_records import Finding, Reading, Record
from baocao.features.exchange.tables.reading import TableReader, clean_records
from baocao.features.exchange.tables.records import Judged, Outcome, UnitResult
from baocao.features.exchange.tables.sums import check_sums
from baocao.features.exchange.tables.table_files import TableFile, choose_table, read_table_file
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.submission import Imported
from baocao.model.table_mapping import TableMapping
from baocao.model.workspace import SourceFile
from baocao.pipeline.drafting.reports import draft_report, report_path
from baocao.pipeline.loading import load_checked
from baocao.pipeline.proposing import Proposal, check_proposals
from baocao.pipeline.taking_over import take_over
from baocao.source import nodes
from baocao.source.canonical.changing import Changed, UnchangeableError
from baocao.source.canonical.kinds import Layouts
from baocao.source.canonical.layout import Layout as CanonicalLayout
from baocao.source.documents import read_mapping, top_mapping
from baocao.source.files import is_there, relative_path

_MOST_ROUNDS: Final = 5
"""How often what is left is checked again without the units that have errors."""


class Call(NamedTuple):
    """What is to be imported, by which mapping; who sent it, and when."""

    table: Path
    mapping: Path
    period: Period
    sheet: str = ""
    sender: str = ""
    day: date | None = None


def judge_table(root: Path, call: Call) -> Judged:
    """Return what a table would make of the reports.

    Raises UnusableError for a file without tables, UnaskedError where nobody is asked for reports.
    """
    field = load_field(root, call.period)
    told = Judged(call.table, call.period, sources=field.definitions.files)
    if field.problems:
        return told._replace(problems=field.problems)
    file = read_mapping_file(call.mapping, field.definitions)
    if file.source:
        told = told._replace(sources={**told.sources, file.source.path: file.source})
    if file.mapping is None:
        return told._replace(problems=file.problems)
    table = read_table_file(call.table)
    found = _confirmed_layout(table, file.mapping, field, call)
    if not isinstance(found, Layout):
        return told._replace(problems=found)
    reader = TableReader(found, file.mapping, field, call.period)
    return _judged_reading(reader, found, _Judging(field, call, table), told._replace(remark=table.remark))


def _judged_reading(reader: TableReader, layout: Layout, judging: "_Judging", told: Judged) -> Judged:
    """Return what becomes of what stands in a table, and what its sums say."""
    reading = reader.read_table()
    sums = check_sums(layout, reading, {lane: each for lane, (_, each) in reader.columns.items()})
    told = told._replace(
        findings=(*reading.findings, *sums),
        skipped=reading.skipped,
        rounded=reading.rounded,
        missing=tuple(_missing_units(judging.field, reading)),
    )
    return judging.judge_records(reading, told)


def _confirmed_layout(
    table: TableFile, mapping: TableMapping, field: Field, call: Call
) -> Layout | tuple[Diagnostic, ...]:
    """Return where things stand in the table, or why the mapping does not hold for it."""
    if not mapping.approved:
        return (problem("BC760", mapping.at, why="còn ghi da_duyet: khong"),)
    asked = Asked(mapping.along, mapping.header, mapping.names)
    try:
        layout = choose_table(table, call.sheet or mapping.sheet, field.names(), asked).layout
    except LayoutError as error:
        return (problem("BC765", mapping.at, why=str(error)),)
    return tuple(check_headings(layout, mapping)) or layout


def _missing_units(field: Field, reading: Reading) -> Iterator[str]:
    """Yield the names of units that are asked and of which the table has no line."""
    found = {record.unit.id for record in reading.records}
    found.update(finding.unit for finding in reading.findings if finding.unit)
    return (unit.name for name, unit in field.asked.items() if name not in found)


class _Base(NamedTuple):
    """The report of a unit as it is stored, if it is; what is changed, and its lines."""

    stored: SourceFile | None
    source: SourceFile
    top: nodes.Mapping | None


class _Changed(NamedTuple):
    """The report of one unit with its new figures."""

    record: Record
    proposal: Proposal
    changed: Changed
    figured: tuple[Figured, ...]

    def where(self, told: Diagnostic) -> str | None:
        """Return the cell that a problem of the report speaks of, None if it is of no cell."""
        cells = {each.change.way: each.figure.where for each in self.figured}
        # A rule speaks of several figures, of which it may be another one that the table brought.
        places = (told.place, *(place for _, place in told.related))
        ways = (self.changed.way_at(place) for place in places if place and place.file == self.path)
        return next((cells[way] for way in ways if way in cells), None)

    @property
    def path(self) -> str:
        """The path of the report."""
        return self.proposal.after.path


class _Judging:
    """Makes reports of the records of one table, and asks the checks about them."""

    def __init__(self, field: Field, call: Call, table: TableFile) -> None:
        self.field = field
        self._config = field.definitions.config
        self._call = call
        self._layouts = Layouts(self._config)
        digest = sha256(table.data).hexdigest()
        self._origin = Imported(call.table.name, digest, call.sender, call.day)
        self._findings: list[Finding] = []
        self._sources: dict[str, SourceFile] = {}

    def judge_records(self, reading: Reading, told: Judged) -> Judged:
        """Return which reports are right with what the table says."""
        made = {record.unit.id: self._change_report(record) for record in clean_records(reading)}
        good = self._without_errors([each for each in made.values() if each])
        return told._replace(
            units=tuple(self._results(reading, made, good)),
            proposals=tuple(each.proposal for each in good),
            findings=(*told.findings, *self._findings),
            sources={**told.sources, **self._sources},
        )

    def _change_report(self, record: Record) -> _Changed | None:
        """Return the report with the new figures, None if there are none or they cannot be put in."""
        path = report_path(self.field.definitions, self.field.requests[record.unit.id])
        layout = self._layouts.layout_of(path)
        base = self._stored_report(path, record) if is_there(path) else self._drafted_report(record, layout)
        if base is None:
            return None
        before, after, top = base
        try:
            figured = tuple(figure_changes(top, record.values))
            if not figured:
                return None
            changes = [each.change for each in figured]
            changed = take_over(after, changes, self._origin, layout)
        except KeptError as error:
            why, advice = "sẽ đè lên số liệu nhiều ngày của báo cáo", f"Sửa tay trong {after.path}."
            self._note(error.value.where, record, why, advice)
            return None
        except UnchangeableError as error:
            why, advice = f"không ghi được vào {after.path}: {error.why}", "Sửa tệp ấy rồi nhập lại."
            self._note(_cell_of(record, error.way), record, why, advice)
            return None
        return _Changed(record, Proposal(record.unit, path, before, changed.source), changed, figured)

    def _stored_report(self, path: Path, record: Record) -> _Base | None:
        """Return the report as it is; where it cannot be read its faults are told."""
        source, top, problems = read_mapping(path, self._config.root)
        if source is None or top is None or problems:
            self._note_faults(problems, record)
            return None
        return _Base(source, source, top)

    def _drafted_report(self, record: Record, layout: CanonicalLayout) -> _Base | None:
        """Return the report that `new` would make for a unit that has none."""
        asked = self.field.requests[record.unit.id]
        drafted = draft_report(asked, self.field.definitions, layout)
        if drafted.draft is None:
            self._sources |= drafted.sources
            self._note_faults(drafted.problems, record)
            return None
        name = relative_path(drafted.path, self._config.root)
        source = SourceFile(name, drafted.draft.text, drafted.draft.text.encode())
        return _Base(None, source, top_mapping(source)[0])

    def _note_faults(self, problems: Iterable[Diagnostic], record: Record) -> None:
        of_unit = (replace(each, unit=record.unit.id) for each in problems)
        self._findings += [Finding(str(each.place or ""), each, record.unit.id) for each in of_unit]

    def _note(self, where: str, record: Record, why: str, advice: str) -> None:
        told = problem("BC768", None, unit=record.unit.id, key=record.unit.name, why=why, advice=advice)
        self._findings.append(Finding(where, told, record.unit.id))

    def _without_errors(self, changed: Sequence[_Changed]) -> list[_Changed]:
        """Return the reports with which nothing is wrong when all that are left come in together."""
        good = list(changed)
        warned: list[Finding] = []
        for _ in range(_MOST_ROUNDS):
            if not good:
                return []
            proposals = [each.proposal for each in good]
            loaded = check_proposals(self._config.root, self._call.period, proposals)
            errors, warned = self._told_of(good, loaded.problems)
            if not errors:
                self._findings += warned
                return good
            self._findings += errors
            wrong = {each.unit for each in errors}
            good = [each for each in good if each.record.unit.id not in wrong]
        return []

    @cached_property
    def _known_faults(self) -> frozenset[tuple[str, ...]]:
        """Return what is wrong with the reports already, which no table has to answer for."""
        loaded = load_checked(self._config.root, self._call.period)
        return frozenset(map(_fault_key, loaded.problems))

    def _told_of(
        self, changed: Iterable[_Changed], problems: Iterable[Diagnostic]
    ) -> tuple[list[Finding], list[Finding]]:
        """Return the errors that the changes bring, and what else is said of their cells."""
        by_path = {each.path: each for each in changed}
        errors: list[Finding] = []
        warnings: list[Finding] = []
        for told in problems:
            owner = by_path.get(told.place.file) if told.place else None
            if owner is None:
                continue
            where, unit = owner.where(told), owner.record.unit.id
            if told.severity is Severity.ERROR and (where or self._is_new(told)):
                errors.append(Finding(where or str(told.place), told, unit))
            elif where and told.severity is Severity.WARNING and self._is_new(told):
                warnings.append(Finding(where, told, unit))
        return errors, warnings

    def _is_new(self, told: Diagnostic) -> bool:
        return _fault_key(told) not in self._known_faults

    def _results(
        self, reading: Reading, made: Mapping[str, _Changed | None], good: Sequence[_Changed]
    ) -> Iterator[UnitResult]:
        """Yield what becomes of every unit of the table."""
        told = (*reading.findings, *self._findings)
        wrong = {finding.unit for finding in told if finding.is_error and finding.unit in self.field.asked}
        imported = {each.record.unit.id for each in good}
        found = (*(record.unit.id for record in reading.records), *sorted(filter(None, wrong)))
        for unit in dict.fromkeys(found):
            changed = made.get(unit)
            figures = tuple(each.figure for each in changed.figured) if changed else ()
            is_new = bool(changed and changed.proposal.before is None)
            outcome = Outcome.IMPORTED if unit in imported else Outcome.UNCHANGED
            if unit in wrong:
                outcome = Outcome.FAULTY
            yield UnitResult(self.field.every[unit], outcome, figures, is_new)


def _cell_of(record: Record, way: tuple[str, ...]) -> str:
    """Return the cell of the figure that could not be changed, of any the first."""
    cells = {value.indicator.id: value.where for value in record.values}
    return next((cells[key] for key in way if key in cells), record.values[0].where)


def _fault_key(told: Diagnostic) -> tuple[str, ...]:
    """Return what makes two faults the same wherever their lines stand by now."""
    details = (f"{name}={value}" for name, value in told.details)
    return told.code, told.place.file if told.place else "", told.unit or "", *details
