"""Tables in Word: they repeat their header, keep rows whole, and fit the page."""

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from baocao.model.document import Caption, Text
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from office import (
    TWIPS_PER_MM,
    W,
    Word,
    attribute_value,
    has_element,
    printed_text,
    row_cells,
    style_of,
    table_rows,
)
from samples import FORM, TABLE, plain_paragraph, sample_appendix, sample_word, text_row

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
        text_row("1", "Số hóa hồ sơ", "2", "1", "0"),
        Row((Cell(), Cell("Tổng số"), Cell("2"), Cell("1"), Cell("0")), RowKind.TOTAL),
    ),
)


def made_table(table: Table) -> tuple[Word, ET.Element]:
    document = sample_word(blocks=(table, plain_paragraph("Hết.")))
    (result,) = document.tables()
    return document, result


def cell_width(cell: ET.Element) -> int:
    return int(attribute_value(cell, "tcPr/tcW", "w"))


def with_cell(content: Cell) -> ET.Element:
    """Return the row of a table whose second cell is `content`."""
    _, table = made_table(TABLE._replace(rows=(Row((Cell("1"), content)),)))
    return table_rows(table)[1]


def told_of(table: ET.Element) -> tuple[str, str]:
    """Return the title of a table and what is said of it to those who do not see it."""
    title, description = (
        attribute_value(table, f"tblPr/{name}", "val") for name in ("tblCaption", "tblDescription")
    )
    return title, description


def test_a_table_says_what_it_is_to_those_who_do_not_see_it() -> None:
    columns = "TT; Nhiệm vụ; Tiến độ - Hoàn thành; Tiến độ - Đang làm; Thời hạn - Quá hạn"
    assert told_of(made_table(GROUPED)[1]) == ("Nhiệm vụ", f"Bảng 5 cột: {columns}. Số dòng: 3.")


def test_a_table_below_a_line_that_names_it_is_called_by_it() -> None:
    caption = Caption((Text("Bảng 2. "), Text("Tiến độ", bold=True)))
    document = sample_word(blocks=(caption, GROUPED, TABLE, plain_paragraph("Hết.")))
    assert [told_of(table)[0] for table in document.tables()] == ["Bảng 2. Tiến độ", TABLE.name]


def test_tables_that_only_place_things_say_so_and_have_no_header_row() -> None:
    head, *_, foot = sample_word().root.iter(f"{W}tbl")
    assert [told_of(table)[0] for table in (head, foot)] == ["Phần đầu văn bản", "Nơi nhận và chữ ký"]
    assert all("chỉ để trình bày" in told_of(table)[1] for table in (head, foot))
    assert not any(has_element(row, "trPr/tblHeader") for row in (*table_rows(head), *table_rows(foot)))


def test_the_header_row_repeats_on_every_page() -> None:
    _, table = made_table(TABLE)
    repeated = [has_element(line, "trPr/tblHeader") for line in table_rows(table)]
    assert repeated == [True, False, False]


def test_both_header_rows_repeat_where_columns_are_grouped() -> None:
    _, table = made_table(GROUPED)
    assert [has_element(line, "trPr/tblHeader") for line in table_rows(table)] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_group_of_columns_has_one_heading_above_theirs() -> None:
    _, table = made_table(GROUPED)
    upper, lower = table_rows(table)[:2]
    assert [printed_text(cell) for cell in row_cells(upper)] == ["TT", "Nhiệm vụ", "Tiến độ", "Thời hạn"]
    assert [printed_text(cell) for cell in row_cells(lower)] == [
        "",
        "",
        "Hoàn thành",
        "Đang làm",
        "Quá hạn",
    ]
    assert attribute_value(row_cells(upper)[2], "tcPr/gridSpan") == "2"


def test_a_column_without_group_has_one_heading_over_both_rows() -> None:
    _, table = made_table(GROUPED)
    upper, lower = table_rows(table)[:2]
    assert attribute_value(row_cells(upper)[0], "tcPr/vMerge") == "restart"
    assert has_element(row_cells(lower)[0], "tcPr/vMerge")
    assert not has_element(row_cells(upper)[2], "tcPr/vMerge")


def test_groups_with_one_name_that_are_apart_stay_apart() -> None:
    columns = (Column("a", 20, group="Nhóm"), Column("b", 20), Column("c", 20, group="Nhóm"))
    _, table = made_table(Table("Bảng", columns, (text_row("1", "2", "3"),)))
    assert [printed_text(cell) for cell in row_cells(table_rows(table)[0])] == ["Nhóm", "b", "Nhóm"]


def test_rows_do_not_split() -> None:
    _, table = made_table(GROUPED)
    assert all(has_element(line, "trPr/cantSplit") for line in table_rows(table))


@pytest.mark.parametrize(("words", "whole"), [(20, True), (150, True), (3000, False)])
def test_only_a_row_that_would_leave_half_a_page_empty_may_split(words: int, whole: bool) -> None:  # noqa: FBT001
    assert has_element(with_cell(Cell("kết quả " * words)), "trPr/cantSplit") is whole


def test_a_group_row_stays_with_the_row_below_it() -> None:
    document, table = made_table(GROUPED)
    title = table_rows(table)[2].find(f".//{W}p")
    assert title is not None
    assert document.look(title).keeps_next
    assert document.look(title).bold
    below = table_rows(table)[3].find(f".//{W}p")
    assert below is not None
    assert not document.look(below).keeps_next


def test_a_group_row_is_one_cell_across_the_table_set_from_the_left() -> None:
    document, table = made_table(GROUPED)
    (cell,) = row_cells(table_rows(table)[2])
    assert attribute_value(cell, "tcPr/gridSpan") == "5"
    assert document.look(cell.findall(f"{W}p")[0]).align == "left"


def test_a_row_of_totals_is_bold() -> None:
    document, table = made_table(GROUPED)
    words = [element for element in table_rows(table)[4].iter(f"{W}p") if printed_text(element)]
    assert [printed_text(element) for element in words] == ["Tổng số", "2", "1", "0"]
    assert all(document.look(element).bold for element in words)


def test_cells_stand_as_their_column_says() -> None:
    document, table = made_table(GROUPED)
    aligns = [document.look(each).align for each in table_rows(table)[3].iter(f"{W}p")]
    assert aligns == ["center", "left", "center", "center", "right"]


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_is_as_wide_as_the_text_of_its_page(landscape: bool) -> None:  # noqa: FBT001
    (table,) = sample_word(appendices=(sample_appendix(GROUPED, landscape=landscape),)).tables()
    page = FORM.page.turned() if landscape else FORM.page
    assert int(attribute_value(table, "tblPr/tblW", "w")) / TWIPS_PER_MM == pytest.approx(
        page.text_width, abs=0.2
    )


def test_columns_keep_their_proportions() -> None:
    _, table = made_table(GROUPED)
    grid = [int(column.attrib[f"{W}w"]) for column in table.iter(f"{W}gridCol")]
    assert [round(each / grid[0], 1) for each in grid] == [1, 7, 2, 2, 2]


def test_every_cell_is_as_wide_as_the_columns_that_it_spans() -> None:
    _, table = made_table(GROUPED)
    grid = [int(column.attrib[f"{W}w"]) for column in table.iter(f"{W}gridCol")]
    upper, _, group, data, _ = table_rows(table)
    assert [cell_width(cell) for cell in row_cells(upper)] == [grid[0], grid[1], grid[2] + grid[3], grid[4]]
    assert [cell_width(cell) for cell in row_cells(group)] == [sum(grid)]
    assert [cell_width(cell) for cell in row_cells(data)] == grid


def test_the_table_is_ruled_on_all_sides() -> None:
    _, table = made_table(TABLE)
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    assert borders is not None
    kinds = {side.tag.removeprefix(W): side.get(f"{W}val") for side in borders}
    assert kinds == dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "single")


def test_lines_of_a_cell_become_paragraphs() -> None:
    _, cell = row_cells(with_cell(Cell("vướng mắc\nkiến nghị")))
    assert [printed_text(element) for element in cell.findall(f"{W}p")] == ["vướng mắc", "kiến nghị"]


def test_the_colour_of_a_state_fills_its_cell() -> None:
    plain, coloured = row_cells(with_cell(Cell("Quá hạn", colour="F4B183")))
    assert attribute_value(coloured, "tcPr/shd", "fill") == "F4B183"
    assert not has_element(plain, "tcPr/shd")


def test_a_number_is_printed_as_its_text() -> None:
    _, cell = row_cells(with_cell(Cell("3.781", Decimal(3781))))
    assert printed_text(cell) == "3.781"


def test_signs_of_xml_in_cells_are_printed_as_written() -> None:
    for content in (Cell("KH&ĐMST < 1"), Cell("KH&ĐMST < 1", bold=True)):
        assert printed_text(row_cells(with_cell(content))[1]) == "KH&ĐMST < 1"


def test_a_bold_cell_is_bold_in_a_plain_row() -> None:
    document = sample_word(
        blocks=(TABLE._replace(rows=(Row((Cell("a", bold=True), Cell("b"))),)), plain_paragraph("Hết."))
    )
    (table,) = document.tables()
    assert [document.look(element).bold for element in table_rows(table)[1].iter(f"{W}p")] == [True, False]


def test_the_note_stands_under_the_table() -> None:
    document, table = made_table(TABLE._replace(note="Ghi chú: … chưa có số liệu."))
    following = list(document.body)[list(document.body).index(table) + 1]
    assert (style_of(following), printed_text(following)) == ("GhiChu", "Ghi chú: … chưa có số liệu.")


def test_a_table_without_rows_still_says_what_its_columns_are() -> None:
    _, table = made_table(TABLE._replace(rows=()))
    assert [printed_text(cell) for cell in row_cells(table_rows(table)[0])] == ["TT", "Đơn vị"]


def test_two_tables_in_a_row_do_not_run_into_one() -> None:
    document = sample_word(blocks=(TABLE, TABLE, plain_paragraph("Hết.")))
    tags = [child.tag for child in document.body]
    first, second = (list(document.body).index(table) for table in document.tables())
    assert f"{W}p" in tags[first + 1 : second]
