"""Two workspaces by meaning: what changed between two periods, or between two versions of one."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from baocao.features.diff.asking import Sided, asking_of, continued_names
from baocao.features.diff.changes import (
    Sides,
    figure_change,
    only_follows,
    same_figure,
    scored_changes,
    sides_of,
)
from baocao.features.diff.records import (
    Comparison,
    DirectiveChange,
    FactChange,
    FigureChange,
    Move,
    TaskChange,
    TotalChange,
)
from baocao.features.diff.side import Narrowing, Side
from baocao.features.diff.succession import Pair, pair_units, unit_changes
from baocao.features.diff.task_changes import Assigned, Clock, assign_tasks, task_changes
from baocao.features.diff.text_changes import fact_changes, text_changes
from baocao.features.diff.total_changes import Reporters, same_total, total_change
from baocao.figures.expected import directives_due, has_reported
from baocao.figures.measures import Outlook, renamed_outlook
from baocao.figures.versions import asked_workspaces, renamed_workspace
from baocao.model.directive import Directive
from baocao.model.figure import OwnFigure
from baocao.model.submission import Rank, Submission
from baocao.model.workspace import Workspace

_NO_EXPECTED: Final = (0, 0)
_UNRANKED: Final = (None, None)
_MOVES: Final = list(Move)


def compare_workspaces(
    old: Workspace, new: Workspace, narrowing: Narrowing, *, versions: bool
) -> Comparison:
    """Return what changed; `versions` are two of one period, in which its own days and numbers count."""
    # First what each period asks, in today's names: otherwise what was only renamed would go on one side
    # and come on the other.
    old, new = asked_workspaces(old, new)
    old = renamed_workspace(old, new)
    days = _last_day(old), _last_day(new)
    known = pair_units(old.definitions.registry, new.definitions.registry, days)
    asked = {name: pair for name, pair in known.items() if narrowing.has_pair(pair)}
    before = Side(old, narrowing)
    sides = before, Side(new, narrowing, before)
    enough = any if narrowing.units else all
    both = [p for p in asked.values() if enough((sides[0].has_report(p.old), sides[1].has_report(p.new)))]
    units = [
        change
        for change in unit_changes(old, new, days, known)
        if not narrowing.units or change.unit.id in _names_of_pairs(asked) | narrowing.units
    ]
    shared = _directives_asked_twice(sides, versions=versions)
    changed = _Figures(sides, known, shared, versions=versions)
    figures, reranked = changed.changes_of(both)
    return Comparison(
        old.period,
        new.period,
        (_count_reports(old), _count_reports(new)),
        statuses=new.definitions.statuses,
        units=tuple(units),
        directives=tuple(_directive_changes(sides, known)) if narrowing.has_totals else (),
        figures=tuple(figures),
        reranked=tuple(reranked),
        tasks=tuple(_task_changes(sides, both, shared)),
        texts=tuple(
            change
            for pair in both
            for change in text_changes(pair.new, *_reports_of_pair(sides, pair), shared)
        ),
        facts=tuple(_fact_changes(sides, both, versions=versions)),
    )


def _count_reports(workspace: Workspace) -> int:
    return sum(map(has_reported, workspace.submissions.values()))


def _last_day(workspace: Workspace) -> date:
    """Return the last day on which data of the period stop: units that are open then may report."""
    ends = (directive.schedule.window(workspace.period).end for directive in directives_due(workspace))
    return max((workspace.period.window.end, *ends))


def _names_of_pairs(asked: Mapping[str, Pair]) -> frozenset[str]:
    return frozenset(name for pair in asked.values() for name in (pair.old.id, pair.new.id))


def _reports_of_pair(sides: Sided, pair: Pair) -> tuple[Submission, Submission]:
    return sides[0].report_of(pair.old), sides[1].report_of(pair.new)


def _directives_of_sides(sides: Sided) -> Mapping[str, Directive]:
    """Return the directives of both sides, as the new one has them."""
    return {**sides[0].directives, **sides[1].directives}


def _directives_asked_twice(sides: Sided, *, versions: bool) -> Mapping[str, Directive]:
    """Return the directives that ask on both sides: what a period does not ask for is not missing in it."""
    if versions:
        return _directives_of_sides(sides)
    return {
        name: directive
        for name, directive in _directives_of_sides(sides).items()
        if all(name in side.due for side in sides)
    }


class _Figures:
    """Compares the figures of units."""

    def __init__(
        self, sides: Sided, known: Mapping[str, Pair], shared: Mapping[str, Directive], *, versions: bool
    ) -> None:
        self._sides = sides
        self._versions = versions
        self._known = known
        self._asked = dict.fromkeys([*sides[1].indicators, *sides[0].indicators])
        self._twice = sides[0].indicators.keys() & sides[1].indicators.keys()
        self._shared = {name for asking in shared.values() for name in asking.indicators} & self._twice
        catalogues = (side.definitions.catalogue.indicators for side in sides)
        ranked = {name for known in catalogues for name, asking in known.items() if asking.better}
        self._ranked = set() if sides[1].narrowing.without_totals else ranked

    def changes_of(self, both: list[Pair]) -> tuple[list[FigureChange], list[FigureChange]]:
        """Return the changes of the units that are asked about, and who only has another rank."""
        asked = {pair.new.id for pair in both}
        everyone: dict[tuple[str, str], list[float]] = {}
        changed: list[FigureChange] = []
        reranked: list[FigureChange] = []
        for pair in self._known.values():
            twice = self._sides[0].has_report(pair.old) and self._sides[1].has_report(pair.new)
            for name, sides in self._sides_of_figures(pair) if twice or pair.new.id in asked else ():
                # Also of units that are not asked about: what is unusual is told by all of them.
                if twice and sides.step is not None:
                    everyone.setdefault((pair.new.kind.level, name), []).append(sides.step)
                if pair.new.id in asked:
                    places = self._ranks_of(pair, name) if name in self._ranked else _UNRANKED
                    if not same_figure(sides.old, sides.new, by_day=self._versions):
                        change = figure_change(pair.new, sides, places)
                        changed += [] if only_follows(sides) else [self._with_asking(change)]
                    elif _place_of_rank(places[0]) != _place_of_rank(places[1]):
                        reranked.append(figure_change(pair.new, sides, places))
        return scored_changes(everyone, changed), reranked

    def _with_asking(self, change: FigureChange) -> FigureChange:
        name = change.indicator.id
        if name in self._twice:
            return change
        return change._replace(
            asking=asking_of(self._sides, name, begins=name in self._sides[1].indicators)
        )

    def _ranks_of(self, pair: Pair, name: str) -> tuple[Rank | None, Rank | None]:
        return self._sides[0].rank_of(pair.old.id, name), self._sides[1].rank_of(pair.new.id, name)

    def _sides_of_figures(self, pair: Pair) -> Iterator[tuple[str, Sides[OwnFigure]]]:
        old, new = (side.own.get(unit.id, {}) for side, unit in zip(self._sides, pair, strict=True))
        for name in self._asked:
            before, now = old.get(name), new.get(name)
            if name in self._shared or (_is_entered(before) and _is_entered(now)):
                yield name, sides_of(before, now)
            # Of all units a total says it; of one that is asked about nothing else would.
            elif self._is_alone(name) and (_is_entered(before) or _is_entered(now)):
                yield name, Sides(before, now)

    def _is_alone(self, name: str) -> bool:
        """Tell whether one side alone asks for an indicator of a unit that the answer is narrowed to."""
        return bool(self._sides[1].narrowing.units) and name not in self._twice


def _is_entered(figure: OwnFigure | None) -> bool:
    return figure is not None and figure.at is not None


def _place_of_rank(rank: Rank | None) -> int:
    return rank.place if rank else 0


def _directive_changes(sides: Sided, known: Mapping[str, Pair]) -> Iterator[DirectiveChange]:
    """Yield the rolled-up figures that changed, directive by directive."""
    new_ids = {name: pair.new.id for name, pair in known.items() if pair.old.id != pair.new.id}
    reporters = Reporters(
        {**sides[0].definitions.registry.units, **sides[1].definitions.registry.units},
        frozenset(
            p.new.id for p in known.values() if sides[0].has_report(p.old) and sides[1].has_report(p.new)
        ),
    )
    for name in dict.fromkeys([*sides[1].due, *sides[0].due]):
        directive = _directives_of_sides(sides)[name]
        counts = [_counts_of_reporters(side, name) for side in sides]
        totals = (
            tuple(_total_changes(sides, directive, new_ids, reporters)) if all(map(any, counts)) else ()
        )
        if totals or counts[0] != counts[1]:
            yield DirectiveChange(directive, counts[0], counts[1], totals)


def _counts_of_reporters(side: Side, directive: str) -> tuple[int, int]:
    who = side.expected.get(directive)
    return (len(who.reported), len(who.units)) if who else _NO_EXPECTED


def _total_changes(
    sides: Sided, directive: Directive, new_ids: Mapping[str, str], reporters: Reporters
) -> Iterator[TotalChange]:
    asked = [side.directives[directive.id].indicators for side in sides]
    for name in dict.fromkeys([*asked[1], *asked[0]]):
        old, new = (
            _outlook_on(side, directive.id, name) if name in own else None
            for side, own in zip(sides, asked, strict=True)
        )
        # Otherwise a unit that only changed its id would count as one that left and one that came.
        before = renamed_outlook(old, new_ids) if old and new_ids else old
        if before and new and not same_total(before.figure, new.figure):
            yield total_change(before, new, reporters)._replace(continued=continued_names(sides, name))
        elif alone := (new or before) if not (before and new) else None:
            asking = asking_of(sides, name, begins=new is not None)
            yield TotalChange(
                alone.figure.indicator, before and before.figure, new and new.figure, asking=asking
            )


def _outlook_on(side: Side, directive: str, name: str) -> Outlook | None:
    total, who = side.total_of(directive, name), side.expected.get(directive)
    return Outlook(total, who, side.own) if total and who else None


def _task_changes(sides: Sided, both: list[Pair], shared: Mapping[str, Directive]) -> Iterator[TaskChange]:
    """Yield the tasks that moved, those that need looking at first."""
    before, now = (_assigned_tasks(side, shared) for side in sides)
    moved = (
        change
        for pair in both
        for change in task_changes(pair.new, _reports_of_pair(sides, pair), before, now)
    )
    yield from sorted(moved, key=lambda task_change: _MOVES.index(task_change.move))


def _assigned_tasks(side: Side, shared: Mapping[str, Directive]) -> Mapping[str, Assigned]:
    soon = side.definitions.statuses.soon
    return {
        directive.tasks_from: assign_tasks(
            side.definitions.directives.get(directive.tasks_from, directive),
            Clock(directive.schedule.window(side.workspace.period).end, soon, side.workspace.period),
        )
        for directive in side.directives.values()
        if directive.id in shared
    }


def _fact_changes(sides: Sided, both: list[Pair], *, versions: bool) -> Iterator[FactChange]:
    names = {name: indicator.name for name, indicator in sides[1].definitions.catalogue.indicators.items()}
    for pair in both:
        yield from fact_changes(pair.new, *_reports_of_pair(sides, pair), names, versions=versions)
