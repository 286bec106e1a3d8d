"""View 'Kiểm tra': what `check` found, by unit, with what to do about it; files of all units first."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from baocao.features.page.records import Gathered, View
from baocao.features.page.rendering import render_view
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.place import Place
from baocao.model.unit import Unit
from baocao.report.outline import Outline
from baocao.report.text import severity_summary
from baocao.source.files import relative_path
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import sentence_case

ROUTE: Final = "kiem-tra"
MOST_COUNTED: Final = 200
"""Units of a country whose findings are counted one by one on the page that leads to theirs."""
SHARED: Final = "chung"
"""What stands in routes for files that belong to no unit."""
_SHARED_NAME: Final = "Tệp dùng chung"


class Told(NamedTuple):
    """One finding: where in the file it is, what is wrong, and other places that belong to it."""

    place: str
    message: str
    related: tuple[tuple[str, str], ...]


class KindOfFinding(NamedTuple):
    """Findings in one file about which the same is to be done."""

    severity: Severity
    code: str
    advice: str
    rule: str
    basis: str
    is_missing: bool
    told: tuple[Told, ...]


class FileFindings(NamedTuple):
    """What was found in a file of a unit; nothing is named where a finding has no place."""

    file: str
    kinds: tuple[KindOfFinding, ...]


class UnitFindings(NamedTuple):
    """What was found in the files of a unit, or in those of all; counts are in the order of columns."""

    id: str
    name: str
    counts: tuple[int, ...]
    files: tuple[FileFindings, ...]


def checks_view(gathered: Gathered, _: Sequence[Outline]) -> View:
    """Return the view of what a check found; of units that have pages of their own only how much."""
    found = gathered.checked.found
    config = gathered.definitions.config
    folder = f"{relative_path(config.units, config.root)}/"
    shown = findings_by_unit(found, gathered.definitions.registry.units.values(), folder)
    severities = [severity for severity in Severity if any(each.severity is severity for each in found)]
    units = gathered.units or gathered.everyone
    owning = len({each.id for each in units} & {each.id for each in shown})
    counted = shown[: MOST_COUNTED if gathered.leads_to_parts else None]
    html = render_view(
        "checks",
        route=ROUTE,
        shared=SHARED,
        count=count_text,
        summary=sentence_case(severity_summary(found)),
        left_out=gathered.checked.left_out,
        titles=[sentence_case(severity.value) for severity in severities],
        columns=[[*Severity].index(severity) for severity in severities],
        counted=counted,
        more=count_text(len(shown) - len(counted)),
        units=[each for each in shown if gathered.is_here(each.id)],
        unit_link=gathered.unit_link,
        known={each.id for each in gathered.everyone},
        clean=count_text(len(units) - owning),
    )
    return View(ROUTE, "Kiểm tra", html)


def findings_by_unit(found: Iterable[Diagnostic], units: Iterable[Unit], folder: str) -> list[UnitFindings]:
    """Return the findings of what all share, then of units, those with the gravest first.

    `folder` is where those of the units lie: a file that could not be read does not say whose it is.
    """
    by_unit: dict[str, list[Diagnostic]] = {}
    known = {unit.id: unit.name for unit in units}
    for each in found:
        by_unit.setdefault(each.unit or _unit_of_folder(each.place, folder, known), []).append(each)
    # Of a unit that is not in the registry nobody knows more than its id.
    ordered = dict.fromkeys([*known, *by_unit])
    owned = (
        unit_findings(name, known.get(name, name), by_unit[name]) for name in ordered if name in by_unit
    )
    every = sorted(owned, key=_gravity)
    return [*(each for each in every if not each.id), *(each for each in every if each.id)]


def _unit_of_folder(place: Place | None, folder: str, known: Container[str]) -> str:
    """Return the unit in whose folder a file lies; nothing where that is none."""
    if place is None or not place.file.startswith(folder):
        return ""
    unit = place.file.split("/")[-2]
    return unit if unit in known else ""


def unit_findings(unit: str, name: str, found: Sequence[Diagnostic]) -> UnitFindings:
    """Return what was found in the files of a unit; without an id, in those of all."""
    numbers = Counter(each.severity for each in found)
    missing = sum(each.is_missing for each in found)
    by_file: dict[str, list[Diagnostic]] = {}
    for each in found:
        by_file.setdefault(each.place.file if each.place else "", []).append(each)
    files = (FileFindings(file, tuple(_kinds_of(own))) for file, own in by_file.items())
    counts = (*(numbers[severity] for severity in Severity), missing)
    return UnitFindings(unit, name if unit else _SHARED_NAME, counts, tuple(files))


def _gravity(unit: UnitFindings) -> tuple[int, ...]:
    return tuple(-count for count in unit.counts)


def _kinds_of(found: Sequence[Diagnostic]) -> Iterator[KindOfFinding]:
    """Yield the findings in a file, gravest first; what to do is said once where it is the same."""
    kinds: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for each in found:
        kinds.setdefault((each.code, each.rule.id if each.rule else "", each.advice), []).append(each)
    for (code, rule, advice), alike in kinds.items():
        first = alike[0]
        told = tuple(map(_told_finding, alike))
        yield KindOfFinding(
            first.severity, code, advice, rule, first.basis, is_missing=first.is_missing, told=told
        )


def _told_finding(found: Diagnostic) -> Told:
    related = ((label, str(place)) for label, place in found.related)
    return Told(_spot_text(found.place), found.message, tuple(related))


def _spot_text(place: Place | None) -> str:
    """Return line and column: the file is said above."""
    return f"{place.line}:{place.column}" if place else ""
