"""How figures went on since the period before, against those of the units beside theirs."""

import pytest

from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Indicator, IndicatorKind, Nature, Watch
from baocao.rules.compared import FEWEST_PEERS, Compared
from baocao.rules.growth import figures_go_on_like_others
from growing import Figures, compared_reports, watched_indicator

USUAL_BEFORE = [1000 + 37 * index for index in range(FEWEST_PEERS + 2)]


def growth_problems(subject: Indicator, before: int | str, now: int | str) -> list[Diagnostic]:
    """Return what is found of one unit beside others that have all grown by about a quarter."""
    others = [(number, number * 5 // 4 + number % 7) for number in USUAL_BEFORE]
    compared = compared_reports(
        [subject],
        [{"hs.a": before}, *[{"hs.a": was} for was, _ in others]],
        [{"hs.a": now}, *[{"hs.a": grown} for _, grown in others]],
    )
    return [finding.diagnostic for finding in figures_go_on_like_others(compared)]


def growth_codes(subject: Indicator, before: int | str, now: int | str) -> list[str]:
    return [problem.code for problem in growth_problems(subject, before, now)]


@pytest.mark.parametrize("nature", Nature)
def test_a_figure_that_lost_a_digit_is_found_whatever_its_nature(nature: Nature) -> None:
    (problem,) = growth_problems(watched_indicator(nature), 1800, 995)
    assert (problem.code, problem.unit) == ("BC457", "xa-0")
    assert "giảm từ 1.800 (kỳ 2025-10) xuống 995" in problem.message
    assert f"còn {FEWEST_PEERS + 2} đơn vị khác thường tăng khoảng 25%" in problem.message


@pytest.mark.parametrize("now", [2250, 2000, 2600, 1850])
def test_growth_as_that_of_others_is_usual(now: int) -> None:
    assert growth_codes(watched_indicator(), 1800, now) == []


def test_a_large_figure_that_stays_where_all_others_move_is_last_months() -> None:
    (problem,) = growth_problems(watched_indicator(Nature.MOMENT), 1800, 1800)
    assert problem.code == "BC458"
    assert f"đúng bằng kỳ 2025-10, còn {FEWEST_PEERS + 2}/{FEWEST_PEERS + 2} đơn vị" in problem.message


def test_small_figures_and_those_of_which_others_stay_may_stay() -> None:
    assert growth_codes(watched_indicator(), 60, 60) == []
    stay: list[Figures] = [{"hs.a": number} for number in USUAL_BEFORE]
    compared = compared_reports([watched_indicator()], stay, stay)
    assert list(figures_go_on_like_others(compared)) == []


def test_percentages_are_compared_by_points() -> None:
    percent = watched_indicator(kind=IndicatorKind.DECIMAL, unit_of_measure="%")
    before: list[Figures] = [{"hs.a": "90.5"} for _ in USUAL_BEFORE]
    now: list[Figures] = [{"hs.a": "9.5"}, *[{"hs.a": "92.5"} for _ in USUAL_BEFORE[1:]]]
    (finding,) = figures_go_on_like_others(compared_reports([percent], before, now))
    assert "90,5% (kỳ 2025-10) xuống 9,5%" in finding.diagnostic.message
    assert "tăng khoảng 2 điểm phần trăm" in finding.diagnostic.message


def swapped_reports(first: int, second: int) -> Compared:
    names = [watched_indicator(indicator_id=name) for name in ("hs.a", "hs.b")]
    before: list[Figures] = [{"hs.a": 1000 + 7 * i, "hs.b": 400 + 3 * i} for i in range(13)]
    others = [{"hs.a": 1250 + 9 * i, "hs.b": 500 + 4 * i} for i in range(1, 13)]
    now: list[Figures] = [{"hs.a": first, "hs.b": second}, *others]
    return compared_reports(names, before, now)


def test_two_figures_that_go_on_as_each_other_were_swapped() -> None:
    (finding,) = figures_go_on_like_others(swapped_reports(500, 1250))
    assert finding.diagnostic.code == "BC459"
    assert finding.covers == ("hs.a", "hs.b")
    assert "(kỳ 2025-10: 1.000 và 400)" in finding.diagnostic.message
    assert list(figures_go_on_like_others(swapped_reports(1250, 500))) == []


def test_two_figures_that_are_wrong_in_their_own_ways_are_not_called_swapped() -> None:
    found = figures_go_on_like_others(swapped_reports(125, 5000))
    assert [finding.diagnostic.code for finding in found] == ["BC457", "BC457"]


def test_a_zero_is_left_to_the_check_of_zeros() -> None:
    assert growth_codes(watched_indicator(), 1800, 0) == []


def test_what_is_not_watched_is_left_alone() -> None:
    assert growth_codes(watched_indicator()._replace(watch=Watch()), 1800, 180) == []


@pytest.mark.parametrize("others", [0, 1, FEWEST_PEERS - 1])
def test_few_units_are_not_held_against_each_other(others: int) -> None:
    before: list[Figures] = [{"hs.a": 1000} for _ in range(others + 1)]
    now: list[Figures] = [{"hs.a": 100}, *({"hs.a": 1250} for _ in range(others))]
    assert list(figures_go_on_like_others(compared_reports([watched_indicator()], before, now))) == []


def test_units_without_a_report_before_are_left_out() -> None:
    before: list[Figures] = [{}, *[{"hs.a": number} for number in USUAL_BEFORE]]
    now: list[Figures] = [{"hs.a": 7}, *[{"hs.a": number * 5 // 4} for number in USUAL_BEFORE]]
    assert list(figures_go_on_like_others(compared_reports([watched_indicator()], before, now))) == []


def test_negative_figures_have_no_growth() -> None:
    assert growth_codes(watched_indicator(), -50, 700) == []
