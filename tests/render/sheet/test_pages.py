"""Pages of worksheets: groups stay with their first rows, long rows go on, pages are well filled."""

from itertools import pairwise

import pytest

from baocao.model.table import Cell, Column, Row, RowKind, Table
from baocao.render.sheet.workbook import PAGE_SHARE
from office import S, Sheet
from samples import FORM, appendix, row, workbook

TURNED = FORM.page.turned()
ROOM = (TURNED.height - TURNED.top - TURNED.bottom) * 72 / 25.4
COLUMNS = (Column("TT", 10), Column("Kết quả", 120), Column("Ghi chú", 40))
LINE = "Kết quả của nhiệm vụ được giao trong kỳ báo cáo, theo từng nội dung và từng đơn vị. "


def group(name: str) -> Row:
    return Row((Cell(name, span=3, bold=True),), RowKind.GROUP)


def table(*rows: Row) -> Table:
    return Table("Trang", COLUMNS, rows)


def laid(*rows: Row) -> Sheet:
    return workbook(appendix(table(*rows), landscape=True)).sheets[0]


def ends(sheet: Sheet) -> list[int]:
    """Return the rows after which pages end."""
    return [int(found.get("id", "0")) for found in sheet.root.iter(f"{S}brk")]


def pages(sheet: Sheet) -> list[range]:
    edges = [0, *ends(sheet), max(sheet.heights)]
    return [range(start + 1, end + 1) for start, end in pairwise(edges)]


def filled(sheet: Sheet) -> list[float]:
    """Return how many points of each page are filled; the header row 5 is repeated."""
    heights = [sum(sheet.heights[number] for number in page) for page in pages(sheet)]
    return [height + (sheet.heights[5] if index else 0) for index, height in enumerate(heights)]


@pytest.mark.parametrize("before", range(14, 34))
def test_a_group_never_stands_alone_at_the_foot_of_a_page(before: int) -> None:
    rows = [row(str(number), "ngắn", "") for number in range(before)]
    made = laid(*rows, group("Nhóm hai"), group("Nhóm ba"), *rows)
    last = [made.row(page[-1])[0] for page in pages(made)[:-1]]
    assert last
    assert not {"Nhóm hai", "Nhóm ba"} & set(last)
    assert max(filled(made)) <= ROOM * PAGE_SHARE


def test_pages_of_a_table_without_groups_end_where_the_program_ends_them() -> None:
    assert ends(laid(*[row(str(number), "ngắn", "") for number in range(99)])) == []


def test_a_table_of_one_page_is_not_parted() -> None:
    assert ends(laid(group("Nhóm"), row("1", "ngắn", ""))) == []


def test_a_result_of_several_pages_fills_them() -> None:
    made = laid(row("1", LINE * 120, ""), row("2", "ngắn", ""))
    found = filled(made)
    assert 3 <= len(found) <= 6
    assert max(found) <= ROOM
    assert min(found[:-1]) > ROOM * 0.85


def test_long_rows_leave_no_page_half_empty() -> None:
    made = laid(*[row(str(number), LINE * (3 + number % 17), "") for number in range(60)])
    assert min(filled(made)[:-1]) > ROOM * 0.55
    assert max(filled(made)) <= ROOM


def test_a_short_row_is_never_parted() -> None:
    made = laid(*[row(str(number), LINE * 6, "") for number in range(40)])
    numbers = [made.row(number)[0] for number in made.heights if number > 5]
    assert numbers == [str(number) for number in range(40)]


def test_what_goes_on_on_the_next_page_says_the_rest_and_no_number_twice() -> None:
    made = laid(row("1", LINE * 120, ""), row("2", "ngắn", ""))
    found = [made.row(number) for number in sorted(made.heights) if number > 5]
    assert [line[0] for line in found if line[0]] == ["1", "2"]
    assert " ".join(line[1] for line in found[:-1]).split() == (LINE * 120).split()
