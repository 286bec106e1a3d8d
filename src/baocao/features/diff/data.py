"""Figures, ranks and places as other programs read them: numbers are numbers, what is not known is null."""

from decimal import Decimal
from typing import Any

from baocao.features.diff.records import Asking, FigureChange, TotalChange, Turn
from baocao.figures.decomposition import Decomposition
from baocao.figures.measures import as_decimal
from baocao.figures.shown import exact_json
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.place import Place
from baocao.model.submission import Rank
from baocao.report.outline import Change


def change_data(figure: FigureChange | TotalChange, words: Change) -> dict[str, Any]:
    """Return of which figure both sides are, as people read them too, and by how much they differ."""
    return {
        "indicator": figure.indicator.id,
        "name": figure.indicator.name,
        "old": _side_data(figure.old, words.old),
        "new": _side_data(figure.new, words.new),
        "change": number_data(figure.change),
        "relative": number_data(figure.relative),
        "asking": _asking_data(figure.asking),
        "target": {None: None, Turn.REACHED: "reached", Turn.LOST: "lost"}[figure.turn],
    }


def _side_data(figure: Figure | None, text: str) -> dict[str, Any] | None:
    if figure is None:
        return None
    side = {
        "state": figure.state.name.lower(),
        "value": exact_json(figure.value, number_data),
        "text": text,
    }
    if isinstance(figure, RolledUpFigure):
        covered = figure.coverage
        side |= {"counted": len(covered.counted), "expected": len(covered.expected)}
    elif figure.at and not figure.indicator.is_derived:
        side["place"] = place_data(figure.at)
    return side


def _asking_data(asking: Asking | None) -> dict[str, Any] | None:
    """Return that one side alone asks, from which period on it does or does not."""
    if asking is None:
        return None
    since = asking.since.id if asking.since else None
    return {"begins": asking.begins, "since": since, "others": list(asking.others)}


def number_data(number: Decimal | None) -> int | float | None:
    """Return a whole number as one, any other with six decimals."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else round(float(number), 6)


def rank_data(rank: Rank | None) -> dict[str, int] | None:
    """Return a place among how many."""
    return {"place": rank.place, "among": rank.among} if rank else None


def place_data(place: Place | None) -> dict[str, Any] | None:
    """Return file, line and column."""
    return place._asdict() if place else None


def why_data(made: Decomposition | None) -> list[dict[str, Any]] | None:
    """Return the parts of a change, which add up to it, with the units that make each of them."""
    if made is None:
        return None
    return [
        {
            "cause": part.cause.value,
            "change": number_data(as_decimal(part.change)),
            "units": [unit.id for unit in part.units],
            "joining": part.joining,
        }
        for part in made.parts
    ]
