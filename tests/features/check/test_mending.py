"""The tables of a return sheet: one row for one problem, sorted, alike ones folded, nothing left out."""

import unicodedata
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from baocao.features.check.findings import Finding
from baocao.features.check.mending import (
    MOST_ALIKE,
    answer_table,
    fold_alike,
    missing_table,
    places_text,
    problem_table,
)
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.model.table import RowKind, Table
from reading import many


def place_at(line: int, file: str = "data/units/xa-mot/2025-11.yaml") -> Place:
    return Place(file, line, 1)


def finding_for(diagnostic: Diagnostic, subject: str = "Tiếp nhận", *written: str) -> Finding:
    return Finding(diagnostic, (), subject, written)


def no_number(line: int, value: str = "abc", subject: str = "Tiếp nhận") -> Finding:
    return finding_for(problem("BC208", place_at(line), value=value), subject, f"hs: {value}")


def row_texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def lines_told(findings: Sequence[Finding]) -> list[tuple[int, ...]]:
    """Return the lines of the problems that each row tells."""
    return [
        tuple(each.diagnostic.place.line for each in told if each.diagnostic.place)
        for told, _ in fold_alike(findings)
    ]


# What is wrong.


def test_a_row_says_what_stands_there_what_is_wrong_with_it_and_what_to_do() -> None:
    (_, row) = row_texts(problem_table([no_number(12)]))
    assert row == [
        "1",
        "Tiếp nhận",
        "hs: abc",
        "'abc' không phải là số.",
        "Ghi số bằng chữ số, ví dụ 3.781 hoặc 86,6; nếu chưa có số liệu thì ghi {chua_co: lý do}.",
        "2025-11.yaml:12",
    ]


def test_the_basis_of_a_rule_stands_under_its_advice() -> None:
    (_, row) = row_texts(problem_table([finding_for(problem("BC003", place_at(1)), "Cả tệp")]))
    assert row[4].split("\n")[1] == "Căn cứ: TCVN 6909:2001; NĐ 30/2020/NĐ-CP Phụ lục I"


def test_errors_come_before_warnings_under_a_line_that_counts_them() -> None:
    warning = finding_for(problem("BC215", place_at(1), key="hs"), "Hồ sơ")
    rows = problem_table([no_number(7), no_number(9, "x"), warning]).rows
    assert [row.cells[0].text for row in rows if row.kind is RowKind.GROUP] == [
        "Lỗi phải sửa: 02",
        "Nội dung cần kiểm tra lại: 01",
    ]
    assert [row.cells[0].text for row in rows if row.kind is RowKind.DATA] == ["1", "2", "3"]


def test_the_folder_is_said_once_under_the_table() -> None:
    other = finding_for(problem("BC208", place_at(3, "data/units/xa-mot/ho-so.yaml"), value="x"))
    assert problem_table([no_number(12), other]).note == "Tệp ở thư mục data/units/xa-mot."
    assert problem_table([finding_for(problem("BC006", None))]).note == ""


def test_places_are_lines_of_files_with_those_of_related_values() -> None:
    file = "data/units/xa-mot/2025-10.yaml"
    related = (("trước", place_at(4, file)), ("lần đầu", place_at(2)), ("lại", place_at(12)))
    finding = finding_for(problem("BC208", place_at(12), value="x", related=related))
    assert places_text([finding, no_number(7)]) == "2025-11.yaml:2, 7, 12; 2025-10.yaml:4"
    assert places_text([finding_for(problem("BC006", None))]) == ""


def test_what_was_written_with_parted_letters_is_printed_with_composed_ones() -> None:
    parted = unicodedata.normalize("NFD", "số liệu")
    (_, row) = row_texts(
        problem_table([finding_for(problem("BC208", place_at(1), value=parted), parted, parted)])
    )
    assert row[1:4] == ["số liệu", "số liệu", "'số liệu' không phải là số."]
    (row,) = row_texts(missing_table([problem("BC703", place_at(1), value="a", name=parted)]))
    assert row[1] == "Thiếu số liệu 'a' (số liệu)."


# What is alike.


def test_what_is_wrong_in_one_way_in_many_places_is_one_row_with_its_count() -> None:
    (_, row) = row_texts(problem_table([no_number(3), no_number(5), no_number(9)]))
    assert row[2:4] == ["hs: abc", "'abc' không phải là số.\n(03 chỗ)"]
    assert row[5] == "2025-11.yaml:3, 5, 9"


def test_equal_messages_about_different_things_are_different_rows() -> None:
    findings = [no_number(3, subject="Tiếp nhận"), no_number(5, subject="Trực tuyến")]
    assert lines_told(findings) == [(3,), (5,)]


def test_rows_follow_the_file_whatever_their_codes() -> None:
    other = finding_for(problem("BC101", place_at(4)), "Cả tệp")
    assert lines_told([no_number(3, "a"), other, no_number(5, "b")]) == [(3,), (4,), (5,)]


def test_after_some_of_one_code_the_rest_shares_a_row_with_a_line_for_each() -> None:
    findings = [no_number(line, f"a{line}") for line in range(1, MOST_ALIKE + 4)]
    rows = row_texts(problem_table(findings))[1:]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert rows[-1][1].split("\n") == [
        "Và 03 chỗ tương tự, sửa như chỗ ngay trên:",
        "- 2025-11.yaml:6: Tiếp nhận: 'a6' không phải là số.",
        "- 2025-11.yaml:7: Tiếp nhận: 'a7' không phải là số.",
        "- 2025-11.yaml:8: Tiếp nhận: 'a8' không phải là số.",
    ]


def test_one_more_than_some_is_told_in_full() -> None:
    findings = [no_number(line, f"a{line}") for line in range(1, MOST_ALIKE + 2)]
    assert [rest for _, rest in fold_alike(findings)] == [[]] * (MOST_ALIKE + 1)


@many
@given(st.lists(st.tuples(st.sampled_from(["BC208", "BC101", "BC215"]), st.sampled_from("abcdefghij"))))
def test_no_problem_is_lost_and_none_is_told_twice(drawn: list[tuple[str, str]]) -> None:
    findings = [
        finding_for(problem(code, place_at(line), value=value, key=value), value)
        for line, (code, value) in enumerate(drawn, start=1)
    ]
    told = [each for row, rest in fold_alike(findings) for each in (*row, *rest)]
    assert sorted(map(findings.index, told)) == list(range(len(findings)))


def test_every_row_of_every_table_fills_all_columns() -> None:
    findings = [no_number(line, f"a{line}") for line in range(1, 12)]
    missing = [problem("BC703", place_at(1), value="hs.a", name="A")]
    for table in (problem_table(findings), missing_table(missing), answer_table()):
        assert {sum(cell.span for cell in row.cells) for row in table.rows} == {len(table.columns)}


# What is missing.


def test_what_is_added_in_one_way_shares_a_row_with_a_line_for_each() -> None:
    missing = [problem("BC703", place_at(1), value=f"hs.{name}", name=name.upper()) for name in "ab"]
    text = problem("BC702", place_at(1), value="I.1", title="Hồ sơ")
    assert row_texts(missing_table([*missing, text])) == [
        [
            "1",
            "02 nội dung:\n- Thiếu số liệu 'hs.a' (A).\n- Thiếu số liệu 'hs.b' (B).",
            "Điền số liệu, hoặc ghi {chua_co: lý do} / khong_phat_sinh / khong_ap_dung.",
        ],
        ["2", "Thiếu nội dung mục I.1 (Hồ sơ).", 'Viết nội dung vào noi_dung, mục "I.1".'],
    ]


# The answer.


def test_the_receiver_has_empty_cells_to_fill_in() -> None:
    (row,) = answer_table().rows
    assert {cell.text.strip() for cell in row.cells} == {""}
