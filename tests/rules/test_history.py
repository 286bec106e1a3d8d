"""A figure against earlier periods and against other units."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as generate
from hypothesis import strategies as st

from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Indicator, IndicatorKind, Nature, Watch, usual_watch
from baocao.model.past import Past, UnitPast
from baocao.model.submission import Progress, Ratio, TaskReport
from baocao.rules.history import (
    FEWEST_PEERS,
    figures_are_like_others,
    figures_go_on,
    robust,
    tasks_stay_done,
)
from reading import many
from records import catalogue, given, indicator, place_of, reports, submission
from support import period_of


def watched(nature: Nature = Nature.IN_PERIOD, **changes: Any) -> Indicator:
    return indicator(nature=nature, watch=usual_watch(nature), **changes)


def past(*numbers: int, unit: str = "xa-mot") -> list[Past]:
    """Return earlier months, the latest first."""
    found = []
    period = period_of("2025-11").previous
    for number in numbers:
        assert period is not None
        found.append(Past(period, {unit: UnitPast({"hs.a": Decimal(number)})}))
        period = period.previous
    return found


def said(subject: Indicator, now: int, *before: int) -> list[Diagnostic]:
    report = submission("xa-mot", {"hs.a": given(now)})
    found = figures_go_on(reports(catalogue(subject), report, earlier=past(*before)))
    return [each.diagnostic for each in found]


def codes(subject: Indicator, now: int, *before: int) -> list[str]:
    return [found.code for found in said(subject, now, *before)]


def test_a_cumulative_figure_does_not_fall() -> None:
    (found,) = said(watched(Nature.CUMULATIVE), 3700, 3781)
    assert found.code == "BC421"
    assert "giảm từ 3.781 (kỳ 2025-10) xuống 3.700" in found.message
    assert codes(watched(Nature.IN_PERIOD), 3700, 3781) == []


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (Ratio(Decimal(2), Decimal(3)), "97.36", "giảm từ 97,4% (kỳ 2025-10) xuống 66,7%"),
        (Ratio(Decimal(9738), Decimal(10000)), "97.4", "giảm từ 97,4% (kỳ 2025-10) xuống 97,38%"),
    ],
)
def test_ratios_have_their_own_decimals_or_as_many_as_tell_them_apart(
    now: Ratio, before: str, told: str
) -> None:
    subject = watched(Nature.CUMULATIVE, kind=IndicatorKind.RATIO, places=1)
    earlier = [Past(period_of("2025-10"), {"xa-mot": UnitPast({"hs.a": Decimal(before)})})]
    report = submission("xa-mot", {"hs.a": given(now)})
    (found,) = figures_go_on(reports(catalogue(subject), report, earlier=earlier))
    assert told in found.diagnostic.message


def test_a_cumulative_figure_starts_anew_with_the_year() -> None:
    report = submission("xa-mot", {"hs.a": given(5)})
    last_year = [Past(period_of("2024-11"), {"xa-mot": UnitPast({"hs.a": Decimal(9)})})]
    assert (
        list(figures_go_on(reports(catalogue(watched(Nature.CUMULATIVE)), report, earlier=last_year))) == []
    )


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [(3_781_000, 3781, "gấp 1.000 lần"), (37, 3781, "chỉ bằng 1/102"), (3781, 300, "gấp 12,6 lần")],
)
def test_a_figure_many_times_as_large_or_small_as_before_is_pointed_out(
    now: int, before: int, change: str
) -> None:
    (found,) = said(watched(), now, before)
    assert (found.code, change in found.message) == ("BC422", True)


@pytest.mark.parametrize(("now", "before"), [(12, 1), (0, 500), (5, 0), (999, 100)])
def test_small_counts_zeros_and_moderate_growth_are_usual(now: int, before: int) -> None:
    assert codes(watched(), now, before) == []


def test_a_figure_far_off_the_units_own_history_is_pointed_out() -> None:
    (found,) = said(watched(), 9000, 3650, 3600, 3550, 3500)
    assert (found.code, "thường vào khoảng 3.575" in found.message) == ("BC423", True)
    assert codes(watched(), 9000, 3650, 3600, 3550) == []


def test_a_cumulative_figure_is_judged_by_what_it_grew() -> None:
    steady = (500, 400, 300, 200, 100)
    assert codes(watched(Nature.CUMULATIVE), 600, *steady) == []
    assert codes(watched(Nature.CUMULATIVE), 2000, *steady) == ["BC423"]


def test_a_figure_repeated_for_three_periods_may_be_copied() -> None:
    (found,) = said(watched(), 87, 87, 87)
    assert (found.code, "3 kỳ liền (2025-10, 2025-09)" in found.message) == ("BC425", True)
    assert codes(watched(), 87, 87) == []
    assert codes(watched(), 87, 87, 88) == []
    assert codes(watched(), 0, 0, 0) == []
    assert codes(watched(Nature.MOMENT), 87, 87, 87) == []


def test_a_hundred_percent_may_well_stay() -> None:
    percent = watched(kind=IndicatorKind.DECIMAL, unit_of_measure="%")
    assert codes(percent, 100, 100, 100) == []
    assert codes(percent, 87, 87, 87) == ["BC425"]


def test_an_indicator_that_is_not_watched_is_left_alone() -> None:
    assert codes(indicator(nature=Nature.CUMULATIVE, watch=Watch()), 1, 9000, 9000) == []


def of_units(subject: Indicator, numbers: list[int]) -> list[Diagnostic]:
    sent = [
        submission(f"xa-{index}", {"hs.a": given(number, unit=f"xa-{index}")})
        for index, number in enumerate(numbers)
    ]
    return [
        found.diagnostic for found in figures_are_like_others(reports(catalogue(subject), *sent).workspace)
    ]


def test_one_unit_far_off_all_the_others_is_pointed_out() -> None:
    usual = list(range(3000, 3000 + FEWEST_PEERS * 100, 100))
    (found,) = of_units(watched(), [*usual, 3_500_000])
    assert (found.code, found.unit) == ("BC424", f"xa-{FEWEST_PEERS}")
    assert f"lệch xa {FEWEST_PEERS} đơn vị" in found.message
    assert of_units(watched(), [*usual[: FEWEST_PEERS - 2], 3_500_000]) == []


@generate(st.lists(st.integers(0, 9_000), min_size=FEWEST_PEERS, max_size=30), st.integers(0, 29))
@many
def test_a_figure_a_million_times_the_others_is_always_found_and_alone(numbers: list[int], at: int) -> None:
    usual = [1000 + number for number in numbers]
    index = at % len(usual)
    usual[index] = 10**10
    assert [found.unit for found in of_units(watched(), usual)] == [f"xa-{index}"]


@generate(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(-1e6, 1e6))
@many
def test_the_robust_measure_moves_with_the_numbers(numbers: list[float], by: float) -> None:
    centre, spread = robust(numbers)
    moved, same = robust([number + by for number in numbers])
    assert moved == pytest.approx(centre + by, abs=1e-6)
    assert same == pytest.approx(spread, abs=1e-6)
    assert spread >= 0


def task(progress: Progress) -> TaskReport:
    return TaskReport(progress, None, "", "", "", "", "", place_of("xa-mot", 9))


@pytest.mark.parametrize(
    ("progress", "expected"),
    [(Progress.UNDER_WAY, ["BC426"]), (Progress.DONE, []), (Progress.NOT_STARTED, ["BC426"])],
)
def test_a_task_does_not_go_back_from_done(progress: Progress, expected: list[str]) -> None:
    before = [Past(period_of("2025-10"), {"xa-mot": UnitPast(done=frozenset({"cd/1"}))})]
    report = submission("xa-mot", {}, tasks={"cd": {"1": task(progress), "2": task(Progress.UNDER_WAY)}})
    found = tasks_stay_done(reports(catalogue(), report, earlier=before))
    assert [each.diagnostic.code for each in found] == expected
