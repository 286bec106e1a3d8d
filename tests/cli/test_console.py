"""What the terminal shows during and after a build."""

import re

import pytest

from baocao.cli.console import MOST_FILES, Screen
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.place import Place
from baocao.pipeline.making import Outcome
from baocao.pipeline.manifest import Made
from baocao.pipeline.plan import Scope
from support import Sandbox

MADE = Made("xa-mot_bao-cao_cd.docx", b"x" * 8600, "Báo cáo", "xa-mot", "cd", "bao-cao", True, {})  # noqa: FBT003


@pytest.fixture
def outcome(sandbox: Sandbox) -> Outcome:
    loaded = sandbox.load()
    return Outcome(loaded.workspaces[0], sandbox.out / "2025-11", (MADE,), (), loaded.missing)


def show_outcome(outcome: Outcome, capsys: pytest.CaptureFixture[str], *, official: bool = False) -> str:
    Screen().show_outcome(outcome, Scope(), 1.25, official=official)
    return capsys.readouterr().out


def lacking_text(unit: str) -> Diagnostic:
    return problem("BC702", Place(f"{unit}.yaml", 1, 1), value="I.1", title="Hồ sơ", unit=unit)


def test_files_are_listed_with_unit_and_size(outcome: Outcome, capsys: pytest.CaptureFixture[str]) -> None:
    assert re.search(r"xa-mot_bao-cao_cd\.docx +Xã Một +9 KB", show_outcome(outcome, capsys))


@pytest.mark.parametrize("terminal", ["", "1"])
def test_for_whom_a_build_waits_is_told_whole_and_on_a_line_of_its_own(
    terminal: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("FORCE_COLOR", terminal)
    waits = f"Đang chờ 'baocao issue' (tiến trình 42) ghi xong '{'/thư-mục' * 12}' … Nhấn Ctrl+C để dừng."
    with Screen() as screen:
        screen.tell(waits)
        screen.show_progress("Đọc và kiểm tra dữ liệu", 0, 1)
    said = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", capsys.readouterr().err)
    assert said.lstrip().startswith(f"{waits}\n")
    assert "Đọc và kiểm tra dữ liệu" in said


def test_seconds_have_a_decimal_comma(outcome: Outcome, capsys: pytest.CaptureFixture[str]) -> None:
    assert re.search(r"Đã ghi 1 tệp vào .*2025-11 \(1,[23] giây\)\.", show_outcome(outcome, capsys))


def test_only_the_first_of_many_files_are_listed_and_the_rest_is_counted(
    outcome: Outcome, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tuple(MADE._replace(name=f"tệp-{number:02}.docx") for number in range(MOST_FILES + 7))
    said = show_outcome(outcome._replace(made=made), capsys)
    assert said.count(".docx") == MOST_FILES
    assert "… và 7 tệp khác" in said


def test_as_many_files_as_fit_are_all_listed(outcome: Outcome, capsys: pytest.CaptureFixture[str]) -> None:
    made = tuple(MADE._replace(name=f"tệp-{number:02}.docx") for number in range(MOST_FILES))
    said = show_outcome(outcome._replace(made=made), capsys)
    assert said.count(".docx") == MOST_FILES
    assert "tệp khác" not in said


def test_a_file_name_is_shown_whole_on_a_terminal_of_80_columns(
    outcome: Outcome, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    name = "truong-dai-hoc-pham-van-dong_bao-cao-tong-hop_nq71.docx"
    assert name in show_outcome(outcome._replace(made=(MADE._replace(name=name),)), capsys)


def test_few_missing_units_are_named(outcome: Outcome, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Chưa báo cáo: Xã Hai, Phường Ba.\n" in show_outcome(outcome, capsys)


def test_of_many_missing_units_the_first_are_named_and_the_rest_is_counted(
    real: Outcome, capsys: pytest.CaptureFixture[str]
) -> None:
    assert re.search(r"Chưa báo cáo: ([^,]+, ){4}[^,]+ và 90 đơn vị khác\.", show_outcome(real, capsys))


def test_units_that_lack_most_come_first(outcome: Outcome, capsys: pytest.CaptureFixture[str]) -> None:
    missing = (lacking_text("xa-mot"), lacking_text("xa-hai"), lacking_text("xa-hai"))
    said = show_outcome(outcome._replace(missing=missing), capsys)
    assert said.index("xa-hai: còn thiếu 2 nội dung") < said.index("xa-mot: còn thiếu 1 nội dung")


def test_of_many_units_that_lack_something_the_rest_is_counted(
    outcome: Outcome, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tuple(lacking_text(f"xa-{number}") for number in range(8))
    assert "… và 3 đơn vị khác còn thiếu nội dung." in show_outcome(
        outcome._replace(missing=missing), capsys
    )


@pytest.mark.parametrize(("official", "state"), [(True, "BẢN CHÍNH THỨC"), (False, "DỰ THẢO")])
def test_the_first_line_says_what_was_made(
    outcome: Outcome, capsys: pytest.CaptureFixture[str], state: str, *, official: bool
) -> None:
    first = show_outcome(outcome, capsys, official=official).splitlines()[0]
    assert first == f"Tháng 11 năm 2025 - {state}"


def test_problems_come_first_and_are_counted_last(
    outcome: Outcome, capsys: pytest.CaptureFixture[str]
) -> None:
    diagnostic = problem("BC802", None, what="a.docx")
    lines = show_outcome(outcome._replace(problems=(diagnostic,)), capsys).splitlines()
    assert lines[0].startswith("BC802 lỗi: Tệp a.docx đang mở")
    assert lines[-1] == "Dữ liệu có 1 lỗi; xem ở trên."


def test_square_brackets_in_names_are_printed_as_they_are(
    outcome: Outcome, capsys: pytest.CaptureFixture[str]
) -> None:
    diagnostic = problem("BC802", None, what="[bold]a[/bold].docx")
    assert "[bold]a[/bold].docx" in show_outcome(outcome._replace(problems=(diagnostic,)), capsys)


def test_a_refusal_tells_each_reason_once(outcome: Outcome, capsys: pytest.CaptureFixture[str]) -> None:
    reason = lacking_text("xa-mot")
    refused = outcome._replace(made=(), problems=(reason,), missing=(reason,), refused=True)
    assert show_outcome(refused, capsys, official=True).count("Thiếu nội dung mục I.1") == 1


def test_stages_are_plain_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Screen() as screen:
        for done in range(3):
            screen.show_progress("Lập văn bản", done, 2)
    assert capsys.readouterr().err == "Lập văn bản …\n"


def test_a_terminal_shows_how_far_a_build_has_come(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with Screen() as screen:
        for done in range(3):
            screen.show_progress("Lập văn bản", done, 2)
    said = capsys.readouterr().err
    assert "Lập văn bản" in said
    assert "2/2" in said
