"""docs/kiem-tra.md says what `baocao check` does."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from baocao.cli.main import main
from baocao.features.check.formats import Format
from baocao.features.check.json import json_report
from baocao.features.check.record import report_of
from baocao.model.diagnostic import problem
from baocao.model.place import Place
from baocao.model.workspace import SourceFile
from baocao.report.text import text_report
from baocao.source.config import read_config
from support import REPOSITORY

PAGE = (REPOSITORY / "docs" / "kiem-tra.md").read_text(encoding="utf-8")


def code_blocks(language: str) -> list[str]:
    """Return the examples in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def first_column(heading: str) -> list[str]:
    """Return the names in the first column of the table under a heading."""
    table = PAGE.partition(heading)[2].split("\n\n")[0]
    return re.findall(r"`(\w+)`", " ".join(line.split("|")[1] for line in table.strip().split("\n")))


def shown_commands() -> Iterator[list[str]]:
    for block in code_blocks("sh"):
        for line in block.splitlines():
            yield line.partition("#")[0].split()[1:]


def test_every_format_is_explained_and_no_other() -> None:
    assert first_column("| `--format` | dùng cho |\n| --- | --- |") == list(Format)


def test_every_key_of_the_json_is_explained_and_no_other() -> None:
    written = json.loads(json_report(report_of([], {})))
    assert sorted(first_column("| khóa | nội dung |\n| --- | --- |")) == sorted(written)


@pytest.mark.parametrize("command", list(shown_commands()), ids=" ".join)
def test_every_command_can_be_typed(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert main(command) in {0, 1, 3}


def test_the_explained_message_is_what_is_printed() -> None:
    (example,) = code_blocks("text")
    file = "data/units/xa-mo-cay/2025-11.yaml"
    source = SourceFile(file, "\n" * 60 + "  tthc.tiep_nhan: ba nghìn\n", b"")
    diagnostic = problem("BC208", Place(file, 61, 19), value="ba nghìn")
    assert text_report([diagnostic], {file: source}).rstrip() == example.rstrip()


def test_the_settings_of_the_example_have_no_fault(tmp_path: Path) -> None:
    (tmp_path / "baocao.yaml").write_text(code_blocks("yaml")[0], encoding="utf-8")
    config, problems = read_config(tmp_path)
    assert problems == []
    assert [waiver.code for waiver in config.waivers] == ["BC701", "BC215"]


@pytest.mark.parametrize("pipeline", code_blocks("yaml")[1:])
def test_the_commands_of_the_pipelines_can_be_typed(pipeline: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert YAML(typ="safe").load(pipeline)
    monkeypatch.chdir(REPOSITORY)
    typed = re.findall(r"\bbaocao (check[^>|\n]*)", pipeline)
    assert len(typed) == 3
    assert {main(command.split()) for command in typed} <= {0, 1, 3}
