"""`baocao new`: the files of the next period, made from what each unit reported last."""

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from baocao.disk.writing import ChangedError
from baocao.features.new.profile import profile_text
from baocao.figures.versions import in_period
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import PROFILE, Definitions, SourceFile
from baocao.pipeline.asking import Asked, asked_of_units
from baocao.pipeline.drafting.draft import Draft
from baocao.pipeline.drafting.reports import draft_report, report_path
from baocao.pipeline.guarding import (
    Tell,
    create_file,
    our_turn,
    sweep_folder,
    tell_nobody,
    unwritable_problem,
)
from baocao.source.canonical.kinds import Layouts
from baocao.source.config import read_config
from baocao.source.files import is_there, relative_path
from baocao.source.workspace import load_definitions


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
    """What was done to open a period, and the problems that kept files from being made.

    `profiles` are the files that were made for units without one.
    """

    period: Period
    files: tuple[File, ...]
    problems: tuple[Diagnostic, ...]
    sources: Mapping[str, SourceFile]
    profiles: tuple[str, ...] = ()


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
        opening = _Opening(definitions, hindered)
        files = [opening.write_file(of_unit) for of_unit in asked]
    return Opened(period, tuple(files), tuple(opening.problems), opening.sources, tuple(opening.profiles))


class _Opening:
    """Makes and writes the files one by one."""

    def __init__(self, definitions: Definitions, hindered: tuple[Diagnostic, ...]) -> None:
        self.problems: list[Diagnostic] = []
        self.sources: dict[str, SourceFile] = {}
        self.profiles: list[str] = []
        self._hindered = hindered
        self._definitions = definitions
        self._layouts = Layouts(definitions.config)

    def write_file(self, asked: Asked) -> File:
        """Write the file of one unit, unless it is there."""
        path = report_path(self._definitions, asked)
        name = relative_path(path, self._definitions.config.root)
        sweep_folder(path.parent)
        if is_there(path):
            return File(asked.unit, name, State.THERE)
        drafted = draft_report(asked, self._definitions, self._layouts.layout_of(path))
        self.problems += drafted.problems
        self.sources |= drafted.sources
        if drafted.draft is None:
            return File(asked.unit, name, State.FAILED, drafted.last)
        # Before the report: once that is there, another run passes the unit over.
        state = self._write_profile(asked.unit)
        if state is not State.FAILED:
            state = self._write_new(path, drafted.draft.text.encode())
        return File(asked.unit, name, state, drafted.last, drafted.draft)

    def _write_profile(self, unit: Unit) -> State:
        """Write the profile of a unit that has none; without one it cannot write a document."""
        path = self._definitions.config.units / unit.id / PROFILE
        if is_there(path):
            return State.THERE
        state = self._write_new(path, profile_text(unit, self._definitions).encode())
        if state is State.WRITTEN:
            self.profiles.append(relative_path(path, self._definitions.config.root))
        return state

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
