"""The schema of submissions: whose it is, and what it offers to whom."""

from typing import Any

import pytest

from baocao.features.schema.schemas import Wanted, wanted_schemas
from support import Sandbox

DIRECTIVE = "data/directives/cd.yaml"
OTHER = """
ma: khac
ten: Chỉ đạo khác
don_vi_bao_cao: [{cap: so}]
tan_suat: [quy]
chi_tieu: [hs.tiep_nhan]
nhom_vuong_mac: {khac: Khác}
"""


def only_schema(sandbox: Sandbox, **wanted: str) -> Any:
    """Return the only schema that is wanted."""
    (schema,) = wanted_schemas(sandbox.load().definitions, Wanted(**wanted))
    return schema.schema


def schema_section(content: Any, *path: str) -> Any:
    """Return what a schema says under a path of keys."""
    for key in path:
        content = content["properties"][key]
    return content


def offered_keys(content: Any) -> set[str]:
    """Return the keys that an editor offers."""
    return {name for name, each in content["properties"].items() if not each.get("doNotSuggest")}


def test_a_kind_of_unit_has_all_its_units(sandbox: Sandbox) -> None:
    assert schema_section(only_schema(sandbox, kind="xa"), "don_vi")["examples"] == ["xa-mot", "xa-hai"]
    assert schema_section(only_schema(sandbox, unit="xa-hai"), "don_vi")["examples"] == ["xa-hai"]


def test_indicators_carry_their_names_and_who_asks_for_them(sandbox: Sandbox) -> None:
    section = schema_section(only_schema(sandbox, kind="xa"), "chi_tieu", "hs.tiep_nhan")
    assert section["title"] == "Tiếp nhận"
    assert (
        "Từ 0 đến 9.999.999. Ghi số nguyên, ví dụ 3.781. Bắt buộc theo cd, mục I.1."
        in section["description"]
    )


def test_derived_indicators_are_not_entered_but_may_have_been_published(sandbox: Sandbox) -> None:
    schema = only_schema(sandbox, kind="xa")
    assert "hs.ty_le" not in schema_section(schema, "chi_tieu")["properties"]
    assert "hs.ty_le" in schema_section(schema, "doi_chieu")["properties"]


def test_outline_items_carry_their_guidance(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE, "ten: Hồ sơ,", 'ten: Hồ sơ, huong_dan: Nêu rõ, y: ["Số hồ sơ"],')
    section = schema_section(only_schema(sandbox, kind="xa"), "noi_dung", "cd", "I.1")
    assert section["title"] == "I.1. Hồ sơ"
    assert section["description"].startswith("Nêu rõ\n- Số hồ sơ\nSố liệu: hs.tiep_nhan")
    assert section["description"].endswith("\nBắt buộc.")


def test_tasks_say_what_is_expected_and_until_when(sandbox: Sandbox) -> None:
    section = schema_section(only_schema(sandbox, kind="xa"), "nhiem_vu", "cd", "1")
    assert section["title"] == "Nhiệm vụ 1: Nhiệm vụ một"
    assert section["description"].startswith("Thời hạn: Tháng ")


def test_what_is_for_others_is_marked_and_not_offered(sandbox: Sandbox) -> None:
    communes, wards = only_schema(sandbox, kind="xa"), only_schema(sandbox, kind="phuong")
    assert (
        schema_section(communes, "noi_dung", "cd", "I.2")["deprecationMessage"]
        == "Không dành cho đơn vị này."
    )
    assert "I.2" in offered_keys(schema_section(wards, "noi_dung", "cd"))


def test_a_directive_that_asks_nothing_of_a_unit_is_not_offered(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/khac.yaml", OTHER)
    assert offered_keys(schema_section(only_schema(sandbox, kind="xa"), "noi_dung")) == {"cd"}
    assert offered_keys(schema_section(only_schema(sandbox, kind="so"), "vuong_mac")) == {"cd", "khac"}


def test_a_schema_of_one_directive_knows_only_what_that_asks(sandbox: Sandbox) -> None:
    sandbox.write("data/directives/khac.yaml", OTHER)
    schema = only_schema(sandbox, kind="so", directive="khac")
    assert set(schema_section(schema, "chi_tieu")["properties"]) == {"hs.tiep_nhan"}
    assert set(schema_section(schema, "vuong_mac")["properties"]) == {"khac"}
    assert schema_section(schema, "vuong_mac", "khac")["items"]["properties"]["nhom"]["examples"] == [
        "khac"
    ]


@pytest.mark.parametrize(("kind", "asked"), [("xa", True), ("so", False)])
def test_documents_are_offered_to_those_who_issue_them(sandbox: Sandbox, kind: str, asked: bool) -> None:  # noqa: FBT001
    assert (
        "cd/bao-cao" in offered_keys(schema_section(only_schema(sandbox, kind=kind), "phat_hanh"))
    ) is asked
