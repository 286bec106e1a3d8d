"""The page of 96 units and 14 periods."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browsing import MEASURED, go_to, opening_words, visited
from printing import lost_on_paper, printed_sheets
from support import period_of
from windows import assert_all_same, numbers_of_tables

pytestmark = pytest.mark.browser
Visited = Callable[..., Any]


def test_it_opens_at_once_and_asks_for_nothing(
    browser: Any, province_page: Path, record_property: Callable[[str, object], None]
) -> None:
    assert province_page.stat().st_size <= 1_500_000
    with visited(browser, province_page) as visit:
        record_property(MEASURED, opening_words(visit.page, province_page))
        for route in ("so-lieu", "don-vi", "nhiem-vu", "thay-doi", "kiem-tra"):
            go_to(visit.page, route)
        assert not any(visit.heard)


def test_numbers_of_a_province_of_96_are_those_of_trace(
    visit: Visited, browser: Any, province: Path, province_page: Path
) -> None:
    numbers = numbers_of_tables(visit(province_page))
    assert len(numbers) == 78 * 96 + 78
    assert_all_same(browser, province_page, province, period_of("2026-08"), numbers[::53])


def test_print_of_many_units_shows_whole_tables_and_names_columns_on_every_sheet(
    visit: Visited, province_page: Path, pictures: Path
) -> None:
    page = visit(province_page)
    go_to(page, "so-lieu")
    sheets = printed_sheets(page, pictures / "so-lieu-96.pdf")
    assert lost_on_paper(page, sheets) == {}
    table = page.locator("table.matrix").first
    units = table.locator("tbody th").all_inner_texts()
    with_units = [sheet for sheet in sheets if any(unit in sheet.splitlines() for unit in units)]
    assert len(with_units) > 5
    heading = table.locator("thead th").first.inner_text().strip(" ↕")
    assert [sheet for sheet in with_units if heading not in sheet] == []
