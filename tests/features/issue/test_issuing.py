"""Issuing: a number, a record, and figures that stay as they were given out."""

from datetime import date
from hashlib import sha256
from typing import Final

import pytest

from baocao.features.issue.issuing import Call, Issuing, issue_document
from baocao.model.messages import MESSAGES
from baocao.pipeline.plan import Scope, UnknownScopeError
from support import CONSOLIDATED_TEMPLATE, Sandbox, period_of

FILE: Final = "data/units/xa-mot/2025-11.yaml"
RECORD: Final = "data/units/xa-mot/phat-hanh/2025-11_cd_bao-cao.yaml"
NAME: Final = "xa-mot_bao-cao_cd.docx"
TODAY: Final = date(2025, 12, 1)
DAY: Final = date(2025, 11, 18)
REPORT: Final = Call("xa-mot", TODAY, number=189, day=DAY)
ONLY: Final = Scope(frozenset({"xa-mot"}))


def issue_period(sandbox: Sandbox, call: Call = REPORT, period: str = "2025-11") -> Issuing:
    return issue_document(sandbox.root, sandbox.out, period_of(period), call, lambda *_: None)


def refusal_reasons(done: Issuing) -> list[str]:
    assert done.issued is None
    return [each.code for each in (*done.outcome.missing, *done.outcome.problems)]


def text(sandbox: Sandbox, name: str = FILE) -> str:
    return (sandbox.root / name).read_text(encoding="utf-8")


def test_issuing_writes_the_official_file_the_number_and_the_record(sandbox: Sandbox) -> None:
    done = issue_period(sandbox)
    assert done.issued is not None
    assert done.issued.reference == "Báo cáo số 189/BC-UBND ngày 18/11/2025"
    assert "phat_hanh:\n  cd: {so: 189, ngay: 2025-11-18}\n" in text(sandbox)
    data = (sandbox.out / "2025-11" / NAME).read_bytes()
    assert f"{NAME}: {sha256(data).hexdigest()}" in text(sandbox, RECORD)
    assert sandbox.codes() == []


def test_the_official_build_makes_the_very_file_that_was_issued(sandbox: Sandbox) -> None:
    issue_period(sandbox)
    before = (sandbox.out / "2025-11" / NAME).read_bytes()
    (made,) = sandbox.build(scope=ONLY, official=True).made
    assert (made.name, made.data) == (NAME, before)


def test_of_a_report_that_is_not_read_the_reason_is_told(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "chi_tieu:", "phat_hanh: {cd: {so: 7, ngay: 2025-11-18, do_mat: mat}}\nchi_tieu:")
    done = issue_period(sandbox)
    assert done.issued is None
    assert [each.code for each in done.outcome.missing] == ["BC463", "BC705"]


def test_number_and_day_may_stand_in_the_submission_already(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "chi_tieu:", "phat_hanh: {cd: {so: 7, ngay: 2025-11-18}}\nchi_tieu:")
    before = text(sandbox)
    done = issue_period(sandbox, Call("xa-mot", TODAY))
    assert done.issued is not None
    assert done.issued.symbol == "07/BC-UBND"
    assert (text(sandbox), done.submission) == (before, "")


def test_without_a_number_nothing_is_issued(sandbox: Sandbox) -> None:
    with pytest.raises(UnknownScopeError, match="Thiếu --so"):
        issue_period(sandbox, Call("xa-mot", TODAY, day=DAY))


def test_what_the_official_build_refuses_is_not_issued(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, '    "I.1"', '    "I.9"')
    before = text(sandbox)
    assert set(refusal_reasons(issue_period(sandbox))) == {"BC305", "BC702"}
    assert text(sandbox) == before
    assert not sandbox.out.exists()


def test_a_unit_that_has_not_reported_issues_nothing(sandbox: Sandbox) -> None:
    done = issue_period(sandbox, Call("xa-hai", TODAY, number=1, day=DAY))
    assert refusal_reasons(done) == ["BC701"]
    assert done.lacks_something


def test_a_document_is_issued_once(sandbox: Sandbox) -> None:
    issue_period(sandbox)
    record = text(sandbox, RECORD)
    assert refusal_reasons(issue_period(sandbox)) == ["BC879"]
    assert text(sandbox, RECORD) == record


def test_the_command_must_not_contradict_the_submission(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "chi_tieu:", "phat_hanh: {cd: {so: 7, ngay: 2025-11-17}}\nchi_tieu:")
    assert refusal_reasons(issue_period(sandbox)) == ["BC881", "BC881"]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 11, 13), "số liệu chốt đến 14/11/2025"),
        (date(2025, 12, 2), "sau hôm nay (01/12/2025)"),
    ],
)
def test_no_report_is_issued_before_its_data_stop_or_tomorrow(
    sandbox: Sandbox, day: date, why: str
) -> None:
    done = issue_period(sandbox, REPORT._replace(day=day))
    assert refusal_reasons(done) == ["BC880"]
    assert why in done.outcome.missing[0].message


@pytest.mark.parametrize("day", [date(2025, 11, 14), TODAY])
def test_the_day_on_which_data_stop_and_today_are_possible(sandbox: Sandbox, day: date) -> None:
    assert issue_period(sandbox, REPORT._replace(day=day)).issued


def issue_earlier(sandbox: Sandbox, issue: str) -> None:
    """Write a report of October that was issued as `issue` says."""
    october = text(sandbox).replace("2025-11", "2025-10")
    sandbox.write("data/units/xa-mot/2025-10.yaml", october + f"phat_hanh:\n  cd: {issue}\n")


def test_a_number_of_another_period_of_the_year_cannot_be_used_again(sandbox: Sandbox) -> None:
    issue_earlier(sandbox, "{so: 189, ngay: 2025-10-20}")
    done = issue_period(sandbox)
    assert refusal_reasons(done) == ["BC878"]
    assert "189/BC-UBND" in done.outcome.missing[0].message
    assert "cd/bao-cao, kỳ 2025-10" in done.outcome.missing[0].message


def test_numbers_start_anew_every_year(sandbox: Sandbox) -> None:
    issue_earlier(sandbox, "{so: 189, ngay: 2024-10-20}")
    assert issue_period(sandbox).issued


def test_a_number_under_another_notation_is_another_number(sandbox: Sandbox) -> None:
    issue_earlier(sandbox, "{so: 189, ngay: 2025-10-20}")
    sandbox.replace("data/units/xa-mot/2025-10.yaml", "  cd: {so", "  cd/cong-van: {so")
    sandbox.replace(
        "data/directives/cd.yaml",
        "  tong-hop:",
        "  cong-van: {mau: cong-van.md.j2, lap_boi: [{cap: xa}], ky: [2025-10]}\n  tong-hop:",
    )
    sandbox.write(
        "templates/cong-van.md.j2", "---\nloai: cong-van\ntrich_yeu: một việc\n---\nMột việc./.\n"
    )
    assert issue_period(sandbox).issued


def test_a_record_whose_report_is_gone_still_keeps_its_number(sandbox: Sandbox) -> None:
    issue_earlier(sandbox, "{so: 189, ngay: 2025-10-20}")
    sandbox.replace("data/units/xa-mot/2025-10.yaml", "{so: 189, ngay: 2025-10-20}", "{}")
    assert issue_period(sandbox, REPORT._replace(day=date(2025, 10, 20)), "2025-10").issued
    sandbox.remove("data/units/xa-mot/2025-10.yaml")
    assert refusal_reasons(issue_period(sandbox)) == ["BC878"]


def complete_reports(sandbox: Sandbox) -> None:
    """Let every commune report, so that the department can issue."""
    for unit in ("xa-hai", "phuong-ba"):
        sandbox.write(f"data/units/{unit}/2025-11.yaml", text(sandbox).replace("xa-mot", unit))


def test_a_department_without_a_file_of_its_own_gets_one_for_its_number(sandbox: Sandbox) -> None:
    complete_reports(sandbox)
    done = issue_period(sandbox, Call("so-a", TODAY, number=15, day=DAY))
    assert done.issued is not None
    assert set(done.issued.files) == {"so-a_tong-hop_cd.docx", "so-a_tong-hop_cd.xlsx"}
    assert set(done.issued.printed) == {"xa-mot", "xa-hai", "phuong-ba"}
    assert text(sandbox, "data/units/so-a/2025-11.yaml") == (
        "don_vi: so-a\nky: 2025-11\n\nphat_hanh:\n  cd: {so: 15, ngay: 2025-11-18}\n"
    )
    assert sandbox.codes() == []


def test_appendices_in_a_file_of_their_own_go_out_with_their_document(sandbox: Sandbox) -> None:
    complete_reports(sandbox)
    sandbox.replace(
        "data/directives/cd.yaml",
        "de_cuong:",
        "  phu-luc: {mau: phu-luc.md.j2, lap_boi: [{don_vi: so-a}]}\nde_cuong:",
    )
    attached = CONSOLIDATED_TEMPLATE.replace("dau_ra: [docx, xlsx]", "dau_ra: xlsx\nphu_luc_so: II")
    start, end = attached.index("# Kết quả"), attached.index("{% call")
    sandbox.write("templates/phu-luc.md.j2", attached[:start] + attached[end:])
    done = issue_period(sandbox, Call("so-a", TODAY, number=15, day=DAY))
    assert done.issued is not None
    assert "so-a_phu-luc_cd.xlsx" in done.issued.files
    assert "  cd: {so: 15, ngay: 2025-11-18}" in text(sandbox, "data/units/so-a/2025-11.yaml")


def test_a_change_in_a_commune_is_seen_in_what_the_department_issued(sandbox: Sandbox) -> None:
    complete_reports(sandbox)
    issue_period(sandbox, Call("so-a", TODAY, number=15, day=DAY))
    sandbox.replace("data/units/xa-hai/2025-11.yaml", "hs.tiep_nhan: 3.781", "hs.tiep_nhan: 3.782")
    (problem,) = sandbox.load().problems
    assert (problem.code, problem.unit, str(problem.place)) == (
        "BC872", "xa-hai", "data/units/xa-hai/2025-11.yaml:4:17",
    )  # fmt: skip
    assert "15/BC-SA" in problem.message


def test_of_several_documents_one_must_be_chosen(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/cd.yaml",
        "  tong-hop:",
        "  khac: {mau: bao-cao.md.j2, lap_boi: [{cap: xa}]}\n  tong-hop:",
    )
    with pytest.raises(UnknownScopeError, match="--chi-dao cd --van-ban khac"):
        issue_period(sandbox)
    assert issue_period(sandbox, REPORT._replace(product="khac")).issued
    assert "  cd/khac: {so: 189, ngay: 2025-11-18}" in text(sandbox)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (REPORT._replace(unit="xa-mott"), "Ý bạn là 'xa-mot'"),
        (REPORT._replace(directive="dc"), "Không có chỉ đạo 'dc'"),
        (REPORT._replace(product="bao-cau"), "Ý bạn là 'bao-cao'"),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(sandbox: Sandbox, call: Call, words: str) -> None:
    with pytest.raises(UnknownScopeError, match=words):
        issue_period(sandbox, call)


def test_a_submission_that_cannot_be_edited_safely_is_left_to_its_author(sandbox: Sandbox) -> None:
    tasks = "{cd: {'1': {tien_do: dang_thuc_hien, ket_qua: Đang làm}}}"
    rest = f"nhiem_vu: {tasks}, noi_dung: {{cd: {{'I.1': Đã làm}}}}"
    sandbox.write(FILE, f"{{don_vi: xa-mot, ky: 2025-11, chi_tieu: {{hs.tiep_nhan: 1}}, {rest}}}\n")
    before = text(sandbox)
    done = issue_period(sandbox)
    assert refusal_reasons(done) == ["BC883"]
    assert "phat_hanh: {cd: {so: 189, ngay: 2025-11-18}}" in done.outcome.missing[0].advice
    assert text(sandbox) == before


def test_a_draft_leaves_the_issued_file_in_place(sandbox: Sandbox) -> None:
    issue_period(sandbox)
    before = (sandbox.out / "2025-11" / NAME).read_bytes()
    names = {made.name for made in sandbox.build().made}
    assert "xa-mot_bao-cao_cd_du-thao.docx" in names
    assert NAME not in names
    assert (sandbox.out / "2025-11" / NAME).read_bytes() == before


def test_an_official_build_of_what_was_corrected_leaves_the_issued_file_and_says_so(
    sandbox: Sandbox,
) -> None:
    issue_period(sandbox)
    before = (sandbox.out / "2025-11" / NAME).read_bytes()
    sandbox.replace(FILE, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: 3.275")
    sandbox.write(FILE, text(sandbox) + "dinh_chinh:\n  - {chi_tieu: hs.truc_tuyen, tu: 3276, thanh: 3275, "
                  "ly_do: Đếm lại, nguoi: A, ngay: 2025-11-20}\n")  # fmt: skip
    outcome = sandbox.build(scope=ONLY, official=True)
    assert [each.code for each in outcome.problems] == ["BC882"]
    assert (outcome.refused, outcome.made) == (False, ())
    assert (sandbox.out / "2025-11" / NAME).read_bytes() == before


def test_every_refusal_has_words() -> None:
    for code in ("BC878", "BC879", "BC880", "BC881", "BC883"):
        assert MESSAGES[code].advice


PAPER: Final = "---\nloai: ban-tom-tat\ntrich_yeu: Tóm tắt {{ ky.nhan }}\n---\nMột câu.\n"


def test_a_paper_for_a_meeting_is_refused_in_one_sentence(sandbox: Sandbox) -> None:
    add_paper(sandbox)
    with pytest.raises(UnknownScopeError, match="'tom-tat' là tài liệu phục vụ họp, không phải văn bản"):
        issue_period(sandbox, REPORT._replace(product="tom-tat"))


def test_a_paper_beside_a_document_is_neither_numbered_nor_asked_about(sandbox: Sandbox) -> None:
    add_paper(sandbox)
    done = issue_period(sandbox)
    assert done.issued is not None
    assert "phat_hanh:\n  cd: {so: 189, ngay: 2025-11-18}\n" in text(sandbox)
    assert "tom-tat" not in text(sandbox, RECORD)


def add_paper(sandbox: Sandbox) -> None:
    sandbox.write("templates/tom-tat.md.j2", PAPER)
    line = "  tom-tat: {mau: tom-tat.md.j2, lap_boi: [{cap: xa}]}\n"
    sandbox.replace("data/directives/cd.yaml", "de_cuong:\n", f"{line}de_cuong:\n")


def test_a_directive_that_cannot_be_read_is_told_of_and_not_that_nobody_asks(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/cd.yaml", "ma: [")
    sandbox.remove(FILE)
    reasons = refusal_reasons(issue_period(sandbox))
    assert "BC102" in reasons
