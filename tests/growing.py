"""Reports of many units with those of a month ago."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from baocao.model.indicator import Indicator, Nature, usual_watch
from baocao.model.past import Past, UnitPast
from baocao.rules.compared import Compared, compare_reports, numbers_before
from records import given_entry, one_group, unit_reports, unit_submission, usual_indicator
from support import period_of

Figures = Mapping[str, int | str]
"""Figures of a unit by indicator, as whole numbers or as text."""


def watched_indicator(nature: Nature = Nature.IN_PERIOD, **changes: Any) -> Indicator:
    """Return an indicator that is watched as usual."""
    return usual_indicator(nature=nature, watch=usual_watch(nature), **changes)


def compared_reports(
    indicators: list[Indicator],
    before: Sequence[Figures],
    now: Sequence[Figures],
) -> Compared:
    """Return reports of units in the order of the lists, with those of a month ago."""
    names = [f"xa-{index}" for index in range(len(now))]
    sent = [
        unit_submission(
            unit, {name: given_entry(Decimal(value), unit=unit) for name, value in figures.items()}
        )
        for unit, figures in zip(names, now, strict=True)
    ]
    earlier = {
        unit: UnitPast({name: Decimal(value) for name, value in figures.items()})
        for unit, figures in zip(names, before, strict=True)
        if figures
    }
    reports = unit_reports(one_group(*indicators), *sent, earlier=[Past(period_of("2025-10"), earlier)])
    return compare_reports(reports.workspace, numbers_before(reports))
