"""View 'Truy vết': how every indicator is computed; the window that tells what is behind any number."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from baocao.features.page.packed import packed_text
from baocao.features.page.records import Gathered, View
from baocao.features.page.rendering import render_view, script_json
from baocao.features.page.traces.data import trace_data
from baocao.figures.consolidation import Consolidation
from baocao.model.indicator import Indicator
from baocao.pipeline.tracing import words
from baocao.report.outline import Outline

ROUTE: Final = "truy-vet"
MOST_AS_IT_IS: Final = 300_000
"""Letters of what is behind figures that stand on a page as they are; more are packed."""


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
    html = render_view("traces", directives=directives)
    return View(ROUTE, "Truy vết", html, held_data(gathered, trace_data(gathered)))


def held_data(gathered: Gathered, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return data as the page holds them: those of a country packed, until somebody asks about a number.

    How lines are linked to stays in sight: findings are linked so, too.
    """
    text = script_json(data)
    if not gathered.parts and len(text) <= MOST_AS_IT_IS:
        return data
    return {"host": data["host"], "packed": packed_text(text)}


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
