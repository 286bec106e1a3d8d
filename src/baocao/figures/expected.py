"""Who must report under a directive, and who did: computed from directive × dated registry."""

from typing import NamedTuple

from baocao.model.directive import Directive
from baocao.model.period import Period, Window
from baocao.model.submission import Submission
from baocao.model.unit import Unit
from baocao.model.workspace import Workspace


class Expected(NamedTuple):
    """What one directive expects for a `period`: its reporters, and those that reported, in order.

    The files of some of these are `faulty`: sent, with errors.
    """

    directive: Directive
    period: Period
    window: Window
    units: tuple[Unit, ...]
    reported: tuple[Unit, ...]
    faulty: tuple[Unit, ...] = ()

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The units that have not reported."""
        present = {unit.id for unit in self.reported}
        return tuple(unit for unit in self.units if unit.id not in present)


def has_reported(submission: Submission | None) -> bool:
    """Tell whether a report counts as one: a file that says nothing of its own does not."""
    return submission is not None and not submission.draft


def without_drafts(workspace: Workspace) -> Workspace:
    """Return the workspace with the reports that count as ones: nothing of the others is added up."""
    if all(map(has_reported, workspace.submissions.values())):
        return workspace
    counting = {name: each for name, each in workspace.submissions.items() if has_reported(each)}
    return workspace._replace(submissions=counting)


def expected_reporters(workspace: Workspace, directive: Directive) -> Expected:
    """Return who must report under `directive`, and who did.

    Whose file has errors has reported, with errors, be it that nothing of it can be read; whose file says
    nothing of its own has not. Units open on the last day of the window are expected.
    """
    window = directive.schedule.window(workspace.period)
    units = workspace.definitions.registry.select_units(directive.reporters, window.end)
    sent = {name: each.faulty for name, each in workspace.submissions.items() if has_reported(each)}
    sent |= dict.fromkeys(workspace.rejected, True)
    reported = tuple(unit for unit in units if unit.id in sent)
    faulty = tuple(unit for unit in reported if sent[unit.id])
    return Expected(directive, workspace.period, window, units, reported=reported, faulty=faulty)


def directives_due(workspace: Workspace) -> tuple[Directive, ...]:
    """Return the directives that ask for a report in this period."""
    directives = workspace.definitions.directives.values()
    return tuple(directive for directive in directives if directive.asks_for(workspace.period))
