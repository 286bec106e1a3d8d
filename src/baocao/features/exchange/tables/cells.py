"""What stands in a cell of a table, as a clerk would type it: cells are heard as those of forms are.

A table may count in something else than the catalogue, and may hold what was computed; forms do neither.
"""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.features.exchange.filled.cells import (
    Around,
    CellFault,
    heard_cell,
    plain_words,
    shown_cell,
)
from baocao.features.exchange.forms.figure_words import figure_input
from baocao.foreign.grids import CellKind, GridCell
from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.period import Period
from baocao.model.table_mapping import Column, Dash
from baocao.source.values import STATES
from baocao.vietnamese.numbers import (
    decimal_count,
    exact_text,
    number_readings,
    number_text,
    rounded_number,
    stored_number,
    typed_text,
)

_TYPED_PLACES: Final = 6
"""More decimals nobody types: they were computed."""
DASHES: Final = frozenset({"-", "–", "—", "−", "--"})
_DOTS: Final = frozenset({"…", "...", ".."})
"""What statistical tables have where figures could not be had."""
_ITEMS: Final = re.compile(r"[,\n]")
_AND: Final = " và "
_NUMERAL: Final = re.compile(r"[-−+]?\s*\d[\d.,_ ]*")
_WRITE: Final = "Gõ lại giá trị vào ô rồi gửi lại bảng."


class Typed(NamedTuple):
    """What a cell says: a text, or the items of a list; whether digits were rounded away."""

    text: str
    items: tuple[str, ...] = ()
    rounded: bool = False


BLANK: Final = Typed("")


class CellReader:
    """Reads the cells of figures of one period; `dash` is what a dash says, if that is known."""

    def __init__(self, period: Period, dash: Dash | None) -> None:
        self._around = Around(period.window)
        self._dash = dash

    def typed_cell(self, cell: GridCell | None, indicator: Indicator, column: Column) -> Typed | CellFault:
        """Return what a cell says of an indicator; nothing where it is empty."""
        if cell is None:
            return BLANK
        is_scaled = column.factor is not None or bool(column.measure)
        if cell.kind is CellKind.NUMBER and is_scaled:
            return _scaled_number(cell, column)
        if cell.kind is CellKind.TEXT:
            said = self._said_text(plain_words(cell.text), indicator, column)
            if said is not None:
                return said
        elif indicator.kind is IndicatorKind.RATIO:
            return CellFault(shown_cell(cell), "tử số/mẫu số, như 12/15", "Gõ dưới dạng chữ: '12/15.")
        return self._heard(cell, indicator)

    def _heard(self, cell: GridCell, indicator: Indicator) -> Typed | CellFault:
        """Return what a cell of a form would say."""
        kept = _without_computed(cell, indicator)
        heard = heard_cell(kept, figure_input(indicator, ()), self._around)
        if not isinstance(heard, CellFault):
            return Typed(heard, rounded=kept is not cell)
        # A form has lists to choose from, a table has not.
        has_words = indicator.kind in {IndicatorKind.CHOICE, IndicatorKind.YES_NO}
        return heard._replace(advice="Ghi một trong các lựa chọn ấy vào ô.") if has_words else heard

    def _said_text(self, text: str, indicator: Indicator, column: Column) -> Typed | CellFault | None:
        """Return what words say of figures; None where they say no more than in a form."""
        if not text:
            return BLANK
        if self._dash and text in DASHES:
            return BLANK if self._dash is Dash.SKIPPED else Typed(Dash.NOTHING.value)
        if self._dash and text in _DOTS:
            return BLANK
        if indicator.kind is IndicatorKind.LIST:
            return _listed_text(text)
        line = " ".join(text.split())
        if text in DASHES or line.lower() in STATES or indicator.kind is IndicatorKind.RATIO:
            return Typed(line)
        if column.measure and _NUMERAL.fullmatch(line):
            return Typed(f"{line} {column.measure.lower()}")
        if column.factor is not None:
            return _multiplied_text(line, column.factor)
        return Typed(line) if indicator.kind.is_number else None


def _scaled_number(cell: GridCell, column: Column) -> Typed | CellFault:
    """Return a number that counts in what the mapping says."""
    number = stored_number(cell.text)
    if number is None:
        return CellFault(cell.text[:40], "số", _WRITE)
    if cell.is_percent:
        return CellFault(shown_cell(cell), "số không kèm %", "Bỏ nhan, don_vi_tinh của cột trong ánh xạ.")
    if column.factor is not None:
        return Typed(typed_text(number * column.factor))
    return Typed(f"{typed_text(number)} {column.measure.lower()}")


def _without_computed(cell: GridCell, indicator: Indicator) -> GridCell:
    """Return a cell without the decimals that only a formula gives; nobody can be asked to type them."""
    number = stored_number(cell.text) if cell.kind is CellKind.NUMBER else None
    if number is None or not (indicator.kind.is_number and indicator.places):
        return cell
    shown = number * 100 if cell.is_percent else number
    places = decimal_count(shown)
    if places <= indicator.places or not (cell.is_formula or places > _TYPED_PLACES):
        return cell
    kept = rounded_number(shown, indicator.places)
    return cell._replace(text=exact_text(kept / 100 if cell.is_percent else kept))


def plain_number(cell: GridCell) -> Decimal | None:
    """Return the number in a cell as people write it; None if it is none, or only in English."""
    if cell.kind is CellKind.NUMBER:
        return stored_number(cell.text)
    readings = number_readings(plain_words(cell.text)) if cell.kind is CellKind.TEXT else ()
    return readings[0].number if readings and not readings[0].foreign else None


def _listed_text(text: str) -> Typed | CellFault:
    """Return the items of a list; where semicolons part them, all else belongs to items."""
    if ";" not in text and _AND in text:
        example = text.replace(_AND, "; ").replace(", ", "; ")
        advice = f"Ghi '{example}'; nếu đó là một mục có chữ 'và' thì thêm dấu chấm phẩy ở cuối."
        return CellFault(f"'{text}'", "các mục cách nhau bằng dấu chấm phẩy", advice)
    parts = text.split(";") if ";" in text else _ITEMS.split(text)
    return Typed(text, tuple(filter(None, (" ".join(part.split()) for part in parts))))


def _multiplied_text(line: str, factor: Decimal) -> Typed | CellFault:
    """Return the product of a number that is written in one way only."""
    readings = number_readings(line)
    if len(readings) == 1:
        return Typed(typed_text(readings[0].number * factor))
    if readings:
        meanings = " hoặc ".join(number_text(reading.number) for reading in readings)
        return CellFault(f"'{line}'", f"một số chỉ đọc được một cách; đây có thể là {meanings}", _WRITE)
    return CellFault(f"'{line}'", f"số, để nhân với {number_text(factor)}", _WRITE)
