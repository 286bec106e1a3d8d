"""Every figure, date and number of Báo cáo 189/BC-UBND of xã Mỏ Cày (18/11/2025) is in our report.

The figures were read from the published report by hand, section by section. Ours differs from it on
purpose: sections are numbered without the gap after I.3; 66 of 3.781 is 1,75% (published: 1,15%);
decimals have a comma throughout (published: 86.6%, 13.4%); notes name the commune.
"""

import pytest

from baocao.pipeline.making import Outcome
from office import W, Word, printed_text
from published import FOOTNOTES, HEAD, SIGNATURE, by_heading, stands_in_section, table_sections

PUBLISHED = {
    HEAD: (
        "ỦY BAN NHÂN DÂN XÃ MỎ CÀY",
        "Số: 189/BC-UBND",
        "Mỏ Cày, ngày 18 tháng 11 năm 2025",
        "BÁO CÁO",
        "Nghị quyết số 57-NQ/TW của Bộ Chính trị và Nghị quyết số 71/NQ-CP của Chính phủ",
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
        "Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ",
        "Công văn số 146-CV/ĐU ngày 10/11/2025 của Đảng ủy xã Mỏ Cày",
        "về việc báo cáo kết quả thực hiện Nghị quyết số 57-NQ/TW",
    ),
    FOOTNOTES: (
        "Quyết định số 09/QĐ-UBND ngày 01/7/2025 của Chủ tịch UBND xã",
        "Đề án 06",
        "Quyết định số 632/QĐ-UBND ngày 31/7/2025 của Chủ tịch UBND xã",
        "14 Tổ công nghệ số cộng đồng của 14 tổ dân phố",
        "Quyết định số 724/QĐ-UBND ngày 16/8/2025 của UBND xã",
        "Quyết định số 1198/QĐ-UBND ngày 07/11/2025 của UBND xã",
    ),
    "I.1": (
        "04 quyết định",
        "14 Tổ công nghệ số cộng đồng",
        "Nghị quyết số 57-NQ/TW",
        "Nghị quyết số 71/NQ-CP",
        "Kế hoạch hành động số 08-KH/ĐU ngày 15/8/2025",
        "Kế hoạch hành động số 359-KH/TU ngày 29/4/2025 của Ban Thường vụ Tỉnh ủy",
    ),
    "I.2": (
        "đến ngày 03/11/2025",
        "3.118 học viên, xếp hạng 7/96",
        "11.763 chuyên đề, xếp hạng 6/96",
        "2.167 giấy chứng nhận, xếp hạng 6/96",
        "3.118 người, xếp hạng 11/96",
        "Công văn số 816/UBND-VX ngày 11/11/2025",
        "đến hết ngày 20/11/2025",
        "đến ngày 18/11/2025",
        "4.365 học viên, xếp hạng 11/96",
        "16.275 chuyên đề, xếp hạng 10/96",
        "2.993 giấy chứng nhận, xếp hạng 10/96",
        "4.365 người, xếp hạng 17/96",
        "100% tham gia khóa học và được cấp chứng nhận",
        "ít nhất 80% người trong độ tuổi trưởng thành",
        "100% cán bộ, công chức tham gia tập huấn kỹ năng số cơ bản",
    ),
    "I.4.1": (
        "Băng rộng di động đạt trên 90%",
        "Băng rộng di động 5G đạt trên 30%",
        "Băng rộng cố định đạt trên 80%",
    ),
    "I.4.2": (
        "100% văn bản trao đổi",
        "100% cán bộ, công chức, viên chức có tài khoản công vụ",
        "100% cán bộ, công chức giải quyết thủ tục hành chính",
        "iOffice",
    ),
    "I.4.3": (
        "Quyết định số 1325/QĐ-UBND ngày 30/12/2021 của UBND tỉnh Quảng Ngãi",
        "11 sản phẩm được công nhận OCOP",
        "09 sản phẩm đạt 3 sao",
        "02 sản phẩm đạt 4 sao",
    ),
    "I.4.4": ("G-Quảng Ngãi", "UniQMS"),
    "I.5.1": (
        "100% phòng, đơn vị",
        "trao đổi văn bản điện tử đạt trên 90%",
        "06 tổ chức",
        "25 cá nhân",
        "https://mocay.quangngai.gov.vn",
        "https://dichvucong.gov.vn/p/phananhkiennghi/pakn-gui-pakn.html",
        "Văn phòng UBND tỉnh Quảng Ngãi, số 52 Hùng Vương, xã Cẩm Thành, tỉnh Quảng Ngãi",
        "Fax: 0255 3822 217",
        "0255 3718 200",
        "pakn@quangngai.gov.vn",
        "0382.234.000",
        "hcc-mocay@quangngai.gov.vn",
    ),
    "I.5.2.a": (
        "từ ngày 01/7/2025 đến ngày 30/10/2025: 3.781 hồ sơ",
        "trực tuyến 3.276 hồ sơ (chiếm 86,6%)",
        "505 hồ sơ (chiếm 13,4%)",
        "3.681/3.781 hồ sơ (chiếm 97,4%)",
        "3.679/3.681 hồ sơ (chiếm 99,95%)",
        "02/3.681 hồ sơ (chiếm 0,05%)",
        "66/3.781 hồ sơ (chiếm 1,75%)",
        "66/66 hồ sơ (chiếm 100%)",
        "quá hạn 0 hồ sơ",
        "34 hồ sơ",
    ),
    "I.5.2.b": ("Quyết định số 964/QĐ-UBND ngày 29/8/2025 của UBND tỉnh Quảng Ngãi",),
    "I.5.2.c": ("https://mocay.quangngai.gov.vn",),
    "I.5.2.d": (
        "233 TTHC",
        "2.858 hồ sơ",
        "2.458/2.858 hồ sơ (chiếm 86%)",
        "400/2.858 hồ sơ (chiếm 14%)",
        "143 TTHC",
        "785 hồ sơ",
        "783/785 hồ sơ (chiếm 99,7%)",
        "02/785 hồ sơ (chiếm 0,3%)",
    ),
    "I.6": ("số hóa khi tiếp nhận đạt 100%", "kết quả giải quyết TTHC được số hóa đạt 100%"),
    "I.7": (
        "02 nhà mạng (VNPT và Viettel)",
        "02 đường truyền",
        "Bkav Endpoint",
        "32 máy tính",
    ),
    "I.8.1": ("21 đồng chí", "Quyết định số 09/QĐ-UBND ngày 01/7/2025 của Chủ tịch UBND xã"),
    "I.8.2": ("01 công chức", "14 Tổ công nghệ số cộng đồng tại 14 thôn", "112 thành viên"),
    "I.9.a": (
        "khoảng 479.000.000 đồng",
        "bằng chữ: Bốn trăm bảy mươi chín triệu đồng",
        "chưa có kinh phí để chi trả",
    ),
    "I.9.b": ("Nghị quyết số 57-NQ/TW", "Kế hoạch số 02-KH/BCĐTW", "5.687,4 triệu đồng"),
    "II.1": (
        "đúng hẹn, trước hẹn đạt 99,9%",
        "số hóa kết quả giải quyết đạt 100%",
        "thanh toán trực tuyến đạt 93%",
    ),
    "III.1": (
        "Nghị quyết số 57-NQ/TW",
        "Kế hoạch số 02-KH/BCĐTW",
        "Kế hoạch hành động số 05-KH/TU ngày 20/7/2025 của Ban Thường vụ Tỉnh ủy Quảng Ngãi",
    ),
    SIGNATURE: (
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Võ Việt Cường",
        "TT Đảng ủy, TT HĐND xã;",
        "CT, các PCT UBND xã;",
        "Các phòng, ban, ngành xã;",
        "Văn phòng Đảng ủy xã;",
        "VP: C-PCVP;",
        "Lưu: VT.",
    ),
}


@pytest.fixture(scope="module")
def report(real: Outcome) -> Word:
    (made,) = [each for each in real.made if each.unit == "xa-mo-cay"]
    return Word(made.data)


@pytest.fixture(scope="module")
def ours(report: Word) -> dict[str, str]:
    """What every section of the report says, by its number as in 'I.5.2.a'."""
    return table_sections(by_heading(report))


@pytest.mark.parametrize(
    ("section", "figure"), [(section, figure) for section, known in PUBLISHED.items() for figure in known]
)
def test_what_was_published_stands_in_its_section(ours: dict[str, str], section: str, figure: str) -> None:
    assert stands_in_section(figure, ours[section])


def test_the_sections_are_those_that_were_published(ours: dict[str, str]) -> None:
    assert PUBLISHED.keys() <= ours.keys()
    assert [name for name in ours if name.count(".") == 1 and name.startswith("I.")] == [
        f"I.{number}" for number in range(1, 10)
    ]


def test_nothing_is_missing_in_the_sentences(report: Word) -> None:
    assert b"w:highlight" not in report.parts["word/document.xml"]
    assert "[chưa có số liệu]" not in printed_text(report.root)


def test_notes_are_footnotes_that_the_text_refers_to(report: Word) -> None:
    assert len(list(report.root.iter(f"{W}footnoteReference"))) == 1
    assert len(list(report.part("word/footnotes.xml").iter(f"{W}footnoteRef"))) == 1
