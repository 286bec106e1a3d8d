"""What scripts draw charts of, beside what the tables hold: figures of earlier periods, in short.

A page of 96 units, 78 indicators and 14 periods has a hundred thousand of them. So those of one indicator
are one text, as printed and without their unit of measure, in which nothing is said again that was the same
a period before.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from baocao.features.page.courses import stops_of_total
from baocao.features.page.records import Gathered
from baocao.features.page.spreads import Spread
from baocao.figures.consolidation import Consolidation
from baocao.figures.shown import ON_PAGE, figure_text, rank_text
from baocao.figures.targets import units_at_target
from baocao.model.figure import Figure
from baocao.model.indicator import Indicator, IndicatorKind

MOST_FIGURES: Final = 100_000
"""Earlier figures of units on a page: some 300 KB."""
_UNITS: Final = "~"
"""What stands between units."""
_PERIODS: Final = "|"
"""What stands between the periods of a unit; nothing before it is the same as in the period before."""
_ABSENT: Final = "!"
"""What stands for a period in which the unit was not asked, or sent no report."""
_SAME: Final = 0
"""What stands for words of the period before that are those of now."""


def charted_figures(
    gathered: Gathered, consolidation: Consolidation, spreads: Mapping[str, Spread]
) -> dict[str, Any]:
    """Return what charts of a directive need.

    `before` is the place of the period that now is set against, `since` that of the first of which figures
    of units are given: of many units, fewer periods.
    """
    numbers = gathered.numbers
    sides = gathered.series[consolidation.expected.directive.id][:-1]
    reported = [place for place, side in enumerate(sides) if side]
    return {
        "units": [numbers[unit.id] for unit in consolidation.expected.units if unit.id in numbers],
        "before": reported[-1] if reported else None,
        "since": _first_period(gathered, consolidation),
        "indicators": {
            name: _charted_indicator(gathered, consolidation, name, spreads.get(name))
            for name in consolidation.totals
        },
    }


def _first_period(gathered: Gathered, consolidation: Consolidation) -> int:
    """Return from which period on figures of units have room on the page; the one before always has."""
    each = max(1, len(gathered.everyone) * len(consolidation.totals))
    return max(0, len(gathered.periods) - 1 - max(1, MOST_FIGURES // each))


def _charted_indicator(
    gathered: Gathered, consolidation: Consolidation, name: str, spread: Spread | None
) -> dict[str, Any]:
    indicator = consolidation.totals[name].indicator
    stops = stops_of_total(gathered, consolidation.expected.directive.id, name)
    fields = {
        "percent": indicator.in_percent,
        "totals": [[stop.text for stop in stops], [stop.covered for stop in stops]],
        "course": any(stop.number is not None for stop in stops),
        "drawn": spread is not None,
        "words": not has_numbers(indicator),
        "free": indicator.kind is IndicatorKind.TEXT,
        "ranks": _ranks_text(gathered, consolidation, name),
        "units": _units_text(gathered, consolidation, indicator),
        "last": _last_words(gathered, consolidation, indicator),
        "far": [spot.unit.id for spot in spread.outliers] if spread and gathered.has_totals else None,
        "missed": _missed_units(gathered, consolidation, indicator),
        "target": [float(spread.bound.number), spread.demanded] if spread and spread.bound else None,
    }
    return {key: value for key, value in fields.items() if value}


def has_numbers(indicator: Indicator) -> bool:
    """Tell whether the figures of single units are numbers that a chart can draw."""
    return indicator.kind.is_number or indicator.in_percent


def _missed_units(gathered: Gathered, consolidation: Consolidation, indicator: Indicator) -> list[int]:
    """Return the places on the page of the units that do not reach what every unit is to reach."""
    own = consolidation.own
    found = units_at_target(indicator, (unit.id for unit in gathered.units if unit.id in own), own)
    if not found:
        return []
    numbers = gathered.numbers
    return [numbers[unit] for unit in found.failing]


def _ranks_text(gathered: Gathered, consolidation: Consolidation, name: str) -> str:
    """Return the places of all units, where they have any."""
    ranks = consolidation.ranks.get(name)
    # On the pages of a country traces alone tell places: they hold them in less room.
    if not ranks or gathered.parts:
        return ""
    units = (ranks.get(unit.id) for unit in consolidation.expected.units)
    return _UNITS.join(rank_text(rank) if rank else "" for rank in units)


def _units_text(gathered: Gathered, consolidation: Consolidation, indicator: Indicator) -> str:
    """Return the figures of all units in the periods before this one."""
    if not has_numbers(indicator) or gathered.parts:
        return ""
    directive = consolidation.expected.directive
    first = _first_period(gathered, consolidation)
    own = [each.own if each else {} for each in gathered.series[directive.id][first:-1]]
    units = consolidation.expected.units
    return _UNITS.join(
        _course_text(figures.get(unit.id, {}).get(indicator.id) for figures in own) for unit in units
    )


def _last_words(
    gathered: Gathered, consolidation: Consolidation, indicator: Indicator
) -> list[str | int | None]:
    """Return what all units answered in the period before, letter by letter; None who was not asked.

    Units write what they like: no mark could part their words. They rarely change, so that few are said.
    """
    before = gathered.last_of(consolidation.expected.directive)
    if has_numbers(indicator) or gathered.parts or before is None:
        return []
    units = [unit.id for unit in consolidation.expected.units]
    pairs = (
        (consolidation.own[unit][indicator.id], before.own.get(unit, {}).get(indicator.id))
        for unit in units
    )
    return [_words_before(now, then) for now, then in pairs]


def _words_before(now: Figure, then: Figure | None) -> str | int | None:
    if then is None:
        return None
    text = figure_text(then, ON_PAGE)
    return _SAME if text == figure_text(now, ON_PAGE) else text


def _course_text(figures: Iterable[Figure | None]) -> str:
    return _PERIODS.join(_short_texts(figures)).rstrip(_PERIODS)


def _short_texts(figures: Iterable[Figure | None]) -> Iterator[str]:
    """Yield what a unit reported in each period, nothing where that is the same as before."""
    before: tuple[object, ...] = ()
    last = ""
    for figure in figures:
        said = (figure.state, figure.value, figure.qualifier) if figure else (None,)
        # Most figures stay for months; to compare them is faster than to write them.
        text = last if said == before else figure_text(figure, ON_PAGE) if figure else _ABSENT
        yield "" if text == last else text
        before, last = said, text
