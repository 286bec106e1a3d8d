"""The catalogue of indicators: kinds, bounds, roll-ups, and what each leaves to custom."""

from datetime import date
from decimal import Decimal

import pytest

from baocao.model.indicator import (
    DEFAULT_FUNCTION,
    Better,
    Function,
    IndicatorKind,
    Nature,
    RollUp,
    Target,
    Whose,
)
from baocao.model.unit import Selector
from baocao.source.indicators import read_catalogue
from reading import FILE, KINDS, indicator_of, problem_codes, read_with


def problems_of(text: str) -> list[str]:
    """Return the codes for an indicator with the fields `text`."""
    catalogue = f"hs: {{ten: Hồ sơ, chi_tieu: {{a: {{{text}}}}}}}\n"
    return problem_codes(read_with(lambda node, log: read_catalogue(node, KINDS, log), catalogue)[1])


def test_indicators_are_named_by_group_and_key() -> None:
    text = """
        hs:
          ten: Hồ sơ
          chi_tieu:
            tiep_nhan: {ten: Tiếp nhận, loai: so_dem}
            truc_tuyen: {ten: Trực tuyến, loai: so_dem}
        may: {ten: Máy, chi_tieu: {lay_so: {ten: Máy lấy số, loai: co_khong}}}
    """
    parsed, problems = read_with(lambda node, log: read_catalogue(node, KINDS, log), text)
    assert problems == []
    assert list(parsed.indicators) == ["hs.tiep_nhan", "hs.truc_tuyen", "may.lay_so"]
    assert [(group.id, group.name, len(group.indicators)) for group in parsed.groups] == [
        ("hs", "Hồ sơ", 2),
        ("may", "Máy", 1),
    ]
    assert parsed.indicators["hs.truc_tuyen"].at == (FILE, 5, 17)


def test_an_indicator_says_what_its_values_are() -> None:
    indicator = indicator_of(
        'loai: so_thap_phan, don_vi_tinh: "%", tinh_chat: luy_ke, khoang: [~, 1.000], so_le: 1, '
        "muc_tieu: gia_tri >= 90, xep_hang: thap, ap_dung: {loai: xa}"
    )
    assert (indicator.kind, indicator.unit_of_measure, indicator.nature) == (
        IndicatorKind.DECIMAL,
        "%",
        Nature.CUMULATIVE,
    )
    assert (indicator.low, indicator.high, indicator.places) == (None, Decimal(1000), 1)
    assert indicator.target == Target("gia_tri >= 90")
    assert indicator.better is Better.LOW
    assert indicator.applies_to == Selector(kinds=frozenset({"xa"}))


@pytest.mark.parametrize(
    ("kind", "places"), [("so_dem", 0), ("tien", 0), ("so_thap_phan", 2), ("ty_so", 2), ("co_khong", 0)]
)
def test_decimals_that_are_not_said_depend_on_the_kind(kind: str, places: int) -> None:
    indicator = indicator_of(f"loai: {kind}")
    assert (indicator.places, indicator.low, indicator.high) == (places, None, None)
    assert (indicator.nature, indicator.better, indicator.applies_to) == (
        Nature.IN_PERIOD,
        None,
        Selector(),
    )


@pytest.mark.parametrize("kind", IndicatorKind)
def test_each_kind_has_its_usual_roll_up(kind: IndicatorKind) -> None:
    assert indicator_of(f"loai: {kind}").roll_up == RollUp(DEFAULT_FUNCTION[kind])


@pytest.mark.parametrize(
    ("text", "roll_up"),
    [
        ("loai: so_dem, tong_hop: lon_nhat", RollUp(Function.GREATEST)),
        ("loai: so_dem, cong_thuc: hs.a + hs.b", RollUp(Function.FORMULA)),
        ("loai: so_thap_phan, tong_hop: {ham: binh_quan, trong_so: hs.b}", RollUp(Function.MEAN, "hs.b")),
        ("loai: so_dem, tong_hop: {ham: dem, dieu_kien: gia_tri > 0}",
         RollUp(Function.COUNT, None, "gia_tri > 0")),
    ],
)  # fmt: skip
def test_a_roll_up_can_be_said(text: str, roll_up: RollUp) -> None:
    assert indicator_of(text).roll_up == roll_up


@pytest.mark.parametrize("kind", IndicatorKind)
def test_whatever_it_is_an_indicator_may_have_no_total(kind: IndicatorKind) -> None:
    assert indicator_of(f"loai: {kind}, tong_hop: khong").roll_up == RollUp(Function.NONE)


def test_a_ratio_names_its_parts_and_a_formula_its_expression() -> None:
    ratio = indicator_of("loai: ty_so, tu_so: hs.b, mau_so: hs.c")
    assert (ratio.numerator, ratio.denominator, ratio.formula) == ("hs.b", "hs.c", None)
    assert indicator_of("loai: so_dem, cong_thuc: hs.a + hs.b").formula == "hs.a + hs.b"


def test_choices_have_labels() -> None:
    indicator = indicator_of("loai: lua_chon, lua_chon: {tot: Hoạt động tốt, kem: Hoạt động kém}")
    assert indicator.choices == {"tot": "Hoạt động tốt", "kem": "Hoạt động kém"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ten: A", "BC204"),
        ("loai: so_dem", "BC204"),
        ("ten: A, loai: so_dme", "BC206"),
        ("ten: A, loai: so_dem, tinh_chat: thang", "BC206"),
        ("ten: A, loai: so_dem, khoang: 5", "BC224"),
        ("ten: A, loai: so_dem, khoang: [0, 86,6]", "BC224"),
        ("ten: A, loai: so_dem, khoang: [0, nhiều]", "BC208"),
        ("ten: A, loai: so_dem, so_le: hai", "BC208"),
        ("ten: A, loai: so_dem, so_le: 1,5", "BC225"),
        ("ten: A, loai: so_dem, xep_hang: caoo", "BC206"),
        ("ten: A, loai: so_dem, don_vi: hồ sơ", "BC205"),
        ("ten: A, loai: so_dem, ap_dung: {loai: thon}", "BC206"),
        ("ten: A, loai: so_dem, tong_hop: {dieu_kien: gia_tri > 0}", "BC204"),
        ("ten: A, loai: so_dem, tong_hop: {ham: tong, trongso: b}", "BC205"),
        ("ten: A, loai: lua_chon, lua_chon: [a, b]", "BC201"),
    ],
)
def test_each_fault_of_an_indicator_is_reported(text: str, code: str) -> None:
    assert problems_of(text) == [code]


@pytest.mark.parametrize(
    ("kind", "function"),
    [
        ("so_dem", "tap_hop"),
        ("so_dem", "ty_so_tong"),
        ("ty_so", "tong"),
        ("co_khong", "tong"),
        ("ngay", "tong"),
        ("van_ban", "dem"),
        ("danh_sach", "binh_quan"),
        ("lua_chon", "lon_nhat"),
    ],
)
def test_a_roll_up_that_makes_no_sense_for_the_kind_is_refused(kind: str, function: str) -> None:
    assert problems_of(f"ten: A, loai: {kind}, tong_hop: {function}") == ["BC505"]


def test_after_a_senseless_roll_up_the_usual_one_is_taken() -> None:
    text = "hs: {ten: Hồ sơ, chi_tieu: {a: {ten: A, loai: co_khong, tong_hop: tong}}}\n"
    parsed, _ = read_with(lambda node, log: read_catalogue(node, KINDS, log), text)
    assert parsed.indicators["hs.a"].roll_up == RollUp(Function.COUNT)


def test_an_indicator_that_cannot_be_read_is_left_out_and_the_others_stay() -> None:
    text = "hs: {ten: Hồ sơ, chi_tieu: {a: {loai: so_dem}, b: {ten: B, loai: so_dem}, c: x}}\n"
    parsed, problems = read_with(lambda node, log: read_catalogue(node, KINDS, log), text)
    assert list(parsed.indicators) == ["hs.b"]
    assert problem_codes(problems) == ["BC204", "BC201"]


def test_a_target_is_a_condition_or_dated_or_one_for_each_of_several_years() -> None:
    dated = indicator_of(
        "loai: so_dem, muc_tieu: {dieu_kien: gia_tri >= 80, tu: 2025-01-01, cua: tong_hop}"
    )
    assert dated.targets == (Target("gia_tri >= 80", date(2025, 1, 1), None, None, Whose.TOTAL),)
    years = indicator_of(
        "loai: so_dem, muc_tieu: [{dieu_kien: gia_tri >= 80, den: 2025-12-31, van_ban: nq-71-cp}, "
        "{dieu_kien: gia_tri >= 90, tu: 2026-01-01}]"
    )
    assert [target.condition for target in years.targets] == ["gia_tri >= 80", "gia_tri >= 90"]
    assert years.targets[0].source == "nq-71-cp"
    of_years = [years.target_on(date(year, 11, 14)) for year in (2025, 2026)]
    assert of_years == [*years.targets]
    assert indicator_of("loai: so_dem").targets == indicator_of("loai: so_dem, muc_tieu: ").targets == ()
