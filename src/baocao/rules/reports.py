"""What the checks of reports look at: their figures, and the reports of earlier periods."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from baocao.figures.own import as_number, entered_figure, own_figures
from baocao.figures.rollup import UnitFigures
from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Indicator
from baocao.model.past import Past
from baocao.model.place import Place
from baocao.model.submission import VALUED, Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.source.past import is_sane


class Known(NamedTuple):
    """A number that a unit gave, and where it stands."""

    number: Decimal
    at: Place | None


class Reports(NamedTuple):
    """Reports of a period with the figures of their units, and earlier periods, latest first."""

    workspace: Workspace
    own: UnitFigures
    earlier: tuple[Past, ...] = ()


class Finding(NamedTuple):
    """A diagnostic, and the key under which the unit may state a reason for it (none: it may not).

    It `covers` these indicators of the unit: what else is unusual of them has the same cause.
    """

    diagnostic: Diagnostic
    key: str = ""
    covers: tuple[str, ...] = ()


ReportCheck = Callable[[Reports], Iterator[Finding]]
"""Looks at one report after the other."""


def reports_of(workspace: Workspace, earlier: tuple[Past, ...]) -> Reports:
    """Return the reports with their figures, derived ones included."""
    definitions, end = workspace.definitions, workspace.period.window.end
    own = {
        unit: own_figures(definitions.registry.units[unit], submission, definitions.catalogue, end)
        for unit, submission in workspace.submissions.items()
    }
    return Reports(workspace, own, earlier)


def known_numbers(workspace: Workspace) -> Mapping[str, Mapping[str, Known]]:
    """Return the exact numbers of watched indicators, by unit and indicator.

    They are read from the entries: where units are compared, their figures are not at hand.
    """
    indicators = workspace.definitions.catalogue.indicators
    watched = {name: indicator for name, indicator in indicators.items() if indicator.is_watched}
    units, end = workspace.definitions.registry.units, workspace.period.window.end
    return {
        unit: dict(_known_of_unit(units[unit], submission, watched, end))
        for unit, submission in workspace.submissions.items()
    }


def _known_of_unit(
    unit: Unit, submission: Submission, watched: Mapping[str, Indicator], end: date
) -> Iterator[tuple[str, Known]]:
    """Yield the exact numbers that apply to the unit; none for 'about 90' and for what is no number."""
    for name, entry in submission.entries.items():
        indicator = watched.get(name)
        if indicator is None or entry.state not in VALUED or entry.qualifier:
            continue
        number = entry.value
        if not isinstance(number, Decimal):
            number = as_number(entered_figure(indicator, entry, end))
        if number is not None and is_sane(number) and indicator.applies_to.matches(unit):
            yield name, Known(number, entry.at)
