"""Roll-up: a figure of many units knows for whom it speaks, and a missing unit is never a zero."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import TypeVar

import pytest
from hypothesis import assume
from hypothesis import given as for_all
from hypothesis import strategies as st

from baocao.figures.rollup import roll_up
from baocao.model.figure import Contribution, RolledUpFigure
from baocao.model.indicator import Catalogue, Function, Indicator, IndicatorKind
from baocao.model.place import Place
from baocao.model.submission import Entry, Ratio, State, Value
from baocao.model.unit import Selector
from records import (
    WARD,
    day_reading,
    entry_without,
    given_entry,
    open_unit,
    place_of,
    rolled_figure,
    usual_indicator,
)

V = TypeVar("V")
Reports = Mapping[str, Entry | None]
"""What each unit wrote for one indicator; None if it did not report."""

A = usual_indicator()
NOTHING, APART, MISSING, UNREADABLE = (
    entry_without(state) for state in (State.NOTHING, State.NOT_APPLICABLE, State.MISSING, State.UNREADABLE)
)
SILENT = st.sampled_from([None, MISSING, entry_without(State.MISSING, "chưa tổng hợp"), UNREADABLE, APART])
NAMES = st.sampled_from([f"xa-{letter}" for letter in "abcdefgh"])


def roll_reports(wanted: Indicator, reports: Reports) -> RolledUpFigure:
    """Roll up one indicator over the units that wrote `reports`."""
    entered = {name: {wanted.id: entry} if entry else {} for name, entry in reports.items()}
    return rolled_figure([wanted], entered)


def reports_of(values: st.SearchStrategy[V]) -> st.SearchStrategy[dict[str, Entry | None]]:
    """Return reports of some units, with values or in any other state."""
    return st.dictionaries(NAMES, values.map(entry_of) | SILENT | st.just(NOTHING), max_size=8)


def entry_of(value: object) -> Entry:
    assert isinstance(value, int | Decimal | Ratio | bool | date | str | tuple)
    return given_entry(value)


def values_in(reports: Reports) -> dict[str, Value]:
    """Return the values that units gave, by unit."""
    return {name: entry.value for name, entry in reports.items() if entry and entry.value is not None}


def entry_states(reports: Reports, *wanted: State) -> list[str]:
    pairs = ((name, entry.state if entry else State.MISSING) for name, entry in reports.items())
    return [name for name, state in pairs if state in wanted]


COUNTS = reports_of(st.integers(0, 10**9))
RATES = reports_of(st.integers(0, 100).map(lambda number: Decimal(number) / 8))
RATIOS = reports_of(
    st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda parts: Ratio(*map(Decimal, parts)))
)
ANSWERS = reports_of(st.booleans())
DAYS = reports_of(st.dates(date(2025, 1, 1), date(2025, 12, 31)))
LISTS = reports_of(st.lists(st.sampled_from(["VNPT", "Viettel", "Đất Việt", "An"]), min_size=1).map(tuple))

RATE = usual_indicator(kind=IndicatorKind.DECIMAL)
RATIO = usual_indicator(kind=IndicatorKind.RATIO)
ANSWER = usual_indicator(kind=IndicatorKind.YES_NO)
DAY = usual_indicator(kind=IndicatorKind.DATE)
LIST = usual_indicator(kind=IndicatorKind.LIST)
LEAST = usual_indicator(function=Function.LEAST)
GREATEST = usual_indicator(function=Function.GREATEST)
EVERY_WAY = [
    (A, COUNTS),
    (RATE, RATES),
    (RATIO, RATIOS),
    (ANSWER, ANSWERS),
    (DAY, DAYS),
    (LIST, LISTS),
    (LEAST, COUNTS),
    (GREATEST, COUNTS),
    (usual_indicator(kind=IndicatorKind.DATE, function=Function.LEAST), DAYS),
    (usual_indicator(function=Function.COUNT, condition="gia_tri > 5"), COUNTS),
]
ANY = st.sampled_from(EVERY_WAY).flatmap(lambda way: st.tuples(st.just(way[0]), way[1]))
"""Any indicator with reports that fit it."""


# Coverage: for whom a figure speaks.


@for_all(ANY)
def test_every_unit_is_counted_or_missing_or_stands_apart(case: tuple[Indicator, Reports]) -> None:
    wanted, reports = case
    coverage = roll_reports(wanted, reports).coverage
    empty = [name for name in coverage.nothing if name not in coverage.counted]
    empty = [] if is_count(wanted) else empty  # of those where nothing occurred a count says nothing
    assert sorted(coverage.expected) == sorted([*coverage.counted, *coverage.missing, *empty])
    assert not set(coverage.expected) & set(coverage.not_applicable)
    assert {*coverage.expected, *coverage.not_applicable, *coverage.nothing} == set(reports)
    assert coverage.complete is (not coverage.missing)


def is_count(wanted: Indicator) -> bool:
    return wanted.roll_up.function is Function.COUNT


def states_counted(wanted: Indicator) -> tuple[State, ...]:
    """Return the states that have a value for an indicator: that nothing occurred is zero in sums alone."""
    return (State.GIVEN, State.NOTHING) if wanted.roll_up.function is Function.SUM else (State.GIVEN,)


@for_all(ANY)
def test_coverage_tells_states_apart(case: tuple[Indicator, Reports]) -> None:
    wanted, reports = case
    coverage = roll_reports(wanted, reports).coverage
    assert list(coverage.counted) == entry_states(reports, *states_counted(wanted))
    assert list(coverage.nothing) == entry_states(reports, State.NOTHING)
    assert list(coverage.not_applicable) == entry_states(reports, State.NOT_APPLICABLE)
    assert list(coverage.missing) == entry_states(reports, State.MISSING, State.UNREADABLE)


@for_all(ANY)
def test_the_state_of_all_follows_from_the_states_of_each(case: tuple[Indicator, Reports]) -> None:
    wanted, reports = case
    figure, coverage = roll_reports(wanted, reports), roll_reports(wanted, reports).coverage
    if not coverage.expected and not coverage.nothing:
        assert (figure.state, figure.value) == (State.NOT_APPLICABLE, None)
    elif not coverage.counted and not coverage.nothing:
        assert (figure.state, figure.value) == (State.MISSING, None)
    elif not {*coverage.counted} - {*coverage.nothing}:
        assert figure.state is State.NOTHING
    else:
        assert figure.state is State.GIVEN


def test_the_reason_of_a_missing_value_is_kept() -> None:
    figure = roll_reports(
        A, {"xa-a": given_entry(1), "xa-b": entry_without(State.MISSING, "VNPT chưa gửi"), "xa-c": None}
    )
    assert figure.coverage.reasons == {"xa-b": "VNPT chưa gửi"}


def test_no_units_at_all_is_not_a_zero() -> None:
    assert (roll_reports(A, {}).state, roll_reports(A, {}).value) == (State.NOT_APPLICABLE, None)


def test_an_indicator_of_wards_covers_no_communes() -> None:
    wards = usual_indicator(applies_to=Selector(kinds=frozenset({WARD.id})))
    units = [open_unit("xa-a"), open_unit("phuong-b", WARD)]
    figure = rolled_figure([wards], {"xa-a": {}, "phuong-b": {"hs.a": given_entry(7)}}, units)
    assert figure.value == 7
    assert figure.coverage.expected == ("phuong-b",)


# Contributions: where a figure comes from.


@for_all(ANY)
def test_every_value_is_traced_to_its_unit_and_place(case: tuple[Indicator, Reports]) -> None:
    wanted, reports = case
    entered = {
        name: entry._replace(at=place_of(name, line)) if entry else None
        for line, (name, entry) in enumerate(reports.items(), start=1)
    }
    figure = roll_reports(wanted, entered)
    traced = {each.unit: (each.value, each.at) for each in figure.contributions}
    written = {name: (value, place_at(entered, name)) for name, value in values_in(entered).items()}
    assert traced.keys() <= set(figure.coverage.counted)
    assert written == {name: item for name, item in traced.items() if name in written}


def place_at(reports: Reports, name: str) -> Place:
    entry = reports[name]
    assert entry is not None
    assert entry.at is not None
    return entry.at


def test_a_unit_where_nothing_occurred_contributes_its_zero() -> None:
    figure = roll_reports(A, {"xa-a": given_entry(5), "xa-b": NOTHING})
    assert figure.contributions[1] == Contribution("xa-b", Decimal(0), place_of("xa-mot", 4))


@for_all(COUNTS)
def test_a_sum_is_the_sum_of_its_contributions(reports: Reports) -> None:
    figure = roll_reports(A, reports)
    numbers = [each.value for each in figure.contributions if isinstance(each.value, Decimal)]
    assert (figure.value or 0) == sum(numbers)


# Sums.


@for_all(COUNTS)
def test_a_sum_adds_the_given_values_and_nothing_else(reports: Reports) -> None:
    figure = roll_reports(A, reports)
    numbers = [value for value in values_in(reports).values() if isinstance(value, Decimal)]
    assert figure.value == (sum(numbers) if figure.coverage.counted else None)


@for_all(ANY, st.sampled_from([None, MISSING, UNREADABLE]))
def test_one_more_missing_unit_never_changes_the_value(
    case: tuple[Indicator, Reports], silent: Entry | None
) -> None:
    wanted, reports = case
    assume(wanted.roll_up.function is not Function.COUNT)  # its denominator is all units
    before, after = roll_reports(wanted, reports), roll_reports(wanted, {**reports, "xa-moi": silent})
    assert after.value == before.value
    assert after.coverage.counted == before.coverage.counted
    assert after.coverage.missing == (*before.coverage.missing, "xa-moi")


@for_all(ANY)
def test_a_unit_to_which_it_does_not_apply_changes_neither_value_nor_coverage(
    case: tuple[Indicator, Reports],
) -> None:
    wanted, reports = case
    before, after = roll_reports(wanted, reports), roll_reports(wanted, {**reports, "xa-moi": APART})
    assert (after.state, after.value) == (before.state, before.value)
    assert after.coverage.expected == before.coverage.expected


@for_all(COUNTS)
def test_a_unit_where_nothing_occurred_is_covered_but_adds_nothing(reports: Reports) -> None:
    before, after = roll_reports(A, reports), roll_reports(A, {**reports, "xa-moi": NOTHING})
    assert after.value == (before.value or 0)
    assert after.coverage.counted == (*before.coverage.counted, "xa-moi")


@for_all(COUNTS, st.data())
def test_the_parts_of_any_grouping_add_up_to_the_total(reports: Reports, data: st.DataObject) -> None:
    group_of = {name: data.draw(st.sampled_from("xyz")) for name in reports}
    parts = [
        roll_reports(A, {name: entry for name, entry in reports.items() if group_of[name] == group})
        for group in "xyz"
    ]
    assert sum(part.value for part in parts if isinstance(part.value, Decimal)) == (
        roll_reports(A, reports).value or 0
    )
    counted = sorted(name for part in parts for name in part.coverage.counted)
    assert counted == sorted(roll_reports(A, reports).coverage.counted)


@for_all(ANY, st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_change_the_value(
    case: tuple[Indicator, Reports], random: Random
) -> None:
    wanted, reports = case
    shuffled = dict(sorted(reports.items(), key=lambda _: random.random()))
    assert roll_reports(wanted, shuffled).value == roll_reports(wanted, reports).value


# Rates.


@for_all(RATIOS)
def test_a_ratio_of_sums_lies_between_the_least_and_the_greatest(reports: Reports) -> None:
    percents = [percent_of(value) for value in values_in(reports).values()]
    assume(percents)
    assert min(percents) <= percent_of(roll_reports(RATIO, reports).value) <= max(percents)


def percent_of(value: Value | None) -> Decimal:
    assert isinstance(value, Ratio)
    assert value.percent is not None
    return value.percent


def test_a_ratio_of_sums_is_not_the_mean_of_ratios() -> None:
    small, large = Ratio(Decimal(1), Decimal(1)), Ratio(Decimal(0), Decimal(99))
    figure = roll_reports(RATIO, {"xa-a": given_entry(small), "xa-b": given_entry(large)})
    assert figure.value == Ratio(Decimal(1), Decimal(100))
    assert percent_of(figure.value) == 1


@for_all(RATIOS)
def test_a_ratio_of_sums_adds_numerators_and_denominators(reports: Reports) -> None:
    ratios = [value for value in values_in(reports).values() if isinstance(value, Ratio)]
    assume(ratios)
    numerator, denominator = (
        sum(part) for part in zip(*((r.numerator, r.denominator) for r in ratios), strict=True)
    )
    assert roll_reports(RATIO, reports).value == Ratio(Decimal(numerator), Decimal(denominator))


@for_all(RATES)
def test_a_mean_lies_between_the_least_and_the_greatest(reports: Reports) -> None:
    numbers = [value for value in values_in(reports).values() if isinstance(value, Decimal)]
    assume(numbers)
    assume(not entry_states(reports, State.NOTHING))
    mean = roll_reports(RATE, reports).value
    assert isinstance(mean, Decimal)
    assert min(numbers) <= mean <= max(numbers)


@pytest.mark.parametrize(
    ("weights", "mean"),
    [((1, 1), "50"), ((3, 1), "25"), ((1, 3), "75"), ((1000, 1), "0.0999")],
)
def test_a_weighted_mean_leans_to_the_heavier_unit(weights: tuple[int, int], mean: str) -> None:
    people = usual_indicator("hs.dan")
    rate = usual_indicator("hs.a", IndicatorKind.DECIMAL, weight="hs.dan")
    reports = {
        "xa-a": {"hs.a": given_entry(0), "hs.dan": given_entry(weights[0])},
        "xa-b": {"hs.a": given_entry(100), "hs.dan": given_entry(weights[1])},
    }
    value = rolled_figure([people, rate], reports).value
    assert isinstance(value, Decimal)
    assert round(value, 4) == Decimal(mean)


@pytest.mark.parametrize("weight", [{}, {"hs.dan": MISSING}, {"hs.dan": UNREADABLE}])
def test_a_unit_without_a_weight_is_missing_from_a_weighted_mean(weight: dict[str, Entry]) -> None:
    people = usual_indicator("hs.dan")
    rate = usual_indicator("hs.a", IndicatorKind.DECIMAL, weight="hs.dan")
    reports = {
        "xa-a": {"hs.a": given_entry(40), "hs.dan": given_entry(7)},
        "xa-b": {"hs.a": given_entry(100), **weight},
    }
    figure = rolled_figure([people, rate], reports)
    assert figure.value == 40
    assert (figure.coverage.counted, figure.coverage.missing) == (("xa-a",), ("xa-b",))


def test_a_weighted_mean_without_any_weight_is_missing() -> None:
    people = usual_indicator("hs.dan")
    rate = usual_indicator("hs.a", IndicatorKind.DECIMAL, weight="hs.dan")
    figure = rolled_figure([people, rate], {"xa-a": {"hs.a": given_entry(40)}})
    assert (figure.state, figure.value, figure.coverage.missing) == (State.MISSING, None, ("xa-a",))


# Extremes, counts and texts.


@for_all(COUNTS)
def test_the_least_and_the_greatest_are_held_by_those_who_gave_them(reports: Reports) -> None:
    numbers = {name: value for name, value in values_in(reports).items() if isinstance(value, Decimal)}
    assume(numbers)
    for wanted, best in ((LEAST, min(numbers.values())), (GREATEST, max(numbers.values()))):
        figure = roll_reports(wanted, reports)
        assert figure.value == best
        assert list(figure.holders) == [name for name, number in numbers.items() if number == best]


@for_all(DAYS)
def test_the_latest_day_is_held_by_those_who_gave_it(reports: Reports) -> None:
    days = {name: value for name, value in values_in(reports).items() if isinstance(value, date)}
    assume(days)
    figure = roll_reports(DAY, reports)
    assert figure.value == max(days.values())
    assert set(figure.holders) == {name for name, day in days.items() if day == figure.value}


def test_the_latest_value_is_that_of_the_unit_that_speaks_of_the_last_day() -> None:
    latest = usual_indicator(function=Function.LATEST)
    reports = {
        "xa-a": given_entry(5, readings=(day_reading(date(2025, 10, 1), 5),)),
        "xa-b": given_entry(3, readings=(day_reading(date(2025, 11, 1), 3),)),
        "xa-c": None,
    }
    figure = roll_reports(latest, reports)
    assert (figure.value, figure.holders) == (Decimal(3), ("xa-b",))


@for_all(ANSWERS)
def test_a_count_is_those_who_have_it_out_of_all_who_should(reports: Reports) -> None:
    figure = roll_reports(ANSWER, reports)
    having = [name for name, value in values_in(reports).items() if value is True]
    assume(figure.coverage.counted)
    assert figure.value == Ratio(Decimal(len(having)), Decimal(len(figure.coverage.expected)))
    assert list(figure.holders) == having
    assert sorted([*figure.holders, *figure.lacking]) == sorted(figure.coverage.counted)


def test_who_has_not_reported_is_not_said_to_lack_it() -> None:
    yes, no = given_entry(value=True), given_entry(value=False)
    figure = roll_reports(ANSWER, {"xa-a": yes, "xa-b": no, "xa-c": None, "xa-d": APART})
    assert figure.value == Ratio(Decimal(1), Decimal(3))
    assert (figure.holders, figure.lacking) == (("xa-a",), ("xa-b",))


def test_a_count_of_nobody_is_a_count() -> None:
    figure = roll_reports(ANSWER, {"xa-a": given_entry(value=False), "xa-b": None})
    assert (figure.state, figure.value) == (State.GIVEN, Ratio(Decimal(0), Decimal(2)))


@pytest.mark.parametrize(
    ("condition", "holders"),
    [
        ("gia_tri >= 50", ("xa-b", "xa-c")),
        ("gia_tri == 0", ("xa-a",)),
        ("0 < gia_tri < 100", ("xa-b",)),
        ("gia_tri > 1000", ()),
        ('gia_tri > "x"', ()),
    ],
)
def test_a_count_is_by_its_condition(condition: str, holders: tuple[str, ...]) -> None:
    counted = usual_indicator(function=Function.COUNT, condition=condition)
    assert (
        roll_reports(
            counted, {"xa-a": given_entry(0), "xa-b": given_entry(50), "xa-c": given_entry(100)}
        ).holders
        == holders
    )


def test_a_choice_is_counted_by_its_id() -> None:
    site = usual_indicator(
        kind=IndicatorKind.CHOICE,
        function=Function.COUNT,
        condition='gia_tri == "tot"',
        choices={"tot": "Tốt", "kem": "Kém"},
    )
    assert roll_reports(site, {"xa-a": given_entry("tot"), "xa-b": given_entry("kem")}).holders == ("xa-a",)


@for_all(LISTS)
def test_gathered_texts_are_distinct_and_in_vietnamese_order(reports: Reports) -> None:
    figure = roll_reports(LIST, reports)
    given_texts = {
        text for value in values_in(reports).values() if isinstance(value, tuple) for text in value
    }
    order = ["An", "Đất Việt", "Viettel", "VNPT"]
    assert figure.value == (
        tuple(text for text in order if text in given_texts) if figure.coverage.counted else None
    )


def test_gathered_choices_read_as_their_labels_with_how_many_units_made_them() -> None:
    site = usual_indicator(kind=IndicatorKind.CHOICE, choices={"a": "Tốt", "b": "Kém", "c": "Chưa có"})
    reports = {"xa-a": given_entry("a"), "xa-b": given_entry("b"), "xa-c": given_entry("a")}
    assert roll_reports(site, reports).value == ("Tốt: 2 đơn vị", "Kém: 1 đơn vị")


# Formulas.

B = usual_indicator("hs.b")
PER = usual_indicator("hs.binh_quan", IndicatorKind.DECIMAL, formula="hs.a / hs.b")


def test_a_formula_is_computed_from_rolled_up_operands() -> None:
    reports = {
        "xa-a": {"hs.a": given_entry(10), "hs.b": given_entry(1)},
        "xa-b": {"hs.a": given_entry(10), "hs.b": given_entry(4)},
    }
    assert rolled_figure([A, B, PER], reports).value == 4


def test_only_units_with_every_operand_enter_a_formula() -> None:
    reports = {
        "xa-a": {"hs.a": given_entry(10), "hs.b": given_entry(2)},
        "xa-b": {"hs.a": given_entry(90)},
        "xa-c": {"hs.b": given_entry(90)},
        "xa-d": {"hs.a": given_entry(90), "hs.b": APART},
    }
    figure = rolled_figure([A, B, PER], reports)
    assert figure.value == 5
    assert figure.coverage.counted == ("xa-a",)
    assert figure.coverage.missing == ("xa-b", "xa-c")
    assert figure.coverage.not_applicable == ("xa-d",)


@for_all(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=6))
def test_a_formula_of_sums_is_the_sum_of_the_formula(pairs: Sequence[tuple[int, int]]) -> None:
    both = usual_indicator("hs.tong", formula="hs.a + hs.b")
    reports = {
        f"xa-{index}": {"hs.a": given_entry(first), "hs.b": given_entry(second)}
        for index, (first, second) in enumerate(pairs)
    }
    assert rolled_figure([A, B, both], reports).value == sum(first + second for first, second in pairs)


def test_a_derived_ratio_sums_its_parts() -> None:
    share = usual_indicator("hs.ty_le", IndicatorKind.RATIO, numerator="hs.a", denominator="hs.b")
    reports = {
        "xa-a": {"hs.a": given_entry(1), "hs.b": given_entry(2)},
        "xa-b": {"hs.a": given_entry(3), "hs.b": given_entry(4)},
        "xa-c": {"hs.a": given_entry(0), "hs.b": given_entry(0)},
        "xa-d": {"hs.a": given_entry(9)},
    }
    figure = rolled_figure([A, B, share], reports)
    assert figure.value == Ratio(Decimal(4), Decimal(6))
    assert figure.coverage.nothing == ("xa-c",)
    assert figure.coverage.missing == ("xa-d",)


@pytest.mark.parametrize(
    ("qualifiers", "expected"), [(("", ""), ""), (("trên", ""), "khoảng"), (("khoảng", "dưới"), "khoảng")]
)
def test_a_sum_of_about_so_many_is_about_so_many(qualifiers: tuple[str, str], expected: str) -> None:
    reports = {f"xa-{index}": given_entry(5, qualifier=word) for index, word in enumerate(qualifiers)}
    assert roll_reports(A, reports).qualifier == expected


# That nothing occurred is a zero in sums alone.


def test_nothing_occurred_moves_no_mean() -> None:
    rates = dict.fromkeys((f"xa-{number}" for number in range(9)), given_entry(Decimal("86.58")))
    figure = roll_reports(RATE, {**rates, "xa-y": NOTHING, "xa-z": NOTHING})
    assert figure.value == Decimal("86.58")
    assert (len(figure.coverage.counted), figure.coverage.nothing) == (9, ("xa-y", "xa-z"))
    assert figure.coverage.complete


@pytest.mark.parametrize("wanted", [LEAST, GREATEST, RATE, usual_indicator(function=Function.LATEST)])
def test_nothing_occurred_is_neither_least_nor_latest(wanted: Indicator) -> None:
    wanted = wanted._replace(id="hs.a")
    figure = roll_reports(wanted, {"xa-a": given_entry(7), "xa-b": NOTHING})
    assert (figure.value, figure.coverage.counted) == (7, ("xa-a",))


def test_nothing_occurred_neither_satisfies_a_condition_nor_fails_it() -> None:
    late = usual_indicator(function=Function.COUNT, condition="gia_tri <= 5")
    figure = roll_reports(late, {"xa-a": given_entry(3), "xa-b": given_entry(9), "xa-c": NOTHING})
    assert figure.value == Ratio(Decimal(1), Decimal(2))
    assert (figure.holders, figure.lacking, figure.coverage.nothing) == (("xa-a",), ("xa-b",), ("xa-c",))


def test_where_nothing_occurred_anywhere_there_is_no_mean() -> None:
    figure = roll_reports(RATE, {"xa-a": NOTHING, "xa-b": None})
    assert (figure.state, figure.value) == (State.NOTHING, None)


def test_a_ratio_of_nothing_adds_nothing_to_either_part() -> None:
    figure = roll_reports(RATIO, {"xa-a": given_entry(Ratio(Decimal(1), Decimal(2))), "xa-b": NOTHING})
    assert (figure.value, figure.coverage.counted) == (Ratio(Decimal(1), Decimal(2)), ("xa-a",))


def test_a_formula_counts_the_units_whose_denominator_is_not_zero() -> None:
    reports = {
        "xa-a": {"hs.a": given_entry(10), "hs.b": given_entry(2)},
        "xa-b": {"hs.a": given_entry(7), "hs.b": given_entry(0)},
        "xa-c": {"hs.a": NOTHING, "hs.b": NOTHING},
    }
    figure = rolled_figure([A, B, PER], reports)
    assert (figure.value, figure.coverage.counted) == (5, ("xa-a",))
    assert figure.coverage.nothing == ("xa-b", "xa-c")


# What does not make one value.


@pytest.mark.parametrize("value", [Decimal(80), "trang.gov.vn", date(2025, 11, 1), True])
def test_what_is_each_units_own_has_no_total_but_says_who_gave_it(value: Value) -> None:
    own = usual_indicator(kind=IndicatorKind.TEXT, function=Function.NONE)
    figure = roll_reports(own, {"xa-a": given_entry(value), "xa-b": None})
    assert (figure.state, figure.value) == (State.UNTOTALLED, None)
    assert (figure.coverage.counted, figure.coverage.missing) == (("xa-a",), ("xa-b",))
    assert [each.unit for each in figure.contributions] == ["xa-a"]


def test_what_has_no_total_has_none_whether_anybody_gave_it_or_not() -> None:
    own = usual_indicator(kind=IndicatorKind.TEXT)
    assert roll_reports(own, {"xa-a": None}).state is State.UNTOTALLED
    assert roll_reports(own, {"xa-a": APART}).state is State.NOT_APPLICABLE


def test_what_is_computed_of_a_figure_without_a_total_has_none_either() -> None:
    target = usual_indicator("hs.a", IndicatorKind.DECIMAL, Function.NONE)
    twice = usual_indicator("hs.doi", IndicatorKind.DECIMAL, formula="hs.a * 2")
    figure = rolled_figure([target, twice], {"xa-a": {"hs.a": given_entry(40)}})
    assert (figure.state, figure.value) == (State.UNTOTALLED, None)


def test_of_values_of_one_day_none_is_the_latest() -> None:
    latest = usual_indicator(function=Function.LATEST)
    figure = roll_reports(latest, {"xa-a": given_entry(5), "xa-b": given_entry(3)})
    assert (figure.state, figure.value) == (State.UNTOTALLED, None)
    assert figure.reason == "2 đơn vị cùng ngày 14/11/2025 ghi khác nhau"


def test_one_value_of_the_last_day_is_held_by_all_who_gave_it() -> None:
    latest = usual_indicator(function=Function.LATEST)
    figure = roll_reports(latest, {"xa-a": given_entry(5), "xa-b": given_entry(5)})
    assert (figure.value, figure.holders) == (5, ("xa-a", "xa-b"))


def test_units_are_named_in_the_order_in_which_they_came() -> None:
    reports = {"xa-c": given_entry(1), "xa-a": None, "xa-b": NOTHING}
    assert roll_reports(A, reports).coverage.expected == ("xa-c", "xa-a", "xa-b")


def test_a_rolled_up_figure_is_no_one_units_own() -> None:
    figure = roll_up(A, [], {}, Catalogue())
    assert (figure.at, figure.rank, figure.readings) == (None, None, ())
