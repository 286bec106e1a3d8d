"""What is cited is in force on the document's day; the register says what took its place."""

import pytest

from baocao.model.diagnostic import Diagnostic
from support import REPOSITORY, Sandbox

REPORT = "data/units/xa-mot/2025-11.yaml"
DIRECTIVE = "data/directives/cd.yaml"
REGISTER = "data/directives/van-ban.yaml"
ACTS = """
nq-1: {loai: Nghị quyết, so: 1/NQ-CP, ngay: 2025-01-02, co_quan: Chính phủ, trich_yeu: về một việc}
nd-moi: {loai: Nghị định, so: 278/2025/NĐ-CP, ngay: 2025-10-22, co_quan: Chính phủ}
nd-cu:
  {loai: Nghị định, so: 47/2020/NĐ-CP, ngay: 2020-04-09, co_quan: Chính phủ, het_hieu_luc: "ENDS",
   thay_bang: nd-moi}
"""


def told_of_law(sandbox: Sandbox) -> list[Diagnostic]:
    return [each for each in sandbox.load().problems if each.code in {"BC306", "BC448", "BC449"}]


def register_acts(sandbox: Sandbox, ends: str = "2025-10-22") -> None:
    sandbox.write(REGISTER, ACTS.replace("ENDS", ends))


def cite_act(sandbox: Sandbox, mark: str = "[@nd-cu]") -> None:
    sandbox.replace(REPORT, "Theo [@nq-1]", f"Theo {mark}")


def test_citing_an_act_that_has_lost_its_force_names_its_successor(sandbox: Sandbox) -> None:
    register_acts(sandbox)
    cite_act(sandbox)
    (told,) = told_of_law(sandbox)
    assert told.message == (
        "Nghị định số 47/2020/NĐ-CP không còn hiệu lực vào ngày của văn bản: hết hiệu lực từ ngày "
        "22/10/2025, được thay bằng Nghị định số 278/2025/NĐ-CP."
    )


@pytest.mark.parametrize(("ends", "told"), [("2025-11-14", 1), ("2025-11-15", 0)])
def test_the_last_day_of_the_data_decides_where_nobody_has_dated_the_document(
    sandbox: Sandbox, ends: str, told: int
) -> None:
    register_acts(sandbox, ends)
    cite_act(sandbox)
    assert len(told_of_law(sandbox)) == told


def test_the_day_of_the_document_decides_where_it_has_one(sandbox: Sandbox) -> None:
    register_acts(sandbox, "2025-11-18")
    cite_act(sandbox)
    sandbox.replace(REPORT, "chi_tieu:", "phat_hanh: {cd: {ngay: 2025-11-20}}\nchi_tieu:")
    assert [each.code for each in told_of_law(sandbox)] == ["BC448"]


def test_a_directive_that_rests_on_an_act_without_force_is_told_as_that(sandbox: Sandbox) -> None:
    register_acts(sandbox)
    sandbox.replace(DIRECTIVE, "can_cu: [nq-1]", "can_cu: [nq-1, nd-cu]")
    (told,) = told_of_law(sandbox)
    assert told.place
    assert told.place.file == DIRECTIVE


def test_a_report_that_carries_out_such_an_act_is_told(sandbox: Sandbox) -> None:
    register_acts(sandbox)
    sandbox.replace(REPORT, "chi_tieu:", "phat_hanh: {cd: {thuc_hien: [nd-cu]}}\nchi_tieu:")
    assert [each.code for each in told_of_law(sandbox)] == ["BC448"]


@pytest.mark.parametrize("name", ["nd-moii", "nd-cu"])
def test_a_successor_is_another_act_of_the_register(sandbox: Sandbox, name: str) -> None:
    sandbox.write(
        REGISTER, ACTS.replace("ENDS", "2026-01-01").replace("thay_bang: nd-moi", f"thay_bang: {name}")
    )
    assert [each.code for each in told_of_law(sandbox)] == ["BC306"]


LAWS = """
nq-1: {loai: Nghị quyết, so: 1/NQ-CP, ngay: 2025-01-02, co_quan: Chính phủ, trich_yeu: về một việc}
luat-moi: {loai: Luật, ngay: 2024-06-21, trich_yeu: Lưu trữ}
luat-cu: {loai: Luật, ngay: 2011-11-11, trich_yeu: Lưu trữ, het_hieu_luc: 2025-07-01, thay_bang: luat-moi}
"""


def test_of_two_laws_of_one_name_the_years_tell_which_is_which(sandbox: Sandbox) -> None:
    sandbox.write(REGISTER, LAWS)
    cite_act(sandbox, "[@luat-cu]")
    (told,) = told_of_law(sandbox)
    assert told.message == (
        "Luật Lưu trữ năm 2011 không còn hiệu lực vào ngày của văn bản: hết hiệu lực từ ngày 01/7/2025, "
        "được thay bằng Luật Lưu trữ năm 2024."
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Luật Lưu trữ", []),
        ("Luật Lưu trữ năm 2024", []),
        ("Luật Lưu trữ năm 2011", ["BC448"]),
        ("Luật Lưu trữ\n      năm 2011", ["BC448"]),
    ],
)
def test_a_name_that_a_law_in_force_has_too_counts_with_its_year(
    sandbox: Sandbox, text: str, told: list[str]
) -> None:
    sandbox.write(REGISTER, LAWS)
    cite_act(sandbox, text)
    assert [each.code for each in told_of_law(sandbox)] == told


def test_a_number_is_found_behind_one_that_ends_like_it(sandbox: Sandbox) -> None:
    register_acts(sandbox)
    cite_act(sandbox, "147/2020/NĐ-CP, 247/2020/NĐ-CP")
    assert told_of_law(sandbox) == []
    sandbox.replace(REPORT, "247/2020/NĐ-CP", "47/2020/NĐ-CP")
    assert [each.code for each in told_of_law(sandbox)] == ["BC448"]


def test_a_new_workspace_knows_the_same_acts_as_this_one() -> None:
    begin = "# Pháp luật về văn bản"
    folders = (REPOSITORY / "data", REPOSITORY / "src" / "baocao" / "skeleton" / "data")
    texts = [(folder / "directives" / "van-ban.yaml").read_text(encoding="utf-8") for folder in folders]
    first, second = (text[text.index(begin) :] for text in texts)
    assert first == second
    assert first.count("het_hieu_luc:") == 8
