"""Writing schemas and the settings of the editor."""

import json

import pytest

from baocao.features.schema.schemas import (
    FOLDER,
    SETTINGS,
    Settings,
    UnknownError,
    Wanted,
    export_schemas,
    settings_text,
    wanted_schemas,
)
from support import Sandbox

ALL = Wanted()


def test_every_kind_of_unit_has_a_schema_for_the_files_of_its_units(sandbox: Sandbox) -> None:
    by_name = {each.name: each.matches for each in wanted_schemas(sandbox.load().definitions, ALL)}
    assert by_name["bao-cao-xa.json"] == ("data/units/xa-mot/2*.yaml", "data/units/xa-hai/2*.yaml")
    assert by_name["bao-cao-so.json"] == ("data/units/so-a/2*.yaml",)
    assert by_name["ho-so.json"] == ("data/units/*/ho-so.yaml",)


def test_one_schema_can_be_had_alone(sandbox: Sandbox) -> None:
    definitions = sandbox.load().definitions
    assert [each.name for each in wanted_schemas(definitions, Wanted(unit="xa-mot"))] == [
        "bao-cao-xa-mot.json"
    ]
    narrowed = wanted_schemas(definitions, Wanted(directive="cd", kind="phuong"))
    assert [each.name for each in narrowed] == ["bao-cao-phuong-cd.json"]


def test_a_directive_alone_has_schemas_for_those_whom_it_asks(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "[{don_vi: so-a}]", "[{loai: xa}]")
    schemas = wanted_schemas(sandbox.load().definitions, Wanted(directive="cd"))
    assert [each.name for each in schemas] == ["bao-cao-xa-cd.json", "bao-cao-phuong-cd.json"]


def test_a_kind_without_units_has_no_schema(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/don-vi.yaml", "loai:\n", "loai:\n  ban: {ten: ban, cap: so}\n")
    with pytest.raises(UnknownError, match="Không có đơn vị nào"):
        wanted_schemas(sandbox.load().definitions, Wanted(kind="ban"))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(directive="cdd"), "Không có chỉ đạo 'cdd'. Ý bạn là 'cd'?"),
        (Wanted(unit="xa-mott"), "Không có đơn vị 'xa-mott'. Ý bạn là 'xa-mot'?"),
        (Wanted(kind="phuongg"), "Không có loại đơn vị 'phuongg'. Ý bạn là 'phuong'?"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(sandbox: Sandbox, wanted: Wanted, said: str) -> None:
    with pytest.raises(UnknownError) as raised:
        wanted_schemas(sandbox.load().definitions, wanted)
    assert str(raised.value) == said


def test_schemas_and_settings_are_written_and_written_again_the_same(sandbox: Sandbox) -> None:
    first = export_schemas(sandbox.root, None, ALL)
    path = sandbox.root / FOLDER / "bao-cao-xa.json"
    before = path.read_bytes()
    again = export_schemas(sandbox.root, None, ALL)
    assert (first.settings, again.settings) == (Settings.WRITTEN, Settings.LEFT_ALONE)
    assert path.read_bytes() == before
    assert json.loads((sandbox.root / SETTINGS).read_text(encoding="utf-8"))["yaml.schemas"][
        "./.baocao/schema/bao-cao-xa.json"
    ] == ["data/units/xa-mot/2*.yaml", "data/units/xa-hai/2*.yaml"]


def test_the_schema_of_a_kind_that_is_gone_is_removed(sandbox: Sandbox) -> None:
    export_schemas(sandbox.root, None, ALL)
    sandbox.replace("data/units/don-vi.yaml", "  phuong: {ten: phường, cap: xa}\n", "")
    sandbox.replace("data/units/don-vi.yaml", "loai: phuong", "loai: xa")
    sandbox.replace("data/directives/cd.yaml", "ap_dung: {loai: phuong}", "ap_dung: {don_vi: phuong-ba}")
    export_schemas(sandbox.root, None, ALL)
    assert not (sandbox.root / FOLDER / "bao-cao-phuong.json").exists()
    assert "bao-cao-phuong" not in (sandbox.root / SETTINGS).read_text(encoding="utf-8")


def test_elsewhere_or_in_part_the_settings_are_left_alone(sandbox: Sandbox) -> None:
    export_schemas(sandbox.root, sandbox.root / "khac", ALL)
    export_schemas(sandbox.root, None, Wanted(kind="xa"))
    assert (sandbox.root / "khac" / "bao-cao-xa.json").is_file()
    assert not (sandbox.root / SETTINGS).exists()


def test_wrong_definitions_give_no_schema(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/chi-tieu.yaml", "loai: co_khong", "loai: co_hay_khong")
    done = export_schemas(sandbox.root, None, ALL)
    assert [each.code for each in done.problems] == ["BC206"]
    assert not (sandbox.root / FOLDER).exists()


def test_wrong_submissions_do_not_matter(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/xa-mot/2025-11.yaml", "3.781", "ba nghìn")
    assert not export_schemas(sandbox.root, None, ALL).problems


def test_other_settings_stay_as_they_are(sandbox: Sandbox) -> None:
    files = wanted_schemas(sandbox.load().definitions, ALL)
    mine = {"editor.tabSize": 2, "yaml.schemas": {"https://a/b.json": "c.yaml"}, "z": [1]}
    content = json.loads(settings_text(files, json.dumps(mine)) or "")
    assert list(content) == ["editor.tabSize", "yaml.schemas", "z"]
    assert content["yaml.schemas"]["https://a/b.json"] == "c.yaml"
    assert "./.baocao/schema/ho-so.json" in content["yaml.schemas"]


@pytest.mark.parametrize("before", ["// chú thích\n{}", "[]", '{"yaml.schemas": 3}', "{"])
def test_settings_that_cannot_be_kept_are_not_touched(sandbox: Sandbox, before: str) -> None:
    path = sandbox.write(SETTINGS, before)
    done = export_schemas(sandbox.root, None, ALL)
    assert done.settings is Settings.UNREADABLE
    assert path.read_text(encoding="utf-8") == before
