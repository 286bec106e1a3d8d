"""The head and the foot of a document (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II)."""

from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from baocao.model.document import Signature
from baocao.render.metrics import text_width
from office import (
    TWIPS_PER_MM,
    W,
    Word,
    attribute_value,
    has_element,
    printed_text,
    row_cells,
    style_of,
    table_rows,
)
from samples import FORM, HEAD, TABLE, party_word, sample_appendix, sample_word, word_with_head
from support import Sandbox

MOTTO = "Độc lập - Tự do - Hạnh phúc"


def layout_table_at(document: Word, index: int) -> ET.Element:
    """Return a table that places things: the first is the letterhead, the last the signature."""
    return list(document.root.iter(f"{W}tbl"))[index]


def letterhead_cell(document: Word, row: int, column: int) -> ET.Element:
    return row_cells(table_rows(layout_table_at(document, 0))[row])[column]


def cell_styles(cell: ET.Element) -> list[str]:
    return [style_of(paragraph) for paragraph in cell.iter(f"{W}p")]


def rule_measures(document: Word, cell: ET.Element) -> tuple[float, float]:
    """Return how long the line in a cell is, and how far from its middle, in millimetres."""
    (line,) = [paragraph for paragraph in cell.iter(f"{W}p") if style_of(paragraph) == "DuongKe"]
    look = document.look(line)
    width = int(attribute_value(cell, "tcPr/tcW", "w")) / TWIPS_PER_MM
    return width - look.left - look.right, look.left - look.right


def test_the_country_stands_on_the_right_above_its_motto() -> None:
    right = letterhead_cell(sample_word(), 0, 1)
    assert [printed_text(paragraph) for paragraph in right.iter(f"{W}p")] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        MOTTO,
        "",
    ]
    assert cell_styles(right) == ["QuocHieu", "TieuNgu", "DuongKe"]


def test_the_name_of_the_country_fits_on_one_line() -> None:
    width = int(attribute_value(letterhead_cell(sample_word(), 0, 1), "tcPr/tcW", "w")) / TWIPS_PER_MM
    assert text_width(FORM.country, FORM.components["quoc_hieu"].size, bold=True) < width


def test_the_line_under_the_motto_is_as_long_as_the_motto() -> None:
    document = sample_word()
    length, offset = rule_measures(document, letterhead_cell(document, 0, 1))
    assert length == pytest.approx(text_width(MOTTO, 14, bold=True), abs=0.1)
    assert offset == 0


def test_the_parent_stands_above_the_issuing_body_in_capitals() -> None:
    document = word_with_head(parent=("UBND tỉnh T",), body=("Sở A",))
    assert document.texts("CoQuanChuQuan") == ["UBND TỈNH T"]
    assert document.texts("CoQuanBanHanh") == ["SỞ A"]
    assert cell_styles(letterhead_cell(document, 0, 0)) == ["CoQuanChuQuan", "CoQuanBanHanh", "DuongKe"]


def test_a_body_without_parent_stands_alone() -> None:
    assert cell_styles(letterhead_cell(word_with_head(parent=()), 0, 0)) == ["CoQuanBanHanh", "DuongKe"]


@pytest.mark.parametrize(
    "body", [("Sở A",), ("Ủy ban nhân dân", "xã Mỏ Cày"), ("Sở Khoa học và Công nghệ tỉnh Quảng Ngãi",)]
)
def test_the_line_under_the_agency_is_a_third_to_a_half_of_its_name(body: tuple[str, ...]) -> None:
    document = word_with_head(body=body)
    length, offset = rule_measures(document, letterhead_cell(document, 0, 0))
    share = length / text_width(document.texts("CoQuanBanHanh")[-1], 13, bold=True)
    assert 1 / 3 <= share <= 1 / 2
    assert abs(offset) < 0.1


def test_a_long_name_breaks_into_even_lines_that_fit() -> None:
    document = word_with_head(body=("Ban Quản lý các Khu công nghiệp và Khu kinh tế tỉnh Quảng Ngãi",))
    lines = document.texts("CoQuanBanHanh")
    lengths = [text_width(line, 13, bold=True) for line in lines]
    assert " ".join(lines) == "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP VÀ KHU KINH TẾ TỈNH QUẢNG NGÃI"
    assert (
        max(lengths)
        <= int(attribute_value(letterhead_cell(document, 0, 0), "tcPr/tcW", "w")) / TWIPS_PER_MM
    )
    assert min(lengths) > max(lengths) / 2


def test_number_and_date_stand_in_one_row() -> None:
    document = sample_word()
    assert cell_styles(letterhead_cell(document, 1, 0)) == ["SoKyHieu"]
    assert cell_styles(letterhead_cell(document, 1, 1)) == ["DiaDanhNgay"]


def test_number_and_notation_are_joined_without_spaces() -> None:
    assert word_with_head(number="189", notation="/BC-UBND").texts("SoKyHieu") == ["Số: 189/BC-UBND"]


def test_a_number_below_ten_has_a_zero(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "chi_tieu:", "phat_hanh: {cd: {so: 5}}\nchi_tieu:")
    made = {each.name: each for each in sandbox.build().made}
    assert Word(made["xa-mot_bao-cao_cd.docx"].data).texts("SoKyHieu") == ["Số: 05/BC-UBND"]


def test_a_number_that_is_not_given_leaves_room_for_it() -> None:
    (number,) = word_with_head(number="").texts("SoKyHieu")
    assert number.startswith("Số:     ")
    assert number.endswith(" /BC-SA")


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2020, 3, 5), "T, ngày 05 tháng 3 năm 2020"),
        (date(2019, 6, 29), "T, ngày 29 tháng 6 năm 2019"),
        (date(2026, 1, 9), "T, ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 10), "T, ngày 10 tháng 02 năm 2026"),
        (date(2025, 12, 31), "T, ngày 31 tháng 12 năm 2025"),
    ],
)
def test_month_2_has_a_zero_and_month_3_has_none(day: date, printed: str) -> None:
    assert word_with_head(day=day).texts("DiaDanhNgay") == [printed]


def test_a_day_that_is_not_given_leaves_room_for_it() -> None:
    (place,) = word_with_head(day=None).texts("DiaDanhNgay")
    assert place.split() == ["T,", "ngày", "tháng", "năm"]
    assert "ngày   " in place


def test_the_letterhead_is_as_wide_as_the_text() -> None:
    width = int(attribute_value(layout_table_at(sample_word(), 0), "tblPr/tblW", "w")) / TWIPS_PER_MM
    assert width == pytest.approx(FORM.page.text_width, abs=0.1)


def test_type_and_subject_stand_bold_in_the_middle() -> None:
    document = sample_word(type_name="Báo cáo", subject="Tình hình tháng 11")
    assert document.texts("TenLoai") == ["BÁO CÁO"]
    assert document.texts("TrichYeu") == ["Tình hình tháng 11"]
    look = document.looks("TrichYeu")
    assert (look.bold, look.italic, look.align) == (True, False, "center")


@pytest.mark.parametrize("subject", ["Tình hình tháng 11", "Tình hình thực hiện Nghị quyết số 57 " * 3])
def test_the_line_under_the_subject_is_a_third_to_a_half_of_it(subject: str) -> None:
    document = sample_word(subject=subject.strip())
    after = list(document.body)
    line = document.look(after[after.index(document.only("TrichYeu")) + 1])
    lines = document.texts("TrichYeu")[0].split("\n")
    widest = max(text_width(each, 14, bold=True) for each in lines)
    assert 1 / 3 <= (FORM.page.text_width - line.left - line.right) / widest <= 1 / 2
    assert line.left == line.right


def test_a_long_subject_breaks_into_even_lines() -> None:
    subject = "Tình hình thực hiện Nghị quyết số 57-NQ/TW và Nghị quyết số 71/NQ-CP tại các xã, phường"
    (printed,) = sample_word(subject=subject).texts("TrichYeu")
    lengths = [text_width(line, 14, bold=True) for line in printed.split("\n")]
    assert printed.replace("\n", " ") == subject
    assert min(lengths) > 0.7 * max(lengths)


def test_one_addressee_stands_on_the_line_of_kinh_gui_without_a_full_stop() -> None:
    document = sample_word(addressees=("Bộ Nội vụ",))
    assert document.texts("KinhGui") == ["Kính gửi: Bộ Nội vụ"]
    assert document.texts("DanhSachKinhGui") == []


def test_several_addressees_are_a_list_that_ends_with_a_full_stop() -> None:
    document = sample_word(addressees=("Sở A", "Sở B", "Đảng ủy xã"))
    assert document.texts("KinhGui") == ["Kính gửi:"]
    assert document.texts("DanhSachKinhGui") == ["- Sở A;", "- Sở B;", "- Đảng ủy xã."]


def test_the_dashes_of_addressees_stand_under_the_colon() -> None:
    document = sample_word(addressees=("Sở A", "Sở B"))
    colon = document.looks("KinhGui").left + text_width("Kính gửi", 14)
    for paragraph in document.all("DanhSachKinhGui"):
        look = document.look(paragraph)
        assert look.left - look.hanging == pytest.approx(colon, abs=1)


def test_a_document_that_goes_nowhere_up_has_no_kinh_gui() -> None:
    assert sample_word(addressees=()).all("KinhGui") == []


def test_noi_nhan_ends_with_a_full_stop() -> None:
    document = sample_word(recipients=("Như trên", "Đảng ủy xã", "Lưu: VT"))
    assert document.texts("NoiNhan") == ["Nơi nhận:"]
    assert document.texts("DanhSachNoiNhan") == ["- Như trên;", "- Đảng ủy xã;", "- Lưu: VT."]


def test_a_recipient_named_twice_ends_the_list_only_once() -> None:
    assert sample_word(recipients=("Như trên", "Như trên")).texts("DanhSachNoiNhan") == [
        "- Như trên;",
        "- Như trên.",
    ]


def test_authority_and_title_are_capitals_and_the_name_is_not() -> None:
    lines = ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")
    document = sample_word(signature=Signature(lines, "Võ Việt Cường"))
    assert document.texts("QuyenHan") == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert document.texts("ChucVu") == ["PHÓ CHỦ TỊCH"]
    assert document.texts("HoTen") == ["Võ Việt Cường"]


def test_a_draft_shows_where_a_signer_is_still_to_be_named() -> None:
    document = sample_word(signature=Signature((), ""))
    assert document.texts("ChucVu") == ["[CHỨC VỤ NGƯỜI KÝ]"]
    assert has_element(document.only("ChucVu"), "r/rPr/highlight")


# Công văn, marks, the Party's form.


def test_a_letter_has_its_subject_under_the_number_and_no_title() -> None:
    document = sample_word(
        type_name="", subject="", letterhead=HEAD._replace(subject="V/v báo cáo tiến độ")
    )
    left = letterhead_cell(document, 1, 0)
    assert cell_styles(left) == ["SoKyHieu", "TrichYeuCongVan"]
    look = document.looks("TrichYeuCongVan")
    assert (look.size, look.bold, look.italic, look.align, look.before) == (12, False, False, "center", 6)
    assert document.texts("TenLoai") == []


@pytest.mark.parametrize(
    ("mark", "shown", "width"),
    [("hoa_toc", "HỎA TỐC", 30), ("thuong_khan", "THƯỢNG KHẨN", 40), ("khan", "KHẨN", 20)],
)
def test_urgency_is_a_red_frame_of_the_prescribed_size(mark: str, shown: str, width: float) -> None:
    document = sample_word(letterhead=HEAD._replace(stamps=(mark,)))
    (frame,) = letterhead_cell(document, 1, 0).iter(f"{W}tbl")
    assert printed_text(frame) == shown
    assert int(attribute_value(frame, "tblPr/tblW", "w")) / TWIPS_PER_MM == pytest.approx(width, abs=0.1)
    assert int(attribute_value(frame, "tr/trPr/trHeight")) / TWIPS_PER_MM == pytest.approx(8, abs=0.1)
    assert attribute_value(frame, "tblPr/tblBorders/top", "color") == "FF0000"


def test_the_drafters_mark_stands_under_the_recipients_on_the_right() -> None:
    document = sample_word(drafter="PL.(300)")
    assert document.texts("NguoiSoan") == ["PL.(300)"]
    look = document.looks("NguoiSoan")
    assert (look.size, look.align) == (11, "right")


PARTY_FORMS = ("dang-2018", "dang-2026")


def party_document(**changes: Any) -> Word:
    return party_word("dang-2018", **changes)


def test_a_party_document_names_the_party_where_others_name_the_country_and_its_date_below() -> None:
    document = party_document()
    right = letterhead_cell(document, 0, 1)
    assert [printed_text(paragraph) for paragraph in right.iter(f"{W}p")] == [
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "",
        "T, ngày 18 tháng 11 năm 2025",
    ]
    assert cell_styles(right) == ["QuocHieu", "DuongKe", "DiaDanhNgay"]


def test_the_name_of_a_superior_party_committee_fits_on_one_line() -> None:
    document = party_word(letterhead=HEAD._replace(parent=("Đảng bộ tỉnh Quảng Ngãi",)))
    assert document.texts("CoQuanChuQuan") == ["ĐẢNG BỘ TỈNH QUẢNG NGÃI"]


def test_a_party_body_stands_above_a_star_and_a_subject_above_dashes() -> None:
    assert party_document().texts("DauNgan") == ["*", "-----"]


def test_the_party_writes_its_number_without_a_colon() -> None:
    assert party_document().texts("SoKyHieu") == ["Số 189/BC-SA"]


@pytest.mark.parametrize(
    ("form", "label", "names", "listed"),
    [
        ("dang-2018", "Kính gửi: Sở A,", ("Sở A",), []),
        ("dang-2026", "Kính gửi: Sở A;", ("Sở A",), []),
        ("dang-2018", "Kính gửi: - Sở A,", ("Sở A", "Sở B", "Sở C"), ["- Sở B,", "- Sở C,"]),
        ("dang-2026", "Kính gửi: - Sở A;", ("Sở A", "Sở B", "Sở C"), ["- Sở B;", "- Sở C;"]),
    ],
)
def test_every_addressee_of_the_party_ends_with_the_sign_of_its_form(
    form: str, label: str, names: tuple[str, ...], listed: list[str]
) -> None:
    document = party_word(form, addressees=names)
    assert document.texts("KinhGui") == [label]
    assert document.texts("DanhSachKinhGui") == listed


@pytest.mark.parametrize("form", PARTY_FORMS)
def test_kinh_gui_of_the_party_is_italic_and_its_names_are_upright(form: str) -> None:
    document = party_word(form, addressees=("Sở A", "Sở B"))
    first, second = document.only("KinhGui").iter(f"{W}r")
    assert document.style("KinhGui")["i"] == "true"
    assert (printed_text(first), has_element(first, "rPr/i")) == ("Kính gửi: ", False)
    assert (printed_text(second), attribute_value(second, "rPr/i", "val")) == (
        "- Sở A;" if form == "dang-2026" else "- Sở A,",
        "0",
    )
    assert not document.looks("DanhSachKinhGui").italic


def test_addressees_of_the_party_stand_under_each_other_in_the_middle() -> None:
    document = party_word(addressees=("Sở A", "Sở Nội vụ"))
    look, listed = document.looks("KinhGui"), document.looks("DanhSachKinhGui")
    assert listed.left - listed.hanging == pytest.approx(look.left + text_width("Kính gửi: ", 14), abs=0.1)
    width = text_width("Kính gửi: - Sở Nội vụ;", 14)
    assert look.left == pytest.approx((FORM.page.text_width - width) / 2, abs=0.2)


def test_a_submission_of_the_party_is_kinh_trinh() -> None:
    assert party_word(salutation="Kính trình").texts("KinhGui") == ["Kính trình: UBND tỉnh T;"]


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        ("dang-2018", ["- Như trên,", "- Chi bộ,", "- Lưu Văn phòng."]),
        ("dang-2026", ["- Như trên;", "- Chi bộ;", "- Lưu Văn phòng."]),
    ],
)
def test_recipients_of_the_party_end_with_the_signs_of_its_form(form: str, lines: list[str]) -> None:
    document = party_word(form, recipients=("Như trên", "Chi bộ", "Lưu Văn phòng"))
    assert document.texts("DanhSachNoiNhan") == lines


@pytest.mark.parametrize("form", PARTY_FORMS)
def test_the_line_under_noi_nhan_of_the_party_is_as_long_as_the_words(form: str) -> None:
    words, colon = party_word(form).only("NoiNhan").iter(f"{W}r")
    assert (printed_text(words), has_element(words, "rPr/u")) == ("Nơi nhận", False)
    assert (printed_text(colon), attribute_value(colon, "rPr/u", "val")) == (":", "none")


@pytest.mark.parametrize("form", PARTY_FORMS)
def test_the_drafters_mark_of_the_party_ends_the_line_of_the_archive_8_points_high(form: str) -> None:
    document = party_word(form, recipients=("Chi bộ", "Lưu Văn phòng"), drafter="ABC-268")
    assert document.texts("DanhSachNoiNhan")[-1] == "- Lưu Văn phòng. ABC-268"
    assert document.texts("NguoiSoan") == []
    *_, mark = document.all("DanhSachNoiNhan")[-1].iter(f"{W}r")
    assert attribute_value(mark, "rPr/sz", "val") == "16"


@pytest.mark.parametrize(
    ("lines", "titles", "styled"),
    [
        (("T/M Đảng ủy", "Bí thư"), 1, [("QuyenHan", "T/M ĐẢNG ỦY"), ("ChucVu", "BÍ THƯ")]),
        (("T/M Ban Bí thư",), 0, [("QuyenHan", "T/M BAN BÍ THƯ")]),
        (("Trưởng Ban",), 1, [("QuyenHan", "TRƯỞNG BAN")]),
        (
            ("Bí thư", "kiêm", "Trưởng Ban Chỉ đạo"),
            3,
            [("QuyenHan", "BÍ THƯ"), ("Kiem", "kiêm"), ("QuyenHan", "TRƯỞNG BAN CHỈ ĐẠO")],
        ),
    ],
)
@pytest.mark.parametrize("form", PARTY_FORMS)
def test_a_direct_title_of_the_party_is_bold_and_one_under_a_mark_is_not(
    form: str, lines: tuple[str, ...], titles: int, styled: list[tuple[str, str]]
) -> None:
    document = party_word(form, signature=Signature(lines, "Nguyễn Văn A", titles))
    _, right = row_cells(table_rows(layout_table_at(document, -1))[0])
    printed = [(style_of(paragraph), printed_text(paragraph)) for paragraph in right.iter(f"{W}p")]
    assert printed == [*styled, ("HoTen", "Nguyễn Văn A")]
    weights = {"QuyenHan": True, "ChucVu": False, "Kiem": False}
    for style, _ in styled:
        assert document.look(document.all(style)[0]).bold is weights[style]


@pytest.mark.parametrize("form", PARTY_FORMS)
def test_marks_of_the_party_are_red_without_a_frame_and_14_high(form: str) -> None:
    document = party_word(form, letterhead=HEAD._replace(stamps=("mat", "khan"), edition="Dự thảo lần 2"))
    left = letterhead_cell(document, 1, 0)
    assert cell_styles(left) == ["SoKyHieu", "DauMucDo", "DauMucDo", "DuThao"]
    assert document.texts("DauMucDo") == ["MẬT", "KHẨN"]
    assert list(left.iter(f"{W}tbl")) == []
    assert (document.look(document.all("DauMucDo")[0]).size, document.looks("DuThao").size) == (14, 14)
    assert document.looks("DuThao").italic
    runs = [run for paragraph in document.all("DauMucDo") for run in paragraph.iter(f"{W}r")]
    assert [attribute_value(run, "rPr/color", "val") for run in runs] == ["FF0000", "FF0000"]


UNPUBLISHED = HEAD._replace(circulation="khong_pho_bien")
SAID_OF_IT = "KHÔNG PHỔ BIẾN TRÊN CÁC PHƯƠNG TIỆN THÔNG TIN ĐẠI CHÚNG"


def lines_below_signature(document: Word) -> list[ET.Element]:
    """Return the paragraphs between the signature and the end of its section."""
    below = list(document.body)
    start = below.index(layout_table_at(document, -1)) + 1
    return [each for each in below[start:] if each.tag == f"{W}p" and printed_text(each)]


def test_what_must_not_be_published_says_so_under_the_signature_in_2018() -> None:
    document = party_word("dang-2018", letterhead=UNPUBLISHED)
    (line,) = lines_below_signature(document)
    assert (printed_text(line), style_of(line)) == (SAID_OF_IT, "DauLuuHanh")
    assert not has_element(line, "pPr/framePr")
    look = document.look(line)
    assert (look.size, look.bold, look.align) == (12, True, "center")


@pytest.mark.parametrize("notice", ["", "SỐ LIỆU GIẢ LẬP"])
def test_what_must_not_be_published_says_so_10_mm_above_the_end_of_the_last_page_in_2026(
    notice: str,
) -> None:
    document = party_word("dang-2026", letterhead=UNPUBLISHED, notice=notice)
    (line,) = lines_below_signature(document)
    frame = {
        name: attribute_value(line, "pPr/framePr", name) for name in ("vAnchor", "hAnchor", "xAlign", "y")
    }
    assert (frame["vAnchor"], frame["hAnchor"], frame["xAlign"]) == ("page", "margin", "center")
    bottom = int(frame["y"]) / TWIPS_PER_MM + 12 * 1.15 * 25.4 / 72
    if notice:  # which is said at the foot of all pages, and stands below it
        assert 277 < bottom < 287 - 14 * 25.4 / 72
    else:
        assert bottom == pytest.approx(287, abs=0.5)


@pytest.mark.parametrize("form", PARTY_FORMS)
def test_the_address_of_the_party_stands_at_the_end_under_a_line_across_the_page(form: str) -> None:
    contact = ("Số 1 đường A", "Điện thoại: 0255")
    document = party_word(form, contact=contact)
    first, second = lines_below_signature(document)
    assert (printed_text(first), printed_text(second)) == contact
    assert has_element(first, "pPr/pBdr/top")
    assert not has_element(second, "pPr/pBdr")
    assert document.look(first).size == 10
    assert not any("0255" in printed_text(document.part(f"word/footer{n}.xml")) for n in (1, 2))


def test_what_stands_below_a_signature_of_the_party_is_kept_with_it() -> None:
    assert has_element(party_word(contact=("Số 1",)).only("NoiNhan"), "pPr/keepNext")
    assert not has_element(party_word().only("NoiNhan"), "pPr/keepNext")


def test_the_party_underlines_recipients_and_sets_the_post_upright() -> None:
    document = party_document()
    assert document.style("NoiNhan")["u"] == "single"
    assert not document.looks("ChucVu").bold
    assert document.looks("QuyenHan").bold


def test_the_party_sets_lines_exactly() -> None:
    spacing = party_document().style("NoiDung")
    assert (spacing["spacing.line"], spacing["spacing.lineRule"]) == ("360", "exact")


def test_an_appendix_of_its_own_file_has_room_for_the_bodys_digital_signature() -> None:
    document = sample_word(blocks=(), appendices=(sample_appendix(TABLE),))
    (line,) = document.texts("ChuKySo")
    assert line.startswith("Số: 189/BC-SA; ")
    assert document.looks("ChuKySo").size == 10
    assert document.texts("QuocHieu") == []
    assert document.texts("NoiNhan") == []


def test_there_is_room_for_signature_and_seal_above_the_name() -> None:
    assert sample_word().looks("HoTen").before >= 60


def test_recipients_and_signature_stand_in_one_row_that_cannot_split() -> None:
    (row,) = table_rows(layout_table_at(sample_word(), -1))
    left, right = row_cells(row)
    assert cell_styles(left) == ["NoiNhan", "DanhSachNoiNhan", "DanhSachNoiNhan"]
    assert cell_styles(right) == ["QuyenHan", "ChucVu", "HoTen"]
    assert has_element(row, "trPr/cantSplit")


def test_the_signature_never_stands_alone_on_a_page() -> None:
    document = sample_word()
    *_, last, gap, table = list(document.body)[:-2]
    assert printed_text(last) == "Sở A kính báo cáo./."
    assert document.look(last).keeps_next
    assert document.look(gap).keeps_next
    assert table is layout_table_at(document, -1)


@pytest.mark.parametrize("index", [0, -1])
def test_letterhead_and_signature_are_placed_without_borders(index: int) -> None:
    table = layout_table_at(sample_word(), index)
    assert not has_element(table, "tblPr/tblBorders")
    assert attribute_value(table, "tblPr/tblLayout", "type") == "fixed"
