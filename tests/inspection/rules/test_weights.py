"""Bold and italics in the text, and titles of clauses."""

import pytest
from docx.shared import Mm, Pt

from breaking import add_run_looks, broken_rules, rule_faults
from hand import BODY, CENTER, JUSTIFY, Typed, letterhead_in_table, signature_in_table


def report_of(*texts: tuple[str, str]) -> bytes:
    """Return a report of paragraphs, each with how it stands ('b', 'i', 'c')."""
    made = Typed()
    letterhead_in_table(made)
    made.line("BÁO CÁO", 14, "b", align=CENTER)
    made.draw(made.line("Tình hình tháng 9", 14, "b", align=CENTER))
    made.line("", 14)
    for text, style in texts:
        paragraph = made.line(text, 14, style, align=CENTER if "c" in style else JUSTIFY)
        layout = paragraph.paragraph_format
        layout.first_line_indent, layout.space_before = Mm(12.7), Pt(6)
    signature_in_table(made, as_above=False)
    return made.data()


PLAIN = tuple((text, "") for text in BODY)


@pytest.mark.parametrize(("looks", "name"), [("<w:b/>", "đậm"), ("<w:i/>", "nghiêng")])
def test_a_text_that_is_bold_or_slanted_as_a_whole(looks: str, name: str) -> None:
    def change(texts: dict[str, str]) -> None:
        for each in BODY:
            add_run_looks(each, looks)(texts)

    assert rule_faults("TT318", change, "typed report") == [f"100% chữ của nội dung {name}"]


def test_bold_headings_and_words_leave_the_text_upright() -> None:
    assert broken_rules(report_of(*PLAIN[:1], ("1. Kết quả đạt được", "b"), *PLAIN[3:])) == set()


def test_one_paragraph_in_bold_is_only_noted() -> None:
    text = "Các đơn vị khẩn trương triển khai thực hiện các nhiệm vụ được giao."
    assert broken_rules(report_of(*PLAIN[:3], (text, "b"), *PLAIN[3:])) == {"TT319"}


@pytest.mark.parametrize(
    "text",
    [
        "(Số liệu chi tiết theo biểu tổng hợp kèm theo công văn này của Sở).",
        "Ghi chú: số liệu được cập nhật đến hết ngày 15 tháng 9.",
        "“Lời trích dẫn của văn bản cấp trên được in nghiêng cho dễ thấy.”",
        "Căn cứ kết quả kiểm tra thực tế tại các xã, phường trong tháng.",
    ],
)
def test_notes_quotations_and_grounds_may_be_slanted(text: str) -> None:
    assert broken_rules(report_of(*PLAIN[:3], (text, "i"), *PLAIN[3:])) == set()


def test_a_title_of_a_clause_on_its_own_line_is_bold() -> None:
    texts = [PLAIN[0], ("1. Công tác chỉ đạo", ""), ("Xã đã ban hành 04 kế hoạch.", ""), PLAIN[3]]
    assert broken_rules(report_of(*texts)) == {"TT311"}


@pytest.mark.parametrize(
    "clauses",
    [
        [("1. Công tác chỉ đạo", "b"), ("Xã đã ban hành 04 kế hoạch.", "")],
        [("1. Xã đã ban hành 04 kế hoạch và 12 văn bản chỉ đạo.", ""), ("Các thôn đã thực hiện.", "")],
        [("1. Xã Mỏ Cày", ""), ("2. Xã Long Phụng", ""), ("Các xã trên đã báo cáo.", "")],
        [("1. Các việc đã làm gồm:", ""), ("a) Tuyên truyền;", ""), ("b) Hướng dẫn.", "")],
        [("1. Thời gian: tháng 9 năm 2025", ""), ("Lịch cụ thể do xã thông báo.", "")],
    ],
    ids=["titled", "sentence", "list", "introduction", "label"],
)
def test_clauses_that_are_right(clauses: list[tuple[str, str]]) -> None:
    assert broken_rules(report_of(PLAIN[0], *clauses, PLAIN[3])) == set()


def test_a_long_sentence_of_a_clause_is_not_bold() -> None:
    long = f"1. Xã đã ban hành {'04 kế hoạch, 12 văn bản chỉ đạo và ' * 6}01 đề án."
    assert "TT311" in broken_rules(report_of(*PLAIN, (long, "b"), *PLAIN))


def test_grounds_that_nobody_recognised_are_not_taken_for_the_text() -> None:
    ground = (
        "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về việc rà soát các nhiệm vụ được giao trong năm 2025."
    )
    decided = [
        ("QUYẾT ĐỊNH:", "bc"),
        ("Thành lập Tổ công nghệ số cộng đồng tại các thôn trên địa bàn xã.", ""),
    ]
    broken = broken_rules(report_of((ground, "i"), (ground, "i"), *decided, *PLAIN[3:]))
    assert not broken & {"TT318", "TT319"}
