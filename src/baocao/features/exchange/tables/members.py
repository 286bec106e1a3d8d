"""Of whom and of what a table may speak: units, and the indicators that they are asked for."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from baocao.features.exchange.tables.unit_names import UnitNames
from baocao.figures.versions import in_period
from baocao.model.diagnostic import Diagnostic
from baocao.model.indicator import Indicator
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions
from baocao.pipeline.asking import Asked, asked_of_units
from baocao.source.config import read_config
from baocao.source.workspace import load_definitions


class Field(NamedTuple):
    """The definitions, as they hold in the period if one is known, the units asked, and for what.

    Without a period everybody may be asked for everything. `requests` are what is asked by unit.
    """

    definitions: Definitions
    asked: Mapping[str, Unit]
    indicators: frozenset[str]
    requests: Mapping[str, Asked] = MappingProxyType({})
    problems: tuple[Diagnostic, ...] = ()

    @property
    def every(self) -> Mapping[str, Unit]:
        """All units, also those that are not asked."""
        return self.definitions.registry.units

    @property
    def known(self) -> Mapping[str, Indicator]:
        """All indicators."""
        return self.definitions.catalogue.indicators

    @property
    def parents(self) -> frozenset[str]:
        """The units above those that are asked."""
        return frozenset(unit.parent for unit in self.asked.values() if unit.parent)

    def names(self) -> UnitNames:
        """Return the names of the units that are asked."""
        return UnitNames(self.asked.values())


def load_field(root: Path, period: Period | None) -> Field:
    """Return who is asked for what; raises UnaskedError if nobody is in this period."""
    config, problems = read_config(root)
    definitions, more = load_definitions(config, with_profiles=False)
    if definitions.unread:
        errors = (each for each in (*problems, *more) if each.severity is Severity.ERROR)
        return Field(definitions, {}, frozenset(), problems=tuple(errors))
    if period is None:
        units = definitions.registry.units
        below = {name: unit for name, unit in units.items() if unit.parent}
        return Field(definitions, below or units, frozenset())
    definitions = in_period(definitions, period)
    asked = asked_of_units(definitions, period)
    indicators = frozenset(name for each in asked for name in each.asked_indicators())
    requests = {each.unit.id: each for each in asked}
    units = {name: each.unit for name, each in requests.items()}
    return Field(definitions, units, indicators, requests)
