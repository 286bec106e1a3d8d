"""`baocao remind`: who is written to, what is written where, and what stays of it."""

import json
import re
from datetime import datetime

import pytest
from docx import Document

from baocao.inspection.inspect import inspect_document
from baocao.pipeline.plan import Scope, UnknownScopeError
from baocao.vietnamese.moments import VIETNAM
from reminding import BEFORE, LETTER, add_communes, remind_at, write_report
from repositories import Repository
from support import REPOSITORY, Sandbox

SHEETS = ("nhac-viec_2025-11.txt", "nhac-viec_2025-11.xlsx")


def letter_text(sandbox: Sandbox, name: str = LETTER) -> str:
    """Return all that a letter says, its tables behind it."""
    document = Document(str(sandbox.out / "2025-11" / name))
    tables = [
        " ".join(cell.text.split()) for table in document.tables for row in table.rows for cell in row.cells
    ]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


def test_the_letter_tells_who_has_not_sent_and_how_long_ago_it_was_due(sandbox: Sandbox) -> None:
    reminder = remind_at(sandbox)
    assert reminder.written == (*SHEETS, LETTER)
    text = letter_text(sandbox)
    assert "Thực hiện Nghị quyết số 1/NQ-CP ngày 02/01/2025 của Chính phủ về một việc" in text
    assert "trước 17 giờ 00 phút ngày 17/11/2025" in text
    assert "Đến 09 giờ 30 phút ngày 21/11/2025" in text
    assert "đã nhận được báo cáo của 01/03 đơn vị; còn 02 đơn vị chưa gửi, đã quá hạn 04 ngày" in text
    assert "- Chưa gửi báo cáo: xã Hai và phường Ba." in text
    assert "V/v đôn đốc gửi báo cáo tháng 11 năm 2025" in text


def test_before_the_deadline_it_reminds_and_names_no_other_day(sandbox: Sandbox) -> None:
    remind_at(sandbox, BEFORE)
    text = letter_text(sandbox)
    assert "V/v nhắc gửi báo cáo" in text
    assert "chậm nhất vào lúc 17 giờ 00 phút ngày 17/11/2025" in text
    assert "quá hạn" not in text
    assert "Quá thời hạn" not in text


def test_after_the_deadline_reports_are_asked_for_on_the_next_working_day(sandbox: Sandbox) -> None:
    remind_at(sandbox)  # on a Friday
    assert "chậm nhất vào lúc 17 giờ 00 phút ngày 24/11/2025" in letter_text(sandbox)


def test_on_the_day_itself_the_hour_decides(sandbox: Sandbox) -> None:
    (before,) = remind_at(sandbox, datetime(2025, 11, 17, 17, tzinfo=VIETNAM)).letters
    (after,) = remind_at(sandbox, datetime(2025, 11, 17, 17, 1, tzinfo=VIETNAM)).letters
    assert (before.reminding.is_overdue, after.reminding.is_overdue) == (False, True)
    assert "đã quá hạn" in letter_text(sandbox)
    assert "00 ngày" not in letter_text(sandbox)


def test_who_is_incomplete_is_told_what_lacks_in_words(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-hai", "chi_tieu:\n  hs.truc_tuyen: 5\n")
    remind_at(sandbox)
    assert (
        "+ Xã Hai: thiếu 01 số liệu (tiếp nhận); thiếu 01 nội dung (hồ sơ); "
        "thiếu 01 kết quả nhiệm vụ (nhiệm vụ một)." in letter_text(sandbox)
    )


def test_who_has_errors_is_told_how_many(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "ba nghìn")
    remind_at(sandbox)
    assert "+ Xã Một: có 01 chỗ sai phải sửa" in letter_text(sandbox)
    assert "(chi tiết tại phiếu báo gửi từng đơn vị)" in letter_text(sandbox)


def test_a_file_that_cannot_be_read_is_asked_for_again(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", b"\xff\xfe\x00")
    remind_at(sandbox)
    assert "+ Xã Hai: tệp báo cáo không đọc được, cần gửi lại." in letter_text(sandbox)


def test_a_draft_that_says_nothing_has_not_been_sent(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-hai/2025-11.yaml", "don_vi: xa-hai\nky: 2025-11\n")
    (letter,) = remind_at(sandbox).letters
    assert [(each.unit.id, each.begun) for each in letter.reminding.absent] == [
        ("xa-hai", True),
        ("phuong-ba", False),
    ]


def test_who_sent_late_is_not_reminded(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    repository.commit("2025-11-15 09:00")
    write_report(sandbox, "xa-hai")
    repository.commit("2025-11-19 09:00")
    (letter,) = remind_at(sandbox).letters
    assert [each.unit.id for each in letter.reminding.units] == ["phuong-ba"]


def test_a_report_that_is_not_fetched_yet_is_not_asked_for_and_the_draft_says_so(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    write_report(sandbox, "xa-hai")
    repository.commit("2025-11-15 09:00")
    sandbox.remove("data/units/xa-hai/2025-11.yaml")
    (letter,) = remind_at(sandbox).letters
    assert [unit.id for unit in letter.reminding.unpulled] == ["xa-hai"]
    assert "xã Hai" not in letter_text(sandbox)
    assert "chưa lấy về máy này, nên không đôn đốc: Xã Hai" in letter_text(sandbox)


def test_when_all_has_come_nothing_is_written(sandbox: Sandbox) -> None:
    for unit in ("xa-hai", "phuong-ba"):
        write_report(sandbox, unit)
    reminder = remind_at(sandbox)
    assert (reminder.written, reminder.messages) == ((), ())
    assert not (sandbox.out / "2025-11").exists()


def test_what_an_earlier_call_wrote_goes_once_all_has_come(sandbox: Sandbox) -> None:
    remind_at(sandbox)
    for unit in ("xa-hai", "phuong-ba"):
        write_report(sandbox, unit)
    assert remind_at(sandbox).removed == (*SHEETS, LETTER)
    assert {path.name for path in (sandbox.out / "2025-11").iterdir()} == {"manifest.json", "truy-vet.json"}


def test_a_build_leaves_the_letter_and_the_letter_leaves_the_build(sandbox: Sandbox) -> None:
    sandbox.build()
    built = {path.name for path in (sandbox.out / "2025-11").iterdir()}
    remind_at(sandbox)
    sandbox.build()
    there = {path.name for path in (sandbox.out / "2025-11").iterdir()}
    assert there == {*built, *SHEETS, LETTER}
    listed = json.loads((sandbox.out / "2025-11" / "manifest.json").read_text(encoding="utf-8"))
    assert LETTER in {entry["tep"] for entry in listed["van_ban"]}


def test_the_same_hour_and_reports_give_the_same_bytes(sandbox: Sandbox) -> None:
    remind_at(sandbox)
    first = {path.name: path.read_bytes() for path in (sandbox.out / "2025-11").iterdir()}
    remind_at(sandbox)
    assert {path.name: path.read_bytes() for path in (sandbox.out / "2025-11").iterdir()} == first


def test_many_units_stand_in_an_appendix(sandbox: Sandbox) -> None:
    add_communes(sandbox, 20)
    remind_at(sandbox)
    text = letter_text(sandbox)
    assert "còn 22 đơn vị chưa gửi, đã quá hạn 04 ngày (danh sách tại Phụ lục kèm theo)" in text
    assert "Kính gửi: Các xã, phường (danh sách kèm theo)" in text
    assert "Nam cũ: 11 đơn vị" in text
    assert "DANH SÁCH ĐƠN VỊ CHƯA GỬI BÁO CÁO THÁNG 11 NĂM 2025" in text.upper()


def test_a_dozen_units_are_told_part_by_part_and_addressed_by_kind(sandbox: Sandbox) -> None:
    add_communes(sandbox, 8)
    remind_at(sandbox)
    text = letter_text(sandbox)
    assert "+ Bắc cũ: xã Hai, xã Số 1, xã Số 3, xã Số 5 và xã Số 7;" in text
    assert "- Các xã: Hai, Số 1, Số 2, Số 3, Số 4, Số 5, Số 6, Số 7, Số 8;" in text
    assert "- Phường Ba." in text


def test_a_unit_that_was_merged_since_is_asked_for_by_its_successor(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/units/don-vi.yaml",
        "tinh_cu: bac, mo: 2025-07-01}\n  phuong-ba",
        "tinh_cu: bac, mo: 2025-07-01, dong: 2025-11-18, sap_nhap_vao: xa-mot}\n  phuong-ba",
    )
    reminder = remind_at(sandbox)
    assert "- Chưa gửi báo cáo: xã Hai (nay là xã Một) và phường Ba." in letter_text(sandbox)
    assert "- Ủy ban nhân dân xã Một;" in letter_text(sandbox)
    assert [message.unit.id for message in reminder.messages] == ["xa-mot", "phuong-ba"]
    assert "của xã Hai chưa gửi" in reminder.messages[0].text


def test_a_unit_that_was_dissolved_before_the_data_stop_owes_nothing(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/units/don-vi.yaml",
        "tinh_cu: nam, mo: 2025-07-01",
        "tinh_cu: nam, mo: 2025-07-01, dong: 2025-10-31",
    )
    (letter,) = remind_at(sandbox).letters
    assert [each.unit.id for each in letter.reminding.units] == ["xa-hai"]


def test_each_directive_has_its_own_letter_and_a_unit_one_message(sandbox: Sandbox) -> None:
    directive = (sandbox.root / "data/directives/cd.yaml").read_text(encoding="utf-8")
    second = directive.replace("ma: cd", "ma: cd-hai\nnhiem_vu_cua: cd\nhan_gui_sau_chot: 5")
    sandbox.write("data/directives/cd-hai.yaml", second[: second.index("nhom_nhiem_vu")])
    reminder = remind_at(sandbox)
    assert [letter.file for letter in reminder.letters] == ["so-a_don-doc_cd-hai.docx", LETTER]
    assert [letter.reminding.is_overdue for letter in reminder.letters] == [False, True]
    assert [len(message.owing) for message in reminder.messages] == [1, 2, 2]


def test_letters_are_narrowed_to_a_directive_and_to_who_sends_them(sandbox: Sandbox) -> None:
    assert remind_at(sandbox, scope=Scope(frozenset({"xa-mot"}))).letters == ()
    assert len(remind_at(sandbox, scope=Scope(frozenset({"so-a"}), frozenset({"cd"}))).letters) == 1
    with pytest.raises(UnknownScopeError, match="Không có chỉ đạo 'cx'"):
        remind_at(sandbox, scope=Scope(directives=frozenset({"cx"})))


def test_a_directive_that_nobody_consolidates_is_told_of(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/cd.yaml", "  tong-hop: {mau: tong-hop.md.j2, lap_boi: [{don_vi: so-a}]}\n", ""
    )
    reminder = remind_at(sandbox)
    assert [directive.id for directive in reminder.unsent] == ["cd"]
    assert reminder.written == ()


def test_nobody_has_to_remind_where_all_reports_only_wait_to_be_fetched(sandbox: Sandbox) -> None:
    repository = Repository(sandbox.root)
    for unit in ("xa-hai", "phuong-ba"):
        write_report(sandbox, unit)
    repository.commit("2025-11-16 08:00")
    for unit in ("xa-hai", "phuong-ba"):
        sandbox.remove(f"data/units/{unit}/2025-11.yaml")
    sandbox.replace(
        "data/directives/cd.yaml", "  tong-hop: {mau: tong-hop.md.j2, lap_boi: [{don_vi: so-a}]}\n", ""
    )
    assert remind_at(sandbox).unsent == ()


def test_a_letter_that_the_directive_declares_has_its_own_words_and_addressees(sandbox: Sandbox) -> None:
    declare_letter(sandbox, ", kinh_gui: Các xã, noi_nhan: [Lãnh đạo Sở]")
    sandbox.write(
        "templates/nhac.md.j2",
        "---\nloai: cong-van\ntrich_yeu: nhắc việc\n---\nCòn {{ don_doc.so_chua_gui | so }} xã./.\n",
    )
    reminder = remind_at(sandbox)
    text = letter_text(sandbox, "so-a_nhac_cd.docx")
    assert [letter.file for letter in reminder.letters] == ["so-a_nhac_cd.docx"]
    assert "Còn 02 xã./." in text
    assert "Kính gửi: Các xã" in text
    assert "- Lãnh đạo Sở;" in text


def declare_letter(sandbox: Sandbox, more: str = "", template: str = "nhac.md.j2") -> None:
    sandbox.replace(
        "data/directives/cd.yaml",
        "san_pham:\n",
        f"san_pham:\n  nhac: {{mau: {template}, don_doc: co, lap_boi: [{{don_vi: so-a}}]{more}}}\n",
    )


def test_who_signs_by_order_signs_it_where_there_is_one(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/units/so-a/ho-so.yaml",
        "kinh_gui",
        "  nguoi-c: {tl: Giám đốc, chuc_vu: Chánh Văn phòng, ho_ten: Lê Văn C}\nkinh_gui",
    )
    remind_at(sandbox)
    assert "TL. GIÁM ĐỐC CHÁNH VĂN PHÒNG" in letter_text(sandbox)
    assert "Lê Văn C" in letter_text(sandbox)


def test_the_number_of_the_report_is_not_the_number_of_the_letter(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/units/so-a/2025-11.yaml",
        "don_vi: so-a\nky: 2025-11\nphat_hanh: {cd: {so: 12, ngay: 2025-11-20}}\n",
    )
    remind_at(sandbox)
    assert "Số: /SA" in letter_text(sandbox)


def test_the_party_begins_its_subject_without_v_v(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/so-a/ho-so.yaml", "ky_hieu: SA", "ky_hieu: ĐU\nthe_thuc: dang")
    remind_at(sandbox)
    text = letter_text(sandbox)
    assert "Đôn đốc gửi báo cáo tháng 11 năm 2025" in text
    assert "V/v" not in text


@pytest.mark.parametrize("communes", [0, 8, 20])
def test_the_letter_keeps_the_form(sandbox: Sandbox, communes: int) -> None:
    add_communes(sandbox, communes)
    write_report(sandbox, "xa-hai", "chi_tieu:\n  hs.truc_tuyen: 5\n")
    remind_at(sandbox)
    found = inspect_document(LETTER, (sandbox.out / "2025-11" / LETTER).read_bytes())
    assert [each for each in found.judged if each.fails] == []


def test_notice_of_invented_data_is_on_everything(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", "ghi_chu_moi_trang: SỐ LIỆU GIẢ LẬP\n")
    remind_at(sandbox)
    assert (
        (sandbox.out / "2025-11" / SHEETS[0]).read_text(encoding="utf-8-sig").startswith("SỐ LIỆU GIẢ LẬP")
    )
    footers = [
        paragraph.text
        for section in Document(str(sandbox.out / "2025-11" / LETTER)).sections
        for paragraph in section.footer.paragraphs
    ]
    assert "SỐ LIỆU GIẢ LẬP" in footers


def test_no_number_of_the_letter_is_typed() -> None:
    template = REPOSITORY / "src/baocao/skeleton/templates/cong-van-don-doc.md.j2"
    assert re.findall(r"\d+", template.read_text(encoding="utf-8")) == []


def test_a_letter_that_cannot_be_made_is_told_of_and_the_messages_go_out(sandbox: Sandbox) -> None:
    sandbox.write("data/units/so-a/ho-so.yaml", "ten_day_du: [")
    reminder = remind_at(sandbox)
    assert [letter.planned.issuer.id for letter in reminder.unmade] == ["so-a"]
    assert reminder.written == SHEETS


@pytest.mark.parametrize("name", ["data/directives/chi-tieu.yaml", "data/units/don-vi.yaml"])
def test_without_units_or_indicators_nobody_is_accused_of_owing_anything(
    sandbox: Sandbox, name: str
) -> None:
    sandbox.remove(name)
    reminder = remind_at(sandbox)
    assert (reminder.letters, reminder.messages, reminder.written) == ((), (), ())
    assert reminder.problems


def test_what_a_name_or_a_desk_says_is_text_in_the_letter(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/don-vi.yaml", "ten: Xã Hai", 'ten: "Xã *Hai* | [x](y) {{ 1 }}"')
    sandbox.replace("data/units/so-a/ho-so.yaml", "kinh_gui", 'dau_moi: "bà Hoa\\n\\n# máy 123"\nkinh_gui')
    remind_at(sandbox)
    assert "xã *Hai* | [x](y) {{ 1 }} và phường Ba" in letter_text(sandbox)
    assert "liên hệ đầu mối: bà Hoa # máy 123." in letter_text(sandbox)


def test_a_narrowed_call_leaves_the_messages_of_others(sandbox: Sandbox) -> None:
    remind_at(sandbox)
    assert remind_at(sandbox, scope=Scope(frozenset({"xa-mot"}))).removed == ()
    assert {path.name for path in (sandbox.out / "2025-11").iterdir()} >= {*SHEETS, LETTER}
