"""Discovering and reading a whole workspace."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from baocao.model.diagnostic import Diagnostic, problem
from baocao.model.directive import Directive
from baocao.model.inventory import SUFFIX, Inventory
from baocao.model.messages import Severity
from baocao.model.past import Past
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.profile import Profile
from baocao.model.submission import Submission
from baocao.model.unit import Unit
from baocao.model.workspace import (
    CATALOGUE,
    CITATIONS,
    PROFILE,
    REGISTRY,
    STATUSES,
    Config,
    Definitions,
    SourceFile,
    Workspace,
)
from baocao.source import nodes
from baocao.source.accounting import directive_names
from baocao.source.citations import read_citations
from baocao.source.config import NAME
from baocao.source.directives import DirectiveReader
from baocao.source.documents import ReportFile, read_mapping, read_report
from baocao.source.files import is_there, read_stored, relative_path
from baocao.source.indicators import read_catalogue
from baocao.source.inventory import take_inventory
from baocao.source.log import Log
from baocao.source.past import read_past
from baocao.source.profiles import read_profile
from baocao.source.registry import read_registry
from baocao.source.secrets import without_secrets
from baocao.source.statuses import read_statuses
from baocao.source.submissions import SubmissionReader
from baocao.vietnamese.text import name_hint

T = TypeVar("T")
Making = Callable[[nodes.Mapping, Log], T]
"""Makes a record of the top mapping of a file."""


class _Reader:
    """Reads files and remembers both them and their problems."""

    def __init__(self, config: Config) -> None:
        self.root = config.root
        self._instead = config.instead
        self.files: dict[str, SourceFile] = {}
        self.problems: list[Diagnostic] = []
        self.unread: set[str] = set()
        self.blank: set[str] = set()

    def read_record(
        self,
        path: Path,
        make: Making[T],
        unit: str | None = None,
    ) -> T | None:
        """Return what `make` builds from the file, or None if the file cannot be read."""
        source, mapping, problems = read_mapping(path, self.root, self._instead)
        record = self._made_record(ReportFile(source, mapping, problems), make, unit)
        if record is None:
            self.unread.add(path.name)
        return record

    def read_submission(self, path: Path, make: Making[Submission], unit: str) -> Submission | None:
        """Return the submission that `make` builds from the file, or None if nothing can be read of it.

        Nothing is read of one that is marked secret: no document, page or sum may have any of it.
        """
        told = len(self.problems)
        file = without_secrets(read_report(path, self.root, self._instead), unit)
        submission = self._made_record(file, make, unit)
        if file.blank:
            self.blank.add(unit)
        faulty = any(found.severity is Severity.ERROR for found in self.problems[told:])
        if submission is None or not faulty:
            return submission
        meant = any(found.severity is Severity.ERROR for found in file.problems)
        return submission._replace(faulty=True, draft=submission.draft and not meant)

    def _made_record(self, file: ReportFile, make: Making[T], unit: str | None) -> T | None:
        self.problems += file.problems
        if file.source is None:
            return None
        self.files[file.source.path] = file.source
        if file.mapping is None:
            return None
        log = Log(file.source.path, unit, file.torn)
        record = log.read_within(make, file.mapping)
        self.problems += log.problems
        return record

    def read_required(self, path: Path, make: Callable[[nodes.Mapping, Log], T]) -> T | None:
        """Do the same, and report the file if it is missing."""
        if is_there(path):
            return self.read_record(path, make)
        self.unread.add(path.name)
        name = relative_path(path, self.root)
        self.problems.append(problem("BC001", Place(name, 1, 1), what=name))
        return None


def definition_basis(config: Config, inventory: Inventory) -> tuple[object, ...]:
    """Return all that definitions are read from, profiles aside."""
    # By name, too: a link that leads nowhere is there, and cannot be read.
    registry, names = config.units / REGISTRY, inventory.directives
    paths = [registry, *(config.directives / name for name in names if name.endswith(SUFFIX))]
    stored = [read_stored(path, config.root, config.instead) for path in paths]
    return config, names, is_there(registry), stored


def read_from(definitions: Definitions) -> tuple[object, ...]:
    """Return what definitions follow from that were read, profiles and the inventory aside."""
    shared = {path: file for path, file in definitions.files.items() if not path.endswith(f"/{PROFILE}")}
    return definitions.config, shared, definitions.unread


def read_of_unit(definitions: Definitions, unit: str, report: Path) -> tuple[SourceFile | None, bool]:
    """Return what was read of a unit itself: the profile beside its reports, and whether it is no use."""
    profile = relative_path(report.with_name(PROFILE), definitions.config.root)
    return definitions.files.get(profile), unit in definitions.rejected


def load_definitions(
    config: Config, *, with_profiles: bool = True, inventory: Inventory | None = None
) -> tuple[Definitions, list[Diagnostic]]:
    """Read registry, catalogue, citations, statuses, directives and, where asked for, profiles.

    Folders are listed where there is no `inventory` of them.
    """
    reader = _Reader(config)
    inventory = inventory or take_inventory(config)
    definitions = Definitions(config, files=reader.files)
    # In this order: the catalogue names units of the registry, and directives name all three.
    registry = reader.read_required(config.units / REGISTRY, read_registry) or definitions.registry
    catalogue = (
        reader.read_required(
            config.directives / CATALOGUE,
            lambda mapping, log: read_catalogue(mapping, registry, log),
        )
        or definitions.catalogue
    )
    citations = reader.read_required(config.directives / CITATIONS, read_citations) or {}
    statuses = reader.read_required(config.directives / STATUSES, read_statuses) or definitions.statuses

    def read_directive(mapping: nodes.Mapping, log: Log) -> Directive | None:
        return DirectiveReader(registry, catalogue, citations, log).read_directive(mapping)

    directives: dict[str, Directive] = {}
    paths = [config.directives / name for name in directive_names(config, inventory)]
    stems = {path.stem for path in paths}
    reader.problems += [
        problem("BC304", Place(NAME, 1, 1), value=name, hint=name_hint(name, stems))
        for name in sorted(config.chosen - stems)
    ]
    for path in paths:
        if not config.chosen or path.stem in config.chosen:
            directive = reader.read_record(path, read_directive)
            if directive and directive.id in directives:
                reader.problems.append(problem("BC501", directive.at, value=directive.id))
            elif directive:
                directives[directive.id] = directive
    directives = _with_tasks(directives, reader.problems)
    definitions = Definitions(
        config,
        registry,
        catalogue,
        citations=citations,
        statuses=statuses,
        directives=directives,
        files=reader.files,
        unread=frozenset(reader.unread),
        inventory=inventory,
    )
    # Last, and only where asked for: half of all files, of which many questions need none.
    if with_profiles:
        profiles = read_profiles(definitions, units_with_profiles(definitions))
        reader.problems += profiles.problems
        definitions = add_profiles(definitions, [profiles])
    return definitions, reader.problems


def _with_tasks(directives: Mapping[str, Directive], problems: list[Diagnostic]) -> dict[str, Directive]:
    """Return the directives, those that ask about another's tasks with its groups of tasks."""
    completed = dict(directives)
    for directive in directives.values():
        source = directives.get(directive.tasks_from)
        if source is None or source.tasks_from != source.id:
            known = [each.id for each in directives.values() if each.tasks_from == each.id]
            guess = name_hint(directive.tasks_from, known)
            problems.append(problem("BC304", directive.at, value=directive.tasks_from, hint=guess))
        else:
            completed[directive.id] = directive._replace(groups=source.groups)
    return completed


class Profiles(NamedTuple):
    """Profiles by unit, the units whose profile could not be read, files by path, and what is wrong."""

    profiles: Mapping[str, Profile]
    rejected: frozenset[str]
    files: Mapping[str, SourceFile]
    problems: list[Diagnostic]


def units_with_profiles(definitions: Definitions) -> list[str]:
    """Return the units of the registry in whose folders a profile lies, by name."""
    inventory, known = definitions.inventory, definitions.registry.units
    return [name for name in inventory.units if name in known and inventory.has_name(name, PROFILE)]


def read_profiles(definitions: Definitions, units: Iterable[str]) -> Profiles:
    """Read the profiles of these units."""
    config = definitions.config
    reader = _Reader(config)
    profiles, rejected = {}, set()
    for name in units:
        path = config.units / name / PROFILE
        profile = reader.read_record(path, partial(read_profile, unit=name), name)
        if profile:
            profiles[name] = profile
        else:
            rejected.add(name)
    return Profiles(profiles, frozenset(rejected), reader.files, reader.problems)


def add_profiles(definitions: Definitions, parts: Sequence[Profiles]) -> Definitions:
    """Return the definitions with the profiles of all parts."""
    return definitions._replace(
        profiles=_joined_mappings(part.profiles for part in parts),
        rejected=frozenset().union(*(part.rejected for part in parts)),
        files=_joined_mappings((definitions.files, *(part.files for part in parts))),
    )


def unit_periods(config: Config, unit: str) -> Iterator[tuple[Period, Path]]:
    """Yield the periods for which a unit has a file, with its path, in order of their names."""
    for path in sorted((config.units / unit).glob("*.yaml")):
        period = Period.parse(path.stem)
        if period:
            yield period, path


def load_past(definitions: Definitions, period: Period, units: Iterable[Unit] | None = None) -> Past:
    """Read of an earlier period what later ones are compared with, of all units or of some."""
    return read_past(definitions, period, files_of(definitions, period, units))


def files_of(
    definitions: Definitions, period: Period, units: Iterable[Unit] | None = None
) -> Iterator[tuple[Unit, Path]]:
    """Yield the units, of all or of some, that have a file for `period`, with its path."""
    inventory, known, name = definitions.inventory, definitions.registry.units, f"{period.id}{SUFFIX}"
    if units is None:
        units = (known[folder] for folder in inventory.units if folder in known)
    for unit in units:
        if inventory.has_name(unit.id, name):
            yield unit, definitions.config.units / f"{unit.id}/{name}"


class Submitted(NamedTuple):
    """Submissions by unit, the units whose files could not be read, files by path, and what is wrong."""

    submissions: Mapping[str, Submission]
    rejected: frozenset[str]
    files: Mapping[str, SourceFile]
    problems: list[Diagnostic]


def load_workspace(definitions: Definitions, period: Period) -> tuple[Workspace, list[Diagnostic]]:
    """Read the submissions of `period`; folders are listed anew, as files may have been put there since."""
    definitions = definitions._replace(inventory=take_inventory(definitions.config))
    submitted = read_submissions(definitions, period, files_of(definitions, period))
    return add_submissions(Workspace(definitions, period), [submitted]), submitted.problems


def read_submissions(
    definitions: Definitions, period: Period, files: Iterable[tuple[Unit, Path]]
) -> Submitted:
    """Read these submissions of `period`."""
    reader = _Reader(definitions.config)
    submissions: dict[str, Submission] = {}
    rejected = set()
    submission_reader = SubmissionReader(definitions, period)
    for unit, path in files:
        make = partial(submission_reader.read_submission, unit=unit)
        submission = reader.read_submission(path, make, unit.id)
        if submission:
            submissions[unit.id] = submission
        # In an empty file there is nothing that could have been sent.
        elif unit.id not in reader.blank:
            rejected.add(unit.id)
    return Submitted(submissions, frozenset(rejected), reader.files, reader.problems)


def add_submissions(workspace: Workspace, parts: Sequence[Submitted]) -> Workspace:
    """Return the workspace with the submissions of all parts, which are in the order of units."""
    files = _joined_mappings(part.files for part in parts)
    return workspace._replace(
        submissions=_joined_mappings(part.submissions for part in parts),
        rejected=frozenset().union(*(part.rejected for part in parts)),
        files={**files, **_proposed_among(files, workspace.definitions.config)},
    )


def _proposed_among(files: Mapping[str, SourceFile], config: Config) -> Mapping[str, SourceFile]:
    """Return the files that somebody proposes, as these have them: other processes send back copies."""
    return {path: proposed for path, proposed in config.instead.items() if files.get(path) == proposed}


def _joined_mappings(mappings: Iterable[Mapping[str, T]]) -> dict[str, T]:
    return {name: value for mapping in mappings for name, value in mapping.items()}
