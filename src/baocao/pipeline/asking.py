"""What a unit is asked for in a period."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from baocao.figures.expected import directives_due, expected_reporters
from baocao.model.directive import Directive, OutlineItem, Task
from baocao.model.indicator import Catalogue, Indicator
from baocao.model.period import Period
from baocao.model.unit import Unit, is_selected
from baocao.model.workspace import Definitions, Workspace
from baocao.report.periods import nobody_asks
from baocao.source.finished import finished_before
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import name_hint


class UnaskedError(Exception):
    """Nobody asks for such a file; the text says why."""


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


def asked_of_units(
    definitions: Definitions, period: Period, names: Iterable[str] = ()
) -> tuple[Asked, ...]:
    """Return what is asked of the units named, or of all that must report, by the definitions of `period`.

    Raises UnaskedError if nobody asks for such a report, or none of a unit that is named.
    """
    asked = _asked_by_unit(definitions, period)
    chosen = [_asked_of(name, asked, definitions, period) for name in dict.fromkeys(names)]
    return tuple(chosen or asked.values())


def _asked_by_unit(definitions: Definitions, period: Period) -> dict[str, Asked]:
    workspace = Workspace(definitions, period)
    due = directives_due(workspace)
    if not due:
        raise UnaskedError(nobody_asks(definitions, period))
    reporters: dict[str, list[Directive]] = {}
    for directive in due:
        for unit in expected_reporters(workspace, directive).units:
            reporters.setdefault(unit.id, []).append(directive)
    if not reporters:
        raise UnaskedError(f"Kỳ {period.id} không có đơn vị nào đang hoạt động phải báo cáo.")
    finished = finished_before(definitions, period)
    units = definitions.registry.units
    return {
        name: Asked(
            unit,
            period,
            tuple(reporters[name]),
            catalogue=definitions.catalogue,
            finished=finished.get(name, frozenset()),
        )
        for name, unit in units.items()
        if name in reporters
    }


def _asked_of(name: str, asked: Mapping[str, Asked], definitions: Definitions, period: Period) -> Asked:
    """Return what is asked of the unit `name`."""
    if name in asked:
        return asked[name]
    unit = definitions.registry.units.get(name)
    if unit is None:
        known = definitions.registry.units
        raise UnaskedError(f"Không có đơn vị '{name}' trong danh mục đơn vị.{name_hint(name, known)}")
    reason = _why_not_unit(unit, definitions, period)
    raise UnaskedError(f"{unit.name} không phải báo cáo kỳ {period.id}: {reason}.")


def _why_not_unit(unit: Unit, definitions: Definitions, period: Period) -> str:
    due = directives_due(Workspace(definitions, period))
    for directive in due:
        end = directive.schedule.window(period).end
        if is_selected(directive.reporters, unit) and unit.closed and unit.closed < end:
            return f"đơn vị kết thúc hoạt động ngày {short_date(unit.closed)}"
        if is_selected(directive.reporters, unit) and unit.opened and end < unit.opened:
            return f"đơn vị hoạt động từ ngày {short_date(unit.opened)}"
    return f"không thuộc đơn vị báo cáo của {', '.join(directive.id for directive in due)}"
