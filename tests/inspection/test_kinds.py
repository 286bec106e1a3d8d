"""What a document is: every kind of the decree is known, and what is none of them is said once."""

import json
from collections.abc import Callable
from typing import Final

import pytest

from baocao.inspection.inspect import Inspection, inspect_document
from baocao.inspection.kinds import ANYTHING, Nature
from baocao.inspection.mending.mend import mend_document
from baocao.inspection.report import json_report, text_report
from baocao.inspection.rules.catalogue import RULES
from baocao.inspection.verdicts import Outcome
from breaking import broken_rules, good_document, inspect_bytes
from hand import CENTER, Typed
from papers import (
    GROUNDS,
    SENTENCES,
    article,
    decision,
    foot,
    grounds,
    head,
    regulation,
    signers,
    title,
    typed_kind,
)

DECISION: Final = (
    "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 16 tháng 9 năm 2025 của Chủ tịch UBND xã)"
)
STATE: Final = "nd-30-2020"


def inspect_typed(typed: Typed) -> Inspection:
    return inspect_document("văn bản.docx", typed.data())


def nature_of(typed: Typed) -> Nature:
    identity = inspect_typed(typed).identity
    assert identity is not None
    return identity.nature


def said_of(typed: Typed) -> str:
    return text_report([inspect_typed(typed)])


def report(typed: Typed | None = None) -> Typed:
    """Return a good report."""
    typed = typed or typed_kind("Số: 12/BC-UBND", "BÁO CÁO", "Tình hình tháng 9")
    typed.body(*SENTENCES)
    foot(typed)
    return typed


def minutes() -> Typed:
    typed = typed_kind("Số: 12/BB-UBND", "BIÊN BẢN", "Họp thường kỳ tháng 9")
    typed.body(*SENTENCES)
    signers(typed)
    return typed


def minutes_with_recipients() -> Typed:
    typed = typed_kind("Số: 12/BB-UBND", "BIÊN BẢN HỌP")
    typed.body(*SENTENCES)
    signers(typed)
    typed.line("Nơi nhận:", 12, "bi")
    typed.line("- Thành phần dự họp;", 11)
    typed.line("- Lưu: VT.", 11)
    return typed


def invitation() -> Typed:
    typed = typed_kind("Số: 12/GM-UBND", "GIẤY MỜI", "Dự họp giao ban tháng 9")
    typed.body("Ủy ban nhân dân xã trân trọng kính mời: Trưởng các thôn.", *SENTENCES)
    foot(typed)
    return typed


def telegram() -> Typed:
    typed = typed_kind("Số: 12/CĐ-UBND", "CÔNG ĐIỆN", "Về việc ứng phó bão số 9")
    typed.line("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ điện:", 14, "b", align=CENTER)
    typed.line("- Trưởng các thôn;", 14)
    typed.line("- Trạm Y tế xã.", 14)
    typed.body(*SENTENCES)
    foot(typed, "- Như trên;", "- Lưu: VT.", signer=("CHỦ TỊCH",))
    return typed


def submission() -> Typed:
    typed = typed_kind("Số: 12/TTr-UBND", "TỜ TRÌNH", "Về việc phê duyệt dự toán")
    typed.line("Kính gửi: Ủy ban nhân dân tỉnh", 14, align=CENTER)
    typed.line("", 14)
    typed.body(*SENTENCES)
    foot(typed, "- Như trên;", "- Lưu: VT.")
    return typed


def introduction() -> Typed:
    typed = typed_kind("Số: 12/GGT-UBND", "GIẤY GIỚI THIỆU")
    typed.body("Ủy ban nhân dân xã trân trọng giới thiệu:", "Ông (bà): ………………", "Chức vụ: …………./.")
    foot(typed)
    return typed


def contract() -> Typed:
    typed = typed_kind("Số: 12/HĐ-UBND", "HỢP ĐỒNG LAO ĐỘNG")
    typed.body(*SENTENCES)
    signers(typed, "ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B")
    return typed


def copied_decision(number: str = "Số: 05/SY-UBND") -> Typed:
    typed = decision()
    typed.line("_" * 40, 14)
    head(typed, number)
    typed.line("SAO Y", 14, "b", align=CENTER)
    foot(typed)
    return typed


def attached_regulation() -> Typed:
    return regulation(Typed(), DECISION)


def attached_with_letterhead() -> Typed:
    typed = Typed()
    head(typed, day="")
    return regulation(typed, DECISION)


def attached_list() -> Typed:
    typed = Typed()
    typed.line("DANH SÁCH CÁN BỘ", 14, "b", align=CENTER)
    typed.line("(Kèm theo Công văn số 12/UBND-VX ngày 16 tháng 9 năm 2025)", 14, "i", align=CENTER)
    for cell in typed.cells():
        typed.line("Nguyễn Văn A", 11, into=cell)
    return typed


def decision_with_regulation() -> Typed:
    return regulation(decision(), DECISION)


def letter_of_its_own_name() -> Typed:
    typed = typed_kind("Số: 12/TM-UBND", "THƯ MỜI HỢP TÁC")
    typed.line("Kính gửi: Công ty A", 14, align=CENTER)
    typed.line("", 14)
    typed.body(*SENTENCES)
    foot(typed, "- Như trên;", "- Lưu: VT.")
    return typed


JUDGED: Final[dict[str, tuple[Callable[[], Typed], str]]] = {
    "minutes": (minutes, "biên bản"),
    "minutes with recipients below": (minutes_with_recipients, "biên bản"),
    "invitation": (invitation, "giấy mời"),
    "telegram": (telegram, "công điện"),
    "submission": (submission, "tờ trình"),
    "introduction": (introduction, "giấy giới thiệu"),
    "contract": (contract, "hợp đồng"),
    "decision": (decision, "quyết định"),
    "copy": (copied_decision, "quyết định, sao y"),
    "regulation of its own file": (attached_regulation, "quy chế ban hành kèm theo"),
    "regulation as in Mẫu 1.3": (attached_with_letterhead, "quy chế ban hành kèm theo"),
    "list of its own file": (attached_list, "danh sách cán bộ kèm theo"),
    "regulation behind its decision": (decision_with_regulation, "quyết định"),
    "type of its own name": (letter_of_its_own_name, "thư mời hợp tác"),
    "report": (report, "báo cáo"),
}


@pytest.mark.parametrize("name", JUDGED)
def test_a_good_document_of_each_kind_has_its_name_and_no_fault(name: str) -> None:
    make, kind = JUDGED[name]
    inspection = inspect_typed(make())
    assert inspection.kind == kind
    assert inspection.form is not None
    assert inspection.form.id == STATE
    wrong = {Outcome.FAILS, Outcome.NOT_FOUND}
    assert [each.rule.id for each in inspection.judged if each.outcome in wrong] == []


def test_a_text_issued_with_a_decision_has_its_kind_in_the_head_line() -> None:
    first = said_of(attached_regulation()).splitlines()[0]
    assert first == "văn bản.docx (quy chế ban hành kèm theo; theo Nghị định số 30/2020/NĐ-CP)"


def test_letterhead_and_signature_do_not_apply_to_an_attached_text() -> None:
    judged = {each.rule.id: each.outcome for each in inspect_typed(attached_regulation()).judged}
    for rule in ("TT202", "TT208", "TT210", "TT401", "TT405"):
        assert judged[rule] is Outcome.NOT_APPLICABLE
    assert judged["TT307"] is Outcome.CONFORMS
    assert judged["TT310"] is Outcome.CONFORMS


def test_the_text_behind_a_decisions_signature_is_judged() -> None:
    typed = decision_with_regulation()
    typed.line("Cỡ chữ của câu này nhỏ hơn quy định", 12)
    assert "TT302" in broken_rules(typed.data())
    assert nature_of(typed) is Nature.DOCUMENT


def test_a_document_of_a_type_that_the_decree_does_not_know_says_so_once() -> None:
    said = said_of(letter_of_its_own_name())
    line = "Tên loại 'THƯ MỜI HỢP TÁC' không có trong NĐ 30/2020/NĐ-CP. Xét theo thể thức chung."
    assert said.count(line) == 1


def application() -> Typed:
    typed = Typed()
    head(typed, names=(" ",), day="")
    title(typed, "ĐƠN XIN NGHỈ PHÉP")
    typed.line("Kính gửi: Hiệu trưởng Trường A", 14, align=CENTER)
    typed.body(*SENTENCES)
    return typed


def submission_slip() -> Typed:
    typed = typed_kind("Số: 12/PTr-VP", "PHIẾU TRÌNH", "Giải quyết công việc")
    typed.line("Kính gửi: Chủ tịch Ủy ban nhân dân xã", 14, align=CENTER)
    typed.body(*SENTENCES)
    foot(typed)
    return typed


def decree() -> Typed:
    typed = typed_kind("Số: 30/2025/NĐ-CP", "NGHỊ ĐỊNH", "Về công tác văn thư")
    typed.body(*SENTENCES)
    return typed


def regulating_decision() -> Typed:
    return decision(typed_kind("Số: 30/2025/QĐ-UBND", "QUYẾT ĐỊNH", "Ban hành Quy định"))


def of_a_circular() -> Typed:
    return regulation(Typed(), "(Ban hành kèm theo Thông tư số 12/2025/TT-BNV ngày 16 tháng 9 năm 2025)")


def youth_union() -> Typed:
    typed = Typed()
    names = ("BCH ĐOÀN TỈNH QUẢNG NGÃI", "ĐOÀN XÃ MỎ CÀY")
    head(typed, "Số: 12-BC/ĐTN", names=names, right="ĐOÀN TNCS HỒ CHÍ MINH")
    title(typed, "BÁO CÁO", "Tháng 9")
    return report(typed)


def trade_union() -> Typed:
    typed = Typed()
    head(typed, "Số: 12/BC-LĐLĐ", names=("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "LIÊN ĐOÀN LAO ĐỘNG TỈNH"))
    title(typed, "BÁO CÁO", "Tháng 9")
    return report(typed)


def template() -> Typed:
    typed = Typed()
    typed.line("Mẫu số 01", 13, "b")
    head(typed, "Số: …/BC-…", names=("TÊN CƠ QUAN CHỦ QUẢN", "TÊN CƠ QUAN, TỔ CHỨC"))
    title(typed, "BÁO CÁO", "…")
    return report(typed)


def described_initiative() -> Typed:
    typed = Typed()
    head(typed, names=("TRƯỜNG TRUNG HỌC PHỔ THÔNG A",))
    title(typed, "BẢN MÔ TẢ SÁNG KIẾN")
    typed.body(*SENTENCES)
    typed.line("NGƯỜI VIẾT", 14, "b", align=CENTER)
    typed.line("Trần Văn B", 14, "b", align=CENTER)
    return typed


def printed_article() -> Typed:
    typed = Typed()
    typed.line("NGHIÊN CỨU CHUYỂN ĐỔI SỐ", 16, "b", align=CENTER)
    typed.line("Nguyễn Văn A, ngày 12 tháng 3 năm 2025", 12, align=CENTER)
    typed.body(*SENTENCES)
    return typed


def curriculum() -> Typed:
    typed = Typed()
    typed.line("NGUYỄN VĂN A", 20, "b", align=CENTER)
    typed.line("Kinh nghiệm: 05 năm", 12)
    return typed


def private_letter() -> Typed:
    typed = Typed()
    typed.line("Kính gửi: Quý khách hàng", 12)
    typed.body(*SENTENCES)
    typed.line("GIÁM ĐỐC", 14, "b")
    typed.line("Trần Văn B", 12)
    return typed


def letter_of_thanks() -> Typed:
    typed = typed_kind("", "THƯ CẢM ƠN")
    typed.body(*SENTENCES)
    return typed


def slide_notes() -> Typed:
    typed = Typed()
    typed.line("Bài 1: Giới thiệu", 32)
    typed.line("- Mục tiêu", 20)
    return typed


def thesis() -> Typed:
    typed = Typed()
    title(typed, "BÁO CÁO THỰC TẬP TỐT NGHIỆP")
    typed.line("Sinh viên: Trần Văn A", 14, align=CENTER)
    typed.body(*SENTENCES)
    return typed


NOT_JUDGED: Final[dict[str, tuple[Callable[[], Typed], Nature, str]]] = {
    "application": (application, Nature.OTHER, "Đơn không thuộc loại văn bản nào của Nghị định"),
    "submission slip": (submission_slip, Nature.OTHER, "Phiếu trình giải quyết công việc không thuộc loại"),
    "letter of thanks": (letter_of_thanks, Nature.OTHER, "Thư công không có mẫu trong Nghị định"),
    "decree": (decree, Nature.REGULATION, "theo Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15"),
    "regulating decision": (regulating_decision, Nature.REGULATION, "Văn bản quy phạm pháp luật"),
    "of a circular": (of_a_circular, Nature.REGULATION, "(quy chế ban hành kèm theo thông tư)"),
    "youth union": (youth_union, Nature.ASSOCIATION, "Văn bản của Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
    "trade union": (trade_union, Nature.ASSOCIATION, "Văn bản của Công đoàn Việt Nam, theo thể thức riêng"),
    "template": (template, Nature.FORM, "Biểu mẫu để điền"),
    "description of an initiative": (described_initiative, Nature.OTHER, "chỉ thấy Quốc hiệu, tên cơ quan"),
    "article": (printed_article, Nature.OTHER, "Không thuộc loại văn bản nào của Nghị định"),
    "curriculum": (curriculum, Nature.OTHER, "Không thuộc loại văn bản nào của Nghị định"),
    "private letter": (private_letter, Nature.OTHER, "chỉ thấy Kính gửi và chức vụ người ký;"),
    "slide notes": (slide_notes, Nature.OTHER, "không tìm thấy số và ký hiệu, tên loại,"),
    "thesis": (thesis, Nature.OTHER, "chỉ thấy tên loại; không tìm thấy số và ký hiệu"),
}


@pytest.mark.parametrize("name", NOT_JUDGED)
def test_what_is_no_document_of_the_decree_is_said_once_and_has_no_fault(name: str) -> None:
    make, nature, reason = NOT_JUDGED[name]
    inspection = inspect_typed(make())
    said = text_report([inspection])
    assert inspection.identity is not None
    assert inspection.identity.nature is nature
    assert inspection.form is None
    assert not inspection.has_errors
    assert reason in said
    assert said.count("Không xét thể thức.") == 1
    assert all(each.rule.scope == ANYTHING for each in inspection.judged)


def test_what_is_not_judged_is_not_mended() -> None:
    data = thesis().data()
    mended = mend_document("văn bản.docx", data)
    assert (mended.data, mended.changes) == (data, ())


def test_a_decision_that_regulates_before_2025_names_the_law_of_its_day() -> None:
    typed = Typed()
    head(typed, "Số: 12/2024/QĐ-UBND", day="Quảng Ngãi, ngày 16 tháng 9 năm 2024")
    title(typed, "QUYẾT ĐỊNH", "Về giá nước")
    assert "Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13" in said_of(decision(typed))


@pytest.mark.parametrize(
    ("number", "name"), [("Số: 12/2025/BC-UBND", "BÁO CÁO"), ("Số: 12/2025/KH-UBND", "KẾ HOẠCH")]
)
def test_a_year_in_the_notation_of_another_type_is_a_fault_and_no_regulation(
    number: str, name: str
) -> None:
    assert broken_rules(report(typed_kind(number, name, "Tháng 9")).data()) == {"TT208"}


def test_a_decision_of_an_office_with_a_year_is_no_regulation() -> None:
    typed = decision(typed_kind("Số: 12/2025/QĐ-SXD", "QUYẾT ĐỊNH", "Về việc khen thưởng"))
    assert broken_rules(typed.data()) == {"TT208"}


def letter(*, under: tuple[str, ...], number: str = "Số: 12/UBND-VX") -> Typed:
    typed = Typed()
    head(typed, number, under=under)
    typed.line("Kính gửi: Ủy ban nhân dân tỉnh", 14, align=CENTER)
    typed.line("", 14)
    typed.body(*SENTENCES)
    foot(typed, "- Như trên;", "- Lưu: VT.")
    return typed


def test_a_subject_that_names_the_party_does_not_make_a_party_document() -> None:
    typed = letter(under=("V/v tuyên truyền kỷ niệm ngày thành lập", "Đảng Cộng sản Việt Nam"))
    assert inspect_typed(typed).kind == "công văn"
    assert broken_rules(typed.data()) == set()


def party_in_subject() -> Typed:
    return report(typed_kind("Số: 12/BC-UBND", "BÁO CÁO", "Kỷ niệm 95 năm", "ĐẢNG CỘNG SẢN VIỆT NAM"))


def party_in_first_sentence() -> Typed:
    typed = typed_kind("Số: 12/BC-UBND", "BÁO CÁO", "Tháng 9")
    typed.body("Đảng Cộng sản Việt Nam quang vinh muôn năm.")
    return report(typed)


def motto_of_a_congress() -> Typed:
    typed = Typed()
    typed.line("CHÀO MỪNG ĐẠI HỘI LẦN THỨ XIV", 13, "b", align=CENTER)
    typed.line("ĐẢNG CỘNG SẢN VIỆT NAM", 13, "b", align=CENTER)
    head(typed, "Số: 12/BC-UBND")
    title(typed, "BÁO CÁO", "Tháng 9")
    return report(typed)


def party_bodies_under_the_countrys_name() -> Typed:
    typed = Typed()
    head(typed, "Số: 12/BC-BQL", names=("ĐẢNG BỘ TỈNH QUẢNG NGÃI", "BAN QUẢN LÝ NHÀ VĂN HÓA"))
    title(typed, "BÁO CÁO", "Tháng 9")
    return report(typed)


@pytest.mark.parametrize(
    "make",
    [
        party_in_subject,
        party_in_first_sentence,
        motto_of_a_congress,
        party_bodies_under_the_countrys_name,
    ],
)
def test_only_the_line_in_the_letterhead_makes_a_party_document(make: Callable[[], Typed]) -> None:
    form = inspect_typed(make()).form
    assert form is not None
    assert form.id == STATE


def test_a_party_document_that_lost_its_title_is_known_by_its_body_and_number() -> None:
    typed = Typed()
    head(typed, "Số 12-BC/ĐU", names=("ĐẢNG BỘ TỈNH QUẢNG NGÃI", "ĐẢNG ỦY XÃ MỎ CÀY"), right=" ")
    title(typed, "BÁO CÁO", "Tháng 9")
    inspection = inspect_typed(report(typed))
    assert inspection.form is not None
    assert inspection.form.id == "dang-2018"
    assert "tên Đảng" in text_report([inspection])


def without_letterhead() -> Typed:
    typed = Typed()
    title(typed, "BÁO CÁO", "Tình hình tháng 9")
    return report(typed)


def missing_of(typed: Typed) -> dict[str, str]:
    """Return for each component that was not found the rules that could not be judged."""
    prefix = "  ? Không tìm thấy "
    lines = [line for line in said_of(typed).splitlines() if line.startswith(prefix)]
    pairs = (line.removeprefix(prefix).partition(" nên không xét được ") for line in lines)
    return {component: rules for component, _, rules in pairs}


def test_a_genuine_document_without_its_letterhead_is_still_judged() -> None:
    typed = without_letterhead()
    assert broken_rules(typed.data()) == {"TT201"}
    assert missing_of(typed) == {
        "Quốc hiệu": "TT202, TT212",
        "Tiêu ngữ": "TT203, TT204",
        "tên cơ quan ban hành": "TT206, TT207",
        "số, ký hiệu": "TT208, TT209, TT601",
        "địa danh và thời gian": "TT210, TT211",
    }


def test_what_was_not_found_stands_in_one_line_of_the_rule_about_components() -> None:
    lost = "Quốc hiệu; Tiêu ngữ; tên cơ quan ban hành; số, ký hiệu; địa danh và thời gian"
    assert f"      cả văn bản: không tìm thấy {lost}\n" in said_of(without_letterhead())


def test_a_letter_without_its_letterhead_is_a_letter_still() -> None:
    typed = Typed()
    typed.line("Kính gửi: Ủy ban nhân dân tỉnh", 14, align=CENTER)
    typed.body(*SENTENCES)
    foot(typed, "- Như trên;", "- Lưu: VT.")
    assert inspect_typed(typed).kind == "công văn"
    assert missing_of(typed)["trích yếu công văn"] == "TT216"


def test_a_letter_without_a_subject_lacks_it() -> None:
    assert missing_of(letter(under=())) == {"trích yếu công văn": "TT216"}


def unsigned() -> Typed:
    typed = typed_kind("Số: 12/TB-UBND", "THÔNG BÁO", "Về việc nghỉ lễ")
    typed.body(*SENTENCES)
    return typed


def test_signature_and_recipients_that_were_not_found_are_said_to_be_missing() -> None:
    assert missing_of(unsigned()) == {
        "chức vụ người ký": "TT401, TT402",
        "họ tên người ký": "TT403, TT404",
        "nơi nhận": "TT405, TT406, TT407, TT408",
    }


def test_a_signature_without_recipients_and_marks_is_found() -> None:
    typed = unsigned()
    typed.line("CHỦ TỊCH", 14, "b")
    typed.line("", 14)
    typed.line("Trần Văn B", 14, "b")
    assert missing_of(typed) == {"nơi nhận": "TT405, TT406, TT407, TT408"}


def test_recipients_without_a_list_lack_it() -> None:
    typed = unsigned()
    left, right = typed.cells()
    typed.line("Nơi nhận:", 12, "bi", into=left)
    typed.line("CHỦ TỊCH", 14, "b", into=right, align=CENTER)
    typed.line("Trần Văn B", 14, "b", into=right, align=CENTER)
    assert missing_of(typed) == {"danh sách nơi nhận": "TT406, TT407, TT408"}


def test_a_document_without_a_subject_lacks_it() -> None:
    typed = report(typed_kind("Số: 12/BC-UBND", "BÁO CÁO"))
    assert missing_of(typed) == {"trích yếu": "TT214, TT215"}


def test_type_and_subject_on_one_line_are_found_and_said_to_be_so() -> None:
    typed = report(typed_kind("Số: 12/BC-UBND", "BÁO CÁO TÌNH HÌNH THÁNG 9"))
    assert inspect_typed(typed).kind == "báo cáo"
    assert broken_rules(typed.data()) == {"TT214"}
    assert "trích yếu trên cùng một dòng với tên loại" in said_of(typed)


def test_type_and_subject_flush_left_are_recognised() -> None:
    typed = Typed()
    head(typed, "Số: 12/BC-UBND")
    typed.line("BÁO CÁO", 14, "b")
    typed.draw(typed.line("Tình hình tháng 9", 14, "b"))
    typed.line("", 14)
    assert broken_rules(report(typed).data()) == {"TT213", "TT214"}


def test_a_bold_heading_under_a_type_without_a_subject_is_no_subject() -> None:
    typed = typed_kind("Số: 12/BC-UBND", "BÁO CÁO")
    typed.line("A. ĐẶC ĐIỂM TÌNH HÌNH", 14, "b")
    assert "trích yếu" in missing_of(report(typed))


def test_a_line_of_text_that_says_a_types_name_is_no_title() -> None:
    typed = letter(under=("V/v báo cáo tháng 9",))
    assert inspect_typed(typed).kind == "công văn"
    typed = Typed()
    head(typed, "Số: 12/UBND-VX", under=("V/v báo cáo tháng 9",))
    typed.body("Kế hoạch:", *SENTENCES)
    foot(typed)
    assert inspect_typed(typed).kind == "công văn"


def test_minutes_without_a_second_signers_look_are_faulted_by_that_signer() -> None:
    typed = typed_kind("Số: 12/BB-UBND", "BIÊN BẢN", "Họp")
    typed.body(*SENTENCES)
    left, right = typed.cells()
    for cell, name in ((left, "LÊ THỊ A"), (right, "Trần Văn B")):
        typed.line("THƯ KÝ" if cell is left else "CHỦ TỌA", 14, "b", into=cell, align=CENTER)
        typed.line(name, 14, "b", into=cell, align=CENTER)
    assert broken_rules(typed.data()) == {"TT403"}


def test_a_telegram_that_calls_nobody_is_faulted() -> None:
    typed = typed_kind("Số: 12/CĐ-UBND", "CÔNG ĐIỆN", "Về việc ứng phó bão số 9")
    typed.body(*SENTENCES)
    foot(typed, signer=("CHỦ TỊCH",))
    assert broken_rules(typed.data()) == {"TT219"}


@pytest.mark.parametrize(
    "basis",
    [
        ("Theo Luật Tổ chức chính quyền địa phương;", "Thực hiện Công văn số 12/UBND-VX của UBND tỉnh."),
        ("Căn cứ Luật Tổ chức chính quyền địa phương;", "Xét Tờ trình số 05/TTr-VHXH của Phòng Văn hóa."),
        ("- Căn cứ Luật Tổ chức chính quyền địa phương;", "- Theo đề nghị của Phòng Văn hóa."),
    ],
)
def test_grounds_of_a_decision_are_known_however_they_begin(basis: tuple[str, ...]) -> None:
    assert broken_rules(decision(None, *basis).data()) == set()


def test_a_decision_whose_grounds_were_not_found_lacks_them() -> None:
    typed = typed_kind("Số: 12/QĐ-UBND", "QUYẾT ĐỊNH", "Về việc khen thưởng")
    typed.body("Nhằm động viên các tập thể, Chủ tịch Ủy ban nhân dân xã quyết định:")
    article(typed, 1, "Tặng Giấy khen cho 05 tập thể./.")
    foot(typed, "- Như Điều 1;", "- Lưu: VT.")
    assert missing_of(typed) == {"căn cứ": "TT301"}


def test_a_report_may_have_no_grounds() -> None:
    judged = {each.rule.id: each.outcome for each in inspect_typed(report()).judged}
    assert judged["TT301"] is Outcome.NOT_APPLICABLE


def test_columns_that_were_parted_by_spaces_are_recognised() -> None:
    typed = Typed()
    gap = " " * 12
    typed.draw(typed.pieces((f"ỦY BAN NHÂN DÂN{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b")))
    typed.draw(typed.pieces((f"XÃ MỎ CÀY{gap}Độc lập - Tự do - Hạnh phúc", 13, "b")))
    typed.pieces(("Số: 12/BC-UBND", 13, ""), (f"{gap}Mỏ Cày, ngày 16 tháng 9 năm 2025", 14, "i"))
    title(typed, "BÁO CÁO", "Tháng 9")
    assert broken_rules(report(typed).data()) <= {"TT204", "TT207", "TT212"}


def test_gaps_at_the_ends_of_a_line_part_no_columns() -> None:
    typed = typed_kind("Số: 12/BC-UBND", "BÁO CÁO", "Tháng 9")
    typed.line("   MỘT   HAI   BA   ", 14)
    assert inspect_typed(report(typed)).kind == "báo cáo"


def test_a_letterhead_of_many_gaps_is_read() -> None:
    typed = Typed()
    typed.line("   ỦY BAN NHÂN DÂN   XÃ   ", 13, "b")
    assert nature_of(report(typed)) is Nature.DOCUMENT


def test_the_number_of_a_copy_is_judged() -> None:
    assert broken_rules(copied_decision("Số: 5/SY-UBND").data()) == {"TT208"}


def test_a_copy_has_its_name_beside_its_number() -> None:
    typed = decision()
    typed.line("_" * 40, 14)
    head(typed, "Số: 05/SY-UBND", right="SAO LỤC")
    foot(typed)
    assert inspect_typed(typed).kind == "quyết định, sao lục"
    assert broken_rules(typed.data()) == {"TT208"}


@pytest.mark.parametrize("mark", ["DỰ THẢO", "(DỰ THẢO LẦN 2)", "HỎA TỐC", "MẬT"])
def test_a_mark_in_the_place_of_a_title_is_none(mark: str) -> None:
    typed = Typed()
    head(typed, "Số:      /UBND-VX", under=("V/v báo cáo tháng 9",))
    typed.line(mark, 14, "b", align=CENTER)
    typed.line("Kính gửi: Ủy ban nhân dân tỉnh", 14, align=CENTER)
    typed.body(*SENTENCES)
    foot(typed, "- Như trên;", "- Lưu: VT.")
    assert inspect_typed(typed).kind == "công văn"


def test_a_file_that_is_not_judged_says_in_json_what_it_is() -> None:
    inspection = inspect_typed(slide_notes())
    assert inspection.identity is not None
    assert (inspection.identity.nature, inspection.judged) == (
        Nature.OTHER,
        tuple(each for each in inspection.judged if each.rule.scope == ANYTHING),
    )
    (told,) = json.loads(json_report([inspection]))["files"]
    assert (told["nature"], told["form"]) == ("other", None)


def test_rules_about_unfinished_documents_are_for_anything() -> None:
    assert all((rule.scope == ANYTHING) == rule.id.startswith("TT7") for rule in RULES)


@pytest.mark.parametrize("name", ["report", "letter", "attachment"])
def test_what_was_decided_does_not_depend_on_rules(name: str) -> None:
    identity = inspect_bytes(good_document(name)).identity
    assert identity is not None
    assert identity.is_judged


def test_grounds_in_one_paragraph_are_grounds() -> None:
    typed = typed_kind("Số: 12/QĐ-UBND", "QUYẾT ĐỊNH", "Về việc A và B")
    grounds(typed, "\n".join(GROUNDS))
    typed.line("QUYẾT ĐỊNH:", 14, "b", align=CENTER)
    article(typed, 1, "Tặng Giấy khen cho 05 tập thể./.")
    foot(typed, "- Như Điều 1;", "- Lưu: VT.")
    assert missing_of(typed) == {}
