"""A figure against the earlier periods of its unit, and against the units that report beside it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from baocao.figures.shown import own_number, told_apart
from baocao.figures.versions import continued_numbers, sole_successors
from baocao.model.diagnostic import Detail, problem
from baocao.model.indicator import Indicator, Nature
from baocao.model.period import Period
from baocao.model.submission import Entry, Progress, State, TaskReport
from baocao.rules.compared import FEWEST_PEERS, Compared
from baocao.rules.levels import SMALL, can_stand_out, compare_levels
from baocao.rules.reports import Finding, Known, Reports, known_numbers
from baocao.rules.spread import robust_spread
from baocao.vietnamese.numbers import number_text
from baocao.vietnamese.text import lower_first

MOST_EARLIER: Final = 5
"""How many earlier periods are looked at; with fewer, outliers in a unit's own history are not judged."""
FEWEST_EARLIER: Final = 4
_LEAST_SHARE: Final = 0.1
"""A unit's figures are taken to spread by at least a tenth of themselves."""
_LEAST_POINTS: Final = 3.0
"""Percentages of one unit are taken to spread by at least three points."""


class Series(NamedTuple):
    """What one unit reports of one indicator, now and before, latest first."""

    unit: str
    indicator: Indicator
    now: Known
    past: list[tuple[Period, Decimal]]

    def finding_at_figure(self, code: str, *, before: Decimal | None = None, **details: Detail) -> Finding:
        """Return a diagnostic at the figure of now, which a reason can explain."""
        name = self.indicator.id
        was, now = told_apart(
            (self.now.number if before is None else before, self.now.number), self.indicator
        )
        if before is not None:
            details["before"] = was
        diagnostic = problem(code, self.now.at, related=(), unit=self.unit, key=name, now=now, **details)
        return Finding(diagnostic, name)


def figures_go_on(reports: Reports) -> Iterator[Finding]:
    """Figures go on from earlier periods: cumulative ones do not fall, none jumps, none is copied."""
    if not reports.earlier:
        return
    for series in _all_series(reports):
        finding = _unusual_finding(series, reports.workspace.period.year)
        if finding is None and series.now.number == 0:
            finding = _zero_finding(series, reports.workspace.submissions[series.unit].entries)
        if finding:
            yield finding


def _unusual_finding(series: Series, year: int) -> Finding | None:
    """Return the gravest of what is unusual; most figures have grown a little, which needs few looks."""
    # One cause, one message: a fall is also a jump, and often an outlier.
    now, before = series.now.number, series.past[0][1]
    finding = _fall_finding(series, year) if now < before else None
    if finding is None and now != before:
        finding = _jump_finding(series)
    if finding is None and len(series.past) >= FEWEST_EARLIER:
        finding = _outlier_finding(series)
    return _repeat_finding(series) if finding is None and now == before else finding


def _all_series(reports: Reports) -> Iterator[Series]:
    indicators = reports.workspace.definitions.catalogue.indicators
    successors = sole_successors(indicators)
    for unit, numbers_now in known_numbers(reports.workspace).items():
        before = [(past.period, past.units[unit].numbers) for past in reports.earlier if unit in past.units]
        if successors:
            before = [(period, continued_numbers(successors, numbers)) for period, numbers in before]
        if not before:
            continue
        for name, now in numbers_now.items():
            earlier = [(period, given[name]) for period, given in before if name in given]
            if earlier:
                yield Series(unit, indicators[name], now, earlier)


def _fall_finding(series: Series, year: int) -> Finding | None:
    """A cumulative figure starts anew each year and does not fall within one."""
    period, before = series.past[0]
    if series.indicator.nature is not Nature.CUMULATIVE or period.year != year:
        return None
    return series.finding_at_figure("BC421", before=before, period=period.id)


def _jump_finding(series: Series) -> Finding | None:
    (period, before), now, limit = series.past[0], series.now.number, series.indicator.watch.jump
    low, high = (now, before) if now < before else (before, now)
    if limit is None or low <= 0 or high < SMALL or high < low * limit:
        return None
    times = _rounded_times(high / low)
    change = f"gấp {times} lần" if now > before else f"chỉ bằng 1/{times}"
    return series.finding_at_figure("BC422", change=change, before=before, period=period.id)


def _zero_finding(series: Series, entries: Mapping[str, Entry]) -> Finding | None:
    """A figure that was never small is not suddenly 0, unless the unit says that nothing occurred."""
    numbers = [number for _, number in series.past]
    said = entries[series.indicator.id].state is State.NOTHING
    if said or min(numbers) < SMALL or series.indicator.watch.jump is None:
        return None
    period, before = series.past[0]
    return series.finding_at_figure("BC460", before=before, period=period.id, count=len(numbers))


def _rounded_times(times: Decimal) -> str:
    return number_text(times, 0 if times >= SMALL else 1)


def _outlier_finding(series: Series) -> Finding | None:
    """Judge the figure, or what a cumulative one grew by, against those before."""
    limit = series.indicator.watch.deviations
    if limit is None:
        return None
    numbers = [float(series.now.number), *(float(number) for _, number in series.past)]
    if series.indicator.nature is Nature.CUMULATIVE:
        # A cumulative figure always grows; unusual is how much it grew by.
        numbers = [later - before for later, before in pairwise(numbers)]
    now, *before = numbers
    if len(before) < FEWEST_EARLIER:
        return None
    centre, spread = robust_spread(before)
    spread = max(spread, abs(centre) * _LEAST_SHARE, _least_spread(series.indicator))
    if abs(now - centre) <= float(limit) * spread:
        return None
    base = float(series.past[0][1]) if series.indicator.nature is Nature.CUMULATIVE else 0.0
    return series.finding_at_figure("BC423", usual=_usual_number(base + centre, series.indicator))


def _least_spread(indicator: Indicator) -> float:
    return _LEAST_POINTS if indicator.in_percent else 1.0


def _repeat_finding(series: Series) -> Finding | None:
    """A figure that stays the same may be copied; none, and all of them, may well stay."""
    count, now = series.indicator.watch.repeats, series.now.number
    # Nothing may well occur for months.
    if not count or len(series.past) < count - 1 or now == 0:
        return None
    if now == 100 and series.indicator.in_percent:  # noqa: PLR2004 - all of them
        return None
    same = series.past[: count - 1]
    if any(number != now for _, number in same):
        return None
    periods = ", ".join(period.id for period, _ in same)
    return series.finding_at_figure("BC425", count=count, periods=periods)


def figures_are_like_others(compared: Compared) -> Iterator[Finding]:
    """A figure does not lie far off those of the other units of its level of government."""
    indicators = compared.workspace.definitions.catalogue.indicators
    by_level: dict[tuple[str, str], list[tuple[str, Known]]] = {}
    for unit, numbers in compared.numbers.items():
        level = compared.level_of(unit)
        for name, known in numbers.items():
            # Zeros have no logarithm, and say nothing of size.
            if known.number > 0:
                by_level.setdefault((level, name), []).append((unit, known))
    for (_, name), values in by_level.items():
        indicator = indicators[name]
        if indicator.watch.deviations is not None and len(values) >= FEWEST_PEERS:
            yield from _off_the_others(indicator, values)


def _off_the_others(indicator: Indicator, values: list[tuple[str, Known]]) -> Iterator[Finding]:
    percent = indicator.in_percent
    level = compare_levels([value.number for _, value in values], percent=percent)
    limit = float(indicator.watch.deviations or 0)
    usual = _usual_number(level.usual, indicator)
    for (unit, value), off in zip(values, level.deviations, strict=True):
        if off > limit and can_stand_out(value.number, percent=percent):
            measure = indicator.unit_of_measure or "không có"
            yield Series(unit, indicator, value, []).finding_at_figure(
                "BC424", count=len(values) - 1, usual=usual, measure=measure
            )


def _usual_number(number: float, indicator: Indicator) -> str:
    return own_number(Decimal(number), indicator)


def tasks_stay_done(reports: Reports) -> Iterator[Finding]:
    """A task that was done stays done, also under the number that it has now."""
    for unit, submission in reports.workspace.submissions.items():
        before = next((past for past in reports.earlier if unit in past.units), None)
        for directive, tasks in submission.tasks.items() if before else ():
            earlier = _earlier_names(reports, directive)
            for name, report in tasks.items():
                known = {f"{directive}/{name}", f"{directive}/{earlier.get(name, name)}"}
                if before and known & before.units[unit].done and report.progress is not Progress.DONE:
                    label = reports.workspace.definitions.statuses.progress[report.progress]
                    yield _undone_finding(unit, f"{directive}/{name}", report, before.period, label)


def _earlier_names(reports: Reports, directive: str) -> dict[str, str]:
    known = reports.workspace.definitions.directives.get(directive)
    return {task.id: task.continues for task in known.all_tasks() if task.continues} if known else {}


def _undone_finding(unit: str, key: str, report: TaskReport, period: Period, progress: str) -> Finding:
    diagnostic = problem(
        "BC426",
        report.at,
        unit=unit,
        key=key,
        value=key.partition("/")[2],
        period=period.id,
        progress=lower_first(progress),
    )
    return Finding(diagnostic, key)
