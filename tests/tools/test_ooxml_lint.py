"""The third gate for produced files: each check finds its fault, and good files have none."""

import io
import unicodedata
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from baocao.model.chart import ChartRow
from baocao.model.document import Footnote, Paragraph, Text
from baocao.model.printed import FigureKey, Printed
from baocao.model.table import Cell, Column, Row, RowKind, Table
from baocao.render.archive import pack_parts
from baocao.render.sheet import render_workbook
from baocao.render.word.marks import ITEM as MARKS
from baocao.render.word.markup import field_xml
from marking import ORIGIN, bookmark_name
from office import lint_module, package_parts
from samples import (
    DOCUMENT,
    FORM,
    MOMENT,
    plain_paragraph,
    sample_appendix,
    sample_chart,
    state_renderer,
    text_row,
)

GROUPED = Table(
    "Nhiệm vụ",
    (Column("TT", 10), Column("Xong", 20, group="Tiến độ"), Column("Chưa", 20, group="Tiến độ")),
    (Row((Cell("I. Nhóm một", span=3),), RowKind.GROUP), text_row("1", "2", "3")),
    note="Ghi chú.",
)
NUMBERED = Paragraph((Text("Đã rút 107 hồ sơ.", figures=(Printed(7, 10, FigureKey("tthc.rut", "xa")),)),))
NOTED = Paragraph((Text("Theo quyết định"), Footnote(((Text("Quyết định số 09"),),))))
SAMPLE = DOCUMENT._replace(
    blocks=(NOTED, NUMBERED, GROUPED, ChartRow((sample_chart(),)), plain_paragraph("Hết.")),
    appendices=(sample_appendix(GROUPED),),
)
WORD = state_renderer().render(SAMPLE, MOMENT, origin=ORIGIN)
MARK = bookmark_name("so|tthc.rut|xa")
BOOK = render_workbook(SAMPLE, FORM, MOMENT)
BODY, NOTES, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"
CHART, DRAWING = "word/charts/chart1.xml", '<wp:docPr id="1" descr="x"/>'
HEADER, SHEET = "word/header1.xml", "xl/worksheets/sheet1.xml"
REFERENCE, CELL = '<w:footnoteReference w:id="1"/>', '<c r="B7"'
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def _other(name: str) -> str:
    """Return the end of a text after another bookmark of a name."""
    return f'<w:bookmarkStart w:id="9" w:name="{name.upper()}"/><w:bookmarkEnd w:id="9"/></w:body>'


def _across() -> str:
    """Return the border between two cells, over which a bookmark reaches."""
    return (
        '<w:bookmarkStart w:id="9" w:name="x"/></w:p></w:tc><w:tc><w:tcPr/><w:p><w:bookmarkEnd w:id="9"/>'
        "</w:p></w:tc><w:tc>"
    )


class Fault(NamedTuple):
    """A fault made by changing a good file, and how the check that finds it describes it."""

    check: str
    part: str
    old: str
    new: str
    message: str

    def file(self) -> bytes:
        """Return the file with the fault."""
        parts = package_parts(BOOK if self.part.startswith("xl/") else WORD)
        text = parts[self.part].decode()
        assert self.old in text, self.old
        return pack_parts({**parts, self.part: text.replace(self.old, self.new, 1).encode()})


FAULTS = (
    Fault("well_formed", BODY, "</w:body>", "", "is not well-formed"),
    Fault("declared_relationships", BODY, '"rIdFooter"', '"rIdKhac"', "uses the relationship 'rIdKhac'"),
    Fault("declared_relationships", "xl/workbook.xml", '"rId1"', '"rId99"', "relationship 'rId99'"),
    Fault("composed_letters", BODY, "Hết.", unicodedata.normalize("NFD", "Hết."), "in 'He\u0302\u0301t.'"),
    Fault("composed_letters", SHEET, "Nh&#243;m", "Nho&#769;m", "has decomposed letters"),
    Fault("balanced_fields", HEADER, END, "", "has 1 field(s) that never end"),
    Fault("balanced_fields", HEADER, BEGIN, "", "has a field's 'separate' without its 'begin'"),
    Fault("balanced_fields", HEADER, SEPARATE, SEPARATE * 2, "has a field that separates twice"),
    Fault("balanced_fields", HEADER, END, END * 2, "has a field's 'end' without its 'begin'"),
    Fault("balanced_fields", NOTES, "<w:separator/></w:r>", f"<w:separator/></w:r>{BEGIN}", "never end"),
    Fault("balanced_fields", BODY, "</w:p></w:tc><w:tc>", f"{BEGIN}</w:p></w:tc><w:tc>", "never end"),
    Fault("defined_styles", BODY, '"NoiDung"', '"KhongCo"', "uses the style 'KhongCo'"),
    Fault("defined_styles", NOTES, '"FootnoteText"', '"KhongCo"', "uses the style 'KhongCo'"),
    Fault("defined_styles", STYLES, 'basedOn w:val="Normal"', 'basedOn w:val="Goc"', "style 'Goc'"),
    Fault("matched_notes", BODY, REFERENCE, f'{REFERENCE}<w:footnoteReference w:id="7"/>', "to footnote 7"),
    Fault("matched_notes", NOTES, "</w:footnotes>", '<w:footnote w:id="8"/></w:footnotes>', "footnote 8"),
    Fault("paired_bookmarks", BODY, '<w:bookmarkEnd w:id="1"/>', "", "bookmark 1 that does not begin and"),
    Fault("paired_bookmarks", BODY, '"1" w:name', '"2" w:name', "bookmark 2 that does not begin and end"),
    Fault("paired_bookmarks", BODY, MARK, MARK * 5, "which is too long"),
    Fault("paired_bookmarks", BODY, "</w:body>", _other(MARK), f"2 bookmarks called '{MARK}'"),
    Fault("paired_bookmarks", BODY, "</w:p></w:tc><w:tc>", _across(), "bookmark 9 that reaches across"),
    Fault("known_marks", BODY, MARK, "_bc0000000", "'_bc0000000', of which nothing is said"),
    Fault("known_marks", MARKS, '"tthc.rut|xa"', '"tthc.rut"', "which is not there"),
    Fault("page_sizes", BODY, '<w:pgSz w:w="11906" w:h="16838"/>', "", "section 1 has no page size"),
    Fault("page_sizes", BODY, ' w:h="16838"', "", "section 1 has no page size"),
    Fault("full_rows", BODY, '<w:gridSpan w:val="3"/>', "", "table 2, row 3 spans 1 columns of 3"),
    Fault("full_rows", BODY, 'gridSpan w:val="2"', 'gridSpan w:val="4"', "row 1 spans 5 columns of 3"),
    Fault("rooted_merges", BODY, '<w:vMerge w:val="restart"/>', "", "table 2, row 2, column 1 continues"),
    Fault("repeated_headers", BODY, "<w:tblHeader/>", "", "table 2 has borders"),
    Fault("repeated_headers", BODY, "<w:tblHeader/>", '<w:tblHeader w:val="0"/>', "table 2 has borders"),
    Fault("described_drawings", BODY, 'descr="Biểu đồ', 'descr="" title="', "drawing 1 has no description"),
    Fault("described_drawings", BODY, "<wp:cNvGraphicFramePr/>", DRAWING, "2 drawings have the id 1"),
    Fault("drawn_as_held", CHART, "<c:v>97.35</c:v>", "<c:v>98</c:v>", "where cell B2 has '97.35'"),
    Fault("drawn_as_held", CHART, "<c:v>Xã Hai</c:v>", "<c:v>Xã Ba</c:v>", "where cell A4 has 'Xã Hai'"),
    Fault("separate_merges", SHEET, 'ref="A1:C1"', 'ref="A1:C2"', "overlap"),
    Fault("ordered_cells", SHEET, '<c r="B8"', '<c r="D8"', "cell C8 stands after D8"),
    Fault("ordered_cells", SHEET, '<c r="B8"', '<c r="B9"', "cell B9 stands in row 8"),
    Fault("ordered_cells", SHEET, '<row r="8"', '<row r="3"', "row 3 stands after row 7"),
    Fault("numeric_values", SHEET, CELL, f'{CELL} t="n"><v>3,5</v></c>{CELL}', "cell B7 holds '3,5'"),
    Fault("numeric_values", SHEET, CELL, f"{CELL}><v>nan</v></c>{CELL}", "cell B7 holds 'nan'"),
    Fault("numeric_values", SHEET, CELL, f"{CELL}><v/></c>{CELL}", "cell B7 holds ''"),
    Fault("only_sums", SHEET, CELL, f"{CELL}><f>1+1</f><v>2</v></c>{CELL}", "the formula '1+1'"),
    Fault("defined_cell_styles", SHEET, '<c r="A8" s="', '<c r="A8" s="9', "cell A8 uses style 9"),
)  # fmt: skip


def lint_messages(data: bytes) -> list[str]:
    return [finding.message for finding in lint_module().lint_file(data)]


def zip_empty(*entries: tuple[str, tuple[int, int, int]]) -> bytes:
    """Return a zip of empty documents with names and dates."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, day in entries:
            archive.writestr(zipfile.ZipInfo(name, (*day, 0, 0, 0)), "<a/>")
    return buffer.getvalue()


def zip_named(parts: dict[str, bytes], day: tuple[int, int, int]) -> bytes:
    """Return a zip of parts that are all of one day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (*day, 0, 0, 0)), data)
    return buffer.getvalue()


@pytest.mark.parametrize("data", [WORD, BOOK], ids=["docx", "xlsx"])
def test_a_good_file_has_no_fault(data: bytes) -> None:
    assert lint_messages(data) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.check}: {fault.message}")
def test_each_check_finds_its_fault(fault: Fault) -> None:
    check = getattr(lint_module(), fault.check)
    findings = [
        each for each in check(lint_module().read_package(fault.file())) if fault.message in each.message
    ]
    assert {each.part for each in findings} == {fault.part}


def test_a_chart_without_its_workbook_is_found() -> None:
    parts = package_parts(WORD)
    del parts["word/embeddings/bieu_do1.xlsx"]
    assert lint_messages(pack_parts(parts)) == ["has no workbook, so that nobody can edit its data"]


def test_what_is_wrong_in_the_workbook_of_a_chart_is_found() -> None:
    parts = package_parts(WORD)
    name = "word/embeddings/bieu_do1.xlsx"
    inner = package_parts(parts[name])
    parts[name] = zip_named(inner, (2025, 11, 18))
    assert set(lint_messages(pack_parts(parts))) == {"is dated (2025, 11, 18), not 1980-01-01"}


def test_names_that_stand_twice_are_found() -> None:
    day = (1980, 1, 1)
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zip_empty(("[Content_Types].xml", day), ("a.xml", day), ("a.xml", day))
    assert lint_messages(data) == ["stands in the zip 2 times"]


def test_content_types_that_are_not_first_are_found() -> None:
    data = zip_empty(("a.xml", (1980, 1, 1)), ("[Content_Types].xml", (1980, 1, 1)))
    assert lint_messages(data) == ["the first entry is a.xml, not [Content_Types].xml"]


def test_an_entry_with_a_date_of_its_own_is_found() -> None:
    data = zip_empty(("[Content_Types].xml", (1980, 1, 1)), ("a.xml", (2025, 11, 18)))
    assert lint_messages(data) == ["is dated (2025, 11, 18), not 1980-01-01"]


def test_every_check_has_a_test() -> None:
    of_the_zip = {"repeated_entries", "content_types_first", "fixed_times"}
    assert {check.__name__ for check in lint_module().CHECKS} == {
        fault.check for fault in FAULTS
    } | of_the_zip


def test_a_field_inside_a_field_is_no_fault() -> None:
    inner = BEGIN + field_xml("PAGE", "2") + SEPARATE + field_xml("PAGE", "2") + END
    fault = Fault("", HEADER, END, END + inner, "")
    assert lint_messages(fault.file()) == []


@pytest.mark.parametrize("border", ["nil", "none"])
def test_a_table_whose_borders_are_off_needs_no_header_row(border: str) -> None:
    parts = package_parts(WORD)
    body = parts[BODY].replace(b'w:val="single"', f'w:val="{border}"'.encode())
    body = body.replace(b"<w:tblHeader/>", b"")
    assert lint_messages(pack_parts({**parts, BODY: body})) == []


@pytest.mark.parametrize(
    ("part", "place", "borders"),
    [
        (BODY, "<w:vMerge/>", "<w:tcBorders>{}</w:tcBorders>"),
        (STYLES, '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>', "<w:tblBorders>{}</w:tblBorders>"),
    ],
    ids=["cell", "style"],
)
def test_borders_of_cells_and_of_table_styles_count_too(part: str, place: str, borders: str) -> None:
    parts = package_parts(WORD)
    body = parts[BODY].replace(b'w:val="single"', b'w:val="nil"').replace(b"<w:tblHeader/>", b"")
    parts[BODY] = body
    ruled = place + borders.format('<w:top w:val="single"/>')
    parts[part] = parts[part].replace(place.encode(), ruled.encode(), 1)
    assert any("has borders" in message for message in lint_messages(pack_parts(parts)))


def test_cells_left_out_before_and_after_a_row_count_as_its_columns() -> None:
    skipped = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/><w:cantSplit/>'
    start = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    findings = package_parts(WORD)[BODY].decode()
    table = findings.index("Nhóm một")
    row = findings.index(start, table)
    cell = findings.index("</w:tc>", row) + len("</w:tc>")
    rest = findings.index("</w:tr>", row)
    body = (
        findings[:row]
        + start.replace("<w:cantSplit/>", skipped)
        + findings[row + len(start) : cell]
        + findings[rest:]
    )
    assert lint_messages(pack_parts({**package_parts(WORD), BODY: body.encode()})) == []


def test_what_is_no_zip_is_a_finding() -> None:
    (message,) = lint_messages(b"PK")
    assert message.startswith("is not a zip file")


def test_the_command_names_file_part_and_fault_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    good.write_bytes(WORD)
    bad.write_bytes(Fault("", HEADER, END, "", "").file())
    assert lint_module().main([str(good), str(bad)]) == 1
    assert capsys.readouterr().out == f"{bad}: {HEADER}: has 1 field(s) that never end\n"


def test_the_command_is_silent_about_good_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "good.xlsx"
    path.write_bytes(BOOK)
    assert lint_module().main([str(path)]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint_module().main([]) == 2
    assert "usage" in capsys.readouterr().err
