"""What is behind a figure as other programs read it: exact numbers are texts, what is not known is null."""

from collections.abc import Mapping
from typing import Any

from baocao.figures.shown import IN_TRACE, exact_json, figure_text
from baocao.model.figure import Coverage, Figure
from baocao.model.place import Place
from baocao.model.printed import FigureKey, Key
from baocao.pipeline.tracing.records import Absent, Contributor, Derivation, Origin, Spot, Told
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
        "left_out": list(covered.partial),
    }


def derivation_data(derivation: Derivation, origins: Origins) -> dict[str, Any]:
    """Return a figure with those that it is computed from, down to the lines in files."""
    return {
        **figure_data(derivation.figure),
        "operands": [derivation_data(part, origins) for part in derivation.operands],
        "sources": [source_data(place, origins) for place in derivation.entered_places()],
    }


def contributor_data(contributor: Contributor, origins: Origins) -> dict[str, Any]:
    """Return what a unit gave to a figure."""
    return {
        "unit": contributor.unit.id,
        "name": contributor.unit.name,
        "share_percent": exact_json(contributor.share, str),
        "weight": exact_json(contributor.weight, str),
        "holds": contributor.holds,
        **derivation_data(contributor.derivation, origins),
    }


def absent_data(absent: Absent, origins: Origins) -> dict[str, Any]:
    """Return a unit that is not in a figure, and why."""
    place = source_data(absent.at, origins) if absent.at else None
    return {"unit": absent.unit.id, "name": absent.unit.name, "reason": absent.reason, "source": place}


def source_data(place: Place, origins: Origins) -> dict[str, Any]:
    """Return a line in a file and who recorded it."""
    return {**place._asdict(), **_origin_data(origins.get(place))}


def _origin_data(origin: Origin | None) -> dict[str, Any]:
    if origin is None or origin.commit is None:
        return {"commit": None, "author": None, "moment": None, "why": origin.why if origin else None}
    commit = origin.commit
    moment = iso_moment(commit.moment)
    return {"commit": commit.id, "author": commit.author, "moment": moment, "why": None}


def told_data(told: Told, origins: Origins) -> dict[str, Any]:
    """Return what a printed text is, where it stands as that, and the lines that it comes from."""
    return {
        "kind": told.kind,
        "what": told.what,
        "key": key_text(told.meaning.key),
        "value": told.value or None,
        "how": list(told.how),
        "places": [spot_data(spot) for spot in told.meaning.spots],
        "sources": [source_data(place, origins) for place in told.sources],
    }


def spot_data(spot: Spot) -> dict[str, Any]:
    """Return a printed place and the key of the figure in it."""
    content: dict[str, Any] = {name: text or None for name, text in spot._asdict().items()}
    return {**content, "key": key_text(spot.key)}


def key_text(key: Key | None) -> str | None:
    """Return the key of a figure as the map has it; what is no figure has none."""
    return key.text if isinstance(key, FigureKey) else None
