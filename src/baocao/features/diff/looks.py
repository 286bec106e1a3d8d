"""The figures of the new side to look at first: of all units, or of those whose reports are others."""

from collections.abc import Collection

from baocao.features.diff.side import Narrowing
from baocao.figures.versions import in_period
from baocao.model.past import Past
from baocao.model.workspace import Workspace
from baocao.rules.compared import FEWEST_PEERS, NOTHING_BEFORE, compare_reports, numbers_of_past
from baocao.rules.first_looks import Asked, FirstLook, first_looks
from baocao.source.past import past_of


def looks_of_periods(old: Workspace, new: Workspace, narrowing: Narrowing) -> tuple[FirstLook, ...]:
    """Return the figures to look at first; those of a month are not held against those of a quarter."""
    if old.period.kind is not new.period.kind or not has_looks(new):
        return ()
    return looks_of_side(new, past_of_workspace(old), narrowing)


def past_of_workspace(workspace: Workspace) -> Past:
    """Return what later periods are compared with."""
    units = {unit: past_of(submission) for unit, submission in workspace.submissions.items()}
    return Past(workspace.period, units)


def has_looks(workspace: Workspace) -> bool:
    """Tell whether enough units report that a figure can be held against others."""
    return len(workspace.submissions) > FEWEST_PEERS


def looks_of_side(
    new: Workspace, past: Past | None, narrowing: Narrowing, units: Collection[str] | None = None
) -> tuple[FirstLook, ...]:
    """Return the figures to look at first, of these units or of all, as far as they are asked about."""
    definitions = in_period(new.definitions, new.period)
    before = numbers_of_past(past, definitions.catalogue.indicators) if past else NOTHING_BEFORE
    compared = compare_reports(new._replace(definitions=definitions), before)
    return first_looks(compared, _asked_of(new, narrowing, units))


def _asked_of(new: Workspace, narrowing: Narrowing, units: Collection[str] | None) -> Asked:
    asked = narrowing.units or None if units is None else {*units} & (narrowing.units or {*units})
    directives = new.definitions.directives
    names = (
        {name for key in narrowing.directives if key in directives for name in directives[key].indicators}
        if narrowing.directives
        else None
    )
    return Asked(asked, names)
