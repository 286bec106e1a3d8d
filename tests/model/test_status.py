"""Lights: the first rule that accepts both axes decides."""

import pytest

from baocao.model.figure import Timeliness
from baocao.model.status import Light, LightRule, Statuses
from baocao.model.submission import Progress

RED, GREEN = Light("do", "Đỏ", "F4B183"), Light("xanh", "Xanh", "C6E0B4")
LATE = frozenset({Timeliness.OVERDUE})
STATUSES = Statuses(
    rules=(LightRule(RED, frozenset(), LATE), LightRule(GREEN, frozenset({Progress.DONE}), frozenset()))
)


@pytest.mark.parametrize(
    ("progress", "timeliness", "light"),
    [
        (Progress.UNDER_WAY, Timeliness.OVERDUE, RED),
        (Progress.DONE, Timeliness.OVERDUE, RED),
        (Progress.DONE, Timeliness.DONE_LATE, GREEN),
        (Progress.UNDER_WAY, Timeliness.IN_TIME, None),
    ],
)
def test_the_first_rule_that_accepts_both_states_gives_the_light(
    progress: Progress, timeliness: Timeliness, light: Light | None
) -> None:
    assert STATUSES.light(progress, timeliness) == light
