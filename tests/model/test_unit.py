"""Units: a dated tree, and selectors that choose from it."""

from datetime import date

import pytest

from baocao.model.unit import EVERYONE, Registry, Selector, Unit, selected
from records import COMMUNE, WARD, unit

MERGER = date(2025, 7, 1)
PROVINCE = unit("tinh-t", COMMUNE._replace(id="tinh", level="tinh"))
ONE = unit("xa-mot", parent="tinh-t", opened=MERGER, groups={"tinh_cu": "bac"})
TWO = unit("xa-hai", parent="tinh-t", closed=date(2025, 6, 30), groups={"tinh_cu": "nam"})
THREE = unit("phuong-ba", WARD, parent="tinh-t", groups={"tinh_cu": "nam"})
REGISTRY = Registry(units={found.id: found for found in (PROVINCE, ONE, TWO, THREE)})


def names(units: tuple[Unit, ...]) -> list[str]:
    return [found.id for found in units]


@pytest.mark.parametrize(
    ("day", "open_units"),
    [
        (date(2025, 6, 30), ["tinh-t", "xa-hai", "phuong-ba"]),
        (date(2025, 7, 1), ["tinh-t", "xa-mot", "phuong-ba"]),
    ],
)
def test_a_unit_exists_from_its_first_to_its_last_day(day: date, open_units: list[str]) -> None:
    assert names(tuple(REGISTRY.on(day))) == open_units


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
    assert [name for name, found in REGISTRY.units.items() if selector.matches(found)] == chosen


def test_units_are_chosen_among_those_open_on_the_day_in_registry_order() -> None:
    wards, ones = Selector(kinds=frozenset({"phuong"})), Selector(units=frozenset({"xa-mot", "xa-hai"}))
    assert names(REGISTRY.select((wards, ones), MERGER)) == ["xa-mot", "phuong-ba"]


def test_a_unit_that_two_selectors_choose_is_chosen_once() -> None:
    assert names(REGISTRY.select((EVERYONE, EVERYONE), MERGER)) == ["tinh-t", "xa-mot", "phuong-ba"]


def test_no_selector_chooses_nobody() -> None:
    assert not selected((), ONE)
    assert REGISTRY.select((), MERGER) == ()


def test_the_province_stands_above_its_units_and_above_itself() -> None:
    assert REGISTRY.province_of(ONE) == PROVINCE
    assert REGISTRY.province_of(PROVINCE) == PROVINCE


def test_a_unit_whose_parent_is_unknown_is_its_own_province() -> None:
    lonely = unit("xa-bon", parent="tinh-khac")
    assert REGISTRY.province_of(lonely) == lonely
