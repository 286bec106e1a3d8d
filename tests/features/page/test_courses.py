"""A total over the periods of a page."""

from decimal import Decimal
from xml.etree import ElementTree as ET

from baocao.features.page.courses import Stop, course_drawing, stops_of_total
from paging import example_gathered
from support import period_of


def stop_in(period: str, number: int | None = None) -> Stop:
    return (
        Stop(period_of(period)) if number is None else Stop(period_of(period), Decimal(number), str(number))
    )


def test_a_course_says_where_it_began_and_ended_and_how_far_it_went() -> None:
    stops = [stop_in("2025-08"), stop_in("2025-09", 12), stop_in("2025-10", 30), stop_in("2025-11", 20)]
    label = ET.fromstring(course_drawing(stops)).get("aria-label")
    assert label == "2025-09: 12 → 2025-11: 20; thấp nhất 12, cao nhất 30"


def test_one_number_is_no_course() -> None:
    assert course_drawing([stop_in("2025-10"), stop_in("2025-11", 20)]) == ""


def test_totals_stand_as_the_reports_of_each_period_have_them_with_their_coverage() -> None:
    stops = stops_of_total(example_gathered(), "nq71", "tthc.tiep_nhan")
    assert [(stop.period.id, stop.text, stop.covered) for stop in stops] == [
        ("2025-10", "106.776", "10/12"),
        ("2025-11", "110.022", "9/12"),
    ]


def test_a_course_is_at_most_five_hundred_bytes() -> None:
    gathered = example_gathered()
    for name, now in gathered.consolidations.items():
        for indicator in now.totals:
            assert len(course_drawing(stops_of_total(gathered, name, indicator)).encode()) <= 500
