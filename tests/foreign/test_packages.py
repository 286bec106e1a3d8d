"""Packages that were made to hurt: bombs, lies about sizes, entries that other programs read otherwise."""

import io
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from baocao.features.diff.textconv import UnreadableError, file_text
from baocao.foreign import faults
from baocao.foreign.limits import MOST_ENTRIES
from baocao.foreign.packages import Package
from reading import rare_cases
from spoiling import zip_parts
from strangers import run_command

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "word/document.xml"
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
ABOVE_IMPORT = 300_000_000
"""Bytes that reading any document may take."""
MEASURED = """
import resource, sys
from baocao.features.diff.office_text import document_lines
from baocao.features.diff import textconv
from pathlib import Path
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
limit = used + int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    print(len(textconv.file_text(Path(sys.argv[1]), None)))
except textconv.UnreadableError as error:
    print(error)
"""


def word_document(body: bytes, before: bytes = b"") -> bytes:
    """Return a document whose text is `body`."""
    return zip_parts(
        [(MAIN, before + f"<w:document {W}><w:body>".encode() + body + b"</w:body></w:document>")]
    )


def giant_document(size: int = 600_000_000) -> bytes:
    """Return a document of a megabyte that unpacks to six hundred, made without holding them."""
    buffer = io.BytesIO()
    piece = b"<w:p/>" * 500_000
    entry = zipfile.ZipInfo(MAIN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(buffer, "w") as archive, archive.open(entry, "w", force_zip64=True) as part:
        part.write(f"<w:document {W}><w:body>".encode())
        for _ in range(size // len(piece)):
            part.write(piece)
        part.write(b"</w:body></w:document>")
    return buffer.getvalue()


def refused_reading(data: bytes, tmp_path: Path, name: str = "a.docx") -> str:
    """Return why a file is not read as text."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        file_text(path, None)
    assert name in str(caught.value)
    return str(caught.value)


BOMBS: dict[str, Callable[[], bytes]] = {
    "one part of six hundred megabytes": giant_document,
    "empty paragraphs": lambda: word_document(b"<w:p/>" * 1_100_000),
    "attributes everywhere": lambda: word_document(
        b'<w:p><w:r a=""/></w:p>' * 99_000 + b'<w:r a=""/>' * 250_000
    ),
    "a million attributes": lambda: word_document(
        b"<w:p " + b" ".join(b'a%d=""' % number for number in range(1_000_000)) + b"/>"
    ),
    "a million names": lambda: word_document(b"".join(b"<w:a%d/>" % number for number in range(1_100_000))),
    "one text": lambda: word_document(b"<w:p><w:r><w:t>" + b"abc " * 11_000_000 + b"</w:t></w:r></w:p>"),
    "tables in tables": lambda: word_document(
        b"<w:tbl><w:tr><w:tc>" * 10 + b"<w:p/>" * 99_000 + b"</w:tc></w:tr></w:tbl>" * 10
    ),
}
COMMON = ("one text", "attributes everywhere")
"""Bombs of either kind, one long thing and many small ones, that are tried every time."""


@pytest.mark.sampled
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="limits of memory are set as Linux does")
@pytest.mark.parametrize("bomb", [*COMMON, *rare_cases(*sorted(BOMBS.keys() - COMMON))])
def test_a_bomb_is_told_or_read_within_300_megabytes(bomb: str, tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    path.write_bytes(BOMBS[bomb]())
    assert path.stat().st_size < 3_000_000
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path), str(ABOVE_IMPORT)],
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-1000:]
    assert done.stdout.strip()


def test_a_bomb_ends_diff_with_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    path.write_bytes(word_document(b"<w:p/>" * 3_000_000))
    command = run_command(["diff", "--textconv", str(path)])
    assert command.code == 2
    assert "bom.docx" in command.err
    assert "nén từ 18 MB" in command.err
    assert "Kiểm tra nguồn gốc của tệp" in command.err


@pytest.mark.parametrize(
    ("before", "body"),
    [
        (LAUGHS + b"]>", b"<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"),
        (b'<!DOCTYPE a SYSTEM "http://a.vn/a.dtd">', b"<w:p/>"),
        (
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
        ),
        (b"", b"<w:p>" * 100_000 + b"</w:p>" * 100_000),
        (b"", b"<w:p>"),
        (b'<?xml version="1.0" encoding="cp037"?>', b"<w:p/>"),
    ],
    ids=["laughs", "external DTD", "external entity", "deep", "open", "EBCDIC"],
)
def test_xml_that_no_office_writes_is_refused(before: bytes, body: bytes, tmp_path: Path) -> None:
    assert "không phải là XML hợp lệ" in refused_reading(word_document(body, before), tmp_path)


def test_a_document_type_is_found_in_whatever_letters_it_is_written(tmp_path: Path) -> None:
    text = f"{LAUGHS.decode()}]><w:document {W}><w:body><w:p/></w:body></w:document>"
    for encoding in ("utf-16", "utf-16-be", "utf-16-le", "utf-8-sig"):
        assert "XML hợp lệ" in refused_reading(zip_parts([(MAIN, text.encode(encoding))]), tmp_path)


def patch_zip(data: bytes, sign: bytes, offset: int, value: int, form: str = "<I") -> bytes:
    """Overwrite a number of every header of a kind."""
    body = bytearray(data)
    for match in re.finditer(re.escape(sign), data):
        struct.pack_into(form, body, match.start() + offset, value)
    return bytes(body)


GOOD = word_document(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>")
TWO = zip_parts([(MAIN, b"<a/>" * 9), ("word/styles.xml", b"<a/>" * 9)], zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zip_parts([(MAIN, b"<a/>"), (MAIN, b"<b/>")]), "TT008"),
        (zip_parts([(MAIN, b"<a/>"), (MAIN.upper(), b"<b/>")]), "TT008"),
        (patch_zip(TWO, b"PK\x01\x02", 42, 0), "TT008"),
        (patch_zip(GOOD, b"PK\x01\x02", 10, 99, "<H"), "TT008"),
        (zip_parts([(MAIN, GOOD)], zipfile.ZIP_LZMA), "TT008"),
        (patch_zip(patch_zip(GOOD, b"PK\x01\x02", 8, 1, "<H"), b"PK\x03\x04", 6, 1, "<H"), "TT004"),
        (patch_zip(GOOD, b"PK\x01\x02", 24, 10), "TT007"),
        (patch_zip(GOOD, b"PK\x01\x02", 24, 0xFFFFFFFF), "TT007"),
        (patch_zip(GOOD, b"PK\x01\x02", 20, 0xFFFFFF00), "TT008"),
        (patch_zip(GOOD, b"PK\x01\x02", 42, 0xFFFFFF00), "TT008"),
        (patch_zip(GOOD, b"PK\x05\x06", 16, 0xFFFFFF00), "TT007"),
        (patch_zip(GOOD, b"PK\x05\x06", 12, 0xFFFFFF00), "TT002"),
        (GOOD + b"PK\x01\x02" * (MOST_ENTRIES + 1), "TT005"),
        (zip_parts([("a.txt", b"a")]), "TT006"),
        (zip_parts([]), "TT006"),
        (b"", "TT002"),
    ],
    ids=[
        "same name", "same name in capitals", "overlapping", "unknown method", "LZMA", "encrypted",
        "smaller", "larger", "packed larger", "far away", "directory elsewhere",
        "directory too large", "entries", "something else", "nothing in it", "nothing",
    ],
)  # fmt: skip
def test_an_archive_that_is_put_together_oddly_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(faults.UnreadableError) as caught:
        Package(data).tree(MAIN)
    assert caught.value.code == code


def test_a_part_is_unpacked_once_however_often_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    package = Package(GOOD)
    first = package.tree(MAIN)
    monkeypatch.setattr(Package, "read", lambda *_: pytest.fail("read again"))
    assert package.tree(MAIN) is first


def test_many_sections_that_name_one_large_header_do_not_read_it_each_time(tmp_path: Path) -> None:
    header = f"<w:hdr {W}>".encode() + b"<w:p/>" * 50_000 + b"</w:hdr>"
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="a/header" Target="header1.xml"/></Relationships>'
    )
    section = (
        b'<w:p><w:pPr><w:sectPr><w:headerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
        b'2006/relationships" r:id="r1" w:type="default"/></w:sectPr></w:pPr></w:p>'
    )
    data = zip_parts(
        [
            (MAIN, f"<w:document {W}><w:body>".encode() + section * 5_000 + b"</w:body></w:document>"),
            ("word/_rels/document.xml.rels", relations),
            ("word/header1.xml", header),
        ]
    )
    path = tmp_path / "đầu trang.docx"
    path.write_bytes(data)
    assert run_command(["inspect", str(path)]).code in {0, 1}


def test_three_hundred_pages_with_pictures_are_read(tmp_path: Path) -> None:
    """Twelve thousand paragraphs with runs as Word writes them, and sixty megabytes of pictures."""
    look = '<w:rPr><w:sz w:val="28"/></w:rPr>'
    run = f'<w:r w:rsidRPr="00A1">{look}<w:t xml:space="preserve">Nội dung. </w:t></w:r>'
    paragraph = (
        f'<w:p w:rsidR="00B2" w:rsidRDefault="00B2"><w:pPr><w:jc w:val="both"/></w:pPr>{run * 3}</w:p>'
    )
    main = f"<w:document {W}><w:body>{paragraph * 12_000}</w:body></w:document>".encode()
    pictures = [(f"word/media/{number}.png", bytes([number]) * 1_000_000) for number in range(60)]
    path = tmp_path / "sách.docx"
    path.write_bytes(zip_parts([(MAIN, main), *pictures], zipfile.ZIP_STORED))
    assert file_text(path, None).count("Nội dung. Nội dung. Nội dung.\n") == 12_000
