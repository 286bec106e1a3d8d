"""Every file in the folders of a workspace is read, ignored by a declared rule, or told about."""

import os
import socket
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.features.check.formats import Format, render_report
from baocao.features.check.reporting import report_on
from baocao.model.diagnostic import MOST, Diagnostic
from baocao.model.messages import Severity
from baocao.model.workspace import PROFILE
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.plan import Scope
from baocao.source.accounting import MOST_NESTED, name_twins
from baocao.source.file_names import IGNORED, is_ignored, legible_name
from reading import few
from support import REPOSITORY, SUBMISSION, Sandbox, period_of

UNIT = "data/units/xa-mot"
REPORT = f"{UNIT}/2025-11.yaml"
CORRECTED = SUBMISSION.replace("3.781", "3.871")
SECONDS = 60
"""Far more than is needed on a busy machine; every stray held against every other takes many minutes."""
CODES = {"BC002", "BC008", "BC009", "BC020", "BC021", "BC024", "BC025", "BC026", "BC027", "BC028", "BC029",
         "BC301"}  # fmt: skip


def told_problems(sandbox: Sandbox, period: str | None = "2025-11") -> list[Diagnostic]:
    """Return what is said of files, for a period or for all of them."""
    loaded = load_checked(sandbox.root, period_of(period) if period else None)
    return [each for each in loaded.problems if each.code in CODES]


COPIES = [
    "2025-11 (1).yaml", "(1) 2025-11.yaml", " 2025-11.yaml", "#2025-11.yaml", "2025-11 - Copy.yaml",
    "2025-11 - Bản sao.yaml", unicodedata.normalize("NFD", "2025-11 - Bản sao.yaml"), "2025-11 copy.yaml",
    "Copy of 2025-11.yaml", "2025_11.yaml", "2025-11.ymal", "2025-11.yml", "2025-11.YAML",
    "2025-11.yaml.txt", "2025-11.yaml ", "11-2025.yaml", "T11-2025.yaml", "thang-11-2025.yaml",
    "2025\u00a0-11.yaml", "2025-11\u00a0.yaml", "2025-11\u200b.yaml", "xa-mot 2025-11.yaml",
    "bao-cao-sua.yaml", "moi.txt", "2025-11", "moi/2025-11.yaml", "2025-11/xa-mot.yaml",
    "a/b/c/bao-cao.yaml", "2025-10/2025-11.yaml", "2025-11\udcff.yaml", "2025-11\n.yaml",
    "2025-11\x1b[31m.yaml",
]  # fmt: skip
"""Where a corrected report of November may lie; a few names tell nothing, but the first lines do."""


def write_file(sandbox: Sandbox, name: str, text: str = CORRECTED) -> str:
    """Write a file of the unit, and return its legible path."""
    sandbox.write(f"{UNIT}/{name}", text)
    return legible_name(f"{UNIT}/{name}")


@pytest.mark.parametrize("period", ["2025-11", None])
@pytest.mark.parametrize("name", COPIES)
def test_a_corrected_report_beside_the_old_one_is_an_error(
    sandbox: Sandbox, name: str, period: str | None
) -> None:
    path = write_file(sandbox, name)
    (problem,) = told_problems(sandbox, period)
    assert (problem.code, problem.severity, problem.unit) == ("BC024", Severity.ERROR, "xa-mot")
    assert problem.place is not None
    assert problem.place.file == path
    assert "có vẻ là báo cáo kỳ 2025-11 nhưng không được đọc" in problem.message
    assert problem.advice == f"Đối chiếu với {REPORT}, chép phần cần giữ vào tệp ấy rồi xóa tệp này."


@pytest.mark.parametrize("name", COPIES)
def test_a_report_under_another_name_is_told_what_to_be_called(sandbox: Sandbox, name: str) -> None:
    sandbox.remove(REPORT)
    write_file(sandbox, name)
    (problem,) = told_problems(sandbox)
    assert problem.code == "BC024"
    how = "Chuyển" if "/" in name else "Đổi tên"
    assert problem.advice == f"{how} thành {REPORT}."


@pytest.mark.parametrize(
    "name",
    ["2025-10 (1).yaml", "T10-2025.yaml", "2025-10.yaml.bak", "2025-10.xlsx", "2025-10.yml", "10-2025",
     "2025-10/a.txt", "2024-11 - Copy.yaml", "2025-Q4 (1).yaml", "2025 (1).yaml", "moi/2025-10.yaml"],
)  # fmt: skip
def test_what_can_only_belong_to_another_period_is_left_to_that_one(sandbox: Sandbox, name: str) -> None:
    write_file(sandbox, name, "don_vi: xa-mot\n")
    assert told_problems(sandbox) == []
    assert [each.code for each in told_problems(sandbox, None)] != []


def test_a_day_is_told_with_its_month_too(sandbox: Sandbox) -> None:
    write_file(sandbox, "2025-11-18 (1).yaml", "don_vi: xa-mot\n")
    assert [each.code for each in told_problems(sandbox)] == ["BC024"]
    assert [each.code for each in told_problems(sandbox, "2025-11-18")] == ["BC024"]
    assert told_problems(sandbox, "2025-10") == []


OTHERS = [
    ("2025-11.yaml.bak", "BC025"), ("2025-11.yaml.orig", "BC025"), ("2025-11.xlsx", "BC026"),
    ("bieu.xlsx", "BC026"), ("bao-cao.docx", "BC026"), ("du-lieu.zip", "BC026"), ("ghi-chu.txt", "BC026"),
    ("2025-13.yaml", "BC008"), ("0001-01.yaml", "BC008"), ("-.yaml", "BC008"), ("so-lieu.yml", "BC009"),
    ("ho-so (1).yaml", "BC024"), ("ho-so.yml", "BC024"), ("Hồ sơ.yaml", "BC024"), ("con.txt", "BC027"),
    ("nul", "BC027"), ("com1.yaml", "BC027"), ("a:b.txt", "BC027"), ("a?", "BC027"), ("a. ", "BC027"),
    ("a\nb", "BC027"), ("a\udcff", "BC027"), (f"{'a' * 190}.txt", "BC027"), ("HO-SO.md", "BC026"),
    ("tai-lieu/a.txt", "BC029"), ("phat-hanh/ghi-chu.txt", "BC026"),
    ("phat-hanh/2025-11_cd_bao-cao.yml", "BC026"), ("con/a.txt", "BC027"), ("anh/a/nul.txt", "BC027"),
    ("anh/a:b/c.txt", "BC027"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "code"), OTHERS)
def test_every_other_file_is_named_with_its_unit(sandbox: Sandbox, name: str, code: str) -> None:
    sandbox.write(f"{UNIT}/{name}", "ghi chú\n")
    for period in ("2025-11", None):
        (problem,) = told_problems(sandbox, period)
        assert (problem.code, problem.unit) == (code, "xa-mot")
        assert problem.place is not None
        assert problem.place.file in {legible_name(f"{UNIT}/{name}"), f"{UNIT}/tai-lieu"}


@pytest.mark.parametrize(
    ("name", "code", "unit"),
    [
        ("data/units/xa-hai.yaml", "BC009", None),
        ("data/units/xa-hai-2025-11.yaml", "BC024", "xa-hai"),
        ("data/units/2025-11-xa-hai.yaml", "BC024", "xa-hai"),
        ("data/units/2025-11.yaml", "BC024", None),
        ("data/units/don-vi (1).yaml", "BC024", None),
        ("data/units/don-vi.yml", "BC024", None),
        ("data/units/bieu.xlsx", "BC026", None),
        ("data/units/xa-mott/2025-11.yaml", "BC301", None),
        ("data/units/Xa-Mot/2025-11.yaml", "BC028", None),
        ("data/units/xa-mot./a.yaml", "BC027", None),
        ("data/units/aux/a.yaml", "BC027", None),
        ("data/directives/chi-tieu.yml", "BC024", None),
        ("data/directives/chi-tieu (1).yaml", "BC024", None),
        ("data/directives/cd - Bản sao.yaml", "BC024", None),
        ("data/directives/cd.yaml.bak", "BC025", None),
        ("data/directives/CD.yaml", "BC028", None),
        ("data/directives/con.yaml", "BC027", None),
        ("data/directives/cd\udcff.yaml", "BC027", None),
        ("data/directives/cd-hai.yml", "BC009", None),
        ("data/directives/cd.docx", "BC026", None),
        ("data/directives/moi/cd.yaml", "BC029", None),
        ("data/directives/cd 2025-09.docx", "BC026", None),
        ("data/ghi-chu.txt", "BC026", None),
        ("data/2025-11.yaml", "BC024", None),
        ("data/xa-mot-2025-11.yaml", "BC024", "xa-mot"),
        ("data/don-vi (1).yaml", "BC024", None),
        ("templates/bao-cao (1).md.j2", "BC024", None),
        ("templates/bao-cao.md.j2.bak", "BC026", None),
        ("templates/Bao-Cao.md.j2", "BC028", None),
        ("templates/nul.md.j2", "BC027", None),
    ],
)
def test_what_lies_in_shared_folders_is_named_whatever_the_period(
    sandbox: Sandbox, name: str, code: str, unit: str | None
) -> None:
    sandbox.write(name, "ghi_chu: a\n")
    for period in ("2025-11", "2025-10", None):
        problems = told_problems(sandbox, period)
        if period == "2025-10" and "2025-11" in name and code == "BC024":
            assert problems == []
        else:
            assert [(each.code, each.unit) for each in problems] == [(code, unit)]


def test_folders_of_the_settings_may_lie_in_one_another_and_be_one(sandbox: Sandbox) -> None:
    (sandbox.root / "data/directives").rename(sandbox.root / "data/units/tam")
    for path in (sandbox.root / "data/units/tam").iterdir():
        path.rename(sandbox.root / "data" / path.name)
    (sandbox.root / "data/units/tam").rmdir()
    sandbox.write("baocao.yaml", "chi_dao: data\n")
    assert told_problems(sandbox, None) == []
    for path in (sandbox.root / "templates").iterdir():
        path.rename(sandbox.root / "data" / path.name)
    sandbox.write("baocao.yaml", "chi_dao: data\nmau: data\n")
    assert told_problems(sandbox, None) == []
    sandbox.write("data/cd.docx", "PK")
    assert [each.code for each in told_problems(sandbox)] == ["BC026"]


def test_a_template_of_another_ending_that_a_product_names_is_read(sandbox: Sandbox) -> None:
    (sandbox.root / "templates/bao-cao.md.j2").rename(sandbox.root / "templates/bao-cao (1).txt")
    assert [each.code for each in told_problems(sandbox)] == ["BC026"]
    sandbox.replace("data/directives/cd.yaml", "mau: bao-cao.md.j2", "mau: bao-cao (1).txt")
    assert told_problems(sandbox) == []


@pytest.mark.thorough
def test_many_strays_among_many_definitions_take_no_time_that_grows_with_their_square(
    sandbox: Sandbox,
) -> None:
    for number in range(MOST_NESTED):
        for folder, ending in (("data/directives", "yml"), ("templates", "txt")):
            (sandbox.root / folder / f"{'tep-' * 20}{number} (1).{ending}").touch()
    began = time.monotonic()
    assert len(told_problems(sandbox)) == 2 * (MOST + 1)
    assert time.monotonic() - began < SECONDS


def test_a_file_beside_the_folders_is_told_by_its_first_lines_whose_it_is(sandbox: Sandbox) -> None:
    sandbox.write("data/units/bao-cao.yaml", "don_vi: xa-hai\nky: 2025-11\n")
    (problem,) = told_problems(sandbox)
    assert (problem.unit, problem.advice) == ("xa-hai", "Chuyển thành data/units/xa-hai/2025-11.yaml.")


@pytest.mark.parametrize(
    "name", [".gitkeep", ".git/config", ".vscode/a.yaml", "README.md", ".2025-11.yaml.swp", "2025-11.yaml~",
             "#2025-11.yaml#", "~$2025-11.docx", "Thumbs.db", ".a/2025-11 (1).yaml"],
)  # fmt: skip
def test_nothing_is_said_of_what_is_ignored_by_a_declared_rule(sandbox: Sandbox, name: str) -> None:
    for folder in (UNIT, "data/units", "data/directives", "templates"):
        sandbox.write(f"{folder}/{name}", "don_vi: xa-mot\nky: 2025-11\n")
    assert told_problems(sandbox, None) == []


def test_a_warning_is_waived_as_any_other_and_an_error_is_not(sandbox: Sandbox) -> None:
    sandbox.write(
        "baocao.yaml",
        'bo_qua:\n  - {ma: BC026, tep: "data/units/*/*.xlsx", ly_do: Biểu gốc}\n'
        '  - {ma: BC024, tep: "data/units/*", ly_do: Thử}\n',
    )
    write_file(sandbox, "bieu.xlsx", "PK")
    write_file(sandbox, "2025-11 (1).yaml")
    report = report_on(sandbox.load())
    assert [each.found.code for each in report.ignored] == ["BC026"]
    assert {"BC024", "BC532"} <= {each.code for each in report.found}


def test_the_same_report_saved_twice_is_only_a_warning(sandbox: Sandbox) -> None:
    write_file(sandbox, "2025-11 (1).yaml", SUBMISSION)
    (problem,) = told_problems(sandbox)
    assert (problem.code, problem.severity) == ("BC025", Severity.WARNING)
    assert f"bản sao giống hệt của {REPORT}" in problem.message


def test_nothing_official_is_made_beside_a_corrected_copy(sandbox: Sandbox) -> None:
    scope = Scope(frozenset({"xa-mot"}))
    before = {each.code for each in sandbox.build(scope=scope, official=True).missing}
    assert "BC024" not in before
    write_file(sandbox, "2025-11 (1).yaml")
    outcome = sandbox.build(scope=scope, official=True)
    assert outcome.refused
    assert "BC024" in {each.code for each in outcome.missing}
    write_file(sandbox, "2025-11 (1).yaml", SUBMISSION)
    assert "BC024" not in {each.code for each in sandbox.build(scope=scope, official=True).missing}


def test_the_result_of_the_unit_names_it(sandbox: Sandbox) -> None:
    write_file(sandbox, "2025-11 (1).yaml")
    case = next(each for each in report_on(sandbox.load()).cases if each.unit == "xa-mot")
    assert "BC024" in {each.code for each in case.found}


@pytest.mark.parametrize("output", list(Format))
def test_every_format_can_print_any_name(sandbox: Sandbox, output: Format) -> None:
    for name in sorted({*COPIES} - {"2025-11"}):
        write_file(sandbox, name)
    for name, _ in OTHERS:
        sandbox.write(f"{UNIT}/{name}", "a\n")
    sandbox.write("data/units/xa\udcff\n/2025-11.yaml", "a: 1\n")
    sandbox.write("templates/bao-cao\udcff.md.j2", "a\n")
    assert render_report(report_on(load_checked(sandbox.root, None)), output, 80).encode("utf-8")


# Links, pipes, folders, faults of the system.


def test_links_are_named_and_not_followed(
    sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("ngoai")
    (outside / "2025-11.yaml").write_text("don_vi: xa-mot\nky: 2025-11\n", encoding="utf-8")
    folder = sandbox.root / UNIT
    for name, target in (
        ("ra-ngoai", outside), ("tep-ngoai.yaml", outside / "2025-11.yaml"), ("vong", Path("..")),
        ("moi-nhat.yaml", Path("2025-11.yaml")), ("dut", Path("khong-co")), ("tu-no", Path("tu-no")),
    ):  # fmt: skip
        (folder / name).symlink_to(target)
    (sandbox.root / "data/units/xa-hai").symlink_to(outside)
    (sandbox.root / "data/units/phuong-ba").mkdir()
    (sandbox.root / "data/units/phuong-ba/phat-hanh").symlink_to(outside)
    by_file = {each.place.file: each.code for each in told_problems(sandbox, None) if each.place}
    assert by_file == {
        f"{UNIT}/ra-ngoai": "BC020", f"{UNIT}/tep-ngoai.yaml": "BC020", f"{UNIT}/vong": "BC026",
        f"{UNIT}/moi-nhat.yaml": "BC008", f"{UNIT}/dut": "BC026", f"{UNIT}/tu-no": "BC026",
        "data/units/xa-hai": "BC020", "data/units/phuong-ba/phat-hanh": "BC020",
    }  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_pipes_and_sockets_are_named_and_not_opened(sandbox: Sandbox) -> None:
    for name in ("2025-11 (1).yaml", "ho-so.yml", "a", "moi"):
        os.mkfifo(sandbox.root / UNIT / name)
    os.mkfifo(sandbox.root / "data/units/2025-11.yaml")
    os.mkfifo(sandbox.root / "templates/x.md")
    with socket.socket(socket.AF_UNIX) as own:
        own.bind(os.path.relpath(sandbox.root / "data/directives/o-cam"))
        assert [each.code for each in told_problems(sandbox)] == ["BC021"] * 7
        assert {each.code for each in told_problems(sandbox, "2025-10")} == {"BC021"}


def test_a_folder_called_like_a_report_is_told_once(sandbox: Sandbox) -> None:
    sandbox.write(f"{UNIT}/2025-10.yaml/2025-10.yaml", SUBMISSION)
    assert [each.code for each in told_problems(sandbox, "2025-10")] == ["BC021"]
    assert told_problems(sandbox, "2025-11") == []


@pytest.mark.parametrize("name", [UNIT, "data/directives", "templates"])
def test_a_folder_that_cannot_be_listed_is_told(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    scandir = os.scandir

    def refused(path: str | Path) -> Iterator[os.DirEntry[str]]:
        if Path(path) == sandbox.root / name:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    (problem,) = (each for each in told_problems(sandbox) if each.code == "BC002")
    assert problem.place is not None
    assert (problem.place.file, problem.unit) == (name, "xa-mot" if name == UNIT else None)
    assert "không có quyền đọc" in problem.message


def test_very_many_strays_are_counted_after_the_gravest(sandbox: Sandbox) -> None:
    for number in range(MOST + 5):
        sandbox.write(f"{UNIT}/anh-{number}.png", b"")
    write_file(sandbox, "thang-11-2025.yaml")
    problems = told_problems(sandbox)
    assert len(problems) == MOST + 1
    assert problems[0].code == "BC024"
    crowd = next(each for each in problems if each.code == "BC029")
    assert crowd.message == "Thư mục 'xa-mot' có 6 tệp khác không được đọc."


@pytest.mark.thorough
def test_a_deep_and_crowded_folder_is_looked_at_within_bounds(sandbox: Sandbox) -> None:
    deep = sandbox.root / UNIT / "a" / "/".join("b" * 60)
    deep.mkdir(parents=True)
    for number in range(MOST_NESTED + 5):
        (deep / f"anh-{number}.txt").touch()
    (problem,) = told_problems(sandbox)
    count = f"{MOST_NESTED:,}".replace(",", ".")
    assert problem.message == f"Thư mục 'a' có {count} tệp trở lên không được đọc."


def test_folders_in_folders_as_deep_as_the_system_allows_are_looked_at(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sandbox.root / UNIT)
    steps = 1500
    for _ in range(steps):
        Path("s").mkdir()
        os.chdir("s")
    Path("2025-11.yaml").write_text(SUBMISSION, encoding="utf-8")
    try:
        (problem,) = told_problems(sandbox)
        assert (problem.code, problem.unit) == ("BC024", "xa-mot")
    finally:  # no removal of whole trees goes as deep
        Path("2025-11.yaml").unlink()
        for _ in range(steps):
            os.chdir("..")
            Path("s").rmdir()


def test_of_twins_the_plain_one_is_kept() -> None:
    assert name_twins(["Xa-A", "xa-a", "xb"]) == {"Xa-A": "xa-a"}
    decomposed = unicodedata.normalize("NFD", "hồ")
    assert name_twins([decomposed, "hồ"]) == {decomposed: "hồ"}


# Nothing is passed over.

LETTERS = st.sampled_from(
    [*"abxy015 .-_()#~$:?\n\x1b\u00a0\udcff\u0301đấ", "2025", "-11", ".yaml", "copy", "con"]
)
NAMES = st.lists(LETTERS, min_size=1, max_size=8).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=20
)
FOLDERS = st.sampled_from(["data/units", UNIT, f"{UNIT}/phat-hanh", "data/directives", "templates",
                           "data/units/xa-hai", f"{UNIT}/moi", "data/units/xa-la"])  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    return Sandbox(tmp_path_factory.mktemp("ke-khai"))


def accounted_files(loaded: Loaded, root: Path) -> Iterator[tuple[str, int]]:
    """Yield every file in the folders, with how often it is read, ignored or told."""
    places = Counter(each.place.file for each in loaded.problems if each.place and each.code in CODES)
    units = loaded.definitions.registry.units
    for folder in ("data", "templates"):
        for top, _, names in os.walk(root / folder):
            for name in names:
                path = (Path(top) / name).relative_to(root).as_posix()
                parts = path.split("/")
                above = ["/".join(parts[:count]) for count in range(2, len(parts) + 1)]
                read = path in loaded.files or (parts[0] == "templates" and name.endswith(".md.j2"))
                later = parts[-1] == PROFILE and parts[-2] in units
                ignored = any(map(is_ignored, parts[2 if folder == "data" else 1 :]))
                said = sum(places[legible_name(each)] for each in above)
                yield path, said if said or not (read or later or ignored) else 1


@few
@given(folder=FOLDERS, name=NAMES)
def test_every_file_is_read_ignored_or_told_once(workspace: Sandbox, folder: str, name: str) -> None:
    path = workspace.root / folder / name
    if name in {".", ".."} or "/" in name or path.exists() or len(os.fsencode(name)) > 255:
        return
    made = [each for each in (path.parent, *path.parent.parents) if not each.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(b"ghi chu: a\n")
        loaded = load_checked(workspace.root, None)
        assert [each for each in accounted_files(loaded, workspace.root) if each[1] != 1] == []
    finally:
        path.unlink(missing_ok=True)
        for each in made:
            each.rmdir()


def test_the_real_workspace_and_the_example_have_no_strays() -> None:
    for root in (REPOSITORY, REPOSITORY / "examples" / "tinh-gia-lap"):
        assert [each for each in load_checked(root, None).problems if each.code in CODES] == []


def test_the_page_for_clerks_names_what_is_ignored() -> None:
    page = (REPOSITORY / "docs" / "nhap-du-lieu.md").read_text(encoding="utf-8")
    assert [pattern for pattern in IGNORED if f"`{pattern}`" not in page] == []
