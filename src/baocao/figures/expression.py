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
_COMPARISONS: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
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


class Expression(NamedTuple):
    """A parsed expression and the names that it uses, except constants."""

    text: str
    tree: ast.expr
    names: frozenset[str]


@cache
def parse_expression(text: str) -> Expression:
    """Return the parsed expression; raises ExpressionError."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionError("sai cú pháp") from None
    names: set[str] = set()
    _check(tree, names)
    return Expression(text, tree, frozenset(names - _CONSTANTS.keys()))


def _check(node: ast.expr, names: set[str]) -> None:
    """Walk the tree, collecting names and refusing every form that is not allowed."""
    match node:
        case ast.Name() | ast.Attribute():
            names.add(_dotted(node))
        case ast.Constant(value=bool()):
            raise ExpressionError("dùng co và khong thay cho True và False")
        case ast.Constant(value=int() | float() | str()):
            pass
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            _check_all([left, right], names)
        case ast.UnaryOp(op=ast.USub() | ast.Not(), operand=operand):
            _check(operand, names)
        case ast.BoolOp(values=values):
            _check_all(values, names)
        case ast.Compare(left=left, ops=ops, comparators=others) if all(
            type(op) in _COMPARISONS for op in ops
        ):
            _check_all([left, *others], names)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            _check_all(args, names)
        case _:
            raise ExpressionError(f"không dùng được '{ast.unparse(node)}'")


def _check_all(parts: list[ast.expr], names: set[str]) -> None:
    for part in parts:
        _check(part, names)


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Name):
        return node.id
    raise ExpressionError(f"không dùng được '{ast.unparse(node)}'")


def operands(indicator: Indicator) -> tuple[str, ...]:
    """Return the indicators from which a derived one is computed; none if it cannot be parsed."""
    texts = (indicator.formula, indicator.numerator, indicator.denominator)
    try:
        found = [sorted(parse_expression(text).names) for text in texts if text]
    except ExpressionError:
        return ()
    return tuple(name for names in found for name in names)


def evaluate(expression: Expression, lookup: Callable[[str], Operand]) -> Operand:
    """Return the value, or None where an operand is missing or a divisor is zero.

    A ratio counts as its percentage. Raises ExpressionError where operands do not go together.
    """
    try:
        return _value(expression.tree, lookup)
    except (TypeError, ArithmeticError):
        raise ExpressionError("các toán hạng không cùng loại") from None


def _value(node: ast.expr, lookup: Callable[[str], Operand]) -> Operand:
    match node:
        case ast.Name() | ast.Attribute():
            return _named(_dotted(node), lookup)
        case ast.Constant(value=value):
            return value if isinstance(value, str) else Decimal(str(value))
        case ast.BinOp(left=left, op=op, right=right):
            return _arithmetic(op, _value(left, lookup), _value(right, lookup))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            found = _value(operand, lookup)
            return None if found is None else not found
        case ast.UnaryOp(operand=operand):
            return _arithmetic(ast.Sub(), Decimal(0), _value(operand, lookup))
        case ast.BoolOp(op=op, values=values):
            return _boolean(op, [_value(part, lookup) for part in values])
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _comparison(ops, [_value(part, lookup) for part in (left, *others)])
        case ast.Call(func=ast.Name(id=name), args=args):
            found_all = [_value(part, lookup) for part in args]
            return None if None in found_all else _FUNCTIONS[name](*found_all)
    raise ExpressionError(ast.unparse(node))  # unreachable after _check


def _named(name: str, lookup: Callable[[str], Operand]) -> Operand:
    found = _CONSTANTS[name] if name in _CONSTANTS else lookup(name)
    return found.percent if isinstance(found, Ratio) else found


def _arithmetic(op: ast.operator, left: Operand, right: Operand) -> Operand:
    if left is None or right is None or (isinstance(op, ast.Div) and not right):
        return None
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        raise TypeError
    return _ARITHMETIC[type(op)](left, right)


def _boolean(op: ast.boolop, values: list[Operand]) -> Operand:
    if None in values:
        return None
    return all(values) if isinstance(op, ast.And) else any(values)


def _comparison(ops: list[ast.cmpop], values: list[Operand]) -> Operand:
    if None in values:
        return None
    pairs = zip(ops, values, values[1:], strict=False)
    return all(_COMPARISONS[type(op)](left, right) for op, left, right in pairs)
