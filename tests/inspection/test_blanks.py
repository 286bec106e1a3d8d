"""Places of a text that are still to be filled in, and what only looks like one."""

import pytest

from baocao.inspection.blanks import blanks_in


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("Nêu tại mục […] và mục [...].", ["[…]", "[...]"]),
        ("Đơn vị [điền tên] đạt [chưa có số liệu]", ["[điền tên]", "[chưa có số liệu]"]),
        ("Xã {{ ten }} có {% if co %}", ["{{ ten }}", "{% if co %}"]),
        ("Đồng chí «HoTen», <<Chuc vu>>", ["«HoTen»", "<<Chuc vu>>"]),
        ("Click or tap here to enter text.", ["Click or tap here to enter"]),
        ("Nhấp hoặc gõ vào đây để nhập văn bản.", ["Nhấp hoặc gõ vào đây để nhập"]),
        ("Choose an item.", ["Choose an item"]),
        ("Họ tên: …………, sinh năm ........", ["…………", "........"]),
        ("Ông (bà)..........", [".........."]),
        ("Đạt …% kế hoạch; có … người.", ["…", "…"]),
        ("Quyết định số xxx/QĐ-UBND ngày xx/xx/2025", ["xxx", "xx", "xx"]),
        ("Công văn số …/UBND ngày …/…/2025", ["…", "…", "…"]),
        ("ngày.....tháng.....năm 2025", [".....", "....."]),
        ("ngày … tháng … năm 2025", ["…", "…"]),
        ("Số tiền: ________ đồng", ["________"]),
        ("Họ tên: \u2002\u2002\u2002\u2002\u2002", ["\u2002" * 5]),
        ("Nội dung: {{ chưa xong", ["{{ chưa xong"]),
    ],
)
def test_what_is_to_be_filled_in_is_found(text: str, blanks: list[str]) -> None:
    assert [each.written for each in blanks_in(text)] == blanks


@pytest.mark.parametrize(
    "text",
    [
        "Đến từng thôn, xóm… trên địa bàn.",
        "Các xã A, B, … và v.v…",
        "Tuyên truyền, vận động v.v….",
        "Các lĩnh vực y tế, giáo dục …",
        "xã A, xã B, ... và xã C",
        "Từ xã A … đến xã B … và xã C",
        "“… kết quả như trên (…)”",
        "MỞ ĐẦU ......................... 3",
        "________________",
        "[ ] có, [x] không, [1], [2], [3]",
        "Ghi chú: … chưa có số liệu; - không phát sinh.",
        "Đại hội lần thứ XX/2025, khóa XXX",
        "Bài «Dưới cờ Đảng vẻ vang», trang www.xxx.vn",
        "Trên đây là báo cáo, kính báo cáo./.",
        "…",
        "...",
        "",
    ],
)
def test_what_only_looks_like_a_blank_is_none(text: str) -> None:
    assert [each.written for each in blanks_in(text)] == []
