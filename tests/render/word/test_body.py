"""The text of a document: headings, paragraphs, appendices as sections."""

import pytest

from baocao.model.document import Appendix, Break, Caption, Footnote, Heading, Paragraph, Text
from baocao.render.heads import GAP_LEGEND, REMARKS_TITLE
from office import TWIPS_PER_MM, R, W, attribute_value, flat_properties, has_element, printed_text, style_of
from samples import REFERENCE, TABLE, party_word, plain_paragraph, sample_appendix, sample_word


def test_the_page_is_a4_with_the_margins_of_the_decree() -> None:
    (section,) = sample_word().sections()
    assert (attribute_value(section, "pgSz", "w"), attribute_value(section, "pgSz", "h")) == (
        "11906",
        "16838",
    )
    margin = {
        side: int(attribute_value(section, "pgMar", side)) / TWIPS_PER_MM
        for side in ("top", "bottom", "left")
    }
    right = int(attribute_value(section, "pgMar", "right")) / TWIPS_PER_MM
    assert 20 <= round(margin["top"]) <= 25
    assert 20 <= round(margin["bottom"]) <= 25
    assert 30 <= round(margin["left"]) <= 35
    assert 15 <= round(right) <= 20


@pytest.mark.parametrize(
    ("level", "number", "printed"),
    [
        (1, "I.", "I. TÌNH HÌNH THỰC HIỆN"),
        (2, "1.", "1. Tình hình thực hiện"),
        (3, "1.1.", "1.1. Tình hình thực hiện"),
        (4, "đ)", "đ) Tình hình thực hiện"),
    ],
)
def test_headings_are_word_headings_with_their_numbers(level: int, number: str, printed: str) -> None:
    document = sample_word(
        blocks=(Heading(level, number, (Text("Tình hình thực hiện"),)), plain_paragraph("Hết."))
    )
    assert document.texts(f"Heading{level}") == [printed]
    look = document.looks(f"Heading{level}")
    assert look.outline == str(level - 1)
    assert look.keeps_next


def test_a_heading_keeps_its_footnote_when_it_becomes_capitals() -> None:
    note = Footnote(((Text("Chú thích"),),))
    document = sample_word(blocks=(Heading(1, "I.", (Text("Kết quả"), note)), plain_paragraph("Hết.")))
    assert has_element(document.only("Heading1"), "r/footnoteReference")


def test_paragraphs_are_justified_with_an_indented_first_line() -> None:
    document = sample_word(blocks=(plain_paragraph("Một."), plain_paragraph("Hai.")))
    for paragraph in document.all("NoiDung"):
        look = document.look(paragraph)
        assert (look.align, round(look.first, 1)) == ("both", 10.0)
        assert look.before >= 6


def test_items_of_lists_open_with_their_marker() -> None:
    document = sample_word(
        blocks=(plain_paragraph("Một.", "-"), plain_paragraph("Hai.", "+"), plain_paragraph("Hết."))
    )
    assert document.texts("GachDauDong") == ["- Một.", "+ Hai."]


def test_emphasis_and_line_breaks_are_kept() -> None:
    content = (Text("đậm", bold=True), Text("nghiêng", italic=True), Break(), Text("thường"))
    word = sample_word(blocks=(Paragraph(content),)).only("NoiDung")
    runs = [flat_properties(run.find(f"{W}rPr")) for run in word.findall(f"{W}r")]
    assert runs == [{"b": "true"}, {"i": "true"}, {}, {}]
    assert printed_text(word) == "đậmnghiêng\nthường"


def test_a_gap_in_the_data_is_marked_in_yellow() -> None:
    gap = Paragraph((Text("Có "), Text("[chưa có số liệu]", missing=True)))
    runs = sample_word(blocks=(gap,)).only("NoiDung").findall(f"{W}r")
    assert [flat_properties(run.find(f"{W}rPr")).get("highlight") for run in runs] == [None, "yellow"]


def test_a_caption_stays_with_its_table() -> None:
    document = sample_word(blocks=(Caption((Text("Đơn vị tính: hồ sơ"),)), TABLE, plain_paragraph("Hết.")))
    assert document.texts("TenBang") == ["Đơn vị tính: hồ sơ"]
    assert document.looks("TenBang").keeps_next


def test_only_the_last_paragraph_is_kept_with_the_signature() -> None:
    document = sample_word(
        blocks=(plain_paragraph("Một."), plain_paragraph("Hai."), plain_paragraph("Hết."))
    )
    kept = [document.look(paragraph).keeps_next for paragraph in document.all("NoiDung")]
    assert kept == [False, False, True]


def test_an_appendix_opens_with_number_title_and_reference() -> None:
    document = sample_word(appendices=(sample_appendix(TABLE, number="Phụ lục II"),))
    assert document.texts("PhuLuc") == ["Phụ lục II"]
    assert document.texts("TieuDePhuLuc") == ["SỐ LIỆU THÁNG 11"]
    assert document.texts("KemTheo") == [REFERENCE]
    following = list(document.body)[list(document.body).index(document.only("KemTheo")) + 1]
    assert style_of(following) == "DuongKe"


def test_headings_of_an_appendix_stand_below_its_title_in_the_list_of_headings() -> None:
    section = Heading(1, "I.", (Text("Kết quả"),))
    document = sample_word(blocks=(section,), appendices=(sample_appendix(section, TABLE),))
    assert [document.look(each).outline for each in document.all("Heading1")] == ["0", "2"]


def test_every_appendix_is_a_section_whose_pages_count_from_1() -> None:
    sections = sample_word(appendices=(sample_appendix(TABLE), sample_appendix(TABLE))).sections()
    assert len(sections) == 3
    assert [attribute_value(section, "pgNumType", "start") for section in sections] == ["1", "1", "1"]
    assert all(attribute_value(section, "type") == "nextPage" for section in sections)


def test_the_first_page_of_every_section_has_a_header_of_its_own() -> None:
    for section in sample_word(appendices=(sample_appendix(TABLE),)).sections():
        kinds = [reference.get(f"{W}type") for reference in section.iter(f"{W}headerReference")]
        assert has_element(section, "titlePg")
        assert kinds == ["default", "first"]


def test_an_appendix_is_landscape_when_asked_and_the_next_is_not() -> None:
    document = sample_word(appendices=(sample_appendix(TABLE, landscape=True), sample_appendix(TABLE)))
    sizes = [
        tuple(section.find(f"{W}pgSz").attrib.values())  # type: ignore[union-attr]
        for section in document.sections()
    ]
    assert sizes == [("11906", "16838"), ("16838", "11906", "landscape"), ("11906", "16838")]


def test_the_binding_margin_stays_on_the_left_of_a_landscape_page() -> None:
    _, landscape = sample_word(appendices=(sample_appendix(TABLE, landscape=True),)).sections()
    assert int(attribute_value(landscape, "pgMar", "left")) > int(
        attribute_value(landscape, "pgMar", "right")
    )


def test_a_draft_ends_with_what_it_lacks() -> None:
    document = sample_word(draft=True, remarks=("Thiếu số liệu hs.tiep_nhan",))
    assert document.texts("TieuDePhuLuc") == [REMARKS_TITLE]
    assert document.look(document.only("TieuDePhuLuc")).outline == "0"
    assert document.texts("GachDauDong") == ["- Thiếu số liệu hs.tiep_nhan"]
    assert len(document.sections()) == 2


def test_the_highlight_of_a_draft_has_a_legend_where_there_is_any() -> None:
    gap = Paragraph((Text("[chưa có số liệu]", missing=True),))
    assert sample_word(draft=True, blocks=(gap,)).texts("GachDauDong") == [f"- {GAP_LEGEND}"]
    noted = sample_word(draft=True, blocks=(gap,), remarks=("Thiếu 1 số liệu",))
    assert noted.texts("GachDauDong") == [f"- {GAP_LEGEND}", "- Thiếu 1 số liệu"]
    assert sample_word(draft=True).all("GachDauDong") == []
    assert sample_word(blocks=(gap,)).all("GachDauDong") == []


ADDRESS = "https://mocay.quangngai.gov.vn"


def test_a_long_address_does_not_burst_the_line_before_it() -> None:
    said = "Trang Thông tin điện tử của xã hoạt động hiệu quả tại "
    content = (Text(said), Text(ADDRESS, bold=True), Text(", nhiều chuyên mục mới."))
    document = sample_word(blocks=(Paragraph(content, marker="-"),))
    (paragraph,) = [each for each in document.all("GachDauDong") if ADDRESS in printed_text(each)]
    assert len(list(paragraph.iter(f"{W}br"))) == 1
    assert any(text.text == ADDRESS for text in paragraph.iter(f"{W}t"))
    assert has_element(document.part("word/settings.xml"), "compat/doNotExpandShiftReturn")


def test_a_long_address_in_a_note_does_not_burst_its_line() -> None:
    text = "Xem danh mục đầy đủ các thủ tục hành chính của xã, được cập nhật hằng tháng, tại "
    note = Footnote(((Text(f"{text}{ADDRESS}/{'thu_tuc/' * 4}"),),))
    document = sample_word(blocks=(Paragraph((Text("Đã công bố"), note)),))
    assert len(list(document.part("word/footnotes.xml").iter(f"{W}br"))) == 1


def test_the_title_of_an_appendix_breaks_between_phrases() -> None:
    title = (
        "Nhiệm vụ thực hiện theo Nghị quyết số 71/NQ-CP ngày 01/4/2025 "
        "(Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị)"
    )
    inside = Appendix("Phụ lục", title, REFERENCE, True, (TABLE,))  # noqa: FBT003
    (paragraph,) = sample_word(appendices=(inside,)).all("TieuDePhuLuc")
    lines = [text.text or "" for text in paragraph.iter(f"{W}t")]
    assert " ".join(lines) == title.upper()
    assert [line.split(" ")[0] for line in lines] == ["NHIỆM", "CỦA"]


def test_a_document_without_remarks_ends_with_the_signature() -> None:
    document = sample_word()
    assert len(document.sections()) == 1
    assert document.all("TieuDePhuLuc") == []


def test_header_and_footer_of_a_section_are_parts_of_the_document() -> None:
    document = sample_word()
    declared = {relation.get("Id") for relation in document.part("word/_rels/document.xml.rels")}
    (section,) = document.sections()
    used = [reference.get(f"{R}id") for reference in section if reference.tag.endswith("Reference")]
    assert len(used) == 4
    assert set(used) <= declared


def test_an_appendix_may_hold_text_as_well_as_tables() -> None:
    inside = Appendix("Phụ lục", "Danh sách", REFERENCE, False, (plain_paragraph("Trong phụ lục."),))  # noqa: FBT003
    document = sample_word(appendices=(inside,))
    assert document.texts("NoiDung")[-1] == "Trong phụ lục."


def test_a_heading_stays_with_the_table_below_it() -> None:
    heading = Heading(1, "I.", (Text("Số liệu"),))
    body = list(sample_word(appendices=(sample_appendix(heading, TABLE),)).body)
    at = next(index for index, part in enumerate(body) if style_of(part) == "Heading1")
    assert has_element(body[at + 1], "pPr/keepNext")
    assert body[at + 2].tag == f"{W}tbl"


def test_a_table_at_the_end_of_a_full_page_makes_no_empty_page() -> None:
    *_, table, end, _ = sample_word(appendices=(sample_appendix(TABLE),)).body
    assert table.tag == f"{W}tbl"
    assert (printed_text(end), attribute_value(end, "pPr/spacing", "line")) == ("", "20")


# The Party's form.


@pytest.mark.parametrize("form", ["dang-2018", "dang-2026"])
def test_an_appendix_of_the_party_has_no_line_under_its_reference(form: str) -> None:
    document = party_word(form, appendices=(sample_appendix(TABLE),))
    body = list(document.body)
    after = body[body.index(document.only("KemTheo")) + 1]
    assert style_of(after) != "DuongKe"


@pytest.mark.parametrize("form", ["dang-2018", "dang-2026"])
def test_a_file_of_appendices_of_the_party_has_no_line_for_a_digital_signature(form: str) -> None:
    assert party_word(form, blocks=(), appendices=(sample_appendix(TABLE),)).texts("ChuKySo") == []


@pytest.mark.parametrize(("form", "printed"), [("dang-2018", "I- KẾT QUẢ"), ("dang-2026", "I- Kết quả")])
def test_sections_of_the_party_are_bold_and_since_2026_not_in_capitals(form: str, printed: str) -> None:
    document = party_word(form, blocks=(Heading(1, "I-", (Text("Kết quả"),)),))
    assert document.texts("Heading1") == [printed]
    assert document.looks("Heading1").bold


def test_both_sides_of_a_sheet_have_mirrored_margins_and_every_part_begins_on_a_front() -> None:
    appendices = (sample_appendix(TABLE, landscape=True),)
    document = party_word(duplex=True, appendices=appendices)
    assert has_element(document.part("word/settings.xml"), "mirrorMargins")
    assert {attribute_value(section, "type") for section in document.sections()} == {"oddPage"}
    plain = party_word(appendices=appendices)
    assert not has_element(plain.part("word/settings.xml"), "mirrorMargins")
    assert {attribute_value(section, "type") for section in plain.sections()} == {"nextPage"}
