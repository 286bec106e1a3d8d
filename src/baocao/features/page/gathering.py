"""From a workspace to all that its page shows."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from baocao.features.page.parting import ONE_FILE
from baocao.features.page.records import Basis, Gathered
from baocao.figures.consolidation import Consolidation, consolidate_directive
from baocao.figures.earlier import PastReports
from baocao.figures.expected import directives_due
from baocao.model.directive import Directive
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.pipeline.clock import asked_moment, beginning_of
from baocao.pipeline.deliveries import overview_of_loaded
from baocao.pipeline.loading import Loaded
from baocao.pipeline.manifest import earlier_build
from baocao.pipeline.memory import Memory
from baocao.pipeline.plan import Scope
from baocao.pipeline.reading_back import past_figures, past_reports
from baocao.source.git import commit_of_folder, open_repository
from baocao.source.git_faults import GitError

MOST_PERIODS: Final = 14
"""A year, the month before it and that of now: what a chart over time shows."""
Progress = Callable[[str, int, int], object]
"""Called with a stage, what of it is done, and how much it is."""


def gather_page(
    loaded: Loaded,
    folder: Path,
    progress: Progress,
    *,
    concise: bool = False,
    memory: Memory | None = None,
) -> Gathered:
    """Return all that the page of the one period shows that was loaded; `folder` is that of its build."""
    workspace = loaded.workspaces[0]
    basis = page_basis(workspace.definitions.config.root, workspace.period)
    past = past_reports(loaded, memory=memory)
    earlier = past.periods[: MOST_PERIODS - 1][::-1]
    directives = directives_due(workspace)
    consolidations = {each.id: consolidate_directive(workspace, each) for each in directives}
    everyone = units_concerned(workspace, consolidations)
    series: dict[str, list[Consolidation | None]] = {each.id: [] for each in directives}
    figures = past_figures(loaded, memory=memory)
    for done, period in enumerate(earlier, start=1):
        progress("Đọc các kỳ trước", done, len(earlier))
        is_last = period == earlier[-1]
        for each in directives:
            then = _consolidated_then(figures, period, each)
            keeps_own = is_last or len(everyone) <= ONE_FILE
            series[each.id].append(then if keeps_own else then and totals_alone(then))
        # What figures are kept, are kept there; of a country reports would fill the memory.
        figures.forget_reports(period)
    return Gathered(
        loaded,
        (*earlier, workspace.period),
        consolidations,
        series={name: (*listed, consolidations[name]) for name, listed in series.items()},
        past=past,
        overview=overview_of_loaded(loaded, Scope(), basis.moment),
        folder=folder,
        basis=basis,
        everyone=everyone,
        build=earlier_build(folder),
        concise=concise,
    )


def units_concerned(workspace: Workspace, consolidations: Mapping[str, Consolidation]) -> tuple[Unit, ...]:
    """Return the units that the period concerns: reporters, and whoever sent a report."""
    named = {unit.id for each in consolidations.values() for unit in each.expected.units}
    named |= workspace.submissions.keys() | workspace.rejected
    return tuple(unit for unit in workspace.definitions.registry.units.values() if unit.id in named)


def totals_alone(then: Consolidation) -> Consolidation:
    """Return what many units added up to, without what each of them gave: that has no room on a page."""
    totals = {name: figure._replace(contributions=()) for name, figure in then.totals.items()}
    return then._replace(own={}, totals=totals, splits={}, ranks={}, statuses=(), contradictions=())


def _consolidated_then(past: PastReports, period: Period, directive: Directive) -> Consolidation | None:
    """Return what the reporters of a directive added up to in a period; None if none of them reported."""
    then: Mapping[str, Directive] = past.reports_of(period).definitions.directives
    if directive.id not in then:
        return None
    made = past.consolidation_of(period, then[directive.id])
    return made if made.expected.reported else None


def page_basis(root: Path, period: Period) -> Basis:
    """Return as of when the page speaks: never the clock, so that the same sources give the same page."""
    moment = asked_moment()
    with suppress(GitError):
        repository = open_repository(root)
        if commit := commit_of_folder(repository):
            return Basis(moment or commit.moment, commit.id, repository.prefix)
    return Basis(moment or beginning_of(period.window.end))
