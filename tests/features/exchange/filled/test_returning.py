"""What goes back: the sender's own file with marks and comments, and sentences to paste into a chat."""

import io
from html import escape
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from baocao.features.exchange.filled.importing import ImportCall, judge_files
from baocao.features.exchange.filled.incoming import incoming_files
from baocao.features.exchange.filled.marking import TITLE, Mark, UnmarkableError, marked_workbook
from baocao.features.exchange.filled.returning import LIST, files_to_return
from features.exchange.filled.test_importing import COUNT, DAY, GOOD, ONLINE, TASK, Desk, form_of
from filling import edited_form, filled_form, place_of
from office import package_parts
from spoiling import zip_parts
from support import period_of

FAULTS = {**GOOD, COUNT: 3.781, ONLINE: "Ko", TASK: "Xong rồi"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def returned(desk: Desk) -> dict[str, bytes]:
    judged = desk.judge()
    back = files_to_return(judged.results, judged.forms, None)
    assert not back.unmarked
    return dict(back.files)


def comments_of(data: bytes) -> dict[str, str]:
    book = load_workbook(io.BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_every_fault_has_a_comment_and_a_mark_at_its_cell(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root), FAULTS))
    data = returned(desk)["bieu.xlsx"]
    places = [place_of(form_of(desk.root), *key) for key in (COUNT, ONLINE, TASK)]
    assert [*comments_of(data)] == places
    assert "đọc được 3,781" in comments_of(data)[places[0]]
    marked = [
        f"{sheet.title}!{place}"
        for sheet in load_workbook(io.BytesIO(data)).worksheets
        for rules in sheet.conditional_formatting
        for rule in rules.rules
        if rule.formula == ['"baocao"="baocao"']
        for place in str(rules.sqref).split()
    ]
    assert marked == places


def test_the_list_comes_first_with_a_link_to_every_cell(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root), FAULTS))
    book = load_workbook(io.BytesIO(returned(desk)["bieu.xlsx"]))
    sheet = book.worksheets[0]
    assert (sheet.title, book.active) == (TITLE, sheet)
    assert sheet["A1"].value == "Xã Hai: 3 chỗ cần sửa. Sửa xong thì gửi lại chính tệp này."
    place = place_of(form_of(desk.root), *COUNT)
    assert sheet["B3"].value == place
    assert sheet["B3"].hyperlink.location == f"'Biểu'!{place.rpartition('!')[2]}"


def test_nothing_else_of_the_file_is_another(desk: Desk) -> None:
    """Lists, locks and names stay: only what is marked, and what leads to the list, is patched."""
    data = filled_form(form_of(desk.root), FAULTS)
    desk.put(data)
    before, after = package_parts(data), package_parts(returned(desk)["bieu.xlsx"])
    assert before.keys() <= after.keys()
    for name in ("docProps/core.xml", "xl/theme/theme1.xml"):
        assert before[name] == after[name]
    sheets = load_workbook(io.BytesIO(returned(desk)["bieu.xlsx"]))
    assert sheets["Biểu"].protection.sheet
    assert len(sheets["Biểu"].data_validations.dataValidation) > 0
    assert [*sheets.defined_names] == [*load_workbook(io.BytesIO(data)).defined_names]
    sent = load_workbook(io.BytesIO(data))
    assert sheets["Nhiệm vụ"].print_title_rows == sent["Nhiệm vụ"].print_title_rows


def test_a_file_that_goes_back_comes_in_again_as_the_form_that_it_is(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root), FAULTS))
    back = returned(desk)["bieu.xlsx"]
    mended = edited_form(back, lambda book: _mend(book, form_of(desk.root)))
    desk.put(mended)
    assert desk.outcomes() == {"bieu.xlsx": "nhập"}


def _mend(book: Workbook, form: bytes) -> None:
    for key, value in ((COUNT, 3781), (ONLINE, 0), (TASK, "Hoàn thành")):
        sheet, _, place = place_of(form, *key).rpartition("!")
        book[sheet][place].value = value


def test_marks_of_the_last_time_are_taken_off(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root), FAULTS))
    first = returned(desk)["bieu.xlsx"]
    sheet, _, place = place_of(form_of(desk.root), *COUNT).rpartition("!")
    desk.put(edited_form(first, lambda book: setattr(book[sheet][place], "value", 3781)))
    again = returned(desk)["bieu.xlsx"]
    assert [*comments_of(again)] == [place_of(form_of(desk.root), *key) for key in (ONLINE, TASK)]
    assert load_workbook(io.BytesIO(again)).sheetnames.count(TITLE) == 1


def test_what_the_sender_wrote_beside_a_cell_stays(desk: Desk) -> None:
    sheet, _, place = place_of(form_of(desk.root), *COUNT).rpartition("!")

    def remark(book: Workbook) -> None:
        book[sheet][place].comment = Comment("Số của công an", "Chị Ba")

    desk.put(edited_form(filled_form(form_of(desk.root), FAULTS), remark))
    said = comments_of(returned(desk)["bieu.xlsx"])[f"{sheet}!{place}"]
    assert said.startswith("Số của công an")
    assert "đọc được 3,781" in said


def test_what_was_said_below_the_senders_words_the_last_time_is_taken_off(desk: Desk) -> None:
    sheet, _, place = place_of(form_of(desk.root), *COUNT).rpartition("!")

    def remark(book: Workbook) -> None:
        book[sheet][place].comment = Comment("Số của công an", "Chị Ba")

    desk.put(edited_form(filled_form(form_of(desk.root), FAULTS), remark))
    first = returned(desk)["bieu.xlsx"]
    desk.put(first)
    assert comments_of(returned(desk)["bieu.xlsx"]) == comments_of(first)


def test_one_list_is_for_a_chat(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root), FAULTS))
    desk.put(b"", "rong.xlsx")
    data = returned(desk)[LIST]
    lines = data.decode("utf-8-sig").splitlines()
    assert lines[0] == "Xã Hai: tệp 'bieu.xlsx' còn 3 chỗ cần sửa, xin sửa và gửi lại:"
    place = place_of(form_of(desk.root), *COUNT)
    assert lines[1].startswith(f"1. {place} (Tiếp nhận): đọc được 3,781; cần số nguyên (hồ sơ)")
    assert data.count(b"\r\n") == len(lines)
    assert lines[-1] == "Người gửi: tệp 'rong.xlsx' chưa nhập được (không đọc được): tệp rỗng; xin gửi lại."


def test_files_of_one_name_from_two_folders_both_go_back(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root, "xa-hai"), FAULTS), "a/bieu.xlsx")
    desk.put(filled_form(form_of(desk.root, "phuong-ba"), FAULTS), "b/bieu.xlsx")
    assert {*returned(desk)} == {"bieu.xlsx", "bieu_2.xlsx", LIST}


def test_each_of_two_folders_gets_its_own_file_back(desk: Desk) -> None:
    for folder, unit in (("a", "xa-hai"), ("b", "phuong-ba")):
        desk.put(filled_form(form_of(desk.root, unit), FAULTS), f"{folder}/bieu.xlsx")
    incoming = incoming_files([desk.folder / "a", desk.folder / "b"])
    judged = judge_files(incoming, ImportCall(desk.root, period_of("2025-11"), day=DAY))
    back = files_to_return(judged.results, judged.forms, None).files
    books = [load_workbook(io.BytesIO(data)) for name, data in back.items() if name.endswith(".xlsx")]
    titles = sorted(str(book["Biểu"]["B1"].value) for book in books)
    assert ["Phường Ba" in titles[0], "Xã Hai" in titles[1]] == [True, True]


def test_a_file_that_is_put_together_otherwise_is_left_alone() -> None:
    with pytest.raises(UnmarkableError):
        marked_workbook(zip_parts([("xl/workbook.xml", b"<workbook/>")]), [Mark("", "…")], "…")


def opened_text(data: bytes) -> bytes:
    """Return a form as an ODS: what stands in its cells, and nothing of its looks."""
    tables = []
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        rows = "".join(
            f"<table:table-row>{''.join(map(_open_cell, row))}</table:table-row>"
            for row in sheet.iter_rows(values_only=True)
        )
        tables.append(f'<table:table table:name="{sheet.title}">{rows}</table:table>')
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>{''.join(tables)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zip_parts(
        [("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content.encode())],
        method=0,
    )


def _open_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def test_a_form_of_libreoffice_is_read_as_one_of_excel(desk: Desk) -> None:
    desk.put(opened_text(filled_form(form_of(desk.root), GOOD)), "bieu.ods")
    assert desk.outcomes() == {"bieu.ods": "nhập"}
    desk.take()
    assert "hs.tiep_nhan: 3781" in desk.report()


def test_a_faulty_form_of_libreoffice_goes_back_as_an_xlsx(desk: Desk) -> None:
    desk.put(opened_text(filled_form(form_of(desk.root), FAULTS)), "bieu.ods")
    data = returned(desk)["bieu.xlsx"]
    assert [*comments_of(data)] == [place_of(form_of(desk.root), *key) for key in (COUNT, ONLINE, TASK)]
    sheet, _, place = place_of(form_of(desk.root), *ONLINE).rpartition("!")
    assert load_workbook(io.BytesIO(data))[sheet][place].value == "Ko"
