"""What the making of one document may use up: whoever wrote the template, it ends, and soon.

Steps are what a template does, text is what it makes or walks through, and both only grow. The limits lie
a hundred times above what the largest report of the country needs, and within two seconds and 200 MB.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any, Final, cast

from jinja2 import Undefined

from baocao.vietnamese.counts import count_text

MOST_STEPS: Final = 2_000_000
"""What a template does in all: about a third of a microsecond each."""
MOST_TEXT: Final = 8_000_000
"""Characters that a template makes in all, those that it does not print among them."""
MOST_DEPTH: Final = 40
"""How deeply macros, loops and lists may lie in each other."""
MOST_DIGITS: Final = 100
"""Digits of a number that a template computes with."""
MOST_BITS: Final = MOST_DIGITS * 10 // 3
MOST_TABLES: Final = 500
"""Tables of one document; the reports of this administration have a dozen."""
MOST_CELLS: Final = 100_000
"""Cells of all tables of a document, as long as the data have no more."""
CELLS_OF_DATA: Final = 10
"""How often the data may be printed as tables in one document, where that is more."""
MOST_APPENDICES: Final = 100
MOST_CHARTS: Final = 50
"""Charts of one document, each of which carries a workbook; a brief has three."""
MOST_NOTES: Final = 2_000
"""Footnotes that a template makes; those of narratives are the unit's own."""
ITEM: Final = 4
"""Steps for an item of a list, which takes as much memory as these."""
_EACH: Final = 2
"""What is printed around an item of a list."""

_SAID: Final[Mapping[str, str]] = {
    "steps": "quá {most} bước tính cho một văn bản. Bớt vòng lặp, nhất là vòng lặp trong vòng lặp",
    "text": "quá {most} ký tự phải viết ra hoặc xử lý cho một văn bản. Bớt phần lặp lại và phép nối chữ",
    "depth": "lồng nhau quá {most} tầng. Xem macro, vòng lặp hoặc danh sách nào gọi lại chính nó",
    "digits": "số dài quá {most} chữ số. Không nhân, cộng dồn số đến mức này",
    "tables": "quá {most} bảng trong một văn bản. Đưa lệnh bang ra ngoài vòng lặp",
    "cells": "các bảng của một văn bản có quá {most} ô. Không in lại cùng một bảng nhiều lần",
    "appendices": "quá {most} phụ lục trong một văn bản. Đưa lệnh phu_luc ra ngoài vòng lặp",
    "charts": "quá {most} biểu đồ trong một văn bản. Đưa lệnh bieu_do ra ngoài vòng lặp",
    "notes": "quá {most} chú thích cuối trang do mẫu đặt. Đưa lệnh chu_thich ra ngoài vòng lặp",
}
"""What ran out, and what to do."""


class OutOfFuelError(Exception):
    """A template used up what one document may use; it says what, how much and what to do."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(what)
        self.reason, _, self.advice = _SAID[what].format(most=count_text(most)).partition(". ")


class Fuel:
    """What is used up so far; every method raises OutOfFuelError where it is too much."""

    def __init__(self, cells: int = 0) -> None:
        self.steps = self.text = self.depth = 0
        self.tables = self.cells = self.charts = self.appendices = self.notes = 0
        self._most_cells = max(MOST_CELLS, CELLS_OF_DATA * cells)

    def burn(self, steps: int, text: int = 0) -> None:
        """Use steps and text: called at the beginning of every block of every template."""
        self.steps += steps
        self.text += text
        if self.steps > MOST_STEPS:
            raise OutOfFuelError("steps", MOST_STEPS)
        if self.text > MOST_TEXT:
            raise OutOfFuelError("text", MOST_TEXT)

    def enter(self) -> None:
        """Go one level deeper into macros and loops that call each other."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise OutOfFuelError("depth", MOST_DEPTH)

    def leave(self) -> None:
        """Come back from a level."""
        self.depth -= 1

    def take_table(self, cells: int) -> None:
        """Put a table into the document."""
        self.tables = _take_more(self.tables, 1, "tables", MOST_TABLES)
        self.cells = _take_more(self.cells, cells, "cells", self._most_cells)

    def take_chart(self) -> None:
        """Put a chart into the document."""
        self.charts = _take_more(self.charts, 1, "charts", MOST_CHARTS)

    def take_appendix(self) -> None:
        """Put an appendix into the document."""
        self.appendices = _take_more(self.appendices, 1, "appendices", MOST_APPENDICES)

    def take_note(self) -> None:
        """Put a footnote into the document."""
        self.notes = _take_more(self.notes, 1, "notes", MOST_NOTES)

    def text_of(self, value: Any) -> str:
        """Return what is printed for a value."""
        self.walk(value)
        text = str(value)
        if not isinstance(value, str):
            self.burn(1, len(text))
        return text

    def walk(self, value: Any) -> None:
        """Pay for going through a value before it is printed, compared or hashed: all that is in a list."""
        kind = type(value)
        if kind is str:
            self.burn(1, len(value))
        elif kind is range:  # whatever is no whole number is looked for in it one by one
            self.burn(len(value))
        elif kind not in _PLAIN:
            self._walk_deep(value)

    def _walk_deep(self, value: Any) -> None:
        # Level by level: a list that holds itself would never end, and recursion would end in Python's own
        # error.
        level = [value]
        for _ in range(MOST_DEPTH):
            self.burn(
                ITEM * len(level), sum(len(part) if isinstance(part, str) else _EACH for part in level)
            )
            walked = _walked_among(level)
            if not walked:
                return
            self.burn(ITEM * sum(map(len, walked)))
            level = _items_inside(walked)
        raise OutOfFuelError("depth", MOST_DEPTH)

    def pay_for_made(self, value: Any) -> Any:
        """Pay for what was just made, and return it."""
        if isinstance(value, str):
            self.burn(1, len(value))
        elif isinstance(value, (list, tuple, dict)):
            self.burn(len(value) * ITEM)
        elif isinstance(value, (int, Decimal)):
            refuse_long(value)
        return value


def _take_more(used: int, more: int, what: str, most: int) -> int:
    if used + more > most:
        raise OutOfFuelError(what, most)
    return used + more


_PLAIN: Final = frozenset({int, float, bool, type(None), Decimal})
_FLAT: Final = _PLAIN | {str}
"""Types of what holds nothing else."""


def is_walked(value: Any) -> bool:
    """Tell whether a value is printed, compared and hashed item by item."""
    return _is_walked(type(value))


def _is_walked(kind: type) -> bool:
    return issubclass(kind, Collection) and not issubclass(kind, (str, bytes, range, Undefined))


def _walked_among(values: Sequence[Any]) -> list[Collection[Any]]:
    """Return the values that are walked; kinds are asked, for a call each would take ten times as long."""
    # Asked once for each kind: of a list of a million texts there is one.
    kinds = {kind for kind in set(map(type, values)) - _FLAT if _is_walked(kind)}
    return [value for value in values if type(value) in kinds] if kinds else []


def _items_inside(walked: Sequence[Collection[Any]]) -> list[Any]:
    """Return the items of lists, the keys and values of mappings."""
    mappings = tuple(kind for kind in set(map(type, walked)) if issubclass(kind, Mapping))
    values = [
        item
        for container in walked
        if type(container) in mappings
        for item in cast("Any", container).values()
    ]
    return [*values, *chain.from_iterable(walked)]


def refuse_long(number: int | Decimal) -> None:
    """Raise OutOfFuelError for a number that nobody reports."""
    if isinstance(number, int):
        too_long = number.bit_length() > MOST_BITS
    else:
        too_long = number.is_finite() and abs(number.adjusted()) > MOST_DIGITS
    if too_long:
        raise OutOfFuelError("digits", MOST_DIGITS)
