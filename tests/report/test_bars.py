"""Bars of three parts: as wide as asked, and true at their ends."""

from hypothesis import given
from hypothesis import strategies as st

from baocao.report.bars import ASCII, BLOCKS, draw_bar

PARTS = st.tuples(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))


@given(PARTS, st.integers(6, 60))
def test_a_bar_is_as_wide_as_asked_and_tells_the_truth_at_its_ends(
    parts: tuple[int, int, int], columns: int
) -> None:
    drawn = draw_bar(parts, columns, BLOCKS)
    complete, received, missing = (drawn.count(sign) for sign in BLOCKS)
    assert len(drawn) == complete + received + missing == columns
    assert [complete > 0, received > 0] == [part > 0 for part in parts[:2]]
    assert (missing > 0) == (parts[2] > 0 or not sum(parts))


@given(PARTS)
def test_the_parts_of_a_bar_are_nearly_in_proportion(parts: tuple[int, int, int]) -> None:
    if sum(parts):
        exact = 40 * parts[0] / sum(parts)
        assert abs(draw_bar(parts, 40, ASCII).count("#") - exact) < 3
