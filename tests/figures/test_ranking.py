"""Ranks: equal values share a place, the best come first, and only those with a value are ranked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.figures.ranking import rank_units
from baocao.model.indicator import Better
from baocao.model.submission import Rank, Ratio, State, Value
from records import figure_of, usual_indicator

A = usual_indicator()
NUMBERS = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 5), max_size=10)


def ranked_places(values: dict[str, int], better: Better) -> dict[str, int]:
    figures = {unit: figure_of(A, Decimal(value)) for unit, value in values.items()}
    return {unit: rank.place for unit, rank in rank_units(figures, better).items()}


@pytest.mark.parametrize(
    ("values", "better", "expected"),
    [
        ([9, 7, 7, 3], Better.HIGH, [1, 2, 2, 4]),
        ([3, 7, 7, 9], Better.LOW, [1, 2, 2, 4]),
        ([5, 5, 5], Better.HIGH, [1, 1, 1]),
        ([0, 0, 1], Better.LOW, [1, 1, 3]),
        ([1], Better.LOW, [1]),
        ([], Better.HIGH, []),
    ],
)
def test_equal_values_share_a_place_and_the_next_is_left_out(
    values: list[int], better: Better, expected: list[int]
) -> None:
    named = dict(zip("abcdef", values, strict=False))
    assert list(ranked_places(named, better).values()) == expected


@pytest.mark.parametrize(("better", "first"), [(Better.HIGH, "cao"), (Better.LOW, "thap")])
def test_the_best_comes_first(better: Better, first: str) -> None:
    assert next(iter(ranked_places({"giua": 5, "cao": 9, "thap": 1}, better))) == first


def test_only_units_with_a_value_are_ranked_and_counted() -> None:
    figures = {
        "a": figure_of(A, Decimal(5)),
        "b": figure_of(A, state=State.MISSING),
        "c": figure_of(A, state=State.NOT_APPLICABLE),
        "d": figure_of(A, state=State.UNREADABLE),
        "e": figure_of(A, Decimal(0), State.NOTHING),
    }
    assert rank_units(figures, Better.HIGH) == {"a": Rank(1, 1)}


def test_nothing_occurred_is_not_the_least_of_all() -> None:
    figures = {"a": figure_of(A, Decimal(5)), "b": figure_of(A, Decimal(0), State.NOTHING)}
    assert rank_units(figures, Better.LOW) == {"a": Rank(1, 1)}


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ({"a": Ratio(Decimal(1), Decimal(2)), "b": Ratio(Decimal(90), Decimal(100))}, ["b", "a"]),
        ({"a": False, "b": True}, ["b", "a"]),
        ({"a": Decimal("86.6"), "b": Decimal("86.61")}, ["b", "a"]),
    ],
)
def test_rates_and_answers_are_ranked_too(values: dict[str, Value], order: list[str]) -> None:
    figures = {unit: figure_of(A, value) for unit, value in values.items()}
    assert list(rank_units(figures, Better.HIGH)) == order


@given(NUMBERS, st.sampled_from(Better))
def test_a_place_is_one_more_than_the_number_of_better_units(
    values: dict[str, int], better: Better
) -> None:
    for unit, place in ranked_places(values, better).items():
        ahead = [
            other
            for other in values.values()
            if (other > values[unit] if better is Better.HIGH else other < values[unit])
        ]
        assert place == 1 + len(ahead)


@given(NUMBERS)
def test_the_denominator_is_the_number_of_units_with_a_value(values: dict[str, int]) -> None:
    figures = {unit: figure_of(A, Decimal(value)) for unit, value in values.items()}
    assert {rank.among for rank in rank_units(figures, Better.HIGH).values()} <= {len(values)}


@given(NUMBERS)
def test_the_other_end_first_turns_the_order_of_distinct_values(values: dict[str, int]) -> None:
    distinct = {unit: number for number, unit in {v: u for u, v in values.items()}.items()}
    high, low = (ranked_places(distinct, better) for better in (Better.HIGH, Better.LOW))
    assert all(high[unit] + low[unit] == len(distinct) + 1 for unit in distinct)


@given(NUMBERS.flatmap(lambda values: st.permutations(list(values.items()))))
def test_places_do_not_depend_on_the_order_of_units(shuffled: list[tuple[str, int]]) -> None:
    assert ranked_places(dict(shuffled), Better.HIGH) == ranked_places(dict(sorted(shuffled)), Better.HIGH)
