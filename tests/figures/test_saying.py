"""Every situation of section 2 of the guide to consolidated reports has its sentence, and no other."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from baocao.figures.comparing import Basis, Comparison, basis_between
from baocao.figures.saying import Sayer
from baocao.figures.steps import is_far_fewer
from baocao.figures.targets import UnitsAtTarget
from baocao.figures.wording import Part, Piece, Saying
from baocao.model.figure import Coverage, Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Better, Function, Indicator, IndicatorKind, Nature, Target
from baocao.model.submission import NO_ENTRY, Entry, Ratio, State, Value
from baocao.vietnamese.phrasing import MOST_FIGURES
from records import figure_of, usual_indicator
from support import period_of

NOVEMBER = period_of("2025-11")
LAST = basis_between(NOVEMBER, period_of("2025-10"))
YEAR_AGO = basis_between(NOVEMBER, period_of("2024-11"))
FILES = usual_indicator(name="Hồ sơ đang giải quyết", unit_of_measure="hồ sơ", nature=Nature.MOMENT)
TAKEN = FILES._replace(name="Hồ sơ tiếp nhận", nature=Nature.CUMULATIVE)
LATE = FILES._replace(name="Hồ sơ quá hạn", nature=Nature.IN_PERIOD)
RATE = usual_indicator(
    kind=IndicatorKind.RATIO,
    name="Tỷ lệ hồ sơ tiếp nhận trực tuyến",
    unit_of_measure="hồ sơ",
    places=1,
    better=Better.HIGH,
)
PART = RATE._replace(name="Hồ sơ đang giải quyết", better=None)
TYPED = usual_indicator(
    kind=IndicatorKind.DECIMAL,
    function=Function.NONE,
    name="Văn bản điện tử có ký số",
    unit_of_measure="%",
    places=1,
    high=Decimal(100),
)
ANSWER = usual_indicator(kind=IndicatorKind.YES_NO, name="Đường dây nóng")
MONEY = usual_indicator(
    kind=IndicatorKind.MONEY, name="Chi phí nâng cấp", unit_of_measure="đồng", nature=Nature.MOMENT
)
UNITS = {"a": "xã A", "b": "xã B", "c": "phường C", "d": "đặc khu D"}


def targeted(indicator: Indicator, condition: str) -> Indicator:
    return indicator._replace(targets=(Target(condition),))


def count_of(number: int, indicator: Indicator = FILES, **changes: Any) -> OwnFigure:
    return figure_of(indicator, Decimal(number), **changes)


def rate_of(part: int, whole: int, indicator: Indicator = RATE, **changes: Any) -> OwnFigure:
    return figure_of(indicator, Ratio(Decimal(part), Decimal(whole)), **changes)


def against(now: Figure, before: Figure | None = None, basis: Basis = LAST, **more: Any) -> Comparison:
    return Comparison(basis, now, before, **more)


def said_of(figure: Figure, *before: Figure | Comparison, **more: Any) -> str:
    """Return the sentence about a figure; figures before are those of the last period and a year ago."""
    bases = (LAST, YEAR_AGO)
    compared = tuple(
        each if isinstance(each, Comparison) else against(figure, each, basis)
        for each, basis in zip(before, bases, strict=False)
    )
    return Sayer(Saying(figure, compared, **more)).sentence()


def rolled(
    indicator: Indicator, value: Value | None, state: State = State.GIVEN, **more: Any
) -> RolledUpFigure:
    coverage = more.pop("coverage", Coverage((*UNITS,), (*UNITS,)))
    return RolledUpFigure(indicator, Entry(state, None, value), coverage, **more)


def test_a_stock_is_told_with_its_unit_of_measure() -> None:
    assert said_of(count_of(3862)) == "Hồ sơ đang giải quyết: 3.862 hồ sơ."
    assert said_of(count_of(4)) == "Hồ sơ đang giải quyết: 04 hồ sơ."


def test_of_a_cumulative_figure_what_came_in_the_period_is_told_first() -> None:
    taken = count_of(110022, TAKEN)
    assert said_of(taken, against(taken, count_of(106241, TAKEN), flow=Decimal(3781))) == (
        "Hồ sơ tiếp nhận: trong tháng 3.781 hồ sơ, lũy kế 110.022 hồ sơ."
    )
    assert said_of(taken, against(taken, taken, flow=Decimal(0))) == (
        "Hồ sơ tiếp nhận: trong tháng không phát sinh thêm, lũy kế 110.022 hồ sơ."
    )
    quarter = basis_between(period_of("2025-Q3"), period_of("2025-Q2"))
    assert "trong quý 05 hồ sơ" in said_of(taken, against(taken, taken, quarter, flow=Decimal(5)))


def test_a_cumulative_figure_says_that_it_is_one_and_of_whom_its_flow_is() -> None:
    assert said_of(count_of(110022, TAKEN)) == "Hồ sơ tiếp nhận: lũy kế 110.022 hồ sơ."
    figure = rolled(TAKEN, Decimal(500))
    partial = against(figure, figure, units=("a", "b"), counted=4, flow=Decimal(20))
    assert said_of(figure, partial, base_is_told=True) == (
        "Hồ sơ tiếp nhận: trong tháng 20 hồ sơ (của 2/4 đơn vị), lũy kế 500 hồ sơ."
    )


def test_a_cumulative_figure_against_the_year_before_is_told_after_its_flow() -> None:
    taken = count_of(110022, TAKEN)
    last, year = (
        against(taken, taken, flow=Decimal(3781)),
        against(taken, count_of(100000, TAKEN), YEAR_AGO),
    )
    assert said_of(taken, last, year) == (
        "Hồ sơ tiếp nhận: trong tháng 3.781 hồ sơ, lũy kế 110.022 hồ sơ, "
        "tăng 10.022 hồ sơ (10%) so với cùng kỳ năm 2024."
    )


def test_a_rate_that_should_be_high_is_reached() -> None:
    assert said_of(rate_of(88241, 110022)) == (
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến đạt 80,2% (88.241/110.022 hồ sơ)."
    )


def test_a_part_of_a_whole_makes_it_up_and_what_is_no_part_of_it_equals_so_much() -> None:
    assert said_of(rate_of(3333, 110022, PART)) == ("Hồ sơ đang giải quyết: 3.333/110.022 hồ sơ, chiếm 3%.")
    assert said_of(rate_of(231, 11002, PART._replace(name="Tỷ lệ giải quyết quá hạn"))) == (
        "Tỷ lệ giải quyết quá hạn là 2,1% (231/11.002 hồ sơ)."
    )
    assert said_of(rate_of(241, 200, PART._replace(name="Thu ngân sách", unit_of_measure="tỷ đồng"))) == (
        "Thu ngân sách bằng 120,5% (241/200 tỷ đồng)."
    )


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (3742, 3862, "tăng 120 hồ sơ (3,2%) so với tháng trước"),
        (3862, 3742, "giảm 120 hồ sơ (3,1%) so với tháng trước"),
        (50, 99, "tăng 49 hồ sơ (98%) so với tháng trước"),
        (50, 100, "gấp 2 lần tháng trước"),
        (50, 121, "gấp 2,4 lần tháng trước"),
        (100, 4, "giảm 96 hồ sơ (96%) so với tháng trước"),
        (100000, 100001, "tăng 01 hồ sơ so với tháng trước"),
        (0, 12, "tháng trước không phát sinh"),
        (12, 12, "không thay đổi so với tháng trước"),
    ],
)
def test_a_number_changes_by_so_many_and_so_much_percent(before: int, now: int, told: str) -> None:
    assert said_of(count_of(now), count_of(before)).endswith(f", {told}.")


def test_where_there_is_still_none_the_level_says_it() -> None:
    assert said_of(count_of(0), count_of(0), count_of(0)) == "Hồ sơ đang giải quyết: không có."
    assert said_of(count_of(0), count_of(0), count_of(2)) == (
        "Hồ sơ đang giải quyết: không có, cùng kỳ năm 2024 02 hồ sơ."
    )


def test_what_fell_to_nothing_says_what_was() -> None:
    assert said_of(count_of(0), count_of(12)) == "Hồ sơ đang giải quyết: không có, tháng trước 12 hồ sơ."
    nothing = count_of(0, LATE, state=State.NOTHING)
    assert said_of(nothing, count_of(12, LATE)) == "Hồ sơ quá hạn: không phát sinh, tháng trước 12 hồ sơ."
    assert said_of(nothing) == "Hồ sơ quá hạn: không phát sinh."


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (789, "tăng 1,3 điểm phần trăm so với tháng trước"),
        (815, "giảm 1,3 điểm phần trăm so với tháng trước"),
        (802, "cơ bản không thay đổi so với tháng trước"),
    ],
)
def test_a_rate_changes_by_points_as_both_are_printed(before: int, told: str) -> None:
    assert said_of(rate_of(80204, 100000), rate_of(before, 1000)).endswith(f", {told}.")


def test_a_rate_that_is_the_same_of_other_numbers_did_not_change() -> None:
    assert said_of(rate_of(1, 2), rate_of(2, 4)).endswith(", không thay đổi so với tháng trước.")


def test_two_bases_stand_in_one_clause_the_last_period_first() -> None:
    assert said_of(count_of(110), count_of(100), count_of(80)).endswith(
        ", tăng 10% so với tháng trước và 37,5% so với cùng kỳ năm 2024."
    )
    assert said_of(rate_of(802, 1000), rate_of(789, 1000), rate_of(700, 1000)).endswith(
        ", tăng 1,3 điểm phần trăm so với tháng trước và 10,2 điểm phần trăm so với cùng kỳ năm 2024."
    )


def test_two_bases_that_go_two_ways_are_two_clauses() -> None:
    assert said_of(count_of(110), count_of(100), count_of(120)).endswith(
        "tăng 10 hồ sơ (10%) so với tháng trước, giảm 10 hồ sơ (8,3%) so với cùng kỳ năm 2024."
    )
    assert said_of(count_of(200), count_of(190), count_of(100)).endswith(
        "tăng 10 hồ sơ (5,3%) so với tháng trước, gấp 2 lần cùng kỳ năm 2024."
    )


@pytest.mark.parametrize(
    ("condition", "part", "told"),
    [
        ("gia_tri >= 80", 80, "đạt chỉ tiêu 80%"),
        ("gia_tri >= 80", 82, "vượt 2 điểm phần trăm so với chỉ tiêu"),
        ("gia_tri >= 85", 80, "thấp hơn chỉ tiêu 5 điểm phần trăm"),
        ("gia_tri == 100", 99, "thấp hơn chỉ tiêu 1 điểm phần trăm"),
        ("gia_tri == 100", 100, "đạt chỉ tiêu 100%"),
        ("gia_tri > 80", 80, "chưa đạt chỉ tiêu"),
        ("gia_tri > 80 and gia_tri < 90", 85, "đạt chỉ tiêu"),
        ("gia_tri <= 5", 4, "trong mức chỉ tiêu (không quá 5%)"),
        ("gia_tri <= 5", 7, "cao hơn chỉ tiêu 2 điểm phần trăm"),
    ],
)
def test_a_target_is_met_exceeded_or_missed(condition: str, part: int, told: str) -> None:
    assert said_of(rate_of(part, 100, targeted(RATE, condition))).endswith(f", {told}.")


def test_a_target_of_a_number_is_told_in_its_unit_of_measure() -> None:
    assert said_of(count_of(88, targeted(FILES, "gia_tri >= 100"))).endswith(
        ", thấp hơn chỉ tiêu 12 hồ sơ."
    )


def test_a_rate_that_just_misses_its_target_is_not_printed_as_reaching_it() -> None:
    assert said_of(rate_of(84997, 100000, targeted(RATE, "gia_tri >= 85"))) == (
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến đạt 84,997% (84.997/100.000 hồ sơ), "
        "thấp hơn chỉ tiêu 0,003 điểm phần trăm."
    )


def test_more_than_three_figures_are_two_sentences() -> None:
    rate = targeted(RATE, "gia_tri >= 85")
    before = rate_of(789, 1000, rate), rate_of(700, 1000, rate)
    assert said_of(rate_of(88241, 110022, rate), *before) == (
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến đạt 80,2% (88.241/110.022 hồ sơ), "
        "thấp hơn chỉ tiêu 4,8 điểm phần trăm. "
        "Tăng 1,3 điểm phần trăm so với tháng trước và 10,2 điểm phần trăm so với cùng kỳ năm 2024."
    )


def test_who_lacks_something_is_named_where_these_are_few() -> None:
    figure = rolled(
        ANSWER._replace(roll_up=ANSWER.roll_up._replace(function=Function.COUNT)),
        Ratio(Decimal(2), Decimal(4)),
        coverage=Coverage((*UNITS,), ("a", "b", "c"), missing=("d",)),
        holders=("a", "c"),
        lacking=("b",),
    )
    assert said_of(figure, names=UNITS) == (
        "Đường dây nóng: 2/4 đơn vị có; chưa có: xã B; 01 đơn vị chưa có số liệu."
    )
    few = figure._replace(holders=("a",), lacking=("b", "c"))
    assert said_of(few, names=UNITS) == (
        "Đường dây nóng: 1/4 đơn vị có (xã A); 02 đơn vị chưa có; 01 đơn vị chưa có số liệu."
    )
    none = figure._replace(holders=(), lacking=("a", "b", "c"))
    assert said_of(none, names=UNITS) == "Đường dây nóng: chưa có đơn vị nào; 01 đơn vị chưa có số liệu."


def test_what_a_name_says_is_done_units_do_and_do_not_have() -> None:
    action = ANSWER._replace(name="Công bố đường dây nóng")
    figure = rolled(action, Ratio(Decimal(3), Decimal(4)), holders=("a", "c", "d"), lacking=("b",))
    saying = Saying(figure, names=UNITS)
    assert Sayer(saying).sentence() == (
        "Công bố đường dây nóng: 3/4 đơn vị đã thực hiện; chưa thực hiện: xã B."
    )
    assert Sayer(saying).shortfall() == "1/4 đơn vị chưa công bố đường dây nóng: xã B."
    done = figure._replace(indicator=action._replace(name="Đã bố trí đủ kinh phí"))
    assert Sayer(Saying(done, names=UNITS)).shortfall() == "1/4 đơn vị chưa bố trí đủ kinh phí: xã B."
    none = figure._replace(holders=(), lacking=(*UNITS,))
    assert said_of(none, names=UNITS) == "Công bố đường dây nóng: chưa có đơn vị nào thực hiện."


def test_where_one_answer_of_several_is_counted_it_is_named() -> None:
    roll_up = ANSWER.roll_up._replace(function=Function.COUNT, condition='gia_tri == "tot"')
    level = ANSWER._replace(
        kind=IndicatorKind.CHOICE, choices={"tot": "Hoạt động tốt", "kem": "Kém"}, roll_up=roll_up
    )
    figure = rolled(level, Ratio(Decimal(3), Decimal(4)), holders=("a", "c", "d"), lacking=("b",))
    assert said_of(figure, names=UNITS) == (
        "Đường dây nóng: 3/4 đơn vị đạt mức hoạt động tốt; chưa đạt: xã B."
    )


def test_that_no_unit_has_it_is_said_where_most_have_answered() -> None:
    figure = rolled(
        ANSWER,
        Ratio(Decimal(0), Decimal(4)),
        coverage=Coverage((*UNITS,), ("a",), missing=("b", "c", "d")),
        lacking=("a",),
    )
    assert said_of(figure, names=UNITS) == "Đường dây nóng: chưa có: xã A; 03 đơn vị chưa có số liệu."


def test_of_units_that_are_counted_only_a_change_is_told() -> None:
    figure = rolled(ANSWER, Ratio(Decimal(4), Decimal(4)), holders=(*UNITS,))
    before = figure._replace(entry=Entry(State.GIVEN, None, Ratio(Decimal(3), Decimal(4))))
    assert said_of(figure, figure) == "Đường dây nóng: 4/4 đơn vị có."
    assert said_of(figure, before) == (
        "Đường dây nóng: 4/4 đơn vị có; tăng 01 đơn vị (33,3%) so với tháng trước."
    )


def own_rates(*numbers: str | None) -> dict[str, OwnFigure]:
    """Return what units typed, in their order; None typed nothing."""
    return {
        unit: figure_of(TYPED, Decimal(number)) if number else OwnFigure(TYPED, NO_ENTRY)
        for unit, number in zip(UNITS, numbers, strict=False)
    }


def test_percentages_without_denominator_lie_from_the_lowest_to_the_highest() -> None:
    figure = rolled(TYPED, None, State.UNTOTALLED)
    own = own_rates("88.1", "100", "100", None)
    assert said_of(figure, own=own, names=UNITS) == (
        "Văn bản điện tử có ký số: từ thấp nhất 88,1% (xã A) đến cao nhất 100% (xã B, phường C)."
    )
    assert said_of(figure, own=own_rates("100", "100"), names=UNITS) == (
        "Văn bản điện tử có ký số: 02 đơn vị cùng ở mức 100%."
    )
    assert said_of(figure, own=own_rates(None, None), names=UNITS).endswith(": chưa có số liệu.")


def test_percentages_with_a_target_say_how_many_units_reach_it_and_who_does_not() -> None:
    figure = rolled(targeted(TYPED, "gia_tri >= 100"), None, State.UNTOTALLED)
    at_target = UnitsAtTarget(("a", "b"), ("c",), ("d",))
    assert said_of(figure, at_target=at_target, own=own_rates("100", "100", "90", None), names=UNITS) == (
        "Văn bản điện tử có ký số: 2/4 đơn vị đạt 100%; chưa đạt: phường C; 01 đơn vị chưa có số liệu."
    )
    lower = rolled(targeted(TYPED, "gia_tri >= 80"), None, State.UNTOTALLED)
    assert "2/4 đơn vị đạt từ 80% trở lên" in said_of(lower, at_target=at_target, names=UNITS)


def test_more_than_twenty_units_are_counted_and_stand_in_the_appendix() -> None:
    names = {f"x{number}": f"xã {number}" for number in range(50)}
    figure = rolled(
        ANSWER,
        Ratio(Decimal(25), Decimal(50)),
        coverage=Coverage((*names,), (*names,)),
        holders=tuple(names)[:28],
        lacking=tuple(names)[28:],
    )
    assert said_of(figure, names=names, where="Phụ lục II") == (
        "Đường dây nóng: 28/50 đơn vị có; chưa có: 22 đơn vị (danh sách tại Phụ lục II)."
    )
    assert said_of(figure, names=names).endswith("; chưa có: 22 đơn vị.")


def test_the_best_and_the_worst_are_named_with_those_that_are_level_with_them() -> None:
    figure = rolled(RATE, Ratio(Decimal(1), Decimal(2)))
    own = {unit: rate_of(part, 100) for unit, part in zip(UNITS, (98, 40, 70, 40), strict=True)}
    assert Sayer(Saying(figure, own=own, names=UNITS)).best_and_worst() == (
        "cao nhất: xã A (98%); thấp nhất: xã B, đặc khu D (cùng 40%)"
    )
    low = rolled(RATE._replace(better=Better.LOW), Ratio(Decimal(1), Decimal(2)))
    assert Sayer(Saying(low, own=own, names=UNITS)).best_and_worst().startswith("thấp nhất: xã B")


def test_a_first_figure_and_one_that_must_not_be_compared_say_so() -> None:
    figure = count_of(12)
    assert said_of(figure, against(figure, began=True)).endswith(
        ", kỳ đầu thống kê, chưa có số liệu so sánh."
    )
    assert said_of(figure, against(figure, reason="đổi cách tính")).endswith(
        ", không so sánh với tháng trước do đổi cách tính."
    )


def test_of_how_many_units_a_figure_speaks_is_said_where_others_reported_too() -> None:
    covered = Coverage((*UNITS,), ("a", "b", "c"), missing=("d",))
    figure = rolled(RATE, Ratio(Decimal(1), Decimal(2)), coverage=covered)
    assert said_of(figure, silent=1) == (
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến đạt 50% (01/02 hồ sơ, số liệu của 3/4 đơn vị)."
    )
    assert "số liệu của" not in said_of(figure, silent=1, scope=frozenset({"a", "b", "c"}))
    assert "số liệu của 3/4" in said_of(figure, scope=frozenset({"a", "b"}))


def test_a_comparison_of_fewer_units_says_of_how_many() -> None:
    """Where the document has said once of about how many they are, only clearly fewer are said again."""
    figure = rolled(FILES, Decimal(120))
    compared = against(figure, rolled(FILES, Decimal(100)), units=("a", "b", "c"), counted=4)
    assert said_of(figure, compared).endswith(
        "tăng 20 hồ sơ (20%) so với tháng trước (tính trên 03 đơn vị có số liệu ở cả hai kỳ)."
    )
    assert said_of(figure, compared, base_is_told=True).endswith("tăng 20 hồ sơ (20%) so với tháng trước.")
    fewer = compared._replace(units=("a", "b"))
    assert "tính trên 02 đơn vị" in said_of(figure, fewer, base_is_told=True)


@pytest.mark.parametrize(
    ("units", "of", "told"), [(95, 96, False), (87, 96, False), (86, 96, True), (8, 9, False), (7, 9, True)]
)
def test_one_unit_in_ten_that_lacks_is_not_worth_a_word(units: int, of: int, told: bool) -> None:  # noqa: FBT001
    assert is_far_fewer(units, of) is told


def test_two_periods_from_which_nothing_changed_stand_in_one_clause() -> None:
    assert said_of(count_of(5), count_of(5), count_of(5)).endswith(
        ", không thay đổi so với tháng trước và cùng kỳ năm 2024."
    )
    assert said_of(rate_of(80204, 100000), rate_of(802, 1000), rate_of(802, 1000)).endswith(
        ", cơ bản không thay đổi so với tháng trước và cùng kỳ năm 2024."
    )
    assert said_of(count_of(100), count_of(50), count_of(25)).endswith(
        ", gấp 2 lần tháng trước và 4 lần cùng kỳ năm 2024."
    )


def test_an_estimate_is_about_so_much_and_so_are_its_changes() -> None:
    assert said_of(rate_of(80, 100, qualifier="khoảng")).startswith(
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến ước đạt 80%"
    )
    assert said_of(count_of(120, qualifier="khoảng"), count_of(100)) == (
        "Hồ sơ đang giải quyết: khoảng 120 hồ sơ, tăng khoảng 20 hồ sơ (20%) so với tháng trước."
    )
    assert (
        said_of(count_of(120, qualifier="trên"), count_of(100)) == "Hồ sơ đang giải quyết: trên 120 hồ sơ."
    )


def test_money_is_told_in_millions_and_milliards_where_no_digit_is_lost() -> None:
    assert said_of(count_of(479_000_000, MONEY)) == "Chi phí nâng cấp: 479 triệu đồng."
    assert said_of(count_of(4_790_500_000, MONEY)) == "Chi phí nâng cấp: 4.790,5 triệu đồng."
    assert said_of(count_of(50_468_000_000, MONEY)) == "Chi phí nâng cấp: 50,468 tỷ đồng."
    assert said_of(count_of(479_123_456, MONEY)) == "Chi phí nâng cấp: 479.123.456 đồng."


def test_what_falls_short_is_said_with_where_it_lies_the_worst_first() -> None:
    figure = rolled(targeted(RATE, "gia_tri >= 85"), Ratio(Decimal(802), Decimal(1000)))
    own = {unit: rate_of(part, 1000) for unit, part in zip(UNITS, (651, 605, 900, 990), strict=True)}
    saying = Saying(figure, own=own, names=UNITS, at_target=UnitsAtTarget(("c", "d"), ("a", "b"), ()))
    assert Sayer(saying).shortfall() == (
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến mới đạt 80,2% (chỉ tiêu 85%); "
        "tập trung ở: xã B (60,5%), xã A (65,1%)."
    )
    assert Sayer(Saying(rate_of(90, 100, targeted(RATE, "gia_tri >= 85")))).shortfall() == ""


def test_where_no_unit_reaches_the_target_that_is_said_instead_of_naming_all() -> None:
    figure = rolled(targeted(RATE, "gia_tri >= 85"), Ratio(Decimal(65), Decimal(100)))
    own = {unit: rate_of(part, 100) for unit, part in zip(UNITS, (70, 60, 65, 80), strict=True)}
    saying = Saying(figure, own=own, names=UNITS, at_target=UnitsAtTarget((), (*UNITS,), ()))
    assert Sayer(saying).shortfall() == (
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến mới đạt 65% (chỉ tiêu 85%); "
        "chưa có đơn vị nào đạt từ 85% trở lên, thấp nhất là xã B (60%), phường C (65%), xã A (70%)."
    )


def shortfall_of_many(known: Indicator, failing: int, value: int, whole: Figure | None = None) -> str:
    names = {f"u{number}": f"xã {number}" for number in range(failing + 2)}
    own = {unit: rate_of(value + place, 100, known) for place, unit in enumerate(names)}
    at_target = UnitsAtTarget(tuple([*names][failing:]), tuple([*names][:failing]), ())
    figure = whole or rolled(known, Ratio(Decimal(65), Decimal(100)))
    saying = Saying(figure, own=own, names=names, at_target=at_target, where="Phụ lục IV")
    return Sayer(saying).shortfall()


def test_of_many_that_fall_short_the_number_and_the_worst_are_said_once() -> None:
    assert shortfall_of_many(targeted(RATE, "gia_tri >= 85"), 11, 60) == (
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến mới đạt 65% (chỉ tiêu 85%); 11/13 đơn vị chưa đạt 85% "
        "(danh sách tại Phụ lục IV), thấp nhất là xã 0 (60%), xã 1 (61%), xã 2 (62%)."
    )


def test_the_worst_of_a_limit_are_the_highest_and_exceed_it() -> None:
    assert shortfall_of_many(targeted(RATE, "gia_tri <= 5"), 11, 60) == (
        "Tỷ lệ hồ sơ tiếp nhận trực tuyến còn ở mức 65% (chỉ tiêu không quá 5%); 11/13 đơn vị vượt mức 5% "
        "(danh sách tại Phụ lục IV), cao nhất là xã 10 (70%), xã 9 (69%), xã 8 (68%)."
    )


@pytest.mark.parametrize(
    ("lacking", "where"), [(12, ": xã 0, xã 1,"), (21, " (danh sách tại Phụ lục IV).")]
)
def test_who_lacks_something_is_named_or_counted_once_and_none_is_worse(lacking: int, where: str) -> None:
    names = {f"u{number}": f"xã {number}" for number in range(30)}
    coverage = Coverage(tuple(names), tuple(names))
    answer = Ratio(Decimal(30 - lacking), Decimal(30))
    figure = rolled(ANSWER, answer)._replace(
        coverage=coverage, holders=tuple([*names][lacking:]), lacking=tuple([*names][:lacking])
    )
    said = Sayer(Saying(figure, names=names, where="Phụ lục IV")).shortfall()
    assert f"{lacking}/30 đơn vị chưa có đường dây nóng{where}" in said
    assert said.count(str(lacking)) == 1


def test_of_a_single_unit_nothing_is_said_of_all() -> None:
    figure = rolled(targeted(RATE, "gia_tri >= 85"), Ratio(Decimal(60), Decimal(100)))
    at_target = UnitsAtTarget((), ("a",), ("b", "c", "d"))
    saying = Saying(figure, own={"a": rate_of(60, 100)}, names=UNITS, at_target=at_target)
    assert Sayer(saying).shortfall().endswith("(chỉ tiêu 85%); tập trung ở: xã A (60%).")


def test_what_does_not_apply_is_not_said() -> None:
    assert said_of(figure_of(FILES, state=State.NOT_APPLICABLE)) == ""
    assert said_of(figure_of(FILES, state=State.MISSING)) == "Hồ sơ đang giải quyết: chưa có số liệu."


NUMBERS = st.integers(0, 10**9)
CONDITIONS = st.sampled_from(["gia_tri >= 85", "gia_tri <= 5", "gia_tri == 100", "gia_tri > 3"])


@st.composite
def rates(draw: st.DrawFn) -> tuple[int, int]:
    whole = draw(st.integers(1, 10**6))
    return draw(st.integers(0, whole)), whole


@for_all(NUMBERS, NUMBERS, NUMBERS)
def test_no_number_is_said_to_grow_by_nothing(now: int, before: int, year_ago: int) -> None:
    for indicator in (FILES, TAKEN, MONEY, targeted(FILES, "gia_tri >= 10")):
        told = said_of(*(count_of(number, indicator) for number in (now, before, year_ago)))
        assert not re.search(r"(?:tăng|giảm|vượt|hơn chỉ tiêu|gấp) 0*(?:,0*)?(?:%| |$)", told), told
        assert "(0%)" not in told


FINE = st.decimals(0, 100, places=6)
MEANS = [
    TYPED._replace(unit_of_measure="thành viên", high=None, roll_up=FILES.roll_up),
    FILES,
    MONEY._replace(unit_of_measure="triệu đồng", places=3),
]


@for_all(FINE, FINE, FINE, st.sampled_from(MEANS), st.integers(0, 3))
def test_a_number_with_decimals_is_rounded_before_it_is_compared(
    now: Decimal, before: Decimal, year_ago: Decimal, indicator: Indicator, places: int
) -> None:
    asked = targeted(indicator._replace(places=places), "gia_tri >= 50")
    told = said_of(*(figure_of(asked, number) for number in (now, before, year_ago)))
    assert not re.search(r"(?:tăng|giảm|vượt|hơn chỉ tiêu|gấp) 0*(?:,0*)?(?:%| |$)", told), told
    assert max(map(len, re.findall(r",(\d+)", told)), default=0) <= max(places, 4), told


@for_all(rates(), rates(), rates(), CONDITIONS, st.integers(0, 2))
def test_rates_change_by_points_never_by_percents(
    now: tuple[int, int], before: tuple[int, int], year_ago: tuple[int, int], condition: str, places: int
) -> None:
    indicator = targeted(RATE._replace(places=places), condition)
    told = said_of(*(rate_of(*pair, indicator) for pair in (now, before, year_ago)))
    assert not re.search(r"(?:tăng|giảm|vượt) (?:khoảng )?[\d.,]+%", told), told
    assert not re.search(r"(?:tăng|giảm|vượt|hơn chỉ tiêu) 0 ", told), told


@for_all(rates(), st.integers(0, 2))
def test_a_rate_below_the_whole_is_never_100_percent_and_one_above_nothing_never_0(
    pair: tuple[int, int], places: int
) -> None:
    told = said_of(rate_of(*pair, RATE._replace(places=places)))
    assert (" 100% " in told) == (pair[0] == pair[1])
    assert (" 0% " in told) == (pair[0] == 0)


@for_all(rates(), CONDITIONS, st.integers(0, 2))
def test_what_is_told_of_a_target_is_true_of_what_is_printed(
    pair: tuple[int, int], condition: str, places: int
) -> None:
    figure = rate_of(*pair, targeted(RATE._replace(places=places), condition))
    told, outcome = said_of(figure), Saying(figure).outcome
    assert outcome is not None
    failed = "thấp hơn chỉ tiêu" in told or "cao hơn chỉ tiêu" in told or "chưa đạt" in told
    assert failed != outcome.reached


@for_all(rates(), rates(), rates(), CONDITIONS)
def test_no_sentence_has_more_than_three_figures(
    now: tuple[int, int], before: tuple[int, int], year_ago: tuple[int, int], condition: str
) -> None:

    def hand(text: str, piece: Piece) -> str:
        is_figure = piece.part in {Part.VALUE, Part.CHANGE, Part.TARGET} and "/" not in text
        return f"¤{text}" if is_figure else text

    figures = [rate_of(*pair, targeted(RATE, condition)) for pair in (now, before, year_ago)]
    compared = tuple(
        against(figures[0], each, basis) for each, basis in zip(figures[1:], (LAST, YEAR_AGO), strict=True)
    )
    written = Sayer(Saying(figures[0], compared), hand).sentence().split(". ")
    assert max(sentence.count("¤") for sentence in written) <= MOST_FIGURES
