"""`baocao diff --rev`: two Git versions of a workspace, from blobs to what changed."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from baocao.disk.scratch import scratch_folder
from baocao.features.diff.causes import Causes, numbers_told
from baocao.features.diff.comparing import (
    RefusedError,
    check_narrowing,
    period_of,
    shown_errors,
)
from baocao.features.diff.comparison import compare_workspaces
from baocao.features.diff.definition_changes import definition_changes
from baocao.features.diff.looks import has_looks, looks_of_side, past_of_workspace
from baocao.features.diff.records import Comparison, DefinitionChange, Differences, Fate, Printed
from baocao.features.diff.revisions import INDEX, Range, Version, Versions, WorkingTree
from baocao.features.diff.side import Narrowing
from baocao.features.diff.succession import Pair, pair_units
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.past import Past
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.submission import Submission
from baocao.model.unit import Unit
from baocao.model.workspace import PROFILE, REGISTRY, Config, Definitions, Workspace
from baocao.pipeline.sealing import check_records
from baocao.report.periods import nobody_reports
from baocao.rules.cascades import without_cascades
from baocao.rules.first_looks import FirstLook
from baocao.source.accounting import account_strays
from baocao.source.config import NAME, TEMPLATE
from baocao.source.files import relative_path
from baocao.source.git import Repository, open_repository, reading_blobs, revision_names
from baocao.source.git_faults import GitError, UnknownRevisionError
from baocao.source.inventory import RECORDS, take_inventory
from baocao.source.workspace import load_definitions, load_past, load_workspace
from baocao.vietnamese.text import name_hint

WORKING: Final = "thư mục làm việc"
STAGED: Final = "index"
_SUFFIX: Final = re.compile(r"[~^@:]")
"""What may follow the name of a version: HEAD~1."""


def compare_versions(root: Path, text: str, periods: tuple[str, ...], narrowing: Narrowing) -> Differences:
    """Return what changed between two versions of the workspace, in the periods whose reports changed.

    Raises RefusedError where Git cannot answer.
    """
    wanted = Range.parse(text)
    only = [period_of(each) for each in periods]
    try:
        repository = open_repository(root)
        with reading_blobs(repository) as contents, scratch_folder() as folder:
            versions = Versions(repository, contents, folder, root)
            return _Comparer(versions, wanted, narrowing, root).compare(only)
    except UnknownRevisionError as error:
        raise RefusedError(_unknown_revision(repository, error)) from None
    except GitError as error:
        raise RefusedError(f"Không so sánh được: {error}.") from None


def _unknown_revision(repository: Repository, error: UnknownRevisionError) -> str:
    name = str(error.args[0])
    known = [name_known for name_known in (*revision_names(repository), "HEAD") if name_known != name]
    text = f"Không so sánh được: {error}.{name_hint(_SUFFIX.split(name)[0], known)}"
    if repository.is_shallow:
        text += " Kho này là bản sao nông: chạy git fetch --unshallow rồi thử lại."
    elif name.startswith("origin/"):
        text += " Chạy git fetch rồi thử lại."
    return text


class _Comparer:
    """Compares two versions; what both have in common is read once."""

    def __init__(self, versions: Versions, wanted: Range, narrowing: Narrowing, root: Path) -> None:
        self._narrowing = narrowing
        self._versions = versions
        self._reports: list[Submission] = []
        self._root = root
        self._sides = versions.open_range(wanted)
        self._names = (_side_name(wanted.old, forked=wanted.forked), _side_name(wanted.new))
        self._problems: list[Diagnostic] = [
            problem("BC850", Place(f"{STAGED}:{path}", 1, 1), what=path)
            for path in sorted(versions.undecided)
        ]
        self._loaded: dict[str, tuple[Workspace, Workspace]] = {}
        self._configs = [side.read_settings() for side in self._sides]
        self._parts = [
            _parts_of_version(side, config) for side, config in zip(self._sides, self._configs, strict=True)
        ]

    def compare(self, only: list[Period]) -> Differences:
        """Return what changed in the periods that are asked for, else in those whose files changed."""
        old, new = self._parts
        # By content ids, which Git knows without a file being read.
        changed = {path for path in {**old.definitions, **new.definitions} if self._path_differs(path)}
        definitions = self._load_definitions(shared=not changed)
        check_narrowing(self._narrowing, definitions)
        comparisons: tuple[Comparison, ...] = ()
        wanted = self._printed_periods(changed, definitions[1])
        if all(each.can_be_built for each in definitions):
            periods = self._periods_to_compare(only, wanted)
            comparisons = tuple(self._compare_periods(definitions, periods, shared=not changed))
        self._problems += self._record_problems(definitions[1])
        printed = [*self._compare_printed(changed, wanted, definitions, comparisons)]
        return Differences(
            *self._names,
            comparisons=_comparisons_told(comparisons),
            definitions=tuple(self._definition_changes(sorted(changed), definitions))
            if not self._narrowing.units
            else (),
            problems=tuple(shown_errors(self._problems, self._narrowing)),
            notice=self._configs[1].notice or self._configs[0].notice,
            remarks=tuple(self._side_remarks(definitions)),
            printed=tuple([each for each in printed if each.has_documents] or printed[:1]),
        )

    def _compare_printed(
        self,
        changed: Collection[str],
        wanted: Mapping[str, frozenset[str]],
        definitions: list[Definitions],
        comparisons: Sequence[Comparison],
    ) -> Iterator[Printed]:
        """Yield what documents print otherwise, if templates or definitions changed."""
        # Of periods that were asked for the latest stands for all.
        if self._loaded and not wanted.keys() & self._loaded.keys():
            wanted = dict.fromkeys([*self._loaded][-1:], frozenset[str]()) if wanted else {}
        if not (wanted and self._loaded):
            return
        from baocao.features.diff.printed import (  # noqa: PLC0415 - loads jinja2
            compare_printed,
            program_of_other_build,
        )

        causes = _causes_of_change(sorted(changed), self._changed_templates(), self._configs[1])
        for side, parts in zip(self._sides, self._parts, strict=True):
            side.put_files(parts.templates.values())
        for period, directives in wanted.items():
            if period in self._loaded:
                told = numbers_told(each for each in comparisons if each.new.id == period)
                narrowing = self._narrowing.within(directives)
                earlier = self._reading_before(definitions, self._loaded[period][1].period)
                printed = compare_printed(self._loaded[period], earlier, causes, narrowing, told)
                yield printed._replace(built_by=program_of_other_build(self._root, printed.period))

    def _reading_before(self, definitions: list[Definitions], period: Period) -> Definitions:
        """Return what reads the reports of periods before, of the side that is read whole."""
        whole = self._reading_order()[0]
        present = [each for each in self._present_periods() if each.order < period.order]
        alike = [each for each in present if each.kind is period.kind]
        for earlier in {*alike[-1:], *(each for each in alike if each == period.year_before)}:
            self._sides[whole].put_files(self._parts[whole].periods.get(earlier.id, {}))
        return definitions[whole]._replace(inventory=take_inventory(definitions[whole].config))

    def _printed_periods(
        self, changed: Collection[str], definitions: Definitions
    ) -> dict[str, frozenset[str]]:
        """Return the periods whose documents may say something else: the latest, and of directives theirs.

        With each the directives that are meant, none being all of them.
        """
        templates = self._changed_templates()
        present = self._present_periods()
        if not present or not (changed or templates):
            return {}
        wanted: dict[str, frozenset[str]] = {present[-1].id: frozenset()}
        for directive in definitions.directives.values():
            uses = any(product.template in templates for product in directive.products)
            if uses or directive.at.file in changed:
                asked = [period.id for period in present if directive.asks_for(period)]
                for latest in asked[-1:]:
                    if latest != present[-1].id:
                        wanted[latest] = wanted.get(latest, frozenset()) | {directive.id}
        return wanted

    def _present_periods(self) -> list[Period]:
        """Return the periods that have reports on any side, in the order in which their data stop."""
        names = {**self._parts[0].periods, **self._parts[1].periods}
        periods = filter(None, map(Period.parse, names))
        return sorted(periods, key=lambda period: (period.window.end, period.id))

    def _changed_templates(self) -> tuple[str, ...]:
        """Return the templates that differ, by their names in the folder of templates."""
        old, new = (
            {name: side.ids.get(path) for name, path in parts.templates.items()}
            for side, parts in zip(self._sides, self._parts, strict=True)
        )
        return tuple(sorted(name for name in {**old, **new} if old.get(name) != new.get(name)))

    def _path_differs(self, path: str) -> bool:
        return self._sides[0].ids.get(path) != self._sides[1].ids.get(path)

    def _load_definitions(self, *, shared: bool) -> list[Definitions]:
        """Return the definitions of both sides; one that cannot be read has the other's."""
        loaded: list[Definitions] = []
        for index in self._reading_order():
            config = self._configs[index]
            if shared and loaded:
                loaded.append(loaded[0]._replace(config=config))
                continue
            self._sides[index].put_files(self._parts[index].definitions)
            definitions, problems = load_definitions(config)
            self._note_problems(index, without_cascades(problems, definitions))
            loaded.append(definitions)
        old, new = loaded if self._reading_order()[0] == 0 else loaded[::-1]
        return [_readable_definitions(old, new), _readable_definitions(new, old)]

    def _reading_order(self) -> tuple[int, int]:
        """Return which side is read whole, then which one only where it differs."""
        # The working tree lies on disk already; of a commit every file must first be written out.
        return (1, 0) if isinstance(self._sides[1], WorkingTree) else (0, 1)

    def _periods_to_compare(self, only: list[Period], printed: Collection[str]) -> list[Period]:
        """Return the periods to compare: whose reports changed, or whose documents may have."""
        old, new = self._parts
        present = self._present_periods()
        for asked in only:
            if asked not in present:
                raise RefusedError(nobody_reports(asked, present))
        if only:
            return only
        files = (
            (period, {**old.periods.get(period.id, {}), **new.periods.get(period.id, {})})
            for period in present
        )
        return [
            period for period, paths in files if period.id in printed or any(map(self._path_differs, paths))
        ]

    def _compare_periods(
        self, definitions: list[Definitions], periods: list[Period], *, shared: bool
    ) -> Iterator[Comparison]:
        for period in periods:
            whole, other = self._reading_order()
            paths = [parts.periods.get(period.id, {}) for parts in self._parts]
            first = self._load_side(whole, definitions, period, paths[whole])
            same = {path for path in paths[whole] if shared and not self._path_differs(path)}
            second = self._load_side(
                other, definitions, period, [each for each in paths[other] if each not in same]
            )
            # Reports that are the same on both sides are read once, and stand for both.
            kept = {unit for path in same if (unit := PurePosixPath(path).parent.name)}
            second = second._replace(
                submissions={
                    **{unit: each for unit, each in first.submissions.items() if unit in kept},
                    **second.submissions,
                },
                rejected=second.rejected | (first.rejected & kept),
            )
            old, new = (first, second) if whole == 0 else (second, first)
            self._loaded[period.id] = old, new
            comparison = compare_workspaces(old, new, self._narrowing, versions=True)
            if not comparison.is_empty or comparison.reranked:
                changed = {PurePosixPath(path).parent.name for path in paths[1] if self._path_differs(path)}
                yield comparison._replace(looks=self._looks_of_changed(new, changed))

    def _looks_of_changed(self, new: Workspace, changed: Collection[str]) -> tuple[FirstLook, ...]:
        """Return what to look at first in reports that changed, held against those of all units."""
        if not changed or not has_looks(new):
            return ()
        past = self._past_of_side(new)
        return looks_of_side(new, past, self._narrowing, changed)

    def _past_of_side(self, new: Workspace) -> Past | None:
        """Return the period before, as the new version has it."""
        present = filter(None, map(Period.parse, self._parts[1].periods))
        alike = [each for each in present if each.kind is new.period.kind and each.order < new.period.order]
        if not alike:
            return None
        last = max(alike, key=lambda period: period.order)
        if last.id in self._loaded:
            return past_of_workspace(self._loaded[last.id][1])
        self._sides[1].put_files(self._parts[1].periods[last.id])
        return load_past(new.definitions._replace(inventory=take_inventory(self._configs[1])), last)

    def _load_side(
        self, index: int, definitions: list[Definitions], period: Period, paths: Iterable[str]
    ) -> Workspace:
        self._sides[index].put_files(paths)
        workspace, problems = load_workspace(definitions[index], period)
        self._reports += workspace.submissions.values() if index == 1 else ()
        problems += account_strays(workspace.definitions, period)
        self._note_problems(index, without_cascades(problems, definitions[index]))
        return workspace

    def _record_problems(self, definitions: Definitions) -> Iterator[Diagnostic]:
        """Yield what is wrong with records of issued documents in the new version."""
        old, new = self._sides
        if isinstance(new, WorkingTree):
            records = check_records(definitions, self._reports, always=True)
            yield from (*records.problems, *records.register)
            return
        units = _normal_path(self._configs[0], self._configs[0].units)
        for path in sorted(old.ids.keys() - new.ids.keys()):
            # What the other line of work never had is not lost to it.
            if _is_record(path, units) and self._versions.had_file(new, path):
                unit = PurePosixPath(path).parts[-3]
                before, now = self._names
                yield problem("BC849", Place(path, 1, 1), unit=unit, old=before, new=now)

    def _note_problems(self, index: int, problems: Iterable[Diagnostic]) -> None:
        """Remember problems with the name of their side before their file; the working tree has none."""
        name = self._sides[index].name
        prefix = "" if not name else f"{STAGED if name == INDEX else name}:"
        for each in problems:
            if each.place and not self._path_differs(each.place.file):
                continue  # what is wrong on both sides has not changed
            place = each.place._replace(file=prefix + each.place.file) if each.place else None
            related = tuple((label, at._replace(file=prefix + at.file)) for label, at in each.related)
            self._problems.append(replace(each, place=place, related=related))

    def _definition_changes(
        self, changed: list[str], definitions: list[Definitions]
    ) -> Iterator[DefinitionChange]:
        """Yield what changed in definitions; the profile of a unit goes with it to its new folder."""
        old, new = self._sides
        renamed = list(self._renamed_pairs(definitions))
        # A unit that is renamed takes its folder along: its profile has moved, not gone and come.
        moved = {
            _profile_path(definitions[0], pair.old): _profile_path(definitions[1], pair.new)
            for pair in renamed
        }
        names = {pair.old.id: pair.new.id for pair in renamed}
        arrived = set(moved.values())
        for path in changed:
            if path not in arrived:
                target = moved.get(path, path)
                yield from definition_changes(target, old.content_of(path), new.content_of(target), names)

    def _renamed_pairs(self, definitions: list[Definitions]) -> Iterator[Pair]:
        """Yield the units that are called otherwise on the last day of the latest period."""
        latest = max([*self._parts[0].periods, *self._parts[1].periods], default="")
        period = Period.parse(latest)
        if period:
            days = (period.window.end, period.window.end)
            known = pair_units(definitions[0].registry, definitions[1].registry, days)
            yield from (pair for pair in known.values() if pair.old.id != pair.new.id)

    def _side_remarks(self, definitions: list[Definitions]) -> Iterator[str]:
        for index, each in enumerate(definitions):
            registry = f"/{REGISTRY}"
            if not any(path.endswith(registry) for path in self._sides[index].ids):
                yield f"{self._names[index]} chưa có danh mục đơn vị ({REGISTRY})."
            elif not each.can_be_built:
                yield f"Không so sánh được số liệu: định nghĩa của {self._names[index]} không đọc được."


def _comparisons_told(comparisons: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """Return the comparisons without those that only repeat that a unit is called otherwise."""
    own = [comparison for comparison in comparisons if not _only_renamed(comparison)]
    return tuple(own) or comparisons[-1:]


def _only_renamed(comparison: Comparison) -> bool:
    renamed = all(change.fate is Fate.RENAMED for change in comparison.units)
    return renamed and comparison._replace(units=()).is_empty


def _profile_path(definitions: Definitions, unit: Unit) -> str:
    return relative_path(definitions.config.units / unit.id / PROFILE, definitions.config.root)


def _side_name(name: str, *, forked: bool = False) -> str:
    shown = {"": WORKING, INDEX: STAGED}.get(name, name)
    return f"{shown} (điểm rẽ nhánh)" if forked else shown


def _readable_definitions(own: Definitions, other: Definitions) -> Definitions:
    """Return the definitions, those of the other side where these cannot be read as a whole."""
    return other._replace(config=own.config) if own.unread and not other.unread else own


class _Parts(NamedTuple):
    """The files of a version: definitions, reports by period, and paths of templates by their names."""

    definitions: Mapping[str, str]
    periods: Mapping[str, Mapping[str, str]]
    templates: Mapping[str, str]


def _parts_of_version(version: Version, config: Config) -> _Parts:
    directives, units = (
        PurePosixPath(_normal_path(config, each)) for each in (config.directives, config.units)
    )
    definitions: dict[str, str] = {}
    periods: dict[str, dict[str, str]] = {}
    templates: dict[str, str] = {}
    start = f"{_normal_path(config, config.templates)}/"
    for path, name in version.ids.items():
        folder, file = PurePosixPath(path).parent, PurePosixPath(path)
        if path.startswith(start) and path.endswith(TEMPLATE):
            templates[path.removeprefix(start)] = path
        elif (
            path == NAME
            or folder in {directives, units}
            or (folder.parent == units and file.name == PROFILE)
        ):
            definitions[path] = name
        elif folder.parent == units and Period.parse(file.stem):
            periods.setdefault(file.stem, {})[path] = name
    return _Parts(definitions, periods, templates)


def _causes_of_change(changed: Sequence[str], templates: Sequence[str], config: Config) -> Causes:
    """Return what may change documents; a unit's profile changes its own alone."""
    folder = PurePosixPath(_normal_path(config, config.units))
    profiles = {
        path: PurePosixPath(path).parent.name
        for path in changed
        if path.endswith(f"/{PROFILE}") and PurePosixPath(path).parent.parent == folder
    }
    words = (*(f"mẫu {name}" for name in templates), *changed)
    general = len(profiles) < len(changed)
    return Causes(frozenset(templates), frozenset(profiles.values()), general=general, words=words)


def _is_record(path: str, units: str) -> bool:
    """Tell whether a path under the folder of all units is that of a record of an issued document."""
    parts = PurePosixPath(path).parts
    return len(parts) > 2 and parts[-2] == RECORDS and PurePosixPath(*parts[:-3]) == PurePosixPath(units)  # noqa: PLR2004


def _normal_path(config: Config, folder: Path) -> str:
    return PurePosixPath(os.path.relpath(folder, config.root)).as_posix()
