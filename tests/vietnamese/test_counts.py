"""Counts as people read them."""

import subprocess
import sys
from decimal import Decimal

import pytest

from baocao.vietnamese.counts import count_text, document_number, pair_text, prose_count
from baocao.vietnamese.numbers import number_text, prose_number


def test_counts_are_written_with_their_thousands_parted() -> None:
    assert [count_text(count) for count in (0, 9, 999, 1050, 1_200_000)] == [
        "0", "9", "999", "1.050", "1.200.000",
    ]  # fmt: skip


def test_counts_of_sentences_have_a_zero_below_ten() -> None:
    assert [prose_count(count) for count in (0, 1, 9, 10, 1200)] == ["0", "01", "09", "10", "1.200"]


def test_documents_have_at_least_two_digits_and_no_mark_of_thousands() -> None:
    assert [document_number(number) for number in (5, 12, 189, 1464)] == ["05", "12", "189", "1464"]


def test_both_sides_of_a_pair_have_their_thousands_parted() -> None:
    assert [pair_text(7, 96), pair_text(935, 1050), pair_text(1050, 3321)] == [
        "7/96", "935/1.050", "1.050/3.321",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 9, 10, 999, 1000, 1_234_567, -5, -1050])
def test_counts_are_written_as_numbers_are(count: int) -> None:
    assert count_text(count) == number_text(Decimal(count))
    assert prose_count(count) == prose_number(Decimal(count))


def test_counts_need_no_decimals() -> None:
    code = "import sys, baocao.vietnamese.counts; print('decimal' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
