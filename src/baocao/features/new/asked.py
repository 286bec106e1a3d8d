"""What a unit is asked for in a period."""

from collections.abc import Mapping
from typing import NamedTuple

from baocao.model.directive import Directive, OutlineItem, Task
from baocao.model.indicator import Catalogue, Indicator
from baocao.model.period import Period
from baocao.model.unit import Unit


class Asked(NamedTuple):
    """The directives, as they hold in `period`, that ask `unit` for a report.

    `notes` go to the head of the file; `finished` are tasks ('nq71/6') of earlier periods.
    """

    unit: Unit
    period: Period
    directives: tuple[Directive, ...]
    catalogue: Catalogue
    notes: tuple[str, ...] = ()
    finished: frozenset[str] = frozenset()

    def asked_indicators(self) -> Mapping[str, Indicator]:
        """Return the indicators whose figures are to be entered, in the order of the catalogue."""
        names = {name for directive in self.directives for name in directive.indicators}
        return {
            name: indicator
            for name, indicator in self.catalogue.indicators.items()
            if name in names and not indicator.is_derived and indicator.applies_to.matches(self.unit)
        }

    def required_indicators(self) -> frozenset[str]:
        """Return the indicators that must not be missing."""
        return frozenset(name for directive in self.directives for name in directive.required)

    def is_settled(self, directive: Directive, task: Task) -> bool:
        """Tell whether a task was finished before and `directive` does not ask about it again."""
        return not directive.keeps_finished and f"{directive.tasks_from}/{task.id}" in self.finished

    def lowest_items(self, directive: Directive) -> tuple[OutlineItem, ...]:
        """Return the items under which the unit writes: those that must be there, and the lowest."""
        items = directive.outline_of(self.unit)
        parents = {item.id.rpartition(".")[0] for item in items}
        return tuple(item for item in items if item.required or item.id not in parents)
