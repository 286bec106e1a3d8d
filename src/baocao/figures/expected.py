"""Who must report under a directive, and who did: computed from directive × dated registry."""

from typing import NamedTuple

from baocao.model.directive import Directive
from baocao.model.period import Window
from baocao.model.submission import Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace


class Expected(NamedTuple):
    """What one directive expects for a period: its reporters, and those that reported, in order."""

    directive: Directive
    window: Window
    units: tuple[Unit, ...]
    reported: tuple[Unit, ...]

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The units that have not reported."""
        present = {unit.id for unit in self.reported}
        return tuple(unit for unit in self.units if unit.id not in present)


def has_reported(submission: Submission | None) -> bool:
    """Tell whether a report counts as one: a file that `new` has only laid out says nothing yet."""
    return submission is not None and not submission.draft


def expected_reporters(workspace: Workspace, directive: Directive) -> Expected:
    """Return who must report under `directive`, and who did.

    A submission counts as a report under the directive if its file could be read and says anything; units
    open on the last day of the window are expected.
    """
    window = directive.schedule.window(workspace.period)
    units = workspace.definitions.registry.select_units(directive.reporters, window.end)
    sent = {name for name, submission in workspace.submissions.items() if has_reported(submission)}
    reported = tuple(unit for unit in units if unit.id in sent)
    return Expected(directive, window, units, reported)


def directives_due(workspace: Workspace) -> tuple[Directive, ...]:
    """Return the directives that ask for a report in this period."""
    directives = workspace.definitions.directives.values()
    return tuple(directive for directive in directives if directive.asks_for(workspace.period))
