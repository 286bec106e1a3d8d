"""View 'Số liệu': every total and every figure of a unit, as documents print them, each with its trace."""

from html import unescape
from pathlib import Path

from lxml import html as lxml_html

from baocao.features.page.making import shared_data
from baocao.features.page.views.figures import figures_view
from baocao.figures.shown import ON_PAGE, figure_text
from paging import example_gathered, gathered_page
from support import REPOSITORY, Sandbox


def figures_document(root: Path) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(f"<div>{figures_view(gathered_page(root, '2025-11'), ()).html}</div>")


def example_document() -> lxml_html.HtmlElement:
    return lxml_html.fromstring(f"<div>{figures_view(example_gathered(), ()).html}</div>")


def test_every_total_of_every_directive_is_there_with_its_trace() -> None:
    document = example_document()
    for name, consolidation in example_gathered().consolidations.items():
        for indicator in consolidation.totals:
            link = document.xpath(
                f'//tr[@data-indicator="{indicator}"]//a[@href="#truy-vet/{indicator}//{name}"]'
            )
            assert link, indicator


def test_every_figure_of_every_unit_stands_in_the_table_of_its_subject() -> None:
    document, gathered = example_document(), example_gathered()
    numbers = {unit.id: str(number) for number, unit in enumerate(gathered.units)}
    shown = 0
    for name, consolidation in gathered.consolidations.items():
        for table in document.xpath(f'//table[contains(@class, "matrix")][@data-directive="{name}"]'):
            asked = table.xpath("thead//th/@data-indicator")
            for unit in consolidation.expected.units:
                (row,) = table.xpath(f'tbody/tr[@data-unit="{numbers[unit.id]}"]')
                texts = [unescape(cell.text_content().strip()) for cell in row.xpath("td")]
                own = consolidation.own[unit.id]
                assert texts == [figure_text(own[each], ON_PAGE) for each in asked]
                shown += len(texts)
    assert shown == sum(len(c.totals) * len(c.expected.units) for c in gathered.consolidations.values())


def test_a_missing_unit_is_no_zero(sandbox: Sandbox) -> None:
    (row,) = figures_document(sandbox.root).xpath('//tr[@data-unit][th="Xã Hai"]')
    assert {cell.text_content().strip() for cell in row.xpath("td")} == {"…"}


def test_a_change_is_that_of_what_is_printed() -> None:
    places = [
        cell.text_content().strip()
        for cell in example_document().xpath('//table[contains(@class, "totals")]//td[@class="number"][3]')
    ]
    told = [text for text in places if "," in text]
    assert told
    assert all(len(text.partition(",")[2].split()[0].rstrip("%")) <= 2 for text in told)


def test_without_an_earlier_period_nothing_is_compared(sandbox: Sandbox) -> None:
    document = figures_document(sandbox.root)
    assert "so với" not in document.xpath("//caption")[0].text_content()


def test_what_is_shown_in_percent_is_said_to_be_percent() -> None:
    """A ratio of files is no number of files: '86,6%' beside 'hồ sơ' would be read as 86 of them."""
    document = example_document()
    row = '//tr[@data-indicator="tthc.ty_le_truc_tuyen"]/td[2]'
    assert [cell.text_content().strip() for cell in document.xpath(row)] == ["%"]
    (head,) = document.xpath('//th[@data-indicator="tthc.ty_le_truc_tuyen"]')
    assert head.text_content().endswith(" (%)")
    (told,) = document.xpath('//figure[@data-indicator="tthc.ty_le_truc_tuyen"]/figcaption')
    assert told.text_content().endswith(" (%)")
    shared = {each["id"]: each["measure"] for each in shared_data(example_gathered())["indicators"]}
    assert (shared["tthc.ty_le_truc_tuyen"], shared["tthc.tiep_nhan"]) == ("%", "hồ sơ")


def test_a_directive_that_nobody_reports_under_has_no_table_of_nothing() -> None:
    """In May 2025 there were no communes yet."""
    html = figures_view(gathered_page(REPOSITORY, "2025-05"), ()).html
    document = lxml_html.fromstring(f"<div>{html}</div>")
    assert not document.xpath("//table")
    assert (
        html.count("Kỳ này không đơn vị nào phải báo cáo số liệu ở đây.") == len(document.xpath("//h3")) > 1
    )
