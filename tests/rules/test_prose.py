"""The texts of submissions: markup, numbers without a figure, names of units."""

from pathlib import Path

import pytest

from baocao.pipeline.loading import load_checked
from baocao.rules.prose import PROSE_CHECKS, numbers_are_figures, prose_of
from baocao.rules.reports import reports_of
from support import EXAMPLE, REPOSITORY, Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("Đang làm<br/> tiếp", 54, "<br/>"),
        ("Đang&nbsp;làm", 50, "&nbsp;"),
        ("Đang <span style='mso-bidi'>làm", 51, "<span style='mso-bidi'>"),
        ("Đang <!-- làm", 51, "<!--"),
        ("Đang <o:p>", 51, "<o:p>"),
    ],
)
def test_markup_is_reported_where_it_stands(sandbox: Sandbox, text: str, column: int, value: str) -> None:
    sandbox.replace(FILE, "ket_qua: Đang làm", f'ket_qua: "{text}"')
    problems = sandbox.load().problems
    assert [(each.code, str(each.place)) for each in problems] == [("BC450", f"{FILE}:8:{column}")]
    assert value in problems[0].message


@pytest.mark.parametrize("text", ["A&B", "5 < 6 > 4", "a <b.c@d.vn>", "[if]x", "a&b;", "**đậm**", "<>"])
def test_signs_are_no_markup(sandbox: Sandbox, text: str) -> None:
    sandbox.replace(FILE, "ket_qua: Đang làm", f'ket_qua: "{text}"')
    assert [problem.code for problem in sandbox.load().problems] == ([] if text != "[if]x" else ["BC450"])


def test_a_number_is_reported_where_it_stands(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "xã đã nhận [=hs.tiep_nhan] hồ sơ", "xã đã nhận 3.718 hồ sơ")
    (problem,) = sandbox.load().problems
    assert (problem.code, str(problem.place), problem.unit) == ("BC451", f"{FILE}:11:37", "xa-mot")
    assert problem.severity.value == "lưu ý"


def test_numbers_are_compared_only_where_a_unit_gives_figures(sandbox: Sandbox) -> None:
    figures = "chi_tieu:\n  hs.tiep_nhan: 3.781\n  hs.truc_tuyen: 3.276\n"
    sandbox.replace(FILE, "[=hs.tiep_nhan] hồ sơ", "4.000 hồ sơ")
    assert sandbox.codes() == ["BC451"]
    sandbox.replace(FILE, figures, "")
    assert sandbox.codes() == []


def test_numbers_are_compared_only_for_directives_that_ask_for_figures(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "chi_tieu: [hs]\nbat_buoc: [hs.tiep_nhan]\n", "")
    sandbox.replace("data/directives/cd.yaml", ", chi_tieu: [hs]", "")
    sandbox.replace(FILE, "[=hs.tiep_nhan] hồ sơ", "4.000 hồ sơ")
    assert "BC451" not in sandbox.codes()


def test_a_name_is_reported_where_it_stands_but_not_in_a_remark(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "chi_tieu:", "# UBND xã Mốt\nchi_tieu:")
    sandbox.replace(FILE, "ket_qua: Đang làm", "ket_qua: UBND xã Mốt")
    (problem,) = sandbox.load().problems
    assert (problem.code, str(problem.place)) == ("BC452", f"{FILE}:9:50")
    assert problem.advice.startswith("Sửa thành 'xã Một'")


@pytest.mark.parametrize("key", ["ket_qua", "du_kien", "vuong_mac", "kien_nghi"])
def test_every_text_of_a_task_is_read(sandbox: Sandbox, key: str) -> None:
    sandbox.replace(FILE, "ket_qua: Đang làm", f"{key}: Đã nhận 4.000 hồ sơ")
    assert "BC451" in sandbox.codes()


def test_prose_is_given_with_its_directive(sandbox: Sandbox) -> None:
    submission = sandbox.load().workspaces[0].submissions["xa-mot"]
    assert [(directive, text.at.line) for directive, text in prose_of(submission)] == [
        ("cd", 11),
        ("cd", 8),
    ]


@pytest.mark.parametrize("root", [REPOSITORY, EXAMPLE], ids=["real", "synthetic"])
def test_the_real_and_the_synthetic_data_give_no_false_alarm(root: Path) -> None:
    for workspace in load_checked(root, None).workspaces:
        for submission in workspace.submissions.values():
            assert [result for check in PROSE_CHECKS for result in check(workspace, submission)] == []
        assert list(numbers_are_figures(reports_of(workspace, ()))) == []
