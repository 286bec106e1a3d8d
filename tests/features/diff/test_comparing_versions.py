"""Two Git versions of a workspace, from commits, the index and the working tree."""

import tempfile
from pathlib import Path

import pytest

from baocao.features.diff.comparing import RefusedError, compare_periods
from baocao.features.diff.comparing_versions import compare_versions
from baocao.features.diff.records import Differences, Fate
from baocao.features.diff.side import Narrowing
from repositories import Repository
from support import SUBMISSION, Sandbox

REPORT = "data/units/xa-mot/2025-11.yaml"


class Versioned:
    """A workspace in a subfolder of a repository whose names have spaces and diacritics."""

    def __init__(self, folder: Path) -> None:
        self.sandbox = Sandbox(folder / "dữ liệu kỳ")
        self.repository = Repository(folder)
        self.first = self.commit()

    def commit(self) -> str:
        return self.repository.commit("2025-11-15 09:00")

    def diff(self, text: str, *periods: str, units: frozenset[str] = frozenset()) -> Differences:
        return compare_versions(self.sandbox.root, text, periods, Narrowing(units))

    def changed(self, text: str) -> list[str]:
        return [
            each.indicator.id for comparison in self.diff(text).comparisons for each in comparison.figures
        ]


@pytest.fixture
def kho(tmp_path: Path) -> Versioned:
    folder = tmp_path / "Kho số liệu"
    folder.mkdir()
    return Versioned(folder)


def test_two_commits_are_compared_and_nothing_is_checked_out(kho: Versioned) -> None:
    kho.sandbox.replace(REPORT, "3.276", "3.300")
    second = kho.commit()
    kho.repository.git("checkout", "--quiet", kho.first)
    assert kho.changed(f"{kho.first}..{second}") == ["hs.truc_tuyen", "hs.ty_le"]
    assert kho.repository.head == kho.first
    assert kho.repository.git("status", "--porcelain") == ""


def test_a_version_is_compared_with_the_working_tree_as_it_is(kho: Versioned) -> None:
    kho.sandbox.replace(REPORT, "3.276", "3.300")
    differences = kho.diff("main..")
    assert (differences.old, differences.new) == ("main", "thư mục làm việc")
    assert kho.changed("main") == kho.changed("main..") == ["hs.truc_tuyen", "hs.ty_le"]


def test_a_new_file_that_git_does_not_know_counts_in_the_working_tree(kho: Versioned) -> None:
    text = SUBMISSION.replace("xa-mot", "xa-hai")
    kho.sandbox.write("data/units/xa-hai/2025-11.yaml", text)
    (comparison,) = kho.diff("HEAD..").comparisons
    assert [(each.unit.id, each.fate) for each in comparison.units] == [("xa-hai", Fate.STARTED)]


def test_the_index_stands_between_the_commit_and_the_working_tree(kho: Versioned) -> None:
    kho.sandbox.replace(REPORT, "3.276", "3.300")
    kho.repository.git("add", "--all")
    kho.sandbox.replace(REPORT, "3.781", "3.900")
    assert kho.changed("HEAD..:") == ["hs.truc_tuyen", "hs.ty_le"]
    assert kho.changed(":..") == ["hs.tiep_nhan", "hs.ty_le"]
    assert kho.diff(":..").old == "index"


def test_a_merge_request_is_compared_from_where_it_left_the_branch(kho: Versioned) -> None:
    kho.repository.branch("sửa-số-liệu")
    kho.sandbox.replace(REPORT, "3.276", "3.300")
    kho.commit()
    kho.repository.go("main")
    kho.sandbox.replace(REPORT, "3.781", "3.900")
    kho.commit()
    assert kho.changed("main...sửa-số-liệu") == ["hs.truc_tuyen", "hs.ty_le"]
    assert "hs.tiep_nhan" in kho.changed("main..sửa-số-liệu")


def test_formatting_alone_is_no_difference(kho: Versioned) -> None:
    kho.sandbox.replace(REPORT, "3.781", "3781  # đã kiểm")
    assert kho.diff("HEAD..").is_empty


def test_a_file_that_does_not_parse_is_told_with_its_version_and_the_rest_is_compared(
    kho: Versioned,
) -> None:
    kho.sandbox.write("data/units/xa-hai/2025-11.yaml", SUBMISSION.replace("xa-mot", "xa-hai"))
    kho.commit()
    kho.sandbox.replace(REPORT, "chi_tieu:", "...\nchi_tieu:")
    kho.sandbox.replace("data/units/xa-hai/2025-11.yaml", "3.276", "3.300")
    kho.repository.git("checkout", "--quiet", "-b", "hong")
    kho.commit()
    differences = kho.diff("main..hong")
    assert {str(each.place).partition(":")[0] for each in differences.problems} == {"hong"}
    assert f"hong:{REPORT}" in {each.place.file for each in differences.problems if each.place}
    (comparison,) = differences.comparisons
    assert ("xa-mot", Fate.UNREADABLE) in {(each.unit.id, each.fate) for each in comparison.units}
    assert [each.unit.id for each in comparison.figures] == ["xa-hai", "xa-hai"]


def test_what_was_wrong_on_both_sides_is_no_difference(kho: Versioned) -> None:
    kho.sandbox.replace(REPORT, "chi_tieu:", "...\nchi_tieu:")
    kho.commit()
    kho.sandbox.write("data/units/xa-hai/2025-11.yaml", SUBMISSION.replace("xa-mot", "xa-hai"))
    differences = kho.diff("HEAD..")
    assert differences.problems == ()
    assert [each.unit.id for each in differences.comparisons[0].units] == ["xa-hai"]


def test_definitions_that_cannot_be_read_are_taken_from_the_other_side(kho: Versioned) -> None:
    kho.sandbox.replace("data/directives/chi-tieu.yaml", "chi_tieu:", "chi_tieu: [")
    kho.sandbox.replace(REPORT, "3.276", "3.300")
    differences = kho.diff("HEAD..")
    assert [each.place.file for each in differences.problems if each.place] == [
        "data/directives/chi-tieu.yaml"
    ]
    assert [each.indicator.id for each in differences.comparisons[0].figures] == [
        "hs.truc_tuyen",
        "hs.ty_le",
    ]


def test_a_conflict_in_a_file_is_told_and_in_the_index_too(kho: Versioned) -> None:
    kho.repository.branch("khac")
    kho.sandbox.replace(REPORT, "3.276", "3.300")
    kho.commit()
    kho.repository.go("main")
    kho.sandbox.replace(REPORT, "3.276", "3.400")
    kho.commit()
    with pytest.raises(Exception, match="merge"):
        kho.repository.merge("khac", "2025-11-16 09:00")
    assert [each.code for each in kho.diff("khac..").problems] == ["BC113"]
    problems = kho.diff("khac..:").problems
    assert [(each.code, str(each.place)) for each in problems] == [("BC850", f"index:{REPORT}:1:1")]


def test_a_renamed_unit_is_one_line_and_its_profile_goes_with_it(kho: Versioned) -> None:
    root = kho.sandbox.root / "data/units"
    (root / "xa-mot").rename(root / "xa-nhat")
    kho.sandbox.replace("data/units/don-vi.yaml", "xa-mot:", "xa-nhat:")
    kho.sandbox.replace("data/units/xa-nhat/2025-11.yaml", "don_vi: xa-mot", "don_vi: xa-nhat")
    differences = kho.diff("HEAD..")
    (comparison,) = differences.comparisons
    assert [(each.unit.id, each.fate, each.detail) for each in comparison.units] == [
        ("xa-nhat", Fate.RENAMED, "mã xa-mot → xa-nhat")
    ]
    assert comparison.figures == ()
    assert comparison.directives == ()
    assert differences.definitions == ()


def test_a_renamed_unit_is_not_told_again_for_every_period(kho: Versioned) -> None:
    kho.sandbox.write("data/units/xa-mot/2025-10.yaml", SUBMISSION.replace("2025-11", "2025-10"))
    kho.commit()
    kho.sandbox.replace("data/units/don-vi.yaml", "Xã Một", "Xã Nhất")
    kho.sandbox.replace("data/units/xa-mot/2025-10.yaml", "ky:", "# ghi chú\nky:")
    kho.sandbox.replace(REPORT, "3.276", "3.300")
    assert [each.new.id for each in kho.diff("HEAD..").comparisons] == ["2025-11"]


def test_definitions_are_told_by_their_keys(kho: Versioned) -> None:
    kho.sandbox.replace("data/directives/chi-tieu.yaml", "khoang: [0, 100]", "khoang: [0, 90]")
    kho.sandbox.replace("data/directives/chi-tieu.yaml", "9.999.999", "9999999")
    (definition,) = kho.diff("HEAD..").definitions
    assert definition.path == "hs.chi_tieu.phan_tram.khoang"
    assert (definition.old, definition.new) == ("[0, 100]", "[0, 90]")


def test_only_the_periods_whose_reports_changed_are_compared(kho: Versioned) -> None:
    kho.sandbox.write("data/units/xa-mot/2025-10.yaml", SUBMISSION.replace("2025-11", "2025-10"))
    kho.commit()
    kho.sandbox.replace("data/units/xa-mot/2025-10.yaml", "3.276", "3.300")
    assert [each.new.id for each in kho.diff("HEAD..").comparisons] == ["2025-10"]
    assert kho.diff("HEAD..", "2025-11").is_empty


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mian..", "không có phiên bản 'mian'. Ý bạn là 'main'?"),
        ("HAED~3..", "không có phiên bản 'HAED~3'. Ý bạn là 'HEAD'?"),
        ("--output=x..", "không có phiên bản '--output=x'"),
        ("main..nhánh lạ", "không có phiên bản 'nhánh lạ'"),
    ],
)
def test_an_unknown_version_is_refused_with_the_nearest_name(kho: Versioned, text: str, words: str) -> None:
    with pytest.raises(RefusedError, match=words.replace("?", r"\?")):
        kho.diff(text)


def test_a_branch_that_lacks_its_commit_is_not_proposed_for_itself(kho: Versioned) -> None:
    (kho.repository.folder / ".git/refs/heads/mất").write_text(f"{'1' * 40}\n")
    with pytest.raises(RefusedError) as caught:
        kho.diff("mất")
    assert str(caught.value) == "Không so sánh được: kho Git không có phiên bản 'mất'."


def test_an_unknown_period_is_refused_with_the_nearest_one(kho: Versioned) -> None:
    with pytest.raises(RefusedError, match=r"gần nhất trước: 2025-11\."):
        kho.diff("HEAD..", "2025-12")
    with pytest.raises(RefusedError, match="không phải là một kỳ"):
        compare_periods(kho.sandbox.root, ("2025-13", "2025-11"), Narrowing())
    with pytest.raises(RefusedError, match="Ghi rõ hai kỳ"):
        compare_periods(kho.sandbox.root, ("2025-11",), Narrowing())


def test_a_shallow_clone_says_how_to_fetch_what_it_lacks(kho: Versioned, tmp_path: Path) -> None:
    kho.sandbox.replace(REPORT, "3.276", "3.300")
    kho.commit()
    clone = kho.repository.clone(tmp_path / "nông", "--depth=1")
    with pytest.raises(RefusedError, match="git fetch --unshallow"):
        compare_versions(clone.folder / "dữ liệu kỳ", f"{kho.first}..HEAD", (), Narrowing())


def test_without_a_repository_versions_cannot_be_compared(sandbox: Sandbox) -> None:
    with pytest.raises(RefusedError, match="không nằm trong kho Git"):
        compare_versions(sandbox.root, "HEAD..", (), Narrowing())


def test_without_git_versions_cannot_be_compared(kho: Versioned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RefusedError, match="chưa cài Git"):
        kho.diff("HEAD..")


def test_a_version_from_before_the_workspace_says_so(kho: Versioned) -> None:
    kho.repository.git("checkout", "--quiet", "--orphan", "trong")
    kho.repository.git("rm", "-rfq", "--cached", ".")
    kho.repository.git("commit", "--quiet", "--allow-empty", "--message=rỗng")
    differences = kho.diff("trong..main")
    assert differences.remarks == ("trong chưa có danh mục đơn vị (don-vi.yaml).",)


def test_a_link_out_of_the_repository_is_not_followed(kho: Versioned) -> None:
    path = kho.sandbox.root / "data/units/xa-hai/2025-11.yaml"
    path.parent.mkdir()
    path.symlink_to("/etc/hostname")
    second = kho.commit()
    differences = kho.diff(f"{kho.first}..{second}")
    assert [each.code for each in differences.problems] == ["BC020"]


def test_nothing_is_left_behind(kho: Versioned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "tam"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    kho.diff("HEAD..")
    assert list(own.iterdir()) == []


def test_folders_that_workspaces_of_one_repository_share_are_read_too(kho: Versioned) -> None:
    root = kho.sandbox.root
    (root / "data/directives").rename(root.parent / "chung")
    kho.sandbox.write("baocao.yaml", "chi_dao: ../chung\n")
    first = kho.commit()
    kho.sandbox.replace(REPORT, "3.276", "3.300")
    kho.sandbox.replace("../chung/chi-tieu.yaml", "ten: Máy lấy số", "ten: Máy lấy số thứ tự")
    second = kho.commit()
    for differences in (kho.diff(f"{first}..{second}"), kho.diff(f"{first}..")):
        assert differences.problems == ()
        assert [each.indicator.id for each in differences.comparisons[0].figures] == [
            "hs.truc_tuyen",
            "hs.ty_le",
        ]
        assert [each.file for each in differences.definitions] == ["../chung/chi-tieu.yaml"]


def test_a_kind_of_indicator_may_change_between_versions(kho: Versioned) -> None:
    kho.sandbox.replace(REPORT, "3.276", "3.276\n  hs.may_lay_so: co")
    kho.commit()
    kho.sandbox.replace("data/directives/chi-tieu.yaml", "Máy lấy số, loai: co_khong", "Máy, loai: so_dem")
    kho.sandbox.replace(REPORT, "may_lay_so: co", "may_lay_so: 2")
    (figure,) = kho.diff("HEAD..").comparisons[0].figures
    assert figure.change is None
