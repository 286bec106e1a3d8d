"""Definitions that lead nowhere: what nobody asks for, nobody is given, nobody reports.

This is for those who keep the definitions, so it belongs to checking and not to a build an hour before
the deadline.
"""

from collections.abc import Iterator

from baocao.figures.expression import operands_of
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.directive import Directive
from baocao.model.unit import Unit, is_selected
from baocao.model.workspace import Definitions
from baocao.rules.reporting_regime import regimes_are_complete


def indicators_are_asked_for(definitions: Definitions) -> Iterator[Diagnostic]:
    """Every indicator is asked for by a directive, or others are computed or weighed with it.

    Where only some directives count, the others may well ask for it.
    """
    if definitions.config.chosen or not definitions.directives:
        return
    known = definitions.catalogue.indicators
    used = {name for directive in definitions.directives.values() for name in directive.indicators}
    used |= {name for directive in definitions.directives.values() for name in _in_outline(directive)}
    used |= {name for indicator in known.values() for name in operands_of(indicator)}
    used |= {indicator.roll_up.weight or "" for indicator in known.values()}
    for indicator in known.values():
        if indicator.id not in used:
            yield problem("BC521", indicator.at, value=indicator.id)


def _in_outline(directive: Directive) -> Iterator[str]:
    for item in directive.outline:
        yield from item.indicators


def tasks_are_given(definitions: Definitions) -> Iterator[Diagnostic]:
    """Every task is given to a unit of the registry, itself or by its sub-tasks."""
    for directive in definitions.directives.values():
        for task in directive.all_tasks():
            nobody = not any(member.assigned_to for member in task.task_family())
            if nobody and directive.tasks_from == directive.id:
                yield problem("BC522", task.at, value=task.id, directive=directive.id)


def units_take_part(definitions: Definitions) -> Iterator[Diagnostic]:
    """Every unit reports, has a task or writes documents; units above others need not."""
    if definitions.config.chosen or not definitions.directives:
        return
    parents = {unit.parent for unit in definitions.registry.units.values()}
    exempt = parents | definitions.profiles.keys() | definitions.rejected
    for unit in definitions.registry.units.values():
        if unit.id not in exempt and unit.closed is None and not _takes_part(unit, definitions):
            yield problem("BC523", unit.at, value=unit.name)


def _takes_part(unit: Unit, definitions: Definitions) -> bool:
    return any(
        is_selected(selectors, unit)
        for directive in definitions.directives.values()
        for selectors in (
            directive.reporters,
            *(product.issuers for product in directive.products),
            *(task.assigned_to for task in directive.all_tasks()),
        )
    )


def check_unused(definitions: Definitions) -> list[Diagnostic]:
    """Run every check of definitions that lead nowhere, or leave out what the law wants said."""
    checks = (indicators_are_asked_for, tasks_are_given, units_take_part, regimes_are_complete)
    return [diagnostic for check in checks for diagnostic in check(definitions)]
