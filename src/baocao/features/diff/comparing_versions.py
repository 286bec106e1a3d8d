"""`baocao diff --rev`: two Git versions of a workspace, from blobs to what changed."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from baocao.disk.scratch import scratch
from baocao.features.diff.comparing import RefusedError, check, errors, no_reports, period_of
from baocao.features.diff.comparison import compare
from baocao.features.diff.definition_changes import definition_changes
from baocao.features.diff.records import Comparison, DefinitionChange, Differences, Fate
from baocao.features.diff.revisions import INDEX, Range, Version, Versions, WorkingTree
from baocao.features.diff.side import Narrowing
from baocao.features.diff.succession import Pair, pairs
from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.unit import Unit
from baocao.model.workspace import PROFILE, REGISTRY, Config, Definitions, Workspace
from baocao.rules.cascades import without_cascades
from baocao.source.accounting import account
from baocao.source.config import NAME
from baocao.source.files import relative
from baocao.source.git import Repository, open_repository, reading, revision_names
from baocao.source.git_faults import GitError, UnknownRevisionError
from baocao.source.workspace import load_definitions, load_workspace
from baocao.vietnamese.text import hint

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
        with reading(repository) as contents, scratch() as folder:
            versions = Versions(repository, contents, folder, root)
            return _Comparer(versions, wanted, narrowing).compare(only)
    except UnknownRevisionError as error:
        raise RefusedError(_unknown(repository, error)) from None
    except GitError as error:
        raise RefusedError(f"Không so sánh được: {error}.") from None


def _unknown(repository: Repository, error: UnknownRevisionError) -> str:
    name = str(error.args[0])
    known = [each for each in (*revision_names(repository), "HEAD") if each != name]
    text = f"Không so sánh được: {error}.{hint(_SUFFIX.split(name)[0], known)}"
    if repository.is_shallow:
        text += " Kho này là bản sao nông: chạy git fetch --unshallow rồi thử lại."
    elif name.startswith("origin/"):
        text += " Chạy git fetch rồi thử lại."
    return text


class _Comparer:
    """Compares two versions; what both have in common is read once."""

    def __init__(self, versions: Versions, wanted: Range, narrowing: Narrowing) -> None:
        self._narrowing = narrowing
        self._sides = versions.open(wanted)
        self._names = (_called(wanted.old, forked=wanted.forked), _called(wanted.new))
        self._problems: list[Diagnostic] = [
            problem("BC850", Place(f"{STAGED}:{path}", 1, 1), what=path)
            for path in sorted(versions.undecided)
        ]
        self._configs = [side.config() for side in self._sides]
        self._parts = [
            _parts(side, config) for side, config in zip(self._sides, self._configs, strict=True)
        ]

    def compare(self, only: list[Period]) -> Differences:
        """Return what changed in the periods that are asked for, else in those whose files changed."""
        old, new = self._parts
        changed = {path for path in {**old.definitions, **new.definitions} if self._differs(path)}
        definitions = self._definitions(shared=not changed)
        check(self._narrowing, definitions)
        comparisons: tuple[Comparison, ...] = ()
        if all(each.can_be_built for each in definitions):
            comparisons = tuple(
                self._comparisons(definitions, self._periods(only, changed), shared=not changed)
            )
        return Differences(
            *self._names,
            comparisons=_told(comparisons),
            definitions=tuple(self._definition_changes(sorted(changed), definitions))
            if not self._narrowing.units
            else (),
            problems=tuple(errors(self._problems, self._narrowing)),
            notice=self._configs[1].notice or self._configs[0].notice,
            remarks=tuple(self._remarks(definitions)),
        )

    def _differs(self, path: str) -> bool:
        return self._sides[0].ids.get(path) != self._sides[1].ids.get(path)

    def _definitions(self, *, shared: bool) -> list[Definitions]:
        """Return the definitions of both sides; one that cannot be read has the other's."""
        found: list[Definitions] = []
        for index in self._order():
            config = self._configs[index]
            if shared and found:
                found.append(found[0]._replace(config=config))
                continue
            self._sides[index].put(self._parts[index].definitions)
            definitions, problems = load_definitions(config)
            self._note(index, without_cascades(problems, definitions))
            found.append(definitions)
        old, new = found if self._order()[0] == 0 else found[::-1]
        return [_readable(old, new), _readable(new, old)]

    def _order(self) -> tuple[int, int]:
        """Return which side is read whole, then which one only where it differs."""
        return (1, 0) if isinstance(self._sides[1], WorkingTree) else (0, 1)

    def _periods(self, only: list[Period], changed: set[str]) -> list[Period]:
        """Return the periods to compare; where only definitions changed, the latest."""
        old, new = self._parts
        present = sorted({**old.periods, **new.periods})
        for asked in only:
            if asked.id not in present:
                raise RefusedError(no_reports(asked, present))
        if only:
            return only
        touched = [
            name
            for name in present
            if any(map(self._differs, {**old.periods.get(name, {}), **new.periods.get(name, {})}))
        ]
        wanted = touched or (present[-1:] if changed else [])
        return [period for name in wanted if (period := Period.parse(name))]

    def _comparisons(
        self, definitions: list[Definitions], periods: list[Period], *, shared: bool
    ) -> Iterator[Comparison]:
        for period in periods:
            whole, other = self._order()
            paths = [parts.periods.get(period.id, {}) for parts in self._parts]
            first = self._load(whole, definitions, period, paths[whole])
            same = {path for path in paths[whole] if shared and not self._differs(path)}
            second = self._load(
                other, definitions, period, [each for each in paths[other] if each not in same]
            )
            kept = {unit for path in same if (unit := PurePosixPath(path).parent.name)}
            second = second._replace(
                submissions={
                    **{unit: each for unit, each in first.submissions.items() if unit in kept},
                    **second.submissions,
                },
                rejected=second.rejected | (first.rejected & kept),
            )
            old, new = (first, second) if whole == 0 else (second, first)
            found = compare(old, new, self._narrowing, versions=True)
            if not found.is_empty or found.reranked:
                yield found

    def _load(
        self, index: int, definitions: list[Definitions], period: Period, paths: Iterable[str]
    ) -> Workspace:
        self._sides[index].put(paths)
        workspace, problems = load_workspace(definitions[index], period)
        problems += account(workspace.definitions, period)
        self._note(index, without_cascades(problems, definitions[index]))
        return workspace

    def _note(self, index: int, problems: Iterable[Diagnostic]) -> None:
        """Remember problems with the name of their side before their file; the working tree has none."""
        name = self._sides[index].name
        prefix = "" if not name else f"{STAGED if name == INDEX else name}:"
        for each in problems:
            if each.place and not self._differs(each.place.file):
                continue  # what is wrong on both sides has not changed
            place = each.place._replace(file=prefix + each.place.file) if each.place else None
            related = tuple((label, at._replace(file=prefix + at.file)) for label, at in each.related)
            self._problems.append(replace(each, place=place, related=related))

    def _definition_changes(
        self, changed: list[str], definitions: list[Definitions]
    ) -> Iterator[DefinitionChange]:
        """Yield what changed in definitions; the profile of a unit goes with it to its new folder."""
        old, new = self._sides
        renamed = list(self._renamed(definitions))
        moved = {_profile(definitions[0], pair.old): _profile(definitions[1], pair.new) for pair in renamed}
        names = {pair.old.id: pair.new.id for pair in renamed}
        arrived = set(moved.values())
        for path in changed:
            if path not in arrived:
                target = moved.get(path, path)
                yield from definition_changes(target, old.data(path), new.data(target), names)

    def _renamed(self, definitions: list[Definitions]) -> Iterator[Pair]:
        """Yield the units that are called otherwise on the last day of the latest period."""
        latest = max([*self._parts[0].periods, *self._parts[1].periods], default="")
        period = Period.parse(latest)
        if period:
            days = (period.window.end, period.window.end)
            known = pairs(definitions[0].registry, definitions[1].registry, days)
            yield from (pair for pair in known.values() if pair.old.id != pair.new.id)

    def _remarks(self, definitions: list[Definitions]) -> Iterator[str]:
        for index, each in enumerate(definitions):
            registry = f"/{REGISTRY}"
            if not any(path.endswith(registry) for path in self._sides[index].ids):
                yield f"{self._names[index]} chưa có danh mục đơn vị ({REGISTRY})."
            elif not each.can_be_built:
                yield f"Không so sánh được số liệu: định nghĩa của {self._names[index]} không đọc được."


def _told(found: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """Return the comparisons without those that only repeat that a unit is called otherwise."""
    own = [each for each in found if not _only_renamed(each)]
    return tuple(own) or found[-1:]


def _only_renamed(found: Comparison) -> bool:
    renamed = all(each.fate is Fate.RENAMED for each in found.units)
    return renamed and found._replace(units=()).is_empty


def _profile(definitions: Definitions, unit: Unit) -> str:
    return relative(definitions.config.units / unit.id / PROFILE, definitions.config.root)


def _called(name: str, *, forked: bool = False) -> str:
    shown = {"": WORKING, INDEX: STAGED}.get(name, name)
    return f"{shown} (điểm rẽ nhánh)" if forked else shown


def _readable(own: Definitions, other: Definitions) -> Definitions:
    """Return the definitions, those of the other side where these cannot be read as a whole."""
    return other._replace(config=own.config) if own.unread and not other.unread else own


class _Parts(NamedTuple):
    """The files of a version: definitions, and reports by period."""

    definitions: Mapping[str, str]
    periods: Mapping[str, Mapping[str, str]]


def _parts(version: Version, config: Config) -> _Parts:
    directives, units = (PurePosixPath(_normal(config, each)) for each in (config.directives, config.units))
    definitions: dict[str, str] = {}
    periods: dict[str, dict[str, str]] = {}
    for path, name in version.ids.items():
        folder, file = PurePosixPath(path).parent, PurePosixPath(path)
        if (
            path == NAME
            or folder in {directives, units}
            or (folder.parent == units and file.name == PROFILE)
        ):
            definitions[path] = name
        elif folder.parent == units and Period.parse(file.stem):
            periods.setdefault(file.stem, {})[path] = name
    return _Parts(definitions, periods)


def _normal(config: Config, folder: Path) -> str:
    return PurePosixPath(os.path.relpath(folder, config.root)).as_posix()
