"""`baocao diff` of two periods: from the files of the working tree to what changed."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from baocao.features.diff.comparison import compare_workspaces
from baocao.features.diff.looks import looks_of_periods
from baocao.features.diff.records import Comparison, Differences
from baocao.features.diff.side import Narrowing
from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.period_names import PERIODS_SHOWN
from baocao.model.workspace import Definitions, Workspace
from baocao.pipeline.sealing import check_records
from baocao.report.periods import empty_period
from baocao.rules.cascades import without_cascades
from baocao.rules.first_looks import FirstLook
from baocao.source.accounting import account_strays
from baocao.source.config import read_config
from baocao.source.rewrites import is_kept_in_git
from baocao.source.workspace import load_definitions, load_workspace
from baocao.vietnamese.text import name_hint


class RefusedError(Exception):
    """There is nothing to compare as asked; the message says so in Vietnamese."""


def compare_periods(root: Path, asked: tuple[str, ...], narrowing: Narrowing) -> Differences:
    """Return what changed between two periods; of one alone, since the latest one of its kind before it.

    Raises RefusedError for a period that is none or has no reports, and for unknown units and directives.
    """
    config, problems = read_config(root)
    definitions, more_problems = load_definitions(config)
    problems += more_problems
    wanted = [period_of(text) for text in asked]
    present = definitions.inventory.all_periods()
    if not present:
        _refuse_unlisted(definitions.inventory.faults)
    if len(wanted) == 1:
        wanted.insert(0, _period_before(wanted[0], present))
    for period in wanted:
        if period not in present:
            raise RefusedError(empty_period(definitions, period))
    check_narrowing(narrowing, [definitions])
    old, new = (load_workspace(definitions, period) for period in wanted)
    problems += [*old[1], *new[1]]
    reports = [*old[0].submissions.values(), *new[0].submissions.values()]
    records = check_records(definitions, reports, always=is_kept_in_git(config.root))
    problems += [*records.problems, *records.register]
    problems += [
        more_problems for period in wanted for more_problems in account_strays(definitions, period)
    ]
    # Without registry and catalogue nothing can be compared; the errors that say so are all there is.
    comparisons: tuple[Comparison, ...] = ()
    if definitions.can_be_built:
        comparisons = (compare_reports_read(old[0], new[0], narrowing),)
    return Differences(
        f"kỳ {wanted[0].id}",
        f"kỳ {wanted[1].id}",
        comparisons,
        problems=tuple(shown_errors(without_cascades(problems, definitions), narrowing)),
        notice=config.notice,
        remarks=tuple(_kind_remarks(*wanted)),
    )


def compare_reports_read(old: Workspace, new: Workspace, narrowing: Narrowing) -> Comparison:
    """Return what changed between two periods of which the reports are read, and what to look at first."""
    comparison = compare_workspaces(old, new, narrowing, versions=False)
    return comparison._replace(looks=looks_of_periods(old, new, narrowing))


def differences_read(old: Workspace, new: Workspace) -> Differences:
    """Return the answer about two periods that are read and checked: what is wrong is told elsewhere."""
    return _differences_of(old, new, compare_reports_read(old, new, Narrowing()))


def differences_of_part(
    old: Workspace, new: Workspace, units: Collection[str], looks: Iterable[FirstLook]
) -> Differences:
    """Return the same of some units alone: what changed in their reports, and not in what all come to.

    `looks` are the figures of all units to look at first.
    """
    before, now = _part_of_workspace(old, units), _part_of_workspace(new, units)
    compared = compare_workspaces(before, now, Narrowing(without_totals=True), versions=False)
    own = tuple(look for look in looks if look.unit.id in units)
    return _differences_of(old, new, compared._replace(looks=own))


def _differences_of(old: Workspace, new: Workspace, comparison: Comparison) -> Differences:
    return Differences(
        f"kỳ {old.period.id}",
        f"kỳ {new.period.id}",
        (comparison,),
        remarks=tuple(_kind_remarks(old.period, new.period)),
    )


def _part_of_workspace(workspace: Workspace, units: Collection[str]) -> Workspace:
    definitions = workspace.definitions
    registry = definitions.registry
    own = {name: unit for name, unit in registry.units.items() if name in units}
    return workspace._replace(
        definitions=definitions._replace(registry=registry._replace(units=own)),
        submissions={name: each for name, each in workspace.submissions.items() if name in units},
        rejected=workspace.rejected & frozenset(units),
    )


def _refuse_unlisted(faults: Iterable[Diagnostic]) -> None:
    """Raise RefusedError where folders could not be listed: then nobody knows that there is no report."""
    for fault in faults:
        where = f"'{fault.place.file}': " if fault.place else ""
        raise RefusedError(f"{where}{fault.message} {fault.advice}")


def period_of(text: str) -> Period:
    """Return the period that was asked for; raises RefusedError."""
    period = Period.parse(text)
    if period is None:
        raise RefusedError(f"'{text}' không phải là một kỳ báo cáo. Ghi như {PERIODS_SHOWN}.")
    return period


def _period_before(period: Period, present: Iterable[Period]) -> Period:
    earlier = [other for other in present if other.kind is period.kind and other.id < period.id]
    if not earlier:
        raise RefusedError(f"{nothing_before(period)} Ghi rõ hai kỳ.")
    return max(earlier, key=lambda other: other.id)


def nothing_before(period: Period) -> str:
    """Return that there is no period with which another could be compared."""
    return f"Không có kỳ nào cùng loại trước kỳ {period.id} để so sánh."


def _kind_remarks(old: Period, new: Period) -> Iterator[str]:
    if old.kind is not new.kind:
        yield "Hai kỳ khác loại: số liệu trong kỳ không so sánh trực tiếp được."
    elif old.year != new.year:
        yield "Hai kỳ khác năm: số liệu lũy kế bắt đầu lại từ đầu năm."


def check_narrowing(narrowing: Narrowing, sides: Iterable[Definitions]) -> None:
    """Raise RefusedError for a unit or a directive that no side knows."""
    every = list(sides)
    units = {name for side in every for name in side.registry.units}
    directives = {name for side in every for name in side.directives}
    for what, asked, known in (
        ("đơn vị", narrowing.units, units),
        ("chỉ đạo", narrowing.directives, directives),
    ):
        for name in sorted(asked - known):
            raise RefusedError(f"Không có {what} '{name}'.{name_hint(name, sorted(known))}")


def shown_errors(problems: Iterable[Diagnostic], narrowing: Narrowing) -> Iterator[Diagnostic]:
    """Yield the errors, those of units that are asked about if any are."""
    for diagnostic in dict.fromkeys(problems):
        is_foreign = narrowing.units and diagnostic.unit and diagnostic.unit not in narrowing.units
        if diagnostic.severity is Severity.ERROR and not is_foreign:
            yield diagnostic
