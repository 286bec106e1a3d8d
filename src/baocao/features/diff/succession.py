"""Which unit of today is which unit of before, and what became of the others."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from baocao.features.diff.records import Fate, UnitChange
from baocao.figures.expected import has_reported
from baocao.model.unit import Registry, Unit
from baocao.model.workspace import Workspace
from baocao.vietnamese.text import joined_words

_SIDES: Final = ("bên cũ", "bên mới")
_FATES: Final = list(Fate)


class Pair(NamedTuple):
    """A unit on both sides, under one id or two."""

    old: Unit
    new: Unit


def pair_units(old: Registry, new: Registry, days: tuple[date, date]) -> dict[str, Pair]:
    """Return the units that are on both sides, by their old id.

    A unit goes on under another id if that has its code, or if it alone merged into a unit that is new.
    """
    before = {unit.id: unit for unit in old.units_on(days[0])}
    now = {unit.id: unit for unit in new.units_on(days[1])}
    fresh = {name: unit for name, unit in now.items() if name not in before}
    by_code = {unit.code: unit for unit in fresh.values() if unit.code}
    heirs = {unit.id: _heir_of(unit, new) for unit in before.values() if unit.id not in now}
    crowds = Counter(heirs.values())
    paired = {name: Pair(unit, now[name]) for name, unit in before.items() if name in now}
    for name, heir in heirs.items():
        unit = before[name]
        if unit.code in by_code:
            paired[name] = Pair(unit, by_code[unit.code])
        # Where several merged nobody goes on: their sum would be held against one of them.
        elif heir in fresh and crowds[heir] == 1:
            paired[name] = Pair(unit, fresh[heir])
    return paired


def _heir_of(unit: Unit, registry: Registry) -> str:
    """Return the id of the unit into which `unit` merged, as the later registry tells."""
    return registry.units.get(unit.id, unit).merged_into or ""


def unit_changes(
    old: Workspace, new: Workspace, days: tuple[date, date], known: Mapping[str, Pair]
) -> Iterator[UnitChange]:
    """Yield what became of units and of their reports, in the order of `Fate`."""
    changes = [
        *_registry_changes(old.definitions.registry, new.definitions.registry, days, known),
        *_report_changes(old, new, known),
    ]
    yield from sorted(changes, key=lambda change: _FATES.index(change.fate))


def _registry_changes(
    old: Registry, new: Registry, days: tuple[date, date], known: Mapping[str, Pair]
) -> Iterator[UnitChange]:
    heirs: dict[str, list[str]] = {}
    for unit in old.units_on(days[0]):
        if unit.id in known:
            yield from _renaming_of(known[unit.id])
            continue
        heir = _heir_of(unit, new)
        target = new.units.get(heir)
        heirs.setdefault(heir, []).append(unit.name)
        detail = f"sáp nhập vào {target.name}" if target else ""
        yield UnitChange(unit, Fate.CLOSED if unit.id in new.units else Fate.REMOVED, detail)
    successors = {pair.new.id for pair in known.values()}
    for unit in new.units_on(days[1]):
        if unit.id not in successors:
            origin = f"sáp nhập từ {joined_words(heirs[unit.id])}" if unit.id in heirs else ""
            yield UnitChange(unit, Fate.OPENED if unit.id in old.units else Fate.LISTED, origin)


def _renaming_of(pair: Pair) -> Iterator[UnitChange]:
    old, new = pair
    if old.name != new.name or old.id != new.id:
        names = [f"trước là {old.name}"] if old.name != new.name else []
        codes = [f"mã {old.id} → {new.id}"] if old.id != new.id else []
        yield UnitChange(new, Fate.RENAMED, ", ".join([*names, *codes]))


def _report_changes(old: Workspace, new: Workspace, known: Mapping[str, Pair]) -> Iterator[UnitChange]:
    """Yield whose report is there on one side only."""
    for pair in known.values():
        was, is_ = (
            has_reported(side.submissions.get(unit.id)) for side, unit in zip((old, new), pair, strict=True)
        )
        gone = (pair.old.id in old.rejected, pair.new.id in new.rejected)
        broken = [name for name, lost in zip(_SIDES, gone, strict=True) if lost]
        if broken == [*_SIDES]:
            continue  # reported as a problem if it is one of the change
        if broken:
            yield UnitChange(pair.new, Fate.UNREADABLE, joined_words(broken))
        elif was and not is_:
            yield UnitChange(pair.new, Fate.STOPPED)
        elif is_ and not was:
            yield UnitChange(pair.new, Fate.STARTED)
