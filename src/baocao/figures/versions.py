"""Directives change: what is asked in a period, and what continues an earlier figure under another name."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from baocao.model.directive import Directive, Task, TaskGroup
from baocao.model.indicator import Catalogue, Indicator
from baocao.model.period import Period
from baocao.model.unit import NOBODY
from baocao.model.workspace import Definitions


def in_period(definitions: Definitions, period: Period) -> Definitions:
    """Return the definitions as they hold in `period`.

    Indicators that are not asked then stay in the catalogue, since templates may name them, but apply to
    nobody; directives ask neither for them nor about tasks of other periods.
    """
    indicators = definitions.catalogue.indicators
    out = {name for name, each in indicators.items() if not each.validity.covers(period)}
    directives = {name: _directive(each, out, period) for name, each in definitions.directives.items()}
    catalogue = _catalogue(definitions.catalogue, out) if out else definitions.catalogue
    return definitions._replace(catalogue=catalogue, directives=directives)


def _catalogue(catalogue: Catalogue, out: set[str]) -> Catalogue:
    def closed(indicator: Indicator) -> Indicator:
        return indicator._replace(applies_to=NOBODY) if indicator.id in out else indicator

    groups = tuple(
        group._replace(indicators=tuple(map(closed, group.indicators))) for group in catalogue.groups
    )
    return catalogue._replace(
        groups=groups, indicators={name: closed(each) for name, each in catalogue.indicators.items()}
    )


def _directive(directive: Directive, out: set[str], period: Period) -> Directive:
    if all(task.validity.covers(period) for task in directive.tasks()) and not out & {
        *directive.indicators
    }:
        return directive
    return directive._replace(
        indicators=tuple(name for name in directive.indicators if name not in out),
        required=directive.required - out,
        groups=tuple(_group(group, period) for group in directive.groups),
    )


def _group(group: TaskGroup, period: Period) -> TaskGroup:
    return group._replace(tasks=_tasks(group.tasks, period))


def _tasks(tasks: tuple[Task, ...], period: Period) -> tuple[Task, ...]:
    return tuple(
        task._replace(subtasks=_tasks(task.subtasks, period))
        for task in tasks
        if task.validity.covers(period)
    )


def continued(indicators: Mapping[str, Indicator], numbers: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """Return earlier numbers also under the names that continue them.

    A merged indicator continues the sum of several, if all are there. What was split has several
    successors, none of which continues it alone.
    """
    successors = Counter(old for indicator in indicators.values() for old in indicator.continues)
    found = dict(numbers)
    for indicator in indicators.values():
        old = indicator.continues
        whole = old and all(name in numbers and successors[name] == 1 for name in old)
        if whole and indicator.id not in found:
            found[indicator.id] = sum((numbers[name] for name in old), Decimal(0))
    return found
