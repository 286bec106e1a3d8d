"""Definitions that lead nowhere are pointed out to those who keep them."""

import pytest

from baocao.pipeline.loading import load_checked
from baocao.rules.unused import check_unused
from support import EXAMPLE, Sandbox, period_of

CATALOGUE = "data/directives/chi-tieu.yaml"
DIRECTIVE = "data/directives/cd.yaml"
REGISTRY = "data/units/don-vi.yaml"


def unused_problems(sandbox: Sandbox) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in check_unused(sandbox.load().definitions)]


def test_definitions_that_all_lead_somewhere_are_accepted(sandbox: Sandbox) -> None:
    assert unused_problems(sandbox) == []


def test_an_indicator_that_no_directive_asks_for_is_pointed_out(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE, "chi_tieu: [hs]\nbat_buoc", "chi_tieu: [hs.tiep_nhan, hs.ty_le]\nbat_buoc")
    sandbox.replace(DIRECTIVE, "chi_tieu: [hs]}", "chi_tieu: [hs.tiep_nhan]}")
    unused = [message for code, message in unused_problems(sandbox) if code == "BC521"]
    assert [
        name for name in ("may_lay_so", "phan_tram", "kinh_phi") if any(name in each for each in unused)
    ] == [
        "may_lay_so",
        "phan_tram",
        "kinh_phi",
    ]
    assert not any("truc_tuyen" in each for each in unused), "a ratio is computed with it"


def test_a_task_is_given_by_its_sub_tasks_too(sandbox: Sandbox) -> None:
    sandbox.replace(DIRECTIVE, "giao_cho: [{cap: xa}], thoi_han", "thoi_han")
    assert [code for code, _ in unused_problems(sandbox)] == ["BC522"]
    sandbox.replace(
        DIRECTIVE,
        "thoi_han: Tháng 12/2025}",
        'thoi_han: Tháng 12/2025, nhiem_vu_con: [{so: "1.1", ten: Con, giao_cho: [{cap: xa}]}]}',
    )
    assert unused_problems(sandbox) == []


@pytest.mark.parametrize(
    ("unit", "count"),
    [
        ("  so-b: {ten: Sở B, loai: so, thuoc: tinh-t}\n", 1),
        ("  so-b: {ten: Sở B, loai: so, thuoc: tinh-t, dong: 2025-01-01}\n", 0),
        ("  tinh-u: {ten: tỉnh U, loai: tinh}\n  xa-u: {ten: Xã U, loai: xa, thuoc: tinh-u}\n", 0),
    ],
)
def test_a_unit_that_takes_part_in_nothing_is_pointed_out_unless_it_has_closed_or_stands_above_others(
    sandbox: Sandbox, unit: str, count: int
) -> None:
    text = (sandbox.root / REGISTRY).read_text(encoding="utf-8")
    sandbox.write(REGISTRY, text + unit)
    assert [code for code, _ in unused_problems(sandbox)] == ["BC523"] * count


def test_a_workspace_that_uses_some_of_the_shared_directives_is_not_asked_about_the_others() -> None:
    told = [each.code for each in check_unused(load_checked(EXAMPLE, period_of("2025-11")).definitions)]
    # BC524: the resolution itself does not say how reports are sent.
    assert set(told) <= {"BC524"}
