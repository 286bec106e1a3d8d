"""What changed, as JSON, a stable interface for other programs: everything, nothing folded."""

from decimal import Decimal
from typing import Any, Final

from baocao.features.diff.records import (
    Comparison,
    Differences,
    DirectiveChange,
    FactChange,
    FigureChange,
    TaskChange,
    TextChange,
    TotalChange,
    Turn,
)
from baocao.features.diff.words import figure_text
from baocao.model.diagnostic import Diagnostic
from baocao.model.figure import Figure, RolledUpFigure
from baocao.model.place import Place
from baocao.model.submission import Rank, Ratio, Value
from baocao.report.json_text import json_text

VERSION: Final = 1


def diff_json(differences: Differences) -> str:
    """Return a versioned object; numbers are numbers, what is not known is null."""
    content = {
        "version": VERSION,
        "old": differences.old,
        "new": differences.new,
        "notice": differences.notice or None,
        "remarks": list(differences.remarks),
        "problems": [_problem(each) for each in differences.problems],
        "comparisons": [_comparison(each) for each in differences.comparisons],
        "definitions": [each._asdict() for each in differences.definitions],
    }
    return json_text(content)


def _problem(found: Diagnostic) -> dict[str, Any]:
    return {"code": found.code, "message": found.message, "unit": found.unit, "place": _place(found.place)}


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "old_period": found.old.id,
        "new_period": found.new.id,
        "reported": list(found.reported),
        "units": [
            {
                "unit": each.unit.id,
                "name": each.unit.name,
                "fate": each.fate.name.lower(),
                "detail": each.detail,
            }
            for each in found.units
        ],
        "directives": [_directive(each) for each in found.directives],
        "figures": [_figure(each) for each in found.figures],
        "ranks_only": [
            {"unit": each.unit.id, "indicator": each.indicator.id, "rank": [*map(_rank, each.ranks)]}
            for each in found.reranked
        ],
        "tasks": [_task(each) for each in found.tasks],
        "texts": [_text(each) for each in found.texts],
        "facts": [_fact(each) for each in found.facts],
    }


def _directive(found: DirectiveChange) -> dict[str, Any]:
    return {
        "id": found.directive.id,
        "old": {"reported": found.before[0], "expected": found.before[1]},
        "new": {"reported": found.after[0], "expected": found.after[1]},
        "totals": [_total(each) for each in found.totals],
    }


def _total(found: TotalChange) -> dict[str, Any]:
    return {
        **_change(found),
        "drivers": [{"unit": each.unit.id, "change": _number(each.change)} for each in found.drivers],
        "change_of_other_units": _number(found.uneven),
        "gained": [unit.id for unit in found.gained],
        "lost": [unit.id for unit in found.lost],
        "newly_holding": [unit.id for unit in found.holding],
        "no_longer_holding": [unit.id for unit in found.ceasing],
    }


def _figure(found: FigureChange) -> dict[str, Any]:
    return {
        "unit": found.unit.id,
        **_change(found),
        "rank": [*map(_rank, found.ranks)],
        "score": found.score,
        "outlier": found.is_outlier,
    }


def _change(found: FigureChange | TotalChange) -> dict[str, Any]:
    return {
        "indicator": found.indicator.id,
        "name": found.indicator.name,
        "old": _side(found.old),
        "new": _side(found.new),
        "change": _number(found.change),
        "relative": _number(found.relative),
        "target": {None: None, Turn.REACHED: "reached", Turn.LOST: "lost"}[found.turn],
    }


def _side(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    side = {"state": figure.state.name.lower(), "value": _value(figure.value), "text": figure_text(figure)}
    if isinstance(figure, RolledUpFigure):
        covered = figure.coverage
        side |= {"counted": len(covered.counted), "expected": len(covered.expected)}
    elif figure.at and not figure.indicator.is_derived:
        side["place"] = _place(figure.at)
    return side


def _value(value: Value | None) -> Any:
    match value:
        case Ratio():
            return {"numerator": _number(value.numerator), "denominator": _number(value.denominator)}
        case Decimal():
            return _number(value)
        case tuple():
            return list(value)
        case bool() | str() | None:
            return value
        case _:
            return value.isoformat()


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else round(float(number), 6)


def _rank(rank: Rank | None) -> dict[str, int] | None:
    return {"place": rank.place, "among": rank.among} if rank else None


def _task(found: TaskChange) -> dict[str, Any]:
    return {
        "unit": found.unit.id,
        "directive": found.directive.id,
        "task": found.task.id,
        "move": found.move.name.lower(),
        "progress": [side.progress.value if side else None for side in (found.old, found.new)],
        "timeliness": [time.value if time else None for time in found.times],
        "place": _place(found.new.at if found.new else None),
    }


def _text(found: TextChange) -> dict[str, Any]:
    edits = [{"old": edit.old or None, "new": edit.new or None} for edit in found.changed.edits]
    return {"unit": found.unit.id, "part": found.part, "edits": edits, "place": _place(found.at)}


def _fact(found: FactChange) -> dict[str, Any]:
    sides = {"old": found.old or None, "new": found.new or None}
    return {"unit": found.unit.id, "part": found.part, **sides, "place": _place(found.at)}


def _place(place: Place | None) -> dict[str, Any] | None:
    return place._asdict() if place else None
