"""The mapping of task states to labels and lights (trang-thai.yaml)."""

import re
from collections.abc import Mapping

from baocao.model.shape import Key
from baocao.model.status import LIGHT_RULE_SHAPE, STATUSES_SHAPE, WHITE, Colour, Light, LightRule, Statuses
from baocao.source import nodes
from baocao.source.fields import Fields
from baocao.source.log import Log
from baocao.source.shapes import Reader, put_off, read_record, reads_kinds, values_of


@reads_kinds(Colour)
def _read_colour(kind: Colour, key: Key) -> Reader:
    def read(fields: Fields) -> str:
        """Return the fill colour; black letters stay readable on white where it is not one."""
        text = fields.required_text(key.name).upper()
        if re.fullmatch(kind.pattern, text):
            return text
        if fields.has_text(key.name):
            fields.log.note_at("BC226", fields.place(key.name), value=text)
        return WHITE

    return read


def read_statuses(mapping: nodes.Mapping, log: Log) -> Statuses:
    """Read trang-thai.yaml."""
    fields = Fields(mapping, log)
    values = values_of(STATUSES_SHAPE, fields, {"rules": put_off})
    lights = values.pop("lights")
    values["rules"] = fields.each("den", lambda rule: _read_light_rule(rule, lights))
    fields.done()
    return Statuses(**values)


def _read_light_rule(fields: Fields, lights: Mapping[str, Light]) -> LightRule | None:
    return read_record(LIGHT_RULE_SHAPE, fields, {"light": lambda rule: _read_light(rule, lights)})


def _read_light(rule: Fields, lights: Mapping[str, Light]) -> Light | None:
    node = rule.required_node("mau")
    scalar = rule.log.scalar(node, "mau") if node else None
    chosen = rule.log.choice(scalar, "mau", lights) if scalar else None
    return lights[chosen] if chosen else None
