"""The alphabetical order of CLDR for Vietnamese: letters, then tones, then case."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.vietnamese.collation import collation_key
from reading import many

ICU = (Path(__file__).parent / "icu-thu-tu.txt").read_text(encoding="utf-8").splitlines()[1:]
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
NAMES = st.text(LETTERS + LETTERS.upper() + "áàảãạếềểễệ 12", max_size=8)


def in_order(names: list[str]) -> list[str]:
    backwards = names[::-1]  # so that names with equal keys would stand out
    return sorted(backwards, key=collation_key)


def test_names_stand_in_the_order_of_icu() -> None:
    assert in_order(ICU) == ICU


@pytest.mark.parametrize(
    "names",
    [
        list(LETTERS),
        list("aàảãáạ"),
        list("êềểễếệ"),
        ["Đa", "Đà", "Đả", "Đã", "Đá", "Đạ"],
        ["an", "An", "AN"],
        ["da", "Dương", "đa", "Đương", "ea"],
        ["An Bình", "An Phú", "Anh Sơn"],
        ["Phường 1", "Phường 10", "Phường 2"],
        ["Xã Mỏ Cày", "Xã Nghĩa Giang", "Xã Ngọc Linh", "Xã Nguyễn Nghiêm"],
    ],
)
def test_letters_come_before_tones_and_tones_before_case(names: list[str]) -> None:
    assert in_order(names) == names


def test_a_tone_counts_only_where_all_letters_are_equal() -> None:
    assert in_order(["Hạ An", "Hà Bình"]) == ["Hạ An", "Hà Bình"]


@many
@given(NAMES)
def test_decomposed_letters_sort_as_composed_ones(name: str) -> None:
    assert collation_key(unicodedata.normalize("NFD", name)) == collation_key(name)


@many
@given(NAMES, NAMES.filter(bool))
def test_a_shorter_name_comes_before_its_continuation(name: str, more: str) -> None:
    assert collation_key(name) < collation_key(name + more)


@many
@given(NAMES, NAMES)
def test_only_equal_names_share_a_place(first: str, second: str) -> None:
    assert (collation_key(first) == collation_key(second)) == (first == second)


@many
@given(st.text(max_size=6), st.text(max_size=6))
def test_any_two_texts_have_one_order(first: str, second: str) -> None:
    one, other = in_order([first, second]), in_order([second, first])
    assert list(map(collation_key, one)) == list(map(collation_key, other))
