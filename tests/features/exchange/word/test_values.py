"""Printed figures by what they say."""

import pytest

from baocao.features.exchange.word.values import same_value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.781", "3781"),
        ("3.781 hồ sơ", "3 781 hồ sơ"),
        ("3.781", "3\u00a0781"),
        ("04", "4"),
        ("86,60%", "86,6 %"),
        ("trên 90%", "Trên 90%"),
        ("1.234.567 đồng", "1234567 đồng"),
    ],
)
def test_another_way_of_writing_is_no_change(one: str, other: str) -> None:
    assert same_value(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.781", "3,781"),
        ("3.781", "37.81"),
        ("86,6%", "86.6%"),
        ("34 hồ sơ", "34"),
        ("34 hồ sơ", "34 tổ"),
        ("10", "100"),
        ("0", ""),
        ("-5", "5"),
        ("trên 90%", "90%"),
    ],
)
def test_another_value_is_a_change(one: str, other: str) -> None:
    assert not same_value(one, other)
