"""Small charts: what a reader sees of a course and of a spread."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from baocao.features.page.drawing import (
    SPARK_HEIGHT,
    SPARK_WIDTH,
    SPREAD_WIDTH,
    Marks,
    draw_sparkline,
    draw_spread,
)

NUMBERS = st.lists(st.none() | st.decimals(-(10**12), 10**12, places=2), min_size=1, max_size=30)


def paths_of(drawing: str) -> dict[str, str]:
    """Return the paths of a drawing by class."""
    return {path.get("class", ""): path.get("d", "") for path in ET.fromstring(drawing)}


def places_on(path: str) -> list[tuple[int, int]]:
    """Return where a line of moves and relative steps goes."""
    places = []
    for across, down, steps in re.findall(r"M(\d+) (\d+)(?:l([-\d ]+)|h0)", path):
        here = (int(across), int(down))
        places.append(here)
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for right, below in zip(numbers[::2], numbers[1::2], strict=True):
            here = (here[0] + right, here[1] + below)
            places.append(here)
    return places


def test_a_course_goes_up_with_its_numbers_and_its_end_is_marked() -> None:
    paths = paths_of(draw_sparkline([10, 20, 15, 40], "Từ 10 đến 40"))
    assert places_on(paths["line"]) == [(3, 17), (29, 12), (55, 15), (81, 3)]
    assert places_on(paths["last"]) == [(81, 3)]


def test_where_nobody_reported_the_line_is_broken_and_a_month_alone_is_a_dot() -> None:
    path = paths_of(draw_sparkline([1, 2, None, 3, None, 4, 5], ""))["line"]
    assert path.count("M") == 3
    assert "h0" in path


def test_the_end_that_is_marked_is_the_last_one_that_was_reported() -> None:
    paths = paths_of(draw_sparkline([1, 2, None], ""))
    assert places_on(paths["last"]) == [(42, 3)]


def test_a_figure_that_never_changed_is_a_line_in_the_middle() -> None:
    assert {down for _, down in places_on(paths_of(draw_sparkline([7, 7, 7], ""))["line"])} == {10}


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_sparkline([None, None], "không có") == ""
    assert draw_spread([], Marks(), "không có") == ""


def test_of_more_than_fourteen_periods_the_last_are_drawn() -> None:
    assert draw_sparkline(range(40), "") == draw_sparkline(range(26, 40), "")


def test_readers_hear_what_is_drawn_whatever_is_written_in_it() -> None:
    root = ET.fromstring(draw_sparkline([1, 2], 'Xã "<Mỏ & Cày>"'))
    assert root.get("role") == "img"
    assert root.get("aria-label") == 'Xã "<Mỏ & Cày>"'


@given(NUMBERS)
def test_a_course_stays_within_its_frame_and_is_short(numbers: list[Decimal | None]) -> None:
    drawing = draw_sparkline(numbers, "")
    assert len(drawing.encode()) <= 300
    for path in paths_of(drawing).values() if drawing else ():
        assert all(0 <= x <= SPARK_WIDTH and 0 <= y <= SPARK_HEIGHT for x, y in places_on(path))


def heights_of(path: str) -> dict[int, int]:
    """Return how high the columns of a spread are, by where they stand."""
    return {int(place): int(height) for place, height in re.findall(r"M(\d+) 36v-(\d+)", path)}


def test_a_spread_is_highest_where_most_units_are() -> None:
    columns = heights_of(paths_of(draw_spread([1, 1, 1, 1, 50, 100], Marks(), ""))["columns"])
    assert list(columns.values()) == [34, 8, 8]


def test_a_spread_points_out_outliers_the_middle_and_the_target_even_beyond_all_units() -> None:
    paths = paths_of(draw_spread([10, 12, 14, 90], Marks(outliers=[90], middle=13, target=100), ""))
    assert paths["target"] == f"M{SPREAD_WIDTH - 6} 0v36"
    assert places_on(paths["outlier"]) == [(262, 40)]
    assert paths["middle"].startswith("M16 ")


@given(st.lists(st.decimals(0, 10**12, places=1), min_size=1, max_size=4000))
def test_a_spread_of_a_whole_country_is_not_larger_than_that_of_a_province(numbers: list[Decimal]) -> None:
    assert len(draw_spread(numbers, Marks(), "").encode()) < 1200
