"""Numbers of persons do not belong into reports; what a body has published does."""

import pytest

from baocao.model.diagnostic import Diagnostic
from support import Sandbox

REPORT = "data/units/xa-mot/2025-11.yaml"


def told_numbers(sandbox: Sandbox, text: str, public: str = "") -> list[Diagnostic]:
    """Return what is said of personal numbers where a remark of the report has a text."""
    report = (sandbox.root / REPORT).read_text(encoding="utf-8")
    sandbox.write(REPORT, f"{report}# {text}\n")
    if public:
        sandbox.write("baocao.yaml", f"so_cong_khai: {public}\n")
    return [each for each in sandbox.load().problems if each.code in {"BC454", "BC455", "BC456"}]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CCCD 051085012345", "BC454"),
        ("căn cước số 001 200 000 123.", "BC454"),
        ("CMND: 212345678", "BC454"),
        ("0913456789", "BC455"),
        ("(0913.456.789)", "BC455"),
        ("+84 913 456 789", "BC455"),
        ("+84913456789", "BC455"),
        ("ĐT:0913456789 24/24 giờ", "BC455"),
        ("0913 456 789 12 giờ mỗi ngày", "BC455"),
        ("0913\u00a0456\u00a0789", "BC455"),
        ("CCCD:051085012345", "BC454"),
        ("căn cước 0510 8501 2345, cấp năm 2021", "BC454"),
        ("căn cước 051.085.012.345 15 người", "BC454"),
        ("STK 45010000123456 BIDV", "BC456"),
        ("tài khoản: 0011 0012 3456 7", "BC456"),
        ("Số tài khoản số 123456", "BC456"),
        ("STK Ngân hàng Vietcombank: 1071001234567", "BC456"),
        ("TÀI KHOẢN của Quỹ tại Kho bạc: 3713.0.1012345", "BC456"),
    ],
)
def test_a_number_of_a_person_is_pointed_out_without_being_printed(
    sandbox: Sandbox, text: str, code: str
) -> None:
    (told,) = told_numbers(sandbox, text)
    assert told.code == code
    digits = "".join(filter(str.isdigit, text))
    assert digits[-4:] not in told.message
    assert "***" in told.message


@pytest.mark.parametrize(
    "text",
    [
        "097085012345 không có tỉnh ấy",
        "051485012345 không có thế kỷ ấy",
        "0255 3825 111",
        "02553825111",
        "1900 1234, 18001234, 113",
        "2025-11-18 08:30, 05/12/2025, 05-12-2025",
        "0913456789012345",
        "a0913456789, 0913456789b, 0913456789/QĐ",
        "TK 20 năm",
        "số 09/QĐ-UBND",
        "tổng số tài khoản: 215.430, tăng 500.000",
        "kích hoạt tài khoản định danh mức 2: 1.234.567 người",
        "tài khoản 2024-2025, 2024 - 2025",
        "tài khoản mở từ 15/11/2025 đến 30-11-2025",
        "03-05-2025 12 giờ, 07.08.2025-15.08.2025, 05.09.2025 10",
        "https://dichvucong.gov.vn/tra-cuu?ma=051085012345&sdt=0913456789",
        "www.tinh.gov.vn/tin.aspx?id=051085012345",
    ],
)
def test_other_numbers_are_left_alone(sandbox: Sandbox, text: str) -> None:
    assert told_numbers(sandbox, text) == []


@pytest.mark.parametrize("between", ["/", "-", " - ", ", ", "; "])
def test_each_of_two_numbers_is_told_whatever_parts_them(sandbox: Sandbox, between: str) -> None:
    told = told_numbers(sandbox, f"0913.456.789{between}0987.654.321")
    assert [each.code for each in told] == ["BC455", "BC455"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("STK 0913456789, tài khoản", "BC456"), ("tài khoản mở bằng CCCD 051085012345", "BC454")],
)
def test_one_number_is_told_once(sandbox: Sandbox, text: str, code: str) -> None:
    assert [each.code for each in told_numbers(sandbox, text)] == [code]


@pytest.mark.parametrize("public", ["0913 456 789", "[0913.456.789, 1800 1234]", '"+84 913 456 789"'])
def test_a_hotline_that_everybody_may_know_is_none_however_it_is_written(
    sandbox: Sandbox, public: str
) -> None:
    assert told_numbers(sandbox, "Đường dây nóng 0913456789", public) == []


def test_a_hotline_is_known_before_hours_and_counts(sandbox: Sandbox) -> None:
    assert told_numbers(sandbox, "0913 456 789 24 giờ, 0913456789 12 cuộc", "0913456789") == []


def test_a_published_account_is_none(sandbox: Sandbox) -> None:
    assert told_numbers(sandbox, "tài khoản số 45010000123456", '"45010000123456"') == []


def test_many_numbers_of_a_hostile_file_take_no_longer_than_reading_it(sandbox: Sandbox) -> None:
    assert len(told_numbers(sandbox, "0 1 2 3 4 5 6 7 8 " * 50_000 + "0913456789")) <= 51
