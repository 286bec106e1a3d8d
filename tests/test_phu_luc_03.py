"""Every figure, date and number of Phụ lục 03 of Đảng ủy UBND tỉnh Quảng Ngãi (9/2025) is in our report.

They were read from the published appendix by hand, task by task. Ours differs from it on purpose:
dates are written 04/7/2025 throughout (published: 04/07/2025, 31-12-2025, 'ngày 20 tháng 7 năm 2025');
1.380 services have a point (published: 1380); QĐ 458 TTG is 458/QĐ-TTg and NĐ 45/2020/NĐ-CP a Nghị định;
Kế hoạch 08, published both as 08/KH-BCĐ and as 08-KH/BCĐ, and Kế hoạch 02/KH/BCĐTW carry their Party
notation; of task 14 the number (2) of a half sentence is dropped; the deadline of task 28, printed as its
result, stands among the deadlines; the deadlines of tasks 4 ('10-01-2025', month first) and 32 (a body
and a day joined by '/') are written out; no group title repeats; the notice of a spreadsheet library is
gone. The head follows Hướng dẫn 36-HD/VPTW: the superior is the Đảng bộ (published: TỈNH ỦY QUẢNG NGÃI),
the body's code ĐU (published: ĐUUBNDT), and a comma stands before the day of a cited document. The only
appendix of our report has no number (published: Phụ lục 03).
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

PERIOD = "2025-09"
TB_03 = "Thông báo số 03-TB/BCĐTW, ngày 06/3/2025"
TB_05 = "Thông báo số 05-TB/BCĐTW, ngày 04/7/2025"
TB_06 = "Thông báo số 06-TB/BCĐCĐS, ngày 18/3/2025"
TB_14 = "Thông báo số 14-TB/TGV, ngày 21/4/2025"
TB_19 = "Thông báo số 19-TB/TGV, ngày 09/5/2025"
TB_27 = "Thông báo số 27-TB/TGV, ngày 08/6/2025"
TB_30 = "Thông báo số 30-TB/TGV, ngày 13/6/2025"
TB_35 = "Thông báo số 35-TB/TGV, ngày 11/7/2025"
END = "31/12/2025"
PROVINCES = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"
LACKING = (
    "Xã Ba Động", "Xã Ba Xa", "Xã Ba Vì", "Xã Sơn Mai", "Xã Sơn Kỳ", "Phường Đăk Cấm", "Xã Ngọk Bay",
    "Xã Đăk Rơ Wa", "Xã Ia Chim", "Xã Dục Nông", "Xã Xốp", "Xã Ngọc Linh", "Xã Đăk Plô", "Xã Đăk Môn",
    "Xã Ya Ly", "Xã Đăk Kôi", "Xã Đăk Rve", "Xã Măng Bút", "Xã Kon Plông", "Xã Rờ Kơi",
)  # fmt: skip
"""The 20 communes without equipment for video conferences."""
SERVICES = (
    "1. Danh mục dùng chung", "2. Liên thông hồ sơ hành chính công", "3. Xác thực", "SSO", "4. Tiếp nhận",
    "5. Liên thông Cổng Dịch vụ công quốc gia", "GRIS", "7. Lý lịch tư pháp", "8. Hộ tịch", "9. Thuế đất",
    "10. Cơ sở dữ liệu dân cư quốc gia", "VBDLIS", "12. Cấp phép xây dựng", "13. Giao thông vận tải",
    "14. Cấp mã số ngân sách", "15. Văn bản quy phạm pháp luật", "16. Cấp phép nhà ở", "17. vnpostcode",
    "18. Đăng ký doanh nghiệp", "19. Bảo hiểm xã hội", "20. Dịch vụ công của Bộ Lao động",
    "21. Cán bộ, công chức, viên chức", "22. Dịch vụ công thiết yếu", "23. Cơ sở dữ liệu về giá",
)  # fmt: skip
"""The 23 services that are connected to the national platform."""
PUBLISHED = {
    OUTSIDE: (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG BỘ TỈNH QUẢNG NGÃI",
        "Số -BC/ĐU",
        "Phụ lục",
        "THEO CÁC THÔNG BÁO KẾT LUẬN CỦA BAN CHỈ ĐẠO, TỔ GIÚP VIỆC BAN CHỈ ĐẠO",
        "của Đảng ủy UBND tỉnh Quảng Ngãi",
    ),
    "1": (TB_05, END, "Đang thực hiện"),
    "2": (
        TB_06, END, "Tờ trình số 607/TTr-SKHCN, ngày 04/8/2025", "năm 2025",
        "Quyết định số 608/QĐ-UBND, ngày 04/8/2025", "Kế hoạch số 22/KH-UBND, ngày 09/8/2025",
        "giai đoạn 2025 - 2030",
    ),
    "3": (TB_30, "Các thành phố trực thuộc Trung ương", "30/9/2025", "Không thuộc nhiệm vụ"),
    "4": (TB_30, "01/10/2025", "trước ngày 01/10/2025", "đến năm 2035"),
    "5": (TB_30, END, "Đang triển khai"),
    "6": (
        TB_30, END, "Đại học Quốc gia Hà Nội", "01/KH-ĐHQGHN-UBND, ngày 17/8/2023", "Đại học Đà Nẵng",
        "01/KH-UBND-ĐHĐN, ngày 11/8/2023", "Trường Đại học Tôn Đức Thắng",
        "01/KH-UBND-TDTU, ngày 17/7/2023",
        "8 nhiệm vụ hợp tác", "Hàn Quốc", "Kon Tum (cũ)",
    ),
    "7": (
        TB_03, "30/9/2025", "100%", "78,52% (Quảng Ngãi cũ)", "87,43% (Kon Tum cũ)",
        "78,43% (Quảng Ngãi cũ)", "23,17% (Kon Tum cũ)",
    ),
    "8": (
        TB_03, "31/8/2025", "114 cơ sở dữ liệu", "tháng 8/2025", "Quyết định số 240", "50% Giấy chứng nhận",
        "20 cơ sở khám bệnh", "19/61 hệ thống thông tin", "87,43%", "23,17%", "Kon Tum cũ",
    ),
    "9": (TB_05, "Các bộ, cơ quan", "Không thuộc nhiệm vụ"),
    "10": (
        TB_05, "Các bộ, ngành, địa phương, các doanh nghiệp, viện nghiên cứu, trường đại học",
        "Đang triển khai",
    ),
    "11": (TB_05, END, "Đang triển khai"),
    "12": (
        TB_06, "Các tỉnh ủy, thành ủy", "100% cơ quan cấp tỉnh", "100% cấp xã", "96/96 xã, phường, đặc khu",
        "100% thôn, bản", "3G, 4G", "5G", "58 trạm BTS", "20 địa phương", "VCS", *LACKING,
        "Máy lấy số xếp hàng tự động: 42/96 địa phương chưa có",
        "Màn hình hiển thị số (treo trần): 46/96 địa phương chưa có", "03/96 địa phương chưa có",
        "Thiết bị tra cứu thủ tục hành chính: 08/96 địa phương chưa có",
        "Máy tính cho cán bộ, công chức: 08/96 địa phương chưa đủ", "17/96 địa phương chưa đủ",
    ),
    "13": (TB_06, END, "Đang triển khai"),
    "14": (TB_19, END, "Luật Lưu trữ", "Đợi hướng dẫn của Trung ương"),
    "15": (TB_19, END, "Quyết định số 458/QĐ-TTg", "Nghị định số 45/2020/NĐ-CP"),
    "16": (
        TB_19, END, "04 số chuyên mục khoa học, công nghệ trên sóng truyền hình",
        "04 số trên sóng phát thanh",
        "02 số bản tin điện tử", "https://quangngaitv.vn/chuyen-doi-so", "phát thanh định kỳ 01 số/tuần",
        "ít nhất 01 số/tuần", "khoa học và công nghệ (1 số/tháng)", "chuyển đổi số (4 số/tháng)",
        "an toàn thông tin (1 số/tháng)", "(7 số/5 tháng)", "báo in (1 số/tháng)", "gần 30 tin",
        "khoảng 13 phóng sự", "6 chuyên mục", "Nghị quyết số 57-NQ/TW, ngày 22/12/2024", "KRT",
        "hơn 957.600 người dân", "01 lớp",
    ),
    "17": (TB_19, END, "Thường xuyên chỉ đạo"),
    "18": (TB_35, END, "Đang triển khai"),
    "19": (
        TB_35, END, "Quyết định số 57/QĐ-UBND, ngày 10/01/2025",
        "Quyết định số 263/QĐ-TTg, ngày 22/02/2022",
        "Quyết định số 56/QĐ-UBND, ngày 10/01/2025", "12 lớp", "Kế hoạch số 125/KH-UBND, ngày 02/6/2025",
        "cấp xã năm 2025", "tỉnh Quảng Ngãi năm 2025",
    ),
    "20": (TB_35, END, "01/7/2025"),
    "21": (
        TB_35, PROVINCES, "100% thủ tục", "cuối tháng 6/2025", "2 cấp", "VNPT", "Tháng 7/2025", "63,51%",
        "8/34 tỉnh, thành", "74,95%",
    ),
    "22": (TB_35, PROVINCES, "Công văn số 464/UBND-TTHC, ngày 20/7/2025", "VNeID"),
    "23": (
        TB_05, END, "Thông báo số 31/TB-UBND, ngày 16/7/2025", "tháng 6 năm 2025", "6 tháng đầu năm 2025",
        "6 tháng cuối năm 2025", "Công văn số 472/SKHCN-BCVT&CĐS, ngày 27/7/2025", "02 cấp",
    ),
    "24": (
        TB_05, END, "từ ngày 01/7/2025 đến hết tháng 12/2025",
        "Kế hoạch hành động số 05-KH/TU, ngày 21/7/2025",
        "Kế hoạch số 02-KH/BCĐTW, ngày 19/6/2025", "Công văn số 77-CV/ĐUUBNDT, ngày 20/7/2025",
    ),
    "25": (
        TB_05, END, "45 ứng dụng", "37 dịch vụ liên thông", "tháng 7", "khoảng 2.000",
        "hơn 4.000 mã định danh",
        "23 dịch vụ", "NDXP/VDXP", *SERVICES, "8.200 tài khoản", "2.192 thủ tục hành chính", "28 Nghị định",
        "1.784 dịch vụ công", "toàn trình 539", "một phần 1.245",
    ),
    "26": (TB_05, END, "2 cấp", "153 đề xuất"),
    "27": (TB_27, END, "03 năm", "100% thủ tục hành chính"),
    "28": (TB_05, "Các bộ, cơ quan, địa phương, doanh nghiệp và người dân", END),
    "29": (TB_05, END, "thuộc thẩm quyền của tỉnh"),
    "30": (
        TB_05, END, "96/96 xã, phường, đặc khu", "Xanh", "20 tỉnh, thành phố",
        "Kế hoạch số 02-KH/BCĐTW",
    ),
    "31": (TB_05, END, "Nghị quyết số 57-NQ/TW", "nq.57.gov.vn"),
    "32": (TB_06, "Các tỉnh ủy, thành ủy; 31/12/2025", "Đang triển khai"),
    "33": (TB_06, END, "đúng tiến độ"),
    "34": (TB_14, END, "một cửa số", "Kon Tum"),
    "35": (
        TB_14, END, "trong năm 2025", "Quyết định số 1827-QĐ/TU, ngày 11/02/2025",
        "Quyết định số 1845-QĐ/TU, ngày 21/02/2025", "Quyết định số 1434-QĐ/TU, ngày 05/02/2025",
        "Quyết định số 1828-QĐ/TU, ngày 11/02/2025", "Quy chế làm việc số 02-QC/BCĐ, ngày 21/02/2025",
        "Chương trình công tác số 06-CTr/BCĐ, ngày 21/5/2025", "Chương trình số 95-CTr/TU, ngày 24/01/2025",
        "Nghị quyết số 57-NQ/TW, ngày 22/12/2024", "Kế hoạch hành động số 359-KH/TU, ngày 29/4/2025",
        "Kế hoạch số 08-KH/BCĐ, ngày 03/6/2025", "Thông báo kết luận số 04-TB/BCĐTW, ngày 30/5/2025",
        "Tổng Bí thư Tô Lâm, Trưởng Ban Chỉ đạo Trung ương", "Quyết định số 505/QĐ-UBND, ngày 02/4/2025",
        "Quyết định số 425/QĐ-UBND, ngày 12/6/2025", "Quyết định số 01/QĐ-UBND, ngày 15/5/2025",
        "Kế hoạch số 02/KH-BCĐ, ngày 15/5/2025", "Quyết định số 327/QĐ-UBND, ngày 26/5/2025",
        "Nghị quyết số 71/NQ-CP, ngày 01/4/2025", "thay thế Kế hoạch số 51/KH-UBND, ngày 07/3/2025",
        "Kế hoạch số 01/KH-BCĐ, ngày 24/7/2025", "Quyết định số 516/QĐ-UBND, ngày 31/7/2025",
        "thay thế Quyết định số 505/QĐ-UBND, ngày 02/4/2025", "Đề án 06", "Kon Tum",
    ),
    "36": (TB_14, END, "1.380 dịch vụ công trực tuyến", "734 dịch vụ công", "1.099 dịch vụ công", "100%"),
    "37": (TB_35, END, "mục tiêu chung toàn hệ thống"),
    "38": (TB_35, END, "16 giờ", "theo hướng dẫn của Trung ương"),
}  # fmt: skip
GROUPS = {1: (1, 1), 2: (2, 6), 3: (7, 22), 4: (23, 24), 5: (0, -1), 6: (25, 27), 7: (28, 28), 8: (29, 38)}
"""The first and the last task of every group; the fifth has none."""
TITLES = (
    "STT",
    "Nhiệm vụ cụ thể",
    "Văn bản giao nhiệm vụ",
    "Thời hạn hoàn thành",
    "Tiến độ",
    "Kết quả thực hiện",
)
NOT_OURS = ("3", "9")
"""Tasks of which the published table says 'Không thuộc nhiệm vụ'."""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return build_published(tmp_path_factory.mktemp("phu-luc-03"), PERIOD, "tb-bcdtw")


@pytest.fixture(scope="module")
def report(outcome: Outcome) -> Word:
    return Word(only_file(outcome, ".docx"))


@pytest.fixture(scope="module")
def table(report: Word) -> list[list[str]]:
    return table_grid(report, TITLES[0])


@pytest.mark.parametrize(
    ("section", "figure"), [(section, figure) for section, known in PUBLISHED.items() for figure in known]
)
def test_what_was_published_stands_with_its_task(
    report: Word, table: list[list[str]], section: str, figure: str
) -> None:
    assert stands_in_section(figure, table_sections(by_task(report, table))[section])


def test_columns_are_those_that_were_published_and_the_progress(table: list[list[str]]) -> None:
    assert tuple(table[0]) == TITLES


def test_tasks_stand_in_order_under_their_groups_and_no_title_repeats(table: list[list[str]]) -> None:
    expected = []
    for group, (first, last) in GROUPS.items():
        expected += [f"Nhóm {group}", *map(str, range(first, last + 1))]
    assert [row[0].partition(" - ")[0] for row in table[1:]] == expected


def test_the_fifth_group_says_that_it_has_no_task(table: list[list[str]]) -> None:
    (title,) = [row[0] for row in table if row[0].startswith("Nhóm 5 - ")]
    assert title.endswith(": không có nhiệm vụ")


def test_what_is_no_task_of_the_province_does_not_apply(table: list[list[str]]) -> None:
    result = [row[0] for row in table if len(row) > 1 and row[4] == "Không áp dụng"]
    assert result == list(NOT_OURS)


def test_every_task_counts_once_in_the_summary(report: Word) -> None:
    summary = [
        grid_row for grid_row in table_grid(report, "Nhóm nhiệm vụ") if grid_row[0].startswith("Tổng")
    ]
    assert summary[0][1] == "38"


def test_long_results_keep_their_parts_as_paragraphs(table: list[list[str]]) -> None:
    results = {row[0]: row[5] for row in table if len(row) > 1}
    assert results["12"].count("\n") == 9
    assert results["16"].count("\n") == 5


def test_nothing_of_the_broken_print_is_left(report: Word) -> None:
    assert "Aspose" not in printed_text(report.root)
    assert "Evaluation" not in printed_text(report.root)


def test_the_workbook_holds_the_same_cells(outcome: Outcome, table: list[list[str]]) -> None:
    same_cells(Workbook(only_file(outcome, ".xlsx")), table)


def test_the_data_are_without_errors() -> None:
    assert (
        check_errors(PERIOD, ("data/directives/tb-bcdtw", "data/directives/van-ban", "data/units/d")) == []
    )
