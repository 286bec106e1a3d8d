"""What units wrote is known from their file to the printed page, and changes nothing on the way."""

import pytest

from baocao.documents.filters import rut_gon, viet_hoa_dau, viet_thuong_dau
from baocao.documents.markdown import cell_of_text, inlines_of_text, parse_markdown
from baocao.documents.traceable import marked_form, without_marks
from baocao.documents.written import LAST, Writings, has_edges, marked_stretches
from baocao.model.document import Edge, Heading, Paragraph, Text
from baocao.model.marks import Mark, MarkKind
from baocao.model.printed import Stretch

BEGIN, END = Edge(0, begins=True), Edge(0, begins=False)
LATER = Edge(LAST, begins=False)


def marked(text: str) -> str:
    return Writings().mark_prose(text, "noi_dung/nq71/I.1", "xa-mot")


def contents(text: str) -> list[tuple[object, ...]]:
    """Return what stands in the paragraphs and headings of a text."""
    return [part.content for part in parse_markdown(text) if isinstance(part, (Paragraph, Heading))]


def without_edges_in(content: tuple[object, ...]) -> list[object]:
    return [part for part in content if not isinstance(part, Edge)]


def test_a_paragraph_stands_between_its_edges() -> None:
    assert contents(marked("Xã đã họp.")) == [(BEGIN, Text("Xã đã họp."), END)]


def test_a_list_begins_behind_its_first_dash() -> None:
    first, last = parse_markdown(marked("- Một.\n- Hai."))
    assert first == Paragraph((BEGIN, Text("Một.")), "-")
    assert last == Paragraph((Text("Hai."), LATER), "-")


def test_a_heading_that_a_unit_wrote_is_still_one() -> None:
    head, text = parse_markdown(marked("## Kết quả\n\nTốt."))
    assert head == Heading(2, "", (BEGIN, Text("Kết quả")))
    assert text == Paragraph((Text("Tốt."), LATER))


TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"


@pytest.mark.parametrize("text", [f"{TABLE}\n\nSau.", f"Trước.\n\n{TABLE}", f"Trước.\n\n{TABLE}\n\nSau."])
def test_tables_at_the_ends_stay_outside(text: str) -> None:
    plain, with_edges = [*parse_markdown(text)], [*parse_markdown(marked(text))]
    assert [type(part) for part in plain] == [type(part) for part in with_edges]
    edges = [part for content in contents(marked(text)) for part in content if isinstance(part, Edge)]
    assert [edge.begins for edge in edges] == [True, False]


def test_a_table_alone_has_no_mark() -> None:
    assert marked(TABLE) == TABLE
    assert marked("") == ""


@pytest.mark.parametrize("text", [
    "**“Chiến dịch 90 ngày”** đã xong.", "Đã xong **“Chiến dịch 90 ngày”**", "*(Theo phụ lục)*",
    "**(1)** Một; _(2)_ hai", "2025. Năm **bản lề**", "Đạt **86,6%**.", "a*b*c", "\\*sao\\*", "_x_",
])  # fmt: skip
def test_bold_and_italic_words_are_those_of_the_text_alone(text: str) -> None:
    (found,) = contents(marked(text))
    assert without_edges_in(found) == [*inlines_of_text(text)]


@pytest.mark.parametrize("text", ["**“Chiến dịch”**", "*(x)*", "**(1)** Một"])
def test_they_are_inside_of_a_line_of_a_template_too(text: str) -> None:
    (found,) = contents(f"- Nêu: {marked(text)} (3 đơn vị).")
    joined = "".join(part.text for part in without_edges_in(found) if isinstance(part, Text) and part.bold)
    (plain,) = contents(f"- Nêu: {text} (3 đơn vị).")
    assert joined == "".join(part.text for part in plain if isinstance(part, Text) and part.bold)


def test_a_first_letter_changes_and_the_words_stay_known() -> None:
    small = viet_thuong_dau(marked("Thiếu kinh phí"))
    assert small == "thiếu kinh phí"
    assert without_marks(marked_form(small)) == "thiếu kinh phí"
    assert has_edges(marked_form(small))
    assert viet_hoa_dau(marked("thiếu kinh phí")) == "Thiếu kinh phí"


def test_a_text_that_was_cut_is_no_longer_what_a_unit_wrote() -> None:
    long = "Thiếu kinh phí mua máy quét cho các thôn; " * 5
    assert not has_edges(rut_gon(marked(long)))
    assert rut_gon(marked("Ngắn.")) == marked("Ngắn.")


def test_a_cell_knows_which_of_its_words_stand_for_what_was_typed() -> None:
    writings = Writings()
    inner = writings.mark_typed("Quyết định số 09", "[@qd-09]", "xa-mot")
    text = writings.mark_words(f"Theo {inner}, đã họp.", Mark(MarkKind.PROSE, "nhiem_vu/cd/1/ket_qua", ""))
    assert marked_stretches(text) == (
        "Theo Quyết định số 09, đã họp.",
        (Stretch(0, 30, 1), Stretch(5, 21, 0)),
    )
    assert cell_of_text(f"{text}").written == (Stretch(0, 30, 1), Stretch(5, 21, 0))


def test_ends_without_beginning_are_nothing_in_a_cell() -> None:
    whole = Writings().mark_words("xyz", Mark(MarkKind.PROSE, "k", ""))
    assert marked_stretches(whole[:-1])[1] == ()
    assert marked_stretches(whole[-2:]) == ("z", ())
