"""What was changed and what is left is told to people and to machines."""

import json

from baocao.inspection.mending.mend import mend_document
from baocao.inspection.mending.telling import Told, mended_json, mended_text
from breaking import change_parts, good_document, pack_parts
from mending import broken_cases
from office import package_parts

LEFT = '      nội dung, "Sở đã ban hành 4 kế hoạch.": '


def told_of(*rules: str) -> Told:
    changes = [change for rule in rules for change in broken_cases()[rule][1]]
    data = change_parts(good_document("report"), *changes)
    return Told("van-ban.docx", "van-ban-sua.docx", mend_document("van-ban.docx", data))


def test_people_read_what_was_changed_by_which_article_and_what_is_left() -> None:
    text = mended_text([told_of("TT208", "TT210", "TT316")], tracked=True)
    assert text.splitlines() == [
        "van-ban.docx → van-ban-sua.docx",
        "  đã sửa 2 chỗ theo 2 quy tắc; để lại 1 chỗ cần người quyết định.",
        "  ✓ TT208 Số, ký hiệu: cách ghi: đã sửa 1 chỗ",
        '      phần đầu, "Số: 9/BC-SA": Số: 9/BC-SA → Số: 09/BC-SA',
        "      Căn cứ: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3",
        "  ✓ TT210 Địa danh, thời gian: cách ghi: đã sửa 1 chỗ",
        '      phần đầu, "T, ngày 18 tháng 04 năm 2025": ày 18 tháng 04 năm 2025 → ày 18 tháng 4 năm 2025',
        "      Căn cứ: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4",
        "  ? TT316 Số đếm nhỏ hơn 10: để lại 1 chỗ",
        f"{LEFT}'4 kế hoạch'; thuộc câu chữ, chỉ người soạn mới quyết định được",
        "      Căn cứ: thông lệ",
        "  Mở bản sửa bằng Word, xem từng chỗ rồi chọn Xem lại (Review) → Chấp nhận (Accept).",
    ]


def test_a_good_document_needs_nothing() -> None:
    told = Told("a.docx", "", mend_document("a.docx", good_document("report")))
    assert mended_text([told], tracked=True) == "a.docx\n  không có chỗ nào phải sửa.\n"


def test_a_file_that_cannot_be_read_or_may_not_be_changed_says_why() -> None:
    broken = Told("a.docx", "", mend_document("a.docx", b"x"))
    assert "TT002 lỗi" in mended_text([broken], tracked=True)
    files = {**package_parts(good_document("report")), "_xmlsignatures/s.xml": b"<s/>"}
    signed = Told("b.docx", "", mend_document("b.docx", pack_parts(files)))
    assert "  Không sửa: tệp đã được ký số" in mended_text([signed], tracked=True)
    assert json.loads(mended_json([signed], tracked=True))["files"][0]["refused"].startswith("tệp đã")


def test_machines_get_every_change_and_all_that_is_left() -> None:
    told = told_of("TT208", "TT316")
    content = json.loads(mended_json([told], tracked=True))
    assert content["version"] == 1
    assert content["tracked"] is True
    (file,) = content["files"]
    assert file["copy"] == "van-ban-sua.docx"
    assert file["summary"]["changes"] == len(file["changes"]) == 1
    assert file["changes"][0] == {
        "rule": "TT208",
        "title": "Số, ký hiệu: cách ghi",
        "basis": "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3",
        "part": "phần đầu",
        "text": "Số: 9/BC-SA",
        "before": "Số: 9/BC-SA",
        "after": "Số: 09/BC-SA",
        "reworded": True,
    }
    assert [left["rule"] for left in file["left"]] == ["TT316"]


def test_signs_that_would_act_in_a_terminal_are_shown() -> None:
    told = Told("a\x1b[2J.docx", "", mend_document("a.docx", good_document("report")))
    assert "\x1b" not in mended_text([told], tracked=True)
