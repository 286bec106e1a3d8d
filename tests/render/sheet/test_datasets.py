"""Worksheets for programs: a header, rows, a table object, and nothing else; read back with openpyxl."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from baocao.model.place import Place
from baocao.model.printed import FigureKey, Places
from baocao.model.table import Cell, Column, Row, Table
from baocao.pipeline.making import Outcome
from baocao.render.sheet import render_workbook
from baocao.render.sheet.letters import MOST_LETTERS, stored_number
from office import lint_module
from samples import DOCUMENT, FORM, MOMENT, TABLE, sample_appendix

COLUMNS = (Column("don_vi", 20), Column("hs.a", 20), Column("hs.ngay", 20))
HOSTILE = [
    "=1+1", "+84 255", "-1", "@SUM(A1)", '=HYPERLINK("http://a")', "\t=1", " =1", "＝1+1", "<b>&amp;",
    "'x", "#N/A", "_x001B_", "a\x0bb", "😀", "0905123456", "1/2", "TRUE", "  hai đầu  ", "một\nhai", "]]>",
    "a\rb",
]  # fmt: skip


def data_row(name: str, *cells: Cell) -> Row:
    return Row((Cell(name), *cells, *(Cell() for _ in range(2 - len(cells)))))


def dataset(*rows: Row, name: str = "Dữ liệu", word: str = "DuLieu") -> Table:
    return Table(name, COLUMNS, rows, dataset=word)


def data_of(*tables: Table, places: Places | None = None) -> bytes:
    return render_workbook(
        DOCUMENT._replace(appendices=(sample_appendix(TABLE),), datasets=tables), FORM, MOMENT, places
    )


def opened(*tables: Table) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data_of(*tables)))


def sheet_of(*rows: Row) -> Any:
    return opened(dataset(*rows))["Dữ liệu"]


def sheet_named(outcome: Outcome, name: str) -> Any:
    (made,) = [each for each in outcome.made if each.name.endswith(".xlsx")]
    return openpyxl.load_workbook(io.BytesIO(made.data), data_only=True)[name]


def test_the_header_is_the_first_row_and_nothing_is_merged() -> None:
    sheet = sheet_of(data_row("xa-mot", Cell("1", Decimal(1))))
    assert [cell.value for cell in sheet[1]] == ["don_vi", "hs.a", "hs.ngay"]
    assert list(sheet.merged_cells.ranges) == []
    assert sheet.dimensions == "A1:C2"


@pytest.mark.parametrize("number", ["3781", "-5", "0.05", "97.3552", "6930000000", "0"])
def test_a_number_is_stored_with_all_of_its_decimals(number: str) -> None:
    cell = sheet_of(data_row("xa-mot", Cell("", Decimal(number), 1)._replace(text="x")))["B2"]
    assert (cell.data_type, Decimal(str(cell.value))) == ("n", Decimal(number))


def test_a_share_is_stored_as_exactly_as_a_worksheet_can() -> None:
    assert float(stored_number(Decimal(368100) / 3781)) == 368100 / 3781
    assert stored_number(Decimal("97.35")) == "97.35"


def test_a_number_is_shown_with_the_decimals_of_its_indicator() -> None:
    cell = sheet_of(data_row("xa-mot", Cell("97,36", Decimal("97.3552"), 2)))["B2"]
    assert cell.number_format == "[$-42A]#,##0.00"


def test_a_day_is_a_real_day() -> None:
    cell = sheet_of(data_row("xa-mot", Cell(), Cell("18/11/2025", day=date(2025, 11, 18))))["C2"]
    assert (cell.is_date, cell.value) == (True, datetime(2025, 11, 18))  # noqa: DTZ001 - has no zone


def test_a_day_that_worksheets_cannot_count_is_written_as_words() -> None:
    cell = sheet_of(data_row("xa-mot", Cell(), Cell("19/12/1946", day=date(1946, 12, 19))))["C2"]
    assert cell.value == datetime(1946, 12, 19)  # noqa: DTZ001
    cell = sheet_of(data_row("xa-mot", Cell(), Cell("01/01/1890", day=date(1890, 1, 1))))["C2"]
    assert cell.value == "01/01/1890"


def test_what_is_missing_is_no_cell_at_all() -> None:
    sheet = sheet_of(data_row("xa-mot"), data_row("xa-hai", Cell("2", Decimal(2))))
    assert (sheet["B2"].value, sheet["C2"].value, sheet["B3"].value) == (None, None, 2)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    data = data_of(dataset(data_row("xa-mot", Cell(text))))
    book = openpyxl.load_workbook(io.BytesIO(data))
    cell = book["Dữ liệu"]["B2"]
    assert cell.data_type == "s"
    assert lint_module().lint_file(data) == []


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@a", " =1", "＝1"])
def test_text_stays_text_when_somebody_edits_it(text: str) -> None:
    assert sheet_of(data_row("xa-mot", Cell(text)))["B2"].quotePrefix


def test_a_text_is_cut_where_a_cell_ends() -> None:
    assert len(sheet_of(data_row("x", Cell("a" * 40_000)))["B2"].value) == MOST_LETTERS
    assert len(sheet_of(data_row("x", Cell("𝟙" * 40_000)))["B2"].value) == MOST_LETTERS // 2


def test_the_rows_are_one_table_that_filters_by_its_header() -> None:
    table = sheet_of(data_row("xa-mot"), data_row("xa-hai")).tables["DuLieu"]
    assert (table.ref, table.autoFilter.ref) == ("A1:C3", "A1:C3")
    assert [column.name for column in table.tableColumns] == ["don_vi", "hs.a", "hs.ngay"]


def test_a_table_without_rows_has_an_empty_one_which_excel_wants() -> None:
    assert sheet_of().tables["DuLieu"].ref == "A1:C2"


def test_tables_of_one_name_get_names_of_their_own() -> None:
    book = opened(dataset(data_row("a")), dataset(data_row("b"), word="DULIEU"))
    assert [[*book[name].tables] for name in ("Dữ liệu", "Dữ liệu 2")] == [["DuLieu"], ["DULIEU_2"]]


def test_who_the_row_is_about_stays_in_sight() -> None:
    assert sheet_of(data_row("xa-mot")).freeze_panes == "C2"


def test_of_data_only_what_can_be_read_is_printed_one_page_across() -> None:
    """Figures are printed on sheets of their own; here they would take ten pages that nobody can read."""
    at = Place("data/directives/chi-tieu.yaml", 4, 3)
    columns = (*COLUMNS, *(Column(f"hs.{name}", 20, source=at) for name in "bcdefgh"))
    table = Table("Dữ liệu", columns, (Row((Cell("x"), *(Cell("y") for _ in range(9)))),), dataset="DuLieu")
    sheet = opened(table)["Dữ liệu"]
    assert (sheet.print_area, sheet.page_setup.fitToWidth) == ("'Dữ liệu'!$A$1:$C$2", 1)


def test_a_column_that_would_make_the_print_too_small_is_not_printed() -> None:
    columns = tuple(Column("x" * 30, 20) for _ in range(20))
    table = Table("Rộng", columns, (Row(tuple(Cell("y") for _ in columns)),), dataset="Rong")
    assert opened(table)["Rộng"].print_area in {f"'Rộng'!$A$1:${letter}$2" for letter in "DEFGH"}


def test_cells_are_noted_for_tracing() -> None:
    key, places = FigureKey("hs.a", "xa-mot"), Places()
    data_of(dataset(data_row("xa-mot", Cell("1", Decimal(1), figure=key))), places=places)
    assert [(place.sheet, place.row, place.column) for place in places.cells if place.figure == key] == [
        ("Dữ liệu", 2, 2)
    ]


def test_the_same_data_give_the_same_bytes() -> None:
    table = dataset(data_row("xa-mot", Cell("1", Decimal(1))))
    assert data_of(table) == data_of(table)


def test_the_data_of_the_synthetic_province_are_real_values(synthetic: Outcome) -> None:
    sheet = sheet_named(synthetic, "Dữ liệu")
    header, *rows = sheet.iter_rows(values_only=True)
    assert len(header) == len({str(title).lower() for title in header})
    assert len(rows) == 12
    columns = dict(zip(header, zip(*rows, strict=True), strict=True))
    kinds = {name: {type(value) for value in column} - {type(None)} for name, column in columns.items()}
    assert {name: found for name, found in kinds.items() if len(found - {int, float}) > 1} == {}
    assert kinds["tthc.tu_ngay"] == {datetime}
    assert kinds["tthc.ty_le_truc_tuyen"] == {float}
    assert (
        columns["tthc.ty_le_truc_tuyen"][0]
        == columns["tthc.truc_tuyen"][0] * 100 / columns["tthc.tiep_nhan"][0]
    )


def test_what_is_not_in_the_totals_says_so(synthetic: Outcome) -> None:
    _, *gaps = sheet_named(synthetic, "Thiếu và lý do").iter_rows(values_only=True)
    assert ("xa-cam-lam", "tthc.tiep_nhan", "chưa được cộng") in {(gap[0], gap[2], gap[4]) for gap in gaps}


def test_an_empty_cell_of_the_data_has_its_reason(synthetic: Outcome) -> None:
    header, *rows = sheet_named(synthetic, "Dữ liệu").iter_rows(values_only=True)
    _, *gaps = sheet_named(synthetic, "Thiếu và lý do").iter_rows(values_only=True)
    told = {(gap[0], gap[2]) for gap in gaps}
    empty = {
        (row[0], name) for row in rows for name, value in zip(header, row, strict=True) if value is None
    }
    assert {(unit, name) for unit, name in empty if (unit, None) not in told} <= told
