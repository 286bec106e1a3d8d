"""Filters: figures and plain values as sentences write them; what is missing becomes a visible gap."""

from datetime import date
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
from baocao.documents.tokens import gap_token
from baocao.documents.views import FigureView
from baocao.documents.writing import GAP
from baocao.model.indicator import IndicatorKind
from baocao.model.submission import Rank, Ratio, State, Value
from records import figure_of, usual_indicator

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
