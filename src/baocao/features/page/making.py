"""`baocao page`: from a workspace to the page of a period, written beside its documents."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.features.page.gathering import Progress, gather_page
from baocao.features.page.records import Checked, Gathered, View
from baocao.features.page.rendering import Head, render_page
from baocao.features.page.views import VIEWS
from baocao.model.diagnostic import Diagnostic
from baocao.model.period import Period
from baocao.pipeline.guarding import Tell, our_turn, tell_nobody
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.output import Output
from baocao.pipeline.plan import Scope, plan_documents
from baocao.report.outline import Outline
from baocao.vietnamese.moments import moment_text

NAME: Final = "trang.html"
_SHORT: Final = 8
Check = Callable[[Loaded], Checked]
"""Returns what a check says of the reports that were loaded."""
Compare = Callable[[Gathered], Sequence[Outline]]
"""Returns what changed since the last period, and since a revision if one was asked for."""


class Call(NamedTuple):
    """How a page is asked for: whether without what units wrote, and who hears how far it has come.

    `check` and `compare` are what other commands say: of the reports, and of what changed in them.
    """

    concise: bool = False
    progress: Progress = lambda *_: None
    tell: Tell = tell_nobody
    check: Check = lambda _: Checked()
    compare: Compare = lambda _: ()


class Outcome(NamedTuple):
    """What was loaded, where the page lies and its size in bytes, and what kept it from being written."""

    loaded: Loaded
    path: Path
    size: int = 0
    problems: tuple[Diagnostic, ...] = ()


def page_of_period(root: Path, out: Path, period: Period, call: Call) -> Outcome:
    """Write the page of `period` into the folder of its documents."""
    folder = out / period.id
    path = folder / NAME
    with our_turn(folder, "page", call.tell) as hindered:
        loaded = load_checked(root, period, proving=True)
        if not loaded.definitions.can_be_built:
            return Outcome(loaded, path, problems=loaded.errors)
        if hindered:
            return Outcome(loaded, path, problems=hindered)
        gathered = gather_page(loaded, folder, call.progress, concise=call.concise)
        data = made_page(gathered._replace(checked=call.check(loaded)), call)
        written = Output(folder).replace_files({NAME: data}, NAME, ())
        return Outcome(loaded, path, len(data), written.problems)


def made_page(gathered: Gathered, call: Call) -> bytes:
    """Return the page of what was gathered."""
    outlines = tuple(call.compare(gathered))
    views: list[View] = []
    for done, make_view in enumerate(VIEWS, start=1):
        views += filter(None, [make_view(gathered, outlines)])
        call.progress("Lập trang", done, len(VIEWS))
    return render_page(head_of_page(gathered), views, shared_data(gathered))


def head_of_page(gathered: Gathered) -> Head:
    """Return what stands above all views."""
    provinces = {gathered.definitions.registry.province_of(unit).name for unit in gathered.units}
    whose = f", {provinces.pop()}" if len(provinces) == 1 else ""
    notices = (gathered.definitions.config.notice, "DỰ THẢO" if is_draft(gathered) else "")
    title = f"Báo cáo {gathered.period.label}{whose}"
    return Head(title, basis_words(gathered), tuple(filter(None, notices)))


def is_draft(gathered: Gathered) -> bool:
    """Tell whether any document of the period has not been given out yet: its figures may change."""
    issued = {(each.directive, each.product, each.unit) for each in gathered.workspace.issued}
    return any(planned.key not in issued for planned in plan_documents(gathered.workspace, Scope()))


def basis_words(gathered: Gathered) -> str:
    """Return until when data count, and as of which commit the page speaks."""
    basis, end = gathered.basis, gathered.period.window.end
    until = f"Số liệu đến {gathered.period.stop_words(end)}"
    if not basis.commit:
        return f"{until}."
    return f"{until}; ghi trong kho đến {moment_text(basis.moment)} (commit {basis.commit[:_SHORT]})."


def shared_data(gathered: Gathered) -> Mapping[str, Any]:
    """Return what all scripts need: the names of units and indicators in their order."""
    registry = gathered.definitions.registry
    catalogue = gathered.definitions.catalogue.indicators
    asked = dict.fromkeys(name for each in gathered.consolidations.values() for name in each.totals)
    return {
        "period": {"id": gathered.period.id, "name": gathered.period.label},
        "periods": [{"id": period.id, "name": period.label} for period in gathered.periods],
        "units": [
            {"id": unit.id, "name": unit.name, "kind": unit.kind.name, "groups": dict(unit.groups)}
            for unit in gathered.units
        ],
        "groupings": {
            grouping.id: {"name": grouping.name, "values": dict(grouping.values)}
            for grouping in registry.groupings.values()
        },
        "indicators": [
            {"id": name, "name": catalogue[name].name, "measure": catalogue[name].unit_of_measure}
            for name in asked
        ],
        "directives": [
            {"id": name, "name": each.expected.directive.name, "indicators": [*each.totals]}
            for name, each in gathered.consolidations.items()
        ],
    }
