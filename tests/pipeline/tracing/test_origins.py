"""Who recorded lines of the files as they are here; what is not recorded yet is told as such."""

import random
from pathlib import Path
from typing import Any

import pytest

from baocao.pipeline.tracing import origins
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


UNITS = tuple(f"xa-{number}" for number in range(20))
REPORT = "data/units/{}/2025-11.yaml"


def report_lines(unit: str) -> str:
    """Return a report that is like no other, so that nothing is a rename of another by chance."""
    chance = random.Random(unit)
    return "".join(f"{unit}-{number}: {chance.random()}\n" for number in range(12))


def write_report(repository: Repository, unit: str, text: str = "") -> Path:
    path = repository.folder / REPORT.format(unit)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or report_lines(unit), encoding="utf-8")
    return path


@pytest.fixture
def province(tmp_path: Path) -> Repository:
    """Twenty units with every history that a report may have; the first seven have one commit alone."""
    repository = Repository(tmp_path)
    (tmp_path / ".mailmap").write_text("Chuyên viên <a@xa-mot.example>\n", encoding="utf-8")
    for unit in UNITS[:3]:
        write_report(repository, unit)
    repository.commit("2025-11-10 08:00", "Ba xã\ngửi cùng lúc\n\nNội dung")
    repository.branch("nhanh")
    write_report(repository, UNITS[3])
    write_report(repository, UNITS[7])
    repository.commit("2025-11-11 08:00", "Xã gửi bằng đề nghị gộp")
    repository.go("main")
    write_report(repository, UNITS[4])
    write_report(repository, UNITS[7])
    (tmp_path / "khac.txt").write_text("x", encoding="utf-8")
    repository.commit("2025-11-11 09:00", "Xã gửi thẳng")
    repository.merge("nhanh", "2025-11-12 08:00")
    (tmp_path / "khac.txt").write_text("y", encoding="utf-8")
    write_report(repository, UNITS[5])
    write_report(repository, UNITS[6]).with_name("2025-10.yaml").write_text("cũ\n", encoding="utf-8")
    repository.commit("2025-11-12 09:00", "Gửi kèm một sửa đổi khác")
    _with_later_histories(repository)
    return repository


def _with_later_histories(repository: Repository) -> None:
    """Add reports that were edited, moved, taken back, sent again, merged by hand and rewritten."""
    for unit in UNITS[8:13]:
        write_report(repository, unit)
    (repository.folder / "nhap").mkdir()
    first = write_report(repository, UNITS[13]).rename(repository.folder / "nhap" / "1.yaml")
    second = write_report(repository, UNITS[14]).rename(repository.folder / "nhap" / "2.yaml")
    repository.commit("2025-11-13 08:00", "Nhiều xã")
    write_report(repository, UNITS[8], report_lines(UNITS[8]).replace(f"{UNITS[8]}-3:", "sua:"))
    first.rename(write_report(repository, UNITS[13]))
    second.rename(write_report(repository, UNITS[14]))
    write_report(repository, UNITS[14], f"{report_lines(UNITS[14])}thêm: 1\n")
    (repository.folder / REPORT.format(UNITS[9])).unlink()
    repository.commit("2025-11-14 08:00", "Sửa, chuyển chỗ, rút lại")
    write_report(repository, UNITS[9])
    write_report(repository, UNITS[10], report_lines(UNITS[10]).replace(": ", ":  "))
    rewrite = repository.commit("2025-11-15 08:00", "Viết lại")
    repository.branch("tay")
    write_report(repository, UNITS[11], report_lines(UNITS[11]) + "một: 1\n")
    write_report(repository, UNITS[15])
    repository.commit("2025-11-15 09:00", "Trên nhánh")
    repository.go("main")
    write_report(repository, UNITS[15], report_lines(UNITS[15]) + "khác: 2\n")
    repository.commit("2025-11-15 10:00", "Trên main")
    repository.git("merge", "--quiet", "--no-commit", "--strategy=ours", "tay", at="2025-11-16 08:00")
    write_report(repository, UNITS[15], report_lines(UNITS[15]) + "hai bên: 3\n")
    write_report(repository, UNITS[16])
    repository.commit("2025-11-16 08:00", "Gộp bằng tay")
    write_report(repository, UNITS[17])
    listed = repository.commit("2025-11-16 09:00", "Nhập, bị kê là viết lại")
    (repository.folder / REWRITES).write_text(f"{rewrite}\n{listed}\n", encoding="utf-8")
    repository.commit("2025-11-17 08:00", "Ghi danh sách")
    write_report(repository, UNITS[0], "mới: 1\n" + report_lines(UNITS[0]))
    write_report(repository, UNITS[1], report_lines(UNITS[1]).replace("\n", "\r\n"))
    write_report(repository, UNITS[18])


ALL_LINES = {REPORT.format(unit): range(1, 15) for unit in UNITS}


def test_files_that_one_commit_wrote_are_told_as_blame_tells_them_line_by_line(
    province: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = recorders_of(province.folder, ALL_LINES)
    monkeypatch.setattr(origins, "_MANY", 1000)
    assert at_once == recorders_of(province.folder, ALL_LINES)
    subjects = {
        origin.commit.subject for lines in at_once[0].values() for origin in lines.values() if origin.commit
    }
    assert {"Ba xã", "Gộp bằng tay", "Viết lại", "Sửa, chuyển chỗ, rút lại"} <= subjects


def test_of_files_that_one_commit_wrote_no_line_is_asked_about(
    province: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask: Any = vars(origins)["line_origins"]

    def note_path(*arguments: Any, **options: Any) -> Any:
        asked.append(arguments[2])
        return ask(*arguments, **options)

    monkeypatch.setattr(origins, "line_origins", note_path)
    recorders_of(province.folder, ALL_LINES)
    alone = {REPORT.format(unit) for unit in UNITS[:7]}
    assert not alone & {*asked}
    assert {REPORT.format(UNITS[number]) for number in (7, 8, 9, 10, 13, 14, 15, 16, 17)} <= {*asked}


def test_a_shallow_clone_and_a_workspace_below_the_top_are_told_alike(
    province: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = province.clone(tmp_path_factory.mktemp("nông") / "kho", "--depth=4")
    below = {name.removeprefix("data/"): lines for name, lines in ALL_LINES.items()}
    at_once = recorders_of(clone.folder, ALL_LINES), recorders_of(clone.folder / "data", below)
    monkeypatch.setattr(origins, "_MANY", 1000)
    assert at_once == (recorders_of(clone.folder, ALL_LINES), recorders_of(clone.folder / "data", below))
    assert at_once[0][1] != ()
