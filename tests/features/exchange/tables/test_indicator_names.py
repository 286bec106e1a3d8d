"""Headings of tables, compared with the catalogue."""

import pytest

from baocao.features.exchange.tables.indicator_names import IndicatorNames, factor_words, heard_heading
from baocao.features.exchange.tables.members import load_field
from baocao.features.exchange.tables.sureness import Sureness
from support import Sandbox


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> IndicatorNames:
    sandbox = Sandbox(tmp_path_factory.mktemp("kho"))
    return IndicatorNames(load_field(sandbox.root, None).definitions.catalogue)


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Tiếp nhận", "hs.tiep_nhan"),
        ("TIẾP NHẬN (hồ sơ)", "hs.tiep_nhan"),
        ("hs.tiep_nhan", "hs.tiep_nhan"),
        ("Hồ sơ / Tiếp nhận", "hs.tiep_nhan"),
        ("Hồ sơ tiếp nhận", "hs.tiep_nhan"),
        ("Tiếp nhận / hồ sơ", "hs.tiep_nhan"),
        ("Tỷ lệ số hóa (%)", "hs.phan_tram"),
        ("ho so truc tuyen", "hs.truc_tuyen"),
        ("Kinh phí (triệu đồng)", "hs.kinh_phi"),
    ],
)
def test_names_and_ids_are_known(names: IndicatorNames, heading: str, meant: str) -> None:
    match = names.match(heading)
    assert (match.sureness, match.meant) == (Sureness.SAME, meant)


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Số hồ sơ trực tuyến", "hs.truc_tuyen"),
        ("1. Tổng số hồ sơ trực tuyến", "hs.truc_tuyen"),
        ("Hồ sơ / Trực tuyến / Hồ sơ trực tuyến", "hs.truc_tuyen"),
    ],
)
def test_words_in_front_do_not_count(names: IndicatorNames, heading: str, meant: str) -> None:
    match = names.match(heading)
    assert (match.sureness, match.meant) == (Sureness.ALIKE, meant)


@pytest.mark.parametrize(
    "heading",
    [
        "Kế hoạch / Tiếp nhận",
        "Tiếp nhận (%)",
        "Tỷ lệ tiếp nhận",
        "Tiếp nhận trong năm 2024",
        "Kinh phí (hồ sơ)",
    ],
)
def test_what_may_be_something_else_is_only_offered(names: IndicatorNames, heading: str) -> None:
    match = names.match(heading)
    assert match.meant is None
    assert match.others


@pytest.mark.parametrize("heading", ["STT", "Ghi chú", "(cột F)", "", "Diện tích tự nhiên (ha)"])
def test_what_is_like_nothing_is_unknown(names: IndicatorNames, heading: str) -> None:
    assert names.match(heading).others == ()


def test_two_indicators_of_one_name_are_asked(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/directives/chi-tieu.yaml",
        """
        a: {ten: A, chi_tieu: {x: {ten: Hồ sơ, loai: so_dem}}}
        b: {ten: B, chi_tieu: {x: {ten: Hồ sơ, loai: so_dem}}}
        """,
    )
    match = IndicatorNames(load_field(sandbox.root, None).definitions.catalogue).match("Hồ sơ")
    assert (match.meant, match.others) == (None, ("a.x", "b.x"))


def test_what_is_asked_comes_first(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/directives/chi-tieu.yaml",
        """
        a: {ten: A, chi_tieu: {x: {ten: Hồ sơ, loai: so_dem}}}
        b: {ten: B, chi_tieu: {x: {ten: Hồ sơ, loai: so_dem}}}
        """,
    )
    catalogue = load_field(sandbox.root, None).definitions.catalogue
    assert IndicatorNames(catalogue, ["b.x"]).match("Hồ sơ").meant == "b.x"


@pytest.mark.parametrize(
    ("heading", "measure"),
    [
        ("Kinh phí (triệu đồng)", "triệu đồng"),
        ("Kinh phí (ĐVT: Triệu đồng)", "triệu đồng"),
        ("Kinh phí - Đơn vị tính: nghìn đồng", "nghìn đồng"),
        ("Tỷ lệ %", "%"),
        ("Cộng (5)=(3)+(4)", ""),
        ("Kinh phí", ""),
    ],
)
def test_units_of_measure_are_heard(heading: str, measure: str) -> None:
    assert heard_heading(heading).measure == measure


def test_millions_are_the_same_money() -> None:
    assert factor_words("triệu đồng", "đồng") == "triệu đồng"
    assert factor_words("đồng", "triệu đồng") == "đồng"
    assert factor_words("đồng", "đồng") == ""
    assert factor_words("hồ sơ", "đồng") is None
