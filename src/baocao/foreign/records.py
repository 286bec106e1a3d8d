"""JSON that a stranger may have edited: bounded, without numbers and letters that are none."""

import json
import math
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.foreign.files import TooLargeError, read_regular
from baocao.foreign.limits import DEEPEST_JSON, MOST_JSON, MOST_VALUES, megabytes_text
from baocao.model.place import Place
from baocao.vietnamese.system_errors import unread_reason_of

_MARKS: Final = (b"[", b"{", b",")


LONGEST_NAME: Final = 255
"""Bytes of a file's name, on every system that matters."""


class Fault(NamedTuple):
    """What is wrong with a file, in Vietnamese, and on which line."""

    reason: str
    line: int = 1
    column: int = 1

    def place(self, file: str) -> Place:
        """Return where in the file that is."""
        return Place(file, self.line, self.column)


class BadRecordError(Exception):
    """The file is no JSON that can be used; `fault` tells why."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.fault = Fault(reason, line, column)


def read_record(path: Path) -> dict[str, Any] | None:
    """Return the object in a JSON file, None if there is none; raises BadRecordError for anything else."""
    data = record_bytes(path)
    return None if data is None else parse_record(data)


def record_bytes(path: Path) -> bytes | None:
    """Return what a JSON file holds, None if there is none; raises BadRecordError if it cannot be read."""
    try:
        return read_regular(path, MOST_JSON)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except TooLargeError as error:
        size = megabytes_text(error.size)
        raise BadRecordError(f"tệp nặng {size}, giới hạn {megabytes_text(MOST_JSON)}") from None
    except OSError as error:
        raise BadRecordError(unread_reason_of(error)) from None


def parse_record(data: bytes) -> dict[str, Any]:
    """Return the object that JSON holds; raises BadRecordError."""
    # Before parsing: each mark may become an object, and the parser would make them all.
    if sum(data.count(mark) for mark in _MARKS) > MOST_VALUES:
        raise BadRecordError(f"có hơn {MOST_VALUES // 1_000_000} triệu giá trị")
    content = _parsed_json(data)
    if not isinstance(content, dict):
        raise BadRecordError("nội dung không phải là một nhóm {…}")
    if _is_deep(content):
        raise BadRecordError(f"lồng quá {DEEPEST_JSON} cấp")
    if b"\\u" in data and not _can_be_written(content):
        raise BadRecordError("có nửa ký tự Unicode (\\ud800…\\udfff)")
    return content


def _parsed_json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number, parse_float=_finite_number)
    except json.JSONDecodeError as error:
        where = f"dòng {error.lineno}, cột {error.colno}"
        raise BadRecordError(f"sai cú pháp JSON ở {where}", error.lineno, error.colno) from None
    except UnicodeDecodeError:
        raise BadRecordError("không phải UTF-8") from None
    except RecursionError:
        raise BadRecordError(f"lồng quá {DEEPEST_JSON} cấp") from None
    except ValueError:  # an integer of thousands of digits, or one of the two below
        raise BadRecordError("có số quá lớn hoặc không phải là số") from None


def _no_number(text: str) -> float:
    """Refuse NaN and Infinity, which JSON does not have."""
    raise ValueError(text)


def _finite_number(text: str) -> float:
    """Return a number, unless it is as large as 1e999."""
    number = float(text)
    if math.isinf(number):
        raise ValueError(text)
    return number


def _is_deep(content: Any) -> bool:
    level = [content]
    for _ in range(DEEPEST_JSON):
        level = [
            child
            for container in level
            for child in (container.values() if isinstance(container, dict) else container)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def _can_be_written(content: Any) -> bool:
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def is_file_name(name: object) -> bool:
    """Tell whether this names a file in a folder itself, and no system or terminal misreads it."""
    return (
        isinstance(name, str)
        and name not in {"", ".", ".."}
        and not set(name) & set("/\\:")
        and name.isprintable()
        and len(name.encode("utf-8", "replace")) <= LONGEST_NAME
    )
