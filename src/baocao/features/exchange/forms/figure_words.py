"""What may be typed for an indicator, and how that is told to those who fill in a form."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from baocao.features.exchange.forms.records import Input, InputKind, Way
from baocao.features.exchange.forms.showing import NO, STATE_WORDS, YES, words_of
from baocao.model.indicator import Indicator, IndicatorKind, Nature
from baocao.source.spelling import bounds_text
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import number_text

_KINDS: Final[Mapping[IndicatorKind, InputKind]] = {
    IndicatorKind.YES_NO: InputKind.CHOICE,
    IndicatorKind.CHOICE: InputKind.CHOICE,
    IndicatorKind.DATE: InputKind.DAY,
    IndicatorKind.LIST: InputKind.ITEMS,
    IndicatorKind.TEXT: InputKind.TEXT,
}
NATURES: Final[Mapping[Nature, str]] = {
    Nature.IN_PERIOD: "trong kỳ",
    Nature.CUMULATIVE: "lũy kế",
    Nature.MOMENT: "tại ngày chốt",
}
_HOW: Final[Mapping[IndicatorKind, str]] = {
    IndicatorKind.DATE: "ngày/tháng/năm",
    IndicatorKind.LIST: "các mục cách nhau bằng dấu ;",
    IndicatorKind.CHOICE: "chọn trong danh sách",
    IndicatorKind.YES_NO: "chọn Có hoặc Không",
    IndicatorKind.TEXT: "ghi bằng chữ",
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
    """Return how an indicator is filled in: which kind of value, between which bounds, of what time."""
    told = ", ".join((_said_of_value(indicator), NATURES[indicator.nature]))
    return f"{told[:1].upper()}{told[1:]}"


def _said_of_value(indicator: Indicator) -> str:
    if indicator.kind is IndicatorKind.RATIO:
        return "tử số và mẫu số ở hai dòng dưới"
    if not indicator.kind.is_number:
        return _HOW[indicator.kind]
    bounds = bounds_between(indicator.low, indicator.high)
    if indicator.is_percentage:
        return f"số {bounds}, không ghi %".replace(" ,", ",")
    if not indicator.places:
        return f"số nguyên {bounds}".rstrip()
    return f"số {bounds}, tối đa {count_text(indicator.places)} số lẻ".replace(" ,", ",")


def bounds_between(low: Decimal | None, high: Decimal | None) -> str:
    """Return '0–1.000', as short as a narrow column wants it."""
    if low is not None and high is not None:
        return f"{number_text(low)}–{number_text(high)}"
    return bounds_text(low, high)
