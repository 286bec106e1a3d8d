"""A small document that render tests change, and what the renderers make of it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from baocao.model.chart import Chart, ChartKind, Point, Said, Series
from baocao.model.document import Appendix, Block, Document, Letterhead, Paragraph, Signature, Text
from baocao.model.table import Cell, Column, Row, Table
from baocao.render.sheet import render_workbook
from baocao.render.word import WordRenderer
from baocao.source.forms import load_form
from office import Sheet, Word, Workbook

FORM = load_form()
MOMENT = datetime(2025, 11, 18, tzinfo=UTC)
HEAD = Letterhead(("UBND tỉnh T",), ("Sở A",), "189", "/BC-SA", "T", date(2025, 11, 18))
REFERENCE = "(Kèm theo Báo cáo số         /BC-SA ngày      tháng      năm         của Sở A)"


def plain_paragraph(text: str, marker: str = "") -> Paragraph:
    """Return a body paragraph of one run."""
    return Paragraph((Text(text),), marker)


def text_row(*texts: str) -> Row:
    """Return a row of text cells."""
    return Row(tuple(Cell(text) for text in texts))


def made_point(number: str, label: str) -> Point:
    """Return a point; without a number nothing is drawn."""
    return Point(Decimal(number) if number else None, Said(label))


def sample_chart(kind: ChartKind = ChartKind.BARS, *, half: bool = False) -> Chart:
    """Return a chart of two values, with a line between them of those that are only counted."""
    return Chart(
        kind,
        Said("Tỷ lệ trực tuyến <&>"),
        Said("Đơn vị tính: %"),
        (Said("Xã Một"), Said("86 đơn vị khác"), Said("Xã Hai")),
        (
            Series(
                Said("Tỷ lệ"), (made_point("97.35", "97,4%"), made_point("", ""), made_point("45", "45%"))
            ),
        ),
        Said("Nguồn: báo cáo của các xã, số liệu đến ngày 30/11/2025."),
        1,
        percent=True,
        half=half,
    )


def sample_appendix(*blocks: Block, landscape: bool = False, number: str = "Phụ lục") -> Appendix:
    """Return an appendix with the blocks."""
    return Appendix(number, "Số liệu tháng 11", REFERENCE, landscape, blocks)


TABLE = Table(
    "Số liệu", (Column("TT", 10), Column("Đơn vị", 60)), (text_row("1", "Xã Một"), text_row("2", "Xã Hai"))
)
DOCUMENT = Document(
    title="Báo cáo tình hình",
    type_name="Báo cáo",
    subject="Tình hình tháng 11",
    letterhead=HEAD,
    addressees=("UBND tỉnh T",),
    blocks=(plain_paragraph("Sở A báo cáo như sau:"), plain_paragraph("Sở A kính báo cáo./.")),
    signature=Signature(("KT. Giám đốc", "Phó Giám đốc"), "Trần Thị B"),
    recipients=("Như trên", "Lưu: VT"),
    draft=False,
)


@cache
def state_renderer() -> WordRenderer:
    """Return the renderer of the state form, which takes a moment to make."""
    return WordRenderer(FORM)


def sample_word(**changes: Any) -> Word:
    """Return the sample as a Word document, with some of its fields changed."""
    return Word(state_renderer().render(DOCUMENT._replace(**changes), MOMENT))


@cache
def party_renderer(form: str) -> WordRenderer:
    """Return the renderer of a form of the Party."""
    return WordRenderer(load_form(form))


def party_word(form: str = "dang-2026", **changes: Any) -> Word:
    """Return the sample as a Word document of the Party."""
    return Word(party_renderer(form).render(DOCUMENT._replace(**changes), MOMENT))


def word_with_head(**changes: Any) -> Word:
    """Return the sample as a Word document with another letterhead."""
    return sample_word(letterhead=HEAD._replace(**changes))


def sample_workbook(*appendices: Appendix, **changes: Any) -> Workbook:
    """Return the sample with the appendices as a workbook."""
    document = DOCUMENT._replace(appendices=appendices, **changes)
    return Workbook(render_workbook(document, FORM, MOMENT))


def table_sheet(table: Table, **changes: Any) -> Sheet:
    """Return the worksheet of a table."""
    (sheet,) = sample_workbook(sample_appendix(table), **changes).sheets
    return sheet
