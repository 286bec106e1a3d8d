"""The page of a country: one that leads to others, each of which can be opened and leads back."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from lxml import html as lxml_html

from baocao.cli.page import changes_of
from baocao.features.page import making
from baocao.features.page.making import Call, page_of_period
from paging import data_of_page, matrix_texts
from support import EXAMPLE, REPOSITORY, Sandbox, period_of

MOST = 5
ABOVE = "trang.html"


def written_pages(root: Path, out: Path, most: int, call: Call | None = None) -> dict[str, str]:
    """Return the pages of the period by their paths, parted where there are more than `most` units."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "ONE_FILE", most)
        outcome = page_of_period(root, out, period_of("2025-11"), call or Call())
    assert outcome.problems == ()
    folder = out / "2025-11"
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The example province, as if its units were too many for one page."""
    return written_pages(EXAMPLE, tmp_path_factory.mktemp("out"), MOST)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same on one page."""
    return written_pages(EXAMPLE, tmp_path_factory.mktemp("out"), 400)[ABOVE]


def units_of(page: str) -> list[str]:
    return [unit["id"] for unit in data_of_page(page)["units"]]


def links_of(page: str) -> Iterator[str]:
    yield from lxml_html.fromstring(page.encode()).xpath("//body//a/@href")


def target_of(name: str, link: str) -> tuple[str, list[str]]:
    """Return to which page a link on a page leads, and to which route there."""
    file, _, fragment = link.partition("#")
    parts = list(PurePosixPath(name).parent.parts) if file else [name]
    for step in file.split("/") if file else ():
        parts = parts[:-1] if step == ".." else [*parts, step]
    return "/".join(parts), unquote(fragment).split("/")


def figures_of(page: str) -> dict[tuple[str, str], str]:
    body = page[page.index("<body>") :]
    return matrix_texts(body, units_of(page))


def test_every_unit_is_on_one_page_of_parts_and_none_on_the_page_above(
    pages: Mapping[str, str], whole: str
) -> None:
    listed = [unit for name, page in pages.items() if name != ABOVE for unit in units_of(page)]
    assert sorted(listed) == sorted(units_of(whole))
    assert units_of(pages[ABOVE]) == []
    assert len(pages) == 4


def test_the_pages_of_parts_show_the_same_figures_as_one_page_would(
    pages: Mapping[str, str], whole: str
) -> None:
    together: dict[tuple[str, str], str] = {}
    for page in pages.values():
        together |= figures_of(page)
    assert together == figures_of(whole) != {}


def test_totals_stand_once_on_the_page_above(pages: Mapping[str, str], whole: str) -> None:
    def totals(page: str) -> list[str]:
        found = lxml_html.fromstring(page.encode()).xpath("//table[contains(@class, 'totals')]")
        return [table.text_content() for table in found]

    assert totals(pages[ABOVE]) == totals(whole) != []
    assert not [name for name, page in pages.items() if name != ABOVE and totals(page)]


def test_every_link_leads_to_a_page_that_is_there_and_to_the_one_that_has_the_unit(
    pages: Mapping[str, str],
) -> None:
    routes = set()
    for name, page in pages.items():
        for link in links_of(page):
            file, route = target_of(name, link)
            assert file in pages, f"{name}: {link}"
            if route[0] == "don-vi" and route[1:]:
                assert route[1] in units_of(pages[file]), f"{name}: {link}"
            routes.add(route[0])
    assert "don-vi" in routes


def test_the_page_above_leads_to_every_unit_and_every_part_leads_back_and_to_its_neighbours(
    pages: Mapping[str, str], whole: str
) -> None:
    reached = {target_of(ABOVE, link)[1][1] for link in links_of(pages[ABOVE]) if "#don-vi/" in link}
    assert reached == set(units_of(whole))
    ways = {
        name: [link for link in links_of(page) if "#" not in link]
        for name, page in pages.items()
        if name != ABOVE
    }
    ordered = [link.removeprefix("trang/") for link in links_of(pages[ABOVE]) if "#" not in link]
    assert [len(ways[f"trang/{file}"]) for file in ordered] == [2, 3, 2]
    for file, before, after in zip(ordered, [None, *ordered], [*ordered[1:], None], strict=False):
        assert ways[f"trang/{file}"] == [each for each in ("../trang.html", before, after) if each]


def test_a_page_of_a_part_tells_scripts_where_all_others_are(pages: Mapping[str, str]) -> None:
    above = {name: data_of_page(page).get("above") for name, page in pages.items()}
    assert above.pop(ABOVE) is None
    assert set(above.values()) == {"../trang.html"}


def test_units_can_be_searched_on_the_page_above(pages: Mapping[str, str]) -> None:
    (table,) = lxml_html.fromstring(pages[ABOVE].encode()).xpath("//table[contains(@class, 'directory')]")
    assert table.get("data-filter") == "Tìm đơn vị"
    names = [link.text_content() for link in table.xpath("tbody//th//a")]
    assert "Xã An An" in names
    assert len(names) == len({unit for page in pages.values() for unit in units_of(page)})


def test_every_page_says_what_it_is_of_and_that_its_data_are_synthetic(pages: Mapping[str, str]) -> None:
    titles = set()
    for page in pages.values():
        document = lxml_html.fromstring(page.encode())
        assert "SỐ LIỆU GIẢ LẬP" in [each.text_content() for each in document.xpath("//header/p")]
        titles.add(document.xpath("//h1")[0].text_content())
    assert len(titles) == len(pages)


def test_the_same_sources_give_the_same_pages(pages: Mapping[str, str], tmp_path: Path) -> None:
    assert written_pages(EXAMPLE, tmp_path, MOST) == pages


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    written_pages(EXAMPLE, tmp_path, MOST, Call(progress=lambda *stage: told.append(stage)))
    assert [stage[1:] for stage in told if stage[0] == "Lập trang"][-1] == (4, 4)


def test_when_units_fit_on_one_page_again_those_of_parts_go(sandbox: Sandbox) -> None:
    assert len(written_pages(sandbox.root, sandbox.out, 1)) == 4
    assert list(written_pages(sandbox.root, sandbox.out, 3)) == [ABOVE]


def test_a_name_of_a_unit_that_would_be_markup_is_inert_on_all_pages(sandbox: Sandbox) -> None:
    name = "</script><img onerror=alert(1)>"
    sandbox.replace("data/units/don-vi.yaml", "ten: Xã Hai", f'ten: "{name}"')
    pages = written_pages(sandbox.root, sandbox.out, 1)
    for page in pages.values():
        assert not lxml_html.fromstring(page.encode()).xpath("//img | //@onerror")
    assert [each for each in pages.values() if "&lt;/script&gt;&lt;img" in each]


def test_pages_of_parts_tell_what_changed_in_their_units_and_the_page_above_that_they_do(
    tmp_path: Path,
) -> None:
    call = Call(compare=lambda gathered: tuple(changes_of(gathered, None)))
    pages = written_pages(EXAMPLE, tmp_path, MOST, call)
    reached: list[str] = []
    for name, page in pages.items():
        (view,) = lxml_html.fromstring(page.encode()).xpath("//section[@id='thay-doi']")
        told = view.text_content()
        assert ("trang nhóm" in told) == (name == ABOVE)
        linked = [target_of(name, link) for link in map(str, view.xpath(".//a/@href"))]
        routes = [route for file, route in linked if file == name and route[0] == "don-vi"]
        assert {route[1] for route in routes} <= set(units_of(page))
        reached += [route[1] for route in routes]
    assert reached


def test_what_has_no_room_on_pages_of_parts_is_said_there(pages: Mapping[str, str], whole: str) -> None:
    assert 'class="prose"' in whole
    for name, page in pages.items():
        assert 'class="prose"' not in page
        assert ("không có chỗ cho lời văn" in page) == (name != ABOVE)


MOST_BYTES_OF_UNIT = 2_100
"""Of parts of ninety units; what all units of a part share weighs less in those of five hundred, where
1,710 make 7.3 of the 8 MB that 3,321 units have."""


@pytest.mark.thorough
def test_a_unit_of_a_country_takes_its_share_of_eight_megabytes(tmp_path: Path) -> None:
    root = tmp_path / "nuoc"
    arguments = [sys.executable, "examples/generate.py", "--units", "180", "--periods", "2"]
    subprocess.run([*arguments, "--out", str(root)], cwd=REPOSITORY, check=True, capture_output=True)
    pages = written_pages(root, tmp_path / "out", 100)
    parts = [page for name, page in pages.items() if name != ABOVE]
    ours = [re.sub(r"(?s)<(script|style)>.*?</\1>", "", page) for page in parts]
    units = sum(len(units_of(page)) for page in parts)
    assert units >= 180
    assert sum(len(page.encode()) for page in ours) / units < MOST_BYTES_OF_UNIT
