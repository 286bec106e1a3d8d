"""The schema of one figure: what editors refuse, what they offer, what they tell."""

from typing import Any

import jsonschema_rs
import pytest

from baocao.features.schema.entries import Entries, explained_indicator
from baocao.features.schema.parts import Schema
from baocao.model.indicator import Indicator
from support import Sandbox

CATALOGUE = """
hs:
  ten: Hồ sơ
  chi_tieu:
    so: {ten: Hồ sơ, loai: so_dem, don_vi_tinh: hồ sơ, khoang: [0, 1.000]}
    tu_mot: {ten: Từ một nghìn, loai: so_dem, khoang: [1.000, 9.000]}
    phan_tram: {ten: Tỷ lệ, loai: so_thap_phan, don_vi_tinh: "%", khoang: [0, 100], tinh_chat: luy_ke}
    tien: {ten: Tiền, loai: tien, don_vi_tinh: đồng}
    ty_so: {ten: Tỷ số, loai: ty_so, don_vi_tinh: hồ sơ}
    muc: {ten: Mức, loai: lua_chon, lua_chon: {cao: Cao, "1": Một}}
    co: {ten: Có không, loai: co_khong}
    ngay: {ten: Ngày, loai: ngay}
    ds: {ten: Danh sách, loai: danh_sach}
    tong: {ten: Tổng, loai: so_dem, cong_thuc: hs.so + 1}
"""


class Figures:
    """The schemas of the figures above, with their definitions."""

    def __init__(self, indicators: dict[str, Indicator]) -> None:
        self.indicators = indicators
        self.definitions: dict[str, Schema] = {}
        self._entries = Entries(self.definitions)

    def entered(self, name: str) -> Schema:
        """Return the schema of an entered figure."""
        return self._entries.entered_schema(self.indicators[f"hs.{name}"])

    def accepts(self, name: str, value: Any) -> bool:
        """Tell whether a figure may be written so."""
        return self._accepts(self.entered(name), value)

    def publishes(self, name: str, value: Any) -> bool:
        """Tell whether a published figure may be written so."""
        return self._accepts(self._entries.published_schema(self.indicators[f"hs.{name}"]), value)

    def _accepts(self, schema: Schema, value: Any) -> bool:
        whole = {**schema, "definitions": self.definitions}
        return jsonschema_rs.Draft7Validator(whole).is_valid(value)


@pytest.fixture
def figures(sandbox: Sandbox) -> Figures:
    sandbox.write("data/directives/chi-tieu.yaml", CATALOGUE)
    return Figures(dict(sandbox.load().definitions.catalogue.indicators))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("so", "3.781 hồ sơ"),
        ("so", "KHOẢNG 12"),
        ("so", "≥ 3"),
        ("so", 3.781),
        ("so", "không phát sinh"),
        ("so", None),
        ("so", {"chua_co": None}),
        ("so", {"2025-11-03": "1", "18/11/2025": {"gia_tri": 2, "xep_hang": "7/96"}}),
        ("phan_tram", "trên 90%"),
        ("tien", "479 triệu đồng"),
        ("tien", "5 tỷ"),
        ("ty_so", "3.681/3.781 hồ sơ"),
        ("ty_so", {"tu_so": 3681, "mau_so": "3.781"}),
        ("muc", "1"),
        ("muc", 1),
        ("co", "Không"),
        ("ngay", "18/11/2025"),
        ("ds", ["VNPT", 2]),
        ("ds", "VNPT"),
    ],
)
def test_what_the_reader_takes_is_accepted(figures: Figures, name: str, value: Any) -> None:
    assert figures.accepts(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("so", "ba nghìn"),
        ("so", "3.781 con"),
        ("so", "1_000"),
        ("so", "16:30"),
        ("so", True),
        ("so", ["86", "6"]),
        ("so", {}),
        ("so", {"xep_hang": "7/96"}),
        ("so", {"gia_tri": "3", "chua_co": "x"}),
        ("so", {"gia_tri": "khong_phat_sinh"}),
        ("so", {"2025-11-03": {"2025-11-04": "3"}}),
        ("so", {"2025-11-03": "3", "gia_tri": "3"}),
        ("so", {"tu_so": "1", "mau_so": "2"}),
        ("phan_tram", "trên 90 hồ sơ"),
        ("ty_so", "3681"),
        ("ty_so", {"tu_so": "1"}),
        ("muc", "thap"),
        ("co", "yes"),
        ("ngay", "tháng 11"),
        ("ds", {"a": "b"}),
    ],
)
def test_what_the_reader_refuses_is_refused(figures: Figures, name: str, value: Any) -> None:
    assert not figures.accepts(name, value)


def test_bounds_hold_for_what_an_editor_takes_for_a_number(figures: Figures) -> None:
    assert figures.accepts("so", 1000)
    assert not figures.accepts("so", 1001)
    assert not figures.accepts("so", -1)


def test_a_number_may_be_a_thousandth_of_what_was_meant(figures: Figures) -> None:
    """1.200 is 1.2 to an editor, and lies within 1.000 and 9.000."""
    assert figures.accepts("tu_mot", 1.2)
    assert not figures.accepts("tu_mot", 0.5)


def test_a_published_figure_may_be_derived_and_a_rank_may_stand_alone(figures: Figures) -> None:
    assert figures.publishes("ty_so", "97,4%")
    assert figures.publishes("tong", {"xep_hang": "7/96"})
    assert not figures.publishes("tong", {"2025-11-03": {"xep_hang": "7/96"}})


def test_figures_that_are_written_alike_share_a_definition(figures: Figures) -> None:
    assert figures.entered("co") != figures.entered("ngay")
    before = len(figures.definitions)
    figures.entered("co")
    assert len(figures.definitions) == before


def test_editors_offer_words_but_never_numbers(figures: Figures) -> None:
    for name in ("so", "muc", "co", "ngay", "ds"):
        figures.entered(name)
    offered = [word for each in figures.definitions.values() for word in each.get("examples", ())]
    assert {"cao", "co", "khong", "khong_phat_sinh"} <= set(offered)
    assert [word for word in offered if word.isdecimal()] == ["1"]


def test_a_misfit_is_told_in_vietnamese(figures: Figures) -> None:
    figures.entered("so")
    (schema,) = (each for name, each in figures.definitions.items() if name.startswith("so_dem"))
    assert schema["patternErrorMessage"].startswith("Ghi số nguyên, ví dụ 3.781; nếu chưa có số liệu thì")


def test_a_clerk_is_told_nature_unit_and_bounds(figures: Figures) -> None:
    said = explained_indicator(figures.indicators["hs.phan_tram"], ["Bắt buộc theo cd, mục I.1"])
    assert said == (
        "Lũy kế đến cuối kỳ; đơn vị tính: %. Từ 0 đến 100. Ghi phần trăm, ví dụ 86,6%. "
        "Bắt buộc theo cd, mục I.1."
    )


def test_the_choices_are_explained(figures: Figures) -> None:
    assert "cao: Cao. 1: Một. Chọn một mã: cao, 1." in explained_indicator(figures.indicators["hs.muc"])
