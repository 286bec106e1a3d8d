"""Charts as SVG inside the page, laid out as Word and LibreOffice draw the native ones.

All lengths are millimetres, which are the units of the drawing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from baocao.model.chart import Chart, ChartKind, ChartRow, Fill, Said, Series
from baocao.model.printed import Printed
from baocao.render.charts import (
    FILL_COLOURS,
    LABEL_SIZE,
    LEGEND_KEY,
    NAME_SHARE,
    ROOM,
    TITLE_SHARE,
    TITLE_SIZE,
    row_size,
)
from baocao.render.html.markup import element, escape_html, keyed_text, paragraph
from baocao.render.metrics import LINE_HEIGHT, POINT_MM, text_width, wrapped_lines

_EDGE: Final = 2.0
"""Millimetres around what is drawn."""
_NEAR: Final = 1.0
"""Millimetres between a bar and its label, a name and its axis."""
_BAR_SHARE: Final = 1 / 1.6
"""How much of its room a bar takes; the rest lies between it and the next."""
_DOT: Final = 1.25
"""The radius of the points of a line."""
_LEAST: Final = Decimal("1e-9")
_ASCENT: Final = 0.35
"""The share of a letter's size by which its middle lies above the line that it stands on."""
_LABEL_LINE: Final = LABEL_SIZE * LINE_HEIGHT * POINT_MM


class _Frame(NamedTuple):
    """Where bars and lines are drawn."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


class _Scale(NamedTuple):
    """Turns numbers into shares of the room: 0 where the least is drawn, 1 for the highest."""

    low: Decimal
    high: Decimal

    def share(self, number: Decimal) -> float:
        return float((number - self.low) / max(self.high - self.low, _LEAST))


def charts_html(row: ChartRow, width: float) -> str:
    """Return charts side by side, and the lines below them."""
    wide, high = row_size(row, width)
    drawn = "".join(_drawing(chart, wide, high) for chart in row.charts)
    below = "".join(paragraph("GhiChu", keyed_text(said.text, said.printed)) for said in row.sources)
    names = escape_html(", ".join(chart.title.text for chart in row.charts))
    said = f' tabindex="0" role="region" aria-label="Biểu đồ: {names}"'
    shown = element("div", drawn, "cac-hinh khung", said)
    return element("figure", shown + below, "bieu-do")


def _drawing(chart: Chart, width: float, height: float) -> str:
    title, below = _title(chart, width)
    legend, above = _legend(chart, width, height)
    frame = _Frame(_EDGE, below, width - 2 * _EDGE, max(above - below, 1.0))
    drawn = "".join(_PLOTS[chart.kind](chart, frame))
    size = f'width="{width:.2f}mm" height="{height:.2f}mm" viewBox="0 0 {width:.2f} {height:.2f}"'
    said = f' {size} role="img" aria-label="{escape_html(chart.description)}"'
    return element("svg", title + drawn + legend, "", said)


def _title(chart: Chart, width: float) -> tuple[str, float]:
    """Return the title, the unit of measure below it, and where they end."""
    y = _EDGE
    parts: list[str] = []
    for said, look in ((chart.title, _Look(TITLE_SIZE, bold=True)), (chart.measure, _LABEL)):
        if not said.text:
            continue
        lines = _lines(said.text, width * TITLE_SHARE, look.size, bold=look.bold)
        height = look.size * LINE_HEIGHT * POINT_MM
        parts.append(_said_lines(said, lines, _Spot(width / 2, y + height - _EDGE / 2), look))
        y += height * len(lines)
    return "".join(parts), y + _NEAR


def _legend(chart: Chart, width: float, height: float) -> tuple[str, float]:
    """Return the names of the series at the foot, and where they begin; one series needs none."""
    if len(chart.series) == 1:
        return "", height - _EDGE
    rows = _legend_rows(chart, width - 2 * _EDGE)
    top = height - _EDGE - len(rows) * _LABEL_LINE
    parts = (
        _legend_row(chart, row, _Spot(width / 2, top + (number + 0.5) * _LABEL_LINE))
        for number, row in enumerate(rows)
    )
    return "".join(parts), top - _NEAR


def _legend_rows(chart: Chart, width: float) -> list[list[Series]]:
    rows: list[list[Series]] = [[]]
    for series in chart.series:
        if rows[-1] and sum(map(_legend_width, (*rows[-1], series))) > width:
            rows.append([])
        rows[-1].append(series)
    return rows


def _legend_width(series: Series) -> float:
    return text_width(series.name.text, LABEL_SIZE) + LEGEND_KEY


def _legend_row(chart: Chart, row: Sequence[Series], middle: "_Spot") -> str:
    x = middle.x - sum(map(_legend_width, row)) / 2
    parts: list[str] = []
    for series in row:
        line = chart.kind is ChartKind.LINE
        key = _dot(_Spot(x + 2, middle.y), series.fill) if line else _box(x, middle.y - 1.2, 4, 2.4, series)
        name = _Spot(x + 5, middle.y + _drop(LABEL_SIZE))
        parts += [key, _said(name, series.name, _LABEL_BEHIND)]
        x += _legend_width(series)
    return "".join(parts)


# Bars that lie


def _lying_bars(chart: Chart, frame: _Frame) -> Iterator[str]:
    """Yield names on the left, bars beside each other's names, labels at their ends."""
    names = _name_width(chart, frame.width)
    labels = max((text_width(label, LABEL_SIZE) for label in _labels(chart)), default=0) + _NEAR
    numbers = (*chart.numbers, Decimal(0))
    scale = _Scale(min(numbers), max(numbers))
    before = labels if scale.low < 0 else 0
    plot = _Frame(
        frame.left + names + before, frame.top, max(frame.width - names - labels - before, 5), frame.height
    )
    zero = plot.left + scale.share(Decimal(0)) * plot.width
    slot = plot.height / max(len(chart.categories), 1)
    for index, category in enumerate(chart.categories):
        middle = plot.top + (index + 0.5) * slot
        yield _name_beside(category, frame.left + names - _NEAR, middle, names)
        yield from _bars_of(chart, index, _Bars(plot, scale, zero, middle, slot))
    yield _rule(_Spot(zero, plot.top), _Spot(zero, plot.bottom))


class _Bars(NamedTuple):
    """Where the bars of one category lie: around its middle, from zero on."""

    plot: _Frame
    scale: _Scale
    zero: float
    middle: float
    slot: float


def _bars_of(chart: Chart, index: int, at: _Bars) -> Iterator[str]:
    thick = at.slot * _BAR_SHARE / len(chart.series)
    top = at.middle - thick * len(chart.series) / 2
    for number, series in enumerate(chart.series):
        point = series.points[index]
        if point.number is None:
            continue
        end = at.plot.left + at.scale.share(point.number) * at.plot.width
        y = top + number * thick
        yield _box(min(at.zero, end), y, abs(end - at.zero), thick, series)
        right = point.number >= 0
        spot = _Spot(end + (_NEAR if right else -_NEAR), y + thick / 2 + _drop(LABEL_SIZE))
        yield _said(spot, point.label, _LABEL_BEHIND if right else _LABEL_BEFORE)


def _stacked_bars(chart: Chart, frame: _Frame) -> Iterator[str]:
    """Yield bars as long as the room, of which each series has its share."""
    names = _name_width(chart, frame.width)
    plot = _Frame(frame.left + names, frame.top, max(frame.width - names - _EDGE, 5), frame.height)
    slot = plot.height / max(len(chart.categories), 1)
    for index, category in enumerate(chart.categories):
        middle = plot.top + (index + 0.5) * slot
        yield _name_beside(category, plot.left - _NEAR, middle, names)
        yield from _stack_of(chart, index, plot, middle, slot * _BAR_SHARE)
    yield _rule(_Spot(plot.left, plot.top), _Spot(plot.left, plot.bottom))


def _stack_of(chart: Chart, index: int, plot: _Frame, middle: float, thick: float) -> Iterator[str]:
    """Yield the parts of one bar, their labels on white ground in the middle of each."""
    parts = [(series, series.points[index]) for series in chart.series]
    whole = sum((abs(point.number) for _, point in parts if point.number is not None), start=Decimal(0))
    x, labels = plot.left, []
    for series, point in parts:
        if point.number is None or not whole:
            continue
        wide = float(abs(point.number) / whole) * plot.width
        yield _box(x, middle - thick / 2, wide, thick, series)
        if point.label.text:
            labels.append(_grounded(_Spot(x + wide / 2, middle), point.label))
        x += wide
    # After all bars, since a narrow one's label reaches over its neighbours.
    yield from labels


def _grounded(spot: "_Spot", label: Said) -> str:
    wide, high = text_width(label.text, LABEL_SIZE) + 1, LABEL_SIZE * POINT_MM
    ground = (
        f'<rect x="{spot.x - wide / 2:.2f}" y="{spot.y - high / 2:.2f}" '
        f'width="{wide:.2f}" height="{high:.2f}" fill="#fff"/>'
    )
    return ground + _said(_Spot(spot.x, spot.y + _drop(LABEL_SIZE)), label)


def _name_width(chart: Chart, width: float) -> float:
    """Return the millimetres of the names beside lying bars: as many as they need, up to their share."""
    needed = max((text_width(said.text, LABEL_SIZE) for said in chart.categories), default=0)
    return min(needed + _NEAR, width * NAME_SHARE) + _NEAR


def _name_beside(name: Said, right: float, middle: float, width: float) -> str:
    lines = _lines(name.text, width - _NEAR, LABEL_SIZE)
    first = middle - (len(lines) - 1) * _LABEL_LINE / 2 + _drop(LABEL_SIZE)
    return _said_lines(name, lines, _Spot(right, first), _LABEL_BEFORE)


# Bars that stand, and lines


def _standing(chart: Chart, frame: _Frame) -> tuple[_Frame, _Scale, str]:
    """Return where is drawn, to which scale, and the names below with the axis."""
    slot = frame.width / max(len(chart.categories), 1)
    named = [(said, _lines(said.text, slot - _NEAR, LABEL_SIZE)) for said in chart.categories]
    below = max((len(lines) for _, lines in named), default=1) * _LABEL_LINE + _NEAR
    plot = frame._replace(height=max(frame.height - below, 5))
    numbers = (*chart.numbers, Decimal(0))
    # As the native charts have it: from zero on, with room for labels above the highest.
    scale = _Scale(min(numbers), max(numbers) * ROOM or Decimal(1))
    names = (
        _said_lines(said, lines, _Spot(plot.left + (index + 0.5) * slot, plot.bottom + _LABEL_LINE))
        for index, (said, lines) in enumerate(named)
    )
    axis = plot.bottom - scale.share(Decimal(0)) * plot.height
    return plot, scale, "".join(names) + _rule(_Spot(plot.left, axis), _Spot(plot.right, axis))


def _standing_bars(chart: Chart, frame: _Frame) -> Iterator[str]:
    plot, scale, around = _standing(chart, frame)
    slot = plot.width / max(len(chart.categories), 1)
    thick = slot * _BAR_SHARE / len(chart.series)
    zero = plot.bottom - scale.share(Decimal(0)) * plot.height
    for number, series in enumerate(chart.series):
        for index, point in enumerate(series.points):
            if point.number is None:
                continue
            x = plot.left + (index + 0.5) * slot + (number - len(chart.series) / 2) * thick
            end = plot.bottom - scale.share(point.number) * plot.height
            yield _box(x, min(zero, end), thick, abs(end - zero), series)
            y = end - _NEAR if point.number >= 0 else end + _LABEL_LINE
            yield _said(_Spot(x + thick / 2, y), point.label)
    yield around


def _lines_drawn(chart: Chart, frame: _Frame) -> Iterator[str]:
    plot, scale, around = _standing(chart, frame)
    slot = plot.width / max(len(chart.categories), 1)
    yield around
    for series in chart.series:
        spots = [
            None
            if point.number is None
            else _Spot(
                plot.left + (index + 0.5) * slot, plot.bottom - scale.share(point.number) * plot.height
            )
            for index, point in enumerate(series.points)
        ]
        dashed = "" if series.fill is Fill.DARK else ' stroke-dasharray="2 1.5"'
        yield from (
            _rule(one, other, f' stroke-width="0.6"{dashed}')
            for one, other in pairwise(spots)
            if one and other
        )
        for spot, point in zip(spots, series.points, strict=True):
            if spot:
                beside = _LABEL_LINE + _DOT if series.below else -(_DOT + _NEAR)
                yield _dot(spot, series.fill) + _said(_Spot(spot.x, spot.y + beside), point.label)


_PLOTS: Final[dict[ChartKind, Callable[[Chart, _Frame], Iterable[str]]]] = {
    ChartKind.BARS: _lying_bars,
    ChartKind.COLUMNS: _standing_bars,
    ChartKind.LINE: _lines_drawn,
    ChartKind.STACKED: _stacked_bars,
}


# Shapes and letters


class _Spot(NamedTuple):
    x: float
    y: float


class _Look(NamedTuple):
    """How letters look: points, weight, and which end of them stands at their place."""

    size: float = LABEL_SIZE
    bold: bool = False
    anchor: str = "middle"


_LABEL: Final = _Look()
_LABEL_BEHIND: Final = _Look(anchor="start")
_LABEL_BEFORE: Final = _Look(anchor="end")


def _labels(chart: Chart) -> list[str]:
    return [point.label.text for series in chart.series for point in series.points]


def _drop(size: float) -> float:
    """Return by how much letters stand below the middle of what they are about."""
    return size * POINT_MM * _ASCENT


def _lines(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text; a word that is too wide is broken anywhere."""
    wrapped = [
        line
        for part in text.split("\n")
        for line in filter(None, wrapped_lines(part, width, size, bold=bold))
    ]
    return [piece for line in wrapped for piece in _pieces(line, width, size, bold=bold)]


def _pieces(line: str, width: float, size: float, *, bold: bool) -> Iterator[str]:
    if text_width(line, size, bold=bold) <= width or len(line) == 1:
        yield line
        return
    most = max(1, int(len(line) * width / text_width(line, size, bold=bold)))
    yield from (line[start : start + most] for start in range(0, len(line), most))


def _drawn_text(text: str) -> str:
    return escape_html(text.replace("\n", " "))


def _said(spot: _Spot, said: Said, look: "_Look | None" = None) -> str:
    shown = look or _LABEL
    heavy = ' font-weight="bold"' if shown.bold else ""
    place = f' x="{spot.x:.2f}" y="{spot.y:.2f}" font-size="{shown.size * POINT_MM:.2f}"'
    text = keyed_text(said.text, said.printed, "tspan", _drawn_text)
    return element("text", text, "", f'{place} text-anchor="{shown.anchor}"{heavy}')


def _said_lines(said: Said, lines: Sequence[str], first: _Spot, look: "_Look | None" = None) -> str:
    """Return a text on its lines, in each of them what it says of figures."""
    height = (look or _LABEL).size * LINE_HEIGHT * POINT_MM
    return "".join(
        _said(_Spot(first.x, first.y + number * height), line, look)
        for number, line in enumerate(_parted_lines(said, lines))
    )


def _parted_lines(said: Said, lines: Iterable[str]) -> Iterator[Said]:
    end = 0
    for line in lines:
        start = max(said.text.find(line, end), 0)
        end = start + len(line)
        yield Said(line, tuple(_printed_between(said, start, end)))


def _printed_between(said: Said, start: int, end: int) -> Iterator[Printed]:
    """Yield what of a text's figures stands between two of its letters, counted from the first."""
    for part in said.printed:
        first, last = max(part.start, start), min(part.end or len(said.text), end)
        if first < last:
            yield Printed(first - start, last - start, part.figure)


def _box(x: float, y: float, width: float, height: float, series: Series) -> str:
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
        f'fill="#{FILL_COLOURS[series.fill]}" stroke="#000" stroke-width="0.25"/>'
    )


def _dot(spot: _Spot, fill: Fill) -> str:
    return (
        f'<circle cx="{spot.x:.2f}" cy="{spot.y:.2f}" r="{_DOT}" '
        f'fill="#{FILL_COLOURS[fill]}" stroke="#000" stroke-width="0.25"/>'
    )


def _rule(one: _Spot, other: _Spot, look: str = ' stroke-width="0.25"') -> str:
    ends = f'x1="{one.x:.2f}" y1="{one.y:.2f}" x2="{other.x:.2f}" y2="{other.y:.2f}"'
    return f'<line {ends} stroke="#000"{look}/>'
