"""What changed, as an appendix of tables: for Word the figures and tasks, for worksheets everything."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from baocao.documents.frame import BLANK
from baocao.documents.tables.cells import column_unit, number_cell
from baocao.features.diff.changes import comparable, is_count
from baocao.features.diff.records import Comparison, Differences, FigureChange, TotalChange
from baocao.features.diff.words import (
    MOST_DIGITS,
    NO_CHANGE,
    UNWRITTEN,
    change_text,
    coverage_text,
    figure_text,
    is_numeric,
    notes,
    period_title,
    summary,
    task_text,
    title,
    total_notes,
)
from baocao.model.document import Appendix, Block, Document, Heading, Letterhead, Paragraph, Signature, Text
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.form import Form
from baocao.model.indicator import Indicator
from baocao.model.table import Align, Cell, Column, Row, RowKind, Table
from baocao.vietnamese.numbers import plain_text, roman
from baocao.vietnamese.sentences import Edit
from baocao.vietnamese.text import nfc, sentence_case

MOST_IN_WORD: Final = 200
"""More changes of figures are for a worksheet; a document tells the most unusual ones."""
_TASKS: Final = (
    Column("TT", 10, Align.CENTER),
    Column("Thay đổi", 30),
    Column("Đơn vị", 40),
    Column("Nhiệm vụ", 110),
    Column("Tiến độ", 62),
)
_UNITS: Final = (Column("TT", 10, Align.CENTER), Column("Đơn vị", 70), Column("Thay đổi", 172))
_TEXTS: Final = (
    Column("TT", 10, Align.CENTER),
    Column("Đơn vị", 36),
    Column("Phần", 56),
    Column("Cũ", 75),
    Column("Mới", 75),
)
_DEFINITIONS: Final = (
    Column("TT", 10, Align.CENTER),
    Column("Tệp", 56),
    Column("Khóa", 56),
    Column("Cũ", 65),
    Column("Mới", 65),
)


def comparison_document(differences: Differences, form: Form, *, everything: bool) -> Document:
    """Return the comparison as the appendix of a document that is still to be written.

    `everything` also tells texts, small facts and definitions, and every figure of every unit.
    """
    heading = _heading(differences)
    appendix = Appendix(
        number="Phụ lục",
        title=heading,
        reference=f"(Kèm theo Báo cáo số{BLANK}ngày      tháng      năm{BLANK})",
        landscape=True,
        blocks=tuple(_numbered(_parts(differences, everything=everything), form)),
    )
    return Document(
        title=heading,
        type_name="",
        subject="",
        letterhead=Letterhead((), (), "", notation="", place="", day=None),
        addressees=(),
        blocks=(),
        signature=Signature((), ""),
        recipients=(),
        appendices=(appendix,),
        draft=True,
        notice=differences.notice,
    )


def _heading(differences: Differences) -> str:
    found = differences.comparisons
    if len(found) == 1 and found[0].old != found[0].new:
        return f"So sánh kết quả {found[0].new.label} với {found[0].old.label}"
    periods = ", ".join(each.new.label for each in found)
    return f"So sánh hai phiên bản số liệu {periods}".rstrip()


def _numbered(parts: Iterable[tuple[str, Sequence[Block]]], form: Form) -> Iterator[Block]:
    for order, (name, blocks) in enumerate(parts, start=1):
        yield Heading(1, form.heading.format(so=roman(order)), (Text(nfc(name)),))
        yield from blocks


def _parts(found: Differences, *, everything: bool) -> Iterator[tuple[str, Sequence[Block]]]:
    """Yield the parts: their titles, and what stands in them."""
    if found.is_empty:
        yield "Kết quả", [_paragraph(NO_CHANGE)]
    for comparison in found.comparisons:
        label = "Kết quả chung" if len(found.comparisons) == 1 else sentence_case(period_title(comparison))
        what = f"{title(found)}: {summary(comparison)}"
        yield label, [_paragraph(what), *map(_paragraph, found.remarks)]
        yield from _tables(comparison, everything=everything)
    if found.definitions and everything:
        rows = [(each.file, each.path, each.old, each.new) for each in found.definitions]
        yield "Định nghĩa", [_texts("Định nghĩa", _DEFINITIONS, rows)]


def _tables(found: Comparison, *, everything: bool) -> Iterator[tuple[str, Sequence[Block]]]:
    if found.units:
        rows = [
            (
                each.unit.name,
                sentence_case(f"{each.fate.value}{f' ({each.detail})' if each.detail else ''}"),
            )
            for each in found.units
        ]
        yield "Đơn vị", [_texts("Đơn vị", _UNITS, rows)]
    for each in found.directives:
        if each.totals:
            name = f"Tổng hợp {each.directive.id}"
            prose = _paragraph(f"{each.directive.name}: {coverage_text(each)}.")
            yield f"Số liệu tổng hợp ({each.directive.id})", [prose, _total_table(name, each.totals, found)]
    if found.figures:
        told = found.figures if everything else found.figures[:MOST_IN_WORD]
        more = len(found.figures) - len(told)
        note = f"Còn {more} thay đổi khác ít khác thường hơn, xem bảng tính." if more else ""
        yield "Số liệu của đơn vị, khác thường nhất ở trên", [_figure_table(told, found, note)]
    if found.tasks:
        moves = [
            (
                sentence_case(each.move.value),
                each.unit.name,
                f"{each.task.number}. {each.task.name}",
                task_text(each, found.statuses),
            )
            for each in found.tasks
        ]
        yield "Nhiệm vụ", [_texts("Nhiệm vụ", _TASKS, moves)]
    if everything:
        yield from _prose(found)


def _prose(found: Comparison) -> Iterator[tuple[str, Sequence[Block]]]:
    edits = [
        (each.unit.name, each.part, *_sides(edit)) for each in found.texts for edit in each.changed.edits
    ]
    if edits:
        yield "Lời văn", [_texts("Lời văn", _TEXTS, edits)]
    facts = [
        (each.unit.name, each.part, each.old or UNWRITTEN, each.new or UNWRITTEN) for each in found.facts
    ]
    if facts:
        yield "Nội dung khác", [_texts("Nội dung khác", _TEXTS, facts)]


def _sides(edit: Edit) -> tuple[str, str]:
    return edit.old, edit.new


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
            yield Row((Cell(f"{name}: {len(own)}", span=width),), RowKind.GROUP)
        for each in own:
            order += 1
            said = "; ".join(note for note in notes(each) if note != "khác thường")
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
    places = max(indicator.places, 1)
    if each.change is None or not is_numeric(each):
        yield from (Cell(), Cell())
        return
    signed = change_text(each.change, indicator).removesuffix(" điểm")
    yield _number(each.change, places)._replace(text=signed)
    yield _number(each.relative, 1) if each.relative is not None else Cell()


def _side(figure: Figure | None, indicator: Indicator, *, numeric: bool) -> Cell:
    """Return a number as one, anything else in words; counts of units name all units too."""
    number = comparable(figure) if figure and numeric else None
    if number is None or (isinstance(figure, RolledUpFigure) and is_count(indicator)):
        return Cell(nfc(figure_text(figure)), align=Align.CENTER)
    return _number(number, max(indicator.places, 1))


def _number(number: Decimal, places: int) -> Cell:
    """Return a number's cell; one of a hundred digits, which somebody pasted, is a text."""
    return number_cell(number, places) if number.adjusted() <= MOST_DIGITS else Cell(plain_text(number))
