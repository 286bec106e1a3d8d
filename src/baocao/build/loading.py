"""Loading and checking a workspace, the first half of every command."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from baocao.model.diagnostic import Diagnostic
from baocao.model.messages import Severity
from baocao.model.period import Period
from baocao.model.workspace import Definitions, SourceFile, Workspace
from baocao.rules.completeness import check_completeness
from baocao.rules.definitions import check_definitions
from baocao.rules.submissions import check_submissions
from baocao.source.config import read_config
from baocao.source.workspace import load_definitions, load_workspace, periods


class Loaded(NamedTuple):
    """Workspaces by period, what is wrong with them, what they still lack, and seconds by stage."""

    definitions: Definitions
    workspaces: tuple[Workspace, ...]
    problems: tuple[Diagnostic, ...]
    missing: tuple[Diagnostic, ...]
    timings: Mapping[str, float]

    @property
    def files(self) -> Mapping[str, SourceFile]:
        """Every file that was read, by path."""
        found = dict(self.definitions.files)
        for workspace in self.workspaces:
            found.update(workspace.files)
        return found

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that make a command fail."""
        return tuple(found for found in self.problems if found.severity is Severity.ERROR)


def load(root: Path, period: Period | None) -> Loaded:
    """Load the workspace `root` for one period, or for every period that has a file."""
    clock = _Clock()
    with clock.stage("definitions"):
        config, problems = read_config(root)
        definitions, found = load_definitions(config)
    with clock.stage("rules"):
        problems += [*found, *check_definitions(definitions)]
    wanted = [period] if period else []
    if period is None:
        wanted, found = periods(config)
        problems += found
    workspaces: list[Workspace] = []
    missing: list[Diagnostic] = []
    for each in wanted:
        with clock.stage("submissions"):
            workspace, found = load_workspace(definitions, each)
        with clock.stage("rules"):
            problems += [*found, *check_submissions(workspace)]
            missing += check_completeness(workspace)
        workspaces.append(workspace)
    return Loaded(definitions, tuple(workspaces), tuple(problems), tuple(missing), clock.seconds)


class _Clock:
    """Adds up the seconds that stages take."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside as part of the stage `name`."""
        started = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - started
