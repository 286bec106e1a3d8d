"""From a checked workspace to the report: what is waived, what was asked for, who owes what."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.check.record import NONE, Case, Demands, Hidden, Ignored, Report
from baocao.model.diagnostic import Diagnostic, in_order, problem
from baocao.model.messages import Severity
from baocao.model.owed import Owed
from baocao.model.workspace import PROFILE, Waiver
from baocao.pipeline.loading import Loaded
from baocao.rules.templates import check_templates
from baocao.rules.unused import check_unused
from baocao.source.accounting import meant_file
from baocao.vietnamese.text import hint, nfc


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
        demands=demands,
        periods=tuple(workspace.period.id for workspace in loaded.workspaces),
        cases=cases,
        shared=tuple(name for name in sorted(shared) if not name.endswith(f"/{PROFILE}")),
        ignored=tuple(each for each in ignored if _is_wanted(each.found, choice)),
        hidden=hidden,
        prefix=_prefix(config.root),
        timings=loaded.timings,
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
    told, by_file = frozenset(found), _by_file(found)
    for owed in loaded.owed:
        if not units or owed.unit.id in units:
            own = frozenset(owed.missing)
            here = by_file.get(owed.file, ())
            # What another directive misses in the same file does not concern this one.
            concerned = (each for each in here if each in own or not each.is_missing)
            # That a report has not come stands at the unit's line in the registry.
            awaited = (each for each in owed.missing if meant_file(each) != owed.file and each in told)
            yield _case(owed, (*concerned, *awaited))


def _by_file(diagnostics: Iterable[Diagnostic]) -> Mapping[str, list[Diagnostic]]:
    """Return diagnostics by file; what may be a report, or a profile, is of the file that it should be."""
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in diagnostics:
        if each.place:
            found[meant_file(each)].append(each)
    return found


def _case(owed: Owed, found: tuple[Diagnostic, ...]) -> Case:
    return Case(
        directive=owed.directive.id,
        directive_name=owed.directive.name,
        period=owed.period.id,
        unit=owed.unit.id,
        unit_name=owed.unit.name,
        file=owed.file,
        receipt=owed.receipt,
        complete=not owed.missing,
        found=found,
    )
