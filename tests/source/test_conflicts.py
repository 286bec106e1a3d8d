"""Marks of an unfinished merge, told once for each conflict."""

import pytest

from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.source.conflicts import merge_conflicts


def lines_of(text: str) -> list[int]:
    conflicts = merge_conflicts(SourceFile("tệp.yaml", text, b""))
    return [each.place.line for each in conflicts if each.place]


def test_a_conflict_is_told_at_its_first_mark_with_the_others() -> None:
    text = "a: 1\n<<<<<<< HEAD\nb: 2\n||||||| gốc\nb: 1\n=======\nb: 3\n>>>>>>> xã\n"
    (conflict,) = merge_conflicts(SourceFile("tệp.yaml", text, b""))
    assert conflict.code == "BC113"
    assert conflict.place == Place("tệp.yaml", 2, 1)
    assert [place.line for _, place in conflict.related] == [4, 6, 8]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<<<<<<< a\n=======\n>>>>>>> b\nx: 1\n<<<<<<< a\n=======\n>>>>>>> b\n", [1, 5]),
        ("x: 1\n=======\n", [2]),
        ("x: 1\n>>>>>>> b\n", [2]),
        ("<<<<<<<\nx: 1\n<<<<<<< b\n", [1, 3]),
        ("", []),
    ],
    ids=["two", "only the middle", "only the end", "two begun", "none"],
)
def test_half_deleted_marks_are_conflicts_too(text: str, expected: list[int]) -> None:
    assert lines_of(text) == expected


@pytest.mark.parametrize(
    "text",
    ["  <<<<<<< a\n", "a: <<<<<<< b\n", "<<<<<<<< a\n", "======\n", "========\n", "<<: *a\n", "=======x\n"],
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert lines_of(text) == []
