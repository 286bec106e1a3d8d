"""Loading and checking a workspace, the first half of every command."""

from collections.abc import Mapping
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
    """Workspaces by period, what is wrong with them, and what they still lack."""

    definitions: Definitions
    workspaces: tuple[Workspace, ...]
    problems: tuple[Diagnostic, ...]
    missing: tuple[Diagnostic, ...]

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
    config, problems = read_config(root)
    definitions, found = load_definitions(config)
    problems += [*found, *check_definitions(definitions)]
    wanted = [period] if period else []
    if period is None:
        wanted, found = periods(config)
        problems += found
    workspaces: list[Workspace] = []
    missing: list[Diagnostic] = []
    for each in wanted:
        workspace, found = load_workspace(definitions, each)
        problems += [*found, *check_submissions(workspace)]
        missing += check_completeness(workspace)
        workspaces.append(workspace)
    return Loaded(definitions, tuple(workspaces), tuple(problems), tuple(missing))
