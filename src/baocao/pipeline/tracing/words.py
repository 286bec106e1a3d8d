"""How terminal and JSON call what is behind a figure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from baocao.figures.shown import PERCENT_PLACES, shown_places, traced_exactly
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.indicator import Function, Indicator, Nature, Target
from baocao.model.printed import CHANGE, LEFT_OUT, RANK, TARGET, UNITS, FigureKey
from baocao.model.submission import Ratio, State
from baocao.pipeline.tracing.records import Contributor, Origin, Trace
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.moments import in_vietnam, moment_text
from baocao.vietnamese.numbers import decimal_count, number_text, percent_text

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
    Function.NONE: "không tổng hợp, mỗi đơn vị một số riêng",
}
NATURES: Final[Mapping[Nature, str]] = {
    Nature.IN_PERIOD: "phát sinh trong kỳ",
    Nature.CUMULATIVE: "lũy kế",
    Nature.MOMENT: "tại thời điểm chốt số liệu",
}
_ASPECTS: Final = {
    RANK: "thứ hạng của chỉ tiêu",
    UNITS: "số đơn vị của chỉ tiêu",
    CHANGE: "chênh lệch của chỉ tiêu",
    TARGET: "chỉ tiêu giao, hoặc chênh lệch so với chỉ tiêu giao, của",
    LEFT_OUT: "số liệu của các đơn vị chưa tính vào chỉ tiêu",
}
_SHORT: Final = 8


def function_words(indicator: Indicator) -> str:
    """Return in words how units' values become one."""
    roll = indicator.roll_up
    words = _FUNCTIONS[roll.function]
    if roll.weight:
        words += f", quyền số là {roll.weight}"
    if roll.condition:
        words += f" ({roll.condition})"
    return words


def formula_text(indicator: Indicator) -> str:
    """Return the formula of a derived indicator, in the words of the catalogue."""
    if indicator.formula:
        return indicator.formula
    return f"{indicator.numerator} / {indicator.denominator}" if indicator.numerator else ""


def rounding_text(figure: Figure) -> str:
    """Return the exact value and to how many decimals documents round it; nothing for what is no number."""
    exact = rounded_value(figure)
    if not exact:
        return "" if exact is None else "không"
    return f"giá trị đúng {exact}; nửa lên, đến {kept_words(shown_places(figure))}"


def rounded_value(figure: Figure) -> str | None:
    """Return the exact value of what is rounded, nothing where it is not; None for what is no number."""
    number = figure.value
    if isinstance(number, Ratio):
        number = number.percent
    if not isinstance(number, Decimal) or figure.state is not State.GIVEN:
        return None
    return traced_exactly(number) if decimal_count(number) > shown_places(figure) else ""


def kept_words(places: int) -> str:
    """Return to what numbers are rounded."""
    return f"{places} chữ số thập phân" if places else "số nguyên"


def aspect_text(key: FigureKey) -> str:
    """Return what is printed of a figure where it is not the value."""
    return _ASPECTS.get(key.aspect, "")


def target_text(target: Target) -> str:
    """Return a target as the catalogue has it: 'mục tiêu: gia_tri >= 85 (nq-71-cp)'."""
    return f"mục tiêu: {target.condition}{f' ({target.source})' if target.source else ''}"


def coverage_words(figure: Figure) -> str:
    """Return how many units a rolled-up figure speaks for, and how many it lacks."""
    if not isinstance(figure, RolledUpFigure):
        return ""
    covered = figure.coverage
    counted = set(covered.nothing) <= set(covered.counted)
    zeros = f"{count_text(len(covered.nothing))} không phát sinh" if covered.nothing else ""
    nothing = zeros and (f", trong đó {zeros}" if counted else f"; {zeros}, không tính vào")
    partial = (
        f"; {count_text(len(covered.partial))} có số liệu chưa tính vào, vì còn thiếu chỉ tiêu liên quan"
        if covered.partial
        else ""
    )
    return (
        f"{pair_text(len(covered.counted), len(covered.expected))} đơn vị được tính{nothing}{partial}; "
        f"{count_text(len(covered.missing))} thiếu; {count_text(len(covered.not_applicable))} không áp dụng"
    )


def whose_text(trace: Trace) -> str:
    """Return of whom a figure speaks."""
    under = f", theo chỉ đạo {trace.directive.id}" if trace.directive else ""
    day = f", số ngày {short_date(date.fromisoformat(trace.key.day))}" if trace.key.day else ""
    then = f", kỳ {trace.key.period}" if trace.key.period else ""
    return f"{trace.whose}{under}{day}{then}"


def whose_units(units: int, part: str = "") -> str:
    """Return of how many units a rolled-up figure speaks: all of a directive, or those of a part."""
    return f"{part or 'mọi đơn vị báo cáo'} ({count_text(units)} đơn vị)"


def order_words(indicator: Indicator) -> str:
    """Return by what the list of units is sorted."""
    match indicator.roll_up.function:
        case Function.SUM | Function.FORMULA:
            return ", lớn nhất trước"
        case Function.RATIO_OF_SUMS:
            return ", mẫu số lớn nhất trước; % là phần trong tổng mẫu số"
        case Function.MEAN if indicator.roll_up.weight:
            return ", quyền số lớn nhất trước"
        case Function.COUNT:
            return ", đơn vị đạt trước"
        case Function.GATHER | Function.NONE:
            return ""
        case _:
            return ", theo giá trị"


def held_words(indicator: Indicator, *, holds: bool) -> str:
    """Return whether a unit is among those that are counted, or has the value that was chosen."""
    if indicator.roll_up.function is Function.COUNT:
        return "đạt" if holds else "không đạt"
    return "được chọn" if holds else "không được chọn"


def contributor_marks(contributor: Contributor, indicator: Indicator) -> str:
    """Return a unit's share in a total, its weight, and whether it was chosen, as far as there are any."""
    marks = []
    if contributor.share is not None:
        marks.append(percent_text(contributor.share, PERCENT_PLACES))
    if contributor.weight is not None:
        marks.append(f"quyền số {number_text(contributor.weight)}")
    if contributor.holds is not None:
        marks.append(held_words(indicator, holds=contributor.holds))
    return "; ".join(marks)


def origin_text(recorded: Origin | None) -> str:
    """Return who recorded a line and when, or why that is not known."""
    if recorded is None:
        return ""
    if recorded.commit is None:
        return recorded.why
    commit = recorded.commit
    return f"{commit.id[:_SHORT]} {commit.author}, {moment_text(commit.moment)}"


def dated_commit(recorded: Origin) -> str:
    """Return the commit of a line and its day, for whoever need not know who made it."""
    if recorded.commit is None:
        return recorded.why
    day = in_vietnam(recorded.commit.moment)
    return f"{recorded.commit.id[:_SHORT]}, ngày {short_date(day)}"
