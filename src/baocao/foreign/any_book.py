"""A workbook of whatever program: what the file is decides who reads it, whatever its name says."""

from typing import Final

from baocao.foreign.faults import SHEET, UnreadableError
from baocao.foreign.grids import Book, read_open_book
from baocao.foreign.old_books import KINDS, read_old_book
from baocao.foreign.sniffing import Sort, sort_of_file

OPEN: Final = (Sort.XLSX, Sort.XLSM)


class NotABookError(Exception):
    """The file is no workbook; `sort` is what it is."""

    def __init__(self, sort: Sort) -> None:
        super().__init__(sort.value)
        self.sort = sort


def read_any_book(data: bytes) -> Book:
    """Return the cells of a workbook; raises UnreadableError, or NotABookError for what is none."""
    sort = sort_of_file(data)
    if sort in OPEN:
        return read_open_book(data)
    if sort in KINDS:
        return read_old_book(data, sort)
    if sort is Sort.LOCKED:
        raise UnreadableError("TT004", kind=SHEET)
    raise NotABookError(sort)
