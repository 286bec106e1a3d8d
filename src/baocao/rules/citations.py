"""Cited documents: well formed, with day and issuer, each of them one and the same everywhere."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from baocao.model.citation import Citation
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.submission import Narrative, Submission
from baocao.model.workspace import Definitions, SourceFile, Workspace
from baocao.rules.notation import faults_of, named_document
from baocao.rules.reasons import explained_note
from baocao.rules.references import place_in
from baocao.vietnamese.dates import short_date

_NAMELESS: Final = re.compile(
    r"(?:(?:ubnd|hđnd|đảng ủy|ban thường vụ đảng ủy)(?: (?:xã|phường|đặc khu))?"
    r"|ban chỉ đạo|ban thường vụ|tổ công tác|)"
)
"""Issuers that are many: each reporter means its own."""


def well_formed(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """Documents that a unit cites have a well-formed number that agrees with their type, day and issuer."""
    profile = workspace.definitions.profiles.get(submission.unit)
    own = profile.notation if profile else ""
    file = workspace.files.get(submission.at.file)
    for citation in submission.citations.values():
        for code, details in faults_of(citation, own):
            yield problem(code, _number_place(citation, file), related=(), unit=submission.unit, **details)


def not_of_the_future(workspace: Workspace, submission: Submission) -> Iterator[Diagnostic]:
    """A report does not cite documents that were issued after its data stop."""
    end = _last_day(workspace, submission)
    file = workspace.files.get(submission.at.file)
    for citation in submission.citations.values():
        if citation.day and citation.day > end:
            place = _number_place(citation, file)
            day, value = short_date(citation.day), named_document(citation)
            yield problem("BC444", place, unit=submission.unit, value=value, day=day, end=short_date(end))


CITATION_CHECKS: Final = (well_formed, not_of_the_future)


def register_is_well_formed(definitions: Definitions) -> Iterator[Diagnostic]:
    """Documents of the shared register have a well-formed number that agrees with type, day and issuer."""
    for citation in definitions.citations.values():
        for code, details in faults_of(citation, ""):
            place = _number_place(citation, definitions.files.get(citation.at.file))
            yield problem(code, place, related=(), unit=None, **details)


def _last_day(workspace: Workspace, submission: Submission) -> date:
    """Return the day on which the data of a submission stop, for the last of its directives."""
    if submission.window:
        return submission.window.end
    known = workspace.definitions.directives
    asked = (known[name] for name in {*submission.narratives, *submission.tasks} if name in known)
    ends = [directive.schedule.window(workspace.period).end for directive in asked]
    return max(ends, default=workspace.period.window.end)


def _number_place(citation: Citation, file: SourceFile | None) -> Place:
    """Return where the number of a document stands."""
    return place_in(Narrative(citation.number or "", citation.at), 0, file)


class _Cited(NamedTuple):
    """A cited document with who cites it (None: the register), and its issuer for comparing."""

    citation: Citation
    unit: str | None
    issuer: str


def check_citations(workspace: Workspace) -> list[Diagnostic]:
    """Report documents that are dated in two ways, or that are entered twice.

    A unit may say in `giai_trinh` why its sources give another day; the reason then stands in the review.
    """
    # By number first: comparing each with each of thousands would take longer than everything else.
    groups: dict[str, list[_Cited]] = {}
    for cited in _all_cited(workspace):
        groups.setdefault(cited.citation.number or "", []).append(cited)
    compared = [
        _compare_pair(first, second, workspace)
        for group in groups.values()
        if len(group) > 1
        for issuer in _by_issuer(group)
        for first, second in _pairs_to_compare(issuer, _opening_days(workspace))
    ]
    faults = [fault for fault in compared if fault]
    return [*(_with_reason(fault, workspace) for fault in faults), *_needless_reasons(faults, workspace)]


def _all_cited(workspace: Workspace) -> Iterator[_Cited]:
    """Yield the numbered documents of the register, then those of submissions."""
    for citation in workspace.definitions.citations.values():
        if citation.number:
            yield _Cited(citation, None, _comparable_issuer(citation, None))
    for unit, submission in workspace.submissions.items():
        for citation in submission.citations.values():
            if citation.number:
                yield _Cited(citation, unit, _comparable_issuer(citation, unit))


@lru_cache(maxsize=10_000)
def _plain_issuer(text: str) -> str:
    words = " ".join(text.lower().replace(",", " ").split())
    return words.replace("ủy ban nhân dân", "ubnd").removeprefix("chủ tịch ").removeprefix("trưởng ")


def _comparable_issuer(citation: Citation, unit: str | None) -> str:
    """Return the issuer for comparing; who is named without a place counts for the reporter alone."""
    written = _plain_issuer(citation.issuer or "")
    return f"{written} [{unit}]" if _NAMELESS.fullmatch(written) else written


def _by_issuer(group: list[_Cited]) -> Iterator[list[_Cited]]:
    """Yield the documents of one issuer together: 'UBND tỉnh' and 'UBND tỉnh Quảng Ngãi' are the same.

    In order of names, those that begin with a name follow it; within one issuer the order is kept.
    """
    together: list[tuple[int, _Cited]] = []
    for index, cited in sorted(enumerate(group), key=lambda pair: pair[1].issuer):
        # With a blank behind: 'UBND xã A' is not the beginning of 'UBND xã An'.
        if together and not f"{cited.issuer} ".startswith(f"{together[0][1].issuer} "):
            yield [pair for _, pair in sorted(together)]
            together = []
        together.append((index, cited))
    yield [pair for _, pair in sorted(together)]


def _pairs_to_compare(group: list[_Cited], openings: frozenset[date]) -> Iterator[tuple[_Cited, _Cited]]:
    """Yield each document with the first entry that must be the same: of the same file, or of any.

    Numbers start anew with each year, with terms of office, and when units are opened; the same subject
    is the same document.
    """
    known: dict[object, _Cited] = {}
    for cited in group:
        day, subject = cited.citation.day, _plain_issuer(cited.citation.subject or "")
        series = (day.year, sum(opened <= day for opened in openings)) if day else None
        # Without a day nobody knows the year, so that any entry of the number may be the same document.
        keys = [(cited.unit, series), series, subject or None] if day else [(cited.unit, "any"), "any"]
        first = next((known[key] for key in keys if key in known and key is not None), None)
        if first:
            yield first, cited
        for key in (*keys, (cited.unit, "any"), "any"):
            known.setdefault(key, cited)


def _opening_days(workspace: Workspace) -> frozenset[date]:
    """Return the days from which numbers begin anew, besides each first of January."""
    units = workspace.definitions.registry.units.values()
    terms = (profile.terms for profile in workspace.definitions.profiles.values())
    return frozenset(unit.opened for unit in units if unit.opened).union(*terms)


def _compare_pair(first: _Cited, second: _Cited, workspace: Workspace) -> Diagnostic | None:
    """Return what is wrong with two entries of one document."""
    earlier, later = first.citation, second.citation
    if earlier.day and later.day and earlier.day != later.day:
        return problem(
            "BC445",
            _place_of(later, workspace),
            related=((f"ghi ngày {short_date(earlier.day)}", _place_of(earlier, workspace)),),
            unit=second.unit,
            value=named_document(later),
            first=short_date(earlier.day),
            second=short_date(later.day),
            id=later.id,
        )
    if earlier.id == later.id or first.unit not in {None, second.unit}:
        return None
    code = "BC447" if first.unit == second.unit else "BC446"
    place, related = _place_of(later, workspace), (("đã khai báo", _place_of(earlier, workspace)),)
    return problem(
        code, place, related=related, unit=second.unit, value=named_document(later), other=earlier.id
    )


def _place_of(citation: Citation, workspace: Workspace) -> Place:
    path = citation.at.file
    return _number_place(citation, workspace.files.get(path) or workspace.definitions.files.get(path))


def _with_reason(diagnostic: Diagnostic, workspace: Workspace) -> Diagnostic:
    """Return a note with the unit's reason for another day, where it states one."""
    submission = workspace.submissions.get(diagnostic.unit or "")
    reason = submission.reasons.get(dict(diagnostic.details).get("id", "")) if submission else None
    if reason is None:
        return diagnostic
    return explained_note(diagnostic, reason)


def _needless_reasons(faults: list[Diagnostic], workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield reasons for documents that are dated in one way."""
    used = {(fault.unit, dict(fault.details).get("id")) for fault in faults}
    for unit, submission in workspace.submissions.items():
        for name, reason in submission.reasons.items():
            if name in submission.citations and (unit, name) not in used:
                yield problem("BC428", reason.at, unit=unit, value=name)
