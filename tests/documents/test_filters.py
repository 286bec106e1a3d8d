"""Filters: figures and plain values as sentences write them; what is missing becomes a visible gap."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from baocao.documents.filters import (
    FILTERS,
    Number,
    bang_chu,
    hang,
    liet_ke,
    ngay,
    ngay_day_du,
    phan_tram,
    so,
    so_bang,
    so_dv,
    tien,
    ty_so,
)
from baocao.documents.fuel import OutOfFuelError
from baocao.documents.tokens import gap_token
from baocao.documents.traceable import count_with_key, day_with_key, list_with_key, rank_with_key
from baocao.documents.views import FigureView
from baocao.documents.writing import GAP
from baocao.model.indicator import Function, IndicatorKind
from baocao.model.submission import Rank, Ratio, State, Value
from records import figure_of, given_entry, rolled_figure, usual_indicator

RATIO = Ratio(Decimal(3681), Decimal(3781))


def figure_view(
    value: Value | None, kind: IndicatorKind = IndicatorKind.COUNT, unit: str = "", **changes: Any
) -> FigureView:
    return FigureView(figure_of(usual_indicator(kind=kind, unit_of_measure=unit), value, **changes))


MISSING = figure_view(None, state=State.MISSING)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3781, "3.781"),
        (4, "04"),
        (0, "0"),
        (Decimal("2.5"), "2,5"),
        (-5, "-5"),
        (figure_view(Decimal(4)), "04"),
        (figure_view(Decimal(90), qualifier="trên"), "trên 90"),
        (MISSING, gap_token(GAP)),
    ],
)
def test_so_writes_a_number_as_sentences_do(value: FigureView | Number, text: str) -> None:
    assert so(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (figure_view(Decimal(3781), unit="hồ sơ"), "3.781 hồ sơ"),
        (figure_view(Decimal(0), unit="hồ sơ", state=State.NOTHING), "không phát sinh"),
        (MISSING, gap_token(GAP)),
    ],
)
def test_so_dv_adds_the_unit_of_measure(value: FigureView, text: str) -> None:
    assert so_dv(value) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("86.64"), 1, "86,6%"),
        (90, 1, "90%"),
        (figure_view(RATIO, IndicatorKind.RATIO), 1, "97,4%"),
        (figure_view(RATIO, IndicatorKind.RATIO), 2, "97,36%"),
        (figure_view(Decimal("97.355"), IndicatorKind.DECIMAL, "%"), 2, "97,36%"),
        (figure_view(Decimal(90), IndicatorKind.DECIMAL, "%", qualifier="trên"), 1, "trên 90%"),
        (figure_view(None, state=State.NOTHING), 1, "không phát sinh"),
        (figure_view(None, state=State.NOT_APPLICABLE), 1, "không áp dụng"),
        (
            figure_view(None, state=State.MISSING, reason="chưa tổng hợp"),
            1,
            "chưa có số liệu (chưa tổng hợp)",
        ),
        (figure_view("chữ", IndicatorKind.TEXT), 1, gap_token(GAP)),
        (MISSING, 1, gap_token(GAP)),
    ],
)
def test_phan_tram_writes_a_percentage(value: FigureView | Number, places: int, text: str) -> None:
    assert phan_tram(value, places) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (figure_view(RATIO, IndicatorKind.RATIO, "hồ sơ"), 1, "3.681/3.781 hồ sơ (chiếm 97,4%)"),
        (figure_view(RATIO, IndicatorKind.RATIO, "hồ sơ"), 2, "3.681/3.781 hồ sơ (chiếm 97,36%)"),
        (figure_view(RATIO, IndicatorKind.RATIO, "hồ sơ"), 0, "3.681/3.781 hồ sơ (chiếm 97%)"),
        (figure_view(None, IndicatorKind.RATIO, state=State.NOTHING), 1, "không phát sinh"),
        (figure_view(Decimal(4)), 1, "04"),
        (MISSING, 1, gap_token(GAP)),
    ],
)
def test_ty_so_writes_both_parts_and_their_share(value: FigureView, places: int, text: str) -> None:
    assert ty_so(value, places) == text


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (
            "479000000",
            "đồng",
            "479.000.000 đồng (bằng chữ: Bốn trăm bảy mươi chín triệu đồng)",
        ),
        ("4.05", "tỷ đồng", "4,05 tỷ đồng (bằng chữ: Bốn tỷ không trăm năm mươi triệu đồng)"),
        ("15", "triệu đồng", "15 triệu đồng (bằng chữ: Mười lăm triệu đồng)"),
        ("0", "đồng", "0 đồng (bằng chữ: Không đồng)"),
    ],
)
def test_tien_writes_money_with_its_words(amount: str, unit: str, text: str) -> None:
    money = usual_indicator(kind=IndicatorKind.MONEY, unit_of_measure=unit, places=2)
    assert tien(FigureView(figure_of(money, Decimal(amount)))) == text


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (State.MISSING, gap_token(GAP)),
        (State.UNREADABLE, gap_token(GAP)),
        (State.NOT_APPLICABLE, "không áp dụng"),
    ],
)
def test_tien_has_no_words_for_money_that_is_not_there(state: State, text: str) -> None:
    assert tien(figure_view(None, IndicatorKind.MONEY, "đồng", state=state)) == text


@pytest.mark.parametrize(
    ("value", "short", "long"),
    [
        (date(2025, 3, 5), "05/3/2025", "ngày 05 tháng 3 năm 2025"),
        (date(2025, 1, 31), "31/01/2025", "ngày 31 tháng 01 năm 2025"),
        (figure_view(date(2025, 11, 18), IndicatorKind.DATE), "18/11/2025", "ngày 18 tháng 11 năm 2025"),
        (MISSING, gap_token(GAP), gap_token(GAP)),
    ],
)
def test_days_are_written_short_in_sentences_and_long_in_full(
    value: FigureView | date, short: str, long: str
) -> None:
    assert (ngay(value), ngay_day_du(value)) == (short, long)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Rank(7, 96), "7/96"),
        (figure_view(Decimal(1), rank=Rank(2, 96)), "2/96"),
        (figure_view(Decimal(1)), gap_token("[chưa xếp hạng]")),
        (None, gap_token("[chưa xếp hạng]")),
    ],
)
def test_hang_writes_a_rank_or_a_gap(value: FigureView | Rank | None, text: str) -> None:
    assert hang(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([], ""),
        (["xã Một"], "xã Một"),
        (["xã Một", "xã Hai", "phường Ba"], "xã Một, xã Hai và phường Ba"),
        ([Decimal(1), figure_view(Decimal(4))], "1 và 04"),
        (figure_view(("VNPT", "FPT"), IndicatorKind.LIST), "VNPT và FPT"),
        (MISSING, gap_token(GAP)),
    ],
)
def test_liet_ke_joins_words(value: FigureView | list[object], text: str) -> None:
    assert liet_ke(value) == text


@pytest.mark.parametrize(("value", "text"), [(21, "hai mươi mốt"), (Decimal(105), "một trăm linh năm")])
def test_bang_chu_writes_a_whole_number_in_words(value: Number, text: str) -> None:
    assert bang_chu(value) == text


@pytest.mark.parametrize(
    ("value", "places", "text"), [(4, 0, "4"), (Decimal("2.55"), 1, "2,6"), (1200, 0, "1.200")]
)
def test_so_bang_has_no_leading_zero(value: Number, places: int, text: str) -> None:
    assert so_bang(value, places) == text


def test_viet_hoa_dau_leaves_the_rest_as_it_is() -> None:
    assert FILTERS["viet_hoa_dau"]("uBND xã Mỏ Cày") == "UBND xã Mỏ Cày"


@pytest.mark.parametrize("name", ["so", "so_dv", "phan_tram", "ty_so", "tien", "ngay", "liet_ke"])
def test_no_filter_ever_writes_a_missing_figure_as_a_number(name: str) -> None:
    assert FILTERS[name](MISSING) == gap_token(GAP)


# Every filter with every kind of value.

PERCENT = figure_view(Decimal("86.64"), IndicatorKind.DECIMAL, "%")
MONEY = figure_view(Decimal(479), IndicatorKind.MONEY, "triệu đồng")
SHARE = figure_view(RATIO, IndicatorKind.RATIO, "hồ sơ")
ABOUT = figure_view(Decimal(500), unit="hồ sơ", qualifier="khoảng")
TOTAL = FigureView(
    rolled_figure(
        [usual_indicator(unit_of_measure="hồ sơ")], {"xa-a": {"hs.a": given_entry(5)}, "xa-b": {}}
    )
)
HOLDERS = FigureView(
    rolled_figure(
        [usual_indicator(kind=IndicatorKind.YES_NO, function=Function.COUNT)],
        {"xa-a": {"hs.a": given_entry(True)}, "xa-b": {"hs.a": given_entry(False)}},  # noqa: FBT003
    )
)
VALUES = {
    "số đếm": figure_view(Decimal(4), unit="quyết định"),
    "số lẻ": figure_view(Decimal("2.55"), IndicatorKind.DECIMAL, "km"),
    "phần trăm": PERCENT,
    "tỷ số": SHARE,
    "tỷ số của không": figure_view(Ratio(Decimal(0), Decimal(0)), IndicatorKind.RATIO),
    "tiền": MONEY,
    "có không": figure_view(True, IndicatorKind.YES_NO),  # noqa: FBT003
    "ngày": figure_view(date(2025, 11, 3), IndicatorKind.DATE),
    "chữ": figure_view("hoạt động tốt", IndicatorKind.TEXT),
    "danh sách": figure_view(("VNPT", "Viettel"), IndicatorKind.LIST),
    "số có từ": ABOUT,
    "có hạng": figure_view(Decimal(4), rank=Rank(7, 96)),
    "tổng": TOTAL,
    "số đơn vị": HOLDERS,
    "thiếu": MISSING,
    "thiếu có lý do": figure_view(None, state=State.MISSING, reason="VNPT chưa gửi"),
    "không đọc được": figure_view(None, state=State.UNREADABLE),
    "không phát sinh": figure_view(Decimal(0), state=State.NOTHING),
    "không áp dụng": figure_view(None, state=State.NOT_APPLICABLE),
    "không tổng hợp": figure_view(None, state=State.UNTOTALLED),
    "Decimal": Decimal("1234.5"),
    "int": 1234,
    "float": 2.5,
    "số âm": -7,
    "số 0": 0,
    "Count": count_with_key(5, None),
    "Ratio": RATIO,
    "Ratio của không": Ratio(Decimal(0), Decimal(0)),
    "Rank": rank_with_key(Rank(7, 96), None),
    "Day": day_with_key(date(2025, 11, 3), None),
    "datetime": datetime(2025, 11, 3, 7),  # noqa: DTZ001 - a moment of the country's own time
    "str": "xã Một",
    "chữ trống": "",
    "bool": True,
    "None": None,
    "list": list_with_key(["xã Một", 4], None),
    "danh sách trống": [],
}
PARTS_OF_SENTENCES = {
    *("so_muc_tieu", "so_ky_truoc", "so_cung_ky", "don_vi_dat", "don_vi_chua_dat", "cao_thap", "gom"),
    *("thu_hang", "cau_han_che"),
}
RAW = ("Decimal", "None", "Ratio(", "Rank(", "<", "True", "False", "E+", "datetime")


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_makes_a_text_of_every_value(name: str) -> None:
    for kind, value in VALUES.items():
        text = FILTERS[name](value)
        assert isinstance(text, str), kind
        assert not [raw for raw in RAW if raw in text], (kind, text)


@pytest.mark.parametrize("name", FILTERS)
def test_what_is_missing_is_a_gap_in_every_filter(name: str) -> None:
    """But for parts of sentences, which are nothing where nothing is to be compared."""
    assert "[chưa " in FILTERS[name](None)
    for kind in ("thiếu", "không đọc được") if name not in PARTS_OF_SENTENCES else ():
        assert "[chưa " in FILTERS[name](VALUES[kind])


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("so", "Ratio", "3.681/3.781 (chiếm 97,4%)"),
        ("so", "Rank", "7/96"),
        ("so", "bool", "có"),
        ("so", "float", "2,5"),
        ("so", "str", "xã Một"),
        ("so", "tổng", "05"),
        ("so", "số đơn vị", "01/02 đơn vị (chiếm 50%)"),
        ("so_dv", "int", "1.234"),
        ("so_dv", "số có từ", "khoảng 500 hồ sơ"),
        ("phan_tram", "Ratio", "97,4%"),
        ("phan_tram", "Ratio của không", gap_token(GAP)),
        ("phan_tram", "số đếm", "04 quyết định"),
        ("phan_tram", "str", gap_token(GAP)),
        ("phan_tram", "Count", "5%"),
        ("ty_so", "Ratio", "3.681/3.781 (chiếm 97,4%)"),
        ("ty_so", "int", "1.234"),
        ("tien", "int", "1.234 đồng (bằng chữ: Một nghìn hai trăm ba mươi tư đồng)"),
        ("tien", "tiền", "479 triệu đồng (bằng chữ: Bốn trăm bảy mươi chín triệu đồng)"),
        ("tien", "số đếm", "04 quyết định"),
        ("tien", "không phát sinh", "không phát sinh"),
        ("ngay", "str", "xã Một"),
        ("ngay", "int", gap_token(GAP)),
        ("ngay", "datetime", "03/11/2025"),
        ("ngay_day_du", "Day", "ngày 03 tháng 11 năm 2025"),
        ("gio_ngay", "ngày", "ngày 03/11/2025"),
        ("gio_ngay", "datetime", "07 giờ 00 phút ngày 03/11/2025"),
        ("hang", "có hạng", "7/96"),
        ("hang", "Rank", "7/96"),
        ("hang", "int", "1.234"),
        ("liet_ke", "str", "xã Một"),
        ("liet_ke", "int", "1.234"),
        ("liet_ke", "None", gap_token(GAP)),
        ("bang_chu", "số đếm", "bốn"),
        ("bang_chu", "số có từ", "khoảng năm trăm"),
        ("bang_chu", "số lẻ", "hai phẩy năm mươi lăm"),
        ("bang_chu", "phần trăm", "tám mươi sáu phẩy sáu mươi tư phần trăm"),
        ("bang_chu", "tỷ số", "chín mươi bảy phẩy ba mươi sáu phần trăm"),
        ("bang_chu", "Decimal", "một nghìn hai trăm ba mươi tư phẩy năm"),
        ("bang_chu", "số âm", "âm bảy"),
        ("bang_chu", "không phát sinh", "không phát sinh"),
        ("so_bang", "số đếm", "4"),
        ("so_bang", "phần trăm", "86,64"),
        ("so_bang", "tỷ số", "97,36"),
        ("so_bang", "số có từ", "khoảng 500"),
        ("so_bang", "có không", "Có"),
        ("so_bang", "số đơn vị", "1/2"),
        ("so_bang", "Count", "5"),
        ("so_bang", "Ratio", "97,4"),
        ("viet_hoa_dau", "số có từ", "Khoảng 500"),
        ("viet_thuong_dau", "None", gap_token(GAP)),
        ("cau", "int", "1.234"),
    ],
)
def test_figures_and_numbers_alike_are_written(name: str, kind: str, text: str) -> None:
    assert FILTERS[name](VALUES[kind]) == text


def test_so_bang_and_phan_tram_take_the_places_that_a_template_asks_for() -> None:
    assert [FILTERS["so_bang"](value, 1) for value in (PERCENT, SHARE, Decimal("2.55"), RATIO)] == [
        *("86,6", "97,4", "2,6", "97,4")
    ]
    assert FILTERS["so_bang"](PERCENT, 0) == "87"
    assert FILTERS["phan_tram"](RATIO, 0) == "97%"


@pytest.mark.parametrize("name", ["so", "phan_tram", "so_bang", "bang_chu", "tien"])
def test_a_number_that_no_page_has_room_for_is_refused(name: str) -> None:
    for number in (Decimal("1e999999"), Decimal("Infinity"), Decimal("NaN"), 10**5000):
        with pytest.raises((ValueError, OutOfFuelError)):
            FILTERS[name](number)


NAMES = ["xã A", "xã B", "xã C", "xã D", "xã E"]


@pytest.mark.parametrize(
    ("most", "text"),
    [
        (2, "xã A, xã B và 3 đơn vị khác"),
        (3, "xã A, xã B, xã C và 2 đơn vị khác"),
        (4, "xã A, xã B, xã C, xã D và xã E"),
    ],
)
def test_vai_ten_counts_those_that_it_does_not_name_and_never_a_single_one(most: int, text: str) -> None:
    assert FILTERS["vai_ten"](NAMES, most) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ngắn thì giữ nguyên", "Ngắn thì giữ nguyên"),
        ("Số hóa hồ sơ, kết quả; tái sử dụng dữ liệu", "Số hóa hồ sơ, kết quả…"),
        ("Triển khai các nền tảng số dùng chung", "Triển khai các nền tảng…"),
        ("a" * 40, "a" * 24 + "…"),
    ],
)
def test_rut_gon_keeps_the_first_clause_or_whole_words(name: str, text: str) -> None:
    assert FILTERS["rut_gon"](name, 24) == text


def test_a_text_is_never_cut_inside_a_number() -> None:
    name = "Hoàn thành việc số hóa và đưa vào sử dụng 3.781.200 hồ sơ đất đai tại các xã, phường"
    assert "3.781.200 hồ sơ" in FILTERS["rut_gon"](name, 60)
