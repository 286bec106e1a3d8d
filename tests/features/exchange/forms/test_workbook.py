"""A form as other programs read it: what is asked stands under its keys, and nothing else is unlocked."""

import io
import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from baocao.features.exchange.forms.layout import KEY
from baocao.features.exchange.forms.records import Content, FormLayout, SheetName
from baocao.features.exchange.forms.workbook import LISTS, render_form
from form_layouts import CATALOGUE, REPORT, layout_of, written_as
from office import lint_module, package_parts
from support import EXAMPLE, REPOSITORY, Sandbox

MOMENT: Final = datetime(2025, 11, 18, tzinfo=UTC)
MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


@pytest.fixture(scope="module")
def province() -> FormLayout:
    return layout_of(EXAMPLE, "2025-11", "xa-an-an")


def form_bytes(layout: FormLayout) -> bytes:
    return render_form(layout, MOMENT)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def sandbox_book(sandbox: Sandbox) -> Any:
    return opened(form_bytes(layout_of(sandbox.root, "2025-11", "xa-mot")))


def cells_by_key(rows: list[list[Any]]) -> dict[tuple[str, str], Any]:
    """Return what stands in a sheet by the keys of line and column, as any reader finds it."""
    key_row = next(row for row in rows if row and row[0] == KEY)
    return {
        (row[0], column): value
        for row in rows
        if row and row[0] and row is not key_row
        for column, value in zip(key_row[1:], row[1:], strict=False)
        if column and value not in {None, ""}
    }


def as_read(content: Content) -> Any:
    return content if isinstance(content, str) else None if content is None else float(content)


def answers(layout: FormLayout) -> dict[tuple[str, str], Any]:
    """Return what the layout says is filled in already."""
    return {
        (line.key, column): as_read(cell.content)
        for sheet in layout.sheets
        for line in sheet.all_lines()
        for column, cell in line.inputs.items()
        if cell.content is not None
    }


def by_openpyxl(data: bytes) -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {}
    for sheet in opened(data).worksheets:
        if sheet.title != LISTS:
            found |= cells_by_key([list(row) for row in sheet.iter_rows(values_only=True)])
    return found


def by_calamine(data: bytes) -> dict[tuple[str, str], Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: dict[tuple[str, str], Any] = {}
    for name in book.sheet_names:
        if name != LISTS:
            found |= cells_by_key(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
    return found


@pytest.mark.parametrize("read", [by_openpyxl, by_calamine])
@pytest.mark.parametrize("unit", ["xa-mo-cay"])
def test_other_libraries_read_every_answer_under_its_keys(read: Any, unit: str) -> None:
    layout = layout_of(REPOSITORY, "2025-11", unit)
    found = read(form_bytes(layout))
    for key, content in answers(layout).items():
        text = found[key]
        assert (text.strip() if isinstance(text, str) else text) == content


def test_only_cells_that_are_asked_are_unlocked(province: FormLayout) -> None:
    book = opened(form_bytes(province))
    for sheet in province.sheets:
        worksheet = book[sheet.name.value]
        assert worksheet.protection.sheet
        assert worksheet.protection.password is None
        unlocked = {
            cell.coordinate for row in worksheet.iter_rows() for cell in row if not cell.protection.locked
        }
        assert len(unlocked) == sum(len(line.inputs) for line in sheet.all_lines())


def test_every_sheet_is_a4_one_page_wide_with_its_headings_on_every_page(province: FormLayout) -> None:
    for worksheet in opened(form_bytes(province)).worksheets:
        if worksheet.sheet_state == "visible":
            assert worksheet.page_setup.paperSize == 9
            assert worksheet.page_setup.fitToWidth == 1
            assert worksheet.sheet_properties.pageSetUpPr.fitToPage
            assert worksheet.title == SheetName.GUIDE or worksheet.print_title_rows
            assert worksheet.print_area.startswith(f"'{worksheet.title}'!$B$1:")


def test_the_same_form_has_the_same_bytes(province: FormLayout) -> None:
    assert form_bytes(province) == form_bytes(layout_of(EXAMPLE, "2025-11", "xa-an-an"))


def test_identity_stands_in_named_cells_and_in_words(province: FormLayout) -> None:
    book = opened(form_bytes(province))
    said = {}
    for name in ("bc_don_vi", "bc_ky", "bc_tinh", "bc_phien_ban"):
        title, place = next(book.defined_names[name].destinations)
        said[name] = book[title][place].value
    assert said == {
        "bc_don_vi": "xa-an-an",
        "bc_ky": "2025-11",
        "bc_tinh": "tinh-gia-lap",
        "bc_phien_ban": province.version,
    }
    figures = book["Biểu"]
    assert figures["B1"].value == "Biểu báo cáo tháng 11 năm 2025 - Xã An An - SỐ LIỆU GIẢ LẬP"
    assert all(text in figures["B2"].value for text in ("xa-an-an", "2025-11", province.version, "17:00"))


def test_values_are_entered_in_column_d_and_keys_are_hidden(province: FormLayout) -> None:
    worksheet = opened(form_bytes(province))["Biểu"]
    assert worksheet.column_dimensions["A"].hidden
    key_row = next(row for row in range(1, 9) if worksheet.cell(row, 1).value == KEY)
    assert worksheet.row_dimensions[key_row].hidden
    assert worksheet.cell(key_row, 4).value == "gia_tri"


def test_there_is_no_macro_no_link_and_no_formula(province: FormLayout) -> None:
    parts = package_parts(form_bytes(province))
    assert not [name for name in parts if "vba" in name.lower() or "external" in name.lower()]
    sheets = [data for name, data in parts.items() if name.startswith("xl/worksheets/")]
    assert not [data for data in sheets if b"<f>" in data or b"hyperlink" in data]


def lists_of(book: Any, worksheet: Any) -> dict[str, list[str]]:
    """Return the words of every list by the cell in which it is offered."""
    offered = {}
    for validation in worksheet.data_validations.dataValidation:
        if validation.type == "list":
            words = _words_of(book, validation.formula1)
            for reference in validation.sqref.ranges:
                for row, column in reference.cells:
                    offered[worksheet.cell(row, column).coordinate] = words
    return offered


def _words_of(book: Any, formula: str) -> list[str]:
    if formula.startswith('"'):
        assert len(formula) <= 257
        return formula.strip('"').split(",")
    title, _, area = formula.rpartition("!")
    return [cell.value for (cell,) in book[title.strip("'")][area.replace("$", "")]]


def test_lists_hold_exactly_the_allowed_words(province: FormLayout) -> None:
    book = opened(form_bytes(province))
    for sheet in province.sheets:
        worksheet = book[sheet.name.value]
        rows = {worksheet.cell(row, 1).value: row for row in range(1, worksheet.max_row + 1)}
        asked = {
            worksheet.cell(rows[line.key], at).coordinate: list(line.inputs[column.key].choices)
            for line in sheet.all_lines()
            for at, column in enumerate(sheet.columns, start=1)
            if column.key in line.inputs and line.inputs[column.key].choices
        }
        assert lists_of(book, worksheet) == asked


def test_what_a_number_may_be_is_said_and_texts_may_stand_there(sandbox: Sandbox) -> None:
    worksheet = sandbox_book(sandbox)["Biểu"]
    (formula,) = {
        each.formula1
        for each in worksheet.data_validations.dataValidation
        if each.type == "custom" and "9999999" in each.formula1
    }
    place = re.match(r"OR\(ISTEXT\((D\d+)\)", formula)
    assert place is not None
    assert f"ROUND({place[1]},0)={place[1]}" in formula
    assert f"{place[1]}<=9999999" in formula


def test_prompts_and_errors_are_short_enough_for_excel(province: FormLayout) -> None:
    for worksheet in opened(form_bytes(province)).worksheets:
        for each in worksheet.data_validations.dataValidation:
            assert max(len(each.prompt or ""), len(each.error or "")) <= 255
            assert max(len(each.promptTitle or ""), len(each.errorTitle or "")) <= 32
            assert len(each.formula1 or "") <= 255
        formulas = (rule.formula[0] for rules in worksheet.conditional_formatting for rule in rules.rules)
        assert max(map(len, formulas), default=0) <= 255


HOSTILE: Final = {
    "a formula for a name": ("Tiếp nhận", "=cmd|' /C calc'!A0"),
    "a name of three thousand letters": ("Tiếp nhận", "Hồ sơ rất dài " * 220),
    "a name with what XML forbids": ("Tiếp nhận", "Hồ sơ & <b> ' _x000D_ 😀"),
}


@pytest.mark.parametrize(("old", "new"), HOSTILE.values(), ids=HOSTILE)
def test_whatever_a_catalogue_says_is_a_text(sandbox: Sandbox, old: str, new: str) -> None:
    sandbox.replace(
        CATALOGUE, f"tiep_nhan: {{ten: {old},", f"tiep_nhan: {{ten: {json.dumps(new, ensure_ascii=False)},"
    )
    data = form_bytes(layout_of(sandbox.root, "2025-11", "xa-mot"))
    cells = [cell for row in opened(data)["Biểu"].iter_rows() for cell in row]
    (name,) = [cell for cell in cells if cell.column == 3 and str(cell.value).startswith(new[:8])]
    assert unescape(name.value) == f"{new.strip()} *"
    assert name.data_type == "s"


def test_five_hundred_choices_and_choices_with_commas_stand_on_a_hidden_sheet(sandbox: Sandbox) -> None:
    choices = ", ".join(f'm{number}: "Mức {number}, rất dài"' for number in range(500))
    layout = written_as(sandbox, "m7", f"loai: lua_chon, lua_chon: {{{choices}}}")
    book = opened(form_bytes(layout))
    assert book[LISTS].sheet_state == "hidden"
    words = next(words for words in lists_of(book, book["Biểu"]).values() if len(words) == 500)
    assert words[7] == "Mức 7, rất dài"


def test_a_narrative_that_begins_like_a_formula_stays_a_text(sandbox: Sandbox) -> None:
    sandbox.replace(REPORT, "Theo [@nq-1]", '"=1+1 [@nq-1]')
    sandbox.replace(REPORT, "[=hs.tiep_nhan] hồ sơ.", '[=hs.tiep_nhan] hồ sơ."')
    data = form_bytes(layout_of(sandbox.root, "2025-11", "xa-mot"))
    cell = next(c for row in opened(data)["Nội dung"].iter_rows() for c in row if str(c.value)[:2] == "=1")
    assert cell.data_type == "s"
    assert cell.number_format == "@"


def test_each_cell_of_a_day_or_a_text_keeps_what_is_typed(province: FormLayout) -> None:
    book = opened(form_bytes(province))
    for sheet in province.sheets:
        worksheet = book[sheet.name.value]
        rows = {worksheet.cell(row, 1).value: row for row in range(1, worksheet.max_row + 1)}
        for line in sheet.all_lines():
            for at, column in enumerate(sheet.columns, start=1):
                cell = line.inputs.get(column.key)
                if cell and not cell.kind.is_number:
                    assert worksheet.cell(rows[line.key], at).number_format == "@"


def test_the_notice_stands_on_every_page(province: FormLayout) -> None:
    for worksheet in opened(form_bytes(province)).worksheets:
        if worksheet.sheet_state == "visible":
            assert worksheet.oddFooter.center.text == "SỐ LIỆU GIẢ LẬP"


def test_the_parts_are_as_the_lint_wants_them(province: FormLayout) -> None:
    assert lint_module().lint_file(form_bytes(province)) == []


def test_rows_have_heights_that_may_grow(province: FormLayout) -> None:
    tree = ET.fromstring(package_parts(form_bytes(province))["xl/worksheets/sheet1.xml"])
    rows = [row for row in tree.iter(f"{MAIN}row") if not row.get("hidden")]
    assert all(float(row.get("ht", "0")) > 5 and not row.get("customHeight") for row in rows)


def saved_by_libreoffice(folder: Path, data: bytes, ending: str) -> bytes:
    """Return a form as LibreOffice saves it."""
    (folder / "bieu.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder / "luu")]
    subprocess.run([*command, str(folder / "bieu.xlsx")], check=True, capture_output=True, timeout=300)
    return (folder / "luu" / f"bieu.{ending}").read_bytes()


@pytest.mark.libreoffice
@pytest.mark.parametrize(("ending", "read"), [("xlsx", by_openpyxl), ("ods", by_calamine)])
def test_libreoffice_saves_every_answer_under_its_keys(tmp_path: Path, ending: str, read: Any) -> None:
    layout = layout_of(REPOSITORY, "2025-11", "xa-mo-cay")
    found = read(saved_by_libreoffice(tmp_path, form_bytes(layout), ending))
    for key, content in answers(layout).items():
        text = found[key]
        assert (text.strip() if isinstance(text, str) else text) == content


@pytest.mark.libreoffice
def test_libreoffice_keeps_what_is_locked_and_what_may_be_chosen(
    tmp_path: Path, province: FormLayout
) -> None:
    book = opened(saved_by_libreoffice(tmp_path, form_bytes(province), "xlsx"))
    worksheet = book["Biểu"]
    assert worksheet.protection.sheet
    words = lists_of(book, worksheet).values()
    assert ["Không phát sinh", "Chưa có số liệu", "Không áp dụng"] in words


@pytest.mark.libreoffice
def test_the_form_of_a_month_fills_ten_pages(tmp_path: Path) -> None:
    layout = layout_of(EXAMPLE, "2025-12", "phuong-minh-yen")
    data = saved_by_libreoffice(tmp_path, form_bytes(layout), "pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) <= 10


def test_last_figures_have_the_marks_of_our_language(sandbox: Sandbox) -> None:
    sandbox.replace(REPORT, "hs.truc_tuyen: 3.276", "hs.phan_tram: 86,6%")
    worksheet = opened(form_bytes(layout_of(sandbox.root, "2025-12", "xa-mot")))["Biểu"]
    shown = {
        cell.value: cell.number_format for cell in worksheet["F"] if isinstance(cell.value, int | float)
    }
    assert shown == {3781: "[$-42A]#,##0", 86.6: "[$-42A]#,##0.0"}
