"""Charts on a page: drawn as in the Word file, and told to those who do not see them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baocao.model.chart import Chart, ChartKind, ChartRow, Fill, Point, Said, Series
from baocao.model.printed import FigureKey, Printed
from baocao.render.charts import FILL_COLOURS, chart_height
from baocao.render.html.charts import charts_html
from baocao.render.metrics import POINT_MM, text_width
from html_page import HtmlPage, Tag
from samples import made_point, sample_chart

WIDTH = 165.0
SLACK = 0.02
"""Millimetres by which rounded places may differ."""


def drawn(*charts: Chart) -> HtmlPage:
    return HtmlPage(charts_html(ChartRow(charts), WIDTH).encode())


def numbers_of(tag: Tag, *names: str) -> list[float]:
    return [float(tag.attributes[name]) for name in names]


def bars_of(page: HtmlPage) -> list[Tag]:
    return [tag for tag in page.named("rect") if "stroke" in tag.attributes]


def two_series(kind: ChartKind) -> Chart:
    points = (made_point("3", "3"), made_point("1", "1"), made_point("2", "2"))
    other = (made_point("1", "1"), made_point("3", "3"), made_point("", ""))
    series = (Series(Said("Đạt"), points), Series(Said("Chưa đạt"), other, Fill.WHITE, below=True))
    return sample_chart(kind)._replace(series=series)


@pytest.mark.parametrize("kind", ChartKind)
def test_a_chart_says_its_title_its_names_and_a_label_for_every_value(kind: ChartKind) -> None:
    page = drawn(two_series(kind))
    said = page.drawn_texts()
    assert said[0] == "Tỷ lệ trực tuyến <&>"
    assert {"Đơn vị tính: %", "Xã Một", "86 đơn vị khác", "Xã Hai", "Đạt", "Chưa đạt"} <= set(said)
    assert sorted(text for text in said if text.isdecimal()) == ["1", "1", "2", "3", "3"]


@pytest.mark.parametrize("kind", ChartKind)
def test_a_chart_is_described_to_those_who_do_not_see_it(kind: ChartKind) -> None:
    chart = two_series(kind)
    (drawing,) = drawn(chart).named("svg")
    assert drawing.attributes["role"] == "img"
    assert drawing.attributes["aria-label"] == chart.description


def test_lying_bars_are_as_long_as_their_values() -> None:
    first, last = (numbers_of(tag, "x", "width") for tag in bars_of(drawn(sample_chart())))
    assert first[0] == last[0]
    assert first[1] / last[1] == pytest.approx(97.35 / 45, rel=1e-2)


def test_a_category_of_others_has_a_name_and_no_bar() -> None:
    page = drawn(sample_chart())
    assert len(bars_of(page)) == 2
    assert "86 đơn vị khác" in page.drawn_texts()


def test_bars_below_zero_go_the_other_way() -> None:
    points = (made_point("2", "+2"), made_point("", ""), made_point("-1", "-1"))
    chart = sample_chart()._replace(series=(Series(Said("Tăng, giảm"), points),))
    up, down = (numbers_of(tag, "x", "width") for tag in bars_of(drawn(chart)))
    assert down[0] + down[1] == pytest.approx(up[0], abs=SLACK)
    assert up[1] == pytest.approx(2 * down[1], abs=SLACK)


def test_standing_bars_stand_on_one_line() -> None:
    points = (made_point("4", "4"), made_point("1", "1"), made_point("2", "2"))
    page = drawn(sample_chart(ChartKind.COLUMNS)._replace(series=(Series(Said("Số"), points),)))
    ends = [numbers_of(tag, "y", "height") for tag in bars_of(page)]
    assert len({round(y + height, 1) for y, height in ends}) == 1
    assert ends[0][1] == pytest.approx(4 * ends[1][1], rel=1e-2)


def test_stacked_bars_are_all_as_long_as_the_whole() -> None:
    widths = [numbers_of(tag, "width")[0] for tag in bars_of(drawn(two_series(ChartKind.STACKED)))]
    assert widths[0] + widths[1] == pytest.approx(widths[2] + widths[3], abs=SLACK)
    assert widths[4] == pytest.approx(widths[0] + widths[1], abs=SLACK)


def test_a_line_does_not_join_over_what_is_missing() -> None:
    points = (made_point("1", "1"), made_point("", ""), made_point("2", "2"), made_point("3", "3"))
    chart = sample_chart(ChartKind.LINE)
    names = tuple(Said(f"Tháng {number}") for number in range(4))
    page = drawn(chart._replace(categories=names, series=(Series(Said("Số"), points),)))
    assert len(page.named("circle")) == 3
    assert len([tag for tag in page.named("line") if tag.attributes["stroke-width"] == "0.6"]) == 1


def test_series_are_told_apart_by_their_fill_and_one_alone_needs_no_legend() -> None:
    page = drawn(two_series(ChartKind.BARS))
    fills = {tag.attributes["fill"] for tag in bars_of(page)}
    assert fills == {f"#{FILL_COLOURS[fill]}" for fill in (Fill.DARK, Fill.WHITE)}
    assert "Tỷ lệ" not in drawn(sample_chart()).drawn_texts()


def test_two_halves_stand_side_by_side_at_one_height() -> None:
    page = drawn(sample_chart(half=True), two_series(ChartKind.LINE)._replace(half=True))
    sizes = [(tag.attributes["width"], tag.attributes["height"]) for tag in page.named("svg")]
    assert sizes[0] == sizes[1]
    assert sizes[0][0] == "81.00mm"


def test_lines_below_that_say_the_same_are_one() -> None:
    assert len(drawn(sample_chart(), sample_chart()).classed("GhiChu")) == 1


def test_figures_of_charts_carry_their_keys_also_where_a_text_has_several_lines() -> None:
    key = FigureKey("hs.ty_le", "xa-mot")
    long = f"{'Một tên rất dài của chỉ tiêu ' * 6}97,4%"
    named = Said(long, (Printed(len(long) - 5, len(long), key),))
    point = Point(Decimal(1), Said("97,4%", (Printed(0, 0, key),)))
    series = Series(Said("Tỷ lệ"), (point, *sample_chart().series[0].points[1:]))
    page = drawn(sample_chart()._replace(title=named, series=(series,)))
    keyed = [page.text_of(tag) for tag in page.tags if tag.attributes.get("data-key") == key.text]
    assert keyed == ["97,4%", "97,4%"]


labels = st.text(st.characters(codec="utf-8"), max_size=40).map(Said)
points = st.builds(Point, st.one_of(st.none(), st.decimals(-(10**15), 10**15)), labels)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count = draw(st.integers(0, 12))
    categories = tuple(draw(st.lists(labels, min_size=count, max_size=count)))
    several = st.lists(points, min_size=count, max_size=count).map(tuple)
    series = st.builds(Series, labels, several, st.sampled_from(Fill), st.booleans())
    return Chart(
        draw(st.sampled_from(ChartKind)),
        draw(labels),
        draw(labels),
        categories,
        tuple(draw(st.lists(series, min_size=1, max_size=3))),
        draw(labels),
    )


@given(charts())
def test_whatever_a_chart_is_about_it_is_drawn_inside_its_frame(chart: Chart) -> None:
    page = drawn(chart)
    (drawing,) = page.named("svg")
    width, height = (float(drawing.attributes[name].removesuffix("mm")) for name in ("width", "height"))
    assert height == pytest.approx(chart_height(chart, WIDTH), abs=SLACK)
    for tag in page.named("rect"):
        if "stroke" in tag.attributes:
            x, y, wide, high = numbers_of(tag, "x", "y", "width", "height")
            assert min(x, y) >= -SLACK
            assert x + wide <= width + SLACK
            assert y + high <= height + SLACK
            assert min(wide, high) >= 0
    assert not re.search(r"nan|inf|e[-+]\d", " ".join(str(tag.attributes) for tag in page.named("rect")))


@pytest.mark.parametrize("kind", ChartKind)
def test_names_and_labels_of_usual_length_stay_inside_the_frame(kind: ChartKind) -> None:
    page = drawn(two_series(kind)._replace(half=True), two_series(kind)._replace(half=True))
    width = float(page.named("svg")[0].attributes["width"].removesuffix("mm"))
    for tag in page.named("text"):
        (x,) = numbers_of(tag, "x")
        long = text_width(page.text_of(tag), numbers_of(tag, "font-size")[0] / POINT_MM)
        left = {"start": x, "middle": x - long / 2, "end": x - long}[tag.attributes["text-anchor"]]
        assert left >= -1
        assert left + long <= width + 1
