"""The parts of a DOCX: bounded in size, without entities, with every way in which a file can fail named."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

MEGABYTE: Final = 1_000_000
MOST_FILE: Final = 100 * MEGABYTE
MOST_PART: Final = 50 * MEGABYTE
"""The largest XML part that is read; the text of a book of a thousand pages stays below it."""
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG: Final = 0x1
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)
"""Namespaces of the strict variant of the format, and those that everything else uses."""


class Problem(NamedTuple):
    """Why a file cannot be inspected, and what to do about it."""

    message: str
    advice: str


PROBLEMS: Final = {
    "TT001": Problem("Không đọc được tệp: {detail}.", "Kiểm tra đường dẫn và quyền đọc tệp."),
    "TT002": Problem(
        "Tệp không phải là DOCX (không phải tệp nén zip).",
        "Mở tệp bằng Word hoặc LibreOffice rồi lưu lại dưới dạng .docx.",
    ),
    "TT003": Problem(
        "Tệp là văn bản Word kiểu cũ (.doc), không phải DOCX.",
        "Mở tệp bằng Word hoặc LibreOffice rồi lưu lại dưới dạng .docx.",
    ),
    "TT004": Problem("Tệp được đặt mật khẩu nên không đọc được.", "Bỏ mật khẩu rồi kiểm tra lại."),
    "TT005": Problem(
        "Tệp hoặc phần {detail} lớn quá giới hạn.",
        "Kiểm tra nguồn gốc của tệp; tệp nén có thể được tạo ra để làm treo máy.",
    ),
    "TT006": Problem(
        "Tệp nén không có phần văn bản của Word: {detail}.",
        "Kiểm tra xem tệp có đúng là văn bản Word không.",
    ),
    "TT007": Problem(
        "Phần {detail} của tệp bị hỏng hoặc không phải là XML hợp lệ.",
        "Mở tệp bằng Word hoặc LibreOffice để sửa, rồi lưu lại.",
    ),
}


class UnreadableError(Exception):
    """The file cannot be inspected; `code` is a key of PROBLEMS."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = PROBLEMS[code].message.format(detail=detail)
        self.advice = PROBLEMS[code].advice


class Relation(NamedTuple):
    """A relation of a part: the last word of its type, and the part that it leads to."""

    kind: str
    target: str


class Package:
    """The parts of one file, unpacked and parsed when they are asked for."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_FILE:
            raise UnreadableError("TT005", f"({len(data) // MEGABYTE} MB)")
        if data.startswith(_COMPOUND):
            raise UnreadableError("TT004" if _LOCKED in data else "TT003")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise UnreadableError("TT002") from None
        self._names = set(self._archive.namelist())
        self.main = self._main()

    def _main(self) -> str:
        """Return the name of the part that holds the text."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self._names:
                return relation.target
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise UnreadableError("TT006", "thiếu word/document.xml")

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return the relations of a part by id; the empty name stands for the package."""
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for each in () if tree is None else tree.iter(_RELATIONSHIP):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
                kind = each.get("Type", "").rpartition("/")[2]
                found[each.get("Id", "")] = Relation(kind, target.lstrip("/"))
        return found

    def related(self, kind: str) -> ET.Element | None:
        """Return the part of a kind ('styles', 'theme' …) that belongs to the text."""
        for relation in self.relations(self.main).values():
            if relation.kind == kind:
                return self.tree(relation.target)
        return None

    def tree(self, name: str) -> ET.Element | None:
        """Return a part as a tree, or None where the package has no such part."""
        return parse(name, self._read(name)) if name in self._names else None

    def _read(self, name: str) -> bytes:
        """Return the bytes of a part; the size that the archive states is not believed."""
        if self._archive.getinfo(name).flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableError("TT004")
        try:
            with self._archive.open(name) as part:
                data = part.read(MOST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
            raise UnreadableError("TT007", name) from None
        if len(data) > MOST_PART:
            raise UnreadableError("TT005", name)
        return data


def parse(name: str, data: bytes) -> ET.Element:
    """Return a part as a tree; Open XML allows no document type, so no entity is ever expanded."""
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise UnreadableError("TT007", name)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    try:
        return ET.fromstring(data)  # noqa: S314 - document types are refused above
    except (ET.ParseError, ValueError, LookupError):
        raise UnreadableError("TT007", name) from None
