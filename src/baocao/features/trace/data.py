"""What is behind a figure as other programs read it: exact numbers are texts, what is not known is null."""

from collections.abc import Mapping
from typing import Any

from baocao.features.trace.records import Absent, Contributor, Derivation, Origin, Spot
from baocao.figures.shown import IN_TRACE, exact_json, figure_text
from baocao.model.figure import Coverage, Figure
from baocao.model.place import Place
from baocao.vietnamese.moments import iso_moment

Origins = Mapping[Place, Origin]


def figure_data(figure: Figure) -> dict[str, Any]:
    """Return a figure, exact and as documents print it."""
    return {
        "indicator": figure.indicator.id,
        "name": figure.indicator.name,
        "unit_of_measure": figure.indicator.unit_of_measure or None,
        "nature": figure.indicator.nature.value,
        "state": figure.state.name.lower(),
        "exact": exact_json(figure.value, str),
        "text": figure_text(figure, IN_TRACE),
        "published_rank": figure.rank._asdict() if figure.rank else None,
    }


def coverage_data(covered: Coverage | None) -> dict[str, Any] | None:
    """Return how many units are in a figure, and in which of them nothing occurred."""
    if covered is None:
        return None
    return {
        "expected": len(covered.expected),
        "counted": len(covered.counted),
        "nothing_occurred": list(covered.nothing),
    }


def derivation_data(found: Derivation, origins: Origins) -> dict[str, Any]:
    """Return a figure with those that it is computed from, down to the lines in files."""
    return {
        **figure_data(found.figure),
        "operands": [derivation_data(part, origins) for part in found.operands],
        "sources": [source_data(place, origins) for place in found.places()],
    }


def contributor_data(found: Contributor, origins: Origins) -> dict[str, Any]:
    """Return what a unit gave to a figure."""
    return {
        "unit": found.unit.id,
        "name": found.unit.name,
        "share_percent": exact_json(found.share, str),
        "weight": exact_json(found.weight, str),
        "holds": found.holds,
        **derivation_data(found.derivation, origins),
    }


def absent_data(found: Absent, origins: Origins) -> dict[str, Any]:
    """Return a unit that is not in a figure, and why."""
    place = source_data(found.at, origins) if found.at else None
    return {"unit": found.unit.id, "name": found.unit.name, "reason": found.reason, "source": place}


def source_data(place: Place, origins: Origins) -> dict[str, Any]:
    """Return a line in a file and who recorded it."""
    return {**place._asdict(), **_origin(origins.get(place))}


def _origin(found: Origin | None) -> dict[str, Any]:
    if found is None or found.commit is None:
        return {"commit": None, "author": None, "moment": None, "why": found.why if found else None}
    commit = found.commit
    moment = iso_moment(commit.moment)
    return {"commit": commit.id, "author": commit.author, "moment": moment, "why": None}


def spot_data(found: Spot) -> dict[str, Any]:
    """Return a printed place and the key of the figure in it."""
    content: dict[str, Any] = {name: text or None for name, text in found._asdict().items()}
    return {**content, "key": found.key.text if found.key else None}
