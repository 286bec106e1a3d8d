"""What is still unfinished in a document is told, whatever the document is."""

import cProfile
import re
from typing import Final

import pytest

import hand
import samples
from baocao.inspection.inspect import inspect_document
from baocao.inspection.report import text_report
from baocao.inspection.verdicts import Outcome
from baocao.render.word import WordRenderer
from baocao.source.forms import load_form
from breaking import (
    Change,
    change_parts,
    good_document,
    inspect_bytes,
    judged_by,
    measured_faults,
    replace_first,
    with_comment,
)
from hand import CENTER, Typed

TYPED: Final = "typed report"
NEAR: Final = "Xã đã ban hành 04 kế hoạch"
MARK: Final = 'w:id="5" w:author="Nguyễn Văn A" w:date="2025-11-18T08:00:00Z"'


def changed(*changes: Change, name: str = TYPED) -> bytes:
    return change_parts(good_document(name), *changes)


def in_run(markup: str, said: str = NEAR) -> Change:
    """Put runs at the end of the paragraph that says something."""

    def change(texts: dict[str, str]) -> None:
        before, found, after = texts["word/document.xml"].partition(said)
        rest, end, tail = after.partition("</w:p>")
        texts["word/document.xml"] = before + found + rest + markup + end + tail

    return change


def test_blanks_are_counted_and_told_with_their_places() -> None:
    data = changed(
        replace_first("04 kế hoạch", "[…] kế hoạch"), replace_first("03 nhiệm vụ", "… nhiệm vụ, …% số")
    )
    inspection = inspect_document("x.docx", data)
    report = text_report([inspection])
    assert "còn 3 chỗ trống" in report
    assert """"1. Xã đã ban hành […] kế hoạch""" in report
    assert "chỗ trống '[…]'" in report


def test_number_and_day_of_a_draft_are_no_blanks() -> None:
    data = changed(
        replace_first("Số: 1464/BC", "Số: ……/BC"), replace_first("ngày 16 tháng 9", "ngày … tháng … ")
    )
    assert judged_by(data, "TT701").outcome is Outcome.CONFORMS


def test_what_is_issued_with_a_draft_repeats_the_blanks_of_its_number() -> None:
    def document(number: str) -> bytes:
        typed = Typed()
        typed.document = hand.open_document(changed(replace_first("Số: 1464", f"Số: {number}")))
        typed.line("Phụ lục", 14, "b", align=CENTER)
        typed.line("DANH SÁCH", 14, "b", align=CENTER)
        typed.line("(Kèm theo Báo cáo số …/BC-SKHCN ngày … tháng … năm 2025)", 14, "i", align=CENTER)
        return typed.data()

    assert measured_faults(document("…"), "TT701") == []
    assert len(measured_faults(document("1464"), "TT701")) == 3


@pytest.mark.parametrize(("title", "blanks"), [("BÁO CÁO", 1), ("PHIẾU KHẢO SÁT", 0), ("ĐƠN ĐỀ NGHỊ", 0)])
def test_forms_leave_room_to_write_by_hand(title: str, blanks: int) -> None:
    typed = Typed()
    hand.letterhead_in_table(typed)
    typed.line(title, 14, "b", align=CENTER)
    typed.line("Tháng 9", 14, "b", align=CENTER)
    typed.body("Họ và tên: ..................................")
    assert len(measured_faults(typed.data(), "TT701")) == blanks


def test_a_sample_behind_the_signature_may_have_blanks() -> None:
    typed = Typed()
    typed.document = hand.open_document(good_document(TYPED))
    typed.line("Mẫu số 01", 14, align=CENTER)
    typed.body("Họ và tên: ..................................")
    assert measured_faults(typed.data(), "TT701") == []
    typed.body("Xã {{ ten }}")
    assert measured_faults(typed.data(), "TT701") == ["chỗ trống '{{ ten }}'"]


def test_a_control_that_shows_what_to_do_is_a_blank_of_its_own() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        "<w:r><w:t>Click or tap here to enter text."
        "</w:t></w:r></w:sdtContent></w:sdt>"
    )
    assert measured_faults(changed(in_run(control)), "TT701") == ["ô nhập liệu chưa điền"]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            f"<w:ins {MARK}><w:r><w:t> và hơn</w:t></w:r></w:ins>",
            ["chèn thêm 'và hơn'"],
        ),
        (f"<w:del {MARK}><w:r><w:delText>cũ</w:delText></w:r></w:del>", ["xóa 'cũ'"]),
        (
            "<w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>a</w:t></w:r></w:moveTo>",
            ["chuyển chỗ 'a'"],
        ),
        (f"<w:r><w:rPr><w:rPrChange {MARK}><w:rPr/></w:rPrChange></w:rPr></w:r>", ["đổi định dạng chữ"]),
    ],
    ids=["inserted", "deleted", "moved", "formatted"],
)
def test_tracked_changes_are_told_without_who_made_them(markup: str, words: list[str]) -> None:
    data = changed(in_run(markup))
    assert measured_faults(data, "TT702") == words
    verdict = judged_by(data, "TT702").verdict
    assert verdict
    assert "còn 1 thay đổi" in verdict.wants
    assert "Nguyễn" not in str(verdict)
    assert verdict.faults[0].text.startswith("1. Xã đã ban hành")


@pytest.mark.parametrize(
    ("place", "change", "words"),
    [
        ("<w:sectPr", f"<w:sectPrChange {MARK}/>", "đổi định dạng trang"),
        ("<w:tblPr", f"<w:tblPrChange {MARK}><w:tblPr/></w:tblPrChange>", "đổi định dạng bảng"),
        ("<w:pPr", f"<w:pPrChange {MARK}><w:pPr/></w:pPrChange>", "đổi định dạng đoạn"),
        ("<w:tcPr", f"<w:cellIns {MARK}/>", "chèn thêm ô"),
    ],
)
def test_changes_of_layout_are_told(place: str, change: str, words: str) -> None:
    name = place.removeprefix("<")

    def track(texts: dict[str, str]) -> None:
        texts["word/document.xml"] = re.sub(
            f"</{name}>", f"{change}</{name}>", texts["word/document.xml"], count=1
        )

    assert measured_faults(changed(track), "TT702") == [words]


def test_a_paragraph_that_was_typed_is_one_change_and_not_two() -> None:
    def track(texts: dict[str, str]) -> None:
        texts["word/document.xml"] = texts["word/document.xml"].replace(
            "<w:sectPr",
            f"<w:p><w:pPr><w:rPr><w:ins {MARK}/></w:rPr></w:pPr><w:ins {MARK}><w:r><w:t>Mới</w:t></w:r>"
            "</w:ins></w:p><w:sectPr",
        )

    assert measured_faults(changed(track), "TT702") == ["chèn thêm 'Mới'"]


def test_changes_in_headers_are_told() -> None:
    def track(texts: dict[str, str]) -> None:
        name = next(name for name in texts if name.startswith("word/header"))
        texts[name] = texts[name].replace(
            "</w:p>", f"<w:ins {MARK}><w:r><w:t>x</w:t></w:r></w:ins></w:p>", 1
        )

    assert measured_faults(changed(track), "TT702") == ["chèn thêm 'x'"]


def test_comments_are_told_where_the_text_refers_to_them() -> None:
    data = changed(with_comment(NEAR), name=TYPED)
    assert measured_faults(data, "TT703") == ["nhận xét 'Xem lại câu này'"]
    loose = changed(in_run('<w:r><w:commentReference w:id="9"/></w:r>'))
    assert measured_faults(loose, "TT703") == []


FONTS: Final = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
WHITE: Final = f"<w:r><w:rPr>{FONTS}{{}}</w:rPr><w:t>kín</w:t></w:r>"


@pytest.mark.parametrize(
    ("looks", "faults"),
    [
        ("<w:vanish/>", ["chữ ẩn 'kín'"]),
        ('<w:color w:val="FFFFFF"/>', ["chữ trắng trên nền trắng"]),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>', []),
        ('<w:color w:val="auto"/>', []),
    ],
)
def test_text_that_is_not_seen_is_told(looks: str, faults: list[str]) -> None:
    assert measured_faults(changed(in_run(WHITE.format(looks))), "TT704") == faults


@pytest.mark.parametrize(
    ("looks", "faults"),
    [
        ('<w:highlight w:val="yellow"/>', 1),
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>', 1),
        ('<w:shd w:val="pct15" w:color="auto" w:fill="FFFFFF"/>', 1),
        ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', 0),
        ('<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/><w:highlight w:val="none"/>', 0),
    ],
)
def test_highlights_and_shades_of_letters_are_told(looks: str, faults: int) -> None:
    assert len(measured_faults(changed(in_run(WHITE.format(looks))), "TT705")) == faults


def test_unfinished_things_are_told_of_papers_for_meetings_too() -> None:
    document = samples.DOCUMENT._replace(
        type_name="Bản tóm tắt", paper=True, blocks=(samples.plain_paragraph("Đạt …% kế hoạch."),)
    )
    data = WordRenderer(load_form().as_paper()).render(document, samples.MOMENT)
    inspection = inspect_document("tom-tat.docx", data)
    assert inspection.form is None
    assert "còn 1 chỗ trống" in text_report([inspection])


@pytest.mark.parametrize("rule", ["TT701", "TT702", "TT703", "TT704", "TT705"])
def test_a_finished_document_conforms(rule: str) -> None:
    assert judged_by(good_document(TYPED), rule).outcome is Outcome.CONFORMS
    assert judged_by(good_document("attachment"), rule).outcome is Outcome.CONFORMS


def calls_for_changes(count: int) -> int:
    """Return how many functions are called to inspect a paragraph of so many tracked changes."""
    change = f"<w:ins {MARK}><w:r><w:t>thêm </w:t></w:r></w:ins>"
    data = change_parts(
        good_document(TYPED), replace_first("<w:sectPr", f"<w:p>{change * count}</w:p><w:sectPr")
    )
    profile = cProfile.Profile()
    profile.runcall(inspect_bytes, data)
    return sum(entry.callcount for entry in profile.getstats())


def test_many_changes_in_one_paragraph_take_no_more_than_their_share_of_time() -> None:
    """Each quotes the beginning of its paragraph, which must not be put together for each of them."""
    none, some, more = (calls_for_changes(count) for count in (1, 150, 600))
    assert more - none < 5 * (some - none)
