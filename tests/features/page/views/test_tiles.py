"""The map of units: one tile each, in groups, saying in words what its colour says."""

import re
from pathlib import Path

from lxml import html as lxml_html

from baocao.features.page.views.overview import overview_view
from baocao.features.page.views.states import STATES, state_of
from baocao.features.page.views.tiles import short_name, tiles_part
from paging import example_gathered
from records import WARD, open_unit

ASSETS = Path(__file__).parents[4] / "src/baocao/features/page/assets"


def example_tiles() -> lxml_html.HtmlElement:
    gathered = example_gathered()
    (status,) = (each for each in gathered.overview.statuses if each.directive.id == "nq71")
    return lxml_html.fromstring(f"<div>{tiles_part(gathered, status)}</div>")


def test_every_unit_has_one_tile_that_says_its_state_and_leads_to_it() -> None:
    (status,) = (each for each in example_gathered().overview.statuses if each.directive.id == "nq71")
    tiles = {tile.get("href"): tile for tile in example_tiles().xpath('//a[contains(@class, "tile")]')}
    assert len(tiles) == len(status.deliveries) == 12
    for each in status.deliveries:
        tile = tiles[f"#don-vi/{each.unit.id}"]
        assert tile.text.strip() == short_name(each.unit)
        assert tile[0].text == STATES[state_of(each)]
        assert tile.get("class") == f"tile {state_of(each)}"


def test_tiles_stand_by_former_province_and_kind_with_how_many_there_are() -> None:
    heads = [" ".join(head.text_content().split()) for head in example_tiles().xpath("//h5")]
    assert heads == [
        "Giả Lập cũ: xã (6 đơn vị)",
        "Giả Lập cũ: phường (1 đơn vị)",
        "Mô Phỏng cũ: xã (4 đơn vị)",
        "Mô Phỏng cũ: đặc khu (1 đơn vị)",
    ]


def test_the_legend_counts_every_state_that_there_is() -> None:
    told = [
        " ".join(each.text_content().split())
        for each in example_tiles().xpath('//*[@class="tile-legend"]/li')
    ]
    counts = [int(re.findall(r"(\d+) đơn vị", each)[0]) for each in told]
    assert sum(counts) == 12
    assert all(each.startswith(tuple(STATES.values())) for each in told)


def test_the_map_stands_in_the_view_and_not_where_no_unit_is_on_the_page() -> None:
    gathered = example_gathered()
    assert 'class="tile ' in overview_view(gathered, ()).html
    status = gathered.overview.statuses[0]
    assert tiles_part(gathered._replace(everyone=()), status) == ""


def test_of_two_units_no_map_is_made() -> None:
    gathered = example_gathered()
    (status,) = (each for each in gathered.overview.statuses if each.directive.id == "nq71")
    assert tiles_part(gathered, status._replace(deliveries=status.deliveries[:2])) == ""
    assert tiles_part(gathered, status._replace(deliveries=status.deliveries[:3]))


def test_a_tile_is_called_without_the_kind_that_stands_above_it() -> None:
    assert short_name(open_unit(name="xã Mỏ Cày")) == "Mỏ Cày"
    assert short_name(open_unit("p", WARD, name="Phường 1")) == "1"
    assert short_name(open_unit(name="Xãphương")) == "Xãphương"


def luminance(colour: str) -> float:
    """Return how bright a colour is, as WCAG computes it."""
    digits = "".join(each * 2 for each in colour) if len(colour) == len("fff") else colour
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_stands_on_a_tile_can_be_read_on_every_colour() -> None:
    styles = (ASSETS / "units.css").read_text("utf-8")
    pairs = re.findall(r"\.tile\.([\w-]+),.*?background: #(\w+); color: #(\w+);", styles)
    assert {name for name, _, _ in pairs} == {*STATES, *(f"step-{number}" for number in range(1, 6))}
    for name, ground, ink in pairs:
        bright, dark = sorted((luminance(ground), luminance(ink)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, name
