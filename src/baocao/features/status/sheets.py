"""Who reported, as a document of tables: one worksheet for all counts, then one for each directive."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Final

from baocao.documents.frame import appendices_alone
from baocao.model.delivery import Delivery, DirectiveStatus, Overview, Part, Tally
from baocao.model.document import Appendix, Document, Paragraph, Text
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.report.delivery_words import (
    TITLES,
    delivery_words,
    due_text,
    overview_basis,
    overview_title,
)
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.moments import narrow_moment
from baocao.vietnamese.text import sentence_case

ALL: Final = "Tổng hợp"
_COUNTS: Final = (
    Column("TT", 10, Align.CENTER),
    Column("Chỉ đạo, nhóm đơn vị", 62),
    *(Column(name, 17, Align.RIGHT) for name in TITLES),
    Column("Hạn gửi", 32, Align.CENTER),
)
_UNITS: Final = (
    Column("TT", 10, Align.CENTER),
    Column("Đơn vị", 52),
    Column("Kết quả", 24, Align.CENTER),
    Column("Hợp lệ", 14, Align.CENTER),
    Column("Đầy đủ", 14, Align.CENTER),
    Column("Gửi lần đầu", 36, Align.CENTER),
    Column("Sửa lần cuối", 36, Align.CENTER),
    Column("Số lần gửi", 14, Align.RIGHT),
    Column("Ghi chú", 56),
)


def status_document(overview: Overview) -> Document:
    """Return the overview as appendices without a letterhead: nobody issues it."""
    first = Appendix(
        "",
        overview_title(overview),
        overview_basis(overview),
        landscape=True,
        blocks=(_counts_table(overview),),
    )
    return appendices_alone(
        sentence_case(overview_title(overview)),
        (first, *(_directive_appendix(status, overview) for status in overview.statuses)),
        draft=False,
        notice=overview.notice,
    )


def _counts_table(overview: Overview) -> Table:
    """Return the counts of every directive and its parts."""
    rows: list[Row] = []
    for number, status in enumerate(overview.statuses, start=1):
        until = Cell(narrow_moment(status.deadline))
        name = Cell(f"{status.directive.id}: {status.directive.name}")
        rows.append(Row((_number_cell(number), name, *_count_cells(status.tally), until), RowKind.TOTAL))
        for split in status.splits:
            for part in split.parts:
                label = Cell(f"{split.name}: {part.name}")
                rows.append(Row((Cell(), label, *_count_cells(part.tally), Cell())))
    return Table(ALL, _COUNTS, tuple(rows), filters=False)


def _count_cells(tally: Tally) -> Iterator[Cell]:
    return map(_number_cell, tally)


def _directive_appendix(status: DirectiveStatus, overview: Overview) -> Appendix:
    """Return the units of a directive, parted by the first of its splits."""
    until = f"Số liệu đến {overview.period.stop_words(status.window.end)}."
    due = due_text(status, overview.moment)
    prose = Paragraph((Text(f"{status.directive.name}. {until} {due}"),))
    table = Table(status.directive.id, _UNITS, tuple(_unit_rows(status)))
    return Appendix(
        "", overview_title(overview), overview_basis(overview), landscape=True, blocks=(prose, table)
    )


def _unit_rows(status: DirectiveStatus) -> Iterator[Row]:
    parts = status.splits[0].parts if status.splits else (Part("", status.deliveries),)
    numbers = count(1)
    for part in parts:
        if part.name:
            yield Row((Cell(_part_summary(part), span=len(_UNITS)),), RowKind.GROUP)
        yield from (_unit_row(next(numbers), delivery, status.deadline) for delivery in part.deliveries)


def _part_summary(part: Part) -> str:
    tally = part.tally
    return (
        f"{sentence_case(part.name)}: đã gửi {pair_text(tally.received, tally.expected)}, "
        f"đúng hạn {count_text(tally.on_time)}, muộn {count_text(tally.late)}"
    )


def _unit_row(number: int, delivery: Delivery, due: datetime) -> Row:
    arrival = delivery.arrival
    *words, remark = delivery_words(delivery, due)
    versions = _number_cell(arrival.versions) if arrival else Cell()
    return Row((_number_cell(number), Cell(delivery.unit.name), *map(Cell, words), versions, Cell(remark)))


def _number_cell(number: int) -> Cell:
    return Cell(count_text(number), Decimal(number))
