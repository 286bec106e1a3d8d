"""Files that are no DOCX, or none that should be trusted: a diagnostic in Vietnamese, never a traceback."""

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest

from baocao.foreign import limits
from baocao.foreign.faults import PROBLEMS, UnreadableError
from baocao.foreign.packages import Package
from baocao.inspection.files import inspect_file
from baocao.inspection.inspect import inspect_document
from baocao.inspection.report import json_report, text_report
from breaking import GOOD, change_parts, good_document, pack_parts, replace_first
from office import package_parts
from spoiling import zip_parts

DOCUMENT = "word/document.xml"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


def spoilt_document(name: str, content: bytes | None) -> bytes:
    """Return a good document with one part replaced or left out."""
    files = package_parts(good_document("report"))
    del files[name]
    return pack_parts(files if content is None else {**files, name: content})


def encrypted_entry() -> bytes:
    """Return a document whose zip entries are marked as encrypted."""
    data = bytearray(good_document("report"))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def lying_about_its_size() -> bytes:
    """Return a document whose directory understates the size of its parts."""
    data = bytearray(spoilt_document(DOCUMENT, b"<w:document>" + b" " * 5_000_000))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def deep_document() -> bytes:
    """Return a document whose tables are nested beyond reason."""
    start, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return change_parts(
        good_document("report"), replace_first("<w:body>", f"<w:body>{start * 5000}<w:p/>{end * 5000}")
    )


HOSTILE = {
    "empty": (b"", "TT002"),
    "text": (b"B\xe1o c\xe1o", "TT002"),
    "cut off": (good_document("report")[:3000], "TT002"),
    "old Word": (COMPOUND + b"\0" * 2000, "TT003"),
    "password": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "TT004"),
    "encrypted entries": (encrypted_entry(), "TT004"),
    "a zip of something else": (pack_parts({"a.txt": b"x"}), "TT006"),
    "a workbook": (
        pack_parts({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
        "TT006",
    ),
    "no text": (spoilt_document(DOCUMENT, None), "TT006"),
    "no body": (spoilt_document(DOCUMENT, b"<a/>"), "TT006"),
    "broken text": (spoilt_document(DOCUMENT, b"<w:document><w:body>"), "TT007"),
    "broken styles": (spoilt_document("word/styles.xml", b"<w:styles"), "TT007"),
    "unknown letters": (spoilt_document(DOCUMENT, b'<?xml version="1.0" encoding="x-none"?><a/>'), "TT007"),
    "entities": (spoilt_document(DOCUMENT, LAUGHS.encode()), "TT007"),
    "entities in UTF-16": (spoilt_document(DOCUMENT, LAUGHS.encode("utf-16")), "TT007"),
    "external entity": (
        spoilt_document(DOCUMENT, b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        "TT007",
    ),
    "lying about its size": (lying_about_its_size(), "TT007"),
    "nested without end": (deep_document(), "TT007"),
    "two parts of one name": (
        zip_parts([(DOCUMENT, b"<a/>"), (DOCUMENT, b"<b/>")]),
        "TT008",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_told_in_vietnamese(name: str) -> None:
    data, code = HOSTILE[name]
    inspection = inspect_document("tệp.docx", data)
    assert inspection.unreadable is not None
    assert inspection.unreadable.code == code
    assert inspection.has_errors
    assert f"{code} lỗi: {inspection.unreadable.message}" in text_report([inspection])
    assert code in json_report([inspection])


def test_every_problem_has_its_file() -> None:
    shown = {code for _, code in HOSTILE.values()} | {"TT001", "TT005"}
    assert shown == set(PROBLEMS)


def test_a_part_that_unpacks_to_more_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip bomb: a few thousand bytes that unpack to gigabytes."""
    monkeypatch.setattr(limits, "MOST_PART", 100_000)
    data = spoilt_document(DOCUMENT, b"<a>" + b" " * 10_000_000 + b"</a>")
    assert len(data) < 60_000
    inspection = inspect_document("bom.docx", data)
    assert inspection.unreadable is not None
    assert inspection.unreadable.code == "TT005"
    assert DOCUMENT in inspection.unreadable.message


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("baocao.foreign.limits.MOST_FILE", 10)
    path = tmp_path / "lớn.docx"
    path.write_bytes(b"x" * 11)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    inspection = inspect_file(path)
    assert inspection.unreadable is not None
    assert inspection.unreadable.code == "TT005"


def test_data_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_FILE", 10)
    with pytest.raises(UnreadableError):
        Package(good_document("report"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    inspection = inspect_file(tmp_path / "không có.docx")
    assert inspection.unreadable is not None
    assert inspection.unreadable.code == "TT001"


def test_an_external_target_is_never_followed() -> None:
    data = change_parts(
        good_document("report"),
        replace_first(
            'Target="styles.xml"',
            'Target="file:///etc/passwd" TargetMode="External"',
            "word/_rels/document.xml.rels",
        ),
    )
    assert inspect_document("a.docx", data).unreadable is None


def test_the_text_may_stand_elsewhere_in_the_package() -> None:
    files = package_parts(good_document("report"))
    moved = {name.replace("word/", "tai-lieu/"): data for name, data in files.items()}
    relations = moved["_rels/.rels"].replace(b"word/document.xml", b"/tai-lieu/document.xml")
    inspection = inspect_document("a.docx", pack_parts({**moved, "_rels/.rels": relations}))
    assert inspection.unreadable is None
    assert not any(each.fails for each in inspection.judged)


def test_strict_open_xml_is_read_as_the_usual_one() -> None:
    files = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, data in package_parts(good_document("report")).items()
    }
    inspection = inspect_document("a.docx", pack_parts(files))
    assert inspection.unreadable is None
    assert not any(each.fails for each in inspection.judged)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_never_crash(seed: int) -> None:
    """Bytes of a package and of its parts are changed at random."""
    chance = random.Random(seed)
    files = package_parts(good_document(chance.choice(list(GOOD))))
    name = chance.choice([DOCUMENT, "word/styles.xml"])
    part = bytearray(files[name])
    for _ in range(chance.randint(1, 4)):
        part[chance.randrange(len(part))] = chance.choice(b'<>&"/x09- ')
    data = bytearray(pack_parts({**files, name: bytes(part)}))
    if seed % 4 == 0:
        data[chance.randrange(len(data))] ^= 0xFF
    inspection = inspect_document("a.docx", bytes(data))
    assert text_report([inspection])


def test_an_archive_that_is_no_zip_at_its_end_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    inspection = inspect_document("a.docx", buffer.getvalue()[:-30])
    assert inspection.unreadable is not None
