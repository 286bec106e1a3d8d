"""What stands in the cells of workbooks, whoever wrote them."""

import io
from datetime import date

import pytest
from openpyxl import Workbook as Writer
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName

from baocao.foreign import limits
from baocao.foreign.grids import Book, CellKind, GridCell, read_open_book, unescaped_text
from foreign.test_worksheets import make_workbook


def read_back(book: Writer) -> Book:
    buffer = io.BytesIO()
    book.save(buffer)
    return read_open_book(buffer.getvalue())


def cell_with(value: object, number_format: str = "General") -> GridCell | None:
    book = Writer()
    cell = book.worksheets[0]["B2"]
    cell.value, cell.number_format = value, number_format
    return read_back(book).sheets[0].cells.get((2, 2))


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (3781, "General", GridCell(CellKind.NUMBER, "3781")),
        (3.781, "#,##0", GridCell(CellKind.NUMBER, "3.781")),
        (0.95, "0%", GridCell(CellKind.NUMBER, "0.95", is_percent=True)),
        (0.95, '0.00"%"', GridCell(CellKind.NUMBER, "0.95")),
        (date(2025, 5, 12), "dd/mm/yyyy", GridCell(CellKind.MOMENT, "2025-05-12")),
        (45789, "d-mmm", GridCell(CellKind.MOMENT, "2025-05-12")),
        (3781, "[Red]#,##0", GridCell(CellKind.NUMBER, "3781")),
        (3781, '#,##0 "hồ sơ"', GridCell(CellKind.NUMBER, "3781")),
        (True, "General", GridCell(CellKind.TRUTH, "1")),
        ("Ko", "General", GridCell(CellKind.TEXT, "Ko")),
        ("   ", "General", None),
        ("=1+1", "General", GridCell(CellKind.UNCOMPUTED, "", is_formula=True)),
        ("#REF!", "General", GridCell(CellKind.FAULT, "#REF!")),
    ],
)
def test_a_cell_is_told_with_what_its_format_says(
    value: object, number_format: str, expected: GridCell | None
) -> None:
    assert cell_with(value, number_format) == expected


def test_cells_that_are_only_styled_are_not_there() -> None:
    book = Writer()
    for row in range(1, 3_000):
        book.worksheets[0].cell(row, 4).fill = PatternFill("solid", fgColor="FFFF00")
    assert not read_back(book).sheets[0].cells


def test_days_since_1904_are_the_days_that_are_shown() -> None:
    book = Writer()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet["A1"] = 44327
    sheet["A1"].number_format = "dd/mm/yyyy"
    assert read_back(book).sheets[0].cells[1, 1].text == "2025-05-12"


def test_names_hidden_sheets_and_joined_cells_are_told() -> None:
    book = Writer()
    book.worksheets[0].merge_cells("B1:B3")
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.defined_names["bc_ky"] = DefinedName("bc_ky", attr_text='"2025-12"')
    read = read_back(book)
    assert read.names == {"bc_ky": '"2025-12"'}
    assert [(sheet.name, sheet.joined, sheet.is_hidden) for sheet in read.sheets] == [
        ("Sheet", ((1, 2, 3, 2),), False),
        ("Ẩn", (), True),
    ]


def test_what_excel_escapes_is_plain_text_again() -> None:
    assert unescaped_text("một_x000D_\nhai_x005F_x_xD800_") == "một\nhai_x"


def test_cells_without_a_place_stand_behind_the_one_before() -> None:
    data = make_workbook(
        '<sheetData><row r="2"><c r="B2" s="0"/><c><v>1</v></c><c/><c><v>2</v></c></row></sheetData>'
    )
    cells = read_open_book(data).sheets[0].cells
    assert {place: cell.text for place, cell in cells.items()} == {(2, 3): "1", (2, 5): "2"}


def test_a_large_sheet_is_read_as_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    book = Writer()
    for row in range(1, 20):
        book.worksheets[0].append([row, f"dòng {row}", row / 7, True, "=1+1"])
    book.worksheets[0].merge_cells("A1:B2")
    small = read_back(book)
    monkeypatch.setattr(limits, "SMALL_PART", 0)
    assert read_back(book) == small


@pytest.mark.parametrize("small", [True, False])
def test_filled_rows_and_columns_that_nobody_sees_are_known(
    monkeypatch: pytest.MonkeyPatch, *, small: bool
) -> None:
    """In a small sheet, which is read as a tree, and in a large one."""
    book = Writer()
    sheet = book.worksheets[0]
    for row in range(1, 4):
        sheet.append([row, row, row, row])
    for row in (2, 9):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["C"].hidden = True
    if not small:
        monkeypatch.setattr(limits, "SMALL_PART", 0)
    grid = read_back(book).sheets[0]
    assert grid.hidden_rows == {2}
    assert grid.hidden_columns == ((3, 3),)
