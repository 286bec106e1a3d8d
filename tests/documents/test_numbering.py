"""Numbers of headings: I., 1., 1.1., a), each level begun anew, none skipped, none repeated."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.documents.markdown import Part, Reference, parse_markdown
from baocao.documents.numbering import LETTERS, Counter, number_parts, point_letter, section_numbers
from baocao.model.document import Heading, Paragraph, Text
from baocao.vietnamese.collation import collation_key
from baocao.vietnamese.numbers import roman_numeral

VALUES = {"I": 1, "V": 5, "X": 10}


def part_numbers(markdown: str) -> list[str]:
    parts = number_parts(parse_markdown(markdown))
    return [part.number for part in parts if isinstance(part, Heading)]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "I"),
        (2, "II"),
        (3, "III"),
        (4, "IV"),
        (5, "V"),
        (8, "VIII"),
        (9, "IX"),
        (14, "XIV"),
        (19, "XIX"),
        (39, "XXXIX"),
    ],
)
def test_roman_numbers_are_written_as_usual(number: int, text: str) -> None:
    assert roman_numeral(number) == text


@given(st.integers(1, 39))
def test_a_roman_number_can_be_read_back(number: int) -> None:
    digits = [VALUES[sign] for sign in roman_numeral(number)]
    assert number == sum(-digit if digit < after else digit for digit, after in pairwise([*digits, 0]))


def test_letters_follow_the_vietnamese_alphabet_without_marked_vowels() -> None:
    assert "".join(map(point_letter, range(1, 24))) == "abcdđeghiklmnopqrstuvxy"
    assert not set(LETTERS) & set("ăâêôơưfjwz")
    assert sorted(LETTERS, key=collation_key) == list(LETTERS)


@pytest.mark.parametrize(("number", "text"), [(23, "y"), (24, "aa"), (28, "đđ"), (46, "yy"), (47, "aaa")])
def test_after_the_last_letter_letters_are_doubled(number: int, text: str) -> None:
    assert point_letter(number) == text


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# A\n# B\n# C", ["I.", "II.", "III."]),
        ("# A\n## B\n## C\n### D\n#### E", ["I.", "1.", "2.", "2.1.", "a)"]),
        ("# A\n## B\n# C\n## D", ["I.", "1.", "II.", "1."]),
        ("# A\n## B\n### C\n### D\n## E\n### F", ["I.", "1.", "1.1.", "1.2.", "2.", "2.1."]),
        ("# A\n#### B\n#### C\n## D\n#### E", ["I.", "a)", "b)", "1.", "a)"]),
        ("# A\n## B\n### C\n#### D\n### E\n#### F", ["I.", "1.", "1.1.", "a)", "1.2.", "a)"]),
        ("## A\n## B", ["1.", "2."]),
    ],
)
def test_a_heading_starts_the_count_of_deeper_levels_anew(markdown: str, expected: list[str]) -> None:
    assert part_numbers(markdown) == expected


def test_points_are_lettered_as_the_decree_does() -> None:
    markdown = "# A\n" + "#### B\n" * 12
    assert part_numbers(markdown)[1:] == [f"{sign})" for sign in "abcdđeghiklm"]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=40))
def test_no_number_is_skipped_or_repeated_under_one_parent(levels: list[int]) -> None:
    counter, open_at = Counter(), [0] * 5
    for level in levels:
        open_at[level] += 1
        open_at[level + 1 :] = [0] * (4 - level)
        own = re.split(r"[.)]", counter.next_number(level).rstrip("."))[1 if level == 3 else 0]
        expected = {1: roman_numeral(open_at[1]), 4: point_letter(open_at[4])}.get(
            level, str(open_at[level])
        )
        assert own == expected


def test_only_headings_are_numbered() -> None:
    parts: list[Part] = [Paragraph((Text("a"),)), Reference("bang", "0"), Heading(1, "", (Text("b"),))]
    assert list(number_parts(parts)) == [*parts[:2], Heading(1, "I.", (Text("b"),))]


def test_every_appendix_counts_its_own_headings() -> None:
    heading = Heading(1, "", ())
    parts: list[Part] = [
        heading,
        Reference("mo", "a"),
        heading,
        Reference("dong", "a"),
        Reference("mo", "b"),
        heading,
    ]
    numbers = [part.number for part in number_parts(parts) if isinstance(part, Heading)]
    assert numbers == ["I.", "I.", "I."]


@pytest.mark.parametrize(
    ("levels", "path"),
    [
        ([1], "I"),
        ([1, 2], "I.1"),
        ([1, 2, 3], "I.1.1"),
        ([1, 2, 2, 3, 4], "I.2.1.a"),
        ([1, 2, 4, 4], "I.1.b"),
        ([2, 2], "2"),
        ([2, 3], "1.1"),
        ([1, 2, 3, 1, 2], "II.1"),
    ],
)
def test_a_sentence_calls_a_section_by_all_the_numbers_above_it(levels: list[int], path: str) -> None:
    headings = [Heading(level, "", ()) for level in levels]
    headings[-1] = headings[-1]._replace(name="m")
    assert section_numbers(number_parts(headings)) == {"m": path}


def test_deeper_levels_than_the_decree_knows_are_points() -> None:
    (part,) = number_parts([Heading(6, "", ())])
    assert part == Heading(4, "a)", ())
