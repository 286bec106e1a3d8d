"""The mapping of task states to labels and lights (trang-thai.yaml)."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeVar

from baocao.model.figure import Timeliness
from baocao.model.status import Light, LightRule, Statuses
from baocao.model.submission import Progress
from baocao.source import nodes
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.vietnamese.text import nfc

_COLOUR: Final = re.compile("[0-9A-F]{6}")
MOST_DAYS: Final = 366
"""Before a deadline; more would make every task one that is soon due."""
WHITE: Final = "FFFFFF"
M = TypeVar("M", bound=Enum)


def read_statuses(mapping: nodes.Mapping, log: Log) -> Statuses:
    """Read trang-thai.yaml."""
    fields = Fields(mapping, log)
    lights = fields.named("mau", _light)
    soon = fields.whole("sap_den_han_truoc", 0, MOST_DAYS)
    statuses = Statuses(
        progress=_labels(fields, "tien_do", Progress),
        timeliness=_labels(fields, "thoi_han", Timeliness),
        rules=fields.each("den", lambda rule: _rule(rule, lights)),
        soon=soon or 0,
    )
    fields.done()
    return statuses


def _labels(fields: Fields, key: str, kind: type[M]) -> Mapping[M, str]:
    mapping = fields.mapping(key)
    if mapping is None:
        return {member: str(member.value) for member in kind}
    labels = Fields(mapping, fields.log)
    found = {member: labels.required_text(str(member.value)) for member in kind}
    labels.done()
    return found


def _light(name: str, fields: Fields) -> Light:
    light = Light(name, fields.required_text("ten"), _colour(fields))
    fields.done()
    return light


def _colour(fields: Fields) -> str:
    """Return the fill colour; black letters stay readable on white where it is not one."""
    text = fields.required_text("rgb").upper()
    if _COLOUR.fullmatch(text):
        return text
    if text:
        fields.log.note_at("BC226", fields.place("rgb"), value=text)
    return WHITE


def _rule(fields: Fields, lights: Mapping[str, Light]) -> LightRule | None:
    node = fields.require("mau")
    scalar = fields.log.scalar(node, "mau") if node else None
    chosen = fields.log.choice(scalar, "mau", lights) if scalar else None
    progress, timeliness = (
        _states(fields, "tien_do", Progress),
        _states(fields, "thoi_han", Timeliness),
    )
    fields.done()
    return LightRule(lights[chosen], progress, timeliness) if chosen else None


def _states(fields: Fields, key: str, kind: type[M]) -> frozenset[M]:
    known = {str(member.value): member for member in kind}
    items = fields.log.scalars(fields.get(key), key)
    return frozenset(
        known[nfc(item.text)] for item in items if fields.log.choice(item, key, known) is not None
    )
