"""`baocao trace`: from a figure, or a printed place, to its sources in files and in Git."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from baocao.figures.consolidation import all_groupings, members_by_value
from baocao.figures.expected import directives_due, expected_reporters
from baocao.figures.ranking import rank_units
from baocao.figures.rollup import UnitFigures, roll_up
from baocao.figures.siblings import Relation, figures_left_out, relations_within, rules_in_force
from baocao.figures.versions import in_period
from baocao.model.directive import Directive
from baocao.model.figure import OwnFigure
from baocao.model.indicator import Catalogue, Indicator
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.printed import RANK, FigureKey
from baocao.model.submission import Rank, State
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, Workspace
from baocao.pipeline import manifest
from baocao.pipeline.print_map import read_map_or_why
from baocao.pipeline.sealing import check_records
from baocao.pipeline.tracing.accepted import accepted_remarks
from baocao.pipeline.tracing.built import (
    changed_sources,
    changed_words,
    same_keys,
    spoiled_list,
    unknown_places,
)
from baocao.pipeline.tracing.derivation import (
    absent_units,
    derive_origin,
    figures_of,
    list_contributors,
    needed_catalogue,
    rolled_derivation,
    why_missing,
)
from baocao.pipeline.tracing.origins import origins_of_places
from baocao.pipeline.tracing.records import Absent, Contributor, Spot, Trace
from baocao.pipeline.tracing.spots import other_spots
from baocao.pipeline.tracing.words import whose_units
from baocao.report.periods import empty_period
from baocao.source.config import read_config
from baocao.source.few_figures import load_few
from baocao.source.workspace import files_of, load_definitions
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import iso_date
from baocao.vietnamese.text import name_hint

SHOWN: Final = 10
"""How many units of a list are shown where not all are asked for."""


class TraceError(Exception):
    """What is asked about is not there; the message says so in Vietnamese."""


class Workplace(NamedTuple):
    """Where sources and outputs are; `everything` asks for long lists in full."""

    root: Path
    out: Path
    everything: bool


def trace_figure(place: Workplace, period: Period, key: FigureKey, spot: Spot | None = None) -> Trace:
    """Return where a figure comes from; `spot` is where it was found printed. Raises TraceError."""
    asked = period_of_key(key, period)
    definitions = _load_definitions(place.root, asked)
    key = _as_it_was_called(definitions, key, asked)
    indicator = _known_indicator(definitions, key.indicator)
    rules = rules_in_force(Workspace(definitions, asked))
    part = needed_catalogue(definitions.catalogue, indicator, rules)
    # Only the figures behind this one: reading everything would take seconds for one question.
    workspace = load_few(definitions, asked, part.indicators)
    maker = _Tracer(workspace, part, indicator)
    traced = maker.trace_unit(key) if key.unit else maker.trace_total(key)
    limit = None if place.everything else SHOWN
    hidden = () if limit is None else traced.contributors[limit:]
    traced = traced._replace(contributors=traced.contributors[:limit], hidden=hidden, spot=spot)
    traced = _with_outputs(traced, place.out / period.id, workspace)
    traced = traced._replace(remarks=(*traced.remarks, *broken_records(workspace)))
    return _with_origins(traced, place.root, limit)


def brief_traces(root: Path, period: Period, keys: Iterable[FigureKey]) -> Mapping[FigureKey, Trace]:
    """Return what is behind figures of one period, without where they are printed or who recorded it.

    A figure that is not there any more is left out. Raises TraceError.
    """
    definitions = _load_definitions(root, period)
    known, rules = definitions.catalogue.indicators, rules_in_force(Workspace(definitions, period))
    wanted = {key: _as_it_was_called(definitions, key, period) for key in keys if key.indicator in known}
    parts = {
        name: needed_catalogue(definitions.catalogue, known[name], rules)
        for name in dict.fromkeys(key.indicator for key in wanted.values())
    }
    names = {name for part in parts.values() for name in part.indicators}
    workspace = load_few(definitions, period, sorted(names))
    traced = {
        key: _traced_or_none(workspace, parts[called.indicator], called) for key, called in wanted.items()
    }
    return {key: trace for key, trace in traced.items() if trace}


def _traced_or_none(workspace: Workspace, part: Catalogue, key: FigureKey) -> Trace | None:
    maker = _Tracer(workspace, part, part.indicators[key.indicator])
    try:
        return maker.trace_unit(key) if key.unit else maker.trace_total(key)
    except TraceError:
        return None


def period_of_key(key: FigureKey, period: Period) -> Period:
    """Return the period of a figure: that of the document, unless it was printed to be compared."""
    return (Period.parse(key.period) if key.period else None) or period


def _as_it_was_called(definitions: Definitions, key: FigureKey, period: Period) -> FigureKey:
    """Return the key of a figure under the name that its indicator had in an earlier period.

    Where several were added up to be compared with it, there is no such name: it has no figure then.
    """
    indicator = definitions.catalogue.indicators.get(key.indicator)
    if not key.period or indicator is None or indicator.validity.covers_period(period):
        return key
    sole = indicator.continues[0] if len(indicator.continues) == 1 else key.indicator
    return key._replace(indicator=sole)


def broken_records(workspace: Workspace) -> Iterator[str]:
    """Yield what is wrong with records of issued documents, which bear witness to what was printed."""
    for fault in check_records(workspace.definitions, workspace.submissions.values()).problems:
        if fault.severity is Severity.ERROR:
            yield f"{fault.place}: {fault.code} {fault.message} {fault.advice}"


def _load_definitions(root: Path, period: Period) -> Definitions:
    config, _ = read_config(root)
    definitions, _ = load_definitions(config, with_profiles=False)
    if not definitions.can_be_built:
        raise TraceError(
            "Danh mục đơn vị hoặc chỉ tiêu có lỗi nên không truy được; chạy baocao check để xem."
        )
    definitions = in_period(definitions, period)
    if not any(files_of(definitions, period)):
        raise TraceError(empty_period(definitions, period))
    return definitions


def _known_indicator(definitions: Definitions, name: str) -> Indicator:
    known = definitions.catalogue.indicators
    if name not in known:
        raise TraceError(f"Không có chỉ tiêu '{name}'.{name_hint(name, known)}")
    return known[name]


class _Tracer:
    """Traces the figures of one indicator."""

    def __init__(self, workspace: Workspace, catalogue: Catalogue, indicator: Indicator) -> None:
        self._workspace = workspace
        self._registry = workspace.definitions.registry
        self._catalogue = catalogue
        self._indicator = indicator

    def trace_unit(self, key: FigureKey) -> Trace:
        """Trace the figure of one unit, with its rank among those that report under the same directive."""
        unit = self._registry.units.get(key.unit)
        if unit is None:
            raise TraceError(f"Không có đơn vị '{key.unit}'.{name_hint(key.unit, self._registry.units)}")
        asking = [
            directive
            for directive in self._asking_directives()
            if unit in expected_reporters(self._workspace, directive).units
        ]
        chosen = next((directive for directive in asking if key.directive in {"", directive.id}), None)
        window = chosen.schedule.window(self._period) if chosen else self._period.window
        own = figures_of([unit], self._workspace.submissions, self._catalogue, window.end)[unit.id]
        figure = own[self._indicator.id]
        traced = Trace(key, self._period, unit.name, derive_origin(_on_day(figure, key.day), own))
        if figure.state in {State.MISSING, State.UNREADABLE}:
            reason, at = why_missing(
                self._indicator, unit.id, own, self._workspace.submissions, self._workspace.rejected
            )
            traced = traced._replace(missing=(Absent(unit, reason, at),))
        return self._with_rank(traced, chosen, unit) if chosen and self._indicator.better else traced

    def _with_rank(self, traced: Trace, directive: Directive, unit: Unit) -> Trace:
        """Return a unit's trace with its rank; where the rank is printed, with what it is computed of."""
        figures, ranks = self._ranks_under(directive)
        named = ranks if traced.key.aspect == RANK else ()
        units = self._registry.units
        ranked = (
            Contributor(units[name], derive_origin(figures[name][self._indicator.id], figures[name]))
            for name in named
        )
        return traced._replace(rank=ranks.get(unit.id), ranked=tuple(ranked))

    def _ranks_under(self, directive: Directive) -> tuple[UnitFigures, Mapping[str, Rank]]:
        """Return the figures of those who report under a directive, and their ranks, best first."""
        who = expected_reporters(self._workspace, directive)
        figures = figures_of(who.units, self._workspace.submissions, self._catalogue, who.window.end)
        own = {unit: own_figures[self._indicator.id] for unit, own_figures in figures.items()}
        better = self._indicator.better
        return figures, rank_units(own, better) if better else {}

    def trace_total(self, key: FigureKey) -> Trace:
        """Trace the figure of all reporters of a directive, or of a part of them."""
        directive = self._meant_directive(key)
        who = expected_reporters(self._workspace, directive)
        units = self._units_of_part(key, who.units)
        submissions = self._workspace.submissions
        figures = figures_of(units, submissions, self._catalogue, who.window.end)
        relations = [each for each in relations_within(self._workspace, directive) if self._knows(each)]
        left_out = figures_left_out(units, figures, relations, self._catalogue)
        figure = roll_up(self._indicator, units, figures, self._catalogue, left_out)
        missing, outside = absent_units(figure, units, figures, submissions, self._workspace.rejected)
        return Trace(
            key._replace(directive=directive.id),
            self._period,
            whose_units(len(units), key.part),
            rolled_derivation(figure, units, figures, self._catalogue),
            directive=directive,
            contributors=list_contributors(figure, units, figures),
            missing=missing,
            not_applicable=outside,
        )

    def _knows(self, relation: Relation) -> bool:
        """Tell whether a relation is between figures that were read for this question."""
        return all(name in self._catalogue.indicators for name in relation.names)

    @property
    def _period(self) -> Period:
        return self._workspace.period

    def _asking_directives(self) -> list[Directive]:
        """Return the directives of the period that ask for the indicator."""
        return [
            directive
            for directive in directives_due(self._workspace)
            if self._indicator.id in directive.indicators
        ]

    def _meant_directive(self, key: FigureKey) -> Directive:
        """Return the directive whose reporters are meant."""
        asking = {directive.id: directive for directive in self._asking_directives()}
        if key.directive and key.directive not in self._workspace.definitions.directives:
            known = self._workspace.definitions.directives
            raise TraceError(f"Không có chỉ đạo '{key.directive}'.{name_hint(key.directive, known)}")
        if key.directive and key.directive not in asking:
            raise TraceError(
                f"Kỳ {self._period.id}, chỉ đạo '{key.directive}' không hỏi chỉ tiêu '{key.indicator}'."
                + (f" Chỉ đạo có hỏi: {', '.join(asking)}." if asking else "")
            )
        if not asking:
            raise TraceError(
                f"Kỳ {self._period.id} không chỉ đạo nào hỏi chỉ tiêu '{key.indicator}'; "
                "thêm --don-vi MÃ để xem số liệu của một đơn vị."
            )
        if len(asking) > 1 and not key.directive:
            raise TraceError(
                f"Kỳ {self._period.id} có {count_text(len(asking))} chỉ đạo hỏi chỉ tiêu này: "
                f"{', '.join(asking)}. "
                "Chọn một bằng --chi-dao, hoặc một đơn vị bằng --don-vi."
            )
        return asking[key.directive or next(iter(asking))]

    def _units_of_part(self, key: FigureKey, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """Return the units of one part of a grouping, or all."""
        if not key.grouping:
            return units
        for grouping in all_groupings(self._registry):
            if grouping.id == key.grouping:
                return dict(members_by_value(grouping, units)).get(key.part, ())
        return ()


def _on_day(figure: OwnFigure, day: str) -> OwnFigure:
    """Return the figure as it stood on a day of which the unit gave a reading."""
    for reading in figure.readings:
        if iso_date(reading.day) == day:
            return figure.stood_at(reading)
    return figure


def _with_outputs(traced: Trace, folder: Path, workspace: Workspace) -> Trace:
    """Return the trace with the places where the figure is printed; sources that changed since are said."""
    known, fault = read_map_or_why(folder)
    if known is None:
        return traced._replace(remarks=(*traced.remarks, unknown_places(fault, traced.period)))
    spots = tuple(other_spots(folder, known, same_keys(traced.key, traced.figure), traced.spot))
    earlier = manifest.earlier_build(folder)
    printing = {spot.file for spot in (*spots, *filter(None, [traced.spot]))}
    told = (entry for entry in earlier.entries if entry["tep"] in printing)
    accepted = accepted_remarks(told, workspace.definitions.registry.units)
    changed = _changed_behind(earlier.sources, workspace, traced._replace(others=spots))
    remarks = (*accepted, spoiled_list(earlier.fault), changed_words(changed))
    return traced._replace(others=spots, remarks=(*traced.remarks, *filter(None, remarks)))


def _changed_behind(hashes: Mapping[str, str], workspace: Workspace, traced: Trace) -> list[str]:
    """Return the sources of a figure that are not as they were when the documents were made, or are new."""
    behind = {place.file for place in _all_places(traced)} | {traced.figure.indicator.at.file}
    changed = changed_sources(hashes, workspace)
    # What is printed of units was made of their reports; a total also of those that came later.
    printed = traced.directive is not None and (traced.spot is not None or bool(traced.others))
    return [name for name in sorted(behind) if name in changed and (printed or name in hashes)]


def _all_places(traced: Trace) -> Iterator[Place]:
    yield from traced.derivation.entered_places()
    for contributor in (*traced.contributors, *traced.hidden, *traced.ranked):
        yield from contributor.derivation.entered_places()
    for lack in (*traced.missing, *traced.not_applicable):
        yield from filter(None, [lack.at])


def _shown_places(traced: Trace, limit: int | None) -> Iterator[Place]:
    yield from traced.derivation.entered_places()
    for contributor in (*traced.contributors, *traced.ranked[:limit]):
        yield from contributor.derivation.entered_places()
    for lack in (*traced.missing[:limit], *traced.not_applicable[:limit]):
        yield from filter(None, [lack.at])


def _with_origins(traced: Trace, root: Path, limit: int | None) -> Trace:
    """Return the trace with who recorded the lines that it shows, or why Git cannot say."""
    # Only what is shown: Git takes its time for each line.
    origins, remarks = origins_of_places(root, list(_shown_places(traced, limit)))
    return traced._replace(origins=origins, remarks=(*traced.remarks, *remarks))
