"""Texts of strangers in Markdown, read back by a parser: shown as they are written."""

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

import hostile_texts as hostile
from baocao.report.markdown_text import code_markdown, plain_html, plain_markdown
from baocao.vietnamese.visible import visible_line

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def one_line(text: str) -> str:
    return visible_line(re.sub("[ \t\n]+", " ", text)).strip()


def seen_text(html: str) -> str:
    """Return what a reader sees of HTML."""
    return unescape(re.sub(r"<!--.*?-->|<[^>]+>", "", html)).strip()


@pytest.mark.sampled
@pytest.mark.parametrize("text", hostile.ALL)
def test_a_text_in_a_list_is_read_as_it_is_written(text: str) -> None:
    html = PARSER.render(f"- {plain_markdown(text)}\n")
    assert set(re.findall(r"</?(\w+)", html)) <= {"ul", "li"}
    assert seen_text(html) == one_line(text)


@pytest.mark.sampled
@pytest.mark.parametrize("text", hostile.ALL)
def test_a_text_of_its_own_is_a_paragraph(text: str) -> None:
    html = PARSER.render(f"{plain_markdown(text)}\n")
    assert set(re.findall(r"</?(\w+)", html)) <= {"p"}
    assert seen_text(html) == one_line(text)


@pytest.mark.sampled
@pytest.mark.parametrize("text", hostile.ALL)
def test_a_table_keeps_its_columns_whatever_is_in_a_cell(text: str) -> None:
    html = PARSER.render(f"| a | b |\n| --- | --- |\n| {plain_markdown(text)} | y |\n")
    assert html.count("<td>") == 2
    assert seen_text(html.partition("<td>")[2].partition("</td>")[0]) == one_line(text)


@pytest.mark.sampled
@pytest.mark.parametrize("text", hostile.ALL)
def test_a_name_in_backticks_stays_there(text: str) -> None:
    html = PARSER.render(f"- {code_markdown(text)} x\n")
    assert html.count("<code>") == html.count("</code>") == 1
    assert set(re.findall(r"</?(\w+)", html)) == {"ul", "li", "code"}


@pytest.mark.sampled
@pytest.mark.parametrize("text", hostile.ALL)
def test_a_text_in_an_element_of_html_is_no_markup(text: str) -> None:
    html = PARSER.render(f"<details>\n<summary>{plain_html(text)}</summary>\n\nx\n\n</details>\n")
    assert set(re.findall(r"</?(\w+)", html)) == {"details", "summary", "p"}
    assert seen_text(html.partition("<p>")[0]) == one_line(text)


@pytest.mark.parametrize(
    "text",
    ["@quan-tri", "a@b.vn", "#12", "!34", "%1", "^alert", "GH-12", "https://x.vn", "ftp://x.vn", "www.x.vn",
     "mailto:a@x.vn", ":smile:", ":+1:"],
)  # fmt: skip
def test_nothing_calls_a_person_or_links_or_becomes_a_picture(text: str) -> None:
    """Platforms look for these in what is left of the text between elements and comments."""
    for made in (plain_markdown(f"x {text}"), plain_html(f"x {text}")):
        pieces = re.split(r"<!--.*?-->", made)
        assert len(pieces) > 1
        assert not any(
            re.search(r"[@#!%^]\w|gh-\d|://|www\.|mailto:|:[\w+-]+:", piece, re.IGNORECASE)
            for piece in pieces
        )


def test_a_usual_text_is_left_as_it_is() -> None:
    text = "Xã Mỏ Cày: 3.781 hồ sơ (+10%), đến 17:00 ngày 18/11/2025; -5 so với kỳ trước"
    assert plain_markdown(text) == text


def test_no_line_is_a_command_to_gitlab() -> None:
    assert plain_markdown("/close").startswith("\\/")
