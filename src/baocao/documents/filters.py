"""Filters of templates: how figures, money, dates and lists are written in a sentence.

Every filter takes a figure or a plain value. What is missing becomes a visible gap, never a zero.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from baocao.documents import writing
from baocao.documents.fuel import refuse_long
from baocao.documents.telling import Parts, tell_figure, tell_rank
from baocao.documents.tokens import gap_token
from baocao.documents.traceable import (
    Listed,
    Woven,
    is_marked,
    traced_filter,
    without_marks,
    woven_text,
    written_with_key,
)
from baocao.documents.views import FigureView
from baocao.figures.saying import Sayer
from baocao.figures.shown import PERCENT_PLACES, rank_text, ratio_unit, shown_places
from baocao.model.submission import Rank, Ratio
from baocao.vietnamese.dates import long_date, prose_moment, short_date
from baocao.vietnamese.numbers import number_text, prose_number, rounded_number
from baocao.vietnamese.text import joined_words, lower_first, sentence_case
from baocao.vietnamese.words import in_words

Number = Decimal | int
_SCALES: Final = {"nghìn đồng": 3, "triệu đồng": 6, "tỷ đồng": 9}


def _bounded_decimal(value: Number) -> Decimal:
    """Return a number that can be written: '1e999999999' would take all memory there is."""
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(number)
    refuse_long(number)
    return number


def so(value: FigureView | Number) -> str:
    """Return the value as sentences write it: '3.781', '04', 'trên 90%'."""
    if isinstance(value, FigureView):
        return writing.written_figure(value.figure)
    return prose_number(_bounded_decimal(value))


def so_dv(value: FigureView) -> str:
    """Return the value with its unit of measure: '3.781 hồ sơ'."""
    return writing.with_unit(value.figure)


def phan_tram(value: FigureView | Number, places: int | None = None) -> str:
    """Return '86,6%', with at most `places` decimals, else those of the figure's indicator."""
    if not isinstance(value, FigureView):
        return writing.percent_words(_bounded_decimal(value), PERCENT_PLACES if places is None else places)
    words = writing.words_without_value(value.figure)
    value_found = value.figure.value
    if words is not None or not isinstance(value_found, (Ratio, Decimal)):
        return words or gap_token(writing.GAP)
    text = f"{value.figure.qualifier} {writing.percent_words(value_found, _places(value, places))}".lstrip()
    return writing.with_label(text, value.figure)


def ty_so(value: FigureView, places: int | None = None) -> str:
    """Return '3.681/3.781 hồ sơ (chiếm 97,4%)', with at most `places` decimals, else the indicator's."""
    ratio = value.figure.value
    if not isinstance(ratio, Ratio):
        return writing.written_figure(value.figure)
    text = writing.ratio_text(ratio, ratio_unit(value.figure), _places(value, places))
    return writing.with_label(text, value.figure)


def _places(value: FigureView, asked: int | None) -> int:
    return shown_places(value.figure) if asked is None else asked


def tien(value: FigureView) -> str:
    """Return the amount with its words: '479.000.000 đồng (bằng chữ: …)', as contracts write it."""
    amount, unit = value.figure.value, value.figure.indicator.unit_of_measure
    text = writing.with_unit(value.figure)
    if not isinstance(amount, Decimal):
        return text
    dong = rounded_number(amount.scaleb(_SCALES.get(unit, 0)), 0)
    return f"{text} (bằng chữ: {sentence_case(in_words(int(dong)))} đồng)"


def ngay(value: FigureView | date) -> str:
    """Return '05/3/2020'."""
    return writing.written_figure(value.figure) if isinstance(value, FigureView) else short_date(value)


def ngay_day_du(value: FigureView | date) -> str:
    """Return 'ngày 05 tháng 3 năm 2020'."""
    if isinstance(value, FigureView):
        day = value.figure.value
        if isinstance(day, date):
            return writing.with_label(long_date(day), value.figure)
        return writing.words_without_value(value.figure) or gap_token(writing.GAP)
    return long_date(value) if isinstance(value, date) else gap_token(writing.GAP)


def gio_ngay(value: datetime) -> str:
    """Return '14 giờ 00 phút ngày 22/9/2025'."""
    return prose_moment(value)


def hang(value: FigureView | Rank | None) -> str:
    """Return a rank: '7/96'."""
    rank = value.figure.rank if isinstance(value, FigureView) else value
    return rank_text(rank) if rank else gap_token("[chưa xếp hạng]")


def liet_ke(value: FigureView | Iterable[object]) -> str:
    """Return 'a, b và c'."""
    if isinstance(value, FigureView):
        return writing.written_figure(value.figure)
    text = joined_words(str(writing.bare_value(item)) for item in value)
    return written_with_key(text, value.told) if isinstance(value, Listed) else text


def bang_chu(value: Number) -> str:
    """Return a whole number in words."""
    return in_words(int(value))


def so_bang(value: Number, places: int = 0) -> str:
    """Return the number as tables write it, without a leading zero."""
    return number_text(_bounded_decimal(value), places)


def viet_hoa_dau(text: str) -> str:
    """Return the text with a capital first letter."""
    return _changed_first(text, sentence_case)


def viet_thuong_dau(text: str) -> str:
    """Return the text with a small first letter."""
    return _changed_first(text, lower_first)


def _changed_first(text: str, change: Callable[[str], str]) -> str:
    """Return the text with its first letter changed; it still knows the marks that it had."""
    if isinstance(text, Woven):
        begun = text.marked if is_marked(text.marked[:1]) else change(text.marked)
        return woven_text(change(text), begun)
    plain = change(without_marks(text))
    # A mark at the beginning stands before a number, which has no case.
    return woven_text(plain, text if is_marked(text[:1]) else change(text)) if is_marked(text) else plain


def cau(value: FigureView, phu_luc: str = "") -> str:
    """Return the whole sentence about a figure, by the situation it is in.

    'Tỷ lệ … đạt 80,2% (88.241/110.022 hồ sơ), thấp hơn chỉ tiêu 4,8 điểm phần trăm.'
    """
    return tell_figure(value, Sayer.sentence, phu_luc)


def muc_do(value: FigureView, phu_luc: str = "") -> str:
    """Return '{name} đạt 80,2% (88.241/110.022 hồ sơ)', without target and comparison."""
    return tell_figure(value, Sayer.level, phu_luc)


def so_muc_tieu(value: FigureView) -> str:
    """Return 'thấp hơn chỉ tiêu 4,8 điểm phần trăm'; nothing without a target."""
    return tell_figure(value, Sayer.against_target)


def so_ky_truoc(value: FigureView) -> str:
    """Return 'tăng 1,3 điểm phần trăm so với tháng trước'; nothing without an earlier period."""
    return tell_figure(value, Sayer.against_last)


def so_cung_ky(value: FigureView) -> str:
    """Return 'tăng 2,1% so với cùng kỳ năm 2024'; nothing without one."""
    return tell_figure(value, Sayer.against_year_before)


def don_vi_dat(value: FigureView, phu_luc: str = "") -> str:
    """Return '70/96 đơn vị đạt 100%; chưa đạt: …'; nothing where units have no target."""
    return tell_figure(value, Sayer.units_at_target, phu_luc)


def don_vi_chua_dat(value: FigureView, phu_luc: str = "") -> str:
    """Return the units that fail the target, or their number; nothing where none does."""
    return tell_figure(value, Sayer.failing_units, phu_luc)


def cao_thap(value: FigureView, phu_luc: str = "") -> str:
    """Return 'cao nhất: xã A (98%); thấp nhất: xã B (40%)'."""
    return tell_figure(value, Sayer.best_and_worst, phu_luc)


def gom(value: FigureView, *parts: FigureView) -> str:
    """Return '110 hồ sơ, gồm: …' where the parts are all there is, else '110 hồ sơ, trong đó …'."""
    return Parts(value, parts).amount()


def cau_gom(value: FigureView, parts: Sequence[FigureView] = (), kin: bool | None = None) -> str:  # noqa: FBT001
    """Return the sentence of a total with its parts: '…: 165 sản phẩm, trong đó 124 sản phẩm đạt 3 sao; …'.

    `kin`: the parts must be all there is; where they are not they are left out.
    """
    return Parts(value, parts, kin).sentence()


def cau_han_che(value: FigureView, phu_luc: str = "") -> str:
    """Return what falls short: '… mới đạt 80,2% (chỉ tiêu 85%); tập trung ở: xã A (60,5%).'; or nothing."""
    return tell_figure(value, Sayer.shortfall, phu_luc)


def thu_hang(value: FigureView) -> str:
    """Return 'đứng thứ 7/96, tăng 3 bậc so với tháng trước'; nothing without a rank."""
    return tell_rank(value)


FILTERS: Final[Mapping[str, Callable[..., str]]] = {
    "so": traced_filter(so),
    "so_dv": traced_filter(so_dv),
    "phan_tram": traced_filter(phan_tram),
    "ty_so": traced_filter(ty_so),
    "tien": traced_filter(tien),
    "ngay": traced_filter(ngay),
    "ngay_day_du": traced_filter(ngay_day_du),
    "gio_ngay": traced_filter(gio_ngay),
    "hang": traced_filter(hang),
    "liet_ke": traced_filter(liet_ke),
    "bang_chu": traced_filter(bang_chu),
    "so_bang": traced_filter(so_bang),
    "cau": cau,
    "muc_do": muc_do,
    "so_muc_tieu": so_muc_tieu,
    "so_ky_truoc": so_ky_truoc,
    "so_cung_ky": so_cung_ky,
    "don_vi_dat": don_vi_dat,
    "don_vi_chua_dat": don_vi_chua_dat,
    "cao_thap": cao_thap,
    "gom": gom,
    "cau_gom": cau_gom,
    "cau_han_che": cau_han_che,
    "thu_hang": thu_hang,
    "viet_hoa_dau": traced_filter(viet_hoa_dau),
    "viet_thuong_dau": traced_filter(viet_thuong_dau),
}
"""The filters by the names that templates use."""
