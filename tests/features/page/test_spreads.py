"""How the figures of units spread: those far off are the ones that the check tells of, no others."""

from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast
from xml.etree import ElementTree as ET

from baocao.features.page.spreads import Spread, spread_drawing, spread_of_units
from baocao.figures.consolidation import Consolidation
from baocao.model.indicator import Indicator, IndicatorKind, Target
from baocao.model.submission import State
from baocao.model.unit import Unit
from baocao.rules.compared import NOTHING_BEFORE, compare_reports
from baocao.rules.history import figures_are_like_others
from growing import watched_indicator
from records import (
    COMMUNE,
    WARD,
    figure_of,
    given_entry,
    one_group,
    open_unit,
    unit_reports,
    unit_submission,
    usual_indicator,
)


def consolidated(indicator: Indicator, numbers: Sequence[int | None], *others: Unit) -> Consolidation:
    """Return what units reported of one indicator; None stands for one that gave nothing."""
    units = [open_unit(f"xa-{place}") for place in range(len(numbers) - len(others))] + [*others]
    figures = [
        figure_of(indicator, state=State.MISSING)
        if number is None
        else figure_of(indicator, Decimal(number))
        for number in numbers
    ]
    own = {unit.id: {indicator.id: figure} for unit, figure in zip(units, figures, strict=True)}
    made: Any = SimpleNamespace(expected=SimpleNamespace(units=units), own=own)
    return cast("Consolidation", made)


def spread_of(indicator: Indicator, numbers: Sequence[int | None]) -> Spread:
    spread = spread_of_units(consolidated(indicator, numbers), indicator.id)
    assert spread
    return spread


def told_by_check(indicator: Indicator, numbers: Sequence[int]) -> list[str]:
    """Return the units that BC424 points out."""
    sent = [
        unit_submission(f"xa-{place}", {indicator.id: given_entry(number)})
        for place, number in enumerate(numbers)
    ]
    reports = unit_reports(one_group(indicator), *sent)
    found = figures_are_like_others(compare_reports(reports.workspace, NOTHING_BEFORE))
    return sorted(each.diagnostic.unit or "" for each in found)


def test_far_off_are_those_that_the_check_points_out() -> None:
    indicator = watched_indicator()
    for odd in (3_500_000, 120_000, 20_000, 9_000, 21, 3):
        numbers = [*range(3000, 4200, 100), odd]
        far = sorted(spot.unit.id for spot in spread_of(indicator, numbers).outliers)
        assert far == told_by_check(indicator, numbers)
    assert told_by_check(indicator, [*range(3000, 4200, 100), 3_500_000]) == ["xa-12"]


def test_an_indicator_that_the_check_leaves_alone_has_the_usual_limit() -> None:
    spread = spread_of(usual_indicator(), [*[100] * 12, 90_000])
    assert (spread.limit, [spot.text for spot in spread.outliers]) == (5.0, ["90.000"])


def test_a_ward_is_held_against_communes_and_a_department_is_not() -> None:
    indicator = usual_indicator()
    department = open_unit("so-khcn", COMMUNE._replace(id="so", level="so"))
    made = consolidated(indicator, [*[100] * 12, 90_000, 80_000], open_unit("phuong-to", WARD), department)
    spread = spread_of_units(made, indicator.id)
    assert spread
    assert [spot.unit.id for spot in spread.outliers] == ["phuong-to"]


def test_among_few_units_nobody_lies_far_off() -> None:
    assert not spread_of(usual_indicator(), [1000, 1000, 1000, 90_000]).outliers


def test_half_of_the_units_have_at_least_what_the_one_in_the_middle_has() -> None:
    for numbers in ([1, 2, 3], [1, 2, 3, 4], [0, 0, 0, 9], [5, 5, 5, 1, 2]):
        middle = spread_of(usual_indicator(), numbers).middle.number
        assert sum(number >= middle for number in numbers) * 2 >= len(numbers)


def test_who_gave_no_number_is_not_drawn_and_of_two_units_nothing_is() -> None:
    indicator = usual_indicator()
    assert len(spread_of(indicator, [1, None, 2, 3, None]).spots) == 3
    assert spread_of_units(consolidated(indicator, [1, 2, None]), indicator.id) is None


def test_a_number_that_every_unit_is_to_reach_is_drawn_and_said() -> None:
    indicator = usual_indicator(
        kind=IndicatorKind.DECIMAL, unit_of_measure="%", targets=(Target("gia_tri >= 80"),)
    )
    spread = spread_of(indicator, [70, 80, 90])
    assert spread.demanded == "chỉ tiêu 80%"
    drawing = ET.fromstring(spread_drawing(spread))
    assert drawing.get("aria-label") == "Từ 70% đến 90%, mức giữa 80%"
    assert [path.get("class") for path in drawing] == ["columns", "middle", "target"]
