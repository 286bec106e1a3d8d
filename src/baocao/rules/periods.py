"""Checks of a period's reports, and the reasons that units state for what is unusual."""

from collections.abc import Iterable, Iterator
from typing import Final

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.messages import Severity
from baocao.model.workspace import Workspace
from baocao.rules.citations import check_citations
from baocao.rules.controls import controls_agree, ranks_agree
from baocao.rules.history import figures_are_like_others, figures_go_on, tasks_stay_done
from baocao.rules.percentages import percentages_occur
from baocao.rules.prose import numbers_are_figures
from baocao.rules.reasons import explained_note
from baocao.rules.relations import relations_hold
from baocao.rules.reports import Finding, PeriodCheck, ReportCheck, Reports

REPORT_CHECKS: Final[tuple[ReportCheck, ...]] = (
    relations_hold,
    percentages_occur,
    controls_agree,
    figures_go_on,
    tasks_stay_done,
    numbers_are_figures,
)
PERIOD_CHECKS: Final[tuple[PeriodCheck, ...]] = (ranks_agree, figures_are_like_others)


def check_reports(reports: Reports) -> list[Finding]:
    """Run every check that looks at the figures and the history of one report after the other."""
    return [finding for check in REPORT_CHECKS for finding in check(reports)]


def check_period(workspace: Workspace, of_reports: Iterable[Finding]) -> list[Diagnostic]:
    """Run every check that compares reports; explain what it finds, and what was found `of_reports`."""
    findings = [*of_reports, *(finding for check in PERIOD_CHECKS for finding in check(workspace))]
    diagnostics = (_with_unit_reason(finding, workspace) for finding in findings)
    return [*diagnostics, *_reasons_without_need(findings, workspace), *check_citations(workspace)]


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
