"""A country's units are parted among pages: by province, by a grouping, in blocks."""

from collections.abc import Sequence

import pytest

from baocao.features.page.parting import FEW, is_part_file, narrowed, part_units, parted
from baocao.features.page.records import PagePart
from baocao.model.place import Place
from baocao.model.printed import FigureKey
from baocao.model.unit import Grouping, Registry, Unit, UnitKind
from paging import example_gathered

COMMUNE = UnitKind("xa", "xã", "xa")
FORMER = Grouping("tinh_cu", "Tỉnh cũ", {"bac": "Bắc cũ", "nam": "Nam cũ"})


def made_unit(name: str, parent: str | None = None, **groups: str) -> Unit:
    at = Place("don-vi.yaml", 1, 1)
    return Unit(name, None, name.replace("-", " ").title(), COMMUNE, parent, groups, None, None, None, at)


def provinces(many: int, communes: int) -> list[Unit]:
    """Return so many provinces, each before its communes."""
    return [
        made_unit(f"t{province}-x{number}", f"t{province}") if number else made_unit(f"t{province}")
        for province in range(many)
        for number in range(communes + 1)
    ]


def communes(many: int, former: Sequence[str] = ("",)) -> list[Unit]:
    """Return a province and communes in it, whose former ones come in turns."""
    turns = (former[number % len(former)] for number in range(many))
    return [
        made_unit("tinh"),
        *(made_unit(f"xa-{number}", "tinh", tinh_cu=value) for number, value in enumerate(turns)),
    ]


def pages_of(units: Sequence[Unit], most: int) -> list[PagePart]:
    registry = Registry(groupings={FORMER.id: FORMER}, units={unit.id: unit for unit in units})
    return list(part_units(registry, units, most))


def test_each_of_several_provinces_has_a_page() -> None:
    assert [(part.file, part.title, len(part.units)) for part in pages_of(provinces(3, 9), 15)] == [
        ("nhom-t0.html", "T0", 10),
        ("nhom-t1.html", "T1", 10),
        ("nhom-t2.html", "T2", 10),
    ]


def test_of_many_provinces_as_many_share_a_page_as_it_holds() -> None:
    parts = pages_of(provinces(FEW + 2, 9), 45)
    assert [len(part.units) for part in parts] == [40, 40, 40, 20]
    assert parts[0].title == "T0, T1, T2, T3"


def test_units_of_one_province_are_parted_by_the_first_grouping_that_parts_them() -> None:
    parts = pages_of(communes(60, ("bac", "nam", "nam")), 45)
    assert [(part.file, part.title, len(part.units)) for part in parts] == [
        ("nhom-bac-cu.html", "Bắc cũ", 20),
        ("nhom-nam-cu.html", "Nam cũ", 41),
    ]


def test_what_has_too_many_units_for_a_page_is_cut_in_equal_blocks_that_tell_where_they_begin_and_end() -> (
    None
):
    parts = pages_of(communes(99), 40)
    assert [len(part.units) for part in parts] == [34, 34, 32]
    assert [part.file for part in parts] == [
        "nhom-don-vi.html",
        "nhom-don-vi-2.html",
        "nhom-don-vi-3.html",
    ]
    assert [part.title for part in parts] == ["Tinh đến Xa 32", "Xa 33 đến Xa 66", "Xa 67 đến Xa 98"]


@pytest.mark.parametrize("most", [1, 2, 7, 30, 61, 1000])
def test_every_unit_is_on_exactly_one_page_and_no_page_has_too_many(most: int) -> None:
    for units in (communes(60, ("bac", "nam", "", "lạ")), provinces(7, 3), provinces(40, 0)):
        parts = pages_of(units, most)
        assert sorted(unit.id for part in parts for unit in part.units) == sorted(unit.id for unit in units)
        assert max(len(part.units) for part in parts) <= most
        assert len({part.file for part in parts}) == len(parts)


@pytest.mark.parametrize("name", ["../../etc", "CON", "a/b", "<script>", "Đắk Lắk" * 40, "…", "trang"])
def test_whatever_a_group_is_called_the_name_of_its_file_is_plain(name: str) -> None:
    units = [unit._replace(name=name) if unit.parent is None else unit for unit in provinces(3, 9)]
    for part in pages_of(units, 15):
        assert is_part_file(part.file)
        assert part.file.isascii()
        assert len(part.file) < 80


@pytest.mark.parametrize(
    "name",
    ["trang.html", "nhom-.html", "nhom-a.htm", "nhom-../a.html", "nhom-A.html", "Nhom-a.html", "a.html"],
)
def test_other_files_are_not_taken_for_pages_of_parts(name: str) -> None:
    assert not is_part_file(name)


def test_a_province_that_fits_is_one_page() -> None:
    gathered = example_gathered()
    assert parted(gathered, len(gathered.everyone)) is gathered
    assert gathered.units == gathered.everyone
    assert gathered.has_totals


def test_the_page_above_has_totals_and_no_figures_of_units_those_of_parts_the_other_way_round() -> None:
    above = parted(example_gathered(), 5)
    assert (above.units, above.has_totals) == ((), True)
    for part in above.parts:
        page = narrowed(above, part)
        assert (page.units, page.has_totals) == (part.units, False)


def test_a_part_knows_of_its_own_units_only_and_totals_stay_those_of_all() -> None:
    above = parted(example_gathered(), 5)
    own = {unit.id for unit in above.parts[0].units}
    page = narrowed(above, above.parts[0])
    assert page.workspace.submissions.keys() <= own
    assert {each.unit for each in page.checked.found} <= own
    (consolidated,), (whole,) = page.consolidations.values(), above.consolidations.values()
    assert consolidated.own.keys() <= own
    assert {each.unit for each in consolidated.statuses} <= own
    assert consolidated.totals is whole.totals
    assert [each.unit.id for each in page.overview.statuses[0].deliveries] == list(consolidated.own)


def test_links_lead_to_the_page_that_has_the_unit_wherever_one_is() -> None:
    above = parted(example_gathered(), 5)
    first, second = above.parts[:2]
    here, there = first.units[0].id, second.units[0].id
    page = narrowed(above, first)
    assert above.unit_link(here) == f"trang/{first.file}#don-vi/{here}"
    assert page.unit_link(here) == f"#don-vi/{here}"
    assert page.unit_link(there) == f"{second.file}#don-vi/{there}"
    total, own = FigureKey("tthc.rut", directive="nq71"), FigureKey("tthc.rut", here)
    assert above.figure_link(total) == "#truy-vet/tthc.rut//nq71"
    assert page.figure_link(total) == "../trang.html#truy-vet/tthc.rut//nq71"
    assert above.figure_link(own) == f"trang/{first.file}#truy-vet/tthc.rut/{here}"
    assert page.part_link(None) == "../trang.html"
