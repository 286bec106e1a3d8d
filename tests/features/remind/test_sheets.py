"""The list as a worksheet: who, in which state, what lacks, until when."""

from openpyxl import load_workbook

from reminding import remind_at, write_report
from support import Sandbox


def test_the_list_has_a_row_for_each_report_that_is_owed(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-hai", "chi_tieu:\n  hs.truc_tuyen: năm\n")
    remind_at(sandbox)
    book = load_workbook(sandbox.out / "2025-11" / "nhac-viec_2025-11.xlsx")
    rows: list[list[object]] = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    head = next(index for index, row in enumerate(rows) if row[0] == "TT")
    until = ["17:00 17/11/2025", "Đã quá hạn 04 ngày", "17:00 24/11/2025", "Sở A tỉnh T"]
    first, second = rows[head + 1 : head + 3]
    assert first[:4] == [1, "Xã Hai", "cd", "Có lỗi"]
    assert "có 01 chỗ sai phải sửa (" in str(first[4])
    assert first[5:] == until
    assert second == [2, "Phường Ba", "cd", "Chưa gửi", "Chưa gửi", *until]
