"""What is usual of many numbers, and how far they spread."""

import pytest

from baocao.rules.spread import broad_spread, robust_spread

NORMAL = [float(number) for number in (80, 84, 88, 90, 91, 92, 93, 95, 97, 100)]


def test_a_few_wild_numbers_move_neither_measure() -> None:
    wild = [*NORMAL[2:], 1e9, -1e9]
    assert robust_spread(wild)[0] == pytest.approx(robust_spread(NORMAL)[0], abs=3)
    assert broad_spread(wild)[1] < 12


def test_where_most_are_equal_the_others_still_count() -> None:
    percentages = [100.0] * 65 + [75.0 + index / 2 for index in range(35)]
    assert robust_spread(percentages)[1] == 0
    centre, spread = broad_spread(percentages)
    assert (centre, spread) == pytest.approx((100.0, 9.2), abs=1.5)


def test_equal_numbers_do_not_spread() -> None:
    assert broad_spread([7.0] * 12) == (7.0, 0.0)
