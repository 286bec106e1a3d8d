"""Diagnostics as JSON, a stable interface for other programs."""

from collections import Counter
from typing import Any, Final

from baocao.features.check.record import Case, Report, severity_counts
from baocao.model.diagnostic import Diagnostic
from baocao.model.owed import Receipt
from baocao.model.place import Place
from baocao.report.json_text import json_text
from baocao.rules.look_words import look_data

VERSION: Final = 2


def json_report(report: Report) -> str:
    """Return a versioned object: counts, reports that are owed, every diagnostic, what was left out."""
    content = {
        "version": VERSION,
        "workspace": report.repo_path("."),
        "periods": report.periods,
        "passed": not (report.has_errors or report.lacks_something),
        "summary": _summary_object(report),
        "units": [_case_object(report, case) for case in report.cases],
        "diagnostics": [_diagnostic_object(diagnostic) for diagnostic in report.found],
        "ignored": [
            {**_diagnostic_object(diagnostic), "reason": waiver.reason, "waiver": _place_object(waiver.at)}
            for diagnostic, waiver in report.ignored
        ],
        "hidden": [
            {"option": hidden.option, "count": hidden.total, "codes": dict(sorted(hidden.codes.items()))}
            for hidden in report.hidden
        ],
        "first_looks": [look_data(look) for look in report.looks],
        "timings": {stage: round(seconds, 4) for stage, seconds in report.timings.items()},
    }
    return json_text(content) + "\n"


def _summary_object(report: Report) -> dict[str, Any]:
    """Return how many there are of everything; a report that is owed counts once per directive."""
    received = [case for case in report.cases if case.receipt is not Receipt.MISSING]
    codes = Counter(diagnostic.code for diagnostic in report.found)
    return {
        **severity_counts(report.found),
        "ignored": len(report.ignored),
        "hidden": sum(hidden.total for hidden in report.hidden),
        "expected": len(report.cases),
        "received": len(received),
        "complete": sum(case.complete for case in report.cases),
        "codes": dict(sorted(codes.items())),
    }


def _case_object(report: Report, case: Case) -> dict[str, Any]:
    return {
        "directive": case.directive,
        "period": case.period,
        "unit": case.unit,
        "name": case.unit_name,
        "file": case.file,
        "receipt": case.receipt.value,
        "complete": case.complete,
        "passed": not any(map(report.makes_fail, case.found)),
        **severity_counts(case.found),
    }


def _diagnostic_object(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "rule": diagnostic.rule.id if diagnostic.rule else None,
        "severity": diagnostic.severity.name.lower(),
        "missing": diagnostic.is_missing,
        **_place_object(diagnostic.place),
        "unit": diagnostic.unit,
        "message": diagnostic.message,
        "advice": diagnostic.advice,
        "basis": diagnostic.basis or None,
        "related": [{"label": label, **_place_object(place)} for label, place in diagnostic.related],
    }


def _place_object(place: Place | None) -> dict[str, Any]:
    return {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }
