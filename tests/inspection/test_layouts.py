"""Where clerks put the parts of a document: on covers, under titles, in one paragraph with line breaks."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from baocao.inspection.inspect import Inspection
from baocao.inspection.report import text_report
from baocao.inspection.verdicts import Outcome
from breaking import change_parts, inspect_bytes
from hand import CENTER, Typed
from papers import SENTENCES, article, foot, grounds, head, title, typed_kind

WRONG = {Outcome.FAILS, Outcome.NOT_FOUND}


def wrong_rules(typed: Typed) -> dict[str, list[str]]:
    """Return the rules that were broken or could not be judged, with what was measured."""
    inspection = inspect_bytes(typed.data())
    return {
        each.rule.id: [fault.measured for fault in each.verdict.faults] if each.verdict else []
        for each in inspection.judged
        if each.outcome in WRONG
    }


def ended_report(typed: Typed, *recipients: str) -> Typed:
    typed.body(*SENTENCES)
    foot(typed, *recipients)
    return typed


def with_breaks(typed: Typed, text: str, style: str = "") -> Any:
    """Type a paragraph in the middle whose lines are broken by hand."""
    return typed.line(text, 14, style, align=CENTER)


def addressees_behind_a_break(typed: Typed) -> None:
    typed.line("Kính gửi:\n- Sở Nội vụ;\n- Sở Tài chính.", 14)


def addressees_behind_a_tab(typed: Typed) -> None:
    typed.line("\tKính gửi:\t- Sở Nội vụ;", 14)
    typed.line("\t\t\t- Sở Tài chính.", 14)


def one_addressee_behind_a_tab(typed: Typed) -> None:
    typed.line("\tKính gửi:\tỦy ban nhân dân tỉnh Quảng Ngãi", 14)


@pytest.mark.parametrize(
    "address", [addressees_behind_a_break, addressees_behind_a_tab, one_addressee_behind_a_tab]
)
def test_addressees_may_stand_in_the_paragraph_of_their_label(address: Callable[[Typed], None]) -> None:
    typed = typed_kind("Số: 12/BC-UBND", "BÁO CÁO", "Tình hình tháng 9")
    address(typed)
    assert wrong_rules(ended_report(typed, "- Như trên;", "- Lưu: VT.")) == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Kính gửi:\n- Sở Nội vụ\n- Sở Tài chính.", "không kết thúc bằng dấu ';'"),
        ("\tKính gửi:\tSở Nội vụ; Sở Tài chính.", "nhiều nơi gửi trên một dòng"),
    ],
    ids=["signs behind a break", "several behind a tab"],
)
def test_addressees_in_the_paragraph_of_their_label_are_judged(text: str, fault: str) -> None:
    typed = typed_kind("Số: 12/BC-UBND", "BÁO CÁO", "Tình hình tháng 9")
    typed.line(text, 14)
    assert wrong_rules(ended_report(typed, "- Như trên;", "- Lưu: VT.")) == {"TT218": [fault]}


def test_what_a_program_prints_of_a_digital_signature_is_no_parent_body() -> None:
    typed = Typed()
    typed.line("Người ký: UBND xã Mỏ Cày\nEmail: ubnd@mocay.gov.vn\nThời gian ký: 16/9/2025 15:04:05", 10)
    head(typed, "Số: 12/BC-UBND")
    title(typed, "BÁO CÁO", "Tình hình tháng 9")
    assert wrong_rules(ended_report(typed)) == {}


@pytest.mark.parametrize(
    "archive",
    ["- Lưu: VT, VX (02). PL.(300)", "- Lưu: VT, VX. (NTHằng)", "- Lưu: VT. ABC-268", "- Lưu: VT. Hằng"],
)
def test_the_drafters_mark_may_end_the_line_of_the_archive(archive: str) -> None:
    typed = typed_kind("Số: 12/BC-UBND", "BÁO CÁO", "Tình hình tháng 9")
    assert wrong_rules(ended_report(typed, "- UBND tỉnh;", archive)) == {}


def covered(cover: str = "ĐỀ ÁN") -> Typed:
    typed = Typed()
    typed.line("ỦY BAN NHÂN DÂN XÃ MỎ CÀY", 14, "b", align=CENTER)
    for text in (cover, "PHÁT TRIỂN DU LỊCH NÔNG THÔN"):
        typed.line(text, 14, "b", align=CENTER)
    typed.line("Mỏ Cày, năm 2025", 14, "b", align=CENTER)
    typed.document.add_page_break()
    head(typed, "Số: 12/ĐA-UBND")
    title(typed, "ĐỀ ÁN", "Phát triển du lịch nông thôn")
    return ended_report(typed)


@pytest.mark.parametrize("cover", ["ĐỀ ÁN", "ĐỀ ÁN PHÁT TRIỂN KINH TẾ"])
def test_a_cover_is_not_taken_for_the_letterhead(cover: str) -> None:
    assert wrong_rules(covered(cover)) == {}


def test_sentences_above_a_letterhead_are_no_cover() -> None:
    assert wrong_rules(covered("ĐỀ ÁN;")).keys() == {"TT205"}


@pytest.mark.parametrize(
    ("number", "wrong"), [("07", {}), ("7", {"TT208": ["số nhỏ hơn 10 không ghi thêm số 0 ở trước"]})]
)
def test_printed_forms_have_their_number_under_their_title(
    number: str, wrong: dict[str, list[str]]
) -> None:
    typed = Typed()
    head(typed, names=("SỞ TÀI CHÍNH",))
    typed.line("GIẤY GIỚI THIỆU", 14, "b", align=CENTER)
    typed.line(f"Số: {number}/GGT-STC", 13, align=CENTER)
    typed.body("Giới thiệu ông Trần Văn A./.")
    foot(typed, signer=("GIÁM ĐỐC",))
    assert wrong_rules(typed) == wrong


def submission(first: str, second: str) -> Typed:
    typed = typed_kind("Số: 12/TTr-UBND", "TỜ TRÌNH", "Về việc phê duyệt quy hoạch")
    typed.line("Kính gửi: Ủy ban nhân dân tỉnh Quảng Ngãi", 14, align=CENTER)
    grounds(typed, first)
    typed.body(second)
    return ended_report(typed, "- Như trên;", "- Lưu: VT.")


def test_the_last_ground_may_be_the_beginning_of_the_text() -> None:
    typed = submission(
        "Căn cứ Luật Quy hoạch đô thị và nông thôn;",
        "Thực hiện Thông báo số 15/TB-UBND của Ủy ban nhân dân tỉnh, xã kính trình nội dung sau:",
    )
    assert wrong_rules(typed) == {}


def test_grounds_that_the_text_does_not_go_on_end_with_a_full_stop() -> None:
    typed = submission("Căn cứ Luật Quy hoạch đô thị và nông thôn;", "Xã kính trình nội dung sau:")
    assert wrong_rules(typed) == {"TT301": ["không kết thúc bằng dấu '.'"]}


REFERENCE = "(Kèm theo Báo cáo số 12/BC-UBND ngày 16 tháng 9 năm 2025 của UBND xã Mỏ Cày)"


def with_appendix(type_it: Callable[[Typed], Any]) -> Typed:
    typed = typed_kind("Số: 12/BC-UBND", "BÁO CÁO", "Tình hình tháng 9")
    typed.body("Chi tiết tại Phụ lục kèm theo.")
    ended_report(typed)
    typed.document.add_section()
    typed.draw(type_it(typed))
    typed.line("./.", 14)
    return typed


def all_in_one_paragraph(typed: Typed) -> Any:
    paragraph = with_breaks(typed, "Phụ lục\nDANH SÁCH HỘ NGHÈO\n", "b")
    typed._look(paragraph.add_run(REFERENCE), 14, "i")
    return paragraph


def title_and_reference_in_one_paragraph(typed: Typed) -> Any:
    with_breaks(typed, "Phụ lục", "b")
    paragraph = with_breaks(typed, "DANH SÁCH HỘ NGHÈO\n", "b")
    typed._look(paragraph.add_run(REFERENCE), 14, "i")
    return paragraph


@pytest.mark.parametrize("type_it", [all_in_one_paragraph, title_and_reference_in_one_paragraph])
def test_the_lines_over_an_appendix_may_stand_in_one_paragraph(type_it: Callable[[Typed], Any]) -> None:
    found = wrong_rules(with_appendix(type_it))
    assert found.keys() <= {"TT507"}, found


def party_in_the_states_form() -> Inspection:
    typed = Typed()
    head(typed, "Số: 12/BC-ĐU", names=("ĐẢNG BỘ TỈNH QUẢNG NGÃI", "ĐẢNG ỦY XÃ MỎ CÀY"))
    title(typed, "BÁO CÁO", "Tháng 9")
    return inspect_bytes(ended_report(typed).data())


def test_what_a_committee_of_the_party_issues_is_the_partys_whatever_name_stands_over_it() -> None:
    inspection = party_in_the_states_form()
    assert inspection.form is not None
    assert inspection.form.id == "dang-2018"
    said = next(each for each in inspection.judged if each.rule.id == "TT202")
    assert said.verdict is not None
    assert said.verdict.faults[0].measured == "khác câu chữ quy định"


def test_minutes_of_the_party_need_no_recipients() -> None:
    typed = Typed()
    head(
        typed,
        "Số 12-BB/ĐU",
        names=("ĐẢNG BỘ TỈNH QUẢNG NGÃI", "ĐẢNG ỦY XÃ"),
        right="ĐẢNG CỘNG SẢN VIỆT NAM",
    )
    title(typed, "BIÊN BẢN", "hội nghị Ban Chấp hành")
    article(typed, 1, "Nội dung.")
    inspection = inspect_bytes(typed.data())
    assert "nơi nhận" not in (inspection.identity.wants.values() if inspection.identity else ())


def test_the_report_tells_why_the_partys_form_is_taken_and_names_what_the_party_calls_so() -> None:
    said = text_report([party_in_the_states_form()])
    assert "ĐẢNG ỦY XÃ MỎ CÀY là tổ chức đảng, nên xét theo thể thức của Đảng" in said
    assert "TT202 lỗi: Tên Đảng. Yêu cầu: 'ĐẢNG CỘNG SẢN VIỆT NAM'" in said
    assert "NĐ 30" not in said


def test_an_attached_text_may_have_its_lines_in_one_paragraph() -> None:
    typed = Typed()
    paragraph = with_breaks(typed, "QUY CHẾ\nLàm việc của Ủy ban nhân dân xã\n", "b")
    typed._look(paragraph.add_run(REFERENCE.replace("Báo cáo", "Quyết định")), 14, "i")
    typed.line("Chương I", 14, "b", align=CENTER)
    typed.line("QUY ĐỊNH CHUNG", 14, "b", align=CENTER)
    article(typed, 1, "Phạm vi điều chỉnh.")
    typed.body(*SENTENCES)
    assert inspect_bytes(typed.data()).kind == "quy chế kèm theo"
    assert wrong_rules(typed) == {}


def test_who_decides_stands_right_under_a_subject_and_is_none() -> None:
    typed = Typed()
    head(typed, "Số: 12/QĐ-UBND")
    typed.draw(with_breaks(typed, "QUYẾT ĐỊNH\nVề việc bổ nhiệm cán bộ", "b"))
    typed.line("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MỎ CÀY", 14, "b", align=CENTER)
    grounds(typed, "Căn cứ Luật Cán bộ, công chức.")
    typed.line("QUYẾT ĐỊNH:", 14, "b", align=CENTER)
    article(typed, 1, "Bổ nhiệm ông Trần Văn A./.")
    foot(typed, "- Như Điều 1;", "- Lưu: VT.", signer=("CHỦ TỊCH",))
    assert wrong_rules(typed) == {}


def test_dots_in_a_form_are_written_over_by_hand() -> None:
    typed = Typed()
    typed.line("Mẫu số 01", 14, "b")
    head(typed, "Số: …/BC-…")
    title(typed, "BÁO CÁO", "Tình hình")
    typed.body("Kết quả: ..........")
    assert wrong_rules(typed) == {}


def test_underlined_letters_are_named_where_a_line_is_missing() -> None:
    typed = Typed()
    head(typed, "Số: 12/BC-UBND")
    typed.line("BÁO CÁO", 14, "b", align=CENTER)
    typed.line("Tình hình tháng 9", 14, "b", align=CENTER).runs[0].font.underline = True
    found = wrong_rules(ended_report(typed))
    assert found["TT215"] == ["chữ gạch chân, không phải đường kẻ"]


def test_the_title_of_a_private_paper_is_no_issuing_body() -> None:
    typed = Typed()
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIẤY XÁC NHẬN THU NHẬP",
    ):
        typed.line(text, 14, "b", align=CENTER)
    typed.body("Xác nhận ông Trần Văn A có thu nhập ổn định.")
    typed.line("Mỏ Cày, ngày 16 tháng 9 năm 2025", 14, "i")
    identity = inspect_bytes(typed.data()).identity
    assert identity is not None
    assert identity.name == "giấy theo mẫu riêng"


def test_a_note_in_brackets_under_a_subject_has_no_style_of_its_own() -> None:
    typed = Typed()
    head(typed, "Số: 12/BC-UBND")
    typed.line("BÁO CÁO", 14, "b", align=CENTER)
    typed.line("Tình hình tháng 9", 14, "b", align=CENTER)
    typed.draw(typed.line("(Số liệu tính đến ngày 14 tháng 9 năm 2025)", 14, "i", align=CENTER))
    assert wrong_rules(ended_report(typed)) == {}


@pytest.mark.parametrize(
    ("names", "form"),
    [
        (("ĐẢNG ỦY XÃ MỎ CÀY", "VĂN PHÒNG"), "dang-2018"),
        (("TỈNH ỦY QUẢNG NGÃI", "BAN TỔ CHỨC"), "dang-2018"),
        (("ĐẢNG ỦY - UBND XÃ MỎ CÀY", "BAN TỔ CHỨC"), "nd-30-2020"),
        (("UBND TỈNH QUẢNG NGÃI", "VĂN PHÒNG"), "nd-30-2020"),
    ],
)
def test_offices_of_a_committee_are_the_partys(names: tuple[str, str], form: str) -> None:
    typed = Typed()
    head(typed, "Số: 12-BC/VPĐU", names=names)
    title(typed, "BÁO CÁO", "Tháng 9")
    inspection = inspect_bytes(ended_report(typed).data())
    assert inspection.form is not None
    assert inspection.form.id == form


def test_a_writers_count_of_one_page_hides_no_appendix() -> None:
    """LibreOffice and templates claim one page for what has an appendix on a page of its own."""

    def claim_one(texts: dict[str, str]) -> None:
        texts["docProps/app.xml"] = re.sub(
            "<Pages>.*?</Pages>", "<Pages>1</Pages>", texts["docProps/app.xml"]
        )

    data = change_parts(with_appendix(all_in_one_paragraph).data(), claim_one)
    assert "TT507" in {each.rule.id for each in inspect_bytes(data).judged if each.outcome in WRONG}
