"""Values of submissions: a ratio keeps its parts; four ways of having no number stay apart."""

from hypothesis import given
from hypothesis import strategies as st

from baocao.model.submission import Ratio, State
from reading import exact_number, many


def test_a_ratio_in_percent_is_exact() -> None:
    assert Ratio(exact_number(3681), exact_number(4000)).percent == exact_number("92.025")


def test_a_ratio_over_nothing_has_no_percentage() -> None:
    assert Ratio(exact_number(5), exact_number(0)).percent is None
    assert Ratio(exact_number(0), exact_number(0)).percent is None


@many
@given(st.integers(1, 10**9))
def test_a_whole_is_a_hundred_percent_and_nothing_of_it_is_zero(count: int) -> None:
    assert Ratio(exact_number(count), exact_number(count)).percent == 100
    assert Ratio(exact_number(0), exact_number(count)).percent == 0


def test_missing_nothing_inapplicable_and_unreadable_are_four_states() -> None:
    states = {State.MISSING, State.NOTHING, State.NOT_APPLICABLE, State.UNREADABLE}
    assert len(states) == len({state.value for state in states}) == 4
