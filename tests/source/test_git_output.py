"""What Git prints for programs, read back: whatever names and subjects hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.history import Action
from baocao.source import git_output

ID = "a" * 40
LETTERS = st.characters(exclude_characters="\0", codec="utf-8")
NAMES = st.text(LETTERS, min_size=1)
SUBJECTS = st.text(LETTERS)
TOUCHED = st.one_of(
    st.tuples(st.sampled_from(["A", "M", "D", "T"]), NAMES.map(lambda name: (name,))),
    st.tuples(st.just("R"), st.tuples(NAMES, NAMES)),
)


def record(subject: str = "", *, parents: str = "", touched: str = "") -> bytes:
    return f"\x1e{ID}\x1f{parents}\x1f1763262000\x1f{subject}\0{touched}".encode()


@given(SUBJECTS, st.lists(TOUCHED))
def test_a_log_is_read_back_whatever_names_and_subjects_hold(
    subject: str, touched: list[tuple[str, tuple[str, ...]]]
) -> None:
    scores = {"R": "R100"}
    rows = "".join("\0".join((scores.get(status, status), *paths)) + "\0" for status, paths in touched)
    (found,) = git_output.records(record(subject, touched="\n" + rows if rows else ""))
    assert (found.commit, found.subject, found.touched) == (ID, subject, tuple(touched))


def test_commits_that_touch_nothing_stand_beside_those_that_do() -> None:
    output = record("một") + record("hai", touched="\nA\0a\0") + record("ba", parents=f"{ID} {ID}")
    found = git_output.records(output)
    assert [(each.subject, len(each.parents), len(each.touched)) for each in found] == [
        ("một", 0, 0), ("hai", 0, 1), ("ba", 2, 0),
    ]  # fmt: skip


def test_names_that_are_no_utf8_keep_their_bytes() -> None:
    output = record(touched="\nA\0") + b"\xc0\xff\0"
    (found,) = git_output.records(output)
    ((_, (name,)),) = found.touched
    assert name.encode("utf-8", "surrogateescape") == b"\xc0\xff"


def test_a_change_of_kind_is_a_change() -> None:
    found = git_output.records(record(touched="\nT\0a\0R100\0b\0c\0D\0d\0A\0e\0"))
    changes = git_output.changes(found, "main", shallow=False)
    assert [(each.path, each.action, each.origin, each.replaces) for each in changes] == [
        ("a", Action.CHANGED, "", ""),
        ("c", Action.MOVED, "b", ""),
        ("d", Action.REMOVED, "", ""),
        ("e", Action.ADDED, "", "d"),
    ]


@pytest.mark.parametrize(
    ("shallow", "parents", "oldest"), [(True, "", True), (True, ID, False), (False, "", False)]
)
def test_the_first_commit_of_a_shallow_clone_is_not_the_beginning(
    parents: str, *, shallow: bool, oldest: bool
) -> None:
    found = git_output.records(record(parents=parents, touched="\nA\0a\0"))
    (change,) = git_output.changes(found, "main", shallow=shallow)
    assert change.oldest is oldest


@pytest.mark.parametrize("output", [b"", b"\n"])
def test_no_commit_is_none(output: bytes) -> None:
    assert git_output.commit(output) is None
    assert git_output.records(output) == []
