"""`baocao page`: from a workspace to the page of a period, written beside its documents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.documents.tables.cells import column_unit
from baocao.features.page.gathering import Progress, gather_page
from baocao.features.page.parting import ONE_FILE, narrowed, parted
from baocao.features.page.records import INDEX, Checked, Gathered, PagePart, View
from baocao.features.page.rendering import Head, Way, render_page
from baocao.features.page.views import VIEWS, MakeView
from baocao.features.page.views.changes import changes_view
from baocao.features.page.writing import Pages, write_pages
from baocao.model.diagnostic import Diagnostic
from baocao.model.period import Period
from baocao.pipeline.guarding import Tell, our_turn, tell_nobody
from baocao.pipeline.loading import Loaded, load_checked
from baocao.pipeline.parallel import Sharing, share_work
from baocao.pipeline.plan import Scope, plan_documents
from baocao.report.outline import Outline
from baocao.vietnamese.moments import moment_text

_SHORT: Final = 8
Check = Callable[[Loaded], Checked]
"""Returns what a check says of the reports that were loaded."""
MOST_BYTES: Final = 1_500_000
"""Of one page: what a phone opens at once, and any mail takes."""
PAGES: Final = Sharing(2)
"""Pages, and views of the only one: each of them takes long, and is soon unpacked."""
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
    """What was loaded, where the page lies and its size in bytes, and what kept it from being written.

    `parts` is how many pages of parts it leads to; their bytes are counted with its own. The largest of
    them all has `largest` bytes.
    """

    loaded: Loaded
    path: Path
    size: int = 0
    largest: int = 0
    parts: int = 0
    problems: tuple[Diagnostic, ...] = ()


def page_of_period(root: Path, out: Path, period: Period, call: Call) -> Outcome:
    """Write the page of `period` into the folder of its documents."""
    folder = out / period.id
    path = folder / INDEX
    with our_turn(folder, "page", call.tell) as hindered:
        loaded = load_checked(root, period, proving=True)
        if not loaded.definitions.can_be_built:
            return Outcome(loaded, path, problems=loaded.errors)
        if hindered:
            return Outcome(loaded, path, problems=hindered)
        gathered = gather_page(loaded, folder, call.progress, concise=call.concise)
        gathered = gathered._replace(checked=call.check(loaded))
        pages = made_pages(parted(gathered, ONE_FILE), call)
        written = write_pages(folder, period.id, pages)
        return Outcome(
            loaded,
            path,
            size=pages.size,
            largest=pages.largest,
            parts=len(pages.parts),
            problems=written,
        )


def made_pages(gathered: Gathered, call: Call) -> Pages:
    """Return the page of what was gathered, and those of its parts."""
    # What is last is begun first: the page above takes longest.
    asked = (*gathered.parts, None)
    notices = notices_of(gathered)

    def make_some(parts: Sequence[PagePart | None]) -> list[bytes]:
        return [_page_of(narrowed(gathered, part), notices, call) for part in parts]

    def told(done: int) -> None:
        call.progress("Lập trang", done, len(asked))

    made = [data for some in share_work(make_some, asked, PAGES, told) for data in some]
    files = (part.file for part in gathered.parts)
    return Pages(made[-1], dict(zip(files, made[:-1], strict=True)))


def _page_of(gathered: Gathered, notices: tuple[str, ...], call: Call) -> bytes:
    """Return one page; what all units come to stands on that above the parts."""

    def make_some(makers: Sequence[MakeView]) -> list[View | None]:
        outlines = tuple(call.compare(gathered)) if changes_view in makers else ()
        return [make_view(gathered, outlines) for make_view in makers]

    # Pages of parts are shared out already.
    sharing = PAGES._replace(processes=1) if gathered.parts else PAGES
    made = (view for some in share_work(make_some, VIEWS, sharing) for view in some)
    return render_page(head_of_page(gathered, notices), list(filter(None, made)), shared_data(gathered))


def notices_of(gathered: Gathered) -> tuple[str, ...]:
    """Return what every page says of the data before anything else."""
    notices = (gathered.definitions.config.notice, "DỰ THẢO" if is_draft(gathered) else "")
    return tuple(filter(None, notices))


def head_of_page(gathered: Gathered, notices: tuple[str, ...]) -> Head:
    """Return what stands above all views."""
    provinces = {gathered.definitions.registry.province_of(unit).name for unit in gathered.everyone}
    whose = f", {provinces.pop()}" if len(provinces) == 1 else ""
    named = f": {gathered.part.title}" if gathered.part else ""
    title = f"Báo cáo {gathered.period.label}{whose}{named}"
    return Head(title, basis_words(gathered), notices, tuple(ways_from(gathered)))


def ways_from(gathered: Gathered) -> Iterator[Way]:
    """Yield the links from the page of a part: to the one above, and to those before and behind it."""
    if gathered.part is None:
        return
    yield Way(gathered.part_link(None), "Trang chung: số tổng hợp, tìm mọi đơn vị", "up")
    at = gathered.parts.index(gathered.part)
    for part in gathered.parts[at - 1 : at] if at else ():
        yield Way(gathered.part_link(part), f"Trang trước: {part.title}", "prev")
    for part in gathered.parts[at + 1 : at + 2]:
        yield Way(gathered.part_link(part), f"Trang sau: {part.title}", "next")


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
        **({"above": gathered.part_link(None)} if gathered.part else {}),
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
            {"id": name, "name": catalogue[name].name, "measure": column_unit(catalogue[name])}
            for name in asked
        ],
        "directives": [
            {"id": name, "name": each.expected.directive.name, "indicators": [*each.totals]}
            for name, each in gathered.consolidations.items()
        ],
    }
