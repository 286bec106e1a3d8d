"""Filled forms become reports: every trap of the cells, of the form and of the files is met here."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from baocao.features.exchange.filled.importing import ImportCall, Judged, judge_files
from baocao.features.exchange.filled.incoming import incoming_files
from baocao.features.exchange.filled.records import FileResult, Outcome
from baocao.features.exchange.filled.returning import finding_text
from baocao.features.exchange.forms.gathering import unit_layout
from baocao.features.exchange.forms.workbook import render_form
from baocao.figures.versions import in_period
from baocao.pipeline.asking import asked_of_units
from baocao.pipeline.clock import document_moment
from baocao.pipeline.proposing import apply_proposals
from baocao.source.config import read_config
from baocao.source.workspace import load_definitions
from filling import Answers, cell_of, corner_of, edited_form, filled_form, place_of
from support import Sandbox, period_of

COUNT = ("chi_tieu/hs.tiep_nhan", "gia_tri")
ONLINE = ("chi_tieu/hs.truc_tuyen", "gia_tri")
MACHINE = ("chi_tieu/hs.may_lay_so", "gia_tri")
PERCENT = ("chi_tieu/hs.phan_tram", "gia_tri")
MONEY = ("chi_tieu/hs.kinh_phi", "gia_tri")
STATE = ("chi_tieu/hs.truc_tuyen", "trang_thai")
REASON = ("chi_tieu/hs.truc_tuyen", "ly_do")
NOTES = (("chi_tieu/hs.tiep_nhan", "giai_trinh"), ("chi_tieu/hs.truc_tuyen", "giai_trinh"))
TASK = ("nhiem_vu/cd/1", "tien_do")
DONE = ("nhiem_vu/cd/1", "ngay_hoan_thanh")
RESULT = ("nhiem_vu/cd/1", "ket_qua")
TEXT = ("noi_dung/cd/I.1", "noi_dung")
GOOD: Answers = {
    COUNT: 3781,
    ONLINE: 3276,
    TASK: "Đang thực hiện",
    RESULT: "Đang làm",
    TEXT: "Đã nhận hồ sơ.",
}
CATALOGUE = "data/directives/chi-tieu.yaml"
DAY = date(2025, 12, 1)


_FORMS: dict[tuple[str, ...], bytes] = {}


def form_of(root: Path, unit: str = "xa-hai", period: str = "2025-11") -> bytes:
    """Return the form of a unit as it is given out, each once for the same definitions and reports."""
    files = sorted((root / "data").rglob("*.yaml"))
    asked = (
        unit,
        period,
        *(text for file in files for text in (file.name, file.read_text(encoding="utf-8"))),
    )
    if asked not in _FORMS:
        _FORMS[asked] = _made_form(root, unit, period)
    return _FORMS[asked]


def _made_form(root: Path, unit: str, period: str) -> bytes:
    config, _ = read_config(root)
    definitions, _ = load_definitions(config, with_profiles=False)
    definitions = in_period(definitions, period_of(period))
    (asked,) = asked_of_units(definitions, period_of(period), [unit])
    return render_form(unit_layout(asked, definitions), document_moment(asked.period.window.end))


class Desk:
    """A clerk's desk: a workspace, and a folder into which forms come."""

    def __init__(self, root: Path) -> None:
        self.sandbox = Sandbox(root / "kho")
        self.root = self.sandbox.root
        self.folder = root / "da-gui"
        self.folder.mkdir()

    def put(self, data: bytes, name: str = "bieu.xlsx") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def judge(self, *, period: str | None = "2025-11", chosen: tuple[Path, ...] = ()) -> Judged:
        call = ImportCall(
            self.root,
            period_of(period) if period else None,
            frozenset(path.resolve() for path in chosen),
            day=DAY,
        )
        return judge_files(incoming_files([self.folder]), call)

    def outcomes(self, **call: Any) -> dict[str, str]:
        return {result.name: result.outcome.value for result in self.judge(**call).results}

    def take(self, **call: Any) -> Judged:
        """Import what lies in the folder."""
        judged = self.judge(**call)
        applied = apply_proposals(self.root, judged.proposals)
        assert not applied.problems
        return judged

    def report(self, unit: str = "xa-hai", period: str = "2025-11") -> str:
        path = self.root / "data" / "units" / unit / f"{period}.yaml"
        return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def told(result: FileResult) -> list[str]:
    return [finding_text(finding) for finding in result.faults]


def noted(result: FileResult) -> str:
    return "\n".join(finding_text(finding) for finding in result.notes)


def judged_form(desk: Desk, answers: Mapping[tuple[str, str], Any]) -> FileResult:
    """Return what becomes of a form with these answers beside good ones."""
    desk.put(filled_form(form_of(desk.root), {**GOOD, **answers}))
    (result,) = desk.judge().results
    return result


def judged_edit(desk: Desk, edit: Callable[[Workbook], None], answers: Answers = GOOD) -> FileResult:
    """Return what becomes of a good form after somebody worked on it."""
    desk.put(edited_form(filled_form(form_of(desk.root), answers), edit))
    (result,) = desk.judge().results
    return result


def written(desk: Desk, answers: Mapping[tuple[str, str], Any]) -> str:
    """Return the report that a form with these answers makes."""
    result = judged_form(desk, answers)
    assert result.outcome is Outcome.IMPORTED, told(result)
    desk.take()
    return desk.report()


def the_fault(desk: Desk, answers: Mapping[tuple[str, str], Any]) -> str:
    """Return the one fault that a form with these answers has; nothing of it is written."""
    result = judged_form(desk, answers)
    assert result.outcome is Outcome.FAULTY
    assert len(told(result)) == 1, told(result)
    desk.take()
    assert desk.report() == ""
    return told(result)[0]


# What is taken.


def test_a_form_makes_the_report_that_a_clerk_would_type(desk: Desk) -> None:
    report = written(desk, {MACHINE: "Có", PERCENT: Decimal("86.5"), MONEY: 479_000_000})
    assert report.startswith("don_vi: xa-hai\nky: 2025-11\n")
    lines = report.splitlines()
    for line in (
        "  hs.tiep_nhan: 3781",
        "  hs.truc_tuyen: 3276",
        "  hs.may_lay_so: co",
        "  hs.phan_tram: 86,5",
        "  hs.kinh_phi: 479000000",
        "      tien_do: dang_thuc_hien",
        "      ket_qua: Đang làm",
    ):
        assert line in lines
    assert "tep: bieu.xlsx" in report
    assert "ngay: 2025-12-01" in report


def test_a_form_that_comes_twice_changes_nothing(desk: Desk) -> None:
    report = written(desk, {})
    assert desk.outcomes() == {"bieu.xlsx": "không đổi"}
    desk.take()
    assert desk.report() == report


def test_a_form_that_goes_out_and_comes_back_changes_nothing(desk: Desk) -> None:
    desk.put(form_of(desk.root, "xa-mot"))
    before = desk.report("xa-mot")
    assert desk.outcomes() == {"bieu.xlsx": "không đổi"}
    desk.take()
    assert desk.report("xa-mot") == before


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (3781.0, "hs.tiep_nhan: 3781"),
        ("3781", "hs.tiep_nhan: 3781"),
        (" 3.781 ", "hs.tiep_nhan: 3.781"),
        ("3\u00a0781", "hs.tiep_nhan: 3 781"),
        ("'3781", "hs.tiep_nhan: 3781"),
        ("3781\u200b", "hs.tiep_nhan: 3781"),
        ("khoảng 3.781", "hs.tiep_nhan: khoảng 3.781"),
        ("Không phát sinh", "hs.tiep_nhan: khong_phat_sinh"),
        ("không áp dụng", "hs.tiep_nhan: khong_ap_dung"),
        ("chưa có: VNPT chưa cung cấp", "hs.tiep_nhan: {chua_co: VNPT chưa cung cấp}"),
        (0, "hs.tiep_nhan: 0"),
    ],
)
def test_what_can_only_be_read_one_way_is_taken(desk: Desk, value: object, line: str) -> None:
    assert line in written(desk, {COUNT: value, ONLINE: None})


@pytest.mark.parametrize("value", ["Không", "không", "Ko", "khong", "KHÔNG", False])
def test_a_no_is_a_no_where_yes_or_no_is_asked(desk: Desk, value: object) -> None:
    assert "hs.may_lay_so: khong" in written(desk, {MACHINE: value})


def test_a_percentage_by_its_format_is_a_percentage(desk: Desk) -> None:
    def show_as_percent(book: Workbook) -> None:
        cell = cell_of(book, *PERCENT)
        cell.value, cell.number_format = 0.955, "0.0%"

    result = judged_edit(desk, show_as_percent)
    assert result.outcome is Outcome.IMPORTED
    desk.take()
    assert "hs.phan_tram: 95,5" in desk.report()


def test_what_there_is_no_value_for_is_said_with_its_reason(desk: Desk) -> None:
    report = written(desk, {ONLINE: None, STATE: "Chưa có số liệu", REASON: "Đang đo lại"})
    assert "hs.truc_tuyen: {chua_co: Đang đo lại}" in report


def test_binary_fractions_are_not_read_as_decimals(desk: Desk) -> None:
    assert "hs.phan_tram: 0,3" not in written(desk, {PERCENT: 86.60000000000001})
    assert "hs.phan_tram: 86,6" in desk.report()


def test_a_percentage_below_one_is_taken_with_its_explanation(desk: Desk) -> None:
    note = ("chi_tieu/hs.phan_tram", "giai_trinh")
    report = written(desk, {PERCENT: 0.95, note: "Mới bắt đầu"})
    assert "hs.phan_tram: 0,95" in report
    assert "Mới bắt đầu" in report


# What is asked at its cell.


@pytest.mark.parametrize(
    ("value", "read", "offered"),
    [(3.781, "3,781", "3781"), (3.78, "3,78", "3780"), (3.5, "3,5", "3500"), (12.75, "12,75", "12750")],
)
def test_a_count_read_as_a_float_is_never_taken(desk: Desk, value: float, read: str, offered: str) -> None:
    fault = the_fault(desk, {COUNT: value})
    place = place_of(form_of(desk.root), *COUNT)
    assert fault.startswith(f"{place} (Tiếp nhận): đọc được {read}; cần số nguyên (hồ sơ)")
    assert f"gõ {offered}" in fault


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({COUNT: "Ko"}, "'Ko'; cần số liệu hoặc một lựa chọn"),
        ({COUNT: "không"}, "Nếu là số không thì gõ 0"),
        ({COUNT: "-"}, "'-'; cần số liệu"),
        ({COUNT: "x"}, "'x'; cần số liệu"),
        ({COUNT: "ba nghìn"}, "không phải là số"),
        ({COUNT: "3,781"}, None),
        ({COUNT: "#REF!"}, "đọc được #REF!"),
        ({COUNT: "=1+1"}, "công thức chưa có kết quả"),
        ({COUNT: date(2025, 12, 5)}, "Excel đã đổi điều được gõ thành ngày"),
        ({COUNT: True}, "đọc được TRUE"),
        ({COUNT: 0.95}, "đọc được 0,95"),
        ({COUNT: 12_345_678}, "nằm ngoài khoảng cho phép"),
        ({COUNT: 10**15}, "Excel chỉ giữ 15 chữ số"),
        ({MACHINE: "x"}, "cần một trong: Có, Không"),
        ({MACHINE: "Đã có 2 máy"}, "cần một trong: Có, Không"),
        ({MACHINE: 1}, "cần một trong: Có, Không"),
        ({PERCENT: 0.95}, "Nếu là 95% thì gõ 95"),
        ({PERCENT: 86.567}, "Làm tròn đến 2 chữ số thập phân"),
        ({PERCENT: 120}, "nằm ngoài khoảng cho phép"),
        ({TASK: "Xong rồi"}, "Chọn trong danh sách"),
        ({ONLINE: 12, STATE: "Không phát sinh"}, "'12' và 'Không phát sinh'"),
        ({ONLINE: None, STATE: "Chưa có số liệu"}, "không có lý do"),
        ({ONLINE: None, REASON: "Đang đo"}, "chỉ có lý do"),
        ({ONLINE: None, STATE: "Không phát sinh", REASON: "Đang đo"}, "kèm lý do"),
        ({ONLINE: 12, REASON: "Đang đo"}, "Đã có số liệu thì không ghi lý do"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked(desk: Desk, answers: Answers, said: str | None) -> None:
    if said is None:
        # English marks of thousands: the count has no decimals, so that it can only be 3781.
        assert "hs.tiep_nhan: 3,781" in written(desk, answers)
        return
    assert said in the_fault(desk, answers)


def test_a_count_of_three_is_asked_where_there_were_thousands(desk: Desk) -> None:
    """3.000 typed with English settings is stored as 3, of which nothing is left to see."""
    desk.put(filled_form(form_of(desk.root, "xa-mot", "2025-12"), {COUNT: 3}))
    (result,) = desk.judge(period="2025-12").results
    assert "đọc được 3 (kỳ trước 3.781)" in told(result)[0]
    assert "gõ 3000" in told(result)[0]


@pytest.mark.parametrize(
    "answers",
    [{COUNT: "'3", ONLINE: "'2"}, {COUNT: 3, ONLINE: 2, **dict.fromkeys(NOTES, "Mất điện cả kỳ")}],
)
def test_a_count_of_three_is_taken_when_it_is_said_to_be_meant(desk: Desk, answers: Answers) -> None:
    answers = {**GOOD, **answers}
    desk.put(filled_form(form_of(desk.root, "xa-mot", "2025-12"), answers))
    (result,) = desk.judge(period="2025-12").results
    assert not any("kỳ trước" in fault for fault in told(result))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("05/11/2025", "2025-11-05"),
        ("5.11.2025", "2025-11-05"),
        (date(2025, 11, 13), "2025-11-13"),
        (date(2025, 11, 5), "2025-11-05"),
        (date(2025, 11, 11), "2025-11-11"),
    ],
)
def test_a_day_that_is_clear_is_taken(desk: Desk, typed: object, said: str) -> None:
    assert f"ngay_hoan_thanh: {said}" in written(desk, {TASK: "Hoàn thành", DONE: typed})


def test_a_day_that_an_english_excel_turned_round_is_asked(desk: Desk) -> None:
    """05/11/2025 became 11 May; the period makes 5 November likely."""
    fault = the_fault(desk, {TASK: "Hoàn thành", DONE: date(2025, 5, 11)})
    assert "đọc được ngày 11/5/2025" in fault
    assert "Nếu là 05/11/2025" in fault


def test_a_number_where_a_day_is_asked_is_offered_as_the_day_it_may_be(desk: Desk) -> None:
    assert "'05/11/2025" in the_fault(desk, {TASK: "Hoàn thành", DONE: 45966})


def test_all_faults_are_told_at_once(desk: Desk) -> None:
    result = judged_form(desk, {COUNT: 3.781, ONLINE: "Ko", MACHINE: "x", TASK: "Xong rồi"})
    assert len(told(result)) == 4


def test_rules_of_the_checks_speak_at_cells(desk: Desk) -> None:
    """More online than received: the relation stands in no cell, the figure does."""
    desk.sandbox.replace(
        CATALOGUE,
        "hs:\n  ten: Hồ sơ\n",
        "hs:\n  ten: Hồ sơ\n  quy_tac:\n    truc-tuyen: {ten: Trực tuyến không quá tiếp nhận, "
        "dieu_kien: hs.truc_tuyen <= hs.tiep_nhan}\n",
    )
    fault = the_fault(desk, {COUNT: 100, ONLINE: 200})
    assert fault.startswith(place_of(form_of(desk.root), *ONLINE))


# What people do to a form.


def insert_column(book: Workbook) -> None:
    sheet = book["Biểu"]
    sheet.insert_cols(4, 2)
    sheet["D4"] = "Ghi chú riêng"


def insert_rows(book: Workbook) -> None:
    book["Biểu"].insert_rows(1, 3)
    book["Biểu"].insert_rows(18)


def sort_rows(book: Workbook) -> None:
    """Sort the lines of figures with their keys, as Excel does with whole rows."""
    sheet = book["Biểu"]
    first = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("chi_tieu/"))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=first + 4)]
    for number, values in enumerate(reversed(rows)):
        for column, value in enumerate(values, start=1):
            sheet.cell(first + number, column).value = value


def hide_rows(book: Workbook) -> None:
    for row in range(10, 16):
        book["Biểu"].row_dimensions[row].hidden = True


def rename_sheets(book: Workbook) -> None:
    book["Biểu"].title = "Xã Hai gửi"
    book["Nhiệm vụ"].title = "Sheet2"


def reorder_sheets(book: Workbook) -> None:
    book.move_sheet("Biểu", 3)


def style_a_hundred_rows(book: Workbook) -> None:
    for row in range(100, 200):
        book["Biểu"].cell(row, 4).fill = PatternFill("solid", fgColor="FFFF00")


def delete_guide(book: Workbook) -> None:
    del book["Hướng dẫn"]


@pytest.mark.parametrize(
    "edit",
    [
        insert_column,
        insert_rows,
        sort_rows,
        hide_rows,
        rename_sheets,
        reorder_sheets,
        style_a_hundred_rows,
        delete_guide,
    ],
)
def test_keys_win_over_positions(desk: Desk, edit: Callable[[Workbook], None]) -> None:
    result = judged_edit(desk, edit)
    assert (result.outcome, told(result)) == (Outcome.IMPORTED, [])
    desk.take()
    assert "hs.tiep_nhan: 3781" in desk.report()
    assert "ket_qua: Đang làm" in desk.report()


def test_the_place_of_a_fault_is_where_the_cell_is_now(desk: Desk) -> None:
    def work(book: Workbook) -> None:
        insert_column(book)
        rename_sheets(book)

    result = judged_edit(desk, work, {**GOOD, COUNT: 3.781})
    row = int(place_of(form_of(desk.root), *COUNT).rpartition("D")[2])
    assert told(result)[0].startswith(f"Xã Hai gửi!F{row} (Tiếp nhận)")


def test_a_deleted_row_is_named_and_nothing_of_it_is_lost(desk: Desk) -> None:
    desk.put(form_of(desk.root, "xa-mot"))

    def work(book: Workbook) -> None:
        cell = cell_of(book, *ONLINE)
        book["Biểu"].delete_rows(cell.row)
        cell_of(book, *MACHINE).value = "Có"

    desk.put(edited_form(form_of(desk.root, "xa-mot"), work))
    (result,) = desk.judge().results
    assert result.outcome is Outcome.IMPORTED
    assert "Biểu không còn dòng: 'Hồ sơ trực tuyến'" in noted(result)
    desk.take()
    assert "hs.truc_tuyen: 3.276" in desk.report("xa-mot")


def test_a_deleted_column_of_answers_is_named(desk: Desk) -> None:
    result = judged_edit(desk, lambda book: book["Nhiệm vụ"].delete_cols(4))
    assert result.outcome is Outcome.FAULTY
    assert "không còn cột 'Tiến độ'" in told(result)[0]


def test_a_form_without_the_column_that_says_whose_it_is_is_no_form(desk: Desk) -> None:
    result = judged_edit(desk, lambda book: book["Biểu"].delete_cols(4))
    assert (result.outcome, "mất phần nhận diện" in result.reason) == (Outcome.NO_FORM, True)


def test_a_block_pasted_over_the_keys_is_noticed(desk: Desk) -> None:
    def paste(book: Workbook) -> None:
        cell = cell_of(book, *COUNT)
        book["Biểu"].cell(cell.row, 1).value = "dán nhầm"

    result = judged_edit(desk, paste)
    assert result.outcome is Outcome.FAULTY
    place = place_of(form_of(desk.root), *COUNT)
    assert any(fault.startswith(f"{place}: đọc được '3.781' ở dòng không có mã") for fault in told(result))
    assert any("Biểu không còn dòng: 'Tiếp nhận'" in fault for fault in told(result))


def test_a_row_of_their_own_is_named_and_stops_nothing(desk: Desk) -> None:
    def add_total(book: Workbook) -> None:
        cell = cell_of(book, *ONLINE)
        book["Biểu"].insert_rows(cell.row)
        book["Biểu"].cell(cell.row - 1, 4).value = 7057

    result = judged_edit(desk, add_total)
    assert result.outcome is Outcome.IMPORTED
    assert "'7.057' ở dòng không có mã" in noted(result)


def test_rows_sorted_without_their_hidden_keys_are_noticed(desk: Desk) -> None:
    def tear(book: Workbook) -> None:
        sheet = book["Biểu"]
        first, second = cell_of(book, *COUNT).row, cell_of(book, *ONLINE).row
        for column in range(2, 11):
            one, other = sheet.cell(first, column), sheet.cell(second, column)
            one.value, other.value = other.value, one.value

    result = judged_edit(desk, tear)
    assert result.outcome is Outcome.FAULTY
    assert "sắp xếp hoặc dán lệch khỏi cột mã ẩn" in told(result)[0]


def test_a_copied_row_must_say_the_same(desk: Desk) -> None:
    def copy(value: int) -> Callable[[Workbook], None]:
        def work(book: Workbook) -> None:
            sheet = book["Biểu"]
            row = cell_of(book, *COUNT).row
            for column in range(1, 11):
                sheet.cell(200, column).value = sheet.cell(row, column).value
            sheet.cell(200, 4).value = value

        return work

    assert judged_edit(desk, copy(3781)).outcome is Outcome.IMPORTED
    result = judged_edit(desk, copy(4000))
    assert result.outcome is Outcome.FAULTY
    assert "'3.781' và '4.000'" in told(result)[0]


def test_joined_cells_over_answers_are_named(desk: Desk) -> None:
    def join(book: Workbook) -> None:
        first, second = cell_of(book, *COUNT), cell_of(book, *ONLINE)
        book["Biểu"].merge_cells(f"{first.coordinate}:{second.coordinate}")

    result = judged_edit(desk, join)
    assert result.outcome is Outcome.FAULTY
    assert "gộp làm một" in told(result)[0]


def test_an_empty_cell_takes_nothing_away(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root, "xa-mot"), {COUNT: None, ONLINE: 3000}))
    (result,) = desk.judge().results
    assert "ô trống, báo cáo đang có '3.781'" in noted(result)
    desk.take()
    assert "hs.tiep_nhan: 3.781" in desk.report("xa-mot")


def test_what_is_to_go_is_said_to_go(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root, "xa-mot"), {RESULT: "XÓA"}))
    desk.take()
    assert "ket_qua" not in desk.report("xa-mot")


def test_comments_and_everything_else_stay_byte_for_byte(desk: Desk) -> None:
    name = "data/units/xa-mot/2025-11.yaml"
    desk.sandbox.replace(name, "  hs.truc_tuyen: 3.276", "  # hỏi lại\n  hs.truc_tuyen:   3.276   # tạm")
    before = desk.report("xa-mot").splitlines()
    desk.put(filled_form(form_of(desk.root, "xa-mot"), {COUNT: 3800}))
    desk.take()
    after = desk.report("xa-mot").splitlines()
    assert [line for line in before if line not in after] == ["  hs.tiep_nhan: 3.781"]
    assert "  # hỏi lại" in after


# Versions, units, periods, provinces.


def test_a_form_of_the_previous_version_is_read_and_the_changes_are_told(desk: Desk) -> None:
    data = filled_form(form_of(desk.root), {**GOOD, MACHINE: "Có"})
    desk.sandbox.replace(CATALOGUE, "    may_lay_so: {ten: Máy lấy số, loai: co_khong}\n",
                         "    nhan_su: {ten: Nhân sự, loai: so_dem}\n")  # fmt: skip
    desk.put(data)
    (result,) = desk.judge().results
    assert result.outcome is Outcome.IMPORTED, told(result)
    assert "biểu hiện nay hỏi thêm: Nhân sự" in noted(result)
    assert "không hỏi dòng này" in noted(result)


@pytest.mark.parametrize(
    ("unit", "period", "said"),
    [
        ("xa-hai", "2025-10", "biểu của kỳ 2025-10, đang nhập kỳ 2025-11"),
        ("xa-la", None, "Không có đơn vị 'xa-la'"),
        ("so-a", None, "không phải báo cáo kỳ 2025-11"),
    ],
)
def test_a_form_of_another_unit_or_period_is_named(
    desk: Desk, unit: str, period: str | None, said: str
) -> None:
    data = form_of(desk.root, period=period or "2025-11")

    def change(book: Workbook) -> None:
        cell_of(book, "bieu/don_vi", "gia_tri").value = unit

    desk.put(edited_form(data, change))
    (result,) = desk.judge().results
    assert result.outcome is Outcome.WRONG
    assert said in result.reason


def test_a_form_of_another_province_is_named(desk: Desk) -> None:
    def change(book: Workbook) -> None:
        cell_of(book, "bieu/tinh", "gia_tri").value = "tinh-khac"

    result = judged_edit(desk, change)
    assert (result.outcome, "tinh-khac" in result.reason) == (Outcome.WRONG, True)


def test_the_period_is_that_of_most_forms(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root, "xa-hai"), GOOD), "a.xlsx")
    desk.put(filled_form(form_of(desk.root, "phuong-ba"), GOOD), "b.xlsx")
    desk.put(form_of(desk.root, "xa-mot", "2025-10"), "c.xlsx")
    assert desk.outcomes(period=None) == {"a.xlsx": "nhập", "b.xlsx": "nhập", "c.xlsx": "sai kỳ"}


def test_two_periods_that_are_as_frequent_are_asked_about(desk: Desk) -> None:
    desk.put(form_of(desk.root, "xa-hai"), "a.xlsx")
    desk.put(form_of(desk.root, "xa-mot", "2025-10"), "b.xlsx")
    assert "ghi --ky" in desk.judge(period=None).refusal


# One unit, several files.


def test_two_files_that_say_the_same_are_one(desk: Desk) -> None:
    data = filled_form(form_of(desk.root), GOOD)
    desk.put(data, "a.xlsx")
    desk.put(edited_form(data, rename_sheets), "b.xlsx")
    assert desk.outcomes() == {"a.xlsx": "nhập", "b.xlsx": "trùng"}


def test_two_files_that_differ_are_both_left_out_until_somebody_chooses(desk: Desk) -> None:
    early = desk.put(filled_form(form_of(desk.root), GOOD), "a.xlsx")
    desk.put(filled_form(form_of(desk.root), {**GOOD, COUNT: 3800}), "b.xlsx")
    results = desk.judge().results
    assert [result.outcome for result in results] == [Outcome.TWICE] * 2
    assert "'3781', tệp 'b.xlsx' ghi '3800'" in noted(results[0])
    desk.take()
    assert desk.report() == ""
    assert desk.outcomes(chosen=(early,)) == {"a.xlsx": "nhập", "b.xlsx": "trùng"}


def test_the_order_of_files_says_nothing(desk: Desk) -> None:
    paths = [
        desk.put(filled_form(form_of(desk.root, unit), {**GOOD, COUNT: count}), name)
        for unit, count, name in (
            ("xa-hai", 1, "x.xlsx"),
            ("xa-hai", 1, "a.xlsx"),
            ("phuong-ba", 2, "m.xlsx"),
        )
    ]
    call = ImportCall(desk.root, period_of("2025-11"), day=DAY)
    one, other = (
        [(result.name, result.outcome) for result in judge_files(incoming_files(named), call).results]
        for named in (paths, paths[::-1])
    )
    assert one == other


# Files that are no forms.


def test_what_is_no_form_is_called_what_it_is(desk: Desk) -> None:
    buffer = io.BytesIO()
    other = Workbook()
    other.create_sheet("Sổ")["A1"] = "Danh sách"
    other.save(buffer)
    desk.put(buffer.getvalue(), "khac.xlsx")
    desk.put(b"%PDF-1.7", "quet.pdf")
    desk.put(b"\xff\xd8\xff\xe0", "anh.jpg")
    desk.put(b"", "rong.xlsx")
    desk.put(filled_form(form_of(desk.root), GOOD)[:3_000], "cut.xlsx")
    desk.put(b"x" * 165, "~$bieu.xlsx")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    desk.put(locked, "khoa.xlsx")
    results = {result.name: result for result in desk.judge().results}
    assert {name: result.outcome.value for name, result in results.items()} == {
        "khac.xlsx": "không phải biểu",
        "quet.pdf": "không phải biểu",
        "anh.jpg": "không phải biểu",
        "rong.xlsx": "không đọc được",
        "cut.xlsx": "không đọc được",
        "~$bieu.xlsx": "không phải biểu",
        "khoa.xlsx": "không đọc được",
    }
    assert "mật khẩu" in results["khoa.xlsx"].reason
    assert "bảng tính khác" in results["khac.xlsx"].reason
    assert "ảnh" in results["anh.jpg"].reason


def test_a_form_whose_hidden_column_is_gone_is_no_form_any_more(desk: Desk) -> None:
    def work(book: Workbook) -> None:
        for sheet in book.worksheets:
            if corner_of(sheet):
                sheet.delete_cols(1)

    result = judged_edit(desk, work)
    assert result.outcome is Outcome.NO_FORM
    assert "mất phần nhận diện" in result.reason


def test_a_link_out_of_the_folder_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai.xlsx"
    outside.write_bytes(filled_form(form_of(desk.root), GOOD))
    (desk.folder / "lien-ket.xlsx").symlink_to(outside)
    (result,) = desk.judge().results
    assert (result.outcome, "liên kết" in result.reason) == (Outcome.UNREADABLE, True)


def test_folders_are_walked_and_what_systems_lay_there_is_passed_over(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root), GOOD), "huyen/xa/bieu.xlsx")
    desk.put(b"x", "Thumbs.db")
    desk.put(b"x", ".DS_Store")
    assert desk.outcomes() == {"huyen/xa/bieu.xlsx": "nhập"}


def test_what_an_indicator_calls_a_choice_is_that_choice(desk: Desk) -> None:
    """'Chưa có' of a web page is an answer, not a figure that is not there yet."""
    choice = "trang: {ten: Trang, loai: lua_chon, lua_chon: {chua_co: Chưa có, co: Có}}"
    desk.sandbox.replace(CATALOGUE, "may_lay_so: {ten: Máy lấy số, loai: co_khong}", choice)
    desk.put(filled_form(form_of(desk.root), {**GOOD, ("chi_tieu/hs.trang", "gia_tri"): "Chưa có"}))
    desk.take()
    assert "hs.trang: chua_co\n" in desk.report()


def test_what_is_missing_is_named_by_its_cells_and_stops_nothing(desk: Desk) -> None:
    result = judged_form(desk, {COUNT: None, TEXT: None})
    assert result.outcome is Outcome.IMPORTED
    places = [place_of(form_of(desk.root), *key) for key in (COUNT, TEXT)]
    assert f"Còn thiếu 2 nội dung bắt buộc: {'; '.join(places)}" in noted(result)


def test_a_percentage_that_lost_its_comma_is_asked_about(desk: Desk) -> None:
    """'9,5' typed with English settings is stored as 95."""
    desk.sandbox.replace(
        "data/units/xa-mot/2025-11.yaml",
        "hs.truc_tuyen: 3.276",
        "hs.truc_tuyen: 3.276\n  hs.phan_tram: 9,4",
    )
    desk.put(filled_form(form_of(desk.root, "xa-mot", "2025-12"), {PERCENT: 95}))
    (result,) = desk.judge(period="2025-12").results
    assert "Có phải là 9,5" in told(result)[0]


def test_a_neighbours_form_that_was_written_over_is_not_taken(desk: Desk) -> None:
    def rename(book: Workbook) -> None:
        cell_of(book, "bieu/don_vi", "don_vi_tinh").value = "Phường Ba"

    result = judged_edit(desk, rename)
    assert (result.outcome, "ghi tên Phường Ba" in result.reason) == (Outcome.WRONG, True)


REMARKS = """
vuong_mac:
  cd:
    - {nhom: kinh_phi, noi_dung: Thiếu tiền}
    # hỏi lại
    - {nhom: nhan_luc, noi_dung: Thiếu người}
"""


def with_remarks(desk: Desk) -> None:
    name = "data/units/xa-mot/2025-11.yaml"
    desk.sandbox.write(name, f"{desk.report('xa-mot')}{REMARKS.lstrip()}")


def test_remarks_that_came_after_the_form_went_out_are_not_lost(desk: Desk) -> None:
    empty = form_of(desk.root, "xa-mot")
    with_remarks(desk)
    cells = {("vuong_mac/cd/3", "nhom"): "Kinh phí", ("vuong_mac/cd/3", "noi_dung"): "Thiếu máy"}
    desk.put(filled_form(empty, cells))
    desk.take()
    report = desk.report("xa-mot")
    assert [text in report for text in ("Thiếu tiền", "Thiếu người", "Thiếu máy", "# hỏi lại")] == [
        True
    ] * 4


def test_a_remark_goes_when_it_is_said_to_go(desk: Desk) -> None:
    with_remarks(desk)
    desk.put(filled_form(form_of(desk.root, "xa-mot"), {("vuong_mac/cd/1", "noi_dung"): "XÓA"}))
    desk.take()
    assert "Thiếu tiền" not in desk.report("xa-mot")
    assert "Thiếu người" in desk.report("xa-mot")


def test_what_is_replaced_is_told(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root, "xa-mot"), {COUNT: 3800}))
    (result,) = desk.judge().results
    assert "thay '3.781' mà báo cáo đang có" in noted(result)


def test_what_checks_say_of_other_cells_is_told_at_once(desk: Desk) -> None:
    result = judged_form(desk, {TASK: "Xong rồi", COUNT: "3..5"})
    assert [said.partition(" (")[0] for said in told(result)] == ["Biểu!D14", "Nhiệm vụ!D6"]
    assert not desk.take().proposals


def test_a_value_of_the_report_breaks_no_rule_where_the_form_says_another(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root, "xa-mot"), {COUNT: 3.9, ONLINE: 3900}))
    (result,) = desk.judge().results
    assert len(result.faults) == 1


def test_a_number_in_another_unit_of_measure_is_asked_about(desk: Desk) -> None:
    def count_in_thousands(book: Workbook) -> None:
        cell_of(book, COUNT[0], "don_vi_tinh").value = "nghìn hồ sơ"

    result = judged_edit(desk, count_in_thousands)
    (said,) = told(result)
    assert said.startswith(
        "Biểu!D14 (Tiếp nhận): đọc được đơn vị tính 'nghìn hồ sơ'; cần số tính bằng hồ sơ."
    )


def test_a_form_made_when_the_catalogue_counted_in_something_else_is_asked_about(desk: Desk) -> None:
    data = filled_form(form_of(desk.root), {**GOOD, MONEY: 12500})
    desk.sandbox.replace(CATALOGUE, "don_vi_tinh: đồng", "don_vi_tinh: triệu đồng")
    desk.put(data)
    (result,) = desk.judge().results
    assert "đơn vị tính 'đồng'; cần số tính bằng triệu đồng" in "".join(told(result))


def test_what_the_sender_says_beside_the_answers_is_told(desk: Desk) -> None:
    def add_words(book: Workbook) -> None:
        cell = cell_of(book, *COUNT)
        cell.comment = Comment("Số này chưa chắc", "Văn thư xã")
        sheet = book["Biểu"]
        sheet.cell(cell.row, sheet.max_column + 2).value = "hỏi lại công an xã"

    result = judged_edit(desk, add_words)
    assert result.outcome is Outcome.IMPORTED
    assert "Biểu!D14: người gửi ghi chú 'Số này chưa chắc'" in noted(result)
    assert "ghi bên cạnh 'hỏi lại công an xã'" in noted(result)


def test_two_files_of_one_name_in_two_folders_are_two_files(desk: Desk) -> None:
    desk.put(filled_form(form_of(desk.root), GOOD), "a/bieu.xlsx")
    desk.put(filled_form(form_of(desk.root), {**GOOD, COUNT: 3790}), "b/bieu.xlsx")
    incoming = incoming_files([desk.folder / "a", desk.folder / "b"])
    judged = judge_files(incoming, ImportCall(desk.root, period_of("2025-11"), day=DAY))
    assert [result.outcome for result in judged.results] == [Outcome.TWICE, Outcome.TWICE]
    assert not judged.proposals


# What must not be in Git.


def test_a_form_with_a_mark_of_secrecy_is_not_taken(desk: Desk) -> None:
    def mark(book: Workbook) -> None:
        book.worksheets[0]["Z1"] = "TỐI MẬT"

    desk.put(edited_form(filled_form(form_of(desk.root), GOOD), mark))
    judged = desk.judge()
    (result,) = judged.results
    assert (result.outcome, judged.proposals) == (Outcome.UNREADABLE, ())
    assert "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15" in result.reason
    assert "Đã nhận hồ sơ" not in result.reason


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Đã nhận hồ sơ của ông A, CCCD 051090001234.", "051*********"),
        ("Liên hệ anh B, 0912.345.678.", "091*******"),
        ("Chuyển vào tài khoản 19034567890.", "190********"),
    ],
)
def test_numbers_of_persons_are_pointed_out_at_the_cell(desk: Desk, text: str, shown: str) -> None:
    result = judged_form(desk, {TEXT: text})
    assert shown in noted(result)
    assert text[-13:] not in noted(result)
