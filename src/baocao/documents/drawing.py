"""What all charts are made of: texts that know their sources, points that know their figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from baocao.documents.sources import registered
from baocao.documents.tokens import without_tokens
from baocao.figures.shown import IN_COMPARISON, figure_text, table_number
from baocao.model.chart import Chart, Point, Said
from baocao.model.figure import Figure
from baocao.model.indicator import Indicator
from baocao.model.printed import Key, Printed
from baocao.vietnamese.numbers import rounded_number

_EXACT: Final = 6
"""Decimals that the workbook of a chart holds of a value."""
NOTHING_DRAWN: Final = "chưa có số liệu để vẽ biểu đồ"


class ChartError(Exception):
    """A chart cannot be made of what the template asks for; the message says why, in Vietnamese."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


def measure_parts(measure: str, indicator: Indicator) -> list[tuple[str, Key | None]]:
    """Return the line that says the unit of measure, if there is one."""
    named = registered("đơn vị tính của chỉ tiêu", indicator.at)
    return [(f"Đơn vị tính: {measure}", named)] if measure else []


def said_text(text: str, key: Key | None) -> Said:
    """Return a text of a chart that is all of one source."""
    return said_parts([(text, key)])


def said_parts(parts: Iterable[tuple[str, Key | None]]) -> Said:
    """Return a text of a chart, put together of parts that know what they are."""
    text = ""
    printed: list[Printed] = []
    for words, key in parts:
        clean = without_tokens(words)
        if key is not None and clean:
            printed.append(Printed(len(text), len(text) + len(clean), key))
        text += clean
    return Said(text, tuple(printed))


def drawn_point(figure: Figure, key: Key) -> Point:
    """Return the point of a figure, labelled as the figure is written everywhere."""
    number = table_number(figure)
    if number is None:
        return Point(None, Said(""))
    label = said_text(figure_text(figure, IN_COMPARISON), key)
    return Point(rounded_number(number, max(_EXACT, figure.indicator.places)), label)


def named_indicator(indicator: Indicator) -> Said:
    """Return the name of an indicator."""
    return said_text(indicator.name, registered("tên chỉ tiêu trong danh mục", indicator.at))


def titled_chart(chart: Chart, title: str, *, half: bool) -> Chart:
    """Return a chart with the title that a template gives it, if it gives one."""
    return chart._replace(title=Said(without_tokens(title)) if title else chart.title, half=bool(half))
