"""Diagnostics: what is wrong, in words, and the order in which problems are shown."""

from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.diagnostic import Detail, Diagnostic, at_most_problems, problem, problems_in_order
from baocao.model.messages import Severity
from baocao.model.place import Place
from reading import many, problem_codes

FIRST, LATER = Place("a.yaml", 2, 1), Place("a.yaml", 10, 1)
PROBLEMS = st.builds(
    lambda code, line, value: problem(code, line and Place("a.yaml", line, 1), value=value),
    st.sampled_from(("BC208", "BC506", "BC216")),
    st.none() | st.integers(1, 20),
    st.text(max_size=2),
)


def test_details_fill_message_and_advice() -> None:
    diagnostic = problem("BC204", FIRST, key="don_vi")
    assert diagnostic.message == "Thiếu 'don_vi'."
    assert diagnostic.advice == "Thêm dòng 'don_vi: …'."


@pytest.mark.parametrize(
    ("detail", "text"),
    [("a", "a"), (7, "7"), (1050, "1.050"), (date(2025, 11, 18), "18/11/2025")],
)
def test_messages_write_counts_and_days_as_vietnamese_texts_do(detail: Detail, text: str) -> None:
    assert problem("BC208", FIRST, value=detail).message == f"'{text}' không phải là số."


def test_braces_in_what_was_written_stay_braces() -> None:
    diagnostic = problem("BC208", FIRST, value="{key} {0}")
    assert diagnostic.message == "'{key} {0}' không phải là số."


def test_doubled_braces_of_the_catalogue_are_printed_once() -> None:
    assert "{chua_co: lý do}" in problem("BC208", FIRST, value="x").advice


def test_gravity_and_basis_come_from_the_catalogue() -> None:
    diagnostic = problem("BC222", FIRST, value="86.6", meaning="86,6")
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.basis == "Luật Kế toán 88/2015/QH13"


def test_the_order_in_which_details_are_given_does_not_matter() -> None:
    assert problem("BC312", FIRST, value="a", name="b") == problem("BC312", FIRST, name="b", value="a")


def test_errors_come_first_then_places() -> None:
    warning, late = problem("BC506", FIRST, key="x"), problem("BC204", LATER, key="x")
    early = problem("BC208", FIRST, value="x")
    assert problems_in_order([warning, late, early]) == [early, late, warning]


def test_lines_are_ordered_as_numbers() -> None:
    problems = problems_in_order([problem("BC204", place, key="x") for place in (LATER, FIRST)])
    assert [each.place for each in problems] == [FIRST, LATER]


def test_a_problem_without_a_place_comes_before_places() -> None:
    nowhere = problem("BC801", None, what="out", reason="đầy đĩa")
    assert problem_codes(problems_in_order([problem("BC204", FIRST, key="x"), nowhere])) == [
        "BC801",
        "BC204",
    ]


def test_the_same_problem_is_shown_once() -> None:
    diagnostic = problem("BC602", FIRST, value="x", hint="")
    assert problems_in_order([diagnostic, diagnostic, problem("BC602", FIRST, value="x", hint="")]) == [
        diagnostic
    ]


@many
@given(st.lists(PROBLEMS, max_size=8))
def test_only_problems_of_one_code_at_one_place_keep_the_order_in_which_they_were_found(
    problems: list[Diagnostic],
) -> None:
    there, back = problems_in_order(problems), problems_in_order(problems[::-1])
    assert [(each.place, each.code) for each in there] == [(each.place, each.code) for each in back]
    assert set(there) == set(back)


def test_no_more_than_the_limit_is_told_and_that_there_is_more() -> None:
    def endless() -> Iterator[Diagnostic]:
        for line in count(1):
            yield problem("BC006", Place("a.yaml", line, 1))

    problems = list(at_most_problems(endless(), limit=3))
    assert [each.code for each in problems] == ["BC006", "BC006", "BC006", "BC022"]
    assert problems[-1].place == Place("a.yaml", 4, 1)


def test_as_many_as_the_limit_are_all_that_there_is() -> None:
    two = [problem("BC006", Place("a.yaml", line, 1)) for line in (1, 2)]
    assert list(at_most_problems(two, limit=2)) == two
