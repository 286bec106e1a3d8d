"""How high charts are: every name beside a bar has room, and every chart has room on a page."""

import pytest

from baocao.model.chart import Chart, ChartKind, Said, Series
from baocao.render.charts import BAR_HEIGHT, TALLEST, chart_height
from samples import made_point, sample_chart

LONG = "Xã Trường Sơn Đông và các xã, phường sáp nhập với xã ấy từ ngày 01 tháng 7"


def chart_of_bars(*names: str) -> Chart:
    points = tuple(made_point("1", "1") for _ in names)
    series = (Series(Said("Tỷ lệ"), points),)
    return sample_chart(ChartKind.BARS)._replace(categories=tuple(map(Said, names)), series=series)


def test_bars_whose_names_take_lines_stand_further_apart() -> None:
    short, long = chart_of_bars(*"ABCD"), chart_of_bars("A", "B", LONG, LONG)
    assert chart_height(long, 80) > chart_height(short, 80) + 2 * BAR_HEIGHT


def test_a_name_of_two_lines_between_short_ones_needs_no_more_room() -> None:
    between = "7 đơn vị khác: từ 69,7% đến 96,3%"
    assert chart_height(chart_of_bars("A", between, "B"), 80) == chart_height(chart_of_bars(*"ABC"), 80)


@pytest.mark.parametrize("count", [41, 100])
def test_no_chart_is_higher_than_a_page(count: int) -> None:
    assert chart_height(chart_of_bars(*map(str, range(count))), 160) == TALLEST
