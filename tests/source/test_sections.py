"""A section under a wrong name is one fault, told with the right name, and its figures are not missing."""

import pytest

from support import Sandbox

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
