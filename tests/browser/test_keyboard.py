"""Everything that a mouse reaches, a keyboard reaches, and one sees where one is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from browsing import go_to, open_at

pytestmark = pytest.mark.browser
Visited = Callable[..., Any]
NOTE_FOCUS: Final = """() => {
  window.walked = [];
  addEventListener("focusin", ({ target }) => {
    const style = getComputedStyle(target);
    const box = target.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    walked.push({ target, ring: ring || style.boxShadow !== "none", seen });
  });
}"""
FOLLOWABLE: Final = "a[href], button, input, select, summary, [tabindex='0']"
ROUND: Final = 2
"""How many steps more it takes from the last place on the page to the first."""
NOT_WALKED: Final = f"""() => [...document.querySelectorAll("{FOLLOWABLE}")]
  .filter(each => each.checkVisibility() && !each.disabled && !walked.some(step => step.target === each))
  .map(each => each.outerHTML.slice(0, 160))"""
WALKED_UNSEEN: Final = """() => walked.filter(step => !step.ring || !step.seen)
  .map(step => [step.ring, step.seen, step.target.outerHTML.slice(0, 160)])"""


@pytest.mark.parametrize("route", ["tinh-hinh", "so-lieu", "nhiem-vu", "thay-doi", "kiem-tra", "van-ban"])
def test_tab_reaches_everything_that_acts_and_one_sees_where(
    visit: Visited, example_page: Path, route: str
) -> None:
    page = visit(example_page)
    open_at(page, route)
    page.evaluate(NOTE_FOCUS)
    for _ in range(page.locator(FOLLOWABLE).locator("visible=true").count() + ROUND):
        page.keyboard.press("Tab")
    assert page.evaluate(NOT_WALKED) == []
    assert page.evaluate(WALKED_UNSEEN) == []


def test_the_first_tab_offers_to_skip_what_stands_on_every_view(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    open_at(page, "")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Đến nội dung"
    go_to(page, "so-lieu")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".view:visible").get_attribute("id") == "so-lieu"
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_arrow_keys_walk_through_every_number_of_a_table(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    go_to(page, "so-lieu")
    table = page.locator("table.matrix").first
    rows, columns = table.locator("tbody tr").count(), table.locator("tbody tr").first.locator("td").count()
    table.locator("td[tabindex='0']").focus()
    page.evaluate("window.stood = new Set([document.activeElement])")
    for row in range(rows):
        for _ in range(columns - 1):
            page.keyboard.press("ArrowLeft" if row % 2 else "ArrowRight")
            page.evaluate("stood.add(document.activeElement)")
        page.keyboard.press("ArrowDown")
        page.evaluate("stood.add(document.activeElement)")
    assert page.evaluate("[...stood].every(each => each.matches('td'))")
    assert page.evaluate("stood.size") == rows * columns
    assert table.locator("td[tabindex='0']").count() == 1


def test_a_search_needs_no_diacritics_and_says_what_it_found(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    go_to(page, "tinh-hinh")
    field = page.locator("#tinh-hinh .filter").first
    field.locator("input").fill("hoa son")
    rows = page.locator("#tinh-hinh table.sortable").first.locator("tbody tr:visible")
    assert [each.locator("th").inner_text() for each in rows.all()] == ["Xã Hòa Sơn"]
    assert field.locator("output").inner_text() == "1 dòng"
    field.locator("input").fill("")
    assert rows.count() == 12


def test_a_table_is_sorted_by_keyboard_as_people_count(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    open_at(page, "so-lieu")
    table = page.locator("table.matrix").nth(1)
    head = table.locator("thead th").nth(1)
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    texts = table.locator("tbody tr[data-unit] td:nth-child(2)").all_inner_texts()
    numbers = [int(text.replace(".", "")) for text in texts if text.replace(".", "").isdigit()]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) > 5
    assert [text.isdigit() for text in texts] == sorted([text.isdigit() for text in texts], reverse=True)
