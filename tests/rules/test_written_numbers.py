"""Numbers in prose: which can be figures, and which figures they are."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.rules.prose import without_marks
from baocao.rules.reports import reports_of
from baocao.rules.written_numbers import KnownNumbers, written_numbers
from reading import many
from support import Sandbox

FILE = "data/units/xa-mot/2025-11.yaml"


def number_texts(prose: str) -> list[str]:
    return [number.text for number in written_numbers(without_marks(prose))]


@pytest.mark.parametrize(
    ("prose", "numbers"),
    [
        ("Nhận 3.781 hồ sơ, trực tuyến 3.276 hồ sơ.", ["3.781", "3.276"]),
        ("Đạt 86,6%; 100% thôn (5%)", ["86,6%", "100%", "5%"]),
        ("đạt tỷ lệ 76,57%/tổng dân số", ["76,57%"]),
        ("Xếp thứ 8/34, hạng 42/96 địa phương", ["34", "42", "96"]),
        ("Kinh phí 479 triệu đồng và 5 tỷ đồng", ["479 triệu", "5 tỷ"]),
        ("khoảng 2.000 trong tổng số 4.000 mã", ["2.000", "4.000"]),
        ("có 45-50 hộ", ["45", "50"]),
        ("Có 3 781 hồ sơ", ["3 781"]),
        ("đạt 45. Sau đó", ["45"]),
        ("cấu hình 2.192 thủ tục, một phần 1.245", ["2.192", "1.245"]),
    ],
)
def test_numbers_that_count_something_are_found(prose: str, numbers: list[str]) -> None:
    assert number_texts(prose) == numbers


@pytest.mark.parametrize(
    "prose",
    [
        "04 quyết định, 9 thôn, 1 số/tuần",
        "ngày 14/11/2025, 15/10, 10/2025, tháng 11 năm 2025, quý III, năm 2026",
        "giai đoạn 2021 - 2030, 2022-2025; lúc 16 giờ 30 phút; 16:30, 16h30",
        "Điều 15, 16 và 17; khoản 12 Điều 20; Nghị quyết 57; Đề án 06; Mô hình 24: SSO, đợt 12",
        "số 240, 964/QĐ-UBND, 08-KH/ĐU, 107/2021/NĐ-CP, Quyết định số 12",
        "số 52 Hùng Vương, điện thoại 0255 3822 217; 0382.234.000",
        "https://a.vn/12/345, a12@b.vn, mạng 5G, nq57, Windows 11",
        "trong 15 ngày, 45 phút, 12 tháng, từ 14 tuổi",
        "gồm: 10. Dân cư; 11. Đất đai; (12) Hộ tịch",
        "[=hs.a12] hồ sơ theo [@qd-1998; @qd-45]",
    ],
)
def test_numbers_that_name_something_are_not(prose: str) -> None:
    assert number_texts(prose) == []


@pytest.mark.parametrize(
    "prose",
    ["3.781", "3781", "3.276", "86,6%", "86,64%", "87%", "khoảng 3.800", "gần 4 nghìn", "3,8 nghìn",
     "3 781", "479 triệu", "0,48 tỷ", "479.000.000"],
)  # fmt: skip
def test_a_figure_may_be_written_in_many_ways(sandbox: Sandbox, prose: str) -> None:
    assert unexplained_numbers(sandbox, prose) == []


@pytest.mark.parametrize(
    ("prose", "near"),
    [
        ("3.718", " (gần nhất: hs.tiep_nhan = 3.781)"),
        ("86,7%", " (gần nhất: hs.ty_le = 86,64)"),
        ("3.800", " (gần nhất: hs.tiep_nhan = 3.781)"),
        ("12.000", ""),
        ("khoảng 12.000", ""),
        ("497 triệu", " (gần nhất: hs.kinh_phi = 479.000.000)"),
    ],
)
def test_another_number_is_told_with_the_nearest_figure(sandbox: Sandbox, prose: str, near: str) -> None:
    assert unexplained_numbers(sandbox, prose) == [near]


def unexplained_numbers(sandbox: Sandbox, prose: str) -> list[str]:
    sandbox.replace(FILE, "nhiem_vu:", "  hs.kinh_phi: 479.000.000\nnhiem_vu:")
    workspace = sandbox.load().workspaces[0]
    known = KnownNumbers(reports_of(workspace, ()).own["xa-mot"], workspace.submissions["xa-mot"])
    numbers = list(written_numbers(f"Đạt {prose} hồ sơ"))
    assert len(numbers) == 1
    return [known.nearest_words(number) for number in numbers if not known.is_explained(number)]


@many
@given(st.text("0123456789.,/%- số điều năm\n\u00a0()"))
def test_any_text_can_be_read(text: str) -> None:
    for number in written_numbers(text):
        assert text.startswith(number.text, number.offset)


@pytest.mark.parametrize("part", ["1", "12 ", "1/", "123 ", "12. ", "13, ", "1-", "a", "1."])
def test_a_hostile_text_takes_no_time(part: str) -> None:
    started = time.perf_counter()
    list(written_numbers(part * (200_000 // len(part))))
    assert time.perf_counter() - started < 5
