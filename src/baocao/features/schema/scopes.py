"""Schemas that several definitions share: scopes of units, known ids, labels, rules."""

from baocao.features.schema.parts import (
    Schema,
    about,
    by_id,
    choice,
    day,
    number,
    record,
    text,
    texts,
    types,
)
from baocao.model.identifiers import NAMES
from baocao.model.rule import Gravity, Missing, RuleKind
from baocao.model.unit import Registry
from baocao.model.workspace import Definitions


def shared(definitions: Definitions) -> dict[str, Schema]:
    """Return the definitions that `refer` names: what a workspace knows by id."""
    catalogue = definitions.catalogue
    units = definitions.registry.units
    return {
        "don_vi": choice(units),
        "chi_tieu": choice([*(group.id for group in catalogue.groups), *catalogue.indicators]),
        "van_ban": choice(definitions.citations),
        "pham_vi": _scope(definitions.registry),
    }


def refer(name: str) -> Schema:
    """Return a reference to a shared definition."""
    return {"$ref": f"#/definitions/{name}"}


def one_or_many(schema: Schema, *, blank: bool = True) -> Schema:
    """A list, or one item of it."""
    many: Schema = {"type": "array", "items": {"anyOf": [schema, {"type": "null"}]}}
    return {
        "anyOf": [
            schema,
            many if blank else {**many, "minItems": 1},
            *([{"type": "null"}] if blank else []),
        ]
    }


def _scope(registry: Registry) -> Schema:
    levels = sorted({kind.level for kind in registry.kinds.values()})
    groupings = {each.id: about(choice(each.values), each.name) for each in registry.groupings.values()}
    return record(
        {
            "cap": about(one_or_many(choice(levels)), "Cấp"),
            "loai": about(one_or_many(choice(registry.kinds)), "Loại đơn vị"),
            "don_vi": about(one_or_many(refer("don_vi")), "Mã đơn vị"),
            "tru": about(one_or_many(refer("don_vi")), "Trừ các đơn vị này"),
            **groupings,
        },
        blank=False,
    )


def labels() -> Schema:
    """Ids with the words for them."""
    return {"type": types("object", blank=True), "additionalProperties": text()}


def rules() -> Schema:
    """`quy_tac` of a group of indicators or of a directive."""
    return by_id(
        {
            **record(
                {
                    "ten": about(text(blank=False), "Tên quy tắc", "Nói điều phải đúng."),
                    "dieu_kien": about(text(), "Điều kiện", "Ví dụ tthc.dung_han <= tthc.tiep_nhan."),
                    "cung_co": about(texts(), "Cùng có hoặc cùng không có"),
                    "mot_trong": about(texts(), "Đúng một trong"),
                    "can_co": about(texts(), "Cần có"),
                    "neu": about(text(), "Chỉ xét khi"),
                    "sai_so": about(number(), "Sai số cho phép"),
                    "khi_thieu": about(
                        choice([each.value for each in Missing], blank=True), "Khi thiếu số"
                    ),
                    "muc_do": about(choice([each.value for each in Gravity], blank=True), "Mức độ"),
                    "tu": about(day(), "Áp dụng từ ngày"),
                    "den": about(day(), "Đến ngày"),
                    "can_cu": about(text(), "Căn cứ"),
                    "cach_sua": about(text(), "Cách sửa"),
                },
                ["ten"],
            ),
            "anyOf": [{"required": [kind.value]} for kind in RuleKind] + [{"type": "null"}],
        },
        NAMES.form.pattern,
    )
