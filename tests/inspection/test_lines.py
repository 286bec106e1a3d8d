"""Ruled lines wherever clerks put them, and the characters that some type instead."""

from typing import Any

import pytest
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from baocao.inspection.inspect import inspect_document
from breaking import replace_first, rule_faults
from hand import BODY, CENTER, Typed, signature_in_table

MOTTO, BODY_NAME, SUBJECT = "TT204", "TT207", "TT215"


def typed_document(*, under_body: Any = None, under_motto: Any = None, rows: Any = None) -> bytes:
    """Return a report; two callables put something under their lines, `rows` are texts below both."""
    made = Typed()
    left, right = made.cells()
    body = made.line("SỞ TÀI CHÍNH", 13, "b", into=left, align=CENTER)
    made.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "b", into=right, align=CENTER)
    motto = made.line("Độc lập - Tự do - Hạnh phúc", 14, "b", into=right, align=CENTER)
    for put, cell, line in ((under_body, left, body), (under_motto, right, motto)):
        if put:
            put(made, cell, line)
    if rows:
        for cell, text in zip((left, right), rows, strict=True):
            add_row(made, cell, text)
    add_row(made, left, "Số: 15/BC-STC")
    add_row(made, right, "Quảng Ngãi, ngày 01 tháng 02 năm 2026")
    made.line("", 14)
    made.line("BÁO CÁO", 14, "b", align=CENTER)
    made.draw(made.line("Tình hình tháng 9", 14, "b", align=CENTER))
    made.body(*BODY)
    signature_in_table(made, as_above=False)
    return made.data()


def add_row(made: Typed, cell: Any, text: str) -> None:
    """Put a text into a new row under a cell: the left cell makes the row, the right one fills it."""
    table = cell._tc.getparent().getparent()
    first = cell._tc.getprevious() is None or not cell._tc.getprevious().tag.endswith("}tc")
    row = table.add_tr() if first else table.tr_lst[-1]
    added = row.add_tc()
    added.width = Mm(80)
    paragraph = Paragraph(added.p_lst[0] if added.p_lst else added.add_p(), cell)
    paragraph.alignment = CENTER
    if text:
        made._look(paragraph.add_run(text), 13)


def measured_lines(data: bytes) -> dict[str, tuple[bool, str]]:
    """Return of each line of the letterhead whether it fails, and what was measured."""
    judged = inspect_document("văn bản.docx", data).judged
    return {
        each.rule.id: (each.fails, each.verdict.measured)
        for each in judged
        if each.rule.id in {MOTTO, BODY_NAME} and each.verdict
    }


def typed_rule(text: str) -> Any:
    return lambda made, cell, _: made.line(text, 13, into=cell, align=CENTER)


def drawn(made: Typed, _: Any, line: Any) -> None:
    made.draw(line)


def drawn_twice(made: Typed, cell: Any, line: Any) -> None:
    made.draw(line)
    made.draw(made.line("", 13, into=cell))


@pytest.mark.parametrize(
    ("text", "fails", "measured"),
    [
        ("________", False, "đường kẻ bằng ký tự '________'"),
        ("────────", False, "đường kẻ bằng ký tự '────────'"),
        ("--------", True, "đường kẻ bằng ký tự '--------', không phải nét liền"),
        ("*****", True, "đường kẻ bằng ký tự '*****', không phải nét liền"),
        ("- - - -", True, "đường kẻ bằng ký tự '- - - -', không phải nét liền"),
        ("", True, "không có đường kẻ"),
    ],
)
def test_lines_made_of_characters_are_named_as_such(text: str, *, fails: bool, measured: str) -> None:
    document = typed_document(under_body=typed_rule(text), under_motto=drawn)
    assert measured_lines(document) == {MOTTO: (False, "có đường kẻ"), BODY_NAME: (fails, measured)}


def test_lines_in_the_next_row_of_the_table_count() -> None:
    found = measured_lines(typed_document(rows=("_______", "_____________")))
    assert [fails for fails, _ in found.values()] == [False, False]


def test_hyphens_in_the_next_row_are_named() -> None:
    found = measured_lines(typed_document(rows=("-------", "-----------------")))
    assert found[MOTTO] == (True, "đường kẻ bằng ký tự '-----------------', không phải nét liền")


def test_both_lines_may_hang_on_one_side() -> None:
    found = measured_lines(typed_document(under_motto=drawn_twice))
    assert found == {MOTTO: (False, "có đường kẻ"), BODY_NAME: (False, "có đường kẻ, đặt ở đoạn khác")}


def test_one_line_does_not_stand_for_two() -> None:
    found = measured_lines(typed_document(under_motto=drawn))
    assert found[BODY_NAME] == (True, "không có đường kẻ")


@pytest.mark.parametrize(
    ("rule", "old", "new", "found"),
    [
        ("TT203", "Độc lập - Tự do", "Độc lập – Tự do", "dùng dấu '–' thay cho dấu '-'"),
        ("TT203", "Độc lập - Tự do", "Độc lập — Tự do", "dùng dấu '—' thay cho dấu '-'"),
        ("TT203", "Độc lập - Tự do", "Độc lập-Tự do", "không có dấu cách trước và sau dấu '-'"),
        ("TT203", "Độc lập - Tự do", "Độc lập - Tư do", "khác câu chữ quy định"),
        ("TT208", "189/BC-SA", "189/BC–SA", "dùng dấu '–' thay cho dấu '-'"),
        ("TT407", "- Như trên;", "– Như trên;", "dùng dấu '–' thay cho dấu '-'"),
        ("TT407", "- Như trên;", "Như trên;", "không có gạch đầu dòng"),
    ],
)
def test_long_dashes_are_named_as_such(rule: str, old: str, new: str, found: str) -> None:
    assert rule_faults(rule, replace_first(old, new)) == [found]
