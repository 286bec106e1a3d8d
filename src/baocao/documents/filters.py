"""Filters of templates: how figures, money, dates and lists are written in a sentence.

Every filter takes a figure or a plain value. What is missing becomes a visible gap, never a zero.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Final, TypeGuard

from jinja2 import Undefined

from baocao.documents import writing
from baocao.documents.fuel import refuse_long
from baocao.documents.telling import Parts, tell_figure, tell_rank
from baocao.documents.tokens import escaped_text, gap_token
from baocao.documents.traceable import (
    Listed,
    Woven,
    is_marked,
    key_of_text,
    traced_filter,
    without_marks,
    woven_text,
    written_with_key,
)
from baocao.documents.views import FigureView
from baocao.documents.written import has_edges, parted_beginning, without_edges
from baocao.figures.saying import Sayer
from baocao.figures.shown import (
    IN_TABLE,
    PERCENT_PLACES,
    figure_text,
    rank_text,
    ratio_unit,
    shown_places,
    table_number,
)
from baocao.model.submission import Rank, Ratio, State
from baocao.vietnamese.dates import long_date, prose_moment, short_date
from baocao.vietnamese.numbers import number_text, prose_number, rounded_number
from baocao.vietnamese.text import first_few, joined_words, lower_first, sentence_case
from baocao.vietnamese.words import decimal_words, in_words

Number = Decimal | int | float
_CLAUSE_END: Final = re.compile(r"[;,.](?=\s)")
_OF_FLOATS: Final = 12
"""Decimals of a float that mean something."""
_SCALES: Final = {"đồng": 0, "nghìn đồng": 3, "triệu đồng": 6, "tỷ đồng": 9}


def _bounded_decimal(value: Number) -> Decimal:
    """Return a number that can be written: '1e999999999' would take all memory there is."""
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(number)
    # A float is what a template computed: as it reads, not with the digits of its binary form.
    number = rounded_number(number, _OF_FLOATS) if isinstance(value, float) else number
    refuse_long(number)
    return number


def plain_text(value: object) -> str:
    """Return what is written of a value that is not of a filter's kind: as a sentence would have it."""
    match value:
        case FigureView():
            return writing.written_figure(value.figure)
        case Ratio():
            return writing.ratio_text(value, "", PERCENT_PLACES)
        case bool() | None | date() | Rank() | list() | tuple():
            return str(writing.bare_value(value))
        case int() | Decimal() | float():
            return prose_number(_bounded_decimal(value))
        case str():
            return value
    raise TypeError(type(value).__name__)


def _is_number(value: object) -> TypeGuard[Number]:
    return isinstance(value, (int, Decimal, float)) and not isinstance(value, bool)


def so(value: object) -> str:
    """Return the value as sentences write it: '3.781', '04', 'trên 90%'."""
    return plain_text(value)


def so_dv(value: object) -> str:
    """Return the value with its unit of measure: '3.781 hồ sơ'; a plain number has none."""
    return writing.with_unit(value.figure) if isinstance(value, FigureView) else plain_text(value)


def phan_tram(value: object, places: int | None = None) -> str:
    """Return '86,6%', with at most `places` decimals, else those of the figure's indicator.

    What is no percentage keeps its unit of measure; what is no number is a gap.
    """
    if isinstance(value, FigureView):
        return _percent_of(value, places)
    if _is_number(value):
        value = _bounded_decimal(value)
    elif not isinstance(value, Ratio):
        return gap_token(writing.GAP)
    return writing.percent_words(value, PERCENT_PLACES if places is None else places)


def _percent_of(value: FigureView, places: int | None) -> str:
    words, found = writing.words_without_value(value.figure), value.figure.value
    if words is not None or not isinstance(found, (Ratio, Decimal)):
        return words or gap_token(writing.GAP)
    if isinstance(found, Decimal) and not value.figure.indicator.in_percent:
        return writing.with_unit(value.figure)
    text = f"{value.figure.qualifier} {writing.percent_words(found, _places(value, places))}".lstrip()
    return writing.with_label(text, value.figure)


def ty_so(value: object, places: int | None = None) -> str:
    """Return '3.681/3.781 hồ sơ (chiếm 97,4%)', with at most `places` decimals, else the indicator's."""
    if isinstance(value, Ratio):
        return writing.ratio_text(value, "", PERCENT_PLACES if places is None else places)
    if not isinstance(value, FigureView) or not isinstance(value.figure.value, Ratio):
        return plain_text(value)
    text = writing.ratio_text(value.figure.value, ratio_unit(value.figure), _places(value, places))
    return writing.with_label(text, value.figure)


def _places(value: FigureView, asked: int | None) -> int:
    return shown_places(value.figure) if asked is None else asked


def tien(value: object) -> str:
    """Return the amount with its words: '479.000.000 đồng (bằng chữ: …)', as contracts write it.

    A plain number is one of đồng; what is no money has no words.
    """
    if _is_number(value):
        amount = _bounded_decimal(value)
        return _with_words(f"{number_text(amount)} đồng", amount)
    if not isinstance(value, FigureView):
        return plain_text(value)
    text, scale = writing.with_unit(value.figure), _SCALES.get(value.figure.indicator.unit_of_measure)
    amount_found = value.figure.value
    if scale is None or not isinstance(amount_found, Decimal) or value.figure.state is not State.GIVEN:
        return text
    return _with_words(text, amount_found.scaleb(scale))


def _with_words(text: str, amount: Decimal) -> str:
    dong = rounded_number(amount, 0)
    return f"{text} (bằng chữ: {sentence_case(in_words(int(dong)))} đồng)"


def ngay(value: object) -> str:
    """Return '05/3/2020'."""
    return _day_text(value, short_date)


def ngay_day_du(value: object) -> str:
    """Return 'ngày 05 tháng 3 năm 2020'."""
    return _day_text(value, long_date)


def _day_text(value: object, write: Callable[[date], str]) -> str:
    """Return a day as `write` has it; what is no day and no text of one is a gap."""
    if isinstance(value, FigureView):
        day, words = value.figure.value, writing.words_without_value(value.figure)
        if isinstance(day, date):
            return writing.with_label(write(day), value.figure)
        return words or gap_token(writing.GAP)
    if isinstance(value, date):
        return write(value)
    return value if isinstance(value, str) else gap_token(writing.GAP)


def gio_ngay(value: object) -> str:
    """Return '14 giờ 00 phút ngày 22/9/2025'; a day without an hour is 'ngày 22/9/2025'."""
    if isinstance(value, datetime):
        return prose_moment(value)
    return _day_text(value, lambda day: f"ngày {short_date(day)}")


def hang(value: object) -> str:
    """Return a rank: '7/96'."""
    rank = value.figure.rank if isinstance(value, FigureView) else value
    if _is_number(rank) or isinstance(rank, str):
        return plain_text(rank)
    return rank_text(rank) if isinstance(rank, Rank) else gap_token("[chưa xếp hạng]")


def liet_ke(value: object) -> str:
    """Return 'a, b và c'; one thing alone is itself."""
    if isinstance(value, (FigureView, str, Rank, Ratio)) or not isinstance(value, Iterable):
        return plain_text(value)
    text = joined_words(str(writing.bare_value(item)) for item in value)
    return written_with_key(text, value.told) if isinstance(value, Listed) else text


def vai_ten(value: object, most: int = 3) -> str:
    """Return 'a, b, c và 6 đơn vị khác'; a single one is named rather than counted."""
    if isinstance(value, (FigureView, str, Rank, Ratio)) or not isinstance(value, Iterable):
        return plain_text(value)
    names = [str(writing.bare_value(item)) for item in value]
    if len(names) <= most + 1:
        return liet_ke(value)
    text = first_few(names, most, "đơn vị")
    return written_with_key(text, value.counted) if isinstance(value, Listed) else text


def bang_chu(value: object) -> str:
    """Return a number in words: 'hai mươi mốt', 'chín mươi bảy phẩy bốn phần trăm'."""
    if isinstance(value, FigureView):
        return _words_of(value)
    if isinstance(value, Ratio):
        return _percent_words(value.percent, PERCENT_PLACES)
    return decimal_words(_bounded_decimal(value)) if _is_number(value) else plain_text(value)


def _words_of(value: FigureView) -> str:
    """Return the number of a figure in words, rounded as it is printed."""
    found, figure = value.figure.value, value.figure
    if figure.state is not State.GIVEN or not isinstance(found, (Decimal, Ratio)):
        return writing.written_figure(figure)
    places = shown_places(figure)
    if isinstance(found, Ratio):
        words = _percent_words(found.percent, places)
    elif figure.indicator.in_percent:
        words = _percent_words(found, places)
    else:
        words = decimal_words(rounded_number(found, places))
    return f"{figure.qualifier} {words}".lstrip()


def _percent_words(number: Decimal | None, places: int) -> str:
    if number is None:
        return gap_token(writing.GAP)
    return f"{decimal_words(rounded_number(number, places))} phần trăm"


def so_bang(value: object, places: int | None = None) -> str:
    """Return the number as tables write it, without a leading zero and without its unit of measure.

    It has at most `places` decimals, else those of the figure's indicator; plain numbers have none.
    """
    if isinstance(value, FigureView):
        return _table_text(value, places)
    if isinstance(value, Ratio):
        percent = value.percent
        shown = PERCENT_PLACES if places is None else places
        return gap_token(writing.GAP) if percent is None else number_text(percent, shown)
    return number_text(_bounded_decimal(value), places or 0) if _is_number(value) else plain_text(value)


def _table_text(value: FigureView, places: int | None) -> str:
    figure, number = value.figure, table_number(value.figure)
    words = writing.words_without_value(figure)
    if words is not None or number is None:
        return words or escaped_text(figure_text(figure, IN_TABLE))
    shown = figure.indicator.places if places is None else places
    return f"{figure.qualifier} {number_text(number, shown)}".lstrip()


def rut_gon(value: object, most: int = 90) -> str:
    """Return the first clause of a text that is longer than `most` characters, or as many words as fit."""
    whole = plain_text(value)
    text = without_edges(whole)
    if len(text) <= most or is_marked(text):
        return whole
    cut = text[: max(1, most)]
    clause = max((sign.start() for sign in _CLAUSE_END.finditer(text, 0, len(cut) + 1)), default=-1)
    kept = cut[:clause] if clause > most // 2 else cut.rpartition(" ")[0] or cut
    return f"{kept.rstrip(' ,;.')}…"


def viet_hoa_dau(value: object) -> str:
    """Return the text with a capital first letter."""
    return _changed_first(value, sentence_case)


def viet_thuong_dau(value: object) -> str:
    """Return the text with a small first letter."""
    return _changed_first(value, lower_first)


def _changed_first(value: object, change: Callable[[str], str]) -> str:
    """Return the text with its first letter changed; it still knows the marks that it had."""
    text = plain_text(value)
    if isinstance(text, Woven):
        return woven_text(change(text), _changed_marked(text.marked, change), text.key)
    plain = change(without_marks(text))
    if not is_marked(text) and not has_edges(text):
        return plain
    return woven_text(plain, _changed_marked(text, change), key_of_text(text))


def _changed_marked(text: str, change: Callable[[str], str]) -> str:
    """Return a text with marks, its first letter changed; a figure at the beginning has no case."""
    begun, rest = parted_beginning(text)
    return begun + (rest if is_marked(rest[:1]) else change(rest))


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


def _said_filter(say: Callable[..., str]) -> Callable[..., str]:
    """Make a filter of sentences write plain values as they are: nothing more is known of them."""

    @wraps(say)
    def said(value: object, *rest: object, **named: object) -> str:
        return say(value, *rest, **named) if isinstance(value, FigureView) else plain_text(value)

    return said


def _asked_filter(write: Callable[..., str]) -> Callable[..., str]:
    """Make a filter refuse a name that does not exist: it is a fault of the template, not a gap."""

    @wraps(write)
    def asked(value: object, *rest: object, **named: object) -> str:
        if isinstance(value, Undefined):
            str(value)  # raises, with the name and where it stands
        return write(value, *rest, **named)

    return asked


_WRITERS: Final[Mapping[str, Callable[..., str]]] = {
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
    "vai_ten": traced_filter(vai_ten),
    "bang_chu": traced_filter(bang_chu),
    "so_bang": traced_filter(so_bang),
    "cau": _said_filter(cau),
    "muc_do": _said_filter(muc_do),
    "so_muc_tieu": _said_filter(so_muc_tieu),
    "so_ky_truoc": _said_filter(so_ky_truoc),
    "so_cung_ky": _said_filter(so_cung_ky),
    "don_vi_dat": _said_filter(don_vi_dat),
    "don_vi_chua_dat": _said_filter(don_vi_chua_dat),
    "cao_thap": _said_filter(cao_thap),
    "gom": _said_filter(gom),
    "cau_gom": _said_filter(cau_gom),
    "cau_han_che": _said_filter(cau_han_che),
    "thu_hang": _said_filter(thu_hang),
    "rut_gon": traced_filter(rut_gon),
    "viet_hoa_dau": traced_filter(viet_hoa_dau),
    "viet_thuong_dau": traced_filter(viet_thuong_dau),
}
FILTERS: Final[Mapping[str, Callable[..., str]]] = {
    name: _asked_filter(write) for name, write in _WRITERS.items()
}
"""The filters by the names that templates use."""
