"""Where a figure comes from, as JSON, a stable interface for other programs."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from baocao.features.trace import words
from baocao.features.trace.records import Absent, Contributor, Derivation, Origin, Spot, Trace
from baocao.model.figure import Figure
from baocao.model.place import Place
from baocao.model.submission import Ratio, Value
from baocao.report.json_text import json_text
from baocao.vietnamese.moments import in_vietnam

VERSION: Final = 1


def trace_json(found: Trace) -> str:
    """Return a versioned object; exact numbers are texts, what is not known is null."""
    covered = found.coverage
    content = {
        "version": VERSION,
        "period": found.period.id,
        "key": {name: text or None for name, text in found.key._asdict().items()},
        "whose": words.whose(found),
        "figure": _figure(found.figure),
        "rounding": words.rounding(found.figure) or None,
        "roll_up": words.function(found.figure.indicator) if found.directive else None,
        "formula": words.formula(found.figure.indicator) or None,
        "operands": [_derivation(part, found.origins) for part in found.derivation.operands],
        "sources": [_place(place, found.origins) for place in found.derivation.places()],
        "rank": found.rank._asdict() if found.rank else None,
        "coverage": {
            "expected": len(covered.expected),
            "counted": len(covered.counted),
            "nothing_occurred": list(covered.nothing),
        }
        if covered
        else None,
        "contributors": [_contributor(each, found.origins) for each in found.contributors],
        "not_shown": len(found.hidden),
        "missing": [_absent(each, found.origins) for each in found.missing],
        "not_applicable": [_absent(each, found.origins) for each in found.not_applicable],
        "printed": _spot(found.spot) if found.spot else None,
        "also_printed": [_spot(each) for each in found.others],
        "remarks": list(found.remarks),
    }
    return json_text(content)


def spots_json(spots: Sequence[Spot]) -> str:
    """Return the printed figures that a text can mean, in the order in which they are chosen."""
    return json_text({"version": VERSION, "hits": [_spot(each) for each in spots]})


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "indicator": figure.indicator.id,
        "name": figure.indicator.name,
        "unit_of_measure": figure.indicator.unit_of_measure or None,
        "nature": figure.indicator.nature.value,
        "state": figure.state.name.lower(),
        "exact": _exact(figure.value),
        "text": words.value(figure),
        "published_rank": figure.rank._asdict() if figure.rank else None,
    }


def _exact(value: Value | None) -> Any:
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return str(value)
        case Ratio():
            return {"numerator": str(value.numerator), "denominator": str(value.denominator)}
        case date():
            return value.isoformat()
        case _:
            return list(value)


def _derivation(found: Derivation, origins: Mapping[Place, Origin]) -> dict[str, Any]:
    return {
        **_figure(found.figure),
        "operands": [_derivation(part, origins) for part in found.operands],
        "sources": [_place(place, origins) for place in found.places()],
    }


def _contributor(found: Contributor, origins: Mapping[Place, Origin]) -> dict[str, Any]:
    return {
        "unit": found.unit.id,
        "name": found.unit.name,
        "share_percent": str(found.share) if found.share is not None else None,
        "weight": str(found.weight) if found.weight is not None else None,
        "holds": found.holds,
        **_derivation(found.derivation, origins),
    }


def _absent(found: Absent, origins: Mapping[Place, Origin]) -> dict[str, Any]:
    place = _place(found.at, origins) if found.at else None
    return {"unit": found.unit.id, "name": found.unit.name, "reason": found.reason, "source": place}


def _place(place: Place, origins: Mapping[Place, Origin]) -> dict[str, Any]:
    return {**place._asdict(), **_origin(origins.get(place))}


def _origin(found: Origin | None) -> dict[str, Any]:
    if found is None or found.commit is None:
        return {"commit": None, "author": None, "moment": None, "why": found.why if found else None}
    commit = found.commit
    moment = in_vietnam(commit.moment).isoformat(timespec="seconds")
    return {"commit": commit.id, "author": commit.author, "moment": moment, "why": None}


def _spot(found: Spot) -> dict[str, Any]:
    content: dict[str, Any] = {name: text or None for name, text in found._asdict().items()}
    return {**content, "key": found.key.text if found.key else None}
