"""One specification says what a form asks, and where the answers stand."""

from decimal import Decimal
from pathlib import Path

import pytest

from baocao.features.exchange.forms.records import FormLayout, InputKind, LineKind, SheetName
from form_layouts import CATALOGUE, REPORT, layout_of, written_as
from support import EXAMPLE, REPOSITORY, Sandbox, period_of

FIGURE = "chi_tieu/hs.tiep_nhan"


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


def sandbox_layout(sandbox: Sandbox, period: str = "2025-11") -> FormLayout:
    return layout_of(sandbox.root, period, "xa-mot")


def content(layout: FormLayout, key: str, column: str = "gia_tri") -> object:
    return layout.lines_by_key()[key].inputs[column].content


def test_every_figure_task_and_item_that_is_asked_stands_once(sandbox: Sandbox) -> None:
    keys = [line.key for sheet in sandbox_layout(sandbox).sheets for line in sheet.all_lines() if line.key]
    assert len(keys) == len(set(keys))
    asked = [key for key in keys if key.startswith(("chi_tieu/", "nhiem_vu/", "noi_dung/"))]
    assert asked == [
        "chi_tieu/hs.tiep_nhan",
        "chi_tieu/hs.truc_tuyen",
        "chi_tieu/hs.may_lay_so",
        "chi_tieu/hs.phan_tram",
        "chi_tieu/hs.kinh_phi",
        "nhiem_vu/cd/1",
        "noi_dung/cd/I.1",
    ]


def test_a_computed_indicator_is_not_asked(sandbox: Sandbox) -> None:
    assert "chi_tieu/hs.ty_le" not in sandbox_layout(sandbox).lines_by_key()


def test_a_period_that_has_no_files_has_forms_with_last_values(sandbox: Sandbox) -> None:
    layout = sandbox_layout(sandbox, "2025-12")
    line = layout.lines_by_key()[FIGURE]
    assert layout.last == period_of("2025-11")
    assert line.printed["ky_truoc"] == Decimal(3781)
    assert line.inputs["gia_tri"].content is None
    assert line.required


def test_a_unit_that_has_reported_gets_its_values(sandbox: Sandbox) -> None:
    layout = sandbox_layout(sandbox)
    assert content(layout, FIGURE) == Decimal(3781)
    assert content(layout, "nhiem_vu/cd/1", "tien_do") == "Đang thực hiện"
    assert content(layout, "nhiem_vu/cd/1", "ket_qua") == "Đang làm"
    assert (
        content(layout, "noi_dung/cd/I.1", "noi_dung") == "Theo [@nq-1], xã đã nhận [=hs.tiep_nhan] hồ sơ."
    )


def test_the_head_says_whose_form_it_is(sandbox: Sandbox) -> None:
    layout = sandbox_layout(sandbox)
    lines = layout.lines_by_key()
    assert [lines[f"bieu/{name}"].printed["gia_tri"] for name in ("don_vi", "ky", "tinh", "phien_ban")] == [
        "xa-mot", "2025-11", "tinh-t", layout.version,
    ]  # fmt: skip
    assert lines["bieu/han_gui/cd"].printed["gia_tri"] == "17:00 ngày 17/11/2025"


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("loai: so_dem", "3.781", Decimal(3781)),
        ("loai: so_dem", "khoảng 500", "khoảng 500"),
        ('loai: so_thap_phan, don_vi_tinh: "%"', "trên 90%", "trên 90%"),
        ('loai: so_thap_phan, don_vi_tinh: "%"', "86,6%", Decimal("86.6")),
        ("loai: tien, don_vi_tinh: đồng", "479 triệu", Decimal(479_000_000)),
        ("loai: co_khong", "khong", "Không"),
        ("loai: ngay", "2025-11-05", "05/11/2025"),
        ("loai: lua_chon, lua_chon: {a: Tốt, b: Xấu}", "b", "Xấu"),
        ("loai: lua_chon, lua_chon: {a: Như nhau, b: Như nhau}", "b", "b"),
        ("loai: van_ban", "=1+1", "=1+1"),
        ("loai: danh_sach", "[VNPT, Viettel]", "VNPT; Viettel"),
        ("loai: so_dem", "3 nghìn mấy", "3 nghìn mấy"),
        ("loai: so_dem", "{gia_tri: 12, xep_hang: 7/96}", Decimal(12)),
    ],
)
def test_a_value_stands_in_its_cell_as_a_clerk_would_type_it(
    sandbox: Sandbox, kind: str, value: str, shown: object
) -> None:
    assert content(written_as(sandbox, value, kind), "chi_tieu/hs.moi") == shown


@pytest.mark.parametrize(
    ("value", "word", "reason"),
    [
        ("khong_phat_sinh", "Không phát sinh", None),
        ('{chua_co: "đang đo"}', "Chưa có số liệu", "đang đo"),
        ("{khong_ap_dung: không có}", "Không áp dụng", "không có"),
    ],
)
def test_where_there_is_no_value_it_is_said_why(
    sandbox: Sandbox, value: str, word: str, reason: str | None
) -> None:
    layout = written_as(sandbox, value)
    assert content(layout, "chi_tieu/hs.moi") is None
    assert content(layout, "chi_tieu/hs.moi", "trang_thai") == word
    assert content(layout, "chi_tieu/hs.moi", "ly_do") == reason


def test_a_ratio_is_two_lines_and_never_a_day(sandbox: Sandbox) -> None:
    layout = written_as(sandbox, "12/14", "loai: ty_so")
    lines = layout.lines_by_key()
    assert "gia_tri" not in lines["chi_tieu/hs.moi"].inputs
    assert content(layout, "chi_tieu/hs.moi/tu_so") == Decimal(12)
    assert content(layout, "chi_tieu/hs.moi/mau_so") == Decimal(14)
    assert lines["chi_tieu/hs.moi/mau_so"].way == ("chi_tieu", "hs.moi", "mau_so")


def test_values_of_several_days_and_published_ranks_have_lines_of_their_own(sandbox: Sandbox) -> None:
    layout = written_as(sandbox, "{2025-11-03: {gia_tri: 5, xep_hang: 7/96}, 2025-11-10: 6}")
    day = "chi_tieu/hs.moi/2025-11-03"
    assert layout.lines_by_key()[day].inputs["gia_tri"].way == (*day.split("/"), "gia_tri")
    assert content(layout, day) == Decimal(5)
    assert content(layout, f"{day}/xep_hang") == "7/96"
    assert content(layout, "chi_tieu/hs.moi/2025-11-10") == Decimal(6)


def test_a_list_whose_items_have_the_mark_between_items_is_kept(sandbox: Sandbox) -> None:
    line = written_as(sandbox, '["a; b", c]', "loai: danh_sach").lines_by_key()["chi_tieu/hs.moi"]
    assert "gia_tri" not in line.inputs
    assert line.printed["gia_tri"] == "a; b, c"
    assert line.printed["cach_ghi"] == "giữ nguyên trong báo cáo"


def test_what_a_form_cannot_hold_is_named(sandbox: Sandbox) -> None:
    sandbox.replace(REPORT, "ky: 2025-11\n", "ky: 2025-11\nphat_hanh:\n  cd: {so: 1}\n")
    kept = [line for line in sandbox_layout(sandbox).sheets[0].lines if line.kind is LineKind.KEPT]
    assert [line.printed["ten"] for line in kept] == ["Phát hành"]


def test_the_version_changes_with_what_is_asked_and_not_with_the_answers(sandbox: Sandbox) -> None:
    before = sandbox_layout(sandbox).version
    sandbox.replace(REPORT, "hs.truc_tuyen: 3.276", "hs.truc_tuyen: {2025-11-03: 1, 2025-11-04: 2}")
    assert sandbox_layout(sandbox).version == before
    sandbox.replace(CATALOGUE, "Máy lấy số, loai: co_khong", "Máy lấy số, loai: so_dem")
    assert sandbox_layout(sandbox).version != before


def test_remarks_are_lines_by_their_group_with_free_ones_below(sandbox: Sandbox) -> None:
    sandbox.replace(
        REPORT, "noi_dung:", "vuong_mac:\n  cd:\n    - {nhom: nhan_luc, noi_dung: Thiếu người}\nnoi_dung:"
    )
    layout = sandbox_layout(sandbox)
    assert content(layout, "vuong_mac/cd/1", "nhom") == "Nhân lực"
    assert layout.lines_by_key()["vuong_mac/cd/2"].inputs["nhom"].choices == {
        "Kinh phí": "kinh_phi",
        "Nhân lực": "nhan_luc",
    }


def test_sheets_come_in_their_order(sandbox: Sandbox) -> None:
    assert [sheet.name for sheet in sandbox_layout(sandbox).sheets] == list(SheetName)


def test_the_report_of_mo_cay_is_held_but_for_what_was_issued_and_published() -> None:
    layout = layout_of(REPOSITORY, "2025-11", "xa-mo-cay")
    kept = [line.key for line in layout.lines_by_key().values() if line.kind is LineKind.KEPT]
    assert kept == ["giu/phat_hanh", "giu/doi_chieu"]
    assert content(layout, "chi_tieu/kinh_phi.nang_cap") == "khoảng 479.000.000"


def test_units_of_one_kind_have_forms_of_one_version() -> None:
    first, second = (layout_of(EXAMPLE, "2025-11", unit) for unit in ("xa-an-an", "phuong-minh-yen"))
    assert first.version == second.version


def test_bounds_and_decimals_come_from_the_catalogue(sandbox: Sandbox) -> None:
    cell = sandbox_layout(sandbox).lines_by_key()["chi_tieu/hs.phan_tram"].inputs["gia_tri"]
    assert cell.kind is InputKind.DECIMAL
    assert (cell.low, cell.high, cell.places) == (Decimal(0), Decimal(100), 2)


@pytest.mark.parametrize("text", ["rất dài " * 5000, "một _x000D_ mã", "âm thanh \\x07 lạ"])
def test_a_text_that_a_cell_cannot_give_back_stays_in_the_report_alone(sandbox: Sandbox, text: str) -> None:
    sandbox.replace(REPORT, "ket_qua: Đang làm", f'ket_qua: "{text}"')
    line = sandbox_layout(sandbox).lines_by_key()["nhiem_vu/cd/1"]
    assert "ket_qua" not in line.inputs
    assert line.printed["ket_qua"] == "giữ nguyên trong báo cáo"
