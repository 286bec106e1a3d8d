"""Everything that was read from a workspace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from baocao.model.citation import Citation
from baocao.model.directive import Directive
from baocao.model.indicator import Catalogue
from baocao.model.period import Period
from baocao.model.place import Place
from baocao.model.profile import Profile
from baocao.model.status import Statuses
from baocao.model.submission import Submission
from baocao.model.unit import Registry


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a workspace: its folders, a notice for every page, days off."""

    root: Path
    directives: Path
    units: Path
    templates: Path
    notice: str = ""
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its path relative to the workspace, text and sha256."""

    path: str
    text: str
    sha256: str

    @property
    def start(self) -> Place:
        return Place(self.path, 1, 1)


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a workspace defines, whatever the period; `files` are the sources, by path."""

    config: Config
    registry: Registry = field(default_factory=Registry)
    catalogue: Catalogue = field(default_factory=Catalogue)
    citations: Mapping[str, Citation] = field(default_factory=dict)
    statuses: Statuses = field(default_factory=Statuses)
    directives: Mapping[str, Directive] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    files: Mapping[str, SourceFile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Definitions, and the submissions of one period by unit.

    `rejected` are units whose file is there but could not be read at all.
    """

    definitions: Definitions
    period: Period
    submissions: Mapping[str, Submission] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    files: Mapping[str, SourceFile] = field(default_factory=dict)
