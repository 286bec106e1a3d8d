"""Workbooks of old and other programs (XLS, XLSB, ODS), read by another process within limits.

The library that reads them is compiled code that was not written for files made to hurt. A process of its
own, with little memory and time and nothing to write to, takes whatever they do to it with it.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from threading import Timer
from typing import Any, Final

from baocao.foreign.faults import Kind, UnreadableError
from baocao.foreign.grids import Book, CellKind, Grid, GridCell
from baocao.foreign.limits import MEGABYTE
from baocao.foreign.sniffing import Sort

KINDS: Final[Mapping[Sort, Kind]] = {
    Sort.XLS: Kind("XLS", "Excel", ".xlsx", old=".xls", main="Workbook", content="bảng tính"),
    Sort.XLSB: Kind("XLSB", "Excel", ".xlsx", old=".xls", main="xl/workbook.bin", content="bảng tính"),
    Sort.ODS: Kind("ODS", "LibreOffice", ".xlsx", old=".sxc", main="content.xml", content="bảng tính"),
}
MOST_SECONDS: Final = 60
"""A form takes a fraction of one; this is for a busy machine."""
_MOST_ANSWER: Final = 60 * MEGABYTE
_READER: Final = ("-P", "-m", "baocao.foreign.old_book_reader")
"""`-P`: nothing that lies in the current folder is taken for a part of the program."""


def read_old_book(data: bytes, sort: Sort) -> Book:
    """Return the cells of a workbook; raises UnreadableError for whatever is none, or too large."""
    kind = KINDS[sort]
    answer = _ask_reader(data, sort, kind)
    fault = answer.get("fault")
    if fault:
        raise UnreadableError(fault[0], fault[1], kind)
    return Book(tuple(map(_read_grid, answer["sheets"])), answer["names"])


def _ask_reader(data: bytes, sort: Sort, kind: Kind) -> dict[str, Any]:
    """Return what the other process says of a file; one that ends without a word was too much for it."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        with subprocess.Popen(  # noqa: S603 - the program decides what is run
            [sys.executable, *_READER, sort.name],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            guard = Timer(MOST_SECONDS, process.kill)
            guard.start()
            try:
                said = process.stdout.read(_MOST_ANSWER + 1) if process.stdout else b""
            finally:
                guard.cancel()
                process.kill()
    try:
        answer = json.loads(said) if len(said) <= _MOST_ANSWER else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise UnreadableError("TT005", "đọc tệp này cần quá nhiều bộ nhớ hoặc thời gian", kind)
    return answer


def _read_grid(told: Mapping[str, Any]) -> Grid:
    cells = {(row, column): _read_cell(rest) for row, column, *rest in told["cells"]}
    return Grid(told["name"], cells, tuple(map(tuple, told["joined"])), told["hidden"])


def _read_cell(told: Sequence[Any]) -> GridCell:
    kind, text, is_formula, is_percent = told
    return GridCell(CellKind[kind], text, is_formula, is_percent)
