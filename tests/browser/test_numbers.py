"""Every number of the page opens a window, and it says what `baocao trace` says."""

import contextlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from baocao.cli.main import main
from baocao.features.page import making
from baocao.model.printed import FigureKey
from baocao.pipeline.tracing.tracing import brief_traces
from browsing import go_to, open_at
from support import period_of
from unpacking import Told, source_told, told_by_trace
from windows import LACKING, assert_all_same, numbers_of_tables, windows_of

pytestmark = pytest.mark.browser
Visited = Callable[..., Any]


def test_every_number_of_the_example_province_is_that_of_trace(
    visit: Visited, browser: Any, example: Path, example_page: Path
) -> None:
    numbers = numbers_of_tables(visit(example_page))
    assert len(numbers) == 78 * 12 + 78
    assert_all_same(browser, example_page, example, period_of("2025-11"), numbers)


def test_every_number_of_a_part_of_a_country_is_that_of_trace(
    visit: Visited, browser: Any, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "ONE_FILE", 5)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        call = ["page", "--ky", "2025-11", "--root", str(example), "--out", str(tmp_path)]
        assert main(call) == 0, said.getvalue()
    pages = (tmp_path / "2025-11" / "trang").glob("*.html")
    path = max(pages, key=lambda each: each.stat().st_size)
    assert '"truy-vet":{"host":' in path.read_text("utf-8")
    # Totals lead to the page above.
    numbers = [number for number in numbers_of_tables(visit(path)) if number.key.unit]
    assert numbers
    assert_all_same(browser, path, example, period_of("2025-11"), numbers)


SOME: Final = (
    FigureKey("tthc.tiep_nhan", directive="nq71"),
    FigureKey("tthc.ty_le_truc_tuyen", directive="nq71"),
    FigureKey("tthc.ty_le_truc_tuyen", "xa-an-an"),
    FigureKey("tthc.tiep_nhan", "xa-tinh-xuan"),
)


@pytest.mark.parametrize("key", SOME, ids=lambda key: key.text)
def test_commits_and_days_are_those_of_the_command(
    browser: Any, example: Path, example_page: Path, key: FigureKey
) -> None:
    (window,) = windows_of(browser, example_page, [key])
    told = asked_of_trace(example, key)
    lines = re.findall(r"[0-9a-f]{8}, ngày [\d/]{10}", json.dumps(window, ensure_ascii=False))
    sources = [
        source for each in (told, *told["missing"], *told["contributors"]) for source in sources_of(each)
    ]
    assert lines == [source_told(each)["origin"] for each in sources]


def sources_of(told: Told) -> list[Told]:
    """Return the lines of a part of an answer."""
    return told.get("sources") or [source for source in [told.get("source")] if source]


def asked_of_trace(root: Path, key: FigureKey) -> Told:
    """Return what the command answers."""
    whose = ["--don-vi", key.unit] if key.unit else ["--chi-dao", key.directive]
    call = ["trace", "2025-11", key.indicator, *whose, "--root", str(root), "--tat-ca", "--format", "json"]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(call) == 0
    told: Told = json.loads(said.getvalue())
    return told


def test_a_click_and_the_enter_key_open_the_window_of_a_number(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    open_at(page, "so-lieu")
    link = page.locator("table.totals td a").first
    number = link.inner_text()
    link.click()
    window = page.locator("dialog[open]")
    assert number in window.inner_text()
    page.keyboard.press("Escape")
    assert window.count() == 0
    cell = page.locator("table.matrix td[tabindex='0']").first
    cell.focus()
    page.keyboard.press("ArrowDown")
    number = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    window.wait_for()
    assert number in window.inner_text()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    window.wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent") == number


def test_from_window_to_window_and_back(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    open_at(page, "so-lieu")
    go_to(page, "truy-vet/tthc.ty_le_truc_tuyen//nq71")
    window = page.locator("dialog[open]")
    first = window.inner_text()
    window.locator("a[href^='#truy-vet/']").first.click()
    assert window.inner_text() != first
    page.go_back()
    page.wait_for_function("first => document.querySelector('dialog[open]').innerText === first", arg=first)
    window.get_by_role("button", name="Đóng").click()
    window.wait_for(state="detached")
    assert page.locator(".view:visible").get_attribute("id") == "so-lieu"


def test_a_window_that_was_opened_by_its_address_can_be_closed(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    open_at(page, "truy-vet/tthc.tiep_nhan/xa-an-an")
    window = page.locator("dialog[open]")
    assert "Hồ sơ tiếp nhận" in window.inner_text()
    window.get_by_role("button", name="Đóng").click()
    window.wait_for(state="detached")
    assert page.locator(".view:visible").count() == 1


def earlier_texts(page: Any, unit: str) -> dict[str, str]:
    """Return what the view of a unit says that it had before, by indicator."""
    go_to(page, f"don-vi/{unit}")
    rows = page.locator("article.unit.open .unit-figures tbody tr:not(.group)")
    texts: dict[str, str] = dict(
        rows.evaluate_all(
            "rows => rows.map(row => [row.querySelector('a').hash.split('/')[1], row.cells[2].textContent])"
        )
    )
    return texts


@pytest.mark.parametrize("unit", ["xa-an-an", "xa-tinh-xuan", "dac-khu-son-my"])
def test_what_a_unit_had_before_is_what_trace_says_of_that_period(
    visit: Visited, example: Path, example_page: Path, unit: str
) -> None:
    """Words, too: what a unit had in its own words was said to be nothing."""
    told = earlier_texts(visit(example_page), unit)
    keys = {name: FigureKey(name, unit) for name in told}
    traces = brief_traces(example, period_of("2025-10"), [*keys.values()])
    assert len(told) > 50
    for name, text in told.items():
        value = told_by_trace(traces[keys[name]])["value"]
        assert value.casefold().startswith(LACKING.get(text, text).casefold()), (name, text, value)


def test_of_periods_that_the_page_does_not_hold_it_says_so(visit: Visited, province_page: Path) -> None:
    page = visit(province_page)
    open_at(page, "so-lieu/quan_tri.trang_ttdt/xa-an-an")
    table = page.locator("table", has=page.locator("caption", has_text="qua các kỳ")).first
    rows = [row.split("\t") for row in table.locator("tbody tr").all_inner_texts()]
    assert len(rows) == 14
    assert [row[-1] for row in rows[2:]] == ["không nêu ở trang này"] * 12
    assert "không nêu ở trang này" not in {rows[0][-1], rows[1][-1]}
