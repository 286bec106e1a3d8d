"""Completeness, computed from directive × dated registry, never declared."""

from collections.abc import Iterator

from baocao.figures.expected import directives_due, expected
from baocao.figures.progress import settled_tasks
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.directive import Directive
from baocao.model.submission import State, Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.source.files import relative


def check_completeness(workspace: Workspace) -> list[Diagnostic]:
    """Report missing files, figures, tasks and narratives of the period."""
    return [
        found
        for directive in directives_due(workspace)
        for unit in expected(workspace, directive).units
        for found in _missing(workspace, directive, unit)
    ]


def _missing(workspace: Workspace, directive: Directive, unit: Unit) -> Iterator[Diagnostic]:
    submission = workspace.submissions.get(unit.id)
    if unit.id in workspace.rejected:
        folder = workspace.definitions.config.units / unit.id / f"{workspace.period.id}.yaml"
        name = relative(folder, workspace.definitions.config.root)
        place = unit.at._replace(file=name, line=1, column=1)
        yield problem("BC705", place, name=unit.name, unit=unit.id)
    elif submission is None:
        folder = workspace.definitions.config.units / unit.id / f"{workspace.period.id}.yaml"
        yield problem(
            "BC701",
            unit.at,
            name=unit.name,
            period=workspace.period.id,
            directive=directive.id,
            file=relative(folder, workspace.definitions.config.root),
            unit=unit.id,
        )
    else:
        yield from missing_parts(workspace, directive, unit, submission)


def missing_parts(
    workspace: Workspace, directive: Directive, unit: Unit, submission: Submission
) -> Iterator[Diagnostic]:
    """Report what a submission lacks: required figures and narratives, results of its tasks."""
    place, catalogue = submission.at, workspace.definitions.catalogue
    for name in directive.indicators:
        if name not in directive.required:
            continue
        indicator, entry = catalogue.indicators[name], submission.entries.get(name)
        unexplained = entry is None or (entry.state is State.MISSING and not entry.reason)
        if unexplained and indicator.applies_to.matches(unit) and not indicator.is_derived:
            where = entry.at if entry else place
            yield problem("BC703", where, value=name, name=indicator.name, unit=unit.id)
    written = submission.narratives.get(directive.id, {})
    for item in directive.outline_of(unit):
        if item.required and item.id not in written:
            yield problem("BC702", place, value=item.id, title=item.title, unit=unit.id)
    reports = submission.tasks.get(directive.tasks_from, {})
    settled = settled_tasks(workspace, directive, unit)
    for task in directive.tasks_of(unit):
        if task.id not in reports and task.id not in settled:
            yield problem("BC704", place, value=task.id, name=task.name, unit=unit.id)
