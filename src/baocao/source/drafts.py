"""A report that has only been opened: `new` wrote its file, nobody has filled it yet.

Such a file is not a report that came: it counts neither as received nor as on time.
"""

from typing import Final

from baocao.model.workspace import SourceFile
from baocao.source.nodes import Mapping, Node, Scalar, Sequence
from baocao.source.parsing import parse_source

_ASKED: Final = ("chi_tieu", "noi_dung")
_TELLING: Final = (*_ASKED, "vuong_mac", "kien_nghi")
_CARRIED: Final = "khong_ap_dung"
"""What `new` carries forward as a value, beside the tasks as they stood."""


def is_draft(report: Mapping) -> bool:
    """Tell whether a submission has room for figures or texts, but says nothing yet."""
    if all(report.get(key) is None for key in _ASKED):
        return False
    return not any(_says_anything(node) for key in _TELLING if (node := report.get(key)) is not None)


def _says_anything(node: Node) -> bool:
    if isinstance(node, Scalar):
        return not node.is_blank and node.text != _CARRIED
    if isinstance(node, Sequence):
        return any(map(_says_anything, node.items))
    return any(_says_anything(value) for key, (_, value) in node.entries.items() if key != _CARRIED)


def was_draft(data: bytes) -> bool:
    """Tell the same of a version of a file; what cannot be read was meant as a report."""
    text = data.decode("utf-8", errors="replace")
    root, _ = parse_source(SourceFile("", text, data))
    return isinstance(root, Mapping) and is_draft(root)
