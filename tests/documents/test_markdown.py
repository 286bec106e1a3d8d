"""The Markdown of reports: what clerks write becomes paragraphs, items, headings and tables."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from baocao.documents.markdown import (
    Part,
    Reference,
    inlines_of_text,
    parse_markdown,
    plain_text,
    resolve_references,
)
from baocao.documents.tokens import block_token, gap_token, note_token, object_token
from baocao.model.document import Break, Footnote, Heading, Inline, Paragraph, Text
from baocao.model.table import Table


def part_shape(part: Part) -> tuple[str, str]:
    """Return how a part begins ('#', '-', '' …) and its text."""
    match part:
        case Heading():
            return "#" * part.level, plain_text(part.content)
        case Paragraph():
            return part.marker, plain_text(part.content)
        case Reference():
            return part.kind, part.name
        case _:
            return "|", ""


def part_shapes(markdown: str) -> list[tuple[str, str]]:
    return [part_shape(part) for part in parse_markdown(markdown)]


def only_content(markdown: str) -> tuple[Inline, ...]:
    (part,) = parse_markdown(markdown)
    assert isinstance(part, Paragraph | Heading)
    return part.content


# Blocks.


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("", []),
        ("\n \n\t\n", []),
        ("Một.\n\nHai.", [("", "Một."), ("", "Hai.")]),
        ("Một\nhai\n  ba.", [("", "Một hai ba.")]),
        ("# A\nB\n## C", [("#", "A"), ("", "B"), ("##", "C")]),
        ("#### A", [("####", "A")]),
        ("  # A", [("#", "A")]),
        ("- A\n- B", [("-", "A"), ("-", "B")]),
        ("- A\n\n- B", [("-", "A"), ("-", "B")]),
        ("A:\n- B", [("", "A:"), ("-", "B")]),
        ("- A\n  tiếp\nnữa\n\nB", [("-", "A tiếp nữa"), ("", "B")]),
        ("- A\n# B", [("-", "A"), ("#", "B")]),
    ],
)
def test_each_block_is_known_by_how_its_line_starts(markdown: str, expected: list[tuple[str, str]]) -> None:
    assert part_shapes(markdown) == expected


@pytest.mark.parametrize(
    "line",
    [
        "2025. Năm của dữ liệu",
        "1) Kết quả",
        "1. Kết quả",
        "a) Kết quả",
        "-5 độ",
        "--- gạch",
        "-",
        "#hashtag",
        "#",
        "##### năm dấu",
        "+84 là mã nước",
        "> trích",
        "```",
        "===",
        "<b>không</b>",
        "[1]: x",
        "&amp; và",
        "https://vi.du/a_b_c",
    ],
)
def test_a_line_that_only_looks_like_other_markdown_stays_a_paragraph(line: str) -> None:
    assert part_shapes(f"{line}\n") == [("", line)]


@pytest.mark.parametrize("line", ["**Kết quả** tốt", "*Kết quả* tốt", "__Kết quả__ tốt", "_Kết quả_ tốt"])
def test_a_paragraph_may_begin_in_bold_or_italics(line: str) -> None:
    assert part_shapes(line) == [("", "Kết quả tốt")]


def test_numbered_lines_of_one_paragraph_stay_its_text() -> None:
    assert part_shapes("Kết quả:\n2025. Năm đầu\n1) Một") == [("", "Kết quả: 2025. Năm đầu 1) Một")]


@pytest.mark.parametrize("indent", ["", " ", "  ", "    ", "\t"])
def test_plus_under_minus_is_an_item_at_any_indent(indent: str) -> None:
    markdown = f"- A:\n{indent}+ B;\n{indent}+ C.\n- D"
    assert part_shapes(markdown) == [("-", "A:"), ("+", "B;"), ("+", "C."), ("-", "D")]


def test_an_item_goes_on_in_the_next_line() -> None:
    assert part_shapes("- A:\n  + B\n    tiếp theo\n  + C") == [
        ("-", "A:"),
        ("+", "B tiếp theo"),
        ("+", "C"),
    ]


def test_a_space_that_does_not_break_may_follow_the_marker() -> None:
    assert part_shapes("-\u00a0A") == [("-", "A")]


# Inside a block.


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("thường", [Text("thường")]),
        ("**đậm**", [Text("đậm", bold=True)]),
        ("__đậm__", [Text("đậm", bold=True)]),
        ("*nghiêng*", [Text("nghiêng", italic=True)]),
        ("_nghiêng_", [Text("nghiêng", italic=True)]),
        ("***cả hai***", [Text("cả hai", bold=True, italic=True)]),
        ("a **b** *c*", [Text("a "), Text("b", bold=True), Text(" "), Text("c", italic=True)]),
        ("**a *b* c**", [Text("a ", bold=True), Text("b", bold=True, italic=True), Text(" c", bold=True)]),
        ("tep_co_gach_duoi", [Text("tep_co_gach_duoi")]),
        ("5 * 3 * 2", [Text("5 * 3 * 2")]),
        (r"\*sao\*", [Text("*sao*")]),
        (r"\_gạch\_ \\ \|", [Text("_gạch_ \\ |")]),
        ("**mở", [Text("**mở")]),
        ("`mã` [liên kết](x) ![ảnh](y)", [Text("`mã` [liên kết](x) ![ảnh](y)")]),
    ],
)
def test_only_bold_italic_and_escapes_are_marks(text: str, runs: list[Inline]) -> None:
    assert list(inlines_of_text(text)) == runs


@pytest.mark.parametrize("end", ["  ", "     ", "\\"])
def test_two_spaces_or_a_backslash_break_the_line(end: str) -> None:
    assert only_content(f"Một{end}\nhai") == (Text("Một"), Break(), Text("hai"))


def test_a_line_end_in_a_paragraph_is_a_space() -> None:
    assert only_content("Một\nhai") == (Text("Một hai"),)


def test_bold_goes_on_over_lines() -> None:
    assert only_content("**Một\nhai**") == (Text("Một hai", bold=True),)


def test_an_escaped_marker_is_text() -> None:
    assert part_shapes(r"\- A") == [("", "- A")]
    assert part_shapes(r"- \+ A") == [("-", "+ A")]
    assert part_shapes(r"\# A") == [("", "# A")]


@pytest.mark.parametrize("text", ["a **b** c", "**b** *c*", "a\nb **c**", r"a \* b", "*a* b *c*"])
def test_neighbouring_runs_never_look_alike(text: str) -> None:
    looks = [(run.bold, run.italic, run.missing) for run in inlines_of_text(text) if isinstance(run, Text)]
    assert all(first != second for first, second in pairwise(looks))


# Tokens.


@pytest.mark.parametrize("around", ["{}", "**{}**", "_{}_", "a {} b", "- {}", "# {}"])
def test_a_gap_is_marked_wherever_it_stands(around: str) -> None:
    runs = [
        run
        for run in only_content(around.format(gap_token("[chưa có]")))
        if isinstance(run, Text) and run.missing
    ]
    assert [run.text for run in runs] == ["[chưa có]"]


def test_a_gap_takes_the_look_of_its_words() -> None:
    assert only_content(f"**Có {gap_token('x')}**") == (
        Text("Có ", bold=True),
        Text("x", bold=True, missing=True),
    )


@pytest.mark.parametrize("around", ["A{}.", "**A{}**", "- A{}", "Một\nhai{}"])
def test_a_footnote_is_found_wherever_it_stands(around: str) -> None:
    runs = [run for run in only_content(around.format(note_token(["x"]))) if isinstance(run, Footnote)]
    assert runs == [Footnote(((Text("x"),),))]


@pytest.mark.parametrize("kind", ["bang", "mo", "dong"])
def test_a_token_alone_in_its_paragraph_is_a_reference(kind: str) -> None:
    assert part_shapes(f"A{block_token(kind, 'so-lieu')}B") == [("", "A"), (kind, "so-lieu"), ("", "B")]


def test_a_mention_of_an_appendix_is_text_even_alone() -> None:
    known = {"so-lieu": "Phụ lục I"}
    assert part_shapes(resolve_references(object_token("xem", "so-lieu"), "xem", known)) == [
        ("", "Phụ lục I")
    ]
    assert resolve_references(f"tại {object_token('xem', 'so-lieu')}.", "xem", known) == "tại Phụ lục I."


def test_resolving_leaves_tables_and_appendices_alone() -> None:
    text = block_token("bang", "0") + block_token("mo", "x")
    assert resolve_references(text, "xem", {}) == text


# Tables.


def only_table(markdown: str) -> Table:
    (part,) = parse_markdown(markdown)
    assert isinstance(part, Table)
    return part


def test_a_table_has_columns_and_rows() -> None:
    table = only_table("| Xã | Số |\n|---|--:|\n| Một | 3.781 |\n| Hai | **5** |")
    assert [column.title for column in table.columns] == ["Xã", "Số"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Một", "3.781"], ["Hai", "5"]]


@pytest.mark.parametrize("row", ["| 1 |", "| 1 | 2 |", "| 1 | 2 | 3 |", "1"])
def test_every_row_is_as_wide_as_the_table(row: str) -> None:
    table = only_table(f"| A | B |\n|---|---|\n{row}")
    assert [len(each.cells) for each in table.rows] == [2]


def test_a_gap_in_a_table_keeps_its_words() -> None:
    table = only_table(f"| A |\n|---|\n| {gap_token('[chưa có]')} |")
    assert table.rows[0].cells[0].text == "[chưa có]"


@pytest.mark.parametrize("line", ["|", "| a", "|-|", "||"])
def test_a_line_that_is_no_table_stays_text(line: str) -> None:
    (part,) = parse_markdown(line)
    assert isinstance(part, Paragraph)


def test_a_table_ends_at_a_blank_line() -> None:
    assert [mark for mark, _ in part_shapes("| A |\n|---|\n| 1 |\n\nSau")] == ["|", ""]


# The same as CommonMark, where both have the same marks.

LETTERS = st.text("abcđêghiếộưỳXYĐ0123456789.,;:()%/", min_size=1, max_size=8)
WORDS = LETTERS.map(lambda text: f"x{text}x")
RUNS = st.sampled_from(["{}", "{}", "{}", "**{}**", "*{}*", "***{}***", r"{}\*", r"\_{}", "_{}_", "__{}__"])
WRITTEN = st.builds(str.format, RUNS, st.lists(WORDS, min_size=1, max_size=3).map(" ".join))
LINES = st.lists(WRITTEN, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=3).flatmap(
    lambda lines: st.sampled_from(["\n", "  \n", "\\\n"]).map(lambda end: end.join(lines))
)
BLOCKS = st.one_of(
    st.tuples(st.just(""), TEXTS),
    st.tuples(st.just("- "), TEXTS),
    st.tuples(st.sampled_from(["# ", "## ", "### ", "#### "]), LINES),
)


@given(blocks=st.lists(BLOCKS, max_size=6), tight=st.booleans())
def test_the_common_part_reads_as_in_commonmark(*, blocks: list[tuple[str, str]], tight: bool) -> None:
    markdown = _joined_blocks(blocks, tight=tight)
    assert [_plain_part(part) for part in parse_markdown(markdown)] == list(_commonmark_parts(markdown))


def _joined_blocks(blocks: Sequence[tuple[str, str]], *, tight: bool) -> str:
    """Write the blocks; only paragraphs need a blank line before them."""
    written = ""
    for start, text in blocks:
        written += "\n" if tight and start else "\n\n"
        written += start + (text.replace("\n", "\n  ") if start == "- " else text)
    return written


Look = tuple[str, bool, bool]


def _plain_part(part: Part) -> tuple[str, list[Look]]:
    assert isinstance(part, Paragraph | Heading)
    mark = "#" * part.level if isinstance(part, Heading) else part.marker
    runs = (run if isinstance(run, Text) else Text("\n") for run in part.content)
    return mark, _merged_looks((run.text, run.bold, run.italic) for run in runs)


def _commonmark_parts(markdown: str) -> Iterator[tuple[str, list[Look]]]:
    mark = ""
    for token in MarkdownIt("commonmark").parse(markdown):
        match token.type:
            case "heading_open" | "list_item_open":
                mark = token.markup
            case "heading_close" | "list_item_close":
                mark = ""
            case "inline":
                yield mark, _merged_looks(_token_looks(token))


def _token_looks(token: Token) -> Iterator[Look]:
    bold = italic = 0
    for child in token.children or []:
        bold += child.nesting * (child.tag == "strong")
        italic += child.nesting * (child.tag == "em")
        if child.type in {"softbreak", "hardbreak"}:
            yield (" ", bool(bold), bool(italic)) if child.type == "softbreak" else ("\n", False, False)
        else:
            yield child.content, bool(bold), bool(italic)


def _merged_looks(looks: Iterator[Look]) -> list[Look]:
    groups = groupby((look for look in looks if look[0]), key=lambda look: (look[1:], look[0] == "\n"))
    return [("".join(text for text, *_ in group), *look) for (look, _), group in groups]
