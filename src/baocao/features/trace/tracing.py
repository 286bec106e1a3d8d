"""`baocao trace`: from a figure, or a printed place, to its sources in files and in Git."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from baocao.features.trace.derivation import (
    absent,
    contributors,
    derivation,
    figures_of,
    needed,
    rolled_derivation,
    why_missing,
)
from baocao.features.trace.origins import origins
from baocao.features.trace.records import Absent, Spot, Trace
from baocao.features.trace.spots import others
from baocao.figures.consolidation import groupings, members
from baocao.figures.expected import directives_due, expected
from baocao.figures.ranking import ranks
from baocao.figures.rollup import roll_up
from baocao.figures.versions import in_period
from baocao.model.directive import Directive
from baocao.model.figure import OwnFigure
from baocao.model.indicator import Catalogue, Indicator
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.printed import FigureKey
from baocao.model.submission import Rank, State
from baocao.model.unit import Unit
from baocao.model.workspace import Definitions, Workspace
from baocao.pipeline import manifest
from baocao.pipeline.print_map import look
from baocao.pipeline.sealing import check_records
from baocao.source.config import read_config
from baocao.source.few_figures import load_few
from baocao.source.workspace import files_of, load_definitions
from baocao.vietnamese.counts import count_text
from baocao.vietnamese.dates import iso_date
from baocao.vietnamese.text import hint

_NO_MAP: Final = "Chưa có bản đồ văn bản của kỳ này"
SHOWN: Final = 10
"""How many units of a list are shown where not all are asked for."""


class TraceError(Exception):
    """What is asked about is not there; the message says so in Vietnamese."""


class Workplace(NamedTuple):
    """Where sources and outputs are; `everything` asks for long lists in full."""

    root: Path
    out: Path
    everything: bool


def trace(place: Workplace, period: Period, key: FigureKey, spot: Spot | None = None) -> Trace:
    """Return where a figure comes from; `spot` is where it was found printed. Raises TraceError."""
    definitions = _definitions(place.root, period)
    indicator = _indicator(definitions, key.indicator)
    part = needed(definitions.catalogue, indicator)
    workspace = load_few(definitions, period, part.indicators)
    maker = _Tracer(workspace, part, indicator)
    found = maker.unit(key) if key.unit else maker.total(key)
    limit = len(found.contributors) if place.everything else SHOWN
    found = found._replace(
        contributors=found.contributors[:limit], hidden=found.contributors[limit:], spot=spot
    )
    found = _with_outputs(found, place.out / period.id, workspace)
    found = found._replace(remarks=(*found.remarks, *_broken_records(workspace)))
    return _with_origins(found, place.root, limit)


def _broken_records(workspace: Workspace) -> Iterator[str]:
    """Yield what is wrong with records of issued documents, which bear witness to what was printed."""
    problems, _ = check_records(workspace.definitions, workspace.submissions.values())
    for each in problems:
        if each.severity is Severity.ERROR:
            yield f"{each.place}: {each.code} {each.message} {each.advice}"


def _definitions(root: Path, period: Period) -> Definitions:
    config, _ = read_config(root)
    definitions, _ = load_definitions(config, with_profiles=False)
    if not definitions.can_be_built:
        raise TraceError(
            "Danh mục đơn vị hoặc chỉ tiêu có lỗi nên không truy được; chạy baocao check để xem."
        )
    definitions = in_period(definitions, period)
    if not any(files_of(definitions, period)):
        names = ", ".join(each.id for each in definitions.inventory.all_periods()) or "chưa có kỳ nào"
        raise TraceError(f"Không đơn vị nào có báo cáo kỳ {period.id}. Các kỳ có số liệu: {names}.")
    return definitions


def _indicator(definitions: Definitions, name: str) -> Indicator:
    known = definitions.catalogue.indicators
    if name not in known:
        raise TraceError(f"Không có chỉ tiêu '{name}'.{hint(name, known)}")
    return known[name]


class _Tracer:
    """Traces the figures of one indicator."""

    def __init__(self, workspace: Workspace, catalogue: Catalogue, indicator: Indicator) -> None:
        self._workspace = workspace
        self._registry = workspace.definitions.registry
        self._catalogue = catalogue
        self._indicator = indicator

    def unit(self, key: FigureKey) -> Trace:
        """Trace the figure of one unit, with its rank among those that report under the same directive."""
        unit = self._registry.units.get(key.unit)
        if unit is None:
            raise TraceError(f"Không có đơn vị '{key.unit}'.{hint(key.unit, self._registry.units)}")
        asking = [each for each in self._asking() if unit in expected(self._workspace, each).units]
        chosen = next((each for each in asking if key.directive in {"", each.id}), None)
        window = chosen.schedule.window(self._period) if chosen else self._period.window
        own = figures_of([unit], self._workspace.submissions, self._catalogue, window.end)[unit.id]
        figure = own[self._indicator.id]
        found = Trace(key, self._period, unit.name, derivation(_on_day(figure, key.day), own))
        if figure.state in {State.MISSING, State.UNREADABLE}:
            reason, at = why_missing(
                self._indicator, unit.id, own, self._workspace.submissions, self._workspace.rejected
            )
            found = found._replace(missing=(Absent(unit, reason, at),))
        ranked = chosen is not None and self._indicator.better
        return found._replace(rank=self._ranks(chosen).get(unit.id)) if chosen and ranked else found

    def _ranks(self, directive: Directive) -> Mapping[str, Rank]:
        who = expected(self._workspace, directive)
        figures = figures_of(who.units, self._workspace.submissions, self._catalogue, who.window.end)
        own = {unit: found[self._indicator.id] for unit, found in figures.items()}
        return ranks(own, self._indicator.better) if self._indicator.better else {}

    def total(self, key: FigureKey) -> Trace:
        """Trace the figure of all reporters of a directive, or of a part of them."""
        directive = self._directive(key)
        who = expected(self._workspace, directive)
        units = self._part(key, who.units)
        submissions = self._workspace.submissions
        figures = figures_of(units, submissions, self._catalogue, who.window.end)
        figure = roll_up(self._indicator, units, figures, self._catalogue)
        missing, outside = absent(figure, units, figures, submissions, self._workspace.rejected)
        return Trace(
            key._replace(directive=directive.id),
            self._period,
            f"{key.part or 'mọi đơn vị báo cáo'} ({count_text(len(units))} đơn vị)",
            rolled_derivation(figure, units, figures, self._catalogue),
            directive=directive,
            contributors=contributors(figure, units, figures),
            missing=missing,
            not_applicable=outside,
        )

    @property
    def _period(self) -> Period:
        return self._workspace.period

    def _asking(self) -> list[Directive]:
        """Return the directives of the period that ask for the indicator."""
        return [each for each in directives_due(self._workspace) if self._indicator.id in each.indicators]

    def _directive(self, key: FigureKey) -> Directive:
        """Return the directive whose reporters are meant."""
        asking = {each.id: each for each in self._asking()}
        if key.directive and key.directive not in self._workspace.definitions.directives:
            known = self._workspace.definitions.directives
            raise TraceError(f"Không có chỉ đạo '{key.directive}'.{hint(key.directive, known)}")
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

    def _part(self, key: FigureKey, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """Return the units of one part of a grouping, or all."""
        if not key.grouping:
            return units
        for grouping in groupings(self._registry):
            if grouping.id == key.grouping:
                return dict(members(grouping, units)).get(key.part, ())
        return ()


def _on_day(figure: OwnFigure, day: str) -> OwnFigure:
    """Return the figure as it stood on a day of which the unit gave a reading."""
    for reading in figure.readings:
        if iso_date(reading.day) == day:
            return figure.stood_at(reading)
    return figure


def _with_outputs(found: Trace, folder: Path, workspace: Workspace) -> Trace:
    """Return the trace with the places where the figure is printed; sources that changed since are said."""
    known, fault = look(folder)
    if known is None:
        state = f"Bản đồ văn bản của kỳ này không dùng được ({fault.reason})" if fault else _NO_MAP
        remark = f"{state}; chạy baocao build --ky {found.period.id} để biết số in ở đâu."
        return found._replace(remarks=(*found.remarks, remark))
    spots = tuple(others(folder, known, _same(found), found.spot))
    earlier = manifest.earlier(folder)
    changed = _changed(earlier.sources, workspace, found._replace(others=spots))
    if earlier.fault:
        spoiled = (
            f"{manifest.NAME} không dùng được hết ({earlier.fault.reason}), không rõ nguồn có đổi không."
        )
        found = found._replace(remarks=(*found.remarks, spoiled))
    remark = (
        f"Nguồn đã đổi từ khi lập văn bản ({', '.join(changed[:3])}{'…' if len(changed) > 3 else ''}); "  # noqa: PLR2004
        "số dưới đây tính theo nguồn hiện nay."
    )
    return found._replace(others=spots, remarks=(*found.remarks, remark) if changed else found.remarks)


def _same(found: Trace) -> list[FigureKey]:
    """Return the keys of a figure: the last of several readings is the figure itself."""
    key, readings = found.key.figure, found.figure.readings
    last = iso_date(readings[-1].day) if readings else ""
    if last and key.day in {"", last}:
        return [key._replace(day=""), key._replace(day=last)]
    return [key]


def _changed(hashes: Mapping[str, str], workspace: Workspace, found: Trace) -> list[str]:
    """Return the sources of a figure that are not as they were when the documents were made, or are new."""
    behind = {place.file for place in _all_places(found)}
    catalogue = {found.figure.indicator.at.file}
    files = {**workspace.definitions.files, **workspace.files}
    printed = found.directive is not None and (found.spot is not None or bool(found.others))
    return [
        name
        for name in sorted(behind | catalogue)
        if name in files
        and (files[name].sha256 != hashes[name] if name in hashes else printed and bool(hashes))
    ]


def _all_places(found: Trace) -> Iterator[Place]:
    yield from found.derivation.places()
    for each in (*found.contributors, *found.hidden):
        yield from each.derivation.places()
    for lack in (*found.missing, *found.not_applicable):
        yield from filter(None, [lack.at])


def _shown_places(found: Trace, limit: int) -> Iterator[Place]:
    yield from found.derivation.places()
    for each in found.contributors:
        yield from each.derivation.places()
    for lack in (*found.missing[:limit], *found.not_applicable[:limit]):
        yield from filter(None, [lack.at])


def _with_origins(found: Trace, root: Path, limit: int) -> Trace:
    """Return the trace with who recorded the lines that it shows, or why Git cannot say."""
    lines: dict[str, set[int]] = {}
    places = list(_shown_places(found, limit))
    for place in places:
        lines.setdefault(place.file, set()).add(place.line)
    if not lines:
        return found
    commits, remarks = origins(root, lines)
    found = found._replace(remarks=(*found.remarks, *remarks))
    return found._replace(origins={place: commits[place.file][place.line] for place in places if commits})
