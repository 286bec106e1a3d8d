"""The settings of a workspace: usual folders unless `baocao.yaml` says otherwise."""

from datetime import date
from pathlib import Path

import pytest

from baocao.model.place import Place
from baocao.model.workspace import Waiver
from baocao.source.config import find_root, read_config
from reading import problem_codes
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
    assert problem_codes(problems) == expected
    assert config.units == sandbox.root / "data" / "units"


def test_settings_say_which_warnings_are_left_out_and_why(sandbox: Sandbox) -> None:
    sandbox.write(
        "baocao.yaml",
        """
        bo_qua:
          - {ma: BC701, don_vi: xa-hai, ly_do: Xã báo cáo bằng giấy}
          - ma: BC424
            tep: data/units/*/2025-11.yaml
            ly_do: Sáp nhập đơn vị
        """,
    )
    config, problems = read_config(sandbox.root)
    assert problems == []
    assert config.waivers == (
        Waiver("BC701", "Xã báo cáo bằng giấy", Place("baocao.yaml", 2, 10), "", "xa-hai"),
        Waiver("BC424", "Sáp nhập đơn vị", Place("baocao.yaml", 3, 9), "data/units/*/2025-11.yaml", ""),
    )
    assert config.source is not None
    assert config.source.text.startswith("bo_qua:")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{ma: BC701}", ["BC204"]),
        ("{ma: BC701, ly_do: ''}", ["BC204"]),
        ("{ma: '', ly_do: Có}", ["BC531"]),
        ("{ma: BC000}", ["BC531", "BC204"]),
        ("{ly_do: Không rõ mã}", ["BC204"]),
        ("{ma: BC000, ly_do: Mã lạ}", ["BC531"]),
        ("{ma: BC70, ly_do: Mã cụt}", ["BC531"]),
        ("BC701", ["BC201"]),
        ("{ma: BC701, ly_do: Có, donvi: xa-hai}", ["BC205"]),
        ("{ma: BC701, ly_do: Có, don_vi: [a]}", ["BC203"]),
    ],
)
def test_a_warning_is_left_out_only_with_a_known_code_and_a_reason(
    sandbox: Sandbox, entry: str, expected: list[str]
) -> None:
    sandbox.write("baocao.yaml", f"bo_qua:\n  - {entry}\n")
    config, problems = read_config(sandbox.root)
    assert problem_codes(problems) == expected
    assert config.waivers == ()


def test_the_nearest_code_is_suggested(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", "bo_qua: [{ma: BC7O1, ly_do: Gõ nhầm}]\n")
    _, (found,) = read_config(sandbox.root)
    assert "Ý bạn là 'BC701'?" in found.message


def test_a_workspace_is_found_from_the_folders_inside_it(sandbox: Sandbox) -> None:
    assert find_root(sandbox.root / "data" / "units" / "xa-mot") == sandbox.root
    assert find_root(sandbox.root) == sandbox.root


def test_settings_alone_make_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_root(tmp_path / "a" / "b") is None
    (tmp_path / "a" / "baocao.yaml").write_text("mau: mẫu\n", encoding="utf-8")
    assert find_root(tmp_path / "a" / "b") == tmp_path / "a"
