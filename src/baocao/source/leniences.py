"""What the C parser takes without a word and the reader of a file would not: it is refused here.

A '#' directly behind a value, a comma or a bracket is no remark in YAML, yet all that follows it is lost;
'?a' in brackets is a text in YAML 1.2, of which the parser takes the '?' for a sign.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is there
from ruamel.yaml.events import MappingStartEvent, NodeEvent

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile

_SUSPECTS: Final = re.compile(r"[^\s#]#|\?[^\s?]")
"""Without one of these, no file has what is looked for."""
_REMARK: Final = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
_HEADER: Final = re.compile(r"[|>][\d+-]*(?=#)")
_GLUED: Final = (
    "dấu '#' viết liền sau giá trị, dấu phẩy hoặc dấu ngoặc, phần sau nó sẽ bị bỏ mất",
    "Nếu là ghi chú thì thêm dấu cách trước '#'; nếu là chữ của giá trị thì đặt cả giá trị trong dấu nháy.",
)
_ASKING: Final = (
    "giá trị trong ngoặc bắt đầu bằng dấu '?'",
    "Đặt giá trị ấy trong dấu nháy kép.",
)


def lenient_problems(source: SourceFile) -> Iterator[Diagnostic]:
    """Yield what a file has of these; the parser must have read it to its end."""
    text = source.text.removeprefix("\ufeff")  # which the parser does not count
    if not _SUSPECTS.search(text):
        return
    end = 0
    for event in iter(CParser(text).get_event, None):
        start = event.start_mark.index
        if _is_asking(text, end, event):
            yield _lenient_problem(source, text, start - 1, _ASKING)
        for place in _glued_remarks(text, end, start, event):
            yield _lenient_problem(source, text, place, _GLUED)
        # A mapping's start ends behind its first key, which has yet to be looked at.
        mark = event.start_mark if isinstance(event, MappingStartEvent) else event.end_mark
        end = max(end, mark.index)


def _is_asking(text: str, end: int, event: Any) -> bool:
    """Tell whether a '?' stands directly before this key or value and is no part of what came before."""
    start = event.start_mark.index
    line = text[end:start].rpartition("\n")[2]
    is_before = line.endswith("?") and "#" not in line
    return is_before and isinstance(event, NodeEvent) and bool(text[start : start + 1].strip())


def _glued_remarks(text: str, end: int, start: int, event: Any) -> Iterator[int]:
    """Yield where a remark begins directly behind something, between two events or in the head of one."""
    for remark in _REMARK.finditer(text, end, start):
        at = remark.start()
        if at and not text[at - 1].isspace():
            yield at
    if getattr(event, "style", None) in ("|", ">") and (header := _HEADER.match(text, start)):
        yield header.end()


def _lenient_problem(source: SourceFile, text: str, at: int, said: tuple[str, str]) -> Diagnostic:
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return problem("BC102", Place(source.path, line, column), reason=said[0], advice=said[1])
