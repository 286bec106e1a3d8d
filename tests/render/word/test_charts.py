"""Native charts: what Word draws, prints and opens to be edited."""

import io
import re
import subprocess
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from baocao.model.chart import Chart, ChartKind, ChartRow, Fill, Said, Series
from baocao.model.document import Block, Document, Letterhead, Paragraph, Signature, Text
from baocao.render.archive import unpack_parts
from baocao.render.word import WordRenderer
from baocao.render.word.charts import data_book, row_xml
from baocao.render.word.marks import Unmarked
from baocao.source.forms import load_form
from baocao.vietnamese.numbers import number_text
from office import lint_module
from samples import made_point, sample_chart

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/package/2006/relationships}"
MOMENT = datetime(2025, 11, 30, tzinfo=UTC)


def counted_chart() -> Chart:
    counts = (made_point("1234567", "1.234.567"), made_point("1000", "1.000"), made_point("7", "7"))
    other = (made_point("3", "3"), made_point("2", "2"), made_point("1", "1"))
    series = (Series(Said("Đạt"), counts), Series(Said("Chưa đạt"), other, Fill.GREY))
    return sample_chart(ChartKind.STACKED)._replace(series=series, places=0, percent=False)


def rendered_parts(*rows: ChartRow) -> dict[str, bytes]:
    return unpack_parts(rendered_file(*rows))


def rendered_file(*rows: ChartRow) -> bytes:
    head = Letterhead(("UBND TỈNH",), ("SỞ",), "", "/BC-SO", "Vĩnh Long", None)
    blocks: tuple[Block, ...] = (Paragraph((Text("Trước."),)), *rows, Paragraph((Text("Sau."),)))
    document = Document(
        "Báo cáo", "Báo cáo", "Thử", head, (), blocks, Signature(("GIÁM ĐỐC",), "Tên"), ("Lưu: VT",)
    )
    return WordRenderer(load_form()).render(document, MOMENT)


def workbook_rows(parts: dict[str, bytes], number: int = 1, *, values: bool) -> list[tuple[object, ...]]:
    data = io.BytesIO(parts[f"word/embeddings/bieu_do{number}.xlsx"])
    sheet = openpyxl.load_workbook(data, data_only=values)["DuLieu"]
    return list(sheet.iter_rows(values_only=True))


def test_every_chart_has_its_part_its_workbook_and_its_relationships() -> None:
    parts = rendered_parts(ChartRow((sample_chart(),)), ChartRow((counted_chart(),)))
    assert {name for name in parts if "chart" in name or "embeddings" in name} == {
        *(f"word/charts/chart{number}.xml" for number in (1, 2)),
        *(f"word/charts/_rels/chart{number}.xml.rels" for number in (1, 2)),
        *(f"word/embeddings/bieu_do{number}.xlsx" for number in (1, 2)),
    }
    relations = ET.fromstring(parts["word/_rels/document.xml.rels"]).iter(f"{R}Relationship")
    assert "charts/chart2.xml" in {relation.get("Target") for relation in relations}
    assert b'Extension="xlsx"' in parts["[Content_Types].xml"]


def test_a_document_without_charts_names_none() -> None:
    parts = rendered_parts()
    assert b"chart" not in parts["[Content_Types].xml"] + parts["word/_rels/document.xml.rels"]


def test_edit_data_opens_the_numbers_as_numbers_and_each_label_as_a_formula_of_its_own() -> None:
    parts = rendered_parts(ChartRow((sample_chart(),)))
    assert workbook_rows(parts, values=True) == [
        ("Đơn vị tính: %", "Tỷ lệ", "Nhãn: Tỷ lệ"),
        ("Xã Một", 97.35, "97,4%"),
        ("86 đơn vị khác", None, None),
        ("Xã Hai", 45, "45%"),
    ]
    formulas = [row[2] for row in workbook_rows(parts, values=False)][1:]
    assert formulas == ['=SUBSTITUTE(ROUND(B2,1)&"",".",",")&"%"', None, formulas[2]]


def test_the_formula_of_a_count_has_dots_for_thousands_in_excel_of_any_language() -> None:
    rows = workbook_rows(rendered_parts(ChartRow((counted_chart(),))), values=False)
    assert rows[1][3] == r'=TEXT(B2,"[>=1000000]0\.000\.000;[>=1000]0\.000;0")'


LARGE = {
    0: ("0", "7", "999", "1000", "1234567", "987654321", "1234567890", "1234567890123", "-5", "-1234567"),
    1: ("0", "0.5", "99.9", "1000", "1234.5", "1234567.8", "1234567890.1", "-0.5", "-1234.5"),
}


@pytest.mark.libreoffice
@pytest.mark.parametrize("places", LARGE)
def test_a_formula_writes_each_label_as_it_is_printed_however_large_its_number_is(
    places: int, tmp_path: Path
) -> None:
    points = tuple(made_point(number, number_text(Decimal(number), places)) for number in LARGE[places])
    names = tuple(Said(number) for number in LARGE[places])
    series = (Series(Said("Kinh phí"), points),)
    chart = sample_chart()._replace(series=series, categories=names, places=places, percent=False)
    computed = computed_rows(chart, tmp_path)[1:]
    assert [row[2] for row in computed] == [point.label.text for point in points]


def computed_rows(chart: Chart, folder: Path) -> list[tuple[object, ...]]:
    """Return the rows of the workbook of a chart whose formulas another program has computed anew."""
    book = openpyxl.load_workbook(io.BytesIO(data_book(chart)))
    book.save(folder / "bieu-do.xlsx")  # without the results that were in it
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "ra")]
    subprocess.run([*command, str(folder / "bieu-do.xlsx")], check=True, capture_output=True, timeout=300)
    computed = openpyxl.load_workbook(folder / "ra/bieu-do.xlsx", data_only=True)
    return list(computed["DuLieu"].iter_rows(values_only=True))


def test_a_label_that_is_more_than_its_number_stays_a_text_of_the_workbook() -> None:
    series = Series(Said("Đạt"), (made_point("45", "45/96"),))
    chart = sample_chart()._replace(series=(series,), categories=(Said("Tỉnh"),))
    assert workbook_rows(rendered_parts(ChartRow((chart,))), values=False)[1][2] == "45/96"


def test_what_is_drawn_is_what_the_workbook_says() -> None:
    parts = rendered_parts(ChartRow((counted_chart(),)))
    root = ET.fromstring(parts["word/charts/chart1.xml"])
    rows = workbook_rows(parts, values=True)
    for number, series in enumerate(root.iter(f"{C}ser"), start=1):
        drawn = [float(value.text or "") for value in series.findall(f"{C}val//{C}v")]
        assert drawn == [row[number] for row in rows[1:]]


def test_nothing_is_drawn_and_nothing_labelled_where_there_is_no_value() -> None:
    root = ET.fromstring(rendered_parts(ChartRow((sample_chart(),)))["word/charts/chart1.xml"])
    drawn = [point.get("idx") for point in root.findall(f".//{C}val//{C}pt")]
    labelled = [label.findtext(f"{C}idx") or "" for label in root.iter(f"{C}dLbl")]
    assert drawn == ["0", "2"]
    assert len(labelled) == 2


def test_bars_begin_at_zero_and_the_first_stands_on_top() -> None:
    xml = rendered_parts(ChartRow((sample_chart(),)))["word/charts/chart1.xml"].decode()
    assert '<c:min val="0"/>' in xml
    assert '<c:orientation val="maxMin"/>' in xml


def test_no_name_is_left_out_because_it_comes_near_to_the_next() -> None:
    root = ET.fromstring(rendered_parts(ChartRow((sample_chart(),)))["word/charts/chart1.xml"])
    axis = root.find(f".//{C}catAx")
    assert axis is not None
    assert axis.find(f"{C}txPr/{A}bodyPr[@rot='0']") is not None
    assert axis.find(f"{C}tickLblSkip[@val='1']") is not None


def test_series_differ_in_grey_and_none_needs_a_colour() -> None:
    xml = rendered_parts(ChartRow((counted_chart(),)))["word/charts/chart1.xml"].decode()
    colours = set(re.findall(r'srgbClr val="(\w{6})"', xml))
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours), colours
    assert {"595959", "BFBFBF"} <= colours


def test_a_chart_tells_those_who_cannot_see_it_what_it_shows() -> None:
    root = ET.fromstring(rendered_parts(ChartRow((sample_chart(),)))["word/document.xml"])
    (properties,) = root.iter(f"{WP}docPr")
    assert properties.get("descr") == (
        "Biểu đồ thanh ngang: Tỷ lệ trực tuyến <&> (Đơn vị tính: %). "
        "Xã Một: 97,4%; 86 đơn vị khác; Xã Hai: 45%."
    )


def test_a_chart_without_a_source_has_properties_that_hold_no_stray_sign() -> None:
    xml = row_xml(ChartRow((sample_chart()._replace(source=Said("")),)), 1, 160, Unmarked())
    assert "/>>" not in xml
    assert "<w:keepNext/>" not in xml.partition("</w:pPr>")[0]


def test_two_halves_stand_in_one_line_above_one_source() -> None:
    pair = ChartRow((sample_chart(half=True), counted_chart()._replace(half=True)))
    root = ET.fromstring(rendered_parts(pair)["word/document.xml"])
    extents = [int(extent.get("cx", "")) for extent in root.iter(f"{WP}extent")]
    assert len(extents) == 2
    assert sum(extents) < load_form().page.text_width * 36_000
    assert ET.tostring(root, encoding="unicode").count("Nguồn: báo cáo của các xã") == 1


@pytest.mark.parametrize("kind", [*ChartKind])
def test_charts_of_every_kind_pass_the_lint_and_give_the_same_bytes_again(kind: ChartKind) -> None:
    row = ChartRow((counted_chart()._replace(kind=kind),))
    data = rendered_file(row)
    assert lint_module().lint_file(data) == []
    assert data == rendered_file(row)


def test_whatever_a_title_holds_the_parts_are_well_formed() -> None:
    hostile = Said('=1+1 "<&>\x01\ue005 ' + "a" * 3000)
    chart = sample_chart()._replace(title=hostile, measure=hostile, categories=(hostile,) * 3)
    assert lint_module().lint_file(rendered_file(ChartRow((chart,)))) == []
