"""What the windows say that open at numbers of a page, held against what `trace` answers."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from baocao.model.period import Period
from baocao.model.printed import FigureKey
from baocao.pipeline.tracing.tracing import brief_traces
from browsing import visited
from unpacking import Told, told_by_trace

WINDOWS: Final = """async routes => {
  const told = [];
  for (const route of routes) {
    const changed = new Promise(done => addEventListener("hashchange", done, { once: true }));
    location.hash = route;
    await changed;
    const shown = document.querySelector("dialog[open]");
    while (shown.querySelector("[aria-busy]")) await new Promise(done => setTimeout(done));
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
