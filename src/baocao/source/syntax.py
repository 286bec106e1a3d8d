"""What the YAML parser says when it gives up, told to a clerk."""

import re
from typing import Final, NamedTuple

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile


class _Cause(NamedTuple):
    """A phrase of the parser, its meaning and its cure; `at_context`: the fault lies earlier."""

    phrase: str
    reason: str
    advice: str
    at_context: bool = False


_INDENT: Final = "Kiểm tra thụt dòng: các khóa cùng cấp phải thẳng cột, cấp con thụt vào 2 dấu cách."
_QUOTE: Final = "Đặt cả giá trị trong dấu nháy kép, hoặc dùng '|' rồi xuống dòng."
_COLON: Final = _Cause(
    "found unexpected ':'", "giá trị trong ngoặc có dấu ':'",
    'Đặt giá trị ấy trong dấu nháy kép, ví dụ {han_gui: "2025-11-20 16:30"}.',
)  # fmt: skip
UNCLOSED: Final = _Cause(
    "found unexpected end of stream", "dấu nháy mở mà không đóng", "Thêm dấu nháy đóng ở cuối giá trị.",
    at_context=True,
)  # fmt: skip
UNCOLONED: Final = _Cause(
    "could not find expected ':'", "dòng này thiếu dấu ':' sau khóa",
    f"Thêm ': ' sau khóa; nếu là phần tiếp của văn bản trên thì thụt vào. {_QUOTE}", at_context=True,
)  # fmt: skip
MISPLACED: Final = _Cause(
    "did not find expected key", "dòng này không thẳng cột với các khóa bên trên", _INDENT
)
_CAUSES: Final = (
    _COLON,
    UNCLOSED,
    _Cause("mapping values are not allowed", "dấu ':' ở chỗ không được phép", f"{_QUOTE} {_INDENT}"),
    _Cause("did not find expected ',' or ']'", "ngoặc vuông mở mà không đóng, hoặc thiếu dấu phẩy",
           "Thêm ']' hoặc dấu phẩy giữa các mục.", at_context=True),
    _Cause("did not find expected ',' or '}'", "ngoặc nhọn mở mà không đóng, hoặc thiếu dấu phẩy",
           "Thêm '}' hoặc dấu phẩy giữa các mục.", at_context=True),
    UNCOLONED,
    _Cause("found character that cannot start any token", "giá trị bắt đầu bằng ký tự đặc biệt",
           _QUOTE),
    MISPLACED,
    _Cause("did not find expected '-' indicator", "danh sách và khóa lẫn vào nhau", _INDENT),
    _Cause("block sequence entries are not allowed", "dấu '-' ở chỗ không được phép",
           "Xuống dòng trước '- ', hoặc đặt giá trị trong dấu nháy."),
    _Cause("found unknown escape character", "dấu '\\' trong dấu nháy kép",
           "Dùng dấu nháy đơn thay cho dấu nháy kép."),
    _Cause("did not find expected node content", "thiếu giá trị hoặc thừa dấu ngoặc",
           "Kiểm tra dấu ngoặc; giá trị có dấu ngoặc thì đặt trong dấu nháy."),
    _Cause("did not find expected comment or line break", "sau '|' hoặc '>' phải xuống dòng",
           "Viết văn bản từ dòng dưới, thụt vào 2 dấu cách."),
    _Cause("did not find expected alphabetic or numeric character",
           "giá trị bắt đầu bằng dấu '*' hoặc '&'", _QUOTE, at_context=True),
    _Cause("found undefined tag handle", "giá trị bắt đầu bằng dấu '!'", _QUOTE),
    _Cause("found unexpected document indicator", "dấu nháy mở mà không đóng trước dòng '---'",
           "Thêm dấu nháy đóng ở cuối giá trị.", at_context=True),
    _Cause("did not find expected hexdecimal number", "dấu '\\' trong dấu nháy kép",
           "Dùng dấu nháy đơn thay cho dấu nháy kép."),
    _Cause("found invalid Unicode character escape code", "mã ký tự sau dấu '\\' không có thật",
           "Gõ thẳng chữ cần viết."),
    _Cause("found incompatible YAML document", "dòng '%YAML' ghi một phiên bản lạ", "Xóa dòng này."),
    _Cause("found unknown directive name", "dòng bắt đầu bằng '%'", "Xóa dòng này."),
)  # fmt: skip
_OTHER: Final = _Cause("", "cấu trúc không hợp lệ", f"{_INDENT} {_QUOTE}")
_TAB: Final = re.compile(r"[ ]*\t")
_DASH: Final = re.compile(r"(?P<lead>\s*(?:- +)*(?P<key>[^\s:]+):\s+)-\s*(?:#.*)?")
_MORE: Final = re.compile(r"(?P<lead>\s*(?:- +)*[^\s:]+:\s+)>(?P<sign>=?)\s*(?P<rest>\d[^#]*?)\s*(?:#.*)?")
_WORDS: Final = {"": "trên", "=": "ít nhất"}


def _mark_place(file: str, lines: list[str], line: int, column: int) -> Place:
    """Return the place of a mark; one behind the end of the file is moved to the end."""
    if line >= len(lines):
        return Place(file, len(lines), len(lines[-1]) + 1)
    return Place(file, line + 1, min(column, len(lines[line])) + 1)


def syntax_problem(source: SourceFile, error: YAMLError) -> Diagnostic:
    """Return the diagnostic for an exception of the parser."""
    if isinstance(error, ReaderError) or not isinstance(error, MarkedYAMLError):
        return caused_problem(_OTHER, source.start)
    phrase = error.problem or ""
    cause = next((known for known in _CAUSES if known.phrase in phrase), _OTHER)
    mark = error.context_mark if cause.at_context and error.context_mark else error.problem_mark
    lines = source.text.split("\n")
    place = _mark_place(source.path, lines, mark.line, mark.column) if mark else source.start
    # Whatever the parser says of such a line, the tab is the reason.
    if _TAB.match(lines[place.line - 1]):
        return problem("BC101", place)
    return _told_plainly(place, lines[place.line - 1]) or caused_problem(cause, place)


def caused_problem(cause: _Cause, place: Place) -> Diagnostic:
    """Return the diagnostic for what keeps a file from being read."""
    return problem("BC102", place, reason=cause.reason, advice=cause.advice)


def _told_plainly(place: Place, line: str) -> Diagnostic | None:
    """Return a fault in the words of what clerks mean by a dash alone, or by '>90%'; else nothing."""
    if dash := _DASH.fullmatch(line):
        there = place._replace(column=dash.end("lead") + 1)
        return problem("BC114", there, key=dash["key"].strip("\"'"))
    if more := _MORE.fullmatch(line):
        there, word = place._replace(column=more.end("lead") + 1), _WORDS[more["sign"]]
        return problem(
            "BC115", there, value=f">{more['sign']}{more['rest']}", meant=f"{word} {more['rest']}"
        )
    return None
