"""A section under a wrong name is one fault, told with the right name, and its figures are not missing."""

import pytest

from baocao.source.few_figures import load_few
from support import Sandbox, period_of

FILE = "data/units/xa-mot/2025-11.yaml"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("chi_tieu", "so_lieuu"),
        ("chi_tieu", "solieu"),
        ("chi_tieu", "Chỉ tiêu"),
        ("chi_tieu", "ket_qua_so"),
        ("nhiem_vu", "nhiem_vụ"),
        ("nhiem_vu", "nhiemvu"),
        ("noi_dung", "noi_dungg"),
    ],
)
def test_a_wrong_name_is_told_with_the_right_one_and_nothing_else(
    sandbox: Sandbox, right: str, wrong: str
) -> None:
    sandbox.replace(FILE, f"{right}:\n", f"{wrong}:\n")
    loaded = sandbox.load()
    (problem,) = loaded.problems
    assert (problem.code, dict(problem.details)["name"]) == ("BC230", right)
    assert [each.code for each in loaded.missing if each.unit == "xa-mot"] == []


def test_beside_the_right_section_a_wrong_one_is_only_unknown(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "nhiem_vu:\n", "so_lieu:\n  hs.kinh_phi: 5\nnhiem_vu:\n")
    assert sandbox.codes() == ["BC205"]


def test_what_resembles_no_section_is_only_unknown(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "nhiem_vu:\n", "ghi_chu: x\nnhiem_vu:\n")
    assert sandbox.codes() == ["BC205"]


@pytest.mark.parametrize("name", ["nhiem_vu", "nhiem_vụ"])
def test_whether_a_file_says_anything_does_not_depend_on_who_asks_or_how_a_section_is_called(
    sandbox: Sandbox, name: str
) -> None:
    """Where there is room for figures, tasks alone may be those of the last period."""
    tasks = f'{name}:\n  cd:\n    "1": {{tien_do: dang_thuc_hien}}\n'
    head = "don_vi: xa-hai\nky: 2025-11\nchi_tieu:\n  hs.tiep_nhan:\n"
    sandbox.write("data/units/xa-hai/2025-11.yaml", head + tasks)
    loaded = sandbox.load()
    (workspace,) = loaded.workspaces
    few = load_few(loaded.definitions, period_of("2025-11"), ["hs.tiep_nhan"])
    assert [each.submissions["xa-hai"].draft for each in (workspace, few)] == [True, True]
