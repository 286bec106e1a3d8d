"""Sums that a table gives, compared with what its lines come to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from baocao.features.exchange.tables.cells import plain_number
from baocao.features.exchange.tables.finding import Layout
from baocao.features.exchange.tables.read_records import Finding, Reading, SumLine
from baocao.model.diagnostic import problem
from baocao.model.indicator import Function, Indicator, IndicatorKind
from baocao.vietnamese.numbers import decimal_count, number_text, signed_text

_COUNTED: Final = (IndicatorKind.COUNT, IndicatorKind.MONEY, IndicatorKind.DECIMAL)


def adds_up(layout: Layout, line: int, lines: Iterable[int], lanes: Iterable[int]) -> bool:
    """Tell whether a line without name holds the sums of all others, in every lane in which it has one."""
    parts = list(lines)
    told = {lane: _number_at(layout, line, lane) for lane in lanes if layout.view.cell(line, lane)}
    sums = {lane: [_number_at(layout, each, lane) or Decimal(0) for each in parts] for lane in told}
    return bool(told) and all(said == sum(sums[lane], Decimal(0)) for lane, said in told.items())


def check_sums(layout: Layout, reading: Reading, columns: Mapping[int, Indicator]) -> Iterator[Finding]:
    """Yield where a sum differs from what the lines come to; of what cannot be read nothing is said."""
    lines = sorted({record.line for record in reading.records}.union(reading.others))
    for lane, indicator in columns.items():
        known = _numbers_at(layout, lines, lane)
        aside = _numbers_at(layout, reading.aside, lane)
        if _is_summed(indicator) and known is not None:
            parts = [known, {**known, **aside}] if aside else [known]
            yield from _wrong_sums(layout, lane, parts, reading.sums)


def _numbers_at(layout: Layout, lines: Iterable[int], lane: int) -> dict[int, Decimal] | None:
    """Return the numbers of lines, None where one of them cannot be read."""
    numbers = {line: _number_at(layout, line, lane) for line in lines}
    known = {line: number for line, number in numbers.items() if number is not None}
    return known if len(known) == len(numbers) else None


def _wrong_sums(
    layout: Layout, lane: int, parts: Sequence[Mapping[int, Decimal]], sums: Sequence[SumLine]
) -> Iterator[Finding]:
    """Yield the sums of one lane that are none; an empty cell says nothing."""
    for each in sums:
        said = _number_at(layout, each.line, lane) if layout.view.cell(each.line, lane) else None
        if said is None:
            continue
        possible = [number for numbers in parts for number in _possible_sums(numbers, each, sums)]
        if not any(_is_same(said, number, parts[-1].values()) for number in possible):
            nearest = min(possible, key=lambda number: abs(said - number))
            yield _difference(layout, each, lane, said, nearest)


def _is_summed(indicator: Indicator) -> bool:
    kind = indicator.kind in _COUNTED and not indicator.in_percent
    return kind and indicator.roll_up.function is Function.SUM


def _number_at(layout: Layout, line: int, lane: int) -> Decimal | None:
    """Return the number in a cell, nothing as zero; None if it is none, or may be several."""
    cell = layout.view.cell(line, lane)
    if cell is None:
        return Decimal(0)
    return plain_number(cell)


def _possible_sums(numbers: Mapping[int, Decimal], line: SumLine, sums: Sequence[SumLine]) -> list[Decimal]:
    """Return what a sum may add up, the likeliest first: all lines, those above it, those below it."""
    everything = sum(numbers.values(), Decimal(0))
    if line.is_whole and sum(each.is_whole for each in sums) == 1:
        return [everything]
    before = max((each.line for each in sums if each.line < line.line), default=0)
    after = min((each.line for each in sums if each.line > line.line), default=None)
    above = _sum_between(numbers, before, line.line)
    below = _sum_between(numbers, line.line, after)
    return [everything, above, below] if line.is_whole else [below, above, everything]


def _sum_between(numbers: Mapping[int, Decimal], first: int, last: int | None) -> Decimal:
    found = (number for line, number in numbers.items() if first < line and (last is None or line < last))
    return sum(found, Decimal(0))


def _is_same(said: Decimal, number: Decimal, parts: Iterable[Decimal]) -> bool:
    """Tell whether two numbers are the same; a sum with fewer decimals than its parts was rounded."""
    places = decimal_count(said)
    is_rounded = any(decimal_count(part) > places for part in parts)
    slack = Decimal(5).scaleb(-places - 1) if is_rounded else Decimal(0)
    return abs(said - number) <= slack


def _difference(layout: Layout, line: SumLine, lane: int, said: Decimal, number: Decimal) -> Finding:
    where = layout.view.place_words(line.line, lane)
    told = problem(
        "BC769",
        None,
        value=line.name or "Tổng",
        said=number_text(said),
        found=number_text(number),
        by=signed_text(said - number),
    )
    return Finding(where, told)
