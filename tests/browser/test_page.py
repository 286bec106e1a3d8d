"""The page as people meet it: opened from a folder, on several screens, without scripts, printed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from browsing import MEASURED, go_to, open_at, opening_words, visited
from printing import lost_on_paper, printed_sheets

pytestmark = pytest.mark.browser
Visited = Callable[..., Any]
ROUTES: Final = {
    "tinh-hinh": "tinh-hinh",
    "so-lieu": "so-lieu",
    "mot-chi-tieu": "so-lieu/tthc.tiep_nhan",
    "ban-do": "tinh-hinh/tthc.tiep_nhan",
    "don-vi": "don-vi/xa-cam-phong",
    "nhiem-vu": "nhiem-vu",
    "thay-doi": "thay-doi",
    "kiem-tra": "kiem-tra",
    "truy-vet": "truy-vet",
    "van-ban": "van-ban",
}
"""Each view, and what can be asked of it, by the names of their pictures."""
TALLEST: Final = 2400
"""How much of a view is on its picture, in CSS pixels."""
WINDOW: Final = "truy-vet/tthc.ty_le_truc_tuyen//nq71"
"""What opens above a view."""
NAMES: Final = {**{route: name for name, route in ROUTES.items()}, WINDOW: "mot-so"}
any_route = pytest.mark.parametrize("route", [*ROUTES.values(), WINDOW], ids=[*ROUTES, "mot-so"])
any_view = pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
usual_screens = pytest.mark.parametrize("screen", ["laptop", "phone"])


def test_it_opens_at_once_and_asks_for_nothing(
    browser: Any, example_page: Path, record_property: Callable[[str, object], None]
) -> None:
    with visited(browser, example_page) as visit:
        record_property(MEASURED, opening_words(visit.page, example_page))
        for route in (*ROUTES.values(), WINDOW):
            go_to(visit.page, route)
        assert not any(visit.heard)


@any_view
def test_one_view_is_shown_and_named(visit: Visited, example_page: Path, route: str) -> None:
    page = visit(example_page)
    go_to(page, route)
    name = route.partition("/")[0]
    shown = page.locator(".view:visible")
    assert [each.get_attribute("id") for each in shown.all()] == [name]
    current = page.locator("[aria-current=page]")
    assert [each.get_attribute("href") for each in current.all()] == [f"#{name}"]


def test_every_view_has_a_test(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    views = [each.get_attribute("id") for each in page.locator(".view").all()]
    assert {*views} == {route.partition("/")[0] for route in ROUTES.values()}


@any_route
@pytest.mark.parametrize("screen", ["laptop", "phone", "narrow"])
def test_no_view_scrolls_sideways(visit: Visited, example_page: Path, screen: str, route: str) -> None:
    page = visit(example_page, screen)
    go_to(page, route)
    width, asked = page.evaluate(
        "[document.documentElement.clientWidth, document.documentElement.scrollWidth]"
    )
    assert asked <= width, wider_elements(page)


def wider_elements(page: Any) -> list[str]:
    """Return what reaches beyond the screen and is not inside of what scrolls by itself."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(each =>
          each.getBoundingClientRect().right > document.documentElement.clientWidth + 1
          && !each.parentElement.closest(".scroll")).map(each => each.outerHTML.slice(0, 120))"""
    )
    return found


RUN_AXE: Final = """async () => {
  const hidden = [...document.querySelectorAll(".view:not(.shown)")].map(view => [view, new Comment()]);
  hidden.forEach(([view, place]) => view.replaceWith(place));
  const found = await axe.run(document, { resultTypes: ["violations"] });
  hidden.forEach(([view, place]) => place.replaceWith(view));
  return found;
}"""
"""Looks at what can be seen: walking through all other views would take axe most of its time."""


@any_route
@usual_screens
def test_axe_finds_nothing_serious(
    visit: Visited, example_page: Path, axe: str, screen: str, route: str
) -> None:
    page = visit(example_page, screen)
    go_to(page, route)
    page.evaluate(f"window.axe || (() => {{ {axe} }})()")
    result = page.evaluate(RUN_AXE)
    told = [
        f"{each['impact']} {each['id']}: {node['html'][:200]} {node['failureSummary']}"
        for each in result["violations"]
        for node in each["nodes"][:3]
    ]
    assert [each for each in told if each.startswith(("serious", "critical"))] == []


@any_route
@usual_screens
def test_pictures_are_taken_for_people_to_look_at(
    visit: Visited, example_page: Path, pictures: Path, screen: str, route: str
) -> None:
    page = visit(example_page, screen)
    go_to(page, route)
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    seen = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
    page.screenshot(path=pictures / f"{NAMES[route]}-{screen}.png", full_page=True, clip=seen)


@any_view
def test_a_link_leads_to_a_view_and_back_leads_to_where_one_was(
    visit: Visited, example_page: Path, route: str
) -> None:
    page = visit(example_page)
    open_at(page, route)
    there = page.locator(".view:visible").inner_text()
    elsewhere = "tinh-hinh" if route.startswith("so-lieu") else "so-lieu"
    page.locator(f"nav a[href='#{elsewhere}']").click()
    assert page.locator(".view:visible").get_attribute("id") == elsewhere
    page.go_back()
    page.wait_for_function("route => decodeURIComponent(location.hash) === `#${route}`", arg=route)
    assert page.locator(".view:visible").inner_text() == there


@pytest.mark.parametrize("route", ["tinh-hinh", "so-lieu", "don-vi/xa-cam-phong", "nhiem-vu", "thay-doi"])
def test_a_view_begins_with_the_head_that_says_what_its_numbers_are_worth(
    browser: Any, example_page: Path, route: str
) -> None:
    with visited(browser, example_page, motion="no-preference") as visit:
        for arrive in (open_at, go_to):
            arrive(visit.page, route)
            visit.page.wait_for_timeout(100)
            assert visit.page.evaluate("scrollY") == 0, arrive
            visit.page.evaluate("scrollTo(0, 900)")
            go_to(visit.page, "van-ban")


def test_why_a_total_changed_is_told_in_the_width_of_the_page(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    go_to(page, "so-lieu/tthc.tiep_nhan")
    shares = "each => each.getBoundingClientRect().width / each.parentElement.getBoundingClientRect().width"
    assert page.locator(".charts .facts .wide").evaluate(shares) > 0.9


def test_where_one_is_and_what_is_drawn_are_seen_in_high_contrast(browser: Any, example_page: Path) -> None:
    with visited(browser, example_page) as visit:
        visit.page.emulate_media(forced_colors="active", color_scheme="dark")
        go_to(visit.page, "so-lieu/tthc.tiep_nhan")
        colour = "each => [getComputedStyle(each).backgroundColor, getComputedStyle(each).stroke]"
        here, there = (
            visit.page.locator(f"nav a[href='#{view}']").evaluate(colour)[0]
            for view in ("so-lieu", "don-vi")
        )
        assert here != there
        paper = visit.page.locator("body").evaluate("each => getComputedStyle(each).backgroundColor")
        bars = visit.page.locator(".chart .ct-bar").first.evaluate(colour)[1]
        link = visit.page.locator("main a:visible").first.evaluate("each => getComputedStyle(each).color")
        assert bars == link != paper


@pytest.mark.parametrize(
    "route",
    ["%", "%E1%BB", "khong-co", "so-lieu/khong.co", "don-vi/khong-co", "don-vi", "kiem-tra/a/b/c",
     "truy-vet", "truy-vet/khong.co/xa-an-an/nq71", "truy-vet/tthc.tiep_nhan/khong-co",
     "constructor", "__proto__/x",
     "so-lieu/<img src=x onerror=alert(1)>", "/", "du-lieu", "so-lieu/"],
)  # fmt: skip
def test_an_address_that_leads_nowhere_leaves_a_page_that_can_be_used(
    visit: Visited, example_page: Path, route: str
) -> None:
    page = visit(example_page)
    open_at(page, route)
    assert page.locator(".view:visible").count() == 1
    page.keyboard.press("Escape")
    page.locator("nav a[href='#thay-doi']").click()
    assert page.locator(".view:visible").get_attribute("id") == "thay-doi"


def test_without_scripts_every_table_is_there(browser: Any, example_page: Path) -> None:
    with visited(browser, example_page, scripts=False) as visit:
        for each in visit.page.locator("summary").all():
            each.click()
        rows = visit.page.evaluate(
            """() => [...document.querySelectorAll("table")].map(
              table => [table.caption.textContent, table.rows.length,
                [...table.rows].filter(row => row.checkVisibility()).length])"""
        )
        assert len(rows) > 5
        assert [name for name, there, shown in rows if not 1 < there == shown] == []
        assert not any(visit.heard)


@any_route
def test_print_shows_whole_tables(visit: Visited, example_page: Path, pictures: Path, route: str) -> None:
    page = visit(example_page)
    go_to(page, route)
    assert lost_on_paper(page, printed_sheets(page, pictures / f"{NAMES[route]}.pdf")) == {}
