"""Units: a dated tree, and selectors that choose from it."""

from datetime import date

import pytest

from baocao.model.unit import EVERYONE, Registry, Selector, Unit, is_selected
from records import COMMUNE, WARD, open_unit

MERGER = date(2025, 7, 1)
PROVINCE = open_unit("tinh-t", COMMUNE._replace(id="tinh", level="tinh"))
ONE = open_unit("xa-mot", parent="tinh-t", opened=MERGER, groups={"tinh_cu": "bac"})
TWO = open_unit("xa-hai", parent="tinh-t", closed=date(2025, 6, 30), groups={"tinh_cu": "nam"})
THREE = open_unit("phuong-ba", WARD, parent="tinh-t", groups={"tinh_cu": "nam"})
REGISTRY = Registry(units={found.id: found for found in (PROVINCE, ONE, TWO, THREE)})


def unit_ids(units: tuple[Unit, ...]) -> list[str]:
    return [unit.id for unit in units]


@pytest.mark.parametrize(
    ("day", "open_units"),
    [
        (date(2025, 6, 30), ["tinh-t", "xa-hai", "phuong-ba"]),
        (date(2025, 7, 1), ["tinh-t", "xa-mot", "phuong-ba"]),
    ],
)
def test_a_unit_exists_from_its_first_to_its_last_day(day: date, open_units: list[str]) -> None:
    assert unit_ids(tuple(REGISTRY.units_on(day))) == open_units


@pytest.mark.parametrize(
    ("selector", "chosen"),
    [
        (Selector(), ["tinh-t", "xa-mot", "xa-hai", "phuong-ba"]),
        (Selector(levels=frozenset({"xa"})), ["xa-mot", "xa-hai", "phuong-ba"]),
        (Selector(kinds=frozenset({"phuong"})), ["phuong-ba"]),
        (Selector(units=frozenset({"xa-hai", "xa-mot"})), ["xa-mot", "xa-hai"]),
        (Selector(groups=(("tinh_cu", "nam"),)), ["xa-hai", "phuong-ba"]),
        (Selector(levels=frozenset({"xa"}), excepted=frozenset({"xa-hai"})), ["xa-mot", "phuong-ba"]),
        (Selector(kinds=frozenset({"xa"}), groups=(("tinh_cu", "nam"),)), ["xa-hai"]),
        (Selector(units=frozenset({"xa-mot"}), excepted=frozenset({"xa-mot"})), []),
        (Selector(units=frozenset({"xa-bon"})), []),
    ],
)
def test_a_selector_chooses_units_that_meet_every_condition(selector: Selector, chosen: list[str]) -> None:
    assert [name for name, unit in REGISTRY.units.items() if selector.matches(unit)] == chosen


def test_units_are_chosen_among_those_open_on_the_day_in_registry_order() -> None:
    wards, ones = Selector(kinds=frozenset({"phuong"})), Selector(units=frozenset({"xa-mot", "xa-hai"}))
    assert unit_ids(REGISTRY.select_units((wards, ones), MERGER)) == ["xa-mot", "phuong-ba"]


def test_a_unit_that_two_selectors_choose_is_chosen_once() -> None:
    assert unit_ids(REGISTRY.select_units((EVERYONE, EVERYONE), MERGER)) == [
        "tinh-t",
        "xa-mot",
        "phuong-ba",
    ]


def test_no_selector_chooses_nobody() -> None:
    assert not is_selected((), ONE)
    assert REGISTRY.select_units((), MERGER) == ()


def test_the_province_stands_above_its_units_and_above_itself() -> None:
    assert REGISTRY.province_of(ONE) == PROVINCE
    assert REGISTRY.province_of(PROVINCE) == PROVINCE


def test_a_unit_whose_parent_is_unknown_is_its_own_province() -> None:
    lonely = open_unit("xa-bon", parent="tinh-khac")
    assert REGISTRY.province_of(lonely) == lonely
