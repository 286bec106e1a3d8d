"""What changed, on a terminal."""

from pathlib import Path

import pytest

from baocao.features.diff.formats import Style, diff_text
from baocao.features.diff.outline import MOST
from baocao.features.diff.records import Differences
from baocao.report.text import width
from diffing import differences
from support import Sandbox

WANTED = """\
So sánh kỳ 2025-10 → kỳ 2025-11
SỐ LIỆU GIẢ LẬP
1 → 2 đơn vị có báo cáo; 2 số liệu của 1 đơn vị thay đổi; 1 nhiệm vụ mới hoàn
  thành; 1 đoạn văn có câu thay đổi.

Đơn vị (1)
  Có báo cáo, trước không có (1): Phường Ba

cd, tổng hợp (3 chỉ tiêu): đã báo cáo 1/3 → 2/3 đơn vị
  Tiếp nhận  3.781 → 5.159  +1.378  +36,4%
      số đơn vị 1/3 → 2/3 (+1.000 do thêm, bớt đơn vị); nhiều nhất: Xã Một +378
  Hồ sơ trực tuyến: 3.276 → chưa có số liệu; số đơn vị 1/3 → 0/3; thiếu số liệu:
    Xã Một
  Tỷ lệ: 86,64% → chưa có số liệu; số đơn vị 1/3 → 0/3; thiếu số liệu: Xã Một

Nhiệm vụ (1)
  Mới hoàn thành (1)
    cd, nhiệm vụ 1: Nhiệm vụ một (đang thực hiện → hoàn thành): Xã Một

Số liệu của đơn vị (2)
  Xã Một
  Tiếp nhận  3.781 → 4.159  +378  +10%
  Hồ sơ trực tuyến: 3.276 → chưa có số liệu (Chưa đối chiếu)

Lời văn (1)
  Xã Một, cd, mục I.1: Hồ sơ
    ~ Theo [@nq-1], xã đã {+tiếp +}nhận [=hs.tiep_nhan] hồ sơ.
    + Đã họp dân.

Văn bản dẫn chiếu, phát hành, nội dung khác (1)
  Xã Một, văn bản qd: thêm Quyết định, số 9/QĐ-UBND, ngày 01/7/2025, UBND xã

Định nghĩa (1)
  data/units/don-vi.yaml: don_vi.xa-mot.ten: Xã Một → Xã Nhất
"""


@pytest.fixture
def found(tmp_path: Path) -> Differences:
    return differences(Sandbox(tmp_path))


def test_everything_that_changed_is_told_in_order_of_weight(found: Differences) -> None:
    assert diff_text(found, Style(80)) == WANTED


@pytest.mark.parametrize("columns", [10, 60, 80, 200])
def test_lines_fit_the_terminal(found: Differences, columns: int) -> None:
    room = min(max(columns, 60), 120)
    assert all(width(line) <= room for line in diff_text(found, Style(columns)).split("\n"))


def test_no_difference_is_said() -> None:
    empty = Differences("main", "mr")
    assert diff_text(empty, Style()) == "So sánh main → mr\nKhông có thay đổi nào về nội dung.\n"


def test_long_lists_are_counted_unless_everything_is_asked_for(found: Differences) -> None:
    many = found._replace(definitions=found.definitions * (MOST + 7))
    assert "… và 7 thay đổi khác." in diff_text(many, Style())
    assert "… và" not in diff_text(many, Style(everything=True))


def test_letters_that_would_upset_the_terminal_are_replaced(found: Differences) -> None:
    (definition,) = found.definitions
    evil = found._replace(definitions=(definition._replace(new="\x1b[2J"),))
    assert "\x1b" not in diff_text(evil, Style())
