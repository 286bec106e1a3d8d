"""Related figures are added up over the same units, so that what holds for each holds for their totals.

A unit that gave the whole and not its parts would make totals that contradict each other: more cases closed
in time than closed at all. Of such a unit the figures that no longer agree are left out of the totals,
which say so; whatever still agrees stays in. Since it is decided unit by unit, the parts of any grouping
add up to the whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from baocao.figures.expected import directives_due
from baocao.figures.expression import ExpressionError, evaluate_expression, operands_of, parse_expression
from baocao.figures.rollup import LeftOut, UnitFigures
from baocao.model.directive import Directive
from baocao.model.figure import Figure, OwnFigure, RolledUpFigure
from baocao.model.indicator import Catalogue, Function, Indicator
from baocao.model.rule import Rule, RuleKind
from baocao.model.submission import VALUED, State, Value
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace

_OF_THEIR_OWN = frozenset({Function.COUNT, Function.GATHER, Function.NONE})
"""Functions whose results are no numbers of the indicator, so that no rule can speak of them."""


class Relation(NamedTuple):
    """A rule between figures that many units' figures must satisfy as well; sums if `is_additive`."""

    rule: Rule
    names: tuple[str, ...]
    is_additive: bool


def rules_in_force(workspace: Workspace) -> tuple[Rule, ...]:
    """Return the rules in force, of the catalogue and of the directives that ask for the period."""
    due = (rule for directive in directives_due(workspace) for rule in directive.rules)
    end = workspace.period.window.end
    rules = (*workspace.definitions.catalogue.rules, *due)
    return tuple(rule for rule in rules if rule.holds_on(end))


def relations_between(rules: Iterable[Rule], indicators: Mapping[str, Indicator]) -> tuple[Relation, ...]:
    """Return the rules that relate numbers of several of the indicators, whatever else is the case."""
    return tuple(
        Relation(rule, names, functions == {Function.SUM})
        for rule, names in _conditions_in(rules)
        if len(names) > 1 and all(name in indicators for name in names)
        for functions in [{indicators[name].roll_up.function for name in names}]
        if not functions & _OF_THEIR_OWN
    )


def _conditions_in(rules: Iterable[Rule]) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    for rule in rules:
        if rule.kind is RuleKind.CONDITION and not rule.only_if:
            try:
                yield rule, parse_expression(rule.condition).names
            except ExpressionError:
                continue  # reported where rules are defined


def relations_within(workspace: Workspace, directive: Directive) -> tuple[Relation, ...]:
    """Return the relations between figures that a directive asks for, whose totals stand together.

    What it does not ask for nobody gave, and is in no total of it.
    """
    indicators = workspace.definitions.catalogue.indicators
    asked = {name: indicators[name] for name in directive.indicators}
    return relations_between(rules_in_force(workspace), asked)


def related_names(
    names: Iterable[str], relations: Sequence[Relation], indicators: Mapping[str, Indicator]
) -> set[str]:
    """Return the indicators on which it depends whether a unit's figures called `names` are added up."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found and name in indicators:
            found.add(name)
            waiting += operands_of(indicators[name])
            waiting += (other for each in relations if name in each.names for other in each.names)
    return found


def figures_left_out(
    units: Sequence[Unit], figures: UnitFigures, relations: Sequence[Relation], catalogue: Catalogue
) -> LeftOut:
    """Return by indicator the units whose figures are left out of totals, though they gave them."""
    related = {name for relation in relations for name in relation.names}
    derived = {name: operands_of(each) for name, each in catalogue.indicators.items() if each.is_derived}
    left_out: dict[str, set[str]] = {}
    for unit in units:
        own = figures[unit.id]
        if any(own[name].state is not State.GIVEN for name in related):
            asked = _Asked(unit, own, catalogue.indicators)
            for name in _left_out_of_unit(asked, relations, derived):
                left_out.setdefault(name, set()).add(unit.id)
    return {name: frozenset(names) for name, names in left_out.items()}


class Contradiction(NamedTuple):
    """A rule that totals printed together do not satisfy, and the units whose own figures break it."""

    rule: Rule
    units: tuple[str, ...]


def find_contradictions(
    totals: Mapping[str, RolledUpFigure], relations: Sequence[Relation], figures: UnitFigures
) -> tuple[Contradiction, ...]:
    """Return the relations that totals break, though they are of the same units.

    It is because some units break them; and rates may break together what every unit's rates obey. What is
    allowed to each unit is allowed to the total as many times.
    """
    found = []
    for relation in relations:
        parts = {name: totals[name] for name in relation.names}
        allowed = relation.rule.tolerance * len(figures)
        if _truth_of(relation.rule, parts, allowed) is False:
            breaking = tuple(unit for unit, own in figures.items() if _is_broken_by(relation, own))
            # Sums break what every unit obeys only where a rule is not meant for sums: 'a + b == 100'.
            if breaking or not relation.is_additive:
                found.append(Contradiction(relation.rule, breaking))
    return tuple(found)


def _is_broken_by(relation: Relation, own: Mapping[str, OwnFigure]) -> bool:
    parts = {name: own[name] for name in relation.names}
    return _truth_of(relation.rule, parts, relation.rule.tolerance) is False


def _truth_of(rule: Rule, parts: Mapping[str, Figure], tolerance: Decimal) -> Value | None:
    """Return whether a rule holds for figures; None where one of them has no value."""
    try:
        return evaluate_expression(
            parse_expression(rule.condition), lambda name: parts[name].value, tolerance
        )
    except ExpressionError:
        return None


class _Asked(NamedTuple):
    """What one unit answered, and what it was asked."""

    unit: Unit
    own: Mapping[str, OwnFigure]
    indicators: Mapping[str, Indicator]

    def is_asked(self, name: str) -> bool:
        """Tell whether the unit is asked for an indicator, and for all that it is computed from."""
        behind = related_names([name], (), self.indicators)
        return all(self.indicators[each].applies_to.matches(self.unit) for each in behind)


def _left_out_of_unit(
    asked: _Asked, relations: Sequence[Relation], derived: Mapping[str, Sequence[str]]
) -> set[str]:
    """Return the names of the unit's figures that do not agree where those that are missing are zero."""
    own = asked.own
    there = {name for name, figure in own.items() if figure.state in VALUED}
    kept = set(there)
    while True:
        odd = {name for each in relations if not _still_agrees(each, asked, kept) for name in each.names}
        # What is computed of a figure that is left out would speak of other units than its operands.
        odd |= {name for name, parts in derived.items() if any(part in there - kept for part in parts)}
        if not odd & kept:
            return there - kept
        kept -= odd


def _still_agrees(relation: Relation, asked: _Asked, kept: set[str]) -> bool:
    """Tell whether totals are still as the rule wants them if only the `kept` figures of a unit are in."""
    inside = _names_inside(relation, asked, kept)
    if len(inside) in {0, len(relation.names)}:
        return True  # all or nothing; whether the unit's own figures obey the rule is not asked here
    if not all(map(asked.is_asked, relation.names)):
        return True  # of units that are not asked for a part the rule says nothing
    return relation.is_additive and _holds_for(relation.rule, inside)


def _names_inside(relation: Relation, asked: _Asked, kept: set[str]) -> dict[str, OwnFigure]:
    """Return the figures of a relation that are in totals: 'nothing occurred' is in sums alone."""
    own = asked.own
    names = [name for name in relation.names if name in kept]
    return {name: own[name] for name in names if relation.is_additive or own[name].state is State.GIVEN}


def _holds_for(rule: Rule, inside: Mapping[str, OwnFigure]) -> bool:
    """Tell whether a rule holds where what is not inside adds nothing."""

    def number(name: str) -> Value:
        value = inside[name].value if name in inside else None
        return Decimal(0) if value is None else value

    try:
        return evaluate_expression(parse_expression(rule.condition), number, rule.tolerance) is True
    except ExpressionError:
        return False
