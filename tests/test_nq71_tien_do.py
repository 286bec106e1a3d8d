"""Every figure, date and number of the appendix to Công văn 891/SKHCN-QLKHCN (13/5/2025) is in ours.

They were read from the published appendix by hand, task by task, and all are kept. The addressee and
the signer are not in the appendix and stay open; tasks 10, 18 (1), 18 (2) and 19 have no result in the
published table, and ours says that it is missing.
"""

import pytest

from baocao.pipeline.making import Outcome
from office import Word, Workbook, printed_text
from published import (
    OUTSIDE,
    build_published,
    by_task,
    check_errors,
    only_file,
    same_cells,
    stands_in_section,
    table_grid,
    table_sections,
)

PERIOD = "2025-05"
DIRECTIVE = "nq71-tien-do"
PUBLISHED = {
    OUTSIDE: (
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Số: 891/SKHCN-QLKHCN",
        "Quảng Ngãi, ngày 13 tháng 5 năm 2025",
        "Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ",
        "đến ngày 10/5/2025",
        "NGHỊ QUYẾT SỐ 71/NQ-CP NGÀY 01/4/2025",
        "CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA CHÍNH PHỦ THỰC HIỆN NGHỊ QUYẾT SỐ 57-NQ/TW CỦA BỘ CHÍNH TRỊ",
        "Kèm theo Công văn số",
        "Cơ quan thực hiện: Sở Khoa học và Công nghệ tỉnh Quảng Ngãi",
    ),
    "1": ("Các bộ, ngành, địa phương", "Thường xuyên", "“Bình dân học vụ số”", "lễ phát động"),
    "2": (
        "Thường xuyên",
        "Kế hoạch số 51/KH-UBND ngày 07/3/2025",
        "Nghị quyết số 03/NQ-CP ngày 09/01/2025 của Chính phủ",
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
    ),
    "3": ("Tháng 3/2025", "thay thế Kế hoạch số 51/KH-UBND ngày 07/3/2025 của UBND tỉnh"),
    "4": ("Thường xuyên", "nhân sự chuẩn bị Đại hội"),
    "5": ("Quyết định của cấp có thẩm quyền", "Tháng 9/2025", "Sở Nội vụ", "năm 2025"),
    "6": ("100%", "Tháng 9/2025", "Đã thực hiện", "Tiếp tục số hóa"),
    "7": ("Tháng 12/2025", "Đang thực hiện", "Tiếp tục tái cấu trúc"),
    "8": ("Báo cáo thực hiện", "Thường xuyên", "AI"),
    "9": ("Tháng 12/2025", "LGSP tỉnh Quảng Ngãi", "trục liên thông quốc gia", "Tiếp tục triển khai"),
    "10": ("Địa phương được lựa chọn", "Quyết định của Thủ tướng Chính phủ", "Tháng 9/2026"),
    "11": (
        "Các thành phố trực thuộc Trung ương và một số tỉnh đủ điều kiện",
        "Tháng 6/2028",
        "Quyết định số 1551/QĐ-UBND ngày 31/12/2022 của UBND tỉnh",
        "đến năm 2025, định hướng đến năm 2030",
    ),
    "12": ("Quyết định của Thủ tướng Chính phủ", "Tháng 9/2025", "Đang thực hiện"),
    "13": ("5G", "Địa phương", "Tháng 9/2025", "Đang xây dựng dự thảo Kế hoạch", "Ban hành và triển khai"),
    "14": ("Tháng 6/2026", "80%", "Quyết định số 862/QĐ-UBND ngày 04/7/2022"),
    "15": ("Hoàn thành kết nối", "Tháng 9/2026", "Quyết định số 856/QĐ-UBND ngày 07/6/2023"),
    "16": (
        "1552/BTTTT-THH",
        "708/BTTTT-CATTT",
        "Nghị định số 107/2021/NĐ-CP",
        "Tháng 9/2025",
        "cấp độ 3",
        "từ năm 2022",
    ),
    "17": (
        "(PPP)",
        "Tháng 9/2025",
        "Quyết định số 1325/QĐ-UBND",
        "giai đoạn 2022-2025",
        "Kế hoạch số 153/KH-UBND ngày 16/7/2024",
    ),
    "18": ("Đề án 06",),
    "(1)": ("Phát triển kinh tế ban đêm", "Các địa phương", "Đề án 06", "Tháng 9/2025"),
    "(2)": ("Mô hình điểm", "Hoàn thành mô hình", "Tháng 9/2025"),
    "19": ("Các tỉnh, thành phố trực thuộc Trung ương", "2025 và những năm tiếp theo"),
    "20": ("Hằng năm", "đang đề xuất danh mục bài toán lớn", "Công bố danh mục bài toán lớn"),
    "21": (
        "thời kỳ 2021 - 2030, tầm nhìn đến năm 2050",
        "Tháng 6/2028",
        "Quyết định số 36/QĐ-TTg ngày 11/01/2024 của Thủ tướng Chính phủ",
        "đến năm 2030",
    ),
    "22": (
        "Tháng 12/2025",
        "Sở Công Thương",
        "OCOP",
        "964.654 người dân",
        "76,57%/tổng dân số",
        "01 đợt tập huấn",
    ),
}
GROUPS = {
    "I": "1 2 3 4 5",
    "II": "6 7",
    "III": "8 9 10 11 12 13 14 15 16",
    "V": "17 18 (1) (2) 19",
    "VI": "20 21 22",
}
TITLES = (
    "TT",
    "Tên nhiệm vụ",
    "Cơ quan chủ trì",
    "Kết quả yêu cầu",
    "Thời hạn hoàn thành",
    "Kết quả (đến ngày 10/5/2025)",
    "Dự kiến kết quả đến tháng 6/2025",
    "Khó khăn, vướng mắc",
    "Kiến nghị",
)
BLANK = ("10", "(1)", "(2)", "19")
"""Tasks without a result in the published table."""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return build_published(tmp_path_factory.mktemp("nq71-tien-do"), PERIOD, "nq71-tien-do")


@pytest.fixture(scope="module")
def letter(outcome: Outcome) -> Word:
    return Word(only_file(outcome, ".docx"))


@pytest.fixture(scope="module")
def table(letter: Word) -> list[list[str]]:
    return table_grid(letter, TITLES[0])


@pytest.mark.parametrize(
    ("section", "figure"), [(section, figure) for section, known in PUBLISHED.items() for figure in known]
)
def test_what_was_published_stands_with_its_task(
    letter: Word, table: list[list[str]], section: str, figure: str
) -> None:
    assert stands_in_section(figure, table_sections(by_task(letter, table))[section])


def test_columns_are_those_that_were_published(table: list[list[str]]) -> None:
    assert tuple(table[0]) == TITLES


def test_tasks_stand_in_order_under_their_groups_and_no_title_repeats(table: list[list[str]]) -> None:
    expected = [part for group, tasks in GROUPS.items() for part in (group, *tasks.split())]
    assert [row[0].partition(".")[0] for row in table[1:]] == expected
    titles = [row[0] for row in table[1:] if len(row) == 1]
    assert len(titles) == len(set(titles)) == len(GROUPS)


def test_a_result_that_was_not_published_is_not_made_up(table: list[list[str]]) -> None:
    results = {row[0]: row[5] for row in table[1:] if len(row) > 1}
    assert {task for task, result in results.items() if result in {"", "…"}} == {*BLANK, "18"}


def test_neither_addressee_nor_signer_is_made_up(letter: Word) -> None:
    assert "Kính gửi: [nơi gửi]" in printed_text(letter.root)
    assert "Phan Văn Hiếu" not in printed_text(letter.root)


def test_the_workbook_holds_the_same_cells(outcome: Outcome, table: list[list[str]]) -> None:
    same_cells(Workbook(only_file(outcome, ".xlsx")), table)


def test_the_data_are_without_errors() -> None:
    assert check_errors(PERIOD, ("data/directives/nq-71", "data/units/so-khcn/2025-05")) == []
