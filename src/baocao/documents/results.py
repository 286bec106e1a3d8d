"""Results as a report tells them: by the headings of the outline, what belongs together in one sentence."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from baocao.documents.sources import named_text, registered
from baocao.documents.telling import tell_scope
from baocao.documents.traceable import day_with_key
from baocao.documents.views import RolledView, names_of_units
from baocao.figures.chosen import Chosen
from baocao.figures.consolidation import Consolidation
from baocao.figures.limits import Limit, find_limits
from baocao.figures.siblings import rules_in_force
from baocao.figures.targets import Demand, target_bound
from baocao.figures.told_together import Together, told_together
from baocao.model.directive import Directive, OutlineItem
from baocao.model.indicator import IndicatorGroup, IndicatorKind, Target
from baocao.model.period import Period
from baocao.model.workspace import Workspace
from baocao.vietnamese.text import lower_first

HEADING_LEVEL = 2
"""The level of the outline whose items are the headings of results."""


class ResultView:
    """A figure that has a sentence of its own; `thanh_phan` are the parts that it tells, all if `kin`."""

    def __init__(self, together: Together, figures: Mapping[str, RolledView]) -> None:
        self.so_lieu = figures[together.head]
        self.thanh_phan = [figures[name] for name in together.parts]
        self.kin = together.closed


class SectionView:
    """A heading of results, the item's number in the outline, and what is told under it."""

    def __init__(self, heading: OutlineItem | IndicatorGroup, results: Sequence[ResultView]) -> None:
        title = heading.title if isinstance(heading, OutlineItem) else heading.name
        at = heading.at if isinstance(heading, OutlineItem) else heading.indicators[0].at
        self.so = heading.id
        self.ten = named_text(title, "tên mục của đề cương", at)
        self.ket_qua = list(results)

    @property
    def pham_vi(self) -> str:
        """Of how many units its figures are, where that is worth saying; its sentences leave it out."""
        return tell_scope([result.so_lieu for result in self.ket_qua])


class LimitView:
    """What falls short: the figure, whether all together miss a target, and the units that do.

    `giai_phap` is what they have to do, and `han` until when: the last day of the target, else that of the
    next period's data.
    """

    def __init__(self, limit: Limit, figure: RolledView, period: Period) -> None:
        self._limit = limit
        self.so_lieu = figure
        self.chung = limit.outcome is not None
        indicator = limit.figure.indicator
        self.giai_phap = named_text(remedy_of(limit), "việc cần làm khi chỉ tiêu chưa đạt", indicator.at)
        self.han = day_with_key(
            _last_day(indicator.target, period), registered("hạn của chỉ tiêu, của kỳ sau", indicator.at)
        )

    @cached_property
    def don_vi(self) -> list[str]:
        """The units that fall short, in the order of the registry."""
        return names_of_units(self.so_lieu, self._limit.units)


class Results:
    """Builds the headings, results and shortfalls of one consolidated report."""

    def __init__(
        self,
        workspace: Workspace,
        consolidation: Consolidation,
        chosen: Chosen,
        figures: Mapping[str, RolledView],
    ) -> None:
        self._workspace = workspace
        self._all = consolidation
        self._chosen = chosen
        self._figures = figures

    def limit_views(self) -> list[LimitView]:
        """Return what falls short, headlines first."""
        limits = find_limits(self._all, self._chosen)
        period = self._all.period
        return [LimitView(limit, self._figures[limit.figure.indicator.id], period) for limit in limits]

    def section_views(self) -> list[SectionView]:
        """Return the headings under which something is told, in the order of the outline."""
        directive = self._all.expected.directive
        indicators = {name: total.indicator for name, total in self._all.totals.items()}
        names = [name for name in self._all.totals if name in self._chosen.prose]
        told = told_together(names, indicators, rules_in_force(self._workspace))
        headings = _headings_of([each.head for each in told], directive, self._groups)
        sections: dict[str, tuple[OutlineItem | IndicatorGroup, list[ResultView]]] = {}
        # What is told first stands first under its heading, too.
        for each in sorted(told, key=lambda each: each.head not in self._chosen.headlines):
            heading = headings[each.head]
            sections.setdefault(heading.id, (heading, []))[1].append(ResultView(each, self._figures))
        order = [item.id for item in directive.outline] + [group.id for group in self._groups]
        return [SectionView(*sections[name]) for name in order if name in sections]

    @property
    def _groups(self) -> Sequence[IndicatorGroup]:
        return self._workspace.definitions.catalogue.groups


def remedy_of(limit: Limit) -> str:
    """Return what units that fall short have to do, in the words of the catalogue if it has any."""
    indicator = limit.figure.indicator
    if indicator.remedy:
        return indicator.remedy
    name = lower_first(indicator.name)
    if limit.figure.indicator.kind is IndicatorKind.YES_NO:
        return f"Hoàn thành: {name}"
    bound = target_bound(indicator.target)
    return f"{'Giảm' if bound and bound.demand is Demand.AT_MOST else 'Nâng'} {name}, bảo đảm đạt chỉ tiêu"


def _last_day(target: Target | None, period: Period) -> date:
    """Return the last day of a target, if it is still to come, else that of the next period's data."""
    end = period.window.end
    if target and target.last and target.last > end:
        return target.last
    return period.next.window.end if period.next else end


def _headings_of(
    names: Sequence[str], directive: Directive, groups: Sequence[IndicatorGroup]
) -> Mapping[str, OutlineItem | IndicatorGroup]:
    """Return the heading of each figure: of the first item that asks for it, else its group's."""
    by_item: dict[str, OutlineItem] = {}
    for item in directive.outline:
        for name in item.indicators:
            by_item.setdefault(name, item)
    by_group = {group.id: group for group in groups}
    return {
        name: _heading_above(by_item[name], directive) if name in by_item else by_group[name.split(".")[0]]
        for name in names
    }


def _heading_above(item: OutlineItem, directive: Directive) -> OutlineItem:
    """Return the item of the level of headings that an item stands under, or the item itself."""
    above = {each.id: each for each in directive.outline}
    while item.level > HEADING_LEVEL:
        parent = above.get(item.id.rpartition(".")[0])
        if parent is None:
            break
        item = parent
    return item
