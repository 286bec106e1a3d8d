"""Reading the reports of periods before, for documents that compare."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from baocao.figures.earlier import LAST, YEAR_BEFORE, Earlier, PastReports
from baocao.figures.versions import in_period
from baocao.model.directive import Directive
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, Workspace
from baocao.pipeline.loading import REPORTS, Loaded
from baocao.pipeline.parallel import Sharing, share_work
from baocao.source.workspace import Submitted, add_submissions, files_of, read_submissions

ALONE: Final = REPORTS._replace(processes=1)
"""Inside of a process that helps already no others are started."""


def past_reports(loaded: Loaded, *, comparing: bool = False) -> PastReports:
    """Return the reports of the periods before the first that was loaded, read when they are asked for.

    `comparing`, the two that consolidated reports look at are read at once, by all processors. What is
    wrong with reports was told in their own period.
    """
    workspace, definitions = loaded.workspaces[0], loaded.definitions
    past = reports_before(workspace, definitions)
    for name in (LAST, YEAR_BEFORE) if comparing else ():
        period = past.named_period(name)
        if period:
            past.keep_reports(_read_period(definitions, REPORTS, period))
    return past


def consolidate_before(past: PastReports, directives: Iterable[Directive]) -> None:
    """Compute what consolidated reports look back at; each helper that is forked would do it anew."""
    for directive in directives:
        earlier = Earlier(past, directive)
        for name in (LAST, YEAR_BEFORE):
            earlier.get(name)


def reports_before(workspace: Workspace, definitions: Definitions) -> PastReports:
    """Return the reports of the periods before that of a workspace, read by `definitions`."""
    return PastReports(workspace, definitions.inventory, partial(_read_period, definitions, ALONE))


def _read_period(definitions: Definitions, sharing: Sharing, period: Period) -> Workspace:
    asked = in_period(definitions, period)
    files = list(files_of(definitions, period))

    def read_part(part: Sequence[tuple[Unit, Path]]) -> Submitted:
        return read_submissions(asked, period, part)

    return add_submissions(Workspace(asked, period), share_work(read_part, files, sharing))
