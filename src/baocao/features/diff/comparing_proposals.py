"""What reports that somebody proposes would change, told as `baocao diff` tells it."""

from collections.abc import Collection

from baocao.features.diff.comparison import compare_workspaces
from baocao.features.diff.looks import has_looks, looks_of_side
from baocao.features.diff.records import Differences
from baocao.features.diff.side import Narrowing
from baocao.model.past import Past
from baocao.model.workspace import Workspace
from baocao.pipeline.proposing import Sides
from baocao.rules.first_looks import FirstLook
from baocao.source.workspace import load_past

BEFORE, AFTER = "trước khi nhập", "sau khi nhập"


def compare_proposed(sides: Sides, units: Collection[str]) -> Differences:
    """Return what the proposed reports of these units change."""
    if not sides.after.definitions.can_be_built:
        return Differences(BEFORE, AFTER, problems=sides.problems)
    comparison = compare_workspaces(sides.before, sides.after, Narrowing(), versions=True)
    looks = _looks_of_units(sides.after, units)
    notice = sides.after.definitions.config.notice
    return Differences(
        BEFORE, AFTER, (comparison._replace(looks=looks),), problems=sides.problems, notice=notice
    )


def _looks_of_units(workspace: Workspace, units: Collection[str]) -> tuple[FirstLook, ...]:
    """Return the figures of these units to look at first, held against those of all units."""
    if not units or not has_looks(workspace):
        return ()
    return looks_of_side(workspace, _past_before(workspace), Narrowing(), units)


def _past_before(workspace: Workspace) -> Past | None:
    definitions = workspace.definitions
    earlier = definitions.inventory.earlier_periods(workspace.period, 1)
    return load_past(definitions, earlier[0]) if earlier else None
