"""Cells of tables: figures as real numbers, and a sign for each way of having no value."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from baocao.documents.tokens import without_tokens
from baocao.figures.shown import (
    IN_TABLE,
    MISSING,
    NOT_APPLICABLE,
    NOTHING,
    figure_text,
    table_number,
)
from baocao.model.figure import Figure
from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.printed import ROW_NUMBER, Key, Source
from baocao.model.submission import Ratio, State
from baocao.model.table import Align, Cell, Row, RowKind
from baocao.vietnamese.numbers import decimal_count, number_text, rounded_number

SIGNS: Final = (
    f"Ghi chú: {MISSING} chưa có số liệu; {NOTHING} không phát sinh; {NOT_APPLICABLE} không áp dụng."
)


def figure_cell(figure: Figure, key: Key | None = None) -> Cell:
    """Return the cell of a figure, which `key` names for tracing."""
    return traced_cell(_figure_cell(figure), key)


def traced_cell(cell: Cell, key: Key | None) -> Cell:
    """Return the cell with the key of its figure, the last field; `_replace` takes thrice as long."""
    return Cell(*cell[:-1], key)


def _figure_cell(figure: Figure) -> Cell:
    """Return a real number where the figure is one, a sign where it has no value."""
    number = table_number(figure)
    if number is not None:
        cell = number_cell(number, figure.indicator.places)
        return cell._replace(text=f"{figure.qualifier} {cell.text}") if figure.qualifier else cell
    text = without_tokens(figure_text(figure, IN_TABLE))
    words = figure.state is State.UNTOTALLED or (
        figure.state is State.GIVEN and not isinstance(figure.value, Ratio)
    )
    return Cell(text, align=Align.CENTER if words else None)


@lru_cache(maxsize=20_000)
def number_cell(number: Decimal | int, places: int = 0, *, fixed: bool = False) -> Cell:
    """Return a cell that is a number on worksheets and formatted text in Word.

    It has at most `places` decimals, or exactly as many if `fixed`.
    """
    value = rounded_number(Decimal(number), places)
    shown = places if fixed else decimal_count(value)
    return Cell(number_text(value, shown, fixed=fixed), value, shown)


def ordinal_cell(number: int) -> Cell:
    """Return the cell that numbers a row."""
    return traced_cell(number_cell(number), ROW_NUMBER)


def tally_cell(number: int, source: Source) -> Cell:
    """Return the cell of a count, which knows what was counted."""
    return traced_cell(number_cell(number), source)


def column_unit(indicator: Indicator) -> str:
    """Return the unit of measure for a column's heading; ratios are shown as percentages."""
    if indicator.kind is IndicatorKind.RATIO:
        return "%"
    return indicator.unit_of_measure


def column_heading(indicator: Indicator) -> str:
    """Return a column's heading: the name, and below it the unit of measure."""
    unit = column_unit(indicator)
    return f"{indicator.name} ({unit})" if unit else indicator.name


def column_alignment(indicator: Indicator) -> Align:
    """Return where the values of an indicator stand in their column."""
    is_number = indicator.kind.is_number or indicator.kind is IndicatorKind.RATIO
    return Align.RIGHT if is_number else Align.CENTER


def with_sums(total: Row, rows: Sequence[Row], run: tuple[int, int], columns: Collection[int]) -> Row:
    """Return a row of totals whose cells in `columns` say which rows they add up, if they are just that.

    A total from which a figure is left out is no sum of its column, nor is one that was rounded where
    rounded figures do not come to it.
    """
    chosen = [row for row in rows[run[0] : run[1] + 1] if row.kind is RowKind.DATA]
    cells = (
        _summing_cell(cell, at, chosen, run) if at in columns else cell
        for at, cell in enumerate(total.cells)
    )
    return total._replace(cells=tuple(cells))


def _summing_cell(cell: Cell, at: int, rows: Sequence[Row], run: tuple[int, int]) -> Cell:
    if cell.number is None:
        return cell
    numbers = [number for row in rows if (number := row.cells[at].number) is not None]
    adds = len(numbers) > 1 and sum(numbers) == cell.number
    return cell._replace(adds=run) if adds else cell
