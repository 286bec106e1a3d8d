"""Which figures are told in one sentence: a rate with its two counts, a total with its parts."""

import pytest

from baocao.figures.told_together import Together, parts_by_rule, told_together
from baocao.model.indicator import Indicator, IndicatorKind
from records import condition_rule, usual_indicator

FILES = {f"hs.{name}": usual_indicator(f"hs.{name}") for name in ("tong", "a", "b", "c")}
RATE = usual_indicator("hs.ty_le", IndicatorKind.RATIO, numerator="hs.a", denominator="hs.tong")
KNOWN: dict[str, Indicator] = {**FILES, "hs.ty_le": RATE}
CLOSED = condition_rule("hs.tong == hs.a + hs.b")


def test_counts_that_a_rate_prints_have_no_sentence_of_their_own() -> None:
    assert told_together(["hs.tong", "hs.a", "hs.ty_le", "hs.c"], KNOWN, []) == [
        Together("hs.ty_le"),
        Together("hs.c"),
    ]


def test_parts_are_told_with_their_total() -> None:
    told = told_together(["hs.tong", "hs.a", "hs.b", "hs.c"], KNOWN, [CLOSED])
    assert told == [Together("hs.tong", ("hs.a", "hs.b"), closed=True), Together("hs.c")]


def test_a_part_that_is_not_told_leaves_the_others_alone() -> None:
    names = ["hs.tong", "hs.a"]
    assert told_together(names, KNOWN, [CLOSED]) == [Together(name) for name in names]


def test_what_is_counted_otherwise_is_no_part() -> None:
    known = {**KNOWN, "hs.b": usual_indicator("hs.b", unit_of_measure="tổ")}
    names = ["hs.tong", "hs.a", "hs.b"]
    assert [each.parts for each in told_together(names, known, [CLOSED])] == [(), (), ()]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("hs.tong == hs.a + hs.b", Together("hs.tong", ("hs.a", "hs.b"), closed=True)),
        ("hs.a + hs.b <= hs.tong", Together("hs.tong", ("hs.a", "hs.b"))),
        ("hs.tong >= hs.a + hs.b + hs.c", Together("hs.tong", ("hs.a", "hs.b", "hs.c"))),
        ("hs.a <= hs.tong", None),
        ("hs.tong == hs.a - hs.b", None),
        ("hs.tong == hs.a + 2 * hs.b", None),
        ("hs.tong <= hs.a + hs.b", None),
    ],
)
def test_a_rule_says_what_the_parts_of_a_total_are(condition: str, found: Together | None) -> None:
    assert parts_by_rule(condition_rule(condition)) == found
