"""The figures of units and their totals as traces tell them: texts, lines, reasons, order, shares."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from baocao.features.page.traces.behind import Behind
from baocao.features.page.traces.packing import (
    Numbered,
    line_steps,
    packed_numbers,
    packed_runs,
    packed_texts,
)
from baocao.figures.consolidation import Consolidation
from baocao.figures.expression import operands_of
from baocao.figures.shown import (
    IN_TRACE,
    ON_PAGE,
    PERCENT_PLACES,
    figure_text,
    labelled_text,
    measured_text,
    rank_text,
)
from baocao.model.figure import OwnFigure, RolledUpFigure
from baocao.model.indicator import Indicator
from baocao.model.place import Place
from baocao.model.submission import State
from baocao.model.unit import Unit
from baocao.pipeline.tracing import words
from baocao.pipeline.tracing.derivation import (
    absent_units,
    order_contributors,
    rolled_derivation,
    why_missing,
    why_outside,
)
from baocao.pipeline.tracing.records import Absent, Contributor
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import iso_date, short_date
from baocao.vietnamese.numbers import number_text, percent_text
from baocao.vietnamese.visible import visible_text

STATES: Final = tuple(state for state in State if state is not State.GIVEN)
"""What stands in place of values; a text that begins with '=' is the number of one of them."""
OWN_LINE: Final = "@"
"""The place of a reason that is the line of the figure itself."""
LACKING: Final = frozenset({State.MISSING, State.UNREADABLE})


class UnitTraces(NamedTuple):
    """The figures of one unit by indicator: text, exact value, place, reason; what only few have."""

    unit: Unit
    figures: tuple[OwnFigure, ...]
    texts: tuple[str, ...]
    exact: tuple[str | None, ...]
    places: tuple[Place | None, ...]
    reasons: tuple[tuple[str, Place | None] | None, ...]


def unit_traces(behind: Behind, unit: Unit) -> UnitTraces:
    """Return what is told of the figures of a unit."""
    own = behind.figures_of(unit)
    figures = tuple(own[indicator.id] for indicator in behind.indicators)
    return UnitTraces(
        unit,
        figures,
        tuple(visible_text(figure_text(figure, IN_TRACE)) for figure in figures),
        exact=tuple(words.rounded_value(figure) for figure in figures),
        places=tuple(None if figure.indicator.is_derived else figure.at for figure in figures),
        reasons=tuple(_reason_of(behind, unit, figure, own) for figure in figures),
    )


def _reason_of(
    behind: Behind, unit: Unit, figure: OwnFigure, own: Mapping[str, OwnFigure]
) -> tuple[str, Place | None] | None:
    """Return why a unit has no value, or why none is asked of it."""
    if figure.state in LACKING:
        return why_missing(figure.indicator, unit.id, own, behind.submissions, behind.workspace.rejected)
    return why_outside(figure, unit) if figure.state is State.NOT_APPLICABLE else None


class Rounding(NamedTuple):
    """How the figures of an indicator are rounded: `listed` where that is not the same for all."""

    is_number: bool
    listed: bool


class FigureTables:
    """The figures of the units of a page, and what their rows have in common."""

    def __init__(self, behind: Behind, rows: Sequence[UnitTraces]) -> None:
        self.behind = behind
        self.rows = rows
        self._others: dict[str, UnitTraces] = {}
        self._reasons: Numbered[tuple[str, str]] = Numbered()
        self._reason_rows: Numbered[tuple[int, ...]] = Numbered()
        self._line_rows: Numbered[tuple[int, ...]] = Numbered()
        numbers = range(len(behind.indicators))
        self._columns = [usual_number(_columns_of(rows, number)) for number in numbers]
        self._roundings = [_rounding_of(rows, number) for number in numbers]
        self._listed = [number for number in numbers if self._roundings[number].listed]

    def row_of(self, unit: Unit) -> UnitTraces:
        """Return the figures of a unit, be it on the page or not."""
        if (number := self.behind.unit_numbers.get(unit.id)) is not None:
            return self.rows[number]
        if unit.id not in self._others:
            self._others[unit.id] = unit_traces(self.behind, unit)
        return self._others[unit.id]

    def unit_data(self, row: UnitTraces) -> dict[str, Any]:
        """Return what is told of the figures of a unit; what is blank is left out."""
        lines = tuple(line_steps([place.line if place else 0 for place in row.places]))
        reasons = tuple(self._reason_number(row, number) for number in range(len(row.reasons)))
        told: dict[str, Any] = {
            "texts": packed_texts([self._unsaid_text(row, number) for number in range(len(row.texts))]),
            "exact": packed_texts([_exact_code(row.exact[number]) for number in self._listed]),
            "lines": self._line_rows.number_of(lines),
            "why": self._reason_rows.number_of(reasons),
            "columns": self._odd_columns(row),
            "published": _published_ranks(row),
            "readings": _readings_of(row),
        }
        return {key: value for key, value in told.items() if value not in ({}, [])}

    def _unsaid_text(self, row: UnitTraces, number: int) -> str:
        """Return a text in short; nothing where the table of all units says the same."""
        text, figure = self._short_text(row, number), row.figures[number]
        if text.startswith("="):
            return text
        is_shown = any(
            row.unit.id in each.own and figure.indicator.id in each.totals
            for each in self.behind.consolidations.values()
        )
        if is_shown and isinstance(figure.value, Decimal) and figure.state is State.GIVEN:
            return ""  # both manners write a number alike, but for its unit of measure
        shown = visible_text(figure_text(figure, ON_PAGE)) if is_shown else ""
        if not shown:
            return text
        if text == f"{shown}~":
            return "~"
        return "" if text in {shown, shown.removesuffix(measured_text("", figure.indicator))} else text

    def _short_text(self, row: UnitTraces, number: int) -> str:
        """Return a text without what its indicator adds to all: its unit of measure, its two operands."""
        figure, text = row.figures[number], row.texts[number]
        if figure.state in STATES and text == figure.state.value:
            return f"={STATES.index(figure.state)}"
        if (parts := self._parts_of(row, number)) and text.endswith(parts):
            return f"{text.removesuffix(parts)}~"
        suffix = measured_text("", figure.indicator)
        if suffix and text.endswith(suffix):
            return text.removesuffix(suffix)
        return f"'{text}" if suffix or text[:1] in {"=", "'"} or text.endswith("~") else text

    def _parts_of(self, row: UnitTraces, number: int) -> str:
        """Return ' (3.681/3.781)' of a ratio whose operands are figures by themselves."""
        parts = self._part_numbers(self.behind.indicators[number])
        return f" ({'/'.join(self._bare_number(row, part) for part in parts)})" if parts else ""

    def _part_numbers(self, indicator: Indicator) -> list[int]:
        """Return what a ratio is of, where each part is an indicator by itself."""
        known = self.behind.indicator_numbers
        names = indicator.numerator or "", indicator.denominator or ""
        return [known[name] for name in names] if all(name in known for name in names) else []

    def _bare_number(self, row: UnitTraces, number: int) -> str:
        suffix = measured_text("", self.behind.indicators[number])
        return row.texts[number].removesuffix(suffix)

    def _reason_number(self, row: UnitTraces, number: int) -> int:
        """Return the number of a reason, from 1."""
        reason = row.reasons[number]
        if reason is None:
            return 0
        return self.reason_number(row, reason[0], reason[1], row.places[number])

    def reason_number(self, row: UnitTraces, why: str, at: Place | None, own: Place | None = None) -> int:
        """Return the number of a reason and its place, from 1."""
        file = self.behind.file_of(row.unit)
        where = OWN_LINE if at and at == own else place_code(at, file)
        return self._reasons.number_of((visible_text(why), where)) + 1

    def _odd_columns(self, row: UnitTraces) -> dict[int, int]:
        """Return the columns of figures that do not stand where those of other units do."""
        return {
            number: place.column
            for number, place in enumerate(row.places)
            if place and place.column != self._columns[number]
        }

    def shared_data(self) -> dict[str, Any]:
        """Return what the rows refer to; to be asked for when all of them are made."""
        return {
            "states": [state.value for state in STATES],
            "reasons": [list(reason) for reason in self._reasons.listed()],
            "reasonRows": [packed_numbers(row) for row in self._reason_rows.listed()],
            "lineRows": [list(row) for row in self._line_rows.listed()],
            "indicators": [self._indicator_data(number) for number in range(len(self._columns))],
        }

    def _indicator_data(self, number: int) -> dict[str, Any]:
        indicator = self.behind.indicators[number]
        known = self.behind.indicator_numbers
        roundings = self._roundings[number]
        told: dict[str, Any] = {
            "id": indicator.id,
            "name": visible_text(indicator.name),
            "suffix": measured_text("", indicator),
            "nature": words.NATURES[indicator.nature],
            "defined": str(indicator.at),
            "formula": visible_text(words.formula_text(indicator)),
            "operands": [known[name] for name in operands_of(indicator) if name in known],
            "derived": int(indicator.is_derived),
            "parts": self._part_numbers(indicator),
            "column": self._columns[number],
            "number": int(roundings.is_number),
            "listed": int(roundings.listed),
            "kept": words.kept_words(indicator.places),
        }
        return {key: value for key, value in told.items() if value not in ("", [], 0)}


def _exact_code(exact: str | None) -> str:
    """Return an exact value; '=' where nothing is rounded, nothing for what is no number."""
    return "" if exact is None else exact or "="


def place_code(at: Place | None, file: str) -> str:
    """Return '12:5' for a place in the report of a unit, with its file for any other."""
    if at is None:
        return ""
    return f"{at.line}:{at.column}" if at.file == file else str(at)


def usual_number(numbers: Iterable[int]) -> int:
    """Return the number that occurs most often, the least of several; 0 where there is none."""
    counts: dict[int, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    return min(counts, key=lambda number: (-counts[number], number), default=0)


def _columns_of(rows: Sequence[UnitTraces], number: int) -> Iterator[int]:
    return (place.column for row in rows if (place := row.places[number]))


def _rounding_of(rows: Sequence[UnitTraces], number: int) -> Rounding:
    """Return how an indicator's figures are rounded: numbers usually are not at all."""
    given = [row.exact[number] for row in rows if row.figures[number].state is State.GIVEN]
    others = [row.exact[number] for row in rows if row.figures[number].state is not State.GIVEN]
    is_number = bool(given) and given[0] == ""
    usual = "" if is_number else None
    alike = all(exact == usual for exact in given) and all(exact is None for exact in others)
    return Rounding(is_number, listed=not alike)


def _published_ranks(row: UnitTraces) -> dict[int, str]:
    return {number: rank_text(figure.rank) for number, figure in enumerate(row.figures) if figure.rank}


def _readings_of(row: UnitTraces) -> dict[int, list[list[Any]]]:
    """Return by indicator the days of several readings, each with its text and its place."""
    return {
        number: [
            [
                iso_date(reading.day),
                short_date(reading.day),
                visible_text(figure_text(figure.stood_at(reading), IN_TRACE)),
                words.rounding_text(figure.stood_at(reading)),
                place_code(reading.entry.at, row.places[number].file if row.places[number] else ""),  # type: ignore[union-attr]
            ]
            for reading in figure.readings
        ]
        for number, figure in enumerate(row.figures)
        if figure.readings
    }


def total_data(tables: FigureTables, consolidation: Consolidation, name: str) -> dict[str, Any]:
    """Return what is told of the total of an indicator, over all reporters of a directive.

    Units that have a page of their own are not all named: the first ones, and how many there are.
    """
    behind, figure = tables.behind, consolidation.totals[name]
    units, own = consolidation.expected.units, consolidation.own
    derivation = rolled_derivation(figure, units, own, behind.catalogue)
    told: dict[str, Any] = {
        "value": visible_text(labelled_text(figure_text(figure, IN_TRACE), figure)),
        "why": visible_text(figure.reason) if figure.state is State.UNTOTALLED else "",
        "rounding": words.rounding_text(figure),
        "how": words.function_words(figure.indicator),
        "coverage": words.coverage_words(figure),
        "operands": [
            [behind.indicator_numbers[part.figure.indicator.id], figure_text(part.figure, IN_TRACE)]
            for part in derivation.operands
        ],
        "by": words.order_words(figure.indicator),
    }
    if behind.has_everyone:
        ordered = order_contributors(figure, units, own)
        told |= _contributors_data(behind, figure, ordered) | _absent_data(tables, consolidation, figure)
    return {key: value for key, value in told.items() if value not in ("", [], {}, 0)}


def _contributors_data(
    behind: Behind, figure: RolledUpFigure, ordered: Sequence[Contributor]
) -> dict[str, Any]:
    """Return the order of the units in a total; those that were chosen come first."""
    shares = [percent_text(each.share, PERCENT_PLACES) for each in ordered if each.share is not None]
    weighed = any(each.weight is not None for each in ordered)
    weights = ["" if each.weight is None else number_text(each.weight) for each in ordered]
    chosen = any(each.holds is not None for each in ordered)
    marks = [words.held_words(figure.indicator, holds=holds) for holds in (True, False)]
    return {
        "order": packed_numbers(behind.unit_numbers[each.unit.id] for each in ordered),
        "shares": packed_runs(shares),
        "weights": packed_texts(weights) if weighed else [],
        "held": [sum(bool(each.holds) for each in ordered), *marks] if chosen else [],
    }


def _absent_data(
    tables: FigureTables, consolidation: Consolidation, figure: RolledUpFigure
) -> dict[str, Any]:
    """Return the units that a total lacks; their reasons are those of their own figures, but for some."""
    covered, numbers = figure.coverage, tables.behind.unit_numbers
    return {
        "missing": packed_numbers(numbers[unit] for unit in covered.missing),
        "partial": packed_numbers(numbers[unit] for unit in covered.partial),
        "outside": packed_numbers(numbers[unit] for unit in covered.not_applicable),
        "reasons": {
            numbers[each.unit.id]: tables.reason_number(row, each.reason, each.at, own)
            for each in other_reasons(tables.behind, consolidation, figure)
            for row in [tables.row_of(each.unit)]
            for own in [row.places[tables.behind.indicator_numbers[figure.indicator.id]]]
        },
    }


def other_reasons(behind: Behind, consolidation: Consolidation, figure: RolledUpFigure) -> list[Absent]:
    """Return the units whose values are not in a total though they have one, and why."""
    own, covered = consolidation.own, figure.coverage
    odd = {unit for unit in covered.missing if own[unit][figure.indicator.id].state not in LACKING}
    asked = [unit for unit in consolidation.expected.units if unit.id in {*odd, *covered.partial}]
    if not asked:
        return []
    related = behind.related_to(figure.indicator)
    figures = {
        unit.id: {name: each for name, each in own[unit.id].items() if name in related} for unit in asked
    }
    names = figures.keys()
    covered = covered._replace(
        missing=tuple(filter(names.__contains__, covered.missing)),
        partial=tuple(filter(names.__contains__, covered.partial)),
        not_applicable=(),
    )
    narrowed = figure._replace(coverage=covered)
    return [*absent_units(narrowed, asked, figures, behind.submissions, behind.workspace.rejected)[0]]


def ranks_data(behind: Behind, consolidation: Consolidation) -> dict[str, list[Any]]:
    """Return by indicator among how many units are ranked, and the places of those on the page."""
    told: dict[str, list[Any]] = {}
    for name, ranks in consolidation.ranks.items():
        places = sorted(
            (behind.unit_numbers[unit], rank) for unit, rank in ranks.items() if unit in behind.unit_numbers
        )
        if places:
            units = packed_numbers(number for number, _ in places)
            texts = packed_texts([count_text(rank.place) for _, rank in places])
            told[name] = [count_text(places[0][1].among), units, texts]
    return told
