"""Diagnostics as a Code Quality report of GitLab, shown in merge requests."""

from collections import Counter
from hashlib import sha256
from typing import Any, Final

from baocao.features.check.fingerprints import diagnostic_fingerprints
from baocao.features.check.record import Report
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.place import Place
from baocao.model.workspace import Waiver
from baocao.report.json_text import json_text
from baocao.vietnamese.counts import count_text

SEVERITIES: Final = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}


def gitlab_report(report: Report) -> str:
    """Return the list of issues, gravest first, and one more for each entry of the settings that ignores.

    An issue needs a place: what has none is placed at the top of the workspace.
    """
    marks = diagnostic_fingerprints(report, report.found)
    issues = [
        _code_issue(report, diagnostic, mark) for diagnostic, mark in zip(report.found, marks, strict=True)
    ]
    waivers = Counter(ignored.waiver for ignored in report.ignored)
    issues += [_waiver_issue(report, waiver, count) for waiver, count in waivers.items()]
    return json_text(issues) + "\n"


def _code_issue(report: Report, diagnostic: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "description": f"{diagnostic.code} {diagnostic.message} → {diagnostic.advice}",
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[diagnostic.severity],
        "location": _issue_location(report, diagnostic.place),
    }


def _waiver_issue(report: Report, waiver: Waiver, count: int) -> dict[str, Any]:
    # Neither count nor reason: as long as the entry means the same, it is the same issue.
    identity = f"bo_qua\n{waiver.code}\n{waiver.files}\n{waiver.unit}"
    return {
        "description": f"Bỏ qua {count_text(count)} {waiver.code}: {waiver.reason}",
        "check_name": "bo_qua",
        "fingerprint": sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": SEVERITIES[Severity.NOTE],
        "location": _issue_location(report, waiver.at),
    }


def _issue_location(report: Report, place: Place | None) -> dict[str, Any]:
    shown = place or Place(".", 1, 1)
    return {"path": report.repo_path(shown.file), "lines": {"begin": shown.line}}
