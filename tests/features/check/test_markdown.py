"""Markdown for a merge request, read back by a Markdown parser."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from baocao.features.check.markdown import LIMIT, markdown_report
from baocao.features.check.record import Hidden, Report
from findings import (
    FILE,
    absent_unit,
    broken_relation,
    error_at,
    make_report,
    note_at,
    of_two_units,
    waived_problem,
    warning_at,
)
from reading import many

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
TAGS = {"details", "summary"}


def report_html(shown: Report, limit: int = LIMIT) -> str:
    rendered: str = PARSER.render(markdown_report(shown, limit))
    return rendered


def seen_text(shown: Report) -> str:
    """Return what a reader sees."""
    without = re.sub(r"<!--.*?-->|<[^>]+>", "", report_html(shown))
    return without.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        (make_report(), "Đạt: không có lỗi"),
        (make_report(warning_at()), "Đạt: 1 cảnh báo"),
        (make_report(warning_at(), error_at()), "Không đạt: 1 lỗi, 1 cảnh báo"),
        (of_two_units(complete=True), "Không đạt: 1 cảnh báo"),
    ],
)
def test_the_title_says_the_result(shown: Report, title: str) -> None:
    assert f"<h2>{title}</h2>" in report_html(shown)


def test_a_table_counts_by_directive_and_period_who_has_reported_and_passed() -> None:
    assert "| Chỉ đạo thử (cd) | 2025-11 | 2 | 1 | 0 |" in markdown_report(of_two_units(error_at()))
    assert "| Chỉ đạo thử (cd) | 2025-11 | 2 | 1 | 1 |" in markdown_report(of_two_units(warning_at()))
    assert "<table>" in report_html(of_two_units())


def test_the_worst_come_first_and_each_kind_has_its_heading() -> None:
    headings = re.findall(
        r"<h3>(.*)</h3>", report_html(make_report(note_at(), warning_at(), error_at(), broken_relation()))
    )
    assert headings == ["BC208 lỗi (1)", "BC215 cảnh báo (1)", "BC411 cảnh báo (1)", "BC436 lưu ý (1)"]


def test_an_item_has_place_message_advice_other_places_and_basis() -> None:
    text = seen_text(make_report(broken_relation(), prefix="tỉnh"))
    assert f"tỉnh/{FILE}:3 Tiếp nhận: hs.a <= hs.b không đúng với hs.a = 9; hs.b = 5." in text
    assert "→ Xem lại hai số." in text
    assert f"(hs.b = 5: tỉnh/{FILE}:3)" in text
    assert "Quy tắc: hs/tiep-nhan" in text
    assert "Căn cứ: Công văn 816/UBND-VX" in text


@pytest.mark.parametrize(("count", "more"), [(5, 0), (6, 1), (96, 91)])
def test_after_five_of_a_kind_the_others_are_folded_but_there(count: int, more: int) -> None:
    shown = make_report(*(error_at(line) for line in range(1, count + 1)))
    rendered = report_html(shown)
    assert (f"<summary>… và {more} chỗ khác</summary>" in rendered) is bool(more)
    assert rendered.count("không phải là số") == count
    assert rendered.count("<details>") == rendered.count("</details>") == bool(more)


@pytest.mark.parametrize("limit", [400, 1000, 2000, 5000, 20_000])
def test_what_has_no_room_is_counted(limit: int) -> None:
    shown = make_report(
        *(error_at(line) for line in range(1, 60)), *(warning_at(line) for line in range(1, 60))
    )
    text = markdown_report(shown, limit)
    assert len(text) <= limit + 100
    told = text.count("không phải là số") + text.count("chưa điền giá trị")
    rest = re.search(r"… và (\d+) vấn đề khác không in ở đây", text)
    assert told + (int(rest[1]) if rest else 0) == len(shown.found)
    assert text.count("<details>") == text.count("</details>")
    assert text.count("<summary>… và") == text.count("<details>")


def test_a_comment_fits_into_github() -> None:
    shown = make_report(*(error_at(line, value="x" * 400) for line in range(1, 3000)))
    assert len(markdown_report(shown)) < 65_536


def test_what_is_left_out_is_listed_with_the_reason() -> None:
    hidden = (Hidden("--don-vi", {"BC701": 2}),)
    text = seen_text(make_report(ignored=(waived_problem(note_at(), reason="chờ *tỉnh*"),), hidden=hidden))
    assert "Bỏ qua theo baocao.yaml:2: 1 BC436 (chờ *tỉnh*)." in text
    assert "Bỏ qua theo --don-vi: 2 BC701." in text


@many
@given(st.text("ab *_`[](){}<>#!|~$&\\@1.-+\n:/", max_size=30))
def test_whatever_the_data_hold_a_reader_sees_it_as_it_is(value: str) -> None:
    shown = make_report(error_at(value=value))
    seen = " ".join(f"'{value}' không phải là số.".split())
    assert seen in " ".join(seen_text(shown).split())
    assert set(re.findall(r"</?([a-z0-9]+)", report_html(shown))) <= {
        *TAGS,
        "h2",
        "h3",
        "ul",
        "li",
        "code",
        "br",
        "p",
    }


@pytest.mark.parametrize("value", ["@nguyenvana", "#12", "!34"])
def test_nobody_is_called_and_nothing_is_linked(value: str) -> None:
    text = markdown_report(make_report(error_at(value=value)))
    assert value not in text
    assert value in seen_text(make_report(error_at(value=value)))


def test_absent_units_are_told() -> None:
    assert "Xã Hai chưa có báo cáo kỳ 2025-11 cho 'cd'." in seen_text(make_report(absent_unit()))
