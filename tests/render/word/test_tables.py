"""Tables in Word: they repeat their header, keep rows whole, and fit the page."""

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from office import TWIPS_PER_MM, W, Word, cells, has, rows, style_of, text, value
from samples import FORM, TABLE, appendix, paragraph, row, word

GROUPED = Table(
    "Nhiệm vụ",
    (
        Column("TT", 10, Align.CENTER),
        Column("Nhiệm vụ", 70),
        Column("Hoàn thành", 20, Align.CENTER, "Tiến độ"),
        Column("Đang làm", 20, Align.CENTER, "Tiến độ"),
        Column("Quá hạn", 20, Align.RIGHT, "Thời hạn"),
    ),
    (
        Row((Cell("I. Nhóm một", span=5, bold=True),), RowKind.GROUP),
        row("1", "Số hóa hồ sơ", "2", "1", "0"),
        Row((Cell(), Cell("Tổng số"), Cell("2"), Cell("1"), Cell("0")), RowKind.TOTAL),
    ),
)


def made(table: Table) -> tuple[Word, ET.Element]:
    document = word(blocks=(table, paragraph("Hết.")))
    (found,) = document.tables()
    return document, found


def width(cell: ET.Element) -> int:
    return int(value(cell, "tcPr/tcW", "w"))


def with_cell(content: Cell) -> ET.Element:
    """Return the row of a table whose second cell is `content`."""
    _, table = made(TABLE._replace(rows=(Row((Cell("1"), content)),)))
    return rows(table)[1]


def test_the_header_row_repeats_on_every_page() -> None:
    _, table = made(TABLE)
    repeated = [has(line, "trPr/tblHeader") for line in rows(table)]
    assert repeated == [True, False, False]


def test_both_header_rows_repeat_where_columns_are_grouped() -> None:
    _, table = made(GROUPED)
    assert [has(line, "trPr/tblHeader") for line in rows(table)] == [True, True, False, False, False]


def test_a_group_of_columns_has_one_heading_above_theirs() -> None:
    _, table = made(GROUPED)
    upper, lower = rows(table)[:2]
    assert [text(cell) for cell in cells(upper)] == ["TT", "Nhiệm vụ", "Tiến độ", "Thời hạn"]
    assert [text(cell) for cell in cells(lower)] == ["", "", "Hoàn thành", "Đang làm", "Quá hạn"]
    assert value(cells(upper)[2], "tcPr/gridSpan") == "2"


def test_a_column_without_group_has_one_heading_over_both_rows() -> None:
    _, table = made(GROUPED)
    upper, lower = rows(table)[:2]
    assert value(cells(upper)[0], "tcPr/vMerge") == "restart"
    assert has(cells(lower)[0], "tcPr/vMerge")
    assert not has(cells(upper)[2], "tcPr/vMerge")


def test_groups_with_one_name_that_are_apart_stay_apart() -> None:
    columns = (Column("a", 20, group="Nhóm"), Column("b", 20), Column("c", 20, group="Nhóm"))
    _, table = made(Table("Bảng", columns, (row("1", "2", "3"),)))
    assert [text(cell) for cell in cells(rows(table)[0])] == ["Nhóm", "b", "Nhóm"]


def test_rows_do_not_split() -> None:
    _, table = made(GROUPED)
    assert all(has(line, "trPr/cantSplit") for line in rows(table))


@pytest.mark.parametrize(("words", "whole"), [(20, True), (150, True), (3000, False)])
def test_only_a_row_that_would_leave_half_a_page_empty_may_split(words: int, whole: bool) -> None:  # noqa: FBT001
    assert has(with_cell(Cell("kết quả " * words)), "trPr/cantSplit") is whole


def test_a_group_row_stays_with_the_row_below_it() -> None:
    document, table = made(GROUPED)
    title = rows(table)[2].find(f".//{W}p")
    assert title is not None
    assert document.look(title).keeps_next
    assert document.look(title).bold
    below = rows(table)[3].find(f".//{W}p")
    assert below is not None
    assert not document.look(below).keeps_next


def test_a_group_row_is_one_cell_across_the_table_set_from_the_left() -> None:
    document, table = made(GROUPED)
    (cell,) = cells(rows(table)[2])
    assert value(cell, "tcPr/gridSpan") == "5"
    assert document.look(cell.findall(f"{W}p")[0]).align == "left"


def test_a_row_of_totals_is_bold() -> None:
    document, table = made(GROUPED)
    words = [found for found in rows(table)[4].iter(f"{W}p") if text(found)]
    assert [text(found) for found in words] == ["Tổng số", "2", "1", "0"]
    assert all(document.look(found).bold for found in words)


def test_cells_stand_as_their_column_says() -> None:
    document, table = made(GROUPED)
    found = [document.look(each).align for each in rows(table)[3].iter(f"{W}p")]
    assert found == ["center", "left", "center", "center", "right"]


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_is_as_wide_as_the_text_of_its_page(landscape: bool) -> None:  # noqa: FBT001
    (table,) = word(appendices=(appendix(GROUPED, landscape=landscape),)).tables()
    page = FORM.page.turned() if landscape else FORM.page
    assert int(value(table, "tblPr/tblW", "w")) / TWIPS_PER_MM == pytest.approx(page.text_width, abs=0.2)


def test_columns_keep_their_proportions() -> None:
    _, table = made(GROUPED)
    grid = [int(column.attrib[f"{W}w"]) for column in table.iter(f"{W}gridCol")]
    assert [round(each / grid[0], 1) for each in grid] == [1, 7, 2, 2, 2]


def test_every_cell_is_as_wide_as_the_columns_that_it_spans() -> None:
    _, table = made(GROUPED)
    grid = [int(column.attrib[f"{W}w"]) for column in table.iter(f"{W}gridCol")]
    upper, _, group, data, _ = rows(table)
    assert [width(cell) for cell in cells(upper)] == [grid[0], grid[1], grid[2] + grid[3], grid[4]]
    assert [width(cell) for cell in cells(group)] == [sum(grid)]
    assert [width(cell) for cell in cells(data)] == grid


def test_the_table_is_ruled_on_all_sides() -> None:
    _, table = made(TABLE)
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    assert borders is not None
    kinds = {side.tag.removeprefix(W): side.get(f"{W}val") for side in borders}
    assert kinds == dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "single")


def test_lines_of_a_cell_become_paragraphs() -> None:
    _, cell = cells(with_cell(Cell("vướng mắc\nkiến nghị")))
    assert [text(found) for found in cell.findall(f"{W}p")] == ["vướng mắc", "kiến nghị"]


def test_the_colour_of_a_state_fills_its_cell() -> None:
    plain, coloured = cells(with_cell(Cell("Quá hạn", colour="F4B183")))
    assert value(coloured, "tcPr/shd", "fill") == "F4B183"
    assert not has(plain, "tcPr/shd")


def test_a_number_is_printed_as_its_text() -> None:
    _, cell = cells(with_cell(Cell("3.781", Decimal(3781))))
    assert text(cell) == "3.781"


def test_signs_of_xml_in_cells_are_printed_as_written() -> None:
    for content in (Cell("KH&ĐMST < 1"), Cell("KH&ĐMST < 1", bold=True)):
        assert text(cells(with_cell(content))[1]) == "KH&ĐMST < 1"


def test_a_bold_cell_is_bold_in_a_plain_row() -> None:
    document = word(
        blocks=(TABLE._replace(rows=(Row((Cell("a", bold=True), Cell("b"))),)), paragraph("Hết."))
    )
    (table,) = document.tables()
    assert [document.look(found).bold for found in rows(table)[1].iter(f"{W}p")] == [True, False]


def test_the_note_stands_under_the_table() -> None:
    document, table = made(TABLE._replace(note="Ghi chú: … chưa có số liệu."))
    following = list(document.body)[list(document.body).index(table) + 1]
    assert (style_of(following), text(following)) == ("GhiChu", "Ghi chú: … chưa có số liệu.")


def test_a_table_without_rows_still_says_what_its_columns_are() -> None:
    _, table = made(TABLE._replace(rows=()))
    assert [text(cell) for cell in cells(rows(table)[0])] == ["TT", "Đơn vị"]


def test_two_tables_in_a_row_do_not_run_into_one() -> None:
    document = word(blocks=(TABLE, TABLE, paragraph("Hết.")))
    tags = [child.tag for child in document.body]
    first, second = (list(document.body).index(table) for table in document.tables())
    assert f"{W}p" in tags[first + 1 : second]
