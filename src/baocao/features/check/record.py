"""What a check found, as the one record from which every output is made."""

from collections import Counter
from collections.abc import Iterable, Mapping
from posixpath import join, normpath
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, problems_in_order
from baocao.model.messages import Severity
from baocao.model.owed import Receipt
from baocao.model.place import Place
from baocao.model.workspace import SourceFile, Waiver
from baocao.report.text import source_line
from baocao.rules.first_looks import FirstLook


class Case(NamedTuple):
    """A report that a unit owes under a directive for a period, and what was found in it, in order.

    It is `complete` when nothing required is missing, whatever of it was left out of `found`.
    """

    directive: str
    directive_name: str
    period: str
    unit: str
    unit_name: str
    file: str
    receipt: Receipt
    complete: bool
    found: tuple[Diagnostic, ...]


class Ignored(NamedTuple):
    """A warning or note that the settings of the workspace leave out, with their reason."""

    found: Diagnostic
    waiver: Waiver


class Hidden(NamedTuple):
    """What an option of the command line leaves out: how many diagnostics, by code."""

    option: str
    codes: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many diagnostics are left out."""
        return sum(self.codes.values())


class Demands(NamedTuple):
    """What fails besides errors: warnings (`strict`), what is missing (`complete`)."""

    strict: bool = False
    complete: bool = False


NONE: Final = Demands()
"""Only errors fail."""


class Report(NamedTuple):
    """The result of a check.

    `found` are the distinct diagnostics, gravest first, those of what is missing among them. `cases` are
    the reports that are owed, grouped by directive and period; `shared` are files that belong to no unit.
    `prefix` leads from the repository to the workspace, as machine formats name files from the top of the
    repository. `looks` are the figures of the last period that a reviewer looks at first.
    """

    found: tuple[Diagnostic, ...]
    files: Mapping[str, SourceFile] = MappingProxyType({})
    demands: Demands = NONE
    periods: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    shared: tuple[str, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    prefix: str = ""
    timings: Mapping[str, float] = MappingProxyType({})
    looks: tuple[FirstLook, ...] = ()

    def makes_fail(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a diagnostic makes the check fail."""
        if diagnostic.is_missing:
            return self.demands.complete or self.demands.strict
        strict = self.demands.strict and diagnostic.severity is Severity.WARNING
        return strict or diagnostic.severity is Severity.ERROR

    @property
    def has_errors(self) -> bool:
        """Whether something that is there is wrong."""
        return any(self.makes_fail(diagnostic) for diagnostic in self.found if not diagnostic.is_missing)

    @property
    def lacks_something(self) -> bool:
        """Whether something is missing that must be there."""
        return any(self.makes_fail(diagnostic) for diagnostic in self.found if diagnostic.is_missing)

    def repo_path(self, file: str) -> str:
        """Return the path of a file of the workspace from the top of the repository."""
        return normpath(join(self.prefix, file))

    def line_at(self, place: Place | None) -> str:
        """Return the source line at `place`; nothing if it is not there."""
        return source_line(self.files, place)


def report_of(diagnostics: Iterable[Diagnostic], files: Mapping[str, SourceFile]) -> Report:
    """Return a report of diagnostics alone."""
    return Report(tuple(problems_in_order(list(diagnostics))), files)


def severity_counts(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """Return how many there are of each severity, in English, gravest first."""
    numbers = Counter(diagnostic.severity for diagnostic in diagnostics)
    return {severity.name.lower(): numbers[severity] for severity in Severity}
