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
from records import (
    condition_rule,
    entry_without,
    given_entry,
    one_group,
    unit_reports,
    unit_submission,
    usual_indicator,
)

A, B, C = (usual_indicator(f"hs.{name}") for name in "abc")
YES = usual_indicator("hs.co", IndicatorKind.YES_NO)
SHARE = usual_indicator("hs.ty_le", IndicatorKind.RATIO, numerator="hs.a", denominator="hs.b")


def sum_rule(**changes: Any) -> Rule:
    named: dict[str, Any] = {"id": "hs/tong", "name": "Tổng bằng các phần"}
    return condition_rule("hs.a == hs.b + hs.c", **(named | changes))


def broken_by(wanted: Rule, **entries: Entry) -> list[Diagnostic]:
    """Return what a unit that reports `entries` of the group hs breaks of one rule."""
    known = one_group(A, B, C, YES, SHARE)._replace(rules=(wanted,))
    report = unit_submission("xa-mot", {f"hs.{name}": entry for name, entry in entries.items()})
    return [result.diagnostic for result in relations_hold(unit_reports(known, report))]


def test_a_broken_rule_shows_every_operand_with_its_value_and_place() -> None:
    (broken,) = broken_by(sum_rule(), a=given_entry(3781, 4), b=given_entry(3276, 5), c=given_entry(504, 6))
    assert broken.code == "BC411"
    assert broken.message == (
        "Tổng bằng các phần: hs.a == hs.b + hs.c không đúng với hs.a = 3.781; hs.b = 3.276; hs.c = 504."
    )
    assert (broken.place and broken.place.line, broken.unit) == (4, "xa-mot")
    assert [(label, place.line) for label, place in broken.related] == [
        ("hs.b = 3.276", 5),
        ("hs.c = 504", 6),
    ]


def test_a_rule_that_holds_is_silent() -> None:
    assert broken_by(sum_rule(), a=given_entry(3781), b=given_entry(3276), c=given_entry(505)) == []


@pytest.mark.parametrize(("tolerance", "count"), [(0, 1), (1, 0)])
def test_numbers_within_the_tolerance_are_equal(tolerance: int, count: int) -> None:
    wanted = sum_rule(tolerance=Decimal(tolerance))
    assert len(broken_by(wanted, a=given_entry(11), b=given_entry(5), c=given_entry(5))) == count


@pytest.mark.parametrize(
    ("missing", "entries", "count"),
    [
        (Missing.SKIP_IF_ANY, {"a": given_entry(5), "b": given_entry(4)}, 0),
        (Missing.SKIP_IF_ALL, {"a": given_entry(5), "b": given_entry(4)}, 1),
        (Missing.SKIP_IF_ALL, {}, 0),
        (Missing.ZERO, {"a": given_entry(5)}, 1),
        (Missing.ZERO, {"a": given_entry(5), "c": given_entry(5)}, 0),
    ],
)
def test_a_rule_says_what_a_missing_operand_does(
    missing: Missing, entries: dict[str, Entry], count: int
) -> None:
    assert len(broken_by(sum_rule(missing=missing), **entries)) == count


@pytest.mark.parametrize(
    "entry",
    [
        entry_without(State.UNREADABLE),
        entry_without(State.NOT_APPLICABLE),
        entry_without(State.MISSING, "Chưa quyết toán"),
        given_entry(9, qualifier="khoảng"),
    ],
)
@pytest.mark.parametrize("missing", list(Missing))
def test_what_is_not_known_exactly_breaks_no_rule(entry: Entry, missing: Missing) -> None:
    assert broken_by(sum_rule(missing=missing), a=given_entry(5), b=entry, c=given_entry(1)) == []


def test_nothing_occurred_is_a_zero() -> None:
    assert broken_by(sum_rule(), a=given_entry(5), b=given_entry(5), c=entry_without(State.NOTHING)) == []


def test_derived_figures_may_stand_in_rules_and_ratios_are_percentages() -> None:
    high = sum_rule(condition="hs.ty_le <= 50")
    (broken,) = broken_by(high, a=given_entry(2), b=given_entry(3))
    assert "hs.ty_le = 66,67%" in broken.message
    assert broken_by(high, a=given_entry(1), b=given_entry(2)) == []


@pytest.mark.parametrize(
    ("places", "told"), [(0, "100,03%"), (1, "100,03%"), (2, "100,03%"), (3, "100,027%")]
)
def test_a_broken_rule_shows_enough_decimals_to_see_that_it_does_not_hold(places: int, told: str) -> None:
    share = SHARE._replace(places=places)
    known = one_group(A, B, share)._replace(rules=(sum_rule(condition="hs.ty_le <= 100"),))
    report = unit_submission("xa-mot", {"hs.a": given_entry(3682), "hs.b": given_entry(3681)})
    (result,) = relations_hold(unit_reports(known, report))
    assert result.diagnostic.message.endswith(f"không đúng với hs.ty_le = {told}.")


def test_a_rule_with_a_condition_of_its_own_speaks_only_then() -> None:
    wanted = sum_rule(kind=RuleKind.NEEDS, condition="", indicators=("hs.a",), only_if="hs.co == co")
    (broken,) = broken_by(wanted, co=given_entry(True))  # noqa: FBT003 - a value
    assert broken.code == "BC414"
    assert broken_by(wanted, co=given_entry(False)) == []  # noqa: FBT003 - a value
    assert broken_by(wanted) == []
    assert broken_by(wanted, co=given_entry(True), a=given_entry(1)) == []  # noqa: FBT003 - a value


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
    wanted = sum_rule(kind=kind, condition="", indicators=("hs.a", "hs.b"))
    broken = broken_by(wanted, **{name: given_entry(1) for name in names})
    assert [each.code for each in broken] == ([code] if code else [])


def test_the_rule_sets_gravity_basis_and_advice() -> None:
    wanted = sum_rule(severity=Severity.NOTE, basis="Điều 1", advice="Xem sổ.")
    (broken,) = broken_by(wanted, a=given_entry(1), b=given_entry(1), c=given_entry(1))
    assert (broken.severity, broken.basis, broken.advice) == (Severity.NOTE, "Điều 1", "Xem sổ.")


@pytest.mark.parametrize("condition", ["hs.a == hs.la", "hs.a = 1", "hs.a == hs.co"])
def test_a_rule_that_cannot_be_understood_accuses_nobody(condition: str) -> None:
    assert broken_by(sum_rule(condition=condition), a=given_entry(1), co=given_entry(True)) == []  # noqa: FBT003 - a value


numbers = st.integers(0, 10**9)


@generate(numbers, numbers, st.integers(-5, 5))
@many
def test_a_sum_rule_is_broken_exactly_when_the_difference_exceeds_the_tolerance(
    left: int, right: int, off: int
) -> None:
    broken = broken_by(
        sum_rule(tolerance=Decimal(2)),
        a=given_entry(max(0, left + right + off)),
        b=given_entry(left),
        c=given_entry(right),
    )
    assert bool(broken) == (abs(max(0, left + right + off) - left - right) > 2)
