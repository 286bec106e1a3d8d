"""The figures to look at first, as people and programs read them."""

import json

import pytest

from baocao.features.check.formats import Format, render_report
from baocao.features.check.looks import look_markdown, terminal_looks
from baocao.features.check.record import Report, report_of
from baocao.features.check.reporting import Choice, report_on
from baocao.pipeline.loading import load_checked
from support import EXAMPLE, period_of


@pytest.fixture(scope="module")
def report() -> Report:
    """The check of the synthetic province, in which eleven communes report."""
    return report_on(load_checked(EXAMPLE, period_of("2025-11")))


def test_each_figure_has_a_line_that_fits_a_screen(report: Report) -> None:
    heading, *lines, blank = terminal_looks(report)
    assert heading.startswith("20 số liệu nên xem trước")
    assert (len(lines), blank) == (20, "")
    assert "Xã An Hải: dvctt.toan_trinh_tai_cho = 257 (kỳ 2025-10 không có)" in lines[0]
    assert "Xã Sơn Khê: tthc.dang_giai_quyet = 1.495 (kỳ 2025-10: " in "\n".join(lines)
    assert max(map(len, lines)) <= 80


def test_a_comment_has_them_folded_with_their_places(report: Report) -> None:
    text = render_report(report, Format.MARKDOWN, 80)
    assert "<details><summary>20 số liệu nên xem trước" in text
    assert "xa-an-hai/2025-11.yaml:" in look_markdown(report)


def test_programs_read_numbers(report: Report) -> None:
    first, *_ = json.loads(render_report(report, Format.JSON, 80))["first_looks"]
    assert (first["unit"], first["indicator"], first["value"]) == (
        "xa-an-hai",
        "dvctt.toan_trinh_tai_cho",
        257,
    )
    assert first["before"] is None
    assert first["line"] > 1


def test_only_the_chosen_units_are_told_of() -> None:
    chosen = Choice(units=frozenset({"xa-son-khe"}))
    looks = report_on(load_checked(EXAMPLE, period_of("2025-11")), chosen).looks
    assert {look.unit.id for look in looks} == {"xa-son-khe"}


def test_few_units_have_none() -> None:
    assert terminal_looks(report_of([], {})) == []
    assert look_markdown(report_of([], {})) == ""
