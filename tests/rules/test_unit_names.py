"""Names of units in prose: slips are found, right and unknown names are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.pipeline.loading import load_checked
from baocao.rules.unit_names import wrong_names
from reading import many
from support import REPOSITORY

REGISTRY = load_checked(REPOSITORY, None).definitions.registry


@pytest.mark.parametrize(
    ("prose", "written", "meant"),
    [
        ("UBND xã Mo Cày đã", "xã Mo Cày", "xã Mỏ Cày"),
        ("Xã Mỏ Cầy", "Xã Mỏ Cầy", "Xã Mỏ Cày"),
        ("tỉnh Quãng Ngãi", "tỉnh Quãng Ngãi", "tỉnh Quảng Ngãi"),
        ("Sở Khoa học và Công nghê báo cáo", "Sở Khoa học và Công nghê", "Sở Khoa học và Công nghệ"),
        ("phường Cẫm Thành", "phường Cẫm Thành", "phường Cẩm Thành"),
        ("xã Bình Sơnn", "xã Bình Sơnn", "xã Bình Sơn"),
        ("xã Vạn Tưởg", "xã Vạn Tưởg", ""),
        ("đặc khu Lý Sởn", "đặc khu Lý Sởn", "đặc khu Lý Sơn"),
    ],
)
def test_a_slip_is_found_with_the_right_name(prose: str, written: str, meant: str) -> None:
    pairs = [(each.written, each.meant) for each in wrong_names(prose, REGISTRY)]
    assert pairs == ([(written, meant)] if meant else [])


@pytest.mark.parametrize(
    "prose",
    [
        "xã Mỏ Cày, Xã Bình Sơn, phường Cẩm Thành và tỉnh Quảng Ngãi",
        "xã Hoà Bình, xã Tân Lập, xã Sơn Ninh (cũ)",
        "Sở Văn hoá, Thể thao và Du lịch; Sở Y tế; Sở của tỉnh",
        "UBND xã, các xã, phường; đã Mo Cay; xã mo cày",
        "xã Mỏ Cày Nguyễn Văn A",
    ],
)
def test_right_and_unknown_names_are_left_alone(prose: str) -> None:
    assert list(wrong_names(prose, REGISTRY)) == []


@many
@given(st.sampled_from(sorted(REGISTRY.units)), st.sampled_from(["{}.", "Theo {}, xã", "{} báo cáo"]))
def test_every_name_of_the_registry_is_right(unit: str, sentence: str) -> None:
    assert list(wrong_names(sentence.format(REGISTRY.units[unit].name), REGISTRY)) == []


@many
@given(st.text("xã Mỏ Cày Sở tỉnhQuảng,.\n"))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    for name in wrong_names(text, REGISTRY):
        assert text.startswith(name.written, name.offset)
