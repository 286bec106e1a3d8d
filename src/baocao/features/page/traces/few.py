"""The units in a total where they are too many to be named on its page: the first ones, and how many."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from baocao.features.page.traces.figures import LACKING, FigureTables, other_reasons
from baocao.features.page.traces.recorded import Recorded
from baocao.figures.consolidation import Consolidation
from baocao.figures.shown import IN_TRACE, figure_text
from baocao.model.figure import RolledUpFigure
from baocao.model.place import Place
from baocao.pipeline.tracing import words
from baocao.pipeline.tracing.derivation import order_contributors, with_operands
from baocao.pipeline.tracing.records import Absent, Contributor
from baocao.pipeline.tracing.tracing import SHOWN
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.visible import visible_text


class FewUnits(NamedTuple):
    """Who is named of a total, and how many are not: contributors, the missing, those outside of it."""

    contributors: tuple[Contributor, ...]
    missing: tuple[Absent, ...]
    outside: tuple[Absent, ...]
    counts: tuple[int, int, int]

    def places(self) -> list[Place]:
        """Return the lines behind what is told."""
        entered = (place for each in self.contributors for place in each.derivation.entered_places())
        absent = (each.at for each in (*self.missing, *self.outside) if each.at)
        return [*entered, *absent]


def few_units(tables: FigureTables, consolidation: Consolidation, name: str) -> FewUnits:
    """Return the first units of a total, as `trace` names them where not all are asked for."""
    figure = consolidation.totals[name]
    units, own = consolidation.expected.units, consolidation.own
    ordered = order_contributors(figure, units, own)
    covered = figure.coverage
    lacking = (*covered.missing, *covered.partial)
    return FewUnits(
        with_operands(ordered[:SHOWN], name, own),
        tuple(islice(_absent_of(tables, consolidation, figure, lacking), SHOWN)),
        tuple(islice(_absent_of(tables, consolidation, figure, covered.not_applicable), SHOWN)),
        (len(ordered), len(lacking), len(covered.not_applicable)),
    )


def _absent_of(
    tables: FigureTables, consolidation: Consolidation, figure: RolledUpFigure, names: Sequence[str]
) -> Iterator[Absent]:
    """Yield units that are not in a total, and why: their own figures say, but of some."""
    number = tables.behind.indicator_numbers[figure.indicator.id]
    units = {unit.id: unit for unit in consolidation.expected.units}
    odd: dict[str, Absent] | None = None
    for name in names:
        state = consolidation.own[name][figure.indicator.id].state
        reason = tables.row_of(units[name]).reasons[number] if name not in figure.coverage.partial else None
        if reason is None or (state not in LACKING and name in figure.coverage.missing):
            odd = odd or {
                each.unit.id: each for each in other_reasons(tables.behind, consolidation, figure)
            }
            yield odd[name]
        else:
            yield Absent(units[name], *reason)


def few_data(few: FewUnits, figure: RolledUpFigure, recorded: Recorded) -> dict[str, Any]:
    """Return the same for the script; of a unit its id, for its own page."""
    many, lacking, outside = few.counts
    return {
        "few": {
            "contributors": [_contributor_data(each, figure, recorded) for each in few.contributors],
            "hidden": count_text(many - len(few.contributors)) if many > len(few.contributors) else "",
            "missing": [_absent_data(each, recorded) for each in few.missing],
            "outside": [_absent_data(each, recorded) for each in few.outside],
            "counts": [count_text(many), count_text(lacking), count_text(outside)],
        }
    }


def _contributor_data(each: Contributor, figure: RolledUpFigure, recorded: Recorded) -> list[Any]:
    text = visible_text(figure_text(each.derivation.figure, IN_TRACE))
    marks = words.contributor_marks(each, figure.indicator)
    sources = [_source_data(place, recorded) for place in each.derivation.entered_places()]
    return [each.unit.id, visible_text(each.unit.name), text, marks, sources]


def _absent_data(each: Absent, recorded: Recorded) -> list[Any]:
    sources = [_source_data(each.at, recorded)] if each.at else []
    return [each.unit.id, visible_text(each.unit.name), visible_text(each.reason), sources]


def _source_data(place: Place, recorded: Recorded) -> list[str]:
    return [str(place), recorded.origin_of(place)]
