"""Workbooks of old programs: the same cells as of new ones, errors among them; hostile ones end alone."""

import struct
import time
from pathlib import Path

import pytest

from baocao.foreign import old_books
from baocao.foreign.any_book import NotABookError, read_any_book
from baocao.foreign.faults import UnreadableError
from baocao.foreign.grids import CellKind, GridCell
from baocao.foreign.sniffing import Sort, sort_of_file
from spoiling import zip_parts

OLD_BOOK = (Path(__file__).parent / "books" / "cac-o.xls").read_bytes()
"""Written by LibreOffice: a count, a float, a day, a percentage, formulas that fail, joined cells."""
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def open_document(*cells: str) -> bytes:
    """Return an ODS of one row."""
    content = (
        f"<office:document-content {NAMESPACES} {CALC}><office:body><office:spreadsheet>"
        f'<table:table table:name="Biểu"><table:table-row>{"".join(cells)}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = [
        ("mimetype", SPREADSHEET),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content.encode()),
    ]
    return zip_parts(parts, method=0)


def record(kind: int, body: bytes) -> bytes:
    """Return a record of an XLSB."""
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(body)]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_book() -> bytes:
    """Return an XLSB whose first row holds 3781, a text, and '#REF!' of a formula."""
    number = struct.pack("<II", 0, 0) + struct.pack("<d", 3781)
    text = struct.pack("<II", 1, 0) + wide("Ko")
    fault = struct.pack("<II", 2, 0) + bytes([0x17]) + struct.pack("<H", 0) + struct.pack("<II", 0, 0)
    row = struct.pack("<IIHHBI", 0, 0, 300, 0, 0, 0)
    size = record(148, struct.pack("<IIII", 0, 0, 0, 2))
    cells = record(0, row) + record(5, number) + record(6, text) + record(11, fault)
    sheet = record(129, b"") + size + record(145, b"") + cells + record(146, b"") + record(130, b"")
    bundle = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Biểu"))
    book = record(131, b"") + record(143, b"") + bundle + record(144, b"") + record(132, b"")
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    relations = (
        f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/{{}}" Target="{{}}"/></Relationships>'
    )
    types = (
        f'<Types xmlns="{package}/content-types"><Default Extension="bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    )
    return zip_parts(
        [
            ("[Content_Types].xml", types.encode()),
            ("_rels/.rels", relations.format("officeDocument", "xl/workbook.bin").encode()),
            ("xl/workbook.bin", book),
            (
                "xl/_rels/workbook.bin.rels",
                relations.format("worksheet", "worksheets/sheet1.bin").encode(),
            ),
            ("xl/worksheets/sheet1.bin", sheet),
        ]
    )


def test_an_xls_tells_what_an_xlsx_would() -> None:
    (sheet,) = read_any_book(OLD_BOOK).sheets
    assert (sheet.name, sheet.joined) == ("Biểu", ((1, 4, 3, 5),))
    assert sheet.cells[1, 2] == GridCell(CellKind.NUMBER, "3781")
    assert sheet.cells[2, 2] == GridCell(CellKind.NUMBER, "3.781")
    assert sheet.cells[3, 2] == GridCell(CellKind.MOMENT, "2025-05-12")
    assert sheet.cells[9, 2] == GridCell(CellKind.TEXT, "Ko")


def test_an_error_of_a_formula_is_no_empty_cell_in_an_xls() -> None:
    cells = read_any_book(OLD_BOOK).sheets[0].cells
    assert [cells[row, 2].text for row in (6, 7)] == ["#DIV/0!", "#N/A"]
    assert cells[6, 2].kind is CellKind.FAULT


def test_an_xlsb_tells_numbers_texts_and_errors() -> None:
    (sheet,) = read_any_book(binary_book()).sheets
    assert sheet.name == "Biểu"
    assert sheet.cells == {
        (1, 1): GridCell(CellKind.NUMBER, "3781.0"),
        (1, 2): GridCell(CellKind.TEXT, "Ko"),
        (1, 3): GridCell(CellKind.FAULT, "#REF!", is_formula=True),
    }


def test_an_ods_tells_percentages_errors_and_formulas_that_nobody_computed() -> None:
    cells = (
        '<table:table-cell office:value-type="percentage" office:value="0.95"/>',
        (
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
            'calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
        ),
        '<table:table-cell table:formula="of:=1+1"/>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
        '<table:table-cell table:number-columns-repeated="1000"/>',
    )
    (sheet,) = read_any_book(open_document(*cells)).sheets
    assert sheet.cells == {
        (1, 1): GridCell(CellKind.NUMBER, "0.95", is_percent=True),
        (1, 2): GridCell(CellKind.FAULT, "#REF!", is_formula=True),
        (1, 3): GridCell(CellKind.UNCOMPUTED, "", is_formula=True),
        (1, 4): GridCell(CellKind.TRUTH, "1"),
    }


@pytest.mark.parametrize("length", [600, 3_000, 6_000])
def test_a_truncated_xls_is_told_as_such(length: int) -> None:
    with pytest.raises((UnreadableError, NotABookError)):
        read_any_book(OLD_BOOK[:length])


def test_a_sheet_that_says_it_is_endless_ends_in_time() -> None:
    """A cell that is repeated in every row and column would be 17 billion cells."""
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" '
        'table:number-columns-repeated="16384"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
        'office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    )
    start = time.monotonic()
    with pytest.raises(UnreadableError):
        read_any_book(open_document(cell))
    assert time.monotonic() - start < old_books.MOST_SECONDS + 30


def test_a_reader_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_books, "_READER", ("-c", "import time; time.sleep(600)"))
    monkeypatch.setattr(old_books, "MOST_SECONDS", 0.2)
    with pytest.raises(UnreadableError) as caught:
        read_any_book(OLD_BOOK)
    assert "bộ nhớ hoặc thời gian" in caught.value.message


@pytest.mark.parametrize(
    ("data", "sort"),
    [
        (b"", Sort.EMPTY),
        (b"%PDF-1.7", Sort.PDF),
        (b"\xff\xd8\xff\xe0", Sort.PICTURE),
        (b"Rar!\x1a\x07", Sort.ARCHIVE),
        (b"<html><table><tr><td>1</td></tr></table></html>", Sort.PAGE),
        ("đơn vị;số liệu\n".encode(), Sort.TEXT),
        (b"PK\x03\x04 cut off", Sort.BROKEN),
        (OLD_BOOK, Sort.XLS),
        (OLD_BOOK[:600], Sort.BROKEN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Sort.LOCKED),
        (zip_parts([("word/document.xml", b"")]), Sort.DOCX),
        (zip_parts([("xl/workbook.xml", b""), ("xl/vbaProject.bin", b"")]), Sort.XLSM),
        (zip_parts([("bieu.xlsx", b"")]), Sort.ARCHIVE),
        (binary_book(), Sort.XLSB),
        (open_document(), Sort.ODS),
    ],
)
def test_a_file_is_called_what_it_is(data: bytes, sort: Sort) -> None:
    assert sort_of_file(data) is sort
