"""Totals are compared over the units that have a value in both, or not at all, and the reason is said."""

from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from baocao.figures.comparing import (
    Comparison,
    basis_between,
    compare_own,
    compare_total,
    number_of,
    printed_number,
)
from baocao.figures.consolidation import Consolidation
from baocao.figures.expected import Expected
from baocao.figures.own import own_figures
from baocao.figures.rollup import roll_up
from baocao.model.indicator import Function, Indicator, IndicatorKind, Nature, RollUp
from baocao.model.submission import Entry, Ratio, State
from deliveries import monthly_directive
from records import END, entry_without, figure_of, given_entry, one_group, open_unit, unit_submission
from records import usual_indicator as indicator
from support import period_of

FILES = indicator("hs.a", unit_of_measure="hồ sơ")
ONLINE = indicator("hs.b", unit_of_measure="hồ sơ")
RATE = indicator(
    "hs.c", IndicatorKind.RATIO, unit_of_measure="hồ sơ", numerator="hs.b", denominator="hs.a", places=1
)
ANSWER = indicator("hs.d", IndicatorKind.YES_NO)
Reports = dict[str, dict[str, Entry]]


def consolidated(period: str, reports: Reports, *known: Indicator) -> Consolidation:
    """Return what the units that reported come to."""
    catalogue = one_group(*known)
    everyone = tuple(open_unit(name) for name in reports)
    own = {
        each.id: own_figures(each, unit_submission(each.id, reports[each.id]), catalogue, END)
        for each in everyone
    }
    directive = monthly_directive("cd")
    reported = tuple(each for each in everyone if each.id in reports)
    when = period_of(period)
    who = Expected(directive, when, when.window, everyone, reported)
    totals = {each.id: roll_up(each, everyone, own, catalogue) for each in known}
    return Consolidation(who, own, totals, {}, {}, ())


def counts(**numbers: int) -> Reports:
    return {name: {"hs.a": given_entry(number)} for name, number in numbers.items()}


def files_compared(
    now: Reports, then: Reports, *, known: Indicator = FILES, before: str = "2025-10"
) -> Comparison:
    sides = consolidated("2025-11", now, known), consolidated(before, then, known)
    compared = compare_total(sides[0].totals["hs.a"], *sides)
    assert compared is not None
    return compared


def sides_of(compared: Comparison) -> tuple[object, object]:
    return number_of(compared.now), compared.before and number_of(compared.before)


def test_without_an_earlier_period_there_is_nothing_to_compare_with() -> None:
    now = consolidated("2025-11", counts(a=1), FILES)
    assert compare_total(now.totals["hs.a"], now, None) is None


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        ("2025-11", "2025-10", "tháng trước"),
        ("2025-01", "2024-12", "tháng trước"),
        ("2025-11", "2025-09", "tháng 9 năm 2025"),
        ("2025-11", "2024-11", "cùng kỳ năm 2024"),
        ("2025-Q3", "2025-Q2", "quý trước"),
        ("2025-W46", "2025-W45", "tuần trước"),
        ("2025-6TC", "2025-6T", "6 tháng đầu năm 2025"),
        ("2025-9T", "2024-9T", "cùng kỳ năm 2024"),
        ("2025", "2024", "năm 2024"),
        ("2025-11", "2025-9T", "9 tháng đầu năm 2025"),
    ],
)
def test_the_earlier_period_is_called_as_people_call_it(now: str, then: str, words: str) -> None:
    assert basis_between(period_of(now), period_of(then)).words == words


def test_only_units_that_gave_a_value_twice_are_compared() -> None:
    compared = files_compared(counts(a=10, b=20, c=70), counts(a=8, b=12, d=500))
    assert sides_of(compared) == (30, 20)
    assert (compared.units, compared.counted, compared.usual) == (("a", "b"), 3, 2)


def test_the_same_units_need_nothing_rolled_up_anew() -> None:
    now = counts(a=10, b=20)
    compared = files_compared(now, counts(a=8, b=12))
    assert sides_of(compared) == (30, 20)
    assert len(compared.units) == compared.counted == 2


def test_a_rate_is_compared_as_one_of_sums_over_the_same_units() -> None:
    def rates(**parts: tuple[int, int]) -> Reports:
        return {
            name: {"hs.b": given_entry(part), "hs.a": given_entry(whole)}
            for name, (part, whole) in parts.items()
        }

    known = FILES, ONLINE, RATE
    now = consolidated("2025-11", rates(a=(50, 100), b=(300, 300)), *known)
    then = consolidated("2025-10", rates(a=(20, 100), c=(0, 900)), *known)
    compared = compare_total(now.totals["hs.c"], now, then)
    assert compared is not None
    assert compared.before is not None
    assert compared.now.value == Ratio(Decimal(50), Decimal(100))
    assert compared.before.value == Ratio(Decimal(20), Decimal(100))


def test_counted_units_are_compared_among_those_that_answered_twice() -> None:
    def answers(**said: bool) -> Reports:
        return {name: {"hs.d": given_entry(value)} for name, value in said.items()}

    now = consolidated("2025-11", answers(a=True, b=True, c=True), ANSWER)
    then = consolidated("2025-10", answers(a=False, b=True), ANSWER)
    compared = compare_total(now.totals["hs.d"], now, then)
    assert compared is not None
    assert sides_of(compared) == (2, 1)


def test_fewer_than_half_of_the_units_are_no_comparison() -> None:
    compared = files_compared(counts(a=1, b=2, c=3), {**counts(a=1), "b": {}, "c": {}})
    assert (compared.before, compared.reason) == (None, "chỉ 1/3 đơn vị có số liệu ở cả hai kỳ")


def test_without_any_unit_on_both_sides_none_is_counted() -> None:
    compared = files_compared(counts(a=1), {"a": {}})
    assert compared.reason == "không có đơn vị nào có số liệu ở cả hai kỳ"


def test_a_figure_that_nobody_gave_is_compared_with_nothing() -> None:
    now, then = consolidated("2025-11", {"a": {}}, FILES), consolidated("2025-10", counts(a=1), FILES)
    assert compare_total(now.totals["hs.a"], now, then) is None


def test_other_units_after_a_merger_are_no_comparison() -> None:
    compared = files_compared(counts(a=1, b=2, c=3), counts(a=1, x=2, y=3))
    assert compared.reason == "đổi địa giới, phạm vi báo cáo"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"unit_of_measure": "lượt"}, "đổi đơn vị tính (lượt, nay là hồ sơ)"),
        ({"nature": Nature.CUMULATIVE}, "đổi cách tính"),
        ({"roll_up": FILES.roll_up._replace(function=Function.MEAN)}, "đổi cách tính"),
        ({"kind": IndicatorKind.DECIMAL}, "đổi cách tính"),
    ],
)
def test_another_definition_is_no_comparison(changes: dict[str, object], reason: str) -> None:
    sides = (
        consolidated("2025-11", counts(a=2), FILES),
        consolidated("2025-10", counts(a=1), FILES._replace(**changes)),  # type: ignore[arg-type]  # fields
    )
    compared = compare_total(sides[0].totals["hs.a"], *sides)
    assert compared is not None
    assert compared.reason == reason


def test_what_happened_in_periods_of_two_lengths_is_no_comparison_but_a_state_is() -> None:
    assert files_compared(counts(a=2), counts(a=1), before="2025-9T").reason == "hai kỳ dài khác nhau"
    stock = FILES._replace(nature=Nature.MOMENT)
    assert files_compared(counts(a=2), counts(a=1), known=stock, before="2025-9T").reason == ""


def test_a_rate_whose_parts_were_only_renamed_is_compared() -> None:
    old_parts = indicator("hs.x", unit_of_measure="hồ sơ"), indicator("hs.y", unit_of_measure="hồ sơ")
    old_rate = RATE._replace(numerator="hs.y", denominator="hs.x")
    now_known = FILES._replace(continues=("hs.x",)), ONLINE._replace(continues=("hs.y",)), RATE
    now = consolidated("2025-11", {"a": {"hs.b": given_entry(5), "hs.a": given_entry(10)}}, *now_known)
    then = consolidated(
        "2025-10", {"a": {"hs.y": given_entry(4), "hs.x": given_entry(10)}}, *old_parts, old_rate
    )
    compared = compare_total(now.totals["hs.c"], now, then)
    assert compared is not None
    assert (compared.reason, sides_of(compared)) == ("", (50, 40))


def test_a_mean_whose_weight_was_only_renamed_is_compared() -> None:
    weighed = RollUp(Function.MEAN, "hs.a")
    mean = indicator("hs.e", IndicatorKind.DECIMAL, unit_of_measure="%", roll_up=weighed)
    old_mean = mean._replace(roll_up=weighed._replace(weight="hs.x"))
    old_files = indicator("hs.x", unit_of_measure="hồ sơ")
    now_reports = {"a": {"hs.e": given_entry(Decimal(50)), "hs.a": given_entry(10)}}
    old_reports = {"a": {"hs.e": given_entry(Decimal(40)), "hs.x": given_entry(10)}}
    now = consolidated("2025-11", now_reports, FILES._replace(continues=("hs.x",)), mean)
    compared = compare_total(
        now.totals["hs.e"], now, consolidated("2025-10", old_reports, old_files, old_mean)
    )
    assert compared is not None
    assert (compared.reason, sides_of(compared)) == ("", (50, 40))


def test_what_nobody_was_asked_for_before_begins_now() -> None:
    now, then = consolidated("2025-11", counts(a=2), FILES), consolidated("2025-10", {"a": {}}, ONLINE)
    compared = compare_total(now.totals["hs.a"], now, then)
    assert compared is not None
    assert compared.began


def flow_of(nature: Nature, now: Reports, then: Reports, before: str = "2025-10") -> Decimal | None:
    return files_compared(now, then, known=FILES._replace(nature=nature), before=before).flow


def test_of_cumulative_figures_the_difference_is_what_came_in_between() -> None:
    assert flow_of(Nature.CUMULATIVE, counts(a=10, b=20), counts(a=8, b=12)) == 10
    assert flow_of(Nature.CUMULATIVE, counts(a=10, b=20), counts(a=10, b=20)) == 0
    assert flow_of(Nature.MOMENT, counts(a=10), counts(a=8)) is None
    assert flow_of(Nature.CUMULATIVE, counts(a=10), counts(a=8), "2025-09") is None


def test_where_any_unit_has_less_than_before_nothing_can_be_said_of_what_came_in() -> None:
    assert flow_of(Nature.CUMULATIVE, counts(a=10, b=20), counts(a=8, b=21)) is None


def over_the_year(now: int, then: int, before: str = "2025-12", after: str = "2026-01") -> Comparison:
    known = FILES._replace(nature=Nature.CUMULATIVE)
    sides = consolidated(after, counts(a=now, b=9), known), consolidated(before, counts(a=then, b=9), known)
    compared = compare_total(sides[0].totals["hs.a"], *sides)
    assert compared is not None
    return compared


def test_what_was_counted_anew_with_the_year_did_not_fall() -> None:
    anew = over_the_year(now=10, then=110)
    assert (anew.before, anew.reason, anew.flow) == (None, "", None)
    assert over_the_year(10, 110, before="2025-11").before is None


def test_what_goes_on_over_the_year_is_compared_and_grew() -> None:
    assert sides_of(over_the_year(now=115, then=110)) == (124, 119)
    assert over_the_year(now=115, then=110).flow == 5


def test_the_same_time_of_two_years_is_compared_whatever_is_less() -> None:
    assert sides_of(over_the_year(10, 110, "2025", "2026")) == (19, 119)
    assert sides_of(over_the_year(10, 110, "2025-01", "2026-01")) == (19, 119)
    assert over_the_year(115, 110, "2025", "2026").flow is None


def test_a_unit_that_counts_anew_with_the_year_did_not_fall() -> None:
    known = FILES._replace(nature=Nature.CUMULATIVE)
    now, then = figure_of(known, Decimal(10)), figure_of(known, Decimal(110))
    basis = basis_between(period_of("2026-01"), period_of("2025-12"))
    assert compare_own(now, then, basis, {}) == Comparison(basis, now)
    assert compare_own(then, now, basis, {}) == Comparison(basis, then, now, flow=Decimal(100))


def test_where_nothing_occurred_is_a_zero_that_is_compared() -> None:
    nothing = {"a": {"hs.a": entry_without(State.NOTHING)}, "b": {"hs.a": given_entry(3)}}
    assert sides_of(files_compared(counts(a=10, b=20), nothing)) == (30, 3)


def test_a_unit_is_compared_with_itself() -> None:
    basis = basis_between(period_of("2025-11"), period_of("2025-10"))
    now, before = figure_of(FILES, Decimal(5)), figure_of(FILES, Decimal(3))
    compared = compare_own(now, before, basis, {})
    assert compared is not None
    assert sides_of(compared) == (5, 3)
    first = compare_own(now, None, basis, {})
    assert first is not None
    assert first.began
    missing = compare_own(now, figure_of(FILES, None, State.MISSING), basis, {})
    assert missing is not None
    assert missing.reason == "tháng trước chưa có số liệu"
    assert compare_own(figure_of(FILES, None, State.MISSING), before, basis, {}) is None


def test_a_printed_number_has_the_decimals_of_its_indicator() -> None:
    rate = figure_of(RATE, Ratio(Decimal(1), Decimal(3)))
    assert printed_number(rate) == Decimal("33.3")
    assert printed_number(rate, 0) == 33


UNITS = st.sampled_from("abcdef")
SIDES = st.dictionaries(UNITS, st.integers(0, 1000), min_size=1)


@for_all(SIDES, SIDES)
def test_both_sides_are_of_the_same_units_at_least_half_of_those_that_are_told(
    now: dict[str, int], then: dict[str, int]
) -> None:
    compared = files_compared(counts(**now), counts(**then))
    common = [unit for unit in now if unit in then]
    if len(common) * 2 < len(now) or not common:
        assert compared.before is None
        assert compared.reason
    else:
        assert compared.units == tuple(common)
        assert sides_of(compared) == (sum(now[u] for u in common), sum(then[u] for u in common))
