"""Expressions of the catalogue: formulas, conditions and targets.

They are parsed into a whitelist of forms and interpreted with `Decimal`; nothing is ever evaluated as
Python. Names are indicator ids ('tthc.tiep_nhan'), `gia_tri` for the value at hand, `co` and `khong`.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple

from baocao.model.indicator import Indicator
from baocao.model.submission import Ratio, Value

Operand = Value | None
_ARITHMETIC: Final[Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
MOST_CHARACTERS: Final = 2_000
"""The longest expression; the longest in use has 90 characters."""
MOST_NESTED: Final = 50
"""How deeply parts may lie in each other; a sum of fifty-one operands lies fifty deep."""
MOST_DIGITS: Final = 100
"""Digits before or after the point, of numbers that are written and of results."""
EXACT: Final = Decimal(0)
"""No tolerance."""


def _is_equal(left: Any, right: Any, tolerance: Decimal) -> bool:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return abs(left - right) <= tolerance
    return bool(left == right)


def _at_most(left: Any, right: Any, tolerance: Decimal) -> bool:
    return bool(left <= right) or _is_equal(left, right, tolerance)


_COMPARISONS: Final[Mapping[type[ast.cmpop], Callable[[Any, Any, Decimal], bool]]] = {
    ast.Eq: _is_equal,
    ast.NotEq: lambda left, right, tolerance: not _is_equal(left, right, tolerance),
    ast.Lt: lambda left, right, tolerance: not _at_most(right, left, tolerance),
    ast.LtE: _at_most,
    ast.Gt: lambda left, right, tolerance: not _at_most(left, right, tolerance),
    ast.GtE: lambda left, right, tolerance: _at_most(right, left, tolerance),
}
_FUNCTIONS: Final[Mapping[str, Callable[..., Decimal]]] = {
    "min": min,
    "max": max,
    "abs": abs,
}
_CONSTANTS: Final[Mapping[str, Value]] = {"co": True, "khong": False}
VALUE: Final = "gia_tri"
"""The name that stands for the value at hand in conditions and targets."""


class ExpressionError(Exception):
    """The text is not one of the allowed forms; the message says which part, in Vietnamese."""


Lookup = Callable[[str], Operand]
"""Gives the value of a name, or None where it is missing."""


class Expression(NamedTuple):
    """A parsed expression: the names that it uses in reading order, constants left out, and its meaning.

    `value` computes it from the values of the names and a tolerance for comparing numbers.
    """

    text: str
    names: tuple[str, ...]
    value: Callable[[Lookup, Decimal], Operand]


@cache
def parse_expression(text: str) -> Expression:
    """Return the parsed expression; raises ExpressionError."""
    if len(text) > MOST_CHARACTERS:
        raise ExpressionError(f"dài quá {MOST_CHARACTERS} ký tự")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    # ast.parse raises the latter two for brackets nested by the thousand.
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionError("sai cú pháp") from None
    _refuse_deep(tree)
    names: dict[str, None] = {}
    value = _compile_node(tree, names)
    return Expression(text, tuple(name for name in names if name not in _CONSTANTS), value)


def _refuse_deep(tree: ast.expr) -> None:
    """Raise ExpressionError for what would go deeper than Python follows."""
    # Level by level: recursion is what a deep tree would exhaust.
    level: list[ast.AST] = [tree]
    for _ in range(MOST_NESTED + 1):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise ExpressionError(f"lồng nhau quá {MOST_NESTED} tầng")


_Part = Callable[[Lookup, Decimal], Operand]


def _compile_node(node: ast.expr, names: dict[str, None]) -> _Part:
    """Return the meaning of a tree, collecting names and refusing every form that is not allowed."""
    match node:
        case ast.Name() | ast.Attribute():
            return _compile_name(_dotted_name(node), names)
        case ast.Constant(value=bool()):
            raise ExpressionError("dùng co và khong thay cho True và False")
        # bool is an int to Python, so that True and False had to be refused above.
        case ast.Constant(value=int() | float() | str() as written):
            constant = written if isinstance(written, str) else _reportable_number(Decimal(str(written)))
            return lambda _, __: constant
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            _refuse_words(left, right)
            return _compile_arithmetic(type(op), _compile_node(left, names), _compile_node(right, names))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _compile_negation(_compile_node(operand, names))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _compile_arithmetic(ast.Sub, lambda _, __: Decimal(0), _compile_node(operand, names))
        case ast.BoolOp(op=joint, values=values):
            return _compile_boolean(joint, [_compile_node(value, names) for value in values])
        case ast.Compare(left=left, ops=ops, comparators=others) if all(
            type(op) in _COMPARISONS for op in ops
        ):
            return _compile_comparison(ops, [_compile_node(part, names) for part in (left, *others)])
        case ast.Call(func=ast.Name(id=name), args=[_, *_] as args, keywords=[]) if name in _FUNCTIONS:
            return _compile_call(name, [_compile_node(arg, names) for arg in args])
    raise ExpressionError(f"không dùng được '{ast.unparse(node)}'")


def _refuse_words(*operands: ast.expr) -> None:
    if any(isinstance(operand, ast.Constant) and isinstance(operand.value, str) for operand in operands):
        raise ExpressionError("chữ trong dấu nháy chỉ để so sánh, không để tính")


def _dotted_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted_name(node.value)}.{node.attr}"
    if isinstance(node, ast.Name):
        return node.id
    raise ExpressionError(f"không dùng được '{ast.unparse(node)}'")


def _compile_name(name: str, names: dict[str, None]) -> _Part:
    names[name] = None
    if name in _CONSTANTS:
        constant = _CONSTANTS[name]
        return lambda _, __: constant

    def look_up(lookup: Lookup, _: Decimal) -> Operand:
        operand = lookup(name)
        return operand.percent if isinstance(operand, Ratio) else operand

    return look_up


def _compile_arithmetic(kind: type[ast.operator], left: _Part, right: _Part) -> _Part:
    compute = _ARITHMETIC[kind]

    def value(lookup: Lookup, tolerance: Decimal) -> Operand:
        first, second = left(lookup, tolerance), right(lookup, tolerance)
        # Over zero there is no rate: nothing occurred, which is not an error.
        if first is None or second is None or (kind is ast.Div and not second):
            return None
        if not isinstance(first, Decimal) or not isinstance(second, Decimal):
            raise TypeError
        return _reportable_number(compute(first, second))

    return value


def _reportable_number(number: Decimal) -> Decimal:
    """Return a number that can be reported; raises ExpressionError for one that nobody could print."""
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise ExpressionError(f"số dài quá {MOST_DIGITS} chữ số")
    return number


def _compile_negation(part: _Part) -> _Part:
    def negate(lookup: Lookup, tolerance: Decimal) -> Operand:
        operand = part(lookup, tolerance)
        return None if operand is None else not operand

    return negate


def _compile_boolean(joint: ast.boolop, parts: list[_Part]) -> _Part:
    whole = all if isinstance(joint, ast.And) else any

    def decide(lookup: Lookup, tolerance: Decimal) -> Operand:
        values = [part(lookup, tolerance) for part in parts]
        return None if None in values else whole(values)

    return decide


def _compile_comparison(ops: list[ast.cmpop], parts: list[_Part]) -> _Part:
    tests = [_COMPARISONS[type(op)] for op in ops]

    def compare(lookup: Lookup, tolerance: Decimal) -> Operand:
        values = [part(lookup, tolerance) for part in parts]
        if None in values:
            return None
        pairs = zip(tests, values, values[1:], strict=False)
        return all(test(left, right, tolerance) for test, left, right in pairs)

    return compare


def _compile_call(name: str, parts: list[_Part]) -> _Part:
    function = _FUNCTIONS[name]

    def call_function(lookup: Lookup, tolerance: Decimal) -> Operand:
        values = [part(lookup, tolerance) for part in parts]
        return None if None in values else function(*values)

    return call_function


def operands_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the indicators from which a derived one is computed; none if it cannot be parsed."""
    return _operands_in(indicator.formula, indicator.numerator, indicator.denominator)


@cache
def _operands_in(*texts: str | None) -> tuple[str, ...]:
    try:
        names_by_text = [sorted(parse_expression(text).names) for text in texts if text]
    except ExpressionError:
        return ()
    return tuple(name for names in names_by_text for name in names)


@cache
def quotient_parts(formula: str) -> tuple[str, str] | None:
    """Return dividend and divisor of a formula that divides last: '100 * a / b' is '100 * a' by 'b'."""
    try:
        parse_expression(formula)
    except ExpressionError:
        return None
    tree = ast.parse(formula.strip(), mode="eval").body
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div):
        return ast.unparse(tree.left), ast.unparse(tree.right)
    return None


def evaluate_expression(expression: Expression, lookup: Lookup, tolerance: Decimal = EXACT) -> Operand:
    """Return the value, or None where an operand is missing or a divisor is zero.

    A ratio counts as its percentage; numbers that differ by no more than `tolerance` are equal. Raises
    ExpressionError where operands do not go together.
    """
    try:
        return expression.value(lookup, tolerance)
    except (TypeError, ArithmeticError):
        raise ExpressionError("các toán hạng không cùng loại") from None
