"""A figure against earlier periods and against other units."""

from decimal import Decimal

import pytest
from hypothesis import given as generate
from hypothesis import strategies as st

from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Indicator, IndicatorKind, Nature, Watch
from baocao.model.past import Past, UnitPast
from baocao.model.submission import Progress, Ratio, TaskReport
from baocao.rules.compared import FEWEST_PEERS, NOTHING_BEFORE, compare_reports
from baocao.rules.history import (
    figures_are_like_others,
    figures_go_on,
    tasks_stay_done,
)
from baocao.rules.spread import robust_spread
from growing import watched_indicator
from reading import many
from records import given_entry, one_group, place_of, unit_reports, unit_submission, usual_indicator
from support import period_of


def past_months(*numbers: int, unit: str = "xa-mot") -> list[Past]:
    """Return earlier months, the latest first."""
    past = []
    period = period_of("2025-11").previous
    for number in numbers:
        assert period is not None
        past.append(Past(period, {unit: UnitPast({"hs.a": Decimal(number)})}))
        period = period.previous
    return past


def history_problems(subject: Indicator, now: int, *before: int) -> list[Diagnostic]:
    report = unit_submission("xa-mot", {"hs.a": given_entry(now)})
    result = figures_go_on(unit_reports(one_group(subject), report, earlier=past_months(*before)))
    return [each.diagnostic for each in result]


def history_codes(subject: Indicator, now: int, *before: int) -> list[str]:
    return [problem.code for problem in history_problems(subject, now, *before)]


def test_a_cumulative_figure_does_not_fall() -> None:
    (problem,) = history_problems(watched_indicator(Nature.CUMULATIVE), 3700, 3781)
    assert problem.code == "BC421"
    assert "giảm từ 3.781 (kỳ 2025-10) xuống 3.700" in problem.message
    assert history_codes(watched_indicator(Nature.IN_PERIOD), 3700, 3781) == []


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
    subject = watched_indicator(Nature.CUMULATIVE, kind=IndicatorKind.RATIO, places=1)
    earlier = [Past(period_of("2025-10"), {"xa-mot": UnitPast({"hs.a": Decimal(before)})})]
    report = unit_submission("xa-mot", {"hs.a": given_entry(now)})
    (result,) = figures_go_on(unit_reports(one_group(subject), report, earlier=earlier))
    assert told in result.diagnostic.message


def test_a_cumulative_figure_starts_anew_with_the_year() -> None:
    report = unit_submission("xa-mot", {"hs.a": given_entry(5)})
    last_year = [Past(period_of("2024-11"), {"xa-mot": UnitPast({"hs.a": Decimal(9)})})]
    assert (
        list(
            figures_go_on(
                unit_reports(one_group(watched_indicator(Nature.CUMULATIVE)), report, earlier=last_year)
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [(3_781_000, 3781, "gấp 1.000 lần"), (37, 3781, "chỉ bằng 1/102"), (3781, 300, "gấp 12,6 lần")],
)
def test_a_figure_many_times_as_large_or_small_as_before_is_pointed_out(
    now: int, before: int, change: str
) -> None:
    (problem,) = history_problems(watched_indicator(), now, before)
    assert (problem.code, change in problem.message) == ("BC422", True)


@pytest.mark.parametrize(("now", "before"), [(12, 1), (0, 19), (5, 0), (999, 100)])
def test_small_counts_zeros_and_moderate_growth_are_usual(now: int, before: int) -> None:
    assert history_codes(watched_indicator(), now, before) == []


def test_a_figure_far_off_the_units_own_history_is_pointed_out() -> None:
    (problem,) = history_problems(watched_indicator(), 9000, 3650, 3600, 3550, 3500)
    assert (problem.code, "thường vào khoảng 3.575" in problem.message) == ("BC423", True)
    assert history_codes(watched_indicator(), 9000, 3650, 3600, 3550) == []


def test_a_cumulative_figure_is_judged_by_what_it_grew() -> None:
    steady = (500, 400, 300, 200, 100)
    assert history_codes(watched_indicator(Nature.CUMULATIVE), 600, *steady) == []
    assert history_codes(watched_indicator(Nature.CUMULATIVE), 2000, *steady) == ["BC423"]


def test_a_figure_repeated_for_three_periods_may_be_copied() -> None:
    (problem,) = history_problems(watched_indicator(), 87, 87, 87)
    assert (problem.code, "3 kỳ liền (2025-10, 2025-09)" in problem.message) == ("BC425", True)
    assert history_codes(watched_indicator(), 87, 87) == []
    assert history_codes(watched_indicator(), 87, 87, 88) == []
    assert history_codes(watched_indicator(), 0, 0, 0) == []
    assert history_codes(watched_indicator(Nature.MOMENT), 87, 87, 87) == []


def test_a_hundred_percent_may_well_stay() -> None:
    percent = watched_indicator(kind=IndicatorKind.DECIMAL, unit_of_measure="%")
    assert history_codes(percent, 100, 100, 100) == []
    assert history_codes(percent, 87, 87, 87) == ["BC425"]


def test_an_indicator_that_is_not_watched_is_left_alone() -> None:
    assert history_codes(usual_indicator(nature=Nature.CUMULATIVE, watch=Watch()), 1, 9000, 9000) == []


def of_units(subject: Indicator, numbers: list[int]) -> list[Diagnostic]:
    sent = [
        unit_submission(f"xa-{index}", {"hs.a": given_entry(number, unit=f"xa-{index}")})
        for index, number in enumerate(numbers)
    ]
    return [
        problem.diagnostic
        for problem in figures_are_like_others(
            compare_reports(unit_reports(one_group(subject), *sent).workspace, NOTHING_BEFORE)
        )
    ]


def test_one_unit_far_off_all_the_others_is_pointed_out() -> None:
    usual = list(range(3000, 3000 + FEWEST_PEERS * 100, 100))
    (unit,) = of_units(watched_indicator(), [*usual, 3_500_000])
    assert (unit.code, unit.unit) == ("BC424", f"xa-{FEWEST_PEERS}")
    assert f"lệch xa {FEWEST_PEERS} đơn vị" in unit.message
    assert of_units(watched_indicator(), [*usual[: FEWEST_PEERS - 2], 3_500_000]) == []


@generate(st.lists(st.integers(0, 9_000), min_size=FEWEST_PEERS, max_size=30), st.integers(0, 29))
@many
def test_a_figure_a_million_times_the_others_is_always_found_and_alone(numbers: list[int], at: int) -> None:
    usual = [1000 + number for number in numbers]
    index = at % len(usual)
    usual[index] = 10**10
    assert [unit.unit for unit in of_units(watched_indicator(), usual)] == [f"xa-{index}"]


@generate(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(-1e6, 1e6))
@many
def test_the_robust_measure_moves_with_the_numbers(numbers: list[float], by: float) -> None:
    centre, spread = robust_spread(numbers)
    moved, same = robust_spread([number + by for number in numbers])
    assert moved == pytest.approx(centre + by, abs=1e-6)
    assert same == pytest.approx(spread, abs=1e-6)
    assert spread >= 0


def task_report(progress: Progress) -> TaskReport:
    return TaskReport(progress, None, "", "", "", "", "", place_of("xa-mot", 9))


@pytest.mark.parametrize(
    ("progress", "expected"),
    [(Progress.UNDER_WAY, ["BC426"]), (Progress.DONE, []), (Progress.NOT_STARTED, ["BC426"])],
)
def test_a_task_does_not_go_back_from_done(progress: Progress, expected: list[str]) -> None:
    before = [Past(period_of("2025-10"), {"xa-mot": UnitPast(done=frozenset({"cd/1"}))})]
    report = unit_submission(
        "xa-mot", {}, tasks={"cd": {"1": task_report(progress), "2": task_report(Progress.UNDER_WAY)}}
    )
    problems = tasks_stay_done(unit_reports(one_group(), report, earlier=before))
    assert [each.diagnostic.code for each in problems] == expected
