"""Diagnostics as JSON, a stable interface for other programs."""

import json
from collections.abc import Sequence
from typing import Any, Final

from baocao.model.diagnostic import Diagnostic, in_order

VERSION: Final = 1


def json_report(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a versioned object with a count by severity and every diagnostic."""
    ordered = in_order(list(diagnostics))
    counts: dict[str, int] = {}
    for found in ordered:
        counts[found.severity.name.lower()] = counts.get(found.severity.name.lower(), 0) + 1
    content = {
        "version": VERSION,
        "summary": counts,
        "diagnostics": [_record(found) for found in ordered],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _record(found: Diagnostic) -> dict[str, Any]:
    place = found.place
    return {
        "code": found.code,
        "severity": found.severity.name.lower(),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "unit": found.unit,
        "message": found.message,
        "advice": found.advice,
        "basis": found.basis or None,
        "related": [
            {
                "label": label,
                "file": other.file,
                "line": other.line,
                "column": other.column,
            }
            for label, other in found.related
        ],
    }
