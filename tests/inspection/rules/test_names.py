"""Names of units against those that are known."""

import pytest

from baocao.inspection.places import gather_places
from breaking import sentence_faults

UNITS = (
    "Xã Mỏ Cày",
    "Xã Ba Tơ",
    "Xã Ba Tô",
    "Xã Sơn Tây",
    "Xã Sơn Tây Hạ",
    "Phường Trương Quang Trọng",
    "Sở Tài chính",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tại xã Mỏ Cầy.", ["'xã Mỏ Cầy' viết khác danh mục: 'xã Mỏ Cày'"]),
        ("Tại xã Mỏ cày.", ["'xã Mỏ cày' viết khác danh mục: 'xã Mỏ Cày'"]),
        ("Tại xã Ba Tớ.", ["'xã Ba Tớ' viết khác danh mục: 'xã Ba Tơ' hoặc 'xã Ba Tô'"]),
        (
            "Tại phường Trương Quang Trong, tỉnh.",
            ["'phường Trương Quang Trong' viết khác danh mục: 'phường Trương Quang Trọng'"],
        ),
        ("Tại tỉnh Quãng Ngãi.", ["'tỉnh Quãng Ngãi' viết khác danh mục: 'tỉnh Quảng Ngãi'"]),
        ("Tại tỉnh Đăk Lăk.", ["'tỉnh Đăk Lăk' viết khác danh mục: 'tỉnh Đắk Lắk'"]),
    ],
)
def test_names_that_are_misspelt(text: str, found: list[str]) -> None:
    assert sentence_faults("TT325", text, UNITS) == found


@pytest.mark.parametrize(
    "text",
    [
        "Tại xã Mỏ Cày, xã Ba Tơ, xã Ba Tô, XÃ MỎ CÀY, xã Sơn Tây Hạ, xã Sơn Tây.",
        "Tại xã Sơn Tay Thượng, xã Bình Minh, phường Nghĩa Lộ.",
        "Công tác xã hội; tại xã ba tô phở; xã Ba.",
        "Tỉnh Hoà Bình, tỉnh Thanh Hoá, tỉnh Bà Rịa-Vũng Tàu, thành phố Huế.",
        "Tại sở tài chính và Sở Tài Chính.",
    ],
)
def test_names_that_are_right_or_not_known(text: str) -> None:
    assert sentence_faults("TT325", text, UNITS) == []


def test_outside_of_a_workspace_provinces_are_known() -> None:
    assert sentence_faults("TT325", "Tại tỉnh Quãng Ngãi, xã Mỏ Cầy.") == [
        "'tỉnh Quãng Ngãi' viết khác danh mục: 'tỉnh Quảng Ngãi'"
    ]


def test_every_province_of_the_country_is_known() -> None:
    assert len({name for key, known in gather_places().names.items() for name in known}) == 64
