"""Who reported, as a document of tables: one worksheet for all counts, then one for each directive."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Final

from baocao.features.status.records import Delivery, DirectiveStatus, Overview, Part, Tally
from baocao.features.status.words import TITLES, basis, due, outcome, remark, title
from baocao.model.document import Appendix, Document, Letterhead, Paragraph, Signature, Text
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.vietnamese.counts import count_text, pair_text
from baocao.vietnamese.dates import short_date, short_moment
from baocao.vietnamese.moments import in_vietnam
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
    first = Appendix("", title(overview), basis(overview), landscape=True, blocks=(_all(overview),))
    return Document(
        title=sentence_case(title(overview)),
        type_name="",
        subject="",
        letterhead=Letterhead((), (), "", notation="", place="", day=None),
        addressees=(),
        blocks=(),
        signature=Signature((), ""),
        recipients=(),
        appendices=(first, *(_appendix(status, overview) for status in overview.statuses)),
        draft=False,
        notice=overview.notice,
    )


def _all(overview: Overview) -> Table:
    """Return the counts of every directive and its parts."""
    rows: list[Row] = []
    for number, status in enumerate(overview.statuses, start=1):
        until = Cell(_short(status.deadline))
        name = Cell(f"{status.directive.id}: {status.directive.name}")
        rows.append(Row((_number(number), name, *_cells(status.tally), until), RowKind.TOTAL))
        for split in status.splits:
            for part in split.parts:
                label = Cell(f"{split.name}: {part.name}")
                rows.append(Row((Cell(), label, *_cells(part.tally), Cell())))
    return Table(ALL, _COUNTS, tuple(rows), filters=False)


def _cells(tally: Tally) -> Iterator[Cell]:
    return map(_number, tally)


def _appendix(status: DirectiveStatus, overview: Overview) -> Appendix:
    """Return the units of a directive, parted by the first of its splits."""
    until = f"Số liệu đến {short_date(status.window.end)}. {due(status, overview.moment)}"
    prose = Paragraph((Text(f"{status.directive.name}. {until}"),))
    table = Table(status.directive.id, _UNITS, tuple(_rows(status)))
    return Appendix("", title(overview), basis(overview), landscape=True, blocks=(prose, table))


def _rows(status: DirectiveStatus) -> Iterator[Row]:
    parts = status.splits[0].parts if status.splits else (Part("", status.deliveries),)
    numbers = count(1)
    for part in parts:
        if part.name:
            yield Row((Cell(_summary(part), span=len(_UNITS)),), RowKind.GROUP)
        yield from (_row(next(numbers), delivery) for delivery in part.deliveries)


def _summary(part: Part) -> str:
    tally = part.tally
    return (
        f"{sentence_case(part.name)}: đã gửi {pair_text(tally.received, tally.expected)}, "
        f"đúng hạn {count_text(tally.on_time)}, muộn {count_text(tally.late)}"
    )


def _row(number: int, delivery: Delivery) -> Row:
    found = delivery.arrival
    return Row(
        (
            _number(number),
            Cell(delivery.unit.name),
            Cell(sentence_case(outcome(delivery))),
            Cell(_yes(delivery.valid) if delivery.received else ""),
            Cell(_yes(delivery.complete) if delivery.received else ""),
            Cell(_short(found.first) if found else ""),
            Cell(_short(found.last) if found and found.versions > 1 else ""),
            _number(found.versions) if found else Cell(),
            Cell(sentence_case(remark(delivery))),
        )
    )


def _yes(value: bool) -> str:  # noqa: FBT001 - the value is what is written
    return "Có" if value else "Không"


def _short(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return short_moment(in_vietnam(moment))


def _number(number: int) -> Cell:
    return Cell(count_text(number), Decimal(number))
