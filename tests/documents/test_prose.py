"""Prose of a unit: its marks become citations, footnotes and figures, or gaps that everybody sees."""

from decimal import Decimal

import pytest

from baocao.documents.citing import Citer
from baocao.documents.markdown import parse_markdown, plain_text
from baocao.documents.prose import Prose
from baocao.documents.tokens import gap_token
from baocao.documents.writing import GAP
from baocao.model.citation import Citation
from baocao.model.document import Footnote, Paragraph, Text
from baocao.model.place import Place
from baocao.model.submission import State
from records import figure_of, usual_indicator

AT = Place("data/directives/van-ban.yaml", 1, 1)
CITATIONS = {
    "qd-09": Citation("qd-09", "Quyết định", "09/QĐ-UBND", None, None, "về việc A", AT),
    "kh-02": Citation("kh-02", "Kế hoạch", "02/KH-UBND", None, None, None, AT),
    "luat": Citation("luat", "Luật", None, None, None, "Giao dịch điện tử", AT),
}
FIGURES = {
    "hs.a": figure_of(usual_indicator(), Decimal(3781)),
    "hs.thieu": figure_of(usual_indicator(), state=State.MISSING),
    "hs.khong": figure_of(usual_indicator(), Decimal(0), State.NOTHING),
}
QD_FULL, QD_SHORT = "Quyết định số 09/QĐ-UBND về việc A", "Quyết định số 09/QĐ-UBND"


def make_prose() -> Prose:
    return Prose(CITATIONS, FIGURES, Citer(CITATIONS))


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("Theo [@qd-09], xã", f"Theo {QD_FULL}, xã"),
        ("[@qd-09]; [@qd-09]", f"{QD_FULL}; {QD_SHORT}"),
        ("[@kh-02; luat]", "Kế hoạch số 02/KH-UBND; Luật Giao dịch điện tử"),
        ("nhận [=hs.a] hồ sơ", "nhận 3.781 hồ sơ"),
        ("[=hs.a; hs.khong]", "3.781; không phát sinh"),
        ("[=hs.thieu]", gap_token(GAP)),
        ("không có dấu nào [1]", "không có dấu nào [1]"),
        ("**đậm** và - gạch", "**đậm** và - gạch"),
    ],
)
def test_marks_are_expanded_and_the_rest_stays(text: str, expanded: str) -> None:
    assert make_prose().expand_markdown(text) == expanded


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("[@qd-99]", gap_token("[chưa rõ: qd-99]")),
        ("[=hs.b]", gap_token("[chưa rõ: hs.b]")),
        ("[^@qd-99]", gap_token("[chưa rõ: qd-99]")),
        ("[@kh-02; qd-99]", f"Kế hoạch số 02/KH-UBND{gap_token('[chưa rõ: qd-99]')}"),
    ],
)
def test_an_unknown_name_becomes_a_visible_gap(text: str, expanded: str) -> None:
    assert make_prose().expand_markdown(text) == expanded


def test_a_gap_of_an_unknown_document_is_marked_on_the_page() -> None:
    (paragraph,) = parse_markdown(make_prose().expand_markdown("Theo [@qd-99], xã"))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content[1] == Text("[chưa rõ: qd-99]", missing=True)


def test_several_documents_in_one_footnote_have_a_line_each() -> None:
    (paragraph,) = parse_markdown(
        make_prose().expand_markdown("Xã đã ban hành 02 văn bản[^@qd-09; kh-02].")
    )
    assert isinstance(paragraph, Paragraph)
    before, note, after = paragraph.content
    assert isinstance(note, Footnote)
    assert (before, after) == (Text("Xã đã ban hành 02 văn bản"), Text("."))
    assert [plain_text(line) for line in note.paragraphs] == [f"- {QD_FULL};", "- Kế hoạch số 02/KH-UBND."]


def test_a_footnote_without_any_known_document_is_left_out() -> None:
    (paragraph,) = parse_markdown(make_prose().expand_markdown("A[^@qd-99]."))
    assert isinstance(paragraph, Paragraph)
    assert not any(isinstance(part, Footnote) for part in paragraph.content)


def test_mentions_are_counted_over_all_texts_of_a_report() -> None:
    whole = make_prose()
    assert [whole.expand_markdown("[@qd-09]"), whole.expand_markdown("[@qd-09]")] == [QD_FULL, QD_SHORT]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Theo [@qd-09]", f"Theo {QD_SHORT}"),
        ("Theo[^@qd-09; kh-02]", f"Theo{QD_SHORT}; Kế hoạch số 02/KH-UBND"),
        ("nhận [=hs.a]", "nhận 3.781"),
        ("nhận [=hs.thieu]", f"nhận {GAP}"),
        ("[=hs.b]", "[chưa rõ: hs.b]"),
        ("lưu ở D:\\so\\2025 \\*", "lưu ở D:\\so\\2025 \\*"),
    ],
)
def test_in_a_cell_citations_are_short_and_nothing_is_hidden(text: str, plain: str) -> None:
    assert make_prose().expand_plain(text) == plain


def test_a_mention_in_a_cell_is_not_the_first_mention() -> None:
    whole = make_prose()
    whole.expand_plain("[@qd-09]")
    assert whole.expand_markdown("[@qd-09]") == QD_FULL
