"""Prose of an appendix on its worksheets: nothing is lost, and it looks as in Word."""

import pytest

from baocao.model.document import Block, Break, Caption, Footnote, Heading, Text
from baocao.model.table import Column
from baocao.render.metrics import line_count
from baocao.render.sheet.widths import MM_PER_CHARACTER
from office import Sheet, Workbook, lint_module
from samples import REFERENCE, TABLE, plain_paragraph, sample_appendix, sample_workbook

OTHER = TABLE._replace(name="Kinh phí")
LONG = "Cơ quan thực hiện báo cáo kết quả theo từng nhiệm vụ được giao trong kỳ. " * 9


def prose_texts(sheet: Sheet) -> list[str]:
    """Return what stands in the first column under the rule below the heading."""
    return [sheet.row(number)[0] for number in sorted(sheet.heights) if number > 4]


def first_sheet(*blocks: Block) -> Sheet:
    return sample_workbook(sample_appendix(*blocks)).sheets[0]


def test_prose_before_a_table_stands_above_it() -> None:
    made = first_sheet(
        Heading(2, "1.", (Text("Kết quả"),)), plain_paragraph("Cơ quan thực hiện: Sở A"), TABLE
    )
    assert prose_texts(made) == ["1. Kết quả", "Cơ quan thực hiện: Sở A", "TT", "1", "2"]
    assert {"A5:B5", "A6:B6"} <= set(made.merged)


def test_prose_after_the_last_table_stands_below_it_and_is_not_filtered() -> None:
    made = first_sheet(TABLE._replace(note="Ghi chú."), plain_paragraph("Người lập biểu"))
    assert prose_texts(made) == ["TT", "1", "2", "Ghi chú.", "Người lập biểu"]
    assert made.element("autoFilter").get("ref") == "A5:B7"


def test_prose_between_tables_stands_above_the_second() -> None:
    book = sample_workbook(sample_appendix(TABLE, Caption((Text("Bảng 2"),)), OTHER))
    assert [prose_texts(each)[0] for each in book.sheets] == ["TT", "Bảng 2"]


def test_an_appendix_without_tables_has_a_worksheet_of_its_own() -> None:
    book = sample_workbook(
        sample_appendix(TABLE),
        sample_appendix(plain_paragraph("Chỉ có lời."), number="Phụ lục II"),
        sample_appendix(),
    )
    assert book.names == ["Số liệu", "Phụ lục II"]
    assert prose_texts(book.sheets[1]) == ["Chỉ có lời."]
    assert lint_module().lint_file(book.data) == []


@pytest.mark.parametrize(
    ("block", "shown", "horizontal", "bold", "italic"),
    [
        (Heading(1, "I.", (Text("Kết quả"),)), "I. KẾT QUẢ", "justify", True, False),
        (Heading(4, "a)", (Text("Kết quả"),)), "a) Kết quả", "justify", False, False),
        (Caption((Text("Đơn vị: hồ sơ", italic=True),)), "Đơn vị: hồ sơ", "center", False, True),
        (plain_paragraph("một việc", "-"), "- một việc", "justify", False, False),
        (plain_paragraph("=1+1"), "=1+1", "justify", False, False),
    ],
)
def test_prose_has_its_component_and_alignment(
    block: Block, shown: str, horizontal: str, *, bold: bool, italic: bool
) -> None:
    book: Workbook = sample_workbook(sample_appendix(block, TABLE))
    cell = book.sheets[0].cells["A5"]
    font = book.font(cell)
    assert (cell.content, cell.horizontal, font["sz"]) == (shown, horizontal, "14")
    assert (font.get("b") == "1", font.get("i") == "1") == (bold, italic)


def test_footnotes_and_line_breaks_are_not_lost() -> None:
    note = Footnote(((Text("Theo báo cáo của "), Text("Sở B.")),))
    made = first_sheet(
        plain_paragraph("")._replace(content=(Text("Kết quả"), note, Break(), Text("khác"))), TABLE
    )
    assert made.cells["A5"].content == "Kết quả (Theo báo cáo của Sở B.)\nkhác"


def test_a_paragraph_is_wrapped_and_high_enough() -> None:
    made = first_sheet(plain_paragraph(LONG), TABLE)
    assert made.heights[5] >= line_count(LONG, sum(made.widths) * MM_PER_CHARACTER, 14) * 14 * 1.15


def test_a_paragraph_longer_than_a_row_may_be_loses_nothing() -> None:
    made = first_sheet(plain_paragraph((LONG * 12).strip()))
    assert " ".join(prose_texts(made)).split() == (LONG * 12).split()
    assert max(made.heights.values()) <= 409


def test_a_short_line_stands_in_the_middle_under_the_reference() -> None:
    made = first_sheet(TABLE._replace(columns=(Column("TT", 10), Column("Đơn vị", 200))))
    line = made.cells["A4"]
    assert set(line.content) == {"—"}
    assert line.horizontal == "center"
    assert "A4:B4" in made.merged
    assert 1 / 3 < len(line.content) * 11 / (len(REFERENCE) * 14 * 0.4) < 1 / 2


def test_what_is_above_the_table_does_not_fill_the_screen_when_scrolling() -> None:
    assert (
        first_sheet(plain_paragraph(LONG * 3), TABLE).element("sheetViews/sheetView").find("pane") is None
    )
