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


def log_record(subject: str = "", *, parents: str = "", touched: str = "") -> bytes:
    return f"\x1e{ID}\x1f{parents}\x1f1763262000\x1f{subject}\0{touched}".encode()


@given(SUBJECTS, st.lists(TOUCHED))
def test_a_log_is_read_back_whatever_names_and_subjects_hold(
    subject: str, touched: list[tuple[str, tuple[str, ...]]]
) -> None:
    scores = {"R": "R100"}
    rows = "".join("\0".join((scores.get(status, status), *paths)) + "\0" for status, paths in touched)
    (commit,) = git_output.log_records(log_record(subject, touched="\n" + rows if rows else ""))
    assert (commit.commit, commit.subject, commit.touched) == (ID, subject, tuple(touched))


def test_commits_that_touch_nothing_stand_beside_those_that_do() -> None:
    output = (
        log_record("một") + log_record("hai", touched="\nA\0a\0") + log_record("ba", parents=f"{ID} {ID}")
    )
    commits = git_output.log_records(output)
    assert [(each.subject, len(each.parents), len(each.touched)) for each in commits] == [
        ("một", 0, 0), ("hai", 0, 1), ("ba", 2, 0),
    ]  # fmt: skip


def test_names_that_are_no_utf8_keep_their_bytes() -> None:
    output = log_record(touched="\nA\0") + b"\xc0\xff\0"
    (commit,) = git_output.log_records(output)
    ((_, (name,)),) = commit.touched
    assert name.encode("utf-8", "surrogateescape") == b"\xc0\xff"


def test_a_change_of_kind_is_a_change() -> None:
    commits = git_output.log_records(log_record(touched="\nT\0a\0R100\0b\0c\0D\0d\0A\0e\0"))
    changes = git_output.log_changes(commits, "main", shallow=False)
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
    commits = git_output.log_records(log_record(parents=parents, touched="\nA\0a\0"))
    (change,) = git_output.log_changes(commits, "main", shallow=shallow)
    assert change.oldest is oldest


@pytest.mark.parametrize("output", [b"", b"\n"])
def test_no_commit_is_none(output: bytes) -> None:
    assert git_output.printed_commit(output) is None
    assert git_output.log_records(output) == []
