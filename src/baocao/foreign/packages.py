"""The parts of a DOCX or XLSX: bounded in number and size, every way in which they can fail named."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from baocao.foreign import limits
from baocao.foreign.faults import WORD, Kind, UnreadableError
from baocao.foreign.files import TooLargeError, read_regular
from baocao.foreign.limits import FEW, MOST_ENTRIES, MOST_RATIO, megabytes_text
from baocao.foreign.trees import UTF16, Handler, parsed_tree, walk_blocks, walk_xml, xml_weight
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.system_errors import unread_reason_of

R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""Before the names of attributes that refer to another part."""
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG: Final = 0x1
ENTRY: Final = b"PK\x01\x02"
_HEADER: Final = 30
"""Bytes before the name of an entry, at its place in the file."""
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
    OverflowError,
)
"""All that reading a zip raises for bytes that are none, or no more."""
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relation(NamedTuple):
    """A relation of a part: the last word of its type, and the part that it leads to."""

    kind: str
    target: str


class Package:
    """The parts of one file, unpacked and parsed when they are asked for, each once."""

    def __init__(self, data: bytes, kind: Kind = WORD) -> None:
        self._kind = kind
        if len(data) > limits.MOST_FILE:
            raise too_large(len(data), kind)
        if data.startswith(COMPOUND):
            raise UnreadableError("TT004" if _LOCKED in data else "TT003", kind=kind)
        # Counted in the bytes, before zipfile makes an object of each of a million entries.
        if data.count(ENTRY) > MOST_ENTRIES:
            raise self._too_large(f"tệp nén có hơn {MOST_ENTRIES} phần")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN:
            raise UnreadableError("TT002", kind=kind) from None
        self._refuse_odd(self._archive.infolist())
        self.names = frozenset(self._archive.namelist())
        self._unpacked = self._held = self._walked = 0
        self._trees: dict[str, ET.Element] = {}
        self._relations: dict[str, Mapping[str, Relation]] = {}
        self.main = self._main_part()

    def _too_large(self, detail: str) -> UnreadableError:
        return UnreadableError("TT005", detail, self._kind)

    def _refuse_odd(self, entries: list[zipfile.ZipInfo]) -> None:
        """Refuse entries that other programs would read otherwise, or that share their bytes."""
        # Of two parts of one name each program reads another: the reviewer's Word and we would see
        # different documents.
        names = {entry.filename.casefold() for entry in entries}
        if len(names) < len(entries):
            raise UnreadableError("TT008", "có hai phần cùng tên", self._kind)
        ordered = sorted(entries, key=lambda entry: entry.header_offset)
        starts = (*(entry.header_offset for entry in ordered[1:]), self._archive.start_dir)
        for entry, following in zip(ordered, starts, strict=bool(ordered)):
            if entry.header_offset + _HEADER + entry.compress_size > following:
                raise UnreadableError("TT008", f"phần '{entry.filename}' chồng lên phần khác", self._kind)

    def _main_part(self) -> str:
        """Return the name of the part that holds the text."""
        for relation in self.relations_of("").values():
            if relation.kind == "officeDocument" and relation.target in self.names:
                return relation.target
        if self._kind.main in self.names:
            return self._kind.main
        raise UnreadableError("TT006", f"thiếu {self._kind.main}", self._kind)

    def relations_of(self, part: str) -> Mapping[str, Relation]:
        """Return the relations of a part by id; the empty name stands for the package."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> Mapping[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        relations = {}
        for element in () if root is None else root.iter(_RELATIONSHIP):
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
                kind = element.get("Type", "").rpartition("/")[2]
                relations[element.get("Id", "")] = Relation(kind, target.lstrip("/"))
        return relations

    def related_name(self, kind: str) -> str | None:
        """Return the name of the part of a kind ('styles', 'theme' …) that belongs to the text."""
        targets = (
            relation.target for relation in self.relations_of(self.main).values() if relation.kind == kind
        )
        name = next(targets, None)
        return name if name in self.names else None

    def related_names(self, kind: str) -> list[str]:
        """Return the names of all parts of a kind ('chart') that belong to the text."""
        targets = (each.target for each in self.relations_of(self.main).values() if each.kind == kind)
        return [name for name in targets if name in self.names]

    def related_tree(self, kind: str) -> ET.Element | None:
        """Return the part of a kind that belongs to the text as a tree."""
        name = self.related_name(kind)
        return None if name is None else self.tree(name)

    def tree(self, name: str) -> ET.Element | None:
        """Return a part as a tree, or None where the package has no such part."""
        if name in self.names and name not in self._trees:
            data = self.read(name)
            self._held += xml_weight(data)
            self._refuse_crowd(name, self._held, limits.MOST_TREE)
            self._trees[name] = parsed_tree(name, data)
        return self._trees.get(name)

    def small_tree(self, name: str) -> ET.Element | None:
        """Return a part as a tree that nobody keeps; None where it is not small, or not there."""
        if name not in self.names or self._archive.getinfo(name).file_size > limits.SMALL_PART:
            return None
        data = self.read(name)
        if len(data) > limits.SMALL_PART:
            return None
        self._walked += xml_weight(data)
        self._refuse_crowd(name, self._walked, limits.MOST_TAGS)
        return parsed_tree(name, data)

    def walk_part(self, name: str, handler: Handler, sign: re.Pattern[bytes] | None = None) -> None:
        """Tell `handler` of every element of a part that the package has, if it has the `sign`."""
        if name in self.names:
            data = self.read(name)
            if sign and not data.startswith(UTF16) and not sign.search(data):
                return
            self._walked += xml_weight(data)
            self._refuse_crowd(name, self._walked, limits.MOST_TAGS)
            walk_xml(name, data, handler)

    def walk_blocks(self, name: str, parent: str) -> Iterator[ET.Element]:
        """Yield the blocks of a part one by one, of which none is kept; a book is never held as a tree."""
        data = self.read(name)
        self._walked += xml_weight(data)
        self._refuse_crowd(name, self._walked, limits.MOST_TAGS)
        yield from walk_blocks(name, data, parent)

    def read_all(self) -> None:
        """Unpack every part, so that another program that reads them meets nothing beyond the limits."""
        for name in sorted(self.names):
            if not name.endswith("/"):
                self.read(name)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; the size that the archive states is not believed."""
        entry = self._archive.getinfo(name)
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableError("TT004", kind=self._kind)
        if entry.compress_type not in _METHODS:
            raise UnreadableError("TT008", f"phần {name} nén bằng cách lạ", self._kind)
        most = min(limits.MOST_PART, limits.MOST_UNPACKED - self._unpacked)
        try:
            with self._archive.open(name) as part:
                # One byte more than allowed: what the archive says of its sizes anybody may have written.
                data = part.read(most + 1)
        except BROKEN:
            raise UnreadableError("TT007", name, self._kind) from None
        if len(data) < min(entry.file_size, most):
            raise UnreadableError("TT007", name, self._kind)
        self._refuse_bomb(name, len(data), most, entry.compress_size)
        self._unpacked += len(data)
        return data

    def _refuse_crowd(self, name: str, weight: int, most: int) -> None:
        if weight > most:
            detail = f"các phần, đến {name}, có hơn {count_text(most)} thẻ và thuộc tính"
            raise self._too_large(detail)

    def _refuse_bomb(self, name: str, size: int, most: int, packed: int) -> None:
        if size > limits.MOST_PART:
            raise self._too_large(f"phần {name} giải nén ra hơn {megabytes_text(limits.MOST_PART)}")
        if size > most:
            raise self._too_large(f"các phần giải nén ra hơn {megabytes_text(limits.MOST_UNPACKED)}")
        if size > FEW and size > packed * MOST_RATIO:
            sizes = f"từ {megabytes_text(size)} còn {megabytes_text(packed)}"
            detail = f"phần {name} nén {sizes}, quá {MOST_RATIO} lần"
            raise self._too_large(detail)


def read_package(path: Path, kind: Kind = WORD) -> bytes:
    """Return the bytes of a file that may be a package; raises UnreadableError."""
    try:
        return read_regular(path, limits.MOST_FILE)
    except TooLargeError as error:
        raise too_large(error.size, kind) from None
    except OSError as error:
        raise UnreadableError("TT001", unread_reason_of(error), kind) from None


def too_large(size: int, kind: Kind) -> UnreadableError:
    """Return what is wrong with a file of so many bytes."""
    detail = f"tệp nặng {megabytes_text(size)}, giới hạn {megabytes_text(limits.MOST_FILE)}"
    return UnreadableError("TT005", detail, kind)
