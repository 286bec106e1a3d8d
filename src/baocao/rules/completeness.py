"""Completeness, computed from directive × dated registry, never declared."""

from collections.abc import Iterator
from typing import NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.directive import Directive
from baocao.model.period import Window
from baocao.model.submission import State, Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.source.files import relative


class Expected(NamedTuple):
    """What one directive expects for a period: its reporters, and those that reported, in order."""

    directive: Directive
    window: Window
    units: tuple[Unit, ...]
    reported: tuple[Unit, ...]

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The units that have not reported."""
        present = {unit.id for unit in self.reported}
        return tuple(unit for unit in self.units if unit.id not in present)


def expected(workspace: Workspace, directive: Directive) -> Expected:
    """Return who must report under `directive`, and who did.

    A submission counts as a report under the directive if its file could be read; units open on the
    last day of the window are expected.
    """
    window = directive.schedule.window(workspace.period)
    units = workspace.definitions.registry.select(directive.reporters, window.end)
    reported = tuple(unit for unit in units if unit.id in workspace.submissions)
    return Expected(directive, window, units, reported)


def directives_due(workspace: Workspace) -> tuple[Directive, ...]:
    """Return the directives that ask for a report in this period."""
    directives = workspace.definitions.directives.values()
    return tuple(found for found in directives if found.asks_for(workspace.period))


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
        indicator, entry = catalogue.indicators[name], submission.entries.get(name)
        asked = name in directive.required and indicator.applies_to.matches(unit)
        unexplained = entry is None or (entry.state is State.MISSING and not entry.reason)
        if asked and not indicator.is_derived and unexplained:
            where = entry.at if entry else place
            yield problem("BC703", where, value=name, name=indicator.name, unit=unit.id)
    written = submission.narratives.get(directive.id, {})
    for item in directive.outline_of(unit):
        if item.required and item.id not in written:
            yield problem("BC702", place, value=item.id, title=item.title, unit=unit.id)
    reports = submission.tasks.get(directive.tasks_from, {})
    for task in directive.tasks_of(unit):
        if task.id not in reports:
            yield problem("BC704", place, value=task.id, name=task.name, unit=unit.id)
