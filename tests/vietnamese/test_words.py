"""Numbers in words, in the official reading: 'linh', 'nghìn', every hundred of a lower group said."""

import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.vietnamese.words import DIGITS, decimal_words, in_words
from reading import many

ICU = (Path(__file__).parent / "icu-so.tsv").read_text(encoding="utf-8").splitlines()[1:]
BILLION = 10**9
NUMBERS = st.integers(0, 10**6) | st.integers(0, 10**27)
AFTER_TENS = {"mốt": 1, "tư": 4, "lăm": 5}
TENS = {"mười": 10, "mươi": 10}
SCALES = {"nghìn": 1_000, "triệu": 1_000_000}
ZEROS_BELOW = re.compile(r"(triệu|tỷ) (?:không trăm )?(?:linh )?")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (44, "bốn mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (205, "hai trăm linh năm"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_010, "một nghìn không trăm mười"),
        (1_234, "một nghìn hai trăm ba mươi tư"),
        (2_001, "hai nghìn không trăm linh một"),
        (10_005, "mười nghìn không trăm linh năm"),
        (21_000, "hai mươi mốt nghìn"),
        (105_000, "một trăm linh năm nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (15_400_000, "mười lăm triệu bốn trăm nghìn"),
        (479_000_000, "bốn trăm bảy mươi chín triệu"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (1_050_000_000, "một tỷ không trăm năm mươi triệu"),
        (21_500_000_000, "hai mươi mốt tỷ năm trăm triệu"),
        (479_000_500_000, "bốn trăm bảy mươi chín tỷ năm trăm nghìn"),
        (10**12, "một nghìn tỷ"),
        (10**15, "một triệu tỷ"),
        (10**18, "một tỷ tỷ"),
        (5 * 10**12 + 3 * BILLION, "năm nghìn không trăm linh ba tỷ"),
        (-5, "âm năm"),
        (-1_015, "âm một nghìn không trăm mười lăm"),
    ],
)
def test_numbers_are_read_as_accounts_read_them(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.sampled
@pytest.mark.parametrize("row", ICU, ids=lambda row: row.partition("\t")[0])
def test_words_agree_with_icu(row: str) -> None:
    """By decision ours differ in two ways, and in no other.

    ICU says 'lẻ', as in the South, for 'linh'; and after 'triệu' and 'tỷ' it leaves out the zeros of
    the group that follows: 'một triệu năm nghìn' for 'một triệu không trăm linh năm nghìn'.
    """
    number, theirs = row.split("\t")
    ours = in_words(int(number))
    assert ZEROS_BELOW.sub(r"\1 ", ours) == ZEROS_BELOW.sub(r"\1 ", theirs.replace("lẻ", "linh"))


def number_of(words: str) -> int:
    """Read words back, by the grammar alone: … tỷ, … triệu, … nghìn, … trăm, … mươi."""
    high, mark, low = f" {words} ".rpartition(" tỷ ")
    return number_of(high.strip()) * BILLION + below_billion(low) if mark else below_billion(low)


def below_billion(words: str) -> int:
    total = group = digit = 0
    for word in words.split():
        if word in SCALES:
            total, group, digit = total + (group + digit) * SCALES[word], 0, 0
        elif word in TENS:
            group, digit = group + (digit or 1) * TENS[word], 0
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word != "linh":
            digit = AFTER_TENS[word] if word in AFTER_TENS else DIGITS.index(word)
    return total + group + digit


@many
@given(NUMBERS)
def test_words_say_the_number_and_no_other(number: int) -> None:
    assert number_of(in_words(number)) == number


@many
@given(NUMBERS)
def test_units_after_tens_change_as_they_are_spoken(number: int) -> None:
    words = f" {in_words(number)} "
    assert not re.search(r"mươi (một|bốn|năm) ", words)
    assert not re.search(r"mười (mốt|tư|năm) ", words)
    assert not re.search(r"linh (mốt|tư|lăm|mười) ", words)


@many
@given(NUMBERS)
def test_words_are_composed_letters_with_single_spaces(number: int) -> None:
    words = in_words(number)
    assert words == " ".join(words.split())
    assert unicodedata.is_normalized("NFC", words)


@many
@given(NUMBERS)
def test_no_number_begins_with_zero_hundreds(number: int) -> None:
    assert not in_words(number).startswith("không trăm")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("97.35", "chín mươi bảy phẩy ba mươi lăm"),
        ("97.30", "chín mươi bảy phẩy ba"),
        ("2.05", "hai phẩy không năm"),
        ("0.125", "không phẩy một hai năm"),
        ("-1.5", "âm một phẩy năm"),
        ("3.0", "ba"),
        ("1E+2", "một trăm"),
    ],
)
def test_decimals_are_read_after_phay(number: str, words: str) -> None:
    assert decimal_words(Decimal(number)) == words


@many
@given(st.integers(1, 10**18))
def test_a_negative_number_is_the_positive_one_after_am(number: int) -> None:
    assert in_words(-number) == f"âm {in_words(number)}"
