"""One sentence for each unit: short, polite, and with what it needs to know."""

from datetime import datetime

import pytest

from baocao.features.remind.messages import LONGEST
from baocao.vietnamese.moments import VIETNAM
from reminding import BEFORE, remind_at, write_report
from support import Sandbox

DESK = "bà Nguyễn Thị Hoa, Phòng Chuyển đổi số, điện thoại 0905 123 456"
LONG_DESK = "bà Nguyễn Thị Hoa, " + "Phòng Chuyển đổi số và Đổi mới sáng tạo, " * 8


def texts_at(sandbox: Sandbox, moment: datetime = BEFORE) -> dict[str, str]:
    """Return what is said to each unit."""
    return {each.unit.id: each.text for each in remind_at(sandbox, moment).messages}


def test_a_message_has_who_what_until_when_and_whom_to_ask(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/so-a/ho-so.yaml", "kinh_gui", f"dau_moi: {DESK}\nkinh_gui")
    assert texts_at(sandbox)["xa-hai"] == (
        "Kính gửi xã Hai: báo cáo tháng 11 năm 2025 (Nghị quyết số 1/NQ-CP) chưa gửi; hạn 17:00 ngày "
        f"17/11/2025, còn 03 ngày. Gửi về Sở A tỉnh T; liên hệ: {DESK}. Trân trọng cảm ơn!"
    )


def test_once_the_deadline_has_passed_it_says_until_when_now(sandbox: Sandbox) -> None:
    after = datetime(2025, 11, 18, 8, tzinfo=VIETNAM)
    assert (
        "hạn 17:00 ngày 17/11/2025, đã quá hạn 01 ngày, đề nghị gửi trước 17:00 ngày 19/11/2025."
        in texts_at(sandbox, after)["xa-hai"]
    )


def test_what_lacks_is_named_where_there_is_room(sandbox: Sandbox) -> None:
    write_report(sandbox, "xa-hai", "chi_tieu:\n  hs.truc_tuyen: 5\n")
    assert "thiếu 01 số liệu (tiếp nhận); thiếu 01 nội dung (hồ sơ)" in texts_at(sandbox)["xa-hai"]


@pytest.mark.parametrize("desk", ["", DESK, LONG_DESK])
def test_no_message_is_longer_than_a_chat_reads(sandbox: Sandbox, desk: str) -> None:
    sandbox.replace("data/units/so-a/ho-so.yaml", "kinh_gui", f'dau_moi: "{desk}"\nkinh_gui')
    write_report(sandbox, "xa-hai", "chi_tieu:\n  hs.truc_tuyen: 5\n")
    texts = texts_at(sandbox)
    assert max(map(len, texts.values())) <= LONGEST
    assert all("\n" not in text for text in texts.values())
    assert all("17:00 ngày 17/11/2025" in text for text in texts.values())


def test_the_file_opens_in_old_programs_of_windows(sandbox: Sandbox) -> None:
    remind_at(sandbox)
    data = (sandbox.out / "2025-11" / "nhac-viec_2025-11.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert "[Xã Hai]\r\nKính gửi xã Hai: " in data.decode("utf-8-sig")
