"""Charts on worksheets: drawn by Excel from the cells of a small table below each."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout
from openpyxl.chart.marker import Marker
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.worksheet.worksheet import Worksheet

from baocao.model.chart import Chart, ChartKind, Fill, Said, Series
from baocao.model.printed import Key
from baocao.model.table import Align, Cell, Column, Row, Table
from baocao.render.charts import FILL_COLOURS, LABEL_SIZE, TITLE_SIZE, chart_height
from baocao.render.letters import without_controls
from baocao.vietnamese.numbers import decimal_count, rounded_number

SHEET: Final = "Biểu đồ"
"""The name of a worksheet that is about a chart."""
GROUP: Final = "Nhóm"
WIDEST: Final = 160
"""Millimetres of a chart, however wide its worksheet is."""
_FONT: Final = "Times New Roman"
_DASHES: Final[dict[Fill, Any]] = {Fill.DARK: "solid", Fill.GREY: "sysDot", Fill.WHITE: "dash"}
_NEVER_SHOWN: Final = ("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize")
_MM_PER_CM: Final = 10


class DataCells(NamedTuple):
    """Where the data of a chart stand: the row of the headings, and the column of the names, from 1."""

    row: int
    column: int = 1


def chart_width(room: float) -> float:
    """Return the millimetres of a chart on a worksheet whose columns come to `room`."""
    return min(room, WIDEST)


def data_table(chart: Chart) -> Table:
    """Return the table of what a chart shows: numbers as numbers, each with its figure."""
    columns = (
        Column(GROUP, 60),
        *(Column(series.name.text, 40, Align.RIGHT) for series in chart.series),
    )
    rows = (Row(tuple(_data_cells(chart, index))) for index in range(len(chart.categories)))
    return Table(SHEET, columns, tuple(rows), filters=False)


def _data_cells(chart: Chart, index: int) -> Iterator[Cell]:
    category = chart.categories[index]
    yield Cell(category.text, printed=category.printed)
    for series in chart.series:
        point = series.points[index]
        number = point.number
        if number is None:
            yield Cell()
        else:
            rounded = rounded_number(number, chart.places)
            yield Cell(point.label.text, rounded, decimal_count(rounded), figure=_only_key(point.label))


def _only_key(said: Said) -> Key | None:
    return said.printed[0].figure if said.printed else None


def put_chart(sheet: Worksheet, chart: Chart, anchor: str, data: DataCells, room: float) -> None:
    """Draw a chart at the cell `anchor` of a worksheet from the cells of its table."""
    drawn = _line_chart(chart) if chart.kind is ChartKind.LINE else _bar_chart(chart)
    last = data.row + len(chart.categories)
    names = Reference(sheet, min_col=data.column, min_row=data.row + 1, max_row=last)
    for number, series in enumerate(chart.series, start=1):
        column = data.column + number
        made = SeriesFactory(
            Reference(sheet, min_col=column, min_row=data.row, max_row=last), title_from_data=True
        )
        made.cat = AxDataSource(strRef=StrRef(f=str(names)))
        _set_series(made, chart, series)
        drawn.series.append(made)
    width = chart_width(room)
    drawn.width, drawn.height = width / _MM_PER_CM, chart_height(chart, width) / _MM_PER_CM
    _set_surroundings(drawn, chart)
    sheet.add_chart(drawn, anchor)


def _set_surroundings(drawn: Any, chart: Chart) -> None:
    """Set title, legend and ground: nothing is behind a chart, so that the mark of a draft shows."""
    drawn.title = _title_of(chart)
    drawn.layout = Layout()
    drawn.roundedCorners = False
    drawn.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    drawn.description = chart.description
    if len(chart.series) > 1:
        drawn.legend.position = "b"
        drawn.legend.txPr = _text_look(LABEL_SIZE)
    else:
        drawn.legend = None


def _bar_chart(chart: Chart) -> Any:
    drawn: Any = BarChart()
    drawn.type = "bar" if chart.lies else "col"
    drawn.gapWidth = 60
    if chart.kind is ChartKind.STACKED:
        drawn.grouping, drawn.overlap = "percentStacked", 100
    return _with_axes(drawn, chart)


def _line_chart(chart: Chart) -> Any:
    return _with_axes(LineChart(), chart)


def _with_axes(drawn: Any, chart: Chart) -> Any:
    """Set the axes: names are shown, values are not, since each bar says its own."""
    drawn.x_axis.delete, drawn.y_axis.delete = False, True
    drawn.x_axis.scaling.orientation = "maxMin" if chart.lies else "minMax"
    drawn.x_axis.majorTickMark = "none"
    drawn.x_axis.tickLblPos = "low"
    # Every name is shown, and level: else programs leave out those that come near to their neighbours.
    drawn.x_axis.txPr = _text_look(LABEL_SIZE)
    drawn.x_axis.txPr.bodyPr = RichTextProperties(rot=0, vert="horz")
    drawn.x_axis.tickLblSkip = 1
    drawn.y_axis.majorGridlines = None
    if all(number >= 0 for number in chart.numbers):
        drawn.y_axis.scaling.min = 0
    return drawn


def _set_series(made: Any, chart: Chart, series: Series) -> None:
    black = LineProperties(solidFill="000000", w=9525)
    grey = GraphicalProperties(solidFill=FILL_COLOURS[series.fill], ln=black)
    made.dLbls = _labels_of(chart, series)
    if chart.kind is not ChartKind.LINE:
        made.graphicalProperties, made.invertIfNegative = grey, False
        return
    line = LineProperties(solidFill="000000", w=22225, prstDash=_DASHES[series.fill])
    made.graphicalProperties, made.smooth = GraphicalProperties(ln=line), False
    made.marker = Marker(symbol="circle", size=7, spPr=grey)


def _labels_of(chart: Chart, series: Series) -> DataLabelList:
    """Return the labels: the numbers of the cells as these write them; an empty label is not shown."""
    place = {ChartKind.STACKED: "ctr", ChartKind.LINE: "b" if series.below else "t"}
    shown = [point.number is not None and bool(point.label.text) for point in series.points]
    whole = all(shown) or chart.kind is not ChartKind.LINE
    look: dict[str, Any] = {
        **dict.fromkeys(_NEVER_SHOWN, False),
        "txPr": _text_look(LABEL_SIZE),
        "dLblPos": place.get(chart.kind, "outEnd"),
    }
    if chart.kind is ChartKind.STACKED:
        look["spPr"] = GraphicalProperties(solidFill="FFFFFF")
    single = [
        DataLabel(idx=index, showVal=True, **look) for index, is_shown in enumerate(shown) if is_shown
    ]
    return DataLabelList(dLbl=() if whole else single, showVal=whole, **look)


def _title_of(chart: Chart) -> Title:
    lines = [(chart.title.text, TITLE_SIZE, True), (chart.measure.text, LABEL_SIZE, False)]
    paragraphs = [
        Paragraph(
            pPr=ParagraphProperties(defRPr=_letters(size, bold=bold)),
            r=[RegularTextRun(rPr=_letters(size, bold=bold), t=without_controls(text))],
        )
        for text, size, bold in lines
        if text
    ]
    return Title(tx=Text(rich=RichText(bodyPr=RichTextProperties(), p=paragraphs)), overlay=False)


def _letters(size: int, *, bold: bool = False) -> CharacterProperties:
    font = Font(typeface=_FONT)
    return CharacterProperties(latin=font, ea=font, cs=font, sz=size * 100, b=bold, solidFill="000000")


def _text_look(size: int) -> RichText:
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=_letters(size)), endParaRPr=CharacterProperties(lang="vi-VN")
    )
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def described_drawing(charts: Sequence[Any]) -> SpreadsheetDrawing:
    """Return the drawings of a worksheet, each with what it tells those who do not see it."""
    drawing: Any = SpreadsheetDrawing()
    drawing.charts = list(charts)
    frame_of = drawing._chart_frame  # noqa: SLF001 - openpyxl has no other place for a description

    def described_frame(number: int) -> Any:
        frame = frame_of(number)
        properties = frame.nvGraphicFramePr.cNvPr
        properties.name = f"{SHEET} {number}"
        properties.descr = getattr(drawing.charts[number - 1], "description", "")
        return frame

    drawing._chart_frame = described_frame  # noqa: SLF001
    return drawing  # type: ignore[no-any-return]
