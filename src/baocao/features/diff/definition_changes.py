"""Lines of definitions that changed: by their keys, so that order, quotes and comments do not count."""

from collections import abc
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from baocao.features.diff.records import DefinitionChange
from baocao.model.workspace import SourceFile
from baocao.source.nodes import PLAIN, Mapping, Node, Scalar, Sequence
from baocao.source.parsing import parse_source
from baocao.vietnamese.numbers import number_readings
from baocao.vietnamese.text import to_nfc

_NAMES: Final = ("so", "ma", "id", "ten", "nhom")
"""The keys by which the items of a list are known."""
Renames = abc.Mapping[str, str]


def definition_changes(
    file: str, old: bytes, new: bytes, renames: Renames = MappingProxyType({})
) -> Iterator[DefinitionChange]:
    """Yield what changed in one file; a part that came or went as a whole is one change.

    `renames` are keys that are called otherwise now.
    """
    if not (old and new):
        yield DefinitionChange(file, "", "" if new else "có tệp", "có tệp" if new else "")
        return
    yield from _changes_below(file, "", (_root_node(file, old), _root_node(file, new)), renames)


def _root_node(file: str, data: bytes) -> Node | None:
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return parse_source(SourceFile(file, text, data))[0] if text.strip() else None


def _changes_below(
    file: str, path: str, sides: tuple[Node | None, Node | None], renames: Renames
) -> Iterator[DefinitionChange]:
    was, is_ = (_parts_by_name(side) for side in sides)
    if was is None or is_ is None:
        if _meaning_of(sides[0]) != _meaning_of(sides[1]):
            yield DefinitionChange(file, path, *map(_node_text, sides))
        return
    was = {renames.get(name, name) if name not in is_ else name: node for name, node in was.items()}
    for name in dict.fromkeys([*is_, *was]):
        inner = f"{path}.{name}" if path else name
        yield from _changes_below(file, inner, (was.get(name), is_.get(name)), renames)


def _parts_by_name(node: Node | None) -> dict[str, Node] | None:
    """Return what a node is made of by name, None if it is compared as a whole."""
    if isinstance(node, Mapping):
        return {name: value for name, (_, value) in node.entries.items()}
    if isinstance(node, Sequence) and node.items and all(isinstance(item, Mapping) for item in node.items):
        names = [_item_name(item) for item in node.items if isinstance(item, Mapping)]
        if all(names) and len(set(names)) == len(names):
            return dict(zip(names, node.items, strict=True))
    return None


def _item_name(node: Mapping) -> str:
    nodes_named = (node.get(key) for key in _NAMES)
    return next(
        (to_nfc(node_named.text) for node_named in nodes_named if isinstance(node_named, Scalar)), ""
    )


def _meaning_of(node: Node | None) -> object:
    """Return what is compared: '3.781' and '3781' are one number, the order of keys does not count."""
    match node:
        case Scalar():
            text = " ".join(to_nfc(node.text).split())
            meanings = number_readings(text) if node.style == PLAIN else ()
            return meanings[0].number if meanings else text
        case Sequence():
            return tuple(map(_meaning_of, node.items))
        case Mapping():
            return {name: _meaning_of(value) for name, (_, value) in node.entries.items()}
    return None


def _node_text(node: Node | None) -> str:
    match node:
        case None:
            return ""
        case Scalar():
            return " ".join(to_nfc(node.text).split())
        case Sequence():
            return f"[{', '.join(map(_node_text, node.items))}]"
        case _:
            inner = (f"{name}: {_node_text(value)}" for name, (_, value) in sorted(node.entries.items()))
            return f"{{{', '.join(inner)}}}"
