"""`build --check`: the files that were given out, proved from their sources."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from baocao.features.issue.issuing import Call, issue
from baocao.features.verify.verifying import Checked, Verdict, Verification, verify
from baocao.pipeline.plan import Scope, UnknownScopeError
from repositories import Repository
from support import Sandbox, period_of

FILE: Final = "data/units/xa-mot/2025-11.yaml"
RECORD: Final = "data/units/xa-mot/phat-hanh/2025-11_cd_bao-cao.yaml"
NAME: Final = "xa-mot_bao-cao_cd.docx"
REPORT: Final = Call("xa-mot", date(2025, 12, 1), number=189, day=date(2025, 11, 18))


@pytest.fixture
def given_out(sandbox: Sandbox) -> Sandbox:
    """A workspace whose only report was issued, without Git."""
    done = issue(sandbox.root, sandbox.out, period_of("2025-11"), REPORT, lambda *_: None)
    assert done.issued
    return sandbox


@pytest.fixture
def repository(given_out: Sandbox) -> Repository:
    """The same, committed."""
    given_out.write(".gitignore", "out/\n")
    found = Repository(given_out.root)
    found.commit("2025-11-18 10:00", "Phát hành")
    return found


def verified(root: Path, out: Path | None = None, scope: Scope | None = None) -> Verification:
    return verify(root, out or root / "out", period_of("2025-11"), scope or Scope(), lambda *_: None)


def only(done: Verification) -> Checked:
    (found,) = done.checked
    return found


def test_without_records_there_is_nothing_to_prove(sandbox: Sandbox) -> None:
    assert verified(sandbox.root).checked == ()


def test_what_was_committed_with_its_record_is_built_again_from_that_commit(repository: Repository) -> None:
    found = only(verified(repository.folder))
    assert (found.name, found.verdict, found.found) == (NAME, Verdict.SAME, Verdict.SAME)
    assert found.origin == f"commit {repository.head[:10]}"


def test_later_changes_of_sources_do_not_touch_what_was_given_out(
    given_out: Sandbox, repository: Repository
) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.000")
    given_out.replace("templates/bao-cao.md.j2", "kính báo cáo", "báo cáo")
    assert only(verified(given_out.root)).verdict is Verdict.SAME
    repository.commit("2025-11-20 10:00", "Sửa")
    assert only(verified(given_out.root)).verdict is Verdict.SAME


def test_a_workspace_in_a_folder_of_a_repository_with_blanks_and_diacritics(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "kho dữ liệu" / "Quảng Ngãi")
    issue(sandbox.root, sandbox.out, period_of("2025-11"), REPORT, lambda *_: None)
    Repository(tmp_path).commit("2025-11-18 10:00")
    found = only(verified(sandbox.root))
    assert (found.verdict, found.origin[:6]) == (Verdict.SAME, "commit")


def test_an_edited_file_of_the_output_folder_differs(repository: Repository) -> None:
    path = repository.folder / "out" / "2025-11" / NAME
    path.write_bytes(path.read_bytes() + b" ")
    found = only(verified(repository.folder))
    assert (found.verdict, found.found) == (Verdict.SAME, Verdict.DIFFERENT)
    assert verified(repository.folder).has(Verdict.DIFFERENT)


def test_a_file_that_is_no_longer_in_the_output_folder_is_no_difference(repository: Repository) -> None:
    (repository.folder / "out" / "2025-11" / NAME).unlink()
    assert only(verified(repository.folder)).verdicts == (Verdict.SAME,)


def test_sources_that_were_changed_before_the_commit_are_named(given_out: Sandbox) -> None:
    given_out.replace("templates/bao-cao.md.j2", "kính báo cáo", "báo cáo")
    Repository(given_out.root).commit("2025-11-18 10:00")
    found = only(verified(given_out.root))
    assert (found.verdict, found.changed) == (Verdict.DIFFERENT, ("templates/bao-cao.md.j2",))


def test_a_record_that_was_edited_after_its_commit_proves_nothing(
    given_out: Sandbox, repository: Repository
) -> None:
    given_out.replace(RECORD, "so: 189", "so: 190")
    found = only(verified(repository.folder))
    assert found.verdict is Verdict.DIFFERENT
    assert "bản ghi phát hành đã bị sửa" in found.why


def test_without_git_the_files_as_they_are_prove_it(given_out: Sandbox) -> None:
    found = only(verified(given_out.root))
    assert (found.verdict, found.origin) == (Verdict.SAME, "thư mục làm việc")


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
    found = only(verified(given_out.root))
    assert found.verdict is Verdict.UNKNOWN
    assert why in found.why
    assert found.changed == (FILE,)


def test_another_version_of_the_program_makes_a_difference_unproved(given_out: Sandbox) -> None:
    text = (given_out.root / RECORD).read_text(encoding="utf-8")
    digest = next(line.split()[-1] for line in text.splitlines() if NAME in line)
    given_out.write(RECORD, text.replace("baocao 0.1.0", "baocao 9.9").replace(digest, "0" * 64))
    found = only(verified(given_out.root))
    assert found.verdict is Verdict.UNKNOWN
    assert "lập bằng baocao 9.9" in found.why


def test_a_shallow_clone_says_how_to_get_the_rest(
    given_out: Sandbox, repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.000")
    repository.commit("2025-11-20 10:00")
    clone = repository.clone(tmp_path_factory.mktemp("clone") / "nông", "--depth=1")
    found = only(verified(clone.folder))
    assert found.verdict is Verdict.UNKNOWN
    assert "git fetch --unshallow" in found.why


def test_a_full_clone_proves_it_too(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clone = repository.clone(tmp_path_factory.mktemp("clone") / "kho")
    assert only(verified(clone.folder)).verdicts == (Verdict.SAME,)


def test_a_check_can_be_narrowed(given_out: Sandbox) -> None:
    assert verified(given_out.root, scope=Scope(frozenset({"xa-hai"}))).checked == ()
    with pytest.raises(UnknownScopeError):
        verified(given_out.root, scope=Scope(frozenset({"xa-khong"})))


def test_nothing_is_written(repository: Repository) -> None:
    before = sorted((repository.folder).rglob("*"))
    verified(repository.folder)
    assert sorted(repository.folder.rglob("*")) == before


def test_a_version_whose_contents_are_missing_is_built_from_the_files_there_are(
    given_out: Sandbox, repository: Repository
) -> None:
    blob = repository.git("rev-parse", "HEAD:templates/bao-cao.md.j2").strip()
    content = repository.folder / ".git/objects" / blob[:2] / blob[2:]
    content.unlink()
    found = only(verified(repository.folder))
    assert (found.verdict, found.origin) == (Verdict.SAME, "thư mục làm việc")
    given_out.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.000")
    found = only(verified(repository.folder))
    assert found.verdict is Verdict.UNKNOWN
    assert found.why == f"kho Git không có nội dung '{blob}', và nguồn đã đổi"
