"""What a unit has said already: its report of the period, as far as there is one, and its last figures."""

from typing import NamedTuple

from baocao.model.indicator import Indicator
from baocao.model.period import Period
from baocao.source import nodes
from baocao.source.nodes import Node


class Beside(NamedTuple):
    """The report that the unit has for the period, and that of the period `last`, as they are written."""

    report: nodes.Mapping | None = None
    last: Period | None = None
    last_report: nodes.Mapping | None = None

    def section(self, name: str) -> nodes.Mapping | None:
        """Return a section of the report, if it is one."""
        node = self.report.get(name) if self.report else None
        return node if isinstance(node, nodes.Mapping) else None

    def last_figure(self, indicator: Indicator) -> Node | None:
        """Return what the last report said of an indicator, by this name or by the one that it had."""
        figures = self.last_report.get("chi_tieu") if self.last_report else None
        if not isinstance(figures, nodes.Mapping):
            return None
        own = figures.get(indicator.id)
        if own is None and len(indicator.continues) == 1:
            return figures.get(indicator.continues[0])
        return own


NOTHING_BESIDE = Beside()
