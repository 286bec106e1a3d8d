"""Completeness: who must report comes from directive × registry, and what is there from the files."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from baocao.figures.expected import Expected, directives_due, expected_reporters
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import INCOMPLETE
from baocao.model.owed import Receipt
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.rules import completeness
from baocao.rules.completeness import check_completeness
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"
REGISTRY = "data/units/don-vi.yaml"
DIRECTIVE = "data/directives/cd.yaml"


def load_workspace(sandbox: Sandbox, period: str = "2025-11") -> Workspace:
    return sandbox.load(period).workspaces[0]


def expected_units(sandbox: Sandbox, period: str = "2025-11") -> Expected:
    workspace = load_workspace(sandbox, period)
    return expected_reporters(workspace, workspace.definitions.directives["cd"])


def lacking_problems(sandbox: Sandbox, unit: str = "xa-mot") -> list[Diagnostic]:
    return [lacking for lacking in lacking_of(sandbox) if lacking.unit == unit]


def lacking_of(sandbox: Sandbox) -> list[Diagnostic]:
    return [missing for owed in check_completeness(load_workspace(sandbox)) for missing in owed.missing]


def unit_ids(units: tuple[Unit, ...]) -> list[str]:
    return [unit.id for unit in units]


def test_those_who_must_report_come_from_the_registry_and_not_from_files(sandbox: Sandbox) -> None:
    units = expected_units(sandbox)
    assert unit_ids(units.units) == ["xa-mot", "xa-hai", "phuong-ba"]
    assert unit_ids(units.reported) == ["xa-mot"]
    assert unit_ids(units.missing) == ["xa-hai", "phuong-ba"]


def test_a_report_that_nobody_asked_for_does_not_count(sandbox: Sandbox) -> None:
    sandbox.write("data/units/so-a/2025-11.yaml", "don_vi: so-a\nky: 2025-11\nchi_tieu: {hs.kinh_phi: 5}\n")
    assert unit_ids(expected_units(sandbox).reported) == ["xa-mot"]


def test_nobody_can_report_more_than_everything(sandbox: Sandbox) -> None:
    for unit in ("xa-hai", "phuong-ba", "so-a", "tinh-t"):
        sandbox.write(
            f"data/units/{unit}/2025-11.yaml",
            f"don_vi: {unit}\nky: 2025-11\nchi_tieu: {{hs.kinh_phi: 5}}\n",
        )
    units = expected_units(sandbox)
    assert units.reported == units.units
    assert units.missing == ()


@pytest.mark.parametrize(
    ("dates", "counts"),
    [
        ("mo: 2025-11-14", True),
        ("mo: 2025-11-15", False),
        ("dong: 2025-11-14", True),
        ("dong: 2025-11-13", False),
        ("mo: 2025-11-01, dong: 2025-11-10", False),
    ],
)
def test_a_unit_that_opens_or_closes_is_expected_by_the_day_on_which_data_stop(
    sandbox: Sandbox, dates: str, *, counts: bool
) -> None:
    sandbox.replace(REGISTRY, "tinh_cu: nam, mo: 2025-07-01", f"tinh_cu: nam, {dates}")
    assert ("phuong-ba" in unit_ids(expected_units(sandbox).units)) is counts


def test_the_directive_may_move_the_day_on_which_data_stop(sandbox: Sandbox) -> None:
    sandbox.replace(REGISTRY, "tinh_cu: nam, mo: 2025-07-01", "tinh_cu: nam, mo: 2025-11-18")
    sandbox.replace(
        DIRECTIVE, "tan_suat: [thang]", "tan_suat: [thang]\nlich: {2025-11: {chot: 2025-11-18}}"
    )
    assert "phuong-ba" in unit_ids(expected_units(sandbox).units)


def test_a_merged_unit_gives_way_to_its_successor(sandbox: Sandbox) -> None:
    sandbox.replace(
        REGISTRY,
        "xa-hai: {",
        "xa-bon: {ten: Xã Bốn, loai: xa, dong: 2025-10-31, sap_nhap_vao: xa-hai}\n  xa-hai: {",
    )
    sandbox.replace(
        REGISTRY, "tinh_cu: bac, mo: 2025-07-01}\n  phuong", "tinh_cu: bac, mo: 2025-11-01}\n  phuong"
    )
    before, after = (unit_ids(expected_units(sandbox, period).units) for period in ("2025-10", "2025-11"))
    assert before == ["xa-mot", "xa-bon", "phuong-ba"]
    assert after == ["xa-mot", "xa-hai", "phuong-ba"]


@pytest.mark.parametrize(
    ("period", "due"),
    [
        ("2025-11", True),
        ("2024-12", False),
        ("2025-Q3", False),
        ("2025", False),
        ("2025-11-18", False),
    ],
)
def test_a_directive_asks_only_for_its_own_periods(sandbox: Sandbox, period: str, *, due: bool) -> None:
    assert bool(directives_due(load_workspace(sandbox, period))) is due
    assert bool(check_completeness(load_workspace(sandbox, period))) is due


def test_a_missing_file_points_to_the_unit_in_the_registry(sandbox: Sandbox) -> None:
    (problem,) = lacking_problems(sandbox, "xa-hai")
    assert (problem.code, str(problem.place)) == ("BC701", f"{REGISTRY}:14:11")
    assert "data/units/xa-hai/2025-11.yaml" in problem.advice


def test_each_missing_file_has_its_own_line(sandbox: Sandbox) -> None:
    sandbox.remove(FILE)
    lines = [lacking.place.line for lacking in lacking_of(sandbox) if lacking.place]
    assert all(after == before + 1 for before, after in pairwise(lines))
    assert len(lines) == 3


def test_a_file_that_cannot_be_read_is_not_called_missing(sandbox: Sandbox) -> None:
    sandbox.write(FILE, "don_vi: xa-mot\n...\nky: 2025-11\n")
    (problem,) = lacking_problems(sandbox)
    assert (problem.code, str(problem.place)) == ("BC705", f"{FILE}:1:1")
    assert "xa-mot" in unit_ids(expected_units(sandbox).faulty)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("3.781", []),
        ("0", []),
        ("khong_phat_sinh", []),
        ("khong_ap_dung", []),
        ("{khong_ap_dung: Xã không có bộ phận một cửa}", []),
        ("{chua_co: VNPT chưa cung cấp}", []),
        ("", ["BC703"]),
        ("{chua_co: ''}", ["BC703"]),
        ("ba nghìn", []),
    ],
)
def test_a_required_figure_is_given_or_explained(sandbox: Sandbox, written: str, codes: list[str]) -> None:
    sandbox.replace(FILE, "hs.tiep_nhan: 3.781", f"hs.tiep_nhan: {written}".rstrip())
    assert [problem.code for problem in lacking_problems(sandbox)] == codes


def test_a_figure_that_is_not_there_is_missing_at_its_file(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "  hs.tiep_nhan: 3.781\n", "")
    (problem,) = lacking_problems(sandbox)
    assert (problem.code, str(problem.place)) == ("BC703", f"{FILE}:1:1")


def test_a_figure_left_blank_is_missing_at_its_own_place(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "hs.tiep_nhan: 3.781", "hs.tiep_nhan: ~")
    (problem,) = lacking_problems(sandbox)
    assert (problem.code, str(problem.place)) == ("BC703", f"{FILE}:4:17")


def test_a_figure_that_does_not_apply_to_the_unit_is_not_asked_for(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/chi-tieu.yaml", "ten: Tiếp nhận,", "ten: Tiếp nhận, ap_dung: {loai: phuong},"
    )
    sandbox.replace(FILE, "  hs.tiep_nhan: 3.781\n", "")
    assert lacking_problems(sandbox) == []


def test_a_derived_figure_is_never_asked_for(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE, "bat_buoc: [hs.tiep_nhan]", "bat_buoc: [hs.tiep_nhan, hs.ty_le]")
    assert lacking_problems(sandbox) == []


def test_a_required_narrative_is_missing_at_the_file(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, '    "I.1": Theo [@nq-1], xã đã nhận [=hs.tiep_nhan] hồ sơ.\n', "    {}\n")
    (problem,) = lacking_problems(sandbox)
    assert (problem.code, str(problem.place)) == ("BC702", f"{FILE}:1:1")
    assert "I.1 (Hồ sơ)" in problem.message


def test_a_narrative_is_asked_only_of_units_to_which_it_applies(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE, "ten: Phần của phường,", "ten: Phần của phường, bat_buoc: co,")
    sandbox.write(
        "data/units/phuong-ba/2025-11.yaml", "don_vi: phuong-ba\nky: 2025-11\nchi_tieu: {hs.kinh_phi: 5}\n"
    )
    assert "BC702" not in [problem.code for problem in lacking_problems(sandbox)]
    assert [problem.code for problem in lacking_problems(sandbox, "phuong-ba")].count("BC702") == 2


def test_a_task_without_a_report_is_missing(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, '    "1": {tien_do: dang_thuc_hien, ket_qua: Đang làm}\n', "    {}\n")
    (problem,) = lacking_problems(sandbox)
    assert problem.code == "BC704"


def test_a_task_of_others_is_not_asked_for(sandbox: Sandbox) -> None:
    task = '{so: "2", ten: Nhiệm vụ của phường, giao_cho: [{loai: phuong}]}'
    sandbox.replace(DIRECTIVE, "    nhiem_vu:\n", f"    nhiem_vu:\n      - {task}\n")
    assert lacking_problems(sandbox) == []


def test_a_task_with_parts_is_answered_by_its_parts(sandbox: Sandbox) -> None:
    parts = 'nhiem_vu_con: [{so: (1), ma: "2.1", ten: Phần một, giao_cho: [{cap: xa}]}]'
    task = f'{{so: "2", ten: Nhiệm vụ hai, giao_cho: [{{cap: xa}}], {parts}}}'
    sandbox.replace(DIRECTIVE, "    nhiem_vu:\n", f"    nhiem_vu:\n      - {task}\n")
    (problem,) = lacking_problems(sandbox)
    assert "2.1 (Phần một)" in problem.message


def test_everything_that_lacks_is_a_warning(sandbox: Sandbox) -> None:
    sandbox.write(FILE, "don_vi: xa-mot\nky: 2025-11\nchi_tieu: {hs.kinh_phi: 5}\n")
    sandbox.write(FILE.replace("xa-mot", "xa-hai"), "ky: 2025-11\n...\nky: 2025-11\n")
    lacking = lacking_of(sandbox)
    assert {each.code for each in lacking} == INCOMPLETE
    assert all(each.is_missing for each in lacking)
    assert {each.severity.value for each in lacking} == {"cảnh báo"}


def test_every_code_of_completeness_tells_of_something_missing() -> None:
    written = re.findall(r'"(BC\d{3})"', Path(completeness.__file__).read_text(encoding="utf-8"))
    assert set(written) == INCOMPLETE


def test_what_is_owed_knows_whether_its_file_has_come(sandbox: Sandbox) -> None:
    sandbox.write(FILE.replace("xa-mot", "xa-hai"), "ky: 2025-11\n...\nky: 2025-11\n")
    owed = check_completeness(load_workspace(sandbox))
    assert [(each.unit.id, each.receipt) for each in owed] == [
        ("xa-mot", Receipt.RECEIVED),
        ("xa-hai", Receipt.UNREADABLE),
        ("phuong-ba", Receipt.MISSING),
    ]
    assert {each.file for each in owed} == {
        f"data/units/{name}/2025-11.yaml" for name in ("xa-mot", "xa-hai", "phuong-ba")
    }
