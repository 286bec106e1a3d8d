"""View 'Truy vết': how every indicator is computed; the window that tells what is behind any number."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from baocao.features.page.records import Gathered, View
from baocao.features.page.rendering import render_view
from baocao.features.page.traces.data import trace_data
from baocao.figures.consolidation import Consolidation
from baocao.model.indicator import Indicator
from baocao.pipeline.tracing import words
from baocao.report.outline import Outline

ROUTE: Final = "truy-vet"


class Computed(NamedTuple):
    """How the total of an indicator is computed, of whom it speaks, and where it is defined."""

    indicator: Indicator
    link: str
    how: str
    formula: str
    coverage: str
    nature: str
    defined: str


class DirectiveTraces(NamedTuple):
    """The indicators of a directive."""

    id: str
    name: str
    rows: tuple[Computed, ...]


def traces_view(gathered: Gathered, _: Sequence[Outline]) -> View:
    """Return the view of how figures are computed, with what is behind each of them."""
    shown = gathered.consolidations.values() if gathered.has_totals else ()
    directives = [
        DirectiveTraces(
            each.expected.directive.id, each.expected.directive.name, tuple(_rows_of(gathered, each))
        )
        for each in shown
    ]
    return View(ROUTE, "Truy vết", render_view("traces", directives=directives), trace_data(gathered))


def _rows_of(gathered: Gathered, consolidation: Consolidation) -> Iterator[Computed]:
    for name, figure in consolidation.totals.items():
        indicator = figure.indicator
        yield Computed(
            indicator,
            gathered.figure_link(consolidation.key_of(name)),
            words.function_words(indicator),
            formula=words.formula_text(indicator),
            coverage=words.coverage_words(figure),
            nature=words.NATURES[indicator.nature],
            defined=f"{indicator.at.file}:{indicator.at.line}",
        )
