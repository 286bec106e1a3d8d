"""One file before and now, as Git hands it over."""

import sys
from pathlib import Path

import pytest

from baocao.features.diff.git_driver import driver_text
from baocao.features.init.install_source import Source
from baocao.features.init.new_workspace import skeleton_files
from repositories import Repository
from support import Sandbox

REPORT = "data/units/xa-mot/2025-11.yaml"


@pytest.fixture
def kho(tmp_path: Path) -> tuple[Sandbox, Repository]:
    """A workspace in a subfolder, whose repository lets baocao compare its reports."""
    sandbox = Sandbox(tmp_path / "dữ liệu")
    repository = Repository(tmp_path)
    (tmp_path / ".gitattributes").write_text("*.yaml diff=baocao-yaml\n", encoding="utf-8")
    repository.git("config", "diff.baocao-yaml.command", f"{sys.executable} -m baocao diff --git-driver")
    repository.commit("2025-11-15 09:00")
    return sandbox, repository


def test_git_diff_shows_a_report_by_meaning(kho: tuple[Sandbox, Repository]) -> None:
    sandbox, repository = kho
    sandbox.replace(REPORT, "3.781", "4.159  # đã kiểm")
    shown = repository.git("diff")
    assert "Tiếp nhận 3.781 → 4.159 +378 +10%" in " ".join(shown.split())
    assert "đã kiểm" not in shown


def test_other_files_are_shown_by_their_keys(kho: tuple[Sandbox, Repository]) -> None:
    sandbox, repository = kho
    sandbox.replace("data/units/xa-mot/ho-so.yaml", "dia_danh: Một", "dia_danh: Hai  # tên mới")
    shown = repository.git("diff")
    assert "-dia_danh: Một\n" in shown
    assert "+dia_danh: Hai\n" in shown


def test_a_report_that_came_or_went_is_shown(kho: tuple[Sandbox, Repository]) -> None:
    sandbox, repository = kho
    sandbox.remove(REPORT)
    assert "3.781 → không ghi" in repository.git("diff")


def test_a_report_that_does_not_parse_is_shown_as_it_is(kho: tuple[Sandbox, Repository]) -> None:
    sandbox, repository = kho
    sandbox.replace(REPORT, "chi_tieu:", "chi_tieu: [")
    assert "+chi_tieu: [" in repository.git("diff")


def test_an_unmerged_file_says_so() -> None:
    assert "đang xung đột" in driver_text(["x.yaml"], 80)


def test_the_advised_attributes_do_not_break_git_blame(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path)
    repository = Repository(tmp_path)
    advised = skeleton_files(Source())[".gitattributes"]
    sandbox.write(".gitattributes", advised.replace("# data/units/*/20*.yaml", "data/units/*/20*.yaml"))
    repository.git("config", "diff.baocao.textconv", f"{sys.executable} -m baocao diff --textconv")
    repository.git("config", "diff.baocao-yaml.command", f"{sys.executable} -m baocao diff --git-driver")
    repository.commit("2025-11-15 09:00")
    blamed = repository.git("blame", "--line-porcelain", "--", REPORT).split("\n")
    lines = [row.removeprefix("\t") for row in blamed if row.startswith("\t")]
    assert lines == (tmp_path / REPORT).read_text(encoding="utf-8").splitlines()
    sandbox.replace(REPORT, "3.781", "4.159")
    assert "Tiếp nhận 3.781 → 4.159" in " ".join(repository.git("diff").split())
