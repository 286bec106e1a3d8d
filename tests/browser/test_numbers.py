"""Every number of the page opens a window, and it says what `baocao trace` says."""

import contextlib
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from baocao.cli.main import main
from baocao.model.period import Period
from baocao.model.printed import FigureKey
from baocao.pipeline.tracing.tracing import brief_traces
from browsing import go_to, open_at, visited
from support import period_of
from unpacking import Told, source_told, told_by_trace

pytestmark = pytest.mark.browser
Visited = Callable[..., Any]
WINDOWS: Final = """async routes => {
  const told = [];
  for (const route of routes) {
    const changed = new Promise(done => addEventListener("hashchange", done, { once: true }));
    location.hash = route;
    await changed;
    const shown = document.querySelector("dialog[open]");
    const texts = (each, what) => [...each.querySelectorAll(what)].map(one => one.textContent.trim());
    told.push({
      title: shown.querySelector("h2").textContent,
      facts: Object.fromEntries([...shown.querySelectorAll("dt")].map(
        name => [name.textContent, name.nextElementSibling.textContent])),
      lists: Object.fromEntries([...shown.querySelectorAll("section > ul, details > ul")].map(list => [
        list.closest("section").querySelector("h3").textContent.replace(/ [(].*/, ""),
        [...list.children].map(item => [item.textContent.trim(), texts(item, "code")])])),
      rows: [...shown.querySelectorAll("tbody tr")].map(
        row => [...row.cells].map(cell => [cell.textContent.trim(), texts(cell, "code")])),
    });
  }
  return told;
}"""
AT_ONCE: Final = 150
"""How many windows one visit opens: chromium lets no page change its address 200 times in ten seconds."""
LACKING: Final = {"…": "chưa có số liệu", "x": "không áp dụng", "-": "không phát sinh"}
"""What stands in a table instead of a number, and what a window says of it."""


class Number(NamedTuple):
    """A number of a table, and what it leads to."""

    key: FigureKey
    text: str


def numbers_of_tables(page: Any) -> list[Number]:
    """Return all numbers of all tables of all units, and all totals."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("table.matrix")].flatMap(table =>
          [...table.querySelectorAll("tbody tr")].flatMap(row => [...row.cells].slice(1).map(cell => [
            table.tHead.rows[0].cells[cell.cellIndex].dataset.indicator, row.dataset.unit || "",
            table.dataset.directive, cell.textContent.trim()])))"""
    )
    units = json.loads(page.locator("#du-lieu").text_content())["units"]
    return [
        Number(
            FigureKey(indicator, units[int(row)]["id"])
            if row
            else FigureKey(indicator, directive=directive),
            text,
        )
        for indicator, row, directive, text in found
    ]


def route_of(key: FigureKey) -> str:
    return "truy-vet/" + key.text.replace("|", "/")


def windows_of(browser: Any, path: Path, keys: Sequence[FigureKey]) -> Iterator[Told]:
    """Yield what the windows of figures say."""
    for start in range(0, len(keys), AT_ONCE):
        with visited(browser, path) as visit:
            yield from visit.page.evaluate(
                WINDOWS, [route_of(key) for key in keys[start : start + AT_ONCE]]
            )
            assert not any(visit.heard), visit.heard


def placed_text(source: Told | None) -> list[str]:
    return ["{}:{}:{}".format(*source["place"])] if source else []


def assert_same(window: Told, told: Told, key: FigureKey) -> None:
    """Hold what a window says against what `trace` answers, without who recorded it when."""
    facts = window["facts"]
    assert window["title"].partition(" (")[2].startswith(f"{key.indicator})")
    assert facts["Của"].partition(", số ngày")[0] == told["whose"]
    assert facts["Giá trị"].startswith(told["value"]), key
    assert facts.get("Làm tròn") == told["rounding"], key
    assert facts.get("Công thức") == told["formula"], key
    assert facts.get("Tổng hợp") == told["roll_up"], key
    assert facts.get("Độ phủ", "") == told["coverage"], key
    assert facts["Tính chất"].startswith(told["nature"][0]), key
    lists = window["lists"]
    shown = [codes for _, codes in lists.get("Nguồn", [])]
    assert shown == [placed_text(each) for each in told["sources"]], key
    parts = [text for text, _ in lists.get("Thành phần", [])]
    assert len(parts) == len(told["operands"]), key
    for text, operand in zip(parts, told["operands"], strict=True):
        assert f"({operand['indicator']}) = {operand['text']}" in text, key
    missing = lists.get("Thiếu" if key.directive else "Không có giá trị", [])
    assert [codes for _, codes in missing] == [placed_text(each["source"]) for each in told["missing"]], key
    for (text, _), absent in zip(missing, told["missing"], strict=True):
        assert absent["why"] in text, key
    assert len(lists.get("Không áp dụng", [])) == len(told["not_applicable"]), key
    rows = window["rows"]
    assert [row[1][0] for row in rows] == [each["text"] for each in told["contributors"]], key
    for row, each in zip(rows, told["contributors"], strict=True):
        assert row[-1][1] == [place for source in each["sources"] for place in placed_text(source)], key


def assert_all_same(
    browser: Any, path: Path, root: Path, period: Period, numbers: Sequence[Number]
) -> None:
    """Hold every number against its window, and every window against `trace`."""
    keys = [number.key for number in numbers]
    traces = brief_traces(root, period, keys)
    for number, window in zip(numbers, windows_of(browser, path, keys), strict=True):
        value = window["facts"]["Giá trị"]
        assert value.casefold().startswith(LACKING.get(number.text, number.text).casefold()), (
            number,
            value,
        )
        assert_same(window, told_by_trace(traces[number.key]), number.key)


def test_every_number_of_the_example_province_is_that_of_trace(
    visit: Visited, browser: Any, example: Path, example_page: Path
) -> None:
    numbers = numbers_of_tables(visit(example_page))
    assert len(numbers) == 78 * 12 + 78
    assert_all_same(browser, example_page, example, period_of("2025-11"), numbers)


def test_numbers_of_a_province_of_96_are_those_of_trace(
    visit: Visited, browser: Any, province: Path, province_page: Path
) -> None:
    numbers = numbers_of_tables(visit(province_page))
    assert len(numbers) == 78 * 96 + 78
    assert_all_same(browser, province_page, province, period_of("2026-08"), numbers[::53])


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
