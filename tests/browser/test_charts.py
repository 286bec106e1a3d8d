"""Charts, the map and the view of a unit, as people use them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from browsing import go_to, made_page, visited
from support import Sandbox

pytestmark = pytest.mark.browser
Visited = Callable[..., Any]


def cells_of(page: Any, table: str) -> list[list[str]]:
    """Return the texts of the body of a table."""
    return [
        [cell.strip() for cell in row.locator("th, td").all_text_contents()]
        for row in page.locator(f"{table} tbody tr").all()
    ]


def test_a_chart_has_a_bar_for_every_number_of_the_table_beside_it(
    visit: Visited, example_page: Path
) -> None:
    page = visit(example_page)
    go_to(page, "so-lieu/tthc.tiep_nhan/xa-cam-phong")
    page.wait_for_selector(".ct-bar", state="attached")
    rows = cells_of(page, ".charts .tall table")
    told = [f"{name}: {number}" for name, number, *_ in rows if number not in {"…", "x"}]
    assert page.locator(".ct-bar title").all_text_contents() == told
    assert len(told) > 5
    assert [row[0] for row in rows if "đang chọn" in row[-1]] == ["Xã Cẩm Phong"]
    assert page.locator(".ct-bar.own").count() == 1


def test_indicators_and_units_are_found_without_diacritics_and_by_keys_alone(
    visit: Visited, example_page: Path
) -> None:
    page = visit(example_page)
    go_to(page, "so-lieu/tthc.tiep_nhan")
    beside = page.get_by_label("Đặt thêm đơn vị bên cạnh")
    beside.focus()
    page.keyboard.type("cam lam")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#so-lieu/tthc.tiep_nhan/xa-cam-lam"
    page.get_by_label("Chọn chỉ tiêu khác").focus()
    page.keyboard.type("TY LE truc tuyen")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash.endsWith('/xa-cam-lam') && !location.hash.includes('tiep_nhan')")
    page.go_back()
    assert page.locator(".charts h3").inner_text().startswith("Hồ sơ tiếp nhận")


def test_the_map_says_on_every_tile_what_its_colour_says(visit: Visited, example_page: Path) -> None:
    page = visit(example_page)
    go_to(page, "tinh-hinh/tthc.tiep_nhan")
    tiles = page.locator(".tiles[data-directive=nq71] .tile")
    texts = tiles.locator("span").all_text_contents()
    kinds = [each.get_attribute("class").split()[1] for each in tiles.all()]
    assert len(texts) == 12
    assert all((text in {"…", "x"}) == (kind == "step-0") for text, kind in zip(texts, kinds, strict=True))
    go_to(page, "tinh-hinh")
    assert not {*tiles.locator("span").all_text_contents()} & {*texts}


def set_figures(page: Any, indicator: str, texts: Sequence[str]) -> None:
    """Write texts into the table of all units, as if the first of them had reported these."""
    page.evaluate(
        """([indicator, texts]) => {
          const head = document.querySelector(`table.matrix th[data-indicator="${indicator}"]`);
          const rows = head.closest("table").querySelectorAll("tr[data-unit]");
          rows.forEach((row, place) => row.cells[head.cellIndex].replaceChildren(texts[place] || "…"));
        }""",
        [indicator, texts],
    )


@pytest.mark.parametrize(
    ("texts", "legend"),
    [
        (["7"] * 12, ["7"]),
        (["1", *["9"] * 11], ["thấp nhất 1", "cao nhất 9"]),
        (
            ["-1.000,5", "-3", "khoảng 0", "2"],
            ["thấp nhất -1.000,5", "thấp -3", "cao khoảng 0", "cao nhất 2"],
        ),
    ],
)
def test_the_map_calls_the_highest_so_however_many_are_equal(
    browser: Any, example_page: Path, texts: list[str], legend: list[str]
) -> None:
    with visited(browser, example_page) as visit:
        set_figures(visit.page, "tthc.tiep_nhan", texts)
        go_to(visit.page, "tinh-hinh/tthc.tiep_nhan")
        told = visit.page.locator(".tiles[data-directive=nq71] .tile-legend li").all_inner_texts()
    assert [each for each in told if "ô trắng" not in each] == legend
    assert ("ô trắng không có số liệu" in told[-1]) == (len(texts) < 12)


def test_words_are_no_points_of_a_line_though_they_begin_with_a_number(
    browser: Any, example_page: Path
) -> None:
    with visited(browser, example_page) as visit:
        page = visit.page
        set_figures(page, "quan_tri.dia_chi_ttdt", ["12 trang"])
        go_to(page, "so-lieu/quan_tri.dia_chi_ttdt/xa-an-an")
        told = cells_of(page, ".charts table")
        assert page.locator(".charts svg").count() == 0
    assert told[0][-1] == "12 trang"


def test_what_a_unit_wrote_is_unpacked_and_its_figures_stand_beside_those_of_all(
    browser: Any, province_page: Path
) -> None:
    with visited(browser, province_page) as visit:
        page = visit.page
        go_to(page, "don-vi/xa-an-an")
        page.wait_for_selector("article.open .prose h5")
        assert "Nội dung báo cáo" in page.locator("article.open .prose").inner_text()
        rows = [row for row in cells_of(page, "article.open .unit-figures table") if len(row) > 1]
        assert len(rows) > 60
        named = next(row for row in rows if row[0].startswith("Hồ sơ tiếp nhận ("))
        go_to(page, "so-lieu/tthc.tiep_nhan")
        table = cells_of(page, ".charts .tall table")
        assert named[1] == next(row[1] for row in table if row[0] == "Xã An An")
        assert named[3] == page.locator(".charts .facts dd").first.inner_text()
        assert not any(visit.heard)


def test_the_view_of_a_unit_is_printed_alone_on_a_few_sheets(
    visit: Visited, example_page: Path, tmp_path: Path
) -> None:
    page = visit(example_page)
    go_to(page, "don-vi/xa-cam-phong")
    printed = page.pdf(path=tmp_path / "don-vi.pdf", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") <= 3


@pytest.mark.parametrize("before", ["", "data/units/xa-mot/2025-10.yaml", "data/units/so-a/2025-10.yaml"])
def test_a_unit_is_shown_whatever_was_reported_before(browser: Any, tmp_path: Path, before: str) -> None:
    """Nothing, by itself, by somebody who need not report."""
    sandbox = Sandbox(tmp_path / "kho")
    if before:
        unit = before.split("/")[2]
        sandbox.write(before, f"don_vi: {unit}\nky: 2025-10\nchi_tieu: {{hs.tiep_nhan: 12}}\n")
    with visited(browser, made_page(sandbox.root, "2025-11")) as visit:
        go_to(visit.page, "don-vi/xa-mot")
        heads = visit.page.locator("article.open .unit-figures thead th").all_inner_texts()
        rows = cells_of(visit.page, "article.open .unit-figures table")
        assert not any(visit.heard)
    told = ["Tháng 10 năm 2025"] if "xa-mot" in before else []
    assert heads == ["Chỉ tiêu", "Kỳ này", *told, "Tổng hợp chung", "Hạng", "Ghi chú"]
    assert rows[1][1:3] == ["3.781", "12" if told else "3.781"]
