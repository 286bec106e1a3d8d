"""Tokens: what is more than text travels through Markdown and comes out whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.documents.markdown import parse_markdown, plain_text
from baocao.documents.tokens import (
    INLINE,
    OBJECT,
    block_token,
    escaped_text,
    gap_token,
    note_token,
    object_token,
    unescaped_text,
)
from baocao.model.document import Footnote, Paragraph, Text

WORDS = st.text(
    st.characters(categories=["L", "Nd", "P", "S", "Zs"], exclude_characters="\u00a0\u2007\u202f"),
    min_size=1,
    max_size=20,
).map(str.strip)


def test_a_gap_keeps_its_words() -> None:
    (match,) = INLINE.finditer(f"Có {gap_token('[chưa có số liệu]')} hồ sơ")
    assert match["gap"] == "[chưa có số liệu]"


def test_a_gap_may_be_empty() -> None:
    (match,) = INLINE.finditer(gap_token(""))
    assert match["gap"] == ""


def test_a_note_keeps_its_paragraphs() -> None:
    (paragraph,) = parse_markdown(f"Theo{note_token(['- Một;', '- Hai.'])}.")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content[1] == Footnote(((Text("- Một;"),), (Text("- Hai."),)))


def test_several_tokens_of_one_line_stay_apart() -> None:
    text = f"{gap_token('một')} và {gap_token('hai')}{note_token(['ba'])}"
    assert [match["gap"] or match["note"] for match in INLINE.finditer(text)] == ["một", "hai", "ba"]


def test_an_object_is_found_by_kind_and_name() -> None:
    match = OBJECT.fullmatch(object_token("xem", "so-lieu"))
    assert match
    assert (match["kind"], match["name"]) == ("xem", "so-lieu")


def test_a_block_stands_alone_whatever_stands_around_it() -> None:
    assert len(list(parse_markdown(f"Trên{block_token('bang', '0')}dưới"))) == 3


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("5*3", r"5\*3"),
        ("a_b", r"a\_b"),
        ("a|b", r"a\|b"),
        ("a\\b", r"a\\b"),
        ("- mục", r"\- mục"),
        ("+ mục", r"\+ mục"),
        ("# mục", r"\# mục"),
        ("-5", "-5"),
        ("a - b", "a - b"),
        ("\ue000a\ue001\ue006", "a"),
        ("Xã Mỏ Cày", "Xã Mỏ Cày"),
    ],
)
def test_signs_of_markdown_are_escaped_where_they_would_count(text: str, written: str) -> None:
    assert escaped_text(text) == written


@given(WORDS.filter(lambda text: bool(text) and not text.startswith("##")))
def test_escaped_text_is_printed_as_it_is(text: str) -> None:
    (paragraph,) = parse_markdown(escaped_text(text))
    assert isinstance(paragraph, Paragraph)
    assert (plain_text(paragraph.content), paragraph.marker) == (text, "")


@given(WORDS.filter(bool))
def test_escaped_text_is_neither_bold_nor_italic_nor_missing(text: str) -> None:
    (paragraph,) = parse_markdown(f"Theo {escaped_text(text)}.")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Text(f"Theo {text}."),)


@given(st.text())
def test_plain_text_cannot_smuggle_tokens_in(text: str) -> None:
    assert not INLINE.search(escaped_text(text))
    assert not OBJECT.search(escaped_text(text))


@given(WORDS)
def test_escaping_is_undone_where_no_markdown_is_read(text: str) -> None:
    assert unescaped_text(escaped_text(text)) == text
