"""Letters that act are shown by name, and nothing else is changed."""

import pytest

import hostile_texts as hostile
from baocao.vietnamese.visible import harmless_text, visible_line, visible_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\x07", "␇"),
        ("\x7f", "␡"),
        ("\r", "␍"),
        ("\x9b31m", "<U+009B>31m"),
        ("\u202e", "<U+202E>"),
        ("a\u200bb", "a<U+200B>b"),
        ("\U000e0041", "<U+E0041>"),
        ("\ud800", "<U+D800>"),
        ("\udcff.yaml", "<0xFF>.yaml"),
        ("Xã Mỏ Cày\t10,5 %\n“–…”", "Xã Mỏ Cày\t10,5 %\n“–…”"),
    ],
)
def test_a_letter_that_acts_is_shown_by_name(text: str, shown: str) -> None:
    assert visible_text(text) == shown


def test_the_end_of_a_line_that_stands_in_a_text_is_shown_as_well() -> None:
    assert visible_line("a\nb") == "a␊b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", ":\\:error::x"),
        ("a\n \u00a0::add-mask::x", "a\n \u00a0:\\:add-mask::x"),
        ("a ##[error]x", "a ##\\[error]x"),
        ("##vso[task.x]", "##vso\\[task.x]"),
        ("lúc 17:00, a::b, ## đề mục [x]", "lúc 17:00, a::b, ## đề mục [x]"),
    ],
)
def test_a_line_that_a_build_server_would_obey_is_broken_where_it_is_seen(text: str, shown: str) -> None:
    assert harmless_text(text) == shown


@pytest.mark.sampled
@pytest.mark.parametrize("text", hostile.ALL)
def test_of_a_hostile_text_nothing_acts(text: str) -> None:
    assert not hostile.acting_letters(harmless_text(visible_text(text)))
    assert harmless_text(visible_text(harmless_text(visible_text(text)))) == harmless_text(
        visible_text(text)
    )
