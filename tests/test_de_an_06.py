"""Every figure, date and number of the Đề án 06 report for 11/2025 of Sở KH&CN is in ours.

The figures were read from the published công văn by hand, section by section; sentences are shorter.
Ours differs from it on purpose:

- the preamble dates Chỉ thị 07/CT-TTg 14/3/2025, section 1 dates it 14/3/2024: ours cites it once, with
  14/3/2025, the year that the plan of 11/4/2025 built on it confirms;
- the marks 18 and 19 in section 6 of the scan have no notes; the notes are 1 to 12 and stand by meaning;
- in the preamble the order of the documents is such that 'Đề án 06' is explained at its first mention;
- the source names neither number nor day nor signer: the draft leaves them blank.
"""

import re

import pytest

from baocao.pipeline.making import Outcome
from office import W, Word, printed_text
from published import FOOTNOTES, HEAD, SIGNATURE, by_heading, stands_in_section, table_sections

NOTES = (
    "Kế hoạch số 2194/KH-SKHCN ngày 16/10/2025",
    "Kế hoạch số 2739/KH-SKHCN ngày 11/11/2025",
    "Công văn số 2193/SKHCN-BCVT&CĐS ngày 16/10/2025",
    "Công văn số 2281/SKHCN-BCVT&CĐS ngày 28/10/2025",
    "Công văn số 2443/SKHCN-BCVT&CĐS ngày 28/10/2025",
    "Công văn số 2573/SKHCN-BCVT&CĐS ngày 03/11/2025",
    "Công văn số 2686/SKHCN-BCVTCĐS ngày 08/11/2025",
    "Công văn số 2495/SKHCN-BCVTCĐS ngày 30/10/2025",
    "Công văn số 16581/BTC-DNTN ngày 23/10/2025 của Bộ Tài chính",
    "Công văn số 2617/SKHCN-BCVTCĐS ngày 05/11/2025",
    "Công văn số 2318/SKHCN-BCVTCĐS ngày 22/10/2025",
    "Báo cáo số 2384/BC-SKHCN ngày 27/10/2025",
)
"""What the notes at the foot of the pages say, in their order."""

NOTED = (
    "Nghị quyết số 214/NQ-CP",
    "Chỉ thị số 24/CT-TTg",
    "hợp nhất hạ tầng thông tin, hạ tầng số tại các địa phương",
    "Chỉ thị số 04/CT-UBND",
    "Quyết định số 3090/QĐ-BKHCN",
    "xây dựng chính quyền số",
    "Quyết định số 2161/QĐ-TTg",
    "Quyết định số 32/2025/QĐ-TTg",
    "Hệ thống đăng ký kinh doanh",
    "Quy hoạch tỉnh Quảng Ngãi",
    "đợt 2",
    "Quyết định số 749/QĐ-TTg",
)
"""What stands before each mark, since the mark before it."""

PUBLISHED = {
    HEAD: (
        "UBND TỈNH QUẢNG NGÃI",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "/SKHCN-BCVT&CĐS",
        "V/v báo cáo tình hình triển khai nhiệm vụ được giao về Đề án 06",
        "tháng 11 năm 2025",
        "Kính gửi: Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
        "Quyết định số 01/QĐ-TCTĐA06 ngày 06/4/2022 của Tổ trưởng Tổ công tác",
        "Kế hoạch số 16/KH-UBND ngày 22/01/2024 của Chủ tịch UBND tỉnh",
        "trên địa bàn tỉnh Quảng Ngãi năm 2025",
        "Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ",
        "giai đoạn 2022 - 2025, tầm nhìn đến năm 2030",
        "Kế hoạch số 78/KH-UBND ngày 11/4/2025 của UBND tỉnh",
        "Chỉ thị số 07/CT-TTg ngày 14/3/2025 của Thủ tướng Chính phủ",
        "năm 2025 và những năm tiếp theo",
    ),
    "1": (
        "Chỉ thị số 07/CT-TTg",
        "Kế hoạch số 54/KH-UBND ngày 06/10/2025 của UBND tỉnh Quảng Ngãi",
        "Nghị quyết số 214/NQ-CP ngày 23/7/2025 của Chính phủ",
        "Chỉ thị số 24/CT-TTg ngày 13/9/2025 của Thủ tướng Chính phủ",
        "Chỉ thị số 04/CT-UBND ngày 15/10/2025 của UBND tỉnh Quảng Ngãi",
        "Quyết định số 3090/QĐ-BKHCN ngày 08/10/2025 của Bộ trưởng Bộ Khoa học và Công nghệ",
        "Khung kiến trúc tổng thể quốc gia số",
        "Kế hoạch số 75/KH-UBND ngày 04/11/2025",
        "Tổng Bí thư Tô Lâm",
        "quý III năm 2025",
        "Nghị quyết số 57-NQ/TW",
        "Kế hoạch số 01-KH/BCĐ ngày 17/10/2025 của Ban Chỉ đạo tỉnh",
        "Kế hoạch số 83/KH-UBND ngày 11/11/2025",
        "5G",
        "IoT",
        "giai đoạn 2025 - 2030",
        "Công văn số 3983/UBND-KGVX ngày 28/10/2025",
        "Công văn số 02-CV/BCĐ ngày 22/10/2025 của Ban Chỉ đạo tỉnh",
        "Thông báo số 47-TB/TGV ngày 17/10/2025 của Tổ Giúp việc, Ban Chỉ đạo Trung ương",
        "Công văn số 4202/UBND-KGVX ngày 03/11/2025",
        "Quyết định số 2161/QĐ-TTg ngày 29/9/2025 của Thủ tướng Chính phủ",
        "Quyết định số 32/2025/QĐ-TTg ngày 08/9/2025 của Thủ tướng Chính phủ",
    ),
    "2.1": (
        "VNPT Quảng Ngãi",
        "số hóa khi tiếp nhận: cấp tỉnh đạt 99,75%, cấp xã đạt 99,94%",
        "kết quả giải quyết TTHC được số hóa: cấp tỉnh đạt 82,29%, cấp xã đạt 98,84%",
        "tiếp nhận trực tuyến: cấp tỉnh đạt 91,43%, cấp xã đạt 96,78%",
    ),
    "2.2": (
        "thành phần hồ sơ đạt 100%",
        "kết quả giải quyết TTHC đạt 100%",
        "100% hồ sơ dịch vụ công trực tuyến được tiếp nhận trực tuyến",
        "100% hồ sơ tiếp nhận trong kỳ được xử lý đúng hạn, trước hạn",
    ),
    "3": (
        "thời kỳ 2021 - 2030, tầm nhìn đến năm 2050",
        "06 vị trí",
        "VNPT Quảng Ngãi (đợt 2)",
    ),
    "4": ("chuyendoiso.quangngai.gov.vn", "Quảng Ngãi năm 2025 tại xã Măng Đen"),
    "5": (
        "Mô hình 8: LGSP",
        "Mô hình 24: Chuẩn hóa xác thực tập trung (SSO)",
        "04 mô hình được giao",
        "Mô hình 27: Phân tích tình hình dân cư",
        "Mô hình 28: Phân tích tình hình lao động",
        "Mô hình 29: Phân tích tình hình du lịch thông qua lưu trú",
        "Mô hình 30: Phân tích tình hình trật tự, an toàn xã hội",
        "Trung tâm Giám sát, điều hành thông minh (IOC)",
    ),
    "6": (
        "09 giờ ngày 11/11/2025",
        "119.285 học viên",
        "44.683 học viên",
        "74.602 học viên",
        "88.064 người (đạt 74%)",
        "ngày 14/11/2025",
        "96 điểm cầu xã, phường, đặc khu",
        "Sở Nông nghiệp và Môi trường",
        "Sở Tài chính",
        "Hội Luật gia Quảng Ngãi",
        "xã Đăk Rve",
        "https://pakn.nq57.vn",
        "Nghị quyết số 57-NQ/TW",
        "Quyết định số 749/QĐ-TTg ngày 03/6/2020",
        "Đăk Sao, Ya Ly, Sa Bình",
        "từ ngày 10/10 đến ngày 10/11/2025",
        "khoảng 150 thiết bị",
    ),
    "7": ("Phòng Cảnh sát quản lý hành chính về trật tự xã hội, Công an tỉnh tổng hợp./.",),
    SIGNATURE: (
        "- Như trên;",
        "- Công an tỉnh;",
        "- Email: dean06-ca@quangngai.gov.vn;",
        "- Lãnh đạo Sở;",
        "- Lưu: VT, BCVT&CĐS.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
    ),
}
MARK = "\N{WHITE FLAG}"


@pytest.fixture(scope="module")
def report(real: Outcome) -> Word:
    (made,) = [each for each in real.made if each.unit == "so-khcn" and "da06" in each.name]
    return Word(made.data)


@pytest.fixture(scope="module")
def ours(report: Word) -> dict[str, str]:
    """What every section says, by its number as in '2.1'."""
    return table_sections(by_heading(report))


@pytest.mark.parametrize(
    ("section", "figure"), [(section, figure) for section, known in PUBLISHED.items() for figure in known]
)
def test_what_was_published_stands_in_its_section(ours: dict[str, str], section: str, figure: str) -> None:
    assert stands_in_section(figure, ours[section])


def test_the_sections_are_those_that_were_published(ours: dict[str, str]) -> None:
    numbers = ["1", "2", "2.1", "2.2", "3", "4", "5", "6", "7"]
    assert list(ours) == [HEAD, *numbers, SIGNATURE, FOOTNOTES]


def test_the_notes_are_footnotes_in_the_published_order(report: Word) -> None:
    assert [printed_text(note).strip().rstrip(".") for note in report.notes()] == list(NOTES)


def test_every_mark_stands_where_its_note_belongs(report: Word) -> None:
    pieces = with_marks(report).split(MARK)
    assert len(pieces) == len(NOTED) + 1
    for piece, noted in zip(pieces, NOTED, strict=False):
        assert noted in piece


def with_marks(report: Word) -> str:
    """Return the text of the body with a sign in place of every mark of a note."""
    kinds = (f"{W}t", f"{W}footnoteReference")
    parts = [part for part in report.body.iter() if part.tag in kinds]
    return "".join(part.text or "" if part.tag == f"{W}t" else MARK for part in parts)


def test_learners_are_the_sum_of_officials_and_citizens(ours: dict[str, str]) -> None:
    """The total is computed: 44.683 + 74.602."""
    assert "119.285 học viên, gồm 44.683 học viên" in ours["6"]


def test_number_day_and_signer_stay_blank(report: Word, ours: dict[str, str]) -> None:
    assert re.search(r"Số:\s+/SKHCN-BCVT&CĐS", ours[HEAD])
    assert re.search(r"Quảng Ngãi, ngày\s+tháng\s+năm", ours[HEAD])
    assert report.texts("HoTen") == ["[họ và tên]"]
    assert "Phan Văn Hiếu" not in printed_text(report.root)


def test_nothing_is_missing_in_the_sentences(report: Word) -> None:
    assert report.parts["word/document.xml"].count(b"w:highlight") == 1  # the signer's name
    assert "[chưa có" not in printed_text(report.root)


def test_the_province_report_of_the_communes_is_not_disturbed(real: Outcome) -> None:
    """Figures that Sở KH&CN enters for itself are in no total of the communes."""
    (made,) = [each for each in real.made if "tong-hop" in each.name]
    report = printed_text(Word(made.data).root)
    assert "Số: /BC-SKHCN" in " ".join(report.split())
    assert "119.285" not in report
