"""How the code is built: what no tool that checks it can be told."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from baocao import __file__ as package

SOURCE = Path(package).parent
MOST_POSITIONAL = 5
"""With one more nobody sees at a call which argument is which."""


def calls_by_position(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls whose arguments are too many to be told apart by their order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) > MOST_POSITIONAL:
            yield node


def called_name(call: ast.Call) -> str:
    """Return the last name of what is called; nothing where it is computed."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def takes_any_number(trees: Iterable[ast.AST]) -> frozenset[str]:
    """Return the functions that take one list as their arguments: the words of a command."""
    return frozenset(
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.args.vararg
    )


def is_foreign(call: ast.Call) -> bool:
    """Tell whether a node of a Jinja2 template is made, whose fields are all positional."""
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "syntax"


def faults_in(trees: dict[str, ast.AST]) -> list[str]:
    free = takes_any_number(trees.values())
    return [
        f"{name}:{call.lineno}: {ast.unparse(call)[:80]}"
        for name, tree in trees.items()
        for call in calls_by_position(tree)
        if called_name(call) not in free and not is_foreign(call)
    ]


@pytest.mark.thorough
def test_no_call_has_so_many_arguments_that_only_their_order_tells_them_apart() -> None:
    trees: dict[str, ast.AST] = {
        str(path.relative_to(SOURCE)): ast.parse(path.read_text("utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }
    assert len(trees) > 300
    assert faults_in(trees) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Page(1, 2, 3, 4, 5, 6)", 1),
        ("Page(1, 2, 3, 4, 5, number=6)", 0),
        ("Change(old, new, *sides, turn, gained, lost)", 1),
        ("type(each)(1, 2, 3, 4, 5, 6)", 1),
        ("syntax.Filter(1, 2, 3, 4, 5, 6)", 0),
        ("def git(*words): ...\ngit('log', '-1', '--merges', tip, '--', path)", 0),
    ],
)
def test_arguments_are_counted_by_position(text: str, count: int) -> None:
    assert len(faults_in({"x.py": ast.parse(text)})) == count
