"""What is a state secret is not read: it is kept, printed and sent elsewhere.

Luật Bảo vệ bí mật nhà nước 117/2025/QH15.
"""

from collections.abc import Iterator

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.submission import Submission
from baocao.source.documents import ReportFile
from baocao.source.nodes import Mapping, Scalar


def secrets_of(submission: Submission) -> list[Diagnostic]:
    """Return a problem for each document that is marked secret."""
    return [
        problem("BC463", issue.at or submission.at, unit=submission.unit, value=issue.secrecy.value)
        for issue in submission.issues.values()
        if issue.secrecy
    ]


def without_secrets(file: ReportFile, unit: str) -> ReportFile:
    """Return a file of which only some keys are looked at; nothing can be read of one marked secret."""
    source = file.source
    if source is None or file.mapping is None:
        return file
    secrets = [
        problem("BC463", Place(source.path, mark.line, mark.column), unit=unit, value=mark.text)
        for mark in _marks_in(file.mapping)
    ]
    return file._replace(mapping=None, problems=[*file.problems, *secrets]) if secrets else file


def _marks_in(report: Mapping) -> Iterator[Scalar]:
    issues = report.get("phat_hanh")
    for _, issue in issues.entries.values() if isinstance(issues, Mapping) else ():
        mark = issue.get("do_mat") if isinstance(issue, Mapping) else None
        if isinstance(mark, Scalar) and not mark.is_blank:
            yield mark
