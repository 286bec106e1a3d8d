"""The course of a figure over the periods up to that of the document, as a chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from baocao.documents.drawing import (
    ChartError,
    drawn_point,
    measure_parts,
    named_indicator,
    said_parts,
)
from baocao.documents.sources import registered
from baocao.documents.tables.cells import column_unit
from baocao.figures.shown import counted_words, own_number
from baocao.figures.targets import outcome_of
from baocao.model.chart import Chart, ChartKind, Fill, Point, Said, Series
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.indicator import Indicator
from baocao.model.period import Period, PeriodKind
from baocao.model.place import Place
from baocao.model.printed import UNITS, FigureKey, Key
from baocao.vietnamese.counts import pair_text
from baocao.vietnamese.text import sentence_case

MOST_PERIODS: Final = 24
FEWEST: Final = 2
"""Values of which a course can be drawn."""
TARGET: Final = "Chỉ tiêu"
_SHORT: Final = (PeriodKind.MONTH, PeriodKind.QUARTER)
"""Kinds of periods whose year may follow a stroke."""


class Stop(NamedTuple):
    """A period of the course; without a figure nobody reported it then."""

    period: Period
    figure: Figure | None
    key: FigureKey | None


Ask = Callable[[Period], Stop]
"""Returns the figure of a period before."""


def stops_before(now: Stop, known: Sequence[Period], most: int, ask: Ask) -> list[Stop]:
    """Return the last `most` periods up to that of `now`, oldest first; `known` have reports, latest first.

    A period between two others that nobody reported is not left out: the line would hide it.
    """
    stops, period, oldest = (
        [now],
        now.period.previous,
        min(known, key=lambda each: each.order, default=None),
    )
    while period and oldest and period.order >= oldest.order and len(stops) < most:
        stops.append(ask(period) if period in known else Stop(period, None, None))
        period = period.previous
    return stops[::-1]


def has_course(stops: Iterable[Stop]) -> bool:
    """Tell whether there are values enough to be compared."""
    return sum(_point_of(stop).number is not None for stop in stops) >= FEWEST


def trend_chart(indicator: Indicator, stops: Sequence[Stop], source: Said, at: Place | None) -> Chart:
    """Return the chart: rates as a line, with their target if there is one; counts as columns.

    What periods are called stands at `at`, the directive.
    """
    kind = ChartKind.LINE if indicator.in_percent else ChartKind.COLUMNS
    partial = any(_is_partial(stop) for stop in stops)
    measure = column_unit(indicator)
    words = counted_words(stop.figure for stop in stops)
    told = [(f"; (n/N): đơn vị {words}", None)] if partial else []
    points = tuple(map(_point_of, stops))
    target = _target_series(stops[-1], len(stops)) if kind is ChartKind.LINE else ()
    above = bool(target and _last_number(target[0]) > _last_number(Series(Said(""), points)))
    return Chart(
        kind,
        title=named_indicator(indicator),
        measure=said_parts([*measure_parts(measure, indicator), *told]),
        categories=tuple(_stop_name(stop, at, partial=partial) for stop in stops),
        series=(
            Series(named_indicator(indicator), points, below=above),
            *(series._replace(below=not above) for series in target),
        ),
        source=source,
        places=indicator.places,
        percent=indicator.in_percent,
    )


def _point_of(stop: Stop) -> Point:
    return drawn_point(stop.figure, stop.key) if stop.figure and stop.key else Point(None, Said(""))


def _last_number(series: Series) -> float:
    return float(next((each.number for each in series.points[::-1] if each.number is not None), 0))


def _stop_name(stop: Stop, at: Place | None, *, partial: bool) -> Said:
    """Return the name of a period, with the number of units that the figure speaks for."""
    label = sentence_case(stop.period.label)
    if stop.period.kind in _SHORT:
        label = label.replace(" năm ", "/")
    named = registered(f"kỳ báo cáo {stop.period.id}", at)
    return said_parts([(label, named), *_told_beside(stop, partial=partial)])


def _told_beside(stop: Stop, *, partial: bool) -> Iterator[tuple[str, Key | None]]:
    if stop.figure is None or stop.key is None:
        yield ": không có báo cáo", None
    elif _point_of(stop).number is None:
        yield f": {stop.figure.state.value}", None
    elif partial and isinstance(stop.figure, RolledUpFigure):
        covered = stop.figure.coverage
        yield " (", None
        yield pair_text(len(covered.counted), len(covered.expected)), stop.key._replace(aspect=UNITS)
        yield ")", None


def _is_partial(stop: Stop) -> bool:
    return isinstance(stop.figure, RolledUpFigure) and not stop.figure.coverage.complete


def _target_series(last: Stop, count: int) -> tuple[Series, ...]:
    """Return the line of the target that holds now, labelled at its end; nothing where there is none."""
    outcome = outcome_of(last.figure) if last.figure else None
    if outcome is None or outcome.bound is None or last.figure is None:
        return ()
    indicator, number = last.figure.indicator, outcome.bound.number
    wanted = registered("mục tiêu của chỉ tiêu trong danh mục", indicator.at)
    label = said_parts([(own_number(number, indicator), wanted)])
    points = (*(Point(number, Said("")) for _ in range(count - 1)), Point(number, label))
    return (Series(Said(TARGET), points, Fill.WHITE),)


def number_of_periods(asked: object) -> int:
    """Return how many periods a template asks for."""
    if not isinstance(asked, int) or isinstance(asked, bool) or not FEWEST <= asked <= MOST_PERIODS:
        raise ChartError(f"so_ky phải là số nguyên từ {FEWEST} đến {MOST_PERIODS}")
    return asked
