"""One problem found in the sources, independent of how it will be shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from baocao.model.messages import INCOMPLETE, MESSAGES, Severity
from baocao.model.place import Place
from baocao.model.rule import Rule
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import short_date

MOST: Final = 300
"""How many problems one reading or one check of a file reports; one with more is no such file."""
Detail = str | int | date
"""What messages speak of: words, counts, days. Anything else is put in words by who knows what it is."""
LONGEST: Final = 500
"""How many characters of what was written a message repeats."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem: its code, its place, and the details that its message speaks of.

    `related` are further places, each with its Vietnamese label, such as the first of two equal keys.
    Equal diagnostics are the same problem, so that 96 documents that fail on one template line give
    one message. A `rule` of the data that is broken has its own severity, basis and advice.
    """

    code: str
    place: Place | None
    details: tuple[tuple[str, str], ...] = ()
    related: tuple[tuple[str, Place], ...] = ()
    unit: str | None = None
    rule: Rule | None = None

    @property
    def severity(self) -> Severity:
        """How grave the problem is."""
        return self.rule.severity if self.rule else MESSAGES[self.code].severity

    @property
    def is_missing(self) -> bool:
        """Whether something is not there yet, rather than wrong."""
        return self.code in INCOMPLETE

    @property
    def message(self) -> str:
        """What is wrong, in Vietnamese."""
        return MESSAGES[self.code].what.format_map(dict(self.details))

    @property
    def advice(self) -> str:
        """What to do about it, in Vietnamese."""
        if self.rule and self.rule.advice:
            return self.rule.advice
        return MESSAGES[self.code].advice.format_map(dict(self.details))

    @property
    def basis(self) -> str:
        """The legal or technical source of the rule, or nothing."""
        return (self.rule.basis if self.rule else "") or MESSAGES[self.code].basis


def problem(
    code: str,
    place: Place | None,
    *,
    related: tuple[tuple[str, Place], ...] = (),
    unit: str | None = None,
    **details: Detail,
) -> Diagnostic:
    """Return the diagnostic `code` at `place`; `details` fill the placeholders of its message."""
    texts = tuple((name, _shortened_detail(detail_text(value))) for name, value in sorted(details.items()))
    return Diagnostic(code, place, texts, related, unit)


def detail_text(value: Detail) -> str:
    """Return a detail as messages write it: whole numbers are counts, what only names is a text already."""
    if isinstance(value, int):
        return count_text(value)
    return short_date(value) if isinstance(value, date) else value


def _shortened_detail(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def at_most_problems(problems: Iterable[Diagnostic], limit: int = MOST) -> Iterator[Diagnostic]:
    """Yield the problems, but no more than `limit`; that there are more is one itself.

    What is not asked for is not computed, so that a hostile file takes no longer than a bad one.
    """
    for count, diagnostic in enumerate(problems):
        if count == limit:
            yield too_many(diagnostic, limit)
            return
        yield diagnostic


def too_many(last: Diagnostic, limit: int = MOST) -> Diagnostic:
    """Return the problem that there are more than can be told, at the first that is not."""
    return problem("BC022", last.place, unit=last.unit, limit=limit)


def broken_rule(rule: Rule, diagnostic: Diagnostic) -> Diagnostic:
    """Return the diagnostic as one of a rule of the data."""
    return replace(diagnostic, rule=rule)


def problems_in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return the distinct diagnostics, errors first, then by place; at one place as they were found."""
    # None does not compare with places; of one gravity, what has no place comes first.
    nowhere = Place("", 0, 0)
    return sorted(
        dict.fromkeys(diagnostics),
        key=lambda diagnostic: (diagnostic.severity.rank, diagnostic.place or nowhere, diagnostic.code),
    )
