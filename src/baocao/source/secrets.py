"""What is a state secret is not read: it is kept, printed and sent elsewhere.

Luật Bảo vệ bí mật nhà nước 117/2025/QH15.
"""

from collections.abc import Iterator
from typing import Final

from baocao.model.diagnostic import problem
from baocao.model.place import Place
from baocao.source.documents import ReportFile
from baocao.source.nodes import Mapping, Node, Scalar, is_unwritten

MARK: Final = "do_mat"


def without_secrets(file: ReportFile, unit: str) -> ReportFile:
    """Return a file of which nothing can be read any more if it is marked secret, in whatever words."""
    source = file.source
    if source is None or file.mapping is None:
        return file
    secrets = [
        problem("BC463", Place(source.path, mark.line, mark.column), unit=unit, value=_shown_mark(mark))
        for mark in _marks_in(file.mapping)
    ]
    return file._replace(mapping=None, problems=[*file.problems, *secrets]) if secrets else file


def _shown_mark(mark: Node) -> str:
    return mark.text if isinstance(mark, Scalar) else MARK


def _marks_in(report: Mapping) -> Iterator[Node]:
    issues = report.get("phat_hanh")
    for _, issue in issues.entries.values() if isinstance(issues, Mapping) else ():
        mark = issue.get(MARK) if isinstance(issue, Mapping) else None
        if mark is not None and not is_unwritten(mark):
            yield mark
