"""The program as it is called: help, usage errors, crashes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from baocao.cli.main import main
from baocao.pipeline import making as pipeline
from support import Sandbox

HEAVY = ("docx", "openpyxl", "babel", "jinja2")
CALLS = [
    [],
    ["--help"],
    ["build"],
    ["build", "--ky"],
    ["build", "--ky", "2025-13"],
    ["build", "--kyy", "2025-11"],
    ["build", "--ky", "2025-11", "--don-vi", "zzz"],
    ["build", "--ky", "2025-11", "thừa"],
    ["check", "--format", "xml"],
    ["check", "--ky", "\x00"],
    ["check", "--root", "không có"],
    ["buidl"],
    ["--ky", "2025-11"],
    ["check", "--root", ""],
]


def run_program(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "baocao", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def modules_after(*arguments: str, cwd: Path) -> set[str]:
    """Return the names of all modules that a call imports."""
    code = f"import sys; from baocao.cli.main import main; main({list(arguments)!r}); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, capture_output=True, encoding="utf-8", check=True
    )
    return {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_help_imports_no_library_that_it_does_not_need(sandbox: Sandbox) -> None:
    assert modules_after("--help", cwd=sandbox.root) & {*HEAVY, "ruamel", "rich", "markdown_it"} == set()


def test_help_of_a_command_imports_no_library_that_it_does_not_need(sandbox: Sandbox) -> None:
    assert modules_after("build", "--help", cwd=sandbox.root) & {*HEAVY, "ruamel"} == set()


def test_check_imports_no_library_that_it_does_not_need(sandbox: Sandbox) -> None:
    assert modules_after("check", "--ky", "2025-11", cwd=sandbox.root) & {*HEAVY, "ruamel"} == set()


def test_check_loads_the_parser_for_a_file_that_is_written_otherwise(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "ky: 2025-11", "ky:\n  2025-11")
    modules = modules_after("check", "--ky", "2025-11", cwd=sandbox.root)
    assert "ruamel" in modules
    assert modules & set(HEAVY) == set()


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_vietnamese(capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert main([option]) == 0
    shown = capsys.readouterr().out
    assert "Cách dùng: baocao LỆNH" in shown
    assert re.search(r"^  build +Lập mọi văn bản", shown, re.MULTILINE)
    assert not re.search(r"Usage|Options|Commands|Show this", shown)


@pytest.mark.parametrize("command", ["build", "check"])
def test_help_of_a_command_is_vietnamese(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"Cách dùng: baocao {command}" in shown
    assert "--ky KỲ" in shown
    assert not re.search(r"Usage|Options|required|default", shown)


def test_a_call_without_a_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Cách dùng: baocao" in capsys.readouterr().err


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"baocao \d+\.\d+\.\d+\S*\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build"], "Lỗi: Thiếu --ky."),
        (["build", "--ky"], "Lỗi: Tùy chọn '--ky' cần một giá trị."),
        (["build", "--kyy", "2025-11"], "Lỗi: Không có tùy chọn '--kyy'. Ý bạn là --ky?"),
        (["build", "--ky", "2025-11", "thừa"], "Lỗi: Thừa tham số (thừa)."),
        (["buidl"], "Lỗi: Không có lệnh 'buidl'. Ý bạn là 'build'?"),
        (["zzz"], "Lỗi: Không có lệnh 'zzz'."),
        (["check", "--format", "xml"], "Lỗi: Giá trị cho --format không dùng được."),
        (["check", "--ky", "tháng này"], "Lỗi: 'tháng này' không phải là một kỳ báo cáo."),
        (["build", "--ky", "2025-11", "--root", "không có"], "Lỗi: Không có thư mục 'không có'."),
    ],
)
def test_a_wrong_call_is_explained_in_vietnamese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.out == ""


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_no_call_ever_ends_in_a_traceback(
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    monkeypatch.chdir(sandbox.root)
    assert main(arguments) in {0, 1, 2, 3}
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err


def test_outside_of_a_workspace_the_program_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "Không tìm thấy thư mục dữ liệu" in capsys.readouterr().err


def test_the_workspace_is_found_from_any_folder_inside(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sandbox.root / "data" / "units" / "xa-mot")
    assert main(["check", "--ky", "2025-11"]) == 0
    assert "Xã Hai chưa có báo cáo" in capsys.readouterr().out


def test_a_crash_is_told_in_a_line_and_not_as_a_traceback(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "load_checked", lambda *_: 1 / 0)
    assert main(["build", "--ky", "2025-11", "--root", str(sandbox.root)]) == 70
    said = capsys.readouterr().err
    assert "Lỗi nội bộ của chương trình: ZeroDivisionError" in said
    assert "BAOCAO_DEBUG=1" in said
    assert "Traceback" not in said


def test_a_crash_shows_its_traceback_to_those_who_ask(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAOCAO_DEBUG", "1")
    monkeypatch.setattr(pipeline, "load_checked", lambda *_: 1 / 0)
    assert main(["build", "--ky", "2025-11", "--root", str(sandbox.root)]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_is_confirmed_and_has_its_own_exit_code(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "load_checked", interrupted)
    assert main(["build", "--ky", "2025-11", "--root", str(sandbox.root)]) == 130
    assert capsys.readouterr().err.endswith("Đã dừng.\n")


def test_the_program_runs_as_a_process(sandbox: Sandbox) -> None:
    done = run_program("build", "--ky", "2025-11", cwd=sandbox.root)
    assert done.returncode == 0
    assert "Đã ghi 3 tệp vào out/2025-11" in done.stdout


def test_a_process_tells_a_wrong_call_by_its_exit_code(sandbox: Sandbox) -> None:
    done = run_program("build", "--ky", "2025-11", "--don-vi", "xa-mott", cwd=sandbox.root)
    assert done.returncode == 2
    assert "Ý bạn là 'xa-mot'?" in done.stderr


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_vietnamese_is_printed_on_a_terminal_that_does_not_know_it(
    sandbox: Sandbox, environment: dict[str, str]
) -> None:
    done = run_program("check", "--ky", "2025-11", cwd=sandbox.root, **environment)
    assert done.returncode == 0
    assert "Xã Hai chưa có báo cáo" in done.stdout
    assert "Kết quả: 2 cảnh báo." in done.stderr


def test_a_reader_that_stops_early_sees_no_traceback(sandbox: Sandbox) -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m baocao check --ky 2025-11 | true"],
        cwd=sandbox.root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
