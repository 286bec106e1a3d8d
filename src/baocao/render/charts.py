"""How high charts are, in Word and on worksheets alike."""

from decimal import Decimal
from itertools import pairwise
from math import ceil
from types import MappingProxyType
from typing import Final

from baocao.model.chart import Chart, ChartRow, Fill
from baocao.render.metrics import LINE_HEIGHT, POINT_MM, line_count, text_width

LABEL_SIZE: Final = 10
TITLE_SIZE: Final = 11
"""Points of the letters in charts."""
ROOM: Final = Decimal("1.35")
"""How far above its highest point a chart that stands leaves room for labels."""
BAR_HEIGHT: Final = 6.5
"""Millimetres of a lying bar with the room between it and the next."""
LEAST: Final = 16
"""Millimetres of lying bars, however few there are."""
STANDING: Final = 32
"""Millimetres of what is drawn where bars stand or a line runs, with the names below."""
MARGINS: Final = 7
"""Millimetres around what is drawn."""
TALLEST: Final = 215
"""Millimetres of a chart, which has to find room on a page with its source below it."""
NAME_SHARE: Final = 0.4
"""The share of the width in which programs set the names of lying bars."""
TITLE_SHARE: Final = 0.7
"""The share of the width in which programs set a title."""
GAP: Final = 3
"""Millimetres between two charts side by side."""
FILL_COLOURS: Final = MappingProxyType({Fill.DARK: "595959", Fill.GREY: "BFBFBF", Fill.WHITE: "FFFFFF"})
"""RRGGBB of each fill."""
LEGEND_KEY: Final = 9
"""Millimetres of the sign before each name of a legend, and of the room between names."""


def row_size(row: ChartRow, width: float) -> tuple[float, float]:
    """Return the millimetres of each chart of a row: how wide and how high all of them are."""
    count = len(row.charts)
    wide = (width - GAP * (count - 1)) / count if any(chart.half for chart in row.charts) else width
    return wide, max(chart_height(chart, wide) for chart in row.charts)


def chart_height(chart: Chart, width: float) -> float:
    """Return the millimetres that a chart of a width needs for title, bars and legend."""
    # LibreOffice writes the unit of measure like the title above it.
    heads = filter(None, (chart.title.text, chart.measure.text))
    lines = sum(line_count(text, width * TITLE_SHARE, TITLE_SIZE, bold=True) for text in heads)
    drawn = max(LEAST, _bar_room(chart, width) * len(chart.categories)) if chart.lies else STANDING
    points = lines * TITLE_SIZE + _legend_lines(chart, width) * LABEL_SIZE
    return min(TALLEST, MARGINS + points * LINE_HEIGHT * POINT_MM + drawn)


def _bar_room(chart: Chart, width: float) -> float:
    """Return the millimetres of each bar, in which the names of any two neighbours have room."""
    names = (line_count(said.text, width * NAME_SHARE, LABEL_SIZE) for said in chart.categories)
    highs = [lines * LABEL_SIZE * LINE_HEIGHT * POINT_MM for lines in names]
    return max([BAR_HEIGHT, *(sum(pair) / 2 for pair in pairwise(highs))])


def _legend_lines(chart: Chart, width: float) -> int:
    if len(chart.series) < 2:  # noqa: PLR2004 - one series needs no legend
        return 0
    needed = sum(text_width(series.name.text, LABEL_SIZE) + LEGEND_KEY for series in chart.series)
    return ceil(needed / width) + 1
