"""Ways to spoil one place of a good YAML file, each with the line on which that must be noticed."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.nodes import Node, Scalar, Sequence
from baocao.source.parsing import parse_source

CLOSING: Final = {"{": "}", "[": "]"}


class Mutation(NamedTuple):
    """A changed text; `line` is where it was changed, `parent` the line of the mapping around it."""

    name: str
    text: str
    line: int
    parent: int


class Entry(NamedTuple):
    """A key and its value, and where the mapping stands that holds them; `path` are the keys above."""

    path: tuple[str, ...]
    key: Scalar
    value: Node
    parent: nodes.Mapping


def root_of(text: str) -> Node:
    """Return the root of a good file."""
    root, problems = parse_source(SourceFile("tệp.yaml", text, b""))
    assert root is not None
    assert not problems
    return root


def mapping_entries(node: Node, path: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Yield every entry of every mapping; an item of a list is named '-'."""
    if isinstance(node, nodes.Mapping):
        for name, (key, value) in node.entries.items():
            yield Entry((*path, name), key, value, node)
            yield from mapping_entries(value, (*path, name))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from mapping_entries(item, (*path, "-"))


def replace_at_node(text: str, node: Node, old: str, new: str) -> str | None:
    """Return the text with `old`, which must stand at a node, replaced."""
    lines = text.split("\n")
    line, column = lines[node.line - 1], node.column - 1
    if not line.startswith(old, column):
        return None
    lines[node.line - 1] = line[:column] + new + line[column + len(old) :]
    return "\n".join(lines)


def written_value(text: str, node: Node) -> str | None:
    """Return how a value that stands on one line is written; None for other values."""
    rest = text.split("\n")[node.line - 1][node.column - 1 :]
    if isinstance(node, Scalar):
        if node.style in {'"', "'"}:
            return rest[: rest.index(node.style, 1) + 1]
        return node.text if node.style == "" and rest.startswith(node.text) and node.text else None
    depth = 0
    for index, letter in enumerate(rest if rest[:1] in CLOSING else ""):
        depth += (letter in "{[") - (letter in "}]")
        if depth == 0:
            return rest[: index + 1]
    return None


def rename_keys(text: str) -> Iterator[tuple[Entry, Mutation]]:
    """Yield the file with each key renamed."""
    for entry in mapping_entries(root_of(text)):
        shown = written_value(text, entry.key)
        if shown:
            name = f'"{entry.key.text}zz"' if shown != entry.key.text else f"{shown}zz"
            if changed := replace_at_node(text, entry.key, shown, name):
                yield entry, _make_mutation(entry, "đổi tên", changed)


def retype_values(text: str) -> Iterator[tuple[Entry, Mutation]]:
    """Yield the file with each value replaced by one of another type."""
    for entry in mapping_entries(root_of(text)):
        new = "{zz: 1}" if isinstance(entry.value, Scalar) else "zz"
        shown = written_value(text, entry.value)
        if shown and (changed := replace_at_node(text, entry.value, shown, new)):
            yield entry, _make_mutation(entry, f"{shown} → {new}", changed, entry.value)


def empty_values(text: str) -> Iterator[tuple[Entry, Mutation]]:
    """Yield the file with each value taken away, its key left standing."""
    for entry in mapping_entries(root_of(text)):
        shown = written_value(text, entry.value)
        if shown and (changed := replace_at_node(text, entry.value, shown, "")):
            yield entry, _make_mutation(entry, "bỏ trống", changed)


def _make_mutation(entry: Entry, what: str, text: str, at: Node | None = None) -> Mutation:
    name = f"{'.'.join(entry.path)}: {what}"
    return Mutation(name, text, (at or entry.key).line, entry.parent.line)
