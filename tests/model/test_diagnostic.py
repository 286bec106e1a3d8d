"""Diagnostics: what is wrong, in words, and the order in which problems are shown."""

from hypothesis import given
from hypothesis import strategies as st

from baocao.model.diagnostic import Diagnostic, in_order, problem
from baocao.model.messages import Severity
from baocao.model.place import Place
from reading import codes, many

FIRST, LATER = Place("a.yaml", 2, 1), Place("a.yaml", 10, 1)
PROBLEMS = st.builds(
    lambda code, line, value: problem(code, line and Place("a.yaml", line, 1), value=value),
    st.sampled_from(("BC208", "BC506", "BC216")),
    st.none() | st.integers(1, 20),
    st.text(max_size=2),
)


def test_details_fill_message_and_advice() -> None:
    found = problem("BC204", FIRST, key="don_vi")
    assert found.message == "Thiếu 'don_vi'."
    assert found.advice == "Thêm dòng 'don_vi: …'."


def test_braces_in_what_was_written_stay_braces() -> None:
    found = problem("BC208", FIRST, value="{key} {0}")
    assert found.message == "'{key} {0}' không phải là số."


def test_doubled_braces_of_the_catalogue_are_printed_once() -> None:
    assert "{chua_co: lý do}" in problem("BC208", FIRST, value="x").advice


def test_gravity_and_basis_come_from_the_catalogue() -> None:
    found = problem("BC222", FIRST, value="86.6", meaning="86,6")
    assert found.severity is Severity.WARNING
    assert found.basis == "Luật Kế toán 88/2015/QH13"


def test_the_order_in_which_details_are_given_does_not_matter() -> None:
    assert problem("BC312", FIRST, value="a", name="b") == problem("BC312", FIRST, name="b", value="a")


def test_errors_come_first_then_places() -> None:
    warning, late = problem("BC506", FIRST, key="x"), problem("BC204", LATER, key="x")
    early = problem("BC208", FIRST, value="x")
    assert in_order([warning, late, early]) == [early, late, warning]


def test_lines_are_ordered_as_numbers() -> None:
    found = in_order([problem("BC204", place, key="x") for place in (LATER, FIRST)])
    assert [each.place for each in found] == [FIRST, LATER]


def test_a_problem_without_a_place_comes_before_places() -> None:
    nowhere = problem("BC801", None, what="out", reason="đầy đĩa")
    assert codes(in_order([problem("BC204", FIRST, key="x"), nowhere])) == ["BC801", "BC204"]


def test_the_same_problem_is_shown_once() -> None:
    found = problem("BC602", FIRST, value="x", hint="")
    assert in_order([found, found, problem("BC602", FIRST, value="x", hint="")]) == [found]


@many
@given(st.lists(PROBLEMS, max_size=8))
def test_the_order_does_not_depend_on_how_problems_were_found(problems: list[Diagnostic]) -> None:
    assert in_order(problems) == in_order(problems[::-1])
