"""Files with tables that people send: workbooks of any program, and Word documents."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.exchange.tables.finding import Asked, Layout, LayoutError, find_layout
from baocao.features.exchange.tables.unit_names import UnitNames
from baocao.features.exchange.tables.views import WORD
from baocao.foreign.any_book import NotABookError, read_any_book
from baocao.foreign.faults import SHEET, UnreadableError
from baocao.foreign.grids import Grid
from baocao.foreign.packages import read_package
from baocao.foreign.secrecy import refuse_secret
from baocao.foreign.sniffing import Sort, sort_of_file
from baocao.foreign.word_tables import word_grids
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.text import first_few, folded_text

_MOST_NAMES: Final = 12
_UNSEEN: Final = "Tệp {} không cho biết {}: xem lại trong tệp, hoặc lưu thành .xlsx rồi nhập."
_REMARKS: Final = {
    Sort.XLS: _UNSEEN.format(".xls", "hàng, cột nào đang ẩn"),
    Sort.XLSB: _UNSEEN.format(".xlsb", "hàng, cột nào đang ẩn, ô nào gộp"),
    Sort.ODS: _UNSEEN.format(".ods", "hàng, cột nào đang ẩn, ô nào gộp"),
}
_MOST_JOINED: Final = 50_000
"""Joined cells of one sheet; a table of the country's communes has some thousands."""


class UnusableError(Exception):
    """A file has no table that can be read; the text says why and what to do."""


class TableFile(NamedTuple):
    """The tables of a file, its bytes, and what is to be known of what cannot be read of such files."""

    data: bytes
    grids: tuple[Grid, ...]
    remark: str = ""


class Chosen(NamedTuple):
    """The table that is read; `is_only` if no other of the file has units."""

    layout: Layout
    is_only: bool


def read_table_file(path: Path) -> TableFile:
    """Return the tables of a file; raises UnusableError."""
    try:
        data = read_package(path, SHEET)
        sort = sort_of_file(data)
        grids = word_grids(data) if sort is Sort.DOCX else read_any_book(data).sheets
        refuse_secret(data, grids)
    except UnreadableError as error:
        raise UnusableError(f"{error.message} {error.advice}") from None
    except NotABookError as error:
        raise UnusableError(
            f"Đây là {error.sort.value}, không phải bảng tính hay văn bản Word (.docx). "
            "Mở tệp rồi lưu lại dưới dạng .xlsx hoặc .docx."
        ) from None
    if any(len(grid.joined) > _MOST_JOINED for grid in grids):
        raise UnusableError(f"Bảng có hơn {count_text(_MOST_JOINED)} ô gộp; bỏ gộp ô rồi nhập lại.")
    return TableFile(data, tuple(grids), _REMARKS.get(sort, ""))


def choose_table(file: TableFile, wanted: str, units: UnitNames, asked: Asked) -> Chosen:
    """Return the table that is wanted, or the only one with units; raises LayoutError."""
    if wanted:
        grid = _wanted_grid(file.grids, wanted)
        layout = find_layout(grid, units, asked)
        if layout is None:
            raise LayoutError(f"'{grid.name}' không có hàng hay cột nào ghi tên các đơn vị")
        return Chosen(_with_headings(layout), is_only=len(file.grids) == 1)
    found = [
        layout
        for grid in file.grids
        if not grid.is_hidden and (layout := find_layout(grid, units, asked)) and layout.headings
    ]
    if len(found) > 1:
        names = first_few([f"'{each.view.grid.name}'" for each in found], _MOST_NAMES, "bảng")
        raise LayoutError(f"tệp có nhiều bảng ghi tên đơn vị: {names}; chọn một bằng --trang")
    if not found:
        raise LayoutError("không bảng nào có tên các đơn vị và tiêu đề; chọn bảng bằng --trang")
    return Chosen(found[0], is_only=True)


def _with_headings(layout: Layout) -> Layout:
    if not layout.headings:
        raise LayoutError(f"'{layout.view.grid.name}' không có hàng tiêu đề ở trên các đơn vị")
    return layout


def _wanted_grid(grids: Sequence[Grid], wanted: str) -> Grid:
    """Return the sheet of a name, or the table of a number in a Word document."""
    name = f"{WORD}{wanted.strip()}" if wanted.strip().isdecimal() else wanted.strip()
    for same in (lambda grid: grid.name in {name, wanted}, lambda grid: _is_alike(grid.name, name)):
        found = next(filter(same, grids), None)
        if found:
            return found
    names = first_few([f"'{grid.name}'" for grid in grids], _MOST_NAMES, "bảng")
    raise LayoutError(f"tệp không có trang hay bảng '{wanted}'; có: {names or 'không bảng nào'}")


def _is_alike(first: str, second: str) -> bool:
    return folded_text(first).split() == folded_text(second).split()
