"""Relations between indicators, which the catalogue and the directives hold as data."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.figures.expression import ExpressionError, evaluate_expression, parse_expression
from baocao.figures.shown import EXACT_PLACES, finer_figure, message_text
from baocao.figures.siblings import rules_in_force
from baocao.model.diagnostic import Detail, Diagnostic, broken_rule, problem
from baocao.model.figure import OwnFigure
from baocao.model.place import Place
from baocao.model.rule import Missing, Rule, RuleKind
from baocao.model.submission import VALUED, Ratio, State, Submission, Value
from baocao.model.workspace import Workspace
from baocao.rules.reports import Finding, Reports
from baocao.vietnamese.numbers import rounded_number
from baocao.vietnamese.text import joined_words

_UNKNOWN: Final = (State.UNREADABLE, State.NOT_APPLICABLE)


def relations_hold(reports: Reports) -> Iterator[Finding]:
    """Every rule of the catalogue and of the directives that ask for this period holds.

    A rule says nothing where one of its figures cannot be read, does not apply to the unit, is missing for
    a reason that is given, or is only known as 'more than' or 'about'.
    """
    workspace = reports.workspace
    rules = [
        (rule, names) for rule in rules_in_force(workspace) if (names := _names_understood(rule, workspace))
    ]
    for unit, submission in workspace.submissions.items():
        for rule, names in rules:
            operands = Operands(rule, names, reports.own[unit], submission)
            if operands.are_known and operands.concern_the_rule:
                for diagnostic in _CHECKS[rule.kind](operands):
                    yield Finding(broken_rule(rule, diagnostic), rule.id)


def names_in(rule: Rule) -> tuple[str, ...]:
    """Return the indicators that a rule speaks of, in reading order; raises ExpressionError."""
    condition = parse_expression(rule.condition).names if rule.condition else ()
    only_if = parse_expression(rule.only_if).names if rule.only_if else ()
    return tuple(dict.fromkeys((*condition, *rule.indicators, *only_if)))


def _names_understood(rule: Rule, workspace: Workspace) -> tuple[str, ...]:
    """Return the indicators that a rule speaks of; none if that is not clear, which is reported."""
    try:
        names = names_in(rule)
    except ExpressionError:
        return ()
    known = workspace.definitions.catalogue.indicators
    return names if all(name in known for name in names) else ()


class Operands(NamedTuple):
    """The figures of one unit that a rule compares, by the names of their indicators."""

    rule: Rule
    names: tuple[str, ...]
    figures: Mapping[str, OwnFigure]
    submission: Submission

    @property
    def are_known(self) -> bool:
        """Whether the figures can be compared; not what is about something, or still to come."""
        # Only conditions compare numbers; whether a figure is there can be told of 'about 90' too.
        exact = self.rule.kind is RuleKind.CONDITION
        for name in self.names:
            figure = self.figures[name]
            if figure.state in _UNKNOWN or figure.reason or (exact and figure.qualifier):
                return False
        return True

    @property
    def concern_the_rule(self) -> bool:
        """Whether the rule's own condition is met."""
        return not self.rule.only_if or self.value_of(self.rule.only_if) is True

    def is_here(self, name: str) -> bool:
        """Tell whether the unit gave a value, or said that nothing occurred."""
        return self.figures[name].state in VALUED

    def value_of(self, text: str) -> Value | None:
        """Return what an expression gives, or None where it cannot be computed."""
        zero = self._missing_is_zero

        def lookup(name: str) -> Value | None:
            value = self.figures[name].value
            return Decimal(0) if value is None and zero else value

        try:
            return evaluate_expression(parse_expression(text), lookup, self.rule.tolerance)
        except ExpressionError:
            return None

    @property
    def _missing_is_zero(self) -> bool:
        if self.rule.missing is Missing.ZERO:
            return True
        return self.rule.missing is Missing.SKIP_IF_ALL and any(map(self.is_here, self.names))

    def place_of_figure(self, name: str) -> Place:
        """Return where a figure stands; derived and absent ones stand nowhere in the submission."""
        figure = self.figures[name]
        return figure.at if figure.at and figure.at.file == self.submission.at.file else self.submission.at

    def shown_with_name(self, name: str) -> str:
        """Return 'tthc.rut = 34'."""
        return f"{name} = {message_text(self.figures[name])}"

    def problem_at_figures(self, code: str, **details: Detail) -> Diagnostic:
        """Return a diagnostic at the first figure that is there, with the other figures beside it."""
        here = [name for name in self.names if self.is_here(name)]
        start = self.submission.at
        # At the first figure that stands in the file: a derived one stands nowhere, so nobody could go
        # there.
        written = [name for name in here if self.place_of_figure(name) != start]
        place = self.place_of_figure(written[0]) if written else start
        related = tuple((self.shown_with_name(name), self.place_of_figure(name)) for name in written[1:])
        unit = self.submission.unit
        return problem(code, place, related=related, name=self.rule.name, unit=unit, **details)


def _condition_problems(operands: Operands) -> Iterator[Diagnostic]:
    rule = operands.rule
    if operands.value_of(rule.condition) is False:
        told = _telling_figures(operands)
        values = "; ".join(map(told.shown_with_name, parse_expression(rule.condition).names))
        yield told.problem_at_figures("BC411", condition=rule.condition, operands=values, rule=rule.id)


def _telling_figures(operands: Operands) -> Operands:
    """Return the figures with as many decimals as it takes to see that the condition does not hold.

    A percentage of 100,3 that is printed without decimals would be said to be more than 100 while it
    stands there as 100.
    """
    condition = operands.rule.condition
    for places in range(EXACT_PLACES):
        finer_ones = {name: finer_figure(operands.figures[name], places) for name in operands.names}
        as_told = {name: _as_told(figure) for name, figure in finer_ones.items()}
        if operands._replace(figures=as_told).value_of(condition) is False:
            return operands._replace(figures=finer_ones)
    return operands


def _as_told(figure: OwnFigure) -> OwnFigure:
    """Return a figure whose value is rounded as it is told."""
    value = figure.value.percent if isinstance(figure.value, Ratio) else figure.value
    if isinstance(value, Decimal):
        told = rounded_number(value, figure.indicator.places)
        return figure._replace(entry=figure.entry._replace(value=told))
    return figure


def _together_problems(operands: Operands) -> Iterator[Diagnostic]:
    given, absent = _parted_by_presence(operands)
    if given and absent:
        yield operands.problem_at_figures("BC412", given=joined_words(given), absent=joined_words(absent))


def _one_of(operands: Operands) -> Iterator[Diagnostic]:
    given, _ = _parted_by_presence(operands)
    if len(given) != 1:
        names = joined_words(operands.rule.indicators, "hoặc")
        yield operands.problem_at_figures(
            "BC413", indicators=names, found=joined_words(given) or "không chỉ tiêu nào"
        )


def _need_problems(operands: Operands) -> Iterator[Diagnostic]:
    _, absent = _parted_by_presence(operands)
    if absent:
        condition = operands.rule.only_if or "báo cáo"
        yield operands.problem_at_figures("BC414", condition=condition, absent=joined_words(absent))


def _parted_by_presence(operands: Operands) -> tuple[list[str], list[str]]:
    """Return the rule's indicators that have a value, and those that have none."""
    names = operands.rule.indicators
    return [n for n in names if operands.is_here(n)], [n for n in names if not operands.is_here(n)]


_CHECKS: Final[Mapping[RuleKind, Callable[[Operands], Iterator[Diagnostic]]]] = {
    RuleKind.CONDITION: _condition_problems,
    RuleKind.TOGETHER: _together_problems,
    RuleKind.ONE_OF: _one_of,
    RuleKind.NEEDS: _need_problems,
}
