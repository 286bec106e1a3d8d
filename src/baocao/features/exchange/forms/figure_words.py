"""What may be typed for an indicator, and how that is told to those who fill in a form."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from baocao.features.exchange.forms.records import Input, InputKind, Way
from baocao.features.exchange.forms.showing import NO, STATE_WORDS, YES, words_of
from baocao.model.indicator import Indicator, IndicatorKind, Nature
from baocao.source.spelling import bounds_text
from baocao.vietnamese.counts import count_text

_KINDS: Final[Mapping[IndicatorKind, InputKind]] = {
    IndicatorKind.YES_NO: InputKind.CHOICE,
    IndicatorKind.CHOICE: InputKind.CHOICE,
    IndicatorKind.DATE: InputKind.DAY,
    IndicatorKind.LIST: InputKind.ITEMS,
    IndicatorKind.TEXT: InputKind.TEXT,
}
NATURES: Final[Mapping[Nature, str]] = {
    Nature.IN_PERIOD: "Trong kỳ",
    Nature.CUMULATIVE: "Lũy kế",
    Nature.MOMENT: "Tại ngày chốt",
}
_HOW: Final[Mapping[InputKind, str]] = {
    InputKind.DAY: "ngày/tháng/năm, ví dụ 05/11/2025",
    InputKind.ITEMS: "các mục cách nhau bằng dấu chấm phẩy (;)",
    InputKind.CHOICE: "chọn trong danh sách",
    InputKind.TEXT: "ghi bằng chữ",
}
YES_NO: Final[Mapping[str, str]] = MappingProxyType({YES: "co", NO: "khong"})
STATES: Final[Mapping[str, str]] = MappingProxyType(dict(STATE_WORDS.values()))
"""The words that are chosen where there is no value."""


def figure_input(indicator: Indicator, way: Way) -> Input:
    """Return the empty cell of a value of an indicator."""
    whole = InputKind.DECIMAL if indicator.places else InputKind.WHOLE
    kind = _KINDS.get(indicator.kind, whole)
    if not indicator.kind.is_number:
        return Input(way, kind, choices=_choices_of(indicator))
    return Input(
        way,
        kind,
        low=indicator.low,
        high=indicator.high,
        places=indicator.places,
        measure=indicator.unit_of_measure,
        jump=indicator.watch.jump if indicator.is_watched else None,
    )


def _choices_of(indicator: Indicator) -> Mapping[str, str]:
    return YES_NO if indicator.kind is IndicatorKind.YES_NO else words_of(indicator.choices)


def entered_how(indicator: Indicator) -> str:
    """Return how an indicator is filled in: of what time, what kind of value, between which bounds."""
    parts = [NATURES[indicator.nature], *_said_of_value(indicator)]
    return f"{'; '.join(parts)}."


def _said_of_value(indicator: Indicator) -> Iterator[str]:
    kind = figure_input(indicator, ()).kind
    if indicator.kind is IndicatorKind.RATIO:
        yield "ghi tử số và mẫu số ở hai dòng dưới, là số nguyên"
        return
    yield _HOW.get(kind) or _number_how(indicator)
    if indicator.kind.is_number and (bounds := bounds_text(indicator.low, indicator.high)):
        yield bounds


def _number_how(indicator: Indicator) -> str:
    if indicator.is_percentage:
        return "chỉ ghi số, không ghi dấu %"
    if not indicator.places:
        return "số nguyên"
    return f"số, tối đa {count_text(indicator.places)} chữ số thập phân"
