"""What the YAML parser says when it gives up, told to a clerk with the place of the cause."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("ket_qua: Kết quả: tốt\n", "dấu ':' ở chỗ không được phép", (1, 17)),
        ("a: 1\nb: 'mở mà quên đóng\nc: 2\n", "dấu nháy mở mà không đóng", (2, 4)),
        ("a: [1, 2\nb: 3\n", "ngoặc vuông mở mà không đóng, hoặc thiếu dấu phẩy", (1, 4)),
        ("a: {b: 2025-11-20 16:30}\n", "giá trị trong ngoặc có dấu ':'", (1, 21)),
        ("a: [Họp lúc 14:00, b]\n", "giá trị trong ngoặc có dấu ':'", (1, 15)),
        ("a: {b: 1\nc: 3\n", "ngoặc nhọn mở mà không đóng, hoặc thiếu dấu phẩy", (1, 4)),
        ("a: 1\nphần tiếp\nb: 2\n", "dòng này thiếu dấu ':' sau khóa", (2, 1)),
        ("a: @qd-09\n", "giá trị bắt đầu bằng ký tự đặc biệt", (1, 4)),
        ("a:\n   b: 1\n  c: 2\n", "dòng này không thẳng cột với các khóa bên trên", (3, 3)),
        ("a: 'xã ''Một''' hai\n", "dòng này không thẳng cột với các khóa bên trên", (1, 17)),
        ("- a\nb: c\n", "danh sách và khóa lẫn vào nhau", (2, 1)),
        ("a: - b\n", "dấu '-' ở chỗ không được phép", (1, 4)),
        ('a: "C:\\dữ liệu"\n', "dấu '\\' trong dấu nháy kép", (1, 7)),
        ("a: ]\n", "thiếu giá trị hoặc thừa dấu ngoặc", (1, 4)),
        ("a: |một dòng\n", "sau '|' hoặc '>' phải xuống dòng", (1, 5)),
        ("a: 1\n...\nb: 2\n", "cấu trúc không hợp lệ", (3, 1)),
        ("a: *\n", "giá trị bắt đầu bằng dấu '*' hoặc '&'", (1, 4)),
        ("a: !e!x 1\n", "giá trị bắt đầu bằng dấu '!'", (1, 4)),
        ("a: 'x\n---\n'\n", "dấu nháy mở mà không đóng trước dòng '---'", (1, 4)),
        ('a: "\\xZZ"\n', "dấu '\\' trong dấu nháy kép", (1, 7)),
        ('a: "\\uD800"\n', "mã ký tự sau dấu '\\' không có thật", (1, 7)),
        ("%YAML 9.9\n---\na: 1\n", "dòng '%YAML' ghi một phiên bản lạ", (1, 1)),
    ],
)
def test_the_cause_is_named_where_it_lies(
    yaml: Callable[[str], Any], text: str, reason: str, place: tuple[int, int]
) -> None:
    root, (found,) = yaml(text)
    assert root is None
    assert found.message == f"Sai cú pháp YAML: {reason}."
    assert (found.place.line, found.place.column) == place
    assert found.advice.endswith(".")


@pytest.mark.parametrize(("text", "line"), [("a:\n\tb: 1\n", 2), ("a:\n  \tb: 1\n", 2), ("a: |\n\tx\n", 2)])
def test_a_tab_before_a_key_is_told_from_other_faults(
    yaml: Callable[[str], Any], text: str, line: int
) -> None:
    _, (found,) = yaml(text)
    assert (found.code, found.place.line) == ("BC101", line)


@pytest.mark.parametrize(
    "text", ["a: [1,", "a: {b: [", "a: [1,\n\n", "? [a", "[", "- {", "a: 1\n  - ]", "'"]
)
def test_a_fault_at_the_end_lies_inside_the_file(yaml: Callable[[str], Any], text: str) -> None:
    _, problems = yaml(text)
    lines = text.split("\n")
    for problem in problems:
        assert problem.place.line <= len(lines)
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1
