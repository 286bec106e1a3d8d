"""The exported schemas with a fast validator, and documents as the two sides see them."""

import re
from pathlib import Path
from typing import Final

import jsonschema_rs

from baocao.features.schema.schemas import SchemaFile, Wanted, wanted_schemas
from baocao.model.unit import Unit
from baocao.model.workspace import SourceFile
from baocao.source import nodes
from baocao.source.config import read_config
from baocao.source.nodes import PLAIN, Node, Scalar
from baocao.source.parsing import parse_source
from baocao.source.workspace import load_definitions
from baocao.vietnamese.text import to_nfc
from submitting import Tree


class Workshop:
    """The definitions of a workspace, and the schemas made from them as they are needed."""

    def __init__(self, root: Path) -> None:
        self.definitions, _ = load_definitions(read_config(root)[0])
        self._validators: dict[str, jsonschema_rs.Draft7Validator] = {}

    def unit(self, name: str) -> Unit | None:
        """Return a unit of the registry."""
        return self.definitions.registry.units.get(name)

    def accepts(self, unit: Unit, document: object) -> bool:
        """Tell whether the schema for the kind of `unit` accepts a document."""
        kind = unit.kind.id
        if kind not in self._validators:
            self._validators[kind] = schema_validator(
                wanted_schemas(self.definitions, Wanted(kind=kind))[0]
            )
        return self._validators[kind].is_valid(document)


def schema_validator(file: SchemaFile) -> jsonschema_rs.Draft7Validator:
    """Return a validator of the schema, which must be a schema itself."""
    jsonschema_rs.meta.validate(file.schema)
    return jsonschema_rs.Draft7Validator(file.schema)


def as_texts(node: Node) -> Tree:
    """Return a node as the readers see it: texts, and nothing where nothing was written."""
    if isinstance(node, Scalar):
        return None if node.is_blank else to_nfc(node.text)
    if isinstance(node, nodes.Mapping):
        return {name: as_texts(value) for name, (_, value) in node.entries.items()}
    return [as_texts(item) for item in node.items]


LIKE_NUMBER: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def as_editors_see(node: Node) -> Tree:
    """Return a node as YAML 1.2 types it: 3.781 is a number, true a boolean."""
    if isinstance(node, nodes.Mapping):
        return {name: as_editors_see(value) for name, (_, value) in node.entries.items()}
    if isinstance(node, nodes.Sequence):
        return [as_editors_see(item) for item in node.items]
    if node.style == PLAIN and LIKE_NUMBER.fullmatch(node.text):
        return float(node.text)
    flags = {"true": True, "false": False} if node.style == PLAIN else {}
    return flags.get(node.text.lower(), as_texts(node))


def parse_file(path: Path) -> Node | None:
    """Return the top node of a file."""
    return parse_source(SourceFile(path.name, path.read_text(encoding="utf-8-sig"), b""))[0]
