"""The letter of a return sheet: by law a Phiếu báo, in words what is to be mended and until when."""

from datetime import datetime
from typing import Final

import pytest

from baocao.features.check.return_plan import due_sheets, find_senders, found_by_unit
from baocao.features.check.return_sheet import UNKNOWN_DAY, ReturnSheet, make_return_sheet, report_deadline
from baocao.model.diagnostic import problem
from baocao.model.document import Document, Paragraph, Text
from baocao.model.form import Family
from baocao.model.place import Place
from baocao.source.forms import form_of
from composing import block_lines
from support import Sandbox

FILE: Final = "data/units/xa-mot/2025-11.yaml"
DEPARTMENT: Final = "data/units/so-a/ho-so.yaml"
CONSOLIDATED: Final = "tong-hop: {mau: tong-hop.md.j2, lap_boi: [{don_vi: so-a}]"


def sheet_of(sandbox: Sandbox, unit: str = "xa-mot") -> ReturnSheet:
    """Return the sheet that a unit gets, its date left open."""
    loaded = sandbox.load()
    workspace = loaded.workspaces[0]
    result = found_by_unit(workspace, loaded.problems, loaded.missing)
    (sheet,) = (
        each for each in due_sheets(workspace, result, find_senders(workspace)[0]) if each.unit.id == unit
    )
    return sheet


def sheet_document(sheet: ReturnSheet) -> Document:
    end = sheet.workspace.period.window.end
    return make_return_sheet(sheet, form_of(sheet.issuer.family, end, "14"))


def spoiled_sheet(sandbox: Sandbox) -> ReturnSheet:
    """Return the sheet for one value that is no number."""
    sandbox.replace(FILE, "3.276", "abc")
    return sheet_of(sandbox)


def test_the_department_that_consolidates_tells_the_commune(sandbox: Sandbox) -> None:
    document = sheet_document(spoiled_sheet(sandbox))
    assert (document.type_name, document.subject) == ("Phiếu báo", "Hoàn thiện báo cáo tháng 11 năm 2025")
    assert document.title == "Phiếu báo hoàn thiện báo cáo tháng 11 năm 2025"
    assert document.letterhead.body == ("Sở A",)
    assert document.letterhead.notation == "/PB-SA"
    assert document.signature.name == "Trần Thị B"
    assert document.signature.lines == ("KT. Giám đốc", "Phó Giám đốc")


def test_number_and_day_are_left_to_those_who_sign(sandbox: Sandbox) -> None:
    document = sheet_document(spoiled_sheet(sandbox))
    assert document.draft
    assert (document.letterhead.number, document.letterhead.day) == ("", None)


def test_a_sheet_names_its_receiver_under_the_recipients_as_the_decree_has_it(sandbox: Sandbox) -> None:
    document = sheet_document(spoiled_sheet(sandbox))
    assert not document.addressed
    assert document.addressees == ()
    assert document.recipients == ("Ủy ban nhân dân xã Một", "Lưu: VT")


def test_the_unit_that_drafts_the_report_drafts_the_sheet(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", CONSOLIDATED, f"{CONSOLIDATED}, don_vi_soan_thao: TH")
    assert sheet_document(spoiled_sheet(sandbox)).recipients[-1] == "Lưu: VT, TH"


def test_the_party_which_knows_no_such_type_sends_a_letter(sandbox: Sandbox) -> None:
    sandbox.replace(DEPARTMENT, "ky_hieu: SA", "ky_hieu: ĐU\nthe_thuc: dang")
    document = sheet_document(spoiled_sheet(sandbox))
    assert (document.type_name, document.letterhead.subject) == (
        "",
        "Hoàn thiện báo cáo tháng 11 năm 2025",
    )
    assert document.addressees == ("Ủy ban nhân dân xã Một",)
    assert document.recipients[0] == "Như trên"


@pytest.mark.parametrize("family", list(Family))
def test_every_form_has_a_type_for_return_sheets(sandbox: Sandbox, family: Family) -> None:
    sheet = spoiled_sheet(sandbox)
    for year in (2021, 2025, 2027):
        form = form_of(family, sheet.workspace.period.window.end.replace(year=year), "14")
        assert make_return_sheet(sheet, form).title


# What it says.


def test_the_letter_says_what_was_found_and_until_when_to_mend_it(sandbox: Sandbox) -> None:
    sheet = spoiled_sheet(sandbox)
    sheet = sheet._replace(until=report_deadline(sheet.workspace, sheet.directive))
    assert block_lines(sheet_document(sheet).blocks) == [
        (
            "Sở A tỉnh T đã kiểm tra báo cáo tháng 11 năm 2025 của Ủy ban nhân dân xã Một (số liệu đến "
            "ngày 14/11/2025, hạn gửi 17 giờ 00 ngày 17/11/2025). Nội dung báo cáo: Chỉ đạo thử."
        ),
        "Báo cáo đã nhận, còn 01 lỗi phải sửa.",
        (
            "Đề nghị Ủy ban nhân dân xã Một sửa, bổ sung và gửi lại báo cáo trước 17 giờ 00 ngày "
            "17/11/2025; chi tiết tại Phụ lục kèm theo."
        ),
        (
            "Nội dung không sửa, bổ sung được, đề nghị ghi rõ lý do vào phần dành cho đơn vị nhận phiếu và "
            "gửi lại phiếu này cùng báo cáo./."
        ),
    ]


def marked_gaps(document: Document) -> list[str]:
    """Return what is marked as still to come."""
    paragraphs = (block for block in document.blocks if isinstance(block, Paragraph))
    parts = (part for paragraph in paragraphs for part in paragraph.content)
    return [part.text for part in parts if isinstance(part, Text) and part.missing]


def test_a_day_that_nobody_gave_is_a_visible_gap(sandbox: Sandbox) -> None:
    sheet = spoiled_sheet(sandbox)
    assert marked_gaps(sheet_document(sheet)) == [UNKNOWN_DAY]
    given = sheet_document(sheet._replace(until=datetime(2026, 1, 5, 8, 30)))  # noqa: DTZ001 - Vietnam's
    assert marked_gaps(given) == []
    assert "trước 08 giờ 30 ngày 05/01/2026" in block_lines(given.blocks)[2]


def test_errors_warnings_and_what_is_missing_are_counted_apart(sandbox: Sandbox) -> None:
    sandbox.replace(FILE, "3.781", "abc")
    sandbox.replace(FILE, "3.276", "3.276\n  hs.kinh_phi:")
    sandbox.replace(FILE, '"1": {', '"9": {')
    assert block_lines(sheet_document(sheet_of(sandbox)).blocks)[1] == (
        "Báo cáo đã nhận, còn 02 lỗi phải sửa, 01 nội dung cần kiểm tra lại và 01 nội dung còn thiếu."
    )


def test_who_has_not_reported_is_asked_for_a_report(sandbox: Sandbox) -> None:
    document = sheet_document(sheet_of(sandbox, "xa-hai"))
    assert document.subject == "Gửi báo cáo tháng 11 năm 2025"
    assert document.recipients[0] == "Xã Hai"
    said = block_lines(document.blocks)
    assert said[0].startswith("Sở A tỉnh T chưa nhận được báo cáo tháng 11 năm 2025 của xã Hai (")
    assert said[1].startswith("Đề nghị xã Hai lập và gửi báo cáo trước ")


def test_a_report_that_cannot_be_read_is_received_but_not_counted(sandbox: Sandbox) -> None:
    sandbox.write(FILE, "chi_tieu: {}\n...\na: 1\n")
    said = block_lines(sheet_document(sheet_of(sandbox)).blocks)
    assert said[1] == (
        "Tệp báo cáo đã nhận nhưng không đọc được nên toàn bộ báo cáo chưa được tổng hợp, "
        "còn 01 lỗi phải sửa và 01 nội dung còn thiếu."
    )


def test_the_notice_of_synthetic_data_and_the_address_are_those_of_all_documents(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", "ghi_chu_moi_trang: SỐ LIỆU GIẢ LẬP\n")
    sandbox.replace(DEPARTMENT, "dia_danh: T", "dia_danh: T\nlien_he: Số 1 đường A")
    document = sheet_document(spoiled_sheet(sandbox))
    assert (document.notice, document.contact) == ("SỐ LIỆU GIẢ LẬP", ("Số 1 đường A",))


# The appendix.


def test_the_appendix_has_only_the_parts_that_say_something(sandbox: Sandbox) -> None:
    (appendix,) = sheet_document(spoiled_sheet(sandbox)).appendices
    assert appendix.landscape
    assert appendix.title == "Nội dung cần hoàn thiện của Ủy ban nhân dân xã Một"
    assert appendix.reference.startswith("(Kèm theo Phiếu báo số")
    assert block_lines(appendix.blocks) == [
        "I. Nội dung phải sửa, cần kiểm tra lại",
        "[Vấn đề]",
        "II. Phần dành cho đơn vị nhận phiếu",
        "[Trả lời]",
    ]
    (appendix,) = sheet_document(sheet_of(sandbox, "xa-hai")).appendices
    assert block_lines(appendix.blocks) == [
        "I. Nội dung còn thiếu",
        "[Còn thiếu]",
        "II. Phần dành cho đơn vị nhận phiếu",
        "[Trả lời]",
    ]


def sheet_with_notes(sheet: ReturnSheet, count: int) -> ReturnSheet:
    """Return the sheet with as many things that are only pointed out."""
    diagnostics = [problem("BC428", Place(FILE, line, 1), value=line) for line in range(1, count + 1)]
    told = sheet.problems[0]
    return sheet._replace(problems=(told, *(told._replace(diagnostic=each) for each in diagnostics)))


def noted_lines(sheet: ReturnSheet, count: int) -> list[str]:
    """Return the lines of the last part but one, for as many things that are only pointed out."""
    (appendix,) = sheet_document(sheet_with_notes(sheet, count)).appendices
    said = block_lines(appendix.blocks)
    return said[said.index("II. Lưu ý") + 1 : said.index("III. Phần dành cho đơn vị nhận phiếu")]


def test_what_is_only_pointed_out_is_a_short_list_of_its_own(sandbox: Sandbox) -> None:
    sheet = spoiled_sheet(sandbox)
    assert noted_lines(sheet, 1) == [
        (
            "- Hồ sơ trực tuyến (hs.truc_tuyen): Giải trình cho '1' không ứng với điều gì bất thường. "
            "(2025-11.yaml:1)"
        )
    ]
    assert noted_lines(sheet, 9)[-1] == "- Và 04 chỗ tương tự (2025-11.yaml:6, 7, 8, 9)."


def test_notes_are_not_counted_as_something_to_mend(sandbox: Sandbox) -> None:
    sheet = sheet_with_notes(spoiled_sheet(sandbox), 3)
    assert (len(sheet.faults), len(sheet.notes)) == (1, 3)
    assert block_lines(sheet_document(sheet).blocks)[1] == "Báo cáo đã nhận, còn 01 lỗi phải sửa."
