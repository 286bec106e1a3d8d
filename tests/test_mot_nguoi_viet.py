"""One writer of values: numbers, counts and dates become text in one place, and nowhere beside it."""

import ast
import re
from collections.abc import Iterator
from typing import Final

import pytest

from support import REPOSITORY

SOURCES: Final = REPOSITORY / "src" / "baocao"
WRITERS: Final = frozenset({f"vietnamese/{name}.py" for name in ("counts", "dates", "moments", "numbers")})
"""What makes text of counts, dates, moments and numbers; `figures.shown` knows figures and asks them."""
EXCEPTIONS: Final = {
    "disk/locks.py": "who holds a lock is written below the room of the writer, in a form with a version",
    "features/diff/office_text.py": "worksheets of strangers, as they are stored, for Git",
    "foreign/grids.py": "worksheets of strangers, as they are stored",
    "foreign/old_book_reader.py": "worksheets of strangers, as a library gives them, for another process",
    "render/html/charts.py": "places and sizes in a drawing, for browsers",
    "render/html/markup.py": "widths of columns in a style sheet",
    "render/html/style.py": "measures of a style sheet",
    "render/pdf.py": "places in the table of a PDF file, for readers",
    "report/html.py": "places and sizes of bars, for browsers",
    "render/word/notes.py": "numbers by which the parts of a package know a footnote",
    "source/working_files.py": "the name of a file's content in Git",
}
"""Who else writes a value, and why."""
_SPEC: Final = re.compile(r".*%[A-Za-z].*|.*[,_.%]|.*[bcdeEfFgGno]\Z|0\d*|[+ -]\d*")
"""Formats of numbers and dates; what only fills up to a width, or writes bytes as hexadecimals, is none."""
_CALLS: Final = frozenset({"format_decimal", "isoformat", "quantize", "strftime", "to_eng_string"})
_MAKERS: Final = frozenset({*_CALLS, "format", "repr"})
_MARKS: Final = frozenset({(",", "."), (".", ",")})
_VALUES: Final = frozenset({"day", "denominator", "number", "numerator", "percent", "share", "weight"})
"""What records call their values: nobody makes a text of one as Python would."""
_HOLDERS: Final = frozenset({"control", "entry", "figure", "reading"})
"""What holds a `value`."""


def is_value(node: ast.AST) -> bool:
    """Tell whether something is called as records call numbers, days and other values."""
    match node:
        case ast.Attribute(attr="value", value=ast.Name(id=holder)):
            return holder in _HOLDERS
        case ast.Attribute(attr=name):
            return name in _VALUES
    return False


def fault_of_field(field: ast.FormattedValue) -> str:
    """Return what is wrong with a field of an f-string: a format, an unmarked count, Python's own text."""
    match field:
        case ast.FormattedValue(value=ast.Call(func=ast.Name(id="len"))):
            return "{len(…)}"
        case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=str(spec)), *_])):
            return f"{{…:{spec}}}" if _SPEC.fullmatch(spec.lstrip("<>^")) else ""
    return "{…!r}" if field.conversion != -1 else ""


def fault_of_call(call: ast.Call) -> str:
    """Return what is wrong with a call: it makes text of a value, or swaps the marks of numbers."""
    match call:
        case ast.Call(func=ast.Attribute(attr=name)) if name in _CALLS:
            return f".{name}(…)"
        case ast.Call(func=ast.Name(id=name)) if name in _MAKERS:
            return f"{name}(…)"
        case ast.Call(func=ast.Attribute(attr="replace"), args=[ast.Constant(), ast.Constant(), *_]):
            swapped = tuple(ast.literal_eval(each) for each in call.args[:2])
            return "a swap of marks" if swapped in _MARKS else ""
        case ast.Call(func=ast.Name(id="str"), args=[value]) if is_value(value):
            return "str(…)"
    return ""


def faults(source: str) -> Iterator[str]:
    """Yield the lines that make text of a value, and how."""
    for node in ast.walk(ast.parse(source)):
        fault = ""
        if isinstance(node, ast.FormattedValue):
            fault = fault_of_field(node)
        elif isinstance(node, ast.Call):
            fault = fault_of_call(node)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            fault = "'…' % …" if isinstance(node.left, ast.Constant) else ""
        if fault:
            yield f"{getattr(node, 'lineno', 0)}: {fault}"


def others() -> list[str]:
    """Return the modules that are neither the writer nor an exception."""
    rglob = (path.relative_to(SOURCES).as_posix() for path in sorted(SOURCES.rglob("*.py")))
    return [name for name in rglob if name not in WRITERS | EXCEPTIONS.keys()]


@pytest.mark.parametrize("name", others())
def test_nothing_but_the_writer_makes_text_of_a_value(name: str) -> None:
    assert list(faults((SOURCES / name).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", sorted(WRITERS | EXCEPTIONS.keys()))
def test_the_writer_and_every_exception_are_still_needed(name: str) -> None:
    assert list(faults((SOURCES / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "line",
    [
        *('f"{count:,}"', 'f"{share:.1f}"', 'f"{month:02}"', 'f"{now:%H:%M}"', 'f"{name!r}"'),
        *('f"{len(units)} đơn vị"', "str(figure.value)", "str(record.number)", "repr(number)"),
        *('text.replace(",", ".")', 'day.strftime("%d/%m/%Y")', "day.isoformat()", "number.quantize(unit)"),
        *('"%d tệp" % count', 'format(number, "f")'),
    ],
)
def test_a_second_writer_would_be_found(line: str) -> None:
    assert list(faults(line))


@pytest.mark.parametrize(
    "line",
    [
        *('f"{name:>10}"', 'f"{name:{width}}"', 'f"{byte:02X}"', 'f"{name}"', "str(path)", "number % 7"),
        *('text.replace("a", "b")', 'pattern.format(so="I")', 'f"{count_text(len(units))} đơn vị"'),
    ],
)
def test_what_only_lays_out_texts_is_left_alone(line: str) -> None:
    assert not list(faults(line))
