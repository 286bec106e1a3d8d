"""What the traces of a page are made of: figures of all units and totals, as they were computed already."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from baocao.features.page.records import Gathered
from baocao.figures.consolidation import Consolidation
from baocao.figures.siblings import related_names, rules_in_force
from baocao.model.figure import OwnFigure
from baocao.model.indicator import Catalogue, Indicator
from baocao.model.period import Period
from baocao.model.rule import Rule
from baocao.model.submission import Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace
from baocao.pipeline.tracing.derivation import figures_of, needed_catalogue


class Behind:
    """The units, indicators and figures of a page, each unit and each indicator by its number."""

    def __init__(self, gathered: Gathered) -> None:
        self.workspace: Workspace = gathered.workspace
        self.consolidations: Mapping[str, Consolidation] = gathered.consolidations
        self.units: tuple[Unit, ...] = gathered.units
        self.has_totals = gathered.has_totals
        self.has_everyone = not gathered.parts
        self.unit_numbers = {unit.id: number for number, unit in enumerate(self.units)}

    @property
    def catalogue(self) -> Catalogue:
        """What holds in the period."""
        return self.workspace.definitions.catalogue

    @property
    def period(self) -> Period:
        """The period of the page."""
        return self.workspace.period

    @property
    def submissions(self) -> Mapping[str, Submission]:
        """The reports, those included that say nothing of their own."""
        return self.workspace.submissions

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that are asked, in their order, then those that these are computed from."""
        known = self.catalogue.indicators
        asked = dict.fromkeys(name for each in self.consolidations.values() for name in each.totals)
        weights = [known[name].roll_up.weight for name in asked]
        behind = related_names([*asked, *filter(None, weights)], (), known)
        return tuple(known[name] for name in dict.fromkeys([*asked, *(n for n in known if n in behind)]))

    @cached_property
    def indicator_numbers(self) -> Mapping[str, int]:
        """The place of every indicator."""
        return {indicator.id: number for number, indicator in enumerate(self.indicators)}

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        return rules_in_force(self.workspace)

    def related_to(self, indicator: Indicator) -> Mapping[str, Indicator]:
        """Return what `trace` reads for a question about one indicator."""
        return needed_catalogue(self.catalogue, indicator, self._rules).indicators

    def figures_of(self, unit: Unit) -> Mapping[str, OwnFigure]:
        """Return a unit's figures, each as the first directive has it that asks the unit for it."""
        asking = [each for each in self.consolidations.values() if unit.id in each.own]
        if not asking:
            end = self.period.window.end
            return figures_of([unit], self.submissions, self.catalogue, end)[unit.id]
        if len(asking) == 1:
            return asking[0].own[unit.id]
        return dict(self._chosen_figures(unit, asking))

    def _chosen_figures(self, unit: Unit, asking: list[Consolidation]) -> Iterator[tuple[str, OwnFigure]]:
        for indicator in self.indicators:
            name = indicator.id
            first = next((each for each in asking if name in each.totals), asking[0])
            yield name, first.own[unit.id][name]

    def file_of(self, unit: Unit) -> str:
        """Return the path of a unit's report; nothing where it sent none that can be read."""
        submission = self.submissions.get(unit.id)
        return submission.at.file if submission else ""
