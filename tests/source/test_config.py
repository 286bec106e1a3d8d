"""The settings of a workspace: usual folders unless `baocao.yaml` says otherwise."""

from datetime import date
from pathlib import Path

import pytest

from baocao.source.config import find_root, read_config
from reading import codes
from support import Sandbox


def test_without_settings_the_usual_folders_are_taken(sandbox: Sandbox) -> None:
    config, problems = read_config(sandbox.root)
    assert problems == []
    assert config.directives == sandbox.root / "data" / "directives"
    assert config.units == sandbox.root / "data" / "units"
    assert config.templates == sandbox.root / "templates"
    assert (config.notice, config.holidays) == ("", frozenset())


def test_settings_name_folders_days_off_and_a_notice(sandbox: Sandbox) -> None:
    sandbox.write(
        "baocao.yaml",
        """
        chi_dao: chỉ đạo
        don_vi: đơn vị
        mau: mẫu
        ghi_chu_moi_trang: Số liệu giả lập
        ngay_nghi: [2025-09-01, 02/9/2025]
        """,
    )
    config, problems = read_config(sandbox.root)
    assert problems == []
    assert config.directives == sandbox.root / "chỉ đạo"
    assert (config.units, config.templates) == (sandbox.root / "đơn vị", sandbox.root / "mẫu")
    assert config.notice == "Số liệu giả lập"
    assert config.holidays == {date(2025, 9, 1), date(2025, 9, 2)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngay_nghi: [2025-09-31, 2025-09-02]\n", ["BC207"]),
        ("ngay_nghi: {a: b}\n", ["BC202"]),
        ("chi_dao: [a]\n", ["BC203"]),
        ("thu_muc: a\n", ["BC205"]),
        ("- a\n", ["BC201"]),
        ("a: 'x\n", ["BC102"]),
        ("", ["BC006"]),
    ],
)
def test_each_fault_of_the_settings_is_reported(sandbox: Sandbox, text: str, expected: list[str]) -> None:
    sandbox.write("baocao.yaml", text)
    config, problems = read_config(sandbox.root)
    assert codes(problems) == expected
    assert config.units == sandbox.root / "data" / "units"


def test_a_workspace_is_found_from_the_folders_inside_it(sandbox: Sandbox) -> None:
    assert find_root(sandbox.root / "data" / "units" / "xa-mot") == sandbox.root
    assert find_root(sandbox.root) == sandbox.root


def test_settings_alone_make_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_root(tmp_path / "a" / "b") is None
    (tmp_path / "a" / "baocao.yaml").write_text("mau: mẫu\n", encoding="utf-8")
    assert find_root(tmp_path / "a" / "b") == tmp_path / "a"
