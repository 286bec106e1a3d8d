"""How the two axes of a task are named and coloured: a mapping kept in data, not in code."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from baocao.model.figure import Timeliness
from baocao.model.kinds import Choices, Kind, Text, Whole
from baocao.model.shape import ById, Key, Naming, Records, Shape
from baocao.model.submission import Progress

_PROGRESS: Final = MappingProxyType({each: each.value for each in Progress})
_TIMELINESS: Final = MappingProxyType({each: str(each.value) for each in Timeliness})


class Light(NamedTuple):
    """A traffic light: its name and its fill colour as RRGGBB."""

    id: str
    name: str
    rgb: str


class LightRule(NamedTuple):
    """Gives `light` to tasks in any of the states; an empty set accepts every state."""

    light: Light
    progress: frozenset[Progress]
    timeliness: frozenset[Timeliness]


class Statuses(NamedTuple):
    """Labels of both axes, the lights in order of trial, and the days that count as 'due soon'.

    States are called by their words in the data where no labels are given.
    """

    progress: Mapping[Progress, str] = _PROGRESS
    timeliness: Mapping[Timeliness, str] = _TIMELINESS
    rules: tuple[LightRule, ...] = ()
    soon: int = 0

    def light(self, progress: Progress, timeliness: Timeliness) -> Light | None:
        """Return the light of the first rule that accepts both states."""
        for rule in self.rules:
            if (not rule.progress or progress in rule.progress) and (
                not rule.timeliness or timeliness in rule.timeliness
            ):
                return rule.light
        return None


def progress_labels(statuses: Statuses) -> Mapping[str, str]:
    """Return how each step of progress is called, by its word in the data."""
    return {each.value: statuses.progress.get(each, each.value) for each in Progress}


MOST_DAYS: Final = 366
"""Before a deadline; more would make every task one that is soon due."""
WHITE: Final = "FFFFFF"


class Colour(Kind):
    """Six hexadecimal digits, RRGGBB, in capital or small letters."""

    pattern: Final = "[0-9A-Fa-f]{6}"


def _axis_names(kind: type[Enum]) -> Naming:
    """Return what names the states of one axis, all of them or none."""
    names = {f"of_{member.name}": member for member in kind}

    def make(**result: str) -> Mapping[Enum, str]:
        return {names[attribute]: text for attribute, text in result.items()}

    keys = (Key(str(member.value), name, Text(), required=True) for name, member in names.items())
    return Naming(Shape(make, keys, lenient=True), {member: str(member.value) for member in kind})


LIGHT_SHAPE: Final = Shape(
    Light,
    (
        Key("ten", "name", Text(), "Tên màu", required=True),
        Key("rgb", "rgb", Colour(), "RRGGBB", required=True),
    ),
    lenient=True,
)


def _make_light_rule(light: Light | None, **content: Any) -> LightRule | None:
    return LightRule(light, **content) if light else None


LIGHT_RULE_SHAPE: Final = Shape(
    _make_light_rule,
    (
        Key("mau", "light", Text(), "Màu", required=True),
        Key("tien_do", "progress", Choices(Progress), "Tiến độ"),
        Key("thoi_han", "timeliness", Choices(Timeliness), "Thời hạn"),
    ),
    lenient=True,
)
STATUSES_SHAPE: Final = Shape(
    Statuses,
    (
        Key("tien_do", "progress", _axis_names(Progress), "Tên gọi tiến độ"),
        Key("thoi_han", "timeliness", _axis_names(Timeliness), "Tên gọi thời hạn"),
        Key("sap_den_han_truoc", "soon", Whole(0, MOST_DAYS, 0), "Sắp đến hạn khi còn", "Số ngày."),
        Key("mau", "lights", ById(LIGHT_SHAPE), "Màu"),
        Key("den", "rules", Records(lambda: LIGHT_RULE_SHAPE), "Xét lần lượt, dòng đầu tiên hợp thì lấy"),
    ),
)
