"""What a file is, by its first bytes and the names of its parts: endings are often wrong."""

import io
import zipfile
from enum import Enum
from typing import Final

from baocao.foreign.limits import MOST_ENTRIES
from baocao.foreign.packages import BROKEN, COMPOUND, ENTRY

_HEAD: Final = 1_000


class Sort(Enum):
    """What a file is, as its sender would call it."""

    XLSX = "bảng tính XLSX"
    XLSM = "bảng tính XLSM có macro"
    XLSB = "bảng tính XLSB"
    XLS = "bảng tính Excel kiểu cũ (.xls)"
    ODS = "bảng tính ODS"
    DOCX = "văn bản Word (.docx)"
    DOC = "văn bản Word kiểu cũ (.doc)"
    ODT = "văn bản LibreOffice (.odt)"
    SLIDES = "bản trình chiếu"
    LOCKED = "tệp đặt mật khẩu"
    PDF = "tệp PDF"
    PICTURE = "ảnh"
    ARCHIVE = "tệp nén"
    PAGE = "trang web lưu thành bảng tính"
    TEXT = "tệp văn bản thường"
    EMPTY = "tệp rỗng"
    BROKEN = "tệp tải về chưa trọn hoặc bị hỏng"
    OTHER = "tệp loại khác"


_STARTS: Final = (
    (b"%PDF", Sort.PDF),
    (b"\xff\xd8\xff", Sort.PICTURE),
    (b"\x89PNG", Sort.PICTURE),
    (b"GIF8", Sort.PICTURE),
    (b"RIFF", Sort.PICTURE),
    (b"Rar!", Sort.ARCHIVE),
    (b"7z\xbc\xaf", Sort.ARCHIVE),
    (b"\x1f\x8b", Sort.ARCHIVE),
)
_STREAMS: Final = (
    ("EncryptedPackage", Sort.LOCKED),
    ("WordDocument", Sort.DOC),
    ("PowerPoint Document", Sort.SLIDES),
    ("Workbook", Sort.XLS),
    ("Book", Sort.XLS),
)
_PARTS: Final = (
    ("xl/vbaProject.bin", Sort.XLSM),
    ("xl/workbook.xml", Sort.XLSX),
    ("xl/workbook.bin", Sort.XLSB),
    ("word/document.xml", Sort.DOCX),
    ("ppt/presentation.xml", Sort.SLIDES),
)
_TYPES: Final = (
    (b"application/vnd.oasis.opendocument.spreadsheet", Sort.ODS),
    (b"application/vnd.oasis.opendocument.text", Sort.ODT),
)


def sort_of_file(data: bytes) -> Sort:
    """Return what the bytes of a file are; whether they are whole is seen when it is read."""
    if not data:
        return Sort.EMPTY
    if data.startswith(COMPOUND):
        return next((sort for name, sort in _STREAMS if name.encode("utf-16-le") in data), Sort.BROKEN)
    if data.startswith(b"PK"):
        return _sort_of_archive(data)
    known = next((sort for start, sort in _STARTS if data.startswith(start)), None)
    return known or _sort_of_text(data[:_HEAD])


def _sort_of_archive(data: bytes) -> Sort:
    # Counted in the bytes, before zipfile makes an object of each of a million entries.
    if data.count(ENTRY) > MOST_ENTRIES:
        return Sort.ARCHIVE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except BROKEN:
        return Sort.BROKEN
    known = next((sort for name, sort in _PARTS if name in names), None)
    return known or next((sort for name, sort in _TYPES if name in data[:_HEAD]), Sort.ARCHIVE)


def _sort_of_text(head: bytes) -> Sort:
    if b"<html" in head.lower() or b"<table" in head.lower():
        return Sort.PAGE
    if b"\0" in head:
        return Sort.BROKEN if not head.strip(b"\0") else Sort.OTHER
    try:
        head.rsplit(b"\n", 1)[0].decode()
    except UnicodeDecodeError:
        return Sort.OTHER
    return Sort.TEXT
