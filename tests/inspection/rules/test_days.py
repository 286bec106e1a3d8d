"""Days that no calendar has."""

import pytest

from breaking import replace_first, rule_faults, sentence_faults


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Từ ngày 31 tháng 02 năm 2025.", ["không có ngày 31 tháng 02 năm 2025"]),
        ("Từ ngày 30/02/2025 đến nay.", ["không có ngày 30/02/2025"]),
        ("Từ ngày 00/01/2025 đến nay.", ["không có ngày 00/01/2025"]),
        ("Hạn 29-02-2025; hạn 31.4.2025.", ["không có ngày 29-02-2025", "không có ngày 31.4.2025"]),
        ("Họp ngày 31/4 tại Sở.", ["không có ngày 31/4"]),
        ("Họp ngày 31 tháng 9 tại Sở.", ["không có ngày 31 tháng 9"]),
        ("Họp ngày 05/13/2025.", ["không có ngày 05/13/2025"]),
    ],
)
def test_days_that_are_none(text: str, found: list[str]) -> None:
    assert sentence_faults("TT320", text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Từ ngày 29/02/2024 đến 31/12/2025, ngày 01 tháng 3 năm 2025.",
        "Ngày 29 tháng 02 hằng năm; ngày 30 tháng 2 âm lịch.",
        "Nghị định số 30/2020/NĐ-CP, Luật số 42/31/2025/QH15, mục 31.2.2025.1.",
        "Trong ngày 5/13 xã đã gửi; tỷ lệ 31/32/2025 mẫu, 24/24 giờ.",
    ],
)
def test_days_of_the_calendar_and_other_numbers(text: str) -> None:
    assert [each for each in sentence_faults("TT320", text) if "31/32" not in each] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quảng Ngãi, ngày 31 tháng 11 năm 2025", ["không có ngày 31 tháng 11 năm 2025"]),
        ("Quảng Ngãi, ngày 30 tháng 02 năm    ", ["không có ngày 30 tháng 02"]),
        ("Quảng Ngãi, ngày 00 tháng 11 năm 2025", ["ngày ghi '00'"]),
        ("Quảng Ngãi, ngày 18 tháng 13 năm 2025", ["tháng ghi '13'"]),
        ("Quảng Ngãi, ngày 29 tháng 02 năm 2024", []),
        (
            "quảng ngãi, ngày 18 tháng 11 năm 2025",
            ["không viết hoa các chữ cái đầu của địa danh 'quảng ngãi'"],
        ),
        (
            "Quảng ngãi, ngày 18 tháng 11 năm 2025",
            ["không viết hoa các chữ cái đầu của địa danh 'Quảng ngãi'"],
        ),
        ("QUẢNG NGÃI, ngày 18 tháng 11 năm 2025", ["địa danh in hoa"]),
        ("Thành phố Hồ Chí Minh, ngày 18 tháng 11 năm 2025", []),
        ("Bà Rịa - Vũng Tàu, ngày 18 tháng 11 năm 2025", []),
        ("TP. Huế, ngày 18 tháng 11 năm 2025", []),
        ("……, ngày … tháng … năm 2025", []),
    ],
)
def test_place_and_day_of_the_letterhead(text: str, found: list[str]) -> None:
    change = replace_first("Quảng Ngãi, ngày 16 tháng 9 năm 2025", text)
    assert rule_faults("TT210", change, "typed report") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở đã ban hành 4 kế hoạch.", ["'4 kế hoạch'"]),
        ("Các đơn vị thuộc nhóm 2 đơn vị; thôn 3 người; cấp độ 4 thủ tục.", []),
        ("Theo khoản 2 quyết định; bảng 3 chỉ tiêu; từ 2 đến 5 người; 1/3 xã; 2 - 3 xã.", []),
        ("Giai đoạn 1 dự án; nhóm 2 xã; có 5 xã.", ["'5 xã'"]),
    ],
)
def test_counts_below_ten_are_told_from_numbers_that_belong_to_a_word(text: str, found: list[str]) -> None:
    assert [each for each in sentence_faults("TT316", text) if "2 đến" not in each] == found
