"""Records of issued documents: what is altered, replaced or lost is found, with Git and without."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from baocao.features.check.reporting import report_on
from baocao.features.diff.comparing import compare_periods
from baocao.features.diff.side import Narrowing
from baocao.features.fmt.formatting import formatting_of
from baocao.features.issue.issuing import Call, issue_document
from baocao.features.verify.verifying import verify_period
from baocao.model.diagnostic import Diagnostic
from baocao.model.issuance import Issued
from baocao.model.place import Place
from baocao.model.printed import FigureKey
from baocao.pipeline.plan import Scope
from baocao.pipeline.sealing import previous_records
from baocao.pipeline.tracing.tracing import Workplace, trace_figure
from baocao.source.config import read_config
from records import write_record
from repositories import Repository
from support import Sandbox, period_of

FOLDER: Final = "data/units/xa-mot/phat-hanh"
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (
    f"{FOLDER}/2025-{month}_cd_bao-cao.yaml" for month in ("08", "09", "10", "11")
)
REPORT: Final = Call("xa-mot", date(2025, 12, 1), number=11, day=date(2025, 11, 18))


def record_document(sandbox: Sandbox, month: int, unit: str = "xa-mot") -> str:
    """Record a document of a month of which there is no report any more, and return the record's path."""
    config, _ = read_config(sandbox.root)
    issued = Issued(
        unit, f"2025-{month:02}", "cd", "bao-cao", "Báo cáo", month, "/BC-UBND", date(2025, month, 20),
        "baocao 0.1.0", {f"{month}.docx": "0" * 64}, {"a.yaml": "1" * 64}, {}, Place("", 1, 1),
        previous_records(config, unit),
    )  # fmt: skip
    return write_record(config, issued).relative_to(sandbox.root).as_posix()


@pytest.fixture
def chain(sandbox: Sandbox) -> Sandbox:
    """A workspace with records of four months, each made after the one before, without Git."""
    for month in (8, 9, 10):
        record_document(sandbox, month)
    done = issue_document(sandbox.root, sandbox.out, period_of("2025-11"), REPORT, lambda *_: None)
    assert done.issued
    return sandbox


@pytest.fixture
def repository(chain: Sandbox) -> Repository:
    """The same, committed in one commit."""
    chain.write(".gitignore", "out/\n")
    result = Repository(chain.root)
    result.commit("2025-11-18 10:00", "Phát hành")
    return result


def found_problems(sandbox: Sandbox) -> list[tuple[str, str]]:
    """Return codes and files of what is wrong."""
    return [(each.code, each.place.file) for each in sandbox.load().problems if each.place]


def only_problem(sandbox: Sandbox) -> Diagnostic:
    (problem,) = sandbox.load().problems
    return problem


def strip_seal(sandbox: Sandbox, name: str) -> None:
    """Make a record what an earlier version of the program would have written."""
    text = (sandbox.root / name).read_text(encoding="utf-8")
    sandbox.write(name, text.partition("\nban_ghi_truoc:")[0])


def reseal_record(sandbox: Sandbox, name: str, old: str, new: str) -> None:
    """Change a record and seal it again, as anyone can who has the program."""
    from baocao.model.issuance import BEFORE  # noqa: PLC0415
    from baocao.source.seals import sealed_text  # noqa: PLC0415

    text = (sandbox.root / name).read_text(encoding="utf-8")
    body, _, tail = text.partition(f"\n{BEFORE}:")
    previous = dict(line.strip().split(": ") for line in tail.splitlines()[1:-1])
    assert old in body
    sandbox.write(name, sealed_text(body.replace(old, new), previous))


def test_a_chain_as_it_was_made_is_right(chain: Sandbox) -> None:
    assert found_problems(chain) == []
    for name, before in ((SEPTEMBER, "2025-08"), (OCTOBER, "2025-09"), (NOVEMBER, "2025-10")):
        assert f"\nban_ghi_truoc:\n  {before}_cd_bao-cao: sha256:" in (chain.root / name).read_text()


@pytest.mark.parametrize("name", [AUGUST, NOVEMBER])
def test_an_altered_record_is_found_by_every_command(chain: Sandbox, name: str) -> None:
    chain.replace(name, "loai: Báo cáo", "loai: Báo  cáo")
    assert ("BC885", name) in found_problems(chain)
    assert "BC885" in {each.code for each in chain.build().problems}
    root, period = chain.root, period_of("2025-11")
    verified = verify_period(root, chain.out, period, Scope(), lambda *_: None)
    assert "BC885" in {each.code for each in verified.problems}
    chain.write(
        "data/units/xa-mot/2025-10.yaml", "don_vi: xa-mot\nky: 2025-10\nchi_tieu: {hs.tiep_nhan: 1}\n"
    )
    compared = compare_periods(root, ("2025-10", "2025-11"), Narrowing())
    assert "BC885" in {each.code for each in compared.problems}
    workplace = Workplace(root, chain.out, everything=False)
    traced = trace_figure(workplace, period, FigureKey("hs.tiep_nhan", unit="xa-mot"))
    assert any(f"{name}:" in remark and "BC885" in remark for remark in traced.remarks)


def test_nothing_is_issued_upon_an_altered_record(chain: Sandbox) -> None:
    chain.remove(NOVEMBER)
    chain.replace(AUGUST, "so: 8", "so: 9")
    done = issue_document(chain.root, chain.out, period_of("2025-11"), REPORT, lambda *_: None)
    assert done.issued is None
    assert "BC885" in {each.code for each in done.outcome.missing}


@pytest.mark.parametrize(
    ("gone", "after", "where"),
    [
        (AUGUST, SEPTEMBER, "đứng đầu chuỗi, trước '2025-09_cd_bao-cao'"),
        (SEPTEMBER, OCTOBER, "đứng giữa '2025-08_cd_bao-cao' và '2025-10_cd_bao-cao'"),
        (OCTOBER, NOVEMBER, "đứng giữa '2025-09_cd_bao-cao' và '2025-11_cd_bao-cao'"),
    ],
)
def test_a_deleted_record_is_named_with_those_around_it(
    chain: Sandbox, gone: str, after: str, where: str
) -> None:
    chain.remove(gone)
    problem = only_problem(chain)
    assert (problem.code, problem.unit) == ("BC887", "xa-mot")
    assert f"'{Path(gone).stem}' {where}." in problem.message
    assert problem.place is not None
    assert problem.place.file == after
    lines = (chain.root / after).read_text(encoding="utf-8").splitlines()
    assert lines[problem.place.line - 1].startswith(f"  {Path(gone).stem}: ")


@pytest.mark.parametrize("name", [AUGUST, SEPTEMBER, OCTOBER])
def test_a_record_that_was_sealed_again_no_longer_fits_the_next(chain: Sandbox, name: str) -> None:
    reseal_record(chain, name, "/BC-UBND", "/BC-KHAC")
    problem = only_problem(chain)
    assert (problem.code, problem.place.file if problem.place else "") == ("BC888", name)


@pytest.mark.parametrize(("name", "code"), [(OCTOBER, "BC888"), (NOVEMBER, "BC889")])
def test_taking_off_a_seal_is_no_way_back_to_records_of_old(chain: Sandbox, name: str, code: str) -> None:
    strip_seal(chain, name)
    assert found_problems(chain) == [(code, name)]


def test_records_of_an_earlier_version_are_accepted_told_of_once_and_kept_by_the_next_seal(
    sandbox: Sandbox,
) -> None:
    for month in (8, 9, 10):
        strip_seal(sandbox, record_document(sandbox, month))
    problem = only_problem(sandbox)
    assert (problem.code, problem.place.file if problem.place else "") == ("BC890", AUGUST)
    assert "Có 3 bản ghi" in problem.message
    record_document(sandbox, 7)
    assert found_problems(sandbox) == []
    sandbox.replace(SEPTEMBER, "so: 9", "so: 19")
    assert found_problems(sandbox) == [("BC888", SEPTEMBER)]
    sandbox.remove(SEPTEMBER)
    assert found_problems(sandbox) == [("BC887", f"{FOLDER}/2025-07_cd_bao-cao.yaml")]


def test_a_record_in_the_folder_of_another_unit_or_under_another_name_is_refused(chain: Sandbox) -> None:
    data = (chain.root / AUGUST).read_bytes()
    other = "data/units/so-a/phat-hanh/2025-08_cd_bao-cao.yaml"
    copy = f"{FOLDER}/2025-07_cd_bao-cao.yaml"
    for name in (other, copy):
        chain.write(name, data)
    assert sorted(found_problems(chain)) == [("BC871", other), ("BC871", copy)]


def test_a_renamed_record_is_misplaced_and_missed(chain: Sandbox) -> None:
    (chain.root / OCTOBER).rename(chain.root / f"{FOLDER}/2025-06_cd_bao-cao.yaml")
    assert sorted(found_problems(chain)) == [
        ("BC871", f"{FOLDER}/2025-06_cd_bao-cao.yaml"),
        ("BC887", NOVEMBER),
    ]


def test_two_branches_that_issued_are_merged_without_an_error_and_the_next_record_names_both(
    sandbox: Sandbox,
) -> None:
    record_document(sandbox, 8)
    repository = Repository(sandbox.root)
    repository.commit("2025-09-01 08:00")
    repository.branch("hai")
    record_document(sandbox, 10)
    repository.commit("2025-10-20 08:00")
    repository.go("main")
    record_document(sandbox, 9)
    repository.commit("2025-10-21 08:00")
    repository.merge("hai", "2025-10-22 08:00")
    problem = only_problem(sandbox)
    assert problem.code == "BC891"
    assert "2 bản ghi cuối ('2025-09_cd_bao-cao' và '2025-10_cd_bao-cao')" in problem.message
    assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), REPORT, lambda *_: None).issued
    assert found_problems(sandbox) == []
    assert (sandbox.root / NOVEMBER).read_text(encoding="utf-8").count("_cd_bao-cao: sha256:") == 2
    sandbox.remove(SEPTEMBER)
    assert [code for code, _ in found_problems(sandbox)] == ["BC892"]


def test_an_older_program_on_a_branch_blocks_nobody_where_git_shows_it(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    repository.commit("2025-08-01 08:00")
    repository.branch("may-cu")
    strip_seal(sandbox, record_document(sandbox, 9))
    repository.commit("2025-09-20 08:00")
    repository.go("main")
    record_document(sandbox, 10)
    repository.commit("2025-10-20 08:00")
    repository.merge("may-cu", "2025-10-22 08:00")
    assert {code for code, _ in found_problems(sandbox)} == {"BC890", "BC891"}
    record_document(sandbox, 7)
    assert found_problems(sandbox) == []


@pytest.mark.parametrize("name", [AUGUST, SEPTEMBER, NOVEMBER])
def test_a_deleted_record_is_known_to_git_with_day_author_and_the_way_back(
    chain: Sandbox, repository: Repository, name: str
) -> None:
    first = repository.head
    chain.remove(name)
    problem = only_problem(chain)
    assert (problem.code, str(problem.place)) == ("BC892", f"{name}:1:1")
    assert f"vào Git ngày 18/11/2025 (commit {first[:10]} của Nguyễn Văn A)" in problem.message
    assert "bị xóa" not in problem.message
    last = repository.commit("2025-12-24 23:00", "Dọn")
    problem = only_problem(chain)
    assert f"; bị xóa ngày 24/12/2025 (commit {last[:10]} của Nguyễn Văn A)" in problem.message
    command = f"git restore --source={first[:10]} -- {name}"
    assert f"(chạy {command})" in problem.advice
    repository.git(*command.split()[1:])
    assert found_problems(chain) == []


def test_the_only_record_that_is_deleted_is_found_as_the_report_keeps_its_number(sandbox: Sandbox) -> None:
    assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), REPORT, lambda *_: None).issued
    repository = Repository(sandbox.root)
    repository.commit("2025-11-18 10:00")
    sandbox.remove(NOVEMBER)
    repository.commit("2025-11-19 10:00")
    assert found_problems(sandbox) == [("BC892", NOVEMBER)]


@pytest.mark.parametrize("name", [AUGUST, NOVEMBER])
def test_a_replaced_record_is_known_to_git(chain: Sandbox, repository: Repository, name: str) -> None:
    first = repository.head
    reseal_record(chain, name, "loai: Báo cáo", "loai: Công văn")
    assert found_problems(chain) == [("BC893", name)]
    last = repository.commit("2025-12-24 10:00")
    problem = only_problem(chain)
    assert f"; bị sửa ngày 24/12/2025 (commit {last[:10]}" in problem.message
    assert f"--source={first[:10]} -- {name}" in problem.advice


def test_a_broken_seal_tells_the_way_back_through_git(chain: Sandbox, repository: Repository) -> None:
    chain.replace(OCTOBER, "so: 10", "so: 11")
    problem = only_problem(chain)
    assert problem.code == "BC885"
    assert f"git restore --source={repository.head[:10]} -- {OCTOBER}" in problem.advice


def test_a_merge_that_drops_a_record_hides_nothing(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    repository.commit("2025-08-01 08:00")
    repository.branch("hai")
    record_document(sandbox, 9)
    repository.commit("2025-09-20 08:00")
    repository.go("main")
    record_document(sandbox, 8)
    repository.commit("2025-09-21 08:00")
    repository.git("merge", "--quiet", "--strategy=ours", "--message=gộp", "hai", at="2025-09-22 08:00")
    assert found_problems(sandbox) == [("BC892", SEPTEMBER)]


def test_two_branches_that_recorded_one_document_are_both_as_committed(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    repository.commit("2025-08-01 08:00")
    repository.branch("hai")
    name = record_document(sandbox, 9)
    repository.commit("2025-09-20 08:00")
    repository.go("main")
    record_document(sandbox, 9)
    reseal_record(sandbox, name, "loai: Báo cáo", "loai: Công văn")
    repository.commit("2025-09-21 08:00")
    repository.git("merge", "--quiet", "-Xours", "--message=gộp", "hai", at="2025-09-22 08:00")
    assert found_problems(sandbox) == []


@pytest.mark.parametrize("kept", ["ours", "theirs"])
def test_the_way_back_leads_to_the_record_that_a_merge_has_chosen(sandbox: Sandbox, kept: str) -> None:
    repository = Repository(sandbox.root)
    repository.commit("2025-08-01 08:00")
    repository.branch("hai")
    name = record_document(sandbox, 9)
    theirs = repository.commit("2025-09-20 08:00")
    repository.go("main")
    record_document(sandbox, 9)
    reseal_record(sandbox, name, "loai: Báo cáo", "loai: Công văn")
    ours = repository.commit("2025-09-21 08:00")
    repository.git("merge", "--quiet", f"-X{kept}", "--message=gộp", "hai", at="2025-09-22 08:00")
    chosen = (sandbox.root / name).read_bytes()
    sandbox.replace(name, "so: 9", "so: 10")
    problem = only_problem(sandbox)
    command = f"git restore --source={(ours if kept == 'ours' else theirs)[:10]} -- {name}"
    assert f"(chạy {command})" in problem.advice
    repository.git(*command.split()[1:])
    assert (sandbox.root / name).read_bytes() == chosen


def test_a_clone_without_the_file_a_detached_head_and_a_folder_inside_find_it_too(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "kho dữ liệu" / "tỉnh [T]*")
    record_document(sandbox, 8)
    record_document(sandbox, 9)
    repository = Repository(tmp_path / "kho dữ liệu")
    repository.commit("2025-09-20 08:00")
    sandbox.remove(SEPTEMBER)
    repository.commit("2025-09-21 08:00")
    clone = repository.clone(tmp_path / "bản sao")
    clone.git("checkout", "--quiet", "--detach")
    problem = only_problem(_Opened(clone.folder / "tỉnh [T]*"))
    assert (problem.code, str(problem.place)) == ("BC892", f"{SEPTEMBER}:1:1")


class _Opened(Sandbox):
    """A workspace that is there already."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.out = root / "out"


def test_a_shallow_clone_says_what_it_cannot_know(
    chain: Sandbox, repository: Repository, tmp_path: Path
) -> None:
    chain.remove(NOVEMBER)
    repository.commit("2025-11-19 08:00")
    clone = _Opened(repository.clone(tmp_path / "nong", "--depth=1").folder)
    assert found_problems(clone) == []
    (note,) = clone.load().unproved
    assert note.code == "BC894"
    assert "bản sao nông" in note.message
    clone.remove(OCTOBER)
    assert found_problems(clone) == [("BC892", OCTOBER)]


def test_without_git_the_check_says_so_as_a_note(chain: Sandbox) -> None:
    report = report_on(chain.load())
    (note,) = (each for each in report.found if each.code == "BC894")
    assert "dữ liệu không nằm trong kho Git" in note.message
    assert not report.has_errors


def test_without_git_and_without_records_there_is_nothing_to_say(sandbox: Sandbox) -> None:
    assert sandbox.load().unproved == ()


def test_a_repository_without_a_commit_knows_of_nothing(chain: Sandbox) -> None:
    Repository(chain.root)
    loaded = chain.load()
    assert (loaded.problems, loaded.unproved) == ((), ())


def test_git_is_not_asked_where_nothing_was_issued(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("baocao.source.git.open_repository", asked)
    assert found_problems(sandbox) == []


def test_a_copy_that_was_committed_under_a_wrong_name_and_taken_away_again_is_no_loss(
    chain: Sandbox, repository: Repository
) -> None:
    data = (chain.root / AUGUST).read_bytes()
    wrong = f"{FOLDER}/2025-07_cd_bao-cao.yaml"
    for name, content in ((wrong, data), (f"{FOLDER}/2025-06_cd_bao-cao.yaml", data.replace(b"8", b"9"))):
        chain.write(name, content)
        repository.commit("2025-12-01 08:00")
        chain.remove(name)
        repository.commit("2025-12-02 08:00")
    assert found_problems(chain) == []


def test_a_record_that_was_spoiled_before_its_first_commit_may_be_mended(chain: Sandbox) -> None:
    good = (chain.root / OCTOBER).read_bytes()
    chain.replace(OCTOBER, "so: 10", "so: 11")
    repository = Repository(chain.root)
    repository.commit("2025-11-18 10:00")
    chain.write(OCTOBER, good)
    assert found_problems(chain) == []


@pytest.mark.parametrize(
    "name", ["2025-07_\x1b[31m_x.yaml", "2025-07_a_b\udcff.yaml", "la.yaml", "a\nb.yaml"]
)
def test_other_names_in_history_are_no_records_and_upset_nothing(
    chain: Sandbox, repository: Repository, name: str
) -> None:
    path = chain.root / FOLDER / name
    path.write_bytes((chain.root / AUGUST).read_bytes())
    repository.commit("2025-12-01 08:00")
    path.unlink()
    repository.commit("2025-12-02 08:00")
    assert found_problems(chain) == []


def test_a_commit_of_no_time_is_no_crash(chain: Sandbox, repository: Repository) -> None:
    chain.remove(OCTOBER)
    tree = repository.git("write-tree").strip()
    head = repository.head
    raw = (
        f"tree {tree}\nparent {head}\nauthor A <a@x> 99999999999999999 +0000\n"
        "committer A <a@x> 99999999999999999 +0000\n\nx\n"
    )
    (chain.root / "commit.txt").write_text(raw)
    commit = repository.git("hash-object", "-t", "commit", "-w", "--literally", "commit.txt").strip()
    repository.git("update-ref", "refs/heads/main", commit)
    assert [code for code, _ in found_problems(chain)] == ["BC892"]


def test_formatting_leaves_records_alone(chain: Sandbox) -> None:
    chain.write(NOVEMBER, (chain.root / NOVEMBER).read_text(encoding="utf-8") + "\n")
    assert formatting_of(chain.root, [chain.root / NOVEMBER]).rewritten == ()
