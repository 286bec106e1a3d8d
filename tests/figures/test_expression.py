"""Expressions: a short list of forms is computed with decimals, and everything else is refused."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.figures.expression import ExpressionError, Operand, evaluate_expression, parse_expression
from baocao.model.submission import Ratio, Value

FIGURES: Mapping[str, Value] = {
    "hs.a": Decimal(12),
    "hs.b": Decimal("0.5"),
    "hs.khong": Decimal(0),
    "hs.ty_le": Ratio(Decimal(3), Decimal(4)),
    "hs.may": True,
    "hs.trang": "hieu_qua",
    "hs.ngay": date(2025, 9, 30),
    "hs.mang": ("VNPT", "Viettel"),
}


def value_of_text(text: str) -> Operand:
    return evaluate_expression(parse_expression(text), FIGURES.get)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("hs.a - hs.b", "11.5"),
        ("hs.a / 5", "2.4"),
        ("-hs.a", "-12"),
        ("- -hs.a", "12"),
        ("min(hs.a, hs.b, 7)", "0.5"),
        ("max(hs.a, hs.b * 100)", "50"),
        ("abs(hs.b - hs.a)", "11.5"),
        ("hs.ty_le", "75"),
        ("hs.ty_le + 1", "76"),
        ("  hs.a\t", "12"),
    ],
)
def test_arithmetic_is_that_of_decimals(text: str, expected: str) -> None:
    assert value_of_text(text) == Decimal(expected)
    assert isinstance(value_of_text(text), Decimal)


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    assert value_of_text("0.1 + 0.2 == 0.3") is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hs.a == 12", True),
        ("hs.a != 12", False),
        ("hs.a < 12", False),
        ("hs.a <= 12", True),
        ("hs.a > 11.9", True),
        ("hs.a >= 12.1", False),
        ("0 < hs.b < 1", True),
        ("0 < hs.b < 0.1", False),
        ("hs.a > 1 and hs.b > 1", False),
        ("hs.a > 1 or hs.b > 1", True),
        ("not hs.a > 1", False),
        ("hs.may == co", True),
        ("hs.may == khong", False),
        ("not hs.may", False),
        ('hs.trang == "hieu_qua"', True),
        ('hs.trang == "chua_co"', False),
        ("hs.trang == hs.a", False),
    ],
)
def test_a_condition_is_true_or_false(text: str, expected: object) -> None:
    assert value_of_text(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "hs.thieu",
        "hs.thieu + 1",
        "1 - hs.thieu",
        "-hs.thieu",
        "0 * hs.thieu",
        "hs.thieu / hs.a",
        "hs.thieu / 0",
        "hs.thieu == 0",
        "hs.thieu != 0",
        "0 <= hs.a <= hs.thieu",
        "not hs.thieu",
        "hs.thieu > 1 and khong",
        "hs.thieu > 1 or co",
        "min(hs.a, hs.thieu)",
        "abs(hs.thieu)",
    ],
)
def test_a_missing_operand_leaves_nothing_to_compute(text: str) -> None:
    assert value_of_text(text) is None


@pytest.mark.parametrize(
    "text",
    ["hs.a / 0", "0 / 0", "hs.a / hs.khong", "hs.a / (hs.b - 0.5)", "hs.a / 0 > 1", "max(1, hs.a / 0)"],
)
def test_division_by_zero_has_no_value(text: str) -> None:
    assert value_of_text(text) is None


def test_a_ratio_over_zero_has_no_value() -> None:
    empty = Ratio(Decimal(0), Decimal(0))
    assert evaluate_expression(parse_expression("gia_tri >= 50"), lambda _: empty) is None


@pytest.mark.parametrize(
    "text",
    [
        "hs.trang + 1",
        "hs.may * 2",
        "-hs.may",
        "hs.ngay - 1",
        "hs.trang < 1",
        "hs.ngay > 5",
        "hs.mang <= 1",
        'max(hs.a, "x")',
        'abs("x")',
        "min()",
        "min(1)",
        "abs(1, 2)",
    ],
)
def test_operands_that_do_not_go_together_are_an_error(text: str) -> None:
    with pytest.raises(ExpressionError):
        value_of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "print(1)",
        "eval('1')",
        "hs.a()",
        "min.x(1)",
        "(1).real",
        "''.join",
        "'{0.x}'.format(1)",
        "min(*hs.a)",
        "min(1, key=abs)",
        "lambda: 1",
        "(a := 1)",
        "1 if hs.a else 2",
        "f'{hs.a}'",
        "[hs.a]",
        "(1, 2)",
        "1,5",
        "{1}",
        "{1: 2}",
        "{**hs}",
        "hs[0]",
        "hs[1:2]",
        "[x for x in hs]",
        "{x for x in hs}",
        "{x: x for x in hs}",
        "(x for x in hs)",
        "min(x for x in hs)",
        "await hs",
        "(yield)",
        "...",
        "None",
        "1j",
        "b'x'",
        "2 ** 3",
        "9 ** 9 ** 9 ** 9",
        "7 // 2",
        "7 % 2",
        "1 << 99",
        "1 | 2",
        "1 & 2",
        "1 ^ 2",
        "a @ b",
        "~1",
        "+1",
        "hs.a is hs.b",
        "hs.a in hs.b",
        "hs.a not in hs.b",
        "1 + (2 if 3 else 4)",
        "not [1]",
        "1 < [2]",
        "co and {1}",
    ],
)
def test_every_other_form_is_refused_before_anything_is_computed(text: str) -> None:
    with pytest.raises(ExpressionError, match="không dùng được"):
        parse_expression(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1 +",
        "hs.",
        "hs.a hs.b",
        "a = 1",
        "import os",
        "1\n2",
        "tỷ lệ > 1",
        "\0",
        "\ud800",
        "(" * 400,
    ],
)
def test_what_is_no_expression_at_all_is_wrong_syntax(text: str) -> None:
    with pytest.raises(ExpressionError, match="sai cú pháp"):
        parse_expression(text)


@pytest.mark.parametrize("text", ["True", "gia_tri == False"])
def test_true_and_false_are_written_in_vietnamese(text: str) -> None:
    with pytest.raises(ExpressionError, match="co và khong"):
        parse_expression(text)


def test_the_message_names_only_the_part_that_is_refused() -> None:
    with pytest.raises(ExpressionError, match=r"^không dùng được 'hs\.b \*\* 2'$"):
        parse_expression("hs.a + hs.b ** 2")


def test_the_names_of_an_expression_are_indicators_without_functions_and_constants() -> None:
    parsed = parse_expression("min(hs.a, hs.b.c) / gia_tri > 1 and hs.may == co")
    assert parsed.names == ("hs.a", "hs.b.c", "gia_tri", "hs.may")


PIECES = (
    "hs.a", "hs.thieu", "gia_tri", "co", "khong", "0", "1", "2.5", "'x'", "+", "-", "*", "/", "(", ")", ",",
    "<", "<=", "==", "!=", " and ", " or ", " not ", "min(", "max(", "abs(", ".", "**", "[", "]", ":=",
    " if ", " else ", "lambda ", "f'", "{", "}", "\\", "#", "\n", "__class__", " in ", " is ", "1e5",
    "~", "@",
)  # fmt: skip
EXPRESSIONS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
VALUES = st.sampled_from([None, *FIGURES.values(), Ratio(Decimal(1), Decimal(0))])


@given(text=EXPRESSIONS, operand=VALUES)
def test_any_text_is_computed_or_refused_and_never_anything_else(text: str, operand: Operand) -> None:
    try:
        expression = evaluate_expression(parse_expression(text), lambda _: operand)
    except ExpressionError:
        return
    assert not isinstance(expression, float | Ratio)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hs.a" + " + hs.a" * 900, "dài quá 2000 ký tự"),
        ("a" + "+a" * 60, "lồng nhau quá 50 tầng"),
        ("a" + "+a" * 900, "lồng nhau quá 50 tầng"),
        ("-" * 900 + "a", "lồng nhau quá 50 tầng"),
        ("[" * 90 + "a" + "]" * 90, "lồng nhau quá 50 tầng"),
        ("a" + ".b" * 900, "lồng nhau quá 50 tầng"),
        ("max(" + "a, " * 100_000 + "a)", "dài quá 2000 ký tự"),
        ("9" * 200, "số dài quá 100 chữ số"),
        ("1e999999", "số dài quá 100 chữ số"),
    ],
)
def test_expressions_that_nobody_writes_are_refused_in_no_time(text: str, reason: str) -> None:
    with pytest.raises(ExpressionError, match=reason):
        parse_expression(text)


def test_results_that_nobody_could_print_are_refused() -> None:
    power = parse_expression("1e90 * 1e90")
    with pytest.raises(ExpressionError, match="số dài quá 100 chữ số"):
        evaluate_expression(power, lambda _: None)
