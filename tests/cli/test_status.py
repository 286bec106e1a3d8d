"""`baocao status`."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from baocao.cli.main import main
from repositories import Repository
from support import Sandbox

NOON = "1763269200"
"""12:00 on 16/11/2025 in Vietnam."""


class Said(NamedTuple):
    code: int
    out: str
    err: str


Status = Callable[..., Said]


@pytest.fixture
def status(sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Status:
    """Run `baocao status --ky 2025-11` on the sandbox with more options, at noon on 16/11/2025."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    monkeypatch.setenv("COLUMNS", "100")

    def run_status(*options: str, period: str = "2025-11") -> Said:
        code = main(["status", "--root", str(sandbox.root), "--ky", period, *options])
        return Said(code, *capsys.readouterr())

    return run_status


def test_who_reported_is_told_and_missing_reports_are_no_failure(status: Status, sandbox: Sandbox) -> None:
    Repository(sandbox.root).commit("2025-11-15 09:00")
    said = status()
    assert said.code == 0
    assert "Đọc lúc 12:00 ngày 16/11/2025; thời điểm gửi là giờ commit trên nhánh main." in said.out
    assert "Hạn gửi 17:00 ngày 17/11/2025, còn 1 ngày 5 giờ." in said.out
    assert "Chưa gửi (2): Xã Hai, Phường Ba." in said.out
    assert said.err == ""


def test_the_same_sources_and_moment_give_the_same_text(status: Status) -> None:
    assert status() == status()


def test_errors_of_data_are_counted_and_are_no_failure(status: Status, sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "ba nghìn")
    said = status()
    assert said.code == 0
    assert "Đã gửi, có lỗi (1): Xã Một." in said.out
    assert said.err == "Dữ liệu có 1 lỗi; chạy baocao check --ky 2025-11 để xem.\n"


def test_json_is_json_and_nothing_else(status: Status, sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "ba nghìn")
    said = status("--format", "json")
    content = json.loads(said.out)
    assert content["read_at"] == "2025-11-16T12:00:00+07:00"
    assert content["directives"][0]["counts"]["received"] == 1
    assert said.err == ""


def test_the_overview_can_be_narrowed(status: Status) -> None:
    said = status("--don-vi", "xa-hai", "--don-vi", "xa-mot", "--chi-dao", "cd")
    assert "Chưa gửi (1): Xã Hai." in said.out
    assert "Phường" not in said.out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--don-vi", "xa-hay"), "Lỗi: Không có đơn vị 'xa-hay'. Ý bạn là 'xa-hai'?"),
        (("--chi-dao", "cdd"), "Lỗi: Không có chỉ đạo 'cdd'. Ý bạn là 'cd'?"),
        (("--format", "xml"), "Lỗi: Giá trị cho --format không dùng được."),
    ],
)
def test_a_wrong_call_is_explained(status: Status, options: tuple[str, ...], message: str) -> None:
    said = status(*options)
    assert said.code == 2
    assert message in said.err
    assert said.out == ""


def test_a_moment_that_cannot_be_is_refused(status: Status, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    said = status()
    assert said.code == 2
    assert "không phải là một thời điểm" in said.err


def test_a_workbook_is_written_where_asked_and_the_same_again(status: Status, tmp_path: Path) -> None:
    path = tmp_path / "kết quả" / "tình hình.xlsx"
    assert status("--xlsx", str(path)).err == f"Đã ghi {path}.\n"
    first = path.read_bytes()
    status("--xlsx", str(path))
    assert path.read_bytes() == first
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_workbook_that_cannot_be_written_fails_with_the_reason(status: Status, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("x")
    said = status("--xlsx", str(tmp_path / "tệp" / "a.xlsx"))
    assert said.code == 1
    assert "BC801" in said.err
    assert "Tình hình gửi báo cáo" in said.out


def test_a_folder_that_is_no_workspace_fails_with_the_reason(
    sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--ky", "2025-11", "--root", str(sandbox.root / "templates")]) == 1
    assert "chạy baocao check" in capsys.readouterr().err


@pytest.mark.parametrize(("terminal", "sign"), [("xterm-256color", "█"), ("dumb", "#"), ("linux", "#")])
def test_bars_are_drawn_with_what_the_terminal_has(
    status: Status, monkeypatch: pytest.MonkeyPatch, terminal: str, sign: str
) -> None:
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.setattr("baocao.cli.status.is_terminal", lambda: True)
    assert f"{sign} đầy đủ" in status().out


def test_what_is_not_printed_on_a_terminal_is_plain(status: Status) -> None:
    assert "# đầy đủ" in status().out


def test_nothing_is_loaded_that_only_documents_need(sandbox: Sandbox) -> None:
    call = ["status", "--ky", "2025-11", "--root", str(sandbox.root)]
    code = f"import sys; from baocao.cli.main import main; main({call!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert loaded & {"docx", "openpyxl", "babel", "jinja2", "rich", "lxml"} == set()


def test_the_latest_period_can_be_asked_for_without_its_name(status: Status) -> None:
    assert status(period="moi-nhat") == status()
