"""Who recorded lines of the files as they are here; what is not recorded yet is told as such."""

from pathlib import Path

import pytest

from baocao.pipeline.tracing.origins import recorders_of
from repositories import Repository

NAME = "Xã Một/số liệu.yaml"
NEW = "chưa commit"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A repository with a file of which two commits wrote lines."""
    (tmp_path / "Xã Một").mkdir()
    write_lines(tmp_path, "một\nhai\nba\nbốn\n")
    repository = Repository(tmp_path)
    repository.commit("2025-11-16 09:00", "Lần đầu")
    write_lines(tmp_path, "một\nhai\nBA\nbốn\n")
    repository.commit("2025-11-18 09:00", "Sửa")
    return repository


def write_lines(folder: Path, text: str) -> None:
    (folder / NAME).write_bytes(text.encode())


def told_origins(folder: Path, *lines: int, name: str = NAME) -> list[str]:
    """Return for each line the subject of its commit, or why there is none."""
    recorders, _ = recorders_of(folder, {name: lines})
    return [each.commit.subject if each.commit else each.why for each in recorders[name].values()]


def test_lines_have_the_commits_that_wrote_them(made: Repository) -> None:
    assert told_origins(made.folder, 1, 3) == ["Lần đầu", "Sửa"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("một\nhai\nBA\nnăm\n", ["Lần đầu", "Lần đầu", "Sửa", NEW]),
        ("mới\nmột\nhai\nBA\n", [NEW, "Lần đầu", "Lần đầu", "Sửa"]),
        ("BA\nbốn\n", ["Sửa", "Lần đầu", NEW, NEW]),
        ("một\r\nhai\r\nBA\r\nbốn\r\n", ["Lần đầu", "Lần đầu", "Sửa", "Lần đầu"]),
        ("", [NEW] * 4),
    ],
)
def test_lines_that_are_not_committed_are_told_from_those_that_moved(
    made: Repository, text: str, expected: list[str]
) -> None:
    write_lines(made.folder, text)
    assert told_origins(made.folder, 1, 2, 3, 4) == expected


def test_what_is_only_staged_is_not_committed(made: Repository) -> None:
    write_lines(made.folder, "một\nhai\nBA\nnăm\n")
    made.git("add", "--all")
    assert told_origins(made.folder, 4) == [NEW]


def test_a_file_that_was_never_recorded_is_told(made: Repository, tmp_path: Path) -> None:
    (made.folder / "mới.yaml").write_text("một\n", encoding="utf-8")
    assert told_origins(made.folder, 1, name="mới.yaml") == ["tệp chưa được ghi vào Git"]
    made.git("add", "--all")
    assert told_origins(made.folder, 1, name="mới.yaml") == ["tệp chưa được ghi vào Git"]
    empty = tmp_path / "kho mới"
    empty.mkdir()
    Repository(empty)
    (empty / "mới.yaml").write_text("một\n", encoding="utf-8")
    assert told_origins(empty, 1, name="mới.yaml") == ["tệp chưa được ghi vào Git"]


def test_a_file_whose_content_is_missing_is_told(made: Repository) -> None:
    name = made.git("rev-parse", f"HEAD:{NAME}").strip()
    (made.folder / ".git/objects" / name[:2] / name[2:]).unlink()
    (why,) = told_origins(made.folder, 1)
    assert why.startswith("kho Git không có nội dung")


def test_a_folder_beside_the_workspace_is_asked_about_too(made: Repository) -> None:
    inner = made.folder / "tỉnh"
    inner.mkdir()
    assert told_origins(inner, 3, name=f"../{NAME}") == ["Sửa"]


def test_many_files_are_asked_about_at_once(made: Repository) -> None:
    names = [f"{number}.yaml" for number in range(20)]
    for name in names:
        (made.folder / name).write_text(f"{name}\n", encoding="utf-8")
    made.commit("2025-11-19 09:00", "Nhiều")
    recorders, limits = recorders_of(made.folder, {name: [1] for name in names})
    assert limits == ()
    assert {
        each.commit.subject for lines in recorders.values() for each in lines.values() if each.commit
    } == {"Nhiều"}
    assert list(recorders) == names


def test_outside_of_a_repository_nothing_is_known(tmp_path: Path) -> None:
    assert recorders_of(tmp_path, {NAME: [1]}) == (
        {},
        ("Không rõ ai ghi: dữ liệu không nằm trong kho Git.",),
    )


REWRITES = ".git-blame-ignore-revs"


@pytest.fixture
def formatted(tmp_path: Path) -> Repository:
    """A report that two clerks wrote, and that `fmt` rewrote in a commit which is listed as a rewrite."""
    (tmp_path / "Xã Một").mkdir()
    write_lines(tmp_path, "chi_tieu:\n    tthc.rut:  '12'\n    tthc.tiep_nhan:   '3.781'\n")
    repository = Repository(tmp_path)
    repository.commit("2025-11-16 09:00", "Lần đầu")
    write_lines(tmp_path, "chi_tieu:\n    tthc.rut:  '13'\n    tthc.tiep_nhan:   '3.781'\n")
    repository.commit("2025-11-18 09:00", "Sửa số rút")
    write_lines(tmp_path, "chi_tieu:\n  tthc.rut: 13\n  tthc.tiep_nhan: 3.781\n")
    repository.commit("2025-11-20 09:00", "Viết lại")
    return repository


def list_rewrites(repository: Repository, text: str) -> None:
    (repository.folder / REWRITES).write_text(text, encoding="utf-8")
    repository.commit("2025-11-21 09:00", "Ghi danh sách")


def blamed_by_git(repository: Repository, *options: str) -> list[str]:
    """Return the subject of every line's commit as Git itself tells it."""
    told = repository.git("blame", "--line-porcelain", *options, "--", NAME)
    return [row.removeprefix("summary ") for row in told.split("\n") if row.startswith("summary ")]


def test_a_listed_rewrite_is_skipped_as_git_itself_skips_it(formatted: Repository) -> None:
    assert told_origins(formatted.folder, 1, 2, 3) == ["Lần đầu", "Viết lại", "Viết lại"]
    list_rewrites(formatted, f"# baocao fmt\n{formatted.head}  # viết lại\n")
    told = told_origins(formatted.folder, 1, 2, 3)
    assert told == ["Lần đầu", "Sửa số rút", "Lần đầu"]
    assert told == blamed_by_git(formatted, f"--ignore-revs-file={REWRITES}")


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("blame.ignoreRevsFile", "{folder}/danh sách riêng"),
        ("blame.ignoreRevsFile", "{folder}/không có"),
        ("blame.markIgnoredLines", "true"),
        ("blame.markUnblamableLines", "true"),
        ("blame.showRoot", "true"),
        ("blame.blankBoundary", "true"),
        ("diff.algorithm", "patience"),
        ("diff.indentHeuristic", "false"),
        ("mailmap.file", "{folder}/tên khác"),
        ("core.abbrev", "4"),
        ("core.quotePath", "true"),
    ],
)
def test_what_a_user_has_set_changes_no_author(
    formatted: Repository, monkeypatch: pytest.MonkeyPatch, key: str, value: str
) -> None:
    list_rewrites(formatted, f"{formatted.head}\n")
    (formatted.folder / "danh sách riêng").write_text(formatted.git("rev-parse", "HEAD~2"))
    (formatted.folder / "tên khác").write_text("Tên Khác <a@xa-mot.example>\n", encoding="utf-8")
    expected = recorders_of(formatted.folder, {NAME: [1, 2, 3]})
    own = formatted.folder / "cài đặt riêng"
    formatted.git("config", "--file", str(own), key, value.format(folder=formatted.folder))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    assert recorders_of(formatted.folder, {NAME: [1, 2, 3]}) == expected


def test_a_list_that_is_not_committed_counts_nowhere(formatted: Repository) -> None:
    (formatted.folder / REWRITES).write_text(f"{formatted.head}\n", encoding="utf-8")
    assert told_origins(formatted.folder, 2) == ["Viết lại"]


@pytest.mark.sampled
@pytest.mark.parametrize(
    "line",
    ["HEAD", "--output=x", "0123abc", "0" * 40, "f" * 64, "a" * 41, "\x00", "../../etc/passwd", "\ufeff"],
)
def test_lines_that_name_no_commit_do_no_harm(formatted: Repository, line: str) -> None:
    list_rewrites(formatted, f"{line}\n{formatted.head}\n{line}\n")
    assert told_origins(formatted.folder, 2) == ["Sửa số rút"]


def test_whoever_changed_a_number_in_a_listed_commit_is_named(formatted: Repository) -> None:
    write_lines(formatted.folder, "chi_tieu:\n  tthc.rut: 31\n  tthc.tiep_nhan: 3.781\n")
    changing = formatted.commit("2025-11-20 10:00", "Viết lại lần nữa")
    list_rewrites(formatted, f"{formatted.git('rev-parse', 'HEAD~1').strip()}\n{changing}\n")
    assert told_origins(formatted.folder, 2, 3) == ["Viết lại lần nữa", "Lần đầu"]


def test_a_workspace_below_the_top_has_a_list_of_its_own(formatted: Repository) -> None:
    (formatted.folder / "Xã Một" / REWRITES).write_text(f"{formatted.head}\n", encoding="utf-8")
    formatted.commit("2025-11-21 09:00", "Ghi danh sách")
    inner = formatted.folder / "Xã Một"
    assert told_origins(inner, 2, name="số liệu.yaml") == ["Sửa số rút"]
    assert told_origins(formatted.folder, 2) == ["Viết lại"]
