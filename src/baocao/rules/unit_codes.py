"""Codes of units: of a known form, and each that of one unit at a time."""

from collections.abc import Iterator
from datetime import date, timedelta

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.unit import Unit
from baocao.model.unit_codes import UnitCodes, is_electronic, same_spelling
from baocao.model.workspace import Definitions


def codes_are_clear(definitions: Definitions) -> Iterator[Diagnostic]:
    """Electronic codes are of a known form; no two units have one code on the same day."""
    used: dict[str, list[tuple[Unit, date, date]]] = {}
    for unit in definitions.registry.units.values():
        for codes, first, last in _spans_of(unit):
            if codes.electronic and not is_electronic(codes.electronic):
                yield problem("BC525", unit.at, value=codes.electronic)
            for code in codes.given:
                others = used.setdefault(same_spelling(code), [])
                clash = next((each for each in others if _is_meanwhile(each, unit, first, last)), None)
                if clash:
                    yield problem("BC526", unit.at, value=code, other=clash[0].name)
                others.append((unit, first, last))


def _spans_of(unit: Unit) -> Iterator[tuple[UnitCodes, date, date]]:
    """Yield the codes of a unit, each with the first and the last day on which it had them."""
    first = unit.opened or date.min
    for former in sorted(unit.former_codes, key=lambda codes: codes.until or date.min):
        if former.until:
            yield former, first, former.until
            first = former.until + timedelta(days=1)
    yield unit.codes, first, unit.closed or date.max


def _is_meanwhile(span: tuple[Unit, date, date], unit: Unit, first: date, last: date) -> bool:
    other, begin, end = span
    return other.id != unit.id and begin <= last and first <= end
