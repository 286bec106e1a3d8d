"""How terminal and JSON call what is behind a figure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from baocao.features.trace.records import Origin, Trace
from baocao.model.figure import Figure
from baocao.model.indicator import Function, Indicator, IndicatorKind, Nature
from baocao.model.printed import RANK, UNITS, FigureKey
from baocao.model.submission import Ratio, State, Value
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.moments import moment_text
from baocao.vietnamese.numbers import decimals, plain_text, rounded

_FUNCTIONS: Final[Mapping[Function, str]] = {
    Function.SUM: "tổng của các đơn vị",
    Function.RATIO_OF_SUMS: "tỷ số của các tổng (tổng tử số / tổng mẫu số, không phải bình quân các tỷ lệ)",
    Function.MEAN: "bình quân của các đơn vị",
    Function.LEAST: "nhỏ nhất trong các đơn vị",
    Function.GREATEST: "lớn nhất trong các đơn vị",
    Function.COUNT: "số đơn vị đạt điều kiện, trên số đơn vị áp dụng",
    Function.LATEST: "mới nhất trong các đơn vị",
    Function.GATHER: "gom các giá trị khác nhau của các đơn vị",
    Function.FORMULA: "công thức, tính trên số tổng hợp của từng thành phần",
}
NATURES: Final[Mapping[Nature, str]] = {
    Nature.IN_PERIOD: "phát sinh trong kỳ",
    Nature.CUMULATIVE: "lũy kế",
    Nature.MOMENT: "tại thời điểm chốt số liệu",
}
_ASPECTS: Final = {RANK: "thứ hạng của chỉ tiêu", UNITS: "số đơn vị của chỉ tiêu"}
_PLACES: Final = 6
"""Decimals of an exact value that are shown; more are counted as an ellipsis."""
_SHORT: Final = 8
PERCENT_PLACES: Final = 1
"""Decimals with which documents print ratios."""


def function(indicator: Indicator) -> str:
    """Return in words how units' values become one."""
    roll = indicator.roll_up
    words = _FUNCTIONS[roll.function]
    if roll.weight:
        words += f", quyền số là {roll.weight}"
    if roll.condition:
        words += f" ({roll.condition})"
    return words


def formula(indicator: Indicator) -> str:
    """Return the formula of a derived indicator, in the words of the catalogue."""
    if indicator.formula:
        return indicator.formula
    return f"{indicator.numerator} / {indicator.denominator}" if indicator.numerator else ""


def value(figure: Figure) -> str:
    """Return the value as documents round it, with its unit of measure."""
    if figure.state is not State.GIVEN or figure.value is None:
        return figure.state.value
    return f"{figure.qualifier} {_rounded(figure.value, figure.indicator)}".lstrip()


def _rounded(found: Value, indicator: Indicator) -> str:
    match found:
        case bool():
            return "có" if found else "không"
        case Decimal():
            return _measured(plain_text(_cut(found, indicator.places)), indicator)
        case Ratio():
            parts = f"{plain_text(found.numerator)}/{plain_text(found.denominator)}"
            if indicator.roll_up.function is Function.COUNT and indicator.kind is not IndicatorKind.RATIO:
                return f"{parts} đơn vị"
            percent = found.percent
            return parts if percent is None else f"{plain_text(_cut(percent, PERCENT_PLACES))}% ({parts})"
        case date():
            return short_date(found)
        case tuple():
            return ", ".join(found)
        case _:
            return indicator.choices.get(found, found)


def _measured(text: str, indicator: Indicator) -> str:
    unit = indicator.unit_of_measure
    return f"{text}{'' if unit == '%' else ' '}{unit}".rstrip()


def _cut(number: Decimal, places: int) -> Decimal:
    return rounded(number, places) if decimals(number) > places else number


def rounding(figure: Figure) -> str:
    """Return the exact value and to how many decimals documents round it; nothing for what is no number."""
    found, places = figure.value, figure.indicator.places
    is_ratio = isinstance(found, Ratio)
    if isinstance(found, Ratio):
        found, places = found.percent, PERCENT_PLACES
    if not isinstance(found, Decimal) or figure.state is not State.GIVEN:
        return ""
    if decimals(found) <= places:
        return "không"
    prose = figure.indicator.places if is_ratio else places
    kept = _kept(places) if prose == places else f"{_kept(places)} trong bảng, {_kept(prose)} trong lời văn"
    return f"giá trị đúng {exact(found)}; nửa lên, đến {kept}"


def _kept(places: int) -> str:
    return f"{places} chữ số thập phân" if places else "số nguyên"


def exact(number: Decimal) -> str:
    """Return the number with enough decimals to check it by hand."""
    return plain_text(number) if decimals(number) <= _PLACES else f"{plain_text(rounded(number, _PLACES))}…"


def aspect(key: FigureKey) -> str:
    """Return what is printed of a figure where it is not the value."""
    return _ASPECTS.get(key.aspect, "")


def whose(found: Trace) -> str:
    """Return of whom a figure speaks."""
    under = f", theo chỉ đạo {found.directive.id}" if found.directive else ""
    day = f", số ngày {short_date(date.fromisoformat(found.key.day))}" if found.key.day else ""
    return f"{found.whose}{under}{day}"


def origin(found: Origin | None) -> str:
    """Return who recorded a line and when, or why that is not known."""
    if found is None:
        return ""
    if found.commit is None:
        return found.why
    commit = found.commit
    return f"{commit.id[:_SHORT]} {commit.author}, {moment_text(commit.moment)}"
