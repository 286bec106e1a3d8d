"""Pages of worksheets: groups stay with their first rows, long rows go on, pages are well filled."""

from itertools import pairwise

import pytest

from baocao.model.document import Text
from baocao.model.table import Cell, Column, Row, RowKind, Table
from baocao.render.sheet.pages import LAST_ROWS
from baocao.render.sheet.plans import PAGE_SHARE, Plan, planned_sheet
from baocao.render.sheet.prose import appendix_leaves
from office import S, Sheet
from samples import FORM, plain_paragraph, sample_appendix, sample_workbook, text_row

TURNED = FORM.page.turned()
ROOM = (TURNED.height - TURNED.top - TURNED.bottom) * 72 / 25.4
COLUMNS = (Column("TT", 14), Column("Kết quả", 180), Column("Ghi chú", 58))
LINE = "Kết quả của nhiệm vụ được giao trong kỳ báo cáo, theo từng nội dung và từng đơn vị. "


def group_row(name: str) -> Row:
    return Row((Cell(name, span=3, bold=True),), RowKind.GROUP)


def page_table(*rows: Row) -> Table:
    return Table("Trang", COLUMNS, rows)


def laid_sheet(*rows: Row) -> Sheet:
    return sample_workbook(sample_appendix(page_table(*rows), landscape=True)).sheets[0]


def page_ends(sheet: Sheet) -> list[int]:
    """Return the rows after which pages end."""
    return [int(element.get("id", "0")) for element in sheet.root.iter(f"{S}brk")]


def page_rows(sheet: Sheet) -> list[range]:
    edges = [0, *page_ends(sheet), max(sheet.heights)]
    return [range(start + 1, end + 1) for start, end in pairwise(edges)]


def filled_points(sheet: Sheet) -> list[float]:
    """Return how many points of each page are filled; the header row 5 is repeated."""
    heights = [sum(sheet.heights[number] for number in page) for page in page_rows(sheet)]
    return [height + (sheet.heights[5] if index else 0) for index, height in enumerate(heights)]


def high_of(sheet: Sheet) -> int:
    """Return on how many pages a sheet is to be fitted; 0 is as many as it needs."""
    return int(sheet.element("pageSetup").get("fitToHeight", "1"))


@pytest.mark.parametrize("before", range(14, 34))
def test_a_group_never_stands_alone_at_the_foot_of_a_page(before: int) -> None:
    rows = [text_row(str(number), "ngắn", "") for number in range(before)]
    made = laid_sheet(*rows, group_row("Nhóm hai"), group_row("Nhóm ba"), *rows)
    last = [made.row(page[-1])[0] for page in page_rows(made)[:-1]]
    assert last or high_of(made) == 2
    assert not {"Nhóm hai", "Nhóm ba"} & set(last)
    assert max(filled_points(made)) <= ROOM * PAGE_SHARE or high_of(made)


def test_pages_of_a_table_without_groups_end_where_the_program_ends_them() -> None:
    assert page_ends(laid_sheet(*[text_row(str(number), "ngắn", "") for number in range(99)])) == []


def test_a_table_of_one_page_is_not_parted() -> None:
    assert page_ends(laid_sheet(group_row("Nhóm"), text_row("1", "ngắn", ""))) == []


def test_a_result_of_several_pages_fills_them() -> None:
    made = laid_sheet(text_row("1", LINE * 120, ""), text_row("2", "ngắn", ""))
    points = filled_points(made)
    assert 3 <= len(points) <= 6
    assert max(points) <= ROOM
    assert min(points[:-1]) > ROOM * 0.85


def test_long_rows_leave_no_page_half_empty() -> None:
    made = laid_sheet(*[text_row(str(number), LINE * (3 + number % 17), "") for number in range(60)])
    assert min(filled_points(made)[:-1]) > ROOM * 0.55
    assert max(filled_points(made)) <= ROOM


def test_a_short_row_is_never_parted() -> None:
    made = laid_sheet(*[text_row(str(number), LINE * 6, "") for number in range(40)])
    numbers = [made.row(number)[0] for number in made.heights if number > 5]
    assert numbers == [str(number) for number in range(40)]


def test_what_goes_on_on_the_next_page_says_the_rest_and_no_number_twice() -> None:
    made = laid_sheet(text_row("1", LINE * 120, ""), text_row("2", "ngắn", ""))
    heights = [made.row(number) for number in sorted(made.heights) if number > 5]
    assert [line[0] for line in heights if line[0]] == ["1", "2"]
    assert " ".join(line[1] for line in heights[:-1]).split() == (LINE * 120).split()


@pytest.mark.parametrize("count", range(20, 75))
def test_no_page_has_but_a_row_or_two(count: int) -> None:
    """What a page more would hold is fitted on those before it; else it needs no fitting."""
    plan = planned_rows(count)
    rows: list[int] = []
    for laid in plan.laid:
        if laid.turned or not rows:
            rows.append(0)
        rows[-1] += laid.line.body
    assert len(rows) == 1 or rows[-1] >= LAST_ROWS
    assert plan.high in {0, len(rows)}


def planned_rows(count: int) -> Plan:
    table = page_table(*[text_row(str(number), "ngắn", "") for number in range(count)])
    appendix = sample_appendix(table, landscape=True)
    (leaf,) = appendix_leaves(appendix)
    return planned_sheet(appendix, leaf, FORM)


def test_some_sheets_are_fitted_and_most_are_not() -> None:
    high = [planned_rows(count).high for count in range(20, 75)]
    assert 0 < sum(pages > 0 for pages in high) < 25


def test_pages_of_a_sheet_of_several_tables_end_before_what_belongs_together() -> None:
    """No header is repeated there, and yet a title never stands alone, nor is a chart cut."""
    tables = (page_table(*[text_row(str(number), "ngắn", "") for number in range(9)]) for _ in range(9))
    appendix = sample_appendix(*tables)._replace(sheet="Tóm tắt")
    made = sample_workbook(appendix).sheets[0]
    ends = page_ends(made)
    assert ends
    assert not {"TT"} & {made.row(end)[0] for end in ends}


def test_neither_a_title_nor_a_row_or_two_of_a_table_among_several_stand_alone_on_a_page() -> None:
    """Rows of a table of nine are counted from 0; a title in bold is no heading, and keeps all the same."""
    rows = [text_row(str(number), "ngắn", "") for number in range(9)]
    title = plain_paragraph("")._replace(content=(Text("Kết quả", bold=True),))
    blocks = [block for _ in range(9) for block in (title, page_table(*rows))]
    made = sample_workbook(sample_appendix(*blocks)._replace(sheet="Tóm tắt")).sheets[0]
    ends = [made.row(end)[0] for end in page_ends(made)]
    assert ends
    assert not {"TT", "Kết quả", "0", "1", "6", "7"} & {*ends}
