"""Schemas of the files beside submissions: settings, profiles, cited documents, states, and the others."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from baocao.features.schema.kinds import kind_schema, one_or_many, record_schema
from baocao.features.schema.parts import DRAFT, Schema, by_id, choice_schema, with_words
from baocao.model.citation import CITATION_REGISTER
from baocao.model.directive import DIRECTIVE_SHAPE, TASK_SHAPE
from baocao.model.identifiers import FILE_NAMES
from baocao.model.indicator import GROUPS
from baocao.model.profile import PROFILE_SHAPE
from baocao.model.status import STATUSES_SHAPE
from baocao.model.unit import REGISTRY_SHAPE, SCOPE_SHAPE, UNIT_SHAPE, Registry
from baocao.model.workspace import CONFIG_SHAPE, Definitions


def _config_schema(_: Definitions) -> Schema:
    return record_schema(CONFIG_SHAPE, blank=False)


def _registry_schema(definitions: Definitions) -> Schema:
    registry = definitions.registry
    unit = record_schema(
        UNIT_SHAPE, {"loai": choice_schema(registry.kinds)}, dict(_grouping_keys(registry))
    )
    units = by_id(unit, FILE_NAMES.form.pattern)
    return record_schema(REGISTRY_SHAPE, {"don_vi": units}, blank=False)


def _profile_schema(_: Definitions) -> Schema:
    return record_schema(PROFILE_SHAPE, blank=False)


def _catalogue_schema(definitions: Definitions) -> Schema:
    return {
        **kind_schema(GROUPS, blank=False),
        "type": "object",
        "definitions": _shared_definitions(definitions),
    }


def _register_schema(_: Definitions) -> Schema:
    return {**kind_schema(CITATION_REGISTER, blank=False), "type": "object"}


def _statuses_schema(_: Definitions) -> Schema:
    return record_schema(STATUSES_SHAPE, blank=False)


def _directive_schema(definitions: Definitions) -> Schema:
    schema = record_schema(DIRECTIVE_SHAPE, blank=False)
    shared = {**_shared_definitions(definitions), TASK_SHAPE.definition: record_schema(TASK_SHAPE)}
    return {**schema, "definitions": shared}


def _shared_definitions(definitions: Definitions) -> dict[str, Schema]:
    """Return the definitions that references name: what a workspace knows by id."""
    catalogue, units = definitions.catalogue, definitions.registry.units
    return {
        "don_vi": choice_schema(units),
        "chi_tieu": choice_schema([*(group.id for group in catalogue.groups), *catalogue.indicators]),
        "van_ban": choice_schema(definitions.citations),
        SCOPE_SHAPE.definition: _scope_schema(definitions.registry),
    }


def _scope_schema(registry: Registry) -> Schema:
    levels = sorted({kind.level for kind in registry.kinds.values()})
    given = {"cap": one_or_many(choice_schema(levels)), "loai": one_or_many(choice_schema(registry.kinds))}
    return record_schema(SCOPE_SHAPE, given, dict(_grouping_keys(registry)), blank=False)


def _grouping_keys(registry: Registry) -> Iterator[tuple[str, Schema]]:
    """Yield the keys that units and selectors have for the groupings of the registry."""
    for each in registry.groupings.values():
        yield each.id, with_words(choice_schema(each.values, blank=True), each.name)


DEFINITIONS: Final[Mapping[str, tuple[str, Callable[[Definitions], Schema]]]] = {
    "cau-hinh": ("Cấu hình", _config_schema),
    "don-vi": ("Danh mục đơn vị", _registry_schema),
    "ho-so": ("Hồ sơ đơn vị", _profile_schema),
    "chi-tieu": ("Danh mục chỉ tiêu", _catalogue_schema),
    "van-ban": ("Văn bản dùng chung để dẫn chiếu", _register_schema),
    "trang-thai": ("Trạng thái nhiệm vụ", _statuses_schema),
    "chi-dao": ("Chỉ đạo", _directive_schema),
}
"""Titles and schemas by the names of their files."""


def definition_schema(name: str, definitions: Definitions) -> Schema:
    """Return one of them."""
    title, make = DEFINITIONS[name]
    return {"$schema": DRAFT, **with_words(make(definitions), title)}
