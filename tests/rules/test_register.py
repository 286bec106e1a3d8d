"""The register only grows: check, diff and build --check agree on what is missing from it."""

import shutil
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

import pytest

from baocao.features.check.reporting import report_on
from baocao.features.diff.comparing import compare_periods
from baocao.features.diff.comparing_versions import compare_versions
from baocao.features.diff.side import Narrowing
from baocao.features.issue.issuing import Call, issue_document
from baocao.features.verify.verifying import verify_period
from baocao.model.diagnostic import Diagnostic
from baocao.model.issuance import Issued
from baocao.model.messages import Severity
from baocao.model.place import Place
from baocao.pipeline.loading import load_checked
from baocao.pipeline.plan import Scope
from baocao.pipeline.sealing import previous_records
from baocao.source.config import read_config
from records import write_record
from repositories import Repository
from support import Sandbox, period_of

FOLDER: Final = "data/units/xa-mot/phat-hanh"
REPORT: Final = "data/units/xa-mot/2025-11.yaml"
PROFILE: Final = "data/units/xa-mot/ho-so.yaml"
OCTOBER, NOVEMBER = (f"{FOLDER}/2025-{month}_cd_bao-cao.yaml" for month in ("10", "11"))
Told = tuple[str, str]
"""Code and file of an error."""


def record_number(sandbox: Sandbox, number: int, month: int = 10, **changes: Any) -> str:
    """Record a document of a month of which there is no report, and return the record's path."""
    config, _ = read_config(sandbox.root)
    issued = Issued(
        "xa-mot", f"2025-{month:02}", "cd", "bao-cao", "Báo cáo", number, "/BC-UBND", date(2025, month, 20),
        "baocao 0.1.0", {f"{month}.docx": "0" * 64}, {"a.yaml": "1" * 64}, {}, Place("", 1, 1),
        previous_records(config, "xa-mot"),
    )._replace(**changes)  # fmt: skip
    return write_record(config, issued).relative_to(sandbox.root).as_posix()


def issue_november(sandbox: Sandbox, number: int = 189) -> None:
    call = Call("xa-mot", date(2025, 12, 1), number=number, day=date(2025, 11, 18))
    assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None).issued


def errors_among(problems: Iterable[Diagnostic]) -> set[Told]:
    return {
        (each.code, each.place.file) for each in problems if each.place and each.severity is Severity.ERROR
    }


def told_by_check(sandbox: Sandbox) -> set[Told]:
    return errors_among(report_on(load_checked(sandbox.root, None, proving=True)).found)


def told_by_diff(sandbox: Sandbox) -> set[Told]:
    sandbox.write("data/units/xa-mot/2025-12.yaml", "don_vi: xa-mot\nky: 2025-12\n")
    told = compare_periods(sandbox.root, ("2025-11", "2025-12"), Narrowing())
    sandbox.remove("data/units/xa-mot/2025-12.yaml")
    return errors_among(told.problems)


def told_by_proof(sandbox: Sandbox) -> set[Told]:
    done = verify_period(sandbox.root, sandbox.out, period_of("2025-11"), Scope(), lambda *_: None)
    return errors_among(done.problems)


COMMANDS: Final[list[Callable[[Sandbox], set[Told]]]] = [told_by_check, told_by_diff, told_by_proof]


@pytest.fixture(params=COMMANDS)
def told(request: pytest.FixtureRequest) -> Callable[[Sandbox], set[Told]]:
    """What one of the three commands says."""
    command: Callable[[Sandbox], set[Told]] = request.param
    return command


Command = Callable[[Sandbox], set[Told]]


def test_what_was_issued_one_after_the_other_is_right(sandbox: Sandbox, told: Command) -> None:
    record_number(sandbox, 188)
    issue_november(sandbox)
    assert told(sandbox) == set()


def test_a_number_whose_only_record_was_deleted_is_an_error_without_git(
    sandbox: Sandbox, told: Command
) -> None:
    issue_november(sandbox)
    sandbox.remove(NOVEMBER)
    assert told(sandbox) == {("BC847", REPORT)}


def test_a_number_whose_latest_record_was_deleted_is_an_error_without_git(
    sandbox: Sandbox, told: Command
) -> None:
    record_number(sandbox, 188)
    issue_november(sandbox)
    sandbox.remove(NOVEMBER)
    assert told(sandbox) == {("BC847", REPORT)}


def test_a_record_that_git_knows_is_told_as_deleted_and_its_number_not_again(
    sandbox: Sandbox, told: Command
) -> None:
    record_number(sandbox, 188)
    issue_november(sandbox)
    Repository(sandbox.root).commit("2025-11-18 10:00")
    sandbox.remove(NOVEMBER)
    assert told(sandbox) == {("BC892", NOVEMBER)}


def test_a_folder_of_records_that_was_deleted_is_told_from_git(sandbox: Sandbox, told: Command) -> None:
    issue_november(sandbox)
    Repository(sandbox.root).commit("2025-11-18 10:00")
    sandbox.remove(NOVEMBER)
    (sandbox.root / FOLDER).rmdir()
    assert told(sandbox) == {("BC892", NOVEMBER)}


def test_a_unit_whose_whole_folder_was_deleted_has_lost_its_record(sandbox: Sandbox, told: Command) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\nky: 2025-11\n")
    issue_november(sandbox)
    Repository(sandbox.root).commit("2025-11-18 10:00")
    shutil.rmtree(sandbox.root / "data/units/xa-mot")
    assert ("BC892", NOVEMBER) in told(sandbox)


def test_all_units_deleted_have_lost_their_records(sandbox: Sandbox) -> None:
    issue_november(sandbox)
    Repository(sandbox.root).commit("2025-11-18 10:00")
    shutil.rmtree(sandbox.root / "data/units")
    assert told_by_proof(sandbox) == {("BC892", NOVEMBER)}


def test_a_gap_in_the_register_is_an_error(sandbox: Sandbox, told: Command) -> None:
    record_number(sandbox, 186)
    issue_november(sandbox)
    assert told(sandbox) == {("BC848", NOVEMBER)}


def test_a_gap_names_the_numbers_that_are_missing(sandbox: Sandbox) -> None:
    record_number(sandbox, 7)
    record_number(sandbox, 9, 9)
    issue_november(sandbox, 13)
    (told,) = (each for each in sandbox.load().register)
    assert told.message.startswith("Sổ đăng ký thiếu số 08, 10–12/BC-UBND năm 2025:")


@pytest.mark.parametrize(
    "declared",
    [
        "{ky_hieu: /BC-UBND, ly_do: Sổ chung của xã}",
        "{ky_hieu: /BC-UBND, nam: 2025, tu: 187, den: 188, ly_do: Báo cáo làm bằng Word}",
        "{ky_hieu: /BC-UBND, tu: 187, ly_do: Hủy số}\n  - {ky_hieu: /BC-UBND, tu: 188, ly_do: Hủy số}",
    ],
)
def test_numbers_that_the_unit_says_it_used_elsewhere_are_no_gap(
    sandbox: Sandbox, told: Command, declared: str
) -> None:
    record_number(sandbox, 186)
    issue_november(sandbox)
    profile = (sandbox.root / PROFILE).read_text(encoding="utf-8")
    sandbox.write(PROFILE, f"{profile.rstrip()}\nso_ngoai_baocao:\n  - {declared}\n")
    assert told(sandbox) == set()


@pytest.mark.parametrize(
    "declared",
    [
        "{ky_hieu: /CV-UBND, ly_do: Dãy khác}",
        "{ky_hieu: /BC-UBND, nam: 2024, ly_do: Năm khác}",
        "{ky_hieu: /BC-UBND, tu: 187, ly_do: Một số}",
    ],
)
def test_what_is_declared_of_other_numbers_closes_no_gap(sandbox: Sandbox, declared: str) -> None:
    record_number(sandbox, 186)
    issue_november(sandbox)
    profile = (sandbox.root / PROFILE).read_text(encoding="utf-8")
    sandbox.write(PROFILE, f"{profile.rstrip()}\nso_ngoai_baocao:\n  - {declared}\n")
    assert told_by_check(sandbox) == {("BC848", NOVEMBER)}


def test_series_and_years_are_apart(sandbox: Sandbox) -> None:
    record_number(sandbox, 100, notation="/CV-UBND")
    record_number(sandbox, 5, 9, day=date(2024, 12, 30))
    issue_november(sandbox)
    assert told_by_check(sandbox) == set()


def test_a_number_written_in_another_period_is_no_gap(sandbox: Sandbox) -> None:
    record_number(sandbox, 187)
    sandbox.write(
        "data/units/xa-mot/2025-09.yaml",
        "don_vi: xa-mot\nky: 2025-09\nphat_hanh:\n"
        "  cd: {so: 188, ngay: 2025-11-17, ngoai_baocao: Phát hành bản giấy}\n",
    )
    issue_november(sandbox)
    assert {code for code, _ in told_by_check(sandbox)} & {"BC847", "BC848"} == set()


def test_numbers_from_before_there_were_records_need_none(sandbox: Sandbox) -> None:
    sandbox.replace(REPORT, "chi_tieu:", "phat_hanh: {cd: {so: 7, ngay: 2025-11-18}}\nchi_tieu:")
    assert told_by_check(sandbox) == set()
    record_number(sandbox, 8, 12)
    assert told_by_check(sandbox) == set()


def test_a_number_that_says_why_it_has_no_record_needs_none(sandbox: Sandbox, told: Command) -> None:
    record_number(sandbox, 6)
    issue = "phat_hanh: {cd: {so: 7, ngay: 2025-11-18}}"
    sandbox.replace(REPORT, "chi_tieu:", f"{issue}\nchi_tieu:")
    assert told(sandbox) == {("BC847", REPORT)}
    sandbox.replace(REPORT, "11-18}}", "11-18, ngoai_baocao: Ký số trên phần mềm khác}}")
    assert told(sandbox) == set()


def test_a_number_may_stand_in_the_report_before_it_is_issued(sandbox: Sandbox) -> None:
    record_number(sandbox, 188)
    sandbox.replace(REPORT, "chi_tieu:", "phat_hanh: {cd: {so: 189, ngay: 2025-11-18}}\nchi_tieu:")
    assert told_by_check(sandbox) == {("BC847", REPORT)}
    official = sandbox.build(scope=Scope(frozenset({"xa-mot"})), official=True)
    assert (official.refused, official.has_errors) == (False, False)
    call = Call("xa-mot", date(2025, 12, 1))
    assert issue_document(sandbox.root, sandbox.out, period_of("2025-11"), call, lambda *_: None).issued
    assert told_by_check(sandbox) == set()


def test_between_versions_a_record_that_was_deleted_is_told(sandbox: Sandbox) -> None:
    sandbox.write(".gitignore", "out/\n")
    repository = Repository(sandbox.root)
    repository.commit("2025-11-17 10:00")
    issue_november(sandbox)
    repository.commit("2025-11-18 10:00")
    sandbox.remove(NOVEMBER)
    changed = compare_versions(sandbox.root, "HEAD", (), Narrowing())
    assert errors_among(changed.problems) == {("BC892", NOVEMBER)}
    repository.commit("2025-11-19 10:00")
    changed = compare_versions(sandbox.root, "HEAD~1..HEAD", (), Narrowing())
    assert errors_among(changed.problems) == {("BC849", NOVEMBER)}
    assert errors_among(compare_versions(sandbox.root, "HEAD~1..HEAD~2", (), Narrowing()).problems) == set()


def test_a_forged_number_takes_no_time(sandbox: Sandbox) -> None:
    record_number(sandbox, 1)
    path = record_number(sandbox, 2, 9)
    sandbox.replace(path, "so: 2", "so: 999999999")
    assert told_by_check(sandbox)


def number_across_years(sandbox: Sandbox, more: str = "") -> list[Diagnostic]:
    """Record numbers 07 of December 2024 and 09 of October 2025, and return what the register lacks."""
    profile = (sandbox.root / PROFILE).read_text(encoding="utf-8")
    sandbox.write(PROFILE, f"{profile.rstrip()}\n{more}")
    record_number(sandbox, 7, 9, day=date(2024, 12, 20), notation="-BC/ĐU")
    record_number(sandbox, 9, notation="-BC/ĐU")
    return [each for each in sandbox.load().register if each.code == "BC848"]


def test_numbers_of_the_state_begin_anew_with_the_year(sandbox: Sandbox) -> None:
    assert number_across_years(sandbox) == []


@pytest.mark.parametrize(
    ("terms", "named"),
    [("", "nhiệm kỳ:"), ("nhiem_ky: [2020-07-01, 2026-01-10]\n", "nhiệm kỳ từ ngày 01/7/2020:")],
)
def test_numbers_of_the_party_run_through_a_term_of_office(
    sandbox: Sandbox, terms: str, named: str
) -> None:
    (told,) = number_across_years(sandbox, f"the_thuc: dang\n{terms}")
    assert told.message.startswith(f"Sổ đăng ký thiếu số 08-BC/ĐU {named}")


def test_numbers_of_the_party_begin_anew_with_a_term_of_office(sandbox: Sandbox) -> None:
    assert number_across_years(sandbox, "the_thuc: dang\nnhiem_ky: 2025-08-16\n") == []


def test_a_number_of_the_party_that_was_not_used_is_declared_by_any_year_of_its_term(
    sandbox: Sandbox,
) -> None:
    declared = "so_ngoai_baocao: [{ky_hieu: -BC/ĐU, nam: 2025, tu: 8, ly_do: Hủy số}]\n"
    assert number_across_years(sandbox, f"the_thuc: dang\nnhiem_ky: 2020-07-01\n{declared}") == []
