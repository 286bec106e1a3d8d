"""Reports that are not new: last month's file once more, or figures that are another unit's.

One large figure may well be what another is; several that are different from each other are not. How much
it takes is counted in digits: as many as make it unlikely that any two units of the period agree by chance.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, permutations
from typing import Final, NamedTuple

from baocao.figures.shown import entered_number
from baocao.figures.versions import continued_numbers, sole_successors
from baocao.model.diagnostic import problem
from baocao.model.indicator import Indicator, Nature
from baocao.model.past import Past
from baocao.model.submission import Submission
from baocao.model.workspace import Workspace
from baocao.rules.compared import Compared
from baocao.rules.levels import SMALL
from baocao.rules.reports import Finding, Known, Reports, known_numbers
from baocao.vietnamese.text import first_few

_FEWEST_FLOWS: Final = 4
"""With fewer figures that should have changed, nothing can be said of a whole report."""
_NEARLY_ALL: Final = 0.9
_LARGE: Final = 100
"""Smaller figures are equal by chance too often."""
_FEWEST_ALIKE: Final = 3
_DIGITS: Final = 2.5
"""Digits that equal figures of two units have together, beside those that many units take."""
_MOST_SHARERS: Final = 5
"""A figure that more units have is given to all of them from above."""
_ROW: Final = 3
_NAMED: Final = 3
"""How many figures a message names."""


def reports_are_new(reports: Reports) -> Iterator[Finding]:
    """A report is not the one of the period before: what counts the period, or all so far, has changed."""
    if not reports.earlier:
        return
    past, indicators = reports.earlier[0], reports.workspace.definitions.catalogue.indicators
    successors = sole_successors(indicators)
    before = {unit: continued_numbers(successors, each.numbers) for unit, each in past.units.items()}
    for unit, numbers in known_numbers(_perhaps_old(reports.workspace, before)).items():
        same = {name: known for name, known in numbers.items() if before[unit].get(name) == known.number}
        flows = [name for name, known in numbers.items() if _should_change(indicators[name], known)]
        kept = {name: same[name] for name in flows if name in same}
        if len(kept) >= _FEWEST_FLOWS and len(kept) >= _NEARLY_ALL * len(flows):
            yield _old_report(unit, kept, len(flows), past, indicators)._replace(covers=tuple(same))


def _perhaps_old(workspace: Workspace, before: Mapping[str, Mapping[str, Decimal]]) -> Workspace:
    """Return the workspace with those reports alone in which figures that should have changed have not."""
    changing = [
        name
        for name, indicator in workspace.definitions.catalogue.indicators.items()
        if indicator.nature is not Nature.MOMENT and not indicator.in_percent
    ]
    submissions = {
        unit: submission
        for unit, submission in workspace.submissions.items()
        if unit in before and _kept_count(submission, before[unit], changing) >= _FEWEST_FLOWS
    }
    return workspace._replace(submissions=submissions)


def _kept_count(submission: Submission, before: Mapping[str, Decimal], names: Iterable[str]) -> int:
    entries = submission.entries
    return sum(name in entries and name in before and entries[name].value == before[name] for name in names)


def _should_change(indicator: Indicator, known: Known) -> bool:
    """Tell whether a figure is hardly what it was: no state, no percentage, not small."""
    return indicator.nature is not Nature.MOMENT and not indicator.in_percent and known.number >= SMALL


def _old_report(
    unit: str, kept: Mapping[str, Known], of: int, past: Past, indicators: Mapping[str, Indicator]
) -> Finding:
    first = next(iter(kept))
    figures = _named_figures(kept, indicators)
    diagnostic = problem(
        "BC461",
        kept[first].at,
        unit=unit,
        key=first,
        count=len(kept),
        of=of,
        period=past.period.id,
        figures=figures,
    )
    return Finding(diagnostic, first)


def _named_figures(numbers: Mapping[str, Known], indicators: Mapping[str, Indicator]) -> str:
    told = [f"{name} = {entered_number(known.number, indicators[name])}" for name, known in numbers.items()]
    return first_few(told, _NAMED, "số liệu")


class Alike(NamedTuple):
    """The figures of a unit that are also those of another, and that it did not have before."""

    unit: str
    other: str
    names: tuple[str, ...]


def reports_are_the_units_own(compared: Compared) -> Iterator[Finding]:
    """A unit's figures are its own: not several new ones, different from each other, are another's."""
    alike: dict[tuple[str, str], Alike] = {}
    for each in _units_alike(compared):
        alike.setdefault((each.unit, each.other), each)
    for (unit, other), each in alike.items():
        mirrored = alike.get((other, unit))
        # Whose figures are unusual by themselves has taken them over; else nobody knows which of the two.
        if mirrored is None or _unusual_count(each, compared) >= _unusual_count(mirrored, compared):
            yield _borrowed_finding(each, compared)


def _unusual_count(alike: Alike, compared: Compared) -> int:
    return sum((alike.unit, name) in compared.unusual for name in alike.names)


def _units_alike(compared: Compared) -> Iterator[Alike]:
    holders = _holders_by_figure(compared)
    large = _shared_by_pair(_holders_of_large(holders, compared))
    rows = _shared_by_pair(_holders_of_rows(holders, compared))
    for pair, names in (*large.items(), *rows.items()):
        if len(names) >= _FEWEST_ALIKE:
            for unit, other in permutations(pair):
                alike = Alike(unit, other, _telling_names(unit, names, holders, compared))
                if alike.names:
                    yield alike


Holders = Mapping[tuple[str, Decimal], list[str]]
"""The units that have a figure of an indicator."""
Shared = Iterator[tuple[tuple[str, ...], list[str]]]
"""Indicators, and the units that have the same figures of them."""


def _holders_by_figure(compared: Compared) -> Holders:
    holders: dict[tuple[str, Decimal], list[str]] = {}
    for unit, numbers in compared.numbers.items():
        for name, (number, _) in numbers.items():
            holders.setdefault((name, number), []).append(unit)
    return holders


def _holders_of_large(holders: Holders, compared: Compared) -> Shared:
    """Yield the indicators of large figures, which hardly two units have by chance."""
    for (name, number), units in holders.items():
        if _is_large(number, compared.indicator_of(name)):
            yield (name,), units


def _is_large(number: Decimal, indicator: Indicator) -> bool:
    return number >= _LARGE and not indicator.in_percent


def _shared_by_pair(shared: Shared) -> Mapping[tuple[str, str], list[str]]:
    """Return by two units the indicators of figures that both have and few others."""
    by_pair: dict[tuple[str, str], list[str]] = {}
    for names, units in shared:
        if 1 < len(units) <= _MOST_SHARERS:
            for pair in combinations(units, 2):
                by_pair.setdefault(pair, []).extend(names)
    return by_pair


def _telling_names(
    unit: str, names: Iterable[str], holders: Holders, compared: Compared
) -> tuple[str, ...]:
    """Return the figures that tell that a unit took them over, if together they tell enough."""
    enough = _DIGITS + 2 * math.log10(len(compared.numbers))
    digits = {name: _telling_digits(unit, name, holders, compared) for name in names}
    by_number = {compared.numbers[unit][name].number: count for name, count in digits.items() if count}
    own = [number for number in by_number if not _is_sum(number, by_number)]
    if len(own) < _FEWEST_ALIKE or sum(by_number[number] for number in own) < enough:
        return ()
    return tuple(name for name in compared.numbers[unit] if digits.get(name))


def _is_sum(number: Decimal, numbers: Collection[Decimal]) -> bool:
    """Tell whether a number only follows from two others."""
    return any(number - part in numbers for part in numbers if 0 < part < number)


def _holders_of_rows(holders: Holders, compared: Compared) -> Shared:
    """Yield three indicators, one below the other, and the units that have the same figures of them."""
    # Most figures are of one unit alone, and so is every row with them.
    of_several = {figure: number for number, figure in enumerate(holders) if len(holders[figure]) > 1}
    rows: dict[tuple[int, ...], tuple[tuple[str, ...], list[str]]] = {}
    for unit, numbers in compared.numbers.items():
        names = list(numbers)
        figures = [of_several.get((name, known.number), -1) for name, known in numbers.items()]
        for start in range(len(names) - _ROW + 1):
            row = tuple(figures[start : start + _ROW])
            if -1 not in row:
                rows.setdefault(row, (tuple(names[start : start + _ROW]), []))[1].append(unit)
    return iter(rows.values())


def _telling_digits(unit: str, name: str, holders: Holders, compared: Compared) -> float:
    """Return how telling a figure is: its digits, or how rare it is, and how rarely such figures change.

    What the unit had before it did not take over now.
    """
    number, indicator = compared.numbers[unit][name].number, compared.indicator_of(name)
    before = compared.number_before(unit, name)
    if (
        compared.has_kept(unit, name)
        or not number
        or (before is None and indicator.nature is Nature.MOMENT)
    ):
        return 0.0
    count = len(holders[name, number])
    large = count <= _MOST_SHARERS and _is_large(number, indicator)
    digits = len(str(int(number)).rstrip("0")) if large else 0
    usual = compared.usual.get((compared.level_of(unit), name))
    if before is None or usual is None:
        return float(digits)
    changed = max(1, usual.reported - usual.same) / usual.reported
    return max(digits, math.log10(len(compared.numbers) / count)) - math.log10(changed)


def _borrowed_finding(alike: Alike, compared: Compared) -> Finding:
    numbers, others = compared.numbers[alike.unit], compared.numbers[alike.other]
    same = {
        name: known
        for name, known in numbers.items()
        if name in others
        and known.number == others[name].number
        and not compared.has_kept(alike.unit, name)
    }
    first = alike.names[0]
    other = compared.workspace.definitions.registry.units[alike.other]
    place = others[first].at
    told = {name: same[name] for name in alike.names}
    diagnostic = problem(
        "BC462",
        numbers[first].at,
        related=((f"số liệu của {other.name}", place),) if place else (),
        unit=alike.unit,
        key=first,
        count=len(same),
        other=other.name,
        figures=_named_figures(told, compared.workspace.definitions.catalogue.indicators),
    )
    return Finding(diagnostic, first, covers=tuple(same))
