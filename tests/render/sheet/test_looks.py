"""Cell styles: as the form says, and one for all cells that look alike."""

from decimal import Decimal

import pytest

from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from office import S, Workbook
from samples import TABLE, sample_appendix, sample_workbook, text_row


@pytest.fixture(scope="module")
def book() -> Workbook:
    rows = (
        Row((Cell("Tổng"), Cell("10")), RowKind.TOTAL),
        text_row("1", "Xã Một"),
        Row((Cell("2"), Cell("Quá hạn", colour="F4B183"))),
    )
    return sample_workbook(sample_appendix(TABLE._replace(rows=rows, note="Ghi chú.")))


@pytest.mark.parametrize(
    ("place", "size", "bold", "italic"),
    [
        ("A1", "14", True, False),
        ("A2", "14", True, False),
        ("A3", "14", False, True),
        ("A5", "11", True, False),
        ("B7", "11", False, False),
        ("B6", "11", True, False),
        ("A9", "11", False, True),
    ],
)  # fmt: skip
def test_components_have_the_sizes_and_faces_of_the_form(
    book: Workbook, place: str, size: str, *, bold: bool, italic: bool
) -> None:
    font = book.font(book.sheets[0].cells[place])
    assert (font["name"], font["sz"]) == ("Times New Roman", size)
    assert (font.get("b") == "1", font.get("i") == "1") == (bold, italic)


def test_text_wraps_and_stands_in_the_middle_of_its_row(book: Workbook) -> None:
    cells = book.sheets[0].cells
    for cell in (cells[place] for place in cells if place not in {"A4", "B4"}):
        alignment = cell.style.find(f"{S}alignment")
        assert alignment is not None
        assert (alignment.get("wrapText"), alignment.get("vertical")) == ("1", "center")


@pytest.mark.parametrize(("place", "ruled"), [("A1", False), ("A3", False), ("A5", True), ("B7", True)])
def test_only_the_table_is_ruled(book: Workbook, place: str, *, ruled: bool) -> None:
    border = book.borders[int(book.sheets[0].cells[place].style.get("borderId", "0"))]
    sides = [side.get("style") for side in border if side.tag != f"{S}diagonal"]
    assert sides == (["thin"] * 4 if ruled else [None] * 4)


@pytest.mark.parametrize(("place", "colour"), [("B8", "F4B183"), ("A5", "F2F2F2"), ("B7", None)])
def test_the_colour_of_a_state_fills_its_cell(book: Workbook, place: str, colour: str | None) -> None:
    fill = book.fills[int(book.sheets[0].cells[place].style.get("fillId", "0"))]
    element = fill.find(f"{S}patternFill/{S}fgColor")
    assert (None if element is None else element.get("rgb", "")[2:]) == colour


@pytest.mark.parametrize(
    ("align", "stored"),
    [
        (Align.LEFT, "left"),
        (Align.CENTER, "center"),
        (Align.RIGHT, "right"),
        (Align.JUSTIFY, "justify"),
    ],
)
def test_cells_stand_as_their_column_says(align: Align, stored: str) -> None:
    table = Table("Bảng", (Column("TT", 10, align), Column("Đơn vị", 60)), (text_row("1", "Xã Một"),))
    cells = sample_workbook(sample_appendix(table)).sheets[0].cells
    assert cells["A6"].horizontal == stored
    assert cells["A5"].horizontal == "center"


@pytest.mark.parametrize(("align", "indent"), [(Align.LEFT, "1"), (Align.RIGHT, "1"), (Align.CENTER, None)])
def test_texts_keep_off_the_ruled_lines(align: Align, indent: str | None) -> None:
    table = Table("Bảng", (Column("TT", 10, align), Column("Đơn vị", 60)), (text_row("1", "Xã Một"),))
    alignment = sample_workbook(sample_appendix(table)).sheets[0].cells["A6"].style.find(f"{S}alignment")
    assert alignment is not None
    assert alignment.get("indent") == indent


def test_numbers_keep_off_the_ruled_lines_by_their_format_since_libreoffice_forgets_their_indent() -> None:
    columns = (Column("Số", 10, Align.RIGHT), Column("Đơn vị", 60))
    made = sample_workbook(
        sample_appendix(Table("Bảng", columns, (Row((Cell("5", Decimal(5)), Cell("Xã"))),)))
    )
    cell = made.sheets[0].cells["A6"]
    alignment = cell.style.find(f"{S}alignment")
    assert alignment is not None
    assert (made.number_format(cell), alignment.get("indent")) == ("[$-42A]#,##0_m", None)


def test_words_before_a_number_are_shown_and_it_stays_a_number() -> None:
    columns = (Column("Số", 10, Align.CENTER), Column("Đơn vị", 60))
    made = sample_workbook(
        sample_appendix(Table("Bảng", columns, (Row((Cell("ít nhất 80", Decimal(80)), Cell("Xã"))),)))
    )
    cell = made.sheets[0].cells["A6"]
    assert (cell.kind, cell.content) == ("n", "80")
    assert made.number_format(cell) == '[$-42A]"ít nhất "#,##0'


def test_the_normal_style_has_the_font_of_the_form_at_a_size_whose_digits_are_whole_pixels(
    book: Workbook,
) -> None:
    fonts = book.part("xl/styles.xml").find(f"{S}cellStyleXfs/{S}xf")
    assert fonts is not None
    normal = {
        part.tag.removeprefix(S): part.get("val") for part in book.fonts[int(fonts.get("fontId", "9"))]
    }
    assert (normal["name"], normal["sz"]) == ("Times New Roman", "12")


def test_cells_that_look_alike_share_a_style() -> None:
    few = sample_workbook(sample_appendix(TABLE))
    many = sample_workbook(
        sample_appendix(TABLE._replace(rows=TABLE.rows * 200)), sample_appendix(TABLE._replace(name="Hai"))
    )
    assert len(many.looks) == len(few.looks) < 12


def test_styles_are_not_tried_on_in_the_finished_workbook(book: Workbook) -> None:
    assert book.names == ["Số liệu"]
