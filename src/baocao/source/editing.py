"""What edits of a file of data as text share: where a section ends, and that nothing else was changed."""

from baocao.model.workspace import UTF8_MARK, SourceFile
from baocao.source import nodes
from baocao.source.nodes import Mapping, Node, Scalar

Tree = str | list["Tree"] | dict[str, "Tree"]
HEADER = ("don_vi", "ky", "tu_ngay", "chot_den")
"""The keys with which a report begins."""


def plain_tree(node: Node) -> Tree:
    """Return the keys and texts of a node, without positions."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, nodes.Sequence):
        return [plain_tree(item) for item in node.items]
    return {name: plain_tree(value) for name, (_, value) in node.entries.items()}


def bytes_as_stored(text: str, before: bytes) -> bytes:
    """Return the bytes of a text, with line ends and byte order mark as they were."""
    # A file of Windows stays one: otherwise Git would show every line as changed.
    ended = text.replace("\n", "\r\n") if b"\r\n" in before else text
    return (UTF8_MARK if before.startswith(UTF8_MARK) else b"") + ended.encode()


def is_in_brackets(node: Node, source: SourceFile) -> bool:
    """Tell whether a mapping is written in braces."""
    line = source.text.split("\n")[node.line - 1]
    return isinstance(node, Mapping) and line[node.column - 1 : node.column] == "{"


def end_of_header(root: Mapping) -> int:
    """Return after how many lines the head of a report ends."""
    return max((root.entries[name][1].line for name in HEADER if name in root.entries), default=0)


def end_of_entry(mapping: Mapping, name: str, lines: list[str], end: int) -> int:
    """Return after how many lines an entry ends, where the mapping itself ends after `end` lines.

    Blank lines and comments before the next entry, or behind the last one, belong to what follows.
    """
    key = mapping.entries[name][0]
    later = [other.line - 1 for other, _ in mapping.entries.values() if other.line > key.line]
    last = min(later, default=end)
    while last > key.line and _is_between(lines[last - 1], key.column - 1):
        last -= 1
    return last


def _is_between(line: str, indent: int) -> bool:
    """Tell whether a line is blank, or a comment that stands no deeper than the entry's key."""
    text = line.lstrip()
    return not text or (text.startswith("#") and len(line) - len(text) <= indent)
