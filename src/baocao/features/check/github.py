"""Diagnostics as workflow commands of GitHub Actions, which become annotations at their lines."""

from typing import Final

from baocao.features.check.left_out import left_out_lines
from baocao.features.check.record import Report
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.report.text import diagnostic_lines, severity_summary
from baocao.vietnamese.visible import visible_line

COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_TEXT: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
# A value of a property ends at ':' or ','; the text goes on to the end of the line.
_VALUE: Final = {**_TEXT, ord(":"): "%3A", ord(","): "%2C"}


def github_report(report: Report) -> str:
    """Return one command per diagnostic, gravest first, and the summary as the last.

    GitHub shows ten annotations of each severity per step and drops the rest; the summary counts all.
    """
    said = "\n".join([f"{severity_summary(report.found)}.", *map(visible_line, left_out_lines(report))])
    lines = [
        *(_workflow_command(report, diagnostic) for diagnostic in report.found),
        _command_text("notice", said, "Kết quả"),
    ]
    return "\n".join(lines) + "\n"


def _workflow_command(report: Report, diagnostic: Diagnostic) -> str:
    # The first line says place and code, which the fields of the command carry.
    _, *rest = diagnostic_lines(diagnostic)
    text = "\n".join(map(visible_line, [diagnostic.message, *map(str.strip, rest)]))
    where = {}
    if diagnostic.place:
        where = {
            "file": visible_line(report.repo_path(diagnostic.place.file)),
            "line": str(diagnostic.place.line),
            "col": str(diagnostic.place.column),
        }
    return _command_text(
        COMMANDS[diagnostic.severity], text, f"{diagnostic.code} {diagnostic.severity.value}", **where
    )


def _command_text(command: str, text: str, title: str, **where: str) -> str:
    properties = ",".join(
        f"{name}={value.translate(_VALUE)}" for name, value in (*where.items(), ("title", title))
    )
    return f"::{command} {properties}::{text.translate(_TEXT)}"
