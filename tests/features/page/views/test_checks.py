"""View 'Kiểm tra': exactly what `baocao check` reports, by unit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as lxml_html

from baocao.cli.page import check_loaded
from baocao.features.check.record import Report
from baocao.features.check.reporting import report_on
from baocao.features.page.records import Gathered
from baocao.features.page.views.checks import checks_view
from baocao.model.period import Period
from baocao.pipeline.loading import load_checked
from paging import Reader, gathered_page
from support import EXAMPLE, REPOSITORY, Sandbox

SETTINGS = """
bo_qua:
  - {ma: BC701, ly_do: Đợt này chưa cần}
"""
TOLD = tuple[str, str, str, str, str]


def checked_page(root: Path, period: str) -> Gathered:
    gathered = gathered_page(root, period)
    return gathered._replace(checked=check_loaded(gathered.loaded))


def checked_report(root: Path, period: str) -> Report:
    """Return what the command reports."""
    return report_on(load_checked(root, Period.parse(period), proving=True))


def told_findings(gathered: Gathered) -> Iterator[TOLD]:
    """Yield severity, code, place, message and advice of what the page tells."""
    document = lxml_html.fromstring(f"<div>{checks_view(gathered, ()).html}</div>")
    for body in document.iter("tbody"):
        head = body.find("tr/th/code")
        if body.get("data-unit") is None:
            continue
        for row in body.findall("tr")[1:]:
            severity, code, _, advice = (
                " ".join(cell.text_content().split()) for cell in row.findall("td")
            )
            for told in row.findall("td")[2].findall("ul/li") or [row.findall("td")[2]]:
                spot = told.find("code")
                place = f"{head.text}:{spot.text}" if head is not None and spot is not None else ""
                message = " ".join(told.text_content().split()).removeprefix(
                    spot.text if spot is not None else ""
                )
                yield severity, code, place, message.strip(), advice


def reported_findings(report: Report) -> Iterator[TOLD]:
    for found in report.found:
        severity = f"{found.severity.value}{' còn thiếu' if found.is_missing else ''}"
        message = " ".join([found.message, *(f"({label}: {place})" for label, place in found.related)])
        rule = f" Quy tắc: {found.rule.id}." if found.rule else ""
        basis = f" Căn cứ: {found.basis}." if found.basis else ""
        advice = f"{found.advice}{rule}{basis}"
        what, how = (" ".join(text.split()) for text in (message, advice))
        yield severity, found.code, str(found.place or ""), what, how


@pytest.mark.parametrize(
    ("root", "period"),
    [(EXAMPLE, "2025-11"), (REPOSITORY, "2025-11"), (REPOSITORY, "2025-05"), (REPOSITORY, "2025-09")],
)
def test_the_page_tells_what_check_reports_and_no_more(root: Path, period: str) -> None:
    told = sorted(told_findings(checked_page(root, period)))
    assert told == sorted(reported_findings(checked_report(root, period)))


def test_files_of_all_units_come_before_units_and_the_gravest_first(sandbox: Sandbox) -> None:
    sandbox.write(
        "data/units/phuong-ba/2025-11.yaml", "don_vi: phuong-ba\nky: 2025-11\nchi_tieu: {x.y: 1}\n"
    )
    sandbox.write("baocao.yaml", "khong_biet: 1\n")
    bodies = Reader(checks_view(checked_page(sandbox.root, "2025-11"), ()).html).values_of("data-unit")
    assert list(dict.fromkeys(bodies)) == ["chung", "phuong-ba", "xa-hai"]


def test_what_settings_leave_out_is_counted_with_its_reason(sandbox: Sandbox) -> None:
    sandbox.write("baocao.yaml", SETTINGS)
    words = Reader(checks_view(checked_page(sandbox.root, "2025-11"), ()).html).words
    assert "Bỏ qua theo baocao.yaml:2: 2 BC701 (Đợt này chưa cần)." in words


def test_a_clean_period_says_so(sandbox: Sandbox) -> None:
    gathered = gathered_page(sandbox.root, "2025-11")
    assert Reader(checks_view(gathered, ()).html).words == "Không có lỗi."


def test_a_file_that_cannot_be_read_is_of_the_unit_in_whose_folder_it_lies(sandbox: Sandbox) -> None:
    sandbox.write("data/units/xa-mot/2025-11.yaml", "don_vi: xa-mot\nky: 2025-11\nchi_tieu: [\n")
    document = lxml_html.fromstring(
        f"<div>{checks_view(checked_page(sandbox.root, '2025-11'), ()).html}</div>"
    )
    codes = {
        cell.text_content().strip()
        for body in document.xpath('//tbody[@data-unit="xa-mot"]')
        for cell in body.xpath("tr/td[2]")
    }
    assert any(code.startswith("BC1") for code in codes), codes
    assert not document.xpath('//tbody[@data-unit="chung"]')
