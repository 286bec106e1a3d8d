"""Checks of a period's reports, and the reasons that units state for what is unusual."""

from collections.abc import Iterable, Iterator
from typing import Final

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.messages import Severity
from baocao.model.workspace import Workspace
from baocao.rules.citations import check_citations
from baocao.rules.compared import Compared, PeriodCheck
from baocao.rules.controls import controls_agree, ranks_agree
from baocao.rules.copies import reports_are_new, reports_are_the_units_own
from baocao.rules.growth import figures_go_on_like_others
from baocao.rules.history import figures_are_like_others, figures_go_on, tasks_stay_done
from baocao.rules.law_in_force import directives_rest_on_law
from baocao.rules.percentages import percentages_occur
from baocao.rules.prose import numbers_are_figures
from baocao.rules.reasons import explained_note
from baocao.rules.relations import relations_hold
from baocao.rules.reports import Finding, ReportCheck, Reports

REPORT_CHECKS: Final[tuple[ReportCheck, ...]] = (
    relations_hold,
    percentages_occur,
    controls_agree,
    figures_go_on,
    reports_are_new,
    tasks_stay_done,
    numbers_are_figures,
)
PERIOD_CHECKS: Final[tuple[PeriodCheck, ...]] = (
    ranks_agree,
    figures_go_on_like_others,
    figures_are_like_others,
)
_OF_ONE_FIGURE: Final = frozenset({"BC421", "BC422", "BC423", "BC424", "BC425", "BC457", "BC458", "BC460"})
"""What is said of a figure by itself, and no more once it is known what has become of several."""
_OFF_THE_PAST: Final = "BC423"
_ORDINARY: Final = 3.0
"""Within so many deviations a figure has gone on as those of the other units did."""


def check_reports(reports: Reports) -> list[Finding]:
    """Run every check that looks at the figures and the history of one report after the other."""
    return [finding for check in REPORT_CHECKS for finding in check(reports)]


def check_period(compared: Compared, of_reports: Iterable[Finding]) -> list[Diagnostic]:
    """Run every check that compares reports; explain what it finds, and what was found `of_reports`."""
    workspace = compared.workspace
    found = [*of_reports, *(finding for check in PERIOD_CHECKS for finding in check(compared))]
    # Which of two units has taken over figures of the other shows in what is unusual of them.
    unusual = frozenset((each.diagnostic.unit or "", each.key) for each in found if each.key)
    found += reports_are_the_units_own(compared._replace(unusual=unusual))
    findings = _first_causes(found, compared)
    diagnostics = (_with_unit_reason(finding, workspace) for finding in findings)
    law = directives_rest_on_law(workspace)
    return [*diagnostics, *_reasons_without_need(found, workspace), *check_citations(workspace), *law]


def _first_causes(findings: list[Finding], compared: Compared) -> list[Finding]:
    """Leave out what befell the other units, too, what has a common cause, and what was said before."""
    covered = {(each.diagnostic.unit, name) for each in findings for name in each.covers}
    told: set[tuple[str | None, str]] = set()
    kept = []
    for each in sorted(findings, key=lambda each: each.diagnostic.severity.rank):
        figure = each.diagnostic.unit, each.key
        if each.diagnostic.code in _OF_ONE_FIGURE:
            if figure in covered or figure in told or _is_common(each, compared):
                continue
            told.add(figure)
        kept.append(each)
    return kept


def _is_common(finding: Finding, compared: Compared) -> bool:
    """Tell whether a figure is only off its own past, and went on as those of the others did."""
    unit, off = finding.diagnostic.unit, None
    if finding.diagnostic.code == _OFF_THE_PAST and unit:
        off = compared.deviations_of(unit, finding.key)
    return off is not None and abs(off) <= _ORDINARY


def _with_unit_reason(finding: Finding, workspace: Workspace) -> Diagnostic:
    """Return a note with the unit's reason where it states one; errors cannot be explained away."""
    diagnostic = finding.diagnostic
    submission = workspace.submissions.get(diagnostic.unit or "")
    reason = submission.reasons.get(finding.key) if submission else None
    if reason is None or diagnostic.severity is Severity.ERROR:
        return diagnostic
    return explained_note(diagnostic, reason)


def _reasons_without_need(findings: list[Finding], workspace: Workspace) -> Iterator[Diagnostic]:
    """Report reasons for what is not unusual, which would silence something later."""
    used = {(finding.diagnostic.unit, finding.key) for finding in findings}
    for unit, submission in workspace.submissions.items():
        for key, reason in submission.reasons.items():
            if (unit, key) not in used and key not in submission.citations:
                yield problem("BC428", reason.at, unit=unit, value=key)
