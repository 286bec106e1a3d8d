"""A form that comes back after its report was corrected undoes nothing, and takes nothing by itself."""

from pathlib import Path

import pytest

from baocao.features.exchange.filled.records import Outcome
from baocao.features.exchange.filled.returning import chat_text
from baocao.features.exchange.forms.as_shown import marks_by_column
from features.exchange.filled.test_importing import (
    COUNT,
    GOOD,
    NOTES,
    ONLINE,
    REASON,
    RESULT,
    STATE,
    Desk,
    form_of,
    noted,
)
from filling import Answers, filled_form

NAME = "data/units/xa-mot/2025-11.yaml"
ENDING = "\nvuong_mac:\n  cd:\n    - {nhom: kinh_phi, noi_dung: Thiếu tiền}\n"
NONE = ("vuong_mac/cd", "nhom")
FIRST = ("vuong_mac/cd/1", "noi_dung")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def corrected(desk: Desk) -> None:
    """Correct a figure in the report, as somebody does by hand or from a Word file."""
    desk.sandbox.replace(NAME, "hs.tiep_nhan: 3.781", "hs.tiep_nhan: 3.800   # đã hỏi lại xã")


def test_what_a_form_only_shows_undoes_no_correction(desk: Desk) -> None:
    form = form_of(desk.root, "xa-mot")
    corrected(desk)
    desk.put(filled_form(form, {RESULT: "Đã xong đợt một", **dict.fromkeys(NOTES, "Đã kiểm tra")}))
    (result,) = desk.take().results
    assert result.outcome is Outcome.IMPORTED
    assert "hs.tiep_nhan: 3.800   # đã hỏi lại xã" in desk.report("xa-mot")
    assert "Đã xong đợt một" in desk.report("xa-mot")
    assert "'3781', báo cáo đang có '3.800'. Biểu lập trước khi báo cáo được sửa" in noted(result)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({COUNT: 3790}, "'3790', báo cáo đang có '3.800' sau khi lập biểu"),
        ({COUNT: "XÓA"}, "'XÓA', báo cáo đang có '3.800' sau khi lập biểu"),
        ({COUNT: "Không phát sinh"}, "'Không phát sinh', báo cáo đang có '3.800' sau khi lập biểu"),
    ],
)
def test_what_was_typed_and_what_was_corrected_meanwhile_is_decided_by_a_person(
    desk: Desk, answers: Answers, said: str
) -> None:
    form = form_of(desk.root, "xa-mot")
    corrected(desk)
    before = desk.report("xa-mot")
    path = desk.put(filled_form(form, answers))
    (result,) = desk.take().results
    assert result.outcome is Outcome.TWICE
    assert said in noted(result)
    assert "--chon" in result.todo
    assert "--chon" not in chat_text([result], None)
    assert desk.report("xa-mot") == before
    (result,) = desk.take(chosen=(path,)).results
    assert result.outcome in {Outcome.IMPORTED, Outcome.FAULTY}
    assert "thay '3.800'" in noted(result)


def test_a_figure_of_which_the_clerk_says_that_there_is_none_is_told_as_replaced(desk: Desk) -> None:
    desk.put(
        filled_form(form_of(desk.root, "xa-mot"), {ONLINE: None, STATE: "Chưa có số liệu", REASON: "chờ"})
    )
    (result,) = desk.judge().results
    assert "thay '3.276' mà báo cáo đang có" in noted(result)
    assert result.replaced == 1


def test_a_later_file_of_the_same_unit_is_not_right_by_being_later(desk: Desk) -> None:
    empty = form_of(desk.root)
    desk.put(filled_form(empty, GOOD))
    desk.take()
    before = desk.report()
    path = desk.put(filled_form(empty, {**GOOD, COUNT: 3800}))
    assert desk.outcomes() == {"bieu.xlsx": "trùng"}
    assert desk.report() == before
    desk.take(chosen=(path,))
    assert "hs.tiep_nhan: 3800" in desk.report()


def test_a_later_file_that_only_adds_is_taken(desk: Desk) -> None:
    empty = form_of(desk.root)
    desk.put(filled_form(empty, {key: value for key, value in GOOD.items() if key != RESULT}))
    desk.take()
    desk.put(filled_form(empty, GOOD))
    assert desk.outcomes() == {"bieu.xlsx": "nhập"}


def test_that_there_is_nothing_to_say_takes_no_remark_away_that_came_later(desk: Desk) -> None:
    form = form_of(desk.root, "xa-mot")
    desk.sandbox.write(NAME, f"{desk.report('xa-mot').rstrip()}{ENDING}")
    desk.put(filled_form(form, {NONE: "Không có"}))
    (result,) = desk.take().results
    assert result.outcome is Outcome.TWICE
    assert "'Không có', báo cáo đang có 'Kinh phí'" in noted(result)
    assert "Thiếu tiền" in desk.report("xa-mot")


def test_a_remark_that_was_corrected_meanwhile_stays_corrected(desk: Desk) -> None:
    desk.sandbox.write(NAME, f"{desk.report('xa-mot').rstrip()}{ENDING}")
    form = form_of(desk.root, "xa-mot")
    desk.sandbox.replace(NAME, "Thiếu tiền", "Thiếu kinh phí sửa trụ sở")
    second = {("vuong_mac/cd/2", "nhom"): "Kinh phí", ("vuong_mac/cd/2", "noi_dung"): "Thiếu máy"}
    desk.put(filled_form(form, second))
    desk.take()
    report = desk.report("xa-mot")
    assert "Thiếu kinh phí sửa trụ sở" in report
    assert "Thiếu máy" in report


def test_a_form_made_before_its_report_was_taken_back_is_taken_whole(desk: Desk) -> None:
    form = form_of(desk.root, "xa-mot")
    (desk.root / NAME).unlink()
    desk.put(filled_form(form, {}))
    desk.take()
    assert "hs.tiep_nhan: 3781" in desk.report("xa-mot")


def test_marks_have_room_in_the_cells_of_one_row() -> None:
    marks = marks_by_column("0123456789abcdef" * 5_000)
    assert "".join(map(str, marks.values())) == "0123456789abcdef" * 5_000
    assert max(len(str(each)) for each in marks.values()) <= 32_767
