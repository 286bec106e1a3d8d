"""Relations between figures: what is demanded, what is missing, what a broken rule shows."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as generate
from hypothesis import strategies as st

from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import IndicatorKind
from baocao.model.messages import Severity
from baocao.model.rule import Missing, Rule, RuleKind
from baocao.model.submission import Entry, State
from baocao.rules.relations import relations_hold
from reading import many
from records import AT, catalogue, given, indicator, reports, submission, without

A, B, C = (indicator(f"hs.{name}") for name in "abc")
YES = indicator("hs.co", IndicatorKind.YES_NO)
SHARE = indicator("hs.ty_le", IndicatorKind.RATIO, numerator="hs.a", denominator="hs.b")


def rule(**changes: Any) -> Rule:
    plain = Rule(
        id="hs/tong",
        name="Tổng bằng các phần",
        kind=RuleKind.CONDITION,
        condition="hs.a == hs.b + hs.c",
        indicators=(),
        only_if="",
        tolerance=Decimal(0),
        missing=Missing.SKIP_IF_ANY,
        severity=Severity.ERROR,
        valid_from=None,
        valid_to=None,
        basis="",
        advice="",
        at=AT,
    )
    return plain._replace(**changes)


def broken(wanted: Rule, **entries: Entry) -> list[Diagnostic]:
    """Return what a unit that reports `entries` of the group hs breaks of one rule."""
    known = catalogue(A, B, C, YES, SHARE)._replace(rules=(wanted,))
    report = submission("xa-mot", {f"hs.{name}": entry for name, entry in entries.items()})
    return [found.diagnostic for found in relations_hold(reports(known, report))]


def test_a_broken_rule_shows_every_operand_with_its_value_and_place() -> None:
    (found,) = broken(rule(), a=given(3781, 4), b=given(3276, 5), c=given(504, 6))
    assert found.code == "BC411"
    assert found.message == (
        "Tổng bằng các phần: hs.a == hs.b + hs.c không đúng với hs.a = 3.781; hs.b = 3.276; hs.c = 504."
    )
    assert (found.place and found.place.line, found.unit) == (4, "xa-mot")
    assert [(label, place.line) for label, place in found.related] == [
        ("hs.b = 3.276", 5),
        ("hs.c = 504", 6),
    ]


def test_a_rule_that_holds_is_silent() -> None:
    assert broken(rule(), a=given(3781), b=given(3276), c=given(505)) == []


@pytest.mark.parametrize(("tolerance", "count"), [(0, 1), (1, 0)])
def test_numbers_within_the_tolerance_are_equal(tolerance: int, count: int) -> None:
    wanted = rule(tolerance=Decimal(tolerance))
    assert len(broken(wanted, a=given(11), b=given(5), c=given(5))) == count


@pytest.mark.parametrize(
    ("missing", "entries", "count"),
    [
        (Missing.SKIP_IF_ANY, {"a": given(5), "b": given(4)}, 0),
        (Missing.SKIP_IF_ALL, {"a": given(5), "b": given(4)}, 1),
        (Missing.SKIP_IF_ALL, {}, 0),
        (Missing.ZERO, {"a": given(5)}, 1),
        (Missing.ZERO, {"a": given(5), "c": given(5)}, 0),
    ],
)
def test_a_rule_says_what_a_missing_operand_does(
    missing: Missing, entries: dict[str, Entry], count: int
) -> None:
    assert len(broken(rule(missing=missing), **entries)) == count


@pytest.mark.parametrize(
    "entry",
    [
        without(State.UNREADABLE),
        without(State.NOT_APPLICABLE),
        without(State.MISSING, "Chưa quyết toán"),
        given(9, qualifier="khoảng"),
    ],
)
@pytest.mark.parametrize("missing", list(Missing))
def test_what_is_not_known_exactly_breaks_no_rule(entry: Entry, missing: Missing) -> None:
    assert broken(rule(missing=missing), a=given(5), b=entry, c=given(1)) == []


def test_nothing_occurred_is_a_zero() -> None:
    assert broken(rule(), a=given(5), b=given(5), c=without(State.NOTHING)) == []


def test_derived_figures_may_stand_in_rules_and_ratios_are_percentages() -> None:
    high = rule(condition="hs.ty_le <= 50")
    (found,) = broken(high, a=given(2), b=given(3))
    assert "hs.ty_le = 66,67%" in found.message
    assert broken(high, a=given(1), b=given(2)) == []


@pytest.mark.parametrize(
    ("places", "told"), [(0, "100,03%"), (1, "100,03%"), (2, "100,03%"), (3, "100,027%")]
)
def test_a_broken_rule_shows_enough_decimals_to_see_that_it_does_not_hold(places: int, told: str) -> None:
    share = SHARE._replace(places=places)
    known = catalogue(A, B, share)._replace(rules=(rule(condition="hs.ty_le <= 100"),))
    report = submission("xa-mot", {"hs.a": given(3682), "hs.b": given(3681)})
    (found,) = relations_hold(reports(known, report))
    assert found.diagnostic.message.endswith(f"không đúng với hs.ty_le = {told}.")


def test_a_rule_with_a_condition_of_its_own_speaks_only_then() -> None:
    wanted = rule(kind=RuleKind.NEEDS, condition="", indicators=("hs.a",), only_if="hs.co == co")
    (found,) = broken(wanted, co=given(True))  # noqa: FBT003 - a value
    assert found.code == "BC414"
    assert broken(wanted, co=given(False)) == []  # noqa: FBT003 - a value
    assert broken(wanted) == []
    assert broken(wanted, co=given(True), a=given(1)) == []  # noqa: FBT003 - a value


@pytest.mark.parametrize(
    ("kind", "names", "code"),
    [
        (RuleKind.TOGETHER, "", None),
        (RuleKind.TOGETHER, "a", "BC412"),
        (RuleKind.TOGETHER, "ab", None),
        (RuleKind.ONE_OF, "", "BC413"),
        (RuleKind.ONE_OF, "b", None),
        (RuleKind.ONE_OF, "ab", "BC413"),
    ],
)
def test_figures_go_together_or_exclude_each_other(kind: RuleKind, names: str, code: str | None) -> None:
    wanted = rule(kind=kind, condition="", indicators=("hs.a", "hs.b"))
    found = broken(wanted, **{name: given(1) for name in names})
    assert [each.code for each in found] == ([code] if code else [])


def test_the_rule_sets_gravity_basis_and_advice() -> None:
    wanted = rule(severity=Severity.NOTE, basis="Điều 1", advice="Xem sổ.")
    (found,) = broken(wanted, a=given(1), b=given(1), c=given(1))
    assert (found.severity, found.basis, found.advice) == (Severity.NOTE, "Điều 1", "Xem sổ.")


@pytest.mark.parametrize("condition", ["hs.a == hs.la", "hs.a = 1", "hs.a == hs.co"])
def test_a_rule_that_cannot_be_understood_accuses_nobody(condition: str) -> None:
    assert broken(rule(condition=condition), a=given(1), co=given(True)) == []  # noqa: FBT003 - a value


numbers = st.integers(0, 10**9)


@generate(numbers, numbers, st.integers(-5, 5))
@many
def test_a_sum_rule_is_broken_exactly_when_the_difference_exceeds_the_tolerance(
    left: int, right: int, off: int
) -> None:
    found = broken(
        rule(tolerance=Decimal(2)), a=given(max(0, left + right + off)), b=given(left), c=given(right)
    )
    assert bool(found) == (abs(max(0, left + right + off) - left - right) > 2)
