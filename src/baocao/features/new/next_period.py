"""`baocao new`: the files of the next period, made from what each unit reported last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from baocao.disk.writing import ChangedError
from baocao.features.new.draft import Draft, make_draft
from baocao.figures.versions import in_period
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, SourceFile
from baocao.pipeline.asking import Asked, asked_of_units
from baocao.pipeline.guarding import (
    Tell,
    create_file,
    our_turn,
    sweep_folder,
    tell_nobody,
    unwritable_problem,
)
from baocao.source.canonical.kinds import Layouts
from baocao.source.canonical.making import block_comments
from baocao.source.canonical.parts import Group
from baocao.source.canonical.reading import RefusedError, read_parts
from baocao.source.config import read_config
from baocao.source.documents import read_mapping
from baocao.source.files import is_there, relative_path
from baocao.source.workspace import load_definitions
from baocao.vietnamese.moments import moment_text
from baocao.vietnamese.text import to_nfc


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
    asked = asked_of_units(definitions, period, names)
    with our_turn(config.units, "new", tell) as hindered:
        opening = _Opening(definitions, period, hindered)
        files = [opening.write_file(_with_head(of_unit, definitions)) for of_unit in asked]
    return Opened(period, tuple(files), tuple(opening.problems), opening.sources)


def _with_head(asked: Asked, definitions: Definitions) -> Asked:
    """Return what is asked with the comments at the head of the file."""
    return asked._replace(notes=tuple(_head_notes(asked, definitions)))


def _head_notes(asked: Asked, definitions: Definitions) -> Iterable[str]:
    yield from block_comments(definitions.config.notice or "")
    for directive in asked.directives:
        end = directive.schedule.window(asked.period).end
        due = directive.schedule.deadline(asked.period, definitions.config.holidays)
        until = asked.period.stop_words(end, "ngày ")
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
