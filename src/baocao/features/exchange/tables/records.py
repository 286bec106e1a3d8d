"""What became of a table: unit by unit, and what is to be said of its cells."""

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from baocao.features.exchange.tables.read_records import Finding
from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Indicator
from baocao.model.period import Period
from baocao.model.submission import Entry
from baocao.model.unit import Unit
from baocao.model.workspace import SourceFile
from baocao.pipeline.proposing import Proposal


class Outcome(Enum):
    """What becomes of the figures of a unit; the text is what people are told."""

    IMPORTED = "nhập"
    UNCHANGED = "không đổi"
    FAULTY = "còn lỗi"


class NewFigure(NamedTuple):
    """A figure that the report gets: what it says now, if anything, and what the cell says."""

    indicator: Indicator
    before: Entry | None
    after: Entry
    where: str


class UnitResult(NamedTuple):
    """What became of one unit; `is_new` if it had no report of this period."""

    unit: Unit
    outcome: Outcome
    figures: tuple[NewFigure, ...] = ()
    is_new: bool = False

    @property
    def replaced(self) -> int:
        """How many figures were there before, and are other ones now."""
        return sum(figure.before is not None for figure in self.figures)


class Judged(NamedTuple):
    """What becomes of a table, and the reports that would be written.

    `problems` are those of the mapping and the workspace, for which nothing was read. `missing` are units
    that are asked and not in the table, `skipped` names that the mapping leaves out; `remark` is
    what cannot be known of such files.
    """

    table: Path
    period: Period
    units: tuple[UnitResult, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, SourceFile] = MappingProxyType({})
    missing: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    rounded: int = 0
    remark: str = ""

    def units_that(self, outcome: Outcome) -> tuple[UnitResult, ...]:
        """Return the units of which that becomes."""
        return tuple(each for each in self.units if each.outcome is outcome)

    @property
    def is_clean(self) -> bool:
        """Whether all that stands in the table can come into the reports."""
        return not self.problems and not any(finding.is_error for finding in self.findings)
