"""The sandbox in which templates run: nothing of Python's inside, and never without fuel.

Every block of a template that runs pays for what stands in it; whatever can be larger than what is written
there (calls, filters, operators, comparisons of long texts) pays for its size, beforehand where it can.
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from functools import wraps
from string import Formatter
from typing import Any, Final, cast

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, pass_context
from jinja2 import nodes as syntax
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.parser import Parser
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedFormatter
from jinja2.utils import Namespace, _PassArg

from baocao.documents.filters import FILTERS
from baocao.documents.formats import date_width, percent_widths, spec_widths
from baocao.documents.fuel import ITEM, MOST_BITS, Fuel, is_walked
from baocao.documents.line_ends import OPENING, LineEnds
from baocao.documents.tokens import PRIVATE
from baocao.documents.traceable import Listed, printed_value, without_marks
from baocao.documents.traceable import count_with_key as a_count
from baocao.documents.writing import bare_value

MOST_REPEATED: Final = 1000
"""The longest text that a template may make by repeating or filling up a shorter one."""
MOST_PLACES: Final = 100
"""Decimals of a number."""
MOST_TAGS: Final = 3_000
"""Tags of one template; the longest in use has 150."""
MOST_NODES: Final = 12_000
"""Names, numbers, operators and texts in one template."""
MOST_NESTED: Final = 80
"""How deeply tags and expressions may lie in each other; Python's own compiler follows no further."""
MOST_LOOPS: Final = 12
"""How deeply loops may be written in each other."""
_UNMARKED: Final = "_bo_danh_dau"
_PAID: Final = "_tra_buoc"
"""Filters that templates do not see."""
_CALL: Final = 10
_FUNCTION: Final = 30
_FILTER: Final = 10
"""Steps of a call, more of one of this program's functions, and of a filter: all take longer than names."""
_PIECE: Final = 64
"""Characters that are searched in the time of one step."""
_BUILTIN: Final = (
    str, bytes, int, float, complex, Decimal, date, time, timedelta,
    list, tuple, dict, set, frozenset, range, Mapping, types.GeneratorType,
)  # fmt: skip
_OF_TEXTS: Final = """
    capitalize casefold center count endswith find format index isalnum isalpha isdecimal isdigit islower
    isnumeric isspace istitle isupper join ljust lower lstrip partition removeprefix removesuffix replace
    rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title upper zfill
"""
_METHODS: Final[Mapping[type, frozenset[str]]] = {
    str: frozenset(_OF_TEXTS.split()),
    Mapping: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    date: frozenset({"date", "isocalendar", "isoformat", "isoweekday", "strftime", "time", "weekday"}),
    timedelta: frozenset({"total_seconds"}),
}
"""What templates can call of Python's own values: nothing that makes much of little, or keeps a state."""
_HIDDEN: Final = frozenset({"figure", "key"})
"""Attributes of figures that only this program reads."""
_BUILTIN_FILTERS: Final = (
    "length", "first", "last", "list", "sort", "selectattr", "rejectattr", "map", "select", "reject",
    "default", "upper", "lower", "trim", "groupby", "batch", "unique", "int", "reverse",
)  # fmt: skip
_AT_ONCE: Final = frozenset({"length", "first", "last", "default"})
"""Filters that do not go through what they are given."""
_COMPARING: Final = frozenset({"sort", "unique", "groupby"})
"""Filters that compare all items."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of templates; `fuel` is that of the document being made."""

    intercepted_binops = frozenset({"**", "*", "+", "-", "/", "//", "%"})
    fuel: Fuel
    burn: Callable[[int, int], None]

    def __init__(self, undefined: type[StrictUndefined]) -> None:
        super().__init__(
            undefined=undefined,
            finalize=_printed_value,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=[LineEnds],
            optimized=False,  # nothing runs before there is fuel
        )
        self.code_generator_class = Paying
        self.globals = {"range": self.globals["range"], "namespace": _Names}
        self.filters = {name: _metered_filter(name, self.filters[name]) for name in _BUILTIN_FILTERS}
        self.filters["length"] = _counted(self.filters["length"])
        self.filters["join"] = _join_items
        self.filters["sum"] = _sum_items
        self.filters.update({name: _paying_writer(write) for name, write in FILTERS.items()})
        self.filters[_UNMARKED] = without_marks
        self.filters[_PAID] = _paid_condition
        tests = cast("dict[str, Callable[..., Any]]", self.tests)
        self.tests = {
            name: _paying_test(test) for name, test in tests.items() if not _PassArg.from_obj(test)
        }
        self.use_fuel(Fuel())

    def use_fuel(self, fuel: Fuel) -> None:
        """Run on `fuel` from now on."""
        self.fuel = fuel
        self.burn = fuel.burn

    def use_file(self, path: str, first_line: int = 1) -> None:
        """Know which file the code comes from, and on which line it begins; here nobody asks."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> syntax.Template:
        """Parse within limits; take the marks of figures out of captured blocks, which are compared."""
        tree = _parse_template(Parser(self, source, name, filename))
        _refuse_deep(tree)
        # The text of a captured block may be compared: marks of figures in it would make equal texts
        # differ.
        for block in tree.find_all((syntax.AssignBlock, syntax.FilterBlock)):
            bare = syntax.Filter(None, _UNMARKED, [], [], None, None, lineno=block.lineno)
            inner = block.filter  # type: ignore[attr-defined]  # both have one
            while inner is not None and isinstance(inner.node, syntax.Filter):
                inner = inner.node
            if inner is None:
                block.filter = bare  # type: ignore[attr-defined]
            else:
                inner.node = bare
        for loop in tree.find_all(syntax.For):
            if loop.test is not None:
                loop.test = syntax.Filter(loop.test, _PAID, [], [], None, None, lineno=loop.lineno)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Hide what only this program reads, and methods that templates have no use for."""
        if not super().is_safe_attribute(obj, attr, value) or attr in _HIDDEN:
            return False
        if not callable(value) or not isinstance(obj, _BUILTIN):
            return True
        return any(attr in names for kind, names in _METHODS.items() if isinstance(obj, kind))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return a format method whose widths are bounded; None for what is no such method."""
        owner = getattr(value, "__self__", None)
        if not isinstance(owner, str) or getattr(value, "__name__", "") != "format":
            return None
        formatter = _Formatter(self)
        return lambda *args, **named: self.fuel.pay_for_made(formatter.vformat(owner, args, named))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up, having paid for hashing what is no plain key."""
        if type(argument) is not str and type(argument) is not int:
            self.fuel.walk(argument)
        return super().getitem(obj, argument)

    def call(self, context: Context, obj: Any, /, *args: Any, **named: Any) -> Any:
        """Call, having paid for what functions of this program and of Python will go through."""
        fuel = self.fuel
        fuel.burn(_CALL + len(args))
        # Macros pay for their own blocks; paying here as well would charge them twice.
        if not isinstance(obj, (Macro, LoopContext)):
            for each in (*args, *named.values()):
                if not isinstance(each, Macro):
                    fuel.walk(each)
            fuel.burn(_FUNCTION)
            _pay_method(fuel, obj, (*args, *named.values()))
        fuel.enter()
        try:
            result = super().call(context, obj, *args, **named)
        finally:
            fuel.leave()
        return fuel.pay_for_made(result)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute; powers, and texts repeated to any length, are refused."""
        if operator == "**" or (operator == "*" and _repeated_length(left, right) > MOST_REPEATED):
            raise SecurityError(operator)
        if operator == "%" and isinstance(left, (str, bytes)):
            self.fuel.walk(right)
            self.fuel.burn(1, len(left))
            self.fuel.burn(0, percent_widths(str(left)))
        elif operator == "+":
            # Before it is made: doubling a text forty times must fail at the first step that is too long.
            self.fuel.burn(0, sum(len(each) for each in (left, right) if isinstance(each, str)))
        return self.fuel.pay_for_made(super().call_binop(context, operator, left, right))

    def concatenated(self, *values: Any) -> str:
        """Return what the operator '~' makes."""
        text = "".join(bare_text(self.fuel, value) for value in values)
        self.fuel.pay_for_made(text)
        return text

    def weighed(self, value: Any) -> Any:
        """Return a value that is to be compared or hashed, paid for."""
        self.fuel.walk(value)
        return value

    def sliced(self, value: Any) -> Any:
        """Return what was cut out of a text or a list, paid for."""
        return self.fuel.pay_for_made(value)


class _Names(Namespace):
    """Names that loops can set; printed, they say nothing of what they hold."""

    def __repr__(self) -> str:
        return "<namespace>"


class Paying(CodeGenerator):
    """Makes the code of a template, in which every block pays and what can grow is watched."""

    def blockvisit(self, nodes: Iterable[syntax.Node], frame: Frame) -> None:
        """Write a block that pays first for what stands in it, inner blocks left out."""
        nodes = list(nodes)
        steps, text = _block_cost(nodes)
        # Counted when the template is compiled: one call for each block instead of one for each name.
        self.writeline(f"environment.burn({steps}, {text})")
        super().blockvisit(nodes, frame)

    def visit_Concat(self, node: syntax.Concat, frame: Frame) -> None:  # noqa: N802 - jinja2's names
        """Write a concatenation."""
        self.write("environment.concatenated(")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def visit_Compare(self, node: syntax.Compare, frame: Frame) -> None:  # noqa: N802
        """Write a comparison."""
        self.write("(")
        self._write_weighed(node.expr, frame)
        for each in node.ops:
            self.visit(each, frame)
        self.write(")")

    def visit_Operand(self, node: syntax.Operand, frame: Frame) -> None:  # noqa: N802
        """Write the other side of a comparison."""
        self.write(f" {_OPERATORS[node.op]} ")
        self._write_weighed(node.expr, frame)

    def visit_Dict(self, node: syntax.Dict, frame: Frame) -> None:  # noqa: N802
        """Write a mapping, whose keys are hashed."""
        self.write("{")
        for each in node.items:
            self._write_weighed(each.key, frame)
            self.write(": ")
            self.visit(each.value, frame)
            self.write(", ")
        self.write("}")

    def visit_Getitem(self, node: syntax.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write a look-up; slices make copies."""
        if not isinstance(node.arg, syntax.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.sliced(")
        super().visit_Getitem(node, frame)
        self.write(")")

    def _write_weighed(self, node: syntax.Expr, frame: Frame) -> None:
        if isinstance(node, syntax.Const):
            self.visit(node, frame)
            return
        self.write("environment.weighed(")
        self.visit(node, frame)
        self.write(")")


_OPERATORS: Final = {
    "eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in",
}  # fmt: skip
_INNER: Final[Mapping[type[syntax.Node], tuple[str, ...]]] = {
    syntax.For: ("body", "else_"),
    syntax.If: ("body", "elif_", "else_"),
    syntax.Macro: ("body",),
    syntax.CallBlock: ("body",),
    syntax.FilterBlock: ("body",),
    syntax.AssignBlock: ("body",),
    syntax.With: ("body",),
    syntax.Block: ("body",),
    syntax.ScopedEvalContextModifier: ("body",),
}
"""What in a tag is a block of its own, or is met only where the condition before it fails."""
_WEIGHTS: Final[Mapping[type[syntax.Node], int]] = {syntax.Getattr: 3, syntax.Getitem: 3, syntax.Macro: 5}
"""Steps of what takes longer than a name."""


def _block_cost(nodes: Sequence[syntax.Node]) -> tuple[int, int]:
    """Return the steps and the characters of a block."""
    steps, text = 1, 0
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        steps += _WEIGHTS.get(type(node), 1)
        if isinstance(node, syntax.TemplateData):
            text += len(node.data)
        elif isinstance(node, syntax.Const) and isinstance(node.value, str):
            text += len(node.value)
        waiting += node.iter_child_nodes(exclude=_INNER.get(type(node)))
    return steps, text


def _parse_template(parser: Parser) -> syntax.Template:
    """Return the tree; what only Python refuses is a fault of syntax too, at the line it was met on."""
    try:
        return parser.parse()
    except RecursionError as error:
        raise TemplateSyntaxError("nested too deeply", parser.stream.current.lineno) from error
    except ValueError as error:  # a number of thousands of digits
        raise TemplateSyntaxError("number too long", parser.stream.current.lineno) from error


def refuse_many(text: str, first_line: int) -> None:
    """Raise TemplateSyntaxError for more tags than anybody writes, before any is read."""
    for count, opening in enumerate(OPENING.finditer(text)):
        if count == MOST_TAGS:
            raise TemplateSyntaxError("too many tags", first_line + text.count("\n", 0, opening.start()))


def _refuse_deep(tree: syntax.Template) -> None:
    """Raise TemplateSyntaxError where a tree is too large or too deep, or holds a number too long."""
    # A stack of our own: Python's recursion limit is what such a tree is made to exceed.
    waiting: list[tuple[syntax.Node, int, int]] = [(tree, 0, 0)]
    count = 0
    while waiting:
        node, depth, loops = waiting.pop()
        count += 1
        loops += isinstance(node, syntax.For)
        if depth > MOST_NESTED or loops > MOST_LOOPS:
            raise TemplateSyntaxError("nested too deeply", node.lineno)
        if count > MOST_NODES:
            raise TemplateSyntaxError("too many tags", node.lineno)
        if isinstance(node, syntax.Const):
            _refuse_number(node)
        if isinstance(node, (syntax.Const, syntax.TemplateData)):
            _refuse_tokens(node)
        children = list(node.iter_child_nodes())
        waiting += [(child, depth + 1, loops) for child in reversed(children)]


def _refuse_number(node: syntax.Const) -> None:
    value = node.value
    too_long = isinstance(value, int) and value.bit_length() > MOST_BITS
    if too_long or (isinstance(value, float) and not math.isfinite(value)):
        raise TemplateSyntaxError("number too long", node.lineno)


def _refuse_tokens(node: syntax.Const | syntax.TemplateData) -> None:
    """Refuse characters that stand for tables and footnotes in the text, which only functions make."""
    text = node.value if isinstance(node, syntax.Const) else node.data
    if isinstance(text, str) and PRIVATE.search(text):
        raise TemplateSyntaxError("private character", node.lineno)


def _repeated_length(left: Any, right: Any) -> int:
    """Return how long a text or list becomes that is repeated; 0 for numbers."""
    longest = max((len(side) for side in (left, right) if hasattr(side, "__len__")), default=0)
    times = max((side for side in (left, right) if isinstance(side, int)), default=1)
    return longest * times


class _Formatter(SandboxedFormatter):
    """Python's formats, whose fields are paid for and have no widths beyond a line."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(sandbox)
        self._fuel = sandbox.fuel

    def format_field(self, value: Any, format_spec: str) -> str:
        self._fuel.burn(_CALL, spec_widths(value, format_spec))
        self._fuel.walk(value)
        return cast("str", Formatter.format_field(self, value, format_spec))

    def convert_field(self, value: Any, conversion: Any) -> Any:
        self._fuel.walk(value)
        return super().convert_field(value, conversion)


def _pay_method(fuel: Fuel, method: Any, args: Sequence[Any]) -> None:
    """Pay for a method of a text, which may search it, fill it up or part it."""
    text = getattr(method, "__self__", None)
    if isinstance(text, date):
        fuel.burn(0, sum(date_width(argument) for argument in args if isinstance(argument, str)))
    if not isinstance(text, str):
        return
    lengths = [len(argument) for argument in args if isinstance(argument, str)]
    fuel.burn(len(text) * (1 + sum(lengths)) // _PIECE)
    if any(isinstance(argument, int) and argument > MOST_REPEATED for argument in args):
        raise SecurityError(method.__name__)
    if method.__name__ in {"split", "rsplit", "splitlines"}:
        pieces = text.count(args[0]) if lengths and args[0] else len(text) // 2
        fuel.burn(pieces * ITEM)
    elif method.__name__ == "replace" and len(lengths) > 1:
        fuel.burn(1, text.count(args[0]) * lengths[1])
    elif method.__name__ == "join" and args:
        fuel.burn(1, len(text) * (len(args[0]) if is_walked(args[0]) else MOST_REPEATED))


def _fuel_of(context: Context) -> Fuel:
    return cast("Sandbox", context.environment).fuel


@pass_context
def _printed_value(context: Context, value: Any) -> str:
    """Return what is printed for the value of an expression."""
    return bare_text(_fuel_of(context), printed_value(value))


def bare_text(fuel: Fuel, value: Any) -> str:
    """Return what is printed for a value as a part of a text."""
    if is_walked(value):
        fuel.walk(value)
    return fuel.text_of(bare_value(value))


@pass_context
def _paid_condition(context: Context, value: Any) -> Any:
    """Return a condition that decides over an item of a loop."""
    _fuel_of(context).burn(_FILTER)
    return value


def paid_items(fuel: Fuel, value: Iterable[Any]) -> Iterator[Any]:
    """Yield items, each paid for before the next is asked for."""
    for each in value:
        # Each before the next is made: a generator could go on for ever.
        fuel.burn(ITEM)
        yield each


def _metered_filter(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Make one of Jinja2's filters pay for what it goes through; what it yields becomes a list."""

    @pass_context
    @wraps(function)
    def paying(context: Context, value: Any, *args: Any, **named: Any) -> Any:
        fuel = _fuel_of(context)
        fuel.burn(_FILTER)
        for each in (*args, *named.values()):
            fuel.walk(each)
            if isinstance(each, int):
                fuel.burn(abs(each) * ITEM)
        if name not in _AT_ONCE:
            value = _gone_through(fuel, value, name in _COMPARING)
        made = _call_builtin(context, function, value, args, named)
        return fuel.pay_for_made(list(paid_items(fuel, made)) if isinstance(made, Iterator) else made)

    return paying


def _gone_through(fuel: Fuel, value: Any, comparing: bool) -> Any:  # noqa: FBT001 - used above only
    """Return the items of what a filter is given, paid for; texts and numbers as they are."""
    if isinstance(value, (str, Undefined)) or not isinstance(value, Iterable):
        fuel.walk(value)
        return value
    items = list(paid_items(fuel, value))
    for _ in range(len(items).bit_length() if comparing else 0):
        fuel.walk(items)
    return items


def _call_builtin(
    context: Context,
    function: Callable[..., Any],
    value: Any,
    args: Sequence[Any],
    named: Mapping[str, Any],
) -> Any:
    """Call a filter with what it wants to be passed first."""
    match _PassArg.from_obj(function):
        case _PassArg.context:
            return function(context, value, *args, **named)
        case _PassArg.eval_context:
            return function(context.eval_ctx, value, *args, **named)
        case _PassArg.environment:
            return function(context.environment, value, *args, **named)
    return function(value, *args, **named)


def _counted(count: Callable[..., int]) -> Callable[..., int]:
    """Make the filter that counts give a count, which is printed as one."""

    @wraps(count)
    def counted(*arguments: Any, **named: Any) -> int:
        listed = (each.counted for each in arguments if isinstance(each, Listed))
        return a_count(count(*arguments, **named), next(listed, None))

    return counted


@pass_context
def _join_items(context: Context, value: Any, d: Any = "", attribute: str | int | None = None) -> str:
    """Join the items of a list to a text."""
    fuel = _fuel_of(context)
    fuel.burn(_FILTER)
    items = paid_items(fuel, value)
    if attribute is not None:
        items = map(make_attrgetter(context.environment, attribute), items)
    sign = fuel.text_of(d)
    texts = []
    for each in items:
        fuel.burn(1, len(sign))
        texts.append(bare_text(fuel, each))
    return sign.join(texts)


@pass_context
def _sum_items(context: Context, value: Any, attribute: str | int | None = None, start: Any = 0) -> Any:
    """Add up the items of a list."""
    sandbox = cast("Sandbox", context.environment)
    items = paid_items(sandbox.fuel, value)
    if attribute is not None:
        items = map(make_attrgetter(sandbox, attribute), items)
    for each in items:
        start = sandbox.call_binop(context, "+", start, each)
    return start


def _paying_writer(write: Callable[..., Any]) -> Callable[..., Any]:
    """Make one of our own filters pay for what it goes through and for what it writes."""

    @pass_context
    @wraps(write)
    def paying(context: Context, value: Any, *args: Any, **named: Any) -> Any:
        fuel = _fuel_of(context)
        fuel.burn(_FILTER)
        if isinstance(value, Iterator):
            value = list(paid_items(fuel, value))
        for each in (value, *args, *named.values()):
            fuel.walk(each)
        places = (each for each in (*args, *named.values()) if isinstance(each, int))
        if any(abs(each) > MOST_PLACES for each in places):
            raise SecurityError(write.__name__)
        return fuel.pay_for_made(write(value, *args, **named))

    return paying


def _paying_test(test: Callable[..., Any]) -> Callable[..., Any]:
    """Make a test pay for what it compares."""

    @pass_context
    @wraps(test)
    def paying(context: Context, *values: Any) -> Any:
        fuel = _fuel_of(context)
        for each in values:
            fuel.walk(each)
        return test(*values)

    return paying
