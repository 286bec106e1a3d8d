"""From a checked workspace to the report: what is waived, what was asked for, who owes what."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.check.record import NONE, Case, Demands, Hidden, Ignored, Receipt, Report
from baocao.figures.expected import directives_due, expected
from baocao.model.diagnostic import Diagnostic, in_order, problem
from baocao.model.directive import Directive
from baocao.model.messages import Severity
from baocao.model.unit import Unit
from baocao.model.workspace import PROFILE, Config, Waiver, Workspace
from baocao.pipeline.loading import Loaded
from baocao.rules.completeness import missing_parts
from baocao.rules.templates import check_templates
from baocao.rules.unused import check_unused
from baocao.source.accounting import meant_file
from baocao.source.files import relative
from baocao.vietnamese.text import hint, nfc


class Choice(NamedTuple):
    """What of a check is wanted: codes or their beginnings, and units; nothing chosen is everything."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    units: frozenset[str] = frozenset()


EVERYTHING: Final = Choice()
BLANK: Final = "BC215"
MISSING_FIGURE: Final = "BC703"
_NOT_COME: Final = frozenset({"directive", "period", "file"})
"""The details of what says that a report has not come; it is placed in the registry."""


def report_on(
    loaded: Loaded, choice: Choice = EVERYTHING, demands: Demands = NONE, *, whole: bool = False
) -> Report:
    """Return the report of the workspace.

    Settings that leave out nothing are pointed out only where the `whole` workspace was checked, every
    period of it. Problems of files that no unit owns stay when units are chosen.
    """
    config = loaded.definitions.config
    problems, templates = check_templates(loaded.definitions)
    problems += check_unused(loaded.definitions)
    every = in_order([*_once(loaded), *problems, *loaded.unproved])
    kept, ignored = _waived(every, config.waivers)
    kept = in_order([*kept, *_about_waivers(loaded, every, whole=whole)])
    found, hidden = _chosen(kept, choice)
    cases = tuple(_cases(loaded, found, choice.units))
    settings = {config.source.path: config.source} if config.source else {}
    shared = {*loaded.definitions.files, *settings}
    return Report(
        tuple(found),
        {**loaded.files, **settings, **templates},
        frozenset(loaded.missing),
        demands,
        tuple(workspace.period.id for workspace in loaded.workspaces),
        cases,
        tuple(name for name in sorted(shared) if not name.endswith(f"/{PROFILE}")),
        tuple(each for each in ignored if _is_wanted(each.found, choice)),
        hidden,
        _prefix(config.root),
        loaded.timings,
    )


def _once(loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield what was found; what is blank and asked for is told once, as missing."""
    missing = {found.place for found in loaded.missing if found.code == MISSING_FIGURE}
    for found in loaded.problems:
        if found.code != BLANK or found.place not in missing:
            yield found
    yield from loaded.missing


def _prefix(root: Path) -> str:
    """Return the way to the workspace from the top of its repository; nothing without a repository."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():  # in a further work tree it is a file
            return "" if folder == root else root.relative_to(folder).as_posix()
    return ""


def _waived(
    diagnostics: Iterable[Diagnostic], waivers: Iterable[Waiver]
) -> tuple[list[Diagnostic], list[Ignored]]:
    """Part what the settings leave out from the rest; errors are never left out."""
    by_code: dict[str, list[Waiver]] = defaultdict(list)
    for waiver in waivers:
        by_code[waiver.code].append(waiver)
    kept: list[Diagnostic] = []
    ignored: list[Ignored] = []
    for found in diagnostics:
        allowed = by_code.get(found.code, ()) if found.severity is not Severity.ERROR else ()
        matching = next((each for each in allowed if _matches(each, found)), None)
        if matching:
            ignored.append(Ignored(found, matching))
        else:
            kept.append(found)
    return kept, ignored


def _matches(waiver: Waiver, found: Diagnostic) -> bool:
    """Tell whether a waiver is about a diagnostic of its code."""
    file = nfc(found.place.file) if found.place else ""
    return (not waiver.files or fnmatchcase(file, waiver.files)) and waiver.unit in {"", found.unit}


def _about_waivers(loaded: Loaded, every: Iterable[Diagnostic], *, whole: bool) -> Iterator[Diagnostic]:
    """Report the waivers that would leave out errors, and those that leave out nothing."""
    waivers = loaded.definitions.config.waivers
    codes = {waiver.code for waiver in waivers}
    meant = [found for found in every if found.code in codes]
    for waiver in waivers:
        matching = [found for found in meant if found.code == waiver.code and _matches(waiver, found)]
        errors = [found for found in matching if found.severity is Severity.ERROR]
        if errors:
            places = tuple(("lỗi", found.place) for found in errors[:1] if found.place)
            yield problem("BC532", waiver.at, related=places, value=waiver.code, count=len(errors))
        elif whole and not matching:
            units = loaded.definitions.registry.units
            guess = hint(waiver.unit, units) if waiver.unit and waiver.unit not in units else ""
            yield problem("BC533", waiver.at, value=waiver.code, hint=guess)


def _chosen(
    diagnostics: Iterable[Diagnostic], choice: Choice
) -> tuple[list[Diagnostic], tuple[Hidden, ...]]:
    """Part what the command line asks for from what each of its options leaves out."""
    found = []
    left_out: dict[str, Counter[str]] = defaultdict(Counter)
    for each in diagnostics:
        option = _left_out_by(each, choice)
        if option:
            left_out[option][each.code] += 1
        else:
            found.append(each)
    return found, tuple(Hidden(option, codes) for option, codes in sorted(left_out.items()))


def _is_wanted(found: Diagnostic, choice: Choice) -> bool:
    return not _left_out_by(found, choice)


def _left_out_by(found: Diagnostic, choice: Choice) -> str:
    """Return the option that leaves a diagnostic out, or nothing."""
    if choice.units and found.unit and found.unit not in choice.units:
        return "--don-vi"
    if choice.select and not found.code.startswith(choice.select):
        return "--select"
    return "--ignore" if choice.ignore and found.code.startswith(choice.ignore) else ""


def _cases(loaded: Loaded, found: Iterable[Diagnostic], units: frozenset[str]) -> Iterator[Case]:
    """Yield every report that is owed, with what was found in its file or tells that it is missing."""
    by_file = _by_file(found)
    lacking = _by_file(loaded.missing)
    for workspace in loaded.workspaces:
        for directive in directives_due(workspace):
            for unit in expected(workspace, directive).units:
                if not units or unit.id in units:
                    yield _case(workspace, directive, unit, by_file, lacking)


def _by_file(diagnostics: Iterable[Diagnostic]) -> Mapping[str, list[Diagnostic]]:
    """Return diagnostics by file; those about reports that have not come by what is owed.

    What may be a report, or a profile, is one of the file that it should be.
    """
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in diagnostics:
        details = dict(each.details)
        if details.keys() >= _NOT_COME:
            found[_owed(each.unit or "", details["directive"], details["period"])].append(each)
        elif each.place:
            found[meant_file(each)].append(each)
    return found


def _owed(unit: str, directive: str, period: str) -> str:
    """Return a key for a report that has not come; it is no path."""
    return f"{unit}\n{directive}\n{period}"


def _case(
    workspace: Workspace,
    directive: Directive,
    unit: Unit,
    by_file: Mapping[str, list[Diagnostic]],
    lacking: Mapping[str, list[Diagnostic]],
) -> Case:
    period = workspace.period.id
    file = _file_of(workspace.definitions.config, unit, workspace)
    submission = workspace.submissions.get(unit.id)
    missing = set(lacking.get(file, ()))
    own = missing
    if submission and missing:  # what another directive misses does not concern this one
        own = missing & set(missing_parts(workspace, directive, unit, submission))
    concerned = [each for each in by_file.get(file, ()) if each in own or each not in missing]
    return Case(
        directive.id,
        directive.name,
        period,
        unit.id,
        unit.name,
        file,
        _receipt(workspace, unit),
        submission is not None and not own,
        (*concerned, *by_file.get(_owed(unit.id, directive.id, period), ())),
    )


def _file_of(config: Config, unit: Unit, workspace: Workspace) -> str:
    return relative(config.units / unit.id / f"{workspace.period.id}.yaml", config.root)


def _receipt(workspace: Workspace, unit: Unit) -> Receipt:
    if unit.id in workspace.rejected:
        return Receipt.UNREADABLE
    return Receipt.RECEIVED if unit.id in workspace.submissions else Receipt.MISSING
