"""Syllables: what can be one, and where its tone mark may stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.vietnamese.syllables import is_syllable, tone_folded
from reading import many

SAYING = (
    "Ủy ban nhân dân xã Mỏ Cày kính báo cáo kết quả chuyển đổi số quý này gì nghiêng khuya thuở quốc huyện"
)


@pytest.mark.parametrize("word", SAYING.split())
def test_words_of_reports_are_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize(
    "word",
    ["", "Noël", "Müller", "file", "nh©n", "nhaân", "daân", "ñaõ", "UBND", "TTHC", "ểế", "bbà", "tkê"],
)
def test_other_words_are_none(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "right"), [("tịch", True), ("tích", True), ("tòch", False), ("tìch", False)]
)
def test_syllables_that_end_in_a_stop_have_one_of_two_tones(word: str, right: bool) -> None:  # noqa: FBT001
    assert is_syllable(word) is right


@pytest.mark.parametrize(
    ("old", "new"), [("Hoà", "Hòa"), ("THUỶ", "thủy"), ("Uỷ ban", "Ủy ban"), ("xã Khoẻ", "Xã khỏe")]
)
def test_where_the_tone_mark_stands_does_not_count(old: str, new: str) -> None:
    assert tone_folded(old) == tone_folded(new)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hoá"), ("Hòa", "Hoa"), ("Cày", "Cầy"), ("Đông", "Dông")]
)
def test_other_marks_count(one: str, other: str) -> None:
    assert tone_folded(one) != tone_folded(other)


@many
@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệúùủũụ ", max_size=20))
def test_folding_does_not_see_how_letters_are_composed(text: str) -> None:
    assert tone_folded(unicodedata.normalize("NFD", text)) == tone_folded(text)
