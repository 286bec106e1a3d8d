"""Submissions: what a unit reports is its own to report, agrees with itself and names what exists."""

import pytest

from baocao.model.diagnostic import Diagnostic
from baocao.rules.submissions import SUBMISSION_CHECKS, check_submissions
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
REGISTRY = "data/units/don-vi.yaml"


def submission_problems(sandbox: Sandbox) -> list[Diagnostic]:
    return check_submissions(sandbox.load().workspaces[0])


def test_a_good_submission_has_no_problems(sandbox: Sandbox) -> None:
    assert submission_problems(sandbox) == []


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ("mo: 2025-11-15", "chưa mở"),
        ("mo: 2025-07-01, dong: 2025-11-13", "đóng ngày 13/11/2025"),
    ],
)
def test_a_unit_that_is_not_open_when_data_stop_cannot_report(
    sandbox: Sandbox, dates: str, why: str
) -> None:
    sandbox.replace(REGISTRY, 'ma: "1", ten: Xã Một', f'ma: "1", ten: Xã Một, {dates}')
    sandbox.replace(
        REGISTRY, f"{dates}, loai: xa, thuoc: tinh-t, tinh_cu: bac, mo: 2025-07-01", f"{dates}, loai: xa"
    )
    (problem,) = submission_problems(sandbox)
    assert (problem.code, str(problem.place), problem.unit) == ("BC309", f"{FILE}:1:1", "xa-mot")
    assert f"14/11/2025 ({why})" in problem.message


@pytest.mark.parametrize(
    "dates", ["mo: 2025-11-14", "mo: 2025-07-01, dong: 2025-11-14", "dong: 2025-11-15"]
)
def test_the_first_and_the_last_day_of_a_unit_count(sandbox: Sandbox, dates: str) -> None:
    line = 'ma: "1", ten: Xã Một, loai: xa, thuoc: tinh-t, tinh_cu: bac, mo: 2025-07-01'
    sandbox.replace(REGISTRY, line, f'ma: "1", ten: Xã Một, loai: xa, {dates}')
    assert submission_problems(sandbox) == []


def test_the_day_that_a_unit_states_itself_decides(sandbox: Sandbox) -> None:
    line = "ten: Xã Một, loai: xa, thuoc: tinh-t, tinh_cu: bac, mo: 2025-07-01"
    sandbox.replace(REGISTRY, line, "ten: Xã Một, loai: xa, mo: 2025-11-18")
    sandbox.replace(FILE, "ky: 2025-11\n", "ky: 2025-11\nchot_den: 2025-11-18\n")
    assert submission_problems(sandbox) == []


def test_a_figure_of_another_kind_of_unit_is_a_warning_at_the_figure(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/chi-tieu.yaml", "ten: Tiếp nhận,", "ten: Tiếp nhận, ap_dung: {loai: phuong},"
    )
    (problem,) = submission_problems(sandbox)
    assert (problem.code, str(problem.place), problem.severity.value) == (
        "BC311",
        f"{FILE}:4:17",
        "cảnh báo",
    )
    assert "'hs.tiep_nhan'" in problem.message


def test_a_task_of_another_unit_is_a_warning_at_the_task(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "giao_cho: [{cap: xa}]", "giao_cho: [{loai: phuong}]")
    (problem,) = submission_problems(sandbox)
    assert (problem.code, str(problem.place)) == ("BC311", f"{FILE}:8:5")


def test_a_narrative_of_another_unit_is_a_warning_at_the_narrative(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, '"I.1": Theo', '"I.2": Theo')
    (problem,) = submission_problems(sandbox)
    assert (problem.code, str(problem.place)) == ("BC311", f"{FILE}:11:12")


@pytest.mark.parametrize(
    ("progress", "label"),
    [
        ("hoan_thanh", ""),
        ("dang_thuc_hien", "'đang thực hiện'"),
        ("chua_thuc_hien", "'chưa thực hiện'"),
        ("khong_ap_dung", "'không áp dụng'"),
    ],
)
def test_a_day_of_completion_goes_only_with_a_task_that_is_done(
    sandbox: Sandbox, progress: str, label: str
) -> None:
    sandbox.replace(FILE, "tien_do: dang_thuc_hien", f"tien_do: {progress}, ngay_hoan_thanh: 2025-09-30")
    problems = submission_problems(sandbox)
    assert [each.code for each in problems] == (["BC402"] if label else [])
    assert all(label in each.message for each in problems)


@pytest.mark.parametrize(
    ("mark", "code", "hint"),
    [
        ("[@nq-2]", "BC306", "'nq-1'"),
        ("[^@nq-1; nq-2]", "BC306", "'nq-1'"),
        ("[=hs.tiep_nhn]", "BC302", "'hs.tiep_nhan'"),
    ],
)
def test_an_unknown_name_in_prose_is_reported_with_the_nearest_one(
    sandbox: Sandbox, mark: str, code: str, hint: str
) -> None:
    sandbox.replace(FILE, "Theo [@nq-1]", f"Theo {mark}")
    (problem,) = submission_problems(sandbox)
    assert (problem.code, problem.unit, str(problem.place)) == (code, "xa-mot", f"{FILE}:11:17")
    assert hint in problem.message


def test_a_document_of_the_unit_itself_can_be_cited(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "Theo [@nq-1]", "Theo [@qd-09]")
    row = "qd-09: {loai: Quyết định, so: 09/QĐ-UBND, ngay: 2025-07-01, co_quan: UBND xã}"
    sandbox.replace(FILE, "nhiem_vu:", f"van_ban:\n  {row}\nnhiem_vu:")
    assert submission_problems(sandbox) == []


@pytest.mark.parametrize(
    "text",
    [
        "vuong_mac:\n  cd: [{nhom: kinh_phi, noi_dung: 'Theo [@sai]'}]\n",
        "kien_nghi:\n  cd: [{nhom: kinh_phi, noi_dung: 'Theo [@sai]'}]\n",
    ],
)
def test_marks_in_remarks_are_checked(sandbox: Sandbox, text: str) -> None:
    sandbox.replace(FILE, "nhiem_vu:", f"{text}nhiem_vu:")
    assert [problem.code for problem in submission_problems(sandbox)] == ["BC306"]


@pytest.mark.parametrize("key", ["ket_qua", "du_kien", "vuong_mac", "kien_nghi"])
def test_marks_in_every_text_of_a_task_are_checked(sandbox: Sandbox, key: str) -> None:
    sandbox.replace(FILE, "ket_qua: Đang làm", f'{key}: "Theo [@sai]"')
    assert [problem.code for problem in submission_problems(sandbox)] == ["BC306"]


@pytest.mark.parametrize("check", SUBMISSION_CHECKS)
def test_each_check_states_its_rule(check: object) -> None:
    assert (check.__doc__ or "").rstrip().endswith(".")
