"""Numbers and texts come out of their short forms as they went in."""

from hypothesis import given
from hypothesis import strategies as st

from baocao.features.page.traces.packing import (
    Numbered,
    line_steps,
    packed_columns,
    packed_numbers,
    packed_runs,
    packed_texts,
)
from unpacking import numbers_in, runs_in, texts_in

NUMBERS = st.lists(st.integers(-3, 30) | st.integers())


@given(numbers=NUMBERS)
def test_numbers_come_out_as_they_went_in(numbers: list[int]) -> None:
    assert numbers_in(packed_numbers(numbers)) == numbers


def test_runs_of_numbers_are_told_by_their_ends() -> None:
    assert packed_numbers([0, 1, 2, 3, 7, 9, 9, 9, 4, 5]) == "0-3 7 9x3 4 5"
    assert packed_numbers([-3, -2, -1]) == "-3--1"
    assert packed_numbers([]) == ""


@given(rows=st.lists(st.tuples(st.integers(0, 9), st.integers(-2, 2)), min_size=1))
def test_columns_come_out_as_the_rows_that_went_in(rows: list[tuple[int, int]]) -> None:
    columns = [numbers_in(part) for part in packed_columns(rows).split(";")]
    assert list(zip(*columns, strict=True)) == rows


@given(texts=st.lists(st.text(alphabet="a|='~ á", max_size=4)))
def test_texts_come_out_as_they_went_in_whatever_is_in_them(texts: list[str]) -> None:
    assert texts_in(packed_texts(texts)) == texts


@given(texts=st.lists(st.text(alphabet="a|b", min_size=1, max_size=2)))
def test_repeated_texts_stand_once(texts: list[str]) -> None:
    assert runs_in(packed_runs(texts)) == texts
    assert packed_runs(["3,2%", "3,2%", "1%"]) == "3,2%||1%"


def test_a_step_back_is_told_from_no_line_at_all() -> None:
    assert line_steps([5, 0, 6, 6, 2]) == [5, 0, 1, -1, -5]


def test_what_occurs_again_keeps_its_number() -> None:
    numbered: Numbered[str] = Numbered()
    assert [numbered.number_of(each) for each in ("a", "b", "a")] == [0, 1, 0]
    assert numbered.listed() == ["a", "b"]
