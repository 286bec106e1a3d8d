"""What the checks of a period look at: its reports, their figures, and the reports of earlier periods."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from baocao.figures.own import as_number, own_figures
from baocao.figures.rollup import UnitFigures
from baocao.model.diagnostic import Diagnostic
from baocao.model.figure import Figure
from baocao.model.indicator import Indicator, IndicatorKind
from baocao.model.past import Past
from baocao.model.place import Place
from baocao.model.submission import State
from baocao.model.workspace import Workspace
from baocao.source.past import is_sane
from baocao.vietnamese.numbers import plain_text

STATED: Final = (State.GIVEN, State.NOTHING)
"""What a unit said of a figure when it gave a value, or that nothing occurred."""


class Known(NamedTuple):
    """A number that a unit gave, and where it stands."""

    number: Decimal
    at: Place


class Reports(NamedTuple):
    """The reports of a period with the figures of every unit, and earlier periods, latest first.

    `known` are the exact numbers of watched indicators, by unit and indicator.
    """

    workspace: Workspace
    own: UnitFigures
    known: Mapping[str, Mapping[str, Known]]
    earlier: tuple[Past, ...] = ()

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """The catalogue's indicators by id."""
        return self.workspace.definitions.catalogue.indicators


class Finding(NamedTuple):
    """A diagnostic, and the key under which the unit may state a reason for it (none: it may not)."""

    diagnostic: Diagnostic
    key: str = ""


PeriodCheck = Callable[[Reports], Iterator[Finding]]


def reports_of(workspace: Workspace, earlier: tuple[Past, ...]) -> Reports:
    """Return the reports with their figures, derived ones included."""
    definitions, end = workspace.definitions, workspace.period.window.end
    own = {
        unit: own_figures(definitions.registry.units[unit], submission, definitions.catalogue, end)
        for unit, submission in workspace.submissions.items()
    }
    watched = [name for name, each in definitions.catalogue.indicators.items() if each.is_watched]
    numbers = {unit: dict(_known(figures, watched)) for unit, figures in own.items()}
    return Reports(workspace, own, numbers, earlier)


def _known(figures: Mapping[str, Figure], watched: Iterable[str]) -> Iterator[tuple[str, Known]]:
    """Yield the exact numbers among figures; none for 'about 90' and for what is no number."""
    for name in watched:
        figure = figures[name]
        if figure.state not in STATED or figure.qualifier or figure.at is None:
            continue
        number = as_number(figure)
        if number is not None and is_sane(number):
            yield name, Known(number, figure.at)


def is_percent(indicator: Indicator) -> bool:
    """Tell whether its numbers are percentages, as those of ratios are."""
    return indicator.is_percentage or indicator.kind is IndicatorKind.RATIO


def said(indicator: Indicator, number: Decimal) -> str:
    """Return a number as messages show it: '3.781', '86,6%'."""
    return f"{plain_text(number)}{'%' if is_percent(indicator) else ''}"
