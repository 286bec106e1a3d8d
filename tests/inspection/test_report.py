"""Results for people and for machines."""

import json
from typing import Any

import pytest

from baocao.inspection.inspect import Inspection, inspect_document
from baocao.inspection.report import VERSION, json_report, summary_text, text_report
from baocao.inspection.rules.catalogue import RULES
from baocao.inspection.verdicts import EXCERPT
from breaking import add_run_looks, change_parts, good_document, inspect_bytes, replace_first

BAD = change_parts(
    good_document("report"), replace_first("Số: 189/BC-SA", "Số: 9/BC-SA"), replace_first("95,5%", "95,5 %")
)


def read_report(*inspection: Inspection, faults_only: bool = False) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(json_report(inspection, faults_only=faults_only))
    return content


def test_the_summary_counts_rules_and_severities() -> None:
    result = inspect_bytes(BAD)
    count = len(RULES)
    absent = sum(each.verdict is None for each in result.judged)
    assert summary_text(result) == (
        f"{count} quy tắc: {count - absent - 2} phù hợp, 2 không phù hợp (1 lỗi, 1 cảnh báo), "
        f"{absent} không áp dụng"
    )


def test_text_tells_rule_demand_place_measure_and_article() -> None:
    lines = text_report([inspect_bytes(BAD)]).splitlines()
    assert lines[0] == "văn bản.docx (báo cáo; theo Nghị định số 30/2020/NĐ-CP)"
    start = lines.index("  ✗ TT208 lỗi: Số, ký hiệu: cách ghi. Yêu cầu: dạng Số: <số>/BC-<cơ quan>")
    assert lines[start + 1] == '      phần đầu, "Số: 9/BC-SA": số nhỏ hơn 10 không ghi thêm số 0 ở trước'
    assert lines[start + 2] == "      Căn cứ: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3"


def test_text_also_tells_what_conforms_and_what_does_not_apply() -> None:
    said = text_report([inspect_bytes(BAD)])
    assert "  ✓ TT103 Lề trang: trên 20, dưới 20, trái 30, phải 15 mm\n" in said
    assert "  - Không áp dụng: TT216, TT220, " in said


def test_only_breaches_are_told_where_no_more_is_wanted() -> None:
    said = text_report([inspect_bytes(BAD)], faults_only=True)
    assert "TT208" in said
    assert "✓" not in said
    assert "Không áp dụng" not in said


def test_a_custom_is_not_said_to_be_law() -> None:
    assert "Căn cứ: thông lệ\n" in text_report([inspect_bytes(BAD)])


def test_many_places_are_counted_in_text_and_listed_in_json() -> None:
    data = change_parts(
        good_document("report"),
        *(add_run_looks(name, '<w:sz w:val="60"/>') for name in ("Xã Một", "Xã Hai", "Đơn vị", ">TT<")),
    )
    said = text_report([inspect_bytes(data)])
    assert "      … và 1 chỗ khác\n" in said
    (rule,) = [
        each for each in read_report(inspect_bytes(data))["files"][0]["rules"] if each["id"] == "TT315"
    ]
    assert len(rule["faults"]) == 4


def test_long_paragraphs_are_quoted_by_their_first_words() -> None:
    data = change_parts(
        good_document("report"), replace_first("Sở đã ban hành 04", f"{'Sở đã ban hành ' * 10}4")
    )
    (rule,) = read_report(inspect_bytes(data), faults_only=True)["files"][0]["rules"]
    assert len(rule["faults"][0]["text"]) <= EXCERPT
    assert rule["faults"][0]["text"].endswith("…")


def test_json_has_these_keys_and_no_others() -> None:
    content = read_report(inspect_bytes(BAD))
    assert list(content) == ["version", "files"]
    assert content["version"] == VERSION == 1
    (file,) = content["files"]
    assert list(file) == [
        "file",
        "problem",
        "form",
        "unverified",
        "unverified_values",
        "kind",
        "nature",
        "note",
        "missing",
        "summary",
        "rules",
    ]
    assert file["summary"] == {
        "rules": len(RULES),
        "conform": sum(each["outcome"] == "conform" for each in file["rules"]),
        "fail": 2,
        "not_found": 0,
        "not_applicable": sum(each["outcome"] == "not_applicable" for each in file["rules"]),
        "errors": 1,
        "warnings": 1,
        "notes": 0,
    }
    (rule,) = [each for each in file["rules"] if each["id"] == "TT208"]
    assert rule == {
        "id": "TT208",
        "title": "Số, ký hiệu: cách ghi",
        "basis": "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3",
        "severity": "error",
        "outcome": "fail",
        "wants": "dạng Số: <số>/BC-<cơ quan>",
        "measured": "Số: 9/BC-SA",
        "faults": [
            {
                "measured": "số nhỏ hơn 10 không ghi thêm số 0 ở trước",
                "part": "phần đầu",
                "text": "Số: 9/BC-SA",
                "unverified": False,
            }
        ],
    }


def test_what_does_not_apply_is_null_in_json_and_never_left_out() -> None:
    (rule,) = [
        each for each in read_report(inspect_bytes(BAD))["files"][0]["rules"] if each["id"] == "TT216"
    ]
    assert (rule["outcome"], rule["wants"], rule["measured"], rule["faults"]) == (
        "not_applicable",
        None,
        None,
        [],
    )


def test_a_file_that_cannot_be_read_has_the_same_keys() -> None:
    (bad,) = read_report(inspect_document("a.docx", b"x"))["files"]
    (fine,) = read_report(inspect_bytes(BAD))["files"]
    assert list(bad) == list(fine)
    assert bad["problem"]["code"] == "TT002"
    assert (bad["form"], bad["kind"], bad["rules"]) == (None, None, [])


def test_files_are_told_in_the_order_given() -> None:
    names = [
        each["file"]
        for each in read_report(inspect_document("b", b""), inspect_document("a", b""))["files"]
    ]
    assert names == ["b", "a"]


@pytest.mark.parametrize("name", ["report", "typed decision", "typed with tabs"])
def test_the_same_file_gives_the_same_report(name: str) -> None:
    assert json_report([inspect_bytes(good_document(name))]) == json_report(
        [inspect_bytes(good_document(name))]
    )


def test_what_a_broken_rule_measured_is_no_praise() -> None:
    """'màu đen' beside 'fail' would tell a program that nothing is wrong."""
    change = add_run_looks("Thực hiện Công văn", '<w:color w:val="FF0000"/>')
    inspection = inspect_bytes(change_parts(good_document("typed report"), change))
    rules = json.loads(json_report([inspection]))["files"][0]["rules"]
    failed = {each["id"]: each["measured"] for each in rules if each["outcome"] == "fail"}
    assert "TT105" in failed
    assert failed["TT105"] != "màu đen"
