"""What lies in the folders of a workspace, by name, as it was listed once for a whole load."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from itertools import islice
from types import MappingProxyType
from typing import Final, NamedTuple

from baocao.model.diagnostic import Diagnostic
from baocao.model.period import Period

Names = tuple[str, ...]
"""Names in one folder, in order."""
SUFFIX: Final = ".yaml"


class Inventory(NamedTuple):
    """The names in the folders of units, directives and templates, and the periods among them.

    `units` are by folder the names in it, `loose` what lies beside these folders, `aside` the folders of
    which nothing is said, as of those that commands leave, `data` what lies around them all, `records` by
    unit the names in its folder of issued documents. `periods` are by file name the periods for which any
    unit has a file; only such names are read as reports. `faults` tell which folders could not be listed.
    """

    units: Mapping[str, Names] = MappingProxyType({})
    loose: Names = ()
    aside: Names = ()
    data: Names = ()
    records: Mapping[str, Names] = MappingProxyType({})
    directives: Names = ()
    templates: Names = ()
    periods: Mapping[str, Period] = MappingProxyType({})
    faults: tuple[Diagnostic, ...] = ()

    def has_name(self, unit: str, name: str) -> bool:
        """Tell whether the folder of a unit has something of this name."""
        return name in self.units.get(unit, ())

    def all_periods(self) -> list[Period]:
        """Return the periods for which any unit has a file, in order of their names."""
        return [self.periods[name] for name in sorted(self.periods)]

    def latest_periods(self) -> list[Period]:
        """Return the periods whose data stop last first; of several, the one of which most have a file."""
        return [self.periods[name] for name in sorted(self.periods, key=self._lateness_of, reverse=True)]

    def _lateness_of(self, name: str) -> tuple[tuple[date, time], int, str]:
        return self.periods[name].order, sum(name in names for names in self.units.values()), name

    def earlier_periods(self, period: Period, most: int) -> list[Period]:
        """Return the latest periods of its kind before `period`, latest first.

        They are chosen among those for which any unit has a file: one of the year 1900 makes no long way.
        """
        before = (
            earlier
            for earlier in self.periods.values()
            if earlier.kind is period.kind and earlier.order < period.order
        )
        return list(islice(sorted(before, key=lambda earlier: earlier.order, reverse=True), most))

    def records_of(self, period: Period) -> Iterator[tuple[str, str]]:
        """Yield the unit and the file name of every record of a document issued in `period`."""
        for unit, names in self.records.items():
            for name in names:
                if name.startswith(f"{period.id}_") and name.endswith(SUFFIX):
                    yield unit, name


def periods_among(names: Iterable[str]) -> dict[str, Period]:
    """Return by file name the periods that `names` stand for."""
    pairs = ((name, Period.parse(name.removesuffix(SUFFIX))) for name in names if name.endswith(SUFFIX))
    return {name: period for name, period in pairs if period}
