"""Checks of one period's submissions, each a function of one signature."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from baocao.model.diagnostic import Diagnostic, at_most_problems, problem
from baocao.model.directive import Directive, OutlineItem, Task
from baocao.model.place import Place
from baocao.model.submission import Narrative, Submission, TaskReport
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.rules.citations import CITATION_CHECKS
from baocao.rules.law_in_force import acts_are_in_force
from baocao.rules.personal_data import persons_are_private
from baocao.rules.prose import PROSE_CHECKS, prose_of
from baocao.rules.references import marks_in, place_in
from baocao.rules.tasks import tasks_agree
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import name_hint

SubmissionCheck = Callable[[Workspace, Submission], Iterator[Diagnostic]]


def unit_is_open(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """A unit reports only for periods in which it exists."""
    unit = _unit_of(workspace, submission)
    day = (submission.window or workspace.period.window).end
    if not unit.exists_on(day):
        closed = unit.closed is not None and unit.closed < day
        change = f"đóng ngày {short_date(unit.closed)}" if closed and unit.closed else "chưa mở"
        yield problem(
            "BC309",
            submission.at,
            value=unit.id,
            day=short_date(day),
            why=change,
            unit=unit.id,
        )


def figures_apply(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """A unit gives figures only for indicators that apply to it."""
    unit = _unit_of(workspace, submission)
    for name, entry in submission.entries.items():
        indicator = workspace.definitions.catalogue.indicators[name]
        when = indicator.validity
        if not when.covers_period(workspace.period):
            yield problem("BC317", entry.at, unit=unit.id, what="Chỉ tiêu", value=name, when=str(when))
        elif not indicator.applies_to.matches(unit):
            yield _not_for(unit, entry.at, "Chỉ tiêu", name, "chi-tieu.yaml")


def tasks_apply(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """A unit reports only tasks that are assigned to it."""
    unit = _unit_of(workspace, submission)
    for directive_id, reports in submission.tasks.items():
        directive = workspace.definitions.directives[directive_id]
        yield from _unasked_entries(unit, directive, "Nhiệm vụ", reports, directive.tasks_of(unit))


def narratives_apply(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """A unit writes only under outline items that apply to it."""
    unit = _unit_of(workspace, submission)
    for directive_id, narratives in submission.narratives.items():
        directive = workspace.definitions.directives[directive_id]
        yield from _unasked_entries(unit, directive, "Mục", narratives, directive.outline_of(unit))


def _unasked_entries(
    unit: Unit,
    directive: Directive,
    what: str,
    written: Mapping[str, TaskReport | Narrative],
    asked: Iterable[Task | OutlineItem],
) -> Iterator[Diagnostic]:
    known = {each.id for each in asked}
    for name, each in written.items():
        if name not in known:
            yield _not_for(unit, each.at, what, name, directive.at.file)


def _not_for(unit: Unit, place: Place | None, what: str, name: str, where: str) -> Diagnostic:
    return problem("BC311", place, unit=unit.id, what=what, value=name, where=where)


def marks_resolve(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """Every citation, figure and section named in prose is known."""
    unit = _unit_of(workspace, submission)
    cited = {**workspace.definitions.citations, **submission.citations}
    figures = workspace.definitions.catalogue.indicators
    for directive_id, narrative in prose_of(submission):
        file = workspace.files.get(narrative.at.file)
        for mark in marks_in(narrative.text) if "[" in narrative.text else ():
            known: Mapping[str, object]
            code, known = ("BC302", figures) if mark.kind == "=" else ("BC306", cited)
            if mark.kind == "#":
                outline = workspace.definitions.directives[directive_id].outline_of(unit)
                code, known = "BC305", {item.id: item for item in outline}
            for name in _unknown_of(mark.names, known):
                place = place_in(narrative, mark.offset, file)
                guess = name_hint(name, known)
                yield problem(
                    code, place, value=name, directive=directive_id, hint=guess, unit=submission.unit
                )


def mandates_are_known(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """Documents that a report carries out are registered, by the unit or for all."""
    known = {**workspace.definitions.citations, **submission.citations}
    for issue in submission.issues.values():
        for name in _unknown_of(issue.mandates, known):
            guess = name_hint(name, known)
            yield problem("BC306", issue.at, value=name, hint=guess, unit=submission.unit)


def _unknown_of(names: Iterable[str], known: Mapping[str, object]) -> list[str]:
    return [name for name in names if name not in known]


def _unit_of(workspace: Workspace, submission: Submission) -> Unit:
    return workspace.definitions.registry.units[submission.unit]


SUBMISSION_CHECKS: tuple[SubmissionCheck, ...] = (
    unit_is_open,
    figures_apply,
    tasks_apply,
    narratives_apply,
    tasks_agree,
    marks_resolve,
    mandates_are_known,
    *CITATION_CHECKS,
    acts_are_in_force,
    *PROSE_CHECKS,
    persons_are_private,
)


def check_submissions(workspace: Workspace) -> list[Diagnostic]:
    """Run every check on every submission."""
    return [
        diagnostic
        for submission in workspace.submissions.values()
        for check in SUBMISSION_CHECKS
        for diagnostic in at_most_problems(check(workspace, submission))
    ]
