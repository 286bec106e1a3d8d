"""What edits of a file of data as text share: what it says, and how it is stored."""

from baocao.model.workspace import UTF8_MARK, SourceFile
from baocao.source import nodes
from baocao.source.nodes import Mapping, Node, Scalar
from baocao.source.parsing import parse_source

Tree = str | list["Tree"] | dict[str, "Tree"]


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


def is_all_in_braces(source: SourceFile) -> bool:
    """Tell whether a file is one pair of braces, of which every line would change with any of them."""
    root, _ = parse_source(source)
    return root is not None and is_in_brackets(root, source)
