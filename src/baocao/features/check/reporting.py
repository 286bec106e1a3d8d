"""From a checked workspace to the report: what is waived, what was asked for, who owes what."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.check.record import NONE, Case, Demands, Hidden, Ignored, Report
from baocao.model.diagnostic import Diagnostic, problem, problems_in_order
from baocao.model.messages import Severity
from baocao.model.owed import Owed
from baocao.model.workspace import PROFILE, Waiver
from baocao.pipeline.loading import Loaded
from baocao.rules.cascades import without_unread
from baocao.rules.templates import check_templates
from baocao.rules.unused import check_unused
from baocao.source.accounting import meant_file
from baocao.vietnamese.text import name_hint, to_nfc


class Choice(NamedTuple):
    """What of a check is wanted: codes or their beginnings, and units; nothing chosen is everything."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    units: frozenset[str] = frozenset()


EVERYTHING: Final = Choice()
BLANK: Final = "BC215"
MISSING_FIGURE: Final = "BC703"


def report_on(
    loaded: Loaded, choice: Choice = EVERYTHING, demands: Demands = NONE, *, whole: bool = False
) -> Report:
    """Return the report of the workspace.

    Settings that leave out nothing are pointed out only where the `whole` workspace was checked, every
    period of it. Problems of files that no unit owns stay when units are chosen.
    """
    config = loaded.definitions.config
    problems, templates = check_templates(loaded.definitions)
    problems += without_unread(check_unused(loaded.definitions), loaded.errors)
    # Waivers are held against everything, choices only against the rest: --select must not make a waiver
    # look unused.
    every = problems_in_order([*_diagnostics_once(loaded), *problems, *loaded.register, *loaded.unproved])
    kept, ignored = _part_waived(every, config.waivers)
    kept = problems_in_order([*kept, *_about_waivers(loaded, every, whole=whole)])
    chosen, hidden = _part_chosen(kept, choice)
    cases = tuple(_owed_cases(loaded, chosen, choice.units))
    settings = {config.source.path: config.source} if config.source else {}
    shared = {*loaded.definitions.files, *settings}
    return Report(
        tuple(chosen),
        {**loaded.files, **settings, **templates},
        demands=demands,
        periods=tuple(workspace.period.id for workspace in loaded.workspaces),
        cases=cases,
        shared=tuple(name for name in sorted(shared) if not name.endswith(f"/{PROFILE}")),
        ignored=tuple(waived for waived in ignored if _is_wanted(waived.found, choice)),
        hidden=hidden,
        prefix=_way_from_repository(config.root),
        timings=loaded.timings,
        looks=tuple(look for look in loaded.looks if not choice.units or look.unit.id in choice.units),
    )


def _diagnostics_once(loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield what was found; what is blank and asked for is told once, as missing."""
    missing = {diagnostic.place for diagnostic in loaded.missing if diagnostic.code == MISSING_FIGURE}
    for diagnostic in loaded.problems:
        if diagnostic.code != BLANK or diagnostic.place not in missing:
            yield diagnostic
    yield from loaded.missing


def _way_from_repository(root: Path) -> str:
    """Return the way to the workspace from the top of its repository; nothing without a repository."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():  # in a further work tree it is a file
            return "" if folder == root else root.relative_to(folder).as_posix()
    return ""


def _part_waived(
    diagnostics: Iterable[Diagnostic], waivers: Iterable[Waiver]
) -> tuple[list[Diagnostic], list[Ignored]]:
    """Part what the settings leave out from the rest; errors are never left out."""
    by_code: dict[str, list[Waiver]] = defaultdict(list)
    for waiver in waivers:
        by_code[waiver.code].append(waiver)
    kept: list[Diagnostic] = []
    ignored: list[Ignored] = []
    for diagnostic in diagnostics:
        # An error means that something would be printed wrong; no setting may hide that.
        allowed = by_code.get(diagnostic.code, ()) if diagnostic.severity is not Severity.ERROR else ()
        matching = next((waiver for waiver in allowed if _matches_waiver(waiver, diagnostic)), None)
        if matching:
            ignored.append(Ignored(diagnostic, matching))
        else:
            kept.append(diagnostic)
    return kept, ignored


def _matches_waiver(waiver: Waiver, diagnostic: Diagnostic) -> bool:
    """Tell whether a waiver is about a diagnostic of its code."""
    file = to_nfc(diagnostic.place.file) if diagnostic.place else ""
    return (not waiver.files or fnmatchcase(file, waiver.files)) and waiver.unit in {"", diagnostic.unit}


def _about_waivers(loaded: Loaded, every: Iterable[Diagnostic], *, whole: bool) -> Iterator[Diagnostic]:
    """Report the waivers that would leave out errors, and those that leave out nothing."""
    waivers = loaded.definitions.config.waivers
    codes = {waiver.code for waiver in waivers}
    meant = [diagnostic for diagnostic in every if diagnostic.code in codes]
    for waiver in waivers:
        matching = [
            diagnostic
            for diagnostic in meant
            if diagnostic.code == waiver.code and _matches_waiver(waiver, diagnostic)
        ]
        errors = [diagnostic for diagnostic in matching if diagnostic.severity is Severity.ERROR]
        if errors:
            places = tuple(("lỗi", diagnostic.place) for diagnostic in errors[:1] if diagnostic.place)
            yield problem("BC532", waiver.at, related=places, value=waiver.code, count=len(errors))
        elif whole and not matching:
            units = loaded.definitions.registry.units
            guess = name_hint(waiver.unit, units) if waiver.unit and waiver.unit not in units else ""
            yield problem("BC533", waiver.at, value=waiver.code, hint=guess)


def _part_chosen(
    diagnostics: Iterable[Diagnostic], choice: Choice
) -> tuple[list[Diagnostic], tuple[Hidden, ...]]:
    """Part what the command line asks for from what each of its options leaves out."""
    kept = []
    left_out: dict[str, Counter[str]] = defaultdict(Counter)
    for diagnostic in diagnostics:
        option = _left_out_by(diagnostic, choice)
        if option:
            left_out[option][diagnostic.code] += 1
        else:
            kept.append(diagnostic)
    return kept, tuple(Hidden(option, codes) for option, codes in sorted(left_out.items()))


def _is_wanted(diagnostic: Diagnostic, choice: Choice) -> bool:
    return not _left_out_by(diagnostic, choice)


def _left_out_by(diagnostic: Diagnostic, choice: Choice) -> str:
    """Return the option that leaves a diagnostic out, or nothing."""
    if choice.units and diagnostic.unit and diagnostic.unit not in choice.units:
        return "--don-vi"
    if choice.select and not diagnostic.code.startswith(choice.select):
        return "--select"
    return "--ignore" if choice.ignore and diagnostic.code.startswith(choice.ignore) else ""


def _owed_cases(loaded: Loaded, diagnostics: Iterable[Diagnostic], units: frozenset[str]) -> Iterator[Case]:
    """Yield every report that is owed, with what was found in its file or tells that it is missing."""
    told, by_file = frozenset(diagnostics), _by_file(diagnostics)
    for owed in loaded.owed:
        if not units or owed.unit.id in units:
            own = frozenset(owed.missing)
            here = by_file.get(owed.file, ())
            # What another directive misses in the same file does not concern this one.
            concerned = (each for each in here if each in own or not each.is_missing)
            # That a report has not come stands at the unit's line in the registry.
            awaited = (each for each in owed.missing if meant_file(each) != owed.file and each in told)
            yield _make_case(owed, (*concerned, *awaited))


def _by_file(diagnostics: Iterable[Diagnostic]) -> Mapping[str, list[Diagnostic]]:
    """Return diagnostics by file; what may be a report, or a profile, is of the file that it should be."""
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.place:
            by_file[meant_file(diagnostic)].append(diagnostic)
    return by_file


def _make_case(owed: Owed, diagnostics: tuple[Diagnostic, ...]) -> Case:
    return Case(
        directive=owed.directive.id,
        directive_name=owed.directive.name,
        period=owed.period.id,
        unit=owed.unit.id,
        unit_name=owed.unit.name,
        file=owed.file,
        receipt=owed.receipt,
        complete=not owed.missing,
        found=diagnostics,
    )
