"""How many units' figures became one, in words: what is no sum must never be taken for one."""

from collections.abc import Mapping, Sequence
from typing import Final

from baocao.figures.expression import operands_of
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.indicator import Catalogue, Function, Indicator, IndicatorKind
from baocao.model.submission import State
from baocao.model.unit import Unit
from baocao.vietnamese.text import lower_first

_SUMMING: Final = frozenset({Function.SUM, Function.RATIO_OF_SUMS})
_PLAIN: Final = frozenset({*_SUMMING, Function.COUNT, Function.NONE})
"""Functions whose results say themselves what they are, or are true of all units together."""
_OF_SUMS: Final = "công thức của các tổng"


_WORDS: Final[Mapping[Function, str]] = {
    Function.SUM: "cộng",
    Function.RATIO_OF_SUMS: "tổng tử số / tổng mẫu số",
    Function.LEAST: "thấp nhất",
    Function.GREATEST: "cao nhất",
    Function.COUNT: "số đơn vị đạt",
    Function.LATEST: "mới nhất",
    Function.GATHER: "gộp",
    Function.NONE: "không tổng hợp",
}
_OF_DAYS: Final = {Function.LEAST: "sớm nhất", Function.GREATEST: "muộn nhất"}


def how_combined(indicator: Indicator, units: Sequence[Unit], catalogue: Catalogue) -> str:
    """Return words such as 'cộng', 'bình quân các xã', 'bình quân theo hồ sơ tiếp nhận', 'cao nhất'."""
    function = indicator.roll_up.function
    if function is Function.MEAN:
        return f"bình quân {_mean_of(indicator, units, catalogue)}"
    if function is Function.FORMULA:
        return _formula_of(indicator, catalogue)
    if function is Function.COUNT and indicator.kind is IndicatorKind.YES_NO:
        return "số đơn vị có"
    if function is Function.GATHER and indicator.kind is IndicatorKind.CHOICE:
        return "số đơn vị theo từng lựa chọn"
    words = _OF_DAYS if indicator.kind is IndicatorKind.DATE else _WORDS
    return words.get(function, _WORDS[function])


def _mean_of(indicator: Indicator, units: Sequence[Unit], catalogue: Catalogue) -> str:
    """Return by what a mean is weighed, or of whom it is one: 'các xã', of several kinds 'các đơn vị'."""
    weight = catalogue.indicators.get(indicator.roll_up.weight or "")
    if weight:
        return f"theo {lower_first(weight.name)}"
    kinds = {unit.kind.name for unit in units}
    return f"các {kinds.pop() if len(kinds) == 1 else 'đơn vị'}"


def _formula_of(indicator: Indicator, catalogue: Catalogue) -> str:
    """Return 'công thức', and of what where the operands are no sums."""
    functions = {part.roll_up.function for part in _parts_of(indicator, catalogue)}
    if functions <= _SUMMING:
        return _OF_SUMS
    return "công thức của số bình quân" if Function.MEAN in functions else "công thức của số không cộng"


def _parts_of(indicator: Indicator, catalogue: Catalogue) -> list[Indicator]:
    """Return the indicators that a formula comes down to, those of formulas among its operands included."""
    parts: dict[str, Indicator] = {}
    waiting = list(operands_of(indicator))
    while waiting:
        name = waiting.pop()
        if name in catalogue.indicators and name not in parts:
            parts[name] = catalogue.indicators[name]
            if parts[name].roll_up.function is Function.FORMULA:
                waiting += operands_of(parts[name])
    return [part for part in parts.values() if part.roll_up.function is not Function.FORMULA]


def combined_label(figure: Figure) -> str:
    """Return how a figure became one where it must say so, lest it be taken for a sum; else nothing.

    What stands for one unit alone is the unit's own, and what has no value misleads nobody.
    """
    if not isinstance(figure, RolledUpFigure) or figure.state is not State.GIVEN:
        return ""
    plain = figure.indicator.roll_up.function in _PLAIN or figure.how == _OF_SUMS
    return "" if plain or len(figure.coverage.expected) < 2 else figure.how  # noqa: PLR2004 - one unit
