"""Two periods that somebody has read already are compared as `diff` compares them."""

from functools import cache
from pathlib import Path

import pytest

from baocao.features.diff.comparing import compare_periods, differences_of_part, differences_read
from baocao.features.diff.formats import Style, diff_text
from baocao.features.diff.records import Comparison, Differences
from baocao.features.diff.side import Narrowing
from baocao.model.workspace import Workspace
from baocao.pipeline.loading import load_checked
from baocao.pipeline.reading_back import past_reports
from baocao.rules.first_looks import FirstLook
from support import CATALOGUE, EXAMPLE, REPOSITORY, SUBMISSION, Sandbox, period_of

WHOLE = Style(everything=True)


def differences_of_page(root: Path, period: str) -> Differences:
    """Return the answer about reports that were read for something else."""
    loaded = load_checked(root, period_of(period))
    past = past_reports(loaded)
    both = past.reports_as_sent(past.periods[0]), loaded.workspaces[0]
    return differences_read(*(side._replace(definitions=loaded.definitions) for side in both))


def assert_same_answer(root: Path, period: str) -> None:
    said = compare_periods(root, (period,), Narrowing())
    read = differences_of_page(root, period)
    assert diff_text(read, WHOLE) == diff_text(said._replace(problems=(), notice=""), WHOLE)


@pytest.mark.parametrize(("root", "period"), [(EXAMPLE, "2025-11"), (REPOSITORY, "2025-11")])
def test_what_is_read_already_is_compared_as_diff_does(root: Path, period: str) -> None:
    assert_same_answer(root, period)


@pytest.mark.parametrize("old", ["hs.truc_tuyen", "hs.truc_tuyen, hs.kinh_phi"])
def test_what_goes_on_under_another_name_is_compared_as_diff_does(sandbox: Sandbox, old: str) -> None:
    line = f"    moi: {{ten: Mới, loai: so_dem, tu_ky: 2025-11, tiep_noi: [{old}]}}\n    ty_le:"
    sandbox.write("data/directives/chi-tieu.yaml", CATALOGUE.replace("    ty_le:", line))
    before = SUBMISSION.replace("2025-11", "2025-10").replace("3.276", "3.276\n  hs.kinh_phi: 5.000.000")
    sandbox.write("data/units/xa-mot/2025-10.yaml", before)
    sandbox.write("data/units/xa-mot/2025-11.yaml", SUBMISSION.replace("  hs.truc_tuyen", "  hs.moi"))
    assert_same_answer(sandbox.root, "2025-11")


@cache
def both_periods() -> tuple[Workspace, Workspace, tuple[FirstLook, ...]]:
    (old, new), looks = (
        [load_checked(EXAMPLE, period_of(name)).workspaces[0] for name in ("2025-10", "2025-11")],
        load_checked(EXAMPLE, period_of("2025-11")).looks,
    )
    return old, new, looks


def compared_part(*units: str) -> Comparison:
    old, new, looks = both_periods()
    (comparison,) = differences_of_part(old, new, units, looks).comparisons
    return comparison


def compared_whole() -> Comparison:
    (comparison,) = differences_read(*both_periods()[:2]).comparisons
    return comparison


def test_parts_together_tell_every_change_of_a_unit_once() -> None:
    old, new, _ = both_periods()
    units = sorted({*old.submissions, *new.submissions})
    parts = [compared_part(*units[:5]), compared_part(*units[5:])]
    whole = compared_whole()
    for kind in ("figures", "tasks", "texts", "facts"):
        told = [change.unit.id for part in parts for change in getattr(part, kind)]
        assert sorted(told) == sorted(change.unit.id for change in getattr(whole, kind))


def test_a_part_tells_neither_what_all_come_to_nor_places_among_all() -> None:
    _, new, _ = both_periods()
    part = compared_part(*list(new.submissions)[:5])
    assert part.figures
    assert (part.directives, part.reranked) == ((), ())
    assert not any(rank for change in part.figures for rank in change.ranks)


def test_what_to_look_at_first_is_judged_by_all_units() -> None:
    _, new, looks = both_periods()
    for unit in new.submissions:
        assert compared_part(unit).looks == tuple(look for look in looks if look.unit.id == unit)
