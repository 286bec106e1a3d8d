"""Documents as people really type them: what looks right is right, however it was made."""

from collections.abc import Callable
from typing import Any

import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

import hand
from baocao.inspection.inspect import inspect_document
from baocao.inspection.report import text_report
from breaking import (
    Change,
    add_paragraph_looks,
    add_run_looks,
    broken_rules,
    change_parts,
    goes_on,
    good_document,
    replace_first,
    without_property,
)
from hand import BODY, CENTER, JUSTIFY, Typed, W, letterhead_in_table, signature_in_table

SENTENCE = "Xã đã ban hành 04 kế hoạch"
UNDER_MOTTO = f'<w:tcBorders xmlns:w="{W}"><w:bottom w:val="single" w:sz="6"/></w:tcBorders>'


def typed_report(*, letterhead: Callable[[Typed], None] = letterhead_in_table) -> Typed:
    """Return a report typed down to its text."""
    made = Typed()
    letterhead(made)
    made.line("", 14)
    made.line("BÁO CÁO", 14, "b", align=CENTER)
    made.draw(made.line("Tình hình tháng 9", 14, "b", align=CENTER))
    made.line("", 14)
    return made


def finished_report(made: Typed) -> bytes:
    """Return the report with its signature."""
    signature_in_table(made, as_above=False)
    return made.data()


def two_rows_ruled_by_cells(made: Typed) -> None:
    """Type a letterhead in two rows; borders of cells are the lines."""
    left, right = made.cells()
    made.line("ỦY BAN NHÂN DÂN", 13, "b", into=left, align=CENTER)
    made.line("XÃ MỎ CÀY", 13, "b", into=left, align=CENTER)
    made.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b", into=right, align=CENTER)
    made.line("Độc lập - Tự do - Hạnh phúc", 14, "b", into=right, align=CENTER)
    row = left._tc.getparent().getparent().add_tr()
    for cell, text, style, size in zip(
        (left, right),
        ("Số: 15/BC-UBND", "Mỏ Cày, ngày 01 tháng 02 năm 2026"),
        ("", "i"),
        (13, 14),
        strict=True,
    ):
        cell._tc.get_or_add_tcPr().append(parse_xml(UNDER_MOTTO))
        added = row.add_tc()
        added.width = Mm(80)
        paragraph = added.p_lst[0] if added.p_lst else added.add_p()
        line = Paragraph(paragraph, cell)
        line.alignment = CENTER
        made._look(line.add_run(text), size, style)


def one_paragraph_with_breaks(made: Typed) -> None:
    """Type each side of the letterhead as one paragraph with line breaks."""
    left, right = made.cells()
    first = made.line("UBND TỈNH QUẢNG NGÃI\n", 13, into=left, align=CENTER)
    made._look(first.add_run("SỞ TÀI CHÍNH"), 13, "b")
    made.draw(first)
    made.line("Số: 15/BC-STC", 13, into=left, align=CENTER)
    second = made.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", 13, "b", into=right, align=CENTER)
    made._look(second.add_run("Độc lập - Tự do - Hạnh phúc"), 14, "b")
    made.draw(second)
    made.line("Quảng Ngãi, ngày 01 tháng 02 năm 2026", 14, "i", into=right, align=CENTER)


@pytest.mark.parametrize(
    "letterhead", [letterhead_in_table, two_rows_ruled_by_cells, one_paragraph_with_breaks]
)
def test_a_letterhead_is_recognised_however_it_is_laid_out(letterhead: Callable[[Typed], None]) -> None:
    made = typed_report(letterhead=letterhead)
    made.body(*BODY)
    assert broken_rules(finished_report(made)) == set()


def by_tab(paragraph: Any) -> None:
    paragraph.paragraph_format.first_line_indent = None
    paragraph.runs[0].text = f"\t{paragraph.text}"


def by_own_tab(paragraph: Any) -> None:
    by_tab(paragraph)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(10))


def by_space_after(paragraph: Any) -> None:
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(0), Pt(6)


def by_both_spaces(paragraph: Any) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)


def by_exact_lines(paragraph: Any) -> None:
    paragraph.paragraph_format.line_spacing = Pt(18)


def by_low_floor(paragraph: Any) -> None:
    paragraph.paragraph_format.line_spacing = Pt(12)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST


def by_one_centimetre(paragraph: Any) -> None:
    paragraph.paragraph_format.first_line_indent = Mm(10)


GOOD_HABITS = [
    by_tab,
    by_own_tab,
    by_space_after,
    by_both_spaces,
    by_exact_lines,
    by_low_floor,
    by_one_centimetre,
]


@pytest.mark.parametrize("habit", GOOD_HABITS)
def test_paragraphs_may_be_set_in_many_ways(habit: Callable[[Any], None]) -> None:
    made = typed_report()
    made.body(*BODY, prepare=habit)
    assert broken_rules(finished_report(made)) == set()


def tight_lines(paragraph: Any) -> None:
    paragraph.paragraph_format.line_spacing = Pt(14)


def high_floor(paragraph: Any) -> None:
    paragraph.paragraph_format.line_spacing = Pt(26)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST


def wide_lines(paragraph: Any) -> None:
    paragraph.paragraph_format.line_spacing = 2.0


def hang_lines(paragraph: Any) -> None:
    paragraph.paragraph_format.left_indent = Mm(10)
    paragraph.paragraph_format.first_line_indent = Mm(-5)


def no_space(paragraph: Any) -> None:
    paragraph.paragraph_format.space_before = Pt(0)


def unset_alignment(paragraph: Any) -> None:
    paragraph.alignment = None


@pytest.mark.parametrize(
    ("habit", "rule"),
    [
        (tight_lines, "TT306"),
        (wide_lines, "TT306"),
        (high_floor, "TT306"),
        (hang_lines, "TT304"),
        (no_space, "TT305"),
        (unset_alignment, "TT303"),
    ],
)
def test_paragraphs_set_wrongly_are_found(habit: Callable[[Any], None], rule: str) -> None:
    made = typed_report()
    made.body(*BODY, prepare=habit)
    assert broken_rules(finished_report(made)) == {rule}


def test_empty_paragraphs_part_paragraphs_of_text() -> None:
    made = typed_report()
    for text in BODY:
        made.body(text, prepare=no_space)
        made.line("", 14)
    assert broken_rules(finished_report(made)) == set()


def test_styles_without_space_among_themselves_are_seen_through() -> None:
    made = typed_report()

    def contextual(paragraph: Any) -> None:
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:contextualSpacing xmlns:w="{W}"/>'))

    made.body(*BODY, prepare=contextual)
    assert broken_rules(finished_report(made)) == {"TT305"}


def test_lists_of_word_are_not_judged_by_their_indents() -> None:
    made = typed_report()

    def numbered(paragraph: Any) -> None:
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        )
        paragraph.paragraph_format.first_line_indent = Mm(-6)
        paragraph.paragraph_format.left_indent = Mm(18)

    made.body(*BODY, prepare=numbered)
    assert broken_rules(finished_report(made)) == set()


def test_a_table_in_the_text_may_have_a_title_a_unit_and_a_note() -> None:
    made = typed_report()
    made.body(BODY[0])
    made.line("Bảng 1. Kết quả", 14, "b", align=CENTER)
    cells = made.cells()
    for cell in cells:
        made.line("1.234", 11, into=cell, align=CENTER)
    made.line("Ghi chú: số liệu đến ngày 15/9/2025.", 11, "i")
    made.body(*BODY[1:])
    assert broken_rules(finished_report(made)) == set()


def test_the_theme_font_of_words_own_template_is_found() -> None:
    made = typed_report()
    made.body(*BODY)
    hand.normal_is_calibri(made.document)
    paragraph = made.line("", 14, align=JUSTIFY)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.line_spacing = Pt(6), 1.0
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.add_run("Kính báo cáo./.").font.size = Pt(14)
    assert broken_rules(finished_report(made)) == {"TT104"}


LOOK = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/>'
LINK = (
    f'<w:hyperlink w:history="1"><w:r><w:rPr>{LOOK}<w:color w:val="0563C1"/></w:rPr><w:t>a@b.vn</w:t></w:r>'
    "</w:hyperlink>"
)
CONTROL = f"<w:sdt><w:sdtContent><w:r><w:rPr>{LOOK}</w:rPr><w:t> 5 %</w:t></w:r></w:sdtContent></w:sdt>"
DELETED = '<w:del w:id="1"><w:r><w:delText>4 kế hoạch 5 %</w:delText></w:r></w:del>'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t> 4 kế hoạch 5 %</w:t></w:r>"
BOX = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r>"
    "<w:t>4 kế hoạch 5 %</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def with_more(markup: str) -> Change:
    """Put markup behind the first runs of a sentence."""

    def change(texts: dict[str, str]) -> None:
        before, problems, after = texts["word/document.xml"].partition(SENTENCE)
        head, end, tail = after.partition("</w:r>")
        texts["word/document.xml"] = before + problems + head + end + markup + tail

    return change


@pytest.mark.parametrize(
    ("markup", "rules"),
    [
        (DELETED, {"TT702"}),
        (HIDDEN, {"TT704"}),
        (BOX, {"TT104"}),
        (f"<w:ins w:id='2'>{LINK}</w:ins>", {"TT105", "TT702"}),
        (CONTROL, {"TT317"}),
    ],
    ids=["deleted", "hidden", "text box", "inserted link", "content control"],
)
def test_only_what_is_printed_counts(markup: str, rules: set[str]) -> None:
    assert broken_rules(change_parts(good_document("typed report"), with_more(markup))) == rules


@pytest.mark.parametrize(
    ("name", "change", "rule"),
    [
        ("typed report", replace_first("Số: 1464", "Số 1464"), "TT208"),
        ("typed report", without_property("Số: 1464", "jc"), "TT209"),
        ("typed report", add_run_looks("UBND TỈNH QUẢNG NGÃI", "<w:b/>"), "TT205"),
        ("typed letter", replace_first("- Công an tỉnh;", "- Công an tỉnh,"), "TT218"),
        ("typed letter", add_run_looks("V/v đề nghị", "<w:i/>"), "TT216"),
        ("typed letter", replace_first("Số: 1464/SKHCN", "Số: 1464/BC-SKHCN"), "TT208"),
        ("typed with tabs", replace_first("TM. ỦY BAN", "T/M ỦY BAN"), "TT402"),
        ("typed with tabs", replace_first("CHỦ TỊCH", "Chủ tịch"), "TT401"),
        ("typed with tabs", replace_first("_______________", "---------------"), "TT215"),
        ("typed with tabs", replace_first("05/BC-UBND", "5/BC-UBND"), "TT208"),
        (
            "typed decision",
            replace_first("Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.", "Theo đề nghị của Phòng;"),
            "TT301",
        ),
        ("typed decision", replace_first("QĐ-UBND", "BC-UBND"), "TT208"),
        ("typed with parts", add_paragraph_looks("NHIỆM VỤ", '<w:jc w:val="left"/>'), "TT307"),
        ("report", goes_on("kính báo cáo./.", " Hết"), "TT314"),
    ],
)
def test_what_is_typed_wrongly_is_found(name: str, change: Change, rule: str) -> None:
    assert rule in broken_rules(change_parts(good_document(name), change))


def test_an_appendix_may_follow_a_signature_without_any_break() -> None:
    typed = hand.Typed()
    typed.document = hand.open_document(good_document("typed with tabs"))
    typed.line("PHỤ LỤC", 14, "b", align=CENTER)
    typed.line("DANH SÁCH", 14, "b", align=CENTER)
    typed.line("(Kèm theo Báo cáo số 05/BC-UBND)", 14, "i", align=CENTER)
    typed.line("_____", 14, align=CENTER)
    typed.line("1. Nguyễn Văn C./.", 14)
    assert broken_rules(typed.data()) == {"TT502", "TT506"}


def test_a_document_that_is_none_of_ours_gets_a_report_and_no_crash() -> None:
    made = Typed()
    made.line("Danh sách đi chợ", 12)
    made.line("- Rau;", 12)
    inspection = inspect_document("chợ.docx", made.data())
    assert inspection.unreadable is None
    assert inspection.form is None
    assert not inspection.has_errors


def test_an_empty_document_gets_a_report() -> None:
    said = text_report([inspect_document("trống.docx", Typed().data())])
    assert "Không đọc được chữ nào trong tệp (có thể là ảnh chụp văn bản). Không xét thể thức." in said
