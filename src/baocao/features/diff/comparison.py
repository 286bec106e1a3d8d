"""Two workspaces by meaning: what changed between two periods, or between two versions of one."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from baocao.features.diff.changes import (
    Sides,
    figure_change,
    follows,
    same,
    scored,
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
from baocao.features.diff.succession import Pair, pairs, unit_changes
from baocao.features.diff.task_changes import Assigned, Clock, assigned, task_changes
from baocao.features.diff.text_changes import fact_changes, text_changes
from baocao.features.diff.total_changes import Reporters, same_total, total_change
from baocao.figures.expected import directives_due
from baocao.figures.versions import renamed
from baocao.model.directive import Directive
from baocao.model.figure import OwnFigure, RolledUpFigure
from baocao.model.submission import Rank, Submission
from baocao.model.workspace import Workspace

_NO_EXPECTED: Final = (0, 0)
_UNRANKED: Final = (None, None)
_MOVES: Final = list(Move)


def compare(old: Workspace, new: Workspace, narrowing: Narrowing, *, versions: bool) -> Comparison:
    """Return what changed; `versions` are two of one period, in which its own days and numbers count."""
    old = renamed(old, new)
    days = _day(old), _day(new)
    known = pairs(old.definitions.registry, new.definitions.registry, days)
    asked = {name: pair for name, pair in known.items() if narrowing.has(pair)}
    before = Side(old, narrowing)
    sides = before, Side(new, narrowing, before)
    enough = any if narrowing.units else all
    both = [p for p in asked.values() if enough((sides[0].has(p.old), sides[1].has(p.new)))]
    units = [
        each
        for each in unit_changes(old, new, days, known)
        if not narrowing.units or each.unit.id in _names(asked) | narrowing.units
    ]
    shared = _shared(sides, versions=versions)
    changed = _Figures(sides, known, shared, versions=versions)
    figures, reranked = changed.of(both)
    return Comparison(
        old.period,
        new.period,
        (len(old.submissions), len(new.submissions)),
        statuses=new.definitions.statuses,
        units=tuple(units),
        directives=() if narrowing.units else tuple(_directives(sides, known)),
        figures=tuple(figures),
        reranked=tuple(reranked),
        tasks=tuple(_tasks(sides, both, shared)),
        texts=tuple(
            each for pair in both for each in text_changes(pair.new, *_reports(sides, pair), shared)
        ),
        facts=tuple(_facts(sides, both, versions=versions)),
    )


def _day(workspace: Workspace) -> date:
    """Return the last day on which data of the period stop: units that are open then may report."""
    ends = (each.schedule.window(workspace.period).end for each in directives_due(workspace))
    return max((workspace.period.window.end, *ends))


def _names(asked: Mapping[str, Pair]) -> frozenset[str]:
    return frozenset(name for pair in asked.values() for name in (pair.old.id, pair.new.id))


Sided = tuple[Side, Side]


def _reports(sides: Sided, pair: Pair) -> tuple[Submission, Submission]:
    return sides[0].report(pair.old), sides[1].report(pair.new)


def _named(sides: Sided) -> Mapping[str, Directive]:
    """Return the directives of both sides, as the new one has them."""
    return {**sides[0].directives, **sides[1].directives}


def _shared(sides: Sided, *, versions: bool) -> Mapping[str, Directive]:
    """Return the directives that ask on both sides: what a period does not ask for is not missing in it."""
    if versions:
        return _named(sides)
    return {name: each for name, each in _named(sides).items() if all(name in side.due for side in sides)}


class _Figures:
    """Compares the figures of units."""

    def __init__(
        self, sides: Sided, known: Mapping[str, Pair], shared: Mapping[str, Directive], *, versions: bool
    ) -> None:
        self._sides = sides
        self._versions = versions
        self._known = known
        self._asked = dict.fromkeys([*sides[1].indicators, *sides[0].indicators])
        self._shared = {name for each in shared.values() for name in each.indicators}
        catalogues = (side.definitions.catalogue.indicators for side in sides)
        self._ranked = {name for known in catalogues for name, each in known.items() if each.better}

    def of(self, both: list[Pair]) -> tuple[list[FigureChange], list[FigureChange]]:
        """Return the changes of the units that are asked about, and who only has another rank."""
        asked = {pair.new.id for pair in both}
        everyone: dict[tuple[str, str], list[float]] = {}
        changed: list[FigureChange] = []
        reranked: list[FigureChange] = []
        for pair in self._known.values():
            twice = self._sides[0].has(pair.old) and self._sides[1].has(pair.new)
            for name, sides in self._figures(pair) if twice or pair.new.id in asked else ():
                if twice and sides.step is not None:
                    everyone.setdefault((pair.new.kind.level, name), []).append(sides.step)
                if pair.new.id in asked:
                    places = self._places(pair, name) if name in self._ranked else _UNRANKED
                    if not same(sides.old, sides.new, by_day=self._versions):
                        changed += [] if follows(sides) else [figure_change(pair.new, sides, places)]
                    elif _place(places[0]) != _place(places[1]):
                        reranked.append(figure_change(pair.new, sides, places))
        return scored(everyone, changed), reranked

    def _places(self, pair: Pair, name: str) -> tuple[Rank | None, Rank | None]:
        return self._sides[0].rank(pair.old.id, name), self._sides[1].rank(pair.new.id, name)

    def _figures(self, pair: Pair) -> Iterator[tuple[str, Sides[OwnFigure]]]:
        old, new = (side.own.get(unit.id, {}) for side, unit in zip(self._sides, pair, strict=True))
        for name in self._asked:
            before, now = old.get(name), new.get(name)
            if name in self._shared or (_is_entered(before) and _is_entered(now)):
                yield name, sides_of(before, now)


def _is_entered(figure: OwnFigure | None) -> bool:
    return figure is not None and figure.at is not None


def _place(rank: Rank | None) -> int:
    return rank.place if rank else 0


def _directives(sides: Sided, known: Mapping[str, Pair]) -> Iterator[DirectiveChange]:
    """Yield the rolled-up figures that changed, directive by directive."""
    new_ids = {name: pair.new.id for name, pair in known.items() if pair.old.id != pair.new.id}
    reporters = Reporters(
        {**sides[0].definitions.registry.units, **sides[1].definitions.registry.units},
        frozenset(p.new.id for p in known.values() if sides[0].has(p.old) and sides[1].has(p.new)),
    )
    for name in dict.fromkeys([*sides[1].due, *sides[0].due]):
        directive = _named(sides)[name]
        counts = [_counts(side, name) for side in sides]
        totals = tuple(_totals(sides, directive, new_ids, reporters)) if all(map(any, counts)) else ()
        if totals or counts[0] != counts[1]:
            yield DirectiveChange(directive, counts[0], counts[1], totals)


def _counts(side: Side, directive: str) -> tuple[int, int]:
    who = side.expected.get(directive)
    return (len(who.reported), len(who.units)) if who else _NO_EXPECTED


def _totals(
    sides: Sided, directive: Directive, new_ids: Mapping[str, str], reporters: Reporters
) -> Iterator[TotalChange]:
    for indicator in directive.indicators:
        old, new = (side.total(directive.id, indicator) for side in sides)
        if old and new:
            before = _renamed(old, new_ids) if new_ids else old
            if not same_total(before, new):
                yield total_change(before, new, reporters)


def _renamed(figure: RolledUpFigure, ids: Mapping[str, str]) -> RolledUpFigure:
    """Return a rolled-up figure with the new ids of the units it is made of."""

    def new(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(ids.get(name, name) for name in names)

    return figure._replace(
        coverage=figure.coverage._replace(counted=new(figure.coverage.counted)),
        contributions=tuple(
            each._replace(unit=ids.get(each.unit, each.unit)) for each in figure.contributions
        ),
        holders=new(figure.holders),
    )


def _tasks(sides: Sided, both: list[Pair], shared: Mapping[str, Directive]) -> Iterator[TaskChange]:
    """Yield the tasks that moved, those that need looking at first."""
    before, now = (_assigned(side, shared) for side in sides)
    found = (
        change for pair in both for change in task_changes(pair.new, _reports(sides, pair), before, now)
    )
    yield from sorted(found, key=lambda each: _MOVES.index(each.move))


def _assigned(side: Side, shared: Mapping[str, Directive]) -> Mapping[str, Assigned]:
    soon = side.definitions.statuses.soon
    return {
        each.tasks_from: assigned(
            side.definitions.directives.get(each.tasks_from, each),
            Clock(each.schedule.window(side.workspace.period).end, soon),
        )
        for each in side.directives.values()
        if each.id in shared
    }


def _facts(sides: Sided, both: list[Pair], *, versions: bool) -> Iterator[FactChange]:
    names = {name: each.name for name, each in sides[1].definitions.catalogue.indicators.items()}
    for pair in both:
        yield from fact_changes(pair.new, *_reports(sides, pair), names, versions=versions)
