"""A DOCX that can be edited: parts are trees where asked for; what is not changed stays byte for byte."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from typing import Any, Final

from lxml import etree

from baocao.foreign.faults import UnreadableError
from baocao.foreign.packages import Package
from baocao.foreign.trees import plain_xml
from baocao.render.archive import put_entry

Element = Any
"""An element of lxml, which has no types."""
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD: Final = W[1:-1]
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_SIGNATURES: Final = "_xmlsignatures/"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_ID: Final = re.compile(rb"""\sw:id\s*=\s*["'](\d{1,10})["']""")


class EditablePackage:
    """The parts of a file that `foreign` has accepted."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._source = Package(data)
        self.main = self._source.main
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._entries = {entry.filename: entry.compress_type for entry in archive.infolist()}
        self._raw: dict[str, bytes] = {}
        self._trees: dict[str, Element] = {}
        self._digests: dict[str, bytes] = {}
        self._added: dict[str, bytes] = {}

    @property
    def is_signed(self) -> bool:
        """Whether somebody has signed the file; any change would spoil that."""
        return any(name.startswith(_SIGNATURES) for name in self._entries)

    @property
    def is_strict(self) -> bool:
        """Whether the file is of the strict variant of the format, whose names are others."""
        return _STRICT in self.read(self.main)

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts, those that were added last."""
        return (*self._entries, *self._added)

    def read(self, name: str) -> bytes:
        """Return a part as it came, or as it was added."""
        if name in self._added:
            return self._added[name]
        if name not in self._raw:
            self._raw[name] = self._source.read(name)
        return self._raw[name]

    def tree(self, name: str) -> Element:
        """Return the root of a part; what is changed in it will be written. Raises UnreadableError."""
        if name not in self._trees:
            if name not in self.names():
                raise UnreadableError("TT007", name)
            root = parsed_root(name, self.read(name))
            self._trees[name] = root
            self._digests[name] = _digest_of(root)
        return self._trees[name]

    def related_name(self, kind: str) -> str | None:
        """Return the name of the part of a kind ('styles') that belongs to the text."""
        for relation in self.relations_of(self.main).iter(f"{{{_RELATIONS}}}Relationship"):
            if relation.get("Type", "").rpartition("/")[2] == kind:
                name = self._target_of(relation)
                if name in self.names():
                    return name
        return None

    def target_of(self, identity: str) -> str | None:
        """Return the name of the part that a relation of the text leads to."""
        for relation in self.relations_of(self.main).iter(f"{{{_RELATIONS}}}Relationship"):
            if relation.get("Id") == identity and relation.get("TargetMode") != "External":
                name = self._target_of(relation)
                return name if name in self.names() else None
        return None

    def _target_of(self, relation: Element) -> str:
        folder = posixpath.dirname(self.main)
        return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")

    def relations_of(self, part: str) -> Element:
        """Return the root of the relations of a part, which is made where there is none."""
        name = _relations_name(part)
        if name not in self.names():
            self._added[name] = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        return self.tree(name)

    def free_name(self, pattern: str) -> str:
        """Return the first name of a pattern such as 'word/header{}.xml' that no part has."""
        taken = {name.casefold() for name in self.names()}
        return next(name for number in count(1) if (name := pattern.format(number)).casefold() not in taken)

    def add_part(self, name: str, data: bytes, content_type: str, kind: str) -> str:
        """Add a part of a kind ('header') that belongs to the text; return its relation's id."""
        self._added[name] = data
        types = self.tree(_CONTENT_TYPES)
        override = etree.SubElement(types, f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)
        return self.add_relation(name, kind)

    def add_relation(self, name: str, kind: str) -> str:
        """Relate the text to a part; return the relation's id."""
        relations = self.relations_of(self.main)
        taken = {relation.get("Id", "").casefold() for relation in relations}
        identity = next(each for number in count(1) if (each := f"rId{number}").casefold() not in taken)
        target = posixpath.relpath(name, posixpath.dirname(self.main) or ".")
        relation = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
        relation.set("Id", identity)
        relation.set("Type", f"{_KIND}{kind}")
        relation.set("Target", target)
        return identity

    def free_ids(self) -> Iterator[str]:
        """Yield ids for tracked changes and comments that nothing in the file has, from 1."""
        used = {
            int(match[1])
            for name in self.names()
            if name.endswith(".xml")
            for match in _ID.finditer(self._current_bytes(name))
        }
        return (str(number) for number in count(1) if number not in used)

    def write(self) -> bytes:
        """Return the file: the very bytes that came where nothing was changed."""
        changed = {name: data for name in self._trees if (data := self._changed_bytes(name)) is not None}
        added = {
            name: data for name, data in self._added.items() if not _is_empty_relations(data, changed, name)
        }
        if not changed and not added:
            return self._data
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, method in (*self._entries.items(), *((each, zipfile.ZIP_DEFLATED) for each in added)):
                data = changed.get(name)
                put_entry(archive, name, self.read(name) if data is None else data, method)
        return buffer.getvalue()

    def forget_trees(self) -> None:
        """Let go of what is held to be changed, once it was written."""
        self._trees, self._digests, self._raw = {}, {}, {}

    def _current_bytes(self, name: str) -> bytes:
        changed = self._changed_bytes(name) if name in self._trees else None
        return self.read(name) if changed is None else changed

    def _changed_bytes(self, name: str) -> bytes | None:
        root = self._trees[name]
        if _digest_of(root) == self._digests[name]:
            return None
        written: bytes = etree.tostring(
            root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return written


def parsed_root(name: str, data: bytes) -> Element:
    """Return the root of XML that a stranger may have written; nothing in it is fetched or expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(plain_xml(name, data), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError("TT007", name) from None


def _digest_of(root: Element) -> bytes:
    return sha256(etree.tostring(root)).digest()


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _is_empty_relations(data: bytes, changed: dict[str, bytes], name: str) -> bool:
    """Tell whether a part is one of relations that were only looked for."""
    return name.endswith(".rels") and name not in changed and b"<Relationship " not in data


def local_name(element: Element) -> str:
    """Return the name of an element of WordprocessingML; nothing for one of another language."""
    tag = element.tag
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""


def make_element(name: str, attributes: dict[str, str] | None = None) -> Element:
    """Return a new element of WordprocessingML."""
    element = etree.Element(f"{W}{name}", nsmap={"w": _WORD})
    for key, value in (attributes or {}).items():
        element.set(f"{W}{key}", value)
    return element
