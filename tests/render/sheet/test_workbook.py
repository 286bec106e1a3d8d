"""Workbooks: real numbers, text that stays text, ready to print on A4."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest

from baocao.model.document import Document
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.pipeline.making import Outcome
from baocao.render.metrics import line_count
from baocao.render.sheet import render_workbook
from baocao.render.sheet.lines import MAX_ROW_HEIGHT
from baocao.render.sheet.widths import LEAST_SHEET, MM_PER_CHARACTER
from baocao.source.forms import load_form
from office import S, Sheet, SheetCell, Workbook, lint_module
from samples import (
    DOCUMENT,
    FORM,
    HEAD,
    MOMENT,
    REFERENCE,
    TABLE,
    plain_paragraph,
    sample_appendix,
    sample_workbook,
    table_sheet,
    text_row,
)

COLUMNS = (
    Column("TT", 9, Align.CENTER),
    Column("Đơn vị", 38),
    Column("Tiếp nhận", 24, Align.RIGHT),
    Column("Trực tuyến", 24, Align.RIGHT, "Hồ sơ"),
    Column("Trực tiếp", 24, Align.RIGHT, "Hồ sơ"),
)
GROUPED = Table(
    "Nhiệm vụ",
    COLUMNS,
    (
        Row((Cell("Quảng Ngãi cũ", span=5, bold=True),), RowKind.GROUP),
        text_row("1", "Xã Một", "3.781", "3.276", "505"),
    ),
    note="Ghi chú: … chưa có số liệu.",
)
WIDE = TABLE._replace(columns=(Column("TT", 10), Column("Đơn vị", 200)))
LONG = "Đã số hóa hồ sơ, kết quả giải quyết thủ tục hành chính theo quy định. " * 12


def with_cell(content: Cell) -> SheetCell:
    """Return the second cell of the only row of a table."""
    made = table_sheet(TABLE._replace(rows=(Row((Cell("1"), content)),)))
    return made.cells["B6"]


def sheet_names(*names: str) -> list[str]:
    return sample_workbook(*(sample_appendix(TABLE._replace(name=name)) for name in names)).names


def margin_text(text: str) -> str:
    """Return a header or footer without its codes for font and size."""
    return re.sub(r'&"[^"]*"|&\d+ ?', "", text)


def test_each_table_of_the_appendices_has_a_worksheet() -> None:
    book = sample_workbook(
        sample_appendix(TABLE, GROUPED), sample_appendix(TABLE._replace(name="Kinh phí"))
    )
    assert book.names == ["Số liệu", "Nhiệm vụ", "Kinh phí"]


def test_the_appendix_is_named_above_its_table() -> None:
    made = sample_workbook(sample_appendix(TABLE, number="Phụ lục IV")).sheets[0]
    assert [made.cells[place].content for place in ("A1", "A2", "A3")] == [
        "Phụ lục IV",
        "SỐ LIỆU THÁNG 11",
        REFERENCE,
    ]
    assert set(made.merged) == {"A1:B1", "A2:B2", "A3:B3", "A4:B4"}


def test_a_number_is_a_number_with_a_vietnamese_format() -> None:
    book = sample_workbook(
        sample_appendix(TABLE._replace(rows=(Row((Cell("1"), Cell("3.781", Decimal(3781)))),)))
    )
    cell = book.sheets[0].cells["B6"]
    assert (cell.kind, cell.content) == ("n", "3781")
    assert book.number_format(cell) == "[$-42A]#,##0"


def test_decimals_are_shown_as_in_word() -> None:
    number = Cell("86,65", Decimal("86.65"), places=2)
    book = sample_workbook(sample_appendix(TABLE._replace(rows=(Row((Cell("1"), number)),))))
    cell = book.sheets[0].cells["B6"]
    assert float(cell.content) == 86.65
    assert book.number_format(cell) == "[$-42A]#,##0.00"


@pytest.mark.parametrize("number", ["0", "-5", "479000000", "5687.4", "0.05", "86.6", "97.3", "0.1"])
def test_numbers_keep_their_value(number: str) -> None:
    cell = with_cell(Cell(number, Decimal(number), places=2))
    assert Decimal(cell.content) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84 255 3822 217", "-", "- Như trên", "@qd-09", "=HYPERLINK(x)", "#N/A", "'x", "<b>&amp;"],
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    cell = with_cell(Cell(text))
    assert cell.kind in {"s", "inlineStr"}
    assert cell.content == text


@pytest.mark.parametrize("text", ["0905123456", "12", "1/2", "2025-11-18", "86,6%", "TRUE", "1e5"])
def test_text_of_digits_stays_text(text: str) -> None:
    cell = with_cell(Cell(text))
    assert (cell.kind in {"s", "inlineStr"}, cell.content) == (True, text)


def test_no_cell_holds_a_formula() -> None:
    made = table_sheet(TABLE._replace(rows=(text_row("=A1", "+1"), text_row("-1", "@a"))))
    assert list(made.root.iter(f"{S}f")) == []


def test_lines_of_a_cell_are_kept() -> None:
    assert with_cell(Cell("vướng mắc\nkiến nghị")).content == "vướng mắc\nkiến nghị"


@pytest.mark.parametrize(("landscape", "expected"), [(False, "portrait"), (True, "landscape")])
def test_a_sheet_is_printed_on_a4_one_page_wide(landscape: bool, expected: str) -> None:  # noqa: FBT001
    made = sample_workbook(sample_appendix(WIDE, landscape=landscape)).sheets[0]
    setup = made.element("pageSetup")
    assert (setup.get("paperSize"), setup.get("orientation")) == ("9", expected)
    assert (setup.get("fitToWidth"), setup.get("fitToHeight")) == ("1", "0")
    assert made.element("sheetPr/pageSetUpPr").get("fitToPage") in {"1", "true"}


def test_the_margins_are_those_of_the_form() -> None:
    result = table_sheet(TABLE).element("pageMargins").attrib
    page = FORM.page
    expected = {"left": page.left, "right": page.right, "top": page.top, "bottom": page.bottom}
    assert {side: round(float(result[side]) * 25.4, 3) for side in expected} == expected
    assert float(result["header"]) < float(result["top"])


def test_a_narrow_table_is_not_stretched_to_the_page() -> None:
    assert sum(table_sheet(TABLE).widths) * MM_PER_CHARACTER == pytest.approx(LEAST_SHEET, abs=0.3)


def test_a_table_that_has_room_upright_stands_upright_whatever_its_appendix() -> None:
    made = sample_workbook(sample_appendix(TABLE, landscape=True)).sheets[0]
    assert made.element("pageSetup").get("orientation") == "portrait"


def test_the_header_row_is_printed_on_every_page() -> None:
    assert sample_workbook(sample_appendix(TABLE)).defined("Print_Titles") == ["'Số liệu'!$5:$5"]


def test_both_header_rows_are_printed_where_columns_are_grouped() -> None:
    assert sample_workbook(sample_appendix(GROUPED)).defined("Print_Titles") == ["'Nhiệm vụ'!$5:$6"]


def test_header_and_names_stay_in_sight_when_scrolling() -> None:
    pane = table_sheet(GROUPED).element("sheetViews/sheetView/pane")
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "C7")


def test_the_rows_can_be_filtered() -> None:
    assert table_sheet(GROUPED).element("autoFilter").get("ref") == "A6:E8"


@pytest.mark.parametrize("table", [GROUPED._replace(filters=False), GROUPED._replace(rows=())])
def test_there_is_no_filter_where_none_is_asked_for_or_nothing_to_filter(table: Table) -> None:
    assert table_sheet(table).root.find(f"{S}autoFilter") is None


TOTALS = TABLE._replace(
    columns=(Column("Đơn vị", 60), Column("Hồ sơ", 30, Align.RIGHT)),
    rows=(
        Row((Cell("Bắc cũ", span=2),), RowKind.GROUP),
        Row((Cell("Xã Một"), Cell("3.781", Decimal(3781)))),
        Row((Cell("Xã Hai"), Cell("…"))),
        Row((Cell("Xã Ba"), Cell("1,5", Decimal("1.5"), 1))),
        Row((Cell("Tổng hợp chung"), Cell("3.782,5", Decimal("3782.5"), 1, adds=(0, 3))), RowKind.TOTAL),
        Row((Cell("Cách tính"), Cell("cộng")), RowKind.TOTAL),
    ),
)


def test_totals_stand_outside_of_the_filter() -> None:
    assert table_sheet(TOTALS).element("autoFilter").get("ref") == "A5:B9"


def test_a_total_is_a_formula_with_its_result() -> None:
    data = render_workbook(DOCUMENT._replace(appendices=(sample_appendix(TOTALS),)), FORM, MOMENT)
    made = openpyxl.load_workbook(io.BytesIO(data))["Số liệu"]["B10"]
    read = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Số liệu"]["B10"]
    assert (made.value, read.value) == ("=SUM(B6:B9)", 3782.5)
    assert lint_module().lint_file(data) == []


def test_nothing_is_computed_anew_when_a_workbook_is_opened() -> None:
    calculation = sample_workbook(sample_appendix(TOTALS)).part("xl/workbook.xml").find(f"{S}calcPr")
    assert calculation is not None
    assert calculation.get("fullCalcOnLoad") in {None, "0"}


def test_an_appendix_with_a_name_for_its_sheet_has_one_sheet_the_first_of_all() -> None:
    summary = sample_appendix(plain_paragraph("Trước"), TABLE, plain_paragraph("Giữa"), TOTALS)
    book = sample_workbook(sample_appendix(GROUPED), summary._replace(sheet="Tóm tắt"))
    assert book.names == ["Tóm tắt", "Nhiệm vụ"]
    made = book.sheets[0]
    rows = [made.row(number)[0] for number in sorted(made.heights) if number > 4]
    assert rows == [
        *("Trước", "TT", "1", "2", "", "Giữa"),
        *("Đơn vị", "Bắc cũ", "Xã Một", "Xã Hai", "Xã Ba", "Tổng hợp chung", "Cách tính", ""),
    ]
    assert made.root.find(f"{S}autoFilter") is None
    assert [element.text for element in made.root.iter(f"{S}f")] == ["SUM(B12:B15)"]
    assert lint_module().lint_file(book.data) == []


def test_tables_of_one_sheet_share_its_columns() -> None:
    wide = Table("Rộng", (Column("A", 40), Column("B", 50), Column("C", 20)), (text_row("1", "2", "3"),))
    made = sample_workbook(sample_appendix(TABLE, wide)._replace(sheet="Tóm tắt")).sheets[0]
    widths = [width * MM_PER_CHARACTER for width in made.widths]
    assert widths == pytest.approx([40, 60, 20], abs=0.7)


def test_the_note_stands_below_the_rows_and_outside_of_the_filter() -> None:
    made = table_sheet(GROUPED)
    assert made.find("Ghi chú: … chưa có số liệu.") == "A9"
    assert "A9:E9" in made.merged


def test_a_group_of_columns_has_one_heading_above_theirs() -> None:
    made = table_sheet(GROUPED)
    assert made.row(5) == ["TT", "Đơn vị", "Tiếp nhận", "Hồ sơ", ""]
    assert made.row(6) == ["", "", "", "Trực tuyến", "Trực tiếp"]
    assert {"A5:A6", "B5:B6", "C5:C6", "D5:E5"} <= set(made.merged)


def test_a_group_row_is_one_cell_across_the_table() -> None:
    made = table_sheet(GROUPED)
    assert made.cells["A7"].content == "Quảng Ngãi cũ"
    assert made.cells["A7"].horizontal == "left"
    assert "A7:E7" in made.merged


def test_lint_finds_no_overlap_and_nothing_else() -> None:
    book = sample_workbook(
        sample_appendix(GROUPED, TABLE, landscape=True),
        sample_appendix(GROUPED),
        draft=True,
        notice="GIẢ LẬP",
    )
    assert lint_module().lint_file(book.data) == []


def test_lint_finds_nothing_in_what_is_built(real: Outcome, synthetic: Outcome) -> None:
    made = [each for each in (*real.made, *synthetic.made) if each.name.endswith(".xlsx")]
    assert len(made) == 2
    assert {each.name: lint_module().lint_file(each.data) for each in made} == {
        each.name: [] for each in made
    }


@pytest.mark.parametrize("text", ["Xã Một", LONG, "một\nhai\nba"])
def test_a_row_is_high_enough_for_its_text(text: str) -> None:
    made = table_sheet(TABLE._replace(rows=(text_row("1", text),)))
    width = made.widths[1] * MM_PER_CHARACTER
    assert made.heights[6] >= line_count(text, width, 11) * 11 * 1.15


def test_a_row_is_high_enough_for_text_that_spans_columns() -> None:
    made = table_sheet(GROUPED._replace(rows=(Row((Cell(LONG, span=5),), RowKind.GROUP),), note=LONG))
    width = sum(made.widths) * MM_PER_CHARACTER
    for number in (7, 8):
        assert made.heights[number] >= line_count(LONG, width, 11, bold=True) * 11 * 1.15


def test_a_header_row_is_high_enough_for_its_longest_title() -> None:
    title = "Tỷ lệ hồ sơ được giải quyết trước hạn và đúng hạn (%)"
    made = table_sheet(TABLE._replace(columns=(Column(title, 20), Column("Đơn vị", 120))))
    width = made.widths[0] * MM_PER_CHARACTER
    assert made.heights[5] >= line_count(title, width, 11, bold=True) * 11 * 1.15


def test_no_row_is_higher_than_excel_allows() -> None:
    made = table_sheet(TABLE._replace(rows=(text_row("1", LONG * 20),)))
    assert max(made.heights.values()) <= MAX_ROW_HEIGHT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thủ tục hành chính", "Thủ tục hành chính"),
        ("Số liệu [tháng 11/2025]: xã?", "Số liệu tháng 11 2025 xã"),
        ("'Trích'", "Trích"),
        ("*", "Bảng"),
        ("𝟙" * 20, "𝟙" * 15),  # each of them is two letters for Excel
        ("Số 𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙 liệu", "Số 𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙 liệu"),
        ("Quản trị, điều hành trên môi trường số", "Quản trị, điều hành"),
    ],
)
def test_sheet_names_are_legal(name: str, expected: str) -> None:
    assert sheet_names(name) == [expected]


def test_sheet_names_are_distinct_whatever_their_case() -> None:
    assert sheet_names("Số liệu", "SỐ LIỆU", "số liệu") == ["Số liệu", "SỐ LIỆU 2", "số liệu 3"]


def test_long_sheet_names_stay_distinct() -> None:
    names = sheet_names(*["Quản trị, điều hành trên môi trường số"] * 12)
    assert len(set(names)) == 12
    assert max(map(len, names)) <= 31


def test_the_page_number_stands_in_the_top_margin_and_not_on_page_1() -> None:
    marks = table_sheet(TABLE).element("headerFooter")
    assert marks.get("differentFirst") in {"1", "true"}
    assert margin_text(marks.findtext(f"{S}oddHeader") or "") == "&C&P"
    assert "&P" not in (marks.findtext(f"{S}firstHeader") or "")


def test_a_draft_says_so_on_every_page() -> None:
    marks = table_sheet(TABLE, draft=True).element("headerFooter")
    for page in ("oddHeader", "firstHeader"):
        assert "DỰ THẢO" in (marks.findtext(f"{S}{page}") or "")


def test_an_official_workbook_is_no_draft() -> None:
    assert (
        b"TH&#7842;O"
        not in sample_workbook(sample_appendix(TABLE), draft=False).parts["xl/worksheets/sheet1.xml"]
    )


def test_the_notice_stands_on_every_page_the_first_included() -> None:
    marks = table_sheet(TABLE, notice="SỐ LIỆU GIẢ LẬP").element("headerFooter")
    for page in ("oddFooter", "firstFooter"):
        assert margin_text(marks.findtext(f"{S}{page}") or "") == "&CSỐ LIỆU GIẢ LẬP"


def test_the_properties_name_title_issuing_body_and_moment() -> None:
    core = sample_workbook(sample_appendix(TABLE)).part("docProps/core.xml")
    by_key = {child.tag.rpartition("}")[2]: child.text for child in core}
    assert (by_key["title"], by_key["creator"], by_key["language"]) == (
        "Báo cáo tình hình",
        "Sở A",
        "vi-VN",
    )
    assert by_key["created"] == by_key["modified"] == "2025-11-18T00:00:00Z"


def test_the_same_document_gives_the_same_bytes() -> None:
    document: Document = DOCUMENT._replace(appendices=(sample_appendix(GROUPED, TABLE),))
    assert render_workbook(document, FORM, MOMENT) == render_workbook(document, FORM, MOMENT)


def test_the_numbers_of_the_real_workbook_are_stored_as_numbers(real: Outcome) -> None:
    (made,) = [each for each in real.made if each.name.endswith(".xlsx")]
    sheets = {each.name: each for each in Workbook(made.data).sheets}
    received: Sheet = sheets["Thủ tục hành chính 1"]
    place = received.find("Xã Mỏ Cày").replace("B", "")
    stored = [cell for key, cell in received.cells.items() if key.lstrip("ABCDEFGHIJKLMNOP") == place]
    assert ("n", "3781") in [(cell.kind, cell.content) for cell in stored]


def test_an_issued_worksheet_has_room_for_the_bodys_digital_signature_on_its_first_page() -> None:
    letterhead = HEAD._replace(notation="/SA-KH&ĐT")
    marks = table_sheet(TABLE, letterhead=letterhead).element("headerFooter")
    assert "Số: 189/SA-KH&&ĐT; " in (marks.findtext(f"{S}firstHeader") or "")
    assert "Số:" not in (marks.findtext(f"{S}oddHeader") or "")


@pytest.mark.parametrize("form", ["dang-2018", "dang-2026"])
def test_a_worksheet_of_the_party_has_neither_signature_line_nor_line_under_its_reference(
    form: str,
) -> None:
    document = DOCUMENT._replace(appendices=(sample_appendix(TABLE),))
    (sheet,) = Workbook(render_workbook(document, load_form(form), MOMENT)).sheets
    assert "Số" not in (sheet.element("headerFooter").findtext(f"{S}firstHeader") or "")
    assert not any("——" in cell.content for cell in sheet.cells.values())
    (state,) = sample_workbook(sample_appendix(TABLE)).sheets
    assert any("——" in cell.content for cell in state.cells.values())


def test_a_draft_worksheet_says_so_in_place_of_the_signature() -> None:
    marks = table_sheet(TABLE, draft=True).element("headerFooter")
    assert "DỰ THẢO" in (marks.findtext(f"{S}firstHeader") or "")
    assert "Số:" not in (marks.findtext(f"{S}firstHeader") or "")


def test_a_text_that_no_row_can_hold_goes_on_below_and_loses_nothing() -> None:
    long = "\n".join(
        f"Kết quả thứ {number} của nhiệm vụ được giao trong kỳ báo cáo" for number in range(120)
    )
    table = Table(
        "Dài", (Column("TT", 10), Column("Kết quả", 60)), (text_row("1", long), text_row("2", "ngắn"))
    )
    sheet = table_sheet(table)
    lines = [sheet.row(number) for number in sheet.heights]
    texts = [line[1] for line in lines if len(line) > 1 and line[1]]
    assert "\n".join(texts[texts.index("Kết quả") + 1 : -1]) == long
    assert texts[-1] == "ngắn"
