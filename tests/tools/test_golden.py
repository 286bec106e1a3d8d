"""The comparison of two commits looks at every command in every format."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main

from baocao.cli.main import app

TOOL = Path(__file__).resolve().parents[2] / "tools" / "golden.py"


@pytest.fixture(scope="module")
def golden() -> ModuleType:
    """The tool, as a module."""
    spec = importlib.util.spec_from_file_location("golden", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def command_formats(command: Any) -> tuple[str, ...]:
    params = [each for each in command.params if "--format" in each.opts]
    return tuple(params[0].type.choices) if params else ()


def test_every_command_is_run_and_asked_for_help(golden: ModuleType) -> None:
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    run = {
        run.words[0]
        for runs in golden.chains_by_name().values()
        for run in runs
        if "--help" not in run.words
    }
    assert run == commands
    helped = {run.words[0] for run in golden.chains_by_name()["giup"]}
    assert commands <= helped


def test_every_format_of_a_command_is_printed(golden: ModuleType) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert {
        name: command_formats(each) for name, each in commands.items() if command_formats(each)
    } == golden.FORMATS


def keep_screen(folder: Path, screen: list[Any], files: dict[str, str]) -> Path:
    folder.mkdir()
    by_name = {"thuc": {"man_hinh": {".: check": screen}, "tep": files}}
    (folder / "ban-ghi.json").write_text(json.dumps(by_name), encoding="utf-8")
    return folder


def test_recordings_that_are_the_same_differ_in_nothing(golden: ModuleType, tmp_path: Path) -> None:
    one, other = (
        keep_screen(tmp_path / name, [0, "x", ""], {"out/a.docx": "1"}) for name in ("truoc", "sau")
    )
    assert list(golden.recording_differences(one, other)) == []


def test_a_changed_line_code_and_file_are_told(golden: ModuleType, tmp_path: Path) -> None:
    one = keep_screen(tmp_path / "truoc", [0, "một\nhai\n", ""], {"out/a.docx": "1", "out/b.docx": "1"})
    other = keep_screen(tmp_path / "sau", [1, "một\nba\n", ""], {"out/a.docx": "2"})
    text = "\n".join(golden.recording_differences(one, other))
    assert "thuc: .: check\n  exit code 0 -> 1\n" in text
    assert "  -hai\n  +ba" in text
    assert "thuc: out/a.docx" in text
    assert "thuc: out/b.docx\n  only before" in text


def test_what_differs_from_run_to_run_is_left_out(golden: ModuleType) -> None:
    text = 'Đã ghi 4 tệp vào out/2025-11 (1,8 giây).\n "timings": {\n  "rules": 0.017\n }\n'
    assert golden._steady_text(text) == 'Đã ghi 4 tệp vào out/2025-11 (… giây).\n "timings": {}\n'
