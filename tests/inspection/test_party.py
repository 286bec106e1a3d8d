"""Documents of the Party are judged by its own guidance, and by nothing else."""

from datetime import date
from functools import cache
from typing import Any, Final

import pytest

import samples
from baocao.inspection.inspect import Inspection, Judged
from baocao.inspection.report import article_text, json_report, text_report
from baocao.inspection.rules.catalogue import RULES
from baocao.inspection.verdicts import NotFound, Outcome, Verdict
from baocao.model.document import Heading, Signature, Text
from baocao.model.form import Form
from baocao.model.messages import Severity
from baocao.render.word import WordRenderer
from baocao.source.forms import load_form
from breaking import inspect_bytes
from party_hand import (
    BOARD,
    CONCLUSION,
    DECISION,
    GOOD_2018,
    GOOD_2026,
    LETTER,
    PROPOSAL,
    REPORT,
    Party,
    at_least,
    exactly,
    times,
    typed_appendix,
    typed_party,
)

GOOD: Final = [(year, name) for year, good in ((2018, GOOD_2018), (2026, GOOD_2026)) for name in good]
REPORT_2026: Final = GOOD_2026["report"]
LETTER_2026: Final = GOOD_2026["letter"]
DECISION_2026: Final = GOOD_2026["decision"]
PROPOSAL_2026: Final = GOOD_2026["proposal"]


@cache
def inspect_party(document: Party) -> Inspection:
    """Inspect a typed document of the Party."""
    return inspect_bytes(typed_party(document))


def said_of(document: Party) -> dict[str, str]:
    """Return what is said against a document: by rule, its severity and what was measured."""
    return {
        judged.rule.id: f"{judged.severity.value}: "
        + "; ".join(fault.measured for fault in judged.verdict.faults)
        for judged in inspect_party(document).judged
        if judged.fails and judged.verdict
    }


def judged_by(document: Party, rule: str) -> Judged:
    """Return what came of one rule."""
    return next(judged for judged in inspect_party(document).judged if judged.rule.id == rule)


@pytest.mark.parametrize(("year", "name"), GOOD)
def test_a_document_after_the_partys_examples_is_right(year: int, name: str) -> None:
    document = (GOOD_2018 if year == 2018 else GOOD_2026)[name]
    inspection = inspect_party(document)
    assert inspection.form is not None
    assert inspection.form.id == f"dang-{year}"
    assert said_of(document) == {}
    assert [each.rule.id for each in inspection.judged if each.outcome is Outcome.NOT_FOUND] == []


# Sources.


@pytest.mark.parametrize("form", ["dang-2018", "dang-2026"])
def test_no_rule_cites_the_decree_for_a_document_of_the_party(form: str) -> None:
    own = load_form(form)
    answers = (None, NotFound("số"), Verdict("", "", ()))
    cited = [
        article_text(Judged(rule, rule.severity, own.articles.get(rule.id, "thông lệ"), answer), shown)
        for rule in RULES
        for answer in answers
        for shown in [Inspection("a.docx", own, None, ())]
    ]
    assert not [text for text in cited if "NĐ 30" in text or "nghị định" in text.lower()]
    assert all(text.startswith(own.short_name) or text[0].islower() for text in cited)


@pytest.mark.parametrize(("year", "name"), GOOD)
def test_what_is_told_of_a_document_of_the_party_never_names_the_decree(year: int, name: str) -> None:
    document = (GOOD_2018 if year == 2018 else GOOD_2026)[name]
    bad = document._replace(number="Số: 9/BC-ĐU", size=11, recipients=("Tỉnh uỷ",), line=times(1.0))
    inspection = inspect_party(bad)
    for text in (text_report([inspection]), json_report([inspection])):
        assert "NĐ 30" not in text
        assert "Nghị định" not in text


def test_a_breach_is_told_with_the_point_of_its_guidance() -> None:
    assert "Căn cứ: HD 36-HD/VPTW, Phần II, điểm 1.3\n" in text_report(
        [inspect_party(REPORT._replace(number="Số: 15-BC/ĐU"))]
    )
    assert "Căn cứ: HD 05-HD/VPTW, Phần II, mục I.3\n" in text_report(
        [inspect_party(REPORT_2026._replace(number="Số: 15-BC/ĐU"))]
    )


@pytest.mark.parametrize("document", [REPORT, REPORT_2026])
def test_where_the_text_is_official_a_breach_is_an_error(document: Party) -> None:
    assert said_of(document._replace(number="Số: 15-BC/ĐU"))["TT208"].startswith("lỗi: ")


def test_what_the_guidance_does_not_say_only_warns() -> None:
    silent = {
        rule
        for rule in ("TT105", "TT308", "TT309", "TT408", "TT504", "TT507")
        if load_form("dang-2018").articles[rule][0].islower()
    }
    assert silent == {"TT105", "TT308", "TT309", "TT408", "TT504", "TT507"}
    assert load_form("dang-2026").articles["TT105"][0].isupper()
    assert load_form("dang-2026").articles["TT507"][0].isupper()


# Values that no official text has.


def test_a_size_that_was_only_measured_warns_and_says_so() -> None:
    said = text_report([inspect_party(REPORT_2026._replace(size=13))])
    assert "✗ TT302 cảnh báo" in said
    assert "Căn cứ: HD 05-HD/VPTW, Phần II, mục I.6.2.2, IV.2 (chưa kiểm chứng)" in said


def test_the_same_size_is_an_error_where_the_table_of_letters_is_at_hand() -> None:
    assert said_of(REPORT._replace(size=13))["TT302"].startswith("lỗi: cỡ 13")


def test_beside_an_official_fault_an_unverified_one_is_marked() -> None:
    document = DECISION_2026._replace(
        ground_look="b", grounds=("- Căn cứ Quy chế số 01-QC/ĐU;", "Xét đề nghị.")
    )
    judged = judged_by(document, "TT301")
    assert judged.severity is Severity.ERROR
    said = text_report([inspect_party(document)])
    assert "đậm (chưa kiểm chứng)" in said
    assert "đậm, không mở đầu bằng '- '\n" in said


def test_an_inspection_says_at_its_head_what_of_its_form_is_unverified() -> None:
    lines = text_report([inspect_party(REPORT_2026)]).splitlines()
    assert lines[0].endswith("theo Hướng dẫn số 05-HD/VPTW (2026))")
    assert lines[1].startswith("  Chưa kiểm chứng, chỉ cảnh báo: cỡ chữ, kiểu chữ của tên Đảng, ")
    assert "bảng" not in lines[1]
    assert "Chưa kiểm chứng" not in text_report([inspect_party(REPORT)])


# Appendices in a file of their own.


def alone(reference: str, heading: str = "Phụ lục 1") -> Inspection:
    """Inspect a file of an appendix alone that says what it belongs to."""
    return inspect_bytes(typed_appendix(heading, "DANH SÁCH", reference, "Danh sách có 12 người."))


@pytest.mark.parametrize(
    ("reference", "form"),
    [
        ("(Kèm theo Báo cáo số 15-BC/ĐU, ngày 30/9/2025 của Đảng uỷ xã)", "dang-2018"),
        ("(Kèm theo Báo cáo số 15-BC/ĐU, ngày 05 tháng 8 năm 2026 của Đảng uỷ xã)", "dang-2026"),
        ("(Kèm theo Kế hoạch số     -KH/TU, ngày     tháng     năm      của Tỉnh uỷ)", "dang-2018"),
        ("(Kèm theo Báo cáo số 15/BC-UBND ngày 30/9/2025 của UBND xã)", "nd-30-2020"),
    ],
)
def test_an_appendix_of_its_own_file_has_the_form_of_what_it_belongs_to(reference: str, form: str) -> None:
    inspection = alone(reference)
    assert inspection.form is not None
    assert inspection.form.id == form
    if form != "nd-30-2020":
        assert [judged.rule.id for judged in inspection.judged if judged.fails] == []
        assert "NĐ 30" not in text_report([inspection])


# Page and text.


@pytest.mark.parametrize(
    ("document", "line", "wrong"),
    [
        (REPORT, exactly(18), ""),
        (REPORT, exactly(26), ""),
        (REPORT, at_least(18), ""),
        (REPORT, exactly(17), "chính xác 17 điểm"),
        (REPORT, times(1.5), "giãn dòng 1,5"),
        (REPORT_2026, exactly(22), ""),
        (REPORT_2026, at_least(20), ""),
        (REPORT_2026, exactly(23), "chính xác 23 điểm"),
        (REPORT_2026, at_least(16), "ít nhất 16 điểm"),
    ],
)
def test_lines_are_a_range_of_points_exact_or_at_least(document: Party, line: object, wrong: str) -> None:
    said = said_of(document._replace(line=line))  # type: ignore[arg-type]
    assert said.get("TT306", "") == ("; ".join([f"lỗi: {wrong}", *[wrong] * 2]) if wrong else "")


@pytest.mark.parametrize("size", [14, 14.5, 15])
def test_the_text_of_the_party_has_14_to_15_points(size: float) -> None:
    assert "TT302" not in said_of(REPORT._replace(size=size))


def test_administrative_papers_may_be_printed_on_a5() -> None:
    a5 = (148, 210)
    paper = REPORT._replace(number="Số 12-GM/ĐU", type_name="GIẤY MỜI", subject="dự hội nghị", paper=a5)
    assert "TT101" not in said_of(paper)
    assert said_of(REPORT._replace(paper=a5))["TT101"] == "lỗi: 148 × 210 mm"


def test_grounds_of_2018_stand_upright_and_end_with_a_comma() -> None:
    assert judged_by(DECISION, "TT301").outcome is Outcome.CONFORMS
    assert "nghiêng" in said_of(DECISION._replace(ground_look="i"))["TT301"]
    ended = tuple(text.replace("Đảng uỷ,", "Đảng uỷ.") for text in DECISION.grounds)
    assert said_of(DECISION._replace(grounds=ended))["TT301"] == "lỗi: không kết thúc bằng dấu ','"


def test_grounds_of_2026_have_a_dash_and_end_with_a_full_stop_whatever_their_slant() -> None:
    for look in ("", "i"):
        assert judged_by(DECISION_2026._replace(ground_look=look), "TT301").outcome is Outcome.CONFORMS
    bare = tuple(text.removeprefix("- ") for text in DECISION_2026.grounds)
    assert said_of(DECISION_2026._replace(grounds=bare))["TT301"].count("không mở đầu bằng '- '") == 2


@pytest.mark.parametrize(
    ("end", "wrong"), [(".", ""), ("./.", "không kết thúc bằng dấu '.'"), ("", "không kết")]
)
def test_the_text_ends_with_a_full_stop_and_no_strokes(end: str, wrong: str) -> None:
    texts = (*REPORT.texts[:-1], f"2. Các chi bộ đã hoàn thành nhiệm vụ{end}")
    assert wrong in said_of(REPORT._replace(texts=texts)).get("TT314", "")
    assert ("TT314" in said_of(REPORT._replace(texts=texts))) is bool(wrong)


# Type, subject, addressees.


def test_who_decides_may_stand_under_the_type_in_capitals() -> None:
    assert "TT214" not in said_of(CONCLUSION)
    assert "in hoa" in said_of(CONCLUSION._replace(authors=(), subject="VỀ CÔNG TÁC CÁN BỘ"))["TT214"]


def test_a_subject_begins_in_lower_case_as_the_examples_do() -> None:
    said = said_of(REPORT._replace(subject="Tình hình thực hiện nhiệm vụ"))
    assert said == {"TT214": "cảnh báo: trích yếu mở đầu bằng chữ hoa"}
    assert "TT214" not in said_of(REPORT._replace(subject="Đại hội Đảng bộ xã nhiệm kỳ 2025 - 2030"))


def test_a_subject_stands_over_five_hyphens() -> None:
    assert said_of(REPORT._replace(dashes="---"))["TT215"] == "lỗi: không có '-----'"


def test_the_subject_of_a_letter_of_2018_begins_with_any_word() -> None:
    assert said_of(LETTER) == {}
    opened = LETTER._replace(under_number=(("V/v chuẩn bị hội nghị", 12, "i"),))
    assert said_of(opened) == {"TT216": "cảnh báo: mở đầu bằng 'V/v'"}


def test_the_subject_of_a_letter_of_2026_begins_with_ve_viec_as_the_example_does() -> None:
    opened = LETTER_2026._replace(under_number=(("Chuẩn bị hội nghị", 12, "i"),))
    assert said_of(opened) == {"TT216": "cảnh báo: không mở đầu bằng 'về việc'"}


@pytest.mark.parametrize("letter", [LETTER, LETTER_2026])
def test_a_letter_without_a_subject_lacks_it(letter: Party) -> None:
    bare = letter._replace(under_number=())
    said = said_of(bare)["TT201"]
    assert said.startswith("lỗi: ")
    assert "trích yếu công văn" in said
    assert judged_by(bare, "TT216").outcome in {Outcome.FAILS, Outcome.NOT_FOUND}


def test_the_label_is_slanted_and_the_names_behind_it_are_not() -> None:
    upright = LETTER._replace(addressed=(("Kính gửi: - Các chi bộ trực thuộc,", ""),))
    assert said_of(upright) == {"TT217": "lỗi: không nghiêng"}
    slanted = LETTER._replace(addressed=(("Kính gửi: - Các chi bộ trực thuộc,", "i"),))
    assert said_of(slanted) == {"TT217": "lỗi: nghiêng"}


@pytest.mark.parametrize(("document", "sign"), [(LETTER, ","), (LETTER_2026, ";")])
def test_every_addressee_ends_with_the_sign_of_its_form_the_last_too(document: Party, sign: str) -> None:
    ended = document._replace(addressees=("- Văn phòng Đảng uỷ.",))
    assert said_of(ended) == {"TT218": f"lỗi: không kết thúc bằng dấu '{sign}'"}
    first = document._replace(addressed=(("Kính gửi: ", "i"), ("- Các chi bộ trực thuộc", "")))
    assert said_of(first) == {"TT218": f"lỗi: không kết thúc bằng dấu '{sign}'"}


def test_a_proposal_of_2026_is_addressed_with_its_own_word() -> None:
    assert said_of(PROPOSAL_2026) == {}
    old = PROPOSAL_2026._replace(addressed=PROPOSAL.addressed)
    assert said_of(old) == {"TT218": "lỗi: không ghi 'Kính trình'"}
    new = PROPOSAL._replace(addressed=PROPOSAL_2026.addressed)
    assert said_of(new) == {"TT218": "lỗi: không ghi 'Kính gửi'"}


def test_letters_and_proposals_must_be_addressed() -> None:
    assert said_of(PROPOSAL._replace(addressed=()))["TT219"] == "lỗi: không có 'Kính gửi'"


def test_a_report_of_the_party_is_addressed_to_nobody_but_nothing_forbids_it() -> None:
    said = said_of(
        REPORT._replace(
            addressed=PROPOSAL.addressed, recipients=("- Như trên,", "- Lưu Văn phòng Đảng uỷ.")
        )
    )
    assert said == {"TT219": "cảnh báo: có 'Kính gửi'"}


# Number and notation.


@pytest.mark.parametrize("number", ["Số 3294-CV/VPTW/nb", "Số 24-CV/ĐU"])
def test_a_letter_for_the_partys_own_use_may_say_so(number: str) -> None:
    assert "TT208" not in said_of(LETTER._replace(number=number))


@pytest.mark.parametrize(
    ("document", "notation", "right"),
    [(REPORT, "QĐi", True), (REPORT, "QĐ", True), (REPORT_2026, "QĐ", True), (REPORT_2026, "QĐi", False)],
)
def test_a_regulation_has_the_abbreviation_of_its_time(
    document: Party, notation: str, *, right: bool
) -> None:
    regulation = document._replace(
        type_name="QUY ĐỊNH", subject="về chế độ báo cáo", number=f"Số 15-{notation}/ĐU"
    )
    assert ("TT208" in said_of(regulation)) is not right


def test_a_document_of_the_party_is_cited_with_a_comma_before_its_day() -> None:
    texts = ("Thực hiện Kết luận số 10-KL/TU ngày 05/3/2025 và Công văn số 9-CV/TU/nb ngày 06/3/2025.",)
    assert said_of(REPORT._replace(texts=texts)) == {
        "TT330": "cảnh báo: không có dấu phẩy trước 'ngày' (2 chỗ)"
    }
    state = ("Thực hiện Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ.",)
    assert judged_by(REPORT._replace(texts=state), "TT330").outcome is Outcome.NOT_APPLICABLE


# Marks.


def test_marks_of_the_party_need_no_frame() -> None:
    marked = LETTER._replace(under_number=(*LETTER.under_number, ("KHẨN", 14, "b")))
    assert said_of(marked) == {}
    assert said_of(marked._replace(under_number=(*LETTER.under_number, ("KHẨN", 13, "b")))) == {
        "TT220": "lỗi: cỡ 13"
    }


def test_a_mark_of_circulation_is_smaller_and_stands_elsewhere() -> None:
    marked = REPORT._replace(under_number=(("LƯU HÀNH NỘI BỘ", 12, "b"),))
    assert said_of(marked) == {"TT220": "lỗi: ở dưới số, ký hiệu"}


@pytest.mark.parametrize("document", [LETTER, REPORT])
def test_the_mark_of_a_draft_stands_under_the_number_and_is_no_subject(document: Party) -> None:
    draft = document._replace(
        number=document.number.replace("15", "    ").replace("24", "    "),
        under_number=(*document.under_number, ("Dự thảo lần 2", 14, "i")),
    )
    assert said_of(draft) == {}
    upright = draft._replace(under_number=(*document.under_number, ("Dự thảo lần 2", 14, "")))
    assert said_of(upright) == {"TT220": "lỗi: không nghiêng"}


# Signature.


def test_who_signs_for_a_body_may_have_no_title() -> None:
    assert said_of(REPORT._replace(signed=(("T/M BAN THƯỜNG VỤ", "b"),))) == {}


@pytest.mark.parametrize("title", ["ỦY VIÊN", "UỶ VIÊN BAN THƯỜNG VỤ"])
def test_a_member_signs_for_the_body_without_a_title(title: str) -> None:
    said = said_of(REPORT._replace(signed=(("T/M BAN THƯỜNG VỤ", "b"), (title, ""))))
    assert said == {"TT402": "lỗi: ủy viên ký thay mặt thì không ghi chức vụ"}


@pytest.mark.parametrize("look", ["b", ""])
@pytest.mark.parametrize("document", [REPORT, REPORT_2026])
def test_a_title_under_no_mark_may_be_bold(document: Party, look: str) -> None:
    assert "TT401" not in said_of(document._replace(signed=(("TRƯỞNG BAN", look),)))


def test_a_title_under_a_mark_is_not_bold() -> None:
    bold = (("T/M BAN THƯỜNG VỤ", "b"), ("BÍ THƯ", "b"))
    assert said_of(REPORT._replace(signed=bold)) == {"TT401": "lỗi: đậm"}
    assert said_of(REPORT_2026._replace(signed=bold)) == {"TT401": "cảnh báo: đậm"}


def test_two_titles_of_one_signer_stand_without_a_mark() -> None:
    assert said_of(BOARD) == {}
    marked = (("T/M BAN CHỈ ĐẠO", "b"), ("BÍ THƯ", ""), ("kiêm", ""), ("TRƯỞNG BAN CHỈ ĐẠO", ""))
    assert said_of(BOARD._replace(signed=marked)) == {
        "TT402": "lỗi: ký theo chức vụ kiêm nhiệm thì không ghi 'T/M'"
    }


@pytest.mark.parametrize(
    ("signed", "wrong"),
    [
        ((("TUQ BAN THƯỜNG VỤ", "b"), ("CHÁNH VĂN PHÒNG", "")), "thể thức của Đảng không có 'TUQ'"),
        (
            (("T/L BAN THƯỜNG VỤ", "b"), ("K/T CHÁNH VĂN PHÒNG", "b"), ("PHÓ CHÁNH VĂN PHÒNG", "")),
            "người ký thừa lệnh phải trực tiếp ký, không có 'K/T' dưới 'T/L'",
        ),
        ((("TM. BAN THƯỜNG VỤ", "b"), ("BÍ THƯ", "")), "ghi 'TM.', phải là 'T/M'"),
        ((("T/L BAN THƯỜNG VỤ", "b"),), "không có chức vụ người ký ở dưới"),
    ],
)
def test_marks_that_the_party_does_not_have_are_reported(
    signed: tuple[tuple[str, str], ...], wrong: str
) -> None:
    assert said_of(REPORT._replace(signed=signed))["TT402"] == f"lỗi: {wrong}"


def test_no_body_of_the_party_may_name_ranks_and_degrees() -> None:
    body = "ĐẢNG UỶ CÔNG AN TỈNH"
    said = said_of(REPORT._replace(body=body, name="Đại tá Trần Văn B"))
    assert said == {"TT404": "lỗi: ghi 'Đại tá' trước họ tên"}


# Recipients.


@pytest.mark.parametrize(("document", "sign"), [(REPORT, ","), (REPORT_2026, ";")])
def test_recipients_end_with_the_sign_of_their_form(document: Party, sign: str) -> None:
    other = ";" if sign == "," else ","
    recipients = (f"- Tỉnh uỷ Quảng Ngãi{other}", "- Lưu Văn phòng Đảng uỷ.")
    assert said_of(document._replace(recipients=recipients)) == {
        "TT407": f"lỗi: không kết thúc bằng dấu '{sign}'"
    }


@pytest.mark.parametrize("mark", ["ABC-268", "ABC"])
@pytest.mark.parametrize("document", [REPORT, REPORT_2026])
def test_the_drafters_mark_may_end_the_line_of_the_archive(document: Party, mark: str) -> None:
    sign = "," if document is REPORT else ";"
    archive = f"- Lưu Văn phòng Đảng uỷ. {mark}"
    assert said_of(document._replace(recipients=(f"- Tỉnh uỷ Quảng Ngãi{sign}", archive))) == {}


@pytest.mark.parametrize(
    ("archive", "wrong"),
    [
        ("- Lưu: Văn phòng Đảng uỷ.", "thừa dấu hai chấm sau 'Lưu'"),
        ("- Lưu VT, Văn phòng.", "ghi 'VT' thay cho nơi lưu"),
        ("- Văn phòng Đảng uỷ.", "không phải dòng 'Lưu'"),
    ],
)
def test_the_archive_is_written_as_in_the_example(archive: str, wrong: str) -> None:
    said = said_of(REPORT._replace(recipients=("- Tỉnh uỷ Quảng Ngãi,", archive)))
    assert said == {"TT408": f"cảnh báo: {wrong}"}


@pytest.mark.parametrize("document", [LETTER, PROPOSAL])
def test_what_is_addressed_goes_first_to_the_addressees(document: Party) -> None:
    recipients = ("- Tỉnh uỷ,", "- Lưu Văn phòng Đảng uỷ.")
    assert said_of(document._replace(recipients=recipients)) == {
        "TT409": "lỗi: không bắt đầu bằng 'Như trên'"
    }


# What we print.

RENDERED: Final[dict[str, dict[str, Any]]] = {
    "report": {},
    "letter": {
        "type_name": "",
        "subject": "",
        "addressees": ("Chi bộ A", "Chi bộ B"),
        "addressed": True,
        "recipients": ("Như trên", "Lưu Văn phòng Đảng uỷ"),
    },
    "direct": {"signature": Signature(("Trưởng Ban",), "Trần Thị B")},
    "board": {"signature": Signature(("Bí thư", "kiêm", "Trưởng Ban Chỉ đạo"), "Trần Thị B")},
    "with appendices": {
        "blocks": (samples.plain_paragraph("Đảng uỷ báo cáo tại Phụ lục 1, 2."),),
        "appendices": tuple(
            samples.sample_appendix(samples.TABLE, number=f"Phụ lục {number}") for number in (1, 2)
        ),
    },
}


def rendered_party(form: Form, day: date, name: str) -> bytes:
    """Return a document of the Party as our own renderer makes it."""
    is_letter = name == "letter"
    subject = f"{form.about} chuẩn bị hội nghị".strip() if form.about else "Chuẩn bị hội nghị"
    head = samples.HEAD._replace(
        parent=("Đảng bộ tỉnh T",),
        body=("Đảng uỷ xã Một",),
        number="35",
        notation="-CV/ĐU" if is_letter else "-BC/ĐU",
        day=day,
        subject=subject if is_letter else "",
        stamps=("khan",) if is_letter else (),
    )
    document = samples.DOCUMENT._replace(
        letterhead=head,
        subject="tình hình tháng 11",
        addressees=(),
        addressed=False,
        blocks=(
            samples.plain_paragraph("Đảng uỷ báo cáo như sau:"),
            Heading(1, "I-", (Text("Kết quả"),)),
            samples.plain_paragraph("Đảng uỷ đã ban hành nghị quyết."),
        ),
        signature=Signature(("T/M Ban Thường vụ", "Phó Bí thư"), "Trần Thị B"),
        recipients=("Tỉnh uỷ T", "Lưu Văn phòng Đảng uỷ"),
    )
    return WordRenderer(form).render(document._replace(**RENDERED[name]), samples.MOMENT)


@pytest.mark.parametrize("name", RENDERED)
@pytest.mark.parametrize(
    ("form", "day"), [("dang-2018", date(2025, 11, 18)), ("dang-2026", date(2026, 8, 5))]
)
def test_what_is_printed_for_the_party_is_right(form: str, day: date, name: str) -> None:
    inspection = inspect_bytes(rendered_party(load_form(form), day, name))
    assert inspection.form is not None
    assert inspection.form.id == form
    assert [judged.rule.id for judged in inspection.judged if judged.fails] == []


# Appendices.


def test_appendices_are_numbered_in_arabic() -> None:
    document = GOOD_2018["with appendices"]
    roman = document._replace(
        texts=(*REPORT.texts, "Số liệu tại Phụ lục I, II."),
        appendices=tuple(
            (heading.replace("2", "II").replace("1", "I"), *rest) for heading, *rest in document.appendices
        ),
    )
    assert said_of(roman)["TT501"].startswith("lỗi: đánh số 'I', phải là '1'")


def test_a_range_of_arabic_appendices_names_all_in_between() -> None:
    document = GOOD_2018["with appendices"]
    assert "TT506" not in said_of(document._replace(texts=(*REPORT.texts, "Xem Phụ lục 1 đến 2.")))


def test_pages_of_appendices_are_counted_anew_only_by_the_text_of_2026() -> None:
    assert load_form("dang-2026").articles["TT507"] == "Phần II, mục IV.5.2"
    assert load_form("dang-2018").articles["TT507"] == "không quy định"
