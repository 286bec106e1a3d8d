"""Indicators: which are entered and which are computed."""

from collections.abc import Mapping
from typing import Any

import pytest

from baocao.model.indicator import IndicatorKind
from records import usual_indicator


@pytest.mark.parametrize(
    ("changes", "derived"),
    [({}, False), ({"formula": "hs.a + 1"}, True), ({"numerator": "hs.a", "denominator": "hs.b"}, True)],
)
def test_an_indicator_with_a_formula_or_a_numerator_is_computed(
    changes: Mapping[str, Any], *, derived: bool
) -> None:
    assert usual_indicator(**changes).is_derived is derived


def test_counts_decimals_and_money_are_plain_numbers() -> None:
    numbers = {IndicatorKind.COUNT, IndicatorKind.DECIMAL, IndicatorKind.MONEY}
    assert {kind for kind in IndicatorKind if kind.is_number} == numbers


def test_only_the_percent_sign_makes_a_percentage() -> None:
    assert usual_indicator(unit_of_measure="%").is_percentage
    assert not usual_indicator(unit_of_measure="hồ sơ").is_percentage
