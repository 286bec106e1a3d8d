"""What the library that reads old workbooks keeps silent about: errors of formulas, and percentages.

An error of Excel is an empty cell to it, so that '#REF!' would be taken for a figure that is not there yet.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.etree import ElementTree as ET

from baocao.foreign.faults import UnreadableError
from baocao.foreign.grids import CellKind
from baocao.foreign.limits import MOST_COLUMNS, MOST_ROWS
from baocao.foreign.old_books import KINDS
from baocao.foreign.packages import Package
from baocao.foreign.sniffing import Sort

Seen = list[Any]
"""Kind and text of a fault, both empty for another cell; whether it is a formula, whether a percentage."""
Cells = dict[tuple[int, int], Seen]
_ERRORS: Final[Mapping[int, str]] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_FORMULA: Final[Seen] = ["", "", True, False]
_MOST_FAULTS: Final = 100_000


def unseen_cells(data: bytes, sort: Sort) -> list[Cells]:
    """Return by sheet the cells of which the library says less than there is."""
    if sort is Sort.ODS:
        return list(_cells_of_ods(data))
    if sort is Sort.XLSB:
        return list(_cells_of_xlsb(data))
    return list(_cells_of_xls(_workbook_stream(data)))


def _fault(code: int) -> Seen:
    return [CellKind.FAULT.name, _ERRORS.get(code, "#LỖI"), True, False]


# The XML of OpenDocument.

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC_TYPE: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"


def _cells_of_ods(data: bytes) -> Iterator[Cells]:
    root = Package(data, KINDS[Sort.ODS]).tree("content.xml")
    for table in () if root is None else root.iter(f"{_TABLE}table"):
        cells: Cells = {}
        row = 1
        for element in table.iter(f"{_TABLE}table-row"):
            again = _repeated(element, "number-rows-repeated")
            for column, seen in _cells_of_row(element):
                for each in range(row, min(row + again, MOST_ROWS + 1)):
                    cells[each, column] = seen
                    _refuse_many(cells)
            row += again
        yield cells


def _cells_of_row(element: ET.Element) -> Iterator[tuple[int, Seen]]:
    column = 1
    for cell in element:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        again, seen = _repeated(cell, "number-columns-repeated"), _seen_of_ods(cell)
        if seen:
            for each in range(column, min(column + again, MOST_COLUMNS + 1)):
                yield each, seen
        column += again


def _seen_of_ods(cell: ET.Element) -> Seen | None:
    kind, formula = cell.get(f"{_OFFICE}value-type"), cell.get(f"{_TABLE}formula")
    if formula is not None and (cell.get(_CALC_TYPE) == "error" or kind is None):
        text = "".join(paragraph.text or "" for paragraph in cell.iter(_TEXT))
        fault = CellKind.FAULT if text else CellKind.UNCOMPUTED
        return [fault.name, text, True, False]
    if kind == "boolean":
        truth = cell.get(f"{_OFFICE}boolean-value") == "true"
        return [CellKind.TRUTH.name, str(int(truth)), formula is not None, False]
    if formula is not None or kind == "percentage":
        return ["", "", formula is not None, kind == "percentage"]
    return None


def _repeated(element: ET.Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 10 else 1  # noqa: PLR2004 - no sheet has as many


def _refuse_many(cells: Cells) -> None:
    if len(cells) > _MOST_FAULTS:
        raise UnreadableError("TT005", f"hơn {_MOST_FAULTS} ô công thức", KINDS[Sort.ODS])


# The records of XLSB.

_ROW, _ERROR_CELL, _ERROR_FORMULA, _SHEET = 0, 3, 11, 156
_FORMULAS: Final = frozenset({8, 9, 10})


def _cells_of_xlsb(data: bytes) -> Iterator[Cells]:
    package = Package(data, KINDS[Sort.XLSB])
    relations = package.relations_of(package.main)
    for kind, record in _binary_records(package.read(package.main)):
        if kind == _SHEET:
            target = relations.get(_wide_text(record, 8))
            yield _cells_of_part(package.read(target.target)) if target else {}


def _cells_of_part(data: bytes) -> Cells:
    cells: Cells = {}
    row = 0
    for kind, record in _binary_records(data):
        if kind == _ROW and len(record) >= 4:  # noqa: PLR2004 - a number of four bytes
            row = int.from_bytes(record[:4], "little") + 1
        elif kind in _FORMULAS | {_ERROR_CELL, _ERROR_FORMULA} and len(record) > 8:  # noqa: PLR2004 - column and look
            column = int.from_bytes(record[:4], "little") + 1
            cells[row, column] = _FORMULA if kind in _FORMULAS else _fault(record[8])
            _refuse_many(cells)
    return cells


def _binary_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _short_number(data, at, 2)
        size, at = _short_number(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _short_number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of which each byte holds seven bits, and where it ends."""
    number = 0
    for place, byte in enumerate(data[at : at + most]):
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return number, at + place + 1
    return number, at + most


def _wide_text(record: bytes, at: int) -> str:
    size = int.from_bytes(record[at : at + 4], "little")
    return record[at + 4 : at + 4 + 2 * size].decode("utf-16-le", "replace")


# The streams and records of XLS.

_END: Final = 0xFFFFFFFA
"""From here on a number of a sector is none."""
_BOUND_SHEET, _BOOL_ERR, _CELL_FORMULA, _END_OF_SHEET = 0x85, 0x205, 0x06, 0x0A
_SHORT_STREAM, _SHORT_SECTOR = 4_096, 64
_TEXTUAL: Final = b"\xff\xff"
_IS_ERROR: Final = 2


def _workbook_stream(data: bytes) -> bytes:
    """Return the stream of a compound file that holds the workbook."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    (first_directory,) = struct.unpack_from("<I", data, 48)
    first_short, _ = struct.unpack_from("<II", data, 60)
    table = _sector_table(data, size)
    streams = {
        name: place for name, *place in _directory(_chained(data[size:], first_directory, table, size))
    }
    for name in ("Workbook", "Book"):
        if name in streams:
            start, length = streams[name]
            if length >= _SHORT_STREAM:
                return _chained(data[size:], start, table, size)[:length]
            # Short streams lie side by side in a stream of their own.
            held = _chained(data[size:], streams["Root Entry"][0], table, size)
            shorts = _words_of(_chained(data[size:], first_short, table, size))
            return _chained(held, start, shorts, _SHORT_SECTOR)[:length]
    raise UnreadableError("TT006", "thiếu Workbook", KINDS[Sort.XLS])


def _directory(data: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield the streams: the name of each, its first sector and its length."""
    for at in range(0, len(data) - 127, 128):
        (length,) = struct.unpack_from("<H", data, at + 64)
        name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", data, at + 116)
        yield name, start, size


def _sector_table(data: bytes, size: int) -> list[int]:
    """Return by sector which one follows it."""
    sectors = [*struct.unpack_from("<109I", data, 76)]
    (more,) = struct.unpack_from("<I", data, 68)
    for _ in range(len(data) // size):
        if more >= _END:
            break
        words = _words_of(data[(more + 1) * size : (more + 2) * size])
        sectors += words[:-1]
        more = words[-1] if words else _END
    known = (sector for sector in sectors if sector < _END)
    return [word for sector in known for word in _words_of(data[(sector + 1) * size : (sector + 2) * size])]


def _words_of(data: bytes) -> list[int]:
    return [word for (word,) in struct.iter_unpack("<I", data[: len(data) // 4 * 4])]


def _chained(data: bytes, start: int, table: list[int], size: int) -> bytes:
    """Return the sectors of a stream, of which `table` tells the next."""
    parts: list[bytes] = []
    while start < len(table) and len(parts) <= len(table):
        parts.append(data[start * size : (start + 1) * size])
        start = table[start]
    return b"".join(parts)


def _cells_of_xls(stream: bytes) -> Iterator[Cells]:
    for kind, record in _old_records(stream, 0):
        if kind == _BOUND_SHEET and len(record) > 5:  # noqa: PLR2004 - place, state and sort
            (at,) = struct.unpack_from("<I", record)
            yield _cells_of_stream(stream, at)


def _cells_of_stream(stream: bytes, at: int) -> Cells:
    cells: Cells = {}
    for kind, record in _old_records(stream, at):
        if kind == _BOOL_ERR and len(record) > 7 and record[7]:  # noqa: PLR2004 - what says that it is an error
            cells[_old_place(record)] = _fault(record[6])
        elif kind == _CELL_FORMULA and len(record) > 13:  # noqa: PLR2004 - place, look and result
            is_error = record[12:14] == _TEXTUAL and record[6] == _IS_ERROR
            cells[_old_place(record)] = _fault(record[8]) if is_error else _FORMULA
        _refuse_many(cells)
    return cells


def _old_place(record: bytes) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", record)
    return row + 1, column + 1


def _old_records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a stream from a place on, up to the end of the part that begins there."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == _END_OF_SHEET:
            return
        at += 4 + size
