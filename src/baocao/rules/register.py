"""The register of outgoing documents only grows: every number has a record, and none is left out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.directive import Directive
from baocao.model.place import Place
from baocao.model.profile import Profile, Series
from baocao.model.seal import Link
from baocao.model.submission import Issue, Submission
from baocao.model.workspace import Definitions
from baocao.source.files import relative_path
from baocao.source.issuances import record_path
from baocao.vietnamese.counts import document_number

_MOST_RANGES: Final = 5
Written = Callable[[str], Collection[tuple[date, int]]]
"""Returns the days and numbers under `phat_hanh` of all periods of a unit."""


class KeptNumbers(NamedTuple):
    """What is kept of the documents that units issued.

    `links` are their records by unit and path. `known` are the paths of records that are there but cannot
    be read, or are told as lost, `broken_of` the units with anything wrong in their records; `begun` are
    the units that have kept records, be they gone.
    """

    links: Mapping[str, Mapping[str, Link]]
    known: Collection[str]
    broken_of: Collection[str]
    begun: Collection[str]


def check_register(
    definitions: Definitions, kept: KeptNumbers, submissions: Iterable[Submission], written: Written
) -> Iterator[Diagnostic]:
    """Report numbers without a record, and numbers that are left out between those of records."""
    for submission in submissions:
        if submission.unit in kept.begun:
            yield from _unrecorded_numbers(definitions, kept, submission)
    for unit, links in sorted(kept.links.items()):
        # What a lost record leaves open is told as that, and what a false one says counts for nothing.
        if unit not in kept.broken_of and unit not in definitions.rejected:
            yield from _left_out(definitions, unit, links.values(), written)


def _unrecorded_numbers(
    definitions: Definitions, kept: KeptNumbers, submission: Submission
) -> Iterator[Diagnostic]:
    """A unit that issues with records has one for every number, from the first one on."""
    links = kept.links.get(submission.unit, {})
    days = [link.given.day for link in links.values() if link.given]
    for name, issue in submission.issues.items():
        if issue.number is None or issue.outside or _is_earlier(issue, days):
            continue
        paths = _record_paths(definitions, submission, name)
        if not any(path in links or path in kept.known for path in paths):
            yield _unrecorded_problem(submission, name, issue.number, issue.at)


def _unrecorded_problem(submission: Submission, key: str, number: int, at: Place | None) -> Diagnostic:
    unit, period, shown = submission.unit, submission.period.id, document_number(number)
    place = at or submission.at
    return problem("BC847", place, unit=unit, value=shown, key=key, period=period, holder=unit)


def _is_earlier(issue: Issue, days: list[date]) -> bool:
    return bool(issue.day and days and issue.day < min(days))


def _record_paths(definitions: Definitions, submission: Submission, name: str) -> Iterator[str]:
    """Yield the paths of which one has the record of what a key of `phat_hanh` speaks of."""
    directive, _, product = name.partition("/")
    config, period = definitions.config, submission.period.id
    for each in [product] if product else _reports_of(definitions.directives.get(directive)):
        yield relative_path(record_path(config, submission.unit, period, directive, each), config.root)


def _reports_of(directive: Directive | None) -> list[str]:
    """Return the products of which a key without a product speaks."""
    return [product.id for product in directive.products if not product.stands_apart] if directive else []


def _left_out(
    definitions: Definitions, unit: str, links: Iterable[Link], written: Written
) -> Iterator[Diagnostic]:
    """Numbers follow upon each other in each series (NĐ 30/2020/NĐ-CP Điều 15)."""
    profile, series_of = definitions.profiles.get(unit), partial(definitions.series_of, unit)
    given: dict[tuple[Series, str], dict[int, Link]] = {}
    for link in links:
        if link.given:
            key = (series_of(link.given.day), link.given.notation)
            given.setdefault(key, {})[link.given.number] = link
    for (series, notation), numbers in sorted(given.items()):
        missing = list(_missing_numbers(profile, series, notation, numbers))
        # Only now: reading all periods of a unit takes longer than all the rest.
        days = written(unit) if missing else ()
        known = {(series_of(day), number) for day, number in days}
        missing = [number for number in missing if (series, number) not in known]
        if missing:
            after = numbers[min(number for number in numbers if number > missing[0])]
            yield _missing_problem(after, series, notation, missing)


def _missing_numbers(
    profile: Profile | None, series: Series, notation: str, numbers: Collection[int]
) -> Iterator[int]:
    """Yield the numbers between the first and the last one that neither a record nor the profile has."""
    declared = profile.outside if profile else ()
    for number in range(min(numbers), max(numbers)):
        if number not in numbers and not any(
            each.has_number(notation, series, number) for each in declared
        ):
            yield number


def _missing_problem(after: Link, series: Series, notation: str, missing: Sequence[int]) -> Diagnostic:
    shown, unit = _ranges_text(missing), after.unit
    return problem("BC848", after.at, unit=unit, numbers=shown, notation=notation, series=series.name)


def _ranges_text(numbers: Sequence[int]) -> str:
    """Return numbers as ranges: '190–193, 195'."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = [
        document_number(first) if first == last else f"{document_number(first)}–{document_number(last)}"
        for first, last in ranges[:_MOST_RANGES]
    ]
    return ", ".join([*shown, *(["…"] if len(ranges) > _MOST_RANGES else [])])
