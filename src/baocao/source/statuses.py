"""The mapping of task states to labels and lights (trang-thai.yaml)."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from baocao.model.figure import Timeliness
from baocao.model.status import Light, LightRule, Statuses
from baocao.model.submission import Progress
from baocao.source import nodes
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.shapes.kinds import Choices, Kind, Text, Whole
from baocao.source.shapes.nested import ById, Record, Records, Section
from baocao.source.shapes.shape import Key, Shape, put_off

MOST_DAYS: Final = 366
"""Before a deadline; more would make every task one that is soon due."""
WHITE: Final = "FFFFFF"


class Colour(Kind):
    """Six hexadecimal digits, RRGGBB, in capital or small letters."""

    pattern: Final = "[0-9A-Fa-f]{6}"

    def require(self, fields: Fields, key: str) -> str:
        """Return the fill colour; black letters stay readable on white where it is not one."""
        text = fields.required_text(key).upper()
        if re.fullmatch(self.pattern, text):
            return text
        if text:
            fields.log.note_at("BC226", fields.place(key), value=text)
        return WHITE


def _axis(kind: type[Enum]) -> Record:
    """Return what names the states of one axis, all of them or none."""
    names = {f"of_{member.name}": member for member in kind}

    def make(**found: str) -> Mapping[Enum, str]:
        return {names[attribute]: text for attribute, text in found.items()}

    keys = (Key(str(member.value), name, Text(), required=True) for name, member in names.items())
    return Record(Shape(make, keys, lenient=True), {member: str(member.value) for member in kind})


LIGHT: Final = Shape(
    Light,
    (
        Key("ten", "name", Text(), "Tên màu", required=True),
        Key("rgb", "rgb", Colour(), "RRGGBB", required=True),
    ),
    lenient=True,
)


def _make_light_rule(light: Light | None, **found: Any) -> LightRule | None:
    return LightRule(light, **found) if light else None


LIGHT_RULE: Final = Shape(
    _make_light_rule,
    (
        Key("mau", "light", Section(), "Màu", required=True),
        Key("tien_do", "progress", Choices(Progress), "Tiến độ"),
        Key("thoi_han", "timeliness", Choices(Timeliness), "Thời hạn"),
    ),
    lenient=True,
)
STATUSES: Final = Shape(
    Statuses,
    (
        Key("tien_do", "progress", _axis(Progress), "Tên gọi tiến độ"),
        Key("thoi_han", "timeliness", _axis(Timeliness), "Tên gọi thời hạn"),
        Key("sap_den_han_truoc", "soon", Whole(0, MOST_DAYS, 0), "Sắp đến hạn khi còn", "Số ngày."),
        Key("mau", "lights", ById(LIGHT), "Màu"),
        Key("den", "rules", Records(lambda: LIGHT_RULE), "Xét lần lượt, dòng đầu tiên hợp thì lấy"),
    ),
)


def read_statuses(mapping: nodes.Mapping, log: Log) -> Statuses:
    """Read trang-thai.yaml."""
    fields = Fields(mapping, log)
    found = STATUSES.values(fields, {"rules": put_off})
    lights = found.pop("lights")
    found["rules"] = fields.each("den", lambda rule: _rule(rule, lights))
    fields.done()
    return Statuses(**found)


def _rule(fields: Fields, lights: Mapping[str, Light]) -> LightRule | None:
    return LIGHT_RULE.read(fields, {"light": lambda rule: _light(rule, lights)})


def _light(rule: Fields, lights: Mapping[str, Light]) -> Light | None:
    node = rule.require("mau")
    scalar = rule.log.scalar(node, "mau") if node else None
    chosen = rule.log.choice(scalar, "mau", lights) if scalar else None
    return lights[chosen] if chosen else None
