"""Completeness, computed from directive × dated registry, never declared."""

from collections.abc import Iterator

from baocao.figures.expected import directives_due, expected_reporters, has_reported
from baocao.figures.progress import settled_tasks
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.directive import Directive
from baocao.model.owed import Owed, Receipt
from baocao.model.place import Place
from baocao.model.submission import State, Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.source.files import relative_path


def check_completeness(workspace: Workspace) -> list[Owed]:
    """Return the reports of the period that are owed, with missing files, figures, tasks and narratives."""
    return [
        _owed_report(workspace, directive, unit)
        for directive in directives_due(workspace)
        for unit in expected_reporters(workspace, directive).units
    ]


def _owed_report(workspace: Workspace, directive: Directive, unit: Unit) -> Owed:
    config, period = workspace.definitions.config, workspace.period
    file = relative_path(config.units / unit.id / f"{period.id}.yaml", config.root)
    owed = Owed(directive, period, unit, file=file, receipt=Receipt.RECEIVED, missing=())
    submission = workspace.submissions.get(unit.id)
    if unit.id in workspace.rejected:
        return owed._replace(receipt=Receipt.UNREADABLE, missing=(_unread_problem(owed),))
    if submission is None or not has_reported(submission):
        return owed._replace(receipt=Receipt.MISSING, missing=(_not_come(owed, submission),))
    return owed._replace(missing=tuple(missing_parts(workspace, directive, unit, submission)))


def _unread_problem(owed: Owed) -> Diagnostic:
    unit = owed.unit
    return problem("BC705", Place(owed.file, 1, 1), name=unit.name, unit=unit.id)


def _not_come(owed: Owed, submission: Submission | None) -> Diagnostic:
    """Report what has not come, at the unit's line in the registry or at a file that says nothing yet."""
    advice = f"Tạo tệp {owed.file}."
    if submission:
        advice = "Điền tệp này: chưa có số liệu, nội dung nào của đơn vị cho kỳ này."
    return problem(
        "BC701",
        submission.at if submission else owed.unit.at,
        name=owed.unit.name,
        period=owed.period.id,
        directive=owed.directive.id,
        advice=advice,
        unit=owed.unit.id,
    )


def missing_parts(
    workspace: Workspace, directive: Directive, unit: Unit, submission: Submission
) -> Iterator[Diagnostic]:
    """Report what a submission lacks: required figures and narratives, results of its tasks."""
    place, catalogue = submission.at, workspace.definitions.catalogue
    for name in directive.indicators:
        if name not in directive.required:
            continue
        indicator, entry = catalogue.indicators[name], submission.entries.get(name)
        # What is there and cannot be read is told of where it stands.
        if submission.is_unread("chi_tieu", name):
            continue
        # A reason makes a missing figure an answer: the unit has reported that it cannot tell.
        unexplained = entry is None or (entry.state is State.MISSING and not entry.reason)
        if unexplained and indicator.applies_to.matches(unit) and not indicator.is_derived:
            where = entry.at if entry else place
            yield problem("BC703", where, value=name, name=indicator.name, unit=unit.id)
    written = submission.narratives.get(directive.id, {})
    for item in directive.outline_of(unit):
        unread = submission.is_unread("noi_dung", directive.id, item.id)
        if item.required and item.id not in written and not unread:
            yield problem("BC702", place, value=item.id, title=item.title, unit=unit.id)
    reports = submission.tasks.get(directive.tasks_from, {})
    settled = settled_tasks(workspace, directive, unit)
    for task in directive.tasks_of(unit):
        unread = submission.is_unread("nhiem_vu", directive.tasks_from, task.id)
        if task.id not in reports and task.id not in settled and not unread:
            yield problem("BC704", place, value=task.id, name=task.name, unit=unit.id)
