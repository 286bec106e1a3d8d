"""Diagnostics as SARIF 2.1.0, which code scanning and editors read."""

from collections.abc import Iterator
from string import Formatter
from typing import Any, Final
from urllib.parse import quote

from baocao import __version__
from baocao.features.check.fingerprints import fingerprints
from baocao.features.check.record import Report
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import MESSAGES, Severity
from baocao.model.place import Place
from baocao.model.workspace import Waiver
from baocao.report.json_text import json_text

VERSION: Final = "2.1.0"
SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT: Final = "%SRCROOT%"
FINGERPRINT: Final = "baocao/v1"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif_report(report: Report) -> str:
    """Return one run with a table of the codes that occur; what the settings ignore is suppressed in it."""
    waivers = [None] * len(report.found) + [ignored.waiver for ignored in report.ignored]
    every = [*report.found, *(ignored.found for ignored in report.ignored)]
    codes = sorted({found.code for found in every})
    results = [
        _result(report, found, codes.index(found.code), fingerprint, waiver)
        for found, fingerprint, waiver in zip(every, fingerprints(report, every), waivers, strict=True)
    ]
    run = {
        "tool": {"driver": _driver(codes)},
        "language": "vi",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "Thư mục gốc của kho dữ liệu."}}},
        "results": results,
        "properties": {"hidden": {hidden.option: dict(hidden.codes) for hidden in report.hidden}},
    }
    content = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return json_text(content) + "\n"


def _driver(codes: list[str]) -> dict[str, Any]:
    return {
        "name": "baocao",
        "semanticVersion": __version__,
        "language": "vi",
        "rules": [_rule(code) for code in codes],
    }


def _rule(code: str) -> dict[str, Any]:
    message = MESSAGES[code]
    what, advice = general(message.what), general(message.advice)
    basis = f"Căn cứ: {message.basis}." if message.basis else ""
    return {
        "id": code,
        "shortDescription": {"text": what},
        "fullDescription": {"text": " ".join(filter(None, (what, advice, basis)))},
        "help": {
            "text": "\n".join(filter(None, (f"Cách xử lý: {advice}", basis))),
            "markdown": "\n\n".join(filter(None, (f"**Cách xử lý:** {advice}", basis))),
        },
        "defaultConfiguration": {"level": LEVELS[message.severity]},
    }


def general(text: str) -> str:
    """Return a message of the catalogue with '…' for what each diagnostic says in its own words."""
    parts = Formatter().parse(text)
    dots = (f"{plain}{'' if name in {None, 'hint'} else '…'}" for plain, name, _, _ in parts)
    return "".join(dots).strip()


def _result(
    report: Report, found: Diagnostic, index: int, fingerprint: str, waiver: Waiver | None
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": LEVELS[found.severity],
        "message": {"text": _unlinked("\n".join(_said(found)))},
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "properties": _properties(found),
    }
    if found.place:
        result["locations"] = [_location(report, found.place)]
    if found.related:
        result["relatedLocations"] = [
            {"id": number, **_location(report, place), "message": {"text": _unlinked(label)}}
            for number, (label, place) in enumerate(found.related, start=1)
        ]
    if waiver:
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": waiver.reason,
                "location": _location(report, waiver.at),
            }
        ]
    return result


def _said(found: Diagnostic) -> Iterator[str]:
    """Yield message, advice, rule and basis together, as most viewers show this text alone."""
    yield found.message
    yield f"→ {found.advice}"
    if found.rule:
        yield f"Quy tắc: {found.rule.id}"
    if found.basis:
        yield f"Căn cứ: {found.basis}"


def _unlinked(text: str) -> str:
    r"""Return a message without links: '[x](https://…)' in what is reported is no link of ours (3.11.6)."""
    return text.replace("](", r"\](")


def _properties(found: Diagnostic) -> dict[str, str]:
    known = {"unit": found.unit, "rule": found.rule.id if found.rule else None}
    return {name: value for name, value in known.items() if value}


def _location(report: Report, place: Place) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    text = report.line(place)[place.column - 1 :]
    if text:
        region["snippet"] = {"text": text}
    uri = quote(report.path(place.file).encode("utf-8", "surrogateescape"))
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": ROOT}, "region": region}}
