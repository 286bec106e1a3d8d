"""Letters that look Vietnamese and are not."""

import unicodedata

import pytest

from baocao.vietnamese.lookalikes import LETTERS, code_point, corrected_word, invisible_name, word_around


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("\u00d0ảng", "Đảng"),
        ("\u0189ại", "Đại"),
        ("\u00f0ã", "đã"),
        ("x\u0430", "xa"),
        ("\u0421", "C"),
        ("T\u0391I", "TAI"),
    ],
)
def test_a_word_with_a_foreign_letter_is_put_right(word: str, meant: str) -> None:
    assert corrected_word(word) == meant


@pytest.mark.parametrize("word", ["", "Đảng", "kΩ", "Россия", "Α", "α", "ΑΒ", "Plô", "漢字"])
def test_other_words_are_what_they_seem(word: str) -> None:
    assert corrected_word(word) is None


@pytest.mark.parametrize("letter", LETTERS)
def test_each_look_alike_is_another_character_than_it_seems(letter: str) -> None:
    assert unicodedata.normalize("NFKC", letter) == letter
    assert len(letter) == len(LETTERS[letter]) == 1
    assert letter != LETTERS[letter]


@pytest.mark.parametrize("offset", [4, 5])
def test_a_word_is_found_around_its_letters(offset: int) -> None:
    assert word_around("các xã, thôn", offset) == (4, "xã")


def test_characters_are_named() -> None:
    assert code_point("\u00d0") == "U+00D0"
    assert invisible_name("\u200b") == "khoảng trắng không bề rộng (U+200B)"
    assert invisible_name("\u2063") == "ký tự ẩn (U+2063)"
