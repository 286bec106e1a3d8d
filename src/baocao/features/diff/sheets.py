"""The tables of what changed; numbers are numbers on worksheets."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from baocao.documents.tables.cells import column_unit, number_cell
from baocao.features.diff.changes import comparable, is_count
from baocao.features.diff.records import Comparison, DirectiveChange, FigureChange, TotalChange
from baocao.features.diff.words import coverage_text, is_numeric, notes, total_notes
from baocao.figures.shown import PERCENT_PLACES, change_text, side_text
from baocao.model.document import Block, Paragraph, Text
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.indicator import Indicator
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.report.outline import Sheet
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import number_text
from baocao.vietnamese.text import nfc, sentence_case

_MOST_DIGITS: Final = 18
"""Longer numbers were pasted by mistake, and no worksheet can hold them."""
MOST_IN_WORD: Final = 200
"""More changes of figures are for a worksheet; a document tells the most unusual ones."""
TASKS: Final = (
    Column("TT", 10, Align.CENTER),
    Column("Thay đổi", 30),
    Column("Đơn vị", 40),
    Column("Nhiệm vụ", 110),
    Column("Tiến độ", 62),
)
UNITS: Final = (Column("TT", 10, Align.CENTER), Column("Đơn vị", 70), Column("Thay đổi", 172))
TEXTS: Final = (
    Column("TT", 10, Align.CENTER),
    Column("Đơn vị", 36),
    Column("Phần", 56),
    Column("Cũ", 75),
    Column("Mới", 75),
)
DEFINITIONS: Final = (
    Column("TT", 10, Align.CENTER),
    Column("Tệp", 56),
    Column("Khóa", 56),
    Column("Cũ", 65),
    Column("Mới", 65),
)


Record = TypeVar("Record")


def text_sheet(
    name: str,
    columns: tuple[Column, ...],
    records: Sequence[Record],
    rows: Callable[[Record], Iterable[Sequence[str]]],
    *,
    on_pages: bool = False,
) -> Sheet | None:
    """Return a table of texts, which a document of pages may leave to the worksheet."""

    def blocks(everything: bool) -> Sequence[Block]:  # noqa: FBT001 - what a sheet is asked
        if not (everything or on_pages):
            return ()
        return (_texts(name, columns, (row for each in records for row in rows(each))),)

    return Sheet(name, blocks) if records else None


def total_sheet(each: DirectiveChange, found: Comparison) -> Sheet | None:
    """Return the table of a directive's rolled-up figures."""
    name, prose = f"Tổng hợp {each.directive.id}", f"{each.directive.name}: {coverage_text(each)}."

    def blocks(_: bool) -> Sequence[Block]:  # noqa: FBT001
        return _paragraph(prose), _total_table(name, each.totals, found)

    return Sheet(f"Số liệu tổng hợp ({each.directive.id})", blocks) if each.totals else None


def figure_sheet(found: Comparison) -> Sheet | None:
    """Return the table of units' figures, of which pages hold the most unusual ones."""

    def blocks(everything: bool) -> Sequence[Block]:  # noqa: FBT001
        told = found.figures if everything else found.figures[:MOST_IN_WORD]
        more = len(found.figures) - len(told)
        note = f"Còn {more} thay đổi khác ít khác thường hơn, xem bảng tính." if more else ""
        return (_figure_table(told, found, note),)

    return Sheet("Số liệu của đơn vị, khác thường nhất ở trên", blocks) if found.figures else None


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(nfc(text)),))


def _texts(name: str, columns: tuple[Column, ...], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table of texts whose first column counts the rows."""
    made = (
        Row((number_cell(order), *(Cell(nfc(text)) for text in row)))
        for order, row in enumerate(rows, start=1)
    )
    return Table(name, columns, tuple(made))


def _numbers(found: Comparison) -> tuple[Column, ...]:
    """Return the columns of both sides, called by their periods where these are two."""
    labels = (found.old.label, found.new.label) if found.old != found.new else ("cũ", "mới")
    return (
        Column("Đơn vị tính", 20, Align.CENTER),
        *(Column(sentence_case(label), 28, Align.RIGHT) for label in labels),
        Column("Thay đổi", 26, Align.RIGHT),
        Column("Tỷ lệ (%)", 18, Align.RIGHT),
    )


def _total_table(name: str, totals: Sequence[TotalChange], found: Comparison) -> Table:
    columns = (
        Column("TT", 10, Align.CENTER),
        Column("Chỉ tiêu", 62),
        *_numbers(found),
        Column("Ghi chú", 60),
    )
    rows = (
        Row(
            (
                number_cell(order),
                Cell(each.indicator.name),
                *_cells(each),
                Cell(sentence_case("; ".join(total_notes(each)))),
            )
        )
        for order, each in enumerate(totals, start=1)
    )
    return Table(name, columns, tuple(rows))


def _figure_table(figures: Sequence[FigureChange], found: Comparison, note: str) -> Table:
    columns = (
        Column("TT", 10, Align.CENTER),
        Column("Đơn vị", 34),
        Column("Chỉ tiêu", 52),
        *_numbers(found),
        Column("Ghi chú", 36),
    )
    return Table("Số liệu của đơn vị", columns, tuple(_figure_rows(figures, len(columns))), note=note)


def _figure_rows(figures: Sequence[FigureChange], width: int) -> Iterator[Row]:
    """Yield the changes, under a line for the unusual ones and one for the others."""
    parts = (("Khác thường", True), ("Thay đổi khác", False))
    divided = any(each.is_outlier for each in figures)
    order = 0
    for name, unusual in parts:
        own = [each for each in figures if each.is_outlier is unusual]
        if own and divided:
            yield Row((Cell(f"{name}: {count_text(len(own))}", span=width),), RowKind.GROUP)
        for each in own:
            order += 1
            said = "; ".join(notes(each))
            cells = (
                Cell(each.unit.name),
                Cell(each.indicator.name),
                *_cells(each),
                Cell(sentence_case(said)),
            )
            yield Row((number_cell(order), *cells))


def _cells(each: FigureChange | TotalChange) -> Iterator[Cell]:
    """Yield unit of measure, both sides, the change and its share; numbers are numbers on worksheets."""
    indicator = each.indicator
    yield Cell(column_unit(indicator))
    for side in (each.old, each.new):
        yield _side(side, indicator, numeric=is_numeric(each))
    if each.change is None or not is_numeric(each):
        yield from (Cell(), Cell())
        return
    signed = change_text(each.change, indicator).removesuffix(" điểm")
    yield _number(each.change, indicator.places)._replace(text=signed)
    yield _number(each.relative, PERCENT_PLACES) if each.relative is not None else Cell()


def _side(figure: Figure | None, indicator: Indicator, *, numeric: bool) -> Cell:
    """Return a number as one, anything else in words; counts of units name all units too."""
    number = comparable(figure) if figure and numeric else None
    if number is None or (isinstance(figure, RolledUpFigure) and is_count(indicator)):
        return Cell(nfc(side_text(figure)), align=Align.CENTER)
    return _number(number, indicator.places)


def _number(number: Decimal, places: int) -> Cell:
    """Return a number's cell; one of a hundred digits, which somebody pasted, is a text."""
    return number_cell(number, places) if number.adjusted() <= _MOST_DIGITS else Cell(number_text(number))
