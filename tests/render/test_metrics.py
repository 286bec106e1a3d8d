"""Widths of Times New Roman, and lines that fit."""

from functools import cache
from math import ceil

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from baocao.render.metrics import (
    HOLE,
    Measure,
    balanced_lines,
    line_count,
    part_text,
    text_width,
    without_holes,
    wrapped_lines,
)
from baocao.vietnamese.phrases import HANGING, break_costs

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
SIZE = 14
WORDS = st.text("abcđêwWÁ-", min_size=1, max_size=7)
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
SYLLABLES = st.text("abcđêwWÁ", min_size=1, max_size=3)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=20).map(" ".join)
WIDTHS = st.integers(min_value=45, max_value=160)
"""Millimetres in which every word of `WORDS` has room."""


def widest_line(lines: list[str]) -> float:
    return max(text_width(line, SIZE) for line in lines)


def fewest_lines(text: str, width: float) -> int:
    """Try every way to break the text."""
    words = text.split(" ")

    @cache
    def best(start: int) -> int:
        if start == len(words):
            return 0
        ends = range(start + 1, len(words) + 1)
        return 1 + min(best(end) for end in ends if widest_line([" ".join(words[start:end])]) <= width)

    return best(0)


@pytest.mark.parametrize(("size", "millimetres"), [(13, 95.7), (12, 88.3)])
def test_the_name_of_the_country_is_as_wide_as_measured(size: float, millimetres: float) -> None:
    assert text_width(COUNTRY, size, bold=True) == pytest.approx(millimetres, abs=0.1)


def test_bold_letters_are_wider() -> None:
    assert text_width("Độc lập", SIZE, bold=True) > text_width("Độc lập", SIZE)


@given(SENTENCES, st.integers(min_value=8, max_value=20))
@settings(max_examples=50, deadline=None)
def test_a_text_is_as_wide_as_its_letters_and_grows_with_the_size(text: str, size: int) -> None:
    assert text_width(text, size) == pytest.approx(sum(text_width(letter, size) for letter in text))
    assert text_width(text, 2 * size) == pytest.approx(2 * text_width(text, size))


def test_letters_with_vietnamese_marks_are_as_wide_as_those_without() -> None:
    assert text_width("ẾệỗỲ", SIZE) == pytest.approx(text_width("EeoY", SIZE))


def test_an_unknown_character_is_taken_for_a_wide_one() -> None:
    assert text_width("字", SIZE) > text_width("n", SIZE)


def test_newlines_part_paragraphs() -> None:
    assert line_count("một\nhai\n", 100, SIZE) == 3


def test_an_empty_text_takes_a_line() -> None:
    assert line_count("", 100, SIZE) == 1


def test_a_word_wider_than_the_line_takes_the_lines_that_it_fills_and_at_most_one_more() -> None:
    """Its lines end at a letter, not at the last millimetre."""
    word = "W" * 40
    filled = ceil(text_width(word, SIZE) / 50)
    assert line_count(word, 50, SIZE) in {filled, filled + 1}


@given(SENTENCES, WIDTHS)
@settings(max_examples=50, deadline=None)
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    assert " ".join(wrapped_lines(text, width, SIZE)) == text


@given(SENTENCES, WIDTHS)
@settings(max_examples=50, deadline=None)
def test_wrapping_takes_the_fewest_lines_and_none_is_too_wide(text: str, width: int) -> None:
    lines = wrapped_lines(text, width, SIZE)
    assert len(lines) == fewest_lines(text, width)
    assert widest_line(lines) <= width + 1e-9


@given(NAMES, WIDTHS)
@settings(max_examples=50, deadline=None)
def test_balancing_keeps_words_and_takes_at_most_a_line_more_than_needed(text: str, width: int) -> None:
    lines = balanced_lines(text, width, SIZE)
    assert " ".join(lines) == text
    assert widest_line(lines) <= width + 1e-9
    assert len(lines) - fewest_lines(text, width) in {0, 1}


@given(
    st.lists(st.sampled_from(["của", "khoa", "học", "Bộ", "57", "và", "nhân", "dân"]), min_size=1).map(
        " ".join
    ),
    WIDTHS,
)
@settings(max_examples=50, deadline=None)
def test_a_title_that_fits_to_the_millimetre_does_not_overflow(text: str, width: int) -> None:
    room = widest_line(wrapped_lines(text, width, SIZE))
    assert widest_line(balanced_lines(text, room, SIZE)) <= room + 1e-9


def test_where_words_part_anywhere_lines_are_even() -> None:
    lines = balanced_lines("ba " * 20 + "ba", 100, SIZE)
    widths = [text_width(line, SIZE) for line in lines]
    assert max(widths) - min(widths) <= text_width("ba ", SIZE) + 1e-9


TITLES = {
    "Tình hình thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị và Nghị quyết số 71/NQ-CP của Chính phủ": [
        "Tình hình thực hiện Nghị quyết số 57-NQ/TW",
        "của Bộ Chính trị và Nghị quyết số 71/NQ-CP của Chính phủ",
    ],
    "Tiến độ, kết quả thực hiện nhiệm vụ tại Thông báo kết luận của Trưởng Ban Chỉ đạo Trung ương "
    "về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số": [
        "Tiến độ, kết quả thực hiện nhiệm vụ tại Thông báo kết luận",
        "của Trưởng Ban Chỉ đạo Trung ương về phát triển khoa học,",
        "công nghệ, đổi mới sáng tạo và chuyển đổi số",
    ],
}


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:30])
def test_lines_of_a_title_break_between_phrases(title: str) -> None:
    assert balanced_lines(title, 136, SIZE, bold=True) == TITLES[title]


@pytest.mark.parametrize("width", range(60, 160, 10))
@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:30])
def test_no_line_of_a_title_ends_inside_a_word_or_with_a_word_that_needs_the_next(
    title: str, width: int
) -> None:
    *lines, _ = balanced_lines(title, width, SIZE, bold=True)
    words = title.split(" ")
    costs = break_costs(words)
    ends = [sum(len(line.split(" ")) for line in lines[: count + 1]) for count in range(len(lines))]
    assert all(costs[end - 1] < HANGING for end in ends)


def test_a_title_of_thousands_of_words_takes_no_time_that_grows_with_its_square() -> None:
    assert " ".join(balanced_lines("ba " * 20_000 + "ba", 100, SIZE)).count("ba") == 20_001


def test_a_balanced_name_breaks_in_the_middle() -> None:
    lines = balanced_lines("ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI", 74, 13, bold=True)
    assert lines == ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", ["SỞ KHOA HỌC", "VÀ CÔNG NGHỆ"]),
        ("ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH", ["ĐẢNG ỦY", "ỦY BAN NHÂN DÂN TỈNH"]),
        ("ỦY BAN NHÂN DÂN XÃ MỎ CÀY", ["ỦY BAN NHÂN DÂN", "XÃ MỎ CÀY"]),
    ],
)
def test_the_name_of_a_body_breaks_between_its_parts(name: str, lines: list[str]) -> None:
    assert balanced_lines(name, 64, 13, bold=True) == lines


def all_parts(text: str, most: int) -> list[str]:
    listed = []
    while text:
        part, text = part_text(text, 30, 11, most)
        listed.append(part)
    return listed


@given(
    st.lists(st.lists(st.text(alphabet="abcđư", min_size=1, max_size=8)).map(" ".join), min_size=1),
    st.integers(1, 6),
)
def test_parts_of_a_long_text_lose_no_word_and_none_is_too_long(paragraphs: list[str], most: int) -> None:
    text = "\n".join(paragraphs)
    parts = all_parts(text, most)
    assert " ".join(parts).split() == text.split()
    assert all(line_count(part, 30, 11) <= most for part in parts)


def test_an_address_that_breaks_behind_its_slashes_has_room() -> None:
    address = "https://mocay.quangngai.gov.vn"
    width = text_width("quangngai.gov", 11)
    assert line_count(address, width, 11) >= 1 + ceil(text_width("mocay.quangngai.gov.vn", 11) / width)


def test_parts_end_between_paragraphs_where_these_are_short() -> None:
    assert all_parts("một\nhai\nba", 2) == ["một\nhai", "ba"]
    assert part_text("một\n" + "chữ " * 30, 30, 11, 3) == ("một", "chữ " * 30)


def test_a_part_is_filled_where_a_paragraph_would_leave_much_of_it_empty() -> None:
    first, rest = part_text("một\n" + "chữ " * 60 + "hết", 30, 11, 8)
    assert line_count(first, 30, 11) == 8
    assert f"{first} {rest}".split() == ["một", *["chữ"] * 60, "hết"]


def test_a_word_that_no_part_can_hold_stays_whole() -> None:
    assert part_text("W" * 60 + " " + "M" * 40, 30, 11, 2) == ("W" * 60, "M" * 40)


# Long addresses in justified paragraphs.

BODY = Measure(160, 14, 12.7)
ADDRESSES = st.sampled_from(
    (
        "https://dichvucong.gov.vn/p/phananhkiennghi/pakn-gui-pakn.html",
        *("hcc-mocay@quangngai.gov.vn;", "www.quangngai.gov.vn", "1464/SKHCN-KH&ĐMST", "x" * 150),
    )
)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (
            "- Trang Thông tin điện tử của xã hoạt động hiệu quả tại https://mocay.quangngai.gov.vn, mới.",
            "tại\nhttps",
        ),
        (
            "+ Trung tâm Phục vụ hành chính công tỉnh: 0255 3718 200; pakn@quangngai.gov.vn.",
            "200;\npakn",
        ),
        ("+ Địa chỉ: https://dichvucong.gov.vn/p/phananhkiennghi/pakn-gui-pakn.html", ""),
        ("Trang của xã là https://mocay.quangngai.gov.vn, có nhiều tin.", ""),
        ("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển", ""),
        (f"{'Xã đã làm ' * 30}.", ""),
        (f"Xem {'x' * 400}", "Xem\nx"),
        ("", ""),
    ],
)
def test_a_line_before_a_long_address_ends_by_itself(text: str, broken: str) -> None:
    made = without_holes(text, BODY)
    assert made.replace("\n", " ") == text
    assert broken in made if broken else made == text


@given(st.lists(st.one_of(WORDS, ADDRESSES), min_size=1, max_size=40).map(" ".join))
def test_no_line_is_stretched_over_a_hole_and_nothing_but_a_space_gives_way(text: str) -> None:
    made = without_holes(text, BODY)
    assert made.replace("\n", " ") == text
    assert without_holes(made, BODY) == made
    # Where a word is wider than a line, it is the program that prints which breaks it.
    assume(all(text_width(word, BODY.size) <= BODY.width - BODY.indent for word in text.split(" ")))
    for index, line in enumerate(made.split("\n")[:-1]):
        indent = BODY.indent if index == 0 else 0
        last = wrapped_lines(line, BODY.width - indent, BODY.size)[-1]
        assert text_width(last.rsplit("-", 1)[-1], BODY.size) <= BODY.width * (1 - HOLE)
