"""Consolidation: totals, splits, ranks and task statuses of everybody who must report."""

from decimal import Decimal

import pytest

from baocao.figures.consolidation import (
    KIND,
    Consolidation,
    all_groupings,
    consolidate_directive,
    members_by_value,
)
from baocao.model.figure import Timeliness
from baocao.model.submission import Rank, Ratio, State
from baocao.model.unit import Grouping, Registry
from records import COMMUNE, WARD, open_unit
from support import Sandbox

UNITS = ("xa-mot", "xa-hai", "phuong-ba")


def consolidate_sandbox(sandbox: Sandbox) -> Consolidation:
    workspace = sandbox.load().workspaces[0]
    return consolidate_directive(workspace, workspace.definitions.directives["cd"])


def write_report(sandbox: Sandbox, unit_id: str, **figures: str) -> None:
    lines = "".join(f"  hs.{name}: {value}\n" for name, value in figures.items())
    head = f"don_vi: {unit_id}\nky: 2025-11\n"
    sandbox.write(f"data/units/{unit_id}/2025-11.yaml", f"{head}chi_tieu:\n{lines}")


@pytest.fixture
def full(sandbox: Sandbox) -> Sandbox:
    """Three units that have all reported."""
    write_report(sandbox, "xa-mot", tiep_nhan="100", truc_tuyen="50", may_lay_so="co")
    write_report(sandbox, "xa-hai", tiep_nhan="100", truc_tuyen="90", may_lay_so="khong")
    write_report(sandbox, "phuong-ba", tiep_nhan="300", truc_tuyen="30", may_lay_so="co")
    return sandbox


def test_every_expected_unit_has_figures_of_its_own(sandbox: Sandbox) -> None:
    consolidation = consolidate_sandbox(sandbox)
    assert tuple(consolidation.own) == UNITS
    assert consolidation.own["xa-mot"]["hs.tiep_nhan"].value == 3781
    assert consolidation.own["xa-hai"]["hs.tiep_nhan"].state is State.MISSING


def test_totals_are_those_that_the_directive_asks_for(sandbox: Sandbox) -> None:
    sandbox.replace(
        "data/directives/cd.yaml", "chi_tieu: [hs]\nbat", "chi_tieu: [hs.ty_le, hs.tiep_nhan]\nbat"
    )
    assert tuple(consolidate_sandbox(sandbox).totals) == ("hs.ty_le", "hs.tiep_nhan")


def test_a_total_of_a_derived_ratio_needs_operands_that_nobody_asked_for(full: Sandbox) -> None:
    full.replace(
        "data/directives/cd.yaml", "chi_tieu: [hs]\nbat_buoc: [hs.tiep_nhan]", "chi_tieu: [hs.ty_le]"
    )
    assert consolidate_sandbox(full).totals["hs.ty_le"].value == Ratio(Decimal(170), Decimal(500))


def test_a_total_names_the_units_that_are_not_in_it(sandbox: Sandbox) -> None:
    total = consolidate_sandbox(sandbox).totals["hs.tiep_nhan"]
    assert total.value == 3781
    assert total.coverage is not None
    assert total.coverage.missing == ("xa-hai", "phuong-ba")


def test_every_grouping_splits_the_same_units(full: Sandbox) -> None:
    sandbox = consolidate_sandbox(full)
    assert list(sandbox.splits) == ["tinh_cu", KIND]
    for split in sandbox.splits.values():
        assert sorted(each.id for part in split.parts for each in part.units) == sorted(UNITS)


@pytest.mark.parametrize("name", ["hs.tiep_nhan", "hs.truc_tuyen"])
def test_the_parts_of_every_split_add_up_to_the_total(full: Sandbox, name: str) -> None:
    sandbox = consolidate_sandbox(full)
    for split in sandbox.splits.values():
        values = [part.figures[name].value for part in split.parts]
        assert sum(value for value in values if isinstance(value, Decimal)) == sandbox.totals[name].value


def test_the_parts_of_a_split_have_their_own_rates(full: Sandbox) -> None:
    north, south = consolidate_sandbox(full).splits["tinh_cu"].parts
    assert (north.label, north.figures["hs.ty_le"].value) == ("Bắc cũ", Ratio(Decimal(140), Decimal(200)))
    assert (south.label, south.figures["hs.ty_le"].value) == ("Nam cũ", Ratio(Decimal(30), Decimal(300)))


def test_indicators_with_a_better_end_are_ranked(full: Sandbox) -> None:
    assert consolidate_sandbox(full).ranks == {
        "hs.tiep_nhan": {"phuong-ba": Rank(1, 3), "xa-mot": Rank(2, 3), "xa-hai": Rank(2, 3)}
    }


def test_who_has_not_reported_is_not_ranked(sandbox: Sandbox) -> None:
    assert consolidate_sandbox(sandbox).ranks["hs.tiep_nhan"] == {"xa-mot": Rank(1, 1)}


def test_tasks_stand_as_of_the_day_on_which_data_stop(sandbox: Sandbox) -> None:
    sandbox.replace("data/directives/cd.yaml", "thoi_han: Tháng 12/2025", "thoi_han: 14/11/2025")
    assert consolidate_sandbox(sandbox).statuses[0].timeliness is Timeliness.DUE_SOON
    sandbox.replace("data/directives/cd.yaml", "thoi_han: 14/11/2025", "thoi_han: 13/11/2025")
    assert consolidate_sandbox(sandbox).statuses[0].timeliness is Timeliness.OVERDUE


def test_a_directive_without_reporters_adds_up_to_nothing(sandbox: Sandbox) -> None:
    sandbox.replace("data/units/don-vi.yaml", "cap: xa}\n  phuong", "cap: thon}\n  phuong")
    sandbox.replace("data/units/don-vi.yaml", "ten: phường, cap: xa", "ten: phường, cap: thon")
    consolidation = consolidate_sandbox(sandbox)
    assert consolidation.expected.units == ()
    assert {figure.state for figure in consolidation.totals.values()} == {State.NOT_APPLICABLE}


def test_kinds_of_units_are_a_grouping_of_every_registry() -> None:
    assert all_groupings(Registry({"xa": COMMUNE})) == (Grouping(KIND, "Loại đơn vị", {"xa": "xã"}),)


def test_a_value_that_no_unit_has_is_no_part() -> None:
    grouping = Grouping("tinh_cu", "Tỉnh cũ", {"bac": "Bắc", "nam": "Nam"})
    north = open_unit("xa-mot", groups={"tinh_cu": "bac"})
    assert members_by_value(grouping, [north]) == [("Bắc", (north,))]


def test_parts_come_in_the_order_of_the_registry_and_units_in_theirs() -> None:
    kinds = Grouping(KIND, "Loại", {"phuong": "phường", "xa": "xã"})
    first, second, third = open_unit("a"), open_unit("b", WARD), open_unit("c")
    assert members_by_value(kinds, [first, second, third]) == [
        ("phường", (second,)),
        ("xã", (first, third)),
    ]
