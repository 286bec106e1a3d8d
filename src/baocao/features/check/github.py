"""Diagnostics as workflow commands of GitHub Actions, which become annotations at their lines."""

from typing import Final

from baocao.features.check.left_out import left_out
from baocao.features.check.record import Report
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.report.text import described, summary
from baocao.vietnamese.visible import visible_line

COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_TEXT: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_VALUE: Final = {**_TEXT, ord(":"): "%3A", ord(","): "%2C"}


def github_report(report: Report) -> str:
    """Return one command per diagnostic, gravest first, and the summary as the last.

    GitHub shows ten annotations of each severity per step and drops the rest; the summary counts all.
    """
    said = "\n".join([f"{summary(report.found)}.", *map(visible_line, left_out(report))])
    lines = [*(_command(report, found) for found in report.found), _written("notice", said, "Kết quả")]
    return "\n".join(lines) + "\n"


def _command(report: Report, found: Diagnostic) -> str:
    _, *rest = described(found)
    text = "\n".join(map(visible_line, [found.message, *map(str.strip, rest)]))
    where = {}
    if found.place:
        where = {
            "file": visible_line(report.path(found.place.file)),
            "line": str(found.place.line),
            "col": str(found.place.column),
        }
    return _written(COMMANDS[found.severity], text, f"{found.code} {found.severity.value}", **where)


def _written(command: str, text: str, title: str, **where: str) -> str:
    properties = ",".join(
        f"{name}={value.translate(_VALUE)}" for name, value in (*where.items(), ("title", title))
    )
    return f"::{command} {properties}::{text.translate(_TEXT)}"
