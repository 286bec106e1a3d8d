"""Who sends a return sheet to whom: departments that consolidate, to units that have something to mend."""

from typing import Final

import pytest

from baocao.features.check.return_plan import FOR_REVIEWERS, due_sheets, find_senders, found_by_unit
from baocao.features.check.return_sheet import ReturnSheet
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.messages import MESSAGES
from baocao.model.place import Place
from support import DIRECTIVE, SUBMISSION, Sandbox

FILE: Final = "data/units/xa-mot/2025-11.yaml"
OTHER: Final = DIRECTIVE.replace("ma: cd", "ma: khac").replace("don_vi: so-a", "don_vi: tinh-t")
PROVINCE: Final = """
ten_day_du: Ủy ban nhân dân tỉnh T
ten_ngan: UBND tỉnh T
co_quan_ban_hanh: [Ủy ban nhân dân, tỉnh T]
ky_hieu: UBND
dia_danh: T
"""
CONSOLIDATED: Final = "  tong-hop: {mau: tong-hop.md.j2, lap_boi: [{don_vi: so-a}]}\n"


def due_sheet_list(sandbox: Sandbox) -> list[ReturnSheet]:
    loaded = sandbox.load()
    workspace = loaded.workspaces[0]
    result = found_by_unit(workspace, loaded.problems, loaded.missing)
    return list(due_sheets(workspace, result, find_senders(workspace)[0]))


def told_sheets(sandbox: Sandbox) -> list[tuple[str, str, list[str]]]:
    """Return unit, directive and codes of every sheet."""
    return [
        (
            sheet.unit.id,
            sheet.directive.id,
            [*(each.diagnostic.code for each in sheet.problems), *(each.code for each in sheet.missing)],
        )
        for sheet in due_sheet_list(sandbox)
    ]


def two_directives(sandbox: Sandbox) -> None:
    """Let the province ask for the same as the department, in another directive."""
    sandbox.write("data/directives/khac.yaml", OTHER)
    sandbox.write("data/units/tinh-t/ho-so.yaml", PROVINCE)
    for unit in ("xa-hai", "phuong-ba"):
        sandbox.write(f"data/units/{unit}/2025-11.yaml", complete_for_both(unit))
    sandbox.write(FILE, complete_for_both("xa-mot"))


def complete_for_both(unit: str) -> str:
    """Return a report that is complete under two directives."""
    text = SUBMISSION.replace("xa-mot", unit)
    task, prose = '    "1": {tien_do', '    "I.1": Theo'
    for part in (task, prose):
        line = next(line for line in text.split("\n") if line.startswith(part))
        text = text.replace(f"  cd:\n{line}", f"  cd:\n{line}\n  khac:\n{line}")
    return text


# Who tells.


def test_the_issuer_of_what_speaks_for_the_reporters_tells_them(sandbox: Sandbox) -> None:
    ((sender,), problems) = find_senders(sandbox.load().workspaces[0])
    assert (sender.directive.id, sender.product.id, sender.issuer.id) == ("cd", "tong-hop", "so-a")
    assert problems == []


def test_a_letter_that_asks_for_reports_consolidates_nothing(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "{don_vi: so-a}]}", "{don_vi: so-a}], de_nghi_bao_cao: co}")
    assert find_senders(sandbox.load().workspaces[0]) == ([], [])


def test_where_every_unit_reports_for_itself_nobody_sends_sheets(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", CONSOLIDATED, "")
    assert due_sheet_list(sandbox) == []


def test_a_product_of_other_periods_still_tells_who_consolidates(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "{don_vi: so-a}]}", "{don_vi: so-a}], ky: [nam]}")
    ((sender,), _) = find_senders(sandbox.load().workspaces[0])
    assert sender.issuer.id == "so-a"


def test_a_department_without_a_profile_cannot_write(sandbox: Sandbox) -> None:
    sandbox.remove("data/units/so-a/ho-so.yaml")
    senders, problems = find_senders(sandbox.load().workspaces[0])
    assert senders == []
    assert [each.code for each in problems] == ["BC608"]


def test_a_profile_that_cannot_be_read_is_reported_only_once(sandbox: Sandbox) -> None:
    sandbox.write("data/units/so-a/ho-so.yaml", "ten_ngan: Sở A\n")
    assert find_senders(sandbox.load().workspaces[0]) == ([], [])


# Who is told what.


def test_units_without_anything_to_mend_get_no_sheet(sandbox: Sandbox) -> None:
    assert told_sheets(sandbox) == [("xa-hai", "cd", ["BC701"]), ("phuong-ba", "cd", ["BC701"])]


def test_problems_come_by_gravity_and_place_and_only_from_the_own_file(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.781", "abc")
    sandbox.replace(FILE, "3.276", "x\n  hs.kinh_phi:")
    assert told_sheets(sandbox)[0] == ("xa-mot", "cd", ["BC208", "BC229", "BC215"])
    lines = [each.diagnostic.place for each in due_sheet_list(sandbox)[0].problems]
    assert [place.line for place in lines if place] == [4, 5, 6]


@pytest.mark.parametrize(
    ("name", "data", "codes"),
    [
        ("xa-mot/2025-11.yaml", "chi_tieu: {}\n...\na: 1\n", ["BC102", "BC705"]),
        ("xa-mot/2025-11.yaml", b"\xff\xfex", ["BC003", "BC705"]),
        ("xa-mot/2025-11.yml", "don_vi: xa-mot", ["BC024"]),
        ("xa-mot/2025-11.xlsx", b"PK", ["BC026"]),
        ("xa-mot/ho-so.yaml", "ten_ngan: [", ["BC102"]),
    ],
)
def test_what_is_wrong_with_files_of_its_folder_goes_to_the_unit(
    sandbox: Sandbox, name: str, data: str | bytes, codes: list[str]
) -> None:
    sandbox.write(f"data/units/{name}", data)
    assert told_sheets(sandbox)[0] == ("xa-mot", "cd", codes)


def test_what_is_wrong_with_shared_files_goes_to_nobody(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/units/don-vi.yaml", "thuoc: tinh-t, tinh_cu: nam", "thuoc: khong-co, tinh_cu: nam"
    )
    sandbox.replace("data/directives/van-ban.yaml", "2025-01-02", "2025-02-30")
    assert {unit for unit, _, _ in told_sheets(sandbox)} <= {"xa-hai", "phuong-ba", "xa-mot"}
    assert all("BC207" not in codes and "BC301" not in codes for _, _, codes in told_sheets(sandbox))


def noted_sheets(sandbox: Sandbox, code: str) -> list[ReturnSheet]:
    """Return the sheets where the only thing found is a note of `code`."""
    workspace = sandbox.load().workspaces[0]
    note = problem(code, Place(FILE, 1, 1), unit="xa-mot", value="x", message="x", reason="x")
    return list(due_sheets(workspace, found_by_unit(workspace, [note], []), find_senders(workspace)[0]))


def test_notes_alone_are_no_reason_for_a_sheet(sandbox: Sandbox) -> None:
    assert noted_sheets(sandbox, "BC428") == []


def test_what_those_who_review_are_asked_is_not_sent_to_the_unit(sandbox: Sandbox) -> None:
    assert set(MESSAGES) >= FOR_REVIEWERS
    sandbox.replace(FILE, "3.781", "abc")
    loaded = sandbox.load()
    workspace = loaded.workspaces[0]
    reviewed = [
        Diagnostic(code, Place(FILE, 1, 1), (("message", "x"), ("reason", "x")), unit="xa-mot")
        for code in FOR_REVIEWERS
    ]
    result = found_by_unit(workspace, [*loaded.problems, *reviewed], [])
    (sheet,) = due_sheets(workspace, result, find_senders(workspace)[0])
    assert {each.diagnostic.code for each in sheet.problems} == {"BC208"}


# Several directives.


def test_a_complete_report_under_two_directives_gets_no_sheet(sandbox: Sandbox) -> None:
    two_directives(sandbox)
    assert told_sheets(sandbox) == []


@pytest.mark.parametrize(
    ("old", "new", "asking"),
    [
        ('  khac:\n    "1": {tien_do: dang_thuc_hien', '  khac:\n    "1": {tien_do: x', ["khac"]),
        ('  cd:\n    "1": {tien_do: dang_thuc_hien', '  cd:\n    "1": {tien_do: x', ["cd"]),
        ("  hs.tiep_nhan: 3.781\n", "", ["cd", "khac"]),
        ("3.781", "abc", ["cd", "khac"]),
        ("ky: 2025-11", "ky: 2025-10", ["cd", "khac"]),
        ("chi_tieu:", "chi_tieu: [", ["cd", "khac"]),
    ],
)
def test_each_department_tells_what_its_directive_asks_for_and_all_what_is_wrong_with_the_file(
    sandbox: Sandbox, old: str, new: str, asking: list[str]
) -> None:
    two_directives(sandbox)
    sandbox.replace(FILE, old, new)
    assert [directive for unit, directive, _ in told_sheets(sandbox) if unit == "xa-mot"] == asking
    assert {unit for unit, _, _ in told_sheets(sandbox)} == {"xa-mot"}


def test_each_directive_is_told_of_by_its_own_department(sandbox: Sandbox) -> None:
    two_directives(sandbox)
    sandbox.remove(FILE)
    assert [(each.directive.id, each.issuer.unit) for each in due_sheet_list(sandbox)] == [
        ("cd", "so-a"),
        ("khac", "tinh-t"),
    ]
    assert [codes for _, _, codes in told_sheets(sandbox)] == [["BC701"], ["BC701"]]
