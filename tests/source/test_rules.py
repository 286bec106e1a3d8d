"""Rules as the catalogue and directives write them."""

from datetime import date
from decimal import Decimal

import pytest

from baocao.model.messages import Severity
from baocao.model.rule import Missing, Rule, RuleKind
from baocao.source.rules import read_rules
from reading import fields_of


def rules_of(text: str) -> tuple[list[Rule], list[str]]:
    """Return the rules of a group 'hs', and the codes of what is wrong with them."""
    fields = fields_of(f"quy_tac:\n{text}")
    rules = list(read_rules(fields, "hs"))
    return rules, [each.code for each in fields.log.problems]


def test_a_rule_has_a_condition_its_tolerance_and_what_becomes_of_missing_figures() -> None:
    (rule,), problems = rules_of(
        "  tong:\n"
        "    ten: Tổng bằng các phần\n"
        "    dieu_kien: hs.a == hs.b + hs.c\n"
        "    sai_so: 0,5\n"
        "    khi_thieu: tinh_la_0\n"
        "    muc_do: canh_bao\n"
        "    tu: 2025-07-01\n"
        "    den: 2026-06-30\n"
        "    can_cu: Điều 12 Nghị định số 09/2019/NĐ-CP\n"
        "    cach_sua: Xem lại sổ.\n"
    )
    assert problems == []
    assert (rule.id, rule.kind, rule.condition) == ("hs/tong", RuleKind.CONDITION, "hs.a == hs.b + hs.c")
    assert (rule.tolerance, rule.missing) == (Decimal("0.5"), Missing.ZERO)
    assert rule.severity is Severity.WARNING
    assert (rule.basis, rule.advice) == ("Điều 12 Nghị định số 09/2019/NĐ-CP", "Xem lại sổ.")
    assert [rule.holds_on(date(2025, month, 30)) for month in (6, 7)] == [False, True]
    assert not rule.holds_on(date(2026, 7, 1))


def test_a_rule_is_an_error_and_skips_what_is_missing_unless_it_says_otherwise() -> None:
    (rule,), _ = rules_of("  r: {ten: R, dieu_kien: hs.a > 0}\n")
    assert (rule.severity, rule.missing, rule.tolerance) == (
        Severity.ERROR,
        Missing.SKIP_IF_ANY,
        Decimal(0),
    )
    assert rule.holds_on(date(1999, 1, 1))


@pytest.mark.parametrize("kind", [RuleKind.TOGETHER, RuleKind.ONE_OF, RuleKind.NEEDS])
def test_the_other_kinds_list_indicators(kind: RuleKind) -> None:
    (rule,), problems = rules_of(f"  r: {{ten: R, {kind.value}: [hs.a, hs.b], neu: hs.c == co}}\n")
    assert problems == []
    assert (rule.kind, rule.indicators, rule.only_if) == (kind, ("hs.a", "hs.b"), "hs.c == co")


@pytest.mark.parametrize("demand", ["", ", dieu_kien: hs.a > 0, cung_co: [hs.a, hs.b]"])
def test_a_rule_demands_exactly_one_thing(demand: str) -> None:
    assert rules_of(f"  r: {{ten: R{demand}}}\n") == ([], ["BC512"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  r: {dieu_kien: hs.a > 0}\n", "BC204"),
        ("  r: {ten: R, dieu_kien: hs.a > 0, muc_do: nang}\n", "BC206"),
        ("  r: {ten: R, dieu_kien: hs.a > 0, saiso: 1}\n", "BC205"),
        ("  r: {ten: R, dieu_kien: hs.a > 0, tu: 2025-02-30}\n", "BC207"),
        ("  R_1: {ten: R, dieu_kien: hs.a > 0}\n", "BC511"),
    ],
)
def test_what_is_wrong_with_a_rule_is_reported(text: str, code: str) -> None:
    assert rules_of(text)[1] == [code]
