"""The list of commits that only wrote data in another way."""

from pathlib import Path

import pytest

from baocao.source.config import read_config
from baocao.source.rewrites import MOST_COMMITS, NAME, check_rewrites, is_kept_in_git, listed_rewrites
from support import Sandbox

SHA1, SHA256 = "0123456789abcdef" * 2 + "01234567", "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("text", "commits", "faults"),
    [
        ("", (), ()),
        (f"# baocao fmt\n\n{SHA1}\n", (SHA1,), ()),
        (f"  {SHA1.upper()}  # viết lại\r\n{SHA1}\n", (SHA1,), ()),
        (f"{SHA256}\n{SHA1}", (SHA256, SHA1), ()),
        (f"{SHA1[:12]}\n{SHA1}\n", (SHA1,), ((1, SHA1[:12]),)),
        (f"{SHA1} {SHA1}\n", (), ((1, f"{SHA1} {SHA1}"),)),
        ("main\n--all\n", (), ((1, "main"), (2, "--all"))),
        ("٠" * 40, (), ((1, "٠" * 40),)),
    ],
)
def test_only_full_ids_are_listed(
    text: str, commits: tuple[str, ...], faults: tuple[tuple[int, str], ...]
) -> None:
    listed = listed_rewrites(text)
    assert (listed.commits, listed.faults) == (commits, faults)


def test_a_list_without_end_is_bounded_and_told(sandbox: Sandbox) -> None:
    text = "".join(f"{number:040x}\n" for number in range(MOST_COMMITS + 1))
    assert len(listed_rewrites(text).commits) == MOST_COMMITS
    sandbox.write(NAME, text)
    assert [each.code for each in check_rewrites(read_config(sandbox.root)[0])] == ["BC844"]


@pytest.mark.parametrize("text", ["", "# chỉ có ghi chú\n", f"{SHA1}\n"])
def test_a_list_as_it_should_be_says_nothing(sandbox: Sandbox, text: str) -> None:
    sandbox.write(NAME, text)
    assert check_rewrites(read_config(sandbox.root)[0]) == []


def test_a_folder_is_kept_in_git_where_any_above_it_is(tmp_path: Path) -> None:
    (tmp_path / "kho" / ".git").mkdir(parents=True)
    (tmp_path / "kho" / "dữ liệu").mkdir()
    assert is_kept_in_git(tmp_path / "kho" / "dữ liệu")
    assert not is_kept_in_git(tmp_path)
