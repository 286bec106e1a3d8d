"""Figures keep their identity from a template to the printed text, and change nothing of it."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.documents.markdown import inlines_of_text, parse_markdown
from baocao.documents.tokens import escaped_text, gap_token
from baocao.documents.traceable import printed_value, without_marks, written_with_key
from baocao.model.document import Inline, Paragraph, Text
from baocao.model.printed import FigureKey, Key, Printed
from baocao.model.table import Table
from composing import first_document
from support import Sandbox

KEY = FigureKey("hs.tiep_nhan", "xa-mot")


def marked_text(text: str, key: FigureKey = KEY) -> str:
    return str(printed_value(written_with_key(text, key)))


def bare_runs(content: Iterable[Inline]) -> list[Inline]:
    """Return the runs as they are printed, without the places of figures."""
    return [part._replace(figures=()) if isinstance(part, Text) else part for part in content]


def told_figures(content: Iterable[Inline]) -> list[tuple[str, Key]]:
    """Return the figures of runs, each with the characters that say it."""
    return [
        (part.text[each.start : each.end], each.figure)
        for part in content
        if isinstance(part, Text)
        for each in part.figures
    ]


def test_a_printed_figure_is_a_place_in_its_run_and_nothing_in_its_text() -> None:
    (run,) = inlines_of_text(f"Đã nhận {marked_text('3.781 hồ sơ')}, đạt.")
    assert run == Text("Đã nhận 3.781 hồ sơ, đạt.", figures=(Printed(8, 19, KEY),))


def test_a_gap_keeps_its_figure() -> None:
    runs = inlines_of_text(f"đạt {marked_text(gap_token('[chưa có số liệu]'))}.")
    assert bare_runs(runs) == list(inlines_of_text(f"đạt {gap_token('[chưa có số liệu]')}."))
    assert told_figures(runs) == [("[chưa có số liệu]", KEY)]


def test_keys_hold_what_markdown_would_read() -> None:
    key = KEY._replace(part="phường *A* | b_c\\")
    assert told_figures(inlines_of_text(f"**{marked_text('04', key)}**")) == [("04", key)]


def test_a_cell_of_a_markdown_table_is_traced() -> None:
    (table,) = parse_markdown(f"| Chỉ tiêu | Số |\n| --- | --- |\n| Hồ sơ | {marked_text('3.781')} |")
    assert isinstance(table, Table)
    assert [cell.figure for cell in table.rows[0].cells] == [None, KEY]


WORDS = st.text(st.sampled_from("ab 1.,*_\\|#-+[]đ\n"), max_size=12)
FIGURES = WORDS.map(escaped_text) | st.just(gap_token("[chưa có]"))


@given(st.lists(st.tuples(st.booleans(), WORDS, FIGURES), max_size=5))
def test_marks_never_change_what_is_printed(pieces: list[tuple[bool, str, str]]) -> None:
    """Emphasis next to a figure may begin or end where Markdown sees a letter; elsewhere all stays."""
    plain = "".join(f"{words.replace('*', '').replace('_', '')} {text} " for _, words, text in pieces)
    shown = "".join(
        f"{words.replace('*', '').replace('_', '')} {marked_text(text) if traced else text} "
        for traced, words, text in pieces
    )
    assert without_marks(shown) == plain
    assert joined_letters(shown) == joined_letters(plain)


def joined_letters(text: str) -> list[tuple[str, bool, bool, bool]]:
    """Return the characters of a text with their looks."""
    return [
        (letter, run.bold, run.italic, run.missing)
        for run in inlines_of_text(text)
        if isinstance(run, Text)
        for letter in run.text
    ]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{% if ct.hs.tiep_nhan | so == '3.781' %}đúng{% endif %}", "đúng"),
        ("{{ (ct.hs.tiep_nhan | so) | length }}", "5"),
        ("{% set x %}{{ ct.hs.tiep_nhan | so }}{% endset %}{{ 'đúng' if x == '3.781' }}", "đúng"),
        ("{% set x | upper %}{{ ct.hs.tiep_nhan | so_dv }}{% endset %}{{ x }}", "3.781 HỒ SƠ"),
        ("{% filter upper %}{{ ct.hs.tiep_nhan | so_dv }}{% endfilter %}", "3.781 HỒ SƠ"),
        ("{{ ct.hs.tiep_nhan | so ~ '/' ~ ct.hs.truc_tuyen | so }}", "3.781/3.276"),
        ("{{ (ct.hs.may_lay_so | so) | viet_hoa_dau }}", "Có"),
    ],
)
def test_templates_meet_plain_texts(sandbox: Sandbox, template: str, text: str) -> None:
    sandbox.replace(
        "data/units/xa-mot/2025-11.yaml", "truc_tuyen: 3.276", "truc_tuyen: 3.276\n  hs.may_lay_so: co"
    )
    sandbox.write("templates/bao-cao.md.j2", f"---\nloai: bao-cao\ntrich_yeu: Thử\n---\n{template}\n")
    paragraphs = [block for block in first_document(sandbox).blocks if isinstance(block, Paragraph)]
    assert [run.text for run in paragraphs[0].content if isinstance(run, Text)] == [text]


def test_subjects_and_titles_of_appendices_carry_no_marks(sandbox: Sandbox) -> None:
    head = "---\nloai: bao-cao\ntrich_yeu: Có {{ ct.hs.tiep_nhan | so_dv }}\n---\n"
    body = "{% macro ten() %}{{ ct.hs.tiep_nhan | so }} hồ sơ{% endmacro %}Xem {{ xem_phu_luc('a') }}.\n"
    call = "{% call phu_luc('a', ten()) %}{{ bang.so_lieu() }}{% endcall %}\n"
    sandbox.write("templates/bao-cao.md.j2", head + body + call)
    made = first_document(sandbox)
    assert made.title == "Báo cáo có 3.781 hồ sơ"
    assert made.appendices[0].title == "3.781 hồ sơ"


def test_figures_in_a_units_own_prose_are_traced(sandbox: Sandbox) -> None:
    runs = [
        run
        for block in first_document(sandbox).blocks
        if isinstance(block, Paragraph)
        for run in block.content
    ]
    assert ("3.781", KEY) in told_figures(runs)
