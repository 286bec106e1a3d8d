"""The process that reads workbooks of old programs: a file comes in, its cells go out as JSON."""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Final

from baocao.foreign.faults import UnreadableError, refuse_long
from baocao.foreign.grids import CellKind, unescaped_text
from baocao.foreign.limits import MEGABYTE, MOST_FILE
from baocao.foreign.old_book_faults import unseen_cells
from baocao.foreign.old_books import KINDS, MOST_SECONDS
from baocao.foreign.packages import Package, too_large
from baocao.foreign.sniffing import Sort

_MOST_MEMORY: Final = 1_500 * MEGABYTE
_MOST_CELLS: Final = 1_000_000
"""Filled cells of a workbook that are told; a form has some hundreds."""


def limit_process() -> None:
    """Let this process have little memory and time, and write nothing, where the system can say so."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


def book_answer(data: bytes, sort: Sort) -> dict[str, Any]:
    """Return the sheets of a workbook, or the code and detail of what keeps it from being read."""
    kind = KINDS[sort]
    try:
        if len(data) > MOST_FILE:
            raise too_large(len(data), kind)
        if sort is not Sort.XLS:
            Package(data, kind).read_all()
        return _told_book(data, sort)
    except UnreadableError as error:
        return {"fault": [error.code, error.detail]}


def _told_book(data: bytes, sort: Sort) -> dict[str, Any]:
    import python_calamine  # noqa: PLC0415 - after the limits are set

    try:
        with python_calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            unseen = unseen_cells(data, sort)
            sheets = [
                _told_sheet(book, number, unseen[number] if number < len(unseen) else {})
                for number, told in enumerate(book.sheets_metadata)
                if told.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except python_calamine.PasswordError:
        raise UnreadableError("TT004", kind=KINDS[sort]) from None
    # What is no workbook any more is told of in many ways; a panic of the library is no Exception.
    except (python_calamine.CalamineError, Exception) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError("TT007", KINDS[sort].main, KINDS[sort]) from None
    return {"sheets": sheets, "names": {}}


def _told_sheet(book: Any, number: int, unseen: dict[tuple[int, int], list[Any]]) -> dict[str, Any]:
    import python_calamine  # noqa: PLC0415 - as above

    sheet, told = book.get_sheet_by_index(number), book.sheets_metadata[number]
    cells = {(row, column): rest for row, column, *rest in _told_cells(sheet)}
    for place, seen in unseen.items():
        known = cells.get(place)
        # Whether it is a formula or a percentage is told beside the value, a fault in place of one.
        cells[place] = seen if seen[0] or known is None else [known[0], known[1], seen[2], seen[3]]
    return {
        "name": told.name,
        "hidden": told.visible != python_calamine.SheetVisibleEnum.Visible,
        "joined": [
            [top + 1, left + 1, bottom + 1, right + 1]
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ],
        "cells": [[*place, *rest] for place, rest in sorted(cells.items()) if rest[0]],
    }


def _told_cells(sheet: Any) -> Iterator[list[Any]]:
    """Yield the filled cells of a sheet."""
    count = total = 0
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            if isinstance(value, str) and not value.strip():
                continue
            kind, text = _told_value(value)
            count, total = count + 1, total + len(text)
            refuse_long(total)
            if count > _MOST_CELLS:
                raise UnreadableError("TT005", f"hơn {_MOST_CELLS} ô có nội dung")
            yield [row, column, kind, text, False, False]


def _told_value(value: object) -> tuple[str, str]:
    match value:
        case bool():
            return CellKind.TRUTH.name, str(int(value))
        case int() | float():
            return CellKind.NUMBER.name, repr(value)
        case datetime():
            is_day = value.time() == time()
            return CellKind.MOMENT.name, value.date().isoformat() if is_day else value.isoformat()
        case date():
            return CellKind.MOMENT.name, value.isoformat()
        case time() | timedelta():
            return CellKind.MOMENT.name, str(value)
        case _:
            return CellKind.TEXT.name, unescaped_text(str(value))


def answer_caller() -> None:
    """Read the file that comes in and tell its cells."""
    sort = Sort[sys.argv[1]]
    data = sys.stdin.buffer.read(MOST_FILE + 1)
    limit_process()
    json.dump(book_answer(data, sort), sys.stdout, ensure_ascii=True)
    sys.stdout.flush()


if __name__ == "__main__":
    answer_caller()
