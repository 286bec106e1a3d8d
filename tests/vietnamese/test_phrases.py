"""Where a line of a title may end."""

import unicodedata
from pathlib import Path

import pytest

from baocao.vietnamese import phrases
from baocao.vietnamese.phrases import AFTER_MARK, BEFORE_LINK, HANGING, IN_NAME, break_costs
from baocao.vietnamese.syllables import is_syllable

LISTED = Path(phrases.__file__).with_name("compounds.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize(
    "text",
    [
        *("kết luận", "khoa học", "nhân dân", "của Bộ", "các xã", "số 57-NQ/TW", "tháng 11", "Phụ lục III"),
        *("2022 - 2025", "xã Mỏ", "KẾT LUẬN", "Khoa học,"),
    ],
)
def test_a_line_does_not_end_inside(text: str) -> None:
    words = text.split(" ")
    assert break_costs(words)[0] == HANGING


def test_a_line_likes_to_end_after_a_comma_and_before_a_linking_word() -> None:
    assert break_costs(["học,", "công"]) == [AFTER_MARK]
    assert break_costs(["57-NQ/TW", "của"]) == [BEFORE_LINK]


def test_a_name_stays_together_where_it_can_be_told() -> None:
    assert break_costs(["tại", "Quảng", "Ngãi"])[1] == IN_NAME
    assert break_costs(["QUẢNG", "NGÃI"])[0] < IN_NAME


def test_the_words_of_the_list_are_two_composed_syllables_in_order() -> None:
    assert sorted(set(LISTED)) == LISTED
    for line in LISTED:
        assert unicodedata.is_normalized("NFC", line)
        assert [is_syllable(part) for part in line.split(" ")] == [True, True], line
