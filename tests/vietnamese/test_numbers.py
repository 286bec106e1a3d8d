"""Numbers as people write them and as documents print them: '.' between thousands, ',' for decimals."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from baocao.vietnamese.numbers import (
    decimal_count,
    exact_text,
    length_text,
    measured_text,
    number_readings,
    number_text,
    percent_text,
    prose_number,
    rounded_number,
    signed_text,
    stored_number,
    typed_text,
    worksheet_format,
)
from reading import many

NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**15), 10**15),
    st.integers(0, 6),
)
SPELLINGS = st.text("0123456789.,_ -−+\u00a0\u202f%đ", max_size=14)
SWAPPED = str.maketrans(".,", ",.")


def number_meanings(text: str) -> list[str]:
    """Return what a text can mean; English spelling is marked."""
    return [f"{reading.number}{' (Anh)' if reading.foreign else ''}" for reading in number_readings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", ["0"]),
        ("505", ["505"]),
        ("479.000.000", ["479000000"]),
        ("86,6", ["86.6"]),
        ("5.687,4", ["5687.4"]),
        ("1 234 567", ["1234567"]),
        ("1\u00a0234\u00a0567,8", ["1234567.8"]),
        ("1\u202f234", ["1234"]),
        ("-5", ["-5"]),
        ("−5", ["-5"]),
        ("- 5", ["-5"]),
        ("+5", ["5"]),
        (" 12 ", ["12"]),
    ],
)
def test_vietnamese_spelling_has_one_meaning(text: str, expected: list[str]) -> None:
    assert number_meanings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("86.6", ["86.6 (Anh)"]),
        ("1,234,567", ["1234567 (Anh)"]),
        ("1,234,567.89", ["1234567.89 (Anh)"]),
        ("3781.0", ["3781.0 (Anh)"]),
    ],
)
def test_spelling_that_only_english_has_is_marked(text: str, expected: list[str]) -> None:
    assert number_meanings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.781", ["3781", "3.781 (Anh)"]),
        ("3.110", ["3110", "3.110 (Anh)"]),
        ("1,234", ["1.234", "1234 (Anh)"]),
        ("-3.781", ["-3781", "-3.781 (Anh)"]),
    ],
)
def test_three_digits_after_one_mark_can_mean_two_numbers(text: str, expected: list[str]) -> None:
    assert number_meanings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "không", "1e5", "1_000", "5.", "5,", ".5", ",5", "1..2", "1,2,3", "1.2.3", "1.234.56"),
        *("12.34.567", "1.234 567", "8 6", "1\t234", "16:30", "3/4", "--5", "5-", "²", "½", "10%"),
    ],
)
def test_what_is_no_number_has_no_meaning(text: str) -> None:
    assert number_readings(text) == ()


@many
@given(st.text() | SPELLINGS)
def test_reading_any_text_gives_at_most_two_numbers_and_never_fails(text: str) -> None:
    readings = number_readings(text)
    assert [reading.foreign for reading in readings] in ([], [False], [True], [False, True])
    assert len({reading.number for reading in readings}) == len(readings)


@many
@given(st.text("0123456789.,-", max_size=12))
def test_swapping_the_marks_swaps_the_two_spellings(text: str) -> None:
    native = {reading.number for reading in number_readings(text)}
    assert {reading.number for reading in number_readings(text.translate(SWAPPED))} == native


@many
@given(NUMBERS)
def test_a_printed_number_is_read_back_as_itself(number: Decimal) -> None:
    assert number_readings(number_text(number))[0] == (number, False)


@many
@given(NUMBERS)
def test_marks_are_those_of_cldr(number: Decimal) -> None:
    assert number_text(number) == format_decimal(number, "#,##0.######", locale="vi")


@many
@given(NUMBERS, st.integers(0, 7))
def test_halves_are_rounded_away_from_zero(number: Decimal, places: int) -> None:
    exact = floor(abs(Fraction(number)) * 10**places + Fraction(1, 2))
    assert abs(Fraction(rounded_number(number, places))) == Fraction(exact, 10**places)
    assert rounded_number(number, places) == number.quantize(Decimal(10) ** -places, ROUND_HALF_UP)


@many
@given(NUMBERS, st.integers(1, 4))
def test_a_fixed_number_shows_exactly_its_places(number: Decimal, places: int) -> None:
    assert len(number_text(number, places, fixed=True).partition(",")[2]) == places


@many
@given(NUMBERS, st.integers(0, 4))
def test_a_printed_number_shows_at_most_its_places_and_no_idle_zero(number: Decimal, places: int) -> None:
    fraction = number_text(number, places).partition(",")[2]
    assert len(fraction) <= places
    assert not fraction.endswith("0")


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        ("3781", None, "3.781"),
        ("86.6", None, "86,6"),
        ("86.60", None, "86,6"),
        ("479000000", None, "479.000.000"),
        ("-1234.5", None, "-1.234,5"),
        ("1E+3", None, "1.000"),
        ("0.00", None, "0"),
        ("97.355", 2, "97,36"),
        ("97.345", 2, "97,35"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("99.95", 1, "100"),
        ("999.5", 0, "1.000"),
    ],
)
def test_numbers_are_printed_as_accounts_are(number: str, places: int | None, expected: str) -> None:
    assert number_text(Decimal(number), places) == expected


def test_zeros_are_kept_only_where_places_are_fixed() -> None:
    assert number_text(Decimal("86.5"), 2, fixed=True) == "86,50"
    assert number_text(Decimal("86.5"), 2) == "86,5"


@pytest.mark.parametrize(
    ("number", "expected"),
    [("3.0", 0), ("86.50", 1), ("3.118", 3), ("0.000", 0), ("1E+3", 0), ("-0.25", 2)],
)
def test_idle_zeros_are_no_decimals(number: str, expected: int) -> None:
    assert decimal_count(Decimal(number)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0", "0"),
        ("1", "01"),
        ("4.0", "04"),
        ("9", "09"),
        ("10", "10"),
        ("2.5", "2,5"),
        ("-4", "-4"),
    ],
)
def test_sentences_put_a_zero_before_counts_below_ten(number: str, expected: str) -> None:
    assert prose_number(Decimal(number)) == expected


@pytest.mark.parametrize(("number", "places"), [("-0.4", 0), ("-0.04", 1), ("-0.0000004", 6)])
def test_what_is_rounded_to_nothing_has_no_sign(number: str, places: int) -> None:
    assert number_text(Decimal(number), places) == "0"


def test_a_count_that_rounds_to_zero_gets_no_second_zero() -> None:
    assert prose_number(Decimal("0.04"), 1) == "0"


@pytest.mark.parametrize("text", ["9" * 25, "1" + ".000" * 9, "1" + " " * 100, "٣٧٨١", "３", "²", "1e5"])
def test_what_no_figure_can_be_is_no_number(text: str) -> None:
    assert number_readings(text) == ()


def test_the_longest_number_is_exact() -> None:
    (reading,) = number_readings("9" * 24)
    assert reading.number == int("9" * 24)


def test_what_has_more_digits_than_can_be_computed_with_is_still_written() -> None:
    pasted = Decimal("9" * 27 + ".123456")
    assert number_text(pasted, 6).startswith("999.999.999")
    assert number_text(Decimal("9" * 60), 2).count(".") == 19


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [("86.65", 1, "86,7%"), ("100", 1, "100%"), ("0", 2, "0%"), ("1234.5", None, "1.234,5%")],
)
def test_percentages_carry_their_sign(number: str, places: int | None, expected: str) -> None:
    assert percent_text(Decimal(number), places) == expected


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [("32712", None, "+32.712"), ("-5.55", 1, "-5,6"), ("0", 1, "0"), ("0.04", 1, "+0")],
)
def test_changes_carry_their_sign(number: str, places: int | None, expected: str) -> None:
    assert signed_text(Decimal(number), places) == expected


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [(0.04, 1, "0,0"), (12.34, 1, "12,3"), (1.5, 0, "2"), (61_234.5, 1, "61.234,5")],
)
def test_what_is_measured_shows_exactly_its_places(number: float, places: int, expected: str) -> None:
    assert measured_text(number, places) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(12.7, "12,7"), (20.0, "20"), (13.004, "13"), (6.346, "6,35"), (-3.5, "-3,5")]
)
def test_measures_of_a_page_have_at_most_two_decimals(number: float, expected: str) -> None:
    assert length_text(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [("3781", "3781"), ("86.50", "86.5"), ("1E+3", "1000"), ("0.00", "0")]
)
def test_programs_get_numbers_without_marks_or_idle_zeros(number: str, expected: str) -> None:
    assert exact_text(Decimal(number)) == expected


@pytest.mark.parametrize(
    ("places", "expected"), [(0, "[$-42A]#,##0"), (1, "[$-42A]#,##0.0"), (3, "[$-42A]#,##0.000")]
)
def test_worksheets_show_numbers_the_vietnamese_way_on_any_computer(places: int, expected: str) -> None:
    assert worksheet_format(places) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("3781", "3781"), ("86.6", "86,6"), ("3.125", "3,1250"), ("-0.5", "-0,5"), ("1E+6", "1000000")],
)
def test_what_a_clerk_would_type_can_be_read_in_one_way(number: str, expected: str) -> None:
    assert typed_text(Decimal(number)) == expected
    assert [reading.number for reading in number_readings(expected)] == [Decimal(number)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3781", "3781"),
        ("0.86599999999999999", "0.866"),
        ("3781.0000000000005", "3781"),
        ("1E3", "1000"),
        ("abc", None),
        ("1E400", None),
        ("nan", None),
        ("1e30", None),
    ],
)
def test_numbers_of_worksheets_lose_what_binary_fractions_add(text: str, expected: str | None) -> None:
    assert stored_number(text) == (None if expected is None else Decimal(expected))
