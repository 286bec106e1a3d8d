"""Workspaces spoiled by structure: some at every run, and those on which a command once failed."""

import importlib.util
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent


@cache
def structure_module() -> Any:
    """Return the module that spoils workspaces, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("structure", FOLDER / "structure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_workspaces_that_made_a_command_fail_do_so_no_more() -> None:
    kept = sorted((FOLDER / "workspaces").glob("*.json"))
    assert {path.name: fault for path in kept if (fault := structure_module().replay_kept(path))} == {}


def test_a_finding_is_kept_and_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, commands = {"a\xff.yaml": b"\xff\x00", "l": b"->."}, [("check",)]
    kept = tmp_path / "x.json"
    kept.write_text(structure_module().packed_text(workspace, commands, "1/2"), encoding="utf-8")

    def run(*given: object) -> str:
        return "fault" if given == (workspace, commands) else ""

    monkeypatch.setattr(structure_module(), "run_on_workspace", run)
    assert structure_module().replay_kept(kept) == "fault"


@pytest.mark.parametrize("seed", range(25))
def test_commands_survive_a_spoiled_workspace(seed: int) -> None:
    dice = random.Random(seed)
    workspace = structure_module().spoil_workspace(structure_module().good_files(), dice)
    commands = [structure_module().COMMANDS[0], dice.choice(structure_module().COMMANDS[1:])]
    assert structure_module().run_on_workspace(workspace, commands) == ""


def test_one_seed_spoils_in_one_way() -> None:
    files = structure_module().good_files()
    first, second = (structure_module().spoil_workspace(files, random.Random(7)) for _ in range(2))
    assert first == second
    assert first != files


@pytest.mark.parametrize("command", ["check", "build", "status", "diff", "fmt", "new", "schema"])
def test_a_good_workspace_is_no_finding(command: str) -> None:
    chosen = [each for each in structure_module().COMMANDS if each[0] == command]
    assert structure_module().run_on_workspace(structure_module().good_files(), chosen) == ""


@pytest.mark.parametrize(
    ("code", "said", "fault"), [(70, "", "exit 70"), (0, "\x1b[31m", "escape sequence"), (1, "", "")]
)
def test_wrong_answers_are_findings(
    monkeypatch: pytest.MonkeyPatch, code: int, said: str, fault: str
) -> None:
    def answer(_: object) -> int:
        print(said)  # noqa: T201 - it stands for a command
        return code

    monkeypatch.setattr(structure_module(), "main", answer)
    module = structure_module().run_on_workspace({}, [("status",)])
    assert (fault in module) if fault else module == ""


def test_a_place_that_is_not_there_is_a_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    said = '{"diagnostics": [{"code": "BC102", "file": "a.yaml", "line": 9}]}'
    assert "not there" in structure_module()._misplaced_diagnostic(said)
    assert structure_module()._misplaced_diagnostic(said.replace("9", "1")) == ""
