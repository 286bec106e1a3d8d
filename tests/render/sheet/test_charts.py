"""Charts on worksheets: drawn from the cells below them, described, and the same bytes every time."""

import io
import re
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from baocao.model.chart import Chart, ChartKind, ChartRow
from baocao.model.document import Appendix
from baocao.model.printed import FigureKey, Places, Printed
from baocao.render.sheet import render_workbook
from office import lint_module, package_parts
from samples import DOCUMENT, FORM, MOMENT, plain_paragraph, sample_appendix, sample_chart

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SUMMARY = "Tóm tắt"


def workbook_of(*charts: Chart, sheet: str = SUMMARY, places: Places | None = None) -> bytes:
    said = plain_paragraph("Trước biểu đồ.")
    appendix: Appendix = sample_appendix(said, *(ChartRow((chart,)) for chart in charts))
    document = DOCUMENT._replace(appendices=(appendix._replace(sheet=sheet),))
    return render_workbook(document, FORM, MOMENT, places)


def sheet_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))[SUMMARY]


def test_a_chart_is_drawn_from_the_cells_of_the_table_below_it() -> None:
    sheet = sheet_of(workbook_of(sample_chart()))
    (chart,) = sheet._charts
    (series,) = chart.series
    cells = [cell.value for (cell,) in sheet[series.val.numRef.f.partition("!")[2]]]
    names = [cell.value for (cell,) in sheet[series.cat.strRef.f.partition("!")[2]]]
    assert cells == [97.4, None, 45]
    assert names == ["Xã Một", "86 đơn vị khác", "Xã Hai"]
    assert sheet[series.tx.strRef.f.partition("!")[2]].value == "Tỷ lệ"


def test_it_stands_above_its_table_and_covers_none_of_it() -> None:
    sheet = sheet_of(workbook_of(sample_chart(), sample_chart(ChartKind.COLUMNS)))
    for chart in sheet._charts:
        first = chart.anchor._from.row + 1
        last = int(re.sub(r"\D", "", chart.series[0].tx.strRef.f.rpartition("!")[2])) - 1
        high = sum(sheet.row_dimensions[row].height for row in range(first, last + 1)) * 12_700
        assert high > chart.anchor.ext.height


def test_a_chart_that_is_printed_twice_is_drawn_twice_each_from_cells_of_its_own() -> None:
    chart = sample_chart()
    drawn = sheet_of(workbook_of(chart, chart))._charts
    assert len({each.anchor._from.row for each in drawn}) == 2
    assert len({each.series[0].val.numRef.f for each in drawn}) == 2


def test_numbers_of_a_chart_are_figures_of_their_cells() -> None:
    key = FigureKey("hs.ty_le", "xa-mot")
    chart = sample_chart()
    first, *rest = chart.series[0].points
    label = first.label._replace(printed=(Printed(0, 5, key),))
    series = chart.series[0]._replace(points=(first._replace(label=label), *rest))
    places = Places()
    data = workbook_of(chart._replace(series=(series,)), places=places)
    (place,) = [each for each in places.cells if each.figure == key]
    sheet = openpyxl.load_workbook(io.BytesIO(data))[str(place.sheet)]
    assert sheet.cell(place.row, place.column).value == 97.4


def test_a_chart_of_an_appendix_of_many_sheets_has_a_sheet_of_its_own() -> None:
    data = workbook_of(sample_chart(), sheet="")
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["Biểu đồ"]


def test_a_chart_tells_what_it_shows_and_needs_no_colour() -> None:
    parts = package_parts(workbook_of(sample_chart()))
    assert "Biểu đồ thanh ngang: Tỷ lệ trực tuyến" in parts["xl/drawings/drawing1.xml"].decode()
    colours = re.findall(r'srgbClr val="(\w{6})"', parts["xl/charts/chart1.xml"].decode())
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)


def test_of_a_line_only_points_with_a_label_are_labelled() -> None:
    chart = sample_chart(ChartKind.LINE)
    first, *rest = chart.series[0].points
    series = chart.series[0]._replace(points=(first._replace(label=first.label._replace(text="")), *rest))
    parts = package_parts(workbook_of(chart._replace(series=(series,))))
    root = ET.fromstring(parts["xl/charts/chart1.xml"])
    assert [label.find(f"{C}idx").get("val") for label in root.iter(f"{C}dLbl")] == ["2"]  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", [*ChartKind])
def test_workbooks_with_charts_pass_the_lint_and_are_the_same_again(kind: ChartKind) -> None:
    data = workbook_of(sample_chart(kind))
    assert lint_module().lint_file(data) == []
    assert data == workbook_of(sample_chart(kind))
