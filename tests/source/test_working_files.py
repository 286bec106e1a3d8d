"""Files of the working tree against what a commit has, without Git."""

import os
import subprocess
import time
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.source.working_files import (
    blob_id,
    earlier_lines,
    file_content,
    kept_content,
    line_count,
    says_the_same,
)

LINES = st.lists(st.sampled_from("abcdefgh"), max_size=14)


def joined_lines(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_a_content_has_the_id_that_git_gives_it(tmp_path: Path, kind: str) -> None:
    subprocess.run(["git", "init", "--quiet", f"--object-format={kind}", "."], cwd=tmp_path, check=True)
    for data in (b"", b"a\r\n", "Xã\n".encode(), bytes(range(256))):
        told = subprocess.run(
            ["git", "hash-object", "--no-filters", "--stdin"],
            cwd=tmp_path,
            input=data,
            capture_output=True,
            check=True,
        ).stdout
        assert blob_id(data, kind) == told.decode().strip()


def test_line_ends_are_no_difference() -> None:
    assert says_the_same(b"a\r\nb\r\n", b"a\nb\n")
    assert not says_the_same(b"a\nb\n", b"a\nb")


@given(LINES, LINES)
def test_lines_that_correspond_are_the_same_and_keep_their_order(old: list[str], new: list[str]) -> None:
    lines = earlier_lines(joined_lines(old), joined_lines(new))
    assert all(new[line - 1] == old[was - 1] for line, was in lines.items())
    ordered = [lines[line] for line in sorted(lines)]
    assert ordered == sorted(set(ordered))


@given(LINES)
def test_every_line_of_the_same_text_is_where_it_was(lines: list[str]) -> None:
    assert earlier_lines(joined_lines(lines), joined_lines(lines)) == {
        line: line for line in range(1, len(lines) + 1)
    }


@given(st.lists(st.integers(), unique=True, max_size=20), st.data())
def test_where_no_line_occurs_twice_nothing_is_lost_that_difflib_finds(
    numbers: list[int], data: st.DataObject
) -> None:
    old = [str(number) for number in numbers]
    new = [line for line in old if data.draw(st.booleans())]
    new.insert(data.draw(st.integers(0, len(new))), "mới")
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    expected = {block.b + n + 1: block.a + n + 1 for block in blocks for n in range(block.size)}
    lines = earlier_lines(joined_lines(old), joined_lines(new))
    assert lines == expected


def test_repeated_lines_between_two_changes_are_found() -> None:
    old = b"a: 1\nx: dang lam\nb: 1\nx: dang lam\nc: 1\n"
    new = b"a: 2\nx: dang lam\nb: 1\nx: dang lam\nc: 2\n"
    assert earlier_lines(old, new) == {2: 2, 3: 3, 4: 4}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"x\n" * 200_000, b"x\n" * 100_000 + b"y\n" + b"x\n" * 100_000),
        (
            b"".join(b"%d\n" % n for n in range(100_000)),
            b"".join(b"%d\n" % n for n in range(100_000, 0, -1)),
        ),
        (b"a\nb\n" * 100_000, b"b\na\n" * 100_000),
    ],
    ids=["repeated", "reversed", "swapped"],
)
def test_no_file_makes_the_search_long(old: bytes, new: bytes) -> None:
    start = time.monotonic()
    earlier_lines(old, new)
    assert time.monotonic() - start < 60


def test_what_is_no_file_has_no_content(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống")
    assert (
        file_content(tmp_path / "ống")
        == file_content(tmp_path)
        == file_content(tmp_path / "không có")
        == b""
    )
    assert file_content(tmp_path / "a\0b") == b""


def test_of_a_link_git_keeps_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "liên kết").symlink_to("đích")
    assert kept_content(tmp_path / "liên kết") == "đích".encode()


@pytest.mark.parametrize("data", [b"", b"\n", b"a", b"a\n", b"a\nb", b"a\r\nb\r\n", b"\n\n"])
def test_lines_are_counted_as_they_are_told_from_each_other(data: bytes) -> None:
    assert earlier_lines(data, data) == {line: line for line in range(1, line_count(data) + 1)}
