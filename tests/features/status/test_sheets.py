"""Who reported, as worksheets: all counts first, then one sheet for each directive."""

from collections.abc import Sequence

from baocao.features.status.sheets import ALL, status_document
from baocao.model.document import Paragraph
from baocao.model.table import Row, RowKind, Table
from baocao.render.sheet import render_workbook
from deliveries import SAMPLE, parted_units, sample_overview, unit_delivery
from office import S, Workbook, lint_module
from samples import FORM, MOMENT

DOCUMENT = status_document(sample_overview(*SAMPLE, splits=parted_units(Bắc=SAMPLE[:2], Nam=SAMPLE[2:])))


def document_tables() -> list[Table]:
    return [block for each in DOCUMENT.appendices for block in each.blocks if isinstance(block, Table)]


def row_texts(rows: Sequence[Row]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows]


def test_the_first_sheet_counts_every_directive_and_its_parts() -> None:
    first = document_tables()[0]
    assert first.name == ALL
    assert row_texts(first.rows) == [
        ["1", "cd: Chỉ đạo thử", "5", "4", "2", "2", "2", "1", "1", "0", "0", "17:00 17/11/2025"],
        ["", "Tỉnh cũ: Bắc cũ", "2", "2", "1", "2", "1", "1", "0", "0", "0", ""],
        ["", "Tỉnh cũ: Nam cũ", "3", "2", "1", "0", "1", "0", "1", "0", "0", ""],
    ]


def test_counts_are_numbers() -> None:
    assert all(
        cell.number == int(cell.text) for row in document_tables()[0].rows for cell in row.cells[2:11]
    )


def test_each_directive_has_a_sheet_with_its_units_by_the_first_way_of_parting() -> None:
    second = document_tables()[1]
    assert second.name == "cd"
    assert row_texts(second.rows) == [
        ["Bắc cũ: đã gửi 2/2, đúng hạn 1, muộn 1"],
        ["1", "Xã Một", "Đúng hạn", "Có", "Có", "09:00 16/11/2025", "", "1", ""],
        ["2", "Xã Hai", "Đã gửi, có lỗi", "Không", "Có", "09:00 16/11/2025", "", "1", "Gửi muộn"],
        ["Nam cũ: đã gửi 2/3, đúng hạn 1, muộn 0"],
        ["3", "Xã Ba", "Chưa xác định", "Có", "Không", "09:00 16/11/2025", "", "1",
         "Tệp chưa được commit vào nhánh main; có sửa đổi chưa commit"],
        ["4", "Xã Bốn", "Đã gửi, có lỗi", "Không", "Không", "09:00 16/11/2025", "", "1",
         "Không đọc được tệp; gửi đúng hạn"],
        ["5", "Xã Năm", "Chưa gửi", "", "", "", "", "", ""],
    ]  # fmt: skip
    assert [row.kind for row in second.rows].count(RowKind.GROUP) == 2


def test_a_report_that_is_still_to_be_pulled_says_so() -> None:
    (_, second) = status_document(sample_overview(unit_delivery("Xã Một", unpulled=True))).appendices
    table = second.blocks[1]
    assert isinstance(table, Table)
    (row,) = row_texts(table.rows)
    assert row[2] == "Chưa lấy về"
    assert row[-1] == "Có trên nhánh chính nhưng chưa có ở máy này, chạy git pull"


def test_units_that_nothing_parts_stand_in_one_list() -> None:
    (_, second) = status_document(sample_overview(*SAMPLE)).appendices
    table = second.blocks[1]
    assert isinstance(table, Table)
    assert [row.kind for row in table.rows] == [RowKind.DATA] * 5


def test_a_sheet_says_when_data_were_read_and_when_reports_are_due() -> None:
    appendix = DOCUMENT.appendices[1]
    assert (
        appendix.reference == "Đọc lúc 14:00 ngày 15/11/2025; thời điểm gửi là giờ commit trên nhánh main."
    )
    prose = appendix.blocks[0]
    assert isinstance(prose, Paragraph)
    assert "Hạn gửi 17:00 ngày 17/11/2025, còn 2 ngày 3 giờ." in str(prose.content)


def test_the_workbook_is_sound_prints_on_wide_pages_and_bears_the_notice() -> None:
    book = Workbook(render_workbook(DOCUMENT._replace(notice="SỐ LIỆU GIẢ LẬP"), FORM, MOMENT))
    assert book.names == [ALL, "cd"]
    assert lint_module().lint_file(book.data) == []
    sheets = [book.part(name) for name in book.parts if "worksheets/sheet" in name]
    assert [each.get("orientation") for sheet in sheets for each in sheet.iter(f"{S}pageSetup")] == [
        "landscape"
    ] * 2
    assert all("SỐ LIỆU GIẢ LẬP" in "".join(sheet.itertext()) for sheet in sheets)


def test_the_same_overview_gives_the_same_bytes() -> None:
    assert render_workbook(DOCUMENT, FORM, MOMENT) == render_workbook(DOCUMENT, FORM, MOMENT)
