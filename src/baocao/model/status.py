"""How the two axes of a task are named and coloured: a mapping kept in data, not in code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.figure import Timeliness
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
