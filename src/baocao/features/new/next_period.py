"""`baocao new`: the files of the next period, made from what each unit reported last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from baocao.disk.writing import ChangedError
from baocao.features.new.asked import Asked
from baocao.features.new.draft import Draft, make_draft
from baocao.features.new.making import block_comments
from baocao.figures.expected import directives_due, expected_reporters
from baocao.figures.versions import in_period
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.directive import Directive
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.unit import Unit, is_selected
from baocao.model.workspace import Definitions, SourceFile, Workspace
from baocao.pipeline.guarding import (
    Tell,
    create_file,
    our_turn,
    sweep_folder,
    tell_nobody,
    unwritable_problem,
)
from baocao.report.periods import nobody_asks
from baocao.source.canonical.kinds import Layouts
from baocao.source.canonical.parts import Group
from baocao.source.canonical.reading import RefusedError, read_parts
from baocao.source.config import read_config
from baocao.source.documents import read_mapping
from baocao.source.files import is_there, relative_path
from baocao.source.finished import finished_before
from baocao.source.workspace import load_definitions
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.moments import moment_text
from baocao.vietnamese.text import name_hint, to_nfc


class UnaskedError(Exception):
    """Nobody asks for such a file; the text says why."""


class State(Enum):
    """What became of the file of a unit."""

    WRITTEN = "đã lập"
    THERE = "đã có, giữ nguyên"
    FAILED = "chưa lập được"


class File(NamedTuple):
    """The file of one unit: where, from which earlier period, and what is in it."""

    unit: Unit
    path: str
    state: State
    last: Period | None = None
    draft: Draft | None = None


class Opened(NamedTuple):
    """What was done to open a period, and the problems that kept files from being made."""

    period: Period
    files: tuple[File, ...]
    problems: tuple[Diagnostic, ...]
    sources: Mapping[str, SourceFile]


def open_period(root: Path, period: Period, names: Sequence[str], tell: Tell = tell_nobody) -> Opened:
    """Write the files of `period` for the units named, or for all that must report; none is overwritten.

    Other commands that write sources wait until this one is done, as this one does for them. Raises
    UnaskedError, before anything is written, if no report is asked for.
    """
    config, problems = read_config(root)
    definitions, more = load_definitions(config, with_profiles=False)
    if definitions.unread:
        errors = (of_unit for of_unit in (*problems, *more) if of_unit.severity is Severity.ERROR)
        return Opened(period, (), tuple(errors), definitions.files)
    definitions = in_period(definitions, period)
    asked = _asked_by_unit(definitions, period)
    chosen = [_asked_of(name, asked, definitions, period) for name in dict.fromkeys(names)]
    with our_turn(config.units, "new", tell) as hindered:
        opening = _Opening(definitions, period, hindered)
        files = [opening.write_file(of_unit) for of_unit in chosen or asked.values()]
    return Opened(period, tuple(files), tuple(opening.problems), opening.sources)


def _asked_by_unit(definitions: Definitions, period: Period) -> dict[str, Asked]:
    """Return what is asked of whom."""
    workspace = Workspace(definitions, period)
    due = directives_due(workspace)
    if not due:
        raise UnaskedError(nobody_asks(definitions, period))
    reporters: dict[str, list[Directive]] = {}
    for directive in due:
        for unit in expected_reporters(workspace, directive).units:
            reporters.setdefault(unit.id, []).append(directive)
    if not reporters:
        raise UnaskedError(f"Kỳ {period.id} không có đơn vị nào đang hoạt động phải báo cáo.")
    finished = finished_before(definitions, period)
    units = definitions.registry.units
    return {
        name: Asked(
            unit,
            period,
            tuple(reporters[name]),
            catalogue=definitions.catalogue,
            notes=tuple(_head_notes(definitions, period, reporters[name])),
            finished=finished.get(name, frozenset()),
        )
        for name, unit in units.items()
        if name in reporters
    }


def _asked_of(name: str, asked: Mapping[str, Asked], definitions: Definitions, period: Period) -> Asked:
    """Return what is asked of the unit `name`."""
    if name in asked:
        return asked[name]
    unit = definitions.registry.units.get(name)
    if unit is None:
        known = definitions.registry.units
        raise UnaskedError(f"Không có đơn vị '{name}' trong danh mục đơn vị.{name_hint(name, known)}")
    reason = _why_not_unit(unit, definitions, period)
    raise UnaskedError(f"{unit.name} không phải báo cáo kỳ {period.id}: {reason}.")


def _why_not_unit(unit: Unit, definitions: Definitions, period: Period) -> str:
    due = directives_due(Workspace(definitions, period))
    for directive in due:
        end = directive.schedule.window(period).end
        if is_selected(directive.reporters, unit) and unit.closed and unit.closed < end:
            return f"đơn vị kết thúc hoạt động ngày {short_date(unit.closed)}"
        if is_selected(directive.reporters, unit) and unit.opened and end < unit.opened:
            return f"đơn vị hoạt động từ ngày {short_date(unit.opened)}"
    return f"không thuộc đơn vị báo cáo của {', '.join(directive.id for directive in due)}"


def _head_notes(definitions: Definitions, period: Period, directives: Iterable[Directive]) -> Iterable[str]:
    """Yield the comments at the head of a file."""
    yield from block_comments(definitions.config.notice or "")
    for directive in directives:
        end = directive.schedule.window(period).end
        due = directive.schedule.deadline(period, definitions.config.holidays)
        until = period.stop_words(end, "ngày ")
        yield f"# {directive.id}: số liệu đến {until}, hạn gửi {moment_text(due)}."


class _Opening:
    """Makes and writes the files one by one."""

    def __init__(self, definitions: Definitions, period: Period, hindered: tuple[Diagnostic, ...]) -> None:
        self.problems: list[Diagnostic] = []
        self._hindered = hindered
        self.sources: dict[str, SourceFile] = {}
        self._config = definitions.config
        self._period = period
        self._layouts = Layouts(definitions.config)

    def write_file(self, asked: Asked) -> File:
        """Write the file of one unit, unless it is there."""
        folder = self._config.units / asked.unit.id
        path = folder / f"{self._period.id}.yaml"
        name = relative_path(path, self._config.root)
        sweep_folder(folder)
        if is_there(path):
            return File(asked.unit, name, State.THERE)
        last = self._last_period(folder)
        old = self._old_parts(folder / f"{last.id}.yaml", asked.unit) if last else None
        # The last file cannot be read: starting from nothing would silently drop its tasks.
        if last and old is None:
            return File(asked.unit, name, State.FAILED, last)
        made = make_draft(old, last, asked, self._layouts.layout_of(path))
        return File(asked.unit, name, self._write_new(path, made.text.encode()), last, made)

    def _write_new(self, path: Path, data: bytes) -> State:
        """Write a file, unless somebody else has by now."""
        problems = self._hindered
        if not problems:
            try:
                create_file(path, data)
            # Somebody was faster; their file counts.
            except ChangedError:
                return State.THERE
            except OSError as error:
                problems = (unwritable_problem(path, error),)
        self.problems += [fault for fault in problems if fault not in self.problems]
        return State.FAILED if problems else State.WRITTEN

    def _last_period(self, folder: Path) -> Period | None:
        """Return the latest earlier period of the same kind for which the unit has a file."""
        periods = (Period.parse(path.stem) for path in folder.glob("*.yaml"))
        earlier = [
            candidate
            for candidate in periods
            if candidate and candidate.kind is self._period.kind and candidate.order < self._period.order
        ]
        return max(earlier, key=lambda candidate: candidate.order, default=None)

    def _old_parts(self, path: Path, unit: Unit) -> Group | None:
        """Return the parts of the last file; one that cannot be read is reported."""
        source, _, problems = read_mapping(path, self._config.root)
        if source is not None:
            self.sources[source.path] = source
        if source is not None and not problems:
            try:
                return read_parts(to_nfc(source.text))
            except RefusedError:
                problems = [problem("BC840", source.start)]
        self.problems += [replace(fault, unit=unit.id) for fault in problems]
        return None
