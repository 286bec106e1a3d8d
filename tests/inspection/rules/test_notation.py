"""Numbers and days in the letterhead, as people write them."""

import pytest

from baocao.inspection.rules.head import same_words
from breaking import replace_first, rule_faults


@pytest.mark.parametrize(
    "text",
    [
        "Số: 05/BC-SA",
        "Số: 1464/BC-SA",
        "Số:      /BC-SA",
        "Số: …../BC-SA",
        "Số:……/BC-UBND",
        "Số: 12/BC-KH&amp;ĐMST",
    ],
)
def test_numbers_that_keep_the_form(text: str) -> None:
    assert rule_faults("TT208", replace_first("Số: 189/BC-SA", text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Số 189/BC-SA", "thiếu dấu hai chấm sau từ 'Số'"),
        ("Số: 5/BC-SA", "số nhỏ hơn 10 không ghi thêm số 0 ở trước"),
        ("số: 189/BC-SA", "từ 'Số' không viết hoa chữ đầu"),
        ("Số: 189/BC - SA", "có dấu cách trong ký hiệu"),
        ("Số: 189/ BC-SA", "có dấu cách trong ký hiệu"),
        ("Số: 189/2025/BC-SA", "có năm trong ký hiệu (cách ghi của văn bản quy phạm pháp luật)"),
        ("Số: 189-BC/SA", "ký hiệu không đúng dạng"),
        ("Số: 189/Bc-SA", "chữ viết tắt tên loại là 'Bc', phải là 'BC'"),
        ("Số: 189/KH-SA", "chữ viết tắt tên loại là 'KH', phải là 'BC'"),
    ],
)
def test_numbers_that_do_not(text: str, found: str) -> None:
    assert rule_faults("TT208", replace_first("Số: 189/BC-SA", text)) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Số: 189/BC-SA", ["công văn không ghi tên loại 'BC' trong ký hiệu"]),
        ("Số: 189/SA", []),
        ("Số: 189/SA-VP", []),
    ],
)
def test_a_letter_names_its_body_first(text: str, found: list[str]) -> None:
    assert rule_faults("TT208", replace_first("Số: 189/SA-KHĐMST", text), "letter") == found


@pytest.mark.parametrize(
    "text",
    [
        "T, ngày 05 tháng 3 năm 2020",
        "T, ngày 29 tháng 01 năm 2020",
        "T, ngày 01 tháng 12 năm 2025",
        "T, ngày      tháng      năm         ",
        "T, ngày … tháng … năm 2025",
        "T, ngày ..... tháng 9 năm 2025",
        "Thành phố Hồ Chí Minh, ngày 10 tháng 10 năm 2025",
    ],
)
def test_days_that_keep_the_form(text: str) -> None:
    assert rule_faults("TT210", replace_first("T, ngày 18 tháng 11 năm 2025", text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("T, ngày 5 tháng 3 năm 2020", ["ngày 5 không ghi thêm số 0 ở trước"]),
        ("T, ngày 05 tháng 03 năm 2020", ["tháng 03 thừa số 0"]),
        ("T, ngày 05 tháng 1 năm 2020", ["tháng 1 không ghi thêm số 0 ở trước"]),
        ("T, ngày 31 tháng 13 năm 2020", ["tháng ghi '13'"]),
        ("T, ngày 32 tháng 12 năm 2020", ["ngày ghi '32'"]),
        ("T, ngày 05 tháng 3 năm 20", ["năm ghi '20'"]),
        ("T ngày 05 tháng 3 năm 2020", ["thiếu dấu phẩy sau địa danh"]),
        ("ngày 05 tháng 3 năm 2020", ["thiếu địa danh"]),
        ("T, ngày 5 tháng 03 năm 2020", ["ngày 5 không ghi thêm số 0 ở trước", "tháng 03 thừa số 0"]),
    ],
)
def test_days_that_do_not(text: str, found: list[str]) -> None:
    assert rule_faults("TT210", replace_first("T, ngày 18 tháng 11 năm 2025", text)) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CỘNG HÒA", "CỘNG HOÀ", True),
        ("Ủy ban", "Uỷ ban", True),
        ("CỘNG HÒA", "CỘNG HÓA", False),
        ("CỘNG HÒA", "Cộng hòa", False),
        ("NGHĨA", "NGHIÃ", True),
        ("VIỆT", "VIẾT", False),
    ],
)
def test_where_a_tone_is_placed_does_not_matter(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_words(one, other) is same
