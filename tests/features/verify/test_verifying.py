"""`build --check`: the files that were given out, proved from their sources."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from baocao.features.fmt.formatting import data_files, reformat_files
from baocao.features.issue.issuing import Call, issue_document
from baocao.features.verify.sources import Change, How
from baocao.features.verify.verdicts import Verdict
from baocao.features.verify.verifying import Checked, Verification, verify_period
from baocao.pipeline.plan import Scope, UnknownScopeError
from repositories import Repository
from support import CONSOLIDATED_TEMPLATE, Sandbox, period_of

FILE: Final = "data/units/xa-mot/2025-11.yaml"
RECORD: Final = "data/units/xa-mot/phat-hanh/2025-11_cd_bao-cao.yaml"
NAME: Final = "xa-mot_bao-cao_cd.docx"
REPORT: Final = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))


@pytest.fixture
def given_out(sandbox: Sandbox) -> Sandbox:
    """A workspace whose only report was issued, without Git."""
    done = issue_document(sandbox.root, sandbox.out, period_of("2025-11"), REPORT, lambda *_: None)
    assert done.issued
    return sandbox


@pytest.fixture
def repository(given_out: Sandbox) -> Repository:
    """The same, committed."""
    given_out.write(".gitignore", "out/\n")
    result = Repository(given_out.root)
    result.commit("2025-11-18 10:00", "Phát hành")
    return result


def verify_november(root: Path, out: Path | None = None, scope: Scope | None = None) -> Verification:
    return verify_period(root, out or root / "out", period_of("2025-11"), scope or Scope(), lambda *_: None)


def only_checked(done: Verification) -> Checked:
    (checked,) = done.checked
    return checked


def test_without_records_there_is_nothing_to_prove(sandbox: Sandbox) -> None:
    assert verify_november(sandbox.root).checked == ()


def test_what_was_committed_with_its_record_is_built_again_from_that_commit(repository: Repository) -> None:
    checked = only_checked(verify_november(repository.folder))
    assert (checked.name, checked.verdict, checked.found) == (NAME, Verdict.SAME, Verdict.SAME)
    assert checked.origin == f"commit {repository.head[:10]}"


def test_later_changes_of_sources_do_not_touch_what_was_given_out(
    given_out: Sandbox, repository: Repository
) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.000")
    given_out.replace("templates/bao-cao.md.j2", "kính báo cáo", "báo cáo")
    assert only_checked(verify_november(given_out.root)).verdict is Verdict.SAME
    repository.commit("2025-11-20 10:00", "Sửa")
    assert only_checked(verify_november(given_out.root)).verdict is Verdict.SAME


def test_a_comment_that_is_added_later_does_not_touch_what_was_given_out(given_out: Sandbox) -> None:
    path = given_out.out / "2025-11" / NAME
    before = path.read_bytes()
    given_out.replace(FILE, "chi_tieu:\n", "# xem lại sau khi phát hành\nchi_tieu:\n")
    assert only_checked(verify_november(given_out.root)).verdict is Verdict.SAME
    given_out.build()
    assert path.read_bytes() == before


def test_a_workspace_in_a_folder_of_a_repository_with_blanks_and_diacritics(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "kho dữ liệu" / "Quảng Ngãi")
    issue_document(sandbox.root, sandbox.out, period_of("2025-11"), REPORT, lambda *_: None)
    Repository(tmp_path).commit("2025-11-18 10:00")
    checked = only_checked(verify_november(sandbox.root))
    assert (checked.verdict, checked.origin[:6]) == (Verdict.SAME, "commit")


def test_an_edited_file_of_the_output_folder_differs(repository: Repository) -> None:
    path = repository.folder / "out" / "2025-11" / NAME
    path.write_bytes(path.read_bytes() + b" ")
    checked = only_checked(verify_november(repository.folder))
    assert (checked.verdict, checked.found) == (Verdict.SAME, Verdict.DIFFERENT)
    assert verify_november(repository.folder).has(Verdict.DIFFERENT)


def test_a_file_that_is_no_longer_in_the_output_folder_is_no_difference(repository: Repository) -> None:
    (repository.folder / "out" / "2025-11" / NAME).unlink()
    assert only_checked(verify_november(repository.folder)).verdicts == (Verdict.SAME,)


def test_sources_that_were_changed_before_the_commit_are_named(given_out: Sandbox) -> None:
    given_out.replace("templates/bao-cao.md.j2", "kính báo cáo", "báo cáo")
    Repository(given_out.root).commit("2025-11-18 10:00")
    checked = only_checked(verify_november(given_out.root))
    assert (checked.verdict, checked.changed) == (
        Verdict.DIFFERENT,
        (Change("templates/bao-cao.md.j2", How.CHANGED),),
    )


def test_a_record_that_was_edited_after_its_commit_proves_nothing(
    given_out: Sandbox, repository: Repository
) -> None:
    given_out.replace(RECORD, "so: 189", "so: 190")
    checked = only_checked(verify_november(repository.folder))
    assert checked.verdict is Verdict.DIFFERENT
    assert "bản ghi phát hành đã bị sửa" in checked.why


def test_without_git_the_files_as_they_are_prove_it(given_out: Sandbox) -> None:
    checked = only_checked(verify_november(given_out.root))
    assert (checked.verdict, checked.origin) == (Verdict.SAME, "thư mục làm việc")


@pytest.mark.parametrize(
    ("with_git", "why"),
    [(False, "dữ liệu không nằm trong kho Git"), (True, "bản ghi phát hành chưa được commit")],
)
def test_without_a_commit_changed_sources_leave_it_unproved(
    given_out: Sandbox, *, with_git: bool, why: str
) -> None:
    if with_git:
        given_out.write(".gitignore", "phat-hanh/\nout/\n")
        Repository(given_out.root).commit("2025-11-18 10:00")
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.000")
    checked = only_checked(verify_november(given_out.root))
    assert checked.verdict is Verdict.UNKNOWN
    assert why in checked.why
    assert [change.name for change in checked.changed] == [FILE]


def test_another_version_of_the_program_makes_a_difference_unproved(given_out: Sandbox) -> None:
    text = (given_out.root / RECORD).read_text(encoding="utf-8")
    digest = next(line.split()[-1] for line in text.splitlines() if NAME in line)
    given_out.write(RECORD, text.replace("baocao 0.1.0", "baocao 9.9").replace(digest, "0" * 64))
    checked = only_checked(verify_november(given_out.root))
    assert checked.verdict is Verdict.UNKNOWN
    assert "lập bằng baocao 9.9" in checked.why


def test_a_shallow_clone_says_how_to_get_the_rest(
    given_out: Sandbox, repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.000")
    repository.commit("2025-11-20 10:00")
    clone = repository.clone(tmp_path_factory.mktemp("clone") / "nông", "--depth=1")
    checked = only_checked(verify_november(clone.folder))
    assert checked.verdict is Verdict.UNKNOWN
    assert "git fetch --unshallow" in checked.why


def test_a_full_clone_proves_it_too(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clone = repository.clone(tmp_path_factory.mktemp("clone") / "kho")
    assert only_checked(verify_november(clone.folder)).verdicts == (Verdict.SAME,)


def test_a_check_can_be_narrowed(given_out: Sandbox) -> None:
    assert verify_november(given_out.root, scope=Scope(frozenset({"xa-hai"}))).checked == ()
    with pytest.raises(UnknownScopeError):
        verify_november(given_out.root, scope=Scope(frozenset({"xa-khong"})))


def test_nothing_is_written(repository: Repository) -> None:
    before = sorted((repository.folder).rglob("*"))
    verify_november(repository.folder)
    assert sorted(repository.folder.rglob("*")) == before


def test_a_version_whose_contents_are_missing_is_built_from_the_files_there_are(
    given_out: Sandbox, repository: Repository
) -> None:
    blob = repository.git("rev-parse", "HEAD:templates/bao-cao.md.j2").strip()
    content = repository.folder / ".git/objects" / blob[:2] / blob[2:]
    content.unlink()
    checked = only_checked(verify_november(repository.folder))
    assert (checked.verdict, checked.origin) == (Verdict.SAME, "thư mục làm việc")
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.000")
    checked = only_checked(verify_november(repository.folder))
    assert checked.verdict is Verdict.UNKNOWN
    assert checked.why == f"kho Git không có nội dung '{blob}', và nguồn đã đổi"


ATTACHED: Final = CONSOLIDATED_TEMPLATE.replace("dau_ra: [docx, xlsx]", "dau_ra: xlsx\nphu_luc_so: II")


@pytest.fixture
def several_files(sandbox: Sandbox) -> Sandbox:
    """A report of several files, each with a template of its own, that was just issued, without Git."""
    for unit in ("xa-hai", "phuong-ba"):
        for name in ("ho-so", "2025-11"):
            text = (sandbox.root / f"data/units/xa-mot/{name}.yaml").read_text(encoding="utf-8")
            sandbox.write(
                f"data/units/{unit}/{name}.yaml", text.replace("don_vi: xa-mot", f"don_vi: {unit}")
            )
    attached = "".join(
        f"  phu-luc-{part}: {{mau: phu-luc-{part}.md.j2, lap_boi: [{{don_vi: so-a}}]}}\n" for part in "abc"
    )
    sandbox.replace("data/directives/cd.yaml", "de_cuong:", f"{attached}de_cuong:")
    start, end = ATTACHED.index("# Kết quả"), ATTACHED.index("{% call")
    for part in "abc":
        sandbox.write(f"templates/phu-luc-{part}.md.j2", ATTACHED[:start] + ATTACHED[end:])
    call = Call("so-a", date(2025, 12, 1), number=15, day=date(2025, 11, 18))
    assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None).issued
    return sandbox


def test_right_after_issuing_nothing_is_named_that_did_not_change(several_files: Sandbox) -> None:
    done = verify_november(several_files.root)
    assert len(done.checked) == 5
    assert {(each.verdict, each.changed) for each in done.checked} == {(Verdict.SAME, ())}


def test_only_the_source_that_changed_is_named_not_the_templates_of_other_files(
    several_files: Sandbox,
) -> None:
    several_files.replace("templates/phu-luc-b.md.j2", "Số liệu", "Số liệu khác")
    done = verify_november(several_files.root)
    named = {each.name: each.changed for each in done.checked if each.verdict is not Verdict.SAME}
    assert named == {"so-a_phu-luc-b_cd.xlsx": (Change("templates/phu-luc-b.md.j2", How.CHANGED),)}


def test_what_only_was_rewritten_still_proves_it_without_git(given_out: Sandbox) -> None:
    reformat_files(given_out.root, data_files(given_out.root))
    given_out.replace("templates/bao-cao.md.j2", "huong: len", "huong:   len")
    checked = only_checked(verify_november(given_out.root))
    assert (checked.verdict, checked.changed) == (Verdict.SAME, ())


def test_of_changed_sources_those_that_only_were_rewritten_are_told_as_such(given_out: Sandbox) -> None:
    given_out.write(".gitignore", "phat-hanh/\nout/\n")
    Repository(given_out.root).commit("2025-11-18 10:00")
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: '3.276'")
    given_out.replace("templates/bao-cao.md.j2", "kính báo cáo", "báo cáo")
    checked = only_checked(verify_november(given_out.root))
    assert checked.verdict is Verdict.UNKNOWN
    assert checked.changed == (
        Change(FILE, How.REWRITTEN),
        Change("templates/bao-cao.md.j2", How.CHANGED),
    )


def test_sources_that_are_gone_and_new_are_told_as_such(given_out: Sandbox) -> None:
    given_out.remove("data/directives/van-ban.yaml")
    given_out.replace(FILE, "Theo [@nq-1], xã", "Xã")
    given_out.write("data/directives/khac.yaml", "ma: khac\n")
    checked = only_checked(verify_november(given_out.root))
    told = {change.name: change.how for change in checked.changed}
    assert told["data/directives/van-ban.yaml"] is How.GONE
    assert told[FILE] is How.CHANGED
