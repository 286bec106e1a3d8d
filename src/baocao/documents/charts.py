"""The charts that templates ask for: units ranked, and how many of each group reach what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.documents.drawing import (
    NOTHING_DRAWN,
    ChartError,
    drawn_point,
    measure_parts,
    named_indicator,
    said_parts,
    said_text,
    titled_chart,
)
from baocao.documents.sources import registered, unit_names, unit_tally
from baocao.documents.tables.cells import column_unit
from baocao.documents.tokens import escaped_text
from baocao.documents.trends import Stop, has_course, number_of_periods, stops_before, trend_chart
from baocao.figures.consolidation import Consolidation, Part
from baocao.figures.earlier import Earlier
from baocao.figures.shown import (
    HAVING,
    IN_COMPARISON,
    counted_words,
    counts_units,
    figure_text,
    table_number,
)
from baocao.figures.targets import units_at_target
from baocao.model.chart import Chart, ChartKind, Fill, Point, Said, Series
from baocao.model.figure import Figure
from baocao.model.indicator import Function, Indicator, IndicatorKind
from baocao.model.period import Period
from baocao.model.printed import UNITS, FigureKey, Key
from baocao.model.submission import State
from baocao.model.unit import Unit
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.numbers import number_text
from baocao.vietnamese.text import name_hint, sentence_case

MOST_PARTS: Final = 40
"""Groups of a chart; more have no room on a page."""
MOST_BARS: Final = 20
"""Bars at either end of a ranking; more are a table."""
_SILENT: Final = "Chưa có số liệu"
NOTHING_COMPARED: Final = "kỳ đầu thống kê, chưa có số liệu so sánh"
MOST_NAMED: Final = 2
"""Units on one level that are named beside their bar; more are counted."""


class _Level(NamedTuple):
    """Units that share a place of a ranking, and the figure of the first of them."""

    units: tuple[Unit, ...]
    figure: Figure
    key: FigureKey


class _Reached(NamedTuple):
    """How many units reach what is asked, fail it, and have not said; `key` is what these numbers are."""

    units: tuple[int, int, int]
    key: Key


class Charts:
    """Makes the charts of one document; `put` places one in the text, `lack` says that there is none."""

    def __init__(
        self,
        consolidation: Consolidation,
        earlier: Earlier,
        put: Callable[[Chart], str],
        lack: Callable[[str], str],
    ) -> None:
        self._all = consolidation
        self._earlier = earlier
        self._put = put
        self._lack = lack
        self._everyone = FigureKey("", directive=consolidation.expected.directive.id)

    def chart_makers(self) -> Mapping[str, Callable[..., str]]:
        """Return the functions of templates by name."""
        return {"xep_hang": self._put_ranking, "muc_dat": self._put_shares, "xu_huong": self._put_trend}

    def _put_ranking(
        self, chi_tieu: str, *, dau: int = 5, cuoi: int = 5, tieu_de: str = "", nua_trang: bool = False
    ) -> str:
        """Put a ranking of units: the first and the last, those between them counted."""
        indicator = self._asked_indicator(chi_tieu)
        if not indicator.better:
            raise ChartError(f"chỉ tiêu '{indicator.id}' không xếp hạng (danh mục không có xep_hang)")
        ends = (_number_of_bars("dau", dau), _number_of_bars("cuoi", cuoi))
        levels = self._levels(indicator.id)
        if not levels:
            return self._lack(f"{NOTHING_DRAWN} '{indicator.name}'")
        ranked = sum(len(level.units) for level in levels)
        chart = self._framed_chart(ChartKind.BARS, indicator, ranked, len(self._all.expected.units))
        bars = list(_ranking_bars(levels, *ends))
        return self._put_chart(chart, indicator, bars, tieu_de, half=nua_trang)

    def _put_shares(
        self, chi_tieu: str, *, theo: str = "tinh_cu", tieu_de: str = "", nua_trang: bool = False
    ) -> str:
        """Put how many units of each part reach what is asked, or how far each part has come."""
        indicator = self._asked_indicator(chi_tieu)
        split = self._all.splits.get(theo)
        if split is None:
            raise ChartError(f"không có cách chia đơn vị '{theo}'", name_hint(theo, self._all.splits))
        if len(split.parts) > MOST_PARTS:
            raise ChartError(f"cách chia '{theo}' có quá {MOST_PARTS} nhóm; dùng bảng")
        covered = self._all.totals[indicator.id].coverage
        counts = [self._reached_by(part, indicator, theo) for part in split.parts]
        if not covered.counted:
            return self._lack(f"{NOTHING_DRAWN} '{indicator.name}'")
        stacked = all(counts)
        kind = ChartKind.STACKED if stacked else ChartKind.BARS
        chart = self._framed_chart(kind, indicator, len(covered.counted), len(covered.expected))
        if stacked:
            made = _stacked(chart, indicator, split.parts, [count for count in counts if count])
            return self._put(titled_chart(made, tieu_de, half=nua_trang))
        if indicator.roll_up.function is Function.NONE:
            raise ChartError(f"chỉ tiêu '{indicator.id}' không tổng hợp được nên không có mức theo nhóm")
        key = self._everyone._replace(indicator=indicator.id, grouping=theo)
        bars = [_part_bar(part, indicator, key) for part in split.parts]
        return self._put_chart(chart, indicator, bars, tieu_de, half=nua_trang)

    def _reached_by(self, part: Part, indicator: Indicator, grouping: str) -> _Reached | None:
        """Return how many units of a part reach what is asked of each; None where nothing is."""
        figure = part.figures[indicator.id]
        if counts_units(figure):
            key = FigureKey(indicator.id, "", self._everyone.directive, grouping, part.label, aspect=UNITS)
            silent = len(figure.coverage.missing) + len(figure.coverage.partial)
            return _Reached((len(figure.holders), len(figure.lacking), silent), key)
        found = units_at_target(indicator, [unit.id for unit in part.units], self._all.own)
        if found is None:
            return None
        tally = unit_tally(f"số đơn vị theo mục tiêu của chỉ tiêu ({part.label})", part.units, {})
        return _Reached((len(found.reached), len(found.failing), len(found.silent)), tally)

    def _put_trend(
        self, chi_tieu: str, *, so_ky: int = 6, tieu_de: str = "", nua_trang: bool = False
    ) -> str:
        """Put the course of a figure over the last periods."""
        indicator, most = self._asked_indicator(chi_tieu), number_of_periods(so_ky)
        name, total = indicator.id, self._all.totals[indicator.id]
        if table_number(total) is None and total.state is State.GIVEN:
            raise ChartError(f"chỉ tiêu '{name}' không phải là một số nên không vẽ được qua các kỳ")
        now = Stop(self._all.period, total, self._all.key_of(name))

        def ask(period: Period) -> Stop:
            then = self._earlier.get(period.id)
            figure = then.totals.get(name) if then else None
            return Stop(period, figure, then.key_of(name) if then else None)

        stops = stops_before(now, self._earlier.periods, most, ask)
        if not has_course(stops):
            return f"\n\n{escaped_text(indicator.name)}: {NOTHING_COMPARED}.\n\n"
        made = trend_chart(indicator, stops, self._source_line(), self._all.expected.directive.at)
        return self._put(titled_chart(made, tieu_de, half=nua_trang))

    def _put_chart(
        self,
        chart: Chart,
        indicator: Indicator,
        bars: Sequence[tuple[Said, Point]],
        title: str,
        *,
        half: bool,
    ) -> str:
        """Put a chart of one series."""
        series = Series(named_indicator(indicator), tuple(point for _, point in bars))
        made = chart._replace(categories=tuple(name for name, _ in bars), series=(series,))
        return self._put(titled_chart(made, title, half=half))

    def _asked_indicator(self, name: object) -> Indicator:
        """Return an indicator that the directive asks for and whose values can be drawn."""
        asked = str(getattr(name, "ma", name))
        if asked not in self._all.totals:
            raise ChartError(f"chỉ đạo không có chỉ tiêu '{asked}'", name_hint(asked, self._all.totals))
        indicator = self._all.totals[asked].indicator
        drawn = indicator.kind.is_number or indicator.kind is IndicatorKind.RATIO
        if not drawn and indicator.roll_up.function is not Function.COUNT:
            raise ChartError(f"chỉ tiêu '{asked}' không phải là số nên không vẽ được")
        return indicator

    def _levels(self, name: str) -> list[_Level]:
        """Return the places of a ranking, best first, each with all units that share it."""
        units = {unit.id: unit for unit in self._all.expected.units}
        by_place: dict[int, list[str]] = {}
        for unit, rank in self._all.ranks.get(name, {}).items():
            by_place.setdefault(rank.place, []).append(unit)
        return [
            _Level(
                tuple(units[unit] for unit in tied), self._all.own[tied[0]][name], FigureKey(name, tied[0])
            )
            for tied in by_place.values()
        ]

    def _framed_chart(self, kind: ChartKind, indicator: Indicator, known: int, among: int) -> Chart:
        """Return a chart without points: its title, its measure, where its numbers come from."""
        counted = kind is ChartKind.STACKED
        measure = "đơn vị" if counted else column_unit(indicator)
        return Chart(
            kind,
            title=named_indicator(indicator),
            measure=self._measure_line(measure, indicator, (known, among)),
            categories=(),
            series=(),
            source=self._source_line(),
            places=0 if counted else indicator.places,
            percent=not counted and indicator.in_percent,
        )

    def _measure_line(self, measure: str, indicator: Indicator, covered: tuple[int, int]) -> Said:
        """Return the unit of measure, and for how many units the chart speaks if not for all."""
        parts = measure_parts(measure, indicator)
        if covered[0] < covered[1]:
            units = self._everyone._replace(indicator=indicator.id, aspect=UNITS)
            parts += [("; " if measure else "", None), (pair_text(*covered), units)]
            ranked = covered[0] > len(self._all.totals[indicator.id].coverage.counted)
            words = HAVING if ranked else counted_words([self._all.totals[indicator.id]])
            parts.append((f" đơn vị {words}", None))
        return said_parts(parts)

    def _source_line(self) -> Said:
        """Return where the numbers come from, and when they stop."""
        who = self._all.expected
        kinds = ", ".join(dict.fromkeys(unit.kind.name.lower() for unit in who.units))
        day = self._all.period.stop_words(who.window.end, "ngày ")
        days = registered("ngày chốt số liệu của kỳ", who.directive.at)
        said = f"Nguồn: báo cáo của các {kinds}, số liệu đến "
        return said_parts([(said, None), (day, days), (".", None)])


def _number_of_bars(name: str, asked: object) -> int:
    if not isinstance(asked, int) or isinstance(asked, bool) or not 0 <= asked <= MOST_BARS:
        raise ChartError(f"{name} phải là số nguyên từ 0 đến {MOST_BARS}")
    return asked


def _ranking_bars(levels: Sequence[_Level], first: int, last: int) -> Iterator[tuple[Said, Point]]:
    """Yield the bars of a ranking; a single level between the two ends is shown like the others."""
    behind = max(first, len(levels) - last)
    between = levels[first:behind]
    if len(between) <= 1:
        yield from map(_level_bar, levels)
        return
    yield from map(_level_bar, levels[:first])
    yield _between_bar(between)
    yield from map(_level_bar, levels[behind:])


def _level_bar(level: _Level) -> tuple[Said, Point]:
    """Return the bar of a level: few units are named, many are counted."""
    if len(level.units) <= MOST_NAMED:
        names = said_text(", ".join(unit.name for unit in level.units), unit_names(level.units))
    else:
        counted = unit_tally("số đơn vị cùng mức", level.units, {})
        names = said_parts([(count_text(len(level.units)), counted), (" đơn vị cùng mức", None)])
    return names, drawn_point(level.figure, level.key)


def _between_bar(levels: Sequence[_Level]) -> tuple[Said, Point]:
    """Return the line of those that are not shown: how many they are, and from which level to which."""
    units = [unit for level in levels for unit in level.units]
    ends = [(figure_text(each.figure, IN_COMPARISON), each.key) for each in (levels[0], levels[-1])]
    told = said_parts(
        [
            (count_text(len(units)), unit_tally("số đơn vị ở giữa", units, {})),
            (" đơn vị khác: từ ", None),
            ends[1],
            (" đến ", None),
            ends[0],
        ]
    )
    return told, Point(None, Said(""))


def _part_name(part: Part) -> Said:
    """Return the name of a part with the number of its units."""
    counted = unit_tally(f"số đơn vị của '{part.label}'", part.units, {})
    return said_text(f"{sentence_case(part.label)} ({count_text(len(part.units))} đơn vị)", counted)


def _part_bar(part: Part, indicator: Indicator, key: FigureKey) -> tuple[Said, Point]:
    return _part_name(part), drawn_point(part.figures[indicator.id], key._replace(part=part.label))


def _stacked(
    chart: Chart, indicator: Indicator, parts: Sequence[Part], counts: Sequence[_Reached]
) -> Chart:
    """Return the chart of how many units of each part have it, have it not, and have not said."""
    asked = indicator.kind is IndicatorKind.YES_NO
    names = ("Có", "Chưa có", _SILENT) if asked else ("Đạt", "Chưa đạt", _SILENT)
    series = tuple(
        Series(Said(name), tuple(_unit_point(each.units[index], each.key) for each in counts), fill)
        for index, (name, fill) in enumerate(zip(names, Fill, strict=True))
        if name != _SILENT or any(each.units[index] for each in counts)
    )
    return chart._replace(categories=tuple(map(_part_name, parts)), series=series)


def _unit_point(count: int, key: Key) -> Point:
    """Return the point of a number of units; none is drawn for nobody."""
    number = Decimal(count)
    return Point(number, said_text(number_text(number), key)) if count else Point(None, Said(""))
