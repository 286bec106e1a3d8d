"""Native charts: a chart part of DrawingML for each, with the workbook that 'Edit data' opens.

A label beside a bar is a text of that workbook, not a number with a format: formats follow the language of
the reader's Windows, and 86,6% would be 86.6% on every second machine. It is a formula there, so that it
follows when somebody edits the number.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from string import ascii_uppercase
from typing import Final

from baocao.model.chart import Chart, ChartKind, ChartRow, Fill, Point, Said, Series
from baocao.render.archive import pack_parts
from baocao.render.charts import FILL_COLOURS, LABEL_SIZE, ROOM, TITLE_SIZE, row_size
from baocao.render.word.marks import Marker
from baocao.render.word.markup import DECLARATION, escape_xml, paragraph_xml, run_xml
from baocao.vietnamese.numbers import exact_text, number_text

CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_CHART: Final = f"{_DRAWING}/chart"
_SHEET_XML: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RANGES: Final = "http://schemas.microsoft.com/office/drawing/2012/chart"
_LABEL_EXTENSION: Final = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_SERIES_EXTENSION: Final = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_SHEET: Final = "DuLieu"
_EMU: Final = 36_000
"""English Metric Units in a millimetre."""
_WHITE: Final = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_BLACK: Final = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_LINE: Final = f'<a:ln w="9525">{_BLACK}</a:ln>'
_FILLS: Final = {
    fill: f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' for fill, colour in FILL_COLOURS.items()
}
_OVERLAP: Final = '<c:overlap val="100"/>'
# Written level every name stays: else programs leave out those that come too near to their neighbours.
_LEVEL: Final = '<a:bodyPr rot="0" vert="horz"/>'
_NAME_WIDTH: Final = 40
_THOUSAND: Final = 1_000
_BILLION: Final = 1_000_000_000
_MOST_DIGITS: Final = 20
_SHOWN: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def row_xml(row: ChartRow, first: int, width: float, marker: Marker) -> str:
    """Return the paragraph of charts side by side, numbered from `first`, and the lines below."""
    wide, high = row_size(row, width)
    runs = (_drawing_run(chart, number, wide, high) for number, chart in enumerate(row.charts, start=first))
    keep = "<w:keepNext/>" if row.sources else ""
    look = f'{keep}<w:spacing w:before="120" w:after="0"/><w:jc w:val="center"/>'
    last = len(row.sources) - 1
    lines = (
        paragraph_xml("GhiChu", _source_runs(said, marker), "" if index == last else "<w:keepNext/>")
        for index, said in enumerate(row.sources)
    )
    return paragraph_xml("Bang", "".join(runs), look) + "".join(lines)


def _source_runs(said: Said, marker: Marker) -> str:
    return marker.marked_runs(said.text, said.printed, run_xml)


def _drawing_run(chart: Chart, number: int, width: float, height: float) -> str:
    extent = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent {extent}/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Biểu đồ {number}" descr="{escape_xml(chart.description)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" r:id="{relation_id(number)}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def relation_id(number: int) -> str:
    """Return the id by which the document refers to a chart."""
    return f"rIdChart{number}"


def chart_name(number: int) -> str:
    """Return the name of the part of a chart."""
    return f"word/charts/chart{number}.xml"


def chart_parts(charts: Sequence[Chart]) -> dict[str, bytes]:
    """Return the parts of all charts of a document: drawing, relationship and workbook of each."""
    parts: dict[str, bytes] = {}
    for number, chart in enumerate(charts, start=1):
        parts[chart_name(number)] = chart_part(chart)
        parts[f"word/charts/_rels/chart{number}.xml.rels"] = _relation_part(
            "package", f"../embeddings/bieu_do{number}.xlsx"
        )
        parts[f"word/embeddings/bieu_do{number}.xlsx"] = data_book(chart)
    return parts


# The drawing


def chart_part(chart: Chart) -> bytes:
    """Return the part of a chart; nothing is behind it, so that the watermark of a draft shows."""
    legend = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text_look(LABEL_SIZE)}</c:legend>'
        if len(chart.series) > 1
        else ""
    )
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}/main" xmlns:r="{_OFFICE}" '
        f'xmlns:c15="{_RANGES}"><c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/>'
        f'<c:chart>{_title_xml(chart)}<c:autoTitleDeleted val="0"/>'
        f"<c:plotArea><c:layout/>{_plot_xml(chart)}{_axes_xml(chart)}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text_look(LABEL_SIZE)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _title_xml(chart: Chart) -> str:
    """Return the title, the unit of measure below it."""
    lines = [_rich_line(chart.title.text, TITLE_SIZE, bold=True)]
    if chart.measure.text:
        lines.append(_rich_line(chart.measure.text, LABEL_SIZE, bold=False))
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>{''.join(lines)}</c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _rich_line(text: str, size: int, *, bold: bool) -> str:
    usual, own = (_run_look(tag, size, bold=bold) for tag in ("defRPr", "rPr"))
    return f"<a:p><a:pPr>{usual}</a:pPr><a:r>{own}<a:t>{escape_xml(text)}</a:t></a:r></a:p>"


def _run_look(tag: str, size: int, *, bold: bool = False) -> str:
    fonts = "".join(f'<a:{slot} typeface="Times New Roman"/>' for slot in ("latin", "ea", "cs"))
    language = ' lang="vi-VN"' if tag == "rPr" else ""
    return f'<a:{tag}{language} sz="{size * 100}" b="{int(bold)}">{_BLACK}{fonts}</a:{tag}>'


def _text_look(size: int, body: str = "<a:bodyPr/>") -> str:
    return (
        f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{_run_look('defRPr', size)}</a:pPr>"
        '<a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
    )


def _plot_xml(chart: Chart) -> str:
    series = "".join(_series_xml(chart, number, each) for number, each in enumerate(chart.series))
    axes = '<c:axId val="111111111"/><c:axId val="222222222"/>'
    if chart.kind is ChartKind.LINE:
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
            f'<c:marker val="1"/>{axes}</c:lineChart>'
        )
    stacked = chart.kind is ChartKind.STACKED
    direction = "col" if chart.kind is ChartKind.COLUMNS else "bar"
    return (
        f'<c:barChart><c:barDir val="{direction}"/>'
        f'<c:grouping val="{"percentStacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="60"/>{_OVERLAP if stacked else ""}{axes}</c:barChart>'
    )


def _axes_xml(chart: Chart) -> str:
    """Return the axes: names are shown, values are not, since each bar says its own."""
    lying = chart.lies
    # Else the first of the list would stand lowest.
    order = "maxMin" if lying else "minMax"
    # Where nobody sees an axis, what begins elsewhere would lie.
    least = '<c:min val="0"/>' if min(chart.numbers, default=0) >= 0 else ""
    highest = max(chart.numbers, default=Decimal(0))
    room = f'<c:max val="{exact_text(highest * ROOM)}"/>' if highest > 0 and not chart.lies else ""
    return (
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{_LINE}</c:spPr>'
        f'{_text_look(LABEL_SIZE, _LEVEL)}<c:crossAx val="222222222"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>{room}{least}'
        f'</c:scaling><c:delete val="1"/><c:axPos val="{"t" if lying else "l"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="111111111"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _series_xml(chart: Chart, number: int, series: Series) -> str:
    """Return a series: its look, its labels, and which cells of the workbook it shows."""
    line = chart.kind is ChartKind.LINE
    look = _line_look(series.fill) if line else f"<c:spPr>{_FILLS[series.fill]}{_LINE}</c:spPr>"
    between = "" if line else '<c:invertIfNegative val="0"/>'
    end = '<c:smooth val="0"/>' if line else ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>{_cells(_value_column(number), 1, 1)}</c:f>"
        f"{_text_cache([series.name])}</c:strRef></c:tx>{look}{between}{_labels_xml(chart, number)}"
        f"<c:cat><c:strRef><c:f>{_cells('A', 2, len(chart.categories) + 1)}</c:f>"
        f"{_text_cache(chart.categories)}</c:strRef></c:cat>{_values_xml(number, series)}{end}"
        f"{_label_range_xml(chart, number)}</c:ser>"
    )


def _line_look(fill: Fill) -> str:
    dash = "" if fill is Fill.DARK else '<a:prstDash val="dash"/>'
    return (
        f'<c:spPr><a:ln w="22225">{_BLACK}{dash}</a:ln></c:spPr><c:marker><c:symbol val="circle"/>'
        f'<c:size val="7"/><c:spPr>{_FILLS[fill]}{_LINE}</c:spPr></c:marker>'
    )


def _values_xml(number: int, series: Series) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{exact_text(point.number)}</c:v></c:pt>'
        for index, point in enumerate(series.points)
        if point.number is not None
    )
    count = len(series.points)
    return (
        f"<c:val><c:numRef><c:f>{_cells(_value_column(number), 2, count + 1)}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{points}</c:numCache>'
        "</c:numRef></c:val>"
    )


def _text_cache(texts: Sequence[Said]) -> str:
    return f"<c:strCache>{_cached_points(said.text for said in texts)}</c:strCache>"


def _cached_points(texts: Iterable[str]) -> str:
    listed = list(texts)
    count = len(listed)
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escape_xml(text)}</c:v></c:pt>' for index, text in enumerate(listed)
    )
    return f'<c:ptCount val="{count}"/>{points}'


def _labels_xml(chart: Chart, number: int) -> str:
    """Return the labels of a series: each shows its cell; where nothing is drawn there is none."""
    series = chart.series[number]
    look = _label_look(chart.kind, below=series.below)
    labels = "".join(
        _label_xml(number, index, point.label.text, look)
        for index, point in enumerate(series.points)
        if point.number is not None
    )
    return (
        f"<c:dLbls>{labels}{look}{_SHOWN}<c:extLst>"
        f'<c:ext uri="{_LABEL_EXTENSION}"><c15:showDataLabelsRange val="1"/></c:ext>'
        "</c:extLst></c:dLbls>"
    )


def _label_look(kind: ChartKind, *, below: bool) -> str:
    """Return how labels look and where they stand: beside a bar, above a point, inside a part of a bar."""
    if kind is not ChartKind.STACKED:
        place = ("b" if below else "t") if kind is ChartKind.LINE else "outEnd"
        return f'<c:spPr><a:noFill/></c:spPr>{_text_look(LABEL_SIZE)}<c:dLblPos val="{place}"/>'
    # On a white ground, since nobody could read letters on a pattern or on dark grey.
    return f'<c:spPr>{_WHITE}</c:spPr>{_text_look(LABEL_SIZE)}<c:dLblPos val="ctr"/>'


def _label_xml(series: int, index: int, text: str, look: str) -> str:
    """Return a label that shows a cell of the workbook; nothing where the cell says nothing."""
    if not text:
        return f'<c:dLbl><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'
    name = f"{{00000000-0000-4000-8000-{series:06X}{index:06X}}}"
    field = (
        f'<a:fld id="{name}" type="CELLRANGE">{_run_look("rPr", LABEL_SIZE)}<a:pPr/>'
        f"<a:t>{escape_xml(text)}</a:t></a:fld>"
    )
    return (
        f'<c:dLbl><c:idx val="{index}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>{field}'
        f'<a:endParaRPr lang="vi-VN"/></a:p></c:rich></c:tx>{look}{_SHOWN}'
        f'<c:extLst><c:ext uri="{_LABEL_EXTENSION}"><c15:showDataLabelsRange val="1"/>'
        "</c:ext></c:extLst></c:dLbl>"
    )


def _label_range_xml(chart: Chart, number: int) -> str:
    """Return which cells the labels of a series show, and what stands there."""
    points = chart.series[number].points
    cells = _cells(_label_column(chart, number), 2, len(points) + 1)
    return (
        f'<c:extLst><c:ext uri="{_SERIES_EXTENSION}"><c15:datalabelsRange><c15:f>{cells}</c15:f>'
        f"<c15:dlblRangeCache>{_cached_points(point.label.text for point in points)}"
        "</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>"
    )


# The workbook: names in the first column, then the values of every series, then their labels


def _value_column(number: int) -> str:
    return ascii_uppercase[1 + number]


def _label_column(chart: Chart, number: int) -> str:
    return ascii_uppercase[1 + len(chart.series) + number]


def _cells(column: str, first: int, last: int) -> str:
    """Return a reference to cells of one column, as formulas have it."""
    end = "" if first == last else f":${column}${last}"
    return f"{_SHEET}!${column}${first}{end}"


def data_book(chart: Chart) -> bytes:
    """Return the workbook behind a chart, which is opened to edit its data."""
    return pack_parts(
        {
            "[Content_Types].xml": _book_types(),
            "_rels/.rels": _relation_part("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": (
                f'{DECLARATION}<workbook xmlns="{_SHEET_XML}" xmlns:r="{_OFFICE}"><sheets>'
                f'<sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets>'
                '<calcPr calcId="0" fullCalcOnLoad="1"/></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": _relation_part("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": _data_sheet(chart),
        }
    )


def _book_types() -> bytes:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet}.worksheet+xml"/></Types>'
    ).encode()


def _relation_part(kind: str, target: str) -> bytes:
    """Return relationships that are one."""
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def _data_sheet(chart: Chart) -> bytes:
    rows = [_sheet_row(1, _head_cells(chart))]
    rows += [
        _sheet_row(number, _row_cells(chart, number)) for number in range(2, len(chart.categories) + 2)
    ]
    columns = f'<cols><col min="1" max="1" width="{_NAME_WIDTH}" customWidth="1"/></cols>'
    return (
        f'{DECLARATION}<worksheet xmlns="{_SHEET_XML}">{columns}'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    ).encode()


def _sheet_row(number: int, cells: Iterable[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _head_cells(chart: Chart) -> Iterator[str]:
    """Yield the headings: of the names the unit of measure, of the labels that they are such."""
    yield _text_cell("A1", chart.measure.text)
    for number, series in enumerate(chart.series):
        yield _text_cell(f"{_value_column(number)}1", series.name.text)
    for number, series in enumerate(chart.series):
        yield _text_cell(f"{_label_column(chart, number)}1", f"Nhãn: {series.name.text}")


def _row_cells(chart: Chart, row: int) -> Iterator[str]:
    yield _text_cell(f"A{row}", chart.categories[row - 2].text)
    for number, series in enumerate(chart.series):
        value = series.points[row - 2].number
        if value is not None:
            yield f'<c r="{_value_column(number)}{row}"><v>{exact_text(value)}</v></c>'
    for number, series in enumerate(chart.series):
        yield _label_cell(chart, number, series.points[row - 2], row)


def _label_cell(chart: Chart, number: int, point: Point, row: int) -> str:
    """Return the cell of a label: a formula where the label is nothing but the number."""
    at, value = f"{_label_column(chart, number)}{row}", f"{_value_column(number)}{row}"
    if point.number is None or point.label.text != written_label(point.number, chart):
        return _text_cell(at, point.label.text)
    formula = escape_xml(_label_formula(value, chart))
    return f'<c r="{at}" t="str"><f>{formula}</f><v>{escape_xml(point.label.text)}</v></c>'


def written_label(number: Decimal, chart: Chart) -> str:
    """Return a number as the formula of a label writes it."""
    return f"{number_text(number, chart.places)}{'%' if chart.percent else ''}"


def _label_formula(cell: str, chart: Chart) -> str:
    """Return a formula that writes a number with Vietnamese marks, whatever the language of Excel is."""
    numbers = chart.numbers
    largest = max(map(abs, numbers), default=Decimal(0))
    signed = min(numbers, default=0) < 0
    rounded = f"ROUND({cell},{chart.places})" if chart.places else cell
    size = f"ABS({rounded})" if signed else rounded
    whole = f"TRUNC({size})" if chart.places else size
    decimals = f'SUBSTITUTE({size}&"",".",",")'
    if not chart.places:
        text = _grouped_formula(whole, largest)
    elif largest < _THOUSAND:
        text = decimals
    else:
        rest = f'MID({decimals},FIND(",",{decimals}&","),{_MOST_DIGITS})'
        text = f"{_grouped_formula(whole, largest)}&{rest}"
    sign = f'IF({rounded}<0,"-","")&' if signed else ""
    return f'{sign}{text}&"%"' if chart.percent else f"{sign}{text}"


def _grouped_formula(whole: str, largest: Decimal) -> str:
    """Return what writes a whole number with dots; one format knows but three sizes of numbers."""
    text = f'TEXT({whole},"[>=1000000]0\\.000\\.000;[>=1000]0\\.000;0")'
    if largest < _BILLION:
        return text
    larger = r"[>=1000000000000]0\.000\.000\.000\.000;0\.000\.000\.000"
    return f'IF({whole}>={_BILLION},TEXT({whole},"{larger}"),{text})'


def _text_cell(at: str, text: str) -> str:
    if not text:
        return ""
    inside = f'<t xml:space="preserve">{escape_xml(text)}</t>'
    return f'<c r="{at}" t="inlineStr"><is>{inside}</is></c>'
