"""Cited documents: one and the same everywhere, and none of the future."""

import pytest

from baocao.model.diagnostic import Diagnostic
from baocao.pipeline.loading import load_checked
from support import EXAMPLE, REPOSITORY, Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
REGISTER = "data/directives/van-ban.yaml"


def citation_problems(sandbox: Sandbox, *citations: str, reasons: str = "") -> list[Diagnostic]:
    rows = "".join(f"  {row}\n" for row in citations)
    sandbox.replace(FILE, "nhiem_vu:", f"van_ban:\n{rows}{reasons}nhiem_vu:")
    return list(sandbox.load().problems)


def decision_row(
    name: str = "qd", number: str = "9/QĐ-UBND", day: str = "2025-07-02", by: str = "UBND tỉnh T"
) -> str:
    return f"{name}: {{loai: Quyết định, so: {number}, ngay: {day}, co_quan: {by}}}"


@pytest.mark.parametrize(("day", "codes"), [("2025-11-14", []), ("2025-11-15", ["BC444"])])
def test_a_document_is_not_younger_than_the_data(sandbox: Sandbox, day: str, codes: list[str]) -> None:
    assert [problem.code for problem in citation_problems(sandbox, decision_row(day=day))] == codes


def test_the_day_that_a_unit_states_itself_decides(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "ky: 2025-11\n", "ky: 2025-11\nchot_den: 2025-11-18\n")
    assert citation_problems(sandbox, decision_row(day="2025-11-18")) == []


def test_a_fault_stands_at_the_number(sandbox: Sandbox) -> None:
    (problem,) = citation_problems(
        sandbox, "qd: {loai: Quyết định, so: 9/QD-UBND, ngay: 2025-07-02, co_quan: UBND tỉnh T}"
    )
    assert (problem.code, str(problem.place), problem.unit) == ("BC441", f"{FILE}:7:30", "xa-mot")


def test_a_fault_of_the_register_belongs_to_no_unit(sandbox: Sandbox) -> None:
    sandbox.replace(REGISTER, "1/NQ-CP", "1/QĐ-CP")
    (problem,) = sandbox.load().problems
    assert (problem.code, problem.place and problem.place.file, problem.unit) == ("BC441", REGISTER, None)


def test_two_days_of_one_number_are_an_error_that_shows_both_places(sandbox: Sandbox) -> None:
    row = "nq-1: {loai: Nghị quyết, so: 1/NQ-CP, ngay: 2025-01-20, co_quan: Chính phủ}"
    (problem,) = citation_problems(sandbox, row)
    assert (problem.code, str(problem.place), problem.severity.value) == ("BC445", f"{FILE}:7:32", "lỗi")
    assert [(label, place.file) for label, place in problem.related] == [("ghi ngày 02/01/2025", REGISTER)]


@pytest.mark.parametrize(("term", "codes"), [("2025-07-16", []), ("2025-09-16", ["BC445"])])
def test_numbers_of_the_party_begin_anew_with_a_term(sandbox: Sandbox, term: str, codes: list[str]) -> None:
    profile = "data/units/xa-mot/ho-so.yaml"
    sandbox.replace(profile, "ky_hieu: UBND", f"ky_hieu: ĐU\nthe_thuc: dang\nnhiem_ky: {term}")
    rows = (
        f"kh-{day[-1]}: {{loai: Kế hoạch, so: 9-KH/ĐU, ngay: {day}, co_quan: Đảng ủy xã Một}}"
        for day in ("2025-07-02", "2025-08-03")
    )
    assert [problem.code for problem in citation_problems(sandbox, *rows)] == codes


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (decision_row(), decision_row("qd-2", day="2025-08-02")),
        (decision_row(), decision_row("qd-2", day="2025-08-02", by="Chủ tịch UBND tỉnh T")),
        (decision_row(), decision_row("qd-2", day="2025-08-02", by="Ủy ban nhân dân tỉnh T")),
        (decision_row(by="UBND tỉnh"), decision_row("qd-2", day="2025-08-02")),
        (decision_row(by="UBND xã"), decision_row("qd-2", day="2025-08-02", by="UBND xã")),
    ],
)
def test_an_issuer_has_many_names(sandbox: Sandbox, first: str, second: str) -> None:
    assert [problem.code for problem in citation_problems(sandbox, first, second)] == ["BC445"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (decision_row(), decision_row("qd-2", day="2025-08-02", by="UBND tỉnh Tê")),
        (decision_row(), decision_row("qd-2", day="2025-08-02", by="UBND xã Một")),
        (
            decision_row(),
            decision_row("qd-2", number="9/KH-UBND", day="2025-08-02").replace("Quyết định", "Kế hoạch"),
        ),
        (decision_row(), decision_row("qd-2", day="2024-07-02")),
        (decision_row(), decision_row("qd-2", day="2025-06-30")),
    ],
    ids=["tỉnh khác", "xã", "loại khác", "năm khác", "trước khi sắp xếp"],
)
def test_other_documents_may_have_the_same_number(sandbox: Sandbox, first: str, second: str) -> None:
    assert citation_problems(sandbox, first, second) == []


def test_the_same_subject_is_the_same_document_whatever_the_year(sandbox: Sandbox) -> None:
    rows = [
        decision_row("qd", day=day).replace("}", ", trich_yeu: về một việc}")
        for day in ("2025-07-02", "2024-07-02")
    ]
    problems = citation_problems(sandbox, rows[0], rows[1].replace("qd:", "qd-2:"))
    assert [each.code for each in problems] == ["BC445"]


def test_a_document_of_the_register_is_cited_by_its_id(sandbox: Sandbox) -> None:
    (problem,) = citation_problems(
        sandbox, "nq-cp: {loai: Nghị quyết, so: 1/NQ-CP, ngay: 2025-01-02, co_quan: Chính phủ}"
    )
    assert (problem.code, problem.severity.value) == ("BC446", "lưu ý")
    assert problem.advice == "Xóa mục này, dẫn bằng [@nq-1]."


def test_one_document_has_one_id_in_a_file(sandbox: Sandbox) -> None:
    (problem,) = citation_problems(sandbox, decision_row(), decision_row("qd-2"))
    assert (problem.code, problem.place and problem.place.line, problem.severity.value) == (
        "BC447",
        8,
        "cảnh báo",
    )


def test_a_stated_reason_makes_another_day_a_note(sandbox: Sandbox) -> None:
    row = "nq-1: {loai: Nghị quyết, so: 1/NQ-CP, ngay: 2025-01-20, co_quan: Chính phủ}"
    (problem,) = citation_problems(
        sandbox, row, reasons="giai_trinh:\n  nq-1: Báo cáo của tỉnh ghi như vậy.\n"
    )
    assert (problem.code, problem.severity.value) == ("BC429", "lưu ý")
    assert "Báo cáo của tỉnh ghi như vậy." in f"{problem.message} {problem.advice}"


def test_a_reason_for_nothing_is_pointed_out(sandbox: Sandbox) -> None:
    problems = citation_problems(sandbox, decision_row(), reasons="giai_trinh:\n  qd: Như vậy.\n")
    assert [each.code for each in problems] == ["BC428"]


def test_many_units_may_cite_one_document(sandbox: Sandbox) -> None:
    text = (sandbox.root / FILE).read_text(encoding="utf-8")
    for unit in ("xa-mot", "xa-hai"):
        rows = f"van_ban:\n  {decision_row(f'qd-{unit}')}\nnhiem_vu:"
        own = text.replace("xa-mot", unit).replace("nhiem_vu:", rows)
        sandbox.write(f"data/units/{unit}/2025-11.yaml", own)
    assert sandbox.load().problems == ()


@pytest.mark.parametrize("code", ["BC441", "BC442", "BC444", "BC446", "BC447"])
def test_the_real_data_give_no_false_alarm(code: str) -> None:
    for root in (REPOSITORY, EXAMPLE):
        assert [problem for problem in load_checked(root, None).problems if problem.code == code] == []
