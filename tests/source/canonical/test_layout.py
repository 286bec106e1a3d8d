"""The order of keys in every kind of file."""

from collections.abc import Iterator
from typing import Any

import pytest

from baocao.features.schema.definitions import definition_schema
from baocao.features.schema.schemas import Wanted, wanted_schemas
from baocao.model.citation import CITATION_REGISTER
from baocao.model.directive import DIRECTIVE_SHAPE
from baocao.model.indicator import GROUPS
from baocao.model.profile import PROFILE_SHAPE
from baocao.model.status import STATUSES_SHAPE
from baocao.model.unit import REGISTRY_SHAPE
from baocao.model.workspace import CONFIG_SHAPE
from baocao.source.canonical.layout import Layout, Orders, kind_layout, shape_layout, submission_layout
from baocao.source.config import read_config
from baocao.source.workspace import load_definitions
from support import REPOSITORY

DEFINITIONS, _ = load_definitions(read_config(REPOSITORY)[0])
KINDS = {
    "cau-hinh": shape_layout(CONFIG_SHAPE),
    "don-vi": shape_layout(REGISTRY_SHAPE),
    "ho-so": shape_layout(PROFILE_SHAPE),
    "chi-tieu": kind_layout(GROUPS),
    "van-ban": kind_layout(CITATION_REGISTER),
    "trang-thai": shape_layout(STATUSES_SHAPE),
    "chi-dao": shape_layout(DIRECTIVE_SHAPE),
}
BY_PLACE = {"tinh_cu", "don_vi", "cap", "loai", "tru"}
"""Keys of scopes and of groupings, which may stand as they were written."""


def missing_keys(
    schema: dict[str, Any], layout: Layout, whole: dict[str, Any], path: str = ""
) -> Iterator[str]:
    """Yield the keys of a schema, and of the records inside, that the layout does not order."""
    while "$ref" in schema:
        schema = whole["definitions"][schema["$ref"].rpartition("/")[2]]
    ways = (*schema.get("anyOf", ()), *schema.get("allOf", ()))
    one_or_many = any("items" in each for each in ways)
    for each in ways:
        inner = layout.of("") if one_or_many and "items" not in each else layout
        yield from missing_keys(each, inner, whole, path)
    if isinstance(schema.get("items"), dict):
        yield from missing_keys(schema["items"], layout.of(""), whole, path)
    for inside in schema.get("patternProperties", {}).values():
        yield from missing_keys(inside, layout.of(""), whole, f"{path}/*")
    properties = schema.get("properties", {})
    if not properties or BY_PLACE & properties.keys() == properties.keys():
        return
    if "pham_vi" in path or {"cap", "tru"} <= properties.keys():
        return
    for name, inside in properties.items():
        if name not in layout.order and name not in BY_PLACE:
            yield f"{path}/{name}"
        if "nhiem_vu_con" not in path:
            yield from missing_keys(inside, layout.of(name), whole, f"{path}/{name}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_definition_has_its_place(kind: str) -> None:
    schema = definition_schema(kind, DEFINITIONS)
    keys = set(missing_keys(schema, KINDS[kind], schema))
    assert {key for key in keys if not key.startswith(("/tien_do/", "/thoi_han/"))} == set()


def test_every_section_of_a_report_has_its_place() -> None:
    schema = next(each.schema for each in wanted_schemas(DEFINITIONS, Wanted(kind="xa")))
    known = submission_layout(Orders()).order.keys()
    assert schema["properties"].keys() <= known
    issue = schema["definitions"]["phat_hanh"]["properties"].keys()
    assert issue <= submission_layout(Orders()).of("phat_hanh").of("nq71").order.keys()
    correction = schema["properties"]["dinh_chinh"]["items"]["properties"].keys()
    assert correction <= submission_layout(Orders()).of("dinh_chinh").of("").order.keys()
    task = schema["definitions"]["nhiem_vu"]["properties"].keys()
    assert task <= submission_layout(Orders()).of("nhiem_vu").of("nq71").of("1").order.keys()


def test_subtasks_of_subtasks_have_the_order_of_tasks() -> None:
    task = KINDS["chi-dao"].of("nhom_nhiem_vu").of("").of("nhiem_vu").of("")
    inner = task.of("nhiem_vu_con").of("").of("nhiem_vu_con").of("")
    assert (list(inner.order), list(inner.of("thoi_han").order)) == (
        list(task.order),
        ["nhu_van_ban", "ngay"],
    )
