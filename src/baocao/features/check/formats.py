"""The formats in which a report can be had; only the chosen one is imported."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from baocao.features.check.record import Report


class Format(StrEnum):
    """How the result of a check is printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"


def render_report(report: "Report", form: Format, columns: int) -> str:
    """Return the report in a format; `columns` bound the source lines in text."""
    match form:
        case Format.TEXT:
            from baocao.report.text import text_report  # noqa: PLC0415 - one format is wanted

            return text_report(report.found, report.files, columns)
        case Format.JSON:
            from baocao.features.check.json import json_report  # noqa: PLC0415

            return json_report(report)
        case Format.GITHUB:
            from baocao.features.check.github import github_report  # noqa: PLC0415

            return github_report(report)
        case Format.SARIF:
            from baocao.features.check.sarif import sarif_report  # noqa: PLC0415

            return sarif_report(report)
        case Format.JUNIT:
            from baocao.features.check.junit import junit_report  # noqa: PLC0415

            return junit_report(report)
        case Format.GITLAB:
            from baocao.features.check.gitlab import gitlab_report  # noqa: PLC0415

            return gitlab_report(report)
        case Format.MARKDOWN:
            from baocao.features.check.markdown import markdown_report  # noqa: PLC0415

            return markdown_report(report)
