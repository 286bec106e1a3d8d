"""How far figures of units lie off those of the others."""

from decimal import Decimal

import pytest

from baocao.rules.levels import can_stand_out, compare_levels


def decimals(*numbers: float) -> list[Decimal]:
    return [Decimal(str(number)) for number in numbers]


def test_communes_differ_by_factors_of_which_a_tenth_is_as_far_off_as_tenfold() -> None:
    level = compare_levels(decimals(*[900, 1000, 1100] * 4, 10_000, 100), percent=False)
    *_, tenfold, tenth = level.deviations
    assert tenfold == pytest.approx(tenth, rel=0.05)
    assert tenfold > 4
    assert level.usual == pytest.approx(1000)


def test_percentages_differ_by_points() -> None:
    level = compare_levels(decimals(*[80, 82, 84] * 4, 97, 67), percent=True)
    assert level.deviations[-2] == level.deviations[-1] == 5.0


def test_where_all_are_alike_nearly_as_much_is_not_unusual() -> None:
    assert max(compare_levels(decimals(*[100] * 12, 99, 98), percent=True).deviations) < 1
    assert max(compare_levels(decimals(*[500] * 12, 600), percent=False).deviations) < 1


def test_a_small_count_says_nothing_by_being_far_off_and_a_small_percentage_does() -> None:
    assert not can_stand_out(Decimal(19), percent=False)
    assert can_stand_out(Decimal(20), percent=False)
    assert can_stand_out(Decimal(1), percent=True)
