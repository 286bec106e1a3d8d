"""Names of units in tables, however they are written."""

import pytest

from baocao.features.exchange.tables.members import load_field
from baocao.features.exchange.tables.sureness import Sureness
from baocao.features.exchange.tables.unit_names import UnitNames, cleaned_name
from support import Sandbox

REGISTRY = """
    loai:
      tinh: {ten: tỉnh, cap: tinh}
      xa: {ten: xã, cap: xa}
      phuong: {ten: phường, cap: xa}
      dac_khu: {ten: đặc khu, cap: xa}
    don_vi:
      tinh-t: {ma: "12", ten: tỉnh T, loai: tinh}
      xa-mo-cay: {ma: "21025", ma_dinh_danh: H48.12, ten: Xã Mỏ Cày, loai: xa, thuoc: tinh-t,
                  ma_truoc: [{den: 2025-06-30, ma: "20989"}]}
      xa-hoa-an: {ten: Xã Hòa An, loai: xa, thuoc: tinh-t}
      xa-hoa-an-b: {ten: Xã Hóa Ân, loai: xa, thuoc: tinh-t}
      xa-binh: {ten: Xã Bình Sơn, loai: xa, thuoc: tinh-t}
      phuong-binh: {ten: Phường Bình Sơn, loai: phuong, thuoc: tinh-t}
      dac-khu-ly: {ten: Đặc khu Lý Sơn, loai: dac_khu, thuoc: tinh-t}
"""


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> UnitNames:
    sandbox = Sandbox(tmp_path_factory.mktemp("kho"))
    sandbox.write("data/units/don-vi.yaml", REGISTRY)
    return load_field(sandbox.root, None).names()


@pytest.mark.parametrize(
    "written",
    [
        "Xã Mỏ Cày",
        "XÃ MỎ CÀY",
        " xã  Mỏ\nCày ",
        "12. Xã Mỏ Cày",
        "- UBND xã Mỏ Cày (*)",
        "21025",
        "20989",
        "H48.12",
        "000.00.12.H48",
    ],
)
def test_what_the_registry_says_is_the_same(names: UnitNames, written: str) -> None:
    match = names.match(written)
    assert (match.sureness, match.meant) == (Sureness.SAME, "xa-mo-cay")


def test_the_number_of_a_line_is_no_code_of_a_province(names: UnitNames) -> None:
    assert names.match("12").meant is None


@pytest.mark.parametrize(
    "written", ["xa mo cay", "Xã Mỏ Cầy", "X. Mỏ Cày", "X.Mỏ Cày", "Mỏ Cày", "mo cay", "3) X. MỎ CÀY"]
)
def test_other_spellings_are_alike(names: UnitNames, written: str) -> None:
    match = names.match(written)
    assert (match.sureness, match.meant) == (Sureness.ALIKE, "xa-mo-cay")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("P. Bình Sơn", "phuong-binh"),
        ("P Bình Sơn", "phuong-binh"),
        ("ĐK Lý Sơn", "dac-khu-ly"),
        ("Đk. Lý Sơn", "dac-khu-ly"),
        ("Hoà An", "xa-hoa-an"),
        ("X. Hóa Ân", "xa-hoa-an-b"),
    ],
)
def test_short_kinds_and_tone_marks_are_known(names: UnitNames, written: str, meant: str) -> None:
    assert names.match(written).meant == meant


@pytest.mark.parametrize("written", ["Bình Sơn", "Hoa An", "xa hoa an"])
def test_a_name_of_several_units_is_none_of_them(names: UnitNames, written: str) -> None:
    match = names.match(written)
    assert match.meant is None
    assert len(match.others) == 2


@pytest.mark.parametrize("written", ["", "Công an xã", "Xã Mới", "Ghi chú", "1", "x" * 200])
def test_what_is_no_name_is_unknown(names: UnitNames, written: str) -> None:
    assert names.match(written).meant is None


def test_a_slip_is_no_match_but_is_offered(names: UnitNames) -> None:
    assert names.match("Xã Mỏ Cáyy").meant is None
    assert names.nearest("Xã Mỏ Cáyy") == ("xa-mo-cay",)


def test_numbers_and_marks_around_a_name_are_left_away() -> None:
    assert cleaned_name(" 07. Xã Mỏ Cày¹ (1):") == "Xã Mỏ Cày"
