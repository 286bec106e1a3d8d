"""Reports that are last month's, or another unit's."""

from decimal import Decimal

import pytest

from baocao.model.indicator import Indicator, Nature
from baocao.model.past import Past, UnitPast
from baocao.rules.compared import Compared
from baocao.rules.copies import reports_are_new, reports_are_the_units_own
from baocao.rules.reports import Finding
from growing import Figures, compared_reports, watched_indicator
from records import given_entry, one_group, unit_reports, unit_submission
from support import period_of

NAMES = [f"hs.{letter}" for letter in "abcdef"]
LAST_MONTH = {"hs.a": 3781, "hs.b": 3276, "hs.c": 505, "hs.d": 3681, "hs.e": 3679, "hs.f": 2}


def known_indicators(nature: Nature = Nature.CUMULATIVE) -> list[Indicator]:
    return [watched_indicator(nature, indicator_id=name) for name in NAMES]


def copy_findings(now: Figures, nature: Nature = Nature.CUMULATIVE) -> list[Finding]:
    past = UnitPast({name: Decimal(number) for name, number in LAST_MONTH.items()})
    report = unit_submission("xa-mot", {name: given_entry(Decimal(value)) for name, value in now.items()})
    earlier = [Past(period_of("2025-10"), {"xa-mot": past})]
    known = one_group(*known_indicators(nature))
    return list(reports_are_new(unit_reports(known, report, earlier=earlier)))


def test_a_whole_report_of_last_month_is_one_finding_that_covers_its_figures() -> None:
    (finding,) = copy_findings({**LAST_MONTH})
    assert finding.diagnostic.code == "BC461"
    assert finding.covers == tuple(NAMES)
    assert "5/5 số đếm trong kỳ và lũy kế trùng hệt kỳ 2025-10" in finding.diagnostic.message
    assert "hs.a = 3.781, hs.b = 3.276, hs.c = 505 và 2 số liệu khác" in finding.diagnostic.message


def test_a_report_in_which_figures_have_moved_is_new() -> None:
    assert copy_findings({**LAST_MONTH, "hs.a": 3900, "hs.b": 3395}) == []


def test_states_may_all_stay_as_they_were() -> None:
    assert copy_findings({**LAST_MONTH}, Nature.MOMENT) == []


def test_of_few_figures_nothing_can_be_said() -> None:
    assert copy_findings({"hs.a": 3781, "hs.b": 3276, "hs.f": 2}) == []


def own_findings(compared: Compared) -> list[tuple[str | None, str]]:
    found = reports_are_the_units_own(compared)
    return [(finding.diagnostic.unit, finding.diagnostic.code) for finding in found]


def figures_of(number: int) -> Figures:
    return {name: 1009 + 977 * number + 211 * place for place, name in enumerate(NAMES)}


def province(now: list[Figures]) -> Compared:
    return compared_reports(known_indicators(), [{} for _ in now], now)


def test_without_history_both_of_two_equal_reports_are_asked_about() -> None:
    assert own_findings(province([figures_of(0), figures_of(1), figures_of(2)])) == []
    compared = province([figures_of(0), figures_of(1), figures_of(0)])
    assert own_findings(compared) == [("xa-0", "BC462"), ("xa-2", "BC462")]


def test_the_unit_whose_figures_are_unusual_has_taken_them_over() -> None:
    compared = province([figures_of(0), figures_of(1), figures_of(0)])
    unusual = frozenset({("xa-2", "hs.a"), ("xa-2", "hs.b"), ("xa-0", "hs.b")})
    assert own_findings(compared._replace(unusual=unusual)) == [("xa-2", "BC462")]


def test_a_block_of_figures_tells_as_a_whole_report_does() -> None:
    mixed = {**figures_of(1), **{name: figures_of(0)[name] for name in ("hs.b", "hs.c", "hs.d")}}
    (first, second) = reports_are_the_units_own(province([figures_of(0), mixed]))
    assert "3 số liệu mới trùng hệt của xa-0: hs.b = 1.220" in second.diagnostic.message
    assert second.covers == ("hs.b", "hs.c", "hs.d")
    assert first.diagnostic.related[0][0] == "số liệu của xa-1"


def test_one_figure_under_several_names_is_one() -> None:
    same: Figures = dict.fromkeys(NAMES, 3781)
    assert own_findings(province([same, same])) == []


def test_sums_of_equal_figures_tell_no_more_than_these() -> None:
    first: Figures = {"hs.a": 112, "hs.b": 131, "hs.c": 243, "hs.d": 700}
    second: Figures = {"hs.a": 112, "hs.b": 131, "hs.c": 243, "hs.d": 900}
    assert own_findings(province([first, second])) == []


def test_figures_that_all_units_have_are_given_from_above() -> None:
    assert own_findings(province([figures_of(0) for _ in range(7)])) == []


@pytest.mark.parametrize("decimals", ["", ".3"])
def test_what_stood_there_before_was_not_taken_over_now(decimals: str) -> None:
    def reports(first: int) -> list[Figures]:
        rows = [0, 0, *range(first, first + 18)]
        return [{name: f"{number}{decimals}" for name, number in figures_of(row).items()} for row in rows]

    assert own_findings(compared_reports(known_indicators(), reports(2), reports(40))) == []


@pytest.mark.parametrize("value", [0, 7, 100, 5000])
def test_small_and_round_figures_tell_little(value: int) -> None:
    figures: Figures = {name: value * (place + 1) for place, name in enumerate(NAMES[:3])}
    assert own_findings(province([figures, figures])) == []
