"""Diagnostics in a terminal: the line, a caret under the right column, what to do, repeats counted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.report.text import MAX_LINE, MOST_ALIKE, summary, text_report, width

FILE = "data/units/xa-mot/2025-11.yaml"


def unknown(line: int, column: int = 1, name: str = "x") -> Diagnostic:
    return problem("BC301", Place(FILE, line, column), value=name, hint="")


def warning(line: int) -> Diagnostic:
    return problem("BC215", Place(FILE, line, 1), key="hs.a")


def report(text: str, *found: Diagnostic) -> list[str]:
    return text_report(found, {FILE: SourceFile(FILE, text, b"")}).split("\n")


def test_a_problem_has_place_code_severity_message_line_and_advice() -> None:
    assert report("don_vi: x\nky: 2025-11\n", unknown(1, 9)) == [
        f"{FILE}:1:9: BC301 lỗi: Không có đơn vị 'x' trong danh mục đơn vị.",
        "    don_vi: x",
        "            ^",
        "  → Sửa mã đơn vị, hoặc thêm đơn vị vào don-vi.yaml.",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("line", "column", "before"),
    [
        ("don_vi: x", 9, 8),
        ("đơn vị: x", 9, 8),
        (unicodedata.normalize("NFD", "đơn vị: x"), 11, 8),
        ("漢字: x", 5, 6),
        ("ｆｕｌｌ: x", 7, 10),
        ("\tkey: x", 7, 6),
        ("x", 1, 0),
        ("abc", 4, 3),
    ],
)
def test_the_caret_stands_under_the_column_as_it_is_seen(line: str, column: int, before: int) -> None:
    assert report(line, unknown(1, column))[2] == f"    {' ' * before}^"


@given(st.text("aê\u0302\u0301漢\t", min_size=1, max_size=MAX_LINE).filter(str.strip), st.data())
def test_the_caret_stands_as_far_right_as_what_is_printed_before_it(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line)))
    _, shown, caret, *_ = report(line, unknown(1, column))
    assert shown == f"    {line}".replace("\t", " ")
    assert len(caret) - 1 == 4 + width(line[: column - 1].replace("\t", " "))


@pytest.mark.parametrize("column", [1, 50, 101, 500, 1000])
def test_of_a_long_line_only_the_part_around_the_column_is_shown(column: int) -> None:
    line = "".join(chr(ord("a") + index % 26) for index in range(1000))
    _, shown, caret, *_ = report(line, unknown(1, column))
    assert len(shown) <= MAX_LINE + 4
    assert shown[len(caret) - 1] == line[column - 1]


@pytest.mark.parametrize(("text", "line"), [("a\n", 2), ("a\n", 9), ("a\n   \nb\n", 2)])
def test_a_place_without_text_has_no_excerpt(text: str, line: int) -> None:
    found = report(text, unknown(line))
    assert found[1].startswith("  → ")


def test_a_file_that_was_not_read_has_no_excerpt() -> None:
    assert "^" not in text_report([unknown(1)], {})


def test_a_problem_without_a_place_begins_with_its_code() -> None:
    found = problem("BC001", None, what="data/units")
    assert text_report([found], {}).startswith("BC001 lỗi: ")


def test_related_places_and_the_legal_basis_are_named() -> None:
    earlier = (("khai báo lần đầu", Place(FILE, 1, 1)),)
    found = problem("BC111", Place(FILE, 2, 1), related=earlier, key="kế")
    assert report("a\nb", found)[4:6] == [
        f"  (khai báo lần đầu: {FILE}:1:1)",
        "  Căn cứ: TCVN 6909:2001; NĐ 30/2020/NĐ-CP Phụ lục I",
    ]


def test_errors_come_before_warnings_and_then_by_place() -> None:
    text = text_report([warning(1), unknown(3), unknown(2)], {})
    heads = [line.split(":")[1] for line in text.split("\n") if line.startswith(FILE)]
    assert heads == ["2", "3", "1"]


def test_the_same_problem_is_said_once() -> None:
    assert text_report([unknown(1)] * 96, {}) == text_report([unknown(1)], {})


@pytest.mark.parametrize(("count", "more"), [(5, 0), (6, 1), (96, 91)])
def test_after_five_alike_the_others_are_counted(count: int, more: int) -> None:
    text = text_report([unknown(line) for line in range(1, count + 1)], {})
    assert text.count("BC301 lỗi:") == MOST_ALIKE
    assert (f"… và {more} lỗi BC301 khác tương tự." in text) is bool(more)
    assert text.count("…") == bool(more)


def test_other_codes_are_still_shown_after_a_fold() -> None:
    text = text_report([*(unknown(line) for line in range(1, 10)), warning(1)], {})
    assert text.count("BC215 cảnh báo:") == 1


def test_no_problems_make_no_text() -> None:
    assert text_report([], {}) == ""


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ([], "không có lỗi"),
        ([unknown(1)], "1 lỗi"),
        ([warning(1), warning(2)], "2 cảnh báo"),
        ([warning(1), unknown(1), unknown(2), unknown(2)], "2 lỗi, 1 cảnh báo"),
    ],
)
def test_the_summary_counts_distinct_problems_gravest_first(found: list[Diagnostic], text: str) -> None:
    assert summary(found) == text


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("kết", 3), ("ke\u0302\u0301t", 3), ("漢字", 4), ("ａ", 2)]
)
def test_width_counts_columns_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns
