"""Checks of the definitions: expressions, the names in them, rings, selectors that choose nobody."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Final

from baocao.figures.expression import VALUE, ExpressionError, operands_of, parse_expression
from baocao.model.diagnostic import Diagnostic, at_most_problems, problem
from baocao.model.directive import Directive
from baocao.model.indicator import Indicator, Target
from baocao.model.place import Place
from baocao.model.rule import Rule
from baocao.model.unit import Selector
from baocao.model.workspace import Definitions
from baocao.rules.citations import register_is_well_formed
from baocao.rules.law_in_force import successors_are_known
from baocao.rules.relations import names_in
from baocao.rules.unit_codes import codes_are_clear
from baocao.vietnamese.dates import short_date
from baocao.vietnamese.text import name_hint

MOST_LEVELS: Final = 50
"""Indicators computed one from another, as deep as any file may be nested."""
DefinitionCheck = Callable[[Definitions], Iterator[Diagnostic]]


def expressions_are_clear(definitions: Definitions) -> Iterator[Diagnostic]:
    """Every formula, condition and target is of an allowed form and names known indicators."""
    known = definitions.catalogue.indicators
    for indicator in known.values():
        for text, names in _expressions_of(indicator, known):
            try:
                unknown = sorted(set(parse_expression(text).names) - names.keys())
            except ExpressionError as error:
                yield problem("BC502", indicator.at, value=text, reason=str(error))
                continue
            for name in unknown:
                yield problem("BC503", indicator.at, value=name, hint=name_hint(name, names))


def _expressions_of(
    indicator: Indicator, known: Mapping[str, Indicator]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    for text in (indicator.formula, indicator.numerator, indicator.denominator):
        if text:
            yield text, known
    if indicator.roll_up.weight:
        yield indicator.roll_up.weight, known
    for text in (indicator.roll_up.condition, *(target.condition for target in indicator.targets)):
        if text:
            yield text, {VALUE: indicator}


def targets_are_clear(definitions: Definitions) -> Iterator[Diagnostic]:
    """Of any day an indicator has one target, and the document that sets it is in the register."""
    for indicator in definitions.catalogue.indicators.values():
        for target in indicator.targets:
            if target.source and target.source not in definitions.citations:
                hint = name_hint(target.source, definitions.citations)
                yield problem("BC306", indicator.at, value=target.source, hint=hint)
        for first, second in pairwise(sorted(indicator.targets, key=_first_day)):
            if first.last is None or _first_day(second) <= first.last:
                day = short_date(_first_day(second)) if second.first else "mọi ngày"
                yield problem("BC470", indicator.at, value=indicator.id, day=day)


def _first_day(target: Target) -> date:
    return target.first or date.min


def no_rings_of_indicators(definitions: Definitions) -> Iterator[Diagnostic]:
    """No indicator is computed from itself, not even through others, and none through too many."""
    known = definitions.catalogue.indicators
    # First the levels: only what has none can be on a ring, and looking for one is slow.
    levels = _computing_levels(known)
    for name, level in levels.items():
        if level == MOST_LEVELS + 1:
            reason = f"tính qua hơn {MOST_LEVELS} chỉ tiêu nối tiếp nhau"
            yield problem("BC502", known[name].at, value=known[name].formula or name, reason=reason)
    reported: set[str] = set()
    for indicator in known.values():
        ring = (
            _ring_through(indicator.id, known)
            if not (indicator.id in levels or indicator.id in reported)
            else []
        )
        if ring and not reported & set(ring):
            reported |= set(ring)
            yield problem("BC504", indicator.at, cycle=" → ".join(ring))


def _computing_levels(known: Mapping[str, Indicator]) -> Mapping[str, int]:
    """Return how many indicators stand between each and what is entered; rings have no level."""
    waiting = {
        name: {operand for operand in operands_of(indicator) if operand in known}
        for name, indicator in known.items()
    }
    users: dict[str, list[str]] = {}
    for name, names in waiting.items():
        for operand in names:
            users.setdefault(operand, []).append(name)
    levels = {name: 0 for name, names in waiting.items() if not names}
    ready = list(levels)
    # The list grows while it is walked: each name makes those ready that wait for nothing else.
    for name in ready:
        for user in users.get(name, ()):
            waiting[user].discard(name)
            if not waiting[user]:
                levels[user] = levels[name] + 1
                ready.append(user)
    return levels


def _ring_through(start: str, known: Mapping[str, Indicator]) -> list[str]:
    """Return a path of indicators from `start` back to itself, or nothing."""
    paths, seen = [[start]], set()
    while paths:
        path = paths.pop()
        for name in operands_of(known[path[-1]]) if path[-1] in known else ():
            if name == start:
                return [*path, start]
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []


def selectors_choose(definitions: Definitions) -> Iterator[Diagnostic]:
    """Every selector of a directive chooses at least one unit of the registry, at any time."""
    for directive in definitions.directives.values():
        for key, selectors, place in _selectors_of(directive):
            for selector in selectors:
                if not any(map(selector.matches, definitions.registry.units.values())):
                    yield problem("BC506", place, key=key)


def _selectors_of(
    directive: Directive,
) -> Iterator[tuple[str, tuple[Selector, ...], Place]]:
    yield "don_vi_bao_cao", directive.reporters, directive.at
    for product in directive.products:
        yield "lap_boi", product.issuers, product.at
        yield "danh_cho", product.audience, product.at
    for task in directive.all_tasks():
        yield "giao_cho", task.assigned_to, task.at
    for item in directive.outline:
        yield "ap_dung", (item.applies_to,), item.at
        for point in item.points:
            yield "ap_dung", (point.applies_to,), point.at


def rules_are_clear(definitions: Definitions) -> Iterator[Diagnostic]:
    """Every rule of the data is of an allowed form and names known indicators."""
    known = definitions.catalogue.indicators
    for rule in _all_rules(definitions):
        try:
            unknown = [name for name in names_in(rule) if name not in known]
        except ExpressionError as error:
            yield problem("BC502", rule.at, value=rule.condition or rule.only_if, reason=str(error))
            continue
        for name in unknown:
            yield problem("BC503", rule.at, value=name, hint=name_hint(name, known))


def _all_rules(definitions: Definitions) -> Iterator[Rule]:
    yield from definitions.catalogue.rules
    for directive in definitions.directives.values():
        yield from directive.rules


def successors_follow(definitions: Definitions) -> Iterator[Diagnostic]:
    """What continues an indicator is known, and is not asked for beside it."""
    known = definitions.catalogue.indicators
    for indicator in known.values():
        for old in indicator.continues:
            if old not in known:
                yield problem("BC302", indicator.at, value=old, hint=name_hint(old, known))
            elif not known[old].validity.ends_before(indicator.validity):
                yield problem("BC513", indicator.at, value=indicator.id, old=old)


DEFINITION_CHECKS: tuple[DefinitionCheck, ...] = (
    expressions_are_clear,
    targets_are_clear,
    rules_are_clear,
    no_rings_of_indicators,
    selectors_choose,
    successors_follow,
    register_is_well_formed,
    successors_are_known,
    codes_are_clear,
)


def check_definitions(definitions: Definitions) -> list[Diagnostic]:
    """Run every check of the definitions."""
    return [
        diagnostic for check in DEFINITION_CHECKS for diagnostic in at_most_problems(check(definitions))
    ]
