"""Tasks that were finished in earlier periods, where a directive does not ask about them again."""

from collections.abc import Callable, Mapping
from typing import Final

from baocao.model.past import Past
from baocao.model.period import Period
from baocao.model.workspace import Definitions
from baocao.source.workspace import load_past

_MOST_EARLIER: Final = 36
"""Periods that are searched: three years of months."""


ReadPast = Callable[[Definitions, Period], Past]
"""Reads an earlier period."""


def finished_before(
    definitions: Definitions, period: Period, read: ReadPast = load_past
) -> Mapping[str, frozenset[str]]:
    """Return by unit the tasks ('nq71/6') that need no report any more.

    Nothing is read where every directive keeps its finished tasks (`giu_nhiem_vu_xong`).
    """
    settled = {
        earlier.tasks_from for earlier in definitions.directives.values() if not earlier.keeps_finished
    }
    if not settled:
        return {}
    settled_tasks: dict[str, frozenset[str]] = {}
    for earlier in definitions.inventory.earlier_periods(period, _MOST_EARLIER):
        for unit, past in read(definitions, earlier).units.items():
            done = {task for task in past.done if task.partition("/")[0] in settled}
            settled_tasks[unit] = settled_tasks.get(unit, frozenset()) | done
    return settled_tasks
