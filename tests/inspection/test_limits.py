"""What is permitted is data of the form: the decree's ranges, or exactly what a form prescribes."""

import math

import pytest

from baocao.inspection import limits
from baocao.model.form import Permitted, Range
from baocao.source.forms import load_form

STATE = load_form()
PARTY = load_form("dang-2026")


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("quoc_hieu", 12, 13),
        ("tieu_ngu", 13, 14),
        ("chu_quan", 12, 13),
        ("ban_hanh", 12, 13),
        ("so", 13, 13),
        ("dia_danh", 13, 14),
        ("ten_loai", 13, 14),
        ("trich_yeu", 13, 14),
        ("trich_yeu_cong_van", 12, 13),
        ("kinh_gui", 13, 14),
        ("can_cu", 13, 14),
        ("noi_dung", 13, 14),
        ("quyen_han", 13, 14),
        ("ho_ten", 13, 14),
        ("noi_nhan", 12, 12),
        ("danh_sach_noi_nhan", 11, 11),
        ("so_trang", 13, 14),
        ("phu_luc", 14, 14),
        ("tieu_de_phu_luc", 13, 14),
        ("kem_theo", 13, 14),
        ("dau_muc_do", 13, 14),
        ("lien_he", 11, 12),
    ],
)
def test_sizes_are_those_of_the_table_of_the_decree(name: str, low: float, high: float) -> None:
    assert limits.permitted_sizes(STATE, name) == Range(low, high)


def test_margins_indents_and_spaces_are_those_of_the_decree() -> None:
    assert limits.permitted_margins(STATE) == {
        "tren": Range(20, 25),
        "duoi": Range(20, 25),
        "trai": Range(30, 35),
        "phai": Range(15, 20),
    }
    assert limits.permitted_indents(STATE) == (10, 12.7)
    assert limits.least_spacing(STATE) == 6
    assert limits.permitted_line(STATE) == Range(1, 1.5)


def test_coupled_sizes_are_two_sets() -> None:
    sets = [
        tuple(each[name] for name in ("quoc_hieu", "tieu_ngu", "dia_danh"))
        for each in STATE.permitted.coupled
    ]
    assert sorted(sets) == [(12, 13, 13), (13, 14, 14)]


def test_what_a_form_gives_no_range_for_is_exactly_what_it_prescribes() -> None:
    assert limits.permitted_sizes(PARTY, "quoc_hieu") == Range(15, 15)
    bare = PARTY._replace(permitted=Permitted({}, (), None, line=None, sizes={}, coupled=()))
    assert limits.permitted_margins(bare)["trai"] == Range(30, 30)
    assert limits.permitted_indents(bare) == (10,)
    assert limits.permitted_line(bare) == Range(18, 18)
    assert limits.least_spacing(bare) == 6


def test_ranges_of_the_party_are_those_of_its_guidance() -> None:
    assert limits.permitted_indents(PARTY) == (10, 12.7)
    assert limits.permitted_line(PARTY) == Range(18, 22)
    assert limits.permitted_line(load_form("dang-2018")) == Range(18, math.inf)


@pytest.mark.parametrize("form", ["nd-30-2020", "dang-2018", "dang-2026"])
def test_what_the_renderer_sets_is_permitted(form: str) -> None:
    own = load_form(form)
    wrong = [
        name
        for name, sizes in own.permitted.sizes.items()
        if not sizes.holds_value(limits.component_of(own, name).size)
    ]
    assert wrong == []
    assert limits.permitted_line(own).holds_value(own.line)
