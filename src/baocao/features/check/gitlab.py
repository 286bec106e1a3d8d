"""Diagnostics as a Code Quality report of GitLab, shown in merge requests."""

from collections import Counter
from hashlib import sha256
from typing import Any, Final

from baocao.features.check.fingerprints import fingerprints
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
    marks = fingerprints(report, report.found)
    issues = [_issue(report, found, mark) for found, mark in zip(report.found, marks, strict=True)]
    waivers = Counter(ignored.waiver for ignored in report.ignored)
    issues += [_left_out(report, waiver, count) for waiver, count in waivers.items()]
    return json_text(issues) + "\n"


def _issue(report: Report, found: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "description": f"{found.code} {found.message} → {found.advice}",
        "check_name": found.code,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[found.severity],
        "location": _location(report, found.place),
    }


def _left_out(report: Report, waiver: Waiver, count: int) -> dict[str, Any]:
    identity = f"bo_qua\n{waiver.code}\n{waiver.files}\n{waiver.unit}"
    return {
        "description": f"Bỏ qua {count_text(count)} {waiver.code}: {waiver.reason}",
        "check_name": "bo_qua",
        "fingerprint": sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": SEVERITIES[Severity.NOTE],
        "location": _location(report, waiver.at),
    }


def _location(report: Report, place: Place | None) -> dict[str, Any]:
    found = place or Place(".", 1, 1)
    return {"path": report.path(found.file), "lines": {"begin": found.line}}
