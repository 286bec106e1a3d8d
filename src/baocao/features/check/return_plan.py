"""Who sends which return sheet: one for every unit and directive under which there is something to mend."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from baocao.features.check.findings import Finder, owning_directives
from baocao.features.check.return_sheet import ReturnSheet
from baocao.figures.expected import directives_due, expected_reporters
from baocao.figures.senders import Sender, consolidating_senders
from baocao.model.diagnostic import Diagnostic, problem, problems_in_order
from baocao.model.directive import Directive
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.rules.completeness import missing_parts
from baocao.source.files import relative_path

FOR_REVIEWERS: Final = frozenset({"BC429"})
"""Codes that ask those who review, not the unit: it has given its reason already."""


class Found(NamedTuple):
    """What is wrong and what is missing, by unit."""

    problems: Mapping[str, Sequence[Diagnostic]]
    missing: Mapping[str, Sequence[Diagnostic]]


def find_senders(workspace: Workspace) -> tuple[list[Sender], list[Diagnostic]]:
    """Return who sends sheets for the period, directive by directive, and what keeps others from it."""
    senders_found: list[Sender] = []
    problems: list[Diagnostic] = []
    definitions = workspace.definitions
    for directive in directives_due(workspace):
        sender = next(consolidating_senders(workspace, directive), None)
        if sender is None or sender.issuer.id in definitions.rejected:
            continue  # what is wrong with a profile is reported already
        if sender.issuer.id in definitions.profiles:
            senders_found.append(sender)
        else:
            problems.append(problem("BC608", sender.issuer.at, value=sender.issuer.id))
    return senders_found, problems


def found_by_unit(
    workspace: Workspace, problems: Iterable[Diagnostic], missing: Iterable[Diagnostic]
) -> Found:
    """Return the distinct diagnostics of each unit; those of a file in its folder are its own."""
    config = workspace.definitions.config
    units = f"{relative_path(config.units, config.root)}/"
    told = [diagnostic for diagnostic in problems if diagnostic.code not in FOR_REVIEWERS]
    return Found(
        _parted_by_unit(problems_in_order(told), units), _parted_by_unit(dict.fromkeys(missing), units)
    )


def _parted_by_unit(diagnostics: Iterable[Diagnostic], units: str) -> Mapping[str, Sequence[Diagnostic]]:
    result: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        file = diagnostic.place.file if diagnostic.place else ""
        folder = file.removeprefix(units).rpartition("/")[0] if file.startswith(units) else ""
        result.setdefault(diagnostic.unit or folder, []).append(diagnostic)
    return result


def due_sheets(workspace: Workspace, result: Found, senders: Sequence[Sender]) -> Iterator[ReturnSheet]:
    """Yield the sheets, unit by unit in the order of the registry; until when to mend is left open."""
    finder = Finder(workspace)
    asking: dict[str, list[Sender]] = {}
    for sender in senders:
        for unit in expected_reporters(workspace, sender.directive).units:
            asking.setdefault(unit.id, []).append(sender)
    for name, unit in workspace.definitions.registry.units.items():
        if name in asking and (name in result.problems or name in result.missing):
            for sheet in _sheets_for_unit(workspace, result, asking[name], unit, finder):
                if sheet.faults or sheet.missing:
                    yield sheet


def _sheets_for_unit(
    workspace: Workspace, result: Found, asking: Sequence[Sender], unit: Unit, finder: Finder
) -> Iterator[ReturnSheet]:
    """Yield what each of those that ask `unit` for a report has to tell it."""
    directives = [sender.directive for sender in asking]
    problems = [finder.finding_of(finding) for finding in result.problems.get(unit.id, ())]
    missing = _missing_by_directive(workspace, unit, directives, result.missing.get(unit.id, ()))
    for sender in asking:
        own = sender.directive.id
        yield ReturnSheet(
            workspace=workspace,
            directive=sender.directive,
            issuer=workspace.definitions.profiles[sender.issuer.id],
            drafter=sender.product.drafter,
            unit=unit,
            problems=tuple(
                finding for finding in problems if own in owning_directives(finding, directives)
            ),
            missing=missing[own],
            until=None,
        )


def _missing_by_directive(
    workspace: Workspace, unit: Unit, directives: Iterable[Directive], missing: Sequence[Diagnostic]
) -> Mapping[str, tuple[Diagnostic, ...]]:
    """Return what is missing under each directive; what none asks for alone is missing under all."""
    submission = workspace.submissions.get(unit.id)
    asked = {
        item.id: frozenset(missing_parts(workspace, item, unit, submission) if submission else ())
        for item in directives
    }
    named = {item: dict(item.details).get("directive") for item in missing}
    # A missing file is missing under every directive; a missing figure only where it is asked for.
    claimed = frozenset().union(*asked.values())
    return {
        name: tuple(
            item
            for item in missing
            if item in parts or (item not in claimed and named[item] in {None, name})
        )
        for name, parts in asked.items()
    }
