"""Reading the reports of periods before, for documents that compare."""

from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from baocao.figures.consolidation import Consolidation, consolidate_directive
from baocao.figures.earlier import LAST, YEAR_BEFORE, Earlier, PastReports
from baocao.figures.versions import in_period
from baocao.model.directive import Directive
from baocao.model.period import Period
from baocao.model.submission import Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, Workspace
from baocao.pipeline.loading import REPORTS, Loaded
from baocao.pipeline.memory import Memory, Remembered, share_remembered
from baocao.pipeline.parallel import Sharing, share_work
from baocao.source.files import read_stored
from baocao.source.workspace import (
    Submitted,
    add_submissions,
    files_of,
    read_from,
    read_of_unit,
    read_submissions,
)

ALONE: Final = REPORTS._replace(processes=1)
"""Inside of a process that helps already no others are started."""


def past_reports(loaded: Loaded, *, comparing: bool = False, memory: Memory | None = None) -> PastReports:
    """Return the reports of the periods before the first that was loaded, read when they are asked for.

    `comparing`, the two that consolidated reports look at are read at once, by all processors. What is
    wrong with reports was told in their own period. What a `memory` has of them is not read again.
    """
    workspace, definitions = loaded.workspaces[0], loaded.definitions
    past = reports_before(workspace, definitions, memory)
    for name in (LAST, YEAR_BEFORE) if comparing else ():
        period = past.named_period(name)
        if period:
            past.keep_reports(_read_period(definitions, REPORTS, memory, period))
    return past


def past_figures(loaded: Loaded, *, memory: Memory | None = None) -> PastReports:
    """Return the same to look at figures alone: read by all processors, without what units wrote in words.

    So little is sent between processes and held in memory, even of a country.
    """
    workspace, definitions = loaded.workspaces[0], loaded.definitions
    if memory is not None:
        return reports_before(workspace, definitions, memory)
    return PastReports(workspace, definitions.inventory, partial(_read_figures, definitions))


def reports_of_units(loaded: Loaded, units: Iterable[Unit]) -> PastReports:
    """Return what some units reported in the periods before, read when it is asked for."""
    workspace, definitions = loaded.workspaces[0], loaded.definitions
    read = partial(_read_period, definitions, ALONE, None, units=tuple(units))
    return PastReports(workspace, definitions.inventory, read)


def consolidate_before(past: PastReports, directives: Iterable[Directive]) -> None:
    """Compute what consolidated reports look back at; each helper that is forked would do it anew."""
    for directive in directives:
        earlier = Earlier(past, directive)
        for name in (LAST, YEAR_BEFORE):
            earlier.get(name)


def reports_before(
    workspace: Workspace, definitions: Definitions, memory: Memory | None = None
) -> PastReports:
    """Return the reports of the periods before that of a workspace, read by `definitions`."""
    read = partial(_read_period, definitions, ALONE, memory)
    if memory is None:
        return PastReports(workspace, definitions.inventory, read)
    return PastReports(workspace, definitions.inventory, read, partial(_consolidated_once, memory))


def _consolidated_once(memory: Memory, workspace: Workspace, directive: Directive) -> Consolidation:
    """Return what a directive added up to in a period; reports that were not read again are the same."""
    make = partial(consolidate_directive, workspace, directive)
    name = "consolidation", workspace.period.id, directive.id
    return memory.made_once(name, lambda: (workspace, directive), make)


def _read_period(
    definitions: Definitions,
    sharing: Sharing,
    memory: Memory | None,
    period: Period,
    units: Sequence[Unit] | None = None,
) -> Workspace:
    asked = in_period(definitions, period)
    files = list(files_of(definitions, period, units))

    def read_part(part: Sequence[tuple[Unit, Path]]) -> Submitted:
        return read_submissions(asked, period, part)

    remembered = _remembered_by(memory, definitions, period) if memory else None
    return add_submissions(
        Workspace(asked, period), share_remembered(read_part, files, sharing, remembered)
    )


def _read_figures(definitions: Definitions, period: Period) -> Workspace:
    asked = in_period(definitions, period)

    def read_part(part: Sequence[tuple[Unit, Path]]) -> Submitted:
        return _without_words(read_submissions(asked, period, part))

    parts = share_work(read_part, list(files_of(definitions, period)), REPORTS)
    return add_submissions(Workspace(asked, period), parts)


def _without_words(submitted: Submitted) -> Submitted:
    bare = {name: _bare_report(each) for name, each in submitted.submissions.items()}
    return Submitted(bare, submitted.rejected, {}, [])


def _bare_report(report: Submission) -> Submission:
    """Return a report of which only the figures are left, as if all stood in one place."""
    entries = {name: entry._replace(at=entry.at and report.at) for name, entry in report.entries.items()}
    return Submission(
        report.unit,
        report.period,
        report.at,
        report.window,
        entries,
        draft=report.draft,
        faulty=report.faulty,
        unread=report.unread,
    )


def _remembered_by(memory: Memory, definitions: Definitions, period: Period) -> Remembered:
    """Return how what a unit reported in a period is kept."""
    shared = memory.same_basis("reports before", read_from(definitions))

    def named_basis(file: tuple[Unit, Path]) -> tuple[Hashable, object]:
        unit, path = file
        config, own = definitions.config, read_of_unit(definitions, unit.id, path)
        stored = read_stored(path, config.root, config.instead)
        return ("report before", period.id, unit.id), (shared, unit, own, stored)

    return Remembered(memory, named_basis)
