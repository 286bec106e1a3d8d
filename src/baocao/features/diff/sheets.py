"""The tables of what changed; numbers are numbers on worksheets."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from baocao.documents.tables.cells import column_unit, number_cell
from baocao.features.diff.changes import comparable_number, is_count
from baocao.features.diff.records import Comparison, DirectiveChange, FigureChange, TotalChange
from baocao.features.diff.words import (
    change_notes,
    coverage_text,
    is_numeric,
    named_figure,
    side_words,
    total_notes,
)
from baocao.figures.shown import PERCENT_PLACES, change_text
from baocao.model.document import Block, Paragraph, Text
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.indicator import Indicator
from baocao.model.period import Period
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.report.outline import Sheet
from baocao.rules.compared import exact_before
from baocao.rules.first_looks import FirstLook
from baocao.rules.look_words import LOOKS_TITLE, SHARE_PLACES, share_percent
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.numbers import number_text
from baocao.vietnamese.text import sentence_case, to_nfc

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
PRINTED: Final = (
    Column("TT", 10, Align.CENTER),
    Column("Văn bản", 36),
    Column("Đơn vị", 56),
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
        return (_texts_table(name, columns, (row for record in records for row in rows(record))),)

    return Sheet(name, blocks) if records else None


def total_sheet(directive: DirectiveChange, comparison: Comparison) -> Sheet | None:
    """Return the table of a directive's rolled-up figures."""
    name, prose = (
        f"Tổng hợp {directive.directive.id}",
        f"{directive.directive.name}: {coverage_text(directive)}.",
    )

    def blocks(_: bool) -> Sequence[Block]:  # noqa: FBT001
        return _text_paragraph(prose), _total_table(name, directive.totals, comparison)

    return Sheet(f"Số liệu tổng hợp ({directive.directive.id})", blocks) if directive.totals else None


def figure_sheet(comparison: Comparison) -> Sheet | None:
    """Return the table of units' figures, of which pages hold the most unusual ones."""

    def blocks(everything: bool) -> Sequence[Block]:  # noqa: FBT001
        told = comparison.figures if everything else comparison.figures[:MOST_IN_WORD]
        more = len(comparison.figures) - len(told)
        note = f"Còn {more} thay đổi khác ít khác thường hơn, xem bảng tính." if more else ""
        return (_figure_table(told, comparison, note),)

    return Sheet("Số liệu của đơn vị, khác thường nhất ở trên", blocks) if comparison.figures else None


def look_sheet(comparison: Comparison) -> Sheet | None:
    """Return the table of the figures to look at first."""

    def blocks(_: bool) -> Sequence[Block]:  # noqa: FBT001
        rows = (Row((number_cell(order), *_look_cells(look))) for order, look in enumerate(looks, start=1))
        return (Table("Nên xem trước", _look_columns(comparison), tuple(rows)),)

    looks = comparison.looks
    return Sheet(sentence_case(LOOKS_TITLE), blocks) if looks else None


def _look_columns(comparison: Comparison) -> tuple[Column, ...]:
    before = Period.parse(comparison.looks[0].period)
    return (
        Column("TT", 10, Align.CENTER),
        Column("Đơn vị", 50),
        Column("Chỉ tiêu", 82),
        Column("Đơn vị tính", 26, Align.CENTER),
        Column(sentence_case(before.label) if before else "Kỳ trước", 28, Align.RIGHT),
        Column(sentence_case(comparison.new.label), 28, Align.RIGHT),
        Column("Phần lệch (%)", 28, Align.RIGHT),
    )


def _look_cells(look: FirstLook) -> Iterator[Cell]:
    """Yield whose figure it is, the figure before and now, and what it weighs."""
    places = look.indicator.places
    yield Cell(look.unit.name)
    yield Cell(look.indicator.name)
    yield Cell(column_unit(look.indicator))
    yield Cell() if look.before is None else _number_or_text(exact_before(look.before), places)
    yield _number_or_text(look.known.number, places)
    yield number_cell(share_percent(look), SHARE_PLACES)


def _text_paragraph(text: str) -> Paragraph:
    return Paragraph((Text(to_nfc(text)),))


def _texts_table(name: str, columns: tuple[Column, ...], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table of texts whose first column counts the rows."""
    made = (
        Row((number_cell(order), *(Cell(to_nfc(text)) for text in row)))
        for order, row in enumerate(rows, start=1)
    )
    return Table(name, columns, tuple(made))


def _number_columns(comparison: Comparison) -> tuple[Column, ...]:
    """Return the columns of both sides, called by their periods where these are two."""
    labels = (
        (comparison.old.label, comparison.new.label) if comparison.old != comparison.new else ("cũ", "mới")
    )
    return (
        Column("Đơn vị tính", 20, Align.CENTER),
        *(Column(sentence_case(label), 28, Align.RIGHT) for label in labels),
        Column("Thay đổi", 26, Align.RIGHT),
        Column("Tỷ lệ (%)", 18, Align.RIGHT),
    )


def _total_table(name: str, totals: Sequence[TotalChange], comparison: Comparison) -> Table:
    columns = (
        Column("TT", 10, Align.CENTER),
        Column("Chỉ tiêu", 62),
        *_number_columns(comparison),
        Column("Ghi chú", 60),
    )
    rows = (
        Row(
            (
                number_cell(order),
                Cell(named_figure(total)),
                *_change_cells(total),
                Cell(sentence_case("; ".join(total_notes(total)))),
            )
        )
        for order, total in enumerate(totals, start=1)
    )
    return Table(name, columns, tuple(rows))


def _figure_table(figures: Sequence[FigureChange], comparison: Comparison, note: str) -> Table:
    columns = (
        Column("TT", 10, Align.CENTER),
        Column("Đơn vị", 34),
        Column("Chỉ tiêu", 52),
        *_number_columns(comparison),
        Column("Ghi chú", 36),
    )
    return Table("Số liệu của đơn vị", columns, tuple(_figure_rows(figures, len(columns))), note=note)


def _figure_rows(figures: Sequence[FigureChange], width: int) -> Iterator[Row]:
    """Yield the changes, under a line for the unusual ones and one for the others."""
    parts = (("Khác thường", True), ("Thay đổi khác", False))
    divided = any(change.is_outlier for change in figures)
    order = 0
    for name, unusual in parts:
        own = [change for change in figures if change.is_outlier is unusual]
        if own and divided:
            yield Row((Cell(f"{name}: {count_text(len(own))}", span=width),), RowKind.GROUP)
        for change in own:
            order += 1
            said = "; ".join(change_notes(change))
            cells = (
                Cell(change.unit.name),
                Cell(change.indicator.name),
                *_change_cells(change),
                Cell(sentence_case(said)),
            )
            yield Row((number_cell(order), *cells))


def _change_cells(change: FigureChange | TotalChange) -> Iterator[Cell]:
    """Yield unit of measure, both sides, the change and its share; numbers are numbers on worksheets."""
    indicator = change.indicator
    yield Cell(column_unit(indicator))
    for side, words in zip((change.old, change.new), side_words(change), strict=True):
        number = side if is_numeric(change) else None
        yield _side_cell(number, indicator, words)
    if change.change is None or not is_numeric(change):
        yield from (Cell(), Cell())
        return
    signed = change_text(change.change, indicator).removesuffix(" điểm")
    yield _number_or_text(change.change, indicator.places)._replace(text=signed)
    yield _number_or_text(change.relative, PERCENT_PLACES) if change.relative is not None else Cell()


def _side_cell(figure: Figure | None, indicator: Indicator, words: str) -> Cell:
    """Return a number as one, anything else in words; counts of units name all units too."""
    number = comparable_number(figure) if figure else None
    if number is None or (isinstance(figure, RolledUpFigure) and is_count(indicator)):
        return Cell(to_nfc(words), align=Align.CENTER)
    return _number_or_text(number, (figure.indicator if figure else indicator).places)


def _number_or_text(number: Decimal, places: int) -> Cell:
    """Return a number's cell; one of a hundred digits, which somebody pasted, is a text."""
    return number_cell(number, places) if number.adjusted() <= _MOST_DIGITS else Cell(number_text(number))
