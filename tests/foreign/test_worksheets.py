"""Workbooks that were made to hurt, and what is read of good ones."""

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook as Writer
from openpyxl.worksheet.formula import ArrayFormula

from baocao.features.diff.textconv import UnreadableError, file_text
from spoiling import zip_parts
from strangers import end_within

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = f'<workbook {S}><sheets><sheet name="A" sheetId="1" xmlns:r="{R}" r:id="rId1"/></sheets></workbook>'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{R}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{R}/styles" Target="styles.xml"/></Relationships>'
)


def make_workbook(sheet: str, strings: str = "", styles: str = "") -> bytes:
    """Return a workbook of one sheet."""
    return zip_parts(
        [
            ("xl/workbook.xml", BOOK.encode()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.encode()),
            ("xl/worksheets/sheet1.xml", f"<worksheet {S}>{sheet}</worksheet>".encode()),
            ("xl/sharedStrings.xml", f"<sst {S}>{strings}</sst>".encode()),
            ("xl/styles.xml", f"<styleSheet {S}>{styles}</styleSheet>".encode()),
        ]
    )


def workbook_text(data: bytes, folder: Path) -> str:
    """Return a workbook as text, in a time that guards against a hang."""
    path = folder / "a.xlsx"
    path.write_bytes(data)
    with end_within(240):
        return file_text(path, None)


def sheet_cells(*written: str) -> str:
    return f"<sheetData>{''.join(written)}</sheetData>"


def test_a_sheet_may_say_that_it_is_as_large_as_can_be(tmp_path: Path) -> None:
    """The dimension and joined cells of a whole sheet name 17 billion cells, of which two are written."""
    sheet = (
        '<dimension ref="A1:XFD1048576"/>'
        + sheet_cells(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="D1048576"><v>2</v></c></row>'
        )
        + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert workbook_text(make_workbook(sheet), tmp_path) == "# A\n1\n\t\t\t2\n"


def test_cells_far_to_the_right_in_every_row_are_too_much_text(tmp_path: Path) -> None:
    rows = (f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 5_000))
    with pytest.raises(UnreadableError, match="hơn 20 triệu ký tự"):
        workbook_text(make_workbook(sheet_cells(*rows)), tmp_path)


def test_one_long_shared_text_in_many_cells_is_too_much_text(tmp_path: Path) -> None:
    rows = (f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 5_000))
    with pytest.raises(UnreadableError, match="hơn 20 triệu ký tự"):
        workbook_text(make_workbook(sheet_cells(*rows), f"<si><t>{'x' * 32_000}</t></si>"), tmp_path)


def test_shared_texts_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="Tệp lớn quá giới hạn"):
        workbook_text(
            make_workbook(
                sheet_cells('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), "<si/>" * 9_000_000
            ),
            tmp_path,
        )


@pytest.mark.thorough
def test_looks_without_end_are_not_kept(tmp_path: Path) -> None:
    look = '<xf numFmtId="14"/>'
    styles = f"<cellXfs>{look * 400_000}</cellXfs>"
    row = '<row r="1"><c r="A1" s="65000"><v>45000</v></c><c r="B1" s="399999"><v>45000</v></c></row>'
    assert (
        workbook_text(make_workbook(sheet_cells(row), "", styles), tmp_path)
        == "# A\n2023-03-15T00:00:00\t45000\n"
    )


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
    ],
)
def test_a_cell_that_cannot_be_is_told_with_its_part(row: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"xl/worksheets/sheet1\.xml"):
        workbook_text(make_workbook(sheet_cells(row)), tmp_path)


@pytest.mark.parametrize("number", ["1e999", "NaN", "Infinity", "-", "9" * 5000, "0x10", "１２"])
def test_a_number_that_is_none_is_printed_as_it_is(number: str, tmp_path: Path) -> None:
    text = workbook_text(
        make_workbook(sheet_cells(f'<row r="1"><c r="A1"><v>{number}</v></c></row>')), tmp_path
    )
    assert text == f"# A\n{number}\n"


def test_a_day_that_cannot_be_is_printed_as_a_number(tmp_path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    text = workbook_text(
        make_workbook(sheet_cells('<row r="1"><c r="A1" s="0"><v>1e300</v></c></row>'), "", styles),
        tmp_path,
    )
    assert text.startswith("# A\n1000")


def test_formulas_that_share_one_are_written_out(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1+1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="5"/><v>2</v></c></row>'
    )
    assert workbook_text(make_workbook(sheet_cells(rows)), tmp_path) == "# A\n=B1+1\n=B2+1\n=\n"


@pytest.mark.thorough
def test_formulas_that_share_a_long_one_ten_thousand_times_are_refused(tmp_path: Path) -> None:
    first = f'<row r="1"><c r="A1"><f t="shared" si="0">{"B1+" * 2_000}1</f></c></row>'
    rows = (f'<row r="{row}"><c r="A{row}"><f t="shared" si="0"/></c></row>' for row in range(2, 10_000))
    with pytest.raises(UnreadableError, match="công thức dùng chung"):
        workbook_text(make_workbook(sheet_cells(first, *rows)), tmp_path)


def test_formulas_of_ranges_are_told_the_same_on_every_run(tmp_path: Path) -> None:
    writer = Writer()
    writer.worksheets[0]["A1"] = ArrayFormula("A1:A3", "=B1:B3*2")
    writer.save(tmp_path / "b.xlsx")
    assert file_text(tmp_path / "b.xlsx", None) == "# Sheet\n{=B1:B3*2}\n"


def test_reading_a_workbook_of_plain_numbers_loads_no_openpyxl(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_workbook(sheet_cells('<row r="1"><c r="A1"><v>1</v></c></row>')))
    code = (
        "import sys; from pathlib import Path; from baocao.features.diff.textconv import file_text;"
        f"file_text(Path({str(path)!r}), None);"
        "sys.exit('openpyxl' in sys.modules or 'docx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
