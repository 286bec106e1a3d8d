"""What stands in the margins: page number, watermark of a draft, notice of synthetic data."""

from xml.etree import ElementTree as ET

import pytest

from baocao.render.heads import DRAFT
from office import TWIPS_PER_MM, R, W, Word, attribute_value, printed_text
from samples import HEAD, TABLE, party_word, sample_appendix, sample_word

V = "{urn:schemas-microsoft-com:vml}"


def margin_part(document: Word, section: int, kind: str, page: str) -> ET.Element:
    """Return the header or footer of a section for its 'first' or its other ('default') pages."""
    relations = {r.get("Id"): r.get("Target") for r in document.part("word/_rels/document.xml.rels")}
    references = document.sections()[section].findall(f"{W}{kind}Reference")
    (chosen,) = [reference for reference in references if reference.get(f"{W}type") == page]
    return document.part(f"word/{relations[chosen.get(f'{R}id')]}")


def watermark_texts(part: ET.Element) -> list[str | None]:
    return [element.get("string") for element in part.iter(f"{V}textpath") if element.get("string")]


def field_texts(part: ET.Element) -> list[str | None]:
    return [element.text for element in part.iter(f"{W}instrText")]


def test_the_page_number_stands_in_the_top_margin_and_not_on_page_1() -> None:
    document = sample_word()
    assert field_texts(margin_part(document, 0, "header", "default")) == [" PAGE "]
    assert field_texts(margin_part(document, 0, "header", "first")) == []
    top, number = (
        int(attribute_value(document.sections()[0], "pgMar", side)) for side in ("top", "header")
    )
    assert 0 < number < top


def test_the_page_number_is_set_in_the_middle_upright_and_14_high() -> None:
    document = sample_word()
    (paragraph,) = margin_part(document, 0, "header", "default").findall(f"{W}p")
    look = document.look(paragraph)
    assert (look.size, look.bold, look.italic, look.align) == (14, False, False, "center")


def test_the_page_number_has_room_above_the_text() -> None:
    document = sample_word()
    top, number = (
        int(attribute_value(document.sections()[0], "pgMar", side)) for side in ("top", "header")
    )
    assert (top - number) / TWIPS_PER_MM > 14 * 1.15 * 25.4 / 72


def test_a_watermark_says_what_it_is_to_those_who_do_not_see_it() -> None:
    part = margin_part(sample_word(draft=True), 0, "header", "default")
    assert [shape.get("alt") for shape in part.iter(f"{V}shape")] == [f"Chữ chìm: {DRAFT}"]


@pytest.mark.parametrize("page", ["first", "default"])
def test_a_draft_says_so_behind_every_page(page: str) -> None:
    document = sample_word(draft=True, appendices=(sample_appendix(TABLE),), remarks=("Thiếu số liệu",))
    for section in range(3):
        assert watermark_texts(margin_part(document, section, "header", page)) == [DRAFT]


@pytest.mark.parametrize("page", ["first", "default"])
def test_an_official_document_has_no_watermark(page: str) -> None:
    part = margin_part(sample_word(draft=False), 0, "header", page)
    assert watermark_texts(part) == []
    assert not list(part.iter(f"{W}pict"))


def test_the_page_number_of_a_draft_stays() -> None:
    assert field_texts(margin_part(sample_word(draft=True), 0, "header", "default")) == [" PAGE "]


def test_no_two_watermarks_of_a_document_have_one_name() -> None:
    document = sample_word(draft=True)
    parts = [document.part(f"word/header{number}.xml") for number in (1, 2)]
    names = [shape.get("id") for part in parts for shape in part.iter(f"{V}shape")]
    assert len(set(names)) == len(names) == 2


@pytest.mark.parametrize("page", ["first", "default"])
def test_the_notice_stands_on_every_page_the_first_included(page: str) -> None:
    document = sample_word(
        notice="SỐ LIỆU GIẢ LẬP", appendices=(sample_appendix(TABLE), sample_appendix(TABLE))
    )
    for section in range(3):
        assert printed_text(margin_part(document, section, "footer", page)) == "SỐ LIỆU GIẢ LẬP"


@pytest.mark.parametrize("page", ["first", "default"])
def test_without_a_notice_the_foot_of_the_page_is_empty(page: str) -> None:
    assert printed_text(margin_part(sample_word(), 0, "footer", page)) == ""


def test_signs_of_xml_in_the_notice_are_printed_as_written() -> None:
    document = sample_word(notice="Sở KH&ĐMST <thử>")
    assert printed_text(margin_part(document, 0, "footer", "first")) == "Sở KH&ĐMST <thử>"


def test_the_address_stands_at_the_foot_of_page_1_only() -> None:
    document = sample_word(contact=("Số 1 đường A", "ĐT 0255"), appendices=(sample_appendix(TABLE),))
    first = margin_part(document, 0, "footer", "first")
    assert [printed_text(paragraph) for paragraph in first.iter(f"{W}p")] == ["Số 1 đường A", "ĐT 0255", ""]
    assert first.find(f"{W}p/{W}pPr/{W}pBdr/{W}top") is not None
    for section, page in ((0, "default"), (1, "first"), (1, "default")):
        assert printed_text(margin_part(document, section, "footer", page)) == ""


def test_the_mark_of_circulation_is_framed_above_the_letterhead() -> None:
    document = sample_word(
        letterhead=HEAD._replace(circulation="luu_hanh_noi_bo"), appendices=(sample_appendix(TABLE),)
    )
    framed = margin_part(document, 0, "header", "first")
    assert printed_text(framed) == "LƯU HÀNH NỘI BỘ"
    assert framed.find(f"{W}p/{W}pPr/{W}pBdr/{W}left") is not None
    assert printed_text(margin_part(document, 1, "header", "first")) == ""


@pytest.mark.parametrize("form", ["dang-2018", "dang-2026"])
def test_the_party_says_who_may_keep_a_document_on_the_right_above_its_head_without_a_frame(
    form: str,
) -> None:
    document = party_word(form, letterhead=HEAD._replace(circulation="xem_xong_tra_lai"))
    header = margin_part(document, 0, "header", "first")
    line = next(iter(header.iter(f"{W}p")))
    assert printed_text(line) == "XEM XONG TRẢ LẠI"
    assert attribute_value(line, "pPr/jc") == "right"
    assert list(header.iter(f"{W}pBdr")) == []
    assert document.style("DauLuuHanh")["sz"] == "24"
    assert int(attribute_value(document.sections()[0], "pgMar", "header")) / TWIPS_PER_MM == pytest.approx(
        10, abs=0.1
    )


@pytest.mark.parametrize("form", ["dang-2018", "dang-2026"])
def test_what_the_party_says_at_the_end_it_does_not_say_at_the_top(form: str) -> None:
    document = party_word(form, letterhead=HEAD._replace(circulation="khong_pho_bien"))
    assert printed_text(margin_part(document, 0, "header", "first")) == ""
