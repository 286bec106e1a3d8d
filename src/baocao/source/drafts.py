"""A file that holds no figure and no text of the unit's own, which is no report, whatever else it says.

Such are a file with nothing but its head, and one that `new` has laid out and nobody has filled: what it
carries forward (tasks as they stood, cited documents, what did not apply) nobody has said of this period.
"""

from collections.abc import Iterable
from typing import Final

from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.workspace import SourceFile
from baocao.source.nodes import Mapping, Node, Scalar, Sequence
from baocao.source.parsing import parse_report

_HEAD: Final = frozenset(
    {"don_vi", "ky", "tu_ngay", "chot_den", "phat_hanh", "chap_nhan_thieu", "nhap_tu", "van_ban"}
)
"""What says of which unit and period a file is, how it is issued, where it is from, what it would cite."""
_TASKS: Final = "nhiem_vu"
_ASKED: Final = ("chi_tieu", "noi_dung")
_CARRIED: Final = "khong_ap_dung"
"""What `new` carries forward as a value, beside the tasks as they stood."""


def is_draft(report: Mapping, problems: Iterable[Diagnostic] = ()) -> bool:
    """Tell whether a submission says nothing of its own yet; one with errors of YAML was meant to."""
    if any(found.severity is Severity.ERROR for found in problems):
        return False
    own = (node for key, (_, node) in report.entries.items() if key not in _HEAD and key != _TASKS)
    if any(map(_says_anything, own)):
        return False
    # Where there is room for figures or texts, tasks alone may be those of the last period.
    tasks = report.get(_TASKS)
    return tasks is None or any(key in report.entries for key in _ASKED) or not _says_anything(tasks)


def _says_anything(node: Node) -> bool:
    if isinstance(node, Scalar):
        return not node.is_blank and node.text != _CARRIED
    if isinstance(node, Sequence):
        return any(map(_says_anything, node.items))
    return any(_says_anything(value) for key, (_, value) in node.entries.items() if key != _CARRIED)


def was_draft(data: bytes) -> bool:
    """Tell the same of a version of a file; what cannot be read was meant as a report."""
    text = data.decode("utf-8", errors="replace")
    report = parse_report(SourceFile("", text, data))
    if isinstance(report.root, Mapping):
        return is_draft(report.root, report.problems)
    return report.root is None and not report.problems
