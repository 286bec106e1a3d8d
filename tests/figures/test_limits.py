"""What falls short: figures that miss their targets or are lacking somewhere, and in which units."""

from collections.abc import Mapping

from baocao.figures.chosen import Chosen
from baocao.figures.consolidation import Consolidation, consolidate_directive
from baocao.figures.limits import Limit, find_limits
from support import Sandbox

EVERYONE = ("xa-mot", "xa-hai", "phuong-ba")


def consolidated(
    sandbox: Sandbox, reported: Mapping[str, str], line: str = "", old: str = ""
) -> Consolidation:
    if line:
        sandbox.replace("data/directives/chi-tieu.yaml", old, line)
    for unit in EVERYONE:
        path = f"data/units/{unit}/2025-11.yaml"
        if unit in reported:
            sandbox.write(path, f"don_vi: {unit}\nky: 2025-11\nchi_tieu: {{{reported[unit]}}}\n")
    workspace = sandbox.load().workspaces[0]
    return consolidate_directive(workspace, workspace.definitions.directives["cd"])


def told(limits: list[Limit]) -> list[tuple[str, bool, tuple[str, ...]]]:
    return [(limit.figure.indicator.id, limit.outcome is not None, limit.units) for limit in limits]


SHARE = 'phan_tram: {ten: Tỷ lệ số hóa, loai: so_thap_phan, don_vi_tinh: "%"'
MACHINE = Chosen(("hs.may_lay_so",), frozenset({"hs.may_lay_so"}))
SHARES = Chosen((), frozenset({"hs.phan_tram"}))


def test_a_rate_below_its_target_names_the_units_that_are_below_it(sandbox: Sandbox) -> None:
    found = consolidated(
        sandbox,
        {"xa-mot": "hs.phan_tram: 90%", "xa-hai": "hs.phan_tram: 70%", "phuong-ba": "hs.phan_tram: 60%"},
        f"{SHARE}, muc_tieu: gia_tri >= 80",
        SHARE,
    )
    assert told(find_limits(found, SHARES)) == [("hs.phan_tram", True, ("xa-hai", "phuong-ba"))]


def test_a_target_that_all_together_reach_is_no_limit(sandbox: Sandbox) -> None:
    reported = {"xa-mot": "hs.phan_tram: 100%", "xa-hai": "hs.phan_tram: 70%"}
    found = consolidated(sandbox, reported, f"{SHARE}, muc_tieu: gia_tri >= 80", SHARE)
    assert find_limits(found, SHARES) == []


def test_a_unit_without_data_never_falls_short(sandbox: Sandbox) -> None:
    reported = {"xa-hai": "hs.phan_tram: 70%", "phuong-ba": "hs.tiep_nhan: 5"}
    found = consolidated(sandbox, reported, f"{SHARE}, muc_tieu: gia_tri >= 80", SHARE)
    assert told(find_limits(found, SHARES)) == [("hs.phan_tram", True, ("xa-hai",))]


def test_what_is_not_added_up_falls_short_in_units_alone(sandbox: Sandbox) -> None:
    found = consolidated(
        sandbox,
        {"xa-mot": "hs.phan_tram: 90%", "xa-hai": "hs.phan_tram: 70%"},
        f"{SHARE}, muc_tieu: gia_tri >= 80, tong_hop: khong",
        SHARE,
    )
    assert told(find_limits(found, SHARES)) == [("hs.phan_tram", False, ("xa-hai",))]


def test_a_headline_that_units_lack_needs_no_target(sandbox: Sandbox) -> None:
    reported = {"xa-mot": "hs.may_lay_so: co", "xa-hai": "hs.may_lay_so: khong"}
    found = consolidated(sandbox, reported)
    assert told(find_limits(found, MACHINE)) == [("hs.may_lay_so", False, ("xa-hai",))]


def test_what_is_told_but_no_headline_is_no_limit_without_a_target(sandbox: Sandbox) -> None:
    found = consolidated(sandbox, {"xa-hai": "hs.may_lay_so: khong"})
    assert find_limits(found, MACHINE._replace(headlines=())) == []
