"""Both operands of a printed difference, over the units of which both sides speak."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final

from baocao.figures.own import as_number
from baocao.figures.shown import IN_TRACE, figure_text
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.indicator import Function
from baocao.model.submission import Ratio, Value
from baocao.pipeline.tracing.records import Contributor, Trace
from baocao.vietnamese.counts import count_text

_ONE: Final = Decimal(1)
_OF_NUMBERS: Final[Mapping[Function, Callable[[Sequence[Decimal]], Decimal]]] = {
    Function.SUM: lambda numbers: sum(numbers, Decimal(0)),
    Function.LEAST: min,
    Function.GREATEST: max,
}


def operands_text(traces: Sequence[Trace]) -> str:
    """Return both operands: 'tháng 11 năm 2025: 80,2%; tháng 10 năm 2025: 78,9%', of whom if not of all."""
    shared = _shared_units(traces)
    told = "; ".join(f"{trace.period.label}: {_operand_text(trace, shared)}" for trace in traces)
    if all(len(shared) == len(trace.coverage.counted) for trace in traces if trace.coverage):
        return told
    return f"{told}; chênh lệch tính trên {count_text(len(shared))} đơn vị có số liệu ở cả hai kỳ"


def _shared_units(traces: Sequence[Trace]) -> frozenset[str]:
    counted = [frozenset(trace.coverage.counted) for trace in traces if trace.coverage]
    return frozenset.intersection(*counted) if counted else frozenset()


def _operand_text(trace: Trace, shared: Collection[str]) -> str:
    return figure_text(_figure_within(trace, shared), IN_TRACE)


def _figure_within(trace: Trace, shared: Collection[str]) -> Figure:
    """Return the figure over some of its units alone; one of a single unit is as it is."""
    figure = trace.figure
    if not isinstance(figure, RolledUpFigure) or len(shared) == len(figure.coverage.counted):
        return figure
    within = [each for each in trace.contributors if each.unit.id in shared]
    value = _rolled_value(figure.indicator.roll_up.function, within)
    return figure if value is None else figure._replace(entry=figure.entry._replace(value=value))


def _rolled_value(function: Function, within: Sequence[Contributor]) -> Value | None:
    """Return what units come to; None for functions whose operands a contributor does not have."""
    values = [each.derivation.figure.value for each in within]
    numbers = [as_number(each.derivation.figure) or Decimal(0) for each in within]
    weights = [_ONE if each.weight is None else each.weight for each in within]
    if function in _OF_NUMBERS:
        return _OF_NUMBERS[function](numbers)
    if function is Function.RATIO_OF_SUMS:
        ratios = [value for value in values if isinstance(value, Ratio)]
        parts = ([each.numerator for each in ratios], [each.denominator for each in ratios])
        return Ratio(*(sum(part, Decimal(0)) for part in parts))
    if function is Function.MEAN and any(weights):
        weighed = (number * weight for number, weight in zip(numbers, weights, strict=True))
        return sum(weighed, Decimal(0)) / sum(weights, Decimal(0))
    if function is Function.COUNT:
        return Ratio(Decimal(sum(bool(each.holds) for each in within)), Decimal(len(within)))
    return None
