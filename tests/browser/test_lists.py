"""Lists of the page are narrowed by what stands in them: findings, tasks, changes."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from browsing import go_to, made_page, open_at, visited
from repositories import Repository
from support import Sandbox

pytestmark = pytest.mark.browser
Visited = Callable[..., Any]


def shown_rows(page: Any, table: str) -> int:
    """Return how many rows of a table are seen, headings of groups not counted."""
    count: int = page.locator(f"{table} tbody tr:not(.group):visible").count()
    return count


def choose(page: Any, name: str, choice: str) -> None:
    """Choose something in a list above the table of the view that is shown."""
    label = page.locator(".view:visible .filters label", has_text=f"{name}:")
    label.locator("select").select_option(label=choice)


def test_a_link_to_a_unit_shows_its_findings_alone(visit: Visited, province_page: Path) -> None:
    page = visit(province_page)
    go_to(page, "kiem-tra")
    every = shown_rows(page, "table.findings")
    link = page.locator("#kiem-tra table:not(.findings) tbody a").first
    link.click()
    assert 0 < shown_rows(page, "table.findings") < every
    assert page.locator("table.findings .group:visible").all_inner_texts()[0].startswith(link.inner_text())
    page.go_back()
    page.wait_for_function("location.hash === '#kiem-tra'")
    assert shown_rows(page, "table.findings") == every


@pytest.mark.parametrize(
    ("name", "value", "cell"), [("Mức", "lưu ý", 0), ("Mã", "BC701", 1), ("Mức", "còn thiếu", 0)]
)
def test_findings_of_one_severity_or_code_are_shown_alone(
    visit: Visited, province_page: Path, name: str, value: str, cell: int
) -> None:
    page = visit(province_page)
    open_at(page, "kiem-tra")
    choose(page, name, value)
    rows = page.locator("table.findings tbody tr:not(.group):visible")
    assert rows.count() > 0
    assert all(value in row.locator("td").nth(cell).inner_text() for row in rows.all())
    assert page.locator("#kiem-tra .filters output").inner_text() == f"{rows.count()} dòng"


def test_words_are_found_without_diacritics(visit: Visited, province_page: Path) -> None:
    page = visit(province_page)
    open_at(page, "kiem-tra")
    page.get_by_label("Tìm trong nội dung").fill("chua co bao cao")
    assert 0 < shown_rows(page, "table.findings") < 20


def test_a_place_leads_to_its_line_on_the_host_of_the_repository(browser: Any, tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "kho")
    sandbox.write("baocao.yaml", "dia_chi_kho: https://github.com/nhom/kho\n")
    commit = Repository(sandbox.root).commit("2025-11-15 09:00")
    with visited(browser, made_page(sandbox.root, "2025-11")) as visit:
        open_at(visit.page, "kiem-tra/xa-hai")
        link = visit.page.locator("table.findings td a:visible").first.get_attribute("href")
    assert link == f"https://github.com/nhom/kho/blob/{commit}/data/units/don-vi.yaml#L14"


def test_tasks_of_one_state_are_shown_alone_and_only_their_columns(
    visit: Visited, example_page: Path
) -> None:
    page = visit(example_page)
    open_at(page, "nhiem-vu")
    choose(page, "Tình trạng", "Quá hạn")
    rows = page.locator("table.tasks tbody tr:visible")
    assert [row.get_attribute("id") for row in rows.all()] == ["nhiem-vu/nq71/6"]
    heads = page.locator("table.states thead th:visible").all_inner_texts()
    assert [head.split()[0] for head in heads] == ["Đơn", "6"]


def test_a_link_to_a_task_shows_it_whatever_was_chosen(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    open_at(page, "nhiem-vu")
    choose(page, "Thời hạn", "Đã qua hạn")
    go_to(page, "nhiem-vu/nq71/1")
    assert page.locator('[id="nhiem-vu/nq71/1"]').is_visible()


def test_tasks_are_sorted_by_day_not_by_the_words_of_their_deadline(
    visit: Visited, example_page: Path
) -> None:
    page = visit(example_page)
    open_at(page, "nhiem-vu")
    page.locator("table.tasks").get_by_role("button", name="Thời hạn").click()
    days = page.locator("table.tasks tbody td[data-sort]").evaluate_all(
        "cells => cells.map(c => c.dataset.sort)"
    )
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    assert days[: len(dated)] == dated


def test_signs_have_the_colours_of_the_workspace(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    open_at(page, "nhiem-vu")
    late = page.locator("table.states td", has_text="Đ!").first
    assert late.evaluate("cell => getComputedStyle(cell).backgroundColor") == "rgb(244, 177, 131)"


def test_changes_are_sorted_by_how_much_not_by_letters(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    open_at(page, "thay-doi")
    table = page.locator("#thay-doi table").first
    table.get_by_role("button", name="Thay đổi").click()
    told = table.locator("tbody tr td:nth-child(5)").all_inner_texts()
    numbers = [float(text.split()[0].replace(",", ".")) for text in told]
    assert numbers == sorted(numbers, reverse=True)


SORTED_TEXTS: Final = {
    "số": ["12.345", "1.688", "khoảng 150", "97,4%", "trên 90%", "5/12", "0", "-3", "-1.250,5", "…"],
    "thay đổi": ["gấp 3 lần", "+120%", "gấp 2,1 lần", "+17,1%", "-5,3%", ""],
    "ngày": ["02/12/2025", "30/10/2025", "15/8/2025", "01/7/2025", "31/12/2024", "…"],
}
"""What stands in a column of numbers, most first; what is no number, last."""


@pytest.mark.parametrize("texts", SORTED_TEXTS.values(), ids=SORTED_TEXTS)
def test_numbers_are_sorted_as_people_read_them(browser: Any, example_page: Path, texts: list[str]) -> None:
    with visited(browser, example_page) as visit:
        open_at(visit.page, "so-lieu")
        assert sorted_texts(visit.page, "table.matrix", 1, [*texts[::2], *texts[1::2]]) == texts


def sorted_texts(page: Any, table: str, column: int, texts: Sequence[str]) -> list[str]:
    """Write texts into a column of a table, sort by it, and return what then stands there."""
    found: list[str] = page.evaluate(
        """([table, column, texts]) => {
          const { tHead, tBodies: [body] } = document.querySelector(table);
          const rows = [...body.rows].filter(row => !row.matches(".total, .group"));
          rows.slice(texts.length).forEach(row => row.remove());
          texts.forEach((text, place) => rows[place].cells[column].replaceChildren(text));
          tHead.rows[0].cells[column].querySelector("button").click();
          return [...body.rows].filter(row => !row.matches(".total, .group"))
            .map(row => row.cells[column].textContent);
        }""",
        [table, column, texts],
    )
    return found


def test_moments_are_sorted_by_day_before_the_hour(browser: Any, example_page: Path) -> None:
    moments = ["16:05 01/9/2025", "07:30 17/11/2025", "08:00 02/12/2025"]
    with visited(browser, example_page) as visit:
        found = sorted_texts(visit.page, "#tinh-hinh table.sortable", 4, moments[::-1])
    assert found == moments


def test_a_total_that_stayed_is_sorted_between_more_and_less(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    open_at(page, "so-lieu")
    page.locator("table.totals").get_by_role("button", name="So kỳ trước").click()
    signs = page.locator("table.totals tbody").evaluate_all(
        """bodies => bodies.map(body => [...body.querySelectorAll("tr:not(.group)")]
          .map(row => row.cells[5].textContent).filter(Boolean)
          .map(text => text === "không đổi" ? 0 : text.startsWith("+") ? 1 : -1))"""
    )
    assert any(0 in each and -1 in each for each in signs)
    assert signs == [sorted(each, reverse=True) for each in signs]
