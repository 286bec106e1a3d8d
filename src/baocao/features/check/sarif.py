"""Diagnostics as SARIF 2.1.0, which code scanning and editors read."""

from collections.abc import Iterator
from string import Formatter
from typing import Any, Final
from urllib.parse import quote

from baocao import __version__
from baocao.features.check.fingerprints import diagnostic_fingerprints
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
    codes = sorted({diagnostic.code for diagnostic in every})
    results = [
        _result_object(report, diagnostic, codes.index(diagnostic.code), fingerprint, waiver)
        for diagnostic, fingerprint, waiver in zip(
            every, diagnostic_fingerprints(report, every), waivers, strict=True
        )
    ]
    run = {
        "tool": {"driver": _tool_driver(codes)},
        "language": "vi",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "Thư mục gốc của kho dữ liệu."}}},
        "results": results,
        "properties": {"hidden": {hidden.option: dict(hidden.codes) for hidden in report.hidden}},
    }
    content = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return json_text(content) + "\n"


def _tool_driver(codes: list[str]) -> dict[str, Any]:
    return {
        "name": "baocao",
        "semanticVersion": __version__,
        "language": "vi",
        "rules": [_rule_object(code) for code in codes],
    }


def _rule_object(code: str) -> dict[str, Any]:
    message = MESSAGES[code]
    what, advice = general_message(message.what), general_message(message.advice)
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


def general_message(text: str) -> str:
    """Return a message of the catalogue with '…' for what each diagnostic says in its own words."""
    parts = Formatter().parse(text)
    dots = (f"{plain}{'' if name in {None, 'hint'} else '…'}" for plain, name, _, _ in parts)
    return "".join(dots).strip()


def _result_object(
    report: Report, diagnostic: Diagnostic, index: int, fingerprint: str, waiver: Waiver | None
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": _without_links("\n".join(_message_lines(diagnostic)))},
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "properties": _result_properties(diagnostic),
    }
    if diagnostic.place:
        result["locations"] = [_location_object(report, diagnostic.place)]
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, **_location_object(report, place), "message": {"text": _without_links(label)}}
            for number, (label, place) in enumerate(diagnostic.related, start=1)
        ]
    if waiver:
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": waiver.reason,
                "location": _location_object(report, waiver.at),
            }
        ]
    return result


def _message_lines(diagnostic: Diagnostic) -> Iterator[str]:
    """Yield message, advice, rule and basis together, as most viewers show this text alone."""
    yield diagnostic.message
    yield f"→ {diagnostic.advice}"
    if diagnostic.rule:
        yield f"Quy tắc: {diagnostic.rule.id}"
    if diagnostic.basis:
        yield f"Căn cứ: {diagnostic.basis}"


def _without_links(text: str) -> str:
    r"""Return a message without links: '[x](https://…)' in what is reported is no link of ours (3.11.6)."""
    return text.replace("](", r"\](")


def _result_properties(diagnostic: Diagnostic) -> dict[str, str]:
    known = {"unit": diagnostic.unit, "rule": diagnostic.rule.id if diagnostic.rule else None}
    return {name: value for name, value in known.items() if value}


def _location_object(report: Report, place: Place) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
    text = report.line_at(place)[place.column - 1 :]
    if text:
        region["snippet"] = {"text": text}
    # A name that is no UTF-8 keeps its bytes.
    uri = quote(report.repo_path(place.file).encode("utf-8", "surrogateescape"))
    return {"physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": ROOT}, "region": region}}
