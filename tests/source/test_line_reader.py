"""What is written one key a line is read as the parser reads it, or left to the parser."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.characters import has_control_characters
from baocao.source.events import parse_events
from baocao.source.line_reader import read_lines
from baocao.source.nodes import Node, Scalar, Sequence
from reading import number_of_tries
from support import EXAMPLE, REPOSITORY

TESTS = REPOSITORY / "tests"
WRITTEN = sorted(
    path
    for folder in (REPOSITORY / "data", EXAMPLE / "data", TESTS / "vi_du")
    for path in folder.rglob("*.yaml")
    if path.is_file()
)
PIECES = (
    "a:", "a: 1", "b: 2 # ghi ch\xfa", "a : 1", 'a: "x"', "'a b': 'x' # y", "a: x: y", "a: x:",
    "a: 'x' y", "a: {b: 1, c: [2, 3]}", "a: {b: 1", "a: {b: 86,6}", "a: {b: x:y}", "a: [1, {b: 2}, ]",
    "a: {}", "a: []", "a: [x, y] # z", "a: [x]]", "a: {b: {c: {d: 1}}}", "a: |", "a: |-", "a: >",
    "a: | # x", "- 1", "- a: 1", "-", "- ",
    "- - 1", "- |", "- [1]", "- b:", "x", "x y", "# ghi ch\xfa", "a: &b 1",
    "a: *b", "a: !!str 1", "? a", ": b", "<<: x", "---", "...", "%YAML 1.1", "a: -1", "a: - 1", "a: #b",
    "a: b#c", "a:b", '"a": 1', '"a\\n": 1', 'a: "x\\ty"', "a: 'it''s'", "a: @b", "a: `b", "a: %b",
    "a: ~", "a: ? b", "a: 1\xa0", "a: \u3000b", "a:\tb", "e\u0301: 1", "\xe9: 1", "A/b.c-d: 1",
    "a: {b : 1}", "a: {? b: 1}", "a: [b: 1]", 'a: {b: \'x\', "c": y}', "a: {b: }", "a: [,]", "a: }",
    "a: ]", "a: >-", "2025-11-03: 1", "a: {b: 1}x", "a: {b: 1} x", "", " ",
)  # fmt: skip


def seen_node(node: Node) -> object:
    """Return everything that a node says, for comparing."""
    match node:
        case Scalar():
            return node.text, node.style, node.line, node.column
        case Sequence():
            return node.line, node.column, [seen_node(item) for item in node.items]
    entries = [(name, seen_node(key), seen_node(value)) for name, (key, value) in node.entries.items()]
    return node.line, node.column, entries


def check_both_ways(text: str) -> bool:
    """Hold the two ways of reading against each other; tell whether the text was read by lines."""
    root = None if has_control_characters(text) or "\u00a0" in text else read_lines(text)
    if root is None:
        return False
    parsed, problems = parse_events(SourceFile("tệp.yaml", text, b""))
    assert problems == []
    assert isinstance(parsed, nodes.Mapping)
    assert seen_node(root) == seen_node(parsed)
    return True


@pytest.mark.sampled
@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_file_of_the_repository_is_read_as_the_parser_reads_it(path: Path) -> None:
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        return  # read_file refuses it before anything is parsed
    read = check_both_ways(text)
    assert read or TESTS in path.parents, "data are written the usual way"


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(PIECES)), min_size=1, max_size=7),
    st.sampled_from(["\n", ""]),
)
@number_of_tries(3000)
def test_lines_put_together_at_random_are_read_as_the_parser_reads_them(
    lines: list[tuple[int, str]], end: str
) -> None:
    check_both_ways("\n".join(f"{'  ' * indent}{piece}" for indent, piece in lines) + end)


@given(
    st.integers(1, 5),
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["x", "# y", "", "- z", "a: 1"])), max_size=6),
)
@number_of_tries(2000)
def test_a_block_holds_what_the_parser_finds_in_it(indent: int, lines: list[tuple[int, str]]) -> None:
    check_both_ways("a: |\n" + "".join(f"{' ' * each}{text}\n" for each, text in [(indent, "x"), *lines]))


SAMPLE = (EXAMPLE / "data/units").glob("*/2025-11.yaml")
TEXT = "".join(min(SAMPLE).read_text(encoding="utf-8").splitlines(keepends=True)[:90])


@given(
    st.integers(0, len(TEXT)),
    st.integers(0, 3),
    st.sampled_from([*":-#'\"{}[],|>&*!%@`?~ \t\n", "\n  ", "\n\n", "\n      ", ": ", " #", "- "]),
)
@number_of_tries(1500)
def test_a_report_with_a_slip_is_read_as_the_parser_reads_it(start: int, gone: int, put: str) -> None:
    check_both_ways(TEXT[:start] + put + TEXT[start + gone :])


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: 1\n  b: 2\n",
        "a: x\n  y\n",
        "a:\n   b: 1\n  c: 2\n",
        "a: |\n  x\n y\n",
        "a: |\n  x\n \n  # c\n",
        "a: |\n    - y\n \n     \n",
        "a: 1\r\nb: ~\r\n",
        "a: 1\n" + "\n" * 30_000,
        "a:\n  - b: |\n   x\n",
        "a:\n  b:\n c: 1\n",
        "a: {b: 1, b: 2}\n",
        "a: &x 1\n",
        "a: 1",
        "- a\n",
        "",
    ],
)
def test_what_is_written_otherwise_is_left_to_the_parser(text: str) -> None:
    assert read_lines(text) is None
