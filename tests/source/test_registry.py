"""The registry of units: kinds, groupings, the dated tree, and selectors written in YAML."""

from datetime import date

import pytest

from baocao.model.diagnostic import Diagnostic
from baocao.model.unit import EVERYONE, Registry, Selector
from baocao.source.registry import read_registry, read_scope, read_selectors
from reading import FILE, fields_of, problem_codes, read_with

HEAD = """
loai:
  tinh: {ten: tỉnh, cap: tinh}
  xa: {ten: xã, cap: xa}
  phuong: {ten: phường, cap: xa}
nhom:
  tinh_cu: {ten: Tỉnh cũ, gia_tri: {bac: Bắc cũ, nam: Nam cũ}}
don_vi:
  tinh-t: {ten: tỉnh T, loai: tinh}
"""
LINE = HEAD.count("\n")


def read_units(*units: str) -> tuple[Registry, list[Diagnostic]]:
    """Return the registry with the lines `units` under the province."""
    return read_with(read_registry, HEAD + "".join(f"  {unit}\n" for unit in units))


FULL, _ = read_units(
    "xa-mot: {ten: Xã Một, loai: xa, thuoc: tinh-t}", "phuong-ba: {ten: Phường Ba, loai: phuong}"
)


def test_a_unit_has_its_kind_its_parent_its_groups_and_its_days() -> None:
    units, problems = read_units(
        'xa-mot: {ma: "01025", ten: Xã Một, loai: xa, thuoc: tinh-t, tinh_cu: bac, mo: 2025-07-01}'
    )
    unit = units.units["xa-mot"]
    assert problems == []
    assert (unit.code, unit.name, unit.parent) == ("01025", "Xã Một", "tinh-t")
    assert (unit.kind.id, unit.kind.name, unit.kind.level) == ("xa", "xã", "xa")
    assert (unit.groups, unit.opened, unit.closed) == ({"tinh_cu": "bac"}, date(2025, 7, 1), None)


def test_a_merged_unit_names_its_last_day_and_its_successor() -> None:
    units, problems = read_units("tinh-u: {ten: U, loai: tinh, dong: 30/06/2025, sap_nhap_vao: tinh-t}")
    unit = units.units["tinh-u"]
    assert (unit.closed, unit.merged_into, problems) == (date(2025, 6, 30), "tinh-t", [])


def test_units_keep_the_order_of_the_file() -> None:
    units, _ = read_units("xa-b: {ten: B, loai: xa}", "xa-a: {ten: A, loai: xa}")
    assert list(units.units) == ["tinh-t", "xa-b", "xa-a"]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("xa-mot: {ten: Xã Một}", "BC204", 11),
        ("xa-mot: {loai: xa}", "BC204", 11),
        ("xa-mot: {ten: Xã Một, loai: xaa}", "BC206", 31),
        ("xa-mot: {ten: Xã Một, loai: xa, tinh_cu: dong}", "BC206", 44),
        ("xa-mot: {ten: Xã Một, loai: xa, mo: 2025-06-31}", "BC207", 39),
        ("xa-mot: {ten: Xã Một, loai: xa, thuocc: tinh-t}", "BC205", 35),
        ("xa-mot: {ten: Xã Một, loai: xa, thuoc: tinh-u}", "BC301", 11),
        ("xa-mot: {ten: Xã Một, loai: xa, sap_nhap_vao: xa-bon}", "BC301", 11),
        ("xa-mot: {ten: Xã Một, loai: xa, thuoc: xa-mot}", "BC507", 11),
        ("xa-mot: Xã Một", "BC201", 11),
    ],
)
def test_each_fault_of_a_unit_is_reported_in_its_line(line: str, code: str, column: int) -> None:
    _, (found,) = read_units(line)
    assert (found.code, found.place) == (code, (FILE, LINE, column))


def test_a_unit_of_unknown_kind_is_left_out_and_the_others_stay() -> None:
    units, _ = read_units("xa-mot: {ten: Xã Một, loai: xaa}", "xa-hai: {ten: Xã Hai, loai: xa}")
    assert list(units.units) == ["tinh-t", "xa-hai"]


def test_parents_that_form_a_ring_are_reported() -> None:
    _, problems = read_units(
        "xa-a: {ten: A, loai: xa, thuoc: xa-b}", "xa-b: {ten: B, loai: xa, thuoc: xa-a}"
    )
    assert problem_codes(problems) == ["BC507", "BC507"]


def test_kinds_and_groupings_with_faults_are_reported() -> None:
    text = HEAD.replace("cap: tinh}", "capp: tinh}").replace("ten: Tỉnh cũ, ", "")
    _, problems = read_with(read_registry, text)
    assert problem_codes(problems) == ["BC204", "BC205", "BC204", "BC206"]


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("{}", EVERYONE),
        ("{cap: xa}", Selector(levels=frozenset({"xa"}))),
        ("{loai: [xa, phuong]}", Selector(kinds=frozenset({"xa", "phuong"}))),
        ("{don_vi: xa-mot}", Selector(units=frozenset({"xa-mot"}))),
        ("{tinh_cu: bac}", Selector(groups=(("tinh_cu", "bac"),))),
        ("{cap: xa, tru: [xa-mot]}", Selector(levels=frozenset({"xa"}), excepted=frozenset({"xa-mot"}))),
    ],
)
def test_a_selector_says_which_units_are_meant(text: str, selector: Selector) -> None:
    fields = fields_of(f"giao_cho: {text}\nap_dung: [{text}]\n")
    assert read_selectors(fields, "giao_cho", FULL) == (selector,)
    assert read_selectors(fields, "ap_dung", FULL) == (selector,)
    assert read_scope(fields, "giao_cho", FULL) == selector
    assert fields.log.problems == []


def test_nothing_written_assigns_to_nobody_but_applies_to_everyone() -> None:
    fields = fields_of("a: 1\ngiao_cho:\n")
    assert read_selectors(fields, "giao_cho", FULL) == ()
    assert read_scope(fields, "ap_dung", FULL) == EVERYONE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[{cap: xaa}]", "BC206"),
        ("[{loai: thon}]", "BC206"),
        ("[{don_vi: xa-bon}]", "BC301"),
        ("[{tru: xa-bon}]", "BC301"),
        ("[{tinh_cu: tay}]", "BC206"),
        ("[{capp: xa}]", "BC205"),
        ("xa", "BC201"),
    ],
)
def test_each_fault_of_a_selector_is_reported(text: str, code: str) -> None:
    fields = fields_of(f"giao_cho: {text}\n")
    read_selectors(fields, "giao_cho", FULL)
    assert problem_codes(fields.log.problems) == [code]


@pytest.mark.parametrize("text", ["{cap: xaa}", "{loai: thon}", "{don_vi: xa-bon}"])
def test_an_unknown_name_chooses_nobody_rather_than_everybody(text: str) -> None:
    (selector,) = read_selectors(fields_of(f"giao_cho: {text}\n"), "giao_cho", FULL)
    assert not any(map(selector.matches, FULL.units.values()))
