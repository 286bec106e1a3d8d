"""Reading and checking reports one by one: all that can be said without looking at other units'."""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from baocao.model.diagnostic import Diagnostic
from baocao.model.inventory import SUFFIX
from baocao.model.past import Past
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, Workspace
from baocao.pipeline.clock import Clock
from baocao.pipeline.memory import Memory, Remembered
from baocao.rules.characters import check_characters
from baocao.rules.compared import Before, numbers_before
from baocao.rules.history import MOST_EARLIER
from baocao.rules.periods import check_reports
from baocao.rules.reports import Finding, reports_of
from baocao.rules.submissions import check_submissions
from baocao.source.files import Stored, read_stored
from baocao.source.past import past_of
from baocao.source.workspace import (
    Submitted,
    add_submissions,
    load_past,
    read_from,
    read_of_unit,
    read_submissions,
)


class Checked(NamedTuple):
    """Reports of some units, what is wrong with them, and findings that a reason may explain.

    `before` is what the units reported in the period before, for what compares all units.
    """

    submitted: Submitted
    problems: list[Diagnostic]
    findings: list[Finding]
    before: Before


class ReportChecker:
    """Reads and checks reports of one period.

    They are read by the `definitions` of all periods. `workspace` has those of this one, and no submissions
    yet; `earlier` are the periods that were read in full.
    """

    def __init__(
        self,
        definitions: Definitions,
        workspace: Workspace,
        earlier: Mapping[Period, Workspace],
        clock: Clock,
    ) -> None:
        self._definitions = definitions
        self._workspace = workspace
        self._earlier = earlier
        self._periods = definitions.inventory.earlier_periods(workspace.period, MOST_EARLIER)
        self._clock = clock

    def check_files(self, files: Sequence[tuple[Unit, Path]]) -> Checked:
        """Read and check these files of units."""
        with self._clock.stage("submissions"):
            submitted = read_submissions(self._definitions, self._workspace.period, files)
            workspace = add_submissions(self._workspace, [submitted])
        with self._clock.stage("rules"):
            problems = [*submitted.problems, *check_submissions(workspace)]
            problems += check_characters(workspace.definitions.config, workspace.files.values())
        with self._clock.stage("history"):
            # Of earlier periods only these units: each process reads the history of its own share.
            units = [unit for unit, _ in files]
            earlier = tuple(self._read_past(period, units) for period in self._periods)
        with self._clock.stage("figures"):
            reports = reports_of(workspace, earlier)
        with self._clock.stage("rules"):
            return Checked(submitted, problems, check_reports(reports), numbers_before(reports))

    def remembered_by(self, memory: Memory) -> Remembered:
        """Return how the results of single files are kept."""
        asked = self._workspace
        shared = (
            asked.period,
            asked.issued,
            self._periods,
            tuple(self._earlier),
            read_from(self._definitions),
        )
        basis = memory.same_basis(("reports", asked.period.id), shared)
        return Remembered(memory, partial(self._named_basis, basis))

    def _named_basis(self, shared: object, file: tuple[Unit, Path]) -> tuple[Hashable, object]:
        """Return a name for the result of one file, and all that it is made from."""
        unit, path = file
        definitions = self._definitions
        own = read_of_unit(definitions, unit.id, path)
        names = (path.name, *(f"{each.id}{SUFFIX}" for each in self._periods))
        there = [name for name in names if definitions.inventory.has_name(unit.id, name)]
        stored = {name: self._stored_file(path.with_name(name)) for name in there}
        finished = self._workspace.finished.get(unit.id)
        return ("report", self._workspace.period.id, unit.id), (shared, unit, own, finished, stored)

    def _stored_file(self, path: Path) -> Stored:
        config = self._definitions.config
        return read_stored(path, config.root, config.instead)

    def _read_past(self, period: Period, units: Sequence[Unit]) -> Past:
        if period not in self._earlier:
            return load_past(self._definitions, period, units)
        submissions = self._earlier[period].submissions
        known = (unit.id for unit in units if unit.id in submissions)
        return Past(period, {unit: past_of(submissions[unit]) for unit in known})
