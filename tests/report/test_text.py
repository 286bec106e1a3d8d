"""Diagnostics in a terminal: the line, a caret under the right column, what to do, repeats counted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.report.text import MAX_LINE, MOST_ALIKE, severity_summary, text_columns, text_report
from baocao.vietnamese.visible import visible_line
from findings import FILE, RELATION, broken_relation


def unknown_name(line: int, column: int = 1, name: str = "x") -> Diagnostic:
    return problem("BC301", Place(FILE, line, column), value=name, hint="")


def blank_warning(line: int) -> Diagnostic:
    return problem("BC215", Place(FILE, line, 1), key="hs.a")


def report_lines(text: str, *diagnostic: Diagnostic, columns: int = MAX_LINE) -> list[str]:
    return text_report(diagnostic, {FILE: SourceFile(FILE, text, b"")}, columns).split("\n")


def test_a_problem_has_place_code_severity_message_line_and_advice() -> None:
    assert report_lines("don_vi: x\nky: 2025-11\n", unknown_name(1, 9)) == [
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
        ("key: x\u200bx", 8, 14),
        ("x", 1, 0),
        ("abc", 4, 3),
    ],
)
def test_the_caret_stands_under_the_column_as_it_is_seen(line: str, column: int, before: int) -> None:
    assert report_lines(line, unknown_name(1, column))[2] == f"    {' ' * before}^"


@given(st.text("aê\u0302\u0301漢\t", min_size=1, max_size=MAX_LINE).filter(str.strip), st.data())
def test_the_caret_stands_as_far_right_as_what_is_printed_before_it(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line)))
    _, shown, caret, *_ = report_lines(line, unknown_name(1, column), columns=10 * MAX_LINE)
    assert shown == f"    {line}"
    assert text_columns(caret) - 1 == 4 + text_columns(line[: column - 1])
    assert caret.count("\t") == line[: column - 1].count("\t")


@pytest.mark.parametrize("column", [1, 50, 101, 500, 1000])
@pytest.mark.parametrize("columns", [20, 40, MAX_LINE])
def test_of_a_long_line_only_the_part_around_the_column_is_shown(column: int, columns: int) -> None:
    line = "".join(chr(ord("a") + index % 26) for index in range(1000))
    _, shown, caret, *_ = report_lines(line, unknown_name(1, column), columns=columns)
    assert len(shown) <= columns + 4
    assert shown[len(caret) - 1] == line[column - 1]


@pytest.mark.parametrize(("column", "cut"), [(1, (False, True)), (150, (True, True)), (300, (True, False))])
def test_a_line_has_dots_on_the_sides_where_it_was_cut(column: int, cut: tuple[bool, bool]) -> None:
    _, shown, *_ = report_lines("x" * 300, unknown_name(1, column))
    assert (shown.startswith("    …"), shown.endswith("…")) == cut


@given(st.text("aê\u0302\u0301漢\t\u200b", min_size=200, max_size=300), st.data())
def test_whatever_the_letters_a_line_stays_within_the_columns(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line)))
    _, shown, caret, *_ = report_lines(f"{line}.", unknown_name(1, column), columns=40)
    assert text_columns(shown) <= 44
    assert text_columns(caret) <= 45
    assert shown[4:].strip("…") in visible_line(f"{line}.")


@pytest.mark.parametrize("column", range(200, 206))
def test_a_line_is_not_cut_between_a_letter_and_its_marks(column: int) -> None:
    _, shown, *_ = report_lines("e\u0302\u0301" * 200, unknown_name(1, column))
    assert shown.startswith("    …e\u0302\u0301e")


def test_letters_that_would_upset_the_terminal_are_shown_by_name() -> None:
    text = text_report([unknown_name(1, 6)], {FILE: SourceFile(FILE, "a: \x1b[31m\u202eb", b"")})
    assert "    a: ␛[31m<U+202E>b" in text
    assert not {"\x1b", "\u202e"} & set(text)


@pytest.mark.parametrize(("text", "line"), [("a\n", 2), ("a\n", 9), ("a\n   \nb\n", 2)])
def test_a_place_without_text_has_no_excerpt(text: str, line: int) -> None:
    lines = report_lines(text, unknown_name(line))
    assert lines[1].startswith("  → ")


def test_a_file_that_was_not_read_has_no_excerpt() -> None:
    assert "^" not in text_report([unknown_name(1)], {})


def test_a_problem_without_a_place_begins_with_its_code() -> None:
    diagnostic = problem("BC001", None, what="data/units")
    assert text_report([diagnostic], {}).startswith("BC001 lỗi: ")


def test_related_places_and_the_legal_basis_are_named() -> None:
    earlier = (("khai báo lần đầu", Place(FILE, 1, 1)),)
    diagnostic = problem("BC111", Place(FILE, 2, 1), related=earlier, key="kế")
    assert report_lines("a\nb", diagnostic)[4:6] == [
        f"  (khai báo lần đầu: {FILE}:1:1)",
        "  Căn cứ: TCVN 6909:2001; NĐ 30/2020/NĐ-CP Phụ lục I",
    ]


def test_errors_come_before_warnings_and_then_by_place() -> None:
    text = text_report([blank_warning(1), unknown_name(3), unknown_name(2)], {})
    heads = [line.split(":")[1] for line in text.split("\n") if line.startswith(FILE)]
    assert heads == ["2", "3", "1"]


def test_the_same_problem_is_said_once() -> None:
    assert text_report([unknown_name(1)] * 96, {}) == text_report([unknown_name(1)], {})


@pytest.mark.parametrize(("count", "more"), [(5, 0), (6, 1), (96, 91)])
def test_after_five_alike_the_others_are_counted(count: int, more: int) -> None:
    text = text_report([unknown_name(line) for line in range(1, count + 1)], {})
    assert text.count("BC301 lỗi:") == MOST_ALIKE
    assert (f"… và {more} lỗi BC301 khác tương tự." in text) is bool(more)
    assert text.count("…") == bool(more)


def test_other_codes_are_still_shown_after_a_fold() -> None:
    text = text_report([*(unknown_name(line) for line in range(1, 10)), blank_warning(1)], {})
    assert text.count("BC215 cảnh báo:") == 1


def test_a_name_or_a_value_cannot_upset_the_terminal_either() -> None:
    diagnostic = problem("BC301", Place("a\x1b[31m\n.yaml", 1, 1), value="\u202ex", hint="")
    text = text_report([diagnostic], {})
    assert text.startswith("a␛[31m␊.yaml:1:1: BC301 lỗi: Không có đơn vị '<U+202E>x'")


def test_of_the_rules_of_the_data_each_is_counted_for_itself() -> None:
    other = RELATION._replace(id="hs/truc-tuyen")
    relations = [broken_relation(line, rule) for rule in (RELATION, other) for line in range(1, 8)]
    text = text_report(relations, {})
    assert text.count("BC411 cảnh báo:") == 2 * MOST_ALIKE
    assert text.count("… và 2 cảnh báo BC411 khác tương tự.") == 2


def test_a_rule_of_the_data_speaks_with_its_own_advice_basis_and_places() -> None:
    lines = text_report([broken_relation()], {}).split("\n")
    assert lines[1:5] == [
        "  → Xem lại hai số.",
        f"  (hs.b = 5: {FILE}:3:24)",
        "  Quy tắc: hs/tiep-nhan",
        "  Căn cứ: Công văn 816/UBND-VX",
    ]


def test_no_problems_make_no_text() -> None:
    assert text_report([], {}) == ""


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ([], "không có lỗi"),
        ([unknown_name(1)], "1 lỗi"),
        ([blank_warning(1), blank_warning(2)], "2 cảnh báo"),
        ([blank_warning(1), unknown_name(1), unknown_name(2), unknown_name(2)], "2 lỗi, 1 cảnh báo"),
    ],
)
def test_the_summary_counts_distinct_problems_gravest_first(found: list[Diagnostic], text: str) -> None:
    assert severity_summary(found) == text


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("kết", 3),
        ("ke\u0302\u0301t", 3),
        ("漢字", 4),
        ("ａ", 2),
        ("\u200b", 0),
        ("\t", 8),
    ],
)
def test_width_counts_columns_of_a_terminal(text: str, columns: int) -> None:
    assert text_columns(text) == columns
