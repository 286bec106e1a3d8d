"""Letters and words: composed forms, folding, nearest names, lists in a sentence."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.vietnamese.text import (
    first_few,
    folded_text,
    is_nfc,
    joined_words,
    name_hint,
    nearest_name,
    sentence_case,
    to_nfc,
)
from reading import many

UNITS = ("xa-mo-cay", "xa-lan-phong", "phuong-cam-thanh", "so-khcn", "dac-khu-ly-son")


def test_decomposed_letters_become_composed() -> None:
    assert to_nfc("Mo\u0309 Ca\u0300y") == "Mỏ Cày"


@many
@given(st.text())
def test_composing_twice_changes_nothing(text: str) -> None:
    assert to_nfc(to_nfc(text)) == to_nfc(text)
    assert to_nfc(unicodedata.normalize("NFD", text)) == to_nfc(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Xã Mỏ Cày", "xa mo cay"), ("ĐẶC KHU LÝ SƠN", "dac khu ly son"), ("Đắk Pơ", "dak po"), ("ươ", "uo")],
)
def test_folding_takes_away_tones_marks_and_case(text: str, expected: str) -> None:
    assert folded_text(text) == expected
    assert folded_text(unicodedata.normalize("NFD", text)) == expected


@many
@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyÁÀẢÃẠẾỀỂỄỆỢỮ ", max_size=20))
def test_folded_vietnamese_is_plain_latin(text: str) -> None:
    assert folded_text(text).isascii()
    assert folded_text(folded_text(text)) == folded_text(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Xã Mỏ Cày", "xa-mo-cay"),
        ("xa_mo_cay", "xa-mo-cay"),
        ("xa-mo-cai", "xa-mo-cay"),
        ("xa-lân-phong", "xa-lan-phong"),
        ("so-khcm", "so-khcn"),
        ("ly-son", "dac-khu-ly-son"),
    ],
)
def test_a_slip_of_the_pen_finds_the_name_that_was_meant(written: str, meant: str) -> None:
    assert nearest_name(written, UNITS) == meant


def test_what_resembles_nothing_finds_nothing() -> None:
    assert nearest_name("ngân sách", UNITS) is None
    assert nearest_name("xa-mo-cay", ()) is None


def test_of_two_equally_close_names_the_one_that_starts_alike_is_taken() -> None:
    assert nearest_name("thang_1", ("1_thang", "thang_2")) == "thang_2"


@many
@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=6))
def test_only_known_names_are_proposed(written: str, known: list[str]) -> None:
    assert nearest_name(written, known) in {None, *known}


@many
@given(st.sampled_from(UNITS))
def test_a_known_name_finds_itself(name: str) -> None:
    assert nearest_name(name, UNITS) == name
    assert nearest_name(name.upper(), UNITS) == name


def test_a_hint_asks_or_is_silent() -> None:
    assert name_hint("xa-mo-cai", UNITS) == " Ý bạn là 'xa-mo-cay'?"
    assert name_hint("ngân sách", UNITS) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ủy ban nhân dân", "Ủy ban nhân dân"), ("sở KH&CN", "Sở KH&CN"), ("đắk Tô", "Đắk Tô"), ("", "")],
)
def test_a_sentence_begins_with_a_capital_and_keeps_the_others(text: str, expected: str) -> None:
    assert sentence_case(text) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["xã Một"], "xã Một"),
        (["xã Một", "xã Hai"], "xã Một và xã Hai"),
        (["xã Một", "xã Hai", "xã Ba"], "xã Một, xã Hai và xã Ba"),
        (["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế", "Sở A"],
         "Sở Văn hóa, Thể thao và Du lịch; Sở Y tế và Sở A"),
    ],
)  # fmt: skip
def test_lists_read_as_a_sentence(items: list[str], expected: str) -> None:
    assert joined_words(items) == expected


def test_the_last_word_of_a_list_can_be_another() -> None:
    assert joined_words(["có", "không"], "hoặc") == "có hoặc không"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("xa-mo-cay" * 20, UNITS),
        ("xa-mo-cai", [f"{unit}{number}" for unit in UNITS for number in range(1000)]),
    ],
    ids=["a long name", "many names"],
)
def test_nothing_is_guessed_where_it_would_take_long(name: str, known: list[str]) -> None:
    assert nearest_name(name, known) is None


def test_marks_piled_up_by_the_hundred_thousand_are_left_as_they_are() -> None:
    """To sort them would take hours; the letters around are composed all the same."""
    pile = "\u0301\u0323" * 300_000
    assert to_nfc(f"e\u0302 a{pile} o\u031b") == f"ê a{pile} ơ"
    assert is_nfc(f"a{pile}")
    assert not is_nfc(f"e\u0302 a{pile}")
    assert folded_text(f"ê{pile}") == "e"


def test_of_many_names_the_first_are_said_and_the_others_counted() -> None:
    assert first_few(["An Bình", "Bình Sơn"], 2, "đơn vị") == "An Bình, Bình Sơn"
    assert first_few(["An Bình", "Bình Sơn", "Cẩm Mỹ"], 1, "đơn vị") == "An Bình và 2 đơn vị khác"
